"""Tables in plain text: what a column's head says holds for every cell under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from yichuang.law import masking
from yichuang.law.privacy.labels import COLUMNS_OF_NAMES
from yichuang.law.privacy.mark import Certainty, Kind, Mark
from yichuang.law.privacy.persons import person
from yichuang.law.privacy.reading import HAN, Reading

_CELLS: Final = (
    (re.compile(r"[\t|]"), re.compile(r"[^\t|\n \r][^\t|\n\r]*")),
    (re.compile(","), re.compile(r"[^,\n \r][^,\n\r]*")),
    (re.compile(" "), re.compile(r"[^ ,\n\r]+")),
)
"""What parts the cells of a table, and what a cell is then: tabs or bars, else commas, else spaces."""

_HEADS: Final = (
    (COLUMNS_OF_NAMES, Kind.NAME),
    (re.compile("身份证|证件号|身份号码"), Kind.IDENTITY),
    (re.compile("^(?!办公|咨询|监督|单位).{0,4}(?:手机|电话|联系方式)"), Kind.PHONE),
    (re.compile("卡号|账号|帐号|账户"), Kind.BANK),
    (re.compile("住址|家庭地址|房屋坐落|房屋地址|居住地|门牌"), Kind.ADDRESS),
    (re.compile("出生"), Kind.BIRTH),
    (re.compile("病种|诊断|病情|残疾(?:等级|类别)|病名"), Kind.HEALTH),
)
_SHAPE: Final = {
    Kind.NAME: re.compile(rf"[{HAN}]{{1,6}}(?:·[{HAN}]{{1,8}}){{0,3}}$"),
    Kind.IDENTITY: re.compile(r"\d[\d\- ]{13,19}[\dXx]$"),
    Kind.PHONE: re.compile(r"(?:0\d{2,3}-?)?\d{7,8}$|1[3-9]\d[\d \-]{8,10}$"),
    Kind.BANK: re.compile(r"\d{12,23}$"),
    Kind.ADDRESS: re.compile(rf"[{HAN}].*\d"),
    Kind.BIRTH: re.compile(r"(?:19|20)\d{2}"),
    Kind.HEALTH: re.compile(f"[{HAN}0-9]{{2,12}}$"),
}
_HEAD_WORD: Final = re.compile(
    "姓名|户主|学生|监护人|收款人|患者|名单|房主|身份证|证件号|手机|电话|联系方式|卡号|账号|住址|坐落|出生|病种|诊断|残疾|对象"
)
_BODIES: Final = re.compile("单位|企业|公司|机构|部门|法定代表人|店名|商户|字号")


def _heads(cells: list[tuple[int, int]], plain: str) -> dict[int, Kind]:
    """Which columns hold what of a person; none when the line is no head of a table of people."""
    names = [plain[a:b] for a, b in cells]
    if len(cells) < 2 or any(len(name) > 10 or re.search(r"\d{4}", name) for name in names):
        return {}
    found = {n: kind for n, name in enumerate(names) for pattern, kind in _HEADS if pattern.search(name)}
    bodies = any(_BODIES.search(name) for name in names)
    return {} if bodies and Kind.NAME not in found.values() else found


def _rows(plain: str, at: int) -> Iterator[list[tuple[int, int]]]:
    """The cells of each line from a place on, parted as the first line is."""
    cell = None
    while at < len(plain):
        end = plain.find("\n", at)
        end = len(plain) if end < 0 else end
        if cell is None:
            cell = next((inside for parts, inside in _CELLS if parts.search(plain, at, end)), _CELLS[-1][1])
        yield [found.span() for found in cell.finditer(plain, at, end)]
        at = end + 1


def columns(reading: Reading) -> Iterator[Mark]:
    """The cells of tables of people, line by line; a line of another number of cells ends the table."""
    plain, done = reading.plain, 0
    for word in _HEAD_WORD.finditer(plain):
        begin = plain.rfind("\n", max(0, word.start() - 200), word.start()) + 1
        if word.start() < done or (begin == 0 and word.start() > 200):
            continue
        heads: dict[int, Kind] = {}
        width = 0
        for cells in _rows(plain, begin):
            if not width:
                heads, width = _heads(cells, plain), len(cells)
            elif len(cells) == width:
                yield from _cells(reading, cells, heads)
            elif again := _heads(cells, plain):
                heads, width = again, len(cells)
            else:
                break
            if not heads:
                break
            done = cells[-1][1]


def _cells(reading: Reading, cells: list[tuple[int, int]], heads: dict[int, Kind]) -> Iterator[Mark]:
    """What one line of a table holds of a person."""
    for n, kind in heads.items():
        start, end = cells[n]
        cell = reading.plain[start:end].rstrip()
        end = start + len(cell)
        if not _SHAPE[kind].match(cell) or (kind is Kind.NAME and len(cell) < 2):
            continue
        sure = kind is not Kind.NAME or person(cell) or len(cell) <= 4
        mask = masking.name(reading.text[start:end]) if kind is Kind.NAME else "*" * 8
        certainty = Certainty.LIKELY if sure else Certainty.POSSIBLE
        yield Mark(start, end, kind, "在表格的这一栏里", certainty, mask)
