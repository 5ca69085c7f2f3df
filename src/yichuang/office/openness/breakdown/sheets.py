"""The breakdown of duties as a workbook: one row a line, read back with an error per cell, whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from yichuang.law.cases import Refused
from yichuang.law.cases.case import day
from yichuang.law.mandates import Standing
from yichuang.law.open_words import Category, Moment, Occasion, Outlet, Subject
from yichuang.law.openness import DutyRule, Rhythm
from yichuang.law.openness.breakdown import plain
from yichuang.law.openness.breakdown import read as judged
from yichuang.law.words import Word
from yichuang.office.catalogue import unpacking
from yichuang.office.catalogue.columns import GUIDE, Column, Sheet
from yichuang.office.catalogue.sheets import Imported, Table, read_table
from yichuang.office.directory.models import Body, Officer
from yichuang.office.openness.breakdown import acts

MAIN = "任务分解"
LABELS = {
    "code": "编号", "body": "机关", "title": "公开什么", "category": "类别", "moment": "时机", "subject": "主题", "section": "责任科室", "officer": "责任人工号",
    "rhythm": "周期", "month": "月", "day": "日", "lead": "产生以后第几天开始", "occasion": "事件", "each": "每件单独公开", "days": "期限（工作日）",
    "limit_basis": "期限的依据", "outlets": "渠道", "weight": "权重", "basis": "公开的依据", "norm": "文件编号", "article": "条款",
}  # fmt: skip
_WORDS: Mapping[str, type[Word]] = {
    "category": Category,
    "moment": Moment,
    "rhythm": Rhythm,
    "occasion": Occasion,
    "subject": Subject,
}
_NUMBERS = ("month", "day", "lead", "days", "weight")
_HOW = (
    ("一项任务占一行", "编号留空的是新的一项；写了已有的编号，就是改这一项。"),
    ("机关", "写机关的全称、简称或者代码。"),
    (
        "类别、时机、周期、事件",
        "照写：" + "；".join("、".join(one.label for one in kind) for kind in _WORDS.values()),
    ),
    ("渠道", "一行一个（Alt+Enter 换行），应当有网站：" + "、".join(one.label for one in Outlet)),
    ("每件单独公开", "写“是”，否则留空。"),
    ("导入以后", "每一项都等另一位专员或者机关负责人采用，从导入那天起施行。"),
)


def sheet() -> Sheet:
    """The one sheet and its columns."""
    columns = (
        Column(label, name, "lines" if name == "outlets" else "text", (), "", name == "title", False)
        for name, label in LABELS.items()
    )
    return Sheet(MAIN, "", tuple(columns))


def _cell(name: str, value: Any, names: Mapping[str, str]) -> str:
    if name == "body":
        return names.get(value, value)
    if name == "outlets":
        return "\n".join(Outlet(one).label for one in value)
    if name in _WORDS:
        return _WORDS[name](value).label if value else ""
    return ("是" if value else "") if isinstance(value, bool) else "" if value in (None, 0) else str(value)


def workbook(found: Iterable[DutyRule]) -> bytes:
    """These lines as a workbook; without any, the template to fill in."""
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
    page.freeze_panes(1, 3)
    for n, (name, label) in enumerate(LABELS.items()):
        page.set_column(n, n, 30 if name in ("body", "title", "basis", "limit_basis") else 14, cell)
        page.write_string(0, n, label, head)
    names = dict(Body.objects.values_list("code", "name"))
    for row, one in enumerate(found, 1):
        words = plain(one)
        for n, name in enumerate(LABELS):
            page.write_string(row, n, _cell(name, words[name], names), cell)
    book.close()
    return out.getvalue()


def read(data: bytes) -> Imported:
    """What an uploaded workbook says, or an error for every cell that is wrong."""
    out = Imported()
    try:
        unpacking.inspect(data)
        with unpacking.opened(data) as book:
            if MAIN not in book.sheetnames:
                out.wrong(f"缺少工作表“{MAIN}”", "请从导出的表开始填。")
                return out
            table = read_table(sheet(), book[MAIN], out)
    except unpacking.Unfit as unfit:
        out.wrong(unfit.what, unfit.mend, unfit.sheet)
        return out
    if not out.errors:
        _assemble(table, out)
    return out


def _value(name: str, text: str, bodies: Mapping[str, str]) -> Any:
    """A cell as the law reads it; what it cannot be stays as written and is refused by its field."""
    if name == "body":
        return bodies.get(text, text)
    if name == "outlets":
        labels = {one.label: one.value for one in Outlet}
        return [labels.get(one.strip(), one) for one in text.replace("、", "\n").split("\n") if one.strip()]
    if name in _WORDS:
        return next((one.value for one in _WORDS[name] if text in (one.label, one.value)), text) or None
    if name in _NUMBERS:
        return int(text) if text.isascii() and text.isdigit() else text
    return text == "是" if name == "each" else text


def _assemble(table: Table, out: Imported) -> None:
    bodies = {
        name: row.code for row in Body.objects.filter(active=True) for name in (row.short, row.name, row.code)
    }
    people = dict(Officer.objects.filter(active=True).values_list("number", "name"))
    for row in table.rows:
        texts = {name: row.texts.get(name, "") for name in LABELS}
        words = {
            name: _value(name, text, bodies)
            for name, text in texts.items()
            if text or name in ("outlets", "officer", "section")
        }
        words["body"] = words.get("body", "")
        try:
            judged(
                {
                    **words,
                    "code": words.get("code") or "new",
                    "officer_name": people.get(str(words["officer"]), ""),
                }
            )
        except Refused as refused:
            place = refused.field if refused.field in LABELS else "title"
            assert place is not None
            out.wrong(refused.reason, refused.remedy, MAIN, row.number, table.places[place], LABELS[place])
        out.contents.append(words)


def keep(contents: Sequence[Mapping[str, Any]], *, by: Standing, at: datetime) -> int:
    """Draft all of them, or none. Raises Refused that names the line."""
    return acts.propose_all(contents, since=day(at), reason="从表格导入", by=by, at=at)
