"""Parts: the two doors of sign-in, the second factor from start to end, throttling, trouble pages, the page of parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser

from browser import DESKTOP, PHONE, chromium, grave_findings
from yichuang.office import clock
from yichuang.office.directory import demo

pytestmark = pytest.mark.usefixtures("committed")
LOGIN = "/sign-in/login/"
PERSON = {
    "nature": "natural", "name": "索朗", "id_number": "990101198008087719", "phone": "15400001234",
    "username": "suolang", "password": "mountain-river-58",
}  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


def text(response: Any) -> str:
    return str(response.content.decode())


def test_each_door_lists_its_own_roles_and_a_pick_fills_the_form() -> None:
    person, staff = text(Client().get(LOGIN)), text(Client().get(f"{LOGIN}?door=staff"))
    assert "as=person" in person and "as=chief" not in person
    assert "as=chief" in staff and "as=person" not in staff
    picked = text(Client().get(f"{LOGIN}?as=chief&next=/desk/lights/"))
    assert 'value="chief"' in picked and 'value="/desk/lights/"' in picked


def test_outside_a_demonstration_no_role_or_password_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", False)
    shown = text(Client().get(f"{LOGIN}?as=chief"))
    assert demo.PASSWORD not in shown and "as=" not in shown and 'value="chief"' not in shown
    assert Client().get("/parts/").status_code == 404


def test_too_many_guesses_get_429_and_a_way_out() -> None:
    client = Client(REMOTE_ADDR="127.0.0.78")
    answers = [client.post(LOGIN, {"login": "audit", "password": f"wrong {n}"}) for n in range(7)]
    assert answers[0].status_code == 200 and "请核对登录名和密码" in text(answers[0])
    assert answers[-1].status_code == 429 and answers[-1]["Retry-After"]
    assert "窗口" in text(answers[-1])


def test_sign_in_returns_to_the_page_that_was_wanted() -> None:
    where = Client().get("/desk/?state=received")["Location"]
    assert where == "/sign-in/login/?next=%2Fdesk%2F%3Fstate%3Dreceived"
    assert Client().get("/after-sign-in/")["Location"] == "/my/"


def test_an_officer_without_second_factor_is_sent_to_set_it_up() -> None:
    from allauth.mfa.models import Authenticator

    user = get_user_model().objects.get(username="security")
    kept = list(Authenticator.objects.filter(user=user))
    Authenticator.objects.filter(user=user).delete()
    client = Client(REMOTE_ADDR="127.0.0.79")
    assert (
        client.post(LOGIN, {"login": "security", "password": demo.PASSWORD})["Location"] == "/after-sign-in/"
    )
    assert client.get("/after-sign-in/")["Location"] == "/desk/"
    assert client.get("/desk/")["Location"] == "/sign-in/2fa/totp/activate/"
    Authenticator.objects.bulk_create(kept)


@pytest.mark.parametrize("address", ["email/", "password/reset/", "password/set/", "confirm-email/"])
def test_pages_of_accounts_the_hall_does_not_use_are_not_there(address: str) -> None:
    assert Client().get(f"/sign-in/{address}").status_code == 404


def test_large_print_is_switched_and_goes_nowhere_else() -> None:
    client = Client()
    assert client.get("/large-print/?next=https://evil.example/")["Location"] == "/"
    assert 'class="large"' in text(client.get("/"))
    client.get("/large-print/?next=/")
    assert 'class="large"' not in text(client.get("/"))


def test_a_broken_page_needs_no_database() -> None:
    from django.test import RequestFactory

    from yichuang.doors.parts.views import broken

    response = broken(RequestFactory().get("/"))
    assert response.status_code == 500 and settings.CENTRE in text(response)


def test_registration_says_what_is_wrong_beside_its_field_and_keeps_what_was_typed() -> None:
    wrong = Client().post("/sign-in/register/?next=/progress/", PERSON | {"id_number": "990101198008087711"})
    assert wrong.status_code == 422
    assert "索朗" in text(wrong) and 'class="field field-wrong"' in text(wrong)


def _codes(username: str, secret: str) -> str:
    account = demo.Account(username=username, label="", hint="", name="")
    made = type("Made", (demo.Account,), {"totp_secret": secret})
    return str(
        made(**{name: getattr(account, name) for name in ("username", "label", "hint", "name")}).code(
            clock.now()
        )
    )


@pytest.mark.browser
def test_from_registration_to_recovery_codes(browser: Browser, hall: str) -> None:
    page = browser.new_context(viewport=PHONE, locale="zh-CN").new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{hall}/sign-in/register/")
    for name in ("name", "id_number", "phone", "username", "password"):
        page.fill(f"#f-{name}", PERSON[name])
    page.click("button:has-text('注册并登录')")
    page.wait_for_url("**/my/")
    page.click("text=账号")
    for step in ("启用", None):
        assert not grave_findings(page), page.url
        if step:
            page.click(f"main >> text={step} >> nth=-1")
    if "reauthenticate" in page.url:
        page.fill("input[name=password]", PERSON["password"])
        page.click("main button.btn-main")
    secret = page.locator(".secret").inner_text()
    page.fill("input[name=code]", _codes("suolang", secret))
    page.click("main button.btn-main")
    page.wait_for_url("**/recovery-codes/")
    assert re.fullmatch(r"\S{4,}", page.locator(".codes li").first.inner_text())
    spare = page.locator(".codes li").first.inner_text()
    assert not grave_findings(page), page.url
    for address in ("", "recovery-codes/generate/", "totp/deactivate/", "reauthenticate/"):
        page.goto(f"{hall}/sign-in/2fa/{address}")
        assert not grave_findings(page), page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.goto(f"{hall}/sign-in/password/change/")
    assert not grave_findings(page), page.url
    page.goto(f"{hall}/sign-in/logout/")
    page.click("main button.btn-main")
    page.goto(hall + LOGIN)
    page.fill("#f-login", "suolang")
    page.fill("#f-password", PERSON["password"])
    page.click("main form.card button.btn-main")
    assert not grave_findings(page), page.url
    page.fill("#f-code", spare)
    page.click("main form.card button.btn-main")
    page.wait_for_url("**/my/")


@pytest.mark.browser
@pytest.mark.parametrize("address", ["/parts/", "/sign-in/login/?door=staff"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("large", ["0", "1"], ids=["standard", "large"])
def test_parts_are_clean_and_fit(browser: Browser, hall: str, address: str, size: Any, large: str) -> None:
    context = browser.new_context(viewport=size, locale="zh-CN")
    context.add_cookies([{"name": "large", "value": large, "url": hall}])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(hall + address)
    assert not grave_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert not said, said
