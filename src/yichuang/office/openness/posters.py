"""A publication for the board: A3 or A1, large enough to be read from three metres, set smaller until it fits; what does not fit is known before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate

from yichuang.office.openness.blocks import Block, blocks, sentences
from yichuang.office.openness.fitting import READ, Fit, fit
from yichuang.office.openness.reads import Shown
from yichuang.office.papers.press import code

__all__ = ["READ", "SIZES", "Way", "poster", "ways"]

SIZES = ("a3", "a1")
MOST_SHEETS = 2
POINTS = {"a3": (28, 24, 20, 17, 14, 12), "a1": (28, 24, 20, 17, 14, 12, 10, 8.5, 7, 6)}
"""In points of an A4; the last is 17 points as printed, below which nobody reads it standing before the board."""
CUT = "内容较多，完整内容请扫码或者到网站查看。"


@dataclass(frozen=True, slots=True)
class Way:
    """One way of bringing a publication onto the board, and how much of it does not fit."""

    size: str
    sheets: int
    over: int
    whole: int

    @property
    def fits(self) -> bool:
        """Whether all of it is there."""
        return not self.over

    @property
    def name(self) -> str:
        """What to write as proof, without the place."""
        return f"{self.size.upper()}海报" + (f"{self.sheets}张" if self.sheets > 1 else "")


def _fit(one: Shown, size: str, url: str, sheets: int, pieces: list[Block], cut: str) -> Fit:
    row = one.row
    dated = row.closed_on or row.opened_on
    data = {
        "paper": size,
        "title": row.title,
        "kind": one.category,
        "body": one.body,
        "blocks": [block.plain() for block in pieces],
        "foot": f"{one.body} {row.section} {row.officer_name}　{dated:%Y年%-m月%-d日}公开　编号 {row.number}",
        "cut": cut,
        "qr": code(url),
    }
    return fit("poster", data, dated, [{"points": one} for one in POINTS[size]], sheets)


def ways(one: Shown, url: str) -> list[Way]:
    """How it could hang: on one sheet, or on two where one does not hold it; before anything is printed."""
    pieces = blocks(one.row.text)
    out: list[Way] = []
    for size, sheets in (("a3", 1), ("a1", 1), ("a3", 2), ("a1", 2)):
        if sheets > 1 and any(way.size == size and way.fits for way in out):
            continue
        found = _fit(one, size, url, sheets, pieces, "")
        out.append(Way(size, sheets, found.over, found.whole))
    return out


def poster(one: Shown, size: str, url: str, sheets: int = 1) -> bytes:
    """The sheet as PDF/A. What does not fit at the smallest size ends with a line that says where the rest is read."""
    pieces = blocks(one.row.text)
    make = partial(_fit, one, size, url, sheets)
    found = make(pieces, "")
    left = found.whole - found.over
    while found.pages > sheets:
        left = max(0, left)
        found = make(first(pieces, left), CUT)
        if not left:
            break
        left -= max(20, found.over)
    return found.pdf


def first(pieces: list[Block], most: int) -> list[Block]:
    """So many characters of a text from its beginning, to the end of a sentence or a row."""
    out: list[Block] = []
    for block in pieces:
        if block.size > most:
            return [*out, *_part(block, most)]
        out.append(block)
        most -= block.size
    return out


def _part(block: Block, most: int) -> list[Block]:
    """As much of one piece, if it is anything."""
    if block.kind == "t":
        sizes = accumulate(sum(map(len, row)) for row in block.rows)
        many = sum(size <= most for size in sizes)
        return [replace(block, rows=block.rows[:many])] if many > 1 else []
    told = sentences(block.text) if block.kind == "p" else []
    many = sum(size <= most for size in accumulate(map(len, told)))
    return [replace(block, text="".join(told[:many]))] if many else []
