"""The flow of a matter at the desk: rows beside the drawing; what leads nowhere is not kept and told beside its row."""

from __future__ import annotations

import os
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize, expect

from browser import PHONE, chromium, grave_findings, sign_in
from yichuang.doors.workbench import flow_rows
from yichuang.law import flow
from yichuang.office.catalogue import bpmn, flat, gate, soundness
from yichuang.office.catalogue.models import Draft, Edition

CODE = "food-business"
URL = f"/desk/matters/{CODE}/flow/"
WIDE = {"width": 1280, "height": 800}


def signed_in(username: str) -> Client:
    client = Client()
    user = get_user_model().objects.get(username=username)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def content() -> dict[str, Any]:
    return dict(Edition.objects.get(matter=CODE).content)


def form(rows: list[dict[str, Any]], **more: str) -> dict[str, Any]:
    """What a browser sends of these rows."""
    post = QueryDict(mutable=True)
    for name, value in flat.write(gate.schema()["properties"]["steps"], rows, "steps"):
        post.appendlist(name, value)
    sent = {"version": "", "edition": "1", "todo": "save", **more}
    return {key: post.getlist(key) for key in post} | sent


def rows() -> list[dict[str, Any]]:
    return flow_rows.shown(content()["steps"])


def text_of(answer: Any) -> str:
    return unescape(answer.content.decode())


@pytest.mark.django_db
def test_the_flow_of_every_matter_reads_back_what_it_shows() -> None:
    for edition in Edition.objects.exclude(facets__contains=["kind:standard"]):
        steps = edition.content["steps"]
        post = QueryDict(mutable=True)
        for name, value in form(flow_rows.shown(steps)).items():
            post.setlist(name, value if isinstance(value, list) else [value])
        typed = flow_rows.typed(post)
        assert flow_rows.kept(typed, steps) == steps, edition.matter_id
        assert not soundness.grave(soundness.findings(edition.content)), edition.matter_id


@pytest.mark.django_db
def test_a_flow_is_saved_into_the_draft_and_nothing_else_changes() -> None:
    head, found = signed_in("head"), rows()
    page = text_of(head.get(URL))
    assert "最长的一路 8 个工作日，承诺" in page and "<svg" in page
    assert f'href="{URL}"' in text_of(head.get(f"/desk/matters/{CODE}/")) and "已公布的流程" in text_of(
        head.get(f"/desk/matters/{CODE}/")
    )
    site = next(one for one in found if one["site_check"])
    site["after"], site["name"] = [found[0]["key"]], "联合现场核查"
    found[-1]["after"] = [one["key"] for one in found[1:-1]]
    found[1] |= {"sign": "some", "signers": ["reviewer", "chief", "head"], "least": 2}
    assert head.post(URL, form(found)).status_code == 302
    draft = Draft.objects.get().content
    kept = flow.read(draft["steps"])
    assert kept[2].after == (found[0]["key"],) and kept[1].sign == flow.Sign(
        rule=flow.Rule.SOME, posts=("reviewer", "chief", "head"), least=2
    )
    hidden = ("steps", "edition", "effective")
    assert {k: v for k, v in draft.items() if k not in hidden} == {
        k: v for k, v in content().items() if k not in hidden
    }
    again = text_of(head.get(URL))
    assert "联合现场核查" in again and 'name="version" value="1"' in again


def circle(found: list[dict[str, Any]]) -> None:
    found[1]["after"] = [found[2]["key"]]


def itself(found: list[dict[str, Any]]) -> None:
    found[2]["after"] = [found[2]["key"]]


def nowhere(found: list[dict[str, Any]]) -> None:
    found[-1]["after"] = [found[1]["key"]]


def from_nowhere(found: list[dict[str, Any]]) -> None:
    found[2]["after"] = []
    found[-1]["after"] = [found[1]["key"], found[2]["key"]]


def nobody(found: list[dict[str, Any]]) -> None:
    found[2]["after"] = ["missing"]


def unasked(found: list[dict[str, Any]]) -> None:
    found[2]["when"] = ["colour=red"]


def unanswered(found: list[dict[str, Any]]) -> None:
    found[2]["when"] = ["scope=enormous"]


def unsigned(found: list[dict[str, Any]]) -> None:
    found[2]["sign"] = "all"


def too_many(found: list[dict[str, Any]]) -> None:
    found[2] |= {"sign": "some", "signers": ["chief", "head"], "least": 3}


def no_matter(found: list[dict[str, Any]]) -> None:
    found[2]["role"] = "matter"


def no_days(found: list[dict[str, Any]]) -> None:
    found[2]["days"] = "几天"


def no_name(found: list[dict[str, Any]]) -> None:
    found[2]["name"] = ""


