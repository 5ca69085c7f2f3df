"""Parts under the hand: keys and their switch, uploads on a bad line, unsaved words, paper, the calendar of why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from django.template import Context, Template
from playwright.sync_api import Browser, Page

from browser import DESKTOP, chromium, grave_findings, sign_in
from people import submitted
from yichuang.law.calendar import KNOWN
from yichuang.law.cite import LICENSING
from yichuang.law.clocks import CHINA, Clock, Limit, Pause, Unit, explain
from yichuang.law.words import Ground

SAMPLE = Path(__file__).resolve().parents[2] / "src/yichuang/office/files/data/sample-material.pdf"
LIMIT = Limit(10, Unit.WORKDAY, LICENSING.art("42(1)", "自受理行政许可申请之日起二十日内作出行政许可决定"))
pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(scope="module")
def browser(django_db_setup: None, django_db_blocker: Any) -> Iterator[Browser]:
    """A browser, and two cases in the inbox: under a running browser the database cannot be asked."""
    with django_db_blocker.unblock():
        submitted(), submitted()
    with chromium() as one:
        yield one


def opened(browser: Browser, hall: str, role: str, address: str) -> Page:
    page = browser.new_context(viewport=DESKTOP, locale="zh-CN").new_page()
    page.set_default_timeout(30_000)
    if role:
        sign_in(page, hall, role)
    page.goto(hall + address)
    return page


def why(clock: Clock) -> str:
    days = explain(clock, KNOWN)
    return Template("{% load parts %}{% why_date days %}").render(Context({"days": days}))


def test_why_names_every_day_left_out_with_its_notice() -> None:
    testing = Pause(date(2026, 9, 28), date(2026, 9, 30), Ground.TESTING.label)
    shown = why(Clock(LIMIT, datetime(2026, 9, 21, 10, tzinfo=CHINA), pauses=(testing,)))
    assert all(f'<span class="n">{mark}</span>' in shown for mark in ("起", "休", "停", "10"))
    assert shown.count("due-day") == 1 and "调休上班" in shown and "国办发明电" in shown
    assert "还没有公布" not in shown


def test_why_says_when_a_year_is_not_announced() -> None:
    shown = why(Clock(LIMIT, datetime(KNOWN.notices[-1].year, 12, 25, 10, tzinfo=CHINA)))
    assert f"{KNOWN.notices[-1].year + 1}年的放假安排还没有公布" in shown


def test_a_day_rolled_over_bears_its_own_mark() -> None:
    days = Limit(10, Unit.DAY, LIMIT.cite)
    assert '<span class="n">顺</span>' in why(Clock(days, datetime(2026, 9, 24, 10, tzinfo=CHINA)))


@pytest.mark.browser
def test_keys_move_the_focus_stay_behind_a_dialog_and_can_be_switched_off(
    browser: Browser, hall: str
) -> None:
    page = opened(browser, hall, "chief", "/desk/")
    rows = page.locator("tr[data-row] a")
    for key, at in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        assert rows.nth(at).evaluate("a => a === document.activeElement"), key
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/case/**")
    case = page.url
    page.keyboard.press("?")
    assert not grave_findings(page)
    page.keyboard.press("i")
    assert page.url == case, "a key reached the page behind the open dialog"
    page.get_by_label("启用单键").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("i")
    page.wait_for_timeout(300)
    assert page.url == case, "a single key acted though keys are switched off"
    page.click("[data-hints]")
    page.get_by_label("启用单键").check()
    page.click("dialog[open] button")
    page.keyboard.press("i")
    page.wait_for_url("**/desk/intake/")


def materials(page: Page) -> None:
    """From the start of an application to its materials."""
    page.click("main >> text=开始")
    page.wait_for_url("**/form/")
    for group in page.locator("fieldset.options").all():
        group.locator("input").first.check()
    page.goto(page.url.replace("/form/", "/materials/"))


@pytest.mark.browser
def test_an_upload_survives_a_bad_line_and_its_neighbour(browser: Browser, hall: str) -> None:
    page = opened(browser, hall, "person", "/apply/food-business/")
    materials(page)
    first, second = page.locator("form[data-upload]").nth(0), page.locator("form[data-upload]").nth(1)
    page.route("**/upload/**", lambda route: route.abort())
    first.locator("input[type=file]").set_input_files(SAMPLE)
    first.locator("text=网络断了").wait_for()
    assert not grave_findings(page)
    page.unroute("**/upload/**")
    first.locator("button").click()
    page.locator(".material-have").nth(0).wait_for()
    page.route("**/upload/**", lambda route: (page.wait_for_timeout(400), route.continue_()))
    second.locator("input[type=file]").set_input_files(SAMPLE)
    page.locator("form[data-upload]").nth(2).locator("input[type=file]").set_input_files(SAMPLE)
    page.locator(".material-have").nth(2).wait_for()


@pytest.mark.browser
def test_a_file_too_large_or_false_is_refused_where_it_was_chosen(browser: Browser, hall: str) -> None:
    page = opened(browser, hall, "person", "/apply/food-business/")
    materials(page)
    form = page.locator("form[data-upload]").first
    page.evaluate("document.querySelector('#upload-words').dataset.limit = '10'")
    form.locator("input[type=file]").set_input_files(SAMPLE)
    form.locator("text=请压缩后再传").wait_for()
    page.reload()
    lie = {"name": "身份证.pdf", "mimeType": "application/pdf", "buffer": b"MZ" + bytes(64)}
    form.locator("input[type=file]").set_input_files(lie)
    form.locator("button:visible").wait_for()
    assert len(form.locator("[data-says]").inner_text()) > 5
    assert "<" not in form.locator("[data-says]").inner_text()


@pytest.mark.browser
def test_leaving_a_long_form_asks_first_and_sending_it_does_not(browser: Browser, hall: str) -> None:
    page = opened(browser, hall, "", "/sign-in/register/")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(hall)
    assert not asked
    page.goto(f"{hall}/sign-in/register/")
    page.locator("#f-name").press_sequentially("索朗")
    page.goto(hall)
    assert asked == ["beforeunload"]
    page.goto(f"{hall}/sign-in/register/")
    for name, text in (
        ("name", "索朗"),
        ("id_number", "1"),
        ("phone", "1"),
        ("username", "so"),
        ("password", "x"),
    ):
        page.locator(f"#f-{name}").press_sequentially(text)
    page.click("button:has-text('注册并登录')")
    page.locator(".refusal").wait_for()
    assert asked == ["beforeunload"]


@pytest.mark.browser
def test_a_guide_on_paper_says_whose_it_is_and_opens_what_was_folded(browser: Browser, hall: str) -> None:
    page = opened(browser, hall, "", "/matters/food-business/")
    page.emulate_media(media="print")
    with pymupdf.open(stream=page.pdf(format="A4"), filetype="pdf") as paper:
        words = "".join(sheet.get_text() for sheet in paper).replace("\n", "")
    answer = page.locator("details p").first.text_content() or ""
    assert answer and answer.replace(" ", "")[:12] in words.replace(" ", "")
    assert "马尔康市政务服务中心" in words and "/matters/food-business/" in words and "打印于" in words
    assert "网上申请" not in words and "大字版" not in words


@pytest.mark.browser
@pytest.mark.parametrize("address", ["/", "/sign-in/login/"])
def test_the_focus_ring_is_seen_on_light_and_on_dark(browser: Browser, hall: str, address: str) -> None:
    page = opened(browser, hall, "", address)
    ring = "el => { el.focus({focusVisible: true}); return getComputedStyle(el).outlineColor }"
    assert page.locator("main input:visible").first.evaluate(ring) == "rgb(27, 31, 36)"
    page.keyboard.press("Shift+Tab")
    assert page.locator(".nav a").first.evaluate(ring) == "rgb(255, 209, 102)"
