"""When a running clock of a case meets a threshold: the exact instant, so that it can be waited for."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from yichuang.law.calendar import Calendar
from yichuang.law.cases import CLOCKS, Case, clocks, governing, step_clocks
from yichuang.law.cases.attending import Hours, gone_for, minutes
from yichuang.law.cite import LICENSING
from yichuang.law.clocks import CHINA, Clock, Limit, Unit, day_of, due, due_date, instant_of, midnight
from yichuang.law.matters import Edition
from yichuang.law.supervision.points import BY_NAME, Manner
from yichuang.law.supervision.rule import Finding, Rule, Threshold
from yichuang.law.words import Level, State

_TOLD = LICENSING.art("45", "行政机关应当将所需时间书面告知申请人")
_SERVING = frozenset({State.GRANTED, State.CERTIFIED, State.REFUSED, State.CONCLUDED})
_STATES = {
    "acceptance": frozenset({State.RECEIVED}),
    "promised": frozenset({State.UNDER_REVIEW}),
    "statutory": frozenset({State.UNDER_REVIEW}),
    "service": _SERVING,
    "task": frozenset({State.ASSIGNED}),
    "ticket": frozenset({State.DISPATCHED, State.HANDLING}),
    "arrival": frozenset({State.DISPATCHED, State.HANDLING}),
    "call_back": frozenset({State.ANSWERED}),
    "disclosure": frozenset({State.DUE, State.DRAFTED, State.CLEARED}),
    "information": frozenset({State.INQUIRED, State.REASONING}),
    "hearing": frozenset({State.SIGNING}),
    "objection": frozenset({State.OBJECTED, State.CHECKING, State.CHECKED}),
    "report": frozenset({State.GATHERED}),
    "rating": frozenset(
        {State.DELIVERED, State.ARCHIVED, State.NOT_ACCEPTED, State.TERMINATED, State.REFUSED}
    ),
}
"""In which states a clock of the case runs."""
_WHEN = _STATES | {
    "pause": frozenset({State.UNDER_REVIEW}),
    "step": frozenset({State.UNDER_REVIEW}),
    "unattended": frozenset({State.EXPECTED, State.AWAY}),
    "turn": frozenset({State.ISSUED, State.EXPLAINED, State.UPHELD, State.RECTIFIED, State.APPEALED}),
}
"""In which states any clock of a point can run; a point that is not named is asked in every state."""


def running(point: str, case: Case, edition: Edition) -> Iterator[tuple[str, str, Running]]:
    """The clocks of a point that run now: occurrence, what it is called, the clock."""
    if point == "pause":
        yield from _pause(case)
    elif point == "unattended":
        if case.duty is not None and case.duty.empty_since is not None:
            empty = Absence(case.duty.empty_since, case.duty.hours)
            yield f"empty@{_written(empty.start)}", "窗口", empty
    elif case.halted:
        return
    elif point == "step":
        names = {step.key: step.name for step in edition.course}
        if case.state is State.UNDER_REVIEW:
            for key, clock in step_clocks(case, edition).items():
                yield f"{key}@{clock.day}", f"“{names[key]}”环节期限", clock
    elif point == "turn":
        turn = governing(case, edition) if case.card else None
        if turn is not None:
            yield f"{case.state.value}@{_since(turn)}", f"监察牌“{case.state.label}”期限", turn
    elif case.state in _STATES[point]:
        run = clocks(case, edition).get(point)
        if run is not None and run.stopped is None:
            yield f"{point}@{_since(run)}", CLOCKS[point], run


def _since(clock: Clock) -> str:
    """The start of a clock, written alike whatever time zone it was kept in."""
    return _written(clock.start)


@functools.lru_cache(10_000)
def _written(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%S.%f}"


def _pause(case: Case) -> Iterator[tuple[str, str, Clock]]:
    """How long a special procedure was told to take (行政许可法 45)."""
    if case.pause is None or case.review is None or not case.pause_days:
        return
    last = case.review.pauses[-1]
    clock = Clock(limit=Limit(case.pause_days, Unit.WORKDAY, _TOLD), start=midnight(last.start))
    yield f"pause@{last.start}", f"“{case.pause.label}”告知的期限", clock


def unit_of(clock: Clock, name: str, value: float) -> int:
    """Which unit of the limit a test is about: the ninth of ten for 0.9, the last but one for one left."""
    if name == "used":
        return -(-round(value * 1000) * clock.total // 1000)
    return clock.total - int(value) if name == "left" else clock.total + int(value)


def instant(clock: Clock, name: str, value: float, calendar: Calendar) -> datetime:
    """The first instant at which a test holds: the day its unit is used up in begins, or the limit is over."""
    n = unit_of(clock, name, value)
    if name == "over" and not value:
        return due(clock, calendar).at
    if n <= 0:
        return clock.start
    if clock.limit.unit is Unit.HOUR:
        return instant_of(clock, n, None)
    day = day_of(clock, calendar, n, None) if n <= clock.total else _past(clock, calendar, n - clock.total)
    return max(clock.start, midnight(day))


def _past(clock: Clock, calendar: Calendar, more: int) -> date:
    """The day that is so many counted days after the last one."""
    last = due_date(clock, calendar)
    if clock.limit.unit is Unit.WORKDAY:
        return calendar.add_workdays(last, more)
    return date.fromordinal(last.toordinal() + more)


def met(clock: Running, threshold: Threshold, calendar: Calendar) -> datetime:
    """The first instant at which any test of a threshold holds."""
    if isinstance(clock, Absence):
        return clock.met(threshold)
    return min(instant(clock, name, value, calendar) for name, value in threshold.given.items())


class Absence(NamedTuple):
    """An empty window: since when, within which hours. It runs in minutes of those hours."""

    start: datetime
    hours: Hours

    @property
    def day(self) -> date:
        """The day it is about."""
        return self.start.astimezone(CHINA).date()

    def met(self, threshold: Threshold) -> datetime:
        """The instant the window has been empty so long; never, when the hours end before."""
        return gone_for(self.start, self.hours, threshold.minutes or 0) or NEVER

    def evidence(self, at: datetime) -> str:
        """What shows it."""
        gone = minutes([(self.start, at)], self.hours)
        return f"窗口从{self.start.astimezone(CHINA):%H:%M}起没有人，办公时间里已经{gone}分钟"


NEVER = datetime(9999, 1, 1, tzinfo=UTC)
Running = Clock | Absence


class Moment(NamedTuple):
    """When a running clock meets a threshold of a rule."""

    at: datetime
    rule: Rule
    level: Level
    occurrence: str
    clock: str
    """What the clock is called."""
    running: Running
    threshold: Threshold

    @property
    def key(self) -> tuple[int, str, str]:
        """What makes it one moment of its case and no other; two wordings of one rule are two."""
        return id(self.rule), self.level.value, self.occurrence

    @property
    def warns(self) -> bool:
        """Whether it warns of anything: what holds from the first moment of so short a limit does not."""
        return self.running.start < self.at < NEVER

    def finding(self, case: Case, calendar: Calendar) -> Finding:
        """What is found at this moment."""
        return Finding(
            rule=self.rule,
            level=self.level,
            case=case.number,
            at=self.at,
            occurrence=self.occurrence,
            evidence=self._evidence(case, calendar),
            measured="、".join(f"{name}={value:g}" for name, value in self.threshold.given.items()),
        )

    def _evidence(self, case: Case, calendar: Calendar) -> str:
        clock = self.running
        if isinstance(clock, Absence):
            return clock.evidence(self.at)
        last = due(clock, calendar)
        when = "已经超过" if self.at >= last.at else "即将届满"
        return f"{self.clock}{when}：{clock.total}{clock.limit.unit.label}，到{last.on:%Y年%-m月%-d日}止，办件仍是“{case.state.label}”"


def by_point(rules: tuple[Rule, ...]) -> dict[str, list[Rule]]:
    """The rules that look at clocks, by what they look at."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        if rule.on and BY_NAME[rule.point].manner is Manner.CLOCK:
            found.setdefault(rule.point, []).append(rule)
    return found


