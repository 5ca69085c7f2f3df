"""Reading the trail: a case's entries with their texts, and whether its chain holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
from django.db import connection

from yichuang.law import trail as law
from yichuang.law.facts import Entry
from yichuang.office.sealing import unlock
from yichuang.office.trail.models import FactRow

FACTS = 'SELECT record::text, head FROM trail_fact WHERE "case" = %s ORDER BY seq'
AGENTS = """
SELECT record::text FROM (
  (SELECT id, record FROM trail_fact WHERE record->'by' ? 'principal' AND record->'by'->>'principal' = %s ORDER BY id DESC LIMIT %s)
  UNION ALL
  (SELECT id, record FROM trail_fact WHERE record->'by' ? 'principal' AND record->'by'->>'id' = %s ORDER BY id DESC LIMIT %s)
) acted ORDER BY id DESC LIMIT %s
"""
WITH_TEXTS = """
SELECT record::text, head, NULL, NULL, seq FROM trail_fact WHERE "case" = %(case)s
UNION ALL SELECT NULL, salt, text, field, seq FROM trail_text WHERE "case" = %(case)s ORDER BY seq
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a case, read once: its records with their heads, and the personal texts that still exist."""

    case: str
    rows: list[tuple[dict[str, Any], bytes]]
    texts: dict[tuple[int, str], tuple[bytes, str]]

    def entries(self) -> list[Entry]:
        """The entries in order, with their personal texts."""
        kept: dict[int, dict[str, str]] = {}
        for (seq, name), (_salt, text) in self.texts.items():
            kept.setdefault(seq, {})[name] = text
        found = (law.read(record) for record, _head in self.rows)
        return [
            Entry(x.case, x.seq, x.at, x.by, law.unseal(x.fact, kept[x.seq])) if x.seq in kept else x
            for x in found
        ]

    def broken(self, head: bytes | None = None) -> law.Broken | None:
        """Where the chain does not hold, up to a head known from elsewhere; also its personal texts' digests."""
        return law.verify(self.rows, head) or self._texts_hold()

    def _texts_hold(self) -> law.Broken | None:
        digests = {
            (record["seq"], name): value["digest"]
            for record, _head in self.rows
            for name, value in record["data"].items()
            if isinstance(value, dict) and "digest" in value
        }
        for (seq, name), (salt, text) in self.texts.items():
            if digests.get((seq, name)) != law.text_digest(salt, text):
                return law.Broken(self.case, seq, f"个人信息“{name}”与链上的摘要不符")
        return None


def told(case: str, *, texts: bool = True) -> Told:
    """The chain of a case, and with `texts` its personal texts. One statement."""
    with connection.cursor() as cursor:
        if not texts:
            cursor.execute(FACTS, [case])
            return Told(case, [(json.loads(record), bytes(head)) for record, head in cursor.fetchall()], {})
        cursor.execute(WITH_TEXTS, {"case": case})
        found = cursor.fetchall()
    rows = [(json.loads(record), bytes(head)) for record, head, *_ in found if record is not None]
    kept = {
        (n, name): (bytes(salt), unlock(bytes(text)))
        for record, salt, text, name, n in found
        if record is None
    }
    return Told(case, rows, kept)


def entries(case: str, *, texts: bool = False) -> list[Entry]:
    """The entries of a case in order; with `texts`, personal texts that still exist are read back in."""
    return told(case, texts=texts).entries()


def texts(case: str, seqs: Iterable[int]) -> dict[int, dict[str, str]]:
    """The personal texts of some facts of a case that still exist, by number and field."""
    found: dict[int, dict[str, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT seq, field, text FROM trail_text WHERE "case" = %s AND seq = ANY(%s)', [case, list(seqs)]
        )
        for seq, name, text in cursor.fetchall():
            found.setdefault(seq, {})[name] = unlock(bytes(text))
    return found


def by_key(case: str, key: str) -> Entry | None:
    """The fact of a case that was put down under this key."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT record::text FROM trail_fact WHERE "case" = %s AND key = %s', [case, key])
        row = cursor.fetchone()
    return law.read(json.loads(row[0])) if row else None


_MANY = 'SELECT "case", record::text FROM trail_fact WHERE "case" = ANY(%s) ORDER BY "case", seq'
TOGETHER = 500
"""Cases read at once."""


def many(cases: Sequence[str]) -> Iterator[tuple[str, list[Entry]]]:
    """The entries of many cases, case by case, without their personal texts; some hundreds with each statement."""
    for n in range(0, len(cases), TOGETHER):
        with connection.cursor() as cursor:
            cursor.execute(_MANY, [list(cases[n : n + TOGETHER])])
            rows = cursor.fetchall()
        for case, facts in groupby(rows, key=itemgetter(0)):
            yield case, [law.read(msgspec.json.decode(record)) for _, record in facts]


MANY_FACTS = 'SELECT record::text, head, "case" FROM trail_fact WHERE "case" = ANY(%s) ORDER BY "case", seq'
MANY_TEXTS = 'SELECT seq, field, salt, text, "case" FROM trail_text WHERE "case" = ANY(%s)'


def many_told(cases: Iterable[str]) -> dict[str, list[Entry]]:
    """The entries of several cases with their personal texts. Two statements, however many cases."""
    numbers = list(cases)
    with connection.cursor() as cursor:
        cursor.execute(MANY_FACTS, [numbers])
        facts = cursor.fetchall()
        cursor.execute(MANY_TEXTS, [numbers])
        texts = cursor.fetchall()
    found = {number: Told(number, [], {}) for number in numbers}
    for record, head, number in facts:
        found[number].rows.append((json.loads(record), bytes(head)))
    for seq, name, salt, text, number in texts:
        found[number].texts[seq, name] = bytes(salt), unlock(bytes(text))
    return {number: told.entries() for number, told in found.items()}


def verify(case: str, head: bytes | None = None) -> law.Broken | None:
    """Whether a case's stored chain holds, up to a head known from elsewhere; also its personal texts' digests."""
    return told(case).broken(head)


def cases() -> Iterator[str]:
    """The numbers of all cases that have a chain."""
    yield from FactRow.objects.filter(seq=1).order_by("case").values_list("case", flat=True).iterator(2000)


def by_agents(applicant: str, *, limit: int = 100) -> list[Entry]:
    """What agents did for this applicant, and this applicant as an agent for others, newest first; no personal text."""
    with connection.cursor() as cursor:
        cursor.execute(AGENTS, [applicant, limit, applicant, limit, limit])
        return [law.read(json.loads(record)) for (record,) in cursor.fetchall()]


_UNREAD = """
SELECT name, coalesce(c.failures, 0) FROM unnest(%s::text[]) name LEFT JOIN trail_cursor c ON c.follower = name
WHERE EXISTS (SELECT 1 FROM trail_fact f WHERE (f.tx, f.id) > (coalesce(c.tx, 0), coalesce(c.fact, 0)))
"""


def unread(names: Iterable[str]) -> set[str]:
    """Which of these followers have facts left to read, be they safe to read yet or not. One statement."""
    return {name for name, _ in _unread(names)}


def behind(names: Iterable[str]) -> bool:
    """Whether any of these followers, if not in trouble, has facts left to read, be they safe to read yet or not."""
    return any(failures == 0 for _, failures in _unread(names))


def _unread(names: Iterable[str]) -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD, [list(names)])
        return list(cursor.fetchall())
