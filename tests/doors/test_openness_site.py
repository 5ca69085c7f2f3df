"""Openness through its pages: an event opens a duty, one drafts, another reviews against the marks, it is public; phone and desktop clean."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from yichuang.site import followers

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]
TEXT = "本年收入预算120万元。\n联系人身份证号码990101199003070015。"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    followers.settle()
    with chromium() as one:
        yield one


def desk(browser: Browser, hall: str, who: str) -> Page:
    page = browser.new_context(viewport=DESKTOP, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.set_default_timeout(30_000)
    sign_in(page, hall, who)
    return page


def done(page: Page, name: str, case: str) -> None:
    """Press the button of an act's form and stand on the case again."""
    assert not grave_findings(page), page.url
    page.locator("form.card .actions button").click()
    page.wait_for_url(f"**/desk/case/{case}/")
    assert not page.locator(".refusal").count(), name


@pytest.fixture(scope="module")
def published(browser: Browser, hall: str) -> str:
    """The number of a publication that went the whole way through the pages."""
    chief, head = desk(browser, hall, "chief"), desk(browser, hall, "head")
    chief.goto(f"{hall}/desk/openness/")
    assert not grave_findings(chief)
    chief.select_option("select[name=occasion]", "budget")
    chief.fill("input[name=because]", "人大批准2026年预算")
    chief.click("text=下达公开任务")
    chief.wait_for_url("**/desk/openness/")
    chief.click("table a:has-text('部门预算')")
    number = chief.url.rstrip("/").rpartition("/")[2]
    chief.goto(f"{hall}/desk/case/{number}/act/draft_disclosure/")
    chief.fill("[name=text]", TEXT)
    done(chief, "draft", number)
    head.goto(f"{hall}/desk/case/{number}/act/review_disclosure/")
    assert head.locator("mark").inner_text() == "990101199003070015"
    assert "990101199003070015" not in head.locator("[name=text]").input_value()
    assert head.locator("[name=verdict]").input_value() == "part"
    head.fill("[name=text]", f"{TEXT}以上属实。")
    head.fill("[name=reason]", "隐去身份证号码")
    head.locator("form.card .actions button").click()
    head.locator(".refusal:has-text('公民身份号码')").wait_for()
    head.fill("[name=text]", TEXT.replace("990101199003070015", "（已隐去）"))
    done(head, "review", number)
    chief.goto(f"{hall}/desk/case/{number}/act/publish_disclosure/")
    done(chief, "publish", number)
    return number


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_went_the_whole_way_is_found_read_and_printed(
    browser: Browser, hall: str, published: str, size: dict[str, int]
) -> None:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.goto(f"{hall}/openness/?q=收入预算")
    page.click("table a")
    page.wait_for_url(f"**/openness/{published}/")
    assert "120万元" in page.inner_text("article")
    assert "990101199003070015" not in page.content()
    assert "第三方个人隐私" in page.inner_text("article")
    for path in ("", f"{published}/", "?withheld=1", "duties/", "scores/", "screen/"):
        page.goto(f"{hall}/openness/{path}")
        assert not grave_findings(page), path
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    assert (
        page.request.get(f"{hall}/openness/{published}/poster-a3.pdf").headers["content-type"]
        == "application/pdf"
    )


def test_feed_and_data_say_the_same_and_nonsense_is_not_found(
    browser: Browser, hall: str, published: str
) -> None:
    ask = browser.new_context().request
    assert published in ask.get(f"{hall}/openness/feed.atom").text()
    sheets = ask.get(f"{hall}/openness/sheets.json").json()["sheets"]
    rows = ask.get(f"{hall}/openness/sheets.csv").text().splitlines()
    assert len(rows) == 1 + len(sheets)
    assert [one["number"] for one in sheets if one["done"]] == [published]
    for nowhere in ("1/", f"{published}/poster-a9.pdf", "sheets.xml"):
        assert ask.get(f"{hall}/openness/{nowhere}").status == 404
    assert ask.get(f"{hall}/openness/?after=nonsense&kind=nonsense&q=%F0%9F%98%80").status == 200
