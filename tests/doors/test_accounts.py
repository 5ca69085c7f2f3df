"""Slips at the desks and the page they lead to; the calendar desk."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from people import newcomer
from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.office.directory import reads
from yichuang.office.directory.models import CalendarYear, Officer

pytestmark = pytest.mark.usefixtures("committed")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECRET = "mountain-river-58"


@pytest.fixture(autouse=True)
def _no_tries_yet(committed: None) -> None:
    cache.clear()


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=username), BACKEND)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def at_counter(client: Client, number: str, **more: str) -> Any:
    return client.post("/desk/accounts/", {"id_type": "resident", "id_number": number, **more})


def code_on(page: str) -> str:
    found = re.search(r"slip-code num\">([0-9A-Z-]+)<", page)
    assert found
    return found[1]


def test_from_the_slip_to_the_own_cases() -> None:
    number, clerk = newcomer(901), signed_in("clerk")
    assert "发激活码" in text(at_counter(clerk, number))
    unseen = at_counter(clerk, number, step="invite")
    assert unseen.status_code == 422 and "核对证件原件" in text(unseen)
    slip = at_counter(clerk, number, step="invite", seen="1")
    assert slip["Cache-Control"] == "no-store"
    code = code_on(text(slip))
    owner = Client()
    wrong = owner.post("/activate/", {"code": code, "proof": "0000"})
    assert wrong.status_code == 422 and "对不上" in text(wrong)
    step = owner.post("/activate/", {"code": code, "proof": "5678"})
    assert "来人901" in text(step) and "f-username" in text(step)
    given = {"code": code, "proof": "5678", "username": "lairen901"}
    short = owner.post("/activate/", {**given, "password": "short"})
    assert short.status_code == 422 and "lairen901" in text(short)
    assert owner.post("/activate/", {**given, "password": SECRET})["Location"] == "/my/"
    assert owner.get("/my/").status_code == 200
    assert "已有账号" in text(at_counter(clerk, number, step="invite", seen="1"))


def test_a_reset_ends_old_sessions_and_is_shown_at_the_next_sign_in() -> None:
    user = get_user_model().objects.create_user("lairen902", password="old-password-12")
    number, old = newcomer(902, user), signed_in("lairen902")
    assert old.get("/my/").status_code == 200
    code = code_on(text(at_counter(signed_in("clerk"), number, step="reset", seen="1")))
    assert "/sign-in/login/" in old.get("/my/")["Location"]
    assert (
        Client().post("/sign-in/login/", {"login": "lairen902", "password": "old-password-12"}).status_code
        == 200
    )
    owner = Client()
    assert "lairen902" in text(owner.post("/activate/", {"code": code, "proof": "5678"}))
    owner.post("/activate/", {"code": code, "proof": "5678", "password": SECRET})
    page = text(owner.get("/my/"))
    assert "格桑梅朵" in page and "重置" in page
    assert "重置" not in text(owner.get("/my/"))


def test_an_officer_is_let_back_in_and_must_set_the_second_factor_anew() -> None:
    officer = Officer.objects.get(user__username="openness")
    old, security = signed_in("openness"), signed_in("security")
    assert old.get("/desk/").status_code == 200
    assert officer.name in text(security.get(f"/desk/officers/?q={officer.name}"))
    address = f"/desk/officers/{officer.number}/reset/"
    assert security.post(address, {"why": " "}).status_code == 422
    code = code_on(text(security.post(address, {"why": "手机丢失，已核对工作证"})))
    assert "/sign-in/login/" in old.get("/desk/")["Location"]
    back = Client()
    given = {"code": code, "proof": officer.number, "password": SECRET}
    assert "door=staff" in back.post("/activate/", given)["Location"]
    back.post("/sign-in/login/", {"login": "openness", "password": SECRET})
    response = back.get("/desk/", follow=True)
    assert response.redirect_chain[0][0] == "/sign-in/2fa/totp/activate/" and "尼玛" in text(response)


@pytest.mark.parametrize(
    ("username", "address"),
    [("reviewer", "/desk/accounts/"), ("security", "/desk/accounts/"), ("clerk", "/desk/officers/"),
     ("admin", "/desk/officers/12901/reset/"), ("clerk", "/desk/calendar/"), ("security", "/desk/calendar/load/")],
)  # fmt: skip
def test_each_desk_opens_for_its_post_only(username: str, address: str) -> None:
    assert signed_in(username).get(address).status_code == 403


def test_tries_are_counted_at_the_counter_and_at_the_code() -> None:
    clerk, stranger = signed_in("clerk"), Client(REMOTE_ADDR="127.0.0.88")
    for _ in range(20):
        at_counter(clerk, "990101198008087711")
        stranger.post("/activate/", {"code": "AAAA-BBBB-CCCC", "proof": "0000"})
    number = newcomer(903)
    assert "次数太多" in text(at_counter(clerk, number)) and "来人903" not in text(at_counter(clerk, number))
    assert "次数太多" in text(stranger.post("/activate/", {"code": "AAAA-BBBB-CCCC", "proof": "0000"}))
    assert "来人903" in text(at_counter(signed_in("chief"), number)), "another clerk goes on"


def form(**changes: Any) -> dict[str, Any]:
    return {"year": "2041", "notice": "国务院办公厅关于2041年部分节假日安排的通知（样例）", "name": ["元旦"],
            "first": ["2041-01-01"], "last": ["2041-01-02"], "work": "2041-01-05", **changes}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "place", "says"),
    [
        ({"year": "二〇四一"}, "f-year", "年份"),
        ({"year": "2042"}, "f-year", "不一致"),
        ({"work": "2041-01-02"}, "f-work", "上班的周末：2041-01-02 同时列为放假和上班"),
        ({"work": "2041-01-05 2041-01-05"}, "f-work", "写了两次"),
        ({"first": ["2041-01-05"]}, "f-off[0].last", "放假第1行的最后一天：2041-01-02 早于首日"),
        ({"last": ["2042-01-02"]}, "f-off[0].last", "不在2041年"),
        ({"name": [""]}, "f-off[0].name", "放假第1行的节日"),
        ({"notice": ""}, "f-notice", "通知标题和文号"),
        ({"name": ["元旦", "又是元旦"], "first": ["2041-01-01"] * 2, "last": ["2041-01-02"] * 2},
         "f-off[1].first", "已经在 第1行 里"),
    ],
)  # fmt: skip
def test_the_form_says_what_is_wrong_in_its_own_words(change: dict[str, Any], place: str, says: str) -> None:
    response = signed_in("admin").post("/desk/calendar/load/", form(**change))
    assert response.status_code == 422
    assert says in text(response) and f'href="#{place}"' in text(response)
    assert not CalendarYear.objects.filter(year=2041).exists()


def test_a_notice_is_previewed_confirmed_and_settled() -> None:
    admin = signed_in("admin")
    try:
        page = text(admin.post("/desk/calendar/load/", form()))
        assert "件在办办件的期限变动" in page and not CalendarYear.objects.filter(year=2041).exists()
        plain = CalendarYearPlain.search(page)
        assert plain
        given = {"plain": plain[1].replace("&quot;", '"'), "step": "load"}
        assert admin.post("/desk/calendar/load/", given)["Location"] == "/desk/calendar/?year=2041"
        assert "正在按" in text(admin.get("/desk/calendar/?year=2041"))
        while cases.recalculate(clock.now()) is not None:
            pass
        page = text(admin.get("/desk/calendar/?year=2041"))
        assert "正在按" not in page and "样例" in page and page.count('class="month"') == 12
        again = admin.post("/desk/calendar/load/", given)
        assert again.status_code == 422 and "已经装入" in text(again)
    finally:
        CalendarYear.objects.filter(year=2041).delete()
        reads.forget()


CalendarYearPlain = re.compile(r'name="plain" value="([^"]+)"')
