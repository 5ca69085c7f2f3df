"""A placed flow chart as SVG. Colour never says anything alone: a sign stands in the box, a condition below it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from yichuang.office.catalogue.chart_place import BOX_W, GUTTER, Box, Sheet

INK, BLUE, WASH, LINE, QUIET = "#1b1f24", "#1456a8", "#eef4fb", "#b8c2cc", "#545d68"
GREEN, GREEN_WASH, RED, RED_WASH, PAPER, WHITE = (
    "#1f7a4d",
    "#e8f6ee",
    "#c1272d",
    "#fdf0f0",
    "#f6f7f9",
    "#ffffff",
)
FACE = "Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
SIDE, TOP = 84, 8
SIGNS: Final = {"done": "✓", "now": "●", "waiting": "○", "skipped": "–", "failed": "×"}
_SIZE, _LEAD = 13, 18
_FITS = (BOX_W - 16) / _SIZE
"""How many wide characters stand in a line of a box."""
_CLOSING, _OPENING = "，。、；：？！”’）》", "“‘（《"


class Paint(NamedTuple):
    """Ground, edge and words of a box."""

    fill: str
    edge: str
    ink: str
    quiet: str


_PAINT: Final = {
    "": Paint(WHITE, BLUE, INK, QUIET),
    "done": Paint(GREEN_WASH, GREEN, INK, QUIET),
    "now": Paint(BLUE, BLUE, WHITE, WHITE),
    "waiting": Paint(WHITE, "#8a94a0", INK, QUIET),
    "skipped": Paint(PAPER, LINE, QUIET, QUIET),
    "failed": Paint(RED_WASH, RED, INK, QUIET),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The words of a box in lines, and how it is painted."""

    name: tuple[str, ...]
    notes: tuple[str, ...]
    below: tuple[str, ...]
    how: str
    late: bool
    matter: bool

    @property
    def height(self) -> float:
        """How high the box is."""
        return 14 + _LEAD * (len(self.name) + len(self.notes))

    @property
    def under(self) -> float:
        """How much room the words below it take."""
        return 6 + _LEAD * len(self.below) if self.below else 0


class Band(NamedTuple):
    """A stage over its columns: its words in lines, from which column to which."""

    lines: tuple[str, ...]
    first: int
    last: int


def _wide(text: str) -> float:
    return sum(1 if unicodedata.east_asian_width(one) in "WFA" else 0.62 for one in text)


def wrap(text: str, fits: float, most: int) -> tuple[str, ...]:
    """A text in at most so many lines, each about so many wide characters; what is left out ends in …

    No line begins with what closes or ends with what opens.
    """
    lines = [""]
    for one in " ".join(text.split()):
        room = fits + (2 if one in _CLOSING else -1 if one in _OPENING else 0)
        if lines[-1] and _wide(lines[-1] + one) > room:
            if len(lines) == most:
                lines[-1] = lines[-1][:-1] + "…"
                break
            lines.append("")
        lines[-1] += one
    return tuple(line.strip() for line in lines)


def _even(text: str, fits: float, most: int) -> tuple[str, ...]:
    """The same, its lines about equally long."""
    lines = wrap(text, fits, most)
    even = wrap(text, _wide(text) / len(lines) + 0.5, most)
    return even if len(even) == len(lines) else lines


def look(
    name: str,
    notes: Sequence[str],
    when: Sequence[str],
    *,
    how: str = "",
    late: bool = False,
    matter: bool = False,
) -> Look:
    """The look of a box from its words."""
    sign = f"{SIGNS[how]} " if how else ""
    fits = _FITS - (1 if matter else 0)
    below = [line for one in when for line in _even(f"如果：{one}", _FITS + 1, 5)]
    return Look(
        name=_even(sign + name, fits, 3),
        notes=tuple(line for note in notes for line in wrap(note, fits, 3)),
        below=tuple(below),
        how=how,
        late=late,
        matter=matter,
    )


def _text(
    x: float,
    y: float,
    text: str,
    fill: str = INK,
    *,
    size: int = _SIZE,
    weight: str = "400",
    anchor: str = "middle",
) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}" '
        f'font-family="{FACE}">{escape(text)}</text>'
    )


