"""A sketch map out of our own names of places: points, names, a grid, a scale. No picture of it comes from anywhere else."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from xml.sax.saxutils import escape, quoteattr

from yichuang.law.facts import Spot
from yichuang.law.hotline import metres
from yichuang.office.hotline.patterns import Cell
from yichuang.office.hotline.places import SIDE, Place

WIDE, LEAST, MOST = 440, 280, 420
INK, QUIET, LINE, BLUE = "#1b1f24", "#545d68", "#dfe3e8", "#1456a8"
FACE = "Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
TOWN = 4_000
"""Metres around the middle that make the town."""
_METRE = 1 / 111_320
_STEPS = (50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
_LETTER, _HIGH = 13, 17
_SEEN = 10
_MARK = (
    '<g data-mark hidden=""><circle r="15" fill="none" stroke="#c1272d" stroke-width="3"/>'
    '<path d="M-22 0H22M0 -22V22" stroke="#c1272d" stroke-width="2"/></g>'
)


@dataclass(frozen=True, slots=True)
class Square:
    """A square of heat: its middle, its side in millionths of a degree, how hot (0 to 1), what it says, where it leads."""

    spot: Spot
    side: int
    heat: float
    said: str
    href: str


def squares(cells: Sequence[Cell], link: Callable[[Cell], str]) -> list[Square]:
    """Cells with their tickets as squares, the hottest on top."""
    most = max((one.n for one in cells), default=1)
    return [
        Square(one.spot, SIDE, math.sqrt(one.n / most), f"{one.n}件", link(one))
        for one in sorted(cells, key=lambda one: one.n)
    ]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the map: its name, the picture, and what turns a click into degrees."""

    name: str
    svg: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """From degrees to the picture: north on top, as wide as it is true in the middle."""

    west: float
    north: float
    east: float
    south: float

    @property
    def x_of(self) -> float:
        return WIDE / (self.east - self.west)

    @property
    def squeeze(self) -> float:
        return max(0.2, math.cos(math.radians((self.north + self.south) / 2)))

    @property
    def y_of(self) -> float:
        return self.x_of / self.squeeze

    @property
    def high(self) -> float:
        return (self.north - self.south) * self.y_of

    def at(self, place: Place) -> tuple[float, float]:
        return (place.lon - self.west) * self.x_of, (self.north - place.lat) * self.y_of

    @property
    def metre(self) -> float:
        """Dots to a metre."""
        return _METRE * self.y_of


def _frame(places: Sequence[Place]) -> _Frame:
    """Around all of them with a margin, neither flat nor towering, and never so near that a step is a mile."""
    lats, lons = [x.lat for x in places], [x.lon for x in places]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squeeze = max(0.2, math.cos(math.radians(lat)))
    wide = max((max(lons) - min(lons)) * squeeze, 400 * _METRE) * 1.35
    high = max(max(lats) - min(lats), 200 * _METRE) * 1.35
    high = max(high, wide * LEAST / WIDE)
    wide = max(wide, high * WIDE / MOST)
    return _Frame(lon - wide / squeeze / 2, lat + high / 2, lon + wide / squeeze / 2, lat - high / 2)


def sheets(places: Sequence[Place], town: str, whole: str, squares: Sequence[Square] = ()) -> list[Sheet]:
    """The town near by, then everything; one sheet when that is the same. With squares of heat it is a picture, not a place to click."""
    if not places:
        return []
    middle = Spot(
        lat=round(median(x.lat for x in places) * 1e6), lon=round(median(x.lon for x in places) * 1e6)
    )
    near = [x for x in places if metres(x.spot, middle) <= TOWN]
    found = [Sheet(whole, _drawn(places, whole, squares))]
    return [Sheet(town, _drawn(near, town, squares)), *found] if 3 < len(near) < len(places) else found


