"""The hotline counted: figures of a period, by subject, unit, line and place; repeat callers, sudden rises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from yichuang.law import hotline as law
from yichuang.law.clocks import midnight
from yichuang.law.hotline import Figure
from yichuang.law.hotline_words import Line
from yichuang.law.mandates import prefix
from yichuang.office import clock
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.directory import reads as directory

TOP, WEEKS, REPEATED = 10, 8, 3
"""Lines of a list; weeks a rise is held against; from how many tickets on a caller is a repeat caller."""
_ANSWERED = "(answered_at AT TIME ZONE 'Asia/Shanghai')::date"
_IS_ANSWERED = "coalesce(answered_at < %(night)s, false)"
"""Against the night after the day it is known on: instants compare at once, making each a day of the calendar takes far longer."""
_IS_CLOSED = "coalesce(closed_on <= %(asof)s, false)"
_LATE = f"(NOT {_IS_ANSWERED} AND NOT {_IS_CLOSED} AND coalesce(handle_by < %(asof)s, false))"
_RAISED = f"interval '{law.RESPONSE.total_seconds():.0f} seconds'"
_ASKS = f"({_IS_ANSWERED} AND NOT told AND outcome <> 'with_main')"
_SQL = {
    "received": "true", "closed": _IS_CLOSED, "answered": _IS_ANSWERED,
    "in_time": f"{_IS_ANSWERED} AND (handle_by IS NULL OR {_ANSWERED} <= handle_by)", "due": f"{_IS_ANSWERED} OR {_LATE}",
    "due_closed": f"{_IS_CLOSED} OR {_LATE}", "handled": "handle_by IS NOT NULL",
    "signed": "handle_by IS NOT NULL AND signed_at IS NOT NULL",
    "respond_due": f"handle_by IS NOT NULL AND (signed_at IS NOT NULL OR dispatched_at + {_RAISED} < %(end)s)",
    "responded": f"handle_by IS NOT NULL AND signed_at <= dispatched_at + {_RAISED}",
    "scenes": "arrive_by IS NOT NULL AND (arrived_at IS NOT NULL OR arrive_by < %(end)s)",
    "on_scene": "arrived_at <= arrive_by", "told": "told", "call_due": f"{_ASKS} AND contact",
    "asked": f"{_ASKS} AND contact AND heard > 0", "silent": f"{_ASKS} AND NOT contact",
    "unreached": "outcome = 'unreached' AND contact", "last_solved": "solved", "reworked": "reworks > 0",
    "returned": "returns > 0", "lifted": "escalated <> ''",
}  # fmt: skip
_SUMS = {"heard": "heard", "solved": "said_solved", "rated": "said_how", "content": "said_good"}
COUNTS = ", ".join(
    f"count(*) FILTER (WHERE {_SQL[name]})" if name in _SQL else f"coalesce(sum({_SUMS[name]}), 0)::int"
    for name in law.NAMES
)
"""The counts of the law's figures, in its order, as one pass over the rows."""
_WHERE = "region LIKE %(region)s AND at >= %(since)s AND at < %(until)s"
BY = {"subject": "subject", "lead": "lead", "line": "line", "place": "place"}
"""By what tickets are told apart."""


@dataclass(frozen=True, slots=True)
class Group:
    """The tickets of one subject, unit or line."""

    key: str
    name: str
    counts: dict[str, int]

    @property
    def figures(self) -> dict[str, Figure]:
        """Its figures, by key."""
        return {one.key: one for one in law.ratios(self.counts)}


@dataclass(frozen=True, slots=True)
class Rise:
    """A subject that came up this week far more often than in the weeks before."""

    name: str
    now: int
    usual: float
    sigma: float


def _asked(region: str, since: date, until: date, asof: date) -> dict[str, Any]:
    """The parameters of every question about a period, its last day included."""
    night = midnight(asof + timedelta(days=1))
    return {
        "region": f"{prefix(region)}%", "since": midnight(since), "until": midnight(until + timedelta(days=1)), "asof": asof,
        "night": night, "end": min(night, clock.now()), "top": TOP,
    }  # fmt: skip


