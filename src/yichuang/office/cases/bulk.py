"""Many cases at once: decided by the same law, folded in memory, put down by COPY. For samples, imports and benches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from yichuang.law import cases as law
from yichuang.law.cases import Case
from yichuang.law.facts import Entry
from yichuang.office.cases import rows
from yichuang.office.cases.acts import Client
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.trail.acts import Chain


@dataclass(slots=True)
class Life:
    """A case being lived through in memory."""

    case: Case
    chain: Chain
    entries: list[Entry]
    client: Client
    query_code: str

    def act(self, command: Any, here: law.Scene, *, grain: Any) -> None:
        """Do one act. Raises Refused like any other act."""
        for fact in law.decide(self.case, command, here):
            entry = self.chain.add(fact, by=here.by.actor, at=here.at, key=None, grain=grain)
            self.case = law.apply(self.case, entry)
            self.entries.append(Entry(entry.case, entry.seq, entry.at, entry.by, fact))


def begin(
    first: Any,
    number: str,
    client: Client,
    query_code: str,
    *,
    by: law.Scene,
    grain: Any,
    key: str | None = None,
) -> Life:
    """A case with its first fact; `key` keeps it from being begun twice."""
    chain = Chain(number)
    entry = chain.add(first, by=by.by.actor, at=by.at, key=key, grain=grain)
    return Life(law.begin(entry), chain, [entry], client, query_code)


def put(lives: Iterable[Life], calendar: Any) -> int:
    """Put cases and trails down by COPY, in the caller's transaction. Returns how many."""
    lives = list(lives)
    ready = [
        _row(life, calendar) for life in lives
    ]  # before COPY begins: the connection is deaf while it runs
    connection.ensure_connection()
    raw = connection.connection
    with raw.cursor() as cursor:
        columns = ", ".join(rows.FIXED + rows.MOVING)
        with cursor.copy(f"COPY cases_case ({columns}) FROM STDIN") as copy:
            for row in ready:
                copy.write_row(row)
        with cursor.copy('COPY trail_fact ("case", seq, at, type, record, head, key) FROM STDIN') as copy:
            for life in lives:
                for link in life.chain.links:
                    record = link.written
                    kind = link.record["type"]
                    copy.write_row((life.case.number, link.seq, link.at, kind, record, link.head, link.key))
        with cursor.copy('COPY trail_text ("case", seq, field, salt, text) FROM STDIN') as copy:
            for life in lives:
                for link in life.chain.links:
                    for name, grain, text in link.texts:
                        copy.write_row((life.case.number, link.seq, name, grain, text))
    return len(lives)


def _row(life: Life, calendar: Any) -> tuple[Any, ...]:
    edition = catalogue.edition(life.case.matter, life.case.edition)
    when = law.times(life.case, edition, calendar)
    fixed = rows.fixed(life.case, life.query_code, life.client.name, life.client.phone_tail)
    return (*fixed, *rows.moving(life.case, when, life.chain.head))
