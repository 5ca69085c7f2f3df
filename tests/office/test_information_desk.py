"""Requests for information on a real database: rows from facts, a sheet divided whole or not at all, papers, the sample's annual report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from yichuang.doors.command import sample_information
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.mandates import bearer
from yichuang.law.open_words import Asker, Heard, Reply
from yichuang.law.openness.annual import adds_up, requests
from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads as case_reads
from yichuang.office.cases.models import CaseRow
from yichuang.office.directory import reads as directory
from yichuang.office.information import acts, reads
from yichuang.office.information.models import InformationRow
from yichuang.office.openness import duties, sample
from yichuang.office.papers import reads as papers
from yichuang.office.trail import reads as trail
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
PLAIN = {"what": "道路维修决算", "name": "泽仁", "id_number": "990101199003070015", "contact": "信箱"}
AT = datetime(2026, 3, 2, 10, tzinfo=CHINA)


@pytest.fixture(scope="module")
def desk(django_db_setup: None, django_db_blocker: Any) -> Any:
    """A body that publishes, with the standing of who answers for it and of its head."""
    with django_db_blocker.unblock():
        heads, (rules, _) = sample.heads(), duties.rules(clock.today())
        rule = next(one for one in rules if one.body in heads)
        people = directory.officer_standings({rule.officer, heads[rule.body]}, clock.today())
    return rule.body, people[rule.officer], people[heads[rule.body]]


def test_a_sheet_with_several_things_becomes_as_many_requests_or_none(desk: Any) -> None:
    body, writer, _head = desk
    before = CaseRow.objects.filter(kind="information").count()
    several = PLAIN | {"what": "请公开：\n1. 决算\n2. 预算\n3. 合同"}
    with pytest.raises(law.Refused, match="写了3条信息"):
        acts.ask(several, body, by=acts.STRANGER, at=AT)
    with pytest.raises(law.Refused, match="身份证"):
        acts.ask(several | {"id_number": "990101199003070016"}, body, by=acts.STRANGER, at=AT, divide=True)
    assert CaseRow.objects.filter(kind="information").count() == before
    done = acts.ask(several, body, by=writer, at=AT, divide=True, key="sheet")
    again = acts.ask(several, body, by=writer, at=AT, divide=True, key="sheet")
    assert [one.case.number for one in done] == [one.case.number for one in again]
    assert [one.case.information.part for one in done if one.case.information] == ["1/3", "2/3", "3/3"]
    followers.settle()
    assert reads.in_month(done[1].case.number) == (2, 3)
    told = trail.entries(done[2].case.number, texts=True)
    assert "请公开：\n合同" in [str(getattr(x.fact, "what", "")) for x in told]


def test_the_row_follows_and_papers_go_out_each_to_whom_it_is_for(desk: Any) -> None:
    body, writer, head = desk
    number = acts.ask(PLAIN, body, by=acts.STRANGER, at=AT)[0].case.number
    hours = iter(range(11, 24))

    def do(by: Any, command: Any) -> None:
        cases.act(number, command, by=by, at=AT.replace(hour=next(hours)))

    do(writer, c.HearOthers(who=Heard.THIRD_PARTY, party="高原公司", why="报价"))
    followers.settle()
    row = InformationRow.objects.get(pk=number)
    assert (row.state, row.due_on, f"{row.until}") == ("hearing_others", None, "2026-03-23")
    do(writer, c.NoteOpinion(consents=True))
    do(head, c.ExtendReply(days=3, reason="要查档案", approved_by="负责人"))
    do(writer, c.ReplyInformation(reply=Reply.NONE, reason="经检索没有"))
    followers.settle()
    row.refresh_from_db()
    assert (row.state, row.reply, row.in_time) == ("replied", "none", True)
    issued = [one.code for group in papers.of_case(number).values() for one in group]
    assert sorted(issued) == ["X02", "X03", "X05"]
    stored = str(InformationRow.objects.filter(pk=number).values().get())
    assert not any(secret in stored for secret in ("泽仁", "990101199003070015", "决算"))
    for other in (acts.STRANGER, bearer("1" * 24)):
        with pytest.raises(law.Forbidden):
            cases.act(number, c.WithdrawRequest(), by=other, at=AT.replace(hour=23))


def test_what_is_not_made_clear_is_given_up_by_the_timer(desk: Any) -> None:
    body, writer, _head = desk
    number = acts.ask(PLAIN, body, by=acts.STRANGER, at=AT)[0].case.number
    cases.act(number, c.AskClarity(wanting="请写明年度", days=3), by=writer, at=AT.replace(hour=12))
    assert cases.tick(datetime(2026, 3, 5, 23, tzinfo=CHINA)) == 0
    assert cases.tick(datetime(2026, 3, 6, 1, tzinfo=CHINA)) == 1
    assert case_reads.folded(number).state.value == "abandoned"


def test_the_samples_annual_report_adds_up_and_equals_its_facts(desk: Any) -> None:
    many = sample_information.fill(clock.now())
    assert many > 50
    year = clock.today().year - 1
    found = reads.counted(year)
    table = requests(found, year)
    assert adds_up(table)
    new = InformationRow.objects.filter(received_on__year=year)
    assert sum(table["new"].values()) == new.count() > 20
    lived = [case_reads.folded(number) for number in new.values_list("number", flat=True)]
    people = [one for one in lived if one.information and one.information.asker is Asker.NATURAL]
    assert table["new"][Asker.NATURAL] == len(people)
    assert sum(1 for key, cells in table.items() if key not in ("new", "total") and any(cells.values())) >= 8
