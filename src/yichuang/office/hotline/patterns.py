"""What shows in many tickets: the hours of the week, callers who come again, incidents, places; and the tickets behind any of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from yichuang.law.clocks import midnight
from yichuang.law.facts import Spot
from yichuang.law.hotline_words import Line, TicketClass
from yichuang.law.mandates import Permission, Standing, prefix
from yichuang.law.words import State
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.directory import reads as directory
from yichuang.office.hotline.finding import COLUMNS, Found
from yichuang.office.hotline.places import centre

MOST, AGAIN, LISTED = 12, 3, 200
"""Lines of a list; from how many tickets on a caller comes again; tickets listed behind a figure."""
_LOCAL = "at AT TIME ZONE 'Asia/Shanghai'"
_WITHIN = "at >= %(since)s AND at < %(until)s"
OVERDUE = "state IN ('dispatched', 'handling') AND handle_by < %(today)s"


@dataclass(frozen=True, slots=True)
class Dimension:
    """Something tickets are told apart by."""

    code: str
    label: str
    sql: str
    over_time: bool = False


DIMENSIONS = tuple(
    Dimension(*one)
    for one in (
        ("branch", "大类", "left(subject, 2)"),
        ("subject", "诉求分类", "subject"),
        ("about", "诉求类型", "about"),
        ("lead", "承办单位", "lead"),
        ("line", "来源", "line"),
        ("place", "地点", "place"),
        ("state", "现在到哪里", "state"),
        ("month", "月", f"to_char({_LOCAL}, 'YYYY-MM')", True),
        ("week", "周", f"to_char(date_trunc('week', {_LOCAL}), 'YYYY-MM-DD')", True),
        ("day", "日", f"to_char({_LOCAL}, 'YYYY-MM-DD')", True),
        ("weekday", "星期", f"extract(isodow FROM {_LOCAL})::text", True),
        ("hour", "钟点", f"to_char({_LOCAL}, 'HH24')", True),
    )
)
BY_CODE = {one.code: one for one in DIMENSIONS}
OTHERS = ("cell", "incident", "same_caller", "late")
"""What else tickets may be asked for by, beside the dimensions."""
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which tickets: of whom, between which days, and with which values."""

    by: Standing
    since: date
    until: date
    today: date
    given: tuple[tuple[str, str], ...] = ()

    def where(self) -> tuple[str, dict[str, Any]]:
        """The condition and its parameters; nobody asks beyond his own reach."""
        parts = [_WITHIN]
        params: dict[str, Any] = {
            "since": midnight(self.since), "until": midnight(self.until + timedelta(days=1)), "today": self.today,
        }  # fmt: skip
        scope, reach = _reach(self.by)
        for n, (name, value) in enumerate(self.given):
            part = f"g{n}"
            params[part] = int(value) if name == "cell" else value
            parts.append(_condition(name, part))
        return f"{' AND '.join(parts)} AND {scope}", params | reach


def _reach(by: Standing) -> tuple[str, dict[str, Any]]:
    """A territory for the hotline and its supervisors, its own tickets for a body."""
    parts, params = [], dict[str, Any]()
    for n, reach in enumerate(by.reaches):
        if Permission.TICKET_READ not in reach.permissions:
            continue
        if reach.body is None:
            parts.append(f"region LIKE %(r{n})s")
            params[f"r{n}"] = f"{prefix(reach.region)}%"
        else:
            parts.append(f"lead = %(r{n})s")
            params[f"r{n}"] = reach.body
    return f"({' OR '.join(parts) or 'false'})", params


def _condition(name: str, part: str) -> str:
    if name == "late":
        return OVERDUE
    if name == "same_caller":  # the caller himself is never named: his first ticket stands for him
        return f"caller <> '' AND caller = (SELECT caller FROM hotline_ticket WHERE number = %({part})s)"
    return f"{BY_CODE[name].sql if name in BY_CODE else name} = %({part})s"


