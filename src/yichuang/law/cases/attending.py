"""Windows on duty: opened and ended by the hall's hours, manned and left by officers, minutes counted from facts alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import Duty
from yichuang.law.cases.refusal import require
from yichuang.law.cases.scene import Doing
from yichuang.law.clocks import CHINA

SESSIONS = ((time(9), time(12)), (time(13, 30), time(17, 30)))
"""The hall's hours on a working day, as its notice board says; a setting, no law fixes them."""
MINUTE = timedelta(minutes=1)
Hours = tuple[tuple[datetime, datetime], ...]


def hours_of(day: date) -> Hours:
    """The hours of a day."""
    return tuple((datetime.combine(day, a, CHINA), datetime.combine(day, b, CHINA)) for a, b in SESSIONS)


def minutes(spans: Iterable[tuple[datetime, datetime]], hours: Hours) -> int:
    """Whole minutes of the hours that some spans cover; the spans do not overlap."""
    parts = ((max(a, x), min(b, y)) for a, b in spans for x, y in hours)
    return sum((y - x for x, y in parts if y > x), timedelta()) // MINUTE


def gone_for(since: datetime, hours: Hours, amount: int) -> datetime | None:
    """The instant at which a window has been empty for so many minutes of the hours since a moment; None when they end before."""
    left = amount * MINUTE
    for begin, end in hours:
        start = max(begin, since)
        if end - start >= left:
            return start + left
        left -= max(end - start, timedelta())
    return None


def _duty(do: Doing) -> Duty:
    assert do.case.duty is not None
    return do.case.duty


def open_duty(do: Doing, command: c.OpenDuty) -> tuple[f.Fact, ...]:
    """Open a window's day: hours that follow each other on one working day."""
    flat = [x for span in command.hours for x in span]
    require(flat and flat == sorted(flat), "值守时间不合理", do.act.cite, field="hours")
    return (f.DutyOpened(window=command.window, name=command.name, hours=command.hours),)


def man_window(do: Doing, command: c.ManWindow) -> tuple[f.Fact, ...]:
    """Whoever of the body takes intake may sit there."""
    by = do.scene.by.actor
    return (f.WindowManned(officer=by.id, officer_name=by.name),)


def leave_window(do: Doing, command: c.LeaveWindow) -> tuple[f.Fact, ...]:
    """Say why; those who wait read it."""
    return (f.WindowLeft(reason=command.reason.strip()),)


def end_duty(do: Doing, command: c.EndDuty) -> tuple[f.Fact, ...]:
    """The hours are over: count."""
    duty = _duty(do)
    whole = minutes(duty.hours, duty.hours)
    return (f.DutyEnded(present=minutes(duty.present(do.scene.at), duty.hours), due=whole),)
