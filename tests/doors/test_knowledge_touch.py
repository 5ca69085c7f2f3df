"""The knowledge base under the hand: found while one types, approved, reported, by keyboard; axe on every page, both widths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in

pytestmark = pytest.mark.browser
CLEAN = ("?mine=1", "company-change/", "noise-home/", "company-change/edit/", "import/")


@pytest.fixture(scope="module")
def browser(own_database: None, django_db_blocker: Any) -> Iterator[Browser]:
    """The sample answers, then a browser: they cannot be put down while it runs."""
    from yichuang.office import clock
    from yichuang.office.knowledge import sample

    with django_db_blocker.unblock():
        sample.load(clock.now())
    with chromium() as found:
        yield found


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(("size", "who"), [(DESKTOP, "head"), (PHONE, "director")], ids=["desktop", "phone"])
def test_every_page_is_clean_and_fits(browser: Browser, hall: str, size: Any, who: str) -> None:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()
    for address in ("/answers/?q=停水", "/answers/noise-home/"):
        page.goto(f"{hall}{address}")
        assert not grave_findings(page), address
    sign_in(page, hall, who)
    for address in CLEAN:
        page.goto(f"{hall}/desk/knowledge/{address}")
        assert not grave_findings(page), address
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address


@pytest.mark.usefixtures("committed")
def test_an_operator_finds_reads_and_reports_without_a_mouse(browser: Browser, hall: str) -> None:
    page = browser.new_context(viewport=DESKTOP, locale="zh-CN").new_page()
    sign_in(page, hall, "clerk")
    page.keyboard.press("q")
    page.wait_for_url("**/desk/knowledge/")
    page.keyboard.type("shuifei")
    page.wait_for_selector("#found .answers")
    found = page.inner_text("#found")
    assert "水费怎么交" in found and "复审已过期" in found and "0837-2990119" in found
    assert not grave_findings(page)
    for _ in range(2):  # the button, then the answer
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/knowledge/water-bill/")
    page.focus("summary:has-text('纠错')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("营业厅已经搬走")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice-success")
    assert "营业厅已经搬走" in page.inner_text("main")
