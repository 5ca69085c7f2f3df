"""What a fact is: something that happened to a case, in the past tense, frozen, with its Chinese sentence."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, TypeVar, dataclass_transform

import msgspec

from yichuang.law.words import Role


@dataclasses.dataclass(frozen=True, slots=True)
class Sealed:
    """Personal text kept beside the chain; only its salted digest is chained, so the text can lawfully be erased."""

    text: str | None = None
    digest: str | None = None

    def __str__(self) -> str:
        return self.text if self.text is not None else "（个人信息已依法删除）"


@dataclasses.dataclass(frozen=True, slots=True)
class Actor:
    """Who acted: officers and village agents by name and post, since they act in public; others by an opaque id only."""

    role: Role
    id: str = ""
    name: str = ""
    body: str = ""
    post: str = ""
    principal: str = ""
    """Of an agent: the applicant whose business it is."""

    @property
    def title(self) -> str:
        """How a sentence names the actor; of an agent also for whom: 代办员泽仁代申请人."""
        if self.principal:
            return f"{self.post or self.role.label}{self.name}代{Role.APPLICANT.label}"
        return self.name or self.role.label


SYSTEM = Actor(Role.SYSTEM, id="timer", name="系统")

_KINDS: dict[str, type[Fact]] = {}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The root of all facts. A subclass is registered under its class name, which is stored for ever."""

    TOLD: ClassVar[bool] = False
    """Whether the applicant is told of it at once."""

    def sentence(self) -> str:
        """Say in Chinese what happened, without the actor."""
        raise NotImplementedError


F = TypeVar("F", bound=Fact)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def fact(cls: type[F]) -> type[F]:
    """Make a frozen fact class and register its name."""
    made: type[F] = dataclasses.dataclass(frozen=True, slots=True, kw_only=True)(cls)
    _KINDS[made.__name__] = made
    return made


def known() -> Mapping[str, type[Fact]]:
    """Every fact there is, by stored name."""
    return _KINDS


def plain(value: Fact) -> dict[str, Any]:
    """The fact as JSON values: dates as ISO text, enums as values, no floats."""
    data = msgspec.to_builtins(value)
    assert isinstance(data, dict)
    return data


def revive(name: str, data: Mapping[str, Any]) -> Fact:
    """Read a stored fact. Raises ValueError when the name is unknown or the data do not fit it."""
    if name not in _KINDS:
        raise ValueError(f"unknown fact {name!r}")
    try:
        return msgspec.convert(data, type=_KINDS[name])
    except msgspec.ValidationError as error:
        raise ValueError(f"{name}: {error}") from error


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A fact in its place: which case, which number in its trail, when, by whom."""

    case: str
    seq: int
    at: datetime
    by: Actor
    fact: Fact

    def sentence(self) -> str:
        """The whole sentence: who, what."""
        return f"{self.by.title}{self.fact.sentence()}"
