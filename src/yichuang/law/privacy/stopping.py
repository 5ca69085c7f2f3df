"""Words that hold a text back: marks of state secrets and papers for the inside, of trade secrets (政府信息公开条例 14, 15)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from yichuang.law.privacy.mark import Certainty, Kind, Mark
from yichuang.law.privacy.reading import HAN, Reading

_SECRET: Final = re.compile(
    r"(?P<star>(?:绝密|机密|秘密) ?[★☆](?: ?(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?[年个月日]{1,2}|长期)?)"
    r"|(?P<level>密级[:： ]{1,3}(?:绝密|机密|秘密|内部))"
    r"|(?P<alone>(?:^|(?<=\n))[ \t]{0,4}(?:绝 ?密|机 ?密|秘 ?密)(?=[ \t]{0,4}(?:\n|$)))"
    r"|(?P<inside>内部资料|内部文件|内部材料|内部传阅|内部掌握|内部使用|仅供内部|严禁外传|不得外传|注意保存)"
)
_TRADE: Final = re.compile(
    rf"商业秘密|商业机密|技术秘密|技术诀窍|核心技术参数|工艺参数|(?:工艺|生产|产品|原料|核心|技术|药品|秘制)配方|客户(?:名单|清单|信息表)|供应商名单|报价(?:单|明细|清单|表|构成)|成本(?:构成|明细|核算)表?|未公开的?(?:财务|技术)[{HAN}]{{1,4}}"
)
_LAW_BEFORE: Final = re.compile(
    "(?:国家秘密|个人隐私|保守|侵犯|涉及|保护|知悉的)[、和或者及与,，]{0,2}$|国家秘密、工作秘密、$"
)
_LAW_AFTER: Final = re.compile("^(?:、|和|或者?|以及|及|与)(?:个人隐私|国家秘密|个人信息)")


def stopping(reading: Reading) -> Iterator[Mark]:
    """Every such word, but not where a text only tells what the law says of them."""
    plain = reading.plain
    for found in _SECRET.finditer(plain):
        inside = found.lastgroup == "inside"
        sure = Certainty.LIKELY if inside else Certainty.CERTAIN
        why = "内部资料的标记，停下来审查" if inside else "密级的标记，停下来审查"
        yield Mark(*found.span(), Kind.SECRET, why, sure, "****")
    for found in _TRADE.finditer(plain):
        general = found.group() in ("商业秘密", "商业机密") and (
            _LAW_BEFORE.search(plain[max(0, found.start() - 12) : found.start()])
            or _LAW_AFTER.match(plain[found.end() : found.end() + 8])
        )
        if not general:
            yield Mark(
                *found.span(), Kind.TRADE, "可能含有商业秘密，停下来审查", Certainty.LIKELY, "****"
            )
