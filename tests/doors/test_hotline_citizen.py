"""The citizen's side of the hotline in a real browser: a place on the map, a photo, the two numbers, the answer, the stars; both widths."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings
from handed import png
from people import officer
from yichuang.law.cases import commands as c
from yichuang.law.hotline_words import Line, Passing, Satisfaction, Solved, TicketClass
from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads
from yichuang.office.hotline import acts
from yichuang.site import followers

pytestmark = pytest.mark.browser


def _ticket(title: str, *, closed: bool) -> tuple[str, str]:
    """An answered ticket as a call left it: its number and query code."""
    now = clock.now()
    day = now.date()
    given = c.RegisterTicket(about=TicketClass.HELP, title=title, words="晚上看不见路", line=Line.PHONE, subject="0103",
                             place="马尔康镇团结街12号", caller="王小明", phone="13800000001")  # fmt: skip
    number = acts.register(given, "513201000000", by=officer("operator", day), at=now).number
    hand = officer("handler", day)
    cases.act(number, c.Dispatch(lead=hand.actor.body, passing=Passing.BY_PHONE), by=officer("dispatcher", day), at=clock.now())  # fmt: skip
    words = "王小明先生，您家3栋门口的路灯已经换了新灯，13800000001"
    cases.act(number, c.SignFor(), c.AnswerTicket(words=words, solved=Solved.YES), by=hand, at=clock.now())
    if closed:
        heard = c.CallBack(reached=True, solved=True, satisfaction=Satisfaction.GOOD)
        cases.act(number, heard, c.CloseTicket(), by=officer("operator", day), at=clock.now())
    followers.catch_up()
    return number, reads.client(number).query_code


@pytest.fixture(scope="module")
def tickets(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[tuple[str, str]]]:
    """One closed for the public list, one for each width to rate."""
    with django_db_blocker.unblock():
        _ticket("团结街路灯不亮", closed=True)
        yield [_ticket("达萨街路灯不亮", closed=False) for _ in range(2)]


@pytest.fixture(scope="module")
def browser(tickets: Any) -> Iterator[Browser]:
    with chromium() as one:
        yield one


def clean(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    size = page.viewport_size
    assert size
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}-{size['width']}.png", full_page=True)
    assert not grave_findings(page), page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.url


def write(page: Page, hall: str) -> None:
    """A demand with a place by click, keys and name, and a photo; then what to keep."""
    page.goto(f"{hall}/hotline/")
    clean(page, "hotline")
    page.click("main a:has-text('写诉求')")
    page.fill("#f-words", "这里的路灯三天不亮")
    page.fill("#f-subject", "路灯不亮")
    page.locator(".sketch").first.click(position={"x": 120, "y": 90})
    before = page.input_value("[name=lat]")
    assert before and page.inner_text("[data-says]").startswith("选在：")
    page.locator(".sketch").first.focus()
    page.keyboard.press("ArrowDown")
    assert float(page.input_value("[name=lat]")) < float(before)
    page.fill("#f-place", "昌列寺")
    page.press("#f-place", "Tab")
    assert page.input_value("[name=lat]").startswith("31.918")
    page.set_input_files("#f-photos", {"name": "路灯.png", "mimeType": "image/png", "buffer": png()})
    clean(page, "hotline-write")
    page.click("main button:has-text('提交')")
    page.wait_for_url("**/receipt/**")
    clean(page, "hotline-receipt")
    page.click("main a:has-text('看进度')")
    assert "昌列寺" in page.inner_text("main") and ".jpg" in page.inner_text("main")
    clean(page, "hotline-new")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_demand_from_the_form_to_the_stars(
    browser: Browser, hall: str, tickets: list[tuple[str, str]], size: dict[str, int]
) -> None:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()
    page.set_default_timeout(30_000)
    write(page, hall)
    number, code = tickets[0 if size is DESKTOP else 1]
    page.goto(f"{hall}/hotline/follow/")
    page.fill("#f-number", number)
    page.fill("#f-code", "00000000" if code != "00000000" else "1")
    page.click("main form button")
    assert "没有查到" in page.inner_text(".refusal")
    clean(page, "hotline-follow")
    page.fill("#f-code", code)
    page.click("main form button")
    page.wait_for_url(f"**/{number}/")
    assert "换了新灯" in page.inner_text("main")
    clean(page, "hotline-answer")
    page.click("main a.btn:has-text('评价')")
    clean(page, "hotline-rate")
    page.check("[name=solved][value=true]")
    page.check("[name=satisfaction][value=very_good]")
    page.click("main form button.btn-main")
    page.wait_for_url(f"**/{number}/")
    assert "非常满意" in page.inner_text("main")
    page.goto(f"{hall}/hotline/answered/?q=路灯")
    told = page.inner_text("main")
    assert "王*先生" in told and "王小明" not in told and "3栋" not in told
    clean(page, "hotline-answered")


def test_without_scripts_the_name_of_the_place_is_enough(browser: Browser, hall: str) -> None:
    page = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False).new_page()
    page.goto(f"{hall}/hotline/write/")
    page.fill("#f-words", "路上有个大坑")
    page.fill("#f-place", "达萨街")
    page.click("main button:has-text('提交')")
    assert page.locator("[data-code]").inner_text().isdigit()
