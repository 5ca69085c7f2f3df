"""How scores are shown, on the desk and to the public: places with their reasons, the line of months, the method in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from django.core.cache import cache
from django.utils.translation import gettext as _

from yichuang.law.supervision import INDICATORS, Line, Period, Placed, Score, Scoring
from yichuang.law.supervision.scoring import ROUNDING
from yichuang.office.scoring import reads
from yichuang.office.scoring.published import points
from yichuang.office.scoring.reads import Table

WHY = 3
"""So many reasons stand in a table; the others stand one click further."""
MONTHS, _KEPT = 12, 3600
Trend = Sequence[tuple[Period, Score | None]]


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a ranking as it is read."""

    key: str
    name: str
    place: int | None
    total: str
    grade: str
    gap: str
    ended: int
    shares: tuple[tuple[str, str, str], ...]
    why: tuple[str, ...]
    spark: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking of those under one method."""

    table: Table
    lines: list[Shown]


def rankings(tables: Iterable[Table], names: Mapping[str, str], trends: Mapping[str, Trend]) -> list[Ranking]:
    """Tables as they are read."""
    return [
        Ranking(table, [_line(one, names, trends.get(one.key, ())) for one in table.lines])
        for table in tables
    ]


def trend(until: Period, today: date) -> dict[str, list[tuple[Period, Score | None]]]:
    """The last months of every body; a month whose score is established changes no more, and is kept."""
    last = [*until.within()][-1]
    line = [last.shifted(-n) for n in range(MONTHS - 1, -1, -1)]
    given = [_month(month, today) for month in line]
    keys = {key for one in given for key in one}
    return {key: [(month, one.get(key)) for month, one in zip(line, given, strict=True)] for key in keys}


def _month(month: Period, today: date) -> dict[str, Score]:
    key = f"scores:month:{month.code}"
    found: dict[str, Score] | None = cache.get(key)
    if found is None:
        tables = reads.tables(month, today)
        found = {line.key: line.score for table in tables for line in table.lines}
        if found and all(table.established and table.known < today - timedelta(days=1) for table in tables):
            cache.set(key, found, _KEPT)
    return found


def _line(one: Placed, names: Mapping[str, str], trend: Trend) -> Shown:
    shares = tuple((share.name, points(share.got), points(share.of)) for share in one.score.shares)
    why = tuple(reason(line) for line in one.score.losses[:WHY])
    return Shown(one.key, names.get(one.key, one.key), one.place, points(one.score.total), one.score.grade,
                 points(one.gap) if one.gap else "", one.score.ended, shares, why, spark(trend))  # fmt: skip


def said(line: Line) -> str:
    """What an indicator or a sort of card comes to."""
    if line.level is not None:
        return _("%(n)d 张（%(rule)s）") % {"n": line.over, "rule": line.key or _("监察员手工发的")}
    if line.value is None:
        return _("没有可数的")
    value = Decimal(line.value.numerator) / Decimal(line.value.denominator)
    return f"{value:.2f}{INDICATORS[line.key].unit}（{line.over}/{line.under}）"


def reason(line: Line) -> str:
    """Why points are missing, in one phrase."""
    return _("%(part)s−%(lost)s：%(label)s %(said)s") % {
        "part": line.part, "lost": points(line.lost), "label": line.label, "said": said(line),
    }  # fmt: skip


def spark(trend: Trend, width: int = 120, height: int = 28) -> str:
    """The months as a small line, the last one as a dot; it says its figures to those who do not see it."""
    known = [(n, one.total) for n, (_month, one) in enumerate(trend) if one is not None]
    if len(known) < 2:
        return ""
    low, high = min(total for _n, total in known), max(total for _n, total in known)
    step, span = (width - 12) / max(len(trend) - 1, 1), max(high - low, 100)
    at = [(6 + n * step, 5 + (height - 10) * (high - total) / span) for n, total in known]
    told = "；".join(f"{month.label}{points(one.total)}" for month, one in trend if one is not None)
    path = "".join(f"{'L' if n else 'M'}{x:.1f} {y:.1f}" for n, (x, y) in enumerate(at))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
        f'<title>{escape(told)}</title><path d="{path}" fill="none" stroke="#1456a8" stroke-width="2"/>'
        f'<circle cx="{at[-1][0]:.1f}" cy="{at[-1][1]:.1f}" r="3" fill="#1456a8"/></svg>'
    )


def formula(scoring: Scoring) -> list[dict[str, Any]]:
    """A method in words, part by part."""
    return [
        {
            "name": part.name, "points": f"{part.points:g}", "yellow": f"{part.yellow:g}", "red": f"{part.red:g}",
            "measures": [(INDICATORS[x.of].label, INDICATORS[x.of].says, f"{x.points:g}", f"{x.full:g}{INDICATORS[x.of].unit}",
                          f"{x.zero:g}{INDICATORS[x.of].unit}") for x in part.measures],
            "rules": "、".join(part.rules), "others": part.others,
        }
        for part in scoring.parts
    ]  # fmt: skip


def method(scoring: Scoring) -> dict[str, Any]:
    """What the page of a method needs."""
    return {
        "scoring": scoring, "parts": formula(scoring), "rounding": ROUNDING,
        "grades": [(grade.name, f"{grade.least:g}") for grade in scoring.grades],
        "bonus": [(INDICATORS[x.of].label, f"{x.least:g}", f"{x.each:g}", f"{x.points:g}") for x in scoring.bonus],
    }  # fmt: skip
