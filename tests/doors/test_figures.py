"""The year in figures: what the page says is what single facts come to; beside it the same days of the year before."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.core.cache import cache
from django.test import Client

from browser import DESKTOP, PHONE, chromium, grave_findings
from yichuang.doors.command import sample
from yichuang.law import cases as law
from yichuang.law.mandates import prefix
from yichuang.law.words import State
from yichuang.office import clock
from yichuang.office.cases.models import CaseRow
from yichuang.office.hotline import public as hotline
from yichuang.office.trail import reads as trail

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(scope="module")
def visitor(django_db_setup: None, django_db_blocker: Any) -> Client:
    """Somebody without an account, before a hall with some dozens of lives."""
    with django_db_blocker.unblock():
        sample.fill(60, seed=47, issue=False)
        cache.clear()
    return Client()


def ended(year: int) -> int:
    """Licensing cases of this hall's territory with an outcome of this year, folded one by one from their facts."""
    centre = hotline.centre()
    assert centre is not None
    found = CaseRow.objects.filter(kind="permit", region__startswith=prefix(centre.region))
    cases = [law.fold(trail.entries(number)) for number in found.values_list("number", flat=True)]
    return sum(
        one.decided_on is not None and one.decided_on.year == year and one.received_on is not None
        for one in cases
        if one.state is not State.DRAFT
    )


def test_the_figures_are_what_single_facts_come_to(visitor: Client) -> None:
    today = clock.today()
    for year in (today.year, today.year - 1):
        said = visitor.get(f"/figures/{year}.json").json()
        figures = {(one["chapter"], one["label"]): one for one in said["figures"]}
        assert figures["办事", "办结的办件"]["value"] == ended(year), year
        assert said["to"] == str(min(today, today.replace(year=year, month=12, day=31)))
        for one in said["figures"]:
            assert one["formula"]
            assert "率" not in one["label"] or one["value"] is None or 0 <= one["value"] <= 1


def test_a_running_year_stands_beside_as_many_days_of_the_one_before(visitor: Client) -> None:
    said = visitor.get(f"/figures/{clock.today().year}.json").json()
    assert said["to"][5:] == said["before_to"][5:] or said["to"].endswith("02-29")
    assert int(said["before_from"][:4]) == int(said["from"][:4]) - 1


def test_the_workbook_says_what_the_open_data_says(visitor: Client) -> None:
    year = clock.today().year
    book = openpyxl.load_workbook(io.BytesIO(visitor.get(f"/figures/{year}.xlsx").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))[1:]
    told = visitor.get(f"/figures/{year}.json").json()["figures"]
    assert [(row[0], row[1]) for row in rows] == [(one["chapter"], one["label"]) for one in told]
    assert [row[2] or 0 for row in rows] == pytest.approx([one["value"] or 0 for one in told])


@pytest.mark.parametrize("asked", ["", "1999", "99999", "abc", "２０２６"])
def test_a_year_that_is_none_is_this_one(visitor: Client, asked: str) -> None:
    answer = visitor.get("/figures/", {"year": asked})
    assert answer.status_code == 200
    assert f"{clock.today().year}年的数字" in answer.content.decode()
    assert visitor.get(f"/figures/{clock.today().year}.pdf").status_code == 404


@pytest.mark.browser
def test_it_is_clean_at_both_widths(visitor: Client, hall: str) -> None:
    with chromium() as browser:
        for size in (DESKTOP, PHONE):
            page = browser.new_context(viewport=size, locale="zh-CN").new_page()  # type: ignore[arg-type]
            page.goto(f"{hall}/")
            assert not grave_findings(page)
            page.click("text=今年的数字")
            page.wait_for_url("**/figures/")
            assert not grave_findings(page)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
