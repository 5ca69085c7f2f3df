"""Finding an answer while somebody is on the line: the same ways as for matters, over the answers that may be told."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection

from yichuang.law.mandates import prefix
from yichuang.office.catalogue import finding, terms
from yichuang.office.catalogue.finding import Entry, Hit
from yichuang.office.directory.models import Body
from yichuang.office.knowledge.models import Edition

TABLE = Edition._meta.db_table
LONGEST = finding.LONGEST
_TOLD, _LOOKED_AT, _JUDGED, _ENOUGH, _KEPT = 400, 100, 60, 40, 20_000
CANDIDATES = """
SELECT c.id, c.digest FROM (
  SELECT DISTINCT ON (e.id) e.id, e.digest, e.terms
  FROM (SELECT * FROM (VALUES {groups}) v(asked) OFFSET 0) q
  CROSS JOIN LATERAL (SELECT * FROM knowledge_edition e WHERE e.terms @> q.asked AND e.effective <= %s AND (e.ends IS NULL OR e.ends > %s) LIMIT %s) e
  JOIN knowledge_answer a ON a.code = e.answer_id WHERE a.region >= %s AND a.region < %s
) c ORDER BY (SELECT count(*) FROM unnest(c.terms) t WHERE t = ANY(%s)) DESC, c.id LIMIT %s
"""
"""Group by group, not all by `&&` at once: the planner would rather compare every row than ask the index for so many."""
Key = tuple[int, str]
_entries: OrderedDict[Key, Entry] = OrderedDict()


def terms_of(content: Mapping[str, Any]) -> list[str]:
    """What an edition is looked up by: its question, the other wordings, the beginning of the answer."""
    return terms.terms(
        {
            "name": content["question"],
            "synonyms": content.get("wordings", ()),
            "plain": str(content["answer"])[:_TOLD],
            "result": {"name": content["source"]},
        }
    )


def _entry(code: str, content: Mapping[str, Any], body: str) -> Entry:
    called = (content["question"], *content.get("wordings", ()))
    return Entry(
        code=code,
        name=content["question"],
        plain=content["answer"],
        synonyms=tuple(content.get("wordings", ())),
        topics=(content["source"],),
        body=body,
        inside=(),
        called=finding.pieces(called),
        told=finding.pieces((str(content["answer"])[:_TOLD], content["source"])),
    )


def _read(keys: list[Key]) -> dict[int, Entry]:
    """The words of these editions; they never change, so they are kept."""
    missing = [key[0] for key in keys if key not in _entries]
    if missing:
        bodies = dict(Body.objects.values_list("code", "short"))
        for row in Edition.objects.filter(pk__in=missing).select_related("answer"):
            _entries[row.pk, row.digest] = _entry(row.answer_id, row.content, bodies.get(row.answer.body, ""))
    found = {key[0]: _entries[key] for key in keys if key in _entries}
    while len(_entries) > _KEPT:
        _entries.popitem(last=False)
    return found


def _lookup(groups: list[list[str]], wanted: list[str], on: date, region: str) -> list[Key]:
    """The editions in force that have every piece of one of these groups, those with most of the wanted pieces first."""
    low = prefix(region)
    sql = CANDIDATES.replace("{groups}", ", ".join(["(%s::varchar[])"] * len(groups)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*groups, on, on, _LOOKED_AT, low, low + "~", wanted, _JUDGED])
        return cursor.fetchall()  # type: ignore[no-any-return]


def search(text: str, limit: int, *, on: date, region: str = "") -> list[tuple[int, Hit]]:
    """The best editions in force on a day for a query, best first; several words must all be found."""
    words = text.strip()[:LONGEST].split()[:6]
    if not words:
        return []
    wanted = sorted({term for word in words for term in terms.wanted(word)})
    found = _lookup([wanted], wanted, on, region)
    if len(found) < _ENOUGH:
        rare = [[piece] for piece in finding.rarest(wanted, TABLE)]
        more = _lookup(rare, wanted, on, region)
        found = list(dict.fromkeys((*found, *more)))
    entries = _read(found)
    by_code = {entry.code: key for key, entry in entries.items()}
    return [(by_code[hit.code], hit) for hit in finding.best(list(entries.values()), words, limit)]
