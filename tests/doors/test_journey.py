"""One application from the door to the archive in a real browser, each role at its own desk, axe on every page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in

SAMPLE = Path(__file__).resolve().parents[2] / "src/yichuang/office/files/data/sample-material.pdf"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


def desk(browser: Browser, hall: str, role: str, size: dict[str, int] = DESKTOP) -> Page:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()
    page.set_default_timeout(30_000)
    if role:
        sign_in(page, hall, role)
    return page


def clean(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert not grave_findings(page), page.url


def apply_online(page: Page, hall: str) -> str:
    page.goto(hall)
    clean(page)
    page.fill("#q", "开饭馆")
    page.keyboard.press("Enter")
    page.wait_for_url("**/matters/**")
    clean(page)
    page.click("text=食品经营许可 >> nth=0")
    clean(page)
    page.click("text=网上申请")
    clean(page)
    page.click("text=开始")
    number = page.url.split("/my/")[1].split("/")[0]
    clean(page)
    for group in page.locator("fieldset.options").all():
        group.locator("input").first.check()
    answers = {"shop_name": "卓玛面馆", "uscc": "91990100MA0000001G", "shop_address": "达萨街8号", "area": "60",
               "safety_officer": "卓玛", "safety_phone": "15400000000"}  # fmt: skip
    for key, value in answers.items():
        page.fill(f"#f-a_{key}", value)
    page.select_option("#f-a_format", index=1)
    page.click("text=保存并继续")
    clean(page)
    while (todo := page.locator(".material:not(.material-have) input[type=file]")).count():
        have = page.locator(".material-have").count()
        todo.first.set_input_files(SAMPLE)
        page.locator(".material-have").nth(have).wait_for()
    page.click("main >> text=继续")
    clean(page)
    page.click("button:has-text('提交申请')")
    page.wait_for_url(f"**/my/{number}/")
    clean(page)
    return number


def act(page: Page, hall: str, number: str, key: str, **fields: str) -> None:
    """Open the act by its single key, fill it in, do it."""
    page.goto(f"{hall}/desk/case/{number}/")
    clean(page)
    page.keyboard.press(key)
    page.wait_for_url("**/act/**")
    clean(page)
    for name, value in fields.items():
        page.fill(f"#f-{name}", value)
    page.locator("form.card button").first.click()
    page.wait_for_url(f"**/case/{number}/")


def test_from_the_door_to_the_archive(browser: Browser, hall: str) -> None:
    person = desk(browser, hall, "person", PHONE)
    number = apply_online(person, hall)
    clerk = desk(browser, hall, "clerk")
    assert "收件箱" in clerk.title()
    clean(clerk)
    act(clerk, hall, number, "s")
    reviewer = desk(browser, hall, "reviewer")
    act(reviewer, hall, number, "w", opinion="材料齐全")
    act(reviewer, hall, number, "w", opinion="现场符合", officers="杨志华、苏朗扎西")
    chief = desk(browser, hall, "chief")
    act(chief, hall, number, "g")
    act(chief, hall, number, "m")
    act(chief, hall, number, "l", receiver="泽仁卓玛")
    archivist = desk(browser, hall, "archivist")
    act(archivist, hall, number, "a")
    person.goto(f"{hall}/my/{number}/")
    clean(person)
    assert person.locator("text=已归档").count()
    assert person.locator(".paper-link").count() >= 5
    with person.expect_response("**/paper/**") as got:
        person.evaluate("fetch(document.querySelector('.paper-link').href)")
    assert got.value.headers["content-type"] == "application/pdf"
    person.goto(f"{hall}/my/{number}/do/rate/")
    clean(person)


def test_progress_without_signing_in(browser: Browser, hall: str) -> None:
    page = desk(browser, hall, "")
    page.goto(f"{hall}/progress/")
    clean(page)
    page.fill("#f-number", "513201129202603020000090")
    page.fill("#f-tail", "0000")
    page.keyboard.press("Enter")
    page.locator(".refusal").wait_for()
    clean(page)


@pytest.mark.parametrize(
    "address", ["/", "/matters/", "/sign-in/login/", "/sign-in/register/", "/verify/NOSUCHCODE/"]
)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_public_pages_are_clean_and_fit(
    browser: Browser, hall: str, address: str, size: dict[str, int]
) -> None:
    page = desk(browser, hall, "", size)
    page.goto(hall + address)
    clean(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_supervision_and_letters(browser: Browser, hall: str) -> None:
    for role, address in (("supervisor", "/desk/lights/"), ("head", "/desk/letters/")):
        page = desk(browser, hall, role)
        page.goto(hall + address)
        clean(page)
