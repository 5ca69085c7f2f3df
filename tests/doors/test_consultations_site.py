"""Consultations through the pages: a citizen reads a plan and comments without an account or scripts; the desk groups, answers, reports."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from yichuang.doors.command import sample_consultations
from yichuang.office import clock
from yichuang.office.consultations.models import ConsultationRow
from yichuang.site import followers

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]
SHOTS = os.environ.get("CONSULTATION_SHOTS", "")


@pytest.fixture(scope="module")
def numbers(hall: str) -> dict[str, str]:
    """The sample's consultations, by state."""
    assert sample_consultations.fill(clock.now()) == 3
    followers.settle()
    found = dict(ConsultationRow.objects.values_list("state", "number"))
    waiting = ConsultationRow.objects.get(pk=found["gathered"])
    return found | {"title": waiting.title, "last_on": f"{waiting.last_on}"}


@pytest.fixture(scope="module")
def browser(numbers: dict[str, str]) -> Iterator[Browser]:
    with chromium() as one:
        yield one


def page_of(browser: Browser, size: dict[str, int], *, scripts: bool = True) -> Page:
    context = browser.new_context(viewport=size, locale="zh-CN", java_script_enabled=scripts)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


def clean(page: Page, name: str) -> None:
    """Nothing grave, nothing wider than the screen."""
    assert not grave_findings(page), page.url
    width = page.viewport_size["width"] if page.viewport_size else 0
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_the_report_is_a_sheet_to_print(numbers: dict[str, str]) -> None:
    pdf = Client().get(f"/consultations/{numbers['reported']}/report.pdf").content
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    text = "".join(one.get_textpage().get_text_range() for one in pages)
    text = "".join(text.split())
    for wanted in ("免费延到早上九点", "未采纳", "试行一年后一并评估", "信函2条"):
        assert wanted in text
    if SHOTS:
        for n, one in enumerate(pages):
            one.render(scale=1.5).to_pil().save(Path(SHOTS) / f"report-{n}.png")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_citizen_reads_a_plan_comments_and_reads_what_came_of_another(
    browser: Browser, hall: str, numbers: dict[str, str], size: dict[str, int]
) -> None:
    page = page_of(browser, size)
    page.goto(f"{hall}/openness/")
    page.click("main a:has-text('征求意见')")
    clean(page, "list")
    page.click("text=新区控制性详细规划草案")
    page.locator("img[alt^=土地使用规划图]").scroll_into_view_if_needed()
    page.wait_for_function("[...document.images].every(one => one.complete && one.naturalWidth > 0)")
    clean(page, "open")
    page.fill("[name=words]", " ")
    page.fill("[name=name]", "王五")
    page.click("form .btn-main")
    page.locator(".refusal:has-text('请填写')").wait_for()
    assert page.locator("[name=name]").input_value() == "王五"
    clean(page, "wrong")
    page.fill("[name=words]", "<script>alert(1)</script>请留自行车道")
    page.click("form .btn-main")
    page.wait_for_url("**/receipt/")
    clean(page, "receipt")
    assert int(page.locator("[data-nth]").inner_text()) > 15
    page.goto(f"{hall}/consultations/{numbers['consulting']}/why/consultation/")
    clean(page, "why")
    for state in ("gathered", "reported"):
        page.goto(f"{hall}/consultations/{numbers[state]}/?nth=2")
        page.locator("text=第 2 条意见在这一组").wait_for()
        clean(page, state)


def test_it_works_without_scripts(browser: Browser, hall: str, numbers: dict[str, str]) -> None:
    page = page_of(browser, PHONE, scripts=False)
    page.goto(f"{hall}/consultations/{numbers['consulting']}/")
    page.fill("[name=words]", "没有脚本也能提")
    page.click("form .btn-main")
    page.wait_for_url("**/receipt/")


def test_the_desk_registers_groups_answers_and_hands_out_files(
    browser: Browser, hall: str, numbers: dict[str, str]
) -> None:
    number = numbers["gathered"]
    page = page_of(browser, DESKTOP)
    sign_in(page, hall, "director")
    page.goto(f"{hall}/desk/consultations/")
    clean(page, "desk-list")
    page.click(f"a:has-text('{numbers['title']}')")
    clean(page, "desk-one")
    page.locator("#group-3 summary:has-text('答复')").click()
    page.fill("#f-gist-3", "保留老字号招牌")
    page.select_option("#f-answer-3", "rejected")
    page.click("#group-3 button:has-text('答复')")
    page.locator(".refusal:has-text('没有说明理由')").wait_for()
    assert page.locator("#f-gist-3").input_value() == "保留老字号招牌"
    clean(page, "desk-wrong")
    page.fill("#f-reason-3", "由商务部门另行认定")
    page.click("#group-3 button:has-text('答复')")
    page.locator("#group-3 strong:has-text('未采纳')").wait_for()
    page.locator("#group-8 summary:has-text('并入')").click()
    page.fill("#group-8 [name=into]", "5")
    page.fill("#group-8 form:has([name=into]) [name=gist]", "检查和适用范围")
    page.click("#group-8 button:has-text('合并')")
    page.locator("#group-5:has-text('农贸市场')").wait_for()
    page.click("#group-5 button:has-text('分出一组')")
    page.locator("#group-8").wait_for()
    page.select_option("[name=way]", "letter")
    page.fill("[name=on]", numbers["last_on"])
    page.fill("[name=lines]", "补登第一条\n补登第二条")
    page.click("button:has-text('登记')")
    page.locator("text=已登记 2 条").wait_for()
    assert page.request.get(f"{hall}/desk/consultations/{number}/comments.xlsx").body()[:2] == b"PK"
    assert page.request.get(f"{hall}/desk/consultations/consultations.xlsx").body()[:2] == b"PK"
    page.goto(f"{hall}/desk/case/{number}/")
    clean(page, "desk-case")
    page.goto(f"{hall}/desk/consultations/new/")
    page.fill("[name=title]", "新的规划草案")
    page.select_option("[name=about]", "plan")
    for name in ("why", "text", "deliver"):
        page.fill(f"[name={name}]", "内容")
    page.fill("[name=days]", "29")
    page.click("form .btn-main:has-text('写好了')")
    page.locator(".refusal:has-text('少于30日')").wait_for()
    clean(page, "desk-new")
    page.fill("[name=days]", "30")
    page.click("form .btn-main:has-text('写好了')")
    page.locator("text=已经写好").wait_for()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    clean(page, "desk-draft")
    page.goto(f"{hall}/desk/consultations/{number}/")
    clean(page, "desk-one")
