"""What many cases show together 规律监察: the deeds of an officer or of a body in a window of time, held against a rule."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from yichuang.law import facts as f
from yichuang.law.cases import Case, day
from yichuang.law.cases.case import BAD
from yichuang.law.clocks import CHINA, left
from yichuang.law.supervision.found import gravest, responsible
from yichuang.law.supervision.points import BY_NAME, Manner
from yichuang.law.supervision.rule import Finding, Rule
from yichuang.law.supervision.signs import History, Measured
from yichuang.law.words import Level, Role

BURST = timedelta(minutes=1)
"""Decisions so close together were hardly each thought about."""
OTHERS = 2
"""With so few other bodies, and fewer, nobody can say what is usual."""
NAMED = 5
"""So many cases are named in the evidence."""


class Deed(NamedTuple):
    """What somebody did that a pattern may be made of, with the one thing about it that tells."""

    what: str
    """`granted`, `refused`, `paused`, `rated`, `held`."""
    tells: int
    """Units of the promised limit left (granted, refused, paused); the grades given (rated); 1 for a yellow card, 0 for another or none (held)."""
    case: str
    seq: int
    at: datetime
    officer: str
    officer_name: str
    body: str
    matter: str
    kind: str
    handling: str


_DECIDED = ("granted", "refused")
_WHAT: dict[type[f.Fact], str] = {
    f.CaseGranted: "granted",
    f.CaseRefused: "refused",
    f.ClockPaused: "paused",
    f.CaseRated: "rated",
    f.CardUpheld: "held",
    f.CardLifted: "held",
    f.AppealDecided: "held",
}
DEEDS = tuple(_WHAT)
"""The facts that are deeds."""


def deed_of(history: History, case: Case) -> Deed | None:
    """The deed that a fact is, after which the case stands so; most facts are none."""
    what, by = _WHAT.get(type(history.fact)), history.entry.by
    if what is None or history.case is None or (by.role is not Role.OFFICER and what != "rated"):
        return None
    officer, name = by.id, by.name
    if what in ("rated", "held"):
        officer, name = responsible(case, history.edition, history.before)
    return Deed(what, _tells(what, history), case.number, history.entry.seq, history.entry.at, officer, name,
                case.body, case.matter, case.kind, history.edition.handling.value)  # fmt: skip


def _tells(what: str, history: History) -> int:
    fact = history.fact
    if what == "rated":
        return int(fact.stars)
    if what == "held":
        return int(getattr(fact, "level", None) is Level.YELLOW)
    review = history.then.review
    if review is None:  # decided on the spot
        return history.edition.promised.amount
    return left(review.under(history.edition.promised), history.calendar, day(history.entry.at))


class Past(Protocol):
    """What was done before, up to the deed that is looked at."""

    def of_officer(self, officer: str, since: datetime, until: datetime) -> Sequence[Deed]:
        """The deeds of an officer from one instant to another, both included, in their order."""

    def of_matter(self, matter: str, since: datetime, until: datetime) -> Mapping[str, tuple[int, int]]:
        """Of each body: how many decisions on a matter, how many of them refusals."""


Measure = Callable[[Past, Deed, Rule], Measured | None]


def _mine(past: Past, deed: Deed, rule: Rule, *what: str, since: datetime | None = None) -> list[Deed]:
    """The deeds of the same officer in the window of the rule that the rule is about."""
    start = since or deed.at - timedelta(days=rule.window)
    return [
        one for one in past.of_officer(deed.officer, start, deed.at) if one.what in what and about(rule, one)
    ]


def about(rule: Rule, deed: Deed) -> bool:
    """Whether a rule is about this deed at all."""
    return (not rule.kinds or deed.kind in rule.kinds) and (
        not rule.handling or deed.handling == rule.handling
    )


def _named(deeds: Sequence[Deed]) -> str:
    cases = list(dict.fromkeys(one.case for one in reversed(deeds)))
    return "、".join(cases[:NAMED]) + ("等" if len(cases) > NAMED else "")


def last_hour(past: Past, deed: Deed, rule: Rule) -> Measured | None:
    """Which share of an officer's decisions fell on the last day of the promised limit, or later."""
    if deed.tells > 0:
        return None
    mine = _mine(past, deed, rule, *_DECIDED)
    late = [one for one in mine if one.tells <= 0]
    if len(mine) < rule.sample:
        return None
    share = len(late) / len(mine)
    return Measured(
        share,
        f"{rule.window}天内决定{len(mine)}件，其中{len(late)}件在承诺期限的最后一天或者以后（{share:.0%}）：{_named(late)}",
    )


