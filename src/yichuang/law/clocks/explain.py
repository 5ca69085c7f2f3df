"""Why it is this day: every day from the event to the end, with the reason it counts or not."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from yichuang.law.calendar import Calendar
from yichuang.law.cite import CIVIL_CODE
from yichuang.law.clocks.count import due_date, elapsed, instant_of, midnight
from yichuang.law.clocks.limit import ONE_DAY, Clock, Unit

FIRST_DAY = CIVIL_CODE.art("201(1)", "开始的当日不计入，自下一日开始计算")
ROLL_OVER = CIVIL_CODE.art("203(1)", "最后一日是法定休假日的，以法定休假日结束的次日为最后一日")
HOURS = CIVIL_CODE.art("201(2)", "按照小时计算期间的，自法律规定或者当事人约定的时间开始计算")

_HOUR = timedelta(hours=1)


class Day(NamedTuple):
    """One day of the reckoning: does it count, why, and how many units are used by its end."""

    date: date
    counts: bool
    reason: str
    n: int


def explain(clock: Clock, calendar: Calendar, asof: date | None = None) -> tuple[Day, ...]:
    """The days from the event to the due day. As many count as the limit has; the last one is the due day."""
    last = due_date(clock, calendar, asof)
    if clock.limit.unit is Unit.HOUR:
        return _hours(clock, last, instant_of(clock, clock.total, asof), asof)
    days: list[Day] = []
    n = 0
    if clock.total == 0:
        return (Day(last, False, "即时办理，以当日为限", 0),)
    if clock.first > clock.day:
        days.append(Day(clock.day, False, f"起算当日不计入 {FIRST_DAY}", 0))
    day = clock.first
    while day <= last:
        counts, reason = _weigh(clock, calendar, day, asof, over=n == clock.total, last=day == last)
        n += counts
        days.append(Day(day, counts, reason, n))
        day += ONE_DAY
    return tuple(days)


def _weigh(
    clock: Clock, calendar: Calendar, day: date, asof: date | None, *, over: bool, last: bool
) -> tuple[bool, str]:
    ground = paused(clock, day, asof)
    if ground:
        return False, f"{ground}期间不计入"
    if over and last:
        return False, f"最后一日是法定休假日，顺延至休假日后第一日 {ROLL_OVER}"
    kind = calendar.kind(day)
    reason = f"{kind.reason}（暂定）" if kind.provisional else kind.reason
    if over:
        return False, f"{reason}，顺延"
    if clock.limit.unit is Unit.DAY:
        return True, reason if kind.counts else f"{reason}，按日计入"
    return kind.counts, reason


def paused(clock: Clock, day: date, asof: date | None) -> str:
    """The ground of the pause that holds the day, or nothing."""
    for pause in clock.pauses:
        if pause.start <= day <= (pause.end or max(pause.start, asof or pause.start)):
            return pause.ground
    return ""


def _hours(clock: Clock, last: date, end: datetime, asof: date | None) -> tuple[Day, ...]:
    days: list[Day] = []
    day, used = clock.day, timedelta(0)
    while day <= last:
        now = elapsed(clock, min(midnight(day + ONE_DAY), end), asof)
        ground = paused(clock, day, asof)
        reason = f"{ground}期间不计入" if ground else f"连续计 {(now - used) / _HOUR:.4g} 小时 {HOURS}"
        days.append(Day(day, now > used, reason, now // _HOUR))
        day, used = day + ONE_DAY, now
    return tuple(days)
