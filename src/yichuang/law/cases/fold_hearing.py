"""What the facts of a hearing make of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases.case import Case, Run, day, stop
from yichuang.law.cases.sitting import Evidence, Person, Sitting
from yichuang.law.facts import Fact
from yichuang.law.open_words import Part
from yichuang.law.words import Outcome, State

_It = Callable[[Sitting, Any], dict[str, Any]]


def _change(changes: _It) -> Callable[[Case, Any, datetime], Case]:
    """A fact that moves the hearing and not its state."""

    def apply(case: Case, fact: Any, at: datetime) -> Case:
        assert case.sitting is not None
        return replace(case, sitting=replace(case.sitting, **changes(case.sitting, fact)))

    return apply


def _convened(case: Case, fact: f.HearingConvened, at: datetime) -> Case:
    made = Sitting(
        form=fact.form, subject=fact.subject, on=fact.on, begins=fact.begins, place=fact.place, section=fact.section,
        presenters=fact.presenters, chair=fact.chair, chair_section=fact.chair_section, recorder=fact.recorder,
        seats=fact.seats, apply_by=fact.apply_by,
    )  # fmt: skip
    return replace(case, state=State.NOTICED, sitting=made, accepted_on=day(at))


def _chosen(it: Sitting, fact: f.AttendeesChosen) -> dict[str, Any]:
    more = tuple(Person(code, Part.REPRESENTATIVE) for code in fact.codes)
    return {"chosen": True, "people": (*it.people, *more)}


def _begun(case: Case, fact: f.HearingBegun, at: datetime) -> Case:
    assert case.sitting is not None
    return replace(case, state=State.IN_SESSION, sitting=replace(case.sitting, present=fact.present))


def _disputed(it: Sitting, fact: f.EvidenceDisputed) -> dict[str, Any]:
    *before, last = it.evidence
    return {"evidence": (*before, Evidence(last.code, last.title, (*last.disputed, fact.code)))}


def _ended(case: Case, fact: f.HearingEnded, at: datetime) -> Case:
    assert case.sitting is not None
    laid = replace(case.sitting, pages=len(fact.digests), allowed=fact.allowed)
    return replace(case, state=State.SIGNING, sitting=laid, assigned=Run(start=at))


def _reported(case: Case, fact: f.HearingReported, at: datetime) -> Case:
    assert case.sitting is not None
    done = replace(case, state=State.HEARD, sitting=replace(case.sitting, reported_on=day(at)))
    return replace(done, outcome=Outcome.HEARD, decided_on=day(at), assigned=stop(case.assigned, at))


HEARINGS: dict[type[Fact], Callable[[Case, Any, datetime], Case]] = {
    f.HearingConvened: _convened,
    f.HearingPostponed: _change(lambda it, x: {"on": x.on, "begins": x.begins, "place": x.place}),
    f.HearingCalledOff: lambda c, x, at: replace(
        c, state=State.CALLED_OFF, outcome=Outcome.CALLED_OFF, decided_on=day(at)
    ),
    f.PartyEntered: _change(lambda it, x: {"people": (*it.people, Person(x.code, x.part))}),
    f.AttendanceAsked: _change(lambda it, x: {"asked": (*it.asked, x.code)}),
    f.AttendeesChosen: _change(_chosen),
    f.RecusalAsked: _change(lambda it, x: {"recusal": True}),
    f.RecusalSettled: _change(
        lambda it, x: {"recusal": False, "chair": x.chair, "chair_section": x.chair_section}
    ),
    f.HearingBegun: _begun,
    f.ReasonsStated: _change(lambda it, x: {"reasons": True}),
    f.PartyHeard: _change(lambda it, x: {"heard": (*it.heard, x.code)}),
    f.EvidenceShown: _change(lambda it, x: {"evidence": (*it.evidence, Evidence(x.code, x.title))}),
    f.EvidenceDisputed: _change(_disputed),
    f.FinalHeard: _change(lambda it, x: {"finals": (*it.finals, x.code)}),
    f.HearingEnded: _ended,
    f.PageSigned: _change(lambda it, x: {"signed": (*it.signed, (x.page, x.code))}),
    f.HearingReported: _reported,
    f.HearingNoted: lambda c, x, at: replace(c, hearing=replace(c.hearing, number=x.number)),
}
