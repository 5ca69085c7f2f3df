"""Answers in law: what keeps one from being published, four eyes, the duty of review against brute force, reports."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.law import facts as f
from yichuang.law import knowledge as law
from yichuang.law.calendar import KNOWN
from yichuang.law.cases import Forbidden, Refused
from yichuang.law.clocks import CHINA
from yichuang.law.facts import Entry
from yichuang.law.knowledge import USUAL, Duty, Item, Status
from yichuang.law.mandates import Actor, Permission, Standing
from yichuang.law.words import Light, Role

GOOD: dict[str, Any] = {
    "code": "water-stop",
    "region": "513201000000",
    "body": "513201119",
    "question": "停水要提前多久通知？",
    "wordings": ["停水了没有通知"],
    "answer": "供水企业应当提前 24 小时通知用户。",
    "source": "《城市供水条例》",
    "article": "第二十二条",
    "effective": "2026-03-02",
    "review_by": "2026-08-29",
    "contact": "0837-2990119",
}
DAY = date(2026, 3, 2)


def officer(name: str, *, may: bool = True, body: str = "513201119") -> Standing:
    held = frozenset({Permission.KNOWLEDGE_EDIT}) if may else frozenset[Permission]()
    return Standing(
        actor=Actor(Role.OFFICER, id=name, name=name), permissions=held, region="513201", body=body
    )


ANN, BEN, EVE = officer("甲"), officer("乙"), officer("丙", may=False)


def scene(by: Standing, on: date, found: Any = (), duty: Duty = USUAL) -> law.Scene:
    at = datetime(on.year, on.month, on.day, 10, tzinfo=CHINA)
    return law.Scene(by, at, "513201000000", "513201119", KNOWN, duty, tuple(found))


def does(item: Item, command: Any, by: Standing, on: date, found: Any = ()) -> Item:
    now = scene(by, on, found)
    for fact in law.decide(item, command, now):
        item = law.apply(item, Entry(item.code, item.version + 1, now.at, by.actor, fact))
    return item


def published(on: date = DAY, expires: date | None = None, review: date | None = None) -> Item:
    item = does(Item(code="x"), law.Save("d1"), ANN, on)
    return does(item, law.Approve("d1", on, review or USUAL.usual(on), expires), BEN, on)


def test_a_good_answer_has_no_trouble() -> None:
    assert law.check(law.read(GOOD), USUAL) == ()


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"code": "Water Stop"}, "code", "小写字母"),
        ({"body": ""}, "body", "哪个机关"),
        ({"question": "水？"}, "question", "4 至 80"),
        ({"wordings": ["x" * 61]}, "wordings", "不超过 60"),
        ({"wordings": ["停水了", "停水了"]}, "wordings", "重复"),
        ({"answer": "不知道"}, "answer", "10 至 1500"),
        ({"answer": "请向有关部门咨询办理的条件和材料。"}, "answer", "有关部门"),
        ({"answer": "请打小王的电话 13912345678，他会告诉您。"}, "answer", "手机号"),
        ({"source": ""}, "source", "来源"),
        ({"source": "听说的"}, "source", "网址"),
        ({"article": ""}, "article", "写到条"),
        ({"link": "www.example.com"}, "link", "网址"),
        ({"effective": ""}, "effective", "没有启用日期"),
        ({"effective": "2026-13-01"}, "effective", "写法不对"),
        ({"expires": "明年"}, "expires", "写法不对"),
        ({"expires": "2026-03-01"}, "expires", "早于"),
        ({"review_by": ""}, "review_by", "没有复审日期"),
        ({"review_by": "2026-03-02"}, "review_by", "启用之后"),
        ({"review_by": "2027-03-03"}, "review_by", "2027年3月2日"),
        ({"contact": "找小王"}, "contact", "联系电话"),
        ({"contact": "13912345678"}, "contact", "联系电话"),
    ],
)
def test_each_trouble_names_its_element_and_the_remedy(change: dict[str, Any], field: str, says: str) -> None:
    found = law.check(law.read(GOOD | change), USUAL)
    assert {one.where for one in found} == {field}
    assert says in found[0].what and found[0].mend and "第四部分" in found[0].cite


def test_a_paper_without_articles_and_a_page_without_paper_are_sources_too() -> None:
    assert not law.check(law.read(GOOD | {"source": "马府发〔2026〕1号", "article": ""}), USUAL)
    assert not law.check(
        law.read(GOOD | {"source": "水务局网页", "article": "", "link": "https://example.com/a"}), USUAL
    )


def test_one_drafts_another_publishes() -> None:
    item = does(Item(code="x"), law.Save("d1"), ANN, DAY)
    ready = law.Approve("d1", DAY, USUAL.usual(DAY))
    assert law.status(item, DAY) is Status.DRAFT
    with pytest.raises(Refused, match="自己的草稿"):
        does(item, ready, ANN, DAY)
    with pytest.raises(Refused, match="又改了"):
        does(item, law.Approve("d0", DAY, USUAL.usual(DAY)), BEN, DAY)
    with pytest.raises(Refused) as refused:
        does(item, ready, BEN, DAY, law.check(law.read(GOOD | {"source": ""}), USUAL))
    assert refused.value.field == "source" and refused.value.remedy
    assert does(item, ready, BEN, DAY + timedelta(1)).editions[0].effective == DAY + timedelta(1)
    with pytest.raises(Refused, match="放得太久"):
        does(item, ready, BEN, DAY + timedelta(180))
    with pytest.raises(Refused, match="写明要改什么"):
        does(item, law.Return(" "), BEN, DAY)
    done = does(does(item, law.Return("改第二句"), BEN, DAY), ready, BEN, DAY)
    assert law.status(done, DAY) is Status.CURRENT and done.draft is None


def test_a_next_edition_never_begins_before_the_last() -> None:
    item = does(Item(code="x"), law.Save("d1"), ANN, DAY)
    later = DAY + timedelta(30)
    item = does(does(item, law.Approve("d1", later, USUAL.usual(later)), BEN, DAY), law.Save("d2"), ANN, DAY)
    assert law.status(item, DAY) is Status.COMING
    with pytest.raises(Refused, match="不能更早"):
        does(item, law.Approve("d2", DAY, USUAL.usual(DAY)), BEN, DAY)


@pytest.mark.parametrize("by", [EVE, officer("丁", body="513201115")])
def test_who_does_not_keep_it_may_only_report(by: Standing) -> None:
    item = published()
    for command in (law.Save("d"), law.Keep(DAY + timedelta(9)), law.Withdraw("错"), law.Settle(1, "不改")):
        with pytest.raises(Forbidden):
            does(item, command, by, DAY)
    assert does(item, law.Report("第一句不对"), by, DAY).disputes


def test_a_stranger_reports_nothing() -> None:
    with pytest.raises(Forbidden):
        does(published(), law.Report("不对"), Standing(actor=Actor(Role.APPLICANT, id="1")), DAY)


def test_a_report_is_mended_in_two_working_days_or_explained_by_another() -> None:
    friday = date(2026, 3, 6)
    item = does(published(), law.Report("第一句不对"), ANN, friday)
    assert item.mend_by == date(2026, 3, 10)
    number = item.disputes[0].number
    with pytest.raises(Refused, match="纠错"):
        does(item, law.Keep(friday + timedelta(100)), BEN, friday)
    with pytest.raises(Refused, match="不能自己了结"):
        does(item, law.Settle(number, "核对过"), ANN, friday)
    with pytest.raises(Refused, match="没有这条纠错"):
        does(item, law.Settle(number + 1, "核对过"), BEN, friday)
    assert does(item, law.Settle(number, "条例没有改"), BEN, friday).mend_by is None
    newer = does(item, law.Save("d2"), ANN, friday)
    assert does(newer, law.Approve("d2", friday, USUAL.usual(friday)), BEN, friday).disputes == ()


def test_still_right_sets_the_next_day_within_a_year() -> None:
    item, today = published(), date(2026, 9, 1)
    assert law.light(item, today, USUAL) is Light.RED
    for wrong in (today, today + timedelta(366)):
        with pytest.raises(Refused) as refused:
            does(item, law.Keep(wrong), BEN, today)
        assert refused.value.field == "review_by" and "180 天" in refused.value.remedy
    kept = does(item, law.Keep(today + timedelta(365)), BEN, today)
    assert law.light(kept, today, USUAL) is Light.GREEN


def test_what_is_withdrawn_comes_back_only_by_four_eyes_and_the_old_words_never() -> None:
    item = does(published(), law.Withdraw("办法废止"), ANN, date(2026, 4, 1))
    assert law.status(item, date(2026, 4, 1)) is Status.WITHDRAWN
    for command in (law.Keep(date(2026, 5, 1)), law.Report("不对"), law.Withdraw("又撤")):
        with pytest.raises(Refused):
            does(item, command, BEN, date(2026, 4, 2))
    again = does(item, law.Save("d2"), ANN, date(2026, 4, 2))
    again = does(again, law.Approve("d2", date(2026, 4, 10), date(2026, 9, 1)), BEN, date(2026, 4, 2))
    assert law.status(again, date(2026, 4, 9)) is Status.COMING
    assert law.in_force(again, date(2026, 4, 9)) is None
    assert law.status(again, date(2026, 4, 10)) is Status.CURRENT


def test_duties_that_make_no_sense_are_refused() -> None:
    for wrong in ({"warn_days": 180}, {"review_days": 400}, {"mend_workdays": 0}):
        with pytest.raises(ValueError, match="复审天数"):
            Duty(**wrong)


DAYS = st.integers(0, 900).map(lambda n: DAY + timedelta(n))


@settings(max_examples=300, deadline=None)
@given(
    st.integers(1, 365),
    st.none() | st.integers(0, 500),
    st.lists(
        st.tuples(st.integers(0, 900), st.sampled_from(["keep", "withdraw", "publish"]), st.integers(1, 365)),
        max_size=6,
    ),
    DAYS,
)
def test_lights_and_status_agree_with_counting_day_by_day(
    first: int, lasts: int | None, then: list[tuple[int, str, int]], day: date
) -> None:
    item = published(review=DAY + timedelta(first), expires=None if lasts is None else DAY + timedelta(lasts))
    facts: list[tuple[date, Any]] = [(DAY, ("publish", first, lasts))]
    for after, what, days in sorted(then):
        on = DAY + timedelta(after)
        try:
            if what == "keep":
                item = does(item, law.Keep(on + timedelta(days)), BEN, on)
            elif what == "withdraw":
                item = does(item, law.Withdraw("不再适用"), BEN, on)
            else:
                item = does(item, law.Save("d"), ANN, on)
                item = does(item, law.Approve("d", on, on + timedelta(days)), BEN, on)
        except Refused:
            continue
        facts.append((on, (what, days, None)))
    day = max(day, facts[-1][0])
    told, review, until = False, DAY, None
    for on, (what, days, last) in facts:
        if what == "publish":
            told, until = True, None if last is None else on + timedelta(last)
        if what == "withdraw":
            told = False
        else:
            review = on + timedelta(days)
    now = told and (until is None or day <= until)
    assert (law.in_force(item, day) is not None) == now
    assert (law.status(item, day) is Status.CURRENT) == now
    left = (review - day).days
    expected = (
        Light.NONE if not now else Light.RED if left < 0 else Light.YELLOW if left <= 15 else Light.GREEN
    )
    assert law.light(item, day, USUAL) is expected


def test_every_fact_of_an_answer_says_itself() -> None:
    told = [
        f.AnswerDrafted(digest="d", base=None),
        f.AnswerDrafted(digest="d", base=2),
        f.AnswerDraftDropped(reason="重复"),
        f.AnswerReturned(remarks="改第二句"),
        f.AnswerPublished(number=1, effective=DAY, review_by=DAY, expires=DAY, digest="d"),
        f.AnswerReviewed(number=1, review_by=DAY, remarks="核对过"),
        f.AnswerWithdrawn(reason="废止"),
        f.AnswerDisputed(words="不对", due=DAY),
        f.AnswerDisputeSettled(dispute=3, remarks="没有改"),
    ]
    assert all(one.sentence() for one in told)
    assert "2026年3月2日前复审" in told[4].sentence() and "有效至2026年3月2日" in told[4].sentence()
