"""Agents on real PostgreSQL: who may authorise whom, what it opens, that it ends at once, that both are told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from people import MATTER, applicant, at, client, officer, whole
from yichuang.law.cases import Refused
from yichuang.law.cases import commands as c
from yichuang.law.mandates import TIMER, Actor, Errand, Standing
from yichuang.law.words import Channel, Role, State
from yichuang.office.agency import acts, reads
from yichuang.office.agency.models import Authorisation, VillageAgent
from yichuang.office.agency.sample import village_agent
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads as case_reads
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory.models import Applicant, DirectoryChange
from yichuang.office.trail import reads as trail

pytestmark = pytest.mark.django_db
NOW = at("2026-03-02T09:00")
LATER = at("2026-03-03T09:00")
UNTIL = date(2026, 12, 31)
SCAN = "ab" * 32


def principal() -> Applicant:
    return Applicant.objects.get(user__username="person")


def authorise(agent: Applicant | None, **more: Any) -> Authorisation:
    said = {"errands": [Errand.SUBMIT, Errand.CORRECT], "matters": None, "valid_until": UNTIL, "by": applicant(),
            "at": NOW, **more}  # fmt: skip
    return acts.authorise(principal(), agent, **said)


def acting(agent: Applicant, now: datetime = NOW) -> Standing:
    return reads.standing(agent.pk, principal().pk, now)


def open_as(agent: Applicant, now: datetime = LATER, *commands: Any) -> str:
    by = acting(agent, now)
    return cases.open_case(MATTER, client(), *commands, by=by, at=now, channel=Channel.AGENT).case.number


def edition() -> Any:
    return catalogue.current(MATTER, NOW.date())


def test_an_agent_applies_and_the_trail_says_for_whom() -> None:
    agent = village_agent()
    authorise(agent)
    number = open_as(agent, LATER, *whole(edition()))
    told = trail.entries(number)
    assert {(x.by.role, x.by.id, x.by.principal) for x in told} == {(Role.AGENT, agent.pk, principal().pk)}
    assert told[-1].sentence().startswith("代办员泽仁代申请人提交了申请")
    assert trail.verify(number) is None
    case = case_reads.sheet(number, applicant(), LATER).case
    assert (case.applicant, case.channel, case.state) == (principal().pk, Channel.AGENT, State.RECEIVED)


def test_a_private_agent_stands_in_the_trail_by_an_opaque_id_only() -> None:
    friend = Applicant.objects.get(user__username="company")
    authorise(friend)
    (entry,) = trail.entries(open_as(friend))
    assert (entry.by.name, entry.by.post) == ("", "")
    assert entry.sentence().startswith("代办人代申请人开始填报")


def test_expired_between_page_and_click_nothing_is_written() -> None:
    agent = village_agent()
    authorise(agent, errands=[Errand.SUBMIT, Errand.WITHDRAW], valid_until=date(2026, 3, 5))
    number = open_as(agent)
    page = case_reads.sheet(number, acting(agent), at("2026-03-05T23:59"))
    assert "withdraw" in {offer.act.name for offer in page.offers if offer.open}
    midnight = at("2026-03-06T00:00")
    with pytest.raises(Refused, match="授权已于2026年3月5日到期") as refused:
        cases.act(number, c.Withdraw(), by=acting(agent, midnight), at=midnight, seen=page.case.version)
    assert "第二十九条第二款" in str(refused.value)
    assert len(trail.entries(number)) == page.case.version
    with pytest.raises(Refused, match="到期"):
        case_reads.sheet(number, acting(agent), midnight)


def test_revoked_at_once_and_what_was_done_stays() -> None:
    agent = village_agent()
    row = authorise(agent)
    number = open_as(agent)
    acts.revoke(row.pk, by=applicant(), at=LATER + timedelta(seconds=1))
    with pytest.raises(Refused, match="撤销"):
        open_as(agent, LATER + timedelta(seconds=1))
    assert case_reads.sheet(number, applicant(), LATER).case.state is State.DRAFT
    with pytest.raises(Refused, match="已经撤销"):
        acts.revoke(row.pk, by=applicant(), at=LATER + timedelta(seconds=2))


def test_an_agent_does_nothing_for_anybody_else() -> None:
    agent = village_agent()
    authorise(agent)
    other = cases.Client("9900000000000004", "别人", "1234")
    with pytest.raises(Refused, match="只能为授权给您的人申请"):
        cases.open_case(MATTER, other, by=acting(agent), at=NOW)
    stranger = reads.standing(agent.pk, other.id, NOW)
    with pytest.raises(Refused, match="没有申请人的书面授权"):
        cases.open_case(MATTER, other, by=stranger, at=NOW)
    with pytest.raises(case_reads.Missing):
        case_reads.sheet(open_as(agent), stranger, LATER)
    assert not reads.entrusted(agent.pk, other.id)


@pytest.mark.parametrize(
    ("more", "field", "says"),
    [
        ({"errands": []}, "errands", "权限"),
        ({"matters": []}, "matters", "事项"),
        ({"matters": ["no-such-matter"]}, "matters", "no-such-matter"),
        ({"matters": ["x"] * 1 + [f"m{n}" for n in range(300)]}, "matters", "最多"),
        ({"valid_until": date(2026, 3, 1)}, "valid_until", "早于"),
        ({"valid_from": date(2026, 2, 1), "valid_until": date(2026, 3, 1)}, "valid_until", "已经过了"),
        ({"valid_until": date(2028, 3, 3)}, "valid_until", "最长2年"),
        ({"valid_until": date(9999, 12, 31)}, "valid_until", "最长2年"),
        ({"by": TIMER, "agent": None}, "agent", "没有找到"),
    ],
)
def test_bad_input_names_the_field_and_writes_nothing(more: dict[str, Any], field: str, says: str) -> None:
    agent = more.pop("agent", village_agent())
    before = Authorisation.objects.count()
    with pytest.raises(Refused, match=says) as refused:
        authorise(agent, **more)
    assert refused.value.field == field and refused.value.remedy and refused.value.cite
    assert Authorisation.objects.count() == before


def test_the_longest_term_is_two_years_and_a_leap_day_has_its_end() -> None:
    assert authorise(village_agent(), valid_until=date(2028, 3, 2))
    leap = at("2028-02-29T09:00")
    assert authorise(village_agent(), valid_until=date(2030, 2, 28), at=leap)
    with pytest.raises(Refused, match="2030年2月28日"):
        authorise(village_agent(), valid_until=date(2030, 3, 1), at=leap)


def test_never_to_oneself_never_to_the_staff_never_passed_on() -> None:
    with pytest.raises(Refused, match="自己"):
        authorise(principal())
    agent = village_agent()
    with pytest.raises(Refused, match="转托"):
        authorise(village_agent(), by=acting(agent))
    with pytest.raises(Refused, match="本人授权"):
        authorise(agent, by=Standing(actor=Actor(Role.APPLICANT, id="9900000000000004")))
    colleague = village_agent()
    from yichuang.office.directory.models import Officer

    Officer.objects.filter(user__username="clerk").update(user=colleague.user_id)
    with pytest.raises(Refused, match="工作人员"):
        authorise(colleague)
    with pytest.raises(IntegrityError), transaction.atomic():
        Authorisation.objects.filter(agent=village_agent()).update(agent=principal())
        authorise(agent)
        Authorisation.objects.filter(agent=agent).update(agent=principal())


def test_the_same_authorisation_is_not_given_twice() -> None:
    agent = village_agent()
    row = authorise(agent)
    with pytest.raises(Refused, match="同样的授权"):
        authorise(agent)
    acts.revoke(row.pk, by=applicant(), at=NOW)
    assert authorise(agent).number != row.number


def test_a_clerk_puts_down_what_was_signed_on_paper_and_revokes_it_when_asked() -> None:
    agent, clerk = village_agent(), officer("clerk")
    with pytest.raises(Refused, match="扫描件") as refused:
        authorise(agent, by=clerk)
    assert refused.value.field == "scan"
    with pytest.raises(Refused, match="窗口收件"):
        authorise(agent, by=officer("reviewer"), scan=SCAN)
    row = authorise(agent, by=clerk, scan=SCAN)
    assert row.given_by == "格桑梅朵 12901" or row.given_by.startswith("格桑梅朵")
    with pytest.raises(Refused, match="窗口收件"):
        acts.revoke(row.pk, by=officer("reviewer"), at=LATER)
    assert acts.revoke(row.pk, by=clerk, at=LATER).revoked_by.startswith("格桑梅朵")


def test_nobody_else_revokes_not_even_the_agent() -> None:
    agent = village_agent()
    row = authorise(agent)
    for by in (Standing(actor=Actor(Role.APPLICANT, id=agent.pk)), acting(agent)):
        with pytest.raises(Refused, match="没有这份授权"):
            acts.revoke(row.pk, by=by, at=LATER)
    with pytest.raises(Refused, match="没有这份授权"):
        acts.revoke(10**9, by=applicant(), at=LATER)


def test_each_act_leaves_its_note() -> None:
    agent = village_agent()
    row = authorise(agent)
    acts.revoke(row.pk, by=applicant(), at=LATER)
    notes = DirectoryChange.objects.filter(subject="agency.authorisation", key=str(row.pk)).order_by("id")
    assert [(x.act, x.by) for x in notes] == [
        ("authorise", principal().pk),
        ("revoke_authorisation", principal().pk),
    ]
    assert notes[0].after == notes[1].before != notes[1].after


def test_both_are_told_and_what_was_seen_is_no_longer_new() -> None:
    agent = village_agent()
    authorise(agent)
    number = open_as(agent)
    for who in (principal().pk, agent.pk):
        news = reads.news(who)
        assert news.entries[0].case == number and news.unread >= 1
        acts.look(who, LATER)
        assert reads.news(who).unread == 0
    assert reads.news("9900000000000004").entries == []
    own = cases.open_case(MATTER, client(), by=applicant(), at=LATER).case.number
    assert own not in {x.case for x in reads.news(principal().pk).entries}


def test_what_agents_did_is_found_by_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + trail.AGENTS, ["a", 100, "a", 100, 100])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "trail_fact_principal" in plan and "trail_fact_agent" in plan


def test_a_village_agent_is_named_by_who_appoints_and_released() -> None:
    person, security = village_agent(), officer("security")
    VillageAgent.objects.filter(applicant=person).delete()
    with pytest.raises(Refused, match="任免岗位"):
        acts.name_agent(person, "513201102000", "松岗镇", by=officer("clerk"), at=NOW)
    for region, place, field in (("513201000000", "马尔康", "region"), ("513201102000", " ", "place")):
        with pytest.raises(Refused) as refused:
            acts.name_agent(person, region, place, by=security, at=NOW)
        assert refused.value.field == field
    row = acts.name_agent(person, "513201102000", "松岗镇", by=security, at=NOW)
    with pytest.raises(Refused, match="已经是"):
        acts.name_agent(person, "513201102000", "松岗镇", by=security, at=NOW)
    authorise(person)
    assert acting(person).actor.title == "代办员泽仁代申请人"
    acts.release_agent(row.pk, by=security, at=LATER)
    assert acting(person, LATER).actor.title == "代办人代申请人"
    with pytest.raises(Refused, match="没有这个代办员"):
        acts.release_agent(row.pk, by=security, at=LATER)
    assert acts.name_agent(person, "513201102000", "松岗镇", by=security, at=LATER).until is None


def test_an_agent_is_found_by_name_and_telephone_together_only() -> None:
    assert reads.find("泽仁", "15400009001") == Applicant.objects.get(user__username="agent")
    assert reads.find("泽仁卓玛", "15400009001") is None
    with pytest.raises(Refused):
        reads.find("泽仁", "12")


def test_loading_the_sample_again_adds_nothing() -> None:
    from yichuang.office.agency.sample import load_sample

    before = (VillageAgent.objects.count(), Authorisation.objects.count())
    load_sample()
    assert (VillageAgent.objects.count(), Authorisation.objects.count()) == before
