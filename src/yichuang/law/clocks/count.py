"""Counting. Working and natural days share one walk: days are positions on an axis, a pause skips positions.

What is decided here where the law is silent:
- A pause excludes its first and its last day; pauses that touch or overlap are one; what lies before the
  first counted day is not cut twice. The due day is never a paused day: if a natural-day limit rolls over a
  holiday (民法典 203) into a pause, it rolls on to the first working day after that pause.
- An extension lengthens the same limit before the roll-over: 60 + 30 days roll once, at the end.
- An open pause holds until the day it is looked at (`asof`); without one, for its first day only. Either way
  the answer is the earliest one.
- Hours run on from the instant of the event, by night and on holidays, and do not roll; a pause cuts whole
  days, 00:00 to 24:00, or the part of one that lies after the event.
- A limit of 0 falls on the day of the event itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from yichuang.law.calendar import Calendar
from yichuang.law.clocks.limit import CHINA, ONE_DAY, Clock, Start, Unit
from yichuang.law.words import Light

Spans = list[tuple[date, date]]
_HOUR = timedelta(hours=1)
_INSTANT = timedelta(microseconds=1)
_WORKDAY, _DAY, _HOURS, _NEXT_DAY = Unit.WORKDAY, Unit.DAY, Unit.HOUR, Start.NEXT_DAY
"""Bound once: looking a member up on its enum costs as much as the reckoning itself."""


class Due(NamedTuple):
    """The last day of a limit, and the instant it ends: 24:00 of that day, or the exact hour."""

    on: date
    provisional: bool = False
    earliest: bool = False
    """Whether a pause is still open, so that the day can only move later."""
    hour: datetime | None = None

    @property
    def at(self) -> datetime:
        """The instant the limit is over."""
        return self.hour or midnight(self.on + ONE_DAY)


class Lights(NamedTuple):
    """When the light turns yellow and when it turns red."""

    yellow_at: datetime
    red_at: datetime

    def at(self, instant: datetime) -> Light:
        """The light of a running clock at an instant."""
        if instant >= self.red_at:
            return Light.RED
        return Light.YELLOW if instant >= self.yellow_at else Light.GREEN


def midnight(day: date) -> datetime:
    """00:00 of a day, in China."""
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)


def due_date(clock: Clock, calendar: Calendar, asof: date | None = None) -> date:
    """The last day of the limit."""
    limit = clock.limit
    if not clock.pauses and limit.unit is _WORKDAY and limit.start is _NEXT_DAY:
        return calendar.add_workdays(clock.day, limit.amount + clock.extension)
    if limit.unit is _HOURS:
        return max(clock.day, (instant_of(clock, clock.total, asof) - _INSTANT).astimezone(CHINA).date())
    day = day_of(clock, calendar, clock.total, asof)
    return rolled(day, calendar, cuts(clock, asof)) if limit.unit is _DAY and clock.total else day


def due(clock: Clock, calendar: Calendar, asof: date | None = None) -> Due:
    """When the limit runs out."""
    on = due_date(clock, calendar, asof)
    if clock.limit.unit is _HOURS:
        return Due(on, False, held(clock), instant_of(clock, clock.total, asof))
    return Due(on, calendar.provisional(on), held(clock) if clock.pauses else False)


def spent(clock: Clock, calendar: Calendar, on: date) -> int:
    """Units used by the end of a day, that day included (hours, given an instant: by that instant)."""
    day = local_day(on)
    if clock.stopped is not None and clock.stopped < day:
        day = on = clock.stopped
    if clock.limit.unit is _HOURS:
        until = on if isinstance(on, datetime) else midnight(day + ONE_DAY)
        return elapsed(clock, until, day) // _HOUR
    last = due_date(clock, calendar, asof=day)
    if day <= last:
        return min(clock.total, counted(clock, calendar, clock.first, day, day))
    return clock.total + counted(clock, calendar, last + ONE_DAY, day, day)


def left(clock: Clock, calendar: Calendar, on: date) -> int:
    """Units left after a day; 0 on the last day, below 0 by as many as it is late."""
    return clock.total - spent(clock, calendar, on)


def lights(clock: Clock, calendar: Calendar, asof: date | None = None) -> Lights:
    """Yellow from the day that is 90 % of the limit or leaves one unit, the earlier; red when it is over."""
    nearly = min(-(-9 * clock.total // 10), clock.total - 1)
    red = due(clock, calendar, asof).at
    if nearly <= 0:
        return Lights(clock.start, red)
    if clock.limit.unit is _HOURS:
        return Lights(instant_of(clock, nearly, asof), red)
    return Lights(max(clock.start, midnight(day_of(clock, calendar, nearly, asof))), red)


def local_day(on: date) -> date:
    """A day as it is, an instant as its day in China."""
    return on.astimezone(CHINA).date() if isinstance(on, datetime) else on


def held(clock: Clock) -> bool:
    """Whether a pause is still open."""
    return any(pause.end is None for pause in clock.pauses)


def cuts(clock: Clock, asof: date | None) -> Spans:
    """The paused days as ordered runs that do not touch."""
    out: Spans = []
    for first, last in sorted((p.start, p.end or max(p.start, asof or p.start)) for p in clock.pauses):
        if out and first <= out[-1][1] + ONE_DAY:
            out[-1] = (out[-1][0], max(last, out[-1][1]))
        else:
            out.append((first, last))
    return out


def axis(unit: Unit, calendar: Calendar) -> tuple[Callable[[date], int], Callable[[int], date]]:
    """Day to position and back: among working days, or among all days."""
    if unit is _WORKDAY:
        return calendar.position, calendar.workday
    return date.toordinal, date.fromordinal


def day_of(clock: Clock, calendar: Calendar, n: int, asof: date | None) -> date:
    """The n-th counted day; the day of the event for 0."""
    if n == 0:
        return clock.day
    position, at = axis(clock.limit.unit, calendar)
    first = clock.first
    target = position(first - ONE_DAY) + n
    for start, end in cuts(clock, asof):
        if end < first:
            continue
        before = position(max(start, first) - ONE_DAY)
        if before >= target:
            break
        target += position(end) - before
    return at(target)


def rolled(day: date, calendar: Calendar, spans: Spans) -> date:
    """The first working day on or after a day that is not paused (民法典 203)."""
    day = calendar.next_workday_on_or_after(day)
    for start, end in spans:
        if start <= day <= end:
            day = calendar.next_workday_on_or_after(end + ONE_DAY)
    return day


def counted(clock: Clock, calendar: Calendar, first: date, last: date, asof: date | None) -> int:
    """How many days from the first to the last count."""
    if last < first:
        return 0
    position, _ = axis(clock.limit.unit, calendar)
    total = position(last) - position(first - ONE_DAY)
    for start, end in cuts(clock, asof):
        if start <= last and end >= first:
            total -= position(min(end, last)) - position(max(start, first) - ONE_DAY)
    return total


def instant_of(clock: Clock, hours: int, asof: date | None) -> datetime:
    """The instant so many hours are used up."""
    at = clock.start.astimezone(CHINA) + hours * _HOUR
    for first, last in cuts(clock, asof):
        start, end = max(midnight(first), clock.start), midnight(last + ONE_DAY)
        if start < at and end > start:
            at += end - start
    return at


def elapsed(clock: Clock, until: datetime, asof: date | None) -> timedelta:
    """The time run between the event and an instant, without the pauses."""
    total = max(until - clock.start, timedelta(0))
    for first, last in cuts(clock, asof):
        start, end = max(midnight(first), clock.start), min(midnight(last + ONE_DAY), until)
        total -= max(end - start, timedelta(0))
    return total
