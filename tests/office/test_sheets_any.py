"""The workbook against contents and files nobody thought of: made-up matters go there and back, damaged files are refused."""

from __future__ import annotations

import copy
import io
import json
import random
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import yichuang.office
from yichuang.law.cases import Refused
from yichuang.law.catalogue import difference
from yichuang.office.catalogue import exchange, flat, gate, sheets, unpacking
from yichuang.office.catalogue.acts import plain

FOOD: dict[str, Any] = plain(
    yaml.safe_load(
        (
            Path(yichuang.office.__file__).parent / "catalogue/data/matters/513201/food-business.yaml"
        ).read_text("utf-8")
    )
)
SIGNS = "申请材料，。（）“”一二三甲乙abcXYZ019 =＝+-@'\"<>&;/\\·\t𠮷"  # no underscore: _x000D_ is how Excel writes an end of line
WORDS = st.text(SIGNS, min_size=1, max_size=40).map(flat.tidy).filter(bool)
LINES = st.text(SIGNS + "\n", min_size=1, max_size=60).map(flat.tidy).filter(bool)


def text(node: dict[str, Any]) -> st.SearchStrategy[str]:
    """A text the schema allows."""
    if node.get("format") == "date":
        return st.dates().map(lambda day: day.isoformat())
    if node.get("pattern", "^.+$") not in ("^.+$", "^[^《》]+$", "^(https?://|/)"):
        return st.from_regex(re.compile(node["pattern"], re.ASCII), fullmatch=True).filter(
            lambda t: t == t.strip() and len(t) <= node.get("maxLength", 99)
        )
    if node.get("pattern", "").startswith("^(https"):
        return WORDS.map(lambda t: f"/{t}")
    made = (WORDS if "pattern" in node or "maxLength" in node else LINES).map(
        lambda t: t[: node.get("maxLength", 999)].strip()
    )
    barred = re.compile(node["not"]["pattern"]) if "not" in node else None
    return made.filter(lambda t: bool(t) and not (barred and barred.search(t)))


