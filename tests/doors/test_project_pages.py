"""A joint project in a real browser: applied for on one form, followed on one map, planned at the desk; and through the API."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from yichuang.doors.command import sample_projects
from yichuang.doors.command.stories.filling import SAMPLES
from yichuang.doors.command.stories.stage import Stage
from yichuang.law.matters import Edition
from yichuang.office import clock
from yichuang.office.catalogue import reads as catalogue
from yichuang.site import followers

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(project: str, edition: Edition) -> Iterator[Browser]:
    """Opened after what the database is asked for: a browser's thread may not ask it."""
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def edition(hall: str) -> Edition:
    found = catalogue.current(sample_projects.PROJECT, clock.today())
    assert found is not None
    return found


def at(browser: Browser, hall: str, role: str, size: dict[str, int] = DESKTOP) -> Page:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()
    page.set_default_timeout(15_000)
    sign_in(page, hall, role)
    return page


def clean(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert not grave_findings(page), page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


@pytest.fixture(scope="module")
def project(hall: str) -> str:
    """The small project of the demonstration's firm, three weeks old."""
    today = clock.today()
    steps = sample_projects.whole(today - timedelta(days=21), today, sample_projects.BARE)
    stage = Stage({"事项": sample_projects.PROJECT, "经过": steps, "证明": [], "故事": ""}, client="company")
    stage.play()
    followers.settle()
    return stage.cases["甲"]


def test_the_applicant_sees_the_whole_on_one_page(browser: Browser, hall: str, project: str) -> None:
    for size in (DESKTOP, PHONE):
        page = at(browser, hall, "company", size)
        page.goto(f"{hall}/my/{project}/")
        page.click("text=看整个项目")
        clean(page)
        assert page.locator(".map > li").count() == 5
        assert page.locator(".member-done").count() >= 1
        assert "预计办完的一天" in page.inner_text("main")
        assert page.locator("svg[role=img] desc").count() >= 1


def test_the_desk_asks_what_if_and_nothing_changes(browser: Browser, hall: str, project: str) -> None:
    page = at(browser, hall, "director")
    page.goto(f"{hall}/desk/case/{project}/")
    page.click("text=项目计划")
    clean(page)
    before = page.inner_text(".project-sum div:first-child strong")
    page.select_option("#change", "days")
    page.select_option("#step", "permit")
    page.fill("#days", "40")
    page.click("text=看结果")
    clean(page)
    assert page.inner_text(".project-sum .todo strong") != before
    assert page.inner_text(".project-sum div:first-child strong") == before
    page.fill("#days", "很多")
    page.click("text=看结果")
    assert "天数应为" in page.inner_text("[role=alert]")
    page.goto(f"{hall}/desk/case/{project}/project/?change=drop&step=nothing")
    assert "没有这个环节" in page.inner_text("[role=alert]")


def test_one_form_for_all_matters_asks_only_what_the_answers_need(
    browser: Browser, hall: str, edition: Edition
) -> None:
    page = at(browser, hall, "company")
    page.goto(f"{hall}/apply/{sample_projects.PROJECT}/")
    page.click("text=开始")
    number = page.url.split("/my/")[1].split("/")[0]
    clean(page)
    for _ in range(3):
        if "/form/" not in page.url:
            break
        answer(page, edition)
        page.click("text=保存并继续")
        page.wait_for_load_state("networkidle")
    assert "/materials/" in page.url
    clean(page)
    names = page.inner_text("main")
    assert "申请表" in names and "工程竣工验收报告" not in names
    sample = "src/yichuang/office/files/data/sample-material.pdf"
    while (todo := page.locator(".material:not(.material-have) input[type=file]")).count():
        have = page.locator(".material-have").count()
        todo.first.set_input_files(sample)
        page.locator(".material-have").nth(have).wait_for()
    page.goto(f"{hall}/my/{number}/check/")
    clean(page)
    page.click("button.btn-main")
    page.wait_for_url(f"**/my/{number}/")
    assert "待受理" in page.inner_text("main")


def answer(page: Page, edition: Edition) -> None:
    """Answer every question with “no” where there is one, and every field with what fits its type."""
    for group in page.locator("fieldset.options").all():
        choices = group.locator("input")
        if not group.locator("input:checked").count():
            choices.nth(choices.count() - 1).check()
    types = {x.key: x for x in edition.fields}
    for box in page.locator("[name^=a_]").all():
        field = types[(box.get_attribute("name") or "")[2:]]
        if field.type == "choice":
            box.select_option(field.options[0])
        else:
            box.fill(SAMPLES[field.type])


def test_the_api_says_what_the_page_says(browser: Browser, hall: str, project: str) -> None:
    page = at(browser, hall, "company")
    found = page.request.get(f"{hall}/api/cases/{project}/project")
    assert found.status == 200
    plain = found.json()
    assert plain["critical"] and {step["step"] for step in plain["steps"]} >= {
        "site",
        "landuse",
        "plan",
        "close",
    }
    assert sum(step["critical"] for step in plain["steps"]) >= len(plain["critical"])
    stranger = at(browser, hall, "person").request.get(f"{hall}/api/cases/{project}/project")
    assert stranger.status == 404


def test_all_results_come_in_one_package(browser: Browser, hall: str, project: str) -> None:
    page = at(browser, hall, "company")
    found = page.request.get(f"{hall}/my/{project}/package.zip")
    assert found.status == 200
    names = zipfile.ZipFile(io.BytesIO(found.body())).namelist()
    assert any("受理通知书" in name for name in names) and any("准予行政许可决定书" in name for name in names)
    assert len({name.split("/")[0] for name in names}) >= 3