def mass_decisions(past: Past, deed: Deed, rule: Rule) -> Measured | None:
    """How many decisions an officer made within the minute that ends with this one."""
    mine = _mine(past, deed, rule, *_DECIDED, since=deed.at - BURST)
    return Measured(len(mine), f"一分钟内作出{len(mine)}个决定：{_named(mine)}")


def refusal_rate(past: Past, deed: Deed, rule: Rule) -> Measured | None:
    """By how many standard deviations a body refuses a matter more often than the other bodies do.

    The deviation is that of the other bodies' rates, and no less than chance alone would make it with so many decisions.
    """
    counts = past.of_matter(deed.matter, deed.at - timedelta(days=rule.window), deed.at)
    enough = {body: (n, refused) for body, (n, refused) in counts.items() if n >= rule.sample}
    if deed.body not in enough or len(enough) <= OTHERS:
        return None
    n, refused = enough.pop(deed.body)
    rates = [turned / decided for decided, turned in enough.values()]
    mean = sum(rates) / len(rates)
    spread = math.sqrt(sum((rate - mean) ** 2 for rate in rates) / len(rates))
    whole = (refused + sum(x for _, x in enough.values())) / (n + sum(x for x, _ in enough.values()))
    sigma = max(spread, math.sqrt(whole * (1 - whole) / n))
    if not sigma:
        return None
    value = (refused / n - mean) / sigma
    return Measured(
        value,
        f"{rule.window}天内本事项决定{n}件，不予许可{refused}件（{refused / n:.0%}），另外{len(rates)}个单位平均{mean:.0%}，高出{value:.1f}个标准差",
    )


def repeated_pauses(past: Past, deed: Deed, rule: Rule) -> Measured | None:
    """How often an officer paused a case with one unit of the promised limit left, or none."""
    if deed.tells > 1:
        return None
    near = [one for one in _mine(past, deed, rule, "paused") if one.tells <= 1]
    return Measured(
        len(near), f"{rule.window}天内{len(near)}次在承诺期限只剩一天以内时暂停计时：{_named(near)}"
    )


def low_ratings(past: Past, deed: Deed, rule: Rule) -> Measured | None:
    """How many bad ratings an officer was given."""
    if deed.tells > BAD:
        return None
    bad = [one for one in _mine(past, deed, rule, "rated") if one.tells <= BAD]
    return Measured(len(bad), f"{rule.window}天内{len(bad)}次差评：{_named(bad)}")


def yellows(past: Past, deed: Deed, rule: Rule) -> Measured | None:
    """How many yellow cards stand upheld against an officer in the quarter; one that an appeal lifted or lowered counts no more."""
    held: dict[str, Deed] = {}
    for one in past.of_officer(deed.officer, _quarter_begins(deed.at), deed.at):
        if one.what == "held":
            held[one.case] = one
    standing = [one for one in held.values() if one.tells]
    return (
        Measured(len(standing), f"本季度{len(standing)}张黄牌认定成立：{_named(standing)}")
        if deed.tells
        else None
    )


def _quarter_begins(at: datetime) -> datetime:
    local = at.astimezone(CHINA)
    return local.replace(
        month=(local.month - 1) // 3 * 3 + 1, day=1, hour=0, minute=0, second=0, microsecond=0
    )


def _day(at: datetime) -> str:
    return f"{day(at):%Y%m%d}"


def _month(at: datetime) -> str:
    return f"{day(at):%Y%m}"


