"""Reading the catalogue: the law of an edition, guides, lists, search. Editions never change, so they are kept."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Max

from yichuang.law import matters as law
from yichuang.office.catalogue import editions
from yichuang.office.catalogue import search as finding
from yichuang.office.catalogue.models import Edition
from yichuang.office.directory.models import Body

_SECONDS = 2.0


@dataclass(slots=True)
class _Memory:
    """What this process knows of the catalogue, and up to which edition."""

    newest: int | None = None
    checked: float = 0.0
    rows: list[Edition] = field(default_factory=list)
    bodies: dict[str, Body] = field(default_factory=dict)
    entries: list[finding.Entry] = field(default_factory=list)


_memory = _Memory()


def forget() -> None:
    """Drop what this process knows, so that the next question reads the database."""
    _memory.newest, _memory.checked = None, 0.0
    edition.cache_clear()


def _known() -> _Memory:
    """The current rows; another process's publication is seen within two seconds."""
    if _memory.newest is not None and time.monotonic() - _memory.checked < _SECONDS:
        return _memory
    newest = Edition.objects.aggregate(Max("id"))["id__max"] or 0
    if newest != _memory.newest:
        _memory.rows = list(Edition.objects.select_related("matter").order_by("matter", "number"))
        _memory.bodies = Body.objects.in_bulk()
        last = {row.matter_id: row for row in _memory.rows}
        _memory.entries = [_entry(row.content, _body_of(row)) for row in last.values()]
        _memory.newest = newest
    _memory.checked = time.monotonic()
    return _memory


def _body_of(row: Edition) -> Body | None:
    return _memory.bodies.get(row.matter.body)


def _entry(content: dict[str, Any], body: Body | None) -> finding.Entry:
    inside = [m["name"] for m in content["materials"]] + [content["result"]["name"]]
    return finding.Entry(
        code=content["code"],
        name=content["name"],
        plain=content["plain"],
        synonyms=tuple(content["synonyms"]),
        topics=(*content["themes"], *content["life_events"]),
        body=body.name if body else "",
        inside=tuple(inside),
    )


@lru_cache(maxsize=4096)
def edition(matter: str, number: int) -> law.Edition:
    """One edition as the law reads it. Raises LookupError when there is none."""
    row = Edition.objects.select_related("matter").filter(matter=matter, number=number).first()
    if row is None:
        raise LookupError(f"没有事项 {matter} 的第 {number} 版")
    return _law(row, Body.objects.get(pk=row.matter.body))


def _law(row: Edition, body: Body) -> law.Edition:
    about = {
        "code": body.code,
        "name": body.name,
        "region": body.region,
        "reconsideration": body.reconsideration,
        "court": body.court,
    }
    return editions.law_of(row.content, number=row.number, body=about, ends=row.ends)


def _in_force(on: date) -> dict[str, Edition]:
    """The edition of each matter that is in force on a day."""
    return {
        row.matter_id: row
        for row in _known().rows
        if row.effective <= on and (row.ends is None or on < row.ends)
    }


def current(matter: str, on: date) -> law.Edition | None:
    """The edition in force on a day, if the matter takes applications then."""
    row = _in_force(on).get(matter)
    return edition(matter, row.number) if row else None


def all_current(on: date) -> list[law.Edition]:
    """The editions in force on a day, in order of matter."""
    return [edition(code, row.number) for code, row in _in_force(on).items()]


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide of a matter: its reviewed words, the body that handles it, its law."""

    code: str
    content: dict[str, Any]
    body: Body
    edition: law.Edition
    row: Edition

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.content["name"])


def guide(matter: str, on: date | None = None) -> Guide | None:
    """The guide in force (or the newest), if there is such a matter."""
    known = _known()
    rows = _in_force(on) if on else {row.matter_id: row for row in known.rows}
    row = rows.get(matter)
    if row is None:
        return None
    law_edition = edition(matter, row.number)
    return Guide(matter, row.content, known.bodies[law_edition.body], law_edition, row)


def listing(
    *, theme: str = "", life_event: str = "", body: str = "", subject: str = "", on: date | None = None
) -> list[Guide]:
    """The guides of a theme, a life event, a body, a kind of applicant; all of them without any."""
    found = (guide(entry.code, on) for entry in _known().entries)
    return [
        one
        for one in found
        if one
        and (not theme or theme in one.content["themes"])
        and (not life_event or life_event in one.content["life_events"])
        and (not body or body == one.edition.body)
        and (not subject or subject in one.content["subjects"])
    ]


@dataclass(frozen=True, slots=True)
class Found:
    """A guide that was found, and why."""

    guide: Guide
    code: str
    score: int
    why: str


def search(text: str, limit: int = 20) -> list[Found]:
    """Guides for what somebody typed, best first, with the reason each matched."""
    hits = finding.search(_known().entries, text.strip()[:60], limit)
    return [Found(found, hit.code, hit.score, hit.why) for hit in hits if (found := guide(hit.code))]


def themes() -> list[tuple[str, int]]:
    """Themes with how many matters each has."""
    return Counter(t for row in _newest() for t in row.content["themes"]).most_common()


def life_events() -> list[tuple[str, int]]:
    """Life events with how many matters each has."""
    return Counter(t for row in _newest() for t in row.content["life_events"]).most_common()


def bodies() -> list[tuple[Body, int]]:
    """Bodies with how many matters each handles."""
    counts = Counter(row.matter.body for row in _newest())
    return [(_known().bodies[code], count) for code, count in sorted(counts.items())]


def _newest() -> list[Edition]:
    return list({row.matter_id: row for row in _known().rows}.values())
