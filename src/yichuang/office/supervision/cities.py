"""The published methods of real cities as sets of rules, each with where it was read, what is uncertain and what it leaves out."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import msgspec

from yichuang.law import supervision as law
from yichuang.office.directory import notices

DATA = Path(__file__).parent / "data/cities"


class City(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A city's method as it was read: its rules as plain values, to be read by law like any other set."""

    city: str
    source: str
    rules: dict[str, Any]
    uncertain: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@functools.cache
def cities() -> tuple[City, ...]:
    """All cities, by file name."""
    found = (notices.parse(path.read_bytes(), what="监察规则") for path in sorted(DATA.glob("*.yaml")))
    return tuple(msgspec.convert(one, City) for one in found)


def names() -> list[str]:
    """What the cities are called."""
    return [one.city for one in cities()]


def content(name: str) -> dict[str, Any]:
    """The rules of a city as they are adopted. Raises LookupError."""
    found = next((one for one in cities() if one.city == name), None)
    if found is None:
        raise LookupError(f"没有“{name}”的监察规则；有的是：{'、'.join(names())}")
    law.read(found.rules)
    return found.rules
