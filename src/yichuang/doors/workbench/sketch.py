"""A picture of the hotline's figures: days as columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

BLUE, GREY, INK = "#1456a8", "#c9d3df", "#1f2a37"
WIDTH, HIGH = 860, 190


def _text(x: float, y: float, words: str, size: int = 13, colour: str = INK, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}"{more}>{escape(words)}</text>'


def columns(days: Sequence[tuple[date, int, int]]) -> str:
    """Each day as a column of what came in, with a line of what was closed."""
    most = max((max(came, gone) for _, came, gone in days), default=0) or 1
    left, low, top = 40, HIGH - 28, 24
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
    parts.append(
        f'<rect x="{WIDTH - 152}" y="2" width="9" height="11" fill="{GREY}"/><path d="M{WIDTH - 82} 8h14" stroke="{BLUE}" stroke-width="2"/>'
    )
    parts.append(_text(WIDTH - 138, 12, "受理", 13, "#5b6b7f") + _text(WIDTH - 64, 12, "办结", 13, BLUE))
    return "".join([*parts, "</svg>"])
