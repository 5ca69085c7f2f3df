"""Publications to take along: a booklet 小册子 with contents, also imposed for folding, and the one page 明白纸."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pypdfium2
from pypdfium2 import raw

from yichuang.law.cases import require
from yichuang.office.openness.blocks import Block, blocks
from yichuang.office.openness.fitting import READ, fit, refuse
from yichuang.office.openness.newspapers import story
from yichuang.office.openness.reads import Shown
from yichuang.office.papers.press import code, lay_out

SEVEN = ("项目", "办理依据", "办理程序", "办理条件", "收费标准", "责任单位", "监督电话")
"""The seven items of publicity 七公开."""
MOST = 200
_ENOUGH = 4
"""So many of the seven make a sheet of them."""
_ITEM = re.compile(
    r"^(?:[（(]?[一二三四五六七1-7][）)、.．]\s*)?(?P<name>[^：:]{4}|项目)\s*[：:]\s*(?P<says>.+)$"
)
_FOUR = 4
_A4 = (841.89, 595.28)
_POINTS = 10.5
_SIZES = (15, 14, 13, 12, 11, 10.5)


def booklet(chosen: Sequence[Shown], title: str, on: date, base: str, publisher: str) -> bytes:
    """The booklet as PDF/A: cover, contents, a chapter each. Raises Refused when nothing, or too much, was chosen."""
    require(chosen, "没有选要编的公开信息", READ, field="chosen", remedy="请至少选一条。")
    require(
        len(chosen) <= MOST, f"一册最多{MOST}条，选了{len(chosen)}条", READ, field="chosen", remedy="请分册。"
    )
    require(title.strip(), "没有写书名", READ, field="name", remedy="例如：2026年上半年公开信息汇编。")
    data = {
        "title": title.strip(), "subtitle": f"共 {len(chosen)} 条公开信息", "publisher": publisher, "points": _POINTS,
        "issued": f"{on:%Y年%-m月%-d日}编印，以网站公布的为准", "qr": code(f"{base}/openness/"),
        "stories": [story(one, base) for one in chosen],
    }  # fmt: skip
    return lay_out("booklet", data, on)


def imposed(pdf: bytes) -> bytes:
    """The same for printing both sides and folding: two pages a sheet, in the order a saddle stitch needs."""
    given = pypdfium2.PdfDocument(pdf)
    many = len(given)
    whole = -(-many // _FOUR) * _FOUR
    order = [
        page for n in range(whole // 2) for page in ((whole - 1 - n, n) if n % 2 == 0 else (n, whole - 1 - n))
    ]
    folded = pypdfium2.PdfDocument.new()
    for page in order:
        if page < many:
            folded.import_pages(given, [page])
        else:
            folded.new_page(_A4[0] / 2, _A4[1])
    two_up = pypdfium2.PdfDocument(raw.FPDF_ImportNPagesToOne(folded.raw, *_A4, 2, 1))
    out = io.BytesIO()
    two_up.save(out)
    return out.getvalue()


def _item(one: Block) -> tuple[str, str]:
    """Which of the seven a piece is, and what it says of it."""
    told = _ITEM.match(one.text)
    return (told["name"], told["says"]) if told and told["name"] in SEVEN else ("", "")


def seven(pieces: Sequence[Block]) -> tuple[list[tuple[str, str]], list[Block]]:
    """The seven items as far as the text has them, in their order, and the rest; too few are no sheet of seven."""
    found = {name: says for one in pieces for name, says in [_item(one)] if name}
    if len(found) < _ENOUGH:
        return [], list(pieces)
    return [(name, found[name]) for name in SEVEN if name in found], [
        one for one in pieces if not _ITEM.match(one.text)
    ]


def handout(one: Shown, base: str) -> bytes:
    """The one page as PDF/A. Raises Refused when it is too long for a page."""
    row = one.row
    dated = row.closed_on or row.opened_on
    items, rest = seven(blocks(row.text))
    data: dict[str, Any] = {
        **story(one, base), "seven": items, "blocks": [block.plain() for block in rest],
        "foot": f"{one.body} {row.section} {row.officer_name}　编号 {row.number}　以网站公布的为准",
    }  # fmt: skip
    found = fit("handout", data, dated, [{"points": size} for size in _SIZES], 1)
    refuse(found, "一页明白纸", "请改用小册子，或者发布一份摘要。")
    return found.pdf
