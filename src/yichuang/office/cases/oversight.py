"""Reading for outside supervisors: the cases somebody is invited to, and all that came of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from yichuang.law import cases as law
from yichuang.law.kinds.card import CARD
from yichuang.office.cases import reads
from yichuang.office.cases.reads import SHOWN, Line

ASKED = """
SELECT "case", record->'data'->>'reason' FROM trail_fact
WHERE type = 'SupervisorInvited' AND record->'data'->>'person' = %s ORDER BY id
"""
BELOW = """
WITH RECURSIVE reached AS (
  SELECT number, number AS top FROM cases_case WHERE number = ANY(%s)
  UNION SELECT c.number, r.top FROM cases_case c JOIN reached r ON c.parent = r.number
)
SELECT r.top, c.kind, {columns} FROM reached r JOIN cases_case c USING (number) ORDER BY r.number <> r.top, c.opened_at, c.number LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Watched:
    """A case somebody was invited to: until when, why, and what came of it."""

    line: Line
    until: date
    why: str
    below: tuple[Line, ...]
    """The matters of a project, the tasks of meetings."""
    cards: tuple[Line, ...]
    """What supervision found in it."""


def _invited(person: str, on: date) -> dict[str, tuple[date, str]]:
    """The cases this person is invited to themselves on this day: until when, and why."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [person])
        asked = dict(cursor.fetchall())
    found = {}
    for number, case in reads.many_folded(list(asked)).items():
        held = law.invitation(case, person, on, lambda number: None)
        if held is not None:
            found[number] = (held.until, asked[number])
    return found


def cases_of_invited(person: str, now: datetime, *, limit: int = 1000) -> list[Watched]:
    """What an outside supervisor is invited to, with the matters, tasks and cards that came of it; what ends first on top."""
    found = _invited(person, law.day(now))
    columns = ", ".join(f"c.{name}" for name in SHOWN)
    with connection.cursor() as cursor:
        cursor.execute(BELOW.format(columns=columns), [list(found), limit])
        lines = [(top, kind, reads.as_line(values, now)) for top, kind, *values in cursor.fetchall()]
    out = []
    for number, (until, why) in found.items():
        rest = [(kind, x) for top, kind, x in lines if top == number and x.number not in found]
        below, cards = (tuple(x for kind, x in rest if (kind == CARD.code) is card) for card in (False, True))
        own = next((x for _, _, x in lines if x.number == number), None)
        if own is not None:
            out.append(Watched(own, until, why, below, cards))
    return sorted(out, key=lambda one: (one.until, one.line.number))
