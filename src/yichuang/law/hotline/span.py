"""The days a report is about: a week, a month or any others, and the days it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row, both ends included."""

    since: date
    until: date

    @property
    def weekly(self) -> bool:
        """Whether it is a whole week, Monday to Sunday."""
        return self.since.weekday() == 0 and self.until == self.since + _WEEK - _DAY

    @property
    def monthly(self) -> bool:
        """Whether it is a whole month of the calendar."""
        return self.since.day == 1 and self.until == month_end(self.since)

    @property
    def kind(self) -> str:
        """What a report of it is called."""
        return "周报" if self.weekly else "月报" if self.monthly else "报告"

    @property
    def label(self) -> str:
        """As it is printed."""
        days = f"{self.since:%Y年%-m月%-d日}—{self.until:%Y年%-m月%-d日}"
        if self.monthly:
            return f"{self.since:%Y年%-m月}"
        if self.weekly:
            year, week, _ = self.since.isocalendar()
            return f"{year}年第{week}周（{days}）"
        return days

    @property
    def before(self) -> Span:
        """The days it is held against: the week or month before, of a running one as many days of it; else as many days just before."""
        running_week = self.since.weekday() == 0 and self.until - self.since < _WEEK
        running_month = self.since.day == 1 and self.until <= month_end(self.since)
        if self.weekly or (running_week and not running_month):
            return Span(self.since - _WEEK, self.until - _WEEK)
        if running_month:
            last = self.since - _DAY
            until = last if self.monthly else min(last, last.replace(day=1) + (self.until - self.since))
            return Span(last.replace(day=1), until)
        return Span(self.since - (self.until - self.since) - _DAY, self.since - _DAY)


def month_end(day: date) -> date:
    """The last day of the month of a day."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY


def week_of(day: date) -> Span:
    """The week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + _WEEK - _DAY)


def month_of(day: date) -> Span:
    """The month of a day."""
    return Span(day.replace(day=1), month_end(day))
