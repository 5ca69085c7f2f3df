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


SAFE = """
SELECT id, tx, record FROM trail_fact
WHERE (tx, id) > (%s, %s) AND tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
ORDER BY tx, id LIMIT %s
"""


def follow(name: str, react: Callable[[Entry], None], *, limit: int = 200) -> int:
    """Hand the next facts to a follower, each with its cursor in one transaction. Returns how many went through.

    A failure stops this follower at that fact, is counted and kept, and is tried again at the next call.
    """
    Cursor.objects.get_or_create(follower=name)
    done = 0
    while done < limit and _follow_one(name, react):
        done += 1
    return done


def _follow_one(name: str, react: Callable[[Entry], None]) -> bool:
    try:
        with transaction.atomic():
            cursor = Cursor.objects.select_for_update().get(follower=name)
            with connection.cursor() as sql:
                sql.execute(SAFE, (cursor.tx, cursor.fact, 1))
                row = sql.fetchone()
            if row is None:
                return False
            cursor.fact, cursor.tx = row[0], row[1]
            record = FactRow.objects.only("record").get(pk=row[0]).record
            react(law.read(record))
            cursor.failures, cursor.trouble = 0, ""
            cursor.save()
    except Exception as error:  # noqa: BLE001 - any follower may fail; it is recorded loudly and tried again
        Cursor.objects.filter(follower=name).update(
            failures=Cursor.objects.get(follower=name).failures + 1, trouble=repr(error)[:2000]
        )
        return False
    return True


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
