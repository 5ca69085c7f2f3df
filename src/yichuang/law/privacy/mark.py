"""A mark: a stretch of a text that may not be published as it stands; a person decides on each (政府信息公开条例 15, 17, 37)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final

from yichuang.law.words import Word


class Kind(Word):
    """What a mark holds."""

    IDENTITY = "identity", "公民身份号码"
    PHONE = "phone", "电话号码"
    BANK = "bank", "银行账号"
    TRAVEL = "travel", "出入境证件号码"
    PLATE = "plate", "车牌号"
    EMAIL = "email", "电子邮箱"
    CHAT = "chat", "微信号、QQ号"
    ADDRESS = "address", "家庭住址"
    NAME = "name", "姓名"
    BIRTH = "birth", "出生日期"
    HEALTH = "health", "健康信息"
    TRADE = "trade", "商业秘密标记"
    SECRET = "secret", "国家秘密、内部资料标记"


STOPPING: Final = frozenset({Kind.TRADE, Kind.SECRET})
"""Hiding the word does not help: the whole text waits for a reviewer (政府信息公开条例 14, 15)."""


class Certainty(Word):
    """How sure the machine is; the last is only shown to the reviewer, never suggested for hiding."""

    CERTAIN = "certain", "确定"
    LIKELY = "likely", "很可能"
    POSSIBLE = "possible", "请看一看"


RANK: Final = {Certainty.CERTAIN: 0, Certainty.LIKELY: 1, Certainty.POSSIBLE: 2}


@dataclass(frozen=True, slots=True)
class Mark:
    """From `start` to before `end`: what it is, why it is thought so, and what would stand there instead."""

    start: int
    end: int
    kind: Kind
    why: str
    certainty: Certainty
    mask: str

    @property
    def stops(self) -> bool:
        """Whether the text may not go on before somebody has answered, whatever is hidden in it."""
        return self.kind in STOPPING

    @property
    def suggested(self) -> bool:
        """Whether hiding is suggested; what is only possible is left to the reviewer's eye."""
        return not self.stops and self.certainty is not Certainty.POSSIBLE


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text in order: plain, or what a mark holds."""

    text: str
    mark: Mark | None = None


def spans(text: str, marks: Iterable[Mark]) -> tuple[Span, ...]:
    """The whole text in pieces, as a page shows it. Raises ValueError when marks overlap or lie outside."""
    pieces, at = [], 0
    for mark in sorted(marks, key=lambda one: one.start):
        if not at <= mark.start < mark.end <= len(text):
            raise ValueError(f"mark {mark.start}–{mark.end} of a text of {len(text)} after {at}")
        if mark.start > at:
            pieces.append(Span(text[at : mark.start]))
        pieces.append(Span(text[mark.start : mark.end], mark))
        at = mark.end
    return (*pieces, Span(text[at:])) if at < len(text) else tuple(pieces)


def redact(text: str, marks: Iterable[Mark], accepted: Collection[Mark]) -> str:
    """The text with the accepted of its marks hidden, all else kept word for word (政府信息公开条例 37).

    Raises ValueError when something is accepted that is no mark of this text.
    """
    known = set(marks)
    if not set(accepted) <= known:
        raise ValueError("accepted what is not marked")
    return "".join(piece.mark.mask if piece.mark else piece.text for piece in spans(text, set(accepted)))


def suggested(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks a reviewer finds ticked at first."""
    return tuple(mark for mark in marks if mark.suggested)


def stops(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks that hold the text back until a reviewer has answered."""
    return tuple(mark for mark in marks if mark.stops)


def _yields(one: Mark, other: Mark) -> bool:
    """Whether the first of two overlapping marks gives way: to the surer, then to the longer, then to the earlier."""
    return (RANK[one.certainty], one.start - one.end) >= (RANK[other.certainty], other.start - other.end)


def settled(found: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks in the order of the text; of two that overlap one gives way, and what sticks out of it stays marked when it is another kind."""
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or kept[-1].end <= mark.start:
            kept.append(mark)
        elif _yields(mark, kept[-1]):
            if mark.end > kept[-1].end and mark.kind is not kept[-1].kind:
                kept.append(replace(mark, start=kept[-1].end))
        else:
            rival = kept.pop()
            if rival.kind is mark.kind:
                rival = mark
            if rival.start < mark.start:
                kept.append(replace(rival, end=mark.start))
            kept.append(mark)
            if rival.end > mark.end:
                kept.append(replace(rival, start=mark.end))
    return tuple(kept)
