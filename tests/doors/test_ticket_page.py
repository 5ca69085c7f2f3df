"""A ticket on the handler's page, as a browser shows it: clean, fitting, on a phone too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from people import officer
from yichuang.law.cases import commands as c
from yichuang.law.hotline_words import Passing, Satisfaction, Solved, TicketClass
from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.office.directory.demo import REGION
from yichuang.office.hotline import acts
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(scope="module")
def number(django_db_blocker: Any) -> str:
    """A ticket that came back for rework, before there is a browser."""
    with django_db_blocker.unblock():
        at = clock.now() - timedelta(hours=3)
        today = clock.today()
        given = c.RegisterTicket(
            about=TicketClass.COMPLAINT,
            title="团结街污水冒出来",
            words="井盖里往外冒污水，已经三天，打过两次电话。\n老人出门要绕路。",
            subject="0104",
            place="马尔康镇团结街",
            caller="王女士",
            phone="13800000001",
        )
        found = acts.register(given, REGION, by=officer("operator", today), at=at)
        way = c.Dispatch(lead="513201115", joint=("513201119",), passing=Passing.BY_PHONE)
        cases.act(found.number, way, by=officer("dispatcher", today), at=at)
        handler = officer("handler2", today)
        cases.act(found.number, c.SignFor(), by=handler, at=at)
        answer = c.AnswerTicket(
            words="已经疏通，正在查管道。",
            solved=Solved.PARTLY,
            plan="更换破管",
            plan_on=today,
            lacking="水务局正在查",
        )
        cases.act(found.number, answer, by=handler, at=at)
        said = c.CallBack(reached=True, satisfaction=Satisfaction.BAD, words="又冒出来了")
        cases.act(found.number, said, by=officer("operator", today), at=at)
        followers.settle()
        return found.number


@pytest.fixture(scope="module")
def browser(number: str) -> Iterator[Browser]:
    with chromium() as one:
        yield one


def clean(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    assert not grave_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_handler_reads_and_answers(
    browser: Browser, hall: str, number: str, size: dict[str, int]
) -> None:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()
    page.set_default_timeout(10_000)
    sign_in(page, hall, "handler2")
    page.goto(f"{hall}/desk/")
    clean(page, f"ticket-inbox-{size['width']}")
    page.goto(f"{hall}/desk/case/{number}/")
    for shown in ("老人出门要绕路", "已经疏通", "又冒出来了", "上次的答复"):
        assert page.locator(f"text={shown}").count() == 1
    assert not page.locator("aside a:has-text('退回工单')").count()
    clean(page, f"ticket-{size['width']}")
    page.goto(f"{hall}/desk/case/{number}/act/answer_ticket/")
    assert page.locator("input[type=date]").count() == 1
    clean(page, f"ticket-answer-{size['width']}")
