"""The knowledge base as a workbook a body can fill: one row an answer, read with an error per cell, whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

import xlsxwriter

from yichuang.law.knowledge import FIELDS
from yichuang.office.catalogue import unpacking
from yichuang.office.catalogue.columns import GUIDE, Column, Sheet
from yichuang.office.catalogue.sheets import Imported, Table, read_table
from yichuang.office.directory.models import Body
from yichuang.office.knowledge import reads

MAIN = "知识库"
_LINES = ("wordings", "matters")
_DAYS = ("effective", "review_by", "expires")
_LONG = ("answer", "wordings", "question", "source")
_HOW = (
    ("一条答复占一行", "编号留空的，导入时由系统编号；写了已有的编号，就是改这一条的下一版。"),
    ("负责机关", "写机关的全称、简称或者代码。"),
    ("别的问法、有关事项", "一格几项的，一行一个（Alt+Enter 换行）。有关事项写业务码。"),
    ("来源和条款", "法律、法规、规章写到条，如《城市供水条例》、第二十六条；没有文件的填网址。"),
    ("日期", "写成 2026-12-01。复审日期在启用后一年之内；失效日期长期有效的留空。"),
    ("导入以后", "每一条都是草稿，由另一人审核才发布。"),
)


def sheet() -> Sheet:
    """The one sheet and its columns."""
    control = dict.fromkeys(_LINES, "lines") | dict.fromkeys(_DAYS, "date")
    columns = (
        Column(reads.LABELS[name], name, control.get(name, "text"), (), "", name == "question", False)
        for name in FIELDS
    )
    return Sheet(MAIN, "", tuple(columns))


def workbook(contents: Iterable[Mapping[str, Any]]) -> bytes:
    """These answers as a workbook; without any, the template to fill in."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = book.add_format({"bold": True, "bg_color": "#EEF4FB", "text_wrap": True, "border": 1})
    cell = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    guide = book.add_worksheet(GUIDE)
    guide.set_column(0, 0, 24, cell)
    guide.set_column(1, 1, 90, cell)
    for row, pair in enumerate(_HOW):
        guide.write_row(row, 0, pair)
    page = book.add_worksheet(MAIN)
    page.freeze_panes(1, 1)
    names = dict(Body.objects.values_list("code", "name"))
    for n, column in enumerate(sheet().columns):
        page.set_column(n, n, 40 if column.place in _LONG else 16, cell)
        page.write_string(0, n, column.header, head)
    for row, content in enumerate(contents, 1):
        for n, column in enumerate(sheet().columns):
            value = content.get(column.place) or ""
            text = "\n".join(value) if isinstance(value, list) else str(value)
            page.write_string(row, n, names.get(text, text) if column.place == "body" else text, cell)
    book.close()
    return out.getvalue()


def read(data: bytes) -> Imported:
    """What an uploaded workbook says, or an error for every cell that is wrong."""
    out = Imported()
    try:
        unpacking.inspect(data)
        with unpacking.opened(data) as book:
            if MAIN not in book.sheetnames:
                out.wrong(f"缺少工作表“{MAIN}”", "请从下载的模板开始填。")
                return out
            table = read_table(sheet(), book[MAIN], out)
    except unpacking.Unfit as unfit:
        out.wrong(unfit.what, unfit.mend, unfit.sheet)
        return out
    if not out.errors:
        _assemble(table, out)
    return out


def _assemble(table: Table, out: Imported) -> None:
    bodies = {
        name: row.code for row in Body.objects.filter(active=True) for name in (row.short, row.name, row.code)
    }
    regions = dict(Body.objects.values_list("code", "region"))
    seen: set[str] = set()
    for row in table.rows:
        words: dict[str, Any] = {name: row.texts.get(name, "") for name in FIELDS}
        words |= {name: words[name].split("\n") if words[name] else [] for name in _LINES}
        body = bodies.get(words["body"], words["body"])
        words |= {"body": body, "region": regions.get(body, "")}
        if words["code"] and words["code"] in seen:
            out.wrong(
                f"编号“{words['code']}”重复",
                "一条答复只占一行。",
                MAIN,
                row.number,
                table.places["code"],
                reads.LABELS["code"],
            )
        seen.add(words["code"])
        for finding in reads.findings(words):
            label = reads.LABELS[finding.where]
            out.wrong(finding.what, finding.mend, MAIN, row.number, table.places[finding.where], label)
        out.contents.append(words)
