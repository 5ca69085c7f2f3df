"""A month or a quarter, as scores are given for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_CODE = re.compile(r"^(?P<year>20\d\d)(?:-(?P<month>0[1-9]|1[0-2])|q(?P<quarter>[1-4]))$")
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A month, `2026-05`, or a quarter, `2026q2`: its first month and how many there are."""

    year: int
    month: int
    months: int = 1

    @property
    def code(self) -> str:
        """How an address names it."""
        return f"{self.year}q{(self.month + 2) // 3}" if self.months == 3 else f"{self.year}-{self.month:02}"

    @property
    def label(self) -> str:
        """How people name it."""
        if self.months == 3:
            return f"{self.year}年第{'一二三四'[(self.month - 1) // 3]}季度"
        return f"{self.year}年{self.month}月"

    @property
    def kind(self) -> str:
        """Month or quarter."""
        return "quarter" if self.months == 3 else "month"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.shifted(1).first - _ONE

    def shifted(self, by: int) -> Period:
        """The period so many periods later, or earlier."""
        year, month = divmod(self.year * 12 + self.month - 1 + by * self.months, 12)
        return Period(year, month + 1, self.months)

    def within(self) -> Iterator[Period]:
        """Its months."""
        return (Period(self.year, self.month + n) for n in range(self.months))

    def known(self, settle: int, today: date) -> tuple[date, bool]:
        """The day as of which its score stands, and whether that is the one it is established on: else today."""
        established = self.last + timedelta(days=settle)
        return (established, True) if established < today else (today, False)


def month_of(day: date) -> Period:
    """The month of a day."""
    return Period(day.year, day.month)


def quarter_of(day: date) -> Period:
    """The quarter of a day."""
    return Period(day.year, (day.month - 1) // 3 * 3 + 1, 3)


def parse(code: str) -> Period:
    """A period by its code. Raises ValueError."""
    found = _CODE.match(code)
    if found is None:
        raise ValueError(f"{code!r}: write 2026-05 or 2026q2")
    if found["quarter"]:
        return Period(int(found["year"]), int(found["quarter"]) * 3 - 2, 3)
    return Period(int(found["year"]), int(found["month"]))
