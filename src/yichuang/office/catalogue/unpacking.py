"""A file from outside before it is read: whether it is a workbook at all, and its lines one by one, never all at once."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from html import unescape
from typing import Any, Final

import openpyxl

MANY_BYTES: Final = 64 * 1024 * 1024
"""What a workbook may hold once unpacked: some three thousand matters."""
_CHUNK: Final = 1024 * 1024
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\s")
_MACRO: Final = re.compile(rb"macroEnabled|vbaProject|macrosheet", re.IGNORECASE)
_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE: Final = re.compile(r'(\w+)="([^"]*)"')
BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, SyntaxError, OSError, EOFError, RuntimeError, LookupError, ValueError, TypeError,
    AttributeError, AssertionError, ArithmeticError,
)  # fmt: skip
"""What the reading library raises on a damaged file; it has no error of its own. Both XML parsers say SyntaxError."""


class Unfit(Exception):
    """The file cannot be read: what is wrong, how to mend it, in which sheet."""

    def __init__(self, what: str, mend: str, sheet: str = "") -> None:
        """Say it."""
        super().__init__(what)
        self.what, self.mend, self.sheet = what, mend, sheet


def inspect(data: bytes) -> None:
    """Raise Unfit unless this is a workbook without macros, of a size that can be read, with no merged cells."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _inspect(parts)
    except BROKEN:
        raise Unfit(
            "不是 Excel 工作簿，或者文件损坏、加了密码", "请用 .xlsx 文件，从下载的模板开始填。"
        ) from None


def _inspect(parts: zipfile.ZipFile) -> None:
    names = parts.namelist()
    if sum(part.file_size for part in parts.infolist()) > MANY_BYTES:
        raise Unfit("文件太大", "请分成几个文件；表格下面的空行也删去。")
    if "xl/workbook.xml" not in names:
        raise Unfit("不是 Excel 工作簿", "请用 .xlsx 文件，从下载的模板开始填。")
    kinds = parts.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if _MACRO.search(kinds) or any(_MACRO.search(name.encode()) for name in names):
        raise Unfit("文件带有宏", "另存为不带宏的 .xlsx 文件。")
    for name in names:
        if name.startswith("xl/worksheets/") and name.endswith(".xml") and _merged(parts, name):
            raise Unfit("有合并的单元格", "取消合并，每一格填自己的内容。", _title(parts, name))


def _merged(parts: zipfile.ZipFile, name: str) -> bool:
    """Whether a sheet has merged cells, looked for piece by piece."""
    before = b""
    with parts.open(name) as part:
        while piece := part.read(_CHUNK):
            if _MERGED.search(before + piece):
                return True
            before = piece[-64:]
    return False


def _title(parts: zipfile.ZipFile, part: str) -> str:
    """The name of the sheet kept in a part of the file."""
    with suppress(KeyError):
        relations = parts.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        book = parts.read("xl/workbook.xml").decode("utf-8", "replace")
        targets = {
            one.get("Id"): posixpath.normpath(posixpath.join("/xl", one.get("Target", "")))
            for one in (dict(_ATTRIBUTE.findall(tag)) for tag in _RELATION.findall(relations))
        }
        for tag in _SHEET.findall(book):
            said = dict(_ATTRIBUTE.findall(tag))
            if targets.get(said.get("id")) == f"/{part}":
                return unescape(said.get("name", ""))
    return ""


def lines(page: Any) -> Iterator[Sequence[Any]]:
    """The rows of a sheet as they stand in the file, whatever size it claims to have. Raises Unfit when it is damaged."""
    try:
        page.reset_dimensions()
        yield from page.iter_rows()
    except BROKEN:
        raise Unfit("这张工作表损坏了，读不下去", "请在 Excel 里打开，另存一份再导入。", page.title) from None


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The workbook, its sheets not read yet. Raises Unfit when it is damaged."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    except BROKEN:
        raise Unfit("文件损坏，打不开", "请在 Excel 里打开，另存一份 .xlsx 再导入。") from None
    try:
        yield book
    finally:
        book.close()