def _quarter(at: datetime) -> str:
    return f"{day(at):%Y}Q{(day(at).month + 2) // 3}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a pattern is looked for: in which deeds, whose it is, how often it may be found."""

    among: tuple[str, ...]
    measure: Measure
    once: Callable[[datetime], str] = _month
    """It is found once in such a span, at each level."""
    of_body: bool = False
    again: bool = False
    """Whether each further multiple of the threshold is found again."""


PATTERNS: Mapping[str, Pattern] = {
    "last_hour": Pattern(_DECIDED, last_hour),
    "mass_decisions": Pattern(_DECIDED, mass_decisions, once=_day),
    "refusal_rate": Pattern(("refused",), refusal_rate, of_body=True),
    "repeated_pauses": Pattern(("paused",), repeated_pauses),
    "low_ratings": Pattern(("rated",), low_ratings),
    "yellows": Pattern(("held",), yellows, once=_quarter, again=True),
}


def shown_together(rules: Iterable[Rule], deed: Deed, past: Past) -> list[Finding]:
    """What a deed shows together with those before it: of each rule the gravest level that holds."""
    return [one for rule in rules if (one := _finding(rule, deed, past)) is not None]


def _finding(rule: Rule, deed: Deed, past: Past) -> Finding | None:
    pattern = PATTERNS.get(rule.point)
    if pattern is None or not rule.on or deed.what not in pattern.among or not about(rule, deed):
        return None
    measured = pattern.measure(past, deed, rule) if deed.officer or pattern.of_body else None
    level = gravest(rule.levels_for(deed.matter), measured.value) if measured else None
    if measured is None or level is None:
        return None
    span = pattern.once(deed.at)
    if pattern.again:
        span += f"/{int(measured.value // max(rule.levels_for(deed.matter)[level].given.values()))}"
    whose = f"{deed.body}/{deed.matter}" if pattern.of_body else deed.officer
    return Finding(
        rule=rule, level=level, case=deed.case, at=deed.at, occurrence=span, evidence=measured.evidence,
        measured=f"{measured.value:.3g}", fact=deed.seq, of=whose,
        officer="" if pattern.of_body else deed.officer, officer_name="" if pattern.of_body else deed.officer_name,
    )  # fmt: skip


@dataclass(slots=True)
class Remembered:
    """Deeds as they come, each later than the one before: the past of a trial."""

    by_officer: dict[str, list[Deed]] = field(default_factory=dict)
    by_matter: dict[str, list[Deed]] = field(default_factory=dict)

    def add(self, deed: Deed) -> None:
        """One more."""
        self.by_officer.setdefault(deed.officer, []).append(deed)
        if deed.what in _DECIDED:
            self.by_matter.setdefault(deed.matter, []).append(deed)

    def of_officer(self, officer: str, since: datetime, until: datetime) -> Sequence[Deed]:
        """See `Past`."""
        deeds = self.by_officer.get(officer, [])
        return deeds[bisect_left(deeds, since, key=lambda one: one.at) :]

    def of_matter(self, matter: str, since: datetime, until: datetime) -> Mapping[str, tuple[int, int]]:
        """See `Past`."""
        deeds = self.by_matter.get(matter, [])
        counts: dict[str, tuple[int, int]] = {}
        for one in deeds[bisect_left(deeds, since, key=lambda one: one.at) :]:
            n, refused = counts.get(one.body, (0, 0))
            counts[one.body] = n + 1, refused + (one.what == "refused")
        return counts


def patterned(rules: Iterable[Rule], deeds: Iterable[Deed]) -> list[Finding]:
    """All patterns that these rules would have found in deeds that come in the order of time, each once."""
    looking = [rule for rule in rules if BY_NAME[rule.point].manner is Manner.PATTERN]
    past, found = Remembered(), dict[tuple[int, str], Finding]()
    for deed in deeds:
        past.add(deed)
        for one in shown_together(looking, deed, past):
            found.setdefault((id(one.rule), one.key), one)
    return list(found.values())