def running_now(
    rules: dict[str, list[Rule]], case: Case, edition: Edition
) -> Iterator[tuple[Rule, str, str, Running]]:
    """The clocks of a case that run now, with each rule that looks at them."""
    for point, looking in rules.items():
        if point not in _WHEN or case.state in _WHEN[point]:
            for one in running(point, case, edition):
                yield from ((rule, *one) for rule in looking if applies(rule, case, edition))


def moments(rules: tuple[Rule, ...], case: Case, edition: Edition, calendar: Calendar) -> Iterator[Moment]:
    """The moments at which the running clocks of a case meet their thresholds."""
    for rule, occurrence, name, clock in running_now(by_point(rules), case, edition):
        for level, threshold in rule.levels_for(case.matter).items():
            moment = Moment(met(clock, threshold, calendar), rule, level, occurrence, name, clock, threshold)
            if moment.warns:
                yield moment


def waiting(rules: tuple[Rule, ...], case: Case, edition: Edition, calendar: Calendar) -> list[Finding]:
    """All that this case will be found for if nothing more happens to it, each with its instant, the earliest first."""
    found = [one.finding(case, calendar) for one in moments(rules, case, edition, calendar)]
    return sorted(found, key=lambda one: (one.at, one.key))


def applies(rule: Rule, case: Case, edition: Edition) -> bool:
    """Whether a rule is about this case at all."""
    return (
        rule.on
        and (not rule.kinds or case.kind in rule.kinds)
        and (not rule.handling or edition.handling.value == rule.handling)
    )
