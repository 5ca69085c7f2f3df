"""The catalogue as a workbook a department can fill: written without loss, read with an error per cell, whole or not at all."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

import xlsxwriter
from django.utils.datastructures import MultiValueDict
from openpyxl.utils import get_column_letter

from yichuang.law.cases import Refused
from yichuang.office.catalogue import flat, gate, unpacking
from yichuang.office.catalogue.columns import CODE, GUIDE, KEY, MAIN, NONE, Column, Sheet, pair, sheets

MANY_ROWS, MANY_COLUMNS = 20_000, 200
BLANK_ROWS = 500
LONG_TEXT = 32_767
LONG_NUMBER = 10**15
"""From here on a number in a workbook has lost its last digits."""
_DAYS = re.compile(r"^(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?$")


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong in one cell and how to mend it; row and column are 0 when it is about the sheet or the file."""

    sheet: str
    row: int
    column: int
    header: str
    what: str
    mend: str

    @property
    def cell(self) -> str:
        """The cell as Excel names it, E3, or the row."""
        return (
            f"{get_column_letter(self.column)}{self.row}"
            if self.column
            else f"第{self.row}行"
            if self.row
            else ""
        )

    def __str__(self) -> str:
        place = f"“{self.sheet}”{self.cell}" if self.sheet else ""
        return f"{place}{f'“{self.header}”' if self.header else ''}：{self.what}。{self.mend}"


@dataclass(slots=True)
class Imported:
    """What a file says: its contents, or what is wrong with it; with any error nothing is to be used."""

    contents: list[dict[str, Any]] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)

    def wrong(
        self, what: str, mend: str, sheet: str = "", row: int = 0, column: int = 0, header: str = ""
    ) -> None:
        """Note an error."""
        self.errors.append(CellError(sheet, row, column, header, what, mend))


# --- writing ---------------------------------------------------------------------------------------


