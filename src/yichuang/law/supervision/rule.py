"""A rule of supervision as data: what is looked at, from which threshold on which card, by which basis; a region's set of them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from yichuang.law.cases.cards import DAYS
from yichuang.law.supervision.scoring import Scoring
from yichuang.law.words import Level

WINDOW = 366
"""The most days a pattern can look back."""


class Threshold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """From where on a level holds; of several tests given, the first to hold is enough."""

    used: float | None = None
    """The share of the limit that is used: 0.9, or 2 for twice the limit."""
    left: int | None = None
    """Units of the limit that are left, or fewer."""
    over: int | None = None
    """Units past the limit; 0 from the instant it is over."""
    count: int | None = None
    """How often, or how many."""
    days: int | None = None
    """Days between what is said and when it was put on record."""
    seconds: float | None = None
    """Within so many seconds, or fewer."""
    minutes: int | None = None
    """For so many minutes, or more."""
    share: float | None = None
    """The share of what an officer or a body did."""
    sigma: float | None = None
    """Standard deviations above the mean of all bodies."""

    @property
    def given(self) -> Mapping[str, float]:
        """The tests that are given."""
        return _given(self)


@functools.lru_cache(4096)
def _given(threshold: Threshold) -> Mapping[str, float]:
    """Asked for each rule at each fact of each case, so it is told once."""
    found = ((name, getattr(threshold, name)) for name in threshold.__struct_fields__)
    return {name: value for name, value in found if value is not None}


Levels = dict[Level, Threshold]


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One rule: a point that is looked at, and from where on it is a tip, a yellow or a red card."""

    code: str
    name: str
    point: str
    basis: str
    levels: Levels
    kinds: tuple[str, ...] = ()
    """Only for these kinds of case; none means all."""
    handling: str = ""
    """Only for matters handled so: `immediate` or `promised`."""
    matters: dict[str, Levels] = {}
    """Other thresholds for single matters, by their code."""
    window: int = 30
    """Over how many days back a pattern is looked for."""
    sample: int = 10
    """From how many deeds on a pattern means anything."""
    on: bool = True

    def levels_for(self, matter: str) -> Levels:
        """The thresholds that hold for a matter."""
        return self.matters.get(matter, self.levels)


class RuleSet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The rules of a region in one edition, with the city's own paper they come from."""

    name: str
    basis: str
    rules: tuple[Rule, ...]
    days: dict[str, int] = {}
    """Working days for explaining, holding, rectifying, verifying, appealing, where they differ from the usual."""
    scoring: Scoring | None = None
    """How bodies are scored; none for as the region above does. It holds from the first period that begins under it."""

    @property
    def turns(self) -> dict[str, int]:
        """The working days of every turn of a card."""
        return {**dict(DAYS), **self.days}

    def rule(self, code: str) -> Rule | None:
        """The rule of this code."""
        return next((rule for rule in self.rules if rule.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that was met: when, in which case, by which fact or instant, by how much."""

    rule: Rule
    level: Level
    case: str
    at: datetime
    occurrence: str
    """Which clock, fact or pattern of the case it was: together with rule and level it is found once."""
    evidence: str
    measured: str = ""
    fact: int = 0
    officer: str = ""
    officer_name: str = ""
    of: str = ""
    """Whose pattern it is, an officer's or a body's; empty for what is found in the one case."""

    @property
    def key(self) -> str:
        """What makes it one finding and no other."""
        return f"{self.of or self.case}:{self.rule.code}/{self.level.value}/{self.occurrence}"
