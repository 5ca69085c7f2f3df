"""Which rules hold where: a region's own, else those of the region above, else the standard ones."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import msgspec

from yichuang.law import supervision as law
from yichuang.law.mandates import prefix
from yichuang.law.supervision import STANDARD, RuleSet
from yichuang.law.words import Level
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import notices
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Topic
from yichuang.office.supervision.models import Rules

_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules in force somewhere: whose and which edition, and what they say."""

    region: str
    number: int
    rules: RuleSet

    @property
    def label(self) -> str:
        """How a card names them."""
        return f"{self.region}/{self.number}" if self.number else "standard"


@dataclass(slots=True)
class _Memory:
    """The latest edition of every region, and under which version that was true."""

    version: int | None = -1
    checked: float = 0.0
    sets: dict[str, InForce] = field(default_factory=dict)


_memory = _Memory()
_STANDARD = InForce("", 0, STANDARD)


def forget() -> None:
    """Drop what this process remembers, so that the next question reads the database."""
    _memory.version, _memory.checked, _memory.sets = -1, 0.0, {}


def in_force(region: str) -> InForce:
    """The rules for cases of a region; another process's change is seen within two seconds."""
    if time.monotonic() - _memory.checked >= _SECONDS:
        version = directory.version(Topic.RULES)
        if version != _memory.version:
            latest = Rules.objects.order_by("region", "-number").distinct("region")
            _memory.sets = {
                prefix(row.region): InForce(row.region, row.number, law.completed(law.read(row.content)))
                for row in latest
            }
        _memory.version, _memory.checked = version, time.monotonic()
    code = prefix(region)
    found = [own for own in _memory.sets if code.startswith(own)]
    return _memory.sets[max(found, key=len)] if found else _STANDARD


def whole(region: str) -> str:
    """A region's code in all its twelve digits: one territory has one chain of rules, however it was written."""
    return f"{region:0<12}" if region else ""


def editions(region: str) -> list[Rules]:
    """All editions a region has set, newest first."""
    return list(Rules.objects.filter(region=whole(region)).order_by("-number"))


def chain(region: str) -> str:
    """The chain on which a region's rules are told of."""
    return f"rules/{region or 'country'}"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as people read it."""

    rule: law.Rule
    looked_at: str
    levels: list[tuple[Level, str]]
    exceptions: list[tuple[str, str]]
    """Matters with thresholds of their own, by name, in words."""


def lines(rules: RuleSet) -> list[RuleLine]:
    """The rules in words, in their order."""
    named = catalogue.matter_names({matter for rule in rules.rules for matter in rule.matters})
    return [
        RuleLine(
            rule,
            law.looked_at(rule),
            [(level, law.spoken(rule.levels[level])) for level in law.ORDER if level in rule.levels],
            [(named.get(matter, matter), law.levels(own)) for matter, own in sorted(rule.matters.items())],
        )
        for rule in rules.rules
    ]


def plain(rules: RuleSet) -> dict[str, Any]:
    """A set of rules as it is adopted, downloaded and edited."""
    found: dict[str, Any] = msgspec.to_builtins(rules)
    return found


def parse(raw: bytes | str) -> RuleSet:
    """A set of rules from a file people wrote, YAML or JSON. Raises Refused that names the line or the field."""
    found = notices.parse(raw, what="监察规则", remedy="写法见监察规则说明。")
    return law.read(found.get("rules") if isinstance(found, dict) and "city" in found else found)


def history(region: str) -> list[tuple[Rules, list[tuple[str, str, str]]]]:
    """The editions a region has set, newest first, each with what it changed; the first against the usual rules."""
    rows = editions(region)
    read = [*(law.read(row.content) for row in rows), STANDARD]
    return [(row, law.changes(was, now)) for row, (now, was) in zip(rows, pairwise(read), strict=True)]


def regions() -> list[str]:
    """The regions that have set rules of their own."""
    return list(Rules.objects.order_by("region").values_list("region", flat=True).distinct())