def twice(found: list[dict[str, Any]]) -> None:
    found[2]["key"] = found[1]["key"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spoil", "row", "said"),
    [
        (circle, 1, "环节互相等待"),
        (itself, 2, "排在自己之后"),
        (nowhere, 2, "之后没有环节，走不到决定"),
        (from_nowhere, 2, "受理之后走不到"),
        (nobody, 2, "排在不存在的环节“missing”之后"),
        (unasked, 2, "条件用了不存在的问题“colour”"),
        (unanswered, 2, "条件用了问题“scope”没有的回答"),
        (unsigned, 2, "会签没有人"),
        (too_many, 2, "会签要3人同意，只有2人会签"),
        (no_matter, 2, "没有写明是哪个事项"),
        (no_days, 2, "时限"),
        (no_name, 2, "缺少要素"),
        (twice, 2, "几个环节的键都是"),
    ],
)
def test_what_leads_nowhere_is_refused_beside_its_row(spoil: Any, row: int, said: str) -> None:
    head, found = signed_in("head"), rows()
    spoil(found)
    answer = head.post(URL, form(found))
    page = text_of(answer)
    assert answer.status_code == 422 and "走不通，没有保存" in page and not Draft.objects.exists()
    beside = page.split(f'<tr id="e-steps-{row}"')[1].split("</tr>")[0]
    assert said in beside and 'class="flow-bad"' in beside.split(">")[0] + ">"
    drawn = text_of(head.post(f"{URL}draw/", form(found)))
    assert said in drawn and f'data-where="steps/{row}' in drawn and not Draft.objects.exists()


@pytest.mark.django_db
def test_a_flow_that_does_not_end_with_the_decision_is_refused() -> None:
    found = rows()
    found[2], found[-1] = found[-1], found[2]
    answer = signed_in("head").post(URL, form(found))
    assert answer.status_code == 422 and "应当从窗口受理开始，到决定结束" in text_of(answer)


@pytest.mark.django_db
def test_a_way_longer_than_the_promise_is_told_but_may_stay_a_draft() -> None:
    head, found = signed_in("head"), rows()
    found[1]["days"] = 30
    drawn = text_of(head.post(f"{URL}draw/", form(found)))
    assert "超过了承诺" in drawn and "缩短环节时限" in drawn and "<svg" in drawn
    assert head.post(URL, form(found)).status_code == 302
    assert "超过承诺时限" in text_of(head.get(f"/desk/matters/{CODE}/"))


@pytest.mark.django_db
def test_of_two_who_change_the_flow_the_second_keeps_what_he_typed() -> None:
    head, director, found = signed_in("head"), signed_in("director"), rows()
    found[1]["name"] = "甲的审查"
    assert head.post(URL, form(found)).status_code == 302
    found[1]["name"] = "乙的审查"
    late = director.post(URL, form(found))
    page = text_of(late)
    assert late.status_code == 422 and "保存过这份草稿" in page and "乙的审查" in page
    assert Draft.objects.get().content["steps"][1]["name"] == "甲的审查"
    assert director.post(URL, form(found, version="1")).status_code == 302
    stale = head.post(URL, form(found, version="2", edition="0"))
    assert stale.status_code == 422 and "这期间公布了新的一版" in text_of(stale)


@pytest.mark.django_db
def test_who_does_not_keep_the_matter_only_reads_what_is_published() -> None:
    head, found = signed_in("head"), rows()
    found[1]["name"] = "还没公布的名字"
    head.post(URL, form(found))
    reviewer = signed_in("reviewer")
    page = text_of(reviewer.get(URL))
    assert (
        "<svg" in page
        and "只能看" in page
        and "<form method=" not in page.split("<main")[1].split("</main>")[0]
    )
    assert "还没公布的名字" not in page
    assert reviewer.post(URL, form(found)).status_code == 404
    assert reviewer.post(f"{URL}draw/", form(found)).status_code == 403
    assert Client().get(URL).status_code == 302 and signed_in("person").get(URL).status_code == 403
    assert head.get("/desk/matters/nothing/flow/").status_code == 404
    assert head.get(f"{URL}draw/").status_code == 302


@pytest.mark.django_db
def test_rows_are_added_moved_and_taken_out_without_breaking_the_way() -> None:
    found = rows()
    keys = [one["key"] for one in found]
    more, at = flow_rows.changed(rows(), "after/1")
    assert at == 2 and more[2]["after"] == [keys[1]] and more[3]["after"] == [more[2]["key"]]
    beside, at = flow_rows.changed(rows(), "beside/1")
    assert at == 2 and beside[2]["after"] == [keys[0]] and beside[3]["after"] == [keys[1], beside[2]["key"]]
    left, _ = flow_rows.changed(rows(), "drop/1")
    assert left[1]["after"] == [keys[0]] and len(left) == len(found) - 1
    for changed in (more, beside, left):
        assert not soundness.findings(content() | {"steps": flow_rows.kept(changed, ())})
    moved, at = flow_rows.changed(rows(), "up/2")
    assert at == 1 and [one["key"] for one in moved[1:3]] == [keys[2], keys[1]]
    assert flow.order(flow.read(moved)) == flow.order(flow.read(found))
    assert flow_rows.changed(rows(), "up/0")[0] == found == flow_rows.changed(rows(), "drop/99")[0]
    first, _ = flow_rows.changed([], "first")
    assert not soundness.findings(content() | {"steps": flow_rows.kept(first, ())})


