"""The published scoring methods of real cities, each with where it was read, what is uncertain and what it leaves out."""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec

from yichuang.law.supervision import Scoring
from yichuang.office.directory import notices

DATA = Path(__file__).parent / "data/scoring"


class CityScoring(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A city's method of scoring as it was read."""

    city: str
    source: str
    scoring: Scoring
    uncertain: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@functools.cache
def cities() -> dict[str, CityScoring]:
    """All of them, by city."""
    found = (notices.parse(path.read_bytes()) for path in sorted(DATA.glob("*.yaml")))
    return {one.city: one for one in (msgspec.convert(plain, CityScoring) for plain in found)}