def made(node: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Anything the schema allows at this element, its conditions left aside."""
    node = dict(gate.resolved(node))
    if "const" in node:
        return st.just(node["const"])
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if "anyOf" in node:
        return st.one_of(*map(made, node["anyOf"]))
    match node.get("type"):
        case "object":
            must = {name: made(child) for name, child in node["properties"].items()}
            may = {name: must.pop(name) for name in list(must) if name not in node["required"]}
            return st.fixed_dictionaries(must, optional=may)
        case "array":
            least = node.get("minItems", 0)
            return st.lists(
                made(node["items"]),
                min_size=least,
                max_size=min(node.get("maxItems", 4), max(least, 3) + 1),
                unique_by=lambda one: json.dumps(one, sort_keys=True),
            )
        case "integer":
            return st.integers(node.get("minimum", 0), node.get("maximum", 99_999))
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
        case "string":
            return text(node)
    return st.one_of(st.none(), st.integers(node["minimum"], 999))


def agreed(content: dict[str, Any]) -> dict[str, Any]:
    """The content with what its conditions ask for."""
    for material in content["materials"]:
        if material["need"] == "required":
            material.pop("when", None)
        else:
            material.setdefault("when", {"question": "a", "answer": "b"})
    for field in content.get("fields", ()):
        if field["type"] == "choice":
            field.setdefault("options", ["甲", "乙"])
        else:
            field.pop("options", None)
    if content["fee"]["charged"]:
        content["fee"] |= {"basis": FOOD["basis"][0], "standard": "每本十元"}
    if not content.get("in_hall", {"entered": True})["entered"]:
        approval = {"reason": "涉密", "approved_by": "市政府", "document": "1号", "approved_on": "2026-01-01"}
        content["in_hall"] |= approval
    if content["visits"]["count"]:
        content["visits"].setdefault("reason", "看场所")
    for name in gate.schema()["else"]["required"]:
        if content["kind"] != "standard":
            content.setdefault(name, FOOD[name])
        elif content.get(name) == []:
            del content[name]
    return content


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(made(gate.schema()).map(agreed), min_size=1, max_size=2, unique_by=lambda one: one["code"]))
def test_whatever_the_schema_allows_comes_back_as_it_was(contents: list[dict[str, Any]]) -> None:
    assert [finding for one in contents for finding in gate.elements(one)] == []
    for data in (sheets.workbook(contents), exchange.as_json(contents)):
        found = exchange.read(data)
        assert [str(error) for error in found.errors] == []
        changed = [difference(old, new) for old, new in zip(contents, found.contents, strict=True)]
        assert found.contents == contents, changed


def test_a_standard_item_says_less_and_loses_nothing() -> None:
    standard = {key: value for key, value in FOOD.items() if key not in gate.schema()["else"]["required"]}
    found = sheets.read(sheets.workbook([standard | {"kind": "standard"}]))
    assert not found.errors and found.contents == [standard | {"kind": "standard"}]


def test_every_header_stands_once_and_every_code_has_its_word() -> None:
    for sheet in sheets.sheets():
        headers = [column.header for column in sheet.columns]
        assert len(set(headers)) == len(headers) and all(headers)
        for column in sheet.columns:
            words = [word for _, word in column.words]
            assert len(set(words)) == len(words) and not any(word.isascii() for word in words), column.header


def edited(change: Callable[[Any], Any]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook([FOOD])))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(sheet: str, header: str, value: Any) -> bytes:
    def change(book: Any) -> None:
        place = next(cell.column for cell in book[sheet][1] if cell.value == header)
        book[sheet].cell(2, place).value = value

    return edited(change)


@pytest.mark.parametrize(
    ("sheet", "header", "value", "said"),
    [
        ("事项", "收费 收费", "要", "填写的类型不对"),
        ("事项", "收费 收费", None, "没有填写"),
        ("申请材料", "可由数据共享取得，免提交", None, "没有填写"),
        ("事项", "延续 依据 条文已对照核验", None, "没有填写"),
        ("事项", "结果 有效期（月）", None, "没有期限的写“无”"),
        ("事项", "施行日期", "2026年13月45日", "日历上没有这一天"),
        ("设定依据", "版本日期", "2023-02-29", "日历上没有这一天"),
        ("事项", "承诺期限 数", "①", "填写的类型不对"),
        ("事项", "承诺期限 数", "9" * 5000, "填写的类型不对"),
        ("事项", "承诺期限 数", 2.5, "填写的类型不对"),
        ("事项", "版本", "²", "填写的类型不对"),
        ("事项", "实施编码（示例）", 1199010000000000000, "数字太长"),
        ("事项", "老百姓的说法", "=1/0", "是公式"),
        ("事项", "许可条件", "#REF!", "是错误值"),
    ],
)
def test_a_cell_that_would_be_misread_is_refused(sheet: str, header: str, value: Any, said: str) -> None:
    found = sheets.read(put(sheet, header, value))
    assert found.errors, found.contents[0]
    error = found.errors[0]
    assert said in str(error) and (error.sheet, error.row, error.header) == (sheet, 2, header)
    assert len(str(error)) < 300


def test_numbers_yes_and_days_are_read_however_excel_keeps_them() -> None:
    def change(book: Any) -> None:
        for header, value in {"承诺期限 数": "１０", "收费 收费": False, "实施机构代码": 129}.items():
            place = next(cell.column for cell in book["事项"][1] if cell.value == header)
            book["事项"].cell(2, place).value = value

    found = sheets.read(edited(change))
    assert not found.errors and found.contents == [FOOD]


def test_lines_end_alike_whatever_system_wrote_them() -> None:
    content = copy.deepcopy(FOOD)
    content["faq"][0]["a"] = "先看。\r\n再办。"
    assert sheets.read(sheets.workbook([content])).contents[0]["faq"][0]["a"] == "先看。\n再办。"
    assert "不能保存的字符" in str(exchange.read(exchange.as_json([content])).errors[0])


def test_a_text_that_no_cell_holds_is_not_cut_off() -> None:
    content = copy.deepcopy(FOOD)
    content["faq"][0]["a"] = "长" * 32_768
    with pytest.raises(Refused, match="“常见问题”第2行“答”太长"):
        sheets.workbook([content])


def test_a_sheet_left_out_is_not_taken_for_an_empty_one() -> None:
    found = sheets.read(edited(lambda book: book.remove(book["相关网址"])))
    assert "缺少工作表“相关网址”" in str(found.errors[0])


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return out.getvalue()


def test_a_sheet_that_claims_to_be_small_is_read_to_its_end() -> None:
    shrink = re.compile(rb'<dimension ref="[^"]*"')
    data = repacked(sheets.workbook([FOOD]), lambda _, part: shrink.sub(b'<dimension ref="A1:B2"', part))
    assert sheets.read(data).contents == [FOOD]


def test_a_sheet_that_claims_to_be_huge_costs_nothing() -> None:
    grow = re.compile(rb'<dimension ref="[^"]*"')
    data = repacked(
        sheets.workbook([FOOD]), lambda _, part: grow.sub(b'<dimension ref="A1:XFD1048576"', part)
    )
    began = time.monotonic()
    assert sheets.read(data).contents == [FOOD] and time.monotonic() - began < 5


def test_macros_are_found_by_content_whatever_the_file_is_called() -> None:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    data = repacked(sheets.workbook([FOOD]), lambda _, part: part.replace(kind, macro))
    assert "带有宏" in str(sheets.read(data).errors[0])


def test_merged_cells_are_named_by_their_sheet_even_when_sheets_were_moved() -> None:
    def change(book: Any) -> None:
        book.move_sheet("常见问题", -8)
        book["常见问题"].merge_cells("B2:B3")

    assert "“常见问题”：有合并的单元格" in str(sheets.read(edited(change)).errors[0])


def test_two_million_rows_are_refused_without_reading_them_all() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    for sheet in sheets.sheets():
        page = book.add_worksheet(sheet.name)
        page.write_row(0, 0, [column.header for column in sheet.columns])
    book.close()
    row = b'<row r="%d"/>'

    def longer(name: str, part: bytes) -> bytes:
        if not name.startswith("xl/worksheets/sheet"):
            return part
        return part.replace(b"</sheetData>", b"".join(row % n for n in range(2, 1_048_577)) + b"</sheetData>")

    small = repacked(out.getvalue(), lambda name, part: longer(name, part) if "sheet1" in name else part)
    began = time.monotonic()
    assert "超过 20000 行" in str(sheets.read(small).errors[0])
    whole = repacked(out.getvalue(), longer)
    assert "文件太大" in str(sheets.read(whole).errors[0])
    assert time.monotonic() - began < 30


@pytest.mark.filterwarnings("ignore")
def test_a_damaged_file_is_refused_or_read_whole_and_nothing_breaks() -> None:
    whole = sheets.workbook([FOOD])
    dice = random.Random(1)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 3)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        found = sheets.read(bytes(data[: dice.choice([len(data), dice.randrange(len(data))])]))
        assert found.errors or found.contents == [FOOD]


@pytest.mark.filterwarnings("ignore")
def test_nonsense_inside_an_honest_package_is_refused() -> None:
    whole, dice = sheets.workbook([FOOD]), random.Random(2)

    def spoil(name: str, part: bytes) -> bytes:
        if not name.endswith((".xml", ".rels")) or dice.random() > 0.2:
            return part
        start = dice.randrange(len(part))
        return part[:start] + dice.choice([b"", b"<", b"<x/>", b"&amp;", b'"', b"\x00"]) + part[start + 3 :]

    for _ in range(150):
        found = sheets.read(repacked(whole, spoil))
        assert found.errors or found.contents


BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "%s">%s]><a>&j;</a>""" % (
    b"x" * 100,
    b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)),
)


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/worksheets/sheet2.xml"])
def test_entities_are_not_blown_up(part: str) -> None:
    data = repacked(sheets.workbook([FOOD]), lambda name, old: BOMB if name == part else old)
    assert sheets.read(data).errors


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'[{"code": "a", "code": "b"}]', "“code”写了两次"),
        (b'[{"code": NaN}]', "NaN 不是数"),
        (b'[{"code": ' + b"9" * 5000 + b"}]", "不是合格的 JSON"),
        (b"[" * 100_000, "不是合格的 JSON"),
        (b'[{"name": "a\\u0000b"}]', "/0/name：前后有空格，或者有不能保存的字符"),
        (b'[{"name": "\\ud800"}]', "/0/name：前后有空格，或者有不能保存的字符"),
        (b'\xef\xbb\xbf[{"wrong": 1}]', "多出不认识的要素（wrong）"),
    ],
)
def test_json_that_would_be_misread_is_refused(data: bytes, said: str) -> None:
    errors = exchange.read(data).errors
    assert any(said in str(error) and error.mend for error in errors), [*map(str, errors)]


def test_the_limits_leave_room_for_a_city() -> None:
    data = sheets.workbook([FOOD | {"code": f"m{n}"} for n in range(50)])
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        size = sum(part.file_size for part in parts.infolist())
    assert size / 50 * 3000 < unpacking.MANY_BYTES
