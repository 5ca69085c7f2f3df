"""The plan of a flow: when each step begins and ends, how long it may still wait, and which steps decide the end (critical path).

Forward, a step begins on the day the last of those it waits for ends; a day that was is kept, and an open step past its last
day ends today at the earliest, never in the past. Backward, each step is told the last day it may end without moving the end
of the whole. Only what still waits can be moved: a step that began, began.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from yichuang.law.calendar import Calendar
from yichuang.law.flow.course import Answers, order
from yichuang.law.flow.step import Step
from yichuang.law.words import Word

Due = Callable[[Step, date], date]
"""The last day of a step that begins on this day; working days, natural days, pauses: the caller knows."""
Latest = Callable[[Step, date], date]
"""The latest day a step may begin so as to end by this day; the inverse of `Due`."""

_ONE = timedelta(days=1)


class Progress(Word):
    """How far a step is."""

    DONE = "done", "已办结"
    OPEN = "open", "正在办理"
    WAITING = "waiting", "还没开始"
    SKIPPED = "skipped", "不需要"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What is known of one step."""

    opened: date | None = None
    """The day it came up; without it, the day the last of those it waits for ended."""
    ended: date | None = None
    """The day it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One step of a plan; a day that was is a fact, a day to come a forecast."""

    step: Step
    state: Progress
    early_start: date
    early_finish: date
    late_start: date
    late_finish: date
    float_days: int
    """By how many working days its end may still slip without moving the end of the whole; 0 for what is done."""
    critical: bool
    """Whether the end of the whole hangs on it."""
    late: bool
    """Whether it is open past its last day, or was done after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When a flow ends, and what decides it."""

    rows: tuple[Row, ...]
    """Each step after all it waits for."""
    begin: date
    end: date
    """The forecast."""
    planned_end: date
    """As if nothing had happened yet: from the beginning by the limits alone."""
    critical: tuple[str, ...]
    """The steps along the critical path, in order: each began when the one before it ended."""
    days: int
    """Working days from the beginning to the end."""


class _Span(NamedTuple):
    state: Progress
    start: date
    finish: date
    late: bool


_NOTHING = Happened()


def plan(
    steps: Sequence[Step],
    answers: Answers,
    begin: date,
    happened: Mapping[str, Happened],
    due: Due,
    latest: Latest,
    today: date,
    calendar: Calendar,
) -> Plan:
    """The plan of the steps these answers need, as known today. Raises Circle."""
    course = order(steps)
    spans = _forward(course, answers, begin, happened, due, today)
    end = _end(spans.values(), begin)
    chain = _chain(course, spans, end)
    limits = _backward(course, spans, end, latest)
    rows = tuple(_row(step, spans[step.key], *limits[step.key], calendar, chain) for step in course)
    planned = _forward(course, answers, begin, {}, due, date.min)
    return Plan(
        rows=rows,
        begin=begin,
        end=end,
        planned_end=_end(planned.values(), begin),
        critical=chain,
        days=calendar.workdays_between(begin, end),
    )


def by_workdays(calendar: Calendar) -> tuple[Due, Latest]:
    """`Due` and `Latest` for steps that take as many working days as they say; the day of the event is not counted."""

    def due(step: Step, day: date) -> date:
        return calendar.add_workdays(day, step.days)

    def latest(step: Step, day: date) -> date:
        if not step.days:
            return day
        return calendar.workday(calendar.position(day) - step.days + 1) - _ONE

    return due, latest


def _end(spans: Iterable[_Span], begin: date) -> date:
    return max((span.finish for span in spans), default=begin)


def _forward(
    course: Sequence[Step],
    answers: Answers,
    begin: date,
    happened: Mapping[str, Happened],
    due: Due,
    today: date,
) -> dict[str, _Span]:
    """When each step begins and ends at the earliest."""
    spans: dict[str, _Span] = {}
    over: set[str] = set()
    for step in course:
        before = [key for key in step.after if key in spans]
        came = max((spans[key].finish for key in before), default=begin)
        ready = over.issuperset(before)
        span = _span(step, happened.get(step.key, _NOTHING), came, ready, answers, due, today)
        spans[step.key] = span
        if span.state is Progress.DONE or (span.state is Progress.SKIPPED and ready):
            over.add(step.key)
    return spans


def _span(
    step: Step, known: Happened, came: date, ready: bool, answers: Answers, due: Due, today: date
) -> _Span:
    if known.ended is not None:
        start = known.opened or min(came, known.ended)
        return _Span(Progress.DONE, start, known.ended, known.ended > due(step, start))
    if not step.needed(answers):
        return _Span(Progress.SKIPPED, came, came, False)
    start = known.opened or came
    last = due(step, start)
    if known.opened is not None or (ready and came <= today):
        return _Span(Progress.OPEN, start, max(last, today), last < today)
    return _Span(Progress.WAITING, start, last, False)


def _backward(
    course: Sequence[Step], spans: Mapping[str, _Span], end: date, latest: Latest
) -> dict[str, tuple[date, date]]:
    """When each step must begin and end at the latest so that the end stays where it is."""
    bound: dict[str, date] = {}
    out: dict[str, tuple[date, date]] = {}
    for step in reversed(course):
        span = spans[step.key]
        finish = bound.get(step.key, end)
        if span.state is Progress.DONE:
            out[step.key] = (span.start, span.finish)
            continue
        if span.state is Progress.OPEN:
            out[step.key] = (span.start, finish)
            continue
        start = finish if span.state is Progress.SKIPPED else latest(step, finish)
        out[step.key] = (start, finish)
        for key in step.after:
            bound[key] = min(bound.get(key, end), start)
    return out


def _chain(course: Sequence[Step], spans: Mapping[str, _Span], end: date) -> tuple[str, ...]:
    """The steps that decide the end, in order: from the last one back to whoever it had to wait for."""
    by = {step.key: step for step in course}
    at = next((step.key for step in reversed(course) if spans[step.key].finish == end), None)
    out: list[str] = []
    while at is not None:
        here = spans[at]
        if here.state is not Progress.SKIPPED:
            out.append(at)
        waited = [key for key in by[at].after if key in by and spans[key].finish <= here.start]
        at = max(waited, key=lambda key: spans[key].finish, default=None)
    return tuple(reversed(out))


def _row(step: Step, span: _Span, start: date, finish: date, calendar: Calendar, chain: Sequence[str]) -> Row:
    spare = calendar.workdays_between(span.finish, finish)
    ahead = span.state in (Progress.OPEN, Progress.WAITING)
    return Row(
        step=step,
        state=span.state,
        early_start=span.start,
        early_finish=span.finish,
        late_start=start,
        late_finish=finish,
        float_days=spare,
        critical=step.key in chain or (ahead and not spare),
        late=span.late,
    )