def workbook(contents: Iterable[Mapping[str, Any]]) -> bytes:
    """These contents as a workbook; without any, the template to fill in. Raises Refused when a cell cannot hold a text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = book.add_format(
        {"bold": True, "bg_color": "#EEF4FB", "text_wrap": True, "valign": "top", "border": 1}
    )
    cell = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    _explain(book, head, cell)
    all_contents = list(contents)
    for sheet in sheets():
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 1)
        for n, column in enumerate(sheet.columns):
            page.set_column(n, n, 28 if column.control in ("long", "lines", "rows") else 16, cell)
            page.write_string(0, n, column.header, head)
            if column.help:
                page.write_comment(0, n, column.help)
            if column.words and not column.many and sum(len(word) + 1 for _, word in column.words) < 255:
                choice = {"validate": "list", "source": [word for _, word in column.words]}
                page.data_validation(1, n, max(len(all_contents), 1) + BLANK_ROWS, n, choice)
        for row, values in enumerate(_rows(sheet, all_contents), 1):
            for n, value in enumerate(values):
                if len(value) > LONG_TEXT:
                    raise Refused(
                        f"“{sheet.name}”第{row + 1}行“{sheet.columns[n].header}”太长，Excel 一格放不下",
                        remedy="请缩短，或者导出 JSON。",
                    )
                page.write_string(row, n, value, cell)
    book.close()
    return out.getvalue()


def _explain(book: Any, head: Any, cell: Any) -> None:
    page = book.add_worksheet(GUIDE)
    page.set_column(0, 0, 24, cell)
    page.set_column(1, 1, 90, cell)
    page.write_row(0, 0, ("填写说明", ""), head)
    lines = (
        (
            "一个事项占“事项”表一行",
            "材料、依据、环节等填在各自的表里，用“业务码”对应；同一事项的几行按先后次序填。",
        ),
        ("一格几项的", "一行一个（Alt+Enter 换行）。“选项”写成 值=名称。"),
        ("日期", "写成 2026-01-01、2026/1/1 或者 2026年1月1日都可以。"),
        ("长期有效", f"“有效期（月）”写“{NONE}”。不能延续的，“延续”各栏都空着。"),
        ("不要", "不要合并单元格、改表头、加公式、加宏、隐藏工作表。"),
        ("检查", "导入时逐格检查，指出哪张表、哪一格、怎么改；有一处不对，就一个也不导入。"),
    )
    for row, line in enumerate(lines, 1):
        for n, text in enumerate(line):
            page.write_string(row, n, text, cell)


def _rows(sheet: Sheet, contents: Sequence[Mapping[str, Any]]) -> Iterator[list[str]]:
    for content in contents:
        pairs: MultiValueDict[str, str] = MultiValueDict()
        for place, text in flat.write(gate.schema(), content):
            pairs.appendlist(place, text)
        if not sheet.list:
            yield [_shown(column, pairs, column.place, content) for column in sheet.columns]
            continue
        for n in range(len(content.get(sheet.list, ()))):
            yield [
                str(content["code"])
                if column.place == KEY
                else _shown(column, pairs, f"{sheet.list}/{n}/{column.place}", content)
                for column in sheet.columns
            ]


def _shown(column: Column, pairs: MultiValueDict[str, str], place: str, content: Mapping[str, Any]) -> str:
    if place == "edition":
        return str(content["edition"])
    if column.control == "rows":
        marks = pairs.getlist(f"{place}//row")
        return "\n".join(f"{pairs[f'{place}/{n}/value']}={pairs[f'{place}/{n}/label']}" for n in marks)
    if column.control == "yes":
        return {True: "是", False: "否"}.get(_at(content, place), "")
    texts = pairs.getlist(place)
    return NONE if column.nullable and not texts else column.shown(texts)


def _at(content: Any, place: str) -> Any:
    """What stands at a place of a content, None when nothing does."""
    for part in place.split("/"):
        if isinstance(content, list):
            content = content[int(part)]
        else:
            content = content.get(part) if isinstance(content, Mapping) else None
    return content


# --- reading ---------------------------------------------------------------------------------------


def read(data: bytes) -> Imported:
    """What a workbook says. Every error names sheet, cell, header, what and how to mend it."""
    out = Imported()
    try:
        unpacking.inspect(data)
        tables = _tables(data, out)
    except unpacking.Unfit as unfit:
        out.wrong(unfit.what, unfit.mend, unfit.sheet)
        return out
    if not out.errors:
        _assemble(tables, out)
    return out


def _tables(data: bytes, out: Imported) -> dict[str, Table]:
    """The rows of every sheet, read one by one."""
    with unpacking.opened(data) as book:
        found = {name: book[name] for name in book.sheetnames if name != GUIDE}
        for name in [name for name, page in found.items() if page.sheet_state != "visible"]:
            out.wrong("工作表是隐藏的", "取消隐藏，核对之后再导入。", name)
        for name in set(found) - {sheet.name for sheet in sheets()}:
            out.wrong("没有这张工作表的位置", "删去它，或者改回模板里的名称。", name)
        for sheet in sheets():
            if sheet.name not in found:
                out.wrong(f"缺少工作表“{sheet.name}”", "请从下载的模板开始填，没有内容的工作表也留着。")
        return {
            sheet.name: read_table(sheet, found[sheet.name], out) for sheet in sheets() if sheet.name in found
        }


@dataclass(slots=True)
class Row:
    """One row of a sheet: its number and the text of each column."""

    number: int
    texts: dict[str, str]


@dataclass(slots=True)
class Table:
    """What one sheet holds, and in which column each place stands."""

    sheet: Sheet
    places: dict[str, int]
    rows: list[Row]


def read_table(sheet: Sheet, page: Any, out: Imported) -> Table:
    """The rows of one sheet by the places of its columns; an error for every cell that cannot be read."""
    table = Table(sheet, {}, [])
    lines = unpacking.lines(page)
    heads = [str(cell.value).strip() if cell.value is not None else "" for cell in next(lines, ())]
    known = {column.header: column for column in sheet.columns}
    for n, header in enumerate(heads, 1):
        if header and header not in known:
            out.wrong("没有这一列", "删去它，或者改回模板里的表头。", sheet.name, 1, n, header)
        elif header and heads.index(header) != n - 1:
            out.wrong("表头重复", "每个表头只留一列。", sheet.name, 1, n, header)
    for header in known:
        if header not in heads:
            out.wrong(f"缺少表头“{header}”", "请从下载的模板开始填，不要删列。", sheet.name, 1, 0)
    if out.errors:
        return table
    order = [known[header] if header else None for header in heads]
    table.places = {column.place: n for n, column in enumerate(order, 1) if column}
    for number, cells in enumerate(lines, 2):
        if number > MANY_ROWS or len(cells) > MANY_COLUMNS:
            size = f"{MANY_ROWS} 行" if number > MANY_ROWS else f"{MANY_COLUMNS} 列"
            out.wrong(f"超过 {size}", "请分成几个文件；空的行和列也删去。", sheet.name, number)
            break
        texts = dict(_texts(sheet, order, number, cells, out))
        if any(texts.values()):
            table.rows.append(Row(number, texts))
    return table


def _texts(
    sheet: Sheet, order: Sequence[Column | None], number: int, cells: Sequence[Any], out: Imported
) -> Iterator[tuple[str, str]]:
    for n, (column, cell) in enumerate(zip_longest(order, cells), 1):
        if cell is None:
            continue
        if column is None:
            if cell.value is not None:
                out.wrong("这一列没有表头", "删去这一格，或者补上表头。", sheet.name, number, n)
            continue
        if cell.data_type in ("f", "e"):
            what = "是公式" if cell.data_type == "f" else "是错误值"
            out.wrong(what, "复制后用“粘贴为值”。", sheet.name, number, n, column.header)
            continue
        if isinstance(cell.value, int | float) and abs(cell.value) >= LONG_NUMBER:
            what = "数字太长，Excel 已经丢掉了后面的数字"
            out.wrong(what, "把这一格设为文本，再填一遍。", sheet.name, number, n, column.header)
            continue
        yield column.place, _text(column, cell.value)


def _text(column: Column, value: Any) -> str:
    """A cell's text: dates as ISO, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    text = flat.tidy(str(value).replace("_x000D_", "\r"))
    day = _DAYS.match(text) if column.control == "date" else None
    return f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}" if day else text


