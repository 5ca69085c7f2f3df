"""Setting a text as large as its sheets allow, and saying how much of it they do not hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yichuang.law.cases import Refused
from yichuang.law.cite import OPENNESS
from yichuang.office.papers.press import told

READ = OPENNESS.art("23", "通过政府公报、政府网站以及报刊、广播、电视等途径予以公开")


Setting = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Fit:
    """A sheet as it came out: its bytes, how it is set, how much of the text is beyond the sheets allowed."""

    pdf: bytes
    setting: Setting
    whole: int
    over: int
    pages: int


def set_in(sheet: str, data: dict[str, Any], dated: date, setting: Setting, pages: int) -> Fit:
    """The sheet in one size."""
    pdf, marks = told(sheet, {**data, **setting}, dated)
    whole = sum(size for size, _ in marks)
    over = sum(size for size, page in marks if page > pages)
    return Fit(pdf, setting, whole, over, max((page for _, page in marks), default=1))


def fit(sheet: str, data: dict[str, Any], dated: date, sizes: Sequence[Setting], pages: int) -> Fit:
    """The largest size at which all of it stands on so many pages; else the smallest, and how much is over."""
    low, high = 0, len(sizes) - 1
    best = set_in(sheet, data, dated, sizes[high], pages)
    if best.pages > pages:
        return best
    while low < high:  # the larger the letters, the more is over
        middle = (low + high) // 2
        found = set_in(sheet, data, dated, sizes[middle], pages)
        if found.pages > pages:
            low = middle + 1
        else:
            high, best = middle, found
    return best


def refuse(found: Fit, called: str, remedy: str) -> None:
    """Nothing is ever cut in silence. Raises Refused that says how much is too long, and what to do."""
    if found.over:
        raise Refused(
            f"{called}排不下：一共{found.whole:,}个字，超出约{found.over:,}个字",
            READ,
            field="chosen",
            remedy=remedy,
        )
