"""When this happens, that follows: the one table, read from the trail with a cursor per follower."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law import masking
from yichuang.law.cases import commands as c
from yichuang.law.mandates import TIMER
from yichuang.law.words import Purpose
from yichuang.office.analysis import acts as analysis
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads as case_reads
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.consultations import acts as consultations
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Applicant, Body
from yichuang.office.hearings import acts as hearings
from yichuang.office.hotline import acts as hotline
from yichuang.office.information import acts as information
from yichuang.office.objections import acts as objections
from yichuang.office.openness import acts as openness
from yichuang.office.papers import acts as papers
from yichuang.office.papers import contents
from yichuang.office.papers.contents import About
from yichuang.office.scoring import acts as scoring
from yichuang.office.supervision import acts as supervision
from yichuang.office.trail import acts as trail
from yichuang.office.trail import reads as trail_reads
from yichuang.site import joining

NOTED = (f.CaseGranted, f.RenewalDeemed)
"""What may be put on the licence it is about."""
ENDING = (f.LicenceRevoked, f.LicenceCancelled)
"""What ends the applications that hang on a licence."""


def about(entry: f.Entry, entries: list[f.Entry]) -> About:
    """What the paper of a fact needs to know, read from the case, its applicant and its body."""
    first = entries[0].fact
    assert isinstance(first, f.CaseOpened)
    client = case_reads.client(entry.case)
    applicant = Applicant.objects.filter(pk=first.applicant).first()
    number = directory.details(applicant, TIMER).id_number if applicant else ""
    return about_of(entry, entries, Body.objects.get(pk=first.body), client.name, number, client.query_code)


def about_of(
    entry: f.Entry, entries: list[f.Entry], body: Body, name: str, id_number: str, query: str
) -> About:
    """The same from what is already known, as the case stood right after the fact."""
    case = law.fold(x for x in entries if x.seq <= entry.seq)
    return About(
        case=case,
        edition=catalogue.edition(case.matter, case.edition),
        calendar=directory.calendar(),
        applicant=name,
        applicant_id=masking.id_number(id_number) if id_number else "",
        query=query,
        body=body.pk,
        body_name=body.name,
        body_short=body.short,
        phone=body.phone,
        complaint_phone=body.supervision_phone,
        address=body.address,
    )


def issue_paper(entry: f.Entry) -> None:
    """Facts that the law wants in writing bring their paper."""
    if type(entry.fact) in contents.WRITES:
        known = trail_reads.entries(entry.case, texts=True)
        told = next(x for x in known if x.seq == entry.seq)
        papers.issue(told, about(told, known))


def note_on_licence(entry: f.Entry) -> None:
    """A renewal or change that was decided is put on the licence it is about (行政许可法 49, 50)."""
    if not isinstance(entry.fact, NOTED):
        return
    case = law.fold(x for x in trail_reads.entries(entry.case) if x.seq <= entry.seq)
    if case.licence_of is None:
        return
    if case.grant_until is not None and case.purpose is Purpose.RENEWAL:
        deemed = isinstance(entry.fact, f.RenewalDeemed)
        command: object = c.NoteRenewal(by_case=case.number, until=case.grant_until, deemed=deemed)
    else:
        command = c.NoteChange(by_case=case.number)
    at = max(entry.at, case_reads.last_at(case.licence_of) + timedelta(microseconds=1))
    with contextlib.suppress(law.Refused):  # a licence that has ended meanwhile takes no note
        cases.act(case.licence_of, command, by=TIMER, at=at, key=f"note@{case.number}")


def end_what_hangs_on_it(entry: f.Entry) -> None:
    """A licence that was revoked or cancelled ends the pending applications to change or renew it."""
    if not isinstance(entry.fact, ENDING):
        return
    for number in case_reads.pending_on(entry.case):
        at = max(entry.at, case_reads.last_at(number) + timedelta(microseconds=1))
        cases.act(number, c.EndWithLicence(), by=TIMER, at=at, key=f"ended@{entry.case}")


@dataclass(frozen=True, slots=True)
class Follower:
    """What somebody does about a fact, and which facts move him; without them, every one."""

    react: Callable[[f.Entry], None]
    moved_by: tuple[type[f.Fact], ...] | None = None

    @property
    def kinds(self) -> list[str] | None:
        """The stored names of the facts that move him."""
        return None if self.moved_by is None else [kind.__name__ for kind in self.moved_by]


FOLLOWERS: Mapping[str, Follower] = {
    "supervision": Follower(supervision.observe),
    "papers": Follower(issue_paper, tuple(contents.WRITES)),
    "licences": Follower(note_on_licence, NOTED),
    "pending": Follower(end_what_hangs_on_it, ENDING),
    "projects": Follower(joining.go_on, joining.MOVED_BY),
    "scores": Follower(scoring.keep, scoring.KEPT),
    "analysis": Follower(analysis.observe, analysis.CUTTING),
    "hotline": Follower(hotline.observe, hotline.FACTS),
    "consultations": Follower(consultations.observe, consultations.FACTS),
    "information": Follower(information.observe, information.FACTS),
    "objections": Follower(objections.observe, objections.FACTS),
    "hearings": Follower(hearings.observe, hearings.MOVED_BY),
    "openness": Follower(openness.observe, openness.FACTS),
    "duties": Follower(openness.follow, openness.MOVED_BY),
}
"""Supervision first: a card is there within a second, and a paper takes longer than a look."""


def settle(seconds: float = 30.0) -> None:
    """Let every follower read to the end, waiting for facts that a transaction elsewhere still holds back. For stories and tests."""
    until = time.monotonic() + seconds
    while catch_up() or (trail_reads.behind(FOLLOWERS) and time.monotonic() < until):
        pass


def catch_up(limit: int = 200) -> int:
    """Let every follower that is behind read on. Returns how many facts were followed; trouble stays in the cursors.

    After each fact that took others long, supervision looks again first.
    """
    done, unread = 0, trail_reads.unread(FOLLOWERS)
    for name in FOLLOWERS:
        read = 0
        while name in unread and read < limit:
            passed = _follow(name, limit if name == "supervision" else 1)
            read += passed
            unread = trail_reads.unread(FOLLOWERS)
            if name != "supervision" and "supervision" in unread:
                _follow("supervision", limit)
                unread = trail_reads.unread(FOLLOWERS)
            if not passed:
                break
        done += read
    return done


def _follow(name: str, limit: int) -> int:
    follower = FOLLOWERS[name]
    return trail.follow(name, follower.react, limit=limit, kinds=follower.kinds)
