"""A hearing as its facts say, and how long before each form of it must be announced. No personal text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from yichuang.law.calendar import Calendar
from yichuang.law.cite import COMPENSATION, DECISIONS, LICENSING, PENALTIES, PLANNING
from yichuang.law.clocks import Limit, Unit
from yichuang.law.facts import Allowed
from yichuang.law.open_words import HearingForm, Part

PRESENTER, CHAIR, RECORDER = "承办人", "主持人", "记录人"
"""What the record calls those who are there by their office."""


class Person(msgspec.Struct, frozen=True):
    """Somebody who takes part: what the record calls him, and in which part."""

    code: str
    part: Part


class Evidence(msgspec.Struct, frozen=True):
    """A piece of evidence: who laid it on the table, who has said what he thinks of it."""

    code: str
    title: str
    disputed: tuple[str, ...] = ()


class Sitting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How far a hearing has come."""

    form: HearingForm
    subject: str
    on: date
    begins: str
    place: str
    section: str
    presenters: tuple[str, ...]
    chair: str
    chair_section: str
    recorder: str
    seats: int = 0
    apply_by: date | None = None
    people: tuple[Person, ...] = ()
    asked: tuple[str, ...] = ()
    chosen: bool = False
    recusal: bool = False
    """Whether a request for another chair waits to be decided."""
    present: tuple[str, ...] = ()
    reasons: bool = False
    heard: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    finals: tuple[str, ...] = ()
    pages: int = 0
    signed: tuple[tuple[int, str], ...] = ()
    """The pages signed or refused, by whom."""
    allowed: Allowed | None = None
    reported_on: date | None = None

    @property
    def speakers(self) -> tuple[str, ...]:
        """Those present who speak for themselves: everybody but witnesses and who handles the matter."""
        witnesses = {one.code for one in self.people if one.part is Part.WITNESS}
        return tuple(one for one in self.present if one not in witnesses)

    def unheard(self) -> list[str]:
        """Who has not made his statement."""
        return [one for one in self.speakers if one not in self.heard]

    def undisputed(self) -> list[str]:
        """Who has not said what he thinks of the last piece of evidence, of those it was not laid on the table by."""
        if not self.evidence:
            return []
        last = self.evidence[-1]
        return [one for one in (PRESENTER, *self.speakers) if one != last.code and one not in last.disputed]

    def unfinished(self) -> list[str]:
        """Who has not made his final statement."""
        return [one for one in self.speakers if one not in self.finals]

    @property
    def signers(self) -> tuple[str, ...]:
        """Everybody who was there signs every page."""
        return (PRESENTER, *self.present, CHAIR, RECORDER)

    def unsigned(self) -> list[tuple[int, str]]:
        """The pages that lack a signature or the note of a refusal, and whose."""
        done = set(self.signed)
        every = ((page, who) for page in range(1, self.pages + 1) for who in self.signers)
        return [one for one in every if one not in done]


@dataclass(frozen=True, slots=True)
class Notice:
    """How long before a hearing is announced; where no law says it, by us."""

    limit: Limit
    ours: bool = False
    until: date | None = None
    """From this day on there is no such hearing any more."""


_SEVEN = "举行听证的七日前将时间、地点通知有关人员"
_AS_LICENSING = "没有规定通知的天数，参照行政许可法，提前七个工作日是本系统定的"
NOTICES = {
    HearingForm.LICENSING: Notice(Limit(7, Unit.WORKDAY, LICENSING.art("48(1)(1)", _SEVEN))),
    HearingForm.PENALTY: Notice(
        Limit(7, Unit.WORKDAY, PENALTIES.art("64", f"{_SEVEN}；“七日”是工作日（第八十五条）"))
    ),
    HearingForm.COMPENSATION: Notice(
        Limit(
            7,
            Unit.WORKDAY,
            COMPENSATION.art("11", f"多数被征收人认为补偿方案不符合规定的，组织听证会；{_AS_LICENSING}"),
        ),
        ours=True,
    ),
    HearingForm.DECISION: Notice(
        Limit(7, Unit.DAY, DECISIONS.art("16", "听证材料于召开听证会七日前送达听证参加人"))
    ),
    HearingForm.PLANNING: Notice(
        Limit(
            7,
            Unit.WORKDAY,
            PLANNING.art("50", f"修改规划，采取听证会等形式听取利害关系人的意见；{_AS_LICENSING}"),
        ),
        ours=True,
    ),
    HearingForm.DEMOLITION: Notice(
        Limit(7, Unit.WORKDAY, LICENSING.art("48(1)(1)", _SEVEN)), until=date(2011, 1, 21)
    ),
}
"""The law of each form. The demolition permit was abolished by the regulations of 2011; its hearings are history."""


def earliest(form: HearingForm, today: date, calendar: Calendar) -> date:
    """The first day a hearing announced today may be held."""
    limit = NOTICES[form].limit
    if limit.unit is Unit.WORKDAY:
        return calendar.add_workdays(today, limit.amount)
    return today + timedelta(days=limit.amount)
