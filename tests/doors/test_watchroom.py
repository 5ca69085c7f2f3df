"""The watchroom: every figure is the full count, leads to its cases, and moves by itself within a second."""

from __future__ import annotations

import io
import threading
import time
from collections import Counter
from collections.abc import Iterator
from random import Random

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page

from browser import PHONE, chromium, grave_findings, sign_in
from people import officer, submitted
from yichuang.doors.command import bench_office, timer
from yichuang.doors.watchroom import drawing
from yichuang.doors.watchroom.drawing import Box, treemap
from yichuang.law import cases as law
from yichuang.law.mandates import Permission
from yichuang.law.words import Light, State
from yichuang.office import clock
from yichuang.office.cases import reads
from yichuang.office.cases.models import CaseRow
from yichuang.office.supervision import acts as supervision
from yichuang.office.supervision import board
from yichuang.office.supervision.models import Beat, Watch
from yichuang.site import followers

HD = {"width": 1920, "height": 1080}


@pytest.fixture(scope="module")
def busy(hall: str) -> str:
    """A hall in which something has happened today."""
    bench_office.warm(clock.now())
    numbers = bench_office.submitted(4, Random(3), 61, clock.now())
    submitted(f"{clock.now():%Y-%m-%dT08:00}")
    for number in numbers[:2]:
        bench_office.at_once(number)
    followers.settle()
    supervision.rebuild(clock.now())
    Beat.objects.all().delete()
    return hall


