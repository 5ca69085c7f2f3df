"""A whole page of a newspaper 报纸整版 of one or several publications: as large as they allow, never cut, its columns even."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from yichuang.law.cases import require
from yichuang.office.openness.blocks import blocks
from yichuang.office.openness.fitting import READ, Fit, fit, refuse, set_in
from yichuang.office.openness.reads import Shown
from yichuang.office.papers.press import code

PAGES = {"broadsheet": ("对开", 390, 543), "tabloid": ("四开", 270, 390)}
"""By format: its name, width and height in millimetres."""
SIZES = {
    "broadsheet": (
        (26, 3),
        (22, 3),
        (19, 4),
        (16, 4),
        (14, 5),
        (12.5, 5),
        (11.5, 5),
        (10.5, 6),
        (9.5, 6),
        (9, 6),
    ),
    "tabloid": ((20, 2), (17, 3), (15, 3), (13, 3), (12, 4), (11, 4), (10.5, 4), (9.5, 4), (9, 5)),
}
"""By format the sizes to try, in points, and how many columns go with each; below 9 points nobody reads it."""
MOST_PAGES = 4
_SHORT = 220
"""So few characters stand in a box."""
_BOX, _TALLEST = 40, 0.6
_STEPS = 6


@dataclass(frozen=True, slots=True)
class Paper:
    """What the officer says of the paper: its name, the format, from which page on, how many pages at most."""

    name: str
    format: str = "broadsheet"
    first: int = 1
    pages: int = 1


def story(one: Shown, base: str) -> dict[str, Any]:
    """A publication as a sheet of many has it."""
    row = one.row
    dated = row.closed_on or row.opened_on
    return {
        "title": row.title, "body": one.body, "kind": one.category, "on": f"{dated:%Y年%-m月%-d日}", "number": row.number,
        "who": f"{one.body} {row.section} {row.officer_name}", "qr": code(f"{base}/openness/{row.number}/"), "deck": "",
        "blocks": [block.plain() for block in blocks(row.text)], "short": len(row.text) <= _SHORT,
    }  # fmt: skip


def _data(chosen: Sequence[Shown], paper: Paper, on: date, base: str, publisher: str) -> dict[str, Any]:
    _, width, height = PAGES[paper.format]
    stories = [story(one, base) for one in chosen]
    stories[0]["deck"] = chosen[0].subject
    lines = [
        "内容不对的，在原文页面“提出异议或者举报”，有答复、有理由。",
        "没有公开、自己又用得着的，可以依法申请公开。",
        "网站上有全部公开信息、以前的版本和改了什么；也可以订阅。",
    ]
    return {
        "paper": paper.name.strip(), "width": width, "height": height, "narrow": True, "first": paper.first,
        "issued": f"{on:%Y年%-m月%-d日}", "publisher": publisher, "stories": stories, "bottom": 0,
        "foot": f"{publisher}　以网站公布的为准",
        "box": {"title": "看公开、提意见", "lines": [*lines, f"{base}/openness/"], "qr": code(f"{base}/openness/")},
    }  # fmt: skip


def _even(data: Mapping[str, Any], on: date, found: Fit, paper: Paper) -> Fit:
    """Columns of one length: the box at the foot as tall as the text allows."""
    low, high = 0.0, data["height"] * _TALLEST
    for _ in range(_STEPS):
        middle = (low + high) / 2
        tried = set_in("newspaper", {**data, "bottom": middle}, on, found.setting, paper.pages)
        fits = middle >= _BOX and not tried.over
        if fits:
            found = tried
        low, high = (middle, high) if fits or middle < _BOX else (low, middle)
    return found


def newspaper(chosen: Sequence[Shown], paper: Paper, on: date, base: str, publisher: str) -> Fit:
    """The page as PDF/A. Raises Refused when nothing was chosen, the paper has no name, or the text is too long."""
    require(chosen, "没有选要登的公开信息", READ, field="chosen", remedy="请至少选一条。")
    require(paper.name.strip(), "没有写报纸的名称", READ, field="name", remedy="例如：马尔康政务公开。")
    data = _data(chosen, paper, on, base, publisher)
    found = fit(
        "newspaper", data, on, [{"points": x, "columns": n} for x, n in SIZES[paper.format]], paper.pages
    )
    more = "多排几版" if paper.pages < MOST_PAGES else "分两次登"
    refuse(found, f"{PAGES[paper.format][0]}{paper.pages}个版", f"请{more}，或者少选几条。")
    return _even(data, on, found, paper) if paper.pages == 1 else replace(found)
