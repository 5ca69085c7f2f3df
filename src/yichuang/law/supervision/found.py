"""From a case's history to findings: what one fact brings to light, what an instant does, and the whole past at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from yichuang.law.calendar import Calendar
from yichuang.law.cases import Case, apply, begin, open_steps
from yichuang.law.facts import Entry
from yichuang.law.matters import Edition
from yichuang.law.supervision.instants import applies, waiting
from yichuang.law.supervision.rule import Finding, Rule, Threshold
from yichuang.law.supervision.signs import SIGNS, History
from yichuang.law.words import Role

AT_MOST = ("seconds",)
"""Tests that hold below their threshold; the others hold from it on."""


def holds(threshold: Threshold, value: float) -> bool:
    """Whether a measured value meets a threshold."""
    return any(
        value <= limit if name in AT_MOST else value >= limit for name, limit in threshold.given.items()
    )


def shown(rules: Sequence[Rule], history: History, case: Case) -> Iterator[Finding]:
    """What this fact, after which the case stands so, shows by itself: of each rule the gravest level that holds."""
    for rule in rules:
        kinds, sign = SIGNS.get(rule.point, ((), None))
        if sign is None or not isinstance(history.fact, kinds) or not applies(rule, case, history.edition):
            continue
        measured = sign(history)
        if measured is None:
            continue
        levels = [
            level
            for level, threshold in rule.levels_for(case.matter).items()
            if holds(threshold, measured.value)
        ]
        if levels:
            by = history.entry.by
            officer = by if by.role is Role.OFFICER else None
            yield Finding(
                rule=rule,
                level=max(levels, key=_GRAVITY.index),
                case=case.number,
                at=history.entry.at,
                occurrence=f"#{history.entry.seq}",
                evidence=measured.evidence,
                measured=f"{measured.value:g}",
                fact=history.entry.seq,
                officer=officer.id if officer else "",
                officer_name=officer.name if officer else "",
            )


_GRAVITY = ["tip", "yellow", "red"]


def after(rules: tuple[Rule, ...], history: History, case: Case, since: datetime) -> list[Finding]:
    """All that is found when a fact is on record and the case stands so: instants passed since it was last looked at, and what it shows."""
    last, edition, calendar = history.entry, history.edition, history.calendar
    passed: list[Finding] = []
    if history.case is not None:
        passed = until(rules, history.case, edition, calendar, last.at, history.before)
    known = {one.key for one in passed}
    now = until(rules, case, edition, calendar, last.at, (*history.before, last))
    return [
        *(one for one in passed if one.at > since),
        *shown(rules, history, case),
        *(one for one in now if one.key not in known),
    ]


def until(
    rules: tuple[Rule, ...],
    case: Case,
    edition: Edition,
    calendar: Calendar,
    now: datetime,
    entries: Sequence[Entry],
) -> list[Finding]:
    """The instants of a case that have been passed by now, each with whoever has it in hand."""
    passed = [one for one in waiting(rules, case, edition, calendar) if one.at <= now]
    return [in_hand(one, case, edition, entries) for one in passed]


def in_hand(finding: Finding, case: Case, edition: Edition, entries: Sequence[Entry]) -> Finding:
    """The finding with the officer it names: the holder of the open step, else whoever of the body acted last, else nobody."""
    if case.card is not None:
        return dataclasses.replace(finding, officer=case.card.officer, officer_name=case.card.officer_name)
    for step in open_steps(case, edition):
        desk = case.desk(step.key)
        if desk.holder:
            return dataclasses.replace(finding, officer=desk.holder, officer_name=desk.holder_name)
    acted = next(
        (x.by for x in reversed(entries) if x.by.role is Role.OFFICER and x.by.body == case.body), None
    )
    if acted is None:
        return finding
    return dataclasses.replace(finding, officer=acted.id, officer_name=acted.name)


def replay(
    rules: tuple[Rule, ...],
    entries: Iterable[Entry],
    edition: Edition,
    calendar: Calendar,
    now: datetime,
) -> list[Finding]:
    """All that these rules would have found in a case up to now, each once: how a rule is tried on the past."""
    known: list[Entry] = []
    found: dict[str, Finding] = {}
    case: Case | None = None
    for entry in entries:
        history = History(known, case, entry, edition, calendar)
        since = case.last_at if case else entry.at
        case = apply(case, entry) if case else begin(entry)
        for one in after(rules, history, case, since):
            found.setdefault(one.key, one)
        known.append(entry)
    if case is not None:
        for one in until(rules, case, edition, calendar, now, known):
            found.setdefault(one.key, one)
    return sorted(found.values(), key=lambda one: (one.at, one.key))
