"""The workbook of the catalogue: nothing lost on the way there and back; every bad cell named; whole or not at all."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

import yichuang.office
from yichuang.office.catalogue import sheets, unpacking
from yichuang.office.catalogue.acts import plain

PATHS = sorted((Path(yichuang.office.__file__).parent / "catalogue/data/matters").rglob("*.yaml"))
ALL: list[dict[str, Any]] = [
    plain(yaml.load(p.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)) for p in PATHS
]
FOOD = next(one for one in ALL if one["code"] == "food-business")


def test_there_and_back_nothing_is_lost() -> None:
    found = sheets.read(sheets.workbook(ALL))
    assert [str(error) for error in found.errors] == []
    assert {one["code"]: one for one in found.contents} == {one["code"]: one for one in ALL}


def test_the_template_is_empty_and_reads_as_nothing() -> None:
    found = sheets.read(sheets.workbook([]))
    assert (found.contents, found.errors) == ([], [])


def edited(change: Callable[[Any], Any]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook([FOOD])))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(page: Any, header: str) -> int:
    return int(next(cell.column for cell in page[1] if cell.value == header))


def put(sheet: str, header: str, row: int, value: Any) -> Callable[[Any], Any]:
    return lambda book: setattr(book[sheet].cell(row, column(book[sheet], header)), "value", value)


BAD: list[tuple[str, Callable[[Any], Any], str, str]] = [
    ("merged", lambda b: b["申请材料"].merge_cells("B2:B3"), "申请材料", "合并的单元格"),
    ("header", put("申请材料", "来源", 1, "出处"), "申请材料", "没有这一列"),
    ("missing header", put("申请材料", "来源", 1, None), "申请材料", "缺少表头“来源”"),
    ("double header", lambda b: b["事项"].cell(1, 99, "事项名称"), "事项", "表头重复"),
    ("formula", put("事项", "承诺期限 数", 2, "=5+5"), "事项", "是公式"),
    ("no such word", put("申请材料", "来源", 2, "捡来的"), "申请材料", "不在可选的值里"),
    ("no number", put("事项", "承诺期限 数", 2, "十天"), "事项", "类型不对"),
    ("no day", put("事项", "施行日期", 2, "明年春天"), "事项", "写法不对"),
    ("empty", put("事项", "事项名称", 2, None), "事项", "缺少要素"),
    ("catch-all", put("申请材料", "名称", 3, "其他材料"), "申请材料", "不允许的说法"),
    ("stranger", put("申请材料", "业务码", 3, "nobody"), "申请材料", "没有业务码“nobody”"),
    ("hidden", lambda b: setattr(b["常见问题"], "sheet_state", "hidden"), "常见问题", "隐藏"),
    ("extra sheet", lambda b: b.create_sheet("草稿"), "草稿", "没有这张工作表"),
    ("no main sheet", lambda b: b.remove(b["事项"]), "", "缺少工作表“事项”"),
    ("beside the table", lambda b: b["事项"].cell(2, 120, "备注"), "事项", "没有表头"),
]


@pytest.mark.parametrize(("change", "sheet", "said"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
def test_a_bad_cell_is_named(change: Callable[[Any], Any], sheet: str, said: str) -> None:
    found = sheets.read(edited(change))
    assert found.errors
    assert any(error.sheet == sheet and said in str(error) and error.mend for error in found.errors), [
        *map(str, found.errors)
    ]


def test_the_cell_is_named_by_row_and_column() -> None:
    (error,) = sheets.read(edited(put("申请材料", "来源", 4, "捡来的"))).errors
    assert str(error).startswith("“申请材料”D4“来源”：")


def test_the_same_code_twice_is_refused() -> None:
    other = copy.deepcopy(FOOD)
    assert "业务码“food-business”重复" in str(sheets.read(sheets.workbook([FOOD, other])).errors[0])


@pytest.mark.parametrize(
    "written", ["2026年3月9日", "2026/3/9", "2026-3-9", "2026.03.09", datetime(2026, 3, 9)]
)
def test_days_are_read_as_people_write_them(written: Any) -> None:
    found = sheets.read(edited(put("事项", "施行日期", 2, written)))
    assert not found.errors and found.contents[0]["effective"] == "2026-03-09"


def test_numbers_typed_as_numbers_are_read() -> None:
    found = sheets.read(edited(put("事项", "承诺期限 数", 2, 9)))
    assert not found.errors and found.contents[0]["promised"]["amount"] == 9


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "不是 Excel"),
        (b"PK\x03\x04broken", "不是 Excel"),
        (b"%PDF-1.7", "不是 Excel"),
        (packed(**{"word__document.xml": b"<x/>"}), "不是 Excel"),
        (packed(**{"xl__workbook.xml": b"<x/>", "xl__vbaProject.bin": b"x"}), "带有宏"),
        (
            packed(
                **{
                    "xl__workbook.xml": b"<x/>",
                    "xl__worksheets__sheet1.xml": b" " * (unpacking.MANY_BYTES + 1),
                }
            ),
            "太大",
        ),
    ],
)
def test_a_file_that_is_no_honest_workbook_is_refused(data: bytes, said: str) -> None:
    found = sheets.read(data)
    assert not found.contents and said in str(found.errors[0])


def test_two_million_rows_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MANY_ROWS", 50)
    found = sheets.read(
        edited(lambda b: [b["常见问题"].append(["food-business", "问", "答"]) for _ in range(100)])
    )
    assert any("超过 50 行" in str(error) for error in found.errors)
