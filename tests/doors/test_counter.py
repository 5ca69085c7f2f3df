"""Window intake with the keyboard alone, every stroke counted: a paper application is in within two minutes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pypinyin import lazy_pinyin

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from yichuang.site import followers

pytestmark = pytest.mark.browser

STROKES_A_SECOND = 3
SECONDS = 120
LOOKING = 30
"""Seconds of the two minutes that the eyes need on the papers, not the hands."""


class Hands:
    """Somebody at the keyboard; Chinese costs what it costs with an input method: each syllable, and choosing it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.strokes = 0

    def press(self, key: str) -> None:
        self.strokes += key.count("+") + 1
        self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        if text.isascii():
            self.strokes += len(text)
            self.page.keyboard.type(text)
        else:
            self.strokes += sum(len(syllable) + 1 for syllable in lazy_pinyin(text))
            self.page.keyboard.insert_text(text)

    def at(self, name: str) -> bool:
        """Whether the focus stands on this field."""
        return bool(self.page.evaluate("name => document.activeElement.name === name", name))

    def fill(self, **fields: str) -> None:
        """Write into one field after the other, in the order in which Enter leads through the form."""
        for name, text in fields.items():
            assert self.at(name), (name, self.page.evaluate("document.activeElement.outerHTML"))
            if text:
                self.write(text)
            self.press("Enter")

    def choose(self, **fields: int) -> None:
        """Take the so-many-th option of one field after the other."""
        for name, steps in fields.items():
            assert self.at(name), (name, self.page.evaluate("document.activeElement.outerHTML"))
            for _ in range(steps):
                self.press("ArrowDown")
            self.press("Enter")


@pytest.fixture(scope="module")
def clerk(hall: str) -> Iterator[Page]:
    followers.settle()  # what other tests left to the timer
    with chromium() as browser:
        page = made(browser)
        sign_in(page, hall, "clerk")
        yield page


def made(browser: Browser) -> Page:
    page = browser.new_context(viewport=DESKTOP, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.set_default_timeout(30_000)
    return page


def clean(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert not grave_findings(page), page.url


def focused(page: Page) -> None:
    """Wait, as eyes do, until the cursor stands where the page puts it: on a busy machine that is after the load."""
    page.wait_for_function("document.activeElement.matches('[autofocus]')")


def take_in(hands: Hands, number: str, name: str) -> None:
    """From the desk to the page that says it is taken in."""
    page = hands.page
    hands.press("i")
    page.wait_for_url("**/desk/intake/")
    focused(page)
    hands.write("食品")
    hands.press("Enter")
    page.wait_for_url("**/desk/intake/?q=*")
    focused(page)
    hands.press("Enter")
    page.wait_for_url("**/desk/intake/food-business/")
    focused(page)
    hands.fill(id_number=number, name=name, phone="15400000000", address="达萨街8号", representative="")
    hands.choose(q_scope=1, q_chain=2, q_canteen=3)
    hands.fill(a_shop_name="卓玛面馆", a_uscc="91990100MA0000001G", a_shop_address="达萨街8号")
    hands.choose(a_format=2)
    hands.fill(a_area="60", a_safety_officer="卓玛", a_safety_phone="15400000000")
    hands.choose(m_M01=1, m_M02=2, m_M03=1, m_M04=1, m_M05=1, m_M06=1, m_M07=0)
    hands.press("Control+Enter")
    page.wait_for_url("**/taken/")


@pytest.mark.parametrize("visit", ["newly registered", "found again"])
def test_a_paper_application_is_in_within_two_minutes(clerk: Page, hall: str, visit: str) -> None:
    clerk.goto(f"{hall}/desk/")
    hands = Hands(clerk)
    take_in(hands, "990101199003070015", "益西拉姆")
    assert clerk.locator("dd >> text=食品经营许可申请书").count() and not clerk.locator("dd.error").count()
    clean(clerk)
    focused(clerk)
    receipt = str(clerk.evaluate("document.activeElement.href"))
    with clerk.context.expect_page() as opened:
        hands.press("Enter")
    opened.value.close()
    assert "/paper/" in receipt
    assert clerk.request.get(receipt).headers["content-type"] == "application/pdf"
    clerk.bring_to_front()
    hands.press("s")
    clerk.wait_for_url("**/act/accept/")
    clean(clerk)
    hands.press("Enter")
    clerk.wait_for_url("**/desk/case/*/")
    assert clerk.locator("text=《受理通知书》").count()
    assert hands.strokes / STROKES_A_SECOND + LOOKING < SECONDS, hands.strokes


def test_a_slip_takes_nothing_in_and_what_is_wrong_has_the_focus(clerk: Page, hall: str) -> None:
    clerk.goto(f"{hall}/desk/intake/food-business/")
    hands = Hands(clerk)
    hands.fill(id_number="990101199003070016", name="益西拉姆", phone="15400000000")
    assert clerk.url.endswith("/desk/intake/food-business/") and hands.at("address")
    hands.fill(address="", representative="")
    hands.choose(q_scope=1, q_chain=2, q_canteen=3)
    hands.press("Control+Enter")
    clerk.locator(".refusal").wait_for()
    clean(clerk)
    assert clerk.evaluate("document.activeElement.matches('.refusal')")
    assert clerk.locator("#f-name").input_value() == "益西拉姆"


def test_the_pages_of_the_counter_say_their_keys(clerk: Page, hall: str) -> None:
    for address in ("/desk/intake/", "/desk/intake/food-business/"):
        clerk.goto(hall + address)
        clerk.set_viewport_size(PHONE)  # type: ignore[arg-type]
        clean(clerk)
        assert clerk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        clerk.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
        clerk.locator("button[data-hints]").click()
        assert "Ctrl Enter" in clerk.locator("dialog[open]").inner_text()
