"""An answer as its facts say: its editions, its draft, its reports; what a day makes of it is asked with that day."""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec.structs import replace

from yichuang.law.knowledge.duty import Duty
from yichuang.law.words import Light, Word


class Status(Word):
    """What an answer is worth on a day."""

    DRAFT = "draft", "未发布"
    COMING = "coming", "未启用"
    CURRENT = "current", "使用中"
    EXPIRED = "expired", "已失效"
    WITHDRAWN = "withdrawn", "已撤下"


class Edition(msgspec.Struct, frozen=True):
    """One published edition: from which day on, and from which day on no longer."""

    number: int
    effective: date
    ends: date | None

    def until(self, day: date) -> Edition:
        """The same, ending on a day at the latest; what has not begun by then never begins."""
        ends = max(self.effective, day)
        return replace(self, ends=ends if self.ends is None else min(ends, self.ends))


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The next edition being written: its digest, which edition it changes, who wrote it."""

    digest: str
    base: int | None
    author: str


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """A report that the answer is wrong, not mended yet; its number is its fact's."""

    number: int
    due: date
    by: str
    words: str


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An answer as its facts say. Nobody writes a field: `apply` does."""

    code: str
    version: int = 0
    editions: tuple[Edition, ...] = ()
    review_by: date | None = None
    draft: Draft | None = None
    withdrawn_on: date | None = None
    disputes: tuple[Dispute, ...] = ()

    @property
    def last(self) -> int:
        """The number of the newest edition; 0 when none was published."""
        return self.editions[-1].number if self.editions else 0

    @property
    def mend_by(self) -> date | None:
        """When the first open report is due."""
        return min((one.due for one in self.disputes), default=None)


def in_force(item: Item, day: date) -> Edition | None:
    """The edition that may be told on a day; none when it is withdrawn, expired or not begun."""
    told = (one for one in item.editions if one.effective <= day and (one.ends is None or day < one.ends))
    return max(told, key=lambda one: one.number, default=None)


def status(item: Item, day: date) -> Status:
    """What the answer is worth on a day."""
    if not item.editions:
        return Status.DRAFT
    if in_force(item, day):
        return Status.CURRENT
    if item.withdrawn_on is not None:
        return Status.WITHDRAWN
    return Status.COMING if item.editions[-1].effective > day else Status.EXPIRED


def light(item: Item, day: date, duty: Duty) -> Light:
    """The light of the duty of review: yellow some days before, red after the day; none when nothing is told."""
    if item.review_by is None or status(item, day) not in (Status.CURRENT, Status.COMING):
        return Light.NONE
    if day > item.review_by:
        return Light.RED
    return Light.YELLOW if day >= duty.warned_from(item.review_by) else Light.GREEN
