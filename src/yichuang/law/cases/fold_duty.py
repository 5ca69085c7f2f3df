"""What the facts of a window on duty make of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases.case import Case, Duty, Presence, day
from yichuang.law.facts import Fact
from yichuang.law.words import Outcome, State


def _opened(case: Case, fact: f.DutyOpened, at: datetime) -> Case:
    duty = Duty(window=fact.window, hours=fact.hours, empty_since=min(at, fact.hours[0][0]))
    return replace(case, state=State.EXPECTED, duty=duty, accepted_on=day(at))


def _changed(case: Case, state: State, **changes: Any) -> Case:
    assert case.duty is not None
    return replace(case, state=state, duty=replace(case.duty, **changes))


def _manned(case: Case, fact: f.WindowManned, at: datetime) -> Case:
    assert case.duty is not None
    spells = (*case.duty.spells, Presence(officer=fact.officer, officer_name=fact.officer_name, begun=at))
    return _changed(case, State.MANNED, spells=spells, empty_since=None)


def _left(case: Case, at: datetime) -> tuple[Presence, ...]:
    assert case.duty is not None
    *before, last = case.duty.spells
    return (*before, replace(last, ended=at))


def _ended(case: Case, fact: f.DutyEnded, at: datetime) -> Case:
    assert case.duty is not None
    spells = _left(case, at) if case.state is State.MANNED else case.duty.spells
    over = _changed(case, State.OVER, spells=spells, empty_since=None)
    return replace(over, outcome=Outcome.FULFILLED, decided_on=day(at))


DUTY: dict[type[Fact], Callable[[Case, Any, datetime], Case]] = {
    f.DutyOpened: _opened,
    f.WindowManned: _manned,
    f.WindowLeft: lambda c, x, at: _changed(c, State.AWAY, spells=_left(c, at), empty_since=at),
    f.DutyEnded: _ended,
}
