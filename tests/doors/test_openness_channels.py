"""The channels through their pages: the screen from three metres, paper chosen at the desk, what changed, what must come down."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from yichuang.law.cases import commands as c
from yichuang.law.mandates import Standing
from yichuang.law.open_words import Occasion, Outlet, Verdict
from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Officer
from yichuang.office.openness import acts
from yichuang.site import followers

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]
FULL_HD = {"width": 1920, "height": 1080}
ROWS = "\n".join(f"第{n}小区｜{n * 13}｜{n}" for n in range(1, 30))
OLD = (
    f"一、检查结果\n小区名称｜户数｜隐患\n{ROWS}\n二、下一步\n"
    + "燃气用户每年入户检查一次，查出的隐患当天告诉用户，整改以后再查。" * 30
)
NEW = OLD.replace("每年入户检查一次", "每半年入户检查一次") + "\n检查不收费。"
LETTERS = """() => { const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); const out = [];
  while (walker.nextNode()) { const one = walker.currentNode; if (!one.textContent.trim()) continue;
    const box = one.parentElement.getBoundingClientRect(); if (box.width) out.push(parseFloat(getComputedStyle(one.parentElement).fontSize)); }
  return Math.min(...out); }"""
INSIDE = "() => { const main = document.querySelector('main'); return main.scrollHeight <= main.clientHeight + 1 && document.documentElement.scrollHeight <= innerHeight; }"


def standing(login: str) -> Standing:
    return directory.officer_standing(Officer.objects.get(user__username=login).number, clock.today())


def publish(text: str, minutes: int) -> str:
    at = clock.now() + timedelta(minutes=minutes - 60)
    writer, head = standing("chief"), standing("head")
    (done,) = acts.happened(Occasion.POWERS, writer.actor.body, "职能变更", by=writer, at=at)
    number = done.case.number
    cases.act(number, c.DraftDisclosure(title="机构职能和燃气安全检查结果", text=text), by=writer, at=at)
    cases.act(number, c.ReviewDisclosure(verdict=Verdict.WHOLE, text=text), by=head, at=at)
    cases.act(number, c.PublishDisclosure(), by=writer, at=at)
    cases.act(
        number, c.ShowOnOutlet(outlet=Outlet.BOARD, on=at.date(), proof="一楼大厅东侧"), by=writer, at=at
    )
    followers.settle()
    return number


@pytest.fixture(scope="module")
def versions(hall: str, django_db_blocker: Any) -> tuple[str, str]:
    """Two publications of one duty, the older still on the board."""
    with django_db_blocker.unblock():
        followers.settle()
        return publish(OLD, 0), publish(NEW, 5)


@pytest.fixture(scope="module")
def browser(versions: tuple[str, str]) -> Iterator[Browser]:
    with chromium() as one:
        yield one


def seen(page: Page, name: str) -> None:
    """Axe finds nothing grave; the picture is kept where somebody asked for pictures."""
    assert not grave_findings(page), name
    if folder := os.environ.get("YICHUANG_SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_the_screen_is_read_from_three_metres_and_turns_by_itself(
    browser: Browser, hall: str, versions: tuple[str, str]
) -> None:
    page = browser.new_context(viewport=FULL_HD, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.goto(f"{hall}/openness/screen/?stop=1")
    assert versions[1] in page.evaluate("document.body.dataset.next")
    screens = int(page.inner_text("footer").split("/")[1].split()[0])
    assert screens > 3
    for n in range(screens):
        assert page.evaluate(LETTERS) >= 48, n
        assert page.evaluate(INSIDE), page.url
        seen(page, f"screen-{n}")
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(150)
        page.wait_for_load_state()
    page.goto(f"{hall}/openness/screen/")
    assert page.evaluate("document.body.dataset.turning") == "1"
    page.keyboard.press(" ")
    assert page.inner_text("[data-hold]") == "继续"
    plain = browser.new_context(viewport=FULL_HD, java_script_enabled=False).new_page()  # type: ignore[arg-type]
    plain.goto(f"{hall}/openness/screen/")
    assert "url=?at=" in (plain.locator("meta[http-equiv=refresh]").get_attribute("content") or "")
    assert versions[0] not in plain.content()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_changed_stands_in_words(
    browser: Browser, hall: str, versions: tuple[str, str], size: dict[str, int]
) -> None:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.goto(f"{hall}/openness/{versions[1]}/")
    seen(page, f"item-{size['width']}")
    page.click("text=这一版改了什么")
    assert "增加" in page.locator("ins").first.inner_text()
    assert "每半年" in page.locator("ins").first.inner_text()
    assert "删去" in page.locator("del").first.inner_text()
    for path in (f"{versions[1]}/changes/", f"{versions[1]}/", "?subject=powers"):
        page.goto(f"{hall}/openness/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
        seen(page, f"{path.partition('/')[2].strip('/') or 'list'}-{size['width']}")
    assert page.request.get(f"{hall}/openness/{versions[0]}/changes/").status == 404


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_paper_is_chosen_at_the_desk_and_what_does_not_fit_is_told_first(
    browser: Browser, hall: str, versions: tuple[str, str], size: dict[str, int]
) -> None:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.set_default_timeout(30_000)
    sign_in(page, hall, "chief")
    page.goto(f"{hall}/desk/openness/print/")
    page.check(f"input[value='{versions[1]}']")
    page.click("button[name=do]")
    page.locator(".refusal:has-text('没有写报纸的名称')").wait_for()
    seen(page, f"print-{size['width']}")
    page.check("input[value=handout]")
    page.click("button[name=do]")
    page.locator(".refusal:has-text('一页明白纸排不下')").wait_for()
    page.check("input[value=poster]")
    page.click("button[name=do]")
    page.locator("table:has-text('A3海报2张')").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    seen(page, f"ways-{size['width']}")
    page.click("text=登记在公开栏公开")
    assert page.locator("[name=proof]").input_value().startswith("A3海报 第2版")
    base = f"{hall}/desk/openness/print/?do=1&n={versions[1]}"
    for asked in ("make=newspaper&name=日报", "make=booklet&name=汇编", "make=booklet&name=汇编&folded=1"):
        assert page.request.get(f"{base}&{asked}").headers["content-type"] == "application/pdf", asked
    page.goto(f"{hall}/desk/openness/removals/")
    assert "一楼大厅东侧" in page.inner_text("table")
    seen(page, f"removals-{size['width']}")
    assert page.request.get(f"{hall}/desk/openness/removals.xlsx").body()[:2] == b"PK"


def test_once_removed_it_is_off_the_list(browser: Browser, hall: str, versions: tuple[str, str]) -> None:
    page = browser.new_context(viewport=DESKTOP, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.set_default_timeout(30_000)
    sign_in(page, hall, "chief")
    page.goto(f"{hall}/desk/openness/removals/")
    page.click("text=登记撤下")
    page.fill("[name=proof]", "照片0310-1")
    page.locator("form.card .actions button").click()
    page.wait_for_url(f"**/desk/case/{versions[0]}/")
    page.goto(f"{hall}/desk/openness/removals/")
    assert not page.locator("table").count()
    seen(page, "removals-none")
    page.goto(f"{hall}/openness/{versions[0]}/")
    assert "撤下" in page.inner_text("dl")


def test_files_and_api_say_the_same_as_the_site(
    browser: Browser, hall: str, versions: tuple[str, str]
) -> None:
    ask = browser.new_context().request
    whole = ask.get(f"{hall}/open/openness.json").json()
    assert whole["licence"] == "CC BY 4.0"
    assert {one["number"] for one in whole["publications"]} == set(versions)
    assert whole["publications"][0]["text"] == NEW
    rows = list(
        csv.DictReader(
            ask.get(f"{hall}/open/openness.csv").body().decode("utf-8-sig").splitlines(keepends=True)
        )
    )
    assert [one["编号"] for one in rows] == [one["number"] for one in whole["publications"]]
    book = openpyxl.load_workbook(io.BytesIO(ask.get(f"{hall}/open/openness.xlsx").body()))
    assert book.worksheets[0].cell(2, 1).value == versions[1]
    assert book.worksheets[1].cell(1, 2).value == "CC BY 4.0"
    api = ask.get(f"{hall}/api/openness?subject=powers").json()
    assert api["publications"] == whole["publications"]
    assert not ask.get(f"{hall}/api/openness?subject=budget").json()["publications"]
    one = ask.get(f"{hall}/api/openness/{versions[1]}").json()
    assert len(one["versions"]) == 2
    assert ask.get(f"{hall}/api/openness/nothing").status == 404
    assert ask.get(f"{hall}/open/openness.xml").status == 404
    assert "/openness/{number}" in ask.get(f"{hall}/api/openapi.json").text()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_kept_search_says_what_is_new_until_one_has_looked(
    browser: Browser, hall: str, versions: tuple[str, str], size: dict[str, int]
) -> None:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.set_default_timeout(30_000)
    sign_in(page, hall, "person")
    page.goto(f"{hall}/my/subscriptions/")
    assert "还没有订阅" in page.inner_text("main")
    page.goto(f"{hall}/openness/?q=燃气&subject=powers")
    page.click("text=订阅这个查找")
    page.wait_for_url("**/my/subscriptions/")
    assert "“燃气”" in page.inner_text("h2")
    assert "没有新的" in page.inner_text("main")
    seen(page, f"kept-{size['width']}")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.click("text=不再订阅")
    page.wait_for_load_state()
    assert "还没有订阅" in page.inner_text("main")
    for path in ("/openness/", "/open/"):
        page.goto(f"{hall}{path}")
        page.evaluate("document.querySelectorAll('details').forEach((x) => x.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
        seen(page, f"take{path.replace('/', '-')}{size['width']}")


def test_large_print_loses_nothing(browser: Browser, hall: str, versions: tuple[str, str]) -> None:
    page = browser.new_context(viewport=PHONE, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.goto(f"{hall}/large-print/?next=/openness/")
    for path in ("", f"{versions[1]}/", f"{versions[1]}/changes/"):
        page.goto(f"{hall}/openness/{path}")
        assert page.locator("html.large").count()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        seen(page, f"large-{path.strip('/').rpartition('/')[2] or 'list'}")
