"""Scores of those who answer for publication: from public facts alone, so that anybody can reckon them again (政务公开责任制)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

WARNED, BARRED = 90, 60
"""Below the one a warning, below the other no honours this year (一票否决); the paper fixes no numbers, these are ours."""
_WHOLE = 100


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What the public feed says of one duty: whose, until when, done when."""

    number: str
    body: str
    officer: str
    officer_name: str
    due: date
    done: date | None = None
    weight: int = 1


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """What one person comes to: 100 × weight done in time ÷ weight due, in hundredths rounded down."""

    body: str
    officer: str
    officer_name: str
    due: int
    in_time: int
    late: int
    missed: int
    hundredths: int

    @property
    def points(self) -> str:
        """As a page shows it: 97.50."""
        return f"{self.hundredths // _WHOLE}.{self.hundredths % _WHOLE:02d}"

    @property
    def warned(self) -> bool:
        """Whether the person gets a warning."""
        return self.hundredths < WARNED * _WHOLE

    @property
    def barred(self) -> bool:
        """Whether the person may get no honours (取消评先评优)."""
        return self.hundredths < BARRED * _WHOLE


def _of(sheets: list[Sheet]) -> Score:
    first = sheets[0]
    in_time = [one for one in sheets if one.done is not None and one.done <= one.due]
    missed = sum(one.done is None for one in sheets)
    whole = sum(one.weight for one in sheets)
    return Score(
        body=first.body,
        officer=first.officer,
        officer_name=first.officer_name,
        due=len(sheets),
        in_time=len(in_time),
        late=len(sheets) - len(in_time) - missed,
        missed=missed,
        hundredths=_WHOLE * _WHOLE * sum(one.weight for one in in_time) // whole,
    )


def scores(sheets: Iterable[Sheet], today: date) -> list[Score]:
    """One score for each person with a duty that is done or past its day, the lowest first; what still has time does not count."""
    by_person: dict[tuple[str, str], list[Sheet]] = {}
    for one in sheets:
        if one.done is not None or one.due < today:
            by_person.setdefault((one.body, one.officer), []).append(one)
    found = [_of(mine) for mine in by_person.values()]
    return sorted(found, key=lambda one: (one.hundredths, one.body, one.officer))
