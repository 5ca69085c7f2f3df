"""What the values of a dimension are called by people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from yichuang.law.analysis import Party, Phase
from yichuang.law.kinds import BY_CODE as KINDS
from yichuang.law.words import Channel, Outcome, Purpose, Word
from yichuang.office.analysis.question import Dimension
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Officer, Region

_WORDS: dict[str, type[Word]] = {
    "waits": Party,
    "phase": Phase,
    "channel": Channel,
    "purpose": Purpose,
    "outcome": Outcome,
}
_NONE = {
    "officer": "没有经办人（申请人或者系统）",
    "outcome": "还没有办结",
    "cause": "没有特别原因",
    "step": "不是环节",
}


def names(dimension: Dimension, values: Iterable[Any]) -> dict[Any, str]:
    """The names of these values; a value nobody has named stands for itself."""
    found = set(values)
    known = _names(dimension.code, found)
    return {value: known.get(value) or _NONE.get(dimension.code, "（无）") if value == "" else known.get(value, str(value))
            for value in found}  # fmt: skip


def _names(code: str, values: set[Any]) -> dict[Any, str]:
    if code == "body":
        return directory.body_names(values)
    if code == "matter":
        return catalogue.matter_names(values)
    if code == "officer":
        return dict(Officer.objects.filter(number__in=values).values_list("number", "name"))
    if code == "region":
        return dict(Region.objects.filter(code__in=values).values_list("code", "name"))
    if code == "kind":
        return {value: KINDS[value].label for value in values if value in KINDS}
    if code in _WORDS:
        return {word.value: word.label for word in _WORDS[code]}
    return {value: _day(code, value) for value in values if isinstance(value, date)}


def _day(code: str, day: date) -> str:
    if code == "month":
        return f"{day:%Y年%-m月}"
    return f"{day:%Y-%m-%d}起的一周" if code == "week" else f"{day:%Y-%m-%d}"
