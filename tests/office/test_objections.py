"""Objections at the office: a decision reaches the publication once, the same ones are answered with it, confidence is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client as Browser

from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.facts import ObjectionBrought
from yichuang.law.mandates import Post, Standing
from yichuang.law.open_words import Occasion, Upshot, Verdict
from yichuang.office.cases import acts as cases
from yichuang.office.cases import following, reads
from yichuang.office.cases.acts import Missing
from yichuang.office.cases.models import CaseRow
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import PostHeld
from yichuang.office.objections import acts
from yichuang.office.objections.models import ObjectionRow
from yichuang.office.openness import acts as openness
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
NOW = datetime(2026, 11, 20, 12, tzinfo=CHINA)
WORDS = {"words": "办结数少了一件", "anonymous": True}


def holding(post: Post, body: str = "") -> Standing:
    held = PostHeld.objects.filter(post=post.value, until=None, **({"officer__body": body} if body else {}))
    first = held.order_by("officer__number").select_related("officer").first()
    assert first is not None
    return directory.officer_standing(first.officer.number, NOW.date())


def published(minutes: int = 0) -> tuple[str, str]:
    """A publication drafted by the chief and reviewed by the head of a body: its number and the body."""
    heads = PostHeld.objects.filter(post=Post.HEAD.value, until=None).values("officer__body")
    held = PostHeld.objects.filter(post=Post.CHIEF.value, until=None, officer__body__in=heads)
    body = str(held.order_by("officer__number").values_list("officer__body", flat=True)[0])
    writer, head = holding(Post.CHIEF, body), holding(Post.HEAD, body)
    at = NOW + timedelta(minutes=minutes)
    (done,) = openness.happened(Occasion.BUDGET, body, "人大批准预算", by=writer, at=at)
    number = done.case.number
    cases.act(number, c.DraftDisclosure(title="部门预算", text="收入120万元。"), by=writer, at=at)
    cases.act(number, c.ReviewDisclosure(verdict=Verdict.WHOLE, text="收入120万元。"), by=head, at=at)
    cases.act(number, c.PublishDisclosure(), by=writer, at=at)
    followers.settle()
    return number, body


def brought(publication: str, minutes: int, **more: object) -> str:
    at = NOW + timedelta(minutes=minutes)
    return acts.bring(WORDS | more, publication, by=acts.STRANGER, at=at).case.number


def decided(number: str, upshot: Upshot) -> None:
    """The head of the centre, who made none of it, checks and decides."""
    by, at = holding(Post.CENTRE_HEAD), NOW + timedelta(hours=2)
    cases.act(number, c.AcceptObjection(), by=by, at=at)
    cases.act(number, c.CheckObjection(finding="少了一件", sources="台账"), by=by, at=at)
    cases.act(number, c.DecideObjection(upshot=upshot, reason="数字不对", basis="台账"), by=by, at=at)
    followers.settle()


def test_the_same_thing_brought_many_times_is_answered_every_time_and_followed_once() -> None:
    publication, body = published()
    main, *same = [brought(publication, n) for n in range(1, 21)]
    by, at = holding(Post.CENTRE_HEAD), NOW + timedelta(hours=1)
    cases.act(main, c.AcceptObjection(), by=by, at=at)
    for number in same:
        cases.act(number, c.JoinObjection(into=main), by=by, at=at)
    at += timedelta(hours=1)
    cases.act(main, c.CheckObjection(finding="少了一件", sources="台账"), by=by, at=at)
    cases.act(main, c.DecideObjection(upshot=Upshot.CORRECTED, reason="漏了一件", basis="台账"), by=by, at=at)
    followers.settle()
    rows = ObjectionRow.objects.filter(of_case=publication)
    assert {(x.state, x.upshot, x.reason) for x in rows} == {("resolved", "corrected", "漏了一件")}
    (duty,) = CaseRow.objects.filter(parent=main, kind="disclosure")
    case = reads.folded(duty.number)
    assert case.disclosure is not None
    assert (case.disclosure.corrects, case.body) == (publication, body)
    page = Browser().get(f"/openness/{publication}/").content.decode()
    assert page.count("漏了一件") == len(same) + 1
    assert main not in page


def test_what_is_withdrawn_is_down_at_once_and_a_second_decision_to_withdraw_changes_nothing() -> None:
    publication, _ = published(minutes=1)
    first, second = brought(publication, 2), brought(publication, 3)
    decided(first, Upshot.RETRACTED)
    assert reads.folded(publication).state.value == "taken_down"
    page = Browser().get(f"/openness/{publication}/").content.decode()
    assert "数字不对" in page
    assert "120万元" not in page
    decided(second, Upshot.RETRACTED)
    assert reads.folded(second).state.value == "resolved"
    with pytest.raises(law.Refused, match="只能对已经公开的"):
        brought(publication, 200)


def test_who_asked_for_confidence_is_known_to_who_supervises_and_not_to_the_body() -> None:
    publication, body = published(minutes=2)
    given = {"anonymous": False, "confidential": True, "name": "张三", "contact": "13800138000"}
    number = brought(publication, 3, **given)
    later = NOW + timedelta(hours=3)
    for post, knows in ((Post.CHIEF, False), (Post.HEAD, False), (Post.CENTRE_HEAD, True)):
        sheet = reads.sheet(number, holding(post, "" if knows else body), later)
        (told,) = (x.fact for x in sheet.entries if isinstance(x.fact, ObjectionBrought))
        assert (str(told.name) == "张三") is knows
        assert ("13800138000" in str(told.contact)) is knows
    assert reads.client(number).name == "保密"


def test_the_code_opens_the_objection_as_nothing_else_and_the_key_brings_it_once() -> None:
    publication, _ = published(minutes=3)
    twice = [
        acts.bring(WORDS, publication, by=acts.STRANGER, at=NOW + timedelta(hours=1), key="k-1") for _ in "ab"
    ]
    assert twice[0].case.number == twice[1].case.number
    assert twice[1].again
    number = twice[0].case.number
    code = reads.client(number).query_code
    by = following.holder(number, code, "objection")
    assert following.sheet(number, by, NOW + timedelta(hours=1), "objection").case.number == number
    for wrong in ((number, "x", "objection"), (number, code, "ticket"), (publication, code, "disclosure")):
        with pytest.raises(Missing):
            following.holder(*wrong)
    with pytest.raises(Missing):
        reads.sheet(publication, by, NOW)
    with pytest.raises(law.Refused, match="没有这条公开信息"):
        acts.bring(WORDS, "1", by=acts.STRANGER, at=NOW)
