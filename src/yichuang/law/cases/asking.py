"""Read a command from plain values, and say what a command asks: the one source of forms, API bodies and story keys."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

from yichuang.law.cases.commands import Asked
from yichuang.law.cases.refusal import Refused, require


@dataclasses.dataclass(frozen=True, slots=True)
class Ask:
    """One field of a command as a form shows it."""

    name: str
    type: Any
    asked: Asked
    optional: bool

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The terms to choose from, when it is a term, or one that may be left out."""
        for kind in (self.type, *get_args(self.type)):
            if isinstance(kind, type) and issubclass(kind, StrEnum):
                return tuple((word.value, getattr(word, "label", word.value)) for word in kind)
        return ()


_ASKS: dict[type[Any], tuple[Ask, ...]] = {}


def asks(command: type[Any]) -> tuple[Ask, ...]:
    """The fields a command asks for, in order."""
    if command not in _ASKS:
        _ASKS[command] = _asks(command)
    return _ASKS[command]


def _asks(command: type[Any]) -> tuple[Ask, ...]:
    hints = get_type_hints(command, include_extras=True)
    out = []
    for slot in dataclasses.fields(command):
        hint = hints[slot.name]
        bare, asked = hint, Asked(slot.name)
        if get_origin(hint) is Annotated:
            bare, *extras = get_args(hint)
            asked = next((extra for extra in extras if isinstance(extra, Asked)), asked)
        optional = slot.default is not dataclasses.MISSING or slot.default_factory is not dataclasses.MISSING
        out.append(Ask(slot.name, bare, asked, optional))
    return tuple(out)


def _trimmed(ask: Ask, value: Any) -> Any:
    """A text without outer blanks, refused when it is longer than its field takes."""
    if not isinstance(value, str):
        return value
    require(
        len(value) <= ask.asked.most,
        f"“{ask.asked.label}”有{len(value)}字，最多{ask.asked.most}字",
        field=ask.name,
        remedy="请删减后再提交。",
    )
    return value.strip()


def _read(ask: Ask, value: Any) -> Any:
    """One value in its type. Raises Refused naming the field."""
    try:
        return msgspec.convert(value, type=ask.type, strict=False)
    except msgspec.ValidationError as error:
        wanted = "、".join(label for _, label in ask.choices) or "见填写说明"
        raise Refused(
            f"“{ask.asked.label}”填写不对", field=ask.name, remedy=f"请填写正确的值({wanted})。"
        ) from error


def parse(command: type[Any], data: Mapping[str, Any]) -> Any:
    """Make the command from plain values. Raises Refused naming the first field that is missing, wrong or unknown."""
    known = {ask.name: ask for ask in asks(command)}
    for name in data:
        require(
            name in known,
            f"没有名为“{name}”的栏目",
            field=str(name),
            remedy=f"可填的栏目：{'、'.join(known) or '无'}。",
        )
    values: dict[str, Any] = {}
    for name, ask in known.items():
        value = _trimmed(ask, data.get(name))
        if value is None or value == "" or value == [] or value == ():
            require(ask.optional, f"请填写“{ask.asked.label}”", field=name, remedy="此项不能为空。")
            continue
        values[name] = _read(ask, value)
    return command(**values)
