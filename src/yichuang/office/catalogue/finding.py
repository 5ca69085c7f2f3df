"""Finding a matter by whatever people call it: words, parts of words, pinyin, initials, near misses. Candidates by index, judged in memory."""

from __future__ import annotations

import json
import math
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from yichuang.law.mandates import prefix
from yichuang.office.catalogue import terms
from yichuang.office.catalogue.terms import initials, pairs, pinyin

LONGEST = 60
_NEAR = 0.35
_RAREST, _LOOKED_AT, _JUDGED, _ENOUGH = 8, 600, 100, 40
_KEPT = 20_000
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A matter found, how well, and by what."""

    code: str
    score: int
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The words of a matter that can be searched."""

    code: str
    name: str
    plain: str
    synonyms: tuple[str, ...]
    topics: tuple[str, ...]
    body: str
    inside: tuple[str, ...]
    called: frozenset[str] = frozenset()
    """The pieces of its names."""
    told: frozenset[str] = frozenset()
    """The pieces of what else is said of it."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words people call it by."""
        return (self.name, *self.synonyms)


def _by_words(entry: Entry, text: str) -> tuple[int, str] | None:
    if text == entry.name:
        return 100, "名称相同"
    if entry.name.startswith(text):
        return 92, "名称"
    for word in entry.synonyms:
        if text == word:
            return 95, f"也叫“{word}”"
    if text in entry.name:
        return 86, "名称"
    for word in entry.synonyms:
        if text in word or (len(word) > 1 and word in text):
            return 80, f"也叫“{word}”"
    if any(text in topic for topic in entry.topics):
        return 62, "主题"
    if text in entry.plain:
        return 70, "说明"
    if text in entry.body:
        return 50, f"由{entry.body}办理"
    found = next((line for line in entry.inside if text in line), None)
    return (35, f"提到“{found}”") if found else None


def _by_letters(entry: Entry, text: str) -> tuple[int, str] | None:
    letters = text.lower().replace(" ", "")
    for word in entry.words:
        if letters == initials(word) or (len(letters) > 2 and initials(word).startswith(letters)):
            return 78, f"“{word}”的拼音首字母"
        if len(letters) > 2 and letters in pinyin(word):
            return 76, f"“{word}”的拼音"
        if len(letters) > 1 and letters in initials(word):
            return 58, f"“{word}”的拼音首字母"
    return None


def _sounds(entry: Entry, text: str) -> tuple[int, str] | None:
    """A wrong character of the same sound."""
    sound = pinyin(text)
    for word in entry.words:
        if len(sound) > 3 and sound in pinyin(word):
            return 66, f"读音近似“{word}”"
    return None


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each piece of a query tells: pieces that many candidates share tell little, unknown ones nothing."""

    pieces: Mapping[str, float]

    @classmethod
    def of(cls, text: str, entries: list[Entry]) -> Weights:
        """Weigh the pairs and characters of a query by how few of the candidates have them."""
        weighed = {}
        for piece in {*pairs(text), *text}:
            times = sum(piece in entry.called or piece in entry.told for entry in entries)
            if times:
                weighed[piece] = math.log((len(entries) + 1) / times) * (1.0 if len(piece) > 1 else 0.35)
        return cls(weighed)

    def share(self, pieces: frozenset[str]) -> float:
        """How much of the query these pieces say."""
        total = sum(self.pieces.values())
        return sum(w for piece, w in self.pieces.items() if piece in pieces) / total if total else 0.0


def _near(entry: Entry, text: str, weights: Weights) -> tuple[int, str] | None:
    """Most of what the query says, in other words or another order."""
    if len(text) < 3 or len(pairs(text) & (entry.called | entry.told)) == 0:
        return None
    called, told = weights.share(entry.called), weights.share(entry.called | entry.told)
    share = called + 0.5 * (told - called)
    if share < _NEAR:
        return None
    near = max(entry.words, key=lambda word: weights.share(pairs(word) | frozenset(word)))
    return int(15 + 50 * share), f"近似“{near}”"


CANDIDATES = """
SELECT c.id FROM (
  SELECT e.id, e.terms FROM catalogue_edition e JOIN catalogue_matter m ON m.code = e.matter_id
  WHERE e.terms {how} %s AND e.effective <= %s AND (e.ends IS NULL OR e.ends > %s)
    AND NOT e.facets @> '{kind:standard}' AND m.region >= %s AND m.region < %s
  LIMIT %s
) c ORDER BY (SELECT count(*) FROM unnest(c.terms) t WHERE t = ANY(%s)) DESC, c.id LIMIT %s
"""
WORDS = (
    "SELECT e.id, e.content, b.name FROM catalogue_edition e JOIN catalogue_matter m ON m.code = e.matter_id \
JOIN directory_body b ON b.code = m.body WHERE e.id = ANY(%s)"
)
COMMON = """
SELECT t.term, t.share FROM pg_stats s,
  unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs[1:cardinality(s.most_common_elems::text::text[])]) t(term, share)
