"""What follows in a joint project: its matters open as their turn comes, the whole feels each of them, decisions become tasks."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.catalogue import joining
from yichuang.law.flow import Step
from yichuang.law.mandates import TIMER
from yichuang.law.matters import Edition
from yichuang.law.words import Progress, State
from yichuang.office.cases import acts as cases
from yichuang.office.cases import apart
from yichuang.office.cases import reads as case_reads
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory.models import Body
from yichuang.office.files import acts as files
from yichuang.office.files.acts import Purpose
from yichuang.office.trail import reads as trail

FELT: Mapping[type[f.Fact], Progress] = {
    f.CaseSubmitted: Progress.RECEIVED,
    f.CorrectionSupplied: Progress.RECEIVED,
    f.CorrectionAsked: Progress.CORRECTING,
    f.CaseAccepted: Progress.RUNNING,
    f.CaseDeemedAccepted: Progress.RUNNING,
    f.ClockPaused: Progress.PAUSED,
    f.HearingArranged: Progress.PAUSED,
    f.ClockResumed: Progress.RUNNING,
    f.HearingHeld: Progress.RUNNING,
    f.CaseGranted: Progress.GRANTED,
    f.CaseRefused: Progress.REFUSED,
    f.AcceptanceRefused: Progress.NOT_ACCEPTED,
    f.CaseWithdrawn: Progress.WITHDRAWN,
    f.CaseTerminated: Progress.TERMINATED,
}
"""What the whole feels of one of its matters."""
MOVES = (f.CaseAccepted, f.CaseDeemedAccepted, f.StepCompleted, f.ApplicantDone, f.ChildReopened)
"""After which facts of the whole the turn of further matters may have come."""
SUPPLIES = (f.MaterialAttached, f.FormFilled)
"""What is handed in to the whole."""
STOPS = (f.CaseWithdrawn, f.CaseTerminated)
"""What takes a project's open matters with it."""
MOVED_BY = (*FELT, f.TaskFulfilled, *MOVES, *SUPPLIES, f.MeetingHeld, *STOPS)
"""After all other facts nothing follows in a joint project."""


def _next(number: str, at: datetime) -> datetime:
    """A moment of a case after all that is on record of it."""
    return max(at, case_reads.last_at(number) + timedelta(microseconds=1))


def open_matters(entry: f.Entry) -> None:
    """The matters whose turn has come open by themselves, with what the whole lends them (行政许可法 26(2))."""
    if not isinstance(entry.fact, MOVES):
        return
    case = case_reads.folded(entry.case)
    if case.kind != "joint" or case.state is not State.UNDER_REVIEW:
        return
    edition = catalogue.edition(case.matter, case.edition)
    for step in law.to_open(case, edition):
        _open(case, edition, step, entry.at)


def _open(case: law.Case, edition: Edition, step: Step, at: datetime) -> None:
    child = catalogue.current(step.matter, law.day(at))
    if child is None:
        raise LookupError(f"项目 {case.number} 的环节“{step.name}”没有现行事项 {step.matter}")
    lent = joining.lend(case, edition, _answers(case.number), child, _results(case))
    client = case_reads.client(case.number)
    again = (x.fact for x in trail.entries(case.number) if isinstance(x.fact, f.ChildReopened))
    tries = sum(fact.step == step.key for fact in again)
    done = cases.open_case(
        step.matter,
        cases.Client(case.applicant, client.name, client.phone_tail),
        *lent.commands,
        by=TIMER,
        at=at,
        channel=case.channel,
        parent=case.number,
        step=step.key,
        key=f"{case.number}/{step.key}/{tries}",
    )
    _lend_files(case, done.case)
    progress = Progress.OPENED if lent.lacking else Progress.RECEIVED
    command = c.NoteChild(step=step.key, number=done.case.number, progress=progress)
    cases.act(case.number, command, by=TIMER, at=_next(case.number, at), key=f"opened@{done.case.number}")


def _lend_files(case: law.Case, child: law.Case) -> None:
    held = (material.digest for material in child.materials.values())
    purpose = Purpose(case=child.number, region=child.region, body=child.body, applicant=case.applicant)
    files.lend((digest for digest in held if digest), of=case.number, to=purpose)


