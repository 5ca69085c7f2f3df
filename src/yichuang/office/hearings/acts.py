"""The only writer of hearings: convened by an officer or after a licence, kept as rows, their minutes led back to the licence."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law.cases import Case
from yichuang.law.cases import commands as c
from yichuang.law.cases.floor import names
from yichuang.law.kinds.hearing import MATTER
from yichuang.law.mandates import TIMER, Actor, Standing
from yichuang.law.open_words import HearingForm, Part
from yichuang.law.words import Role, State
from yichuang.office.cases import acts as cases
from yichuang.office.cases import apart, reads, rows
from yichuang.office.cases.acts import Client, Done
from yichuang.office.cases.wire import run
from yichuang.office.hearings.models import HearingRow
from yichuang.office.trail import reads as trail

STRANGER = Standing(actor=Actor(Role.APPLICANT))
"""Somebody not signed in; the law lets him ask to take part and nothing else."""
ON_PAPER = "笔录已经在办件中登记"
_A_MOMENT = timedelta(microseconds=1)


def convene(
    given: c.ConveneHearing,
    body: str,
    region: str,
    *more: Any,
    by: Standing,
    at: datetime,
    key: str | None = None,
) -> Done:
    """Begin the case of a hearing with its notice. Raises Refused when it is told too late; `key` makes it idempotent."""
    begun = run(rows.BEGUN, (key,)) if key else None
    if begun is not None:
        return Done(rows.thaw(begun[0]), (), again=True)
    first = apart.opened(MATTER, f"{given.form.label}：{given.subject}", body, region, given.of_case)
    return cases.begin(first, Client("", given.chair), (given, *more), by, at, key)


FACTS = (
    f.HearingConvened, f.HearingPostponed, f.HearingCalledOff, f.PartyEntered, f.AttendanceAsked, f.AttendeesChosen,
    f.RecusalAsked, f.RecusalSettled, f.HearingBegun, f.HearingEnded, f.HearingReported,
)  # fmt: skip
"""The facts after which a hearing's row is another one."""
OF_LICENCES = (f.HearingArranged, f.HearingHeld, f.CaseWithdrawn, f.CaseTerminated)
"""The facts of a licence that open its hearing, or end it."""
MOVED_BY = (*FACTS, *OF_LICENCES)


def observe(entry: f.Entry) -> None:
    """A licence arranged a hearing, or a hearing went on: each reaches the other, and the row says so. In the follower's transaction."""
    if "/" in entry.case:
        return
    if isinstance(entry.fact, f.HearingArranged):
        _open(entry)
    elif isinstance(entry.fact, OF_LICENCES):
        why = ON_PAPER if isinstance(entry.fact, f.HearingHeld) else f"所属办件{entry.fact.sentence()}"[:200]
        _end(entry.case, why, entry.at)
    elif isinstance(entry.fact, FACTS):
        case = reads.folded(entry.case)
        if case.sitting is not None:
            values = row(case, trail.entries(entry.case, texts=True))
            HearingRow.objects.update_or_create(number=case.number, defaults=values)
        if isinstance(entry.fact, f.HearingReported) and case.parent:
            _lead_back(case, entry)


def _open(entry: f.Entry) -> None:
    """The hearing of a licence becomes a case of its own; one that was arranged before is called off."""
    licence, fact = reads.folded(entry.case), entry.fact
    assert isinstance(fact, f.HearingArranged)
    if licence.state is not State.UNDER_REVIEW or licence.hearing.held_on:
        return  # it went on meanwhile
    _end(licence.number, "另行通知", entry.at)
    given = c.ConveneHearing(
        form=HearingForm.LICENSING, subject=licence.name[:60], on=fact.on, begins=fact.begins, place=fact.place,
        section=fact.section, presenters=fact.reviewers or ("承办人员",), chair=fact.chair, chair_section=fact.chair_section,
        recorder=fact.recorder or "记录人员", of_case=licence.number,
    )  # fmt: skip
    party = c.EnterParty(
        part=Part.PARTY, name=reads.client(licence.number).name or "申请人", interest="许可的申请人"
    )
    done = convene(
        given, licence.body, licence.region, party, by=TIMER, at=entry.at, key=f"hearing@{licence.number}-{entry.seq}"
    )  # fmt: skip
    moment = max(entry.at, licence.last_at + _A_MOMENT)
    note = c.NoteHearing(number=done.case.number)
    cases.act(licence.number, note, by=TIMER, at=moment, key=f"noted@{done.case.number}")


def _end(licence: str, why: str, at: datetime) -> None:
    """A hearing that has not begun ends with what it belongs to."""
    for number in _of(licence):
        case = reads.folded(number)
        if case.state is State.NOTICED:
            moment = max(at, case.last_at + _A_MOMENT)
            cases.act(number, c.CallOffHearing(reason=why), by=TIMER, at=moment, key=f"off@{number}")


def _of(licence: str) -> list[str]:
    return [number for number, kind, _ in reads.of_project(licence) if kind == MATTER.kind]


def _lead_back(case: Case, entry: f.Entry) -> None:
    """The minutes and the conclusion go to the licence: its clock runs again, its decision must follow them."""
    told = [x.fact for x in trail.entries(case.number, texts=True) if isinstance(x.fact, f.HearingEnded)]
    assert case.parent is not None
    assert isinstance(entry.fact, f.HearingReported)
    licence = reads.folded(case.parent)
    held = c.HoldHearing(minutes=str(told[-1].minutes), conclusion=entry.fact.conclusion)
    moment = max(entry.at, licence.last_at + _A_MOMENT)
    with contextlib.suppress(law.Refused):  # the application was withdrawn meanwhile
        cases.act(licence.number, held, by=TIMER, at=moment, key=f"held@{case.number}")


def row(case: Case, entries: Sequence[f.Entry]) -> dict[str, Any]:
    """A hearing as its row."""
    it, facts = case.sitting, [x.fact for x in entries]
    assert it is not None
    called = names(entries)
    chosen = [x for x in facts if isinstance(x, f.AttendeesChosen)]
    changed = [x for x in facts if isinstance(x, f.HearingPostponed | f.HearingCalledOff | f.RecusalSettled)]
    reported = [x for x in facts if isinstance(x, f.HearingReported)]
    basis = next(x.basis for x in facts if isinstance(x, f.HearingConvened))
    return {
        "version": case.version, "parent": case.parent or "", "form": it.form.value, "subject": it.subject,
        "region": case.region, "body": case.body, "state": case.state.value, "convened_on": law.day(case.opened_at),
        "on": it.on, "begins": it.begins, "place": it.place, "section": it.section, "chair": it.chair, "basis": basis,
        "seats": it.seats, "apply_by": it.apply_by, "asked": len(it.asked),
        "chosen": [[code, called[code]] for code in chosen[-1].codes] if chosen else [],
        "how": chosen[-1].how if chosen else "", "told": "；".join(x.sentence() for x in changed),
        "conclusion": reported[-1].conclusion if reported else "", "reported_on": it.reported_on,
    }  # fmt: skip
