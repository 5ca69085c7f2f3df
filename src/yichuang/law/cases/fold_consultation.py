"""What the facts of a consultation make of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases.case import Case, Run, day, stop
from yichuang.law.cases.consultation import Consultation, Voice
from yichuang.law.clocks import midnight
from yichuang.law.facts import Fact
from yichuang.law.words import Outcome, State


def _with(case: Case, **changes: Any) -> Case:
    assert case.consultation is not None
    return replace(case, consultation=replace(case.consultation, **changes))


def _mine(case: Case) -> Consultation:
    assert case.consultation is not None
    return case.consultation


def _drafted(case: Case, fact: f.ConsultationDrafted, at: datetime) -> Case:
    before = case.consultation
    made = Consultation(
        title=fact.title, about=fact.about, days=fact.days, report=fact.report, drafter=fact.officer, shorter=fact.shorter,
        exhibits=before.exhibits if before else (), showings=before.showings if before else 0,
    )  # fmt: skip
    return replace(case, state=State.DRAFTED, consultation=made)


def _opened(case: Case, fact: f.ConsultationOpened, at: datetime) -> Case:
    return replace(_with(case, opened_at=at), state=State.CONSULTING, accepted_on=day(at))


def _commented(case: Case, fact: f.CommentMade, at: datetime) -> Case:
    of = _mine(case)
    before = of.voices.get(fact.same) or Voice(fact.nth, 0, fact.nth)
    now = Voice(before.first, before.count + 1, before.group)
    return _with(case, comments=fact.nth, voices=of.voices | {fact.same: now})


def _closed(case: Case, fact: f.ConsultationClosed, at: datetime) -> Case:
    run = Run(start=midnight(fact.on))
    return replace(_with(case, closed_on=fact.on), state=State.GATHERED, assigned=run)


def _merged(case: Case, fact: f.GroupsMerged, at: datetime) -> Case:
    of = _mine(case)
    voices = {
        key: Voice(one.first, one.count, fact.into) if one.group == fact.group else one
        for key, one in of.voices.items()
    }
    answers = {group: said for group, said in of.answers.items() if group not in (fact.group, fact.into)}
    return _with(case, voices=voices, answers=answers)


def _split(case: Case, fact: f.GroupSplit, at: datetime) -> Case:
    of = _mine(case)
    one = of.voices[fact.same]
    return _with(case, voices=of.voices | {fact.same: Voice(one.first, one.count, fact.own)})


def _over(state: State, outcome: Outcome) -> Callable[[Case, Any, datetime], Case]:
    def change(case: Case, fact: Any, at: datetime) -> Case:
        return replace(
            case, state=state, outcome=outcome, decided_on=day(at), assigned=stop(case.assigned, at)
        )

    return change


CONSULTATIONS: dict[type[Fact], Callable[[Case, Any, datetime], Case]] = {
    f.ConsultationDrafted: _drafted,
    f.ExhibitAttached: lambda c, x, at: _with(c, exhibits=(*_mine(c).exhibits, x.file)),
    f.ShowingPlanned: lambda c, x, at: _with(c, showings=_mine(c).showings + 1),
    f.ConsultationOpened: _opened,
    f.CommentMade: _commented,
    f.ConsultationExtended: lambda c, x, at: _with(c, more=_mine(c).more + x.days),
    f.ConsultationClosed: _closed,
    f.GroupsMerged: _merged,
    f.GroupSplit: _split,
    f.GroupAnswered: lambda c, x, at: _with(c, answers=_mine(c).answers | {x.group: x.answer}),
    f.ConsultationReported: _over(State.REPORTED, Outcome.REPORTED),
    f.ConsultationEnded: _over(State.TERMINATED, Outcome.TERMINATED),
}