def _assemble(tables: Mapping[str, Table], out: Imported) -> None:
    """Put the rows of all sheets together, matter by matter, and check each against the schema."""
    places: dict[str, dict[str, tuple[str, int, int, str]]] = {}
    pairs: dict[str, MultiValueDict[str, str]] = {}
    for table in tables.values():
        counts: dict[str, int] = {}
        for row in table.rows:
            code = row.texts.get("code" if not table.sheet.list else KEY, "")
            if not table.sheet.list:
                if code in pairs:
                    out.wrong(
                        f"业务码“{code}”重复",
                        "一个事项只占一行。",
                        MAIN,
                        row.number,
                        table.places["code"],
                        CODE,
                    )
                    continue
                pairs[code], places[code] = MultiValueDict(), {}
            elif code not in pairs:
                out.wrong(
                    f"“{MAIN}”表里没有业务码“{code}”", "改正业务码，或者先在“事项”表里填一行。",
                    table.sheet.name, row.number, table.places[KEY], CODE,
                )  # fmt: skip
                continue
            n = counts[code] = counts.get(code, -1) + 1
            prefix = f"{table.sheet.list}/{n}/" if table.sheet.list else ""
            if prefix:
                pairs[code].appendlist(f"{table.sheet.list}//row", str(n))
            _fill(table, row, prefix, pairs[code], places[code])
            _whole(table, row, out)
    if not out.errors:
        for code, found in pairs.items():
            _check(found, places[code], out)


def _fill(
    table: Table,
    row: Row,
    prefix: str,
    pairs: MultiValueDict[str, str],
    places: dict[str, tuple[str, int, int, str]],
) -> None:
    for column in table.sheet.columns:
        text = row.texts.get(column.place, "")
        place = prefix + column.place
        places[place] = (table.sheet.name, row.number, table.places[column.place], column.header)
        if column.place == KEY or not text or (column.nullable and text == NONE):
            continue
        if column.control == "rows":
            for n, line in enumerate(text.split("\n")):
                value, label = pair(line)
                pairs.appendlist(f"{place}//row", str(n))
                pairs[f"{place}/{n}/value"], pairs[f"{place}/{n}/label"] = value, label
        else:
            pairs.setlist(place, column.meant(text))


def _whole(table: Table, row: Row, out: Imported) -> None:
    """Yes or no, and how long, are said: an empty cell is no answer."""
    own = gate.schema()["else"]["required"] if row.texts.get("kind") in ("standard", "标准事项") else ()
    for column in table.sheet.columns:
        if row.texts.get(column.place) or not (column.control == "yes" or column.nullable):
            continue
        group = column.place.rpartition("/")[0]
        begun = group and any(text for place, text in row.texts.items() if place.startswith(f"{group}/"))
        if begun or (column.required and column.place.partition("/")[0] not in own):
            said = NONE if column.nullable else "是”或者“否"
            out.wrong("没有填写", f"没有期限的写“{said}”。" if column.nullable else f"写“{said}”。",
                      table.sheet.name, row.number, table.places[column.place], column.header)  # fmt: skip


def _check(
    pairs: MultiValueDict[str, str], places: Mapping[str, tuple[str, int, int, str]], out: Imported
) -> None:
    edition = str(pairs.get("edition", "1"))
    content = flat.read(gate.schema(), pairs)
    content |= {
        "edition": int(edition) if edition.isdecimal() and len(edition) < 4 else edition,
        "sample_codes": True,
    }
    for finding in gate.elements(content):
        sheet, row, column, header = _nearest(finding.where, places)
        out.wrong(finding.what, finding.mend, sheet, row, column, header)
    out.contents.append(content)


def _nearest(where: str, places: Mapping[str, tuple[str, int, int, str]]) -> tuple[str, int, int, str]:
    """The cell an element came from: its own, the first inside it, else its row's first."""
    inside = (place for place in places if place == where or place.startswith(f"{where}/"))
    way = where
    found = next(inside, None)
    while found is None and way:
        way = way.rpartition("/")[0]
        found = (
            next((place for place in places if place == way or place.startswith(f"{way}/")), None)
            if way
            else "code"
        )
    return places.get(found or "code", (MAIN, 0, 0, ""))
