"""The knowledge base through its pages: from the form to the public by two people, marks, refusals at the field, the workbook."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from yichuang.office import clock
from yichuang.office.knowledge import sample, sheets
from yichuang.office.knowledge.models import Answer, Draft

pytestmark = pytest.mark.django_db
DESK = "/desk/knowledge/"


def signed_in(username: str) -> Client:
    client = Client()
    user = get_user_model().objects.get(username=username)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def words(**changes: str) -> dict[str, str]:
    today = clock.today()
    return {
        "body": "513201129",
        "question": "夜市摆摊要办执照吗？",
        "wordings": "地摊经济\r\n晚上卖烧烤",
        "answer": "在划定的区域摆摊，先向摊区管理处报名，再办个体工商户登记。",
        "source": "《马尔康市夜市管理须知（示例）》",
        "matters": "sole-trader-registration",
        "effective": today.isoformat(),
        "review_by": (today + timedelta(180)).isoformat(),
        "contact": "0837-2990129",
        "code": "night-market",
    } | changes


def test_from_the_form_to_the_public_through_two_people(client: Client) -> None:
    reviewer, chief = signed_in("reviewer"), signed_in("chief")
    form = reviewer.get(f"{DESK}new/edit/").content.decode()
    assert 'value="513201129" selected' in form and "513201115" not in form
    wrong = reviewer.post(f"{DESK}new/edit/", words(source="", todo="check")).content.decode()
    assert 'id="e-source"' in wrong and "地摊经济" in wrong and not Draft.objects.exists()
    assert reviewer.post(f"{DESK}new/edit/", words(todo="save")).status_code == 302
    assert client.get("/answers/night-market/").status_code == 404
    own = reviewer.post(f"{DESK}night-market/act/approve/", {"version": "1"})
    assert own.status_code == 422 and "自己的草稿" in own.content.decode()
    assert "地摊经济" not in signed_in("clerk").get(f"{DESK}night-market/").content.decode()
    assert chief.post(f"{DESK}night-market/act/approve/", {"version": "9"}).status_code == 422
    assert chief.post(f"{DESK}night-market/act/approve/", {"version": "1"}).status_code == 302
    page = client.get("/answers/night-market/").content.decode()
    assert "摊区管理处" in page and "复审日期" in page and "/matters/sole-trader-registration/" in page
    assert "night-market" in client.get("/answers/?q=地摊").content.decode()
    assert "/answers/?q=" in client.get("/matters/?q=地摊").content.decode()


def test_of_two_editors_the_second_keeps_what_he_typed() -> None:
    reviewer, head = signed_in("reviewer"), signed_in("head")
    reviewer.post(f"{DESK}new/edit/", words())
    late = head.post(f"{DESK}night-market/edit/", words(answer="乙写的答复，比甲写的晚一点。"))
    assert (
        late.status_code == 422
        and "保存过这份草稿" in late.content.decode()
        and "乙写的" in late.content.decode()
    )


@pytest.fixture
def living() -> None:
    sample.load(clock.now())


@pytest.mark.usefixtures("living")
def test_whoever_answers_sees_the_marks_first_and_reports(client: Client) -> None:
    clerk, chief = signed_in("clerk"), signed_in("chief")
    found = clerk.get(f"{DESK}?q=水费怎么交", headers={"X-Fragment": "1"}).content.decode()
    assert "复审已过期" in found and "《马尔康市自来水用户须知（示例）》" in found and "<html" not in found
    assert "正在复审" in client.get("/answers/water-bill/").content.decode()
    assert clerk.get(f"{DESK}?q=", headers={"X-Fragment": "1"}).content == b""
    empty = clerk.post(f"{DESK}food-licence/act/report/", {"words": " "})
    assert empty.status_code == 422 and "哪里不对" in empty.content.decode()
    assert clerk.post(f"{DESK}food-licence/act/report/", {"words": "电话变了"}).status_code == 302
    assert "电话变了" not in client.get("/answers/food-licence/").content.decode()
    assert "可能有误" in client.get("/answers/food-licence/").content.decode()
    assert "电话变了" in chief.get(f"{DESK}food-licence/").content.decode()
    kept = chief.post(f"{DESK}food-licence/act/keep/", {"review_by": "后天"})
    assert kept.status_code == 422 and "2026-12-01" in kept.content.decode()
    number = str(Answer.objects.get(pk="food-licence").version)
    done = {"dispute": number, "remarks": "打过，电话没有变"}
    assert chief.post(f"{DESK}food-licence/act/settle/", done).status_code == 302
    until = (clock.today() + timedelta(100)).isoformat()
    assert (
        chief.post(f"{DESK}food-licence/act/keep/", {"review_by": until, "remarks": "对过"}).status_code
        == 302
    )
    assert chief.post(f"{DESK}food-licence/act/withdraw/", {"reason": "并入另一条"}).status_code == 302
    assert client.get("/answers/food-licence/").status_code == 404
    assert "已撤下" in chief.get(f"{DESK}food-licence/").content.decode()


@pytest.mark.usefixtures("living")
def test_lists_show_what_waits_and_the_expired_is_for_nobody(client: Client) -> None:
    chief, director = signed_in("chief"), signed_in("director")
    red = chief.get(f"{DESK}?which=red&mine=1").content.decode()
    assert "商店不标价可以举报吗" in red and "水费怎么交" not in red
    assert "水费怎么交" in director.get(f"{DESK}?which=red&mine=1").content.decode()
    assert "今年什么时候开始供暖" in director.get(f"{DESK}?which=expired&mine=1").content.decode()
    assert "heat-start" not in client.get("/answers/?q=什么时候开始供暖").content.decode()
    assert "heat-start" not in client.get("/answers/?body=513201115").content.decode()
    assert client.get("/answers/heat-start/").status_code == 404
    everything = director.get(DESK).content.decode()
    assert "各机关的复审" in everything and "有人纠错" in everything


@pytest.mark.usefixtures("living")
def test_who_does_not_keep_it_is_shut_out(client: Client) -> None:
    clerk, chief = signed_in("clerk"), signed_in("chief")
    assert clerk.get(f"{DESK}new/edit/").status_code == 403
    assert chief.get(f"{DESK}water-bill/edit/").status_code == 404
    assert chief.post(f"{DESK}water-bill/act/withdraw/", {"reason": "错"}).status_code == 404
    assert chief.get(f"{DESK}nothing/").status_code == 404
    assert chief.post(f"{DESK}food-licence/act/burn/").status_code == 404
    assert client.get(DESK).status_code == 302 and signed_in("person").get(DESK).status_code == 403


@pytest.mark.usefixtures("living")
def test_the_workbook_goes_out_and_comes_back_as_drafts() -> None:
    chief = signed_in("chief")
    sheet = chief.get(f"{DESK}export.xlsx").content
    many = len(sheets.read(sheet).contents)
    assert many == 10 and sheets.read(chief.get(f"{DESK}template.xlsx").content).contents == []
    checked: Any = chief.post(f"{DESK}import/", {"file": SimpleUploadedFile("a.xlsx", sheet)})
    before = Draft.objects.count()
    assert checked.status_code == 200 and Draft.objects.count() == before
    done = chief.post(f"{DESK}import/", {"token": checked.context["token"]})
    assert done.status_code == 302 and Draft.objects.count() == many
    bad = chief.post(f"{DESK}import/", {"file": SimpleUploadedFile("a.xlsx", b"nothing")})
    assert bad.status_code == 422 and "不是 Excel" in bad.content.decode()
    assert chief.post(f"{DESK}import/", {}).status_code == 422
