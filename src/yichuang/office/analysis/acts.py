"""Keeping spells: a case's rows replaced as a fact comes in, all of them built again from the trail."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import fields
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from yichuang.law import facts as f
from yichuang.law import trail as law_trail
from yichuang.law.analysis import Spell, spells
from yichuang.law.facts import Entry
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.trail import reads as trail

COLUMNS = tuple(one.name for one in fields(Spell))
BATCH = 2000
_QUIET = (
    f.CommentMade,
    f.ExhibitAttached,
    f.FormFilled,
    f.GroupAnswered,
    f.GroupSplit,
    f.GroupsMerged,
    f.MaterialAttached,
    f.MaterialRemoved,
    f.PreReviewed,
    f.ShowingPlanned,
    f.StepReminded,
    f.StepSigned,
)
"""Facts that neither begin nor end a spell."""
CUTTING = tuple(kind for kind in f.known().values() if kind not in _QUIET)
"""All the others."""
_FACTS = (
    """SELECT "case", record::text FROM trail_fact WHERE position('/' in "case") = 0 ORDER BY "case", seq"""
)
_PUT = f"INSERT INTO analysis_spell ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"


def of(entries: list[Entry]) -> tuple[Spell, ...]:
    """The spells of a case as its trail says, under its own edition and the calendar known today."""
    first = entries[0].fact
    assert isinstance(first, f.CaseOpened)
    return spells(entries, catalogue.edition(first.matter, first.edition), directory.calendar())


def row(spell: Spell) -> tuple[Any, ...]:
    """A spell as its row."""
    return tuple(getattr(spell, name) for name in COLUMNS)


def observe(entry: Entry) -> None:
    """One more fact is on record: the spells of its case stand as its whole trail says. In the follower's transaction."""
    if "/" in entry.case or not isinstance(entry.fact, CUTTING):
        return
    keep([entry.case])


def keep(numbers: Sequence[str]) -> None:
    """Cut these cases anew: what stood of them goes, what their trails say comes."""
    found = [row(one) for number in numbers for one in of(trail.entries(number))]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM analysis_spell WHERE number = ANY(%s)", [list(numbers)])
        cursor.executemany(_PUT, found)


@transaction.atomic
def rebuild(seen: Callable[[int], None] = lambda _: None) -> int:
    """Build all spells again from the trail, read once in order. Returns of how many cases; `seen` is told how far it is."""
    done = 0
    with connection.cursor() as cursor:
        cursor.execute("LOCK analysis_spell IN EXCLUSIVE MODE")
        cursor.execute("DELETE FROM analysis_spell")
    ready: list[tuple[Any, ...]] = []
    for entries in _trails():
        ready += [row(one) for one in of(entries)]
        done += 1
        seen(done)
        if len(ready) >= BATCH:
            _copy(ready)
            ready = []
    _copy(ready)
    return done


def _trails() -> Iterator[list[Entry]]:
    """The trail of each case, case by case: a cursor that stays in the database."""
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(_FACTS)
        for _number, rows in groupby(_fetched(cursor), key=lambda pair: pair[0]):
            yield [law_trail.read(json.loads(record)) for _, record in rows]


def _fetched(cursor: Any) -> Iterator[tuple[str, str]]:
    while rows := cursor.fetchmany(BATCH):
        yield from rows


def _copy(rows: Iterable[tuple[Any, ...]]) -> None:
    with (
        connection.connection.cursor() as raw,
        raw.copy(f"COPY analysis_spell ({', '.join(COLUMNS)}) FROM STDIN") as copy,
    ):
        for one in rows:
            copy.write_row(one)
