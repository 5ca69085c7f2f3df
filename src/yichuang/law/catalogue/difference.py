"""What one edition changes against another, in words people can read: element by element, and sentence by sentence of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；][”』」）]?|\n|$)")
_PLAIN_MOST = 1000
"""Above so many sentences the frequent ones are no anchors: the same line ten thousand times must not take a minute."""
_IDENTITY = ("code", "key", "value", "q", "label", "ground", "name")


@dataclass(frozen=True, slots=True)
class Change:
    """One element that changed: where, what it said, what it says; None where there was or is nothing."""

    where: tuple[str | int, ...]
    before: Any
    after: Any


def difference(old: Any, new: Any, where: tuple[str | int, ...] = ()) -> Iterator[Change]:
    """Every smallest element that differs; rows of a list are matched by their code or key, not by their place."""
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from difference(old.get(key), new.get(key), (*where, key))
    elif _rows(old) and _rows(new):
        yield from _of_rows(old, new, where)
    else:
        yield Change(where, old, new)


def _rows(value: Any) -> bool:
    return isinstance(value, Sequence) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _of_rows(old: Sequence[Any], new: Sequence[Any], where: tuple[str | int, ...]) -> Iterator[Change]:
    name = next((key for key in _IDENTITY if all(key in row for row in (*old, *new))), None)
    if name is None:
        yield Change(where, old, new)
        return
    before, after = ({row[name]: row for row in rows} for rows in (old, new))
    for key in dict.fromkeys((*before, *after)):
        yield from difference(before.get(key), after.get(key), (*where, str(key)))


@dataclass(frozen=True, slots=True)
class Piece:
    """Sentences in a row that stayed, went or came."""

    kind: str
    """`kept`, `removed`, `added`."""
    text: str


def wording(old: str, new: str) -> list[Piece]:
    """What changed in a text, sentence by sentence; the old is what was kept and removed, the new what was kept and added."""
    before, after = _sentences(old), _sentences(new)
    least = min(len(before), len(after))
    head = next((n for n in range(least) if before[n] != after[n]), least)
    tail = next((n for n in range(least - head) if before[-1 - n] != after[-1 - n]), least - head)
    first, last = before[head : len(before) - tail], after[head : len(after) - tail]
    out = [Piece("kept", "".join(before[:head]))]
    matcher = SequenceMatcher(None, first, last, autojunk=max(len(first), len(last)) > _PLAIN_MOST)
    for what, a, b, x, y in matcher.get_opcodes():
        if what == "equal":
            out.append(Piece("kept", "".join(first[a:b])))
        else:
            out += [Piece("removed", "".join(first[a:b])), Piece("added", "".join(last[x:y]))]
    out.append(Piece("kept", "".join(before[len(before) - tail :])))
    return [one for one in out if one.text]


def _sentences(text: str) -> list[str]:
    return [one for one in _SENTENCE.findall(text) if one]
