"""The hotline on real PostgreSQL: a flood from one number, incidents, finding by telephone, place and words, privacy, counters."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client as Browser

from people import applicant, at, client, officer
from yichuang.doors.command.audit import audit
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.facts import Spot, TicketRegistered
from yichuang.law.hotline_words import Line, Satisfaction, Solved, TicketClass
from yichuang.law.words import State
from yichuang.office.cases import acts as cases
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.cases import reads
from yichuang.office.cases.models import CaseRow
from yichuang.office.directory.demo import REGION
from yichuang.office.directory.models import Body
from yichuang.office.hotline import acts, finding, places
from yichuang.office.hotline.models import TicketRow
from yichuang.office.supervision.acts import tally, watching
from yichuang.office.supervision.models import Count
from yichuang.office.trail.models import FactRow, TextRow
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
WATER, HOUSING = "513201119", "513201115"
HERE = Spot(lat=31_904_000, lon=102_210_200)
NOON = at("2026-03-02T12:00")


def asked(**more: Any) -> c.RegisterTicket:
    plain: dict[str, Any] = {
        "about": TicketClass.HELP,
        "title": "团结街停水",
        "words": "一早就没水了",
        "subject": "0201",
        "place": "马尔康镇团结街",
        "lat": HERE.lat / 1e6,
        "lon": HERE.lon / 1e6,
        "caller": "王女士",
        "phone": "13800000001",
    }
    return c.RegisterTicket(**(plain | more))


def told(moment: Any = NOON, who: str = "operator", key: str | None = None, **more: Any) -> acts.Registered:
    return acts.register(asked(**more), REGION, by=officer(who), at=moment, key=key)


def code(short: str) -> str:
    return Body.objects.get(region=REGION, short=short).pk


def test_a_flood_from_one_number_is_all_registered_and_hangs_on_the_first() -> None:
    phone = "13900000099"
    found = [told(NOON + timedelta(milliseconds=60 * n), title="吵死了", subject="0704", phone=phone, place="昌列寺", lat=None, lon=None)
             for n in range(60)]  # fmt: skip
    first, last = found[0], found[-1]
    assert len({one.number for one in found}) == 60 == CaseRow.objects.filter(name="吵死了").count()
    assert not first.alike and not first.flooding
    assert (
        last.flooding
        and last.calls == 60
        and last.alike[0].same_caller
        and last.alike[0].number == first.number
    )
    assert set(
        TicketRow.objects.filter(title="吵死了").exclude(pk=first.number).values_list("same_as", flat=True)
    ) == {first.number}
    assert all(reads.folded(one.number).state is State.REGISTERED for one in found)


def test_the_same_key_registers_once() -> None:
    one, other = told(key="ring-1"), told(key="ring-1")
    assert one.number == other.number and other.done.again


def test_nothing_is_turned_away_for_want_of_a_subject_or_a_name() -> None:
    found = told(subject="", caller="", phone="", anonymous=True, title="", place="", lat=None, lon=None)
    row = CaseRow.objects.get(pk=found.number)
    assert (row.state, row.applicant_name, row.name) == ("registered", "匿名", "热线诉求")
    with pytest.raises(law.Refused, match="没有写诉求内容") as refused:
        told(words="  ")
    assert refused.value.field == "words" and refused.value.cite and refused.value.remedy


def test_five_callers_of_one_thing_are_marked_as_one_incident() -> None:
    found = [
        told(
            NOON + timedelta(minutes=n),
            phone=f"1370000000{n}",
            subject="0302",
            title="停气",
            lat=31.95 + n / 1e4,
            lon=102.1,
        )
        for n in range(6)
    ]
    assert [one.incident is not None for one in found] == [False] * 4 + [True, True]
    marks = set(TicketRow.objects.filter(pk__in=[x.number for x in found]).values_list("incident", flat=True))
    assert marks == {found[0].number}


def test_a_caller_is_found_again_but_his_number_is_nowhere_in_the_open() -> None:
    phone = "13812349876"
    number = told(phone=phone, caller="仁青措").number
    followers.settle()
    assert [x.number for x in finding.of_caller("+86 138-1234-9876", REGION, officer("operator"))] == [number]
    assert not finding.of_caller("13812349870", REGION, officer("operator"))
    for rows in (TicketRow.objects.filter(pk=number).values(), FactRow.objects.filter(case=number).values("record"),
                 CaseRow.objects.filter(pk=number).values("folded")):  # fmt: skip
        text = json.dumps(list(rows), default=str, ensure_ascii=False)
        assert phone not in text and "仁青措" not in text and "一早就没水了" not in text
    assert TextRow.objects.filter(case=number).count() == 3
    assert not list(audit(CaseRow.objects.get(pk=number)))


def test_near_and_by_words_newest_first_and_only_for_the_hotline() -> None:
    old = told(
        at("2026-01-05T09:00"),
        title="直波村碉楼旁路面塌陷",
        subject="0101",
        place="松岗镇直波村",
        lat=31.928,
        lon=102.102,
    ).number
    new = told(
        at("2026-03-03T09:00"),
        title="直波村路面坑洼",
        subject="0101",
        place="松岗镇直波村",
        lat=31.9285,
        lon=102.102,
    ).number
    by, now = officer("operator"), at("2026-03-04T09:00")
    assert [x.number for x in finding.search("直波村 路面", REGION, by, now)] == [new, old]
    assert [x.number for x in finding.search("碉楼", REGION, by, now)] == [old]
    assert [x.number for x in finding.search(old, REGION, by, now)] == [old]
    assert not finding.search("没有这样的事情", REGION, by, now)
    around = finding.near(Spot(lat=31_928_000, lon=102_102_000), REGION, by, metres=100)
    assert [(x.number, x.metres) for x in around] == [(new, 56), (old, 0)]
    for who in ("handler", "clerk", "admin"):
        with pytest.raises(law.Forbidden):
            finding.search("路面", REGION, officer(who), now)


def test_cells_hold_everything_within_the_distance() -> None:
    for north, east in ((0, 0), (1800, 0), (0, 2100), (-1790, -100), (1270, 1490)):
        there = Spot(lat=HERE.lat + north, lon=HERE.lon + east)
        assert places.cell(there) in places.cells(HERE, 200)


@pytest.mark.parametrize(
    ("text", "place", "subject"),
    [("团结街", "马尔康镇团结街", ""), ("tjj", "马尔康镇团结街", ""), ("一小", "马尔康市第一小学", ""),
     ("没水", "", "0201"), ("停水", "", "0201"), ("tings", "", "0201"), ("漏气", "", "0301"), ("井盖", "", "0102")],
)  # fmt: skip
def test_typing_ahead_finds_places_and_subjects(text: str, place: str, subject: str) -> None:
    if place:
        assert places.suggest(text, REGION)[0].name == place
    if subject:
        assert finding.suggest_subjects(text)[0].subject.code == subject


def test_every_subject_of_the_tree_names_bodies_there_are() -> None:
    serials = set(Body.objects.filter(region=REGION).values_list("serial", flat=True))
    for known in settings.subjects().values():
        assert known.subject.under or (known.subject.bodies and set(known.subject.bodies) <= serials), (
            known.name
        )


def test_nobody_but_the_hotline_and_the_citizen_opens_tickets() -> None:
    with pytest.raises(law.Forbidden):
        told(who="handler")
    mine = acts.register(asked(line=Line.WEB), REGION, by=applicant(), at=NOON, client=client())
    assert reads.folded(mine.number).applicant == client().id
    assert mine.number in {x.number for x in reads.mine(client().id, NOON)}


def given(number: str, *, lead: str = WATER, joint: tuple[str, ...] = ()) -> None:
    cases.act(number, c.Dispatch(lead=lead, joint=joint), by=officer("dispatcher"), at=at("2026-03-02T13:00"))


def test_who_asked_for_confidence_stays_unknown_to_who_handles_it() -> None:
    number = told(confidential=True, caller="仁青措", phone="13812340000").number
    given(number)
    for who, knows in (("handler", False), ("operator", True), ("hotline", True)):
        fact = next(
            x.fact
            for x in reads.sheet(number, officer(who), NOON).entries
            if isinstance(x.fact, TicketRegistered)
        )
        assert ("仁青措" in str(fact.caller)) is knows and ("13812340000" in str(fact.phone)) is knows
        assert ("团结街" in str(fact.hidden_place)) is knows
    for stranger in ("handler2", "clerk", "archivist"):
        with pytest.raises(cases.Missing):
            reads.sheet(number, officer(stranger), NOON)
    assert CaseRow.objects.get(pk=number).applicant_name == "保密"


def test_a_joint_body_sees_it_and_reports_and_the_counters_follow_it_from_body_to_body() -> None:
    number = told().number
    given(number, joint=(HOUSING,))
    cases.act(number, c.SignFor(), by=officer("handler"), at=at("2026-03-02T14:00"))
    cases.act(number, c.JoinReport(words="路面已经回填"), by=officer("handler2"), at=at("2026-03-02T15:00"))
    assert reads.sheet(number, officer("handler2"), NOON).case.number == number
    answer = c.AnswerTicket(words="修好了", solved=Solved.YES)
    cases.act(number, answer, by=officer("handler"), at=at("2026-03-02T16:00"))
    followers.settle()
    said = c.CallBack(reached=True, solved=True, satisfaction=Satisfaction.GOOD)
    cases.act(number, said, c.CloseTicket(), by=officer("operator"), at=at("2026-03-03T16:00"))
    followers.settle()
    row = TicketRow.objects.get(pk=number)
    assert (row.state, row.lead, row.body, row.solved, row.satisfaction) == (
        "settled",
        WATER,
        code("政务中心"),
        True,
        "good",
    )
    kept = counts()
    tally.rebuild(at("2026-03-03T16:00"), watching._standing)
    assert counts() == kept


def counts() -> dict[tuple[str, ...], int]:
    found = Count.objects.filter(kind="ticket").exclude(n=0)
    out: dict[tuple[str, ...], int] = {}
    for one in found:
        out[one.body, one.state] = out.get((one.body, one.state), 0) + one.n
    return {key: n for key, n in out.items() if n}


def signed_in(username: str) -> Browser:
    browser = Browser()
    user = get_user_model().objects.get(username=username)
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def test_the_page_and_the_inbox_open_for_the_handler() -> None:
    number = told(title="待水务局办的停水", phone="13877776666").number
    given(number)
    browser = signed_in("handler")
    inbox = browser.get("/desk/", follow=True).content.decode()
    assert "待水务局办的停水" in inbox
    page = browser.get(f"/desk/case/{number}/", follow=True)
    text = page.content.decode()
    assert page.status_code == 200
    for shown in ("一早就没水了", "供水·停水", "马尔康市水务局", "签收", "诉求人说"):
        assert shown in text
    act = f"/desk/case/{number}/act/sign_for/"
    assert "首接负责" in browser.get(act).content.decode()
    seen = reads.folded(number).version
    assert browser.post(act, {"seen": seen, "key": "signed"}, follow=True).status_code == 200
    assert reads.folded(number).state is State.HANDLING
    answer = {"words": "修好了", "solved": "no", "seen": seen + 1}
    wrong = browser.post(f"/desk/case/{number}/act/answer_ticket/", answer)
    assert wrong.status_code == 422 and "后续计划" in wrong.content.decode()


def test_the_dispatcher_chooses_bodies_by_name_on_the_form() -> None:
    number = told(title="从页面派单", phone="13877776667").number
    browser = signed_in("dispatcher")
    act = f"/desk/case/{number}/act/dispatch/"
    assert "水务局" in browser.get(act).content.decode()
    given = {
        "lead": WATER,
        "passing": "by_phone",
        "joint": "住建局、公安局",
        "seen": reads.folded(number).version,
    }
    assert browser.post(act, given, follow=True).status_code == 200
    ticket = reads.folded(number).ticket
    assert ticket is not None and (ticket.lead, ticket.joint) == (WATER, (HOUSING, "513201105"))


def test_search_reads_its_index() -> None:
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute("SET LOCAL enable_seqscan = off")
        sql.execute("EXPLAIN SELECT number FROM hotline_ticket WHERE terms @> ARRAY['停水']::varchar[]")
        assert "hotline_terms" in "\n".join(row[0] for row in sql.fetchall())
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
