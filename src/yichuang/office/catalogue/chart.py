"""The flow chart of a matter, drawn from its definition: one lane per role, steps with their limits. Never an uploaded picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

BOX_W, BOX_H, GAP, LANE, SIDE, TOP = 124, 58, 36, 92, 92, 12
INK, BLUE, WASH, LINE, QUIET = "#1b1f24", "#1456a8", "#eef4fb", "#b8c2cc", "#545d68"
FACE = "Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
LANES = {
    "applicant": "申请人",
    "clerk": "窗口",
    "matter": "部门",
    "meeting": "会议",
    "reviewer": "审查",
    "decider": "决定",
}
_CHARS = 8


@dataclass(frozen=True, slots=True)
class Box:
    """One thing somebody does: whose lane, which column, what it is called, what is added below."""

    lane: str
    column: int
    name: str
    note: str


def boxes(content: Mapping[str, Any]) -> list[Box]:
    """What happens from the application to the result, in order."""
    asked = sum(material["need"] == "required" for material in content["materials"])
    out = [Box("applicant", 0, "提出申请", f"必交材料 {asked} 份")]
    for n, step in enumerate(content["steps"], 1):
        days = f"{step['days']} 个工作日" if step["days"] else "当场" if step["role"] == "clerk" else "当日"
        out.append(Box(step["role"], n, step["name"], days + ("，两人到场" if step["site_check"] else "")))
    service = content["service"]
    unit = "个工作日" if service["unit"] == "workday" else "日"
    last = Box("applicant", len(out), f"领取{content['result']['name']}", f"{service['amount']} {unit}内送达")
    return [*out, last]


def _lines(text: str) -> list[str]:
    """A name in at most two lines."""
    if len(text) <= _CHARS:
        return [text]
    half = min(_CHARS, -(-len(text) // 2))
    rest = text[half:]
    return [text[:half], rest if len(rest) <= _CHARS else rest[: _CHARS - 1] + "…"]


def _text(x: float, y: float, text: str, size: int = 13, fill: str = INK, weight: str = "400") -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="middle" '
        f'font-family="{FACE}">{escape(text)}</text>'
    )


def spoken(content: Mapping[str, Any]) -> str:
    """The chart in words, for whoever does not see it."""
    return "；".join(f"{LANES[box.lane]}：{box.name}（{box.note}）" for box in boxes(content))


def swimlanes(content: Mapping[str, Any]) -> str:
    """The chart as SVG that scales to its place."""
    drawn = boxes(content)
    lanes = [lane for lane in LANES if any(box.lane == lane for box in drawn)]
    width = SIDE + len(drawn) * (BOX_W + GAP) + GAP
    height = TOP * 2 + LANE * len(lanes)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
        f"<title>{escape(content['name'])}办理流程</title><desc>{escape(spoken(content))}</desc>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0 8 4 0 8z" fill="{BLUE}"/></marker></defs>',
    ]
    for n, lane in enumerate(lanes):
        y = TOP + n * LANE
        fill = WASH if n % 2 else "#ffffff"
        parts.append(f'<rect x="0" y="{y}" width="{width}" height="{LANE}" fill="{fill}" stroke="{LINE}"/>')
        parts.append(_text(SIDE / 2, y + LANE / 2 + 5, LANES[lane], 15, BLUE, "700"))
    parts.append(f'<path d="M{SIDE} {TOP}V{height - TOP}" stroke="{LINE}"/>')
    places = {box: _place(box, lanes) for box in drawn}
    parts += [_arrow(places[a], places[b]) for a, b in pairwise(drawn)]
    parts += [_box(box, *places[box]) for box in drawn]
    return "".join([*parts, "</svg>"])


def _place(box: Box, lanes: list[str]) -> tuple[float, float]:
    """The upper left corner of a box."""
    return SIDE + GAP + box.column * (BOX_W + GAP), TOP + lanes.index(box.lane) * LANE + (LANE - BOX_H) / 2


def _box(box: Box, x: float, y: float) -> str:
    edge = f'<rect x="{x:g}" y="{y:g}" width="{BOX_W}" height="{BOX_H}" rx="6" fill="#ffffff" stroke="{BLUE}" stroke-width="1.5"/>'
    lines, middle = _lines(box.name), x + BOX_W / 2
    start = y + (20 if len(lines) == 1 else 16)
    words = [_text(middle, start + n * 15, line, 13, INK, "600") for n, line in enumerate(lines)]
    return edge + "".join(words) + _text(middle, y + BOX_H - 8, box.note, 11, QUIET)


def _arrow(a: tuple[float, float], b: tuple[float, float]) -> str:
    """From the right side of one box to the left side of the next, with one bend between the columns."""
    x1, y1 = a[0] + BOX_W, a[1] + BOX_H / 2
    x2, y2 = b[0], b[1] + BOX_H / 2
    bend = (x1 + x2) / 2
    way = f"M{x1:g} {y1:g}H{x2 - 1:g}" if y1 == y2 else f"M{x1:g} {y1:g}H{bend:g}V{y2:g}H{x2 - 1:g}"
    return f'<path d="{way}" fill="none" stroke="{BLUE}" stroke-width="1.5" marker-end="url(#tip)"/>'
