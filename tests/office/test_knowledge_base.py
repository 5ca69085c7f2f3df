"""The knowledge base on real PostgreSQL: what is found, what is never told, lists against lights, one chain, the workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people import at, officer
from yichuang.doors.command.audit import audit_answer
from yichuang.law import knowledge as law
from yichuang.law.cases import Refused
from yichuang.law.clocks import CHINA
from yichuang.law.knowledge import Status
from yichuang.law.words import Light
from yichuang.office.knowledge import acts, duties, reads, sample, sheets
from yichuang.office.knowledge.models import Answer, Draft, Edition

pytestmark = pytest.mark.django_db
NOW = at("2026-06-01T10:00")
DAY = NOW.date()
BODY = "513201129"
WORDS: dict[str, Any] = {
    "body": BODY,
    "question": "夜市摆摊要办执照吗？",
    "wordings": ["地摊经济", "晚上卖烧烤"],
    "answer": "在划定的区域摆摊，先向摊区管理处报名，再办个体工商户登记。",
    "source": "《马尔康市夜市管理须知（示例）》",
    "matters": ["sole-trader-registration"],
    "effective": "2026-06-01",
    "review_by": "2026-11-28",
    "contact": "0837-2990129",
}


def published(on: datetime = NOW, **changes: Any) -> str:
    draft = acts.save_draft(WORDS | changes, by=officer("reviewer"), at=on)
    acts.approve(draft.answer_id, draft.version, by=officer("chief"), at=on)
    return draft.answer_id


def codes(text: str, on: date = DAY) -> list[str]:
    return [one.code for one in reads.search(text, on=on)]


def holds(code: str) -> bool:
    return not list(audit_answer(Answer.objects.get(pk=code)))


def test_from_draft_to_told_on_one_chain() -> None:
    code = published()
    assert code == f"{BODY}-001" and holds(code) and not Draft.objects.exists()
    (edition,) = Edition.objects.filter(answer=code)
    assert (edition.author, edition.approved_by) == ("杨志华", "苏朗扎西")
    told = reads.told(code, DAY)
    assert (
        told
        and told.light is Light.GREEN
        and told.matters == [("sole-trader-registration", "个体工商户登记")]
    )
    assert [x.code for x in reads.of_matter("sole-trader-registration", DAY)] == [code]
    assert [type(x.fact).__name__ for x in reads.history(code)] == ["AnswerDrafted", "AnswerPublished"]


@pytest.mark.parametrize(
    "text", ["夜市摆摊", "地摊", "晚上卖烧烤行不行", "yeshi", "ysbt", "夜市 执照", "叶市摆摊"]
)
def test_it_is_found_by_whatever_people_say(text: str) -> None:
    assert published() in codes(text)


def test_another_wording_changes_what_is_found_and_the_old_edition_stands() -> None:
    code = published()
    later = NOW + timedelta(days=3)
    assert published(later, code=code, wordings=["路边摊"], effective="2026-06-04") == code
    assert code in codes("路边摊", later.date()) and not codes("晚上卖烧烤", later.date())
    assert reads.editions_of(code)[0][1][0][0] == "别的问法" and holds(code)
    with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
        Edition.objects.filter(answer=code, number=1).update(content={})


def test_a_second_editor_is_told_and_an_approver_approves_what_he_saw() -> None:
    draft = acts.save_draft(WORDS, by=officer("reviewer"), at=NOW)
    code = draft.answer_id
    acts.save_draft(
        WORDS | {"code": code, "answer": "先办个体工商户登记，再去报名。"},
        by=officer("reviewer"),
        at=NOW,
        seen=draft.version,
    )
    with pytest.raises(acts.Stale, match="杨志华在6月1日"):
        acts.save_draft(WORDS | {"code": code}, by=officer("head"), at=NOW, seen=draft.version)
    with pytest.raises(acts.Stale, match="看过之后又改了"):
        acts.approve(code, draft.version, by=officer("chief"), at=NOW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"body": "513201999"}, "body"),
        ({"code": "有 空格"}, "code"),
        ({"answer": "请咨询有关部门，谢谢您的来电。"}, "answer"),
        ({"matters": ["nothing-like-it"]}, "matters"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        published(**changes)
    assert refused.value.field == field and refused.value.remedy


def test_a_code_belongs_to_one_body_and_others_keep_out() -> None:
    code = published()
    with pytest.raises(Refused, match="别的机关"):
        acts.save_draft(WORDS | {"code": code, "body": "513201115"}, by=officer("director"), at=NOW)
    with pytest.raises(Refused, match="没有维护这条答复的权限"):
        acts.withdraw(code, "错", by=officer("clerk"), at=NOW)
    acts.report(code, "摊区的名称不对", by=officer("clerk"), at=NOW)
    assert reads.told(code, DAY).doubtful and reads.counts(officer("chief"), DAY)["wrong"] == 1  # type: ignore[union-attr]
    acts.settle(code, 3, "核对过公告，名称没有变", by=officer("chief"), at=NOW)
    assert reads.counts(officer("chief"), DAY)["wrong"] == 0 and holds(code)


def test_a_withdrawn_answer_is_gone_at_once_and_its_words_stay() -> None:
    code = published()
    acts.withdraw(code, "夜市停办", by=officer("chief"), at=NOW)
    assert not codes("夜市") and reads.told(code, DAY) is None and not reads.listing(DAY)
    assert Edition.objects.filter(answer=code).count() == 1 and holds(code)


STEP = st.tuples(
    st.sampled_from(["publish", "keep", "withdraw", "report"]),
    st.integers(0, 90),
    st.integers(1, 365),
    st.none() | st.integers(0, 120),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(STEP, max_size=4), min_size=1, max_size=3), st.integers(0, 600))
def test_search_and_lists_agree_with_the_law_on_any_day(lives: list[list[Any]], after: int) -> None:
    with transaction.atomic():
        try:
            _agree(lives, after)
        finally:
            transaction.set_rollback(True)


def _agree(lives: list[list[Any]], after: int) -> None:
    """Live these lives; what search, listing, counts and lists say on a day is what the folded facts say."""
    last = NOW
    for n, steps in enumerate(lives):
        now = NOW
        code = published(now, code=f"night-{n}")
        for what, later, days, lasts in steps:
            now += timedelta(days=later)
            today = now.astimezone(CHINA).date()
            review = today + timedelta(days)
            try:
                if what == "publish":
                    ends = (today + timedelta(lasts)).isoformat() if lasts is not None else ""
                    published(
                        now,
                        code=code,
                        effective=today.isoformat(),
                        review_by=review.isoformat(),
                        expires=ends,
                    )
                elif what == "keep":
                    acts.keep(code, review, by=officer("chief"), at=now)
                elif what == "withdraw":
                    acts.withdraw(code, "不再适用", by=officer("chief"), at=now)
                else:
                    acts.report(code, "不对", by=officer("clerk"), at=now)
            except Refused:
                continue
        last = max(last, now)
    day = max(last.date(), DAY + timedelta(after))
    items = {row.pk: reads.item(row) for row in Answer.objects.all()}
    telling = {code for code, item in items.items() if law.status(item, day) is Status.CURRENT}
    assert set(codes("夜市摆摊", day)) == telling == {one.code for one in reads.listing(day)}
    lights = [law.light(item, day, duties.of("513201000000")) for item in items.values()]
    counts = reads.counts(officer("chief"), day)
    assert (counts["yellow"], counts["red"]) == (lights.count(Light.YELLOW), lights.count(Light.RED))
    assert counts["wrong"] == sum(
        bool(x.disputes) and law.status(x, day) is Status.CURRENT for x in items.values()
    )
    red = {line.row.pk for line in reads.lines(officer("chief"), day, which="red")}
    assert red == {
        code for code, item in items.items() if law.light(item, day, duties.of("5132")) is Light.RED
    }
    assert all(holds(code) for code in items)


def test_the_lists_of_each_body_are_counted_in_few_statements(django_assert_max_num_queries: Any) -> None:
    for n in range(3):
        published(code=f"night-{n}")
    with django_assert_max_num_queries(2):
        (load,) = reads.loads(date(2026, 11, 20))
    assert (load.body, load.all, load.yellow, load.red) == ("市场监管局", 3, 3, 0)


def test_the_workbook_comes_back_as_it_went() -> None:
    code = published()
    words = reads.newest_words(officer("chief"))
    assert [one["code"] for one in words] == [code]
    found = sheets.read(sheets.workbook(words))
    assert not found.errors
    assert acts.plain(found.contents[0]) == words[0]
    assert acts.save_drafts(found.contents, by=officer("reviewer"), at=NOW) == 1


def filled(**changes: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook([acts.plain(WORDS)])))
    page = book[sheets.MAIN]
    heads = {cell.value: cell.column for cell in page[1]}
    for header, value in changes.items():
        page.cell(2, heads[header], value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("header", "value", "says"),
    [
        ("负责机关", "没有这个局", "机关"),
        ("复审日期", "明年", "写法不对"),
        ("答复", "=1+1", "公式"),
        ("答复", "短", "10 至 1500"),
        ("有关事项", "no-such-matter", "没有事项"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_read(header: str, value: str, says: str) -> None:
    (error,) = sheets.read(filled(**{header: value})).errors
    assert error.header == header and error.cell.endswith("2") and says in error.what and error.mend


def test_dates_and_short_names_are_understood() -> None:
    found = sheets.read(filled(负责机关="市场监管局", 复审日期="2026年11月28日"))
    assert (
        not found.errors
        and found.contents[0]["review_by"] == "2026-11-28"
        and found.contents[0]["body"] == BODY
    )


def test_no_workbook_is_no_workbook() -> None:
    assert sheets.read(b"nothing").errors and sheets.read(b"").errors


@pytest.fixture
def living() -> Iterator[datetime]:
    moment = at("2026-11-24T00:30")
    assert sample.load(moment) >= 60
    yield moment


def test_the_sample_is_sound_and_shows_every_case(living: datetime) -> None:
    day = living.date()
    rows = {row.pk: reads.item(row) for row in Answer.objects.all()}
    standing = {law.status(item, day) for item in rows.values()}
    assert standing == {Status.CURRENT, Status.EXPIRED}
    lights = {law.light(item, day, duties.of("513201")) for item in rows.values()}
    assert lights == {Light.GREEN, Light.YELLOW, Light.RED, Light.NONE}
    assert any(item.disputes for item in rows.values()) and any(item.last > 1 for item in rows.values())
    assert all(holds(code) for code in rows)
    said = {
        "我家暖气不热": "heat-cold",
        "老板不给工资": "pay-unpaid",
        "电瓶车楼道充电": "bike-charge",
        "七天退货": "buy-return",
    }
    for text, code in said.items():
        assert codes(text, day)[:1] == [code], text
    assert "heat-start" not in codes("今年什么时候开始供暖", day)
