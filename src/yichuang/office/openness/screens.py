"""A publication on the board's screen: letters to be read from three metres, a long text on several screens, each full of words and none over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yichuang.office.openness.blocks import Block, blocks, sentences
from yichuang.office.openness.reads import Shown

LINES, WIDE, ONE_LINE = 10, 32, 24
"""What a screen of full HD holds below its heading in lines and characters of 52 pixels; longer titles take a line and a half more."""
_TWO_LINES, _WORTH = 1.5, 3
_LEAST, _SECOND, _LONGEST = 10, 5, 60
"""Seconds a screen stands at least and at most, and how many characters a second people read standing."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of a publication."""

    shown: Shown
    part: int
    parts: int
    blocks: tuple[Block, ...]

    @property
    def seconds(self) -> int:
        """How long it stands: as long as it takes to read."""
        return min(max(_LEAST, sum(one.size for one in self.blocks) // _SECOND), _LONGEST)


def _rows(size: int, wide: int) -> int:
    return max(1, -(-size // wide))


def _lines(block: Block) -> float:
    """How many lines a piece takes."""
    if block.kind == "t":
        return sum(_row(block, row) for row in block.rows) + 0.3
    return _rows(len(block.text) + 2, WIDE) + 0.3


def _row(block: Block, row: Sequence[str]) -> float:
    wide = max(2, WIDE // len(block.rows[0]) - 2)
    return max(_rows(len(cell), wide) for cell in row) + 0.05


def _take(block: Block, room: float) -> tuple[Block | None, Block | None]:
    """As much of a piece as there is room for, and the rest."""
    if _lines(block) <= room:
        return block, None
    if block.kind == "t":
        return _take_rows(block, room)
    most, told = (int(room - 0.3)) * WIDE - 2, ""
    for sentence in sentences(block.text):
        if len(told) + len(sentence) > most:
            break
        told += sentence
    if not told and most >= (LINES - _TWO_LINES - 1) * WIDE:  # one sentence longer than a screen
        told = block.text[:most]
    rest = block.text[len(told) :]
    return (replace(block, text=told) if told else None), replace(block, text=rest)


def _take_rows(block: Block, room: float) -> tuple[Block | None, Block | None]:
    """As many rows; the rest has the head again."""
    head = block.rows[: len(block.rows) - len(block.body)]
    many, used = 0, 0.3 + sum(_row(block, row) for row in head)
    for row in block.body:
        used += _row(block, row)
        if used > room:
            break
        many += 1
    if not many:
        return None, block
    return replace(block, rows=(*head, *block.body[:many])), replace(block, rows=(*head, *block.body[many:]))


def _plain(block: Block, most: float) -> Iterator[Block]:
    """A table with a row too tall for a screen is told row by row."""
    if block.kind == "t" and any(_row(block, row) > most / 2 for row in block.rows):
        for row in block.body:
            yield Block("p", "，".join(cell for cell in row if cell))
    else:
        yield block


def screens(one: Shown) -> list[Screen]:
    """A publication on as many screens as it takes."""
    most = LINES if len(one.row.title) <= ONE_LINE else LINES - _TWO_LINES
    found: list[list[Block]] = [[]]
    room: float = most
    for whole in blocks(one.row.text):
        for block in _plain(whole, most):
            rest: Block | None = block
            while rest is not None:
                short = room < (
                    _WORTH if rest.kind != "p" else 1
                )  # no heading, no head of a table at the foot
                taken, rest = (None, rest) if short and found[-1] else _take(rest, room)
                if taken is not None:
                    found[-1].append(taken)
                    room -= _lines(taken)
                if rest is not None:
                    found.append([])
                    room = most
    return [Screen(one, n, len(found), tuple(mine)) for n, mine in enumerate(found, 1)]


def turn(publications: Sequence[Shown]) -> list[Screen]:
    """Every screen in the order they stand."""
    return [screen for one in publications for screen in screens(one)]
