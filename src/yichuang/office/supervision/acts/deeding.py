"""Keeping the deeds that patterns are made of: each as it happens, all of them anew from facts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from yichuang.law import supervision as law
from yichuang.law import trail as chain
from yichuang.law.cases import apply, begin
from yichuang.law.facts import Entry
from yichuang.law.supervision import Deed, History
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.supervision.deeds import COLUMNS

BACK = timedelta(days=law.WINDOW + 1)
"""No pattern looks further back."""
TOGETHER = 500
"""Cases read at once."""
_KEEP = f"""
INSERT INTO supervision_deed ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT ("case", seq) DO NOTHING
"""
_CASES = 'SELECT DISTINCT "case" FROM trail_fact WHERE type = ANY(%s) AND at >= %s'
_FACTS = 'SELECT record::text FROM trail_fact WHERE "case" = ANY(%s) ORDER BY "case", seq'


def keep(deeds: Iterable[Deed]) -> None:
    """Keep deeds; one that is kept already stays as it is."""
    with connection.cursor() as cursor:
        cursor.executemany(_KEEP, list(deeds))


@transaction.atomic
def rebuild(now: datetime) -> None:
    """Keep all deeds of the last year anew, read from facts."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM supervision_deed")
        cursor.execute(_CASES, [[kind.__name__ for kind in law.DEEDS], now - BACK])
        numbers = [number for (number,) in cursor.fetchall()]
    for n in range(0, len(numbers), TOGETHER):
        keep(one for one in _deeds(_entries(numbers[n : n + TOGETHER])) if one.at >= now - BACK)


def _entries(numbers: Sequence[str]) -> Iterator[Entry]:
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [list(numbers)])
        for (record,) in cursor.fetchall():
            yield chain.read(json.loads(record))


def _deeds(entries: Iterable[Entry]) -> Iterator[Deed]:
    """The deeds in the facts of cases that come one after the other."""
    calendar, case, before = directory.calendar(), None, list[Entry]()
    for entry in entries:
        if case is None or entry.case != case.number:
            case, before = begin(entry), [entry]
            continue
        history = History(before, case, entry, catalogue.edition(case.matter, case.edition), calendar)
        case = apply(case, entry)
        deed = law.deed_of(history, case)
        if deed is not None:
            yield deed
        before.append(entry)
