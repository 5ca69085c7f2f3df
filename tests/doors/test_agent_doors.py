"""The doors and agents: what is sent after the authorisation has ended, what is offered, what the window and the API say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from people import MATTER, applicant, at, client, newcomer, whole
from yichuang.law.mandates import TIMER, Errand
from yichuang.office import clock
from yichuang.office.agency import acts, reads
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads as case_reads
from yichuang.office.directory import reads as directory_reads
from yichuang.office.directory.models import Applicant
from yichuang.office.trail import reads as trail

pytestmark = pytest.mark.usefixtures("committed")


ROOT = Path(__file__).resolve().parents[2]
SCAN = (ROOT / "src/yichuang/office/files/data/sample-material.pdf").read_bytes()


def signed(username: str) -> Client:
    from django.contrib.auth import get_user_model

    one = Client()
    user = get_user_model().objects.get(username=username)
    one.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return one


@pytest.fixture
def granted(committed: None) -> Iterator[Any]:
    """The demonstration's village agent may do everything for the first applicant until he may not."""
    person = Applicant.objects.get(user__username="person")
    agent = Applicant.objects.get(user__username="agent")
    by = reads.standing(agent.pk, person.pk, at("2026-03-02T09:00"))
    row = acts.authorise(
        person, agent, errands=list(Errand), matters=[MATTER], valid_until=at("2026-03-05T00:00").date(), by=TIMER,
        at=at("2026-03-02T09:00"),
    )  # fmt: skip
    yield row
    if not acts.Authorisation.objects.get(pk=row.pk).revoked_at:
        acts.revoke(row.pk, by=TIMER, at=at("2026-03-02T09:00"))
    assert by.actor.principal == person.pk


def submitted_by_agent(moment: str = "2026-03-02T10:00") -> str:
    from yichuang.office.catalogue import reads as catalogue

    agent = Applicant.objects.get(user__username="agent")
    by = reads.standing(agent.pk, client().id, at(moment))
    edition = catalogue.current(MATTER, at(moment).date())
    return cases.open_case(MATTER, client(), *whole(edition), by=by, at=at(moment)).case.number


def test_expired_between_page_and_click(granted: Any) -> None:
    """The agent's other, standing authorisation does not let him withdraw; the one that did is over at midnight."""
    number, agent = submitted_by_agent(), signed("agent")
    with clock.at(at("2026-03-05T23:59")):
        page = agent.get(f"/my/{number}/do/withdraw/").content.decode()
        assert "您正在代 泽仁卓玛 办理" in page and granted.number in page
    before = len(trail.entries(number))
    with clock.at(at("2026-03-06T00:00")):
        answer = agent.post(f"/my/{number}/do/withdraw/", {"reason": "x"})
    assert answer.status_code == 422 and "授权不包括“撤回申请”" in answer.content.decode()
    assert len(trail.entries(number)) == before


def test_the_applicant_sees_on_the_case_what_the_agent_did(granted: Any) -> None:
    number = submitted_by_agent()
    with clock.at(at("2026-03-02T11:00")):
        own = signed("person").get(f"/my/{number}/").content.decode()
        assert "本办件由代办人办了" in own and "您正在代" not in own
        assert "本办件由代办人办了" not in signed("agent").get(f"/my/{number}/").content.decode()
        assert signed("company").get(f"/my/{number}/").status_code == 404


def test_hearing_and_rating_are_never_offered_to_an_agent(granted: Any) -> None:
    number = submitted_by_agent()
    with clock.at(at("2026-03-02T11:00")):
        page = signed("agent").get(f"/my/{number}/do/rate/").content.decode()
    assert "“评价”由申请人本人办理" in page


def post(username: str, path: str, **body: Any) -> Any:
    return signed(username).post(
        f"/api{path}", json.dumps(body, ensure_ascii=False), content_type="application/json"
    )


def test_through_the_api_an_agent_opens_acts_and_is_refused_like_on_the_pages(granted: Any) -> None:
    person = client().id
    with clock.at(at("2026-03-02T10:00")):
        begun = post("agent", "/cases", matter=MATTER, principal=person)
        number = begun.json()["number"]
        assert begun.status_code == 200
        done = post("agent", f"/cases/{number}/acts/fill_form", answers={"shop_name": "面馆"}, situation={})
        assert done.json()["facts"][-1]["says"] == "代办员泽仁代申请人填写了申请表"
        assert post("company", "/cases", matter=MATTER, principal=person).status_code == 403
        assert post("company", f"/cases/{number}/acts/withdraw").status_code == 422
        assert signed("company").get(f"/api/cases/{number}").status_code == 404
        assert signed("agent").get(f"/api/cases/{number}").json()["state"] == "draft"
    with clock.at(at("2026-03-06T00:00")):
        late = post("agent", f"/cases/{number}/acts/withdraw")
    assert late.status_code == 422 and "第二十九条第二款" in late.json()["article"]


