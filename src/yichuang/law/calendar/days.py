"""The calendar: whether a day is worked, why, and counting working days by two list look-ups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yichuang.law.calendar.known import NOTICES
from yichuang.law.calendar.notices import YearNotice
from yichuang.law.calendar.statutory import CITE, FIRST_YEAR, LAST_YEAR, statutory
from yichuang.law.cite import Statute

WEEK = Statute("国务院关于职工工作时间的规定", "1995-03-25").art("7", "国家机关星期六和星期日为周休息日")

_BASE = date(FIRST_YEAR, 1, 1).toordinal()
_SPAN = date(LAST_YEAR, 12, 31).toordinal() - _BASE + 1
_DAYS = tuple(date.fromordinal(_BASE + i) for i in range(_SPAN))
_SATURDAY = 5


class Beyond(ValueError):
    """A day outside the years the calendar can speak of."""

    def __init__(self, what: object) -> None:
        super().__init__(f"日历只能推算{FIRST_YEAR}年至{LAST_YEAR}年，{what}不在其内")


@dataclass(frozen=True, slots=True)
class DayKind:
    """What a day is: whether it is worked, why in Chinese, by which notice or article, how sure it is."""

    counts: bool
    reason: str
    source: str
    provisional: bool = False


class Calendar:
    """Working days by the given notices; a year without one is weekdays less statutory days, provisional."""

    __slots__ = ("_announced", "_count", "_named", "_workdays", "notices")

    def __init__(self, years: Iterable[YearNotice]) -> None:
        self.notices = tuple(years)
        self._announced = frozenset(notice.year for notice in self.notices if not notice.amends)
        self._named = _named(self.notices, self._announced)
        self._workdays: list[date] = []
        self._count: list[int] = []
        for day in _DAYS:
            named = self._named.get(day)
            if named.counts if named else day.weekday() < _SATURDAY:
                self._workdays.append(day)
            self._count.append(len(self._workdays))

    def kind(self, day: date) -> DayKind:
        """What a day is and why."""
        named = self._named.get(day)
        if named:
            return named
        works = day.weekday() < _SATURDAY
        return DayKind(works, "工作日" if works else "周末", WEEK.text, self.provisional(day))

    def is_workday(self, day: date) -> bool:
        """Whether the day is worked."""
        named = self._named.get(day)
        return named.counts if named else day.weekday() < _SATURDAY

    def provisional(self, day: date) -> bool:
        """Whether the day's year has no notice yet, so that its answer may change."""
        return day.year not in self._announced

    def position(self, day: date) -> int:
        """How many working days there are up to and including the day, since the calendar begins."""
        i = day.toordinal() - _BASE
        if 0 <= i < _SPAN:
            return self._count[i]
        raise Beyond(day)

    def workday(self, position: int) -> date:
        """The working day at a position; the inverse of `position`."""
        if 0 < position <= len(self._workdays):
            return self._workdays[position - 1]
        raise Beyond("推算到的日期")

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after the day; 0 is the day itself, a negative n counts back from it."""
        i = day.toordinal() - _BASE
        if i >= 0 < n:
            try:
                return self._workdays[self._count[i] + n - 1]
            except IndexError:
                raise Beyond(f"{day}之后第{n}个工作日") from None
        if n == 0:
            return day
        return self.workday(self.position(day) + n + (0 if n > 0 or self.is_workday(day) else 1))

    def next_workday_on_or_after(self, day: date) -> date:
        """The day itself if it is worked, else the first working day after it."""
        return day if self.is_workday(day) else self.workday(self.position(day) + 1)

    def workdays_between(self, after: date, until: date) -> int:
        """How many working days lie after the one day, up to and including the other."""
        return max(0, self.position(until) - self.position(after))

    def with_year(self, notice: YearNotice) -> Calendar:
        """The calendar under one more notice: it replaces its year, or is laid over it if it amends."""
        kept = (n for n in self.notices if notice.amends or n.year != notice.year)
        return Calendar((*kept, notice))


def _named(notices: tuple[YearNotice, ...], announced: frozenset[int]) -> dict[date, DayKind]:
    named: dict[date, DayKind] = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        if year not in announced:
            named.update((day, DayKind(False, name, CITE.text, True)) for day, name in statutory(year))
    for notice in notices:
        for holiday in notice.off:
            off = DayKind(False, holiday.name, notice.notice)
            named.update((day, off) for day in holiday.days())
        work = DayKind(True, "调休上班", notice.notice)
        named.update((day, work) for day in notice.work)
    return named


KNOWN = Calendar(NOTICES)
"""The calendar of every notice known when this edition was made."""
