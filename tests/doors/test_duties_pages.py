"""The breakdown of duties through its pages: drafted, refused by its field, adopted by the head, handed over, read by all, printed, counted again."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import openpyxl
import pymupdf
import pytest
from django.db import connection
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from yichuang.doors.command import sample_openness
from yichuang.doors.portal.openness import RECOMPUTE
from yichuang.law import cases as law
from yichuang.law.openness import measures, month, scores
from yichuang.office import clock
from yichuang.office.openness import acts, reads
from yichuang.office.openness.models import DisclosureRow, DutyLine
from yichuang.site import followers

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("committed")]
LINE = {"title": "示范街区改造进展", "section": "项目科", "basis": "本局实施细则第八条", "days": "7"}


@pytest.fixture(scope="module")
def browser(hall: str) -> Iterator[Browser]:
    sample_openness.fill(clock.now())
    acts.forget()
    acts.close_month(clock.now())
    followers.settle()
    with chromium() as one:
        yield one


T = TypeVar("T")


def db(ask: Callable[[], T]) -> T:
    """Ask the database beside the browser's own loop."""

    def asked() -> T:
        try:
            return ask()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asked).result()


def desk(browser: Browser, hall: str, who: str, size: dict[str, int] = DESKTOP) -> Page:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()  # type: ignore[arg-type]
    page.set_default_timeout(30_000)
    sign_in(page, hall, who)
    return page


def fill(page: Page, **words: str) -> None:
    for name, value in words.items():
        page.fill(f"[name={name}]", value)


@pytest.fixture(scope="module")
def line(browser: Browser, hall: str) -> str:
    """The code of a line that went through both hands."""
    chief, head = desk(browser, hall, "chief"), desk(browser, hall, "head")
    chief.goto(f"{hall}/desk/openness/duties/")
    assert not grave_findings(chief)
    chief.click("text=新增一项")
    fill(chief, **LINE)
    chief.select_option("[name=category]", "result")
    chief.select_option("[name=occasion]", "project")
    chief.fill("[name=reason]", "新增项目")
    chief.click("form.card .btn-main")
    chief.locator(".refusal:has-text('没有落实到责任人')").wait_for()
    assert chief.locator("#e-officer").inner_text()
    assert chief.locator("[name=title]").input_value() == LINE["title"]
    assert not grave_findings(chief)
    chief.select_option("[name=officer]", index=1)
    chief.click("form.card .btn-main")
    chief.wait_for_url("**/desk/openness/duties/*-R*/")
    code = chief.url.rstrip("/").rpartition("/")[2]
    assert not chief.locator("text=采用以后").count()
    head.goto(f"{hall}/desk/openness/duties/")
    head.click(f"section:has-text('等着采用') >> text={LINE['title']}")
    assert not grave_findings(head)
    head.click("text=采用以后 >> xpath=.. >> button")
    head.wait_for_url(f"**/{code}/")
    assert "现在这样施行" in head.inner_text("main")
    return code


def test_what_was_adopted_is_handed_over_with_the_open_duty(browser: Browser, hall: str, line: str) -> None:
    chief, head = desk(browser, hall, "chief"), desk(browser, hall, "head", PHONE)
    chief.goto(f"{hall}/desk/openness/")
    chief.select_option("select[name=occasion]", "project")
    fill(chief, because="开工")
    chief.click("text=下达公开任务")
    chief.wait_for_url("**/desk/openness/")
    chief.goto(f"{hall}/desk/openness/duties/{line}/")
    chief.click("summary:has-text('移交责任人')")
    was = db(lambda: DisclosureRow.objects.get(rule=line))
    others = [
        one
        for one in chief.locator("#f-officer option").all()
        if one.get_attribute("value") not in ("", was.officer)
    ]
    wanted = str(others[0].get_attribute("value"))
    chief.select_option("#f-officer", wanted)
    chief.fill("#f-why", "调离")
    chief.click("text=提出移交")
    chief.locator("h2:has-text('移交责任人，等着采用')").wait_for()
    head.goto(f"{hall}/desk/openness/duties/{line}/")
    assert head.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    head.click("text=采用以后 >> xpath=.. >> button")
    head.locator("text=已采用第2版").wait_for()
    db(followers.settle)
    assert db(lambda: DisclosureRow.objects.get(rule=line)).officer == wanted
    assert not db(lambda: DutyLine.objects.filter(waiting=True).exists())


