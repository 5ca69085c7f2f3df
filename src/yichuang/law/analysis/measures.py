"""Measures over spells. An engine only counts and adds whole numbers; every formula stands here, once, for all engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from yichuang.law.words import Word


class Unit(Word):
    """In which days durations are told."""

    WORKDAYS = "workdays", "工作日"
    DAYS = "days", "日历日"


@dataclass(slots=True)
class Sums:
    """What is known of a group of spells: how often each duration occurred, and some sums. Two groups can be added."""

    lasted: dict[int, int] = field(default_factory=dict)
    """How many lasted so many days."""
    limited: int = 0
    on_time: int = 0
    used: int = 0
    """Working days used where a limit holds."""
    allowed: int = 0
    """Working days allowed there."""
    refused: int = 0
    extended: int = 0
    corrected: int = 0

    def add(self, lasted: int, n: int, *sums: int) -> None:
        """Add some spells that lasted equally long."""
        self.lasted[lasted] = self.lasted.get(lasted, 0) + n
        for name, value in zip(_SUMS, sums, strict=True):
            setattr(self, name, getattr(self, name) + value)

    def merge(self, other: Sums) -> None:
        """Add another group."""
        for lasted, n in other.lasted.items():
            self.lasted[lasted] = self.lasted.get(lasted, 0) + n
        for name in _SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def count(self) -> int:
        """How many."""
        return sum(self.lasted.values())

    @property
    def total(self) -> int:
        """All their days."""
        return sum(lasted * n for lasted, n in self.lasted.items())

    def share(self, q: int) -> int | None:
        """The least duration that q per cent do not exceed (nearest rank)."""
        wanted, seen = max(1, ceil(self.count * q / 100)), 0
        for lasted in sorted(self.lasted):
            seen += self.lasted[lasted]
            if seen >= wanted:
                return lasted
        return None


_SUMS = ("limited", "on_time", "used", "allowed", "refused", "extended", "corrected")


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a group: its word, its unit, how it is counted in words, and counted."""

    code: str
    label: str
    percent: bool
    formula: str
    of: Callable[[Sums, Sums], float | None]
    """Of a group, among all groups together."""
    timed: bool = False
    """Whether it is told in days of the chosen unit."""
    whole: bool = False
    """Whether it only means something of the whole case."""


def _ratio(part: int, of: int) -> float | None:
    return part / of if of else None


MEASURES = (
    Measure("count", "件次", False, "期间内结束的段数。一个办件补正两次，“等申请人补正”算两次", lambda x, _: x.count),
    Measure("median", "中位数", False, "把时长从短到长排，排在 50% 处的那一个：至少一半不超过它（就近取整，不插值）", lambda x, _: x.share(50), timed=True),
    Measure("p90", "九成不超过", False, "把时长从短到长排，排在 90% 处的那一个：九成不超过它（就近取整，不插值）", lambda x, _: x.share(90), timed=True),
    Measure("mean", "平均", False, "时长之和 ÷ 件次", lambda x, _: _ratio(x.total, x.count), timed=True),
    Measure("total", "合计", False, "时长之和", lambda x, _: x.total, timed=True),
    Measure("share", "占全部时间", True, "这一组时长之和 ÷ 全部各组时长之和：占得多的就是瓶颈", lambda x, all_: _ratio(x.total, all_.total)),
    Measure("on_time", "按时率", True, "在期限最后一天或者以前结束的 ÷ 有期限的", lambda x, _: _ratio(x.on_time, x.limited)),
    Measure("used", "期限用去", True, "用去的工作日之和 ÷ 期限允许的工作日之和，只算有期限的", lambda x, _: _ratio(x.used, x.allowed)),
    Measure("corrected", "补正率", True, "告知过补正的办件 ÷ 办结的办件", lambda x, _: _ratio(x.corrected, x.count), whole=True),
    Measure("refused", "退件率", True, "不予受理和不予许可的办件 ÷ 办结的办件", lambda x, _: _ratio(x.refused, x.count), whole=True),
    Measure("extended", "延期率", True, "延长过期限的办件 ÷ 办结的办件", lambda x, _: _ratio(x.extended, x.count), whole=True),
)  # fmt: skip
BY_CODE = {one.code: one for one in MEASURES}
