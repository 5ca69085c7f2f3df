"""Which open cases a calendar moves: read by the preview before a notice is loaded, and by the pass after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from yichuang.law import cases as law
from yichuang.law.calendar import Calendar, DayKind, YearNotice, statutory
from yichuang.law.facts import LimitMove
from yichuang.office.cases import rows
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory

BATCH = 200
INSTANTS = tuple(field.name for field in fields(law.Times))
"""The columns of a case's row that the calendar decides."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One open case held against a calendar: whether its row agrees, and which of its limits move."""

    number: str
    name: str
    last_at: datetime
    agrees: bool
    moves: tuple[LimitMove, ...]


def check(calendar: Calendar, after: str = "", limit: int = BATCH) -> list[Checked]:
    """The next open cases in order of their numbers, each held against the calendar."""
    found = CaseRow.objects.filter(open=True, number__gt=after).order_by("number")
    return [_check(row, calendar) for row in found[:limit]]


def check_all(calendar: Calendar) -> Iterator[Checked]:
    """Every open case, batch by batch."""
    after = ""
    while batch := check(calendar, after):
        yield from batch
        after = batch[-1].number


def _check(row: CaseRow, calendar: Calendar) -> Checked:
    case = rows.thaw(row.folded)
    when = law.times(case, catalogue.edition(case.matter, case.edition), calendar)
    agrees = all(getattr(row, name) == getattr(when, name) for name in INSTANTS)
    return Checked(
        row.number, case.name, row.last_at, agrees, law.moves(case, row.due_on, row.statutory_on, when)
    )


def open_cases() -> int:
    """How many open cases there are."""
    return CaseRow.objects.filter(open=True).count()


@dataclass(frozen=True, slots=True)
class Turned:
    """A day that is worked under one calendar and not under the other."""

    day: date
    was: DayKind
    will: DayKind


@dataclass(frozen=True, slots=True)
class Preview:
    """What a notice would change: days, and open cases."""

    days: tuple[Turned, ...]
    missed: tuple[tuple[date, str], ...]
    """Statutory days of the year that the notice leaves worked: most likely an oversight."""
    checked: int
    moved: int
    first: tuple[Checked, ...]


def preview(notice: YearNotice, shown: int = 20) -> Preview:
    """What loading this notice would change; nothing is written."""
    now = directory.calendar()
    will = directory.calendar_with(notice)
    year = (date(notice.year - 1, 12, 1) + timedelta(n) for n in range(31 + 366))
    days = tuple(
        Turned(day, now.kind(day), will.kind(day))
        for day in year
        if day.year <= notice.year and now.is_workday(day) != will.is_workday(day)
    )
    missed = tuple((day, name) for day, name in statutory(notice.year) if will.is_workday(day))
    first: list[Checked] = []
    checked = moved = 0
    for one in check_all(will):
        checked += 1
        moved += bool(one.moves)
        if one.moves and len(first) < shown:
            first.append(one)
    return Preview(days, () if notice.amends else missed, checked, moved, tuple(first))
