"""State is what the facts say: each fact changes the case in one way, written once, here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases.case import (
    BAD,
    Case,
    Child,
    Correction,
    Held,
    Invited,
    Licence,
    Meeting,
    Run,
    StepDone,
    Task,
    day,
    stop,
)
from yichuang.law.cases.fold_cards import CARDS
from yichuang.law.cases.fold_consultation import CONSULTATIONS
from yichuang.law.cases.fold_disclosure import DISCLOSURES
from yichuang.law.cases.fold_duty import DUTY
from yichuang.law.cases.fold_hearing import HEARINGS
from yichuang.law.cases.fold_information import INFORMATION
from yichuang.law.cases.fold_objection import OBJECTIONS
from yichuang.law.cases.fold_tickets import TICKETS
from yichuang.law.clocks import Pause, midnight
from yichuang.law.facts import Entry, Fact
from yichuang.law.words import LicenceStatus, Outcome, State


def _form(case: Case, fact: f.FormFilled, at: datetime) -> Case:
    return replace(case, situation=fact.situation, filled=fact.filled)


def _attached(case: Case, fact: f.MaterialAttached, at: datetime) -> Case:
    held = Held(name=fact.name, form=fact.form, digest=fact.digest, copies=fact.copies)
    return replace(case, materials={**case.materials, fact.material: held})


def _removed(case: Case, fact: f.MaterialRemoved, at: datetime) -> Case:
    return replace(case, materials={k: v for k, v in case.materials.items() if k != fact.material})


def _received(case: Case, on: date, at: datetime) -> Case:
    start = at if day(at) == on else midnight(on)
    return replace(case, state=State.RECEIVED, received_on=on, check=Run(start=start))


def _submitted(case: Case, fact: f.CaseSubmitted, at: datetime) -> Case:
    return _received(case, fact.received_on, at)


def _corrected(case: Case, fact: f.CorrectionSupplied, at: datetime) -> Case:
    assert case.correction is not None
    return replace(_received(case, fact.received_on, at), correction=replace(case.correction, open=False))


def _asked(case: Case, fact: f.CorrectionAsked, at: datetime) -> Case:
    times = case.correction.times + 1 if case.correction else 1
    correction = Correction(points=fact.points, until=fact.until, times=times, open=True)
    return replace(case, state=State.CORRECTING, correction=correction, check=stop(case.check, at))


def _accepted(case: Case, fact: f.CaseAccepted, at: datetime) -> Case:
    return replace(
        case,
        state=State.UNDER_REVIEW,
        received_on=min(case.received_on or fact.accepted_on, fact.accepted_on),
        accepted_on=fact.accepted_on,
        check=stop(case.check, at),
        review=Run(start=at if fact.counted_from == day(at) else midnight(fact.counted_from)),
    )


def _deemed_accepted(case: Case, fact: f.CaseDeemedAccepted, at: datetime) -> Case:
    accepted = replace(_accepted_run(case, fact.accepted_on), deemed_accepted=True)
    return replace(accepted, check=stop(case.check, at))


def _accepted_run(case: Case, on: date) -> Case:
    return replace(case, state=State.UNDER_REVIEW, accepted_on=on, review=Run(start=midnight(on)))


def _step(case: Case, fact: f.StepCompleted, at: datetime) -> Case:
    kept = tuple(s for s in case.steps if s.step != fact.step)
    done = StepDone(step=fact.step, passed=fact.passed, officers=fact.officers, on=day(at), by=fact.signer)
    return replace(case, steps=(*kept, done))


def _step_back(case: Case, fact: f.StepReturned, at: datetime) -> Case:
    names = [s.step for s in case.steps]
    later = names[names.index(fact.step) :] if fact.step in names else []
    return _undone(case, fact.again or later)


def _undone(case: Case, steps: Iterable[str]) -> Case:
    """Some steps are to be done again: what was signed on them no longer holds."""
    again = frozenset(steps)
    return replace(
        case,
        steps=tuple(s for s in case.steps if s.step not in again),
        desks={key: desk for key, desk in case.desks.items() if key not in again},
    )


def _at_desk(case: Case, step: str, **changes: Any) -> Case:
    return replace(case, desks={**case.desks, step: replace(case.desk(step), **changes)})


def _signed(case: Case, fact: f.StepSigned, at: datetime) -> Case:
    return _at_desk(case, fact.step, signed={**case.desk(fact.step).signed, fact.signer: fact.passed})


def _signer(case: Case, fact: f.SignerAdded, at: datetime) -> Case:
    return _at_desk(case, fact.step, added=(*case.desk(fact.step).added, fact.signer))


def _paused(case: Case, fact: f.ClockPaused, at: datetime) -> Case:
    assert case.review is not None
    pause = Pause(start=fact.since, end=None, ground=fact.ground.label)
    run = replace(case.review, pauses=(*case.review.pauses, pause))
    return replace(case, pause=fact.ground, pause_days=fact.expected_days, review=run)


def _resumed(case: Case, fact: f.ClockResumed, at: datetime) -> Case:
    assert case.review is not None
    *before, last = case.review.pauses
    run = replace(case.review, pauses=(*before, Pause(start=last.start, end=fact.until, ground=last.ground)))
    return replace(case, pause=None, pause_days=0, review=run)


def _extended(case: Case, fact: f.ClockExtended, at: datetime) -> Case:
    assert case.review is not None
    return replace(case, review=replace(case.review, extension=case.review.extension + fact.days))


def _ended(outcome: Outcome, state: State) -> Callable[[Case, Any, datetime], Case]:
    def apply(case: Case, fact: Fact, at: datetime) -> Case:
        return replace(
            case,
            state=state,
            outcome=outcome,
            pause=None,
            still=False,
            decided_on=day(at),
            check=case.check if case.check is None or case.check.stopped else stop(case.check, at),
            review=stop(case.review, at),
        )

    return apply


_granted = _ended(Outcome.GRANTED, State.GRANTED)
_refused = _ended(Outcome.REFUSED, State.REFUSED)
_deemed = _ended(Outcome.DEEMED, State.GRANTED)


def _grant(case: Case, fact: f.CaseGranted, at: datetime) -> Case:
    return replace(_granted(case, fact, at), serve=Run(start=at), grant_until=fact.valid_until)


def _refuse(case: Case, fact: f.CaseRefused, at: datetime) -> Case:
    return replace(_refused(case, fact, at), serve=Run(start=at))


def _renewal_deemed(case: Case, fact: f.RenewalDeemed, at: datetime) -> Case:
    return replace(_deemed(case, fact, at), serve=Run(start=at), grant_until=fact.until)


def _certificate(case: Case, fact: f.CertificateMade, at: datetime) -> Case:
    licence = Licence(
        number=fact.licence, name=fact.name, valid_from=fact.valid_from, valid_until=fact.valid_until
    )
    return replace(case, state=State.CERTIFIED, licence=licence)


def _delivered(case: Case, on: date, at: datetime) -> Case:
    return replace(case, state=State.DELIVERED, served_on=on, serve=stop(case.serve, at))


def _rated(case: Case, fact: f.CaseRated, at: datetime) -> Case:
    bad = Run(start=at) if fact.stars <= BAD else None
    return replace(case, rated=True, low_rating=bad)


def _licence(status: LicenceStatus) -> Callable[[Case, Any, datetime], Case]:
    def apply(case: Case, fact: Fact, at: datetime) -> Case:
        assert case.licence is not None
        return replace(case, licence=replace(case.licence, status=status))

    return apply


def _renewed(case: Case, fact: f.LicenceRenewed, at: datetime) -> Case:
    assert case.licence is not None
    licence = replace(case.licence, valid_until=fact.until, status=LicenceStatus.VALID)
    return replace(case, licence=licence)


def _child(case: Case, fact: f.ChildNoted, at: datetime) -> Case:
    child = Child(number=fact.number, progress=fact.progress, on=fact.on)
    return replace(case, children={**case.children, fact.step: child})


def _reopened(case: Case, fact: f.ChildReopened, at: datetime) -> Case:
    return replace(case, children={key: one for key, one in case.children.items() if key != fact.step})


def _stopped(case: Case, fact: f.WholeStopped, at: datetime) -> Case:
    assert case.review is not None
    pause = Pause(start=fact.since, end=None, ground="、".join(fact.waits))
    return replace(case, still=True, review=replace(case.review, pauses=(*case.review.pauses, pause)))


def _moving(case: Case, fact: f.WholeResumed, at: datetime) -> Case:
    assert case.review is not None
    *before, last = case.review.pauses
    whole = () if fact.until < last.start else (Pause(start=last.start, end=fact.until, ground=last.ground),)
    return replace(case, still=False, review=replace(case.review, pauses=(*before, *whole)))


def _applicant_done(case: Case, fact: f.ApplicantDone, at: datetime) -> Case:
    done = StepDone(step=fact.step, passed=True, officers=(), on=day(at))
    return replace(case, steps=(*case.steps, done))


def _concluded(case: Case, fact: f.ProjectConcluded, at: datetime) -> Case:
    ended = _ended(fact.outcome, State.CONCLUDED)(case, fact, at)
    return replace(ended, still=False, serve=Run(start=at))


def _called(case: Case, fact: f.MeetingCalled, at: datetime) -> Case:
    meeting = Meeting(kind=fact.kind, on=fact.on, members=fact.members, step=fact.step)
    return replace(case, meetings=(*case.meetings, meeting))


def _met(case: Case, fact: f.MeetingHeld, at: datetime) -> Case:
    """The first meeting of this kind that was called and not yet held is held."""
    waiting = next(m for m in case.meetings if not m.held and (m.kind, m.step) == (fact.kind, fact.step))
    held = tuple(replace(m, held=True, on=fact.on) if m is waiting else m for m in case.meetings)
    return replace(case, meetings=held)


def _given(case: Case, fact: f.TaskGiven, at: datetime) -> Case:
    task = Task(what=fact.what, owner=fact.owner, days=fact.days)
    return replace(case, state=State.ASSIGNED, task=task, assigned=Run(start=at), accepted_on=day(at))


def _fulfilled(case: Case, fact: f.TaskFulfilled, at: datetime) -> Case:
    done = replace(case, state=State.FULFILLED, outcome=Outcome.FULFILLED, decided_on=day(at))
    return replace(done, assigned=stop(case.assigned, at))


def _invited(case: Case, fact: f.SupervisorInvited, at: datetime) -> Case:
    one = Invited(
        person=fact.person, name=fact.name, organisation=fact.organisation, unit=fact.unit, by=fact.body, until=fact.until
    )  # fmt: skip
    return replace(case, invited=(*_without(case, fact.person), one))


def _without(case: Case, person: str) -> tuple[Invited, ...]:
    return tuple(one for one in case.invited if one.person != person)


def _hearing(case: Case, **changes: Any) -> Case:
    return replace(case, hearing=replace(case.hearing, **changes))


def _same(case: Case, fact: Fact, at: datetime) -> Case:
    return case


CHANGES: dict[type[Fact], Callable[[Case, Any, datetime], Case]] = {
    f.FormFilled: _form,
    f.MaterialAttached: _attached,
    f.MaterialRemoved: _removed,
    f.CaseSubmitted: _submitted,
    f.PreReviewed: lambda case, fact, at: replace(case, prereviewed=fact.passed),
    f.CorrectionAsked: _asked,
    f.CorrectionSupplied: _corrected,
    f.CaseAccepted: _accepted,
    f.CaseDeemedAccepted: _deemed_accepted,
    f.AcceptanceRefused: _ended(Outcome.NOT_ACCEPTED, State.NOT_ACCEPTED),
    f.CaseWithdrawn: _ended(Outcome.WITHDRAWN, State.WITHDRAWN),
    f.StepCompleted: _step,
    f.StepReturned: _step_back,
    f.StepSigned: _signed,
    f.SignerAdded: _signer,
    f.StepTransferred: lambda c, x, at: _at_desk(c, x.step, holder=x.to, holder_name=x.to_name),
    f.StepTakenBack: lambda c, x, at: _undone(c, [x.step]),
    f.StepReminded: lambda c, x, at: replace(c, reminded_on=day(at)),
    f.ClockPaused: _paused,
    f.ClockResumed: _resumed,
    f.ClockExtended: _extended,
    f.LimitRecalculated: _same,
    f.InterestedPartyInformed: _same,
    f.StatementHeard: _same,
    f.HearingRightTold: lambda c, x, at: _hearing(c, right_until=x.until, proposed=x.proposed),
    f.HearingRequested: lambda c, x, at: _hearing(c, requested=True, organise_by=x.organise_by),
    f.HearingWaived: lambda c, x, at: _hearing(c, waived=True),
    f.HearingArranged: lambda c, x, at: _hearing(c, arranged_on=x.on, chair=x.chair),
    f.HearingHeld: lambda c, x, at: _hearing(c, held_on=x.on),
    f.ChildNoted: _child,
    f.ChildReopened: _reopened,
    f.WholeStopped: _stopped,
    f.WholeResumed: _moving,
    f.ApplicantDone: _applicant_done,
    f.ProjectConcluded: _concluded,
    f.MeetingCalled: _called,
    f.MeetingHeld: _met,
    f.TaskGiven: _given,
    f.TaskFulfilled: _fulfilled,
    f.TaskNoted: _same,
    f.SupervisorInvited: _invited,
    f.SupervisionRecorded: _same,
    f.SupervisorDismissed: lambda c, x, at: replace(c, invited=_without(c, x.person)),
    **CARDS,
    **CONSULTATIONS,
    **DISCLOSURES,
    **DUTY,
    **INFORMATION,
    **HEARINGS,
    **OBJECTIONS,
    **TICKETS,
    f.CaseGranted: _grant,
    f.CaseRefused: _refuse,
    f.CertificateMade: _certificate,
    f.DecisionServed: lambda c, x, at: _delivered(c, x.served_on, at),
    f.CertificateCollected: lambda c, x, at: _delivered(c, x.collected_on, at),
    f.CaseTerminated: _ended(Outcome.TERMINATED, State.TERMINATED),
    f.CaseArchived: lambda c, x, at: replace(c, state=State.ARCHIVED, archived_on=day(at)),
    f.CaseRated: _rated,
    f.FeeCharged: _same,
    f.ComplaintMade: lambda c, x, at: replace(c, complained_on=day(at)),
    f.RatingFollowedUp: lambda c, x, at: replace(c, low_rating=stop(c.low_rating, at)),
    f.LicenceChanged: _same,
    f.LicenceRenewed: _renewed,
    f.RenewalDeemed: _renewal_deemed,
    f.LicenceExpired: _licence(LicenceStatus.EXPIRED),
    f.LicenceRevoked: _licence(LicenceStatus.REVOKED),
    f.LicenceCancelled: _licence(LicenceStatus.CANCELLED),
}


def begin(entry: Entry) -> Case:
    """The case as its first fact makes it. Raises ValueError when that is not `CaseOpened`."""
    fact = entry.fact
    if not isinstance(fact, f.CaseOpened):
        raise ValueError(f"a case begins with CaseOpened, not {type(fact).__name__}")
    return Case(
        number=entry.case,
        kind=fact.kind,
        matter=fact.matter,
        edition=fact.edition,
        name=fact.name,
        region=fact.region,
        body=fact.body,
        applicant=fact.applicant,
        channel=fact.channel,
        purpose=fact.purpose,
        licence_of=fact.licence_of,
        licence_until=fact.licence_until,
        parent=fact.parent,
        step=fact.step,
        bodies=fact.bodies,
        opened_at=entry.at,
        last_at=entry.at,
    )


def apply(case: Case, entry: Entry) -> Case:
    """The case after one more fact."""
    changed = CHANGES[type(entry.fact)](case, entry.fact, entry.at)
    return replace(changed, version=entry.seq, last_at=entry.at)


def fold(entries: Iterable[Entry]) -> Case:
    """The case that its facts say. Raises ValueError when there are none or the first is not `CaseOpened`."""
    case: Case | None = None
    for entry in entries:
        case = begin(entry) if case is None else apply(case, entry)
    if case is None:
        raise ValueError("no facts, no case")
    return case
