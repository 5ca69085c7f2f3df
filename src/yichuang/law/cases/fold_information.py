"""What the facts of a request for information make of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases.case import Case, Run, day, stop
from yichuang.law.cases.information import Information
from yichuang.law.clocks import Pause, midnight
from yichuang.law.facts import Fact
from yichuang.law.open_words import Reply
from yichuang.law.words import Outcome, State


def _with(case: Case, state: State, **changes: Any) -> Case:
    assert case.information is not None
    return replace(case, state=state, information=replace(case.information, **changes))


def _run(on: date, at: datetime) -> Run:
    """A run from a day; of the same day from the instant itself."""
    return Run(start=at if day(at) == on else midnight(on))


def _asked(case: Case, fact: f.InformationAsked, at: datetime) -> Case:
    made = Information(
        asker=fact.asker, wanted=fact.wanted, way=fact.way, received_on=fact.received_on, allowed=fact.allowed, part=fact.part
    )  # fmt: skip
    run = _run(fact.received_on, at)
    return replace(
        case, state=State.INQUIRED, information=made, received_on=fact.received_on, accepted_on=fact.received_on, assigned=run
    )  # fmt: skip


def _unclear(case: Case, fact: f.ClarityAsked, at: datetime) -> Case:
    waiting = _with(case, State.CLARIFYING, unclear=True, until=fact.until)
    return replace(waiting, assigned=stop(case.assigned, at))


def _clarified(case: Case, fact: f.InformationClarified, at: datetime) -> Case:
    """The limit begins anew from the receipt of what makes it clear."""
    again = _with(case, State.INQUIRED, clarified=True, until=None)
    return replace(again, assigned=_run(fact.on, at))


def _still(case: Case, state: State, since: date, why: str, **changes: Any) -> Case:
    assert case.assigned is not None
    pause = Pause(start=since, end=None, ground=why)
    waiting = _with(case, state, **changes)
    return replace(waiting, still=True, assigned=replace(case.assigned, pauses=(*case.assigned.pauses, pause)))  # fmt: skip


def _moving(case: Case, until: date, **changes: Any) -> Case:
    assert case.assigned is not None
    *before, last = case.assigned.pauses
    whole = Pause(start=last.start, end=max(until, last.start), ground=last.ground)
    going = _with(case, State.INQUIRED, until=None, **changes)
    return replace(going, still=False, assigned=replace(case.assigned, pauses=(*before, whole)))


def _heard(case: Case, fact: f.OthersHeard, at: datetime) -> Case:
    assert case.information is not None
    mine = case.information
    return _moving(
        case, fact.until, awaited=None, heard=(*mine.heard, fact.who), objects=mine.objects or fact.consents is False
    )  # fmt: skip


def _longer(case: Case, days: int, **changes: Any) -> Case:
    assert case.assigned is not None
    run = replace(case.assigned, extension=case.assigned.extension + days)
    return replace(_with(case, State.INQUIRED, **changes), assigned=run)


def _over(case: Case, state: State, outcome: Outcome, at: datetime, **changes: Any) -> Case:
    ended = _with(case, state, until=None, awaited=None, **changes)
    return replace(ended, outcome=outcome, still=False, decided_on=day(at), assigned=stop(case.assigned, at))


def _replied(case: Case, fact: f.InformationReplied, at: datetime) -> Case:
    gave = fact.reply in (Reply.KNOWN, Reply.OPEN, Reply.PART)
    outcome = Outcome.SUPPLIED if gave else Outcome.NOT_SUPPLIED
    return _over(case, State.REPLIED, outcome, at, reply=fact.reply, replied_on=day(at))


def _contested(case: Case, fact: f.ReplyContested, at: datetime) -> Case:
    assert case.information is not None
    return _with(case, case.state, contested={**case.information.contested, fact.how: fact.result})


INFORMATION: dict[type[Fact], Callable[[Case, Any, datetime], Case]] = {
    f.InformationAsked: _asked,
    f.ClarityAsked: _unclear,
    f.InformationClarified: _clarified,
    f.OthersAsked: lambda c, x, at: _still(
        c, State.HEARING_OTHERS, x.since, f"征求{x.who.label}意见", until=x.until, awaited=x.who
    ),
    f.OthersHeard: _heard,
    f.ReplyExtended: lambda c, x, at: _longer(c, x.days, extended=True),
    f.ReasonsAsked: lambda c, x, at: _with(c, State.REASONING, reasons_asked=True, until=x.until),
    f.ReasonsGiven: lambda c, x, at: _with(c, State.INQUIRED, reasons_given=x.words is not None, until=None),
    f.ReplyDeferred: lambda c, x, at: _longer(c, x.days, deferred=True),
    f.ProcessingFeeTold: lambda c, x, at: _still(
        c, State.PAYING, day(at), "等缴信息处理费", until=x.until, yuan=x.yuan
    ),
    f.ProcessingFeePaid: lambda c, x, at: _moving(c, x.on),
    f.InformationReplied: _replied,
    f.RequestAbandoned: lambda c, x, at: _over(
        c, State.ABANDONED, Outcome.ABANDONED, at, reply=x.reply, replied_on=day(at)
    ),
    f.RequestWithdrawn: lambda c, x, at: _over(
        c, State.WITHDRAWN, Outcome.WITHDRAWN, at, reply=Reply.OTHER, replied_on=day(at)
    ),
    f.ReplyContested: _contested,
}
