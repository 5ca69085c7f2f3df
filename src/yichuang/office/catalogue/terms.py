"""What lists filter an edition by, and what search looks it up by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pypinyin import Style, lazy_pinyin

LONGEST = 16


def facets(content: Mapping[str, Any], body: str) -> list[str]:
    """The filters an edition answers to: kind, basic code, body, region, subjects, themes, life events, hall."""
    hall = content.get("in_hall", {}).get("entered")
    return [
        f"kind:{content['kind']}",
        f"basic:{content['catalogue_code']}",
        f"body:{body}",
        f"region:{content['region']}",
        *(f"subject:{one}" for one in content["subjects"]),
        *(f"theme:{one}" for one in content.get("themes", ())),
        *(f"event:{one}" for one in content.get("life_events", ())),
        *(["hall:in" if hall else "hall:exempt"] if hall is not None else []),
    ]


@lru_cache(maxsize=100_000)
def pinyin(text: str) -> str:
    """A text in letters: 食品 → shipin."""
    return "".join(lazy_pinyin(text)).lower()


@lru_cache(maxsize=100_000)
def initials(text: str) -> str:
    """The first letters: 食品经营 → spjy."""
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()


def pairs(text: str) -> frozenset[str]:
    """The two-character pieces of a text, or its one character."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


def names(content: Mapping[str, Any]) -> tuple[str, ...]:
    """What people call it: its name and its other names."""
    return (str(content["name"]), *content.get("synonyms", ()))


def triples(letters: str) -> frozenset[str]:
    """The three-letter pieces of a word in letters."""
    return frozenset(letters[i : i + 3] for i in range(len(letters) - 2)) or frozenset({letters})


def terms(content: Mapping[str, Any]) -> list[str]:
    """Characters and pairs of its names and plain words, pieces of their pinyin, their initials."""
    found: set[str] = set()
    for name in names(content):
        found |= set(name) | pairs(name) | triples(pinyin(name)) | _letters(initials(name))
    found |= pairs(str(content["plain"]))
    for word in (*content.get("themes", ()), *content.get("life_events", ()), content["result"]["name"]):
        found |= pairs(word)
    return sorted(term[:LONGEST] for term in found if term.strip())


def _letters(word: str) -> frozenset[str]:
    """Initials are looked up from their beginning and by pieces."""
    return triples(word) | {word[:LONGEST]}


def wanted(text: str) -> Iterable[str]:
    """The terms of a query: pairs of its characters and sounds, or its letters."""
    letters = "".join(text.lower().split())
    if letters.isascii():
        return triples(letters) | ({letters} if len(letters) < 3 else frozenset())
    return pairs(letters) | triples(pinyin(letters))
