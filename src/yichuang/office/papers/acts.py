"""Issuing papers: numbered without gaps, worded by law, sealed at rest, once per fact."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable

from django.db import connection, transaction

from yichuang.law.facts import Entry
from yichuang.law.papers import compose
from yichuang.office.papers import contents
from yichuang.office.papers.contents import About
from yichuang.office.papers.models import Paper
from yichuang.office.sealing import lock

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_NEXT = """
INSERT INTO papers_series (body, mark, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (body, mark, year) DO UPDATE SET last = papers_series.last + 1 RETURNING last
"""


def _serial(body: str, mark: str, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, (body, mark, year))
        return int(cursor.fetchone()[0])


def written(entry: Entry, about: About) -> Paper | None:
    """The paper of a fact as a row to be, with the next number of its series. Raises law.papers.Incomplete."""
    found = contents.content(entry, about)
    if found is None:
        return None
    code, content = found
    day = contents.dated(entry)
    serial = _serial(about.edition.body, contents.MARKS[code], day.year)
    number = contents.number_of(about.body_short, code, day.year, serial)
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
    paper = written(entry, about)
    if paper is not None:
        paper.save(force_insert=True)
    return paper


def issue_all(pairs: Iterable[tuple[Entry, About]]) -> int:
    """Issue the papers of many facts at once. Returns how many."""
    papers = [paper for paper in (written(entry, about) for entry, about in pairs) if paper is not None]
    Paper.objects.bulk_create(papers, batch_size=1000)
    return len(papers)
