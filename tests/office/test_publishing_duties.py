"""Duties to publish at the office: opened by their days for a year, kept as rows from facts, scored the same by the public script."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client as Browser

from yichuang.doors.command import sample_openness
from yichuang.doors.portal.openness import RECOMPUTE
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.mandates import Post
from yichuang.law.open_words import Occasion, Verdict
from yichuang.law.openness import openings, scores
from yichuang.office.cases import acts as cases
from yichuang.office.cases.models import CaseRow
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body, Officer, PostHeld
from yichuang.office.openness import acts, duties, finding, posters, reads
from yichuang.office.openness.models import DisclosureRow
from yichuang.office.openness.reads import Wanted
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
UNTIL = datetime(2026, 11, 20, 12, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def fresh() -> None:
    acts.forget()


def test_every_duty_of_the_breakdown_has_a_person_or_its_body_is_named() -> None:
    rules, nobody = duties.rules()
    bodies = set(Body.objects.filter(active=True).values_list("code", flat=True))
    assert {one.body for one in rules} | set(nobody) == bodies
    assert len({one.code for one in rules}) == len(rules)
    for one in rules:
        assert Officer.objects.get(number=one.officer).body_id == one.body


def test_a_year_of_18_units_opens_by_itself_day_by_day_and_no_duty_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    every, _ = duties.rules()
    units = sorted({one.body for one in every if one.body.startswith("5132")})[:18]
    assert len(units) == 18
    rules = tuple(one for one in every if one.body in units)
    monkeypatch.setattr(duties, "rules", lambda: (rules, ()))
    first = date(2026, 1, 1)
    assert acts.open_day(datetime(2026, 1, 1, 8, tzinfo=CHINA)) == sum(
        first in openings(x, first, first) for x in rules
    )
    opened, last = 0, date(2026, 12, 31)
    for n in range(1, 365):
        day = first + timedelta(days=n)
        if n % 7 == 3:
            continue  # the house was shut that day: what it owes is opened on the next
        opened += acts.open_day(datetime(day.year, day.month, day.day, 8, tzinfo=CHINA))
        acts.forget()
        if n % 50 == 0:
            assert not acts.open_day(datetime(day.year, day.month, day.day, 9, tzinfo=CHINA))
    wanted = [(x.code, on) for x in rules for on in openings(x, first, last)]
    assert CaseRow.objects.filter(kind="disclosure").count() == len(wanted)
    followers.settle()
    assert DisclosureRow.objects.count() == len(wanted)
    late = scores(reads.sheets("513201000000", first, date(2027, 3, 1)), date(2027, 4, 1))
    assert late
    assert all(one.missed == one.due and one.barred for one in late)


def test_an_event_opens_what_hangs_on_it_and_a_stranger_opens_nothing() -> None:
    held = PostHeld.objects.filter(post=Post.CHIEF.value, until=None).select_related("officer").first()
    assert held is not None
    by, at = directory.officer_standing(held.officer.number, UNTIL.date()), UNTIL
    with pytest.raises(law.Refused, match="没有写明是什么事"):
        acts.happened(Occasion.BUDGET, by.actor.body, " ", by=by, at=at)
    with pytest.raises(law.Refused, match="没有对应的公开任务"):
        acts.happened(Occasion.PROJECT, by.actor.body, "竣工", by=by, at=at)
    clerk = (
        PostHeld.objects.filter(post=Post.WINDOW_CLERK.value, until=None).select_related("officer").first()
    )
    assert clerk is not None
    with pytest.raises(law.Forbidden, match="不能下达"):
        stranger = directory.officer_standing(clerk.officer.number, UNTIL.date())
        acts.happened(Occasion.BUDGET, stranger.actor.body, "预算批准", by=stranger, at=at)
    (done,) = acts.happened(Occasion.BUDGET, by.actor.body, "人大批准预算", by=by, at=at)
    assert done.case.disclosure is not None
    assert done.case.name == "部门预算"
    followers.settle()
    row = DisclosureRow.objects.get(pk=done.case.number)
    assert (row.state, row.text, row.terms) == ("due", "", [])


def test_what_is_public_is_what_the_review_let_out_and_nothing_before() -> None:
    number, head = _drafted("本年收入预算120万元。")
    page = Browser().get(f"/openness/{number}/")
    assert page.status_code == 404
    cases.act(
        number, c.ReviewDisclosure(verdict=Verdict.WHOLE, text="本年收入预算120万元。"), by=head[1], at=UNTIL
    )
    followers.settle()
    assert Browser().get(f"/openness/{number}/").status_code == 404
    cases.act(number, c.PublishDisclosure(), by=head[0], at=UNTIL)
    followers.settle()
    page = Browser().get(f"/openness/{number}/")
    assert "本年收入预算120万元" in page.content.decode()
    assert [x.row.number for x in reads.public(Wanted(text="收入预算"), "513201000000")[0]] == [number]
    cases.act(number, c.TakeDown(reason="数字有误"), by=head[1], at=UNTIL)
    followers.settle()
    page = Browser().get(f"/openness/{number}/").content.decode()
    assert "数字有误" in page
    assert "120万元" not in page
    assert not reads.public(Wanted(text="收入预算"), "513201000000")[0]


def _drafted(text: str) -> tuple[str, tuple[law.Scene, law.Scene]]:
    """A duty with a draft before the reviewer: its number, its writer and its reviewer."""
    heads = dict(
        PostHeld.objects.filter(post=Post.HEAD.value, until=None).values_list(
            "officer__body", "officer__number"
        )
    )
    held = (
        PostHeld.objects.filter(post=Post.CHIEF.value, until=None, officer__body__in=heads)
        .select_related("officer")
        .first()
    )
    assert held is not None
    body = held.officer.body_id
    writer, head = (
        directory.officer_standing(one, UNTIL.date()) for one in (held.officer.number, heads[body])
    )
    (done,) = acts.happened(Occasion.BUDGET, body, "人大批准预算", by=writer, at=UNTIL)
    cases.act(done.case.number, c.DraftDisclosure(title="部门预算", text=text), by=writer, at=UNTIL)
    followers.settle()
    return done.case.number, (writer, head)


def test_the_public_script_comes_to_the_same_scores_and_the_year_to_rows_as_facts_say(tmp_path: Path) -> None:
    assert sample_openness.fill(UNTIL) > 50
    rows = {one.number: one for one in DisclosureRow.objects.all()}
    for number, row in rows.items():
        case = CaseRow.objects.get(pk=number)
        assert case.state == row.state
        assert (row.closed_on is not None) == (row.state in ("published", "withheld", "taken_down"))
    feed = Browser().get("/openness/sheets.json?year=2026")
    file = tmp_path / "openness-2026.json"
    file.write_bytes(feed.content)
    told = subprocess.run(
        [sys.executable, RECOMPUTE, file], capture_output=True, text=True, check=True
    ).stdout
    today = date.fromisoformat(json.loads(feed.content)["as_of"])
    ours = scores(reads.sheets("513201000000", date(2026, 1, 1), date(2026, 12, 31)), today)
    assert len(ours) > 3
    assert told.splitlines() == [
        f"{x.body},{x.officer},{x.due},{x.in_time},{x.late},{x.missed},{x.hundredths}" for x in ours
    ]


def test_a_poster_of_any_length_is_one_sheet() -> None:
    import pymupdf

    row = DisclosureRow(number="1", title="部门预算", category="result", section="财务科", officer_name="王", closed_on=UNTIL.date(),
                        opened_on=UNTIL.date())  # fmt: skip
    for size in posters.SIZES:
        for many in (1, 20, 4000):
            row.text = "\n".join(f"第{n}项：全年收入一百二十万元，支出一百二十万元。" for n in range(many))
            pdf = pymupdf.open(
                stream=posters.poster(reads.Shown(row, "住建局"), size, "http://localhost/openness/1/")
            )
            assert len(pdf) == 1
            text = pdf[0].get_text()
            assert "部门预算" in text
            assert ("内容较多" in text) == (many == 4000)


def test_words_are_found_by_their_pairs() -> None:
    assert set(finding.asked("收入 预算")) <= set(finding.terms("部门预算", "收入"))
    assert not set(finding.asked("决算")) <= set(finding.terms("部门预算", "收入"))
