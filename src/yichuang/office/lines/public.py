"""What anybody may read of tickets, as Open311 tells it: never a confidential one, never a caller, places only down to the street."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection

from yichuang.law import masking
from yichuang.law.clocks import CHINA
from yichuang.law.hotline import publishing
from yichuang.law.hotline_words import Solved
from yichuang.law.mandates import prefix
from yichuang.law.words import State
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body
from yichuang.office.hotline.acts import CENTRE
from yichuang.office.sealing import unlock

MOST, DAYS = 1000, 90
"""How many at once, and how far back when nobody says how far (GeoReport v2)."""
UNSORTED = "00"
"""The service of what nobody has sorted yet."""
CLOSED = (State.SETTLED.value, State.ARCHIVED.value)
ROUGH = 1_000
"""Millionths of a degree to which a place is told: some hundred metres."""


def hall() -> str:
    """The territory whose hotline this is, where none is asked for: that of the hall itself."""
    found = (
        Body.objects.filter(serial=CENTRE, active=True)
        .order_by("code")
        .values_list("region", flat=True)
        .first()
    )
    return found or ""


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of demand that can be brought."""

    code: str
    name: str
    group: str
    keywords: tuple[str, ...]
    emergency: bool = False


def services() -> list[Service]:
    """Every leaf of the tree of subjects, and one for what fits none: nothing is turned away."""
    leaves = [known for known in settings.subjects().values() if not known.subject.under]
    found = [
        Service(x.subject.code, x.subject.name, x.path[0], x.subject.words, x.subject.emergency)
        for x in leaves
    ]
    return [*found, Service(UNSORTED, "其他诉求", "其他", ())]


def service(code: str) -> Service | None:
    """One service; None when there is none."""
    return next((one for one in services() if one.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which tickets are asked for."""

    region: str
    since: datetime
    until: datetime
    codes: tuple[str, ...] = ()
    closed: bool | None = None
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """A ticket as anybody may read it."""

    number: str
    code: str
    service: str
    closed: bool
    notes: str
    description: str
    body: str
    at: datetime
    moved_at: datetime
    expected_at: datetime | None
    place: str
    lat: float | None
    lon: float | None


_COLUMNS = "t.number, t.at, t.lead, t.subject, t.title, t.place, t.lat, t.lon, t.state, t.due_on, t.answered, t.merged_into, c.last_at"
_FROM = f"SELECT {_COLUMNS} FROM hotline_ticket t JOIN cases_case c ON c.number = t.number WHERE NOT t.confidential AND t.about <> 'report' AND t.region LIKE %s"
_WORDS = """
SELECT DISTINCT ON (x.case) x.case, w.text FROM trail_fact x JOIN trail_text w ON w.case = x.case AND w.seq = x.seq AND w.field = 'words'
WHERE x.case = ANY(%s) AND x.type IN ('TicketAnswered', 'AnsweredDirectly') ORDER BY x.case, x.seq DESC
"""


def requests(wanted: Wanted) -> list[Public]:
    """The tickets asked for, newest first; those named by number whatever their day."""
    sql, params = _FROM, [f"{prefix(wanted.region)}%"]
    more: list[tuple[str, Any]] = []
    if wanted.numbers:
        more.append(("t.number = ANY(%s)", list(wanted.numbers)))
    else:
        more += [("t.at >= %s", wanted.since), ("t.at <= %s", wanted.until)]
        if wanted.codes:
            more.append(("t.subject = ANY(%s)", ["" if x == UNSORTED else x for x in wanted.codes]))
        if wanted.closed is not None:
            more.append((f"{'' if wanted.closed else 'NOT '}t.state = ANY(%s)", list(CLOSED)))
    sql += "".join(f" AND {clause}" for clause, _ in more)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{sql} ORDER BY t.at DESC, t.number DESC LIMIT %s", [*params, *(x for _, x in more), MOST]
        )
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    words = _answers([row["number"] for row in rows if row["answered"] and row["state"] in CLOSED])
    bodies = directory.body_names({row["lead"] for row in rows if row["lead"]})
    return [_public(row, bodies.get(row["lead"], ""), words.get(row["number"], "")) for row in rows]


def _answers(numbers: Sequence[str]) -> dict[str, str]:
    """The words of the last answer of each; what was erased is not there."""
    if not numbers:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [list(numbers)])
        return {number: unlock(bytes(text)) for number, text in cursor.fetchall()}


def _public(row: dict[str, Any], body: str, words: str) -> Public:
    known = settings.subjects().get(row["subject"])
    due: date | None = row["due_on"]
    return Public(
        number=row["number"],
        code=row["subject"] or UNSORTED,
        service=known.name if known else "其他诉求",
        closed=row["state"] in CLOSED,
        notes=_notes(row, words),
        description=publishing.plain(row["title"]),
        body=body,
        at=row["at"].astimezone(CHINA),
        moved_at=row["last_at"].astimezone(CHINA),
        expected_at=datetime.combine(due + timedelta(days=1), time(), CHINA) - timedelta(seconds=1) if due else None,
        place=masking.address(row["place"]),
        lat=_rough(row["lat"]),
        lon=_rough(row["lon"]),
    )  # fmt: skip


def _notes(row: dict[str, Any], words: str) -> str:
    """Where it stands, what the body says of it, and once it is closed the answer."""
    said = [State(row["state"]).label]
    if row["answered"]:
        said.append(Solved(row["answered"]).label)
    if row["merged_into"] and row["state"] == State.MERGED.value:
        said.append(f"并入{row['merged_into']}")
    return "，".join(said) + (f"：{publishing.plain(words)}" if words else "")


def _rough(degrees: int | None) -> float | None:
    return None if degrees is None else round(round(degrees / ROUGH) * ROUGH / 1e6, 3)
