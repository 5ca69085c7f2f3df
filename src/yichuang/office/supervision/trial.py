"""A set of rules tried on the past: what they would have found beside what those in force would, case by case. It only reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from django.db import connection

from yichuang.law import supervision as law
from yichuang.law import trail as chain
from yichuang.law.cases import OPEN_STATES, day, require
from yichuang.law.clocks import midnight
from yichuang.law.facts import Entry
from yichuang.law.mandates import prefix
from yichuang.law.supervision import Finding, Rule, RuleSet
from yichuang.law.words import Level
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.supervision import deeds
from yichuang.office.supervision import rules as ruling

TOGETHER, LISTED = 200, 5_000
_CASES = """
SELECT number, matter, edition, region, body, name FROM cases_case c
WHERE region LIKE %s AND kind = ANY(%s) AND opened_at < %s AND (state = ANY(%s) OR last_at >= %s) ORDER BY opened_at DESC, number DESC LIMIT %s
"""
_FACTS = 'SELECT "case", record::text FROM trail_fact WHERE "case" = ANY(%s) AND at < %s ORDER BY "case", seq'
_KINDS = ("permit", "joint", "task")
_APART = {"turn": "card", "unattended": "duty"}
"""Kinds that only one point looks at."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding of the trial: under the rules in force, under those proposed, or both."""

    code: str
    rule: str
    level: Level
    case: str
    name: str
    body: str
    at: datetime
    evidence: str
    officer: str
    now: bool
    then: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One rule and level: how often now, how often then."""

    code: str
    rule: str
    level: Level
    now: int
    then: int

    @property
    def more(self) -> int:
        """How many more, or fewer."""
        return self.then - self.now


@dataclass(slots=True)
class Trial:
    """What a trial has found so far."""

    since: date
    until: date
    seen: int = 0
    total: int = 0
    more: bool = False
    """Whether there were more cases than it was to look at; the newest were."""
    apart: int = 0
    """Cases of regions with rules of their own, which these would not touch."""
    hits: list[Hit] = field(default_factory=list)
    counts: Counter[tuple[str, str, Level, bool]] = field(default_factory=Counter)
    """By rule, its name, level, and whether under the proposed rules."""
    by_body: Counter[tuple[str, bool]] = field(default_factory=Counter)

    @property
    def lines(self) -> list[Line]:
        """Rule by rule, level by level."""
        keys = sorted(
            {(code, rule, level) for code, rule, level, _ in self.counts},
            key=lambda key: (key[0], law.ORDER.index(key[2])),
        )
        return [Line(*key, now=self.counts[*key, False], then=self.counts[*key, True]) for key in keys]

    @property
    def bodies(self) -> list[tuple[str, int, int]]:
        """Body by body: now, then; the most then first."""
        codes = {body for body, _ in self.by_body}
        found = [(code, self.by_body[code, False], self.by_body[code, True]) for code in codes]
        return sorted(found, key=lambda line: (-line[2], -line[1], line[0]))

    def total_of(self, level: Level, *, then: bool) -> int:
        """All findings of a level."""
        return sum(n for (_, _, one, which), n in self.counts.items() if one is level and which is then)


def trial(
    proposed: RuleSet, region: str, since: date, until: date, now: datetime, *, limit: int = 100_000
) -> Iterator[Trial]:
    """Replay the cases of a territory in a period under both sets of rules; after each batch, what has been found so far.

    Cards that were really raised do not matter: both sets are tried on the same facts. Raises Refused for a senseless period.
    """
    require(since <= until, "开始日期晚于结束日期", law.ART_RULES, field="since", remedy="请改正日期。")
    require(since <= day(now), "开始日期还没有到", law.ART_RULES, field="since", remedy="试运行只看过去。")
    end = min(midnight(until + timedelta(days=1)), now)
    rows = _rows(proposed, region, since, end, limit + 1)
    found = Trial(since, until, total=min(len(rows), limit), more=len(rows) > limit)
    del rows[limit:]
    merge = _merging(proposed)
    for n in range(0, len(rows), TOGETHER):
        yield found
        batch = rows[n : n + TOGETHER]
        facts = _facts([row[0] for row in batch], end)
        for row in batch:
            _try(found, merge, region, row, facts.get(row[0], []), end)
    _patterns(found, proposed, region, end)
    yield found


def finished(steps: Iterator[Trial]) -> Trial:
    """The trial when it is through."""
    *_, last = steps
    return last


def _rows(proposed: RuleSet, region: str, since: date, end: datetime, limit: int) -> list[tuple[Any, ...]]:
    """The cases that had facts in the period or stood open through it, the newest first; cards only for rules about cards."""
    watched = {rule.point for rules in (proposed, ruling.in_force(region).rules) for rule in rules.rules}
    kinds = [*_KINDS, *(kind for point, kind in _APART.items() if point in watched)]
    states = [state.value for state in OPEN_STATES]
    with connection.cursor() as cursor:
        cursor.execute(_CASES, [f"{prefix(region)}%", kinds, end, states, midnight(since), limit])
        return list(cursor.fetchall())


def _facts(numbers: list[str], end: datetime) -> dict[str, list[Entry]]:
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [numbers, end])
        rows = cursor.fetchall()
    found: dict[str, list[Entry]] = {}
    for number, record in rows:
        found.setdefault(number, []).append(chain.read(msgspec.json.decode(record)))
    return found


Merged = tuple[tuple[Rule, ...], set[int], set[int]]


def _merging(proposed: RuleSet) -> Callable[[RuleSet], Merged]:
    """The merging of sets in force with those proposed, each done once."""
    done: dict[int, tuple[RuleSet, Merged]] = {}

    def merge(held: RuleSet) -> Merged:
        if id(held) not in done:
            done[id(held)] = held, _merged(held, proposed)
        return done[id(held)][1]

    return merge


def _merged(held: RuleSet, proposed: RuleSet) -> Merged:
    """All rules of both sets, one that stands in both but once; which are in force, which are proposed, by identity."""
    known = {rule.code: rule for rule in held.rules}
    then = tuple(known[rule.code] if known.get(rule.code) == rule else rule for rule in proposed.rules)
    both = (*held.rules, *(rule for rule in then if known.get(rule.code) is not rule))
    return both, {id(rule) for rule in held.rules}, {id(rule) for rule in then}


def _try(
    found: Trial,
    merge: Callable[[RuleSet], Merged],
    region: str,
    row: tuple[Any, ...],
    entries: list[Entry],
    end: datetime,
) -> None:
    _, matter, edition, place, body, name = row
    found.seen += 1
    held = ruling.in_force(place)
    if len(prefix(held.region)) > len(prefix(region)):
        found.apart += 1
        return
    if not entries:
        return
    rules, now, then = merge(held.rules)
    findings = law.replay(rules, entries, catalogue.edition(matter, edition), directory.calendar(), end)
    _note(found, findings, now, then, lambda one: (name, body), end)


def _patterns(found: Trial, proposed: RuleSet, region: str, end: datetime) -> None:
    """What the deeds of the bodies show together, those before the period counted in; cards in it are those really held."""
    rules, now, then = _merged(ruling.in_force(region).rules, proposed)
    known = [one for one in deeds.between(region, midnight(found.since) - timedelta(days=law.WINDOW), end)
             if len(prefix(ruling.in_force(one.body[:6]).region)) <= len(prefix(region))]  # fmt: skip
    whose = {one.case: one.body for one in known}
    _note(found, law.patterned(rules, known), now, then, lambda one: (one.case, whose[one.case]), end)


def _note(
    found: Trial,
    findings: list[Finding],
    now: set[int],
    then: set[int],
    of: Callable[[Finding], tuple[str, str]],
    end: datetime,
) -> None:
    """Count findings of the period, each once, under the rules they were found by. `of` tells the name of the case and its body."""
    shown: dict[str, tuple[Finding, bool, bool]] = {}
    for one in findings:
        if day(one.at) < found.since or one.at > end:
            continue
        _, was, will = shown.get(one.key, (one, False, False))
        shown[one.key] = (one, was or id(one.rule) in now, will or id(one.rule) in then)
    for one, was, will in shown.values():
        name, body = of(one)
        for which, holds in ((False, was), (True, will)):
            found.counts[one.rule.code, one.rule.name, one.level, which] += holds
            found.by_body[body, which] += holds
        if len(found.hits) < LISTED:
            found.hits.append(
                Hit(one.rule.code, one.rule.name, one.level, one.case, name, body, one.at, one.evidence, one.officer_name, was, will)
            )  # fmt: skip
