"""What is wrong with a guide."""

from __future__ import annotations

from dataclasses import dataclass

from yichuang.law.cite import LICENSING

SHOWN = LICENSING.art("30(1)", "事项、依据、条件、数量、程序、期限、材料目录和示范文本应当公示")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a guide: the rule, the element, one sentence, the way to mend it, the article."""

    rule: str
    where: str
    what: str
    mend: str
    cite: str = SHOWN.text
