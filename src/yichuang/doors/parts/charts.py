"""Pictures of an analysis as SVG: bars, columns over time, a grid of two dimensions. Each figure stands beside its mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

INK, QUIET, LINE, BLUE = "#1b1f24", "#545d68", "#dfe3e8", "#1456a8"
FACE = "Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
ROW, WIDE, HIGH = 30, 480, 220
LETTER, NAME = 13.5, 20
"""The width of a letter of a name, and how many of them a bar's name may have."""
CELL, SIDE, HEAD = 74, 220, 96
MOST = 30
"""More marks than this nobody reads; the table has them all."""


class Mark(NamedTuple):
    """One figure of the picture: its name, its value for the size, the value in words."""

    name: str
    value: float | None
    said: str


def _text(x: float, y: float, text: str, size: int = 13, fill: str = INK, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{fill}" font-family="{FACE}"{more}>{escape(text)}</text>'


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _svg(width: float, height: float, title: str, said: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(said)}</desc>{''.join(parts)}</svg>"
    )


def bars(marks: Sequence[Mark], title: str) -> str:
    """One bar a group, under each other, the figure at its end."""
    shown = marks[:MOST]
    most = max((one.value or 0 for one in shown), default=0) or 1
    side = max((min(len(one.name), NAME) for one in shown), default=0) * LETTER + 14
    parts = []
    for n, one in enumerate(shown):
        y, wide = n * ROW, (one.value or 0) * WIDE / most
        parts.append(_text(side - 8, y + 20, _short(one.name, NAME), 13, INK, ' text-anchor="end"'))
        parts.append(
            f'<rect x="{side:g}" y="{y + 6}" width="{max(wide, 1):.1f}" height="18" rx="2" fill="{BLUE}"/>'
        )
        parts.append(_text(side + wide + 6, y + 20, one.said, 13, INK, ' font-weight="700"'))
    said = "；".join(f"{one.name}{one.said}" for one in shown)
    return _svg(side + WIDE + 100, len(shown) * ROW + 6, title, said, parts)


def columns(marks: Sequence[Mark], title: str) -> str:
    """Columns side by side, for time; the latest when there are too many."""
    shown = marks[-MOST:]
    most = max((one.value or 0 for one in shown), default=0) or 1
    step = max(26.0, min(90.0, 860 / max(len(shown), 1)))
    every = max(1, round(64 / step))
    parts = [f'<path d="M0 {HIGH - 40}H{step * len(shown):g}" stroke="{LINE}"/>']
    for n, one in enumerate(shown):
        x, high = n * step, (one.value or 0) * (HIGH - 70) / most
        parts.append(
            f'<rect x="{x + step * 0.15:.1f}" y="{HIGH - 40 - high:.1f}" width="{step * 0.7:.1f}" height="{max(high, 1):.1f}" rx="2" fill="{BLUE}"><title>{escape(one.name)}：{escape(one.said)}</title></rect>'
        )
        if n % every == 0:
            middle = ' text-anchor="middle"'
            parts.append(_text(x + step / 2, HIGH - 46 - high, one.said, 12, INK, middle))
            parts.append(_text(x + step / 2, HIGH - 20, one.name.removesuffix("起的一周"), 11, QUIET, middle))
    said = "；".join(f"{one.name}{one.said}" for one in shown)
    return _svg(max(step * len(shown), 320), HIGH, title, said, parts)


def grid(
    downs: Sequence[str], acrosses: Sequence[str], cells: Mapping[tuple[int, int], Mark], title: str
) -> str:
    """Two dimensions crossed: the darker, the more; the figure stands in its cell."""
    most = max((one.value or 0 for one in cells.values()), default=0) or 1
    rows, wide = min(len(downs), MOST), min(len(acrosses), 12)
    parts = []
    for x in range(wide):
        turn = f' transform="rotate(-30 {SIDE + x * CELL + 12} {HEAD - 10})"'
        parts.append(_text(SIDE + x * CELL + 12, HEAD - 10, _short(acrosses[x], 9), 12, QUIET, turn))
    for y in range(rows):
        parts.append(
            _text(SIDE - 8, HEAD + y * ROW + 20, _short(downs[y], 16), 13, INK, ' text-anchor="end"')
        )
        for x in range(wide):
            one = cells.get((y, x))
            deep = (one.value or 0) / most if one else 0
            parts.append(
                f'<rect x="{SIDE + x * CELL}" y="{HEAD + y * ROW}" width="{CELL - 2}" height="{ROW - 2}" fill="{BLUE}" fill-opacity="{0.06 + 0.94 * deep:.2f}"/>'
            )
            if one:
                fill = "#ffffff" if deep > 0.5 else INK
                parts.append(_text(SIDE + x * CELL + CELL / 2 - 1, HEAD + y * ROW + 19, one.said, 13, fill, ' text-anchor="middle"'))  # fmt: skip
    said = "；".join(f"{downs[y]}、{acrosses[x]}{one.said}" for (y, x), one in cells.items())
    return _svg(SIDE + wide * CELL + 70, HEAD + rows * ROW + 6, title, said, parts)