def _rows(sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def counts(asked: Asked, one: Dimension) -> list[tuple[str, int]]:
    """How many tickets of each value: time as it runs, anything else the most first."""
    where, params = asked.where()
    order = "1" if one.over_time else "2 DESC, 1"
    return _rows(f"SELECT {one.sql}, count(*) FROM hotline_ticket WHERE {where} GROUP BY 1 ORDER BY {order}", params)  # fmt: skip


def heat(asked: Asked) -> dict[tuple[int, int], int]:
    """How many came in on each day of the week (Monday is 1) at each hour."""
    where, params = asked.where()
    sql = f"SELECT extract(isodow FROM {_LOCAL})::int, extract(hour FROM {_LOCAL})::int, count(*) FROM hotline_ticket WHERE {where} GROUP BY 1, 2"
    return {(day, hour): n for day, hour, n in _rows(sql, params)}


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of some two hundred metres and its tickets."""

    cell: int
    n: int

    @property
    def spot(self) -> Spot:
        """Its middle."""
        return centre(self.cell)


def cells(asked: Asked, limit: int = 400) -> list[Cell]:
    """The hottest squares: read from the index by time alone, a year of it."""
    where, params = asked.where()
    sql = f"SELECT cell, count(*) FROM hotline_ticket WHERE {where} AND cell IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {int(limit)}"
    return [Cell(cell, n) for cell, n in _rows(sql, params)]


@dataclass(frozen=True, slots=True)
class Again:
    """Somebody who comes again: only his first ticket stands for him, nothing of his number."""

    first: str
    n: int
    open: int
    subjects: tuple[str, ...]
    last: datetime

    @property
    def about(self) -> str:
        """What he comes for."""
        return "、".join(settings.subject(one) or "待归类" for one in self.subjects[:3])


def again(asked: Asked) -> tuple[list[Again], int, int]:
    """Who came most often; how many come again, and how many tickets are theirs."""
    where, params = asked.where()
    sql = f"""
    SELECT (array_agg(number ORDER BY at, number))[1], count(*), count(*) FILTER (WHERE state NOT IN ('settled', 'archived')),
           array_agg(DISTINCT subject), max(at), count(*) OVER (), sum(count(*)) OVER ()
    FROM hotline_ticket WHERE {where} AND caller <> '' GROUP BY caller HAVING count(*) >= {AGAIN} ORDER BY 2 DESC, 1 LIMIT {MOST}
    """
    rows = _rows(sql, params)
    found = [Again(first, n, waits, tuple(subjects), last) for first, n, waits, subjects, last, *_ in rows]
    return found, int(rows[0][5]) if rows else 0, int(rows[0][6]) if rows else 0


@dataclass(frozen=True, slots=True)
class Together:
    """An incident: its first ticket, how many tickets of how many callers, how long."""

    first: str
    title: str
    place: str
    subject: str
    n: int
    callers: int
    open: int
    since: datetime
    until: datetime


def incidents(asked: Asked) -> list[Together]:
    """The incidents of the period, the latest first."""
    where, params = asked.where()
    sql = f"""
    SELECT incident, (array_agg(title ORDER BY at))[1], mode() WITHIN GROUP (ORDER BY place), mode() WITHIN GROUP (ORDER BY subject),
           count(*), count(DISTINCT CASE WHEN caller = '' THEN number ELSE caller END),
           count(*) FILTER (WHERE state NOT IN ('settled', 'archived')), min(at), max(at)
    FROM hotline_ticket WHERE {where} AND incident <> '' GROUP BY incident ORDER BY min(at) DESC LIMIT {MOST}
    """
    return [
        Together(first, title, place, settings.subject(subject) or "待归类", *rest)
        for first, title, place, subject, *rest in _rows(sql, params)
    ]


def tickets(asked: Asked, limit: int = LISTED) -> list[Found]:
    """The tickets behind a figure, the newest first."""
    where, params = asked.where()
    sql = f"SELECT {', '.join(COLUMNS)} FROM hotline_ticket WHERE {where} ORDER BY at DESC, number LIMIT {int(limit)}"
    return [Found(dict(zip(COLUMNS, row, strict=True))) for row in _rows(sql, params)]


def names(one: str, values: Sequence[str]) -> dict[str, str]:
    """What the values of a dimension are called."""
    if one in ("subject", "branch"):
        known = settings.subjects()
        return {code: known[code].name if code in known else "待归类" for code in values}
    if one == "lead":
        return {"": "没有派单（热线自己答复或者待派）", **directory.body_names(values)}
    words: dict[str, Any] = {"line": Line, "about": TicketClass, "state": State}
    if one in words:
        return {code: words[one](code).label for code in values}
    if one == "weekday":
        return {code: f"星期{WEEKDAYS[int(code) - 1]}" for code in values}
    if one == "hour":
        return {code: f"{int(code)}时" for code in values}
    return {code: code or "没有写地点（或者保密）" for code in values}
