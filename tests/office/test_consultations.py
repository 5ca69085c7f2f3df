"""Consultations at the office: a thousand comments stay quick, the same ones are one group, rows say what the facts say, files are shown to all."""

from __future__ import annotations

import io
import time
from datetime import datetime, timedelta

import pypdfium2
import pytest
from django.test import Client as Browser

from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.mandates import Post, Standing
from yichuang.law.open_words import Answer, Way
from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads as case_reads
from yichuang.office.consultations import acts, reads
from yichuang.office.consultations.models import CommentRow, ConsultationRow, GroupRow
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import PostHeld
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
NOW = datetime(2026, 3, 2, 9, tzinfo=CHINA)
CLOSED = datetime(2026, 4, 2, 0, 0, 1, tzinfo=CHINA)
DRAFT = {
    "title": "新区规划草案", "about": "plan", "why": "要建公园", "text": "主干路红线宽40米。<b>粗</b>", "days": 30,
    "deliver": "政务服务中心二楼",
}  # fmt: skip


def holding(post: Post, body: str = "") -> Standing:
    held = PostHeld.objects.filter(post=post.value, until=None, **({"officer__body": body} if body else {}))
    first = held.order_by("officer__number").select_related("officer").first()
    assert first is not None
    return directory.officer_standing(first.officer.number, NOW.date())


def people() -> tuple[str, Standing, Standing]:
    """A body, who drafts there, who may publish."""
    heads = PostHeld.objects.filter(post=Post.HEAD.value, until=None).values("officer__body")
    held = PostHeld.objects.filter(post=Post.CHIEF.value, until=None, officer__body__in=heads)
    body = str(held.order_by("officer__number").values_list("officer__body", flat=True)[0])
    return body, holding(Post.CHIEF, body), holding(Post.HEAD, body)


def opened(at: datetime = NOW, **more: object) -> str:
    body, writer, head = people()
    done = acts.draft(DRAFT | more, body, directory.region_of(body), by=writer, at=at)
    number = done.case.number
    followers.settle()
    cases.act(number, c.OpenConsultation(), by=head, at=at)
    followers.settle()
    return number


def test_a_thousand_times_the_same_is_one_group_and_stays_quick() -> None:
    number, _writer = opened(), people()[1]
    begun = time.perf_counter()
    for n in range(1000):
        text = "人行道太窄，请加宽！" if n % 2 else "人行道太窄 请加宽"
        at = NOW + timedelta(minutes=1, seconds=n)
        assert acts.comment(number, {"words": text}, at=at, key=f"comment:{n}") == n + 1
    assert (time.perf_counter() - begun) / 1000 < 0.05
    followers.settle(120)
    assert list(GroupRow.objects.filter(consultation=number).values_list("number", "size")) == [(1, 1000)]
    assert ConsultationRow.objects.get(pk=number).comments == 1000
    of = case_reads.folded(number).consultation
    assert of is not None
    assert (of.comments, len(of.voices)) == (1000, 1)
    begun = time.perf_counter()
    groups, many = reads.groups(number)
    assert time.perf_counter() - begun < 0.5
    assert (many, len(groups[0].voices), groups[0].voices[0].count) == (1, 1, 1000)
    assert acts.comment(number, {"words": "换一句"}, at=NOW + timedelta(hours=2), key="comment:7") == 8
    assert Browser().get(f"/consultations/{number}/").status_code == 200


def test_hundreds_of_different_ones_stay_quick_too_and_go_into_one_answer() -> None:
    number, (_body, writer, _head) = opened(title="另一份草案"), people()
    lines = [f"第{n}号路灯太暗" for n in range(400)]
    for part in range(0, 400, 200):
        text = "\n".join(lines[part : part + 200])
        at = NOW + timedelta(minutes=part + 1)
        acts.register(number, Way.PAPER, NOW.date(), text, by=writer, at=at, key=f"register:{part}")
    followers.settle(120)
    assert GroupRow.objects.filter(consultation=number).count() == 400
    begun = time.perf_counter()
    at = NOW + timedelta(days=1)
    cases.act(number, c.MergeGroups(group=2, into=1, gist="路灯太暗"), by=writer, at=at)
    assert time.perf_counter() - begun < 0.5
    followers.settle(120)
    assert (GroupRow.objects.get(consultation=number, number=1).size, reads.group_of(number, 2)) == (2, 1)
    cases.act(number, c.SplitGroup(comment=2), by=writer, at=at)
    followers.settle(120)
    assert reads.group_of(number, 2) == 2
    found, many = reads.groups(number, start=reads.PAGE)
    assert (len(found), many) == (reads.PAGE, 400)


