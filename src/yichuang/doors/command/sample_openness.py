"""A year of publications of the demonstration, lived through duty by duty: most in time, some late, some withheld, in part, or put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from yichuang.law import cases as law
from yichuang.law.calendar import Calendar
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.kinds.disclosure import DISCLOSURE, MATTER
from yichuang.law.mandates import TIMER, Standing
from yichuang.law.open_words import OURS, Outlet, Verdict
from yichuang.law.openness import DutyRule, openings
from yichuang.office.cases import acts as cases
from yichuang.office.cases import apart, bulk
from yichuang.office.cases.acts import Client
from yichuang.office.cases.bulk import Life
from yichuang.office.directory import reads as directory
from yichuang.office.directory.demo import REGION
from yichuang.office.directory.models import Body
from yichuang.office.openness import acts, duties, sample

YEAR = timedelta(days=330)
SERIAL = 700_000
"""Where their numbers begin, away from the others of the sample."""
LATE, MISSED, RETURNED = 0.05, 0.07, 0.10
"""What share is late; up to the second, never published; up to the third, sent back once."""
POWERS = "机构职能、负责人和联系方式"
_PROOFS = {
    Outlet.BOARD: "{body}门前公开栏，照片已存档",
    Outlet.PAPER: "《政务公开专刊》（示例）{on:%Y年%-m月}号第二版",
    Outlet.BOOKLET: "《建设服务指南》（示例）{on:%Y}年版",
    Outlet.LEAFLET: "印制明白纸五百份，放在窗口和社区",
    Outlet.SQUARE: "文化广场展板，照片已存档",
}


@dataclass(slots=True)
class _Year:
    """What all desks share: the day it is, chance, the calendar, the people, the bodies, what happens to which duty."""

    until: datetime
    dice: Random
    calendar: Calendar
    standings: Mapping[str, Standing]
    heads: Mapping[str, str]
    bodies: Mapping[str, Body]
    special: Mapping[tuple[str, str, int], Mapping[str, Any]]
    lives: list[Life]

    def head(self, body: str) -> Standing:
        """Who reviews what a body publishes."""
        return self.standings[self.heads[body]]


def _year(until: datetime, seed: int) -> _Year:
    heads, (rules, _) = sample.heads(), duties.rules(law.day(until))
    numbers = {*heads.values(), *(one.officer for one in rules)}
    told = sample.written()
    special = {
        (directory.body_code(REGION, one["of"]), one["line"], one["nth"]): {"how": how, **one}
        for how in ("held", "cut", "wrong") for one in told[how]
    }  # fmt: skip
    return _Year(until, Random(seed), directory.calendar(), directory.officer_standings(numbers, law.day(until)), heads,  # noqa: S311
                 Body.objects.in_bulk({one.body for one in rules}), special, [])  # fmt: skip


class _Desk:
    """The desk of a duty: its writer, its reviewer, its moments."""

    def __init__(
        self, year: _Year, rule: DutyRule, at: datetime, because: str = "", corrects: str = ""
    ) -> None:
        self.year, self.at, self.rule = year, at, rule
        self.body = year.bodies[rule.body]
        self.writer, self.head = year.standings[rule.officer], year.head(rule.body)
        first = apart.opened(MATTER, rule.title, rule.body, self.body.region, "")
        number = cases.numbered(self.body.region, rule.body, law.day(at), SERIAL + len(year.lives))
        self.life: Life = bulk.begin(first, number, Client("", rule.officer_name), f"{year.dice.randrange(10**8):08d}",
                                     by=self._scene(TIMER), grain=self._grain)  # fmt: skip
        asked = acts.command(rule, because or f"{at:%Y年%-m月%-d日}到期", on=law.day(at))
        asked = replace(asked, corrects=corrects)
        self.life.act(asked, self._scene(TIMER), grain=self._grain)
        year.lives.append(self.life)

    def _grain(self) -> bytes:
        return self.year.dice.randbytes(16)

    def _scene(self, by: Standing) -> law.Scene:
        return law.Scene(DISCLOSURE, by, self.at, MATTER, self.year.calendar)

    def work(self, days: int) -> None:
        """So many working days pass; it goes on in office hours."""
        day = self.year.calendar.next_workday_on_or_after(law.day(self.at))
        day = self.year.calendar.add_workdays(day, days) if days else day
        morning = datetime.combine(day, time(9), CHINA) + timedelta(minutes=self.year.dice.randrange(0, 240))
        self.at = max(morning, self.at)

    def do(self, by: Standing, command: Any, hours: float = 0.0) -> bool:
        """One act some time later, unless that lies in the future. Says whether it was done."""
        self.at += timedelta(hours=hours)
        if self.at > self.year.until:
            self.at = self.year.until + timedelta(days=1)
            return False
        self.life.act(command, self._scene(by), grain=self._grain)
        return True

    def draft(self, title: str, text: str, *, again: bool) -> None:
        """Written, perhaps sent back once and written again."""
        said = c.DraftDisclosure(title=title, text=text)
        self.do(self.writer, said)
        if again:
            self.do(self.head, c.ReturnDraft(reason="合计数和分项对不上，请核对后重新送审"), 2)
            self.do(self.writer, said, 3)

    def clear(self, text: str, *, verdict: Verdict = Verdict.WHOLE, reason: str = "", **found: Any) -> None:
        """The head lets it out; the telephones of the office itself may stand in it."""
        own = "\n".join(one for one in (self.body.phone, self.body.supervision_phone) if one in text)
        self.do(
            self.head, c.ReviewDisclosure(verdict=verdict, text=text, keep=own, reason=reason, **found), 2
        )

    def publish(self) -> None:
        """Public on the site, then wherever else the duty wants it."""
        self.do(self.writer, c.PublishDisclosure(), 1)
        for n, outlet in enumerate(one for one in self.rule.outlets if one not in OURS):
            if n:
                self.work(1)
            proof = _PROOFS[outlet].format(body=self.body.short, on=self.at)
            self.do(self.writer, c.ShowOnOutlet(outlet=outlet, on=law.day(self.at), proof=proof), 0.5)


def _lived(year: _Year, rule: DutyRule, on: date, nth: int) -> None:
    """One duty from its opening on."""
    desk = _Desk(year, rule, datetime.combine(on, time(8), CHINA))
    chance, told = year.dice.random(), year.special.get((rule.body, rule.title, nth), {})
    title, text = sample.text(rule, desk.body, on, year.dice)
    if not told and LATE <= chance < MISSED:
        return
    late = not told and chance < LATE
    desk.work(rule.days + year.dice.randint(2, 9) if late else year.dice.randint(1, max(1, rule.days - 3)))
    again = MISSED <= chance < RETURNED
    match told.get("how"):
        case "held":
            desk.draft(told["title"], f"{told['title']}。{told['reason']}。", again=False)
            held: dict[str, Any] = {told["exemption"]: True}
            desk.do(desk.head, c.ReviewDisclosure(verdict=Verdict.WITHHELD, reason=told["reason"], **held), 2)
        case "cut":
            desk.draft(title, f"{text}\n{told['written']}", again=again)
            hidden: dict[str, Any] = {told["exemption"]: True}
            desk.clear(f"{text}\n{told['shown']}", verdict=Verdict.PART, reason=told["reason"], **hidden)
            desk.publish()
        case _:
            desk.draft(title, text, again=again)
            desk.clear(text)
            desk.publish()
    if told.get("how") == "wrong":
        _put_right(year, desk, title, text, told["reason"])


def _put_right(year: _Year, desk: _Desk, title: str, text: str, reason: str) -> None:
    """What was wrong is taken down, and another version is published in its place."""
    desk.work(3)
    if not desk.do(desk.head, c.TakeDown(reason=reason)):
        return
    newer = _Desk(year, desk.rule, desk.at, because=f"更正：{reason}", corrects=desk.life.case.number)
    newer.work(1)
    newer.draft(f"{title}（更正）", f"{text}\n更正说明：{reason}。", again=False)
    newer.clear(f"{text}\n更正说明：{reason}。")
    newer.publish()


def _changed(year: _Year, rules: tuple[DutyRule, ...]) -> None:
    """The four powers to punish were handed over: who lost one says so in a new version of what it may do."""
    told = sample.written()["changed"]
    for n in (0, 1):
        on = date(law.day(year.until).year - n, told["month"], told["day"])
        if law.day(year.until - YEAR) <= on <= law.day(year.until):
            mine = {directory.body_code(REGION, one) for one in told["of"]}
            for rule in (one for one in rules if one.title == POWERS and one.body in mine):
                desk = _Desk(year, rule, datetime.combine(on, time(8), CHINA), because=told["because"])
                title, text = sample.text(rule, desk.body, on, year.dice)
                text = f"{text}\n{told['text'].format(y=on.year)}"
                desk.work(year.dice.randint(2, 9))
                desk.draft(f"{title}（处罚权移交后）", text, again=False)
                desk.clear(text)
                desk.publish()


def fill(until: datetime, *, seed: int = 711) -> int:
    """Live through a year of every body's duties up to now and put them on record. Returns how many."""
    first = law.day(until - YEAR)
    sample.break_down(first)
    year, (rules, _) = _year(until, seed), duties.rules(law.day(until))
    for rule in rules:
        for nth, on in enumerate(openings(rule, first, law.day(until))):
            if datetime.combine(on, time(8), CHINA) <= until:
                _lived(year, rule, on, nth)
    _changed(year, rules)
    return acts.put(year.lives)
