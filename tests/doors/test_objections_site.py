"""Objecting through the pages: without an account, followed by number and code, checked at the desk by other hands, its result on the publication."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from yichuang.doors.command import sample_openness
from yichuang.office import clock
from yichuang.office.openness.models import DisclosureRow
from yichuang.site import followers

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]
SHOTS = os.environ.get("OBJECTION_SHOTS", "")


@pytest.fixture(scope="module")
def publication(hall: str) -> str:
    """One of the publications of the year's sample."""
    sample_openness.fill(clock.now())
    followers.settle()
    found = DisclosureRow.objects.filter(state="published").order_by("-closed_on", "-number").first()
    assert found is not None
    return str(found.number)


@pytest.fixture(scope="module")
def browser(publication: str) -> Iterator[Browser]:
    with chromium() as one:
        yield one


def page_of(browser: Browser, size: dict[str, int], hall: str = "", who: str = "") -> Page:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.set_default_timeout(30_000)
    if who:
        sign_in(page, hall, who)
    return page


def clean(page: Page, name: str) -> None:
    """Nothing grave, nothing wider than the screen."""
    assert not grave_findings(page), page.url
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)


def brought(page: Page, hall: str, publication: str) -> tuple[str, str]:
    """An objection brought without an account: its number and code."""
    page.goto(f"{hall}/openness/{publication}/")
    page.click("text=提出异议或者举报")
    clean(page, "write")
    page.fill("[name=words]", "办结数少了一件")
    page.click("form .btn-main")
    page.locator(".refusal:has-text('没有写姓名')").wait_for()
    assert page.locator("[name=words]").input_value() == "办结数少了一件"
    clean(page, "write-wrong")
    page.check("[name=anonymous]")
    page.click("form .btn-main")
    page.wait_for_url("**/receipt/*/")
    clean(page, "receipt")
    return page.locator("[data-number]").inner_text(), page.locator("[data-code]").inner_text()


def act(page: Page, hall: str, number: str, name: str, **fields: str) -> None:
    """One act at the desk through its form."""
    page.goto(f"{hall}/desk/case/{number}/act/{name}/")
    for field, value in fields.items():
        if page.locator(f"select[name={field}]").count():
            page.select_option(f"[name={field}]", value)
        else:
            page.fill(f"[name={field}]", value)
    clean(page, name)
    page.locator("form.card .actions button").click()
    page.wait_for_url(f"**/desk/case/{number}/")
    assert not page.locator(".refusal").count(), name


def test_anybody_objects_other_hands_check_and_the_result_is_public(
    browser: Browser, hall: str, publication: str
) -> None:
    citizen = page_of(browser, PHONE)
    number, code = brought(citizen, hall, publication)
    other = page_of(browser, DESKTOP)
    other.goto(f"{hall}/openness/objections/{number}/")
    other.wait_for_url("**/openness/objections/?number=*")
    clean(other, "follow")
    other.fill("[name=code]", "00000000" if code != "00000000" else "11111111")
    other.click("form .btn-main")
    other.locator(".refusal").wait_for()
    other.fill("[name=code]", code)
    other.click("form .btn-main")
    other.wait_for_url(f"**/openness/objections/{number}/")
    clean(other, "one")
    desk = page_of(browser, DESKTOP, hall, "director")
    desk.goto(f"{hall}/desk/objections/")
    clean(desk, "desk")
    desk.click(f"a[href*='{number}']")
    clean(desk, "case")
    act(desk, hall, number, "accept_objection")
    act(desk, hall, number, "check_objection", finding="台账多一件", sources="许可台账")
    act(
        desk,
        hall,
        number,
        "decide_objection",
        upshot="corrected",
        reason="漏了一件",
        basis="许可台账",
        words="多谢",
    )
    citizen.goto(f"{hall}/openness/objections/{number}/")
    assert "异议成立，更正公开的信息" in citizen.inner_text("main")
    assert "多谢" in citizen.inner_text("main")
    clean(citizen, "answered")
    for size in (PHONE, DESKTOP):
        page = page_of(browser, size)
        page.goto(f"{hall}/openness/{publication}/")
        assert "漏了一件" in page.inner_text("article")
        assert "多谢" not in page.content()
        assert number not in page.content()
        clean(page, "public")
    desk.goto(f"{hall}/desk/openness/")
    assert desk.locator("tr:has-text('待公开')").count()
    assert desk.request.get(f"{hall}/desk/objections/objections.xlsx").ok
    desk.goto(f"{hall}/desk/objections/")
    clean(desk, "desk-done")


def test_who_is_signed_in_finds_his_objection_among_his_cases(
    browser: Browser, hall: str, publication: str
) -> None:
    page = page_of(browser, DESKTOP, hall, "person")
    page.goto(f"{hall}/openness/{publication}/object/")
    page.fill("[name=words]", "平均用时写错了<script>alert(1)</script>")
    page.click("form .btn-main")
    page.wait_for_url("**/receipt/*/")
    number = page.locator("[data-number]").inner_text()
    page.goto(f"{hall}/my/")
    page.click(f"a[href*='{number}']")
    page.wait_for_url(f"**/openness/objections/{number}/")
    clean(page, "mine")
    desk = page_of(browser, DESKTOP, hall, "director")
    desk.goto(f"{hall}/desk/case/{number}/")
    assert "<script>alert(1)</script>" in desk.inner_text("main")
