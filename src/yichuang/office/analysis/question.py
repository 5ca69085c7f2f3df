"""One question, one text of SQL: only what PostgreSQL, DuckDB and Spark all know. Engines count and add; formulas are the law floor's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from yichuang.law.analysis import Phase, Sums, Unit
from yichuang.law.mandates import Permission, Reach, prefix

Key = tuple[Any, ...]
Answer = dict[Key, Sums]
Place = tuple[str, str | None]
"""A territory by the part of the code all of it shares, and perhaps one body in it."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """Something to tell groups apart by."""

    code: str
    label: str
    sql: str
    in_history: bool = True
    """Whether the history's files know it."""


DIMENSIONS = tuple(
    Dimension(*one)
    for one in (
        ("body", "机关", "body"),
        ("matter", "事项", "matter"),
        ("step", "环节", "step_name"),
        ("cause", "原因", "cause"),
        ("waits", "等谁", "waits"),
        ("phase", "阶段", "phase"),
        ("officer", "工作人员", "officer"),
        ("region", "区划", "region"),
        ("kind", "办件种类", "kind"),
        ("channel", "来源", "channel"),
        ("purpose", "办理方式", "purpose"),
        ("outcome", "结果", "outcome"),
        ("month", "月", "CAST(date_trunc('month', ended) AS DATE)"),
        ("week", "周", "CAST(date_trunc('week', ended) AS DATE)"),
        ("day", "日", "ended"),
        ("note", "补正的具体内容", "note", False),
    )
)
BY_CODE = {one.code: one for one in DIMENSIONS}
PERIODS = ("month", "week", "day")
MARK = {"postgres": "%s", "duckdb": "?", "spark": "?"}
"""How each engine writes a parameter: all that differs between them."""
LISTED = ("number", "phase", "step_name", "body", "matter", "started", "ended", "days", "workdays", "limit_days", "on_time",
          "cause", "note")  # fmt: skip
"""What a list of spells shows."""
_SUMS = """
count(*) AS n, sum(CASE WHEN on_time IS NULL THEN 0 ELSE 1 END) AS limited,
sum(CASE WHEN on_time THEN 1 ELSE 0 END) AS kept,
sum(CASE WHEN limit_days IS NULL THEN 0 ELSE workdays END) AS used,
sum(CASE WHEN limit_days IS NULL THEN 0 ELSE limit_days END) AS allowed,
sum(CASE WHEN outcome IN ('refused', 'not_accepted') THEN 1 ELSE 0 END) AS refused,
sum(CASE WHEN extended > 0 THEN 1 ELSE 0 END) AS extended,
sum(CASE WHEN corrections > 0 THEN 1 ELSE 0 END) AS corrected
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which spells, that ended when and where, grouped by what, told in which days."""

    phases: tuple[Phase, ...]
    by: tuple[Dimension, ...]
    since: date
    until: date
    unit: Unit = Unit.WORKDAYS
    places: tuple[Place, ...] = (("", None),)
    given: dict[str, str] = field(default_factory=dict)
    """Only where these columns have these values."""

    def sql(self, engine: str, table: str) -> tuple[str, list[Any]]:
        """The text in an engine's own way, and its parameters: one row per group and duration."""
        keys = [one.sql for one in self.by]
        where, params = self._where(MARK[engine])
        columns = ", ".join(f"{sql} AS k{n}" for n, sql in enumerate(keys))
        groups = ", ".join(str(n + 1) for n in range(len(keys) + 1))
        said = f"{columns}, " if columns else ""
        return f"SELECT {said}{self.unit.value} AS lasted, {_SUMS} FROM {table} WHERE {where} GROUP BY {groups}", params  # fmt: skip

    def cases(self, engine: str, table: str, limit: int) -> tuple[str, list[Any]]:
        """The same as the spells themselves, the longest first."""
        where, params = self._where(MARK[engine])
        order = f"{self.unit.value} DESC, number, n"
        return (
            f"SELECT {', '.join(LISTED)} FROM {table} WHERE {where} ORDER BY {order} LIMIT {int(limit)}",
            params,
        )

    def _where(self, mark: str) -> tuple[str, list[Any]]:
        """Only column names of ours go into the text."""
        params: list[Any] = [one.value for one in self.phases]
        parts = [f"phase IN ({', '.join([mark] * len(self.phases))})"]
        parts.append(f"ended >= {mark} AND ended <= {mark}")
        params += [self.since, self.until]
        wider = []
        for low, body in self.places:
            wider.append(f"(region >= {mark} AND region < {mark}{f' AND body = {mark}' if body else ''})")
            params += [low, low + "~", *([body] if body else [])]
        parts.append(f"({' OR '.join(wider) or '1 = 0'})")
        for code, value in self.given.items():
            parts.append(f"{BY_CODE[code].sql} = {mark}")
            params.append(date.fromisoformat(value) if code in PERIODS else value)
        return " AND ".join(parts), params


def places(reaches: Iterable[Reach], permission: Permission) -> tuple[Place, ...]:
    """Where somebody holds a permission."""
    return tuple((prefix(one.region), one.body) for one in reaches if permission in one.permissions)


def gathered(rows: Iterable[tuple[Any, ...]], width: int) -> Answer:
    """An engine's rows as groups."""
    out: Answer = {}
    for row in rows:
        lasted, *sums = (int(value) for value in row[width:])
        out.setdefault(tuple(row[:width]), Sums()).add(lasted, *sums)
    return out


def joined(*answers: Answer) -> Answer:
    """Answers about different periods as one."""
    out: Answer = {}
    for answer in answers:
        for key, sums in answer.items():
            out.setdefault(key, Sums()).merge(sums)
    return out


def everything(answer: Answer) -> Sums:
    """All groups together."""
    whole = Sums()
    for sums in answer.values():
        whole.merge(sums)
    return whole


def months(since: date, until: date) -> list[date]:
    """The first days of the months that lie wholly in a period."""
    first = since.replace(day=1)
    out = []
    while first <= until:
        following = (first + timedelta(days=32)).replace(day=1)
        if first >= since and following - timedelta(days=1) <= until:
            out.append(first)
        first = following
    return out
