"""The text of a publication as what it is made of: headings, paragraphs, tables. For every channel the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

_CELL = re.compile(r"\t+|\s*[｜|]\s*")
_HEADING = re.compile(
    r"^(第?[一二三四五六七八九十]+[、章节条]|（[一二三四五六七八九十]+）)[^。；：，]{1,20}$"
)
_SENTENCE = re.compile(r"[^。！？；]*[。！？；][”』」）]?|[^。！？；]+$")
_NUMBER = re.compile(r"^[\d,，.．%％+＋\-－—]+$")
_TWO = 2
_PADDING, _WIDEST, _HALF = 2.4, 8.0, 0.55
"""In characters: the room beside a cell's text, the longest that still counts, what a letter takes beside a character."""


def _length(cell: str) -> float:
    return sum(_HALF if ord(one) < 128 else 1.0 for one in cell)


@dataclass(frozen=True, slots=True)
class Block:
    """One piece: `p` paragraph, `h` heading, `t` table."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    head: bool = False
    """Whether the first row of a table is its head."""

    @property
    def body(self) -> tuple[tuple[str, ...], ...]:
        """The rows below the head."""
        return self.rows[1:] if self.head else self.rows

    @property
    def widths(self) -> list[float]:
        """The share of each column, by its longest cell; a long one breaks its lines before it crowds out the others."""
        return [_PADDING + min(_WIDEST, max(map(_length, column))) for column in zip(*self.rows, strict=True)]

    @property
    def size(self) -> int:
        """How many characters it holds."""
        return len(self.text) + sum(len(cell) for row in self.rows for cell in row)

    def plain(self) -> dict[str, Any]:
        """As a template takes it: a paragraph in sentences, so that one can say where the sheet ends."""
        return {
            "kind": self.kind,
            "text": self.text,
            "sentences": sentences(self.text),
            "rows": [list(row) for row in self.rows],
            "head": self.head,
            "widths": self.widths,
            "size": self.size,
        }


def sentences(text: str) -> list[str]:
    """A paragraph sentence by sentence, nothing of it lost."""
    return _SENTENCE.findall(text)


def _cells(line: str) -> tuple[str, ...]:
    bare = line.strip().strip("|｜").strip() if line.strip()[:1] in "|｜" else line.strip()
    return tuple(cell.strip() for cell in _CELL.split(bare))


def _table(lines: list[str]) -> Block:
    rows = [_cells(line) for line in lines]
    wide = max(map(len, rows))
    even = tuple((*row, *[""] * (wide - len(row))) for row in rows)
    head = len(even) > 1 and all(cell and not _NUMBER.match(cell) for cell in even[0])
    return Block("t", rows=even, head=head)


def blocks(text: str) -> list[Block]:
    """The text in pieces; two lines or more that are divided by ｜ or a tab are a table."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    return [block for divided, group in groupby(lines, key=_divided) for block in _of(divided, list(group))]


def _divided(line: str) -> bool:
    return len(_cells(line)) >= _TWO


def _of(divided: bool, lines: list[str]) -> Iterator[Block]:
    if divided and len(lines) >= _TWO:
        yield _table(lines)
        return
    for line in lines:
        yield Block("h" if _HEADING.match(line.strip()) else "p", line.strip())