@pytest.mark.django_db
def test_the_published_flow_comes_back_and_nothing_is_saved() -> None:
    head, found = signed_in("head"), rows()
    found[1]["name"] = "改坏的"
    answer = head.post(URL, form(found, todo="published"))
    page = text_of(answer)
    assert "改坏的" not in page and rows()[1]["name"] in page and "还没有保存" in page
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_a_drawing_of_another_tool_fills_the_table() -> None:
    head = signed_in("head")
    found = rows()
    found[1]["name"] = "从流程图来的"
    data = bpmn.write(content() | {"steps": found}).replace(
        "<bpmn:process ", '<bpmn:dataStore id="d" name="台账" /><bpmn:process '
    )
    sent = {"todo": "read", "version": "", "edition": "1"}
    page = text_of(head.post(URL, sent | {"file": SimpleUploadedFile("a.bpmn", data.encode())}))
    assert "从流程图来的" in page and "没有读懂" in page and "台账" in page and not Draft.objects.exists()
    for upload, said in ((b"hello", "XML"), (b"", "请选择文件")):
        more = {"file": SimpleUploadedFile("a.bpmn", upload)} if upload else {}
        bad = head.post(URL, sent | more)
        assert bad.status_code == 422 and said in text_of(bad) and "现在可以" in text_of(bad)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


def desk(browser: Browser, hall: str, size: dict[str, int]) -> Page:
    context = browser.new_context(locale="zh-CN", viewport=ViewportSize(**size))  # type: ignore[typeddict-item]
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda said: pytest.fail(said.text) if "Content Security" in said.text else None)
    sign_in(page, hall, "head")
    return page


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")
        page.screenshot(path=Path(folder) / f"{name}-full.png", full_page=True)


@pytest.mark.browser
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desktop", "phone"])
def test_the_drawing_follows_what_is_typed(
    committed: None, browser: Browser, hall: str, size: dict[str, int]
) -> None:
    page = desk(browser, hall, size)
    page.goto(hall + URL)
    assert not grave_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    picture, told = page.locator("[data-part=picture]"), page.locator("[data-part=told]")
    shot(page, f"flow-{size['width']}")
    page.get_by_label("第2个环节的名称").fill("书面审查")
    expect(picture).to_contain_text("书面审查", timeout=2_000)
    assert page.locator("[data-name-of]").filter(has_text="书面审查").count()
    page.get_by_label("“材料审查”的工作日").fill("40")
    expect(told).to_contain_text("超过了承诺", timeout=2_000)
    page.get_by_label("“材料审查”的工作日").fill("x")
    expect(page.locator("#e-steps-1 [data-wrong]")).to_contain_text("工作日", timeout=2_000)
    assert picture.locator("svg").count() == 1
    page.get_by_label("“材料审查”的工作日").fill("2")
    expect(page.locator("#e-steps-1 [data-wrong]")).to_be_empty(timeout=2_000)
    page.get_by_label("和“材料审查”并行加一个环节").click()
    expect(page.get_by_label("第3个环节的名称")).to_be_focused()
    page.keyboard.type("并行的专家意见")
    expect(picture).to_contain_text("并行的专家")
    choice = page.locator("#e-steps-3 [data-choice]").first
    choice.locator("summary").focus()
    page.keyboard.press("Enter")
    choice.get_by_role("checkbox", name="并行的专家意见").uncheck()
    expect(page.locator("[data-part=found]")).to_contain_text("之后没有环节，走不到决定")
    assert "并行的专家意见" not in choice.locator("summary").inner_text()
    shot(page, f"flow-wrong-{size['width']}")
    assert not grave_findings(page)
    page.get_by_role("button", name="保存草稿").last.click()
    expect(page.locator(".refusal[role=alert]")).to_contain_text("走不通，没有保存")
    shot(page, f"flow-refused-{size['width']}")
    page.get_by_role("button", name="还原为已公布的流程").click()
    expect(page.locator("[data-part=said]")).to_contain_text("还没有保存")
    expect(picture).not_to_contain_text("并行的专家")
    page.on("dialog", lambda one: one.accept())
    page.goto(f"{hall}/desk/matters/{CODE}/")
    shot(page, f"flow-matter-{size['width']}")
    assert not grave_findings(page)
    page.context.close()


@pytest.mark.browser
def test_the_flow_of_a_project_of_many_bodies_can_be_written(
    committed: None, browser: Browser, hall: str
) -> None:
    context = browser.new_context(locale="zh-CN", viewport=ViewportSize(**WIDE))  # type: ignore[typeddict-item]
    page = context.new_page()
    page.set_default_timeout(30_000)
    sign_in(page, hall, "director")
    page.goto(f"{hall}/desk/matters/joint-industrial-project/flow/")
    assert not grave_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDE["width"]
    assert page.locator("[data-part=picture] svg").count() == 1
    shot(page, "flow-joint")
    page.get_by_label("“节能审查”的工作日").fill("11")
    expect(page.locator("[data-part=picture]")).to_contain_text("11 个工作日", timeout=3_000)
    context.close()
