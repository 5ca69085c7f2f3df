"""How far a body works in the hall: matters entered and exempt, volume decided there, officers and letters behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from yichuang.law.words import InPlace
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body, Evidence

_SHARES = """
SELECT c.body, count(*), count(*) FILTER (WHERE c.due_on IS NULL OR c.decided_on <= c.due_on), count(*) FILTER (WHERE e.facets @> '{hall:in}')
FROM cases_case c JOIN catalogue_edition e ON e.matter_id = c.matter AND e.number = c.edition
WHERE c.decided_on >= %s GROUP BY c.body
"""
_PEOPLE = """
SELECT b.code, (SELECT count(*) FROM directory_window w WHERE w.body_id = b.code AND w.active),
  (SELECT count(DISTINCT p.officer_id) FROM directory_postheld p JOIN directory_officer o ON o.id = p.officer_id
   WHERE o.body_id = b.code AND o.active AND p.since <= %s AND (p.until IS NULL OR p.until >= %s)),
  (SELECT count(*) FROM directory_letterofauthority l WHERE l.body_id = b.code AND l.valid_from <= %s
   AND l.valid_until >= %s AND (l.revoked_on IS NULL OR l.revoked_on > %s))
FROM directory_body b WHERE b.active
"""


@dataclass(frozen=True, slots=True)
class Exempt:
    """A matter that is not handled in the hall: by whose approval, by which document, why."""

    guide: catalogue.Guide

    @property
    def hall(self) -> dict[str, Any]:
        """What was approved."""
        return dict(self.guide.content["in_hall"])


@dataclass(frozen=True, slots=True)
class Standing:
    """One body on the register: live figures, and what was proved by hand."""

    body: Body
    matters: int
    entered: int
    decided: int
    in_hall: int
    windows: int
    officers: int
    letters: int
    evidence: dict[str, Evidence]

    @property
    def lines(self) -> list[tuple[InPlace, bool, str, Evidence | None]]:
        """Each thing the reform asks: whether it is in place, by live data where there are any, and the entry by hand."""
        return [self._line(item) for item in InPlace]

    def _line(self, item: InPlace) -> tuple[InPlace, bool, str, Evidence | None]:
        live = {
            InPlace.STAFF: (self.officers, f"在岗 {self.officers} 人"),
            InPlace.OFFICE: (self.windows, f"大厅窗口 {self.windows} 个"),
            InPlace.AUTHORITY: (self.letters, f"在有效期内的授权书 {self.letters} 份"),
            InPlace.HALL: (
                self.entered,
                f"{self.matters} 个事项进驻 {self.entered} 个；近一年在大厅办结 {self.share}",
            ),
        }.get(item)
        kept = self.evidence.get(item.value)
        met = bool(kept and kept.met) and (live is None or bool(live[0]))
        return item, met, live[1] if live else "", kept

    @property
    def share(self) -> str:
        """The share of decided cases whose matter is handled in the hall."""
        return (
            f"{self.in_hall * 100 / self.decided:.1f}%（{self.in_hall}/{self.decided}）"
            if self.decided
            else "还没有办结的办件"
        )

    @property
    def met(self) -> int:
        """How many of the eight are in place."""
        return sum(line[1] for line in self.lines)


def register(on: date, region: str = "") -> list[Standing]:
    """Every body with matters in force, as the register shows it. Four statements, whatever the number of bodies."""
    year_ago = on.replace(year=on.year - 1, day=min(on.day, 28))
    with connection.cursor() as cursor:
        cursor.execute(_SHARES, [year_ago])
        volume = {row[0]: row[1:] for row in cursor.fetchall()}
        cursor.execute(_PEOPLE, [on] * 5)
        people = {row[0]: row[1:] for row in cursor.fetchall()}
    kept: dict[str, dict[str, Evidence]] = {}
    for one in Evidence.objects.all():
        kept.setdefault(one.body_id, {})[one.item] = one
    matters: dict[str, list[catalogue.Guide]] = {}
    for guide in catalogue.listing(region=region, on=on):
        matters.setdefault(guide.body.code, []).append(guide)
    found = []
    for code, guides in sorted(matters.items()):
        decided, _, in_hall = volume.get(code, (0, 0, 0))
        entered = sum(guide.content["in_hall"]["entered"] for guide in guides)
        windows, officers, letters = people.get(code, (0, 0, 0))
        found.append(
            Standing(
                guides[0].body,
                len(guides),
                entered,
                decided,
                in_hall,
                windows,
                officers,
                letters,
                kept.get(code, {}),
            )
        )
    return found


def exempt(on: date) -> list[Exempt]:
    """The matters not handled in the hall, each with its approval."""
    return [Exempt(guide) for guide in catalogue.listing(on=on) if not guide.content["in_hall"]["entered"]]


def commitment(code: str, on: date) -> tuple[Standing | None, list[catalogue.Guide], list[Any]]:
    """What a body promises in public: its matters with their promises, who may decide by which letter."""
    guides = catalogue.listing(body=code, on=on)
    found = next((one for one in register(on) if one.body.code == code), None)
    return found, guides, directory.letters_in_force(on, body=code)
