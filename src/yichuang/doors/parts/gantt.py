"""A plan as a picture: one bar per step over the days, what it may slip, today's line. Days to come are outlined, not filled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from xml.sax.saxutils import escape

from yichuang.law.flow import Plan, Progress, Row

SIDE, ROW, TOP, WIDE = 250, 34, 46, 720
INK, QUIET, LINE = "#1b1f24", "#545d68", "#dfe3e8"
DONE, OPEN, DEEP, LATE = "#2f7d55", "#1456a8", "#0d3b78", "#b3261e"
FACE = "Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
SIGNS = {Progress.DONE: "✓", Progress.OPEN: "●", Progress.WAITING: "○", Progress.SKIPPED: "–"}
_NAME = 14


def _text(x: float, y: float, text: str, size: int = 13, fill: str = INK, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{fill}" font-family="{FACE}"{more}>{escape(text)}</text>'


class _Scale:
    """From days to the width of the picture."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.days = first, max((last - first).days + 1, 7)

    def x(self, day: date) -> float:
        return SIDE + (day - self.first).days * WIDE / self.days

    def ticks(self) -> list[date]:
        """The Mondays, or every second, fourth… one so that the words have room."""
        weeks = max(1, -(-self.days // 84))
        monday = self.first + timedelta(days=-self.first.weekday() % 7)
        return [
            monday + timedelta(days=7 * weeks * n)
            for n in range(self.days // (7 * weeks) + 1)
            if monday + timedelta(days=7 * weeks * n) <= self.first + timedelta(days=self.days)
        ]


def gantt(plan: Plan, today: date, bodies: Mapping[str, str]) -> str:
    """The plan as SVG; `bodies` names whose work each step is."""
    rows = [row for row in plan.rows if row.state is not Progress.SKIPPED]
    last = max([plan.end, today, *(row.late_finish for row in rows)])
    scale = _Scale(plan.begin, last + timedelta(days=2))
    height = TOP + ROW * len(rows) + 10
    width = SIDE + WIDE + 10
    said = "；".join(_said(row) for row in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
        f"<title>进度计划图</title><desc>{escape(said)}</desc>",
    ]
    for day in scale.ticks():
        x = scale.x(day)
        parts.append(f'<path d="M{x:g} {TOP - 10}V{height}" stroke="{LINE}"/>')
        parts.append(_text(x + 3, TOP - 16, f"{day.month}月{day.day}日", 12, QUIET))
    parts += [_bar(n, row, scale, bodies.get(row.step.key, "")) for n, row in enumerate(rows)]
    if plan.begin <= today <= last:
        x = scale.x(today)
        parts.append(
            f'<path d="M{x:g} 14V{height}" stroke="{LATE}" stroke-width="1.5" stroke-dasharray="4 3"/>'
        )
        parts.append(_text(x + 3, 14, "今天", 12, LATE, ' font-weight="700"'))
    return "".join([*parts, "</svg>"])


def _said(row: Row) -> str:
    critical = "，关键" if row.critical else f"，可缓{row.float_days}个工作日"
    return f"{row.step.name}：{row.state.label}，{row.early_start:%-m月%-d日}到{row.early_finish:%-m月%-d日}{critical}"


def _bar(n: int, row: Row, scale: _Scale, body: str) -> str:
    y = TOP + n * ROW
    x1, x2 = scale.x(row.early_start), max(scale.x(row.early_finish), scale.x(row.early_start) + 6)
    colour = LATE if row.late else DONE if row.state is Progress.DONE else DEEP if row.critical else OPEN
    fill = colour if row.state is not Progress.WAITING else "#ffffff"
    name = row.step.name if len(row.step.name) <= _NAME else row.step.name[: _NAME - 1] + "…"
    weight = ' font-weight="700"' if row.critical and row.state is not Progress.DONE else ""
    parts = [
        _text(4, y + 16, f"{SIGNS[row.state]} {name}", 13, INK, weight),
        _text(20, y + 29, body, 11, QUIET),
        f'<rect x="{x1:g}" y="{y + 6}" width="{x2 - x1:g}" height="16" rx="3" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>',
    ]
    slip = scale.x(row.late_finish)
    if slip > x2 + 1 and row.state is not Progress.DONE:
        parts.append(
            f'<path d="M{x2:g} {y + 14}H{slip:g}M{slip:g} {y + 9}v10" stroke="{colour}" stroke-dasharray="2 3" fill="none"/>'
        )
    return "".join(parts)
