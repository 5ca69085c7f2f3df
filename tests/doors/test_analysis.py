"""Pages of analysis and of the past: every figure leads to its cases, the workbook says the same, wrong questions are told why."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from browser import PHONE, chromium, grave_findings, sign_in
from yichuang.doors.command import sample
from yichuang.doors.command.then import EVERYWHERE
from yichuang.doors.watchroom.analysis import PRESETS
from yichuang.law.analysis import Phase
from yichuang.office import clock
from yichuang.office.analysis import then
from yichuang.office.analysis.models import SpellRow
from yichuang.office.analysis.question import DIMENSIONS

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(scope="module")
def desk(django_db_setup: None, django_db_blocker: Any) -> Client:
    """A supervisor's desk over some dozens of lives."""
    with django_db_blocker.unblock():
        sample.fill(60, seed=31, issue=False)
        client = Client()
        user = get_user_model().objects.get(username="supervisor")
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session.save()
    return client


def text(answer: Any) -> str:
    return answer.content.decode()


def test_every_usual_question_has_an_answer_a_picture_and_a_formula(desk: Client) -> None:
    for label, query in PRESETS:
        answer = desk.get(f"/desk/analysis/?{query}")
        assert answer.status_code == 200, label
        said = text(answer)
        assert ("<svg" in said and 'class="formula"' in said) or "没有结束的这一段" in said, label


@pytest.mark.parametrize("one", [x.code for x in DIMENSIONS])
def test_every_dimension_leads_to_its_spells(desk: Client, one: str) -> None:
    phase = "point" if one == "note" else "step"
    said = text(desk.get(f"/desk/analysis/?phase={phase}&measure=count&by={one}"))
    links = re.findall(r'<td class="num"><a href="(/desk/analysis/cases/[^"]+)">(\d+)</a>', said)
    assert links
    url, count = links[0]
    found = text(desk.get(url.replace("&amp;", "&")))
    assert found.count("/desk/then/case/") == min(int(count), 200)


def test_the_workbook_says_what_the_page_says_and_how(desk: Client) -> None:
    answer = desk.get("/desk/analysis/?phase=whole&measure=count&by=matter&also=outcome&form=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][:3] == ("事项", "结果", "件次")
    assert sum(row[2] for row in rows[1:]) == SpellRow.objects.filter(phase=Phase.WHOLE, ended__isnull=False, ended__gte=clock.today().replace(year=clock.today().year - 1)).count()  # fmt: skip
    assert any("÷" in str(row[0]) for row in book.worksheets[1].iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("phase=moon", "没有这样的阶段"),
        ("phase=step&measure=refused", "按办件算"),
        ("since=gestern", "不是日期"),
        ("since=2026-05-01&until=2026-04-01", "晚于结束"),
        ("of_month=x", "不是日期"),
        ("by=nothing", "没有这样的指标或者维度"),
    ],
)
def test_wrong_questions_are_told_why(desk: Client, query: str, why: str) -> None:
    answer = desk.get(f"/desk/analysis/?{query}")
    assert answer.status_code == 422 and why in text(answer)


def test_a_moment_leads_from_the_hall_to_a_case(desk: Client) -> None:
    at = "2026-09-15T10:00"
    answer = desk.get(f"/desk/then/?at={at}")
    said = text(answer)
    assert answer.status_code == 200
    hall = then.hall(then.moment(at, clock.now()), EVERYWHERE)
    assert f"<b>{sum(hall.groups.values())}</b>" in said
    listed = text(desk.get(f"/desk/then/cases/?at={at}"))
    numbers = re.findall(r"/desk/then/case/(\w+)/", listed)
    assert numbers
    page = text(desk.get(f"/desk/then/case/{numbers[0]}/?at={at}"))
    assert "data-walk" in page and "那时" in page
    for step in re.findall(r'href="([^"]+)" data-step', page):
        assert desk.get(step.replace("&amp;", "&")).status_code == 200
    assert desk.get(f"/desk/then/?number={numbers[0]}&at={at}").status_code == 302
    assert "还没有到" in text(desk.get("/desk/then/?at=2099-01-01T00:00"))
    assert desk.get("/desk/then/case/nothing/").status_code == 404


def test_people_and_their_helpers_can_use_the_pages(desk: Client, hall: str) -> None:
    number = SpellRow.objects.filter(phase=Phase.WHOLE, ended__isnull=False).values_list("number", flat=True)[0]  # fmt: skip
    with chromium() as browser:
        page = browser.new_page()
        sign_in(page, hall, "supervisor")
        for path in ("/desk/analysis/", "/desk/then/?at=2026-09-15T10:00", f"/desk/then/case/{number}/"):
            page.goto(f"{hall}{path}")
            assert not grave_findings(page), path
        page.locator("[data-walk]").evaluate("(x) => { x.value = 1; x.dispatchEvent(new Event('change')) }")
        page.wait_for_url("**at=*")
        page.set_viewport_size(PHONE)
        for path in ("/desk/analysis/", "/desk/then/", f"/desk/then/case/{number}/"):
            page.goto(f"{hall}{path}")
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 1, path
