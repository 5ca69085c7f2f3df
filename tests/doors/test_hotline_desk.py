"""The hotline's desk: from the ring to the ticket by keyboard alone in under a minute, what is known beside it, the queues."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from yichuang.law.words import State
from yichuang.office import clock
from yichuang.office.cases import reads
from yichuang.office.knowledge import sample
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
CALL = {"about": "help", "title": "团结街停水", "words": "从早上起没有水", "place": "团结街", "subject": "停水", "phone": "13900001111"}  # fmt: skip
A_SECOND = 3
"""Keys a practised clerk presses."""


def signed_in(username: str) -> Client:
    client = Client()
    user = get_user_model().objects.get(username=username)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture(scope="module")
def earlier(django_db_blocker: Any) -> str:
    """An earlier ticket and the knowledge base, before there is a browser."""
    with django_db_blocker.unblock():
        sample.load(clock.now())
        return registered(signed_in("operator"))


@pytest.fixture(scope="module")
def browser(earlier: str) -> Iterator[Browser]:
    with chromium() as one:
        yield one


def registered(client: Client, **changes: str) -> str:
    answer = client.post("/desk/hotline/new/", CALL | changes)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"].split("/")[3]


def test_a_call_becomes_a_ticket_with_place_and_subject(earlier: str) -> None:
    ticket = reads.folded(registered(signed_in("operator"), phone="13900002222")).ticket
    assert (
        ticket is not None and ticket.subject == "0201" and ticket.place == "马尔康镇团结街" and ticket.spot
    )


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() -> None:
    operator = signed_in("operator")
    answer = operator.post("/desk/hotline/new/", CALL | {"subject": "停水了吗"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "没有“停水了吗”这个分类" in text and "从早上起没有水" in text
    assert operator.post("/desk/hotline/new/", CALL | {"title": ""}).status_code == 422
    assert (
        operator.post("/desk/hotline/new/", CALL | {"subject": "", "place": "哪里不知道"}).status_code == 302
    )


def test_what_can_be_answered_is_answered_and_closed_at_once() -> None:
    number = registered(signed_in("operator"), answer="正在抢修，晚上八点恢复", about="consult")
    assert reads.folded(number).state is State.SETTLED


def test_the_same_form_sent_twice_is_one_ticket() -> None:
    operator = signed_in("operator")
    assert registered(operator, key="once") == registered(operator, key="once")


def test_beside_the_form_stands_what_is_known(earlier: str) -> None:
    text = signed_in("operator").get("/desk/hotline/aside/", CALL).content.decode()
    assert earlier in text and "可能是同一件" in text and "同一电话" in text
    other = CALL | {"subject": "公交", "title": "公交车不来", "place": "昌列寺"}
    text = signed_in("operator").get("/desk/hotline/aside/", other).content.decode()
    assert "这个号码以前反映的" in text and earlier in text
    text = (
        signed_in("operator")
        .get("/desk/hotline/aside/", other | {"phone": "", "place": "团结街"})
        .content.decode()
    )
    assert "马尔康镇团结街附近" in text and earlier in text
    assert "没有查到" in signed_in("operator").get("/desk/hotline/aside/", {"title": "别的"}).content.decode()
    text = signed_in("operator").get("/desk/hotline/aside/", {"title": "提取公积金"}).content.decode()
    assert "知识库的答复" in text and "复审日期" in text and "用来当场答复" in text
    names = signed_in("operator").get("/desk/hotline/suggest/", {"what": "place", "q": "tjj"}).json()["names"]
    assert names == ["马尔康镇团结街"]


def test_the_queues_show_each_desk_its_own() -> None:
    number = registered(signed_in("operator"))
    listed = signed_in("dispatcher").get("/desk/hotline/?list=new").content.decode()
    assert number in listed
    given = {"lead": "513201119", "passing": "by_phone"}
    answer = signed_in("dispatcher").post(f"/desk/case/{number}/act/dispatch/", given)
    assert answer.status_code == 302, answer.content.decode()
    followers.settle()
    assert number in signed_in("handler").get("/desk/hotline/?list=sent").content.decode()
    assert "登记来电" not in signed_in("handler").get("/desk/hotline/").content.decode()
    assert signed_in("clerk").get("/desk/hotline/").status_code == 403
    found = signed_in("operator").get("/desk/hotline/", {"q": "团结街停水"}).content.decode()
    assert number in found


class Keys:
    """Somebody who only has a keyboard, and how many keys were pressed."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += len(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1


def clean(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    assert not grave_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_from_ring_to_ticket_by_keyboard_in_under_a_minute(browser: Browser, hall: str) -> None:
    page = browser.new_context(viewport=DESKTOP, locale="zh-CN").new_page()
    page.set_default_timeout(30_000)
    sign_in(page, hall, "operator")
    page.goto(f"{hall}/desk/hotline/")
    keys = Keys(page)
    keys.press("n")
    page.wait_for_url("**/desk/hotline/new/")
    keys.type("13900001111")
    keys.press("Enter")
    page.locator("text=同一电话").or_(page.locator("text=这个号码以前反映的")).first.wait_for()
    keys.type("团结街")
    keys.press("Enter")
    keys.type("停水")
    keys.press("Enter")
    page.locator("text=可能是同一件").wait_for()
    keys.press("ArrowDown", "ArrowUp", "Enter")
    keys.type("团结街又停水了")
    keys.press("Enter")
    keys.type("家里有老人，等水做饭。")
    clean(page, "hotline-take-1440")
    keys.press("Control+Enter")
    page.wait_for_url("**/taken/")
    assert page.locator("h2.num").inner_text().startswith("5132")
    assert keys.count / A_SECOND < 60
    clean(page, "hotline-taken-1440")
    keys.press("Enter")
    page.wait_for_url("**/desk/hotline/new/")


@pytest.mark.browser
@pytest.mark.parametrize("role", ["operator", "dispatcher", "handler"])
def test_the_pages_are_clean_and_fit_a_phone(browser: Browser, hall: str, role: str) -> None:
    page = browser.new_context(viewport=PHONE, locale="zh-CN").new_page()
    page.set_default_timeout(30_000)
    sign_in(page, hall, role)
    page.goto(f"{hall}/desk/hotline/")
    clean(page, f"hotline-{role}-390")
    if role == "operator":
        page.goto(f"{hall}/desk/hotline/new/")
        clean(page, "hotline-take-390")
    page.goto(f"{hall}/desk/hotline/")
    first = page.locator("td a").first
    if first.count():
        first.click()
        page.wait_for_url("**/desk/case/**")
        clean(page, f"hotline-case-{role}-390")
