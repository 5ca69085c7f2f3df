"""The viewer of the desk in a real browser: PDF and pictures, near, turned, side by side, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from handed import handed_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def number(django_db_setup: None, django_db_blocker: Any) -> str:
    with django_db_blocker.unblock():
        return handed_in()


@pytest.fixture(scope="module")
def browser(number: str) -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def signed_in(browser: Browser, hall: str) -> BrowserContext:
    context = browser.new_context(locale="zh-CN")
    sign_in(context.new_page(), hall, "reviewer")
    return context


def desk(context: BrowserContext, size: dict[str, int] = DESKTOP) -> Page:
    page = context.new_page()
    page.set_viewport_size(ViewportSize(width=size["width"], height=size["height"]))
    page.set_default_timeout(30_000)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda said: pytest.fail(said.text) if "Content Security" in said.text else None)
    return page


def clean(page: Page, width: int) -> None:
    page.wait_for_load_state("networkidle")
    assert not grave_findings(page), page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def drawn(page: Page, pane: int = 0) -> dict[str, float]:
    """How the first page of a pane looks: its width on the screen, its height, whether it was drawn."""
    image = page.locator(".pane").nth(pane).locator("img").first
    image.evaluate("i => i.decode()")
    return image.evaluate(
        "i => { const r = i.getBoundingClientRect(); return {width: r.width, height: r.height, dots: i.naturalWidth} }"
    )


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_material_is_looked_at_by_keyboard(
    signed_in: BrowserContext, hall: str, number: str, size: dict[str, int]
) -> None:
    page = desk(signed_in, size)
    page.goto(f"{hall}/desk/case/{number}/")
    page.keyboard.press("v")
    page.wait_for_url("**/material/M01/")
    clean(page, size["width"])
    assert page.locator(".sheet").count() == 3
    first = drawn(page)
    assert first["dots"] > 1000 and first["height"] > first["width"]
    page.keyboard.press("+")
    assert drawn(page)["width"] == pytest.approx(first["width"] * 1.25, abs=1)
    assert page.locator("output").inner_text() == "125%"
    page.keyboard.press("-")
    page.keyboard.press("r")
    turned = drawn(page)
    assert turned["width"] > turned["height"] and turned["width"] == pytest.approx(first["width"], abs=1)
    page.keyboard.press("0")
    whole_page = drawn(page)
    room = page.locator(".pages").evaluate("p => [p.clientWidth, p.clientHeight]")
    assert whole_page["width"] <= room[0] and whole_page["height"] <= room[1]
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/material/M02/")
    clean(page, size["width"])
    picture = drawn(page)
    assert picture["dots"] == 1600 and picture["width"] > picture["height"]
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/material/M01/")
    page.keyboard.press("Escape")
    page.wait_for_url(f"**/case/{number}/")


def test_the_arrows_push_a_page_that_is_wider_than_its_pane(
    signed_in: BrowserContext, hall: str, number: str
) -> None:
    page = desk(signed_in, PHONE)
    page.goto(f"{hall}/desk/case/{number}/material/M01/")
    for _ in range(4):
        page.keyboard.press("+")
    before = page.locator(".pages").evaluate("p => p.scrollLeft")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('.pages').scrollLeft > before", arg=before)
    assert page.url.endswith("/M01/")


def test_two_are_compared_side_by_side(signed_in: BrowserContext, hall: str, number: str) -> None:
    page = desk(signed_in)
    page.goto(f"{hall}/desk/case/{number}/material/M01/")
    page.keyboard.press("f")
    page.wait_for_url("**with=form")
    clean(page, DESKTOP["width"])
    assert page.locator(".pane").count() == 2 and page.locator(".pages-form dd").count() > 5
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/M02/?with=form")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/M01/?with=form")
    page.keyboard.press("c")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/M01/?with=M01.1")
    clean(page, DESKTOP["width"])
    left, right = drawn(page, 0), drawn(page, 1)
    assert right["dots"] > 1000
    page.keyboard.press("o")
    page.keyboard.press("+")
    assert drawn(page, 0) == left and drawn(page, 1)["width"] > right["width"]
    page.keyboard.press("o")
    page.keyboard.press("r")
    assert drawn(page, 0)["width"] == pytest.approx(left["width"], abs=1) and drawn(page, 0) != left


@pytest.mark.parametrize(("ref", "reason"), [("M03", "加了密码"), ("M04", "损坏"), ("M05", "不在库中")])
def test_what_cannot_be_seen_says_so_and_can_be_downloaded(
    signed_in: BrowserContext, hall: str, number: str, ref: str, reason: str
) -> None:
    page = desk(signed_in)
    page.goto(f"{hall}/desk/case/{number}/material/{ref}/")
    clean(page, DESKTOP["width"])
    assert reason in page.locator(".pane").inner_text()
    links = page.locator(".empty a")
    assert links.count() == (0 if ref == "M05" else 1)
    if links.count():
        with page.expect_download() as got:
            links.click()
        assert got.value.suggested_filename.endswith(".pdf")
