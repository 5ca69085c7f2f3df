"""Pictures of the watchroom as SVG: a map whose areas are cases, a line of days, bars of lights. Colour is never the only sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape

from yichuang.law.words import Light

FACE = "Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
COLOURS = {Light.RED: "#ff6b6b", Light.YELLOW: "#ffc94d", Light.GREEN: "#3ecf8e", Light.PAUSED: "#8fa3bf"}
SIGNS = {Light.RED: "■", Light.YELLOW: "▲", Light.GREEN: "●", Light.PAUSED: "‖"}
ORDER = (Light.RED, Light.YELLOW, Light.GREEN, Light.PAUSED)
MARKS = (("——", "none"), ("- -", "7 5"), ("····", "2 4"))
"""How lines differ besides their colours."""
INK, QUIET, TILE, EDGE = "#e8f0fb", "#9db2d0", "#142644", "#24406b"


class Box(NamedTuple):
    """A rectangle of the picture."""

    x: float
    y: float
    w: float
    h: float


def treemap(sizes: Sequence[float], box: Box) -> list[Box]:
    """Rectangles of these areas, the largest first, as near to squares as they get (squarified)."""
    total = sum(sizes)
    if not sizes or total <= 0:
        return []
    areas = [size * box.w * box.h / total for size in sizes]
    out: list[Box] = []
    while areas:
        row, rest = _row(areas, min(box.w, box.h))
        box = _laid(row, box, out)
        areas = rest
    return out


def _worst(row: Sequence[float], side: float) -> float:
    thick = sum(row) / side
    return max(max(thick * thick / area, area / (thick * thick)) for area in row)


def _row(areas: list[float], side: float) -> tuple[list[float], list[float]]:
    n = 1
    while n < len(areas) and _worst(areas[: n + 1], side) <= _worst(areas[:n], side):
        n += 1
    return areas[:n], areas[n:]


def _laid(row: Sequence[float], box: Box, out: list[Box]) -> Box:
    if box.w >= box.h:
        wide, y = sum(row) / box.h, box.y
        for area in row:
            out.append(Box(box.x, y, wide, area / wide))
            y += area / wide
        return Box(box.x + wide, box.y, box.w - wide, box.h)
    high, x = sum(row) / box.w, box.x
    for area in row:
        out.append(Box(x, box.y, area / high, high))
        x += area / high
    return Box(box.x, box.y + high, box.w, box.h - high)


def _text(x: float, y: float, text: str, size: int, fill: str = INK, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{fill}" font-family="{FACE}"{more}>{escape(text)}</text>'


def _fitted(text: str, width: float, size: int) -> str:
    room = int(width // size)
    return text if len(text) <= room else f"{text[: max(room - 1, 1)]}…" if room > 1 else ""


class Area(NamedTuple):
    """One area of the map: where it leads, its name, its lights."""

    link: str
    name: str
    lights: Mapping[Light, int]
    parts: tuple[Area, ...] = ()

    @property
    def total(self) -> int:
        """All open cases of it."""
        return sum(self.lights.values())


def area_map(areas: Sequence[Area], width: int = 900, height: int = 470) -> str:
    """The territory as tiles whose areas are open cases; each says its lights in figures and as a bar. Large tiles show their parts."""
    said = "；".join(f"{x.name}在办{x.total}件，红灯{x.lights.get(Light.RED, 0)}" for x in areas)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="group" aria-label="在办分布图：{escape(said)}" class="map">'
    return f"{head}{_tiles(areas, Box(0, 0, width, height))}</svg>"


def _tiles(areas: Sequence[Area], box: Box) -> str:
    shown = sorted((area for area in areas if area.total), key=lambda area: -area.total)
    boxes = treemap([max(area.total, shown[0].total / 40) for area in shown], box)
    return "".join(
        _within(area, Box(one.x + 2, one.y + 2, one.w - 4, one.h - 4))
        for area, one in zip(shown, boxes, strict=True)
    )


def _within(area: Area, box: Box) -> str:
    """A tile; one with parts and room for them is only named, and its parts fill it."""
    if len(area.parts) < 2 or box.w < 260 or box.h < 160:
        return _area(area, box)
    name = _fitted(f"{area.name} {area.total}", box.w - 16, 20)
    inner = Box(box.x + 4, box.y + 34, box.w - 8, box.h - 38)
    return (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.w:g}" height="{box.h:g}" rx="8" fill="none" stroke="{EDGE}" stroke-width="2"/>'
        f'<a href="{escape(area.link)}">{_text(box.x + 12, box.y + 26, name, 20)}</a>{_tiles(area.parts, inner)}'
    )


def _area(area: Area, box: Box) -> str:
    red, yellow = area.lights.get(Light.RED, 0), area.lights.get(Light.YELLOW, 0)
    edge = COLOURS[Light.RED] if red else COLOURS[Light.YELLOW] if yellow else EDGE
    parts = [
        f'<a href="{escape(area.link)}"><title>{escape(area.name)}：在办{area.total}，红灯{red}，黄灯{yellow}</title>'
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{max(box.w, 1):g}" height="{max(box.h, 1):g}" rx="6" fill="{TILE}" stroke="{edge}" stroke-width="2"/>'
    ]
    size = 20 if box.w > 150 and box.h > 90 else 15
    name = _fitted(area.name, box.w - 16, size)
    if box.h > size + 32 and name:
        parts.append(_text(box.x + 10, box.y + size + 8, name, size))
    if box.h > 90 and box.w > 90:
        parts.append(_text(box.x + 10, box.y + size + 54, str(area.total), 40, INK, ' font-weight="700"'))
        marks = " ".join(
            f"{SIGNS[light]}{area.lights[light]}" for light in ORDER[:2] if area.lights.get(light)
        )
        fill = COLOURS[Light.RED] if red else COLOURS[Light.YELLOW]
        room = box.w - 24 - 24 * len(str(area.total))
        parts.append(
            _text(
                box.x + 20 + 24 * len(str(area.total)),
                box.y + size + 52,
                marks,
                20 if room > 13 * len(marks) + 8 else 15,
                fill,
            )
        )
    parts.append(bar(area.lights, Box(box.x + 8, box.y + box.h - 16, box.w - 16, 8)))
    return "".join([*parts, "</a>"])


def bar(lights: Mapping[Light, int], box: Box) -> str:
    """The lights of some cases as one stacked bar."""
    total, x, parts = sum(lights.values()), box.x, []
    for light in ORDER:
        wide = box.w * lights.get(light, 0) / total if total else 0
        if wide > 0:
            parts.append(f'<rect x="{x:g}" y="{box.y:g}" width="{wide:g}" height="{box.h:g}" fill="{COLOURS[light]}"/>')  # fmt: skip
            x += wide
    return "".join(parts)


def light_bar(lights: Mapping[Light, int]) -> str:
    """The same as a picture of its own."""
    said = "，".join(f"{light.label}{lights[light]}" for light in ORDER if lights.get(light))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 12" preserveAspectRatio="none" role="img" class="light-bar"><title>{said}</title>{bar(lights, Box(0, 0, 200, 12))}</svg>'


def trend(
    lines: Sequence[tuple[str, str, Sequence[tuple[date, int]]]], width: int = 900, height: int = 170
) -> str:
    """Lines over days: name, colour, the days. The last value stands beside its line."""
    most = max((n for _, _, days in lines for _, n in days), default=0) or 1
    count = max((len(days) for _, _, days in lines), default=1)
    left, right, top, low = 44, width - 140, 14, height - 26

    def x(n: int) -> float:
        return left + (right - left) * n / max(count - 1, 1)

    def y(value: int) -> float:
        return low - (low - top) * value / most

    said = "；".join(f"{name}最近一天{days[-1][1]}" for name, _, days in lines if days)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" class="trend"><title>近三十天走势</title><desc>{said}</desc>',
             f'<path d="M{left} {low}H{right}M{left} {top}H{right}" stroke="{EDGE}"/>', _text(4, top + 5, str(most), 15, QUIET), _text(26, low + 5, "0", 15, QUIET)]  # fmt: skip
    for n, (name, colour, days) in enumerate(lines):
        path = "".join(f"{'L' if k else 'M'}{x(k):.1f} {y(value):.1f}" for k, (_, value) in enumerate(days))
        sign, dash = MARKS[n % len(MARKS)]
        parts.append(
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="3" stroke-dasharray="{dash}"/>'
        )
        parts.append(_text(right + 10, top + 24 + 34 * n, f"{sign} {name}", 17, colour))
    if lines and lines[0][2]:
        days = lines[0][2]
        for k in (0, len(days) // 2, len(days) - 1):
            parts.append(_text(x(k) - 26, height - 6, f"{days[k][0]:%-m月%-d日}", 15, QUIET))
    return "".join([*parts, "</svg>"])


def beside(rows: Sequence[tuple[str, int, int]], width: int = 860) -> str:
    """Two bars for each line, now and then: hatched is now, full is then. Made for a white page."""
    if not rows:
        return ""
    most, left, high = max(max(was, will) for _, was, will in rows) or 1, 150, 40
    scale = (width - left - 70) / most
    said = "；".join(f"{name}现行{was}张，草稿{will}张" for name, was, will in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {high * len(rows) + 8}" role="img" width="{width}"><title>{escape(said)}</title>'
    ]
    for n, (name, was, will) in enumerate(rows):
        y = n * high + 6
        parts.append(_text(left - 10, y + 21, name, 15, "#1f2a37", ' text-anchor="end"'))
        for value, top, colour, edge in ((was, y, "#fff", "#5b6b7f"), (will, y + 16, "#1f5fae", "#1f5fae")):
            wide = max(value * scale, 1)
            parts.append(
                f'<rect x="{left}" y="{top}" width="{wide:.1f}" height="13" fill="{colour}" stroke="{edge}"/>'
            )
            parts.append(_text(left + wide + 6, top + 12, str(value), 13, "#1f2a37"))
    return "".join([*parts, "</svg>"])
