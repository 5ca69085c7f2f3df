"""Scores of those who answer for publication: from public facts alone, so that anybody can reckon them again (政务公开责任制)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from yichuang.law.words import Word

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


class Measure(Word):
    """What follows when a score stays below (政务公开责任制：提醒、一票否决、追责)."""

    WARNING = "warning", "提醒"
    VETO = "veto", "取消评先评优"
    ACCOUNT = "account", "责任追究"


BASIS = "政务公开责任制：任务细化、量化到人，不到位的提醒、一票否决、追究责任（分数线是本系统定的）"
WARNINGS = 3
"""So many warnings of one year, or a second month under the line of the veto, are a matter of accountability; the number is ours."""


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """The list of one month, as known when it ended: what was due in it, and what each person comes to since January."""

    first: date
    last: date
    rows: tuple[Score, ...]
    """Per person what was due in the month."""
    year: tuple[Score, ...]
    """Per person what was due since the first of January."""


def _known(sheets: Iterable[Sheet], first: date, last: date) -> list[Sheet]:
    """What was due between two days; what was done after the last one was missed as known then."""
    return [
        one if one.done is None or one.done <= last else replace(one, done=None)
        for one in sheets
        if first <= one.due <= last
    ]


def month(sheets: Iterable[Sheet], first: date) -> Month:
    """The list of the month that begins on a day: it never changes once the month is over."""
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    given, after = list(sheets), last + timedelta(days=1)
    return Month(
        first=first,
        last=last,
        rows=tuple(scores(_known(given, first, last), after)),
        year=tuple(scores(_known(given, first.replace(month=1), last), after)),
    )


def measures(sheets: Iterable[Sheet], first: date) -> list[tuple[Score, Measure]]:
    """What follows for whom at the end of a month: the gravest alone, and only for who had something due in it.

    A warning below 90, a veto below 60; the third month below 90 of a year, or the second below 60, is accounted for.
    """
    given = list(sheets)
    months = [month(given, first.replace(month=n)) for n in range(1, first.month + 1)]
    busy = {(one.body, one.officer) for one in months[-1].rows}
    found = []
    for score in months[-1].year:
        key = (score.body, score.officer)
        past = [one for each in months for one in each.year if (one.body, one.officer) == key]
        warned, barred = sum(one.warned for one in past), sum(one.barred for one in past)
        if key not in busy or not score.warned:
            continue
        if warned >= WARNINGS or (score.barred and barred > 1):
            found.append((score, Measure.ACCOUNT))
        else:
            found.append((score, Measure.VETO if score.barred else Measure.WARNING))
    return found


def scores(sheets: Iterable[Sheet], today: date) -> list[Score]:
    """One score for each person with a duty that is done or past its day, the lowest first; what still has time does not count."""
    by_person: dict[tuple[str, str], list[Sheet]] = {}
    for one in sheets:
        if one.done is not None or one.due < today:
            by_person.setdefault((one.body, one.officer), []).append(one)
    found = [_of(mine) for mine in by_person.values()]
    return sorted(found, key=lambda one: (one.hundredths, one.body, one.officer))
