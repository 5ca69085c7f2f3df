"""How a story went: its facts as sentences, each expectation met or missed, the acts done, the states seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from yichuang.doors.command.stories import agents, cards, matters, projects, tickets
from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law.clocks import CHINA, due_date
from yichuang.law.matters import Edition
from yichuang.law.papers import PAPERS
from yichuang.law.words import State
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.papers import reads as papers
from yichuang.office.trail import reads as trail
from yichuang.office.trail.acts import attempts_chain


@dataclass(frozen=True, slots=True)
class Met:
    """One expectation: where, what was wanted, what was found."""

    place: str
    wanted: str
    found: str
    met: bool

    def __str__(self) -> str:
        return f"{self.place}{self.wanted}" + ("" if self.met else f"，实际是：{self.found}")


@dataclass(frozen=True, slots=True)
class Told:
    """How a story went."""

    name: str
    proves: list[str]
    lines: list[str]
    expectations: list[Met]
    acts: frozenset[str]
    states: frozenset[State]

    @property
    def missed(self) -> list[str]:
        """The expectations that were missed."""
        return [str(one) for one in self.expectations if not one.met]

    def plain(self, file: str) -> dict[str, Any]:
        """For machines."""
        return {
            "故事": self.name,
            "文件": file,
            "证明": self.proves,
            "通过": not self.missed,
            "事实": self.lines,
            "期望": [
                {"处": e.place, "应当": e.wanted, "实际": e.found, "符合": e.met} for e in self.expectations
            ],
            "未符": self.missed,
        }


class Seen(Protocol):
    """What the checks look at: one case at one moment."""

    now: datetime

    @property
    def number(self) -> str:
        """The case's number."""
        ...

    @property
    def case(self) -> law.Case:
        """Its state."""
        ...

    @property
    def edition(self) -> Edition:
        """The edition of the matter."""
        ...


def _due(name: str) -> Callable[[Seen], str]:
    """The day a clock of the case falls due, whatever state the case is in now."""

    def check(seen: Seen) -> str:
        edition = catalogue.edition(seen.case.matter, seen.case.edition)
        clock = law.clocks(seen.case, edition).get(name)
        return str(due_date(clock, directory.calendar())) if clock else "无"

    return check


def _row(name: str) -> Callable[[Seen], str]:
    return lambda seen: str(getattr(CaseRow.objects.get(pk=seen.number), name) or "无")


def _light(seen: Seen) -> str:
    row = CaseRow.objects.get(pk=seen.number)
    return law.light(seen.case.state, row.paused, row.yellow_at, row.red_at, seen.now).label


def _papers(seen: Seen) -> list[str]:
    issued = [paper.code for found in papers.of_case(seen.number).values() for paper in found]
    return [word for code in issued for word in (code, PAPERS[code].name)]


def _sentences(seen: Seen) -> str:
    return "\n".join(entry.sentence() for entry in trail.entries(seen.number, texts=True))


def _attempts(seen: Seen) -> str:
    """What was tried on the case this month without the right to it, as the chain of attempts tells it."""
    told = [x for x in trail.entries(attempts_chain(seen.now)) if isinstance(x.fact, f.AttemptRefused)]
    return "\n".join(x.sentence() for x in told if getattr(x.fact, "of_case", "") == seen.number)


CHECKS: Mapping[str, Callable[[Seen], Any]] = {
    "状态": lambda seen: seen.case.state.label,
    "结果": lambda seen: seen.case.outcome.label if seen.case.outcome else "无",
    "灯": _light,
    "暂定": lambda seen: "是" if CaseRow.objects.get(pk=seen.number).provisional else "否",
    "许可": lambda seen: seen.case.licence.status.label if seen.case.licence else "无",
    "期限": _row("due_on"),
    "承诺期限": _due("promised"),
    "法定期限": _due("statutory"),
    "收到日": _row("received_on"),
    "受理日": _row("accepted_on"),
    "送达日": lambda seen: str(seen.case.served_on or "无"),
    "许可有效期至": lambda seen: str(seen.case.licence.valid_until or "无") if seen.case.licence else "无",
    "文书": _papers,
    "事实": _sentences,
    "没有的事实": _sentences,
    "证据链": lambda seen: "相符" if trail.verify(seen.number) is None else "不符",
    "被拒绝的尝试": _attempts,
    **agents.CHECKS,
    **cards.CHECKS,
    **matters.CHECKS,
    **projects.CHECKS,
    **tickets.CHECKS,
}


def check(seen: Seen, place: str, name: str, wanted: Any) -> Met:
    """Compare what is expected with what is."""
    found = CHECKS[name](seen)
    if name in cards.EXACT:
        return Met(
            place,
            f"“{name}”应为“{'、'.join(sorted(wanted)) or '无'}”",
            "、".join(found) or "无",
            found == sorted(wanted),
        )
    if isinstance(wanted, list):
        absent = name == "没有的事实"
        wrong = [one for one in wanted if (one in found) is absent]
        said = f"{'有' if absent else '没有'}“{'、'.join(wrong)}”"
        held = f"，有的是“{'、'.join(found)}”" if isinstance(found, list) else ""
        return Met(place, f"“{name}”应为“{'、'.join(wanted)}”", said + held if wrong else "相符", not wrong)
    return Met(place, f"“{name}”应为“{wanted}”", str(found), str(found) == str(wanted))


BY_LAW: Mapping[type[f.Fact], str] = {
    f.CaseDeemedAccepted: "deem_accepted",
    f.LicenceExpired: "lapse",
    f.RenewalDeemed: "deem_renewed",
    f.LimitRecalculated: "recalculate",
    f.LicenceRenewed: "note_renewal",
    f.LicenceChanged: "note_change",
    f.CaseTerminated: "end_with_licence",
    f.ChildNoted: "note_child",
    f.TaskGiven: "give_task",
    f.TaskNoted: "note_task",
    f.CardRaised: "raise_card",
    f.DisclosureHandedOver: "hand_over_disclosure",
    f.DutyEnded: "end_duty",
    f.MainAnswered: "follow_main",
    f.DisclosureDue: "open_disclosure",
    f.DisclosureTakenDown: "follow_objection",
    f.ConsultationClosed: "close_consultation",
    f.ObjectionFollowed: "follow_decision",
    f.OthersHeard: "deem_heard",
    f.ReasonsGiven: "no_reasons",
    f.RequestAbandoned: "abandon_request",
    f.HearingConvened: "convene_hearing",
    f.PartyEntered: "enter_party",
    f.HearingCalledOff: "call_off_hearing",
    f.HearingNoted: "note_hearing",
    f.HearingHeld: "hold_hearing",
    f.TicketClosed: "follow_main",
}
"""The acts the law does by itself, by the fact they leave."""


def states(entries: list[f.Entry]) -> set[State]:
    """Every state a case has been in."""
    case = law.begin(entries[0])
    seen = {case.state}
    for entry in entries[1:]:
        case = law.apply(case, entry)
        seen.add(case.state)
    return seen


def dated(entry: f.Entry) -> str:
    """An entry of the trail as a line: the moment, then the sentence."""
    at = entry.at.astimezone(CHINA)
    return f"{at:%Y年%-m月%-d日 %H:%M} {entry.sentence()}"
