"""Words that hold a text back: marks of state secrets and papers for the inside, of trade secrets (政府信息公开条例 14, 15)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from yichuang.law.privacy.labels import words
from yichuang.law.privacy.mark import Certainty, Kind, Mark
from yichuang.law.privacy.reading import Reading

_LEVEL: Final = re.compile("[绝机秘] ?密")
_STAR: Final = re.compile(r" ?[★☆](?: ?(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?[年个月日]{1,2}|长期)?")
_GRADE: Final = re.compile(r"密级 ?[:： ]{1,3}$")
_BLANK_BEFORE: Final = re.compile(r"(?:^|\n)[ \t]{0,4}$")
_BLANK_AFTER: Final = re.compile(r"[ \t]{0,4}(?:\n|$)")
_INSIDE: Final = re.compile(
    "(?:"
    + words(
        "密级:内部 内部资料 内部文件 内部材料 内部传阅 内部掌握 内部使用 仅供内部 严禁外传 不得外传 注意保存"
    )
    + ")(?!性)"
)
_TRADE: Final = re.compile(
    words(
        "商业秘密 商业机密 技术秘密 技术诀窍 核心技术参数 工艺参数 工艺配方 生产配方 产品配方 原料配方 核心配方 技术配方 秘制配方 "
        "客户名单 客户清单 客户信息表 供应商名单 报价单 报价明细 报价清单 报价构成 成本构成 成本明细 成本核算表 未公开的财务 未公开的技术"
    )
)
GENERAL: Final = frozenset(("商业秘密", "商业机密", "技术秘密"))
"""What laws and notices speak of in general: it marks nothing where they do."""

_LAW_BEFORE: Final = re.compile(
    "(?:国家秘密|个人隐私|个人信息|商业秘密|保守|保护|泄露|披露|侵犯|涉及|知悉|工作秘密|窃取|获取)"
    "(?:的|其|国家|第三方|他人|当事人|委托人|权利人|本单位|企业|申请人|被检查|单位|者|人){0,3}(?:的|[、,，和或及与]者?以?){0,2}$"
)
_LAW_AFTER: Final = re.compile("^(?:、|和|或者?|以及|及|与)(?:个人隐私|国家秘密|个人信息)")


def _secrets(reading: Reading) -> Iterator[Mark]:
    """秘密★10年, 密级：机密, or 绝密 alone on its line; the word within a sentence is none."""
    plain = reading.plain
    for found in _LEVEL.finditer(plain):
        start, end = found.span()
        left = plain[max(0, start - 8) : start]
        grade = _GRADE.search(left)
        if star := _STAR.match(plain, end):
            end = star.end()
        elif grade:
            start -= len(grade.group())
        elif not (_BLANK_BEFORE.search(left) and _BLANK_AFTER.match(plain[end : end + 6])):
            continue
        yield Mark(start, end, Kind.SECRET, "密级的标记，停下来审查", Certainty.CERTAIN, "****")
    for found in _INSIDE.finditer(plain):
        yield Mark(*found.span(), Kind.SECRET, "内部资料的标记，停下来审查", Certainty.LIKELY, "****")


def stopping(reading: Reading) -> Iterator[Mark]:
    """Every such word, but not where a text only tells what the law says of it."""
    plain = reading.plain
    yield from _secrets(reading)
    for found in _TRADE.finditer(plain):
        before, after = (
            plain[max(0, found.start() - 24) : found.start()],
            plain[found.end() : found.end() + 8],
        )
        general = found.group() in GENERAL and (_LAW_BEFORE.search(before) or _LAW_AFTER.match(after))
        if not general:
            yield Mark(*found.span(), Kind.TRADE, "可能含有商业秘密，停下来审查", Certainty.LIKELY, "****")