@pytest.fixture(scope="module")
def browser(busy: str) -> Iterator[Browser]:
    with chromium() as one:
        yield one


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(
        get_user_model().objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


@pytest.mark.usefixtures("committed")
def test_every_figure_is_the_full_count_and_leads_to_its_cases(busy: str) -> None:
    by, now = officer("supervisor", clock.today()), clock.now()
    shown = board.board(by, now)
    counted: Counter[Light] = Counter()
    queues: Counter[State] = Counter()
    for row in CaseRow.objects.exclude(kind="card"):
        state = State(row.state)
        if (
            state in law.OPEN_STATES
            and state is not State.DRAFT
            and by.may(Permission.SUPERVISION_READ, region=row.region, body=row.body)
        ):
            counted[law.light(state, row.paused, row.yellow_at, row.red_at, now)] += 1
            queues[state] += 1
    assert shown.open and shown.lights == counted and +shown.queues == +queues
    desk = signed_in("supervisor")
    for light in (Light.RED, Light.YELLOW, Light.GREEN, Light.PAUSED):
        total, lines = reads.watched(by, now, region="", body="", state=None, light=light, limit=500)
        assert total == counted[light] == len(lines) and all(line.light is light for line in lines)
    for state, count in queues.items():
        text = desk.get(f"/desk/watch/cases/?state={state.value}").content.decode()
        assert f"<h1>{count} 件</h1>" in text
    assert sum(n for (day, what), n in shown.flow.items() if day == clock.today() and what == "decided") >= 2


@pytest.mark.usefixtures("committed")
def test_whose_eyes(busy: str) -> None:
    assert signed_in("clerk").get("/desk/watch/").status_code == 403
    assert signed_in("clerk").get("/desk/watch/stream").status_code == 403
    assert signed_in("person").get("/desk/watch/screen/").status_code == 403
    text = signed_in("supervisor").get("/desk/watch/screen/").content.decode()
    assert "泽仁卓玛" not in text and "云上青稞" not in text  # no applicant is on the screen


@pytest.mark.usefixtures("committed")
def test_a_card_is_issued_by_hand_listed_exported_and_answered(busy: str) -> None:
    number = submitted(f"{clock.now():%Y-%m-%dT08:10}")
    followers.settle()
    desk = signed_in("supervisor")
    wrong = desk.post(
        f"/desk/watch/issue/{number}/", {"rule_name": "推诿", "level": "yellow", "basis": "第六十条"}
    )
    assert wrong.status_code == 422 and "依据的事实" in wrong.content.decode()
    given = {
        "rule_name": "窗口推诿",
        "level": "yellow",
        "basis": "《行政许可法》第六十条",
        "evidence": "两次没有答复",
    }
    assert desk.post(f"/desk/watch/issue/{number}/", given).status_code == 302
    row = CaseRow.objects.get(parent=number, kind="card", name="窗口推诿")
    assert "窗口推诿" in desk.get("/desk/watch/cards/?state=open&level=yellow").content.decode()
    assert "窗口推诿" not in desk.get("/desk/watch/cards/?level=red").content.decode()
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/desk/watch/cards/?form=xlsx").content))
    assert any("窗口推诿" in map(str, line) for line in book.active.iter_rows(values_only=True))
    chief = signed_in("chief")
    assert "窗口推诿" in chief.get("/desk/cards/").content.decode()
    assert "窗口推诿" not in signed_in("clerk").get("/desk/cards/").content.decode()
    said = chief.post(f"/desk/case/{row.number}/act/explain_card/", {"words": "窗口调岗，已经补派人员"})
    assert said.status_code == 302
    assert CaseRow.objects.get(pk=row.number).state == State.EXPLAINED.value
    assert signed_in("clerk").post(f"/desk/watch/issue/{number}/", given).status_code == 403


@pytest.mark.usefixtures("committed")
def test_the_dashboard_asks_little(busy: str) -> None:
    by, now = officer("supervisor", clock.today()), clock.now()
    with connection.execute_wrapper(counted := Statements()):
        board.board(by, now)
    assert counted.n <= 8
    assert not any("count(*)" in sql.lower() and "cases_case" in sql for sql in counted.asked)


class Statements:
    def __init__(self) -> None:
        self.asked: list[str] = []

    @property
    def n(self) -> int:
        return len(self.asked)

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.asked.append(sql)
        return execute(sql, params, many, context)


def open_page(browser: Browser, hall: str, address: str, size: dict[str, int]) -> Page:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()
    page.set_default_timeout(15_000)
    sign_in(page, hall, "supervisor")
    page.goto(hall + address)
    return page


@pytest.mark.browser
def test_a_card_is_on_the_screen_within_a_second_of_its_fact(busy: str, browser: Browser) -> None:
    page = open_page(browser, busy, "/desk/watch/screen/", HD)
    page.wait_for_selector("[data-live]:visible")
    before = page.locator("[data-card]").first.get_attribute("data-card")
    told: list[float] = []

    def live() -> None:
        """Facts, and a timer of their own: another thread than the browser's."""
        try:
            (number,) = bench_office.submitted(1, Random(8), 62, clock.now())
            until = time.monotonic() + 20
            bench_office.at_once(number)
            told.append(time.monotonic())
            while (
                time.monotonic() < until and not Watch.objects.filter(case=number, state="granted").exists()
            ):
                timer.turn()
        finally:
            connection.close()

    thread = threading.Thread(target=live)
    thread.start()
    page.wait_for_selector(f'[data-card]:first-child:not([data-card="{before}"])', timeout=15_000)
    seen = time.monotonic()
    thread.join()
    print(f"事实到屏幕 {seen - told[0]:.2f} 秒")
    assert seen - told[0] < 3  # a second on a quiet machine; this one is shared
    assert page.locator("[data-card]").first.inner_text().startswith(("▲", "■", "○"))


@pytest.mark.browser
def test_the_screen_fits_and_is_sound(busy: str, browser: Browser) -> None:
    page = open_page(browser, busy, "/desk/watch/screen/", HD)
    page.wait_for_selector("[data-live]:visible")
    assert not grave_findings(page)
    assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    sizes = page.eval_on_selector_all(
        ".big b, .flow dd", "all => all.map(x => parseFloat(getComputedStyle(x).fontSize))"
    )
    assert sizes and min(sizes) >= 48
    for address in ("/desk/watch/", "/desk/watch/cards/", "/desk/watch/cases/", "/desk/lights/"):
        phone = open_page(browser, busy, address, PHONE)
        assert not grave_findings(phone), address
        assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def test_areas_are_what_they_say() -> None:
    dice = Random(2)
    for count in range(1, 40):
        sizes = sorted((dice.randint(1, 90) for _ in range(count)), reverse=True)
        boxes = treemap(sizes, Box(0, 0, 900, 470))
        for size, box in zip(sizes, boxes, strict=True):
            assert abs(box.w * box.h - size * 900 * 470 / sum(sizes)) < 1e-6
            assert box.x >= -1e-9 and box.x + box.w <= 900 + 1e-6 and box.y + box.h <= 470 + 1e-6
    assert treemap([], Box(0, 0, 9, 9)) == []
    assert "0 0 900" in drawing.area_map([])