def test_what_comes_in_is_shown_as_text_and_the_whole_report_is_out_in_three_forms() -> None:
    number, (_body, writer, head) = opened(title="第三份草案"), people()
    at = NOW + timedelta(hours=1)
    acts.comment(
        number, {"words": "<script>alert(1)</script>太窄", "name": "王五", "contact": "13900139000"}, at=at
    )
    acts.register(number, Way.SQUARE, NOW.date(), "加宽\n\n 种树 \n", by=writer, at=at, key="register:a")
    with pytest.raises(law.Refused, match="没有写意见"):
        acts.register(number, Way.SQUARE, NOW.date(), " \n ", by=writer, at=at, key="register:b")
    with pytest.raises(law.Refused, match="最多登记200条"):
        acts.register(number, Way.SQUARE, NOW.date(), "一\n" * 201, by=writer, at=at, key="register:c")
    followers.settle()
    browser = Browser()
    page = browser.get(f"/consultations/{number}/").content.decode()
    assert "&lt;b&gt;粗" in page
    for held in ("alert(1)", "王五", "13900139000", "加宽"):
        assert held not in page
    for name in ("report.pdf", "report.xlsx"):
        assert browser.get(f"/consultations/{number}/{name}").status_code == 404
    cases.tick(CLOSED)
    followers.settle()
    at = CLOSED + timedelta(hours=9)
    assert "第 2 条意见已经收到，正在研究" in browser.get(f"/consultations/{number}/?nth=2").content.decode()
    shown, _many = reads.groups(number)
    assert {x.voices[0].words for x in shown} == {"<script>alert(1)</script>太窄", "加宽", "种树"}
    given = {
        "group": 1,
        "gist": "加宽<i>人行道</i>",
        "answer": Answer.ADOPTED,
        "quote": "<script>alert(1)</script>太窄",
    }
    cases.act(number, c.AnswerGroup(**given), by=writer, at=at)
    cases.act(number, c.MergeGroups(group=2, into=1, gist="加宽<i>人行道</i>"), by=writer, at=at)
    cases.act(number, c.AnswerGroup(**given), by=writer, at=at)
    more = {"group": 3, "gist": "种树", "answer": Answer.REJECTED, "reason": "地下有管线"}
    cases.act(number, c.AnswerGroup(**more), by=writer, at=at)
    cases.act(number, c.PublishReport(summary="人行道加宽。"), by=head, at=at)
    followers.settle()
    page = browser.get(f"/consultations/{number}/?nth=2").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "#group-1" in page
    assert "地下有管线" in page
    pdf = browser.get(f"/consultations/{number}/report.pdf").content
    text = "".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(io.BytesIO(pdf)))
    assert "地下有管线" in text
    assert "<script>" in text
    assert browser.get(f"/consultations/{number}/report.xlsx").content[:2] == b"PK"
    assert CommentRow.objects.filter(consultation=number).count() == 3


def test_what_is_not_before_the_public_is_not_shown_nor_its_files() -> None:
    body, writer, head = people()
    number = acts.draft(DRAFT, body, directory.region_of(body), by=writer, at=NOW).case.number
    followers.settle()
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000154a24f5c0000000049454e44ae426082"
    )
    acts.attach(number, io.BytesIO(png), "map.png", "用地图", by=writer, at=NOW)
    with pytest.raises(law.Refused):
        acts.attach(number, io.BytesIO(b"<svg onload=alert(1)>"), "map.png", "假图", by=writer, at=NOW)
    with pytest.raises(law.Refused, match="13800138000"):
        acts.attach(number, io.BytesIO(png + b" "), "x.png", "电话13800138000", by=writer, at=NOW)
    followers.settle()
    (one,) = ConsultationRow.objects.get(pk=number).exhibits
    file, browser = f"/consultations/{number}/files/{one['file']}/", Browser()
    assert (browser.get(file).status_code, browser.get(f"/consultations/{number}/").status_code) == (404, 404)
    cases.act(number, c.OpenConsultation(), by=head, at=NOW)
    followers.settle()
    answer = browser.get(file)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert browser.get(f"/consultations/{number}/files/{'0' * 64}/").status_code == 404
    assert "用地图" in browser.get(f"/consultations/{number}/").content.decode()
    assert browser.get("/consultations/").status_code == 200


def test_the_form_takes_a_comment_once_and_leaves_a_number() -> None:
    number, browser = opened(clock.now(), title="第四份草案"), Browser()
    key = "6f1c1f0e-9f62-4b0f-8f5c-0d9d4f2b1a11"
    for _again in "ab":
        answer = browser.post(f"/consultations/{number}/", {"words": "请种树", "key": key})
        assert (answer.status_code, answer["Location"]) == (302, f"/consultations/{number}/receipt/")
    assert "第 <strong data-nth>1</strong> 条" in browser.get(answer["Location"]).content.decode()
    assert CommentRow.objects.filter(consultation=number).count() == 1
    assert Browser().get(answer["Location"])["Location"] == f"/consultations/{number}/"
