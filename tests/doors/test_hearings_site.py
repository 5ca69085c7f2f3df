"""A hearing through its pages: announced a day late and in time, citizens ask to come, held by keyboard in the law's order, signed page by page, reported, read by all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pymupdf
import pytest
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from yichuang.doors.command import sample_hearings
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.mandates import Post
from yichuang.law.open_words import HearingForm, Part
from yichuang.office import clock
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Officer, PostHeld
from yichuang.office.hearings import acts
from yichuang.office.hearings.models import HearingRow
from yichuang.site import followers

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]
SHOTS = os.environ.get("HEARING_SHOTS", "")


@pytest.fixture(scope="module")
def told(hall: str) -> tuple[str, str]:
    """The sample's hearings, and one of the chief's own body that is held today: announced twelve days ago."""
    now = clock.now()
    assert sample_hearings.fill(now) == 2
    officer = Officer.objects.get(user__username="chief")
    by = directory.officer_standing(officer.number, law.day(now))
    given = c.ConveneHearing(
        form=HearingForm.DECISION, subject="公交票价调整方案", on=law.day(now), place="三楼会议室", section="价格科",
        presenters=("卓玛",), chair=officer.name, chair_section="法规科", recorder="记录员",
    )  # fmt: skip
    party = c.EnterParty(part=Part.INTERESTED, name="公交公司")
    done = acts.convene(given, str(officer.body_id), directory.region_of(str(officer.body_id)), party, by=by, at=now - timedelta(days=12))  # fmt: skip
    followers.settle()
    assert PostHeld.objects.filter(officer=officer, post=Post.CHIEF.value).exists()
    return done.case.number, str(HearingRow.objects.filter(state="heard").values_list("number", flat=True)[0])


@pytest.fixture(scope="module")
def browser(told: tuple[str, str]) -> Iterator[Browser]:
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


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_anybody_reads_what_will_be_and_was_heard_and_asks_to_take_part(
    browser: Browser, hall: str, told: tuple[str, str], size: dict[str, int]
) -> None:
    page = page_of(browser, size)
    page.goto(f"{hall}/hearings/")
    clean(page, "list")
    page.click("text=达萨街片区")
    clean(page, "to-come")
    page.fill("[name=name]", "扎西")
    page.fill("[name=view]", "我家在那里")
    page.eval_on_selector("form .btn-main", "b => b.form.noValidate = true")
    page.click("article form .btn-main")
    page.locator(".refusal:has-text('请填写“联系方式”')").wait_for()
    assert page.locator("[name=view]").input_value() == "我家在那里"
    page.fill("[name=contact]", "13800138009")
    page.click("article form .btn-main")
    page.locator("text=已经报名，您的编号是").wait_for()
    assert "13800138009" not in page.content()
    page.goto(f"{hall}/hearings/{told[1]}/")
    assert "抽签" in page.inner_text("article")
    assert "李秀" in page.inner_text("article")
    for hidden in ("杨成", "13800138001", "停业损失怎么算"):
        assert hidden not in page.content()
    clean(page, "held")
    pdf = page.request.get(f"{hall}/hearings/{told[1]}/notice.pdf")
    assert "马江街" in pymupdf.open(stream=pdf.body())[0].get_text()
    assert page.request.get(f"{hall}/hearings/1/").status == 404


def send(page: Page, text: str = "") -> None:
    """Type where the cursor stands, send by keyboard."""
    if text:
        page.locator("form.card textarea").first.fill(text)
        page.locator("form.card textarea").first.press("Control+Enter")
    else:
        page.locator("form.card .actions button").first.press("Enter")
    page.wait_for_load_state()
    assert not page.locator(".refusal").count(), page.inner_text(".refusal")


def test_a_notice_one_day_late_is_refused_with_the_first_day_it_may_be(browser: Browser, hall: str) -> None:
    page = page_of(browser, DESKTOP, hall, "chief")
    page.goto(f"{hall}/desk/hearings/new/")
    clean(page, "new")
    given = {"subject": "补偿方案", "on": f"{law.day(clock.now()) + timedelta(days=2)}", "place": "会议室", "section": "征收科",
             "presenters": "卓玛", "chair": "主持", "chair_section": "法规科", "recorder": "记录"}  # fmt: skip
    page.select_option("[name=form]", "compensation")
    for name, value in given.items():
        page.fill(f"[name={name}]", value)
    page.click("form.card .actions button")
    page.locator(".refusal:has-text('提前7个工作日')").wait_for()
    assert "最早在" in page.inner_text(".refusal")
    assert page.locator("[name=place]").input_value() == "会议室"
    clean(page, "new-late")


def test_it_is_held_by_keyboard_signed_page_by_page_and_reported(
    browser: Browser, hall: str, told: tuple[str, str]
) -> None:
    number, held = told
    page = page_of(browser, DESKTOP, hall, "chief")
    page.goto(f"{hall}/desk/hearings/")
    clean(page, "desk")
    page.goto(f"{hall}/desk/hearings/{number}/")
    assert "宣布听证开始" in page.inner_text("form.card h2")
    clean(page, "run-begin")
    send(page)
    for text in ("成本上升", "同意调整"):
        send(page, text)
    page.goto(f"{hall}/desk/hearings/{number}/?do=show_evidence")
    page.fill("[name=title]", "成本监审报告")
    send(page, "三年平均成本")
    assert "质证" in page.inner_text("form.card h2")
    clean(page, "run-evidence")
    send(page, "没有意见")
    assert "最后陈述" in page.inner_text("form.card h2")
    send(page, "请尽快执行")
    assert "宣布听证结束" in page.inner_text("form.card h2")
    assert "成本监审报告" in page.locator("[name=minutes]").input_value()
    page.locator("[name=minutes]").press("Control+Enter")
    page.wait_for_load_state()
    clean(page, "run-sign")
    for box in page.locator("[name=signed]").all():
        box.press("Space")
    page.locator("section .actions button").press("Enter")
    page.wait_for_load_state()
    assert "都签了" in page.inner_text("#pages + span")
    page.fill("[name=conclusion]", "同意调整")
    page.fill("[name=report]", "成本属实")
    clean(page, "run-report")
    page.locator("[name=report]").press("Control+Enter")
    page.wait_for_load_state()
    assert "已听证" in page.inner_text("main")
    clean(page, "run-done")
    for what in ("notice", "minutes", "report"):
        pdf = page.request.get(f"{hall}/desk/hearings/{number}/{what}.pdf")
        assert pdf.headers["content-type"] == "application/pdf", what
    page.goto(f"{hall}/desk/case/{number}/")
    clean(page, "case")
    assert page.request.get(f"{hall}/desk/hearings/hearings.xlsx").ok
    other = page_of(browser, DESKTOP, hall, "director")
    minutes = other.request.get(f"{hall}/desk/hearings/{held}/minutes.pdf")
    book = pymupdf.open(stream=minutes.body())
    assert "拒绝签字" in "".join(one.get_text() for one in book)
    if SHOTS:
        for what in ("notice", "minutes", "report"):
            found = other.request.get(f"{hall}/desk/hearings/{held}/{what}.pdf")
            for n, sheet in enumerate(pymupdf.open(stream=found.body())):
                sheet.get_pixmap(dpi=60).save(str(Path(SHOTS) / f"pdf-{what}-{n}.png"))
    page.goto(f"{hall}/hearings/{number}/")
    assert "同意调整" in page.inner_text("article")
    assert "成本属实" not in page.content()
