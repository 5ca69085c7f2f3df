"""What the facts of the hotline make of a ticket. `body` is always who owes the next step: the hotline, or the lead body."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases.case import Case, Run, day, stop
from yichuang.law.cases.ticket import Said, Ticket
from yichuang.law.facts import Fact
from yichuang.law.hotline_words import Satisfaction, Solved
from yichuang.law.words import Outcome, State


def _with(case: Case, **changes: Any) -> Case:
    """The case with its ticket changed."""
    assert case.ticket is not None
    return replace(case, ticket=replace(case.ticket, **changes))


def _registered(case: Case, fact: f.TicketRegistered, at: datetime) -> Case:
    ticket = Ticket(
        about=fact.about,
        urgency=fact.urgency,
        line=fact.line,
        home=case.body,
        subject=fact.subject,
        place=fact.place,
        spot=fact.spot,
        anonymous=fact.anonymous,
        confidential=fact.confidential,
        contact=fact.contact,
        against=fact.against,
        origin=fact.origin,
        call_back=fact.call_back,
    )
    return replace(case, state=State.REGISTERED, ticket=ticket, received_on=day(at), accepted_on=day(at))


def _waiting(case: Case) -> Case:
    """It waits at the hotline to be passed on."""
    assert case.ticket is not None
    back = _with(case, lead="", joint=(), passing=None, limit=None, arrive=None, signed_at=None)
    return replace(back, state=State.REGISTERED, body=case.ticket.home, bodies=(), assigned=None)


def _told(outcome: Outcome) -> Callable[[Case, Any, datetime], Case]:
    def apply(case: Case, fact: Any, at: datetime) -> Case:
        elsewhere = outcome is Outcome.ELSEWHERE
        said = _answered(case, Solved.YES, fact.officer, at)
        if not getattr(fact, "told", False):
            return _with(said, elsewhere=elsewhere)
        return _over(_with(said, told=True, elsewhere=elsewhere), outcome, at)

    return apply


def _answered(case: Case, solved: Solved | None, officer: str, at: datetime) -> Case:
    assert case.ticket is not None
    told = _with(
        case, handled=True, answered=solved, answered_by=officer, answered_on=day(at), answered_at=at,
        tries=(), said=None, rated=None,
    )  # fmt: skip
    return replace(told, state=State.ANSWERED, body=case.ticket.home, assigned=stop(case.assigned, at))


def _over(case: Case, outcome: Outcome, at: datetime) -> Case:
    over = _with(case, closed_on=day(at))
    return replace(over, state=State.SETTLED, outcome=outcome, decided_on=day(at))


def _dispatched(case: Case, fact: f.TicketDispatched, at: datetime) -> Case:
    assert case.ticket is not None
    given = _with(
        case, lead=fact.lead, joint=fact.joint, reported=(), passing=fact.passing, limit=fact.limit, arrive=fact.arrive,
        dispatched_at=at, arrived_at=None, arrived_on=None, transfers=case.ticket.transfers + 1, final=fact.final,
        signed_at=None, signer="", signer_name="", extended=False,
    )  # fmt: skip
    bodies = (fact.lead, *fact.joint)
    return replace(given, state=State.DISPATCHED, body=fact.lead, bodies=bodies, assigned=Run(start=at))


def _signed(case: Case, fact: f.TicketSigned, at: datetime) -> Case:
    held = _with(case, signed_at=at, signer=fact.officer, signer_name=fact.name)
    return replace(held, state=State.HANDLING)


def _returned(case: Case, fact: f.TicketReturned, at: datetime) -> Case:
    assert case.ticket is not None
    return _waiting(_with(case, returned=(*case.ticket.returned, case.ticket.lead)))


def _extended(case: Case, fact: f.TicketExtended, at: datetime) -> Case:
    assert case.assigned is not None
    longer = replace(case.assigned, extension=case.assigned.extension + fact.by)
    return replace(_with(case, extended=True), assigned=longer)


def _urged(case: Case, fact: Fact, at: datetime) -> Case:
    assert case.ticket is not None
    return _with(case, urged=case.ticket.urged + 1, urged_on=day(at))


def _reported(case: Case, fact: f.JointReported, at: datetime) -> Case:
    assert case.ticket is not None
    return _with(case, reported=tuple(dict.fromkeys((*case.ticket.reported, fact.body))))


def _tried(case: Case, fact: f.CallTried, at: datetime) -> Case:
    assert case.ticket is not None
    return _with(case, tries=(*case.ticket.tries, at))


def _heard(case: Case, fact: f.TicketCalledBack | f.TicketRated, at: datetime) -> Case:
    """The caller was heard; content, it may be closed; else the next fact sends it back."""
    assert case.ticket is not None
    said = Said(solved=fact.solved, satisfaction=fact.satisfaction, on=day(at))
    ticket = case.ticket
    fair = said.satisfaction not in (Satisfaction.BAD, Satisfaction.VERY_BAD)
    heard = _with(
        case, said=said, asked=ticket.asked + 1, said_solved=ticket.said_solved + said.solved,
        said_how=ticket.said_how + 1, said_good=ticket.said_good + fair,
    )  # fmt: skip
    return replace(heard, state=State.CALLED_BACK) if said.content else heard


def _rated(case: Case, fact: f.TicketRated, at: datetime) -> Case:
    heard = _heard(case, fact, at) if case.state is State.ANSWERED else case
    return _with(heard, rated=fact.satisfaction)


def _reworked(case: Case, fact: f.TicketReworked, at: datetime) -> Case:
    assert case.ticket is not None
    again = _with(
        replace(case, outcome=None, decided_on=None), reworks=fact.times, handled=False, answered=None, answered_at=None,
        told=False, elsewhere=False, said=None, rated=None, tries=(), closed_on=None, extended=False,
    )  # fmt: skip
    if fact.limit is None:
        return _waiting(again)
    fresh = _with(again, limit=fact.limit)
    return replace(fresh, state=State.HANDLING, body=case.ticket.lead, assigned=Run(start=at))


def _unsolved(case: Case, fact: Fact, at: datetime) -> Case:
    assert case.ticket is not None
    reopened = case.ticket.reopened or case.state is State.SETTLED
    return _with(case, asked=case.ticket.asked + 1, reopened=reopened)


def _merged(case: Case, fact: f.TicketMerged, at: datetime) -> Case:
    part = _with(_waiting(case), merged_into=fact.into, same_caller=fact.same_caller)
    return replace(part, state=State.MERGED)


def _with_main(case: Case, fact: f.MainAnswered, at: datetime) -> Case:
    part = _with(_answered(case, fact.solved, "", at), lead=fact.lead, joint=fact.joint)
    bodies = tuple(body for body in (fact.lead, *fact.joint) if body)
    return replace(part, bodies=bodies)


def _closed(case: Case, fact: f.TicketClosed, at: datetime) -> Case:
    ticket = case.ticket
    assert ticket is not None
    if fact.with_main:
        return _over(case, Outcome.WITH_MAIN, at)
    if fact.explained:
        return _over(case, Outcome.EXPLAINED, at)
    if ticket.said is None:
        return _over(case, Outcome.UNREACHED, at)
    return _over(case, Outcome.ELSEWHERE if ticket.elsewhere else Outcome.SOLVED, at)


TICKETS: dict[type[Fact], Callable[[Case, Any, datetime], Case]] = {
    f.TicketRegistered: _registered,
    f.TicketSorted: lambda c, x, at: _with(c, about=x.about, urgency=x.urgency, subject=x.subject),
    f.AnsweredDirectly: _told(Outcome.TOLD),
    f.OtherWayTold: _told(Outcome.ELSEWHERE),
    f.EmergencyTransferred: _told(Outcome.ELSEWHERE),
    f.TicketDispatched: _dispatched,
    f.TicketSigned: _signed,
    f.TicketReturned: _returned,
    f.TicketExtended: _extended,
    f.TicketUrged: _urged,
    f.TicketEscalated: lambda c, x, at: _with(c, escalated=x.level),
    f.ArrivedOnScene: lambda c, x, at: _with(c, arrived_at=at, arrived_on=day(at)),
    f.JointReported: _reported,
    f.TicketAnswered: lambda c, x, at: _with(_answered(c, x.solved, x.officer, at), plan_on=x.plan_on),
    f.CallTried: _tried,
    f.TicketCalledBack: _heard,
    f.TicketReworked: _reworked,
    f.TicketRated: _rated,
    f.FoundUnsolved: _unsolved,
    f.TicketMerged: _merged,
    f.MergeUndone: lambda c, x, at: _with(_waiting(c), merged_into="", same_caller=False),
    f.MainAnswered: _with_main,
    f.TicketClosed: _closed,
}
