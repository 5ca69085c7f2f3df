"""A joint project on real PostgreSQL: one intake, matters that open by themselves, one clock, tasks, one end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from projects import CODE, publish

from people import applicant, at, client, whole
from yichuang.doors.command.audit import audit
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.facts import Decision
from yichuang.law.mandates import Post, Standing
from yichuang.law.words import MaterialForm, MeetingKind, Outcome, Progress, State
from yichuang.office.cases import acts, reads
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import PostHeld
from yichuang.office.trail.models import Cursor
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")


def post(body: str, wanted: Post, on: date = date(2026, 3, 2)) -> Standing:
    held = PostHeld.objects.filter(post=wanted, officer__body=body).exclude(
        officer__user__username__in=["expired", "unlettered"]
    )
    return directory.officer_standing(held.order_by("officer__number").first().officer.number, on)


def follow() -> None:
    followers.settle()
    assert not list(Cursor.objects.filter(failures__gt=0).values_list("follower", "trouble"))


def moment(day: str) -> datetime:
    return at(f"{day}T10:00")


@pytest.fixture
def project() -> Iterator[str]:
    publish()
    edition = catalogue.current(CODE, date(2026, 3, 2))
    assert edition is not None
    number = acts.open_case(
        CODE, client(), *whole(edition), by=applicant(), at=moment("2026-03-02")
    ).case.number
    acts.act(number, c.Accept(), by=post(edition.body, Post.WINDOW_CLERK), at=at("2026-03-02T11:00"))
    follow()
    yield number


def grant(number: str, day: str) -> None:
    """Let a matter go its usual way on one day."""
    case = reads.folded(number)
    edition = catalogue.edition(case.matter, case.edition)
    if case.state is State.RECEIVED:
        acts.act(number, c.Accept(), by=post(case.body, Post.WINDOW_CLERK), at=at(f"{day}T14:00"))
    for step in edition.course:
        command = c.CompleteStep(step=step.key, opinion="可以", officers=("甲", "乙"))
        acts.act(number, command, by=post(case.body, Post.REVIEWER), at=at(f"{day}T15:00"))
    acts.act(number, c.Grant(content="准予"), by=post(case.body, Post.CHIEF), at=at(f"{day}T16:00"))
    follow()


def children(number: str) -> dict[str, law.Case]:
    return {
        case.step: case
        for child, kind, _ in reads.of_project(number)
        if kind == "permit"
        for case in [reads.folded(child)]
    }


def test_the_matters_open_by_themselves_with_what_was_handed_in_once(project: str) -> None:
    opened = children(project)
    assert set(opened) == {"waste", "road"}
    whole_case = reads.folded(project)
    for step, case in opened.items():
        assert case.state is State.RECEIVED and case.parent == project
        assert {m.digest for m in case.materials.values()} <= {
            m.digest for m in whole_case.materials.values()
        }
        assert whole_case.children[step].progress is Progress.RECEIVED


def test_it_goes_from_one_intake_to_one_end(project: str) -> None:
    grant(children(project)["waste"].number, "2026-03-05")
    assert set(children(project)) == {"waste", "road"}
    grant(children(project)["road"].number, "2026-03-09")
    whole_case = reads.folded(project)
    assert whole_case.still and CaseRow.objects.get(pk=project).paused
    with pytest.raises(law.Refused, match="没有环节“check”"):
        acts.act(project, c.ReportDone(step="check", words="好了"), by=applicant(), at=moment("2026-03-10"))
    acts.act(project, c.ReportDone(step="works", words="完工"), by=applicant(), at=moment("2026-03-20"))
    follow()
    assert not reads.folded(project).still
    lead = post(whole_case.body, Post.CHIEF)
    called = c.CallMeeting(
        kind=MeetingKind.ACCEPTANCE,
        on=date(2026, 3, 23),
        place="工地",
        members=("执法局", "住建局"),
        reason="验收",
    )
    acts.act(project, called, by=lead, at=moment("2026-03-20"))
    held = c.HoldMeeting(
        kind=MeetingKind.ACCEPTANCE, attended=("甲", "乙"), minutes="看过", conclusion="通过"
    )
    acts.act(project, held, by=lead, at=moment("2026-03-23"))
    follow()
    assert set(children(project)) == {"waste", "road", "advert"}
    with pytest.raises(law.Refused, match="还有没办完的"):
        acts.act(project, c.Conclude(), by=lead, at=moment("2026-03-24"))
    if children(project)["advert"].state is State.DRAFT:
        supply(children(project)["advert"].number, "2026-03-24")
    grant(children(project)["advert"].number, "2026-03-25")
    done = acts.act(project, c.Conclude(), by=lead, at=moment("2026-03-26"))
    assert done.case.state is State.CONCLUDED and done.case.outcome is Outcome.CONCLUDED
    follow()
    for row in CaseRow.objects.filter(parent=project) | CaseRow.objects.filter(pk=project):
        assert not list(audit(row))


def supply(number: str, day: str) -> None:
    """The applicant adds what the project could not lend."""
    case = reads.folded(number)
    edition = catalogue.edition(case.matter, case.edition)
    acts.act(number, *whole(edition), by=applicant(), at=moment(day))
    follow()


def test_a_matter_is_not_decided_twice(project: str) -> None:
    number = children(project)["waste"].number
    grant(number, "2026-03-05")
    chief = post(reads.folded(number).body, Post.CHIEF)
    with pytest.raises(law.Refused, match="准予许可"):
        acts.act(number, c.Grant(content="再准"), by=chief, at=moment("2026-03-06"))
    from yichuang.law.mandates import TIMER

    again = c.NoteChild(step="waste", number=number, progress=Progress.GRANTED)
    with pytest.raises(law.Refused, match="已经办结"):
        acts.act(project, again, by=TIMER, at=moment("2026-03-06"))


def test_refusal_blocks_what_comes_after_until_it_is_applied_for_anew(project: str) -> None:
    first = children(project)["waste"]
    clerk, chief = post(first.body, Post.WINDOW_CLERK), post(first.body, Post.CHIEF)
    grant(children(project)["road"].number, "2026-03-04")
    acts.act(first.number, c.Accept(), by=clerk, at=moment("2026-03-05"))
    edition = catalogue.edition(first.matter, first.edition)
    for step in edition.course:
        done = c.CompleteStep(step=step.key, opinion="不行", passed=False, officers=("甲", "乙"))
        acts.act(first.number, done, by=post(first.body, Post.REVIEWER), at=at("2026-03-05T11:00"))
    acts.act(first.number, c.Refuse(reasons="没有消纳场", basis="办法"), by=chief, at=at("2026-03-05T15:00"))
    follow()
    whole_case = reads.folded(project)
    assert whole_case.still and whole_case.children["waste"].progress is Progress.REFUSED
    acts.act(project, c.Reapply(step="waste", reason="找到了消纳场"), by=applicant(), at=moment("2026-03-09"))
    follow()
    second = reads.folded(project).children["waste"]
    assert second.number != first.number and second.progress is Progress.RECEIVED
    assert not reads.folded(project).still


def test_decisions_of_a_meeting_become_tasks_under_the_same_lights(project: str) -> None:
    case = reads.folded(project)
    lead = post(case.body, Post.CHIEF)
    called = c.CallMeeting(
        kind=MeetingKind.COORDINATION,
        on=date(2026, 3, 4),
        place="大厅",
        members=("执法局", "住建局"),
        reason="卡住了",
    )
    acts.act(project, called, by=lead, at=moment("2026-03-03"))
    nobody = c.HoldMeeting(kind=MeetingKind.COORDINATION, attended=("甲", "乙"), minutes="……", conclusion="办",
                           decisions=(Decision(what="改路线", body=case.body, owner="", days=3),))  # fmt: skip
    with pytest.raises(law.Refused, match="没有责任单位或者责任人"):
        acts.act(project, nobody, by=lead, at=moment("2026-03-04"))
    held = c.HoldMeeting(kind=MeetingKind.COORDINATION, attended=("甲", "乙"), minutes="……", conclusion="办",
                         decisions=(Decision(what="改路线", body=case.body, owner="王强", days=3),))  # fmt: skip
    acts.act(project, held, by=lead, at=moment("2026-03-04"))
    follow()
    (task,) = [number for number, kind, _ in reads.of_project(project) if kind == "task"]
    row = CaseRow.objects.get(pk=task)
    assert row.due_on == date(2026, 3, 9) and row.state == State.ASSIGNED and row.red_at is not None
    acts.act(task, c.FulfilTask(result="改好了"), by=post(row.body, Post.REVIEWER), at=moment("2026-03-06"))
    follow()
    assert any("改好了" in x.sentence() for x in reads.trail.entries(project))
    assert not list(audit(CaseRow.objects.get(pk=task)))


def test_withdrawing_the_whole_withdraws_what_is_open(project: str) -> None:
    acts.act(project, c.Withdraw(reason="不做了"), by=applicant(), at=moment("2026-03-06"))
    follow()
    assert {case.state for case in children(project).values()} == {State.WITHDRAWN}


def test_a_paper_is_lent_as_shared(project: str) -> None:
    assert all(
        m.form in (MaterialForm.ELECTRONIC, MaterialForm.SHARED)
        for case in children(project).values()
        for m in case.materials.values()
    )
