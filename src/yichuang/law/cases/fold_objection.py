"""What the facts of an objection make of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases.case import Case, Run, day, stop
from yichuang.law.cases.objection import Objection
from yichuang.law.facts import Fact
from yichuang.law.open_words import Upshot
from yichuang.law.words import Outcome, State

_OUTCOMES = {
    Upshot.CONFIRMED: Outcome.CONFIRMED,
    Upshot.CORRECTED: Outcome.CORRECTED,
    Upshot.RETRACTED: Outcome.RETRACTED,
}


def _with(case: Case, state: State, **changes: Any) -> Case:
    assert case.objection is not None
    return replace(case, state=state, objection=replace(case.objection, **changes))


def _brought(case: Case, fact: f.ObjectionBrought, at: datetime) -> Case:
    made = Objection(
        of_case=fact.of_case, title=fact.title, about=fact.about, allowed=fact.allowed,
        anonymous=fact.anonymous, confidential=fact.confidential,
    )  # fmt: skip
    return replace(case, state=State.OBJECTED, objection=made, assigned=Run(start=at))


def _decided(case: Case, fact: f.ObjectionDecided | f.ObjectionFollowed, at: datetime) -> Case:
    told = _with(
        case, State.RESOLVED, upshot=fact.upshot, reason=fact.reason, basis=fact.basis, decided_on=day(at)
    )
    over = stop(case.assigned, at)
    return replace(told, outcome=_OUTCOMES[fact.upshot], decided_on=day(at), assigned=over)


OBJECTIONS: dict[type[Fact], Callable[[Case, Any, datetime], Case]] = {
    f.ObjectionBrought: _brought,
    f.ObjectionAccepted: lambda c, x, at: replace(
        _with(c, State.CHECKING, officer_name=x.officer_name), accepted_on=day(at)
    ),
    f.ObjectionJoined: lambda c, x, at: _with(c, State.MERGED, into=x.into),
    f.ObjectionChecked: lambda c, x, at: _with(c, State.CHECKED),
    f.ObjectionDecided: _decided,
    f.ObjectionFollowed: _decided,
}