def test_a_rule_paper_opens_its_duty_and_a_goal_stands_beside_the_score(browser: Browser, hall: str) -> None:
    chief, head = desk(browser, hall, "chief"), desk(browser, hall, "head")
    chief.goto(f"{hall}/desk/openness/rules/")
    fill(chief, code="openness-rules-2026", title="政务公开实施细则", reference="示市监〔2026〕1号")
    today = f"{db(clock.now):%Y-%m-%d}"
    fill(chief, issued_on=today, since="2020-01-01")
    chief.click("text=登记 >> nth=-1")
    chief.locator(".refusal:has-text('施行不能早于印发')").wait_for()
    fill(chief, since=today)
    chief.locator("form.card .btn-main").click()
    chief.locator("text=已登记").wait_for()
    assert not grave_findings(chief)
    db(followers.settle)
    paper = DisclosureRow.objects.filter(rule="norm/openness-rules-2026", title="政务公开实施细则")
    assert db(paper.count) == 1
    head.goto(f"{hall}/desk/openness/goals/")
    assert not grave_findings(head)
    fill(head, points="80", reason="目标责任书")
    head.locator("form.card .btn-main").click()
    head.locator(".refusal:has-text('90到100')").wait_for()
    fill(head, points="96", reason="目标责任书")
    head.locator("form.card .btn-main").click()
    head.locator("text=已确定责任目标").wait_for()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_everybody_reads_who_answers_for_what(
    browser: Browser, hall: str, line: str, size: dict[str, int]
) -> None:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()  # type: ignore[arg-type]
    first = law.day(db(clock.now)).replace(day=1) - timedelta(days=1)
    officer = db(lambda: DisclosureRow.objects.filter(state="published").values_list("officer", flat=True)[0])
    for path in (
        "duties/", f"duties/?body={line.rpartition('-')[0]}", "duties/?person=没有这个人", "rules/", "rules/openness-2019/", "scores/",
        f"scores/{officer}/", f"months/{first:%Y-%m}/", "scores/followed/", "scores/?year=2025",
    ):  # fmt: skip
        assert page.goto(f"{hall}/openness/{path}").ok, path  # type: ignore[union-attr]
        assert not grave_findings(page), path
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    for path in (
        "rules/none/",
        "scores/nobody/",
        "months/2026-13/",
        "months/2099-01/",
        f"months/{first:%Y-%m}/list.doc",
    ):
        assert page.request.get(f"{hall}/openness/{path}").status == 404


def test_the_list_of_a_month_is_the_same_as_page_workbook_and_paper_and_from_the_feed_alone(
    browser: Browser, hall: str, tmp_path: Path
) -> None:
    ask = browser.new_context().request
    last = law.day(db(clock.now)).replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    feed = tmp_path / "feed.json"
    feed.write_bytes(ask.get(f"{hall}/openness/sheets.json?year={first.year}").body())
    script = tmp_path / "recompute.py"
    script.write_bytes(ask.get(f"{hall}/openness/scores/recompute.py").body())
    assert script.read_bytes() == RECOMPUTE.read_bytes()

    def again(*more: str) -> list[str]:
        return subprocess.run(
            [sys.executable, script, feed, *more], capture_output=True, text=True, check=True
        ).stdout.splitlines()

    def row(one: object, *before: str) -> str:
        names = ("body", "officer", "due", "in_time", "late", "missed", "hundredths")
        return ",".join([*before, *(f"{getattr(one, name)}" for name in names)])

    given = db(lambda: reads.sheets("513201000000", first.replace(month=1), first.replace(month=12, day=31)))
    today = json.loads(feed.read_text(encoding="utf-8"))["as_of"]
    assert again() == [row(one) for one in scores(given, acts.date.fromisoformat(today))]
    told = month(given, first)
    wanted = [row(one, "month") for one in told.rows] + [row(one, "year") for one in told.year]
    assert told.rows
    found = measures(given, first)
    assert again(f"{first:%Y-%m}") == wanted + [row(one, what.value) for one, what in found]
    page = ask.get(f"{hall}/openness/months/{first:%Y-%m}/").text()
    book = openpyxl.load_workbook(
        io.BytesIO(ask.get(f"{hall}/openness/months/{first:%Y-%m}/list.xlsx").body())
    )
    lines = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert sorted((x[2], x[3], x[7]) for x in lines) == sorted(
        (x.officer, x.due, x.hundredths / 100) for x in told.rows
    )
    text = "".join(
        x.get_text()
        for x in pymupdf.open(stream=ask.get(f"{hall}/openness/months/{first:%Y-%m}/list.pdf").body())
    )
    for one in told.rows:
        assert one.officer_name in page and one.officer_name in text


def test_the_breakdown_goes_out_as_a_workbook_and_comes_back_whole_or_not_at_all(
    browser: Browser, hall: str, tmp_path: Path
) -> None:
    chief = desk(browser, hall, "chief")
    file = tmp_path / "duties.xlsx"
    file.write_bytes(chief.request.get(f"{hall}/desk/openness/duties/duties.xlsx").body())
    book = openpyxl.load_workbook(file)
    page = book["任务分解"]
    heads = [cell.value for cell in page[1]]
    kept = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    page.delete_rows(2, page.max_row)
    new = dict(zip(heads, kept[0], strict=True)) | {
        "编号": "",
        "公开什么": "公共停车收费",
        "责任人工号": "",
        "期限（工作日）": "21",
    }
    page.append([new[head] for head in heads])
    book.save(file)

    def upload() -> None:
        chief.goto(f"{hall}/desk/openness/duties/import/")
        chief.set_input_files("#f-file", file)
        chief.click("text=检查 >> nth=-1")

    upload()
    chief.locator("text=有 1 处要改，一项也没有导入").wait_for()
    assert not grave_findings(chief)
    number = page.cell(2, heads.index("责任人工号") + 1)
    number.value = kept[0][heads.index("责任人工号")]
    page.cell(2, heads.index("期限（工作日）") + 1).value = "15"
    book.save(file)
    upload()
    chief.locator("text=检查通过：1 项会提出").wait_for()
    chief.locator("form .btn-main").first.click()
    chief.locator("text=1 项已提出").wait_for()
    assert db(lambda: DutyLine.objects.filter(waiting=True, item__contains="公共停车收费").count()) == 1
    assert (
        browser.new_context()
        .request.get(f"{hall}/openness/duties/?form=xlsx")
        .headers["content-type"]
        .endswith("sheet")
    )