WHERE s.tablename = %s AND s.attname = 'terms'
"""
COUNTS = """
SELECT substr(f, %s), count(*) FROM catalogue_edition e, unnest(e.facets) f
WHERE e.effective <= %s AND (e.ends IS NULL OR e.ends > %s) AND NOT e.facets @> '{kind:standard}' AND starts_with(f, %s)
GROUP BY f ORDER BY 2 DESC, 1
"""


def counts(facet: str, on: date) -> list[tuple[str, int]]:
    """The values of one facet with how many editions in force have each."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [len(facet) + 2, on, on, f"{facet}:"])
        return cursor.fetchall()  # type: ignore[no-any-return]


_entries: OrderedDict[int, Entry] = OrderedDict()


def pieces(texts: Iterable[str]) -> frozenset[str]:
    """The pairs and characters of these texts, by which a query is weighed."""
    return frozenset(piece for text in texts for piece in (*pairs(text), *text))


def _entry(content: Mapping[str, Any], body: str) -> Entry:
    inside = (*(material["name"] for material in content["materials"]), content["result"]["name"])
    topics = (*content["themes"], *content["life_events"])
    return Entry(
        code=content["code"],
        name=content["name"],
        plain=content["plain"],
        synonyms=tuple(content["synonyms"]),
        topics=topics,
        body=body,
        inside=inside,
        called=pieces((content["name"], *content["synonyms"])),
        told=pieces((content["plain"], *topics, content["result"]["name"])),
    )


def _read(ids: list[int]) -> list[Entry]:
    """The words of these editions; they never change, so they are kept."""
    missing = [one for one in ids if one not in _entries]
    if missing:
        with connection.cursor() as cursor:
            cursor.execute(WORDS, [missing])
            for key, content, body in cursor.fetchall():
                plain = content if isinstance(content, dict) else json.loads(content)
                _entries[key] = _entry(plain, body)
    found = [_entries[one] for one in ids]
    while len(_entries) > _KEPT:
        _entries.popitem(last=False)
    return found


@lru_cache(maxsize=4)
def _shares(table: str, minute: int) -> dict[str, float]:
    """How common the common pieces are, as the database's own statistics say; asked once a minute."""
    with connection.cursor() as cursor:
        cursor.execute(COMMON, [table])
        return dict(cursor.fetchall())


def rarest(wanted: Iterable[str], table: str) -> list[str]:
    """The pieces of a query that the fewest rows of a table have."""
    share = _shares(table, int(time.monotonic() // _MINUTE))
    return sorted(wanted, key=lambda term: (share.get(term, 0.0), term))[:_RAREST]


def candidates(text: str, on: date, region: str) -> list[int]:
    """The editions that have every piece of a query; when they are few, also those that share its rarest pieces."""
    wanted = sorted(terms.wanted(text))
    rare = rarest(wanted, "catalogue_edition")
    found = _lookup("@>", wanted, wanted, on, region)
    return (
        found
        if len(found) >= _ENOUGH
        else list(dict.fromkeys((*found, *_lookup("&&", rare, wanted, on, region))))
    )


def _lookup(how: str, asked: list[str], wanted: list[str], on: date, region: str) -> list[int]:
    low = prefix(region)
    sql = CANDIDATES.replace("{how}", how)
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, on, on, low, low + "~", _LOOKED_AT, wanted, _JUDGED])
        return [row[0] for row in cursor.fetchall()]


def search(text: str, limit: int, *, on: date, region: str = "") -> list[Hit]:
    """The best matters for a query, best first; several words must all be found."""
    words = text.split()[:6]
    if not words:
        return []
    return best(_read(candidates(text, on, region)), words, limit)


def best(entries: list[Entry], words: list[str], limit: int) -> list[Hit]:
    """Judge each candidate by how it matches."""
    weights = [Weights.of(word, entries) for word in words]
    hits = []
    for entry in entries:
        found = [_one(entry, word, weight) for word, weight in zip(words, weights, strict=True)]
        if found and all(found):
            top = max((hit for hit in found if hit), key=lambda hit: hit[0])
            score = sum(hit[0] for hit in found if hit) // len(found)
            hits.append(Hit(entry.code, score, top[1]))
    return sorted(hits, key=lambda hit: (-hit.score, hit.code))[:limit]


def _one(entry: Entry, word: str, weights: Weights) -> tuple[int, str] | None:
    if word.isascii():
        return _by_words(entry, word) or _by_letters(entry, word)
    return _by_words(entry, word) or _sounds(entry, word) or _near(entry, word, weights)
