"""Asking for information through the pages: a citizen without an account asks, an officer replies, the citizen reads; the annual report."""

from __future__ import annotations

import io
from collections.abc import Iterator

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from yichuang.office import clock
from yichuang.office.directory.models import Officer
from yichuang.site import followers

CHIEF: list[str] = []
"""The body of the chief whom the tests sign in as."""
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    followers.settle()
    CHIEF.append(
        str(Officer.objects.get(user__username="chief").body_id)
    )  # before the browser: it minds the database
    with chromium() as one:
        yield one


def opened(browser: Browser, size: dict[str, int]) -> Page:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.set_default_timeout(30_000)
    return page


def clean(page: Page) -> None:
    assert not grave_findings(page), page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def test_from_the_request_to_the_reply(browser: Browser, hall: str) -> None:
    citizen = opened(browser, PHONE)
    citizen.goto(f"{hall}/openness/")
    citizen.click("text=申请公开")
    citizen.wait_for_url("**/requests/")
    clean(citizen)
    citizen.click("text=写申请")
    clean(citizen)
    citizen.select_option("[name=body]", CHIEF[0])
    citizen.fill("[name=what]", "请公开：\n1. 食品抽检结果\n2. 处罚决定")
    citizen.fill("[name=name]", "泽仁")
    citizen.fill("[name=id_number]", "990101199003070015")
    citizen.fill("[name=contact]", "13800138000")
    citizen.click("text=提交申请")
    assert "写了2条信息" in citizen.locator(".refusal").inner_text()
    clean(citizen)
    citizen.check("[name=divide]")
    citizen.click("text=提交申请")
    citizen.wait_for_url("**/requests/receipt/")
    clean(citizen)
    assert citizen.locator(".keep").count() == 2
    number = citizen.locator("[data-number]").first.inner_text()
    code = citizen.locator("[data-code]").first.inner_text()

    desk = opened(browser, DESKTOP)
    sign_in(desk, hall, "chief")
    desk.goto(f"{hall}/desk/information/")
    clean(desk)
    desk.click(f"text={number}")
    clean(desk)
    assert "食品抽检结果" in desk.content() and "990101199003070015" in desk.content()
    desk.goto(f"{hall}/desk/case/{number}/act/reply_information/")
    clean(desk)
    desk.select_option("[name=reply]", "none")
    desk.locator("form.card .actions button").click()
    assert "没有说明理由" in desk.locator(".refusal").inner_text()
    desk.fill("[name=reason]", "经检索，本机关没有制作过")
    desk.locator("form.card .actions button").click()
    desk.wait_for_url(f"**/desk/case/{number}/")

    other = opened(browser, PHONE)
    other.goto(f"{hall}/requests/{number}/")
    assert "follow" in other.url and "检索" not in other.content()
    other.fill("[name=number]", number)
    other.fill("[name=code]", code)
    other.click("text=查看")
    other.wait_for_url(f"**/requests/{number}/")
    clean(other)
    assert "经检索，本机关没有制作过" in other.content() and "行政复议" in other.content()
    assert "990101199003070015" not in other.content()
    assert other.locator("text=政府信息公开申请答复书").count()


def test_the_desk_puts_down_what_came_by_post(browser: Browser, hall: str) -> None:
    desk = opened(browser, DESKTOP)
    sign_in(desk, hall, "chief")
    desk.goto(f"{hall}/desk/information/new/")
    clean(desk)
    for name, value in (
        ("what", "2025年抽检计划"),
        ("name", "卓玛"),
        ("id_number", "990101199003070015"),
        ("contact", "信箱"),
    ):
        desk.fill(f"[name={name}]", value)
    desk.select_option("[name=asker]", "natural")
    desk.select_option("[name=wanted]", "paper")
    desk.select_option("[name=way]", "fax")
    desk.click("form.card .actions button")
    assert "双方确认收到的日期" in desk.locator(".refusal").inner_text()
    desk.fill("[name=confirmed_on]", f"{clock.today()}")
    desk.click("form.card .actions button")
    desk.wait_for_url("**/desk/case/*/")
    assert "2025年抽检计划" in desk.content()


def test_the_annual_report_is_readable_and_can_be_taken(browser: Browser, hall: str) -> None:
    for size in (DESKTOP, PHONE):
        page = opened(browser, size)
        page.goto(f"{hall}/requests/annual/?year={clock.today().year}")
        clean(page)
    year, ask = clock.today().year, page.request
    told = ask.get(f"{hall}/requests/annual/{year}.json").json()
    book = openpyxl.load_workbook(io.BytesIO(ask.get(f"{hall}/requests/annual/{year}.xlsx").body()))
    rows = list(book.worksheets[0].iter_rows(values_only=True))[1:]
    assert [(row[0], row[-1]) for row in rows] == [(one["line"], one["total"]) for one in told["requests"]]
    assert ask.get(f"{hall}/requests/annual/1850.json").json()["year"] == year - 1
