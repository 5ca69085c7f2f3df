"""Slips and the calendar desk under the hand: a real browser, both widths, by keyboard, axe on every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from people import newcomer

pytestmark = pytest.mark.browser
SECRET = "mountain-river-58"


@pytest.fixture(scope="module")
def newcomers(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[int, str]]:
    """People registered at a window before the browser runs."""
    with django_db_blocker.unblock():
        return iter([(serial, newcomer(serial)) for serial in (911, 912)])


@pytest.fixture(scope="module")
def browser(newcomers: Any) -> Iterator[Browser]:
    with chromium() as one:
        yield one


def clean(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert not grave_findings(page), page.url
    size = page.viewport_size
    assert size and page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_in_a_browser_from_the_counter_to_the_own_account(
    newcomers: Iterator[tuple[int, str]], browser: Browser, hall: str, size: dict[str, int]
) -> None:
    serial, number = next(newcomers)
    clerk = browser.new_context(viewport=size, locale="zh-CN").new_page()
    sign_in(clerk, hall, "clerk")
    clerk.goto(f"{hall}/desk/accounts/")
    clean(clerk)
    clerk.fill("#f-id_number", number)
    clerk.keyboard.press("Enter")
    clerk.locator("#f-seen").wait_for()
    clean(clerk)
    clerk.check("#f-seen")
    clerk.click("button:has-text('发激活码')")
    clerk.locator(".slip-code").wait_for()
    clean(clerk)
    code = clerk.inner_text(".slip-code")
    owner = browser.new_context(viewport=size, locale="zh-CN").new_page()
    owner.goto(f"{hall}/sign-in/login/")
    owner.click("text=已经领到一次性码")
    clean(owner)
    owner.fill("#f-code", code)
    owner.fill("#f-proof", "5678")
    owner.keyboard.press("Enter")
    owner.locator("#f-username").wait_for()
    clean(owner)
    owner.fill("#f-username", f"lairen{serial}")
    owner.fill("#f-password", SECRET)
    owner.keyboard.press("Enter")
    owner.wait_for_url("**/my/")
    clean(owner)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_calendar_desk_is_clean_and_fits(browser: Browser, hall: str, size: dict[str, int]) -> None:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()
    sign_in(page, hall, "admin")
    for address in ("/desk/calendar/", "/desk/calendar/?year=2042", "/desk/calendar/load/"):
        page.goto(hall + address)
        clean(page)
    page.click("text=看看会改变什么")
    page.locator("text=装入并重算").wait_for()
    clean(page)
