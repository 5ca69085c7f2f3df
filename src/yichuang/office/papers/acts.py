"""Issuing papers: numbered without gaps, worded by law, sealed at rest, once per fact."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection, transaction

from yichuang.law.facts import Entry
from yichuang.law.papers import compose
from yichuang.office.papers import contents
from yichuang.office.papers.contents import About
from yichuang.office.papers.models import Paper
from yichuang.office.sealing import lock

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_NEXT = """
INSERT INTO papers_series (body, mark, year, last) VALUES (%(body)s, %(mark)s, %(year)s, %(n)s)
ON CONFLICT (body, mark, year) DO UPDATE SET last = papers_series.last + %(n)s RETURNING last
"""


Series = tuple[str, str, int]
"""Papers are numbered by body, mark and year."""


def _serials(series: Series, n: int) -> Iterator[int]:
    """The next so many numbers of a series."""
    body, mark, year = series
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"body": body, "mark": mark, "year": year, "n": n})
        last = int(cursor.fetchone()[0])
    return iter(range(last - n + 1, last + 1))


def _series(entry: Entry, about: About, code: str) -> Series:
    return about.body, contents.MARKS[code], contents.dated(entry).year


def _numbered(entry: Entry, about: About, code: str, content: Mapping[str, Any], serial: int) -> Paper:
    """The paper of a fact as a row to be, with its number. Raises law.papers.Incomplete."""
    number = contents.number_of(about.body_short, code, contents.dated(entry).year, serial)
    document = compose(code, {"number": number, **content})
    return Paper(
        verify="".join(secrets.choice(_ALPHABET) for _ in range(16)),
        code=code,
        number=document.number,
        title=document.title,
        case=entry.case,
        seq=entry.seq,
        body=document.signer,
        dated=document.dated,
        digest=document.digest,
        document=lock(json.dumps(document.plain(), ensure_ascii=False)),
    )


@transaction.atomic
def issue(entry: Entry, about: About) -> Paper | None:
    """Issue the paper of one fact; a second call changes nothing."""
    if (
        entry.fact.__class__ not in contents.WRITES
        or Paper.objects.filter(case=entry.case, seq=entry.seq).exists()
    ):
        return None
    found = contents.content(entry, about)
    if found is None:
        return None
    paper = _numbered(entry, about, *found, next(_serials(_series(entry, about, found[0]), 1)))
    paper.save(force_insert=True)
    return paper


def issue_all(pairs: Iterable[tuple[Entry, About]]) -> int:
    """Issue the papers of many facts at once, numbered in their order. Returns how many."""
    told = [
        (entry, about, *found)
        for entry, about in pairs
        if (found := contents.content(entry, about)) is not None
    ]
    wanted = Counter(_series(entry, about, code) for entry, about, code, _ in told)
    numbers = {series: _serials(series, n) for series, n in sorted(wanted.items())}
    papers = [
        _numbered(entry, about, code, content, next(numbers[_series(entry, about, code)]))
        for entry, about, code, content in told
    ]
    Paper.objects.bulk_create(papers, batch_size=1000)
    return len(papers)
