"""Agents in a real browser: authorise, apply for another, be told, revoke; both widths, axe on every page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from people import newcomer

SAMPLE = Path(__file__).resolve().parents[2] / "src/yichuang/office/files/data/sample-material.pdf"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def newcomers(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """People registered at a window before the browser runs."""
    with django_db_blocker.unblock():
        return iter([newcomer(serial) for serial in (931, 932)])


@pytest.fixture(scope="module")
def browser(newcomers: Any) -> Iterator[Browser]:
    with chromium() as one:
        yield one


def clean(page: Page, name: str = "") -> None:
    page.wait_for_load_state("networkidle")
    size = page.viewport_size
    assert size
    if (folder := os.environ.get("SHOTS")) and name:
        page.screenshot(path=Path(folder) / f"{name}-{size['width']}.png", full_page=True)
    assert not grave_findings(page), page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.url


def desk(browser: Browser, hall: str, role: str, size: dict[str, int]) -> Page:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()
    page.set_default_timeout(30_000)
    sign_in(page, hall, role)
    return page


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_from_the_authorisation_to_its_end(browser: Browser, hall: str, size: dict[str, int]) -> None:
    firm = desk(browser, hall, "company", size)
    firm.click("text=我的代办")
    clean(firm, "agents-empty")
    firm.click("text=授权一位代办人")
    clean(firm, "agents-new")
    firm.click("button:has-text('确认授权')")
    firm.locator(".refusal").wait_for()
    assert "没有写代办人的姓名" in firm.inner_text(".refusal")
    clean(firm, "agents-wrong")
    firm.select_option("#f-agent", index=1)
    firm.check("input[name=scope][value=named]")
    firm.locator("input[name=matter]").first.fill("食品经营许可")
    firm.click("button:has-text('确认授权')")
    firm.wait_for_url("**/my/agents/")
    clean(firm, "agents-given")

    agent = desk(browser, hall, "agent", size)
    agent.goto(f"{hall}/my/")
    clean(agent, "agent-my")
    agent.click("text=我代办的")
    clean(agent, "acting")
    card = agent.locator("section.card", has_text="云上青稞")
    card.locator("a.btn").click()
    clean(agent, "acting-begin")
    assert agent.locator(".hits li").count() == 1
    agent.click(".hits a")
    clean(agent, "acting-apply")
    assert "您正在代 马尔康云上青稞食品有限公司 办理" in agent.inner_text(".acting")
    agent.click("button:has-text('开始')")
    agent.wait_for_url("**/form/")
    clean(agent, "acting-form")
    number = agent.url.split("/my/")[1].split("/")[0]
    agent.fill("#f-a_shop_name", "青稞面馆")
    agent.click("text=先保存，以后再填")
    agent.wait_for_url("**/my/acting/")

    firm.goto(f"{hall}/my/")
    assert "2 条新动态" in firm.inner_text("main")
    clean(firm, "my-unread")
    firm.click("text=我的代办")
    clean(firm, "agents-news")
    assert "代办员泽仁代申请人填写了申请表" in firm.inner_text("main")
    firm.locator("summary", has_text="撤销").first.click()
    clean(firm, "agents-revoke")
    firm.click("button:has-text('确认撤销')")
    firm.locator(".notice-success").wait_for()
    clean(firm, "agents-revoked")

    agent.goto(f"{hall}/my/{number}/")
    clean(agent, "acting-ended")
    assert "撤销" in agent.inner_text("main") and "第二十九条第二款" in agent.inner_text("main")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_desks_of_agents(
    newcomers: Iterator[str], browser: Browser, hall: str, size: dict[str, int]
) -> None:
    clerk = desk(browser, hall, "clerk", size)
    clerk.goto(f"{hall}/desk/agents/")
    clean(clerk, "desk-agents")
    clerk.fill("#f-id_number", next(newcomers))
    clerk.keyboard.press("Enter")
    clerk.select_option("#f-agent", index=1)
    clerk.set_input_files("#f-scan", SAMPLE)
    clerk.check("#f-seen")
    clerk.click("button:has-text('登记授权')")
    clerk.locator("table").wait_for()
    clean(clerk, "desk-agents-given")
    clerk.goto(f"{hall}/desk/intake/food-business/")
    clerk.locator("summary", has_text="代办人来交件").click()
    clerk.fill("#f-agent_number", "990101199003070015")
    clean(clerk, "desk-intake")
    security = desk(browser, hall, "security", size)
    security.goto(f"{hall}/desk/agents/village/")
    clean(security, "desk-village")
