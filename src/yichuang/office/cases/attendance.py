"""Windows on duty: their days opened by the hall's hours, and read as a record of attendance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import connection

from yichuang.law.cases import commands as c
from yichuang.law.cases import day
from yichuang.law.cases.attending import hours_of, minutes
from yichuang.law.cases.case import Case
from yichuang.law.mandates import TIMER, Permission, Standing
from yichuang.law.words import State
from yichuang.office.cases import apart, rows
from yichuang.office.cases.reads import scope
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Window

DAYS = 7
_DUTIES = """
SELECT c.folded FROM cases_case c JOIN directory_body b ON b.code = c.body
WHERE c.kind = 'duty' AND c.opened_at >= %s AND c.opened_at < %s AND ({where}) ORDER BY c.body, c.opened_at, c.number
"""


@dataclass(slots=True)
class _Memory:
    """The last day this process has opened."""

    opened: date | None = None


_memory = _Memory()


def forget() -> None:
    """Drop what this process remembers."""
    _memory.opened = None


def open_day(now: datetime) -> int:
    """Open the day of every window whose attendance is kept, from the hall's first hour on. Returns how many."""
    today = day(now)
    hours = hours_of(today)
    open_now = hours[0][0] <= now < hours[-1][1] and directory.calendar().is_workday(today)
    if _memory.opened == today or not open_now:
        return 0
    kept = list(Window.objects.filter(rostered=True, active=True, body__active=True).select_related("body"))
    for one in kept:
        command = c.OpenDuty(window=one.number, name=one.name, hours=hours)
        key = f"duty-{one.pk}-{today:%Y%m%d}"
        apart.open_duty(command, one.body.code, one.body.region, by=TIMER, at=now, key=key)
    _memory.opened = today
    return len(kept)


@dataclass(slots=True)
class Attended:
    """A window through some days: its duty of each day that had one."""

    body: str
    window: str
    name: str
    days: dict[date, Case] = field(default_factory=dict)

    def said(self, on: date, now: datetime) -> tuple[int, int] | None:
        """Minutes somebody was there, and minutes of the hours until now; None on a day without duty."""
        case = self.days.get(on)
        if case is None or case.duty is None:
            return None
        until = min(now, case.duty.hours[-1][1])
        whole = minutes([(case.duty.hours[0][0], until)], case.duty.hours)
        return minutes(case.duty.present(until), case.duty.hours), whole


def record(by: Standing, permission: Permission, last: date, days: int = DAYS) -> list[Attended]:
    """The windows of a territory or body in the days up to one, each with its duties."""
    where, params = scope(by.reaches, permission)
    begin = hours_of(last - timedelta(days=days - 1))[0][0].replace(hour=0)
    with connection.cursor() as cursor:
        cursor.execute(_DUTIES.format(where=where), [begin, begin + timedelta(days=days), *params])
        found = [rows.thaw(folded) for (folded,) in cursor.fetchall()]
    return _by_window(found)


def _by_window(cases: Iterable[Case]) -> list[Attended]:
    out: dict[tuple[str, str], Attended] = {}
    for case in cases:
        assert case.duty is not None
        one = out.setdefault((case.body, case.duty.window), Attended(case.body, case.duty.window, case.name))
        one.days[day(case.opened_at)] = case
    return [out[key] for key in sorted(out)]


MANNING = frozenset({State.EXPECTED, State.AWAY})
"""States in which a window waits for somebody."""
