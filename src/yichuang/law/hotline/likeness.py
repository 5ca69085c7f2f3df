"""Whether two demands are the same: the same subject, near in place and time, told in like words. Only proposed, never decided."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from yichuang.law.facts import Spot

NEAR, DAYS, LIKE = 200, 7, 0.35
"""Metres, days, and the share of pairs of characters, from which on two demands may be one."""
_EARTH = 6_371_000
_PLAIN = re.compile(r"[^0-9a-z\u3400-\u9fff]+")


def metres(one: Spot, other: Spot) -> int:
    """How far apart two places are, on a sphere."""
    lat, lon, lat2, lon2 = (math.radians(x / 1e6) for x in (one.lat, one.lon, other.lat, other.lon))
    a = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return round(2 * _EARTH * math.asin(min(1.0, math.sqrt(a))))


@functools.lru_cache(4096)
def _pairs(text: str) -> frozenset[str]:
    plain = _PLAIN.sub("", text.lower())
    return frozenset(plain[n : n + 2] for n in range(len(plain) - 1)) or frozenset({plain} - {""})


def same_words(one: str, other: str) -> float:
    """How alike two texts are: the pairs of characters they share, of those the shorter one has."""
    left, right = _pairs(one), _pairs(other)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


@dataclass(frozen=True, slots=True)
class Known:
    """A demand as far as likeness goes; the caller only as a keyed hash."""

    number: str
    at: datetime
    subject: str
    title: str
    place: str
    spot: Spot | None
    caller: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another ticket that may be the same demand, and why."""

    number: str
    score: int
    same_caller: bool
    why: tuple[str, ...]


def _like(new: Known, old: Known) -> Likeness | None:
    why: list[str] = []
    score = 0
    if abs(new.at - old.at) > timedelta(days=DAYS):
        return None
    same_caller = bool(new.caller) and new.caller == old.caller
    if same_caller:
        score += 40
        why.append("同一电话")
    if new.subject and new.subject == old.subject:
        score += 20
        why.append("同一分类")
    far = metres(new.spot, old.spot) if new.spot and old.spot else None
    if far is not None and far <= NEAR:
        score += 30
        why.append(f"相距{far}米")
    elif far is None and new.place and new.place == old.place:
        score += 25
        why.append("同一地点")
    alike = same_words(new.title, old.title)
    if alike >= LIKE:
        score += round(30 * alike)
        why.append(f"标题{alike:.0%}相同")
    return Likeness(old.number, score, same_caller, tuple(why)) if score >= 50 else None


def likely_same(new: Known, others: Iterable[Known], limit: int = 5) -> list[Likeness]:
    """The tickets of the last days that may be the same demand, the likeliest first, of equals the oldest."""
    found = sorted(others, key=lambda one: (one.at, one.number))
    alike = [hit for one in found if one.number != new.number and (hit := _like(new, one))]
    return sorted(alike, key=lambda hit: -hit.score)[:limit]
