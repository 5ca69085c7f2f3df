"""A citation: the statute, the article, and what it says in one line. Every rule carries one."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"
_ARTICLE = re.compile(r"^(?P<article>\d+)(?:\((?P<paragraph>\d+)\))?(?:\((?P<item>\d+)\))?$")


def numeral(n: int) -> str:
    """Write 1–999 as statutes number their articles: 32 → 三十二, 103 → 一百零三."""
    hundreds, rest = divmod(n, 100)
    tens, ones = divmod(rest, 10)
    out = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        out += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        out += "零"
    return out + (_DIGITS[ones] if ones or not n else "")


@dataclass(frozen=True, slots=True)
class Statute:
    """A law, regulation or rule in one of its editions."""

    name: str
    edition: str

    @property
    def in_parts(self) -> bool:
        """Whether it is a paper in parts with numbered sections, such as an opinion or a notice, not in articles."""
        return self.name.endswith(("意见", "通知", "方案"))

    def art(self, article: str, says: str) -> Citation:
        """Cite an article: `32`, `32(1)` (paragraph), `32(1)(4)` (item). Raises ValueError on another form."""
        if not _ARTICLE.match(article):
            raise ValueError(f"article {article!r}: write 32, 32(1) or 32(1)(4)")
        return Citation(self, article, says)


@dataclass(frozen=True, slots=True)
class Citation:
    """One article of one statute, with what it says here."""

    statute: Statute
    article: str
    says: str

    @property
    def text(self) -> str:
        """The citation as a notice prints it: 《行政许可法》第三十二条第一款第四项, 《……意见》第二部分（六）."""
        found = _ARTICLE.match(self.article)
        assert found is not None
        if self.statute.in_parts:
            section = f"（{numeral(int(found['paragraph']))}）" if found["paragraph"] else ""
            return f"《{self.statute.name}》第{numeral(int(found['article']))}部分{section}"
        parts = [f"第{numeral(int(found['article']))}条"]
        if found["paragraph"]:
            parts.append(f"第{numeral(int(found['paragraph']))}款")
        if found["item"]:
            parts.append(f"第{numeral(int(found['item']))}项")
        return f"《{self.statute.name}》{''.join(parts)}"

    def __str__(self) -> str:
        return self.text


LICENSING = Statute("行政许可法", "2019-04-23")
CIVIL_CODE = Statute("民法典", "2020-05-28")
CIVIL_PROCEDURE = Statute("民事诉讼法", "2023-09-01")
BUSINESS = Statute("优化营商环境条例", "2019-10-22")
PROJECTS = Statute("国务院办公厅关于全面开展工程建设项目审批制度改革的实施意见", "2019-03-13")
HOLIDAYS = Statute("全国年节及纪念日放假办法", "2024-11-10")
CIVIL_SERVANTS = Statute("公务员法", "2018-12-29")
REVIEW = Statute("行政复议法", "2023-09-01")
OPENNESS = Statute("政府信息公开条例", "2019-04-03")
DECISIONS = Statute("重大行政决策程序暂行条例", "2019-04-20")
PLANNING = Statute("城乡规划法", "2019-04-23")
COMPENSATION = Statute("国有土地上房屋征收与补偿条例", "2011-01-21")
PENALTIES = Statute("行政处罚法", "2021-01-22")
HOTLINE = Statute("国务院办公厅关于进一步优化地方政务服务便民热线的指导意见", "2020-12-28")
JINAN = Statute("济南市12345市民服务热线条例", "2018-06-28")
BEIJING = Statute("北京市接诉即办工作条例", "2021-09-24")
ANYANG = Statute("安阳市政务服务条例", "")
"""Local laws are cited where no law of the whole country speaks: other regions set their own in their settings."""
