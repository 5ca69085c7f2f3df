"""Writing the trail: facts become records, records become links, links become rows. Nothing is ever rewritten."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from yichuang.law import trail as law
from yichuang.law.facts import Actor, Entry, Fact
from yichuang.office.sealing import lock
from yichuang.office.trail.models import Cursor, FactRow, TextRow


def salt() -> bytes:
    """Sixteen random bytes for one personal text."""
    return os.urandom(16)


@dataclass(frozen=True, slots=True)
class Link:
    """One row to be: the record, its head, the idempotency key of its act."""

    seq: int
    at: datetime
    record: dict[str, Any]
    written: str
    head: bytes
    key: str | None = None
    texts: tuple[tuple[str, bytes, bytes], ...] = ()


@dataclass(slots=True)
class Chain:
    """A case's chain being lengthened in memory, from a known head."""

    case: str
    head: bytes = law.GENESIS
    seq: int = 0
    links: list[Link] = field(default_factory=list)

    def add(
        self, fact: Fact, *, by: Actor, at: datetime, key: str | None, grain: Callable[[], bytes] = salt
    ) -> Entry:
        """Seal the personal texts of a fact and link it. Returns the entry as it will be read back."""
        sealed, texts = law.seal(fact, grain)
        self.seq += 1
        entry = Entry(case=self.case, seq=self.seq, at=at, by=by, fact=sealed)
        record = law.record(entry)
        written = law.canonical(record)
        self.head = law.after(self.head, written)
        kept = tuple((name, grain_, lock(text)) for name, (grain_, text) in texts.items())
        self.links.append(Link(self.seq, at, record, written.decode(), self.head, key, kept))
        return entry


def append(chain: Chain) -> None:
    """Put a chain's new links down inside the caller's transaction, as rows of the trail."""
    FactRow.objects.bulk_create(
        FactRow(
            case=chain.case,
            seq=x.seq,
            at=x.at,
            type=x.record["type"],
            record=x.record,
            head=x.head,
            key=x.key,
        )
        for x in chain.links
    )


def erase_texts(case: str, fields: Sequence[str] | None = None) -> int:
    """Erase personal texts of a case by law; its chain stays whole (个人信息保护法 47). Returns how many."""
    texts = TextRow.objects.filter(case=case)
    if fields is not None:
        texts = texts.filter(field__in=fields)
    return texts.delete()[0]


AHEAD = 200
"""How far a follower that few facts move looks ahead at once."""
_NEXT = """
WITH mine AS (SELECT tx, fact FROM trail_cursor WHERE follower = %(name)s FOR UPDATE),
near AS MATERIALIZED (
  SELECT f.*, row_number() OVER (ORDER BY f.tx, f.id) AS n, %(kinds)s::text[] IS NULL OR f.type = ANY(%(kinds)s) AS moves
  FROM mine, LATERAL (
    SELECT id, tx, type, record FROM trail_fact
    WHERE (tx, id) > (mine.tx, mine.fact) AND tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    ORDER BY tx, id LIMIT %(ahead)s
  ) f
), found AS (
  (SELECT n, tx, id, record::text FROM near WHERE moves ORDER BY n LIMIT 1)
  UNION ALL
  (SELECT n, tx, id, NULL FROM near WHERE NOT EXISTS (SELECT 1 FROM near WHERE moves) ORDER BY n DESC LIMIT 1)
)
SELECT found.n, found.tx, found.id, found.record FROM mine LEFT JOIN found ON true
"""
"""The follower's cursor, held; the next fact that moves it, else the last it may pass over; how many facts that is."""
_PASSED = (
    "UPDATE trail_cursor SET tx = %s, fact = %s, failures = 0, trouble = '' WHERE follower = %s RETURNING 1"
)


def follow(
    name: str, react: Callable[[Entry], None], *, limit: int = 200, kinds: Sequence[str] | None = None
) -> int:
    """Hand the next facts to a follower, each with its cursor in one transaction. Returns how many went through.

    With `kinds` only facts of these names are handed on, and the others passed over, many at once.
    A failure stops this follower at that fact, is counted and kept, and is tried again at the next call.
    """
    done = 0
    while done < limit and (passed := _follow_one(name, react, kinds)):
        done += passed
    return done


def _follow_one(name: str, react: Callable[[Entry], None], kinds: Sequence[str] | None) -> int:
    try:
        with transaction.atomic(), connection.cursor() as sql:
            asked = {
                "name": name,
                "kinds": None if kinds is None else list(kinds),
                "ahead": 1 if kinds is None else AHEAD,
            }
            sql.execute(_NEXT, asked)
            found = sql.fetchone()
            if found is None:
                Cursor.objects.get_or_create(follower=name)
                sql.execute(_NEXT, asked)
                found = sql.fetchone()
            passed, tx, fact, record = found
            if passed is None:
                return 0
            if record is not None:
                react(law.read(json.loads(record)))
            sql.execute(_PASSED, [tx, fact, name])
    except Exception as error:  # noqa: BLE001 - any follower may fail; it is recorded loudly and tried again
        Cursor.objects.filter(follower=name).update(
            failures=Cursor.objects.get(follower=name).failures + 1, trouble=repr(error)[:2000]
        )
        return 0
    return int(passed)


def caught_up(names: Iterable[str]) -> None:
    """Put followers at the end of the trail: what has happened so far has been brought about already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tx, id FROM trail_fact ORDER BY tx DESC, id DESC LIMIT 1")
        tx, fact = cursor.fetchone() or (0, 0)
    for name in names:
        Cursor.objects.update_or_create(follower=name, defaults={"tx": tx, "fact": fact})


def rows(links: Iterable[Link]) -> str:
    """Links as the JSON of one `jsonb_to_recordset`; each record goes in as it was hashed."""
    plain = (
        f'{{"seq":{x.seq},"at":"{x.at.isoformat()}","type":"{x.record["type"]}","record":{x.written},'
        f'"head":"{x.head.hex()}","key":{json.dumps(x.key)}}}'
        for x in links
    )
    return f"[{','.join(plain)}]"


def text_rows(links: Iterable[Link]) -> list[dict[str, Any]]:
    """Their personal texts as plain rows."""
    return [
        {"seq": x.seq, "field": name, "salt": grain.hex(), "text": text.hex()}
        for x in links
        for name, grain, text in x.texts
    ]