def supply(entry: f.Entry) -> None:
    """What is handed in to the whole while it is under way goes to every matter that waits for it."""
    if not isinstance(entry.fact, SUPPLIES):
        return
    case = case_reads.folded(entry.case)
    if case.kind != "joint" or case.state is not State.UNDER_REVIEW:
        return
    edition = catalogue.edition(case.matter, case.edition)
    for waiting in [one for one in case.children.values() if one.progress is Progress.OPENED]:
        child = case_reads.folded(waiting.number)
        if child.state is not State.DRAFT:
            continue
        matter = catalogue.edition(child.matter, child.edition)
        lent = joining.lend(case, edition, _answers(case.number), matter, _results(case), child.materials)
        form, *more = lent.commands
        commands = [form, *more] if isinstance(entry.fact, f.FormFilled) else more
        if commands:
            at, key = _next(child.number, entry.at), f"{entry.case}#{entry.seq}"
            _lend_files(case, cases.act(child.number, *commands, by=TIMER, at=at, key=key).case)


def _answers(number: str) -> dict[str, str]:
    """What was filled in last for the whole."""
    filled = [x.fact for x in trail.entries(number, texts=True) if isinstance(x.fact, f.FormFilled)]
    return dict(json.loads(filled[-1].answers.text)) if filled and filled[-1].answers.text else {}


def _results(case: law.Case) -> list[str]:
    """The results of the matters that are done: later ones need not ask for them."""
    done = [child.number for child in case.children.values() if child.progress is Progress.GRANTED]
    found = (case_reads.folded(number) for number in done)
    return [catalogue.edition(one.matter, one.edition).result for one in found]


def feel(entry: f.Entry) -> None:
    """What happens to a matter is felt by the whole; what happens to a task is told to the case it came of."""
    progress = FELT.get(type(entry.fact))
    if progress is None and not isinstance(entry.fact, f.TaskFulfilled):
        return
    case = case_reads.folded(entry.case)
    if case.parent is None:
        return
    command: object
    if isinstance(entry.fact, f.TaskFulfilled):
        assert case.task is not None
        command = c.NoteTask(number=case.number, what=case.task.what, result=entry.fact.result)
    else:
        assert progress is not None
        if entry.seq <= _begun(case):
            return  # its own opening says so already
        command = c.NoteChild(step=case.step, number=case.number, progress=progress)
    with contextlib.suppress(law.Refused):  # a project that has ended feels nothing more
        cases.act(
            case.parent, command, by=TIMER, at=_next(case.parent, entry.at), key=f"{case.number}#{entry.seq}"
        )


def _begun(case: law.Case) -> int:
    """The last fact of the statement that opened a matter for its project."""
    entries = trail.entries(case.number)
    return max(
        (x.seq for x in entries if x.at == entries[0].at and x.by.role == entries[0].by.role), default=0
    )


def give_tasks(entry: f.Entry) -> None:
    """Each decision of a meeting becomes a task of its body."""
    if not isinstance(entry.fact, f.MeetingHeld):
        return
    for n, one in enumerate(entry.fact.decisions):
        body = Body.objects.get(pk=one.body)
        given = c.GiveTask(
            what=one.what, owner=one.owner, days=one.days, of_case=entry.case, meeting=entry.fact.kind
        )
        apart.open_task(
            given, body.code, body.region, by=TIMER, at=entry.at, key=f"{entry.case}#{entry.seq}/{n}"
        )


def end_matters(entry: f.Entry) -> None:
    """A project that was withdrawn or terminated takes its open matters with it."""
    if not isinstance(entry.fact, STOPS):
        return
    case = case_reads.folded(entry.case)
    for child in case.children.values():
        with contextlib.suppress(law.Refused):  # one that is decided stays decided
            command = c.Withdraw(reason=f"整个项目{case.state.label}")
            cases.act(
                child.number, command, by=TIMER, at=_next(child.number, entry.at), key=f"whole@{entry.case}"
            )


def go_on(entry: f.Entry) -> None:
    """All that follows from one fact in a joint project."""
    for follows in (feel, open_matters, supply, give_tasks, end_matters):
        follows(entry)
