"""From a case's history to findings: what one fact brings to light, what an instant does, and the whole past at once."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from yichuang.law.calendar import Calendar
from yichuang.law.cases import Case, apply, begin, open_steps
from yichuang.law.facts import Entry
from yichuang.law.matters import Edition
from yichuang.law.supervision.instants import applies
from yichuang.law.supervision.lens import Lens, same_clocks
from yichuang.law.supervision.rule import Finding, Levels, Rule, Threshold
from yichuang.law.supervision.signs import SIGNS, History, Sign
from yichuang.law.words import Level, Role

AT_MOST = ("seconds",)
"""Tests that hold below their threshold; the others hold from it on."""


def holds(threshold: Threshold, value: float) -> bool:
    """Whether a measured value meets a threshold."""
    return any(
        value <= limit if name in AT_MOST else value >= limit for name, limit in threshold.given.items()
    )


def shown(rules: Sequence[Rule], history: History, case: Case) -> Iterator[Finding]:
    """What this fact, after which the case stands so, shows by itself: of each rule the gravest level that holds."""
    looked_for = _signs_in(history.entry.fact.__class__.__name__)
    for rule in rules if looked_for else ():
        sign = looked_for.get(rule.point)
        if sign is None or not applies(rule, case, history.edition):
            continue
        measured = sign(history)
        if measured is None:
            continue
        level = gravest(rule.levels_for(case.matter), measured.value)
        if level is not None:
            by = history.entry.by
            officer = by if by.role is Role.OFFICER else None
            yield Finding(
                rule=rule,
                level=level,
                case=case.number,
                at=history.entry.at,
                occurrence=f"#{history.entry.seq}",
                evidence=measured.evidence,
                measured=f"{measured.value:g}",
                fact=history.entry.seq,
                officer=officer.id if officer else "",
                officer_name=officer.name if officer else "",
            )


@functools.cache
def _signs_in(kind: str) -> dict[str, Sign]:
    """The signs that are looked for in a kind of fact, by point; for most there are none."""
    return {point: sign for point, (kinds, sign) in SIGNS.items() if kind in {one.__name__ for one in kinds}}


_GRAVITY = ["tip", "yellow", "red"]


def gravest(levels: Levels, value: float) -> Level | None:
    """The gravest level that a measured value reaches."""
    reached = [level for level, threshold in levels.items() if holds(threshold, value)]
    return max(reached, key=_GRAVITY.index, default=None)


def after(rules: tuple[Rule, ...], history: History, case: Case, since: datetime) -> list[Finding]:
    """All that is found when a fact is on record and the case stands so: instants passed since it was last looked at, and what it shows."""
    return _after(Lens(rules, history.edition, history.calendar), history, case, since)


def _after(lens: Lens, history: History, case: Case, since: datetime) -> list[Finding]:
    last, edition, calendar, was = history.entry, history.edition, history.calendar, history.case
    passed = [] if was is None else lens.come(was, last.at)
    now = [] if was is not None and same_clocks(was, case) else lens.come(case, last.at)
    known, so_far = {one.key for one in passed}, (*history.before, last)
    return [
        *(in_hand(one.finding(was, calendar), was, edition, history.before) for one in passed if was and one.at > since),
        *(one if one.officer or last.by.role is Role.SYSTEM else in_hand(one, case, edition, history.before)
          for one in shown(lens.rules, history, case)),
        *(in_hand(one.finding(case, calendar), case, edition, so_far) for one in now if one.key not in known),
    ]  # fmt: skip


def until(
    rules: tuple[Rule, ...],
    case: Case,
    edition: Edition,
    calendar: Calendar,
    now: datetime,
    entries: Sequence[Entry],
) -> list[Finding]:
    """The instants of a case that have been passed by now, each with whoever has it in hand."""
    passed = Lens(rules, edition, calendar).come(case, now)
    return [in_hand(one.finding(case, calendar), case, edition, entries) for one in passed]


def in_hand(finding: Finding, case: Case, edition: Edition, entries: Sequence[Entry]) -> Finding:
    """The finding with the officer it names."""
    officer, name = responsible(case, edition, entries)
    return dataclasses.replace(finding, officer=officer, officer_name=name) if officer else finding


def responsible(case: Case, edition: Edition, entries: Sequence[Entry]) -> tuple[str, str]:
    """Who has a case in hand: the holder of the open step, else whoever of the body acted last, else nobody; of a card whom it names."""
    if case.card is not None:
        return case.card.officer, case.card.officer_name
    if case.ticket is not None and case.ticket.signer and case.body == case.ticket.lead:
        return case.ticket.signer, case.ticket.signer_name
    for step in open_steps(case, edition):
        desk = case.desk(step.key)
        if desk.holder:
            return desk.holder, desk.holder_name
    acted = next(
        (x.by for x in reversed(entries) if x.by.role is Role.OFFICER and x.by.body == case.body), None
    )
    return (acted.id, acted.name) if acted else ("", "")


def replay(
    rules: tuple[Rule, ...],
    entries: Iterable[Entry],
    edition: Edition,
    calendar: Calendar,
    now: datetime,
) -> list[Finding]:
    """All that these rules would have found in a case up to now, each once: how a rule is tried on the past.

    Two wordings of one rule may stand side by side; each finds what it finds.
    """
    known: list[Entry] = []
    found: dict[tuple[int, str], Finding] = {}
    case: Case | None = None
    lens = Lens(rules, edition, calendar)
    for entry in entries:
        history = History(known, case, entry, edition, calendar)
        since = case.last_at if case else entry.at
        case = apply(case, entry) if case else begin(entry)
        for one in _after(lens, history, case, since):
            found.setdefault((id(one.rule), one.key), one)
        known.append(entry)
    if case is not None:
        for moment in lens.come(case, now):
            one = in_hand(moment.finding(case, calendar), case, edition, known)
            found.setdefault((id(one.rule), one.key), one)
    return sorted(found.values(), key=lambda one: (one.at, one.key))
