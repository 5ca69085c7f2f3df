"""A sketch of where tickets come from: squares of some two hundred metres, the darker the more, names for bearing. No tiles from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from yichuang.doors.watchroom.charts import FACE, INK, LINE, QUIET
from yichuang.law.facts import Spot
from yichuang.office.hotline.patterns import Cell
from yichuang.office.hotline.places import SIDE, Place

WIDE, HIGH, RIM, HOT = 860, 460, 34, "#b3261e"
NEAR = 14_000
"""The town around the hottest square: so far to each side, in millionths of a degree."""
SMALLEST, APART, LETTER = 9.0, 15.0, 12.5


@dataclass(frozen=True, slots=True)
class Frame:
    """A piece of the earth on the sheet; north is up, a metre is as long both ways."""

    south: int
    west: int
    north: int
    east: int

    @property
    def _lean(self) -> float:
        """How much shorter a degree of longitude is here."""
        return math.cos(math.radians((self.south + self.north) / 2e6))

    @property
    def scale(self) -> float:
        """Pixels to a millionth of a degree of latitude."""
        high, wide = max(self.north - self.south, 1), max((self.east - self.west) * self._lean, 1)
        return min((HIGH - 2 * RIM) / high, (WIDE - 2 * RIM) / wide)

    def at(self, spot: Spot) -> tuple[float, float]:
        """Where a place is on the sheet, the frame in its middle."""
        x = WIDE / 2 + (spot.lon - (self.west + self.east) / 2) * self._lean * self.scale
        return x, HIGH / 2 - (spot.lat - (self.south + self.north) / 2) * self.scale

    def holds(self, spot: Spot) -> bool:
        """Whether a place lies in it."""
        return self.south <= spot.lat <= self.north and self.west <= spot.lon <= self.east


def whole(cells: Sequence[Cell], known: Sequence[Place]) -> Frame:
    """All of it: every square and every name."""
    spots = [one.spot for one in cells] + [one.spot for one in known]
    lats, lons = [one.lat for one in spots], [one.lon for one in spots]
    return Frame(min(lats) - SIDE, min(lons) - SIDE, max(lats) + SIDE, max(lons) + SIDE)


def town(cells: Sequence[Cell]) -> Frame:
    """Around the hottest square."""
    hot = max(cells, key=lambda one: (one.n, -one.cell)).spot
    return Frame(hot.lat - NEAR, hot.lon - 2 * NEAR, hot.lat + NEAR, hot.lon + 2 * NEAR)


def _named(frame: Frame, known: Sequence[Place]) -> list[str]:
    """The names, those left out that would lie on another."""
    parts, taken = [], list[tuple[float, float, float]]()
    for place in known:
        if not frame.holds(place.spot):
            continue
        x, y = frame.at(place.spot)
        wide = len(place.name) * LETTER
        left = x + 7 if x + 7 + wide < WIDE else x - 7 - wide
        parts.append(f'<path d="M{x - 4:.1f} {y:.1f}h8M{x:.1f} {y - 4:.1f}v8" stroke="{INK}"/>')
        if any(abs(y - b) < APART and left < a + w and a < left + wide for a, b, w in taken):
            continue
        taken.append((left, y, wide))
        parts.append(f'<text x="{left:.1f}" y="{y - 4:.1f}" font-size="12" fill="{INK}" font-family="{FACE}" stroke="#ffffff" stroke-width="3" paint-order="stroke">{escape(place.name)}</text>')  # fmt: skip
    return parts


def draw(cells: Sequence[Cell], known: Sequence[Place], frame: Frame, title: str, link: Callable[[Cell], str] | None = None) -> str:  # fmt: skip
    """The squares of a frame, each with its number where there is room; on a page each leads to its tickets."""
    shown = [one for one in cells if frame.holds(one.spot)]
    most = max((one.n for one in shown), default=0) or 1
    side = max(SIDE * frame.scale, SMALLEST)
    parts = [f'<rect x="0.5" y="0.5" width="{WIDE - 1}" height="{HIGH - 1}" fill="#f7f9fb" stroke="{LINE}"/>']
    for one in sorted(shown, key=lambda one: one.n):
        x, y = frame.at(one.spot)
        square = f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" height="{side:.1f}" fill="{HOT}" fill-opacity="{0.15 + 0.75 * math.sqrt(one.n / most):.2f}"><title>{one.n}件</title></rect>'
        if side > 22:
            square += f'<text x="{x:.1f}" y="{y + 5:.1f}" font-size="13" font-weight="700" text-anchor="middle" fill="{"#ffffff" if one.n > most / 3 else INK}" font-family="{FACE}">{one.n}</text>'
        parts.append(
            f'<a href={quoteattr(link(one))} aria-label="{one.n}件">{square}</a>' if link else square
        )
    parts += _named(frame, known)
    kilometre = 1e6 / 111.32 * frame.scale
    unit = next(n for n in (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100) if n * kilometre > 60 or n == 100)
    foot = f'M{WIDE - 20 - unit * kilometre:.1f} {HIGH - 16}h{unit * kilometre:.1f}'
    parts += [f'<path d="{foot}" stroke="{INK}" stroke-width="2"/>',
              f'<text x="{WIDE - 20}" y="{HIGH - 22}" font-size="12" text-anchor="end" fill="{QUIET}" font-family="{FACE}">{unit:g}公里</text>',
              f'<text x="12" y="{HIGH - 12}" font-size="12" fill="{QUIET}" font-family="{FACE}">示意图，不是测绘成果；一格约200米</text>']  # fmt: skip
    said = f"{len(shown)}格，最多的一格{most if shown else 0}件"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}" role="{"group" if link else "img"}" aria-label={quoteattr(title)}>'
        f"<title>{escape(title)}</title><desc>{escape(said)}</desc>{''.join(parts)}</svg>"
    )