def test_through_the_api_an_authorisation_is_given_seen_and_revoked() -> None:
    with clock.at(at("2026-03-02T10:00")):
        given = post("company", "/authorisations", name="泽仁", phone="15400009001", errands=["submit"],
                     valid_until="2026-06-30")  # fmt: skip
        assert given.status_code == 200, given.json()
        ident = given.json()["id"]
        for field, wrong in (("agent", {"name": "别人"}), ("valid_until", {"valid_until": "2036-01-01"})):
            body = {
                "name": "泽仁",
                "phone": "15400009001",
                "errands": ["submit"],
                "valid_until": "2026-07-30",
            }
            no = post("company", "/authorisations", **{**body, **wrong})
            assert (no.status_code, no.json()["field"]) == (422, field)
        assert ident in {x["id"] for x in signed("agent").get("/api/authorisations").json()["held"]}
        assert post("agent", f"/authorisations/{ident}/revoke").status_code == 422
        assert "撤销" in post("company", f"/authorisations/{ident}/revoke").json()["why_not"]
        assert post("clerk", "/authorisations", name="泽仁", phone="15400009001", errands=["submit"],
                    valid_until="2026-07-30").status_code == 403  # fmt: skip


@pytest.fixture(scope="module")
def number(django_db_setup: None, django_db_blocker: Any) -> str:
    """The identity number of somebody without an account, registered at the window."""
    with django_db_blocker.unblock():
        return newcomer(941)


def counter(username: str, number: str, **more: Any) -> Any:
    """Somebody's document on the counter of the agents' desk."""
    return signed(username).post("/desk/agents/", {"id_type": "resident", "id_number": number, **more})


def paper(**more: Any) -> dict[str, Any]:
    agent = Applicant.objects.get(user__username="agent")
    return {
        "step": "authorise", "village": agent.pk, "errands": ["submit", "correct"], "scope": "all",
        "valid_until": "2026-06-30", "seen": "1", "scan": SimpleUploadedFile("委托书.pdf", SCAN), **more,
    }  # fmt: skip


def test_a_clerk_registers_a_signed_paper_an_agent_hands_in_and_the_desk_shows_it(number: str) -> None:
    person = "newcomer941"
    with clock.at(at("2026-03-02T10:00")):
        for field, wrong in (
            ("seen", {"seen": ""}), ("scan", {"scan": ""}), ("errands", {"errands": []}), ("agent", {"village": "x"}),
            ("valid_until", {"valid_until": "x"}), ("matters", {"scope": "named", "matter": ["没有这事项"]}),
        ):  # fmt: skip
            no = counter("clerk", number, **paper(**wrong))
            assert no.status_code == 422 and f"#f-{field}" in no.content.decode(), field
        assert reads.given(person) == []
        assert "已登记授权" in counter("clerk", number, **paper()).content.decode()
        (row,) = reads.given(person)
        assert len(row.scan) == 64 and row.given_by.startswith("格桑梅朵")
        case = _taken_in(row.agent, number)
        page = signed("clerk").get(f"/desk/case/{case}/").content.decode()
        assert "本办件有代办人" in page and row.number in page
        assert row.number in signed("clerk").get(f"/desk/case/{case}/taken/").content.decode()
        assert counter("reviewer", number).status_code == 403
        assert "已撤销授权" in counter("clerk", number, step="revoke", ident=row.pk).content.decode()
        no = _hand_in(row.agent, number)
        assert no.status_code == 422 and "撤销" in no.content.decode()


def _hand_in(agent: Applicant, number: str) -> Any:
    own = directory_reads.details(agent, TIMER).id_number
    given = {
        "nature": "natural", "id_number": number, "name": "来人941", "phone": "15412345678",
        "agent_number": own,
    }  # fmt: skip
    return signed("clerk").post(f"/desk/intake/{MATTER}/", given)


def _taken_in(agent: Applicant, number: str) -> str:
    answer = _hand_in(agent, number)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).split("/case/")[1].split("/")[0]


def test_only_who_appoints_names_village_agents() -> None:
    assert signed("clerk").get("/desk/agents/village/").status_code == 403
    security = signed("security")
    assert "松岗镇直波村" in security.get("/desk/agents/village/").content.decode()
    wrong = security.post("/desk/agents/village/", {"name": "无此人", "phone": "15400009001"})
    assert wrong.status_code == 422 and "没有找到" in wrong.content.decode()


def test_a_decision_is_fetched_by_an_agent_only_with_the_errand(granted: Any) -> None:
    from yichuang.law.cases import Refused, may_fetch

    case = case_reads.sheet(submitted_by_agent(), applicant(), at("2026-03-02T11:00")).case
    agent = Applicant.objects.get(user__username="agent")
    by = reads.standing(agent.pk, client().id, at("2026-03-02T11:00"))
    may_fetch(case, "W15", by, at("2026-03-02T11:00"))
    one = next(x for x in by.authorisations if Errand.WITHDRAW in x.errands)
    without = replace(by, authorisations=(replace(one, errands=frozenset({Errand.SUBMIT})),))
    may_fetch(case, "W03", without, at("2026-03-02T11:00"))
    with pytest.raises(Refused, match="领取结果"):
        may_fetch(case, "W15", without, at("2026-03-02T11:00"))
