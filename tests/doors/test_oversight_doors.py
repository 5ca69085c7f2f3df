"""What an outside supervisor gets through the doors: the case he is invited to in full, one form, and a record of what he tries."""

from __future__ import annotations

import io
import json

import pytest
from django.test import Client

from handed import handed_in
from people import officer, submitted
from yichuang.law.cases import commands as c
from yichuang.law.words import Remark
from yichuang.office import clock
from yichuang.office.cases import acts
from yichuang.office.directory import reads
from yichuang.office.files.models import Upload
from yichuang.office.trail import reads as trail
from yichuang.office.trail.acts import attempts_chain

pytestmark = pytest.mark.usefixtures("committed")
WORDS = "核查表当场签字，没有注明时间"


def signed_in(username: str) -> Client:
    from django.contrib.auth import get_user_model

    one = Client()
    one.force_login(
        get_user_model().objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return one


def invited(number: str) -> None:
    today = clock.today()
    invite = c.InviteSupervisor(person="T0001", reason="请公证见证", until=today)
    acts.act(number, invite, by=officer("supervisor", today), at=clock.now())


def tried(number: str) -> list[tuple[str, str]]:
    told = [x.fact for x in trail.entries(attempts_chain(clock.now()))]
    return [(x.act, x.reason) for x in told if x.of_case == number]  # type: ignore[attr-defined]


def test_the_case_is_open_to_him_in_full_and_others_are_not_there() -> None:
    mine, other, notary = handed_in(), handed_in(), signed_in("notary")
    invited(mine)
    digest = Upload.objects.filter(case=mine).first().digest  # type: ignore[union-attr]
    pages = ("", "material/M01/", f"page/{digest}/0/", f"file/{digest}/", "act/record_supervision/")
    for page in pages:
        assert notary.get(f"/desk/case/{mine}/{page}").status_code == 200, page
        assert notary.get(f"/desk/case/{other}/{page}").status_code == 404, page
    listed = notary.get("/desk/oversight/").content.decode()
    assert mine in listed and other not in listed and "请公证见证" in listed
    assert notary.get(f"/api/cases/{mine}").status_code == 200
    assert notary.get(f"/api/cases/{other}").status_code == 404
    assert notary.get("/api/inbox").json() == {"cases": [], "next": None}
    for page in ("/desk/", "/desk/search/?q=" + other, "/desk/watch/", "/desk/attempts/", "/desk/letters/"):
        assert notary.get(page).status_code == 403, page
    assert notary.get("/my/")["Location"] == "/desk/oversight/"


def test_he_writes_his_record_and_officers_read_it_and_the_applicant_learns_only_that() -> None:
    number, notary = submitted(), signed_in("notary")
    invited(number)
    given = {"remark": Remark.OBJECTION.value, "words": WORDS}
    assert notary.post(f"/desk/case/{number}/act/record_supervision/", given).status_code == 302
    assert WORDS in notary.get(f"/desk/case/{number}/").content.decode()
    assert WORDS in signed_in("reviewer").get(f"/desk/case/{number}/").content.decode()
    seen = signed_in("person").get(f"/my/{number}/").content.decode()
    assert "马尔康市公证处（公证）" in seen and "监督记录：异议" in seen
    assert WORDS not in seen and "请公证见证" not in seen
    assert notary.post(f"/desk/case/{number}/act/record_supervision/", {"remark": "x"}).status_code == 422
    assert tried(number) == []


def test_whatever_else_he_tries_is_refused_and_on_the_trail() -> None:
    number, notary = submitted(), signed_in("notary")
    invited(number)
    before = len(trail.entries(number))
    assert notary.post(f"/desk/case/{number}/act/accept/").status_code == 404
    answer = notary.post(
        f"/api/cases/{number}/acts/withdraw", json.dumps({"reason": "玩"}), "application/json"
    )
    assert answer.status_code == 422 and "由申请人办理" in answer.json()["reason"]
    assert notary.post("/desk/intake/food-business/", {}).status_code == 403
    assert notary.post(f"/my/{number}/do/withdraw/", {"reason": "玩"}).status_code == 302
    assert tried(number) == [("accept", "“受理”不由您办理"), ("withdraw", answer.json()["reason"])]
    assert len(trail.entries(number)) == before


def test_who_is_not_invited_learns_nothing_and_his_try_is_on_the_trail() -> None:
    number, notary = submitted(), signed_in("notary")
    record = {"remark": Remark.OPINION.value, "words": "路过"}
    path = f"/api/cases/{number}/acts/record_supervision"
    for given in (record, record | {"seen": 0}):
        answer = notary.post(path, json.dumps(given), "application/json")
        assert answer.status_code == 404 and answer.json()["reason"].startswith("没有这个办件")
    assert notary.post(f"/desk/case/{number}/act/record_supervision/", record).status_code == 404
    assert [act for act, _ in tried(number)] == ["record_supervision"]
    nowhere = notary.post("/api/cases/1/acts/record_supervision", json.dumps(record), "application/json")
    assert nowhere.status_code == 404 and nowhere.json() == answer.json()


def test_officers_out_of_their_scope_and_other_applicants_are_on_the_trail_too() -> None:
    number = submitted()
    assert signed_in("admin").post(f"/desk/case/{number}/act/accept/").status_code == 404
    assert signed_in("company").post(f"/my/{number}/do/withdraw/", {"reason": "玩"}).status_code == 404
    assert [act for act, _ in tried(number)] == ["accept", "withdraw"]
    assert signed_in("clerk").get(f"/desk/case/{number}/act/grant/").status_code == 200
    assert len(tried(number)) == 2  # to look at a form is no attempt


def test_the_list_of_attempts_is_for_auditors_and_supervisors() -> None:
    from openpyxl import load_workbook

    number = submitted()
    signed_in("clerk").post(f"/desk/case/{number}/act/grant/", {"content": "准予"})
    for name, status in (
        ("audit", 200),
        ("supervisor", 200),
        ("director", 200),
        ("clerk", 403),
        ("notary", 403),
    ):
        assert signed_in(name).get("/desk/attempts/").status_code == status, name
    seen = signed_in("audit").get(f"/desk/attempts/?act={number}").content.decode()
    assert number in seen and "准予许可" in seen and f"/desk/case/{number}/" not in seen
    assert "没有这样的尝试" in signed_in("audit").get("/desk/attempts/?who=没有").content.decode()
    book = load_workbook(
        io.BytesIO(signed_in("audit").get(f"/desk/attempts/?act={number}&form=xlsx").content)
    )
    (_, row) = book.active.values
    assert row[5] == "准予许可" and row[6] == number


def test_a_form_asks_for_people_of_the_list_and_ends_invitations() -> None:
    number, watcher = submitted(), signed_in("supervisor")
    form = f"/desk/case/{number}/act/invite_supervisor/"
    assert "马尔康市公证处 泽郎卓玛（公证）" in watcher.get(form).content.decode()
    invited(number)
    assert "泽郎卓玛" not in watcher.get(form).content.decode().split("<aside")[0]
    ending = f"/desk/case/{number}/act/dismiss_supervisor/"
    assert "马尔康市公证处 泽郎卓玛" in watcher.get(ending).content.decode()
    assert watcher.post(ending, {"person": "T0001", "reason": "见证完了"}).status_code == 302
    assert "已经结束：见证完了" in watcher.get(f"/desk/case/{number}/").content.decode()
    assert signed_in("notary").get(f"/desk/case/{number}/").status_code == 404
    assert reads.outsider("T0001")


def test_the_security_administrator_keeps_the_list() -> None:
    security = signed_in("security")
    given = {"number": "T0700", "name": "王安", "organisation": "notary", "unit": "某公证处"}
    slip = security.post("/desk/outsiders/", given)
    assert slip.status_code == 200 and "slip-code" in slip.content.decode()
    assert security.post("/desk/outsiders/", given).status_code == 422
    assert security.post("/desk/outsiders/", {"retire": "T0700", "why": ""}).status_code == 422
    assert security.post("/desk/outsiders/", {"retire": "T0700", "why": "调离"}).status_code == 302
    assert "T0700" not in security.get("/desk/outsiders/").content.decode()
    assert signed_in("clerk").get("/desk/outsiders/").status_code == 403
