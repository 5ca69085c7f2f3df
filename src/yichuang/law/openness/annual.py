"""The annual report's tables on requests and on what was contested, from single facts (政府信息公开条例 49, 50; 国办公开办函〔2021〕30号)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from yichuang.law.open_words import Asker, Contest, Contested, Reply


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A request as far as the report counts it."""

    asker: Asker
    received: date
    closed: date | None = None
    reply: Reply | None = None
    contested: Mapping[Contest, Contested] = {}


LINES: tuple[tuple[str, str], ...] = (
    ("new", "一、本年新收政府信息公开申请数量"),
    ("carried", "二、上年结转政府信息公开申请数量"),
    ("open", "三、本年度办理结果（一）予以公开"),
    ("part", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("secret", "（三）不予公开 1.属于国家秘密"),
    ("banned", "2.其他法律行政法规禁止公开"),
    ("safety", "3.危及“三安全一稳定”"),
    ("third", "4.保护第三方合法权益"),
    ("internal", "5.属于三类内部事务信息"),
    ("drafting", "6.属于四类过程性信息"),
    ("enforcement", "7.属于行政执法案卷"),
    ("lookup", "8.属于行政查询事项"),
    ("unheld", "（四）无法提供 1.本机关不掌握相关政府信息"),
    ("making", "2.没有现成信息需要另行制作"),
    ("unclear", "3.补正后申请内容仍不明确"),
    ("petition", "（五）不予处理 1.信访举报投诉类申请"),
    ("again", "2.重复申请"),
    ("printed", "3.要求提供公开出版物"),
    ("excess", "4.无正当理由大量反复申请"),
    ("confirm", "5.要求行政机关确认或重新出具已获取信息"),
    ("late", "（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other", "3.其他"),
    ("total", "（七）总计"),
    ("left", "四、结转下年度继续办理"),
)
"""The lines of the third table, in its order."""
_RESULTS = tuple(key for key, _ in LINES if key not in ("new", "carried", "total", "left"))


def requests(found: Iterable[Counted], year: int) -> dict[str, dict[Asker, int]]:
    """The third table: for each line how many of each column; what came in later than the year is not of it.

    New and carried over together are what was replied and what is left, in every column.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    table = {key: dict.fromkeys(Asker, 0) for key, _ in LINES}
    for one in found:
        if one.received > last or (one.closed is not None and one.closed < first):
            continue
        table["new" if one.received >= first else "carried"][one.asker] += 1
        if one.closed is None or one.closed > last:
            table["left"][one.asker] += 1
            continue
        assert one.reply is not None
        table[one.reply.cell][one.asker] += 1
    for column in Asker:
        table["total"][column] = sum(table[key][column] for key in _RESULTS)
    return table


def contests(found: Iterable[Counted], year: int) -> dict[Contest, dict[Contested, int]]:
    """The fourth table: reviews and suits about the replies of the year, by what they came to."""
    table = {how: dict.fromkeys(Contested, 0) for how in Contest}
    for one in found:
        if one.closed is not None and one.closed.year == year:
            for how, result in one.contested.items():
                table[how][result] += 1
    return table


def adds_up(table: Mapping[str, Mapping[Asker, int]]) -> bool:
    """Whether every column comes out: new + carried over = total + left."""
    return all(
        table["new"][one] + table["carried"][one] == table["total"][one] + table["left"][one] for one in Asker
    )