def counts(region: str, since: date, until: date, asof: date) -> dict[str, int]:
    """What the figures of a period are made of; what was received in it, as known on a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COUNTS} FROM hotline_ticket WHERE {_WHERE}", _asked(region, since, until, asof)
        )
        return dict(zip(law.NAMES, cursor.fetchone(), strict=True))


def groups(region: str, since: date, until: date, asof: date, by: str) -> list[Group]:
    """The same for each subject, unit or line, the most frequent first. Raises KeyError for another `by`."""
    column = BY[by]
    sql = f"SELECT {column}, {COUNTS} FROM hotline_ticket WHERE {_WHERE} GROUP BY 1 ORDER BY count(*) DESC, 1"
    with connection.cursor() as cursor:
        cursor.execute(sql, _asked(region, since, until, asof))
        rows = cursor.fetchall()
    names = directory.body_names(row[0] for row in rows) if by == "lead" else {}
    return [
        Group(key, _named(by, key, names), dict(zip(law.NAMES, values, strict=True))) for key, *values in rows
    ]


def _named(by: str, key: str, bodies: dict[str, str]) -> str:
    if by == "subject":
        return settings.subject(key) or "待归类"
    if by == "lead":
        return bodies.get(key) or "热线直接办理"
    return Line(key).label if by == "line" else key or "没有写地点（或者保密）"


def days(region: str, since: date, until: date) -> list[tuple[date, int, int]]:
    """Each day of a period: how many came in, how many were closed."""
    asked = _asked(region, since, until, until)
    came = "SELECT (at AT TIME ZONE 'Asia/Shanghai')::date, count(*) FROM hotline_ticket WHERE " + _WHERE + " GROUP BY 1"  # fmt: skip
    gone = "SELECT closed_on, count(*) FROM hotline_ticket WHERE region LIKE %(region)s AND closed_on BETWEEN %(first)s AND %(last)s GROUP BY 1"  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(came, asked)
        received = dict(cursor.fetchall())
        cursor.execute(gone, {**asked, "first": since, "last": until})
        closed = dict(cursor.fetchall())
    whole = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    return [(day, received.get(day, 0), closed.get(day, 0)) for day in whole]


def repeat_callers(region: str, since: date, until: date) -> tuple[int, int]:
    """How many callers came three times or more, and how many tickets were theirs; nobody is named."""
    sql = f"""
    SELECT count(*), coalesce(sum(n), 0)::int FROM (SELECT count(*) AS n FROM hotline_ticket
    WHERE {_WHERE} AND caller <> '' GROUP BY caller HAVING count(*) >= {REPEATED}) x
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, _asked(region, since, until, until))
        people, tickets = cursor.fetchone()
        return people, tickets


def rises(region: str, now: datetime, *, least: float = 3.0) -> list[Rise]:
    """The subjects of the last seven days that stand far above the eight weeks before, the steepest first."""
    sql = """
    SELECT subject, floor(extract(epoch FROM %(until)s - at) / 604800)::int, count(*) FROM hotline_ticket
    WHERE region LIKE %(region)s AND at > %(since)s AND at <= %(until)s AND subject <> '' GROUP BY 1, 2
    """
    asked: dict[str, Any] = {
        "region": f"{prefix(region)}%",
        "since": now - timedelta(weeks=WEEKS + 1),
        "until": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        rows = cursor.fetchall()
    weeks: dict[str, list[int]] = {}
    for subject, week, n in rows:
        weeks.setdefault(subject, [0] * (WEEKS + 1))[week] = n
    out = []
    for subject, (this, *before) in weeks.items():
        sigma = law.risen(this, before)
        if sigma is not None and sigma >= least:
            out.append(Rise(settings.subject(subject) or subject, this, sum(before) / len(before), sigma))
    return sorted(out, key=lambda one: -one.sigma)
