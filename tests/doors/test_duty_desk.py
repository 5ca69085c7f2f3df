"""Windows on duty at the desk: days open with the hall, one button to be there and to leave, the record and its Excel; phones too."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from people import at
from yichuang.law.clocks import CHINA
from yichuang.law.words import Level
from yichuang.office import clock
from yichuang.office.cases import attendance, reads
from yichuang.office.cases.models import CaseRow
from yichuang.office.supervision import acts as supervision
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=CHINA)


@pytest.fixture(scope="module")
def days(django_db_blocker: Any) -> None:
    """Two days that have begun, before there is a browser."""
    with django_db_blocker.unblock():
        for day in ("2026-03-05", "2026-03-06"):
            attendance.forget()
            attendance.open_day(at(f"{day}T09:00"))


@pytest.fixture(scope="module")
def browser(days: None) -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(autouse=True)
def anew() -> None:
    attendance.forget()


def signed_in(username: str) -> Client:
    client = Client()
    user = get_user_model().objects.get(username=username)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def clean(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    assert not grave_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def number_of(day: datetime) -> str:
    return CaseRow.objects.filter(kind="duty", opened_at__date=day.date()).get().number


def test_days_open_with_the_hall_once_and_never_on_rest_days() -> None:
    assert attendance.open_day(MONDAY - timedelta(minutes=1)) == 0
    assert attendance.open_day(MONDAY) == 1
    assert attendance.open_day(MONDAY) == 0
    attendance.forget()
    attendance.open_day(MONDAY + timedelta(minutes=5))  # another process: the same duty
    assert CaseRow.objects.filter(kind="duty").count() == 1
    attendance.forget()
    assert attendance.open_day(datetime(2026, 3, 1, 10, tzinfo=CHINA)) == 0


def test_an_empty_window_is_found_in_its_minute() -> None:
    attendance.open_day(at("2026-03-03T09:00"))
    followers.settle()
    supervision.tick(at("2026-03-03T09:14"))
    number = number_of(at("2026-03-03T12:00"))
    assert not reads.of_project(number)
    supervision.tick(at("2026-03-03T09:30"))
    levels = {card.level for child, _, _ in reads.of_project(number) if (card := reads.folded(child).card)}
    assert levels == {Level.TIP, Level.YELLOW}


def test_a_clerk_comes_and_goes_and_the_record_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    attendance.open_day(at("2026-03-04T09:00"))
    number = number_of(at("2026-03-04T12:00"))
    clerk = signed_in("clerk")

    def post(moment: str, **given: str) -> None:
        monkeypatch.setattr(clock, "now", lambda: at(moment))
        assert clerk.post(f"/desk/duty/{number}/", given).status_code == 302

    post("2026-03-04T09:10", man="1")
    post("2026-03-04T11:00", leave="1", reason="")
    text = clerk.get("/desk/duty/").content.decode()
    assert "请填写“离岗的原因”" in text and "在岗：" in text
    post("2026-03-04T11:00", leave="1", reason="开会")
    text = clerk.get("/desk/duty/").content.decode()
    assert "离岗" in text and "110</strong>/120" in text
    book = openpyxl.load_workbook(io.BytesIO(clerk.get("/desk/duty/attendance.xlsx").content))
    row = next(line for line in book.worksheets[0].iter_rows(values_only=True) if line[2] == "2026-03-04")
    assert row[3:6] == (120, 110, 10)
    assert Client().get("/desk/duty/").status_code == 302


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_is_clean_and_fits(browser: Browser, hall: str, size: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    day = "2026-03-05" if size is DESKTOP else "2026-03-06"
    clerk = browser.new_context(viewport=size, locale="zh-CN").new_page()
    clerk.set_default_timeout(30_000)
    sign_in(clerk, hall, "clerk")
    monkeypatch.setattr(clock, "now", lambda: at(f"{day}T09:20"))
    clerk.goto(f"{hall}/desk/duty/")
    clean(clerk, f"duty-empty-{size['width']}")
    clerk.click("button:has-text('到岗')")
    clerk.locator("text=已到岗").wait_for()
    clean(clerk, f"duty-manned-{size['width']}")
    clerk.fill("input[name=reason]", "领取材料")
    clerk.click("button:has-text('离岗')")
    clerk.locator("text=已离岗").wait_for()