def picture(
    sheet: Sheet,
    looks: Mapping[str, Look],
    lanes: Sequence[str],
    bands: Sequence[Sequence[Band]],
    title: str,
    said: str,
) -> str:
    """The whole as SVG in its own size."""
    width, height = sheet.width, sheet.height + 8
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img">',
        f"<title>{escape(title)}</title><desc>{escape(said)}</desc>",
    ]
    parts += [_lane(n, name, *sheet.lanes[n], width) for n, name in enumerate(lanes)]
    first, last = sheet.lanes[0][0], sheet.height
    parts.append(f'<path d="M{SIDE} {first:g}V{last:g}" stroke="{LINE}"/>')
    parts += _bands(bands, sheet)
    parts += _lines(sheet)
    parts += [_box(sheet.boxes[key], one) for key, one in looks.items()]
    return "".join([*parts, "</svg>"])


def _lane(n: int, name: str, top: float, height: float, width: float) -> str:
    fill = WASH if n % 2 else WHITE
    lines = wrap(name, (SIDE - 10) / 14, 4)
    y = top + height / 2 + 5 - 9 * (len(lines) - 1)
    words = [_text(SIDE / 2, y + 18 * k, line, BLUE, size=14, weight="700") for k, line in enumerate(lines)]
    edge = f'<rect x="0" y="{top:g}" width="{width:g}" height="{height:g}" fill="{fill}" stroke="{LINE}"/>'
    return edge + "".join(words)


def band(name: str, note: str, first: int, last: int) -> Band:
    """The band of a stage."""
    fits = ((last - first) * (BOX_W + GUTTER) + BOX_W) / _SIZE
    return Band((*wrap(name, fits, 2), *wrap(note, fits, 2)), first, last)


def high(row: Sequence[Band]) -> float:
    """How much room a row of bands takes."""
    return 16 + _LEAD * max(len(one.lines) for one in row)


def _bands(rows: Sequence[Sequence[Band]], sheet: Sheet) -> Iterator[str]:
    """The stages over their columns."""
    y = float(TOP)
    for row in rows:
        for one in row:
            x = sheet.columns[one.first] - 8
            width = sheet.columns[one.last] + BOX_W + 8 - x
            yield f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{high(row) - 8:g}" fill="{WASH}" stroke="{BLUE}"/>'
            for n, line in enumerate(one.lines):
                ink, weight = (QUIET, "400") if n else (BLUE, "700")
                yield _text(x + 8, y + 17 + _LEAD * n, line, ink, weight=weight, anchor="start")
        y += high(row)


def _lines(sheet: Sheet) -> Iterator[str]:
    """The lines of each step as one path, so that what they share is painted once; then the arrowheads."""
    of: dict[str, str] = defaultdict(str)
    for (key, _), corners in sheet.ways.items():
        way = "".join(f"H{b[0]:g}" if a[1] == b[1] else f"V{b[1]:g}" for a, b in pairwise(corners))
        of[key] += f"M{corners[0][0]:g} {corners[0][1]:g}{way}"
    for way in of.values():
        yield f'<path d="{way}" fill="none" stroke="{BLUE}" stroke-width="1.5"/>'
    for x, y in dict.fromkeys(corners[-1] for corners in sheet.ways.values()):
        yield f'<path d="M{x - 9:g} {y - 4:g}L{x - 1:g} {y:g}l-8 4z" fill="{BLUE}"/>'


def _box(box: Box, one: Look) -> str:
    paint = _PAINT[one.how]
    edge = RED if one.late else paint.edge
    dash = ' stroke-dasharray="6 4"' if (one.below or one.how == "skipped") and not one.late else ""
    thick = 3 if one.late else 1.5
    parts = [
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="6" fill="{paint.fill}" '
        f'stroke="{edge}" stroke-width="{thick}"{dash}/>'
    ]
    if one.matter:
        sides = f"M{box.x + 6:g} {box.y:g}v{box.height:g}M{box.x + box.width - 6:g} {box.y:g}v{box.height:g}"
        parts.append(f'<path d="{sides}" stroke="{WHITE if one.how == "now" else edge}" fill="none"/>')
    middle, y = box.x + box.width / 2, box.y + 19
    for line in one.name:
        parts.append(_text(middle, y, line, paint.ink, weight="600"))
        y += _LEAD
    for line in one.notes:
        parts.append(_text(middle, y, line, paint.quiet))
        y += _LEAD
    y = box.y + box.height + _LEAD
    for n, line in enumerate(one.below):
        parts.append(_text(middle, y + _LEAD * n, line, QUIET))
    return "".join(parts)