def _drawn(places: Sequence[Place], name: str, squares: Sequence[Square]) -> str:
    frame = _frame(places)
    step = next((one for one in _STEPS if one * frame.metre >= WIDE / 7), _STEPS[-1])
    side = step * frame.metre
    numbers = f'data-west="{frame.west:.6f}" data-north="{frame.north:.6f}" data-x="{frame.x_of:.4f}" data-y="{frame.y_of:.4f}" data-metre="{frame.metre:.6f}"'
    lines = "".join(f"M{n * side:.1f} 0V{frame.high:.0f}" for n in range(1, int(WIDE / side) + 1))
    lines += "".join(f"M0 {n * side:.1f}H{WIDE}" for n in range(1, int(frame.high / side) + 1))
    said = "、".join(x.name for x in places)
    mark = "" if squares else _MARK
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {frame.high:.0f}" role="{"group" if squares else "img"}" {numbers}>'
        f"<title>{escape(name)}</title><desc>{escape(said)}</desc>"
        f'<rect width="{WIDE}" height="{frame.high:.0f}" fill="#f6f7f9"/><path d="{lines}" stroke="{LINE}" fill="none"/>'
        f"{_hot(squares, frame)}{_points(places, frame)}{_scale(step, side, frame)}{mark}</svg>"
    )


def _hot(squares: Sequence[Square], frame: _Frame) -> str:
    """The squares that lie on the sheet, never too small to be seen and clicked."""
    out = []
    for one in squares:
        x, y = (one.spot.lon / 1e6 - frame.west) * frame.x_of, (frame.north - one.spot.lat / 1e6) * frame.y_of
        wide, high = max(one.side / 1e6 * frame.x_of, _SEEN), max(one.side / 1e6 * frame.y_of, _SEEN)
        if not (0 < x < WIDE and 0 < y < frame.high):
            continue
        shape = f'<rect x="{x - wide / 2:.1f}" y="{y - high / 2:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="#b3261e" fill-opacity="{0.12 + 0.7 * one.heat:.2f}"><title>{escape(one.said)}</title></rect>'
        out.append(f"<a href={quoteattr(one.href)} aria-label={quoteattr(one.said)}>{shape}</a>")
    return "".join(out)


def _scale(step: int, side: float, frame: _Frame) -> str:
    said = f"{step // 1000}公里" if step >= 1000 else f"{step}米"
    low = frame.high - 14
    return (
        f'<path d="M14 {low - 6:.0f}v6h{side:.1f}v-6" stroke="{INK}" stroke-width="2" fill="none"/>{_text(14, low - 12, said)}'
        f'<path d="M{WIDE - 22} 40V14l-6 10M{WIDE - 22} 14l6 10" stroke="{INK}" stroke-width="2" fill="none"/>{_text(WIDE - 29, 56, "北")}'
    )


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{_LETTER}" fill="{INK}" font-family="{FACE}" stroke="#f6f7f9" stroke-width="3" paint-order="stroke">{escape(text)}</text>'


Box = tuple[float, float, float, float]


def _points(places: Sequence[Place], frame: _Frame) -> str:
    """A point for each; its name where there is room, on the side where it does not lie on another."""
    spots = [frame.at(one) for one in places]
    taken: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for x, y in spots]
    taken += [(0, frame.high - 46, 130, frame.high), (WIDE - 42, 0, WIDE, 62)]
    out = []
    for place, (x, y) in zip(places, spots, strict=True):
        name = min((place.name, *place.also), key=len)
        out.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{BLUE}" data-name={quoteattr(place.name)}><title>{escape(place.name)}</title></circle>'
        )
        if (box := _room(x, y, len(name) * _LETTER, taken, frame.high)) is not None:
            taken.append(box)
            out.append(_text(box[0], box[3] - 4, name))
    return "".join(out)


def _room(x: float, y: float, wide: float, taken: list[Box], high: float) -> Box | None:
    for left, top in ((x + 9, y - 9), (x - 9 - wide, y - 9), (x - wide / 2, y - 27), (x - wide / 2, y + 9)):
        box = (left, top, left + wide, top + _HIGH)
        if left < 2 or top < 2 or box[2] > WIDE - 2 or box[3] > high - 2:
            continue
        if all(box[2] <= a or box[0] >= c or box[3] <= b or box[1] >= d for a, b, c, d in taken):
            return box
    return None
