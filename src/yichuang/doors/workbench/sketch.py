"""Pictures of the hotline's figures: days as columns, a sketch map of where things happen. No tiles from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from yichuang.office.hotline.figuring import Spot
from yichuang.office.hotline.places import Place

BLUE, GREY, INK, RED = "#1456a8", "#c9d3df", "#1f2a37", "#c1272d"
WIDTH, HIGH = 860, 190


def _text(x: float, y: float, words: str, size: int = 13, colour: str = INK, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}"{more}>{escape(words)}</text>'


def columns(days: Sequence[tuple[date, int, int]]) -> str:
    """Each day as a column of what came in, with a line of what was closed."""
    most = max((max(came, gone) for _, came, gone in days), default=0) or 1
    left, low, top = 40, HIGH - 28, 14
    step = (WIDTH - left - 10) / max(len(days), 1)
    total, closed = sum(came for _, came, _ in days), sum(gone for _, _, gone in days)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HIGH}" role="img" width="{WIDTH}" height="{HIGH}">',
             f"<title>{escape(f'每天受理和办结：受理{total}件，办结{closed}件，一天最多{most}件')}</title>",
             f'<path d="M{left} {low}H{WIDTH - 10}" stroke="{GREY}"/>', _text(4, top + 6, str(most)), _text(24, low, "0")]  # fmt: skip
    line = []
    for n, (_, came, gone) in enumerate(days):
        x, high = left + n * step, (low - top) * came / most
        parts.append(
            f'<rect x="{x:.1f}" y="{low - high:.1f}" width="{max(step * 0.8, 0.6):.1f}" height="{high:.1f}" fill="{GREY}"/>'
        )
        line.append(f"{'L' if n else 'M'}{x + step * 0.4:.1f} {low - (low - top) * gone / most:.1f}")
    parts.append(f'<path d="{"".join(line)}" fill="none" stroke="{BLUE}" stroke-width="2"/>')
    for k in sorted({0, len(days) // 2, len(days) - 1} if days else ()):
        anchor = ' text-anchor="end"' if k and k == len(days) - 1 else ""
        parts.append(_text(left + k * step, HIGH - 8, f"{days[k][0]:%-m月%-d日}", 13, INK, anchor))
    parts.append(_text(WIDTH - 250, 12, "▮ 受理", 13, "#5b6b7f") + _text(WIDTH - 180, 12, "━ 办结", 13, BLUE))
    return "".join([*parts, "</svg>"])


def place_map(spots: Sequence[Spot], known: Sequence[Place]) -> str:
    """Where tickets come from: a circle for each cell, its area their number; the names we know for bearing."""
    if not spots:
        return ""
    lats, lons = [x.lat for x in spots], [x.lon for x in spots]
    near = [one for one in known if min(lats) - 0.02 <= one.lat <= max(lats) + 0.02 and min(lons) - 0.02 <= one.lon <= max(lons) + 0.02]  # fmt: skip
    lats, lons = lats + [x.lat for x in near], lons + [x.lon for x in near]
    tall, room = 420, 60
    span = max(max(lats) - min(lats), (max(lons) - min(lons)) * 0.85, 0.004)

    def at(lat: float, lon: float) -> tuple[float, float]:
        x = room + (lon - min(lons)) * 0.85 / span * (tall - 2 * room) * 1.6
        return min(x, WIDTH - room), tall - room - (lat - min(lats)) / span * (tall - 2 * room)

    most = max(x.n for x in spots)
    said = "；".join(f"{x.place or '未说明地点'}附近{x.n}件" for x in spots[:5])
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {tall}" role="img" width="{WIDTH}" height="{tall}"><title>{escape(f"诉求集中的地方：{said}")}</title>',
             f'<rect x="1" y="1" width="{WIDTH - 2}" height="{tall - 2}" fill="#f7f9fb" stroke="{GREY}"/>']  # fmt: skip
    for spot in spots:
        x, y = at(spot.lat, spot.lon)
        radius = 5 + 23 * (spot.n / most) ** 0.5
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{RED}" fill-opacity="0.35" stroke="{RED}"/>'
        )
        if radius > 12:
            parts.append(_text(x, y + 5, str(spot.n), 13, INK, ' text-anchor="middle" font-weight="700"'))
    for place in near:
        x, y = at(place.lat, place.lon)
        parts.append(
            f'<path d="M{x - 3:.1f} {y:.1f}h6M{x:.1f} {y - 3:.1f}v6" stroke="{INK}"/>' + _text(x + 6, y - 4, place.name, 11, "#4a5666")
        )  # fmt: skip
    return "".join([*parts, _text(12, tall - 12, "示意图，不是测绘成果", 11, "#5b6b7f"), "</svg>"])
