"""Keeping the deeds that patterns are made of: each as it happens, all of them anew from facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from yichuang.law import supervision as law
from yichuang.law.cases import apply, begin
from yichuang.law.facts import Entry
from yichuang.law.supervision import Deed, History
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.supervision.deeds import COLUMNS
from yichuang.office.trail import reads as trail

BACK = timedelta(days=law.WINDOW + 1)
"""No pattern looks further back."""
TOGETHER = 5000
"""Cases put down at once."""
_KEEP = f"""
INSERT INTO supervision_deed ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT ("case", seq) DO NOTHING
"""
_CASES = 'SELECT DISTINCT "case" FROM trail_fact WHERE type = ANY(%s) AND at >= %s'


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
        told = trail.many(numbers[n : n + TOGETHER])
        _copy([one for _, entries in told for one in _deeds(entries) if one.at >= now - BACK])


def _copy(found: Sequence[Deed]) -> None:
    """Put deeds down, all of them read before: the connection is deaf while this runs."""
    with (
        connection.connection.cursor() as raw,
        raw.copy(f"COPY supervision_deed ({COLUMNS}) FROM STDIN") as copy,
    ):
        for one in found:
            copy.write_row(one)


def _deeds(entries: Sequence[Entry]) -> Iterator[Deed]:
    """The deeds in the facts of a case."""
    calendar, case, before = directory.calendar(), begin(entries[0]), [entries[0]]
    for entry in entries[1:]:
        history = History(before, case, entry, catalogue.edition(case.matter, case.edition), calendar)
        case = apply(case, entry)
        deed = law.deed_of(history, case)
        if deed is not None:
            yield deed
        before.append(entry)
