"""The process lab (流程再造): what past cases would have taken under a changed flow, before it is published.

The rule of replay is fixed, so that the same cases always give the same figures: a step that both flows have takes the working
days it took, at most its new limit where that is shorter; a new step takes its limit; a dropped one nothing. Each begins on the
day the last of those it waits for ends. An unchanged flow gives exactly the durations that were.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from yichuang.law.calendar import Calendar
from yichuang.law.flow.course import Answers, within
from yichuang.law.flow.step import Step, Work

LastDay = Callable[[date], date]
"""The last day of a limit of the whole matter, by the day it runs from."""
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """How one step of a past case went."""

    done: date
    desk: str = ""
    """Whoever did it."""
    opened: date | None = None
    """The day it came up; without it, the day the last of those it waited for ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A case that was accepted and decided, as its facts say; the decision is a step like any other."""

    accepted: date
    steps: Mapping[str, Took]
    answers: Answers = field(default_factory=dict)
    pauses: tuple[tuple[date, date], ...] = ()
    """Days not counted, first and last included (行政许可法 45)."""
    extension: int = 0
    counted_from: date | None = None
    """The day the limits run from, where that is not the acceptance."""


@dataclass(frozen=True, slots=True)
class Load:
    """How many steps one desk had in hand per working day."""

    desk: str
    mean: float
    peak: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How long the cases take under one flow, in working days, and how much work lies on each desk."""

    mean: float
    median: float
    p90: int
    over_promised: int
    over_statutory: int
    durations: tuple[tuple[int, int], ...]
    """How many cases took so many working days."""
    loads: tuple[Load, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Both flows over the same cases, and what was assumed, in sentences."""

    cases: int
    left_out: int
    """Cases whose steps were not done in the order of the old flow."""
    old: Figures
    new: Figures
    assumptions: tuple[str, ...]


def course(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps a replay looks at: from acceptance to decision. Raises Circle."""
    return within(steps, (step.key for step in steps if step.work is not Work.CLERK))


def replay(
    cases: Iterable[Past],
    old: Sequence[Step],
    new: Sequence[Step],
    promised: LastDay,
    statutory: LastDay,
    calendar: Calendar,
) -> Report:
    """Replay the cases under both flows, one at a time: it keeps counts, not cases. Raises Circle."""
    before, after = course(old), course(new)
    known = {step.key: step for step in before}
    limits = _Limits(promised, statutory, calendar)
    was, will = _Tally(), _Tally()
    left_out = 0
    for past in cases:
        count = _counter(past, calendar)
        begun = count(past.accepted)
        went = _went(past, before, begun, count)
        if went is None:
            left_out += 1
            continue
        allowed = limits.allowed(past)
        was.add(begun, went, allowed)
        will.add(begun, tuple(_goes(past, after, known, went, begun)), allowed)
    days = max(was.last, will.last) - was.first
    return Report(
        cases=was.cases,
        left_out=left_out,
        old=was.figures(days),
        new=will.figures(days),
        assumptions=tuple(_assumed(before, after, was.cases, left_out)),
    )


class _Went(NamedTuple):
    """One step of one case, in counted working days: came up, began, ended; on whose desk."""

    key: str
    came: int
    start: int
    finish: int
    desk: str


class _Limits:
    """The working days the limits allow, told once per day they run from."""

    def __init__(self, promised: LastDay, statutory: LastDay, calendar: Calendar) -> None:
        self._last = (promised, statutory)
        self._calendar = calendar
        self._days: dict[date, tuple[int, int]] = {}

    def allowed(self, past: Past) -> tuple[int, int]:
        """The working days from acceptance that the promise and the law allow this case."""
        begin = past.counted_from or past.accepted
        if begin not in self._days:
            promised, statutory = (self._calendar.workdays_between(begin, last(begin)) for last in self._last)
            self._days[begin] = (promised, statutory)
        promised, statutory = self._days[begin]
        more = past.extension
        if past.counted_from is not None:
            more -= self._calendar.workdays_between(begin, past.accepted)
        return promised + more, statutory + more


class _Tally:
    """What is counted of one flow, case by case."""

    def __init__(self) -> None:
        self.cases = self.over_promised = self.over_statutory = self.last = 0
        self.first = 1 << 30
        self.durations: Counter[int] = Counter()
        self.totals: Counter[str] = Counter()
        self.moves: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))

    def add(self, begun: int, went: Sequence[_Went], allowed: tuple[int, int]) -> None:
        """Count one case."""
        end = begun
        for _key, _came, start, finish, desk in went:
            if finish > start:
                self.totals[desk] += finish - start
                moves = self.moves[desk]
                moves[start] += 1
                moves[finish] -= 1
            if finish > end:
                end = finish
        took = end - begun
        self.cases += 1
        self.durations[took] += 1
        self.over_promised += took > allowed[0]
        self.over_statutory += took > allowed[1]
        self.first = min(self.first, begun)
        self.last = max(self.last, end)

    def figures(self, days: int) -> Figures:
        """The figures, with the load spread over so many working days."""
        durations = tuple(sorted(self.durations.items()))
        total = sum(took * n for took, n in durations)
        half = self.cases // 2
        middle = (_at(durations, half) + _at(durations, half - (self.cases % 2 == 0))) / 2
        loads = (
            Load(desk, total / days, _peak(self.moves[desk])) for desk, total in self.totals.items() if days
        )
        return Figures(
            mean=total / self.cases if self.cases else 0.0,
            median=middle,
            p90=_at(durations, -(-9 * self.cases // 10) - 1),
            over_promised=self.over_promised,
            over_statutory=self.over_statutory,
            durations=durations,
            loads=tuple(sorted(loads, key=lambda load: (-load.mean, load.desk))),
        )


def _at(durations: Sequence[tuple[int, int]], place: int) -> int:
    """The duration at a place among all of them in order."""
    seen = 0
    for took, n in durations:
        seen += n
        if place < seen:
            return took
    return 0


def _peak(moves: Mapping[int, int]) -> int:
    most = now = 0
    for day in sorted(moves):
        now += moves[day]
        most = max(most, now)
    return most


def _counter(past: Past, calendar: Calendar) -> Callable[[date], int]:
    """Counts working days up to a day, without the days that are not counted for this case."""
    if not past.pauses:
        return calendar.position
    position = calendar.position

    def count(day: date) -> int:
        cut = (
            position(min(day, last)) - position(first - _ONE) for first, last in past.pauses if first <= day
        )
        return position(day) - sum(cut)

    return count


def _went(
    past: Past, steps: Sequence[Step], begun: int, count: Callable[[date], int]
) -> tuple[_Went, ...] | None:
    """What was; None if the case did not go the way of this flow. A step without a record never came up."""
    ends: dict[str, int] = {}
    out: list[_Went] = []
    for step in steps:
        came = max([ends[key] for key in step.after], default=begun)
        took = past.steps.get(step.key)
        if took is None:
            ends[step.key] = came
            continue
        start = came if took.opened is None else count(took.opened)
        finish = count(took.done)
        if not came <= start <= finish:
            return None
        ends[step.key] = finish
        out.append(_Went(step.key, came, start, finish, took.desk or f"“{step.name}”"))
    return tuple(out) if len(out) == len(past.steps) else None


def _goes(
    past: Past, steps: Sequence[Step], known: Mapping[str, Step], went: Sequence[_Went], begun: int
) -> Iterator[_Went]:
    """What would have been."""
    was = {one.key: one for one in went}
    ends: dict[str, int] = {}
    for step in steps:
        key = step.key
        came = max([ends[one] for one in step.after], default=begun)
        one, before = was.get(key), known.get(key)
        if step.when and not step.needed(past.answers):
            ends[key] = came
            continue
        if one is not None and before is not None:
            took = one.finish - one.start
            took = min(took, step.days) if step.days < before.days else took
            start, desk = came + one.start - one.came, one.desk
        elif before is not None and before.needed(past.answers):
            start, took, desk = came, 0, ""
        else:
            start, took, desk = came, step.days, f"“{step.name}”（新增）"
        ends[key] = start + took
        yield _Went(key, came, start, start + took, desk)


def _assumed(old: Sequence[Step], new: Sequence[Step], cases: int, left_out: int) -> Iterator[str]:
    """What a reader of the figures must know, in sentences."""
    yield f"重放了期间内受理、已经作出决定的{cases}件。"
    if left_out:
        yield f"另有{left_out}件的办理记录和现行流程的环节、先后对不上，没有计入。"
    yield "天数都是工作日，从受理的第二天算起；暂停计时的日子不算；退回重办的环节算到最后一次办完。"
    yield "一个环节在它等的最后一个环节办完的当天开始；并行的环节同时开始。"
    yield "两边都有的环节，用当时实际用的天数。"
    yield from _changes(old, new)
    yield "在手：每个工作日手里没有办完的环节数，收到的当天不算；重放时环节仍算在当时办的人手里。"


def _changes(old: Sequence[Step], new: Sequence[Step]) -> Iterator[str]:
    before = {step.key: step for step in old}
    names = {step.key: step.name for step in (*old, *new)}
    for step in new:
        was = before.pop(step.key, None)
        if was is None:
            yield f"新增的“{step.name}”用满它的{step.days}个工作日；还没有定由谁办，单独列一行。"
            continue
        if step.days < was.days:
            yield f"“{step.name}”的期限由{was.days}个工作日缩短为{step.days}个：当时超过的按{step.days}个算。"
        elif step.days > was.days:
            yield f"“{step.name}”的期限由{was.days}个工作日放宽为{step.days}个：仍用当时实际用的天数。"
        if set(step.after) != set(was.after):
            waits = "、".join(f"“{names[key]}”" for key in step.after) or "受理"
            yield f"“{step.name}”改在{waits}之后开始。"
    for step in before.values():
        yield f"去掉的“{step.name}”不用时间。"
