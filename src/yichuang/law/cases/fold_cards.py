"""What the facts of supervision make of a card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases.case import Card, Case, Run, day, stop
from yichuang.law.facts import Fact
from yichuang.law.words import Level, Outcome, State


def _carded(case: Case, fact: f.CardRaised, at: datetime) -> Case:
    card = Card(
        rule=fact.rule,
        level=fact.level,
        officer=fact.officer,
        officer_name=fact.officer_name,
        days=dict(fact.days),
    )
    raised = replace(case, card=card, accepted_on=day(at), assigned=Run(start=at))
    if fact.level is Level.TIP:
        return _over(raised, State.CLOSED, Outcome.NOTED, at)
    return replace(raised, state=State.ISSUED)


def _turn(case: Case, state: State, at: datetime, **held: Any) -> Case:
    """The next turn of a card begins, and its limit."""
    assert case.card is not None
    return replace(case, state=state, assigned=Run(start=at), card=replace(case.card, **held))


def _over(case: Case, state: State, outcome: Outcome, at: datetime) -> Case:
    """A card is over."""
    return replace(case, state=state, outcome=outcome, decided_on=day(at), assigned=stop(case.assigned, at))


def _upheld(case: Case, fact: f.CardUpheld, at: datetime) -> Case:
    return _turn(case, State.UPHELD, at, held=fact.level, held_by=fact.signer, held_on=day(at))


def _lifted(case: Case, fact: Fact, at: datetime) -> Case:
    assert case.card is not None
    lifted = replace(case, card=replace(case.card, held=None, settled=True))
    return _over(lifted, State.LIFTED, Outcome.LIFTED, at)


def _verified(case: Case, fact: f.RectificationVerified, at: datetime) -> Case:
    return _over(case, State.CLOSED, Outcome.HELD, at) if fact.passed else _turn(case, State.UPHELD, at)


def _appeal(case: Case, fact: f.AppealDecided, at: datetime) -> Case:
    if fact.level is None:
        return _lifted(case, fact, at)
    return _turn(case, State.UPHELD, at, held=fact.level, settled=True)


CARDS: dict[type[Fact], Callable[[Case, Any, datetime], Case]] = {
    f.CardRaised: _carded,
    f.CardExplained: lambda c, x, at: _turn(c, State.EXPLAINED, at),
    f.CardUpheld: _upheld,
    f.CardLifted: _lifted,
    f.CardRectified: lambda c, x, at: _turn(c, State.RECTIFIED, at),
    f.RectificationVerified: _verified,
    f.CardAppealed: lambda c, x, at: _turn(c, State.APPEALED, at, appealed=True),
    f.AppealDecided: _appeal,
}
