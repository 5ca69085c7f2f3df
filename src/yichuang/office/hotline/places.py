"""Where things are: cells that bring near tickets together, and the names of places with their coordinates."""

from __future__ import annotations

import functools
import math
from pathlib import Path

import msgspec

from yichuang.law.facts import Spot
from yichuang.law.mandates import prefix
from yichuang.office.catalogue.terms import initials, pinyin
from yichuang.office.directory import notices

DATA = Path(__file__).parent / "data/places"
SIDE = 2_000
"""A cell's side in millionths of a degree: some two hundred metres."""
_ROW = 1_000_000
_METRE = 1e6 / 111_320
"""Millionths of a degree of latitude to a metre."""


def cell(spot: Spot) -> int:
    """The cell of a place."""
    return (spot.lat // SIDE) * _ROW + spot.lon // SIDE


def centre(cell: int) -> Spot:
    """The middle of a cell."""
    return Spot(lat=cell // _ROW * SIDE + SIDE // 2, lon=cell % _ROW * SIDE + SIDE // 2)


def cells(spot: Spot, metres: int) -> list[int]:
    """The cells within so many metres of a place, and some at the rim."""
    high = metres * _METRE
    wide = high / max(0.05, math.cos(math.radians(spot.lat / 1e6)))
    rows = range(int((spot.lat - high) // SIDE), int((spot.lat + high) // SIDE) + 1)
    columns = range(int((spot.lon - wide) // SIDE), int((spot.lon + wide) // SIDE) + 1)
    return [row * _ROW + column for row in rows for column in columns]


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place by name."""

    name: str
    lat: float
    lon: float
    also: tuple[str, ...] = ()

    @property
    def spot(self) -> Spot:
        """Where it is."""
        return Spot(lat=round(self.lat * 1e6), lon=round(self.lon * 1e6))


@functools.cache
def _known() -> dict[str, tuple[Place, ...]]:
    out = {}
    for path in sorted(DATA.glob("*.yaml")):
        plain = notices.parse(path.read_bytes(), what="地名")
        out[prefix(path.stem)] = msgspec.convert(plain["places"], tuple[Place, ...])
    return out


def places(region: str) -> tuple[Place, ...]:
    """The places of a region that have names."""
    code = prefix(region)
    return tuple(
        place
        for own, found in _known().items()
        if code.startswith(own) or own.startswith(code)
        for place in found
    )


def called(words: tuple[str, ...], text: str) -> int:
    """How well somebody who types this means one of these names: by characters, letters or initials; 0 for not at all."""
    plain = "".join(text.lower().split())
    if not plain:
        return 0
    best = 0
    for word in words:
        if word == plain:
            best = max(best, 100)
        elif word.startswith(plain):
            best = max(best, 90)
        elif plain in word:
            best = max(best, 80)
        elif len(word) > 1 and word in plain:
            best = max(best, 70)
        elif plain.isascii() and initials(word).startswith(plain):
            best = max(best, 75)
        elif plain.isascii() and len(plain) > 1 and pinyin(word).startswith(plain):
            best = max(best, 74)
        elif plain.isascii() and len(plain) > 2 and (plain in pinyin(word) or plain in initials(word)):
            best = max(best, 60)
    return best


def suggest(text: str, region: str, limit: int = 8) -> list[Place]:
    """The places somebody means who has typed this far, the likeliest first."""
    found = [(called((place.name, *place.also), text), n, place) for n, place in enumerate(places(region))]
    return [place for score, _, place in sorted(found, key=lambda x: (-x[0], x[1])) if score][:limit]


def named(text: str, region: str) -> Place | None:
    """The place somebody names exactly, by its name or by what people call it."""
    plain = text.strip()
    return next((place for place in places(region) if plain and plain in (place.name, *place.also)), None)
