"""A publication for the board: one sheet, A3 or A1, large enough to be read from three metres, set smaller until it fits."""

from __future__ import annotations

from yichuang.office.openness.reads import Shown
from yichuang.office.papers.press import code, lay_out

SIZES = ("a3", "a1")
_MOST = 48
"""More paragraphs never fit a sheet at the smallest size."""


def poster(one: Shown, size: str, url: str) -> bytes:
    """The sheet as PDF/A. What does not fit at the smallest size ends with a line that says where the rest is read."""
    row = one.row
    dated = row.closed_on or row.opened_on
    lines = [line for line in row.text.splitlines() if line.strip()]
    data = {
        "size": size,
        "title": row.title,
        "kind": one.category,
        "body": one.body,
        "lines": lines[:_MOST],
        "more": len(lines) > _MOST,
        "foot": f"{one.body} {row.section} {row.officer_name}　{dated:%Y年%-m月%-d日}公开　编号 {row.number}",
        "cut": "内容较多，完整内容请扫码或者到网站查看。",
        "qr": code(url),
    }
    return lay_out("poster", data, dated)
