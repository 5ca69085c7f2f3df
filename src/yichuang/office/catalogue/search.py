"""Finding a matter by whatever people call it: words, parts of words, pinyin, initials, near misses. All in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pypinyin import Style, lazy_pinyin

_NEAR = 0.5


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

    @property
    def words(self) -> tuple[str, ...]:
        """The words people call it by."""
        return (self.name, *self.synonyms)


@cache
def pinyin(text: str) -> str:
    """A text in letters: 食品 → shipin."""
    return "".join(lazy_pinyin(text)).lower()


@cache
def initials(text: str) -> str:
    """The first letters: 食品经营 → spjy."""
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()


def pairs(text: str) -> frozenset[str]:
    """The two-character pieces of a text, or its one character."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


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


def _near(entry: Entry, text: str) -> tuple[int, str] | None:
    """Near misses: a wrong character of the same sound, or most pieces of the query in one word."""
    sound = pinyin(text)
    wanted = pairs(text)
    for word in entry.words:
        if len(sound) > 3 and sound in pinyin(word):
            return 66, f"读音近似“{word}”"
        share = len(wanted & pairs(word)) / len(wanted)
        if len(text) > 2 and share >= _NEAR:
            return int(30 + 20 * share), f"近似“{word}”"
    share = len(wanted & pairs(entry.plain)) / len(wanted)
    return (int(20 + 20 * share), "说明近似") if len(text) > 2 and share >= _NEAR else None


def search(entries: Iterable[Entry], text: str, limit: int) -> list[Hit]:
    """The best matters for a query, best first; several words must all be found."""
    words = text.split()[:6]
    hits = []
    for entry in entries:
        found = [_one(entry, word) for word in words]
        if found and all(found):
            best = max((hit for hit in found if hit), key=lambda hit: hit[0])
            score = sum(hit[0] for hit in found if hit) // len(found)
            hits.append(Hit(entry.code, score, best[1]))
    return sorted(hits, key=lambda hit: (-hit.score, hit.code))[:limit]


def _one(entry: Entry, word: str) -> tuple[int, str] | None:
    if word.isascii():
        return _by_words(entry, word) or _by_letters(entry, word)
    return _by_words(entry, word) or _near(entry, word)
