"""The process lab at the desk and on the command line: real cases of the trail, both flows, what is refused, how it looks."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser

from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in
from people import at, officer, submitted
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.words import Outcome
from yichuang.office import clock
from yichuang.office.cases import acts, lab
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue.models import Draft, Edition, Matter
from yichuang.office.trail import reads as trail

CODE = "food-business"
PAGE = f"/desk/matters/{CODE}/lab/"
SPAN = {"since": "2026-03-01", "until": "2026-03-31"}


def signed_in(username: str) -> Client:
    client = Client()
    user = get_user_model().objects.get(username=username)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def lived(accepted: str, review: str, site: str, decided: str) -> str:
    """A case through the two examinations to its licence."""
    number = submitted(f"{accepted}T09:00")
    acts.act(number, c.Accept(), by=officer("clerk"), at=at(f"{accepted}T10:00"))
    reviewer = officer("reviewer")
    acts.act(number, c.CompleteStep(step="review", opinion="符合"), by=reviewer, at=at(f"{review}T10:00"))
    seen = c.CompleteStep(step="site", opinion="符合", officers=("甲", "乙"))
    acts.act(number, seen, by=reviewer, at=at(f"{site}T11:00"))
    acts.act(number, c.Grant(content="准予"), by=officer("chief"), at=at(f"{decided}T15:00"))
    return number


def three() -> None:
    """4, 6 and 12 working days from acceptance to decision."""
    lived("2026-03-02", "2026-03-03", "2026-03-05", "2026-03-06")
    lived("2026-03-03", "2026-03-05", "2026-03-10", "2026-03-11")
    lived("2026-03-05", "2026-03-11", "2026-03-19", "2026-03-23")


def crowd(count: int, matter: str = CODE) -> None:
    """Invented but lawful lives of one matter alone."""
    from yichuang.doors.command.lives import Hall, life
    from yichuang.office.cases import bulk

    hall = Hall(Random(7), clock.now())
    hall.editions = [one for one in hall.editions if one.matter == matter]
    bulk.put([life(hall, 500_000 + n, count) for n in range(count)], hall.calendar)


@pytest.mark.django_db
def test_what_is_read_of_the_trail_is_what_folding_says() -> None:
    crowd(150)
    since, until = date(2025, 1, 1), clock.today()
    read = list(lab.past(CODE, since, until, "decide"))
    rows = CaseRow.objects.filter(matter=CODE, outcome__in=[Outcome.GRANTED.value, Outcome.REFUSED.value])
    numbers = rows.exclude(accepted_on=None).order_by("number").values_list("number", flat=True)
    folded = [law.fold(trail.entries(number)) for number in numbers]
    assert len(read) == len(folded) == lab.count(CODE, since, until) > 60
    assert any(one.pauses for one in read)
    for told, case in zip(read, folded, strict=True):
        assert told.accepted == case.accepted_on and told.answers == case.situation
        assert told.steps["decide"].done == case.decided_on
        assert {s.step: s.on for s in case.steps} == {
            k: s.done for k, s in told.steps.items() if k != "decide"
        }
        assert case.review is not None
        assert told.pauses == tuple((p.start, p.end or case.decided_on) for p in case.review.pauses)


def values(**changes: str | list[str]) -> dict[str, Any]:
    """What the form sends: the steps in force, and what was changed."""
    plain: dict[str, Any] = {"go": "1", **SPAN, "days-review": "2", "days-site": "4", "days-decide": "2"}
    return plain | {"after-site": ["review"], "after-decide": ["site"]} | changes


@pytest.mark.django_db
def test_both_flows_side_by_side_on_the_page_and_in_excel() -> None:
    three()
    head = signed_in("head")
    assert "lab/" in head.get(f"/desk/matters/{CODE}/").content.decode()
    first = head.get(PAGE, SPAN).content.decode()
    assert "期间内受理、已经决定的有 3 件" in first and "现场核查" in first and "改后" not in first
    same = head.get(PAGE, values()).context["report"]
    assert same.new == same.old and same.old.durations == ((4, 1), (6, 1), (12, 1))
    beside = values(**{"days-site": "2", "after-site": [], "after-decide": ["review", "site"]})
    page = head.get(PAGE, beside)
    report = page.context["report"]
    assert report.new.durations == ((3, 2), (6, 1))
    assert (report.old.over_promised, report.new.over_promised) == (1, 0)
    text = page.content.decode()
    assert "<svg" in text and "承诺 10 个工作日" in text and "“现场核查”的期限由4个工作日缩短为2个" in text
    got = head.get(PAGE.replace("lab/", "lab.xlsx"), beside)
    book = openpyxl.load_workbook(io.BytesIO(got.content))
    assert book.sheetnames == ["对比", "时长分布", "在手", "说明"]
    assert [cell.value for cell in book["时长分布"][2]] == [3, 0, 2]
    dropped = head.get(PAGE, values(**{"drop-site": "1"})).context["report"]
    assert dropped.new.durations == ((2, 1), (3, 1), (6, 1))


@pytest.mark.django_db
def test_a_draft_is_what_is_tried() -> None:
    three()
    content = Edition.objects.get(matter=CODE).content
    more = {"key": "legal", "name": "法制审核", "role": "reviewer", "days": 3, "site_check": False}
    steps = [*content["steps"][:3], more, content["steps"][3]]
    matter = Matter.objects.get(pk=CODE)
    draft = Draft(
        matter=matter, content=content | {"steps": steps}, version=1, saved_by="甲", saved_at=clock.now()
    )
    draft.save()
    head = signed_in("head")
    text = head.get(PAGE, SPAN).content.decode()
    assert "草稿里的环节" in text and "法制审核" in text
    tried = values(**{"days-legal": "3", "after-legal": ["site"], "after-decide": ["legal"]})
    assert head.get(PAGE, tried).context["report"].new.durations == ((7, 1), (9, 1), (15, 1))
    draft.content = {"steps": [{"key": "x"}]}
    draft.save()
    assert "下面是现行的环节" in head.get(PAGE, SPAN).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "said", "field"),
    [
        ({"days-site": "很快"}, "“现场核查”的期限填写不对", "days-site"),
        ({"days-site": "-1"}, "“现场核查”的期限填写不对", "days-site"),
        ({"days-site": "99999"}, "“现场核查”的期限填写不对", "days-site"),
        ({"since": "三月"}, "日期“三月”填写不对", "since"),
        ({"since": "2026-04-01"}, "终止日早于起始日", "until"),
        ({"after-review": ["site"]}, "环节互相等待", "days-"),
        ({"after-review": ["nowhere"]}, "现场核查", ""),
        ({"after-decide": []}, "“现场核查”之后没有环节", "days-site"),
    ],
)
def test_what_cannot_be_is_named(changes: dict[str, Any], said: str, field: str) -> None:
    page = signed_in("head").get(PAGE, values(**changes))
    text = page.content.decode()
    assert said in text
    if field:
        assert page.status_code == 422 and f'href="#f-{field}' in text and f'id="f-{field}' in text
    else:
        assert page.status_code == 200
    assert (
        signed_in("head")
        .get(PAGE.replace("lab/", "lab.xlsx"), values(**changes))["Content-Type"]
        .startswith("text/html")
    )


@pytest.mark.django_db
def test_nothing_to_replay_says_so_and_others_stay_out() -> None:
    text = signed_in("head").get(PAGE, values(since="2019-01-01", until="2019-02-01")).content.decode()
    assert "这段时间没有办过的件" in text and "<svg" not in text
    assert signed_in("head").get(PAGE).status_code == 200
    assert signed_in("clerk").get(PAGE).status_code == 403
    assert signed_in("head").get("/desk/matters/no-such/lab/").status_code == 404


@pytest.mark.django_db
def test_on_the_command_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from yichuang.doors.command import lab as command
    from yichuang.doors.command import main

    monkeypatch.setattr(command.bring, "database", lambda: None)
    three()
    span = ["lab", CODE, "--from", "2026-03-01", "--to", "2026-03-31"]
    assert (
        main([*span, "--days", "site=2", "--after", "site=", "--after", "decide=review,site", "--json"]) == 0
    )
    out = capsys.readouterr()
    assert json.loads(out.out)["new"]["durations"] == [[3, 2], [6, 1]]
    assert "重放 3 件" in out.err and "每秒" in out.err
    assert main([*span, "--drop", "site"]) == 0
    assert "去掉的“现场核查”不用时间。" in capsys.readouterr().out
    for wrong, said in (
        (["--days", "site"], "--days"),
        (["--days", "nowhere=2"], "没有“nowhere”这个环节"),
        (["--after", "review=site"], "互相等待"),
    ):
        assert main([*span, *wrong]) == 2
        assert said in capsys.readouterr().err
    assert main(["lab", CODE, "--from", "三月", "--to", "2026-03-31"]) == 2


@pytest.fixture(scope="module")
def crowded(hall: str, django_db_blocker: Any) -> str:
    """A hall with many cases of another body's matter."""
    with django_db_blocker.unblock():
        crowd(150, "cinema")
    return hall


@pytest.fixture(scope="module")
def browser(crowded: str) -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_is_clean_and_fits(
    browser: Browser, crowded: str, size: Any, request: pytest.FixtureRequest, tmp_path: Any
) -> None:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()
    page.set_default_timeout(20_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    sign_in(page, crowded, "director")
    page.goto(f"{crowded}/desk/matters/cinema/lab/")
    page.fill("#f-since", (clock.today() - timedelta(days=400)).isoformat())
    page.fill("#f-days-site", "2")
    page.uncheck("input[name=after-site][value=review]")
    page.check("input[name=after-decide][value=review]")
    page.click("button:has-text('重放')")
    page.wait_for_selector("svg.bars")
    assert page.locator(".bars rect.will").count() > 3
    assert page.locator(".better").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert not grave_findings(page)
    assert not said, said
    page.screenshot(path=tmp_path / f"lab-{request.node.callspec.id}.png", full_page=True)
