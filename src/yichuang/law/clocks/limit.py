"""What a clock is made of: a limit in law, the event that started it, what was cut out and what was added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Self

import msgspec

from yichuang.law.cite import Citation
from yichuang.law.words import Word

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The one official time, without daylight saving since 1991."""

ONE_DAY = timedelta(days=1)
LONGEST = 10_000


class Malformed(ValueError):
    """A clock that cannot be: the message names the field and what is wrong with it."""


class Unit(Word):
    """What a limit counts. The unit is each limit's own: 行政许可法 82 speaks only of its own limits."""

    WORKDAY = "workday", "工作日"
    DAY = "day", "日"
    HOUR = "hour", "小时"


class Start(Word):
    """Whether the day of the event counts; by 民法典 201(1) it does not. Hours run from it, 201(2)."""

    NEXT_DAY = "next_day", "次日起算"
    SAME_DAY = "same_day", "当日起算"


class _Plain:
    """A value that can be written as JSON values and read back."""

    __slots__ = ()

    def plain(self) -> dict[str, Any]:
        """The value as JSON values."""
        data = msgspec.to_builtins(self)
        assert isinstance(data, dict)
        return data

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read the value back. Raises Malformed, which names the field."""
        try:
            return msgspec.convert(plain, cls)
        except msgspec.ValidationError as error:
            raise Malformed(str(error)) from None


@dataclass(frozen=True, slots=True)
class Limit(_Plain):
    """So many units, by this article."""

    amount: int
    unit: Unit
    cite: Citation
    start: Start = Start.NEXT_DAY

    def __post_init__(self) -> None:
        if not 0 <= self.amount <= LONGEST:
            raise Malformed(f"amount：期限 {self.amount} 应在 0 至 {LONGEST} 之间")


@dataclass(frozen=True, slots=True)
class Pause(_Plain):
    """Whole days that are not counted (行政许可法 45), both ends included; an open pause has no end yet."""

    start: date
    end: date | None
    ground: str

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise Malformed(f"end：中止终日 {self.end} 早于始日 {self.start}")


@dataclass(frozen=True, slots=True)
class Clock(_Plain):
    """A limit that runs from an event, less its pauses, plus its extension, until it is stopped."""

    limit: Limit
    start: datetime
    pauses: tuple[Pause, ...] = ()
    extension: int = 0
    stopped: date | None = None

    def __post_init__(self) -> None:
        if self.start.tzinfo is None:
            raise Malformed(f"start：起算时刻 {self.start.isoformat()} 没有时区")
        if not 0 <= self.extension <= LONGEST:
            raise Malformed(f"extension：延长 {self.extension} 应在 0 至 {LONGEST} 之间")

    @property
    def day(self) -> date:
        """The day of the event, in China."""
        start = self.start
        return (start if start.tzinfo is CHINA else start.astimezone(CHINA)).date()

    @property
    def first(self) -> date:
        """The first day that may be counted."""
        return self.day if self.limit.start is Start.SAME_DAY else self.day + ONE_DAY

    @property
    def total(self) -> int:
        """The limit with its extension, in its own unit."""
        return self.limit.amount + self.extension
