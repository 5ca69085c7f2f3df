"""Request bodies of the acts, made from what each command asks, so that the API and the law cannot differ."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field, create_model

from yichuang.law import cases as law
from yichuang.law.cases import Ask


class Point(Schema):
    """One thing to put right."""

    material: str
    what: str
    basis: str = ""


class Decided(Schema):
    """What a meeting decided: what, by which body and whom, within how many working days."""

    what: str
    body: str
    owner: str
    days: int


def _type(ask: Ask) -> Any:
    """The JSON type of a field; what the law refuses it refuses itself, with its article."""
    if ask.name == "points":
        return list[Point]
    if ask.name == "decisions":
        return list[Decided]
    if ask.name in ("officers", "members", "attended"):
        return list[str]
    if ask.name in ("answers", "situation"):
        return dict[str, str]
    return {int: int, bool: bool, date: date}.get(ask.type, str)


def body(name: str) -> type[Schema]:
    """The request body of an act."""
    fields: dict[str, Any] = {
        "key": (str | None, Field(None, description="同一个凭证号只办一次", max_length=64)),
        "seen": (int | None, Field(None, description="页面上看到的版本；办件已有新变化时拒绝")),
    }
    for ask in law.asks(law.DOERS[name].command):
        kind = _type(ask)
        says = f"{ask.asked.label}。{ask.asked.help}" + "".join(
            f" {value}={text}" for value, text in ask.choices
        )
        fields[ask.name] = (
            (kind | None, Field(None, description=says)) if ask.optional else (kind, Field(description=says))
        )
    made: type[Schema] = create_model(f"{name.title().replace('_', '')}Body", __base__=Schema, **fields)
    return made
