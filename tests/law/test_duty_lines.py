"""The breakdown of duties as law: who may change a line, when it holds, what opens over a year, before, gaps, months, measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.law.calendar import KNOWN
from yichuang.law.cases import Forbidden, Refused
from yichuang.law.clocks import CHINA
from yichuang.law.facts import Entry
from yichuang.law.mandates import PERMISSIONS, Actor, Post, Reach, Standing
from yichuang.law.open_words import Category, Change, Moment, Occasion, Outlet
from yichuang.law.openness import (
    DutyRule,
    Measure,
    Rhythm,
    Sheet,
    due,
    gaps,
    measures,
    month,
    openings,
    scores,
)
from yichuang.law.openness import breakdown as law
from yichuang.law.openness import norm as norms
from yichuang.law.openness.goal import SetGoal, goal
from yichuang.law.words import Role

REGION, BODY = "513201000000", "works"
NOW = datetime(2026, 3, 2, 9, tzinfo=CHINA)
WORDS: dict[str, Any] = {
    "code": "works-S9", "title": "收费标准", "category": "statutory", "body": BODY, "section": "办公室", "officer": "w1",
    "basis": "条例", "rhythm": "yearly", "month": 4, "day": 1, "outlets": ["site"],
}  # fmt: skip


def officer(name: str, *posts: Post) -> Standing:
    permissions = frozenset().union(*(PERMISSIONS[post] for post in posts))
    reach = Reach(permissions=permissions, region=REGION, body=BODY)
    actor = Actor(Role.OFFICER, id=name, name=name, body=BODY)
    return Standing(actor=actor, permissions=reach.permissions, region=REGION, body=BODY)


ONE, TWO = officer("one", Post.OPENNESS_OFFICER), officer("two", Post.OPENNESS_OFFICER)
HEAD, CLERK = officer("head", Post.HEAD), officer("clerk", Post.WINDOW_CLERK)


class Kept:
    """A line moved by the law alone."""

    def __init__(self) -> None:
        self.line, self.at, self.names = law.Line(code="works-S9"), NOW, {"w1": "王", "w2": "李"}

    def do(self, by: Standing, command: Any) -> law.Line:
        self.at += timedelta(minutes=1)
        held = self.line.on(self.at.date())
        now = law.read(held.words) if held and held.words else None
        draft = self.line.draft.words if self.line.draft else {}
        number = getattr(command, "words", draft).get("officer", "")
        scene = law.Scene(
            by=by, at=self.at, region=REGION, above=(BODY, "over"), now=now, person=self.names.get(number)
        )
        for fact in law.decide(self.line, command, scene):
            self.line = law.apply(
                self.line, Entry("line/works-S9", self.line.version + 1, self.at, by.actor, fact)
            )
        return self.line

    def propose(
        self, by: Standing = ONE, change: Change = Change.SET, since: date | None = None, **words: Any
    ) -> law.Line:
        asked = law.Propose(change, WORDS | words, since or self.at.date(), "分工调整", follow=True)
        return self.do(by, asked)

    def adopt(self, by: Standing = TWO) -> law.Line:
        return self.do(by, law.Adopt(self.line.version))


def test_who_drafts_does_not_adopt_and_the_head_may() -> None:
    kept = Kept()
    kept.propose()
    with pytest.raises(Forbidden, match="不能自己采用"):
        kept.adopt(ONE)
    with pytest.raises(Forbidden, match="不能采用"):
        kept.adopt(CLERK)
    with pytest.raises(Refused, match="又改了"):
        kept.do(TWO, law.Adopt(0))
    kept.adopt()
    assert kept.line.last == 1 and kept.line.draft is None
    kept.propose(HEAD, title="收费目录")
    assert kept.adopt(HEAD).last == 2
    with pytest.raises(Refused, match="没有等着采用"):
        kept.adopt()
    with pytest.raises(Forbidden, match="不能修改"):
        kept.propose(CLERK)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"officer": ""}, "officer"), ({"officer": "nobody"}, "officer"), ({"title": " "}, "title"), ({"section": " "}, "section"),
        ({"basis": ""}, "basis"), ({"days": 21}, "days"), ({"outlets": ["board"]}, "outlets"), ({"rhythm": "never"}, "rhythm"),
        ({"category": "goal"}, "lead"), ({"lead": 3}, "lead"), ({"article": "第八条"}, "norm"), ({"rhythm": "weekly"}, "rhythm"),
        ({"weight": 0}, "weight"), ({"month": 13}, "month"), ({"title": "张伟13800138000的收费"}, "title"), ({"days": "x"}, "days"),
        ({"category": "process", "rhythm": "never", "occasion": "project"}, "rhythm"),
    ],
)  # fmt: skip
def test_what_is_no_duty_is_refused_by_its_field_and_nothing_is_kept(
    words: dict[str, Any], field: str
) -> None:
    kept = Kept()
    with pytest.raises(Refused) as refused:
        kept.propose(**words)
    assert refused.value.field == field, refused.value
    assert not kept.line.version


def test_it_never_holds_backwards_and_an_end_leaves_no_duty() -> None:
    kept = Kept()
    with pytest.raises(Refused, match="以前的日子"):
        kept.propose(since=date(2026, 3, 1))
    with pytest.raises(Refused, match="还没有"):
        kept.propose(change=Change.HAND_OVER, officer="w2")
    kept.propose(since=date(2026, 4, 1))
    kept.adopt()
    assert kept.line.on(date(2026, 3, 31)) is None
    kept.at = datetime(2026, 4, 2, 9, tzinfo=CHINA)
    with pytest.raises(Refused, match="现在的责任人"):
        kept.propose(change=Change.HAND_OVER)
    kept.propose(change=Change.HAND_OVER, officer="w2", title="别的")
    kept.adopt()
    held = kept.line.on(date(2026, 4, 2))
    assert held and held.follow and held.words
    assert (held.words["officer_name"], held.words["title"]) == ("李", "收费标准")
    kept.propose(change=Change.END, since=date(2026, 5, 1))
    kept.names.clear()  # an end needs nobody
    kept.adopt()
    ended = kept.line.on(date(2026, 5, 1))
    assert ended and ended.words is None
    assert law.fold("x", ()) == law.Line(code="x")


def test_who_left_meanwhile_is_not_adopted_and_a_draft_goes_back_or_is_dropped() -> None:
    kept = Kept()
    kept.propose()
    del kept.names["w1"]
    with pytest.raises(Refused, match="已经不在"):
        kept.adopt()
    with pytest.raises(Forbidden, match="另一位"):
        kept.do(ONE, law.Return("换人"))
    with pytest.raises(Forbidden, match="只有提出"):
        kept.do(TWO, law.Drop("换人"))
    kept.do(TWO, law.Return("换人"))
    assert kept.line.draft is None
    kept.names["w1"] = "王"
    kept.propose()
    kept.do(ONE, law.Drop("不改了"))
    with pytest.raises(Refused, match="个人信息"):
        kept.do(ONE, law.Propose(Change.SET, WORDS, NOW.date(), "电话13800138000"))


RULE: dict[str, Any] = {
    "code": "D1", "title": "收支", "category": Category.RESULT, "body": BODY, "section": "财务科", "officer": "w",
    "officer_name": "王", "basis": "条例", "rhythm": Rhythm.MONTHLY, "outlets": (Outlet.SITE,),
}  # fmt: skip
days = st.dates(date(2025, 1, 1), date(2026, 10, 1))


@given(days, st.integers(1, 20), st.integers(0, 45))
def test_what_is_opened_late_ends_when_it_would_have_ended(on: date, allowed: int, later: int) -> None:
    rule, opened = DutyRule(**RULE | {"days": allowed}), on + timedelta(days=later)
    limit, latest = due(rule, on, opened, KNOWN)
    last, left = on, allowed
    while left:
        last += timedelta(days=1)
        left -= KNOWN.is_workday(last)
    if not later:
        assert (limit.amount, latest) == (allowed, None)
        return
    between = [opened + timedelta(days=n) for n in range(1, max(0, (last - opened).days) + 1)]
    assert latest == last
    assert limit.amount == sum(KNOWN.is_workday(one) for one in between)


@given(days, st.integers(1, 20), st.integers(1, 60))
def test_what_is_public_before_is_so_on_a_day_before_it_begins(on: date, allowed: int, lead: int) -> None:
    rule = DutyRule(**RULE | {"days": allowed, "moment": Moment.BEFORE, "lead": lead})
    limit, latest = due(rule, on, on, KNOWN)
    start = on + timedelta(days=lead)
    assert latest is not None and latest < start
    between = [on + timedelta(days=n) for n in range(1, lead)]
    assert limit.amount == min(allowed, sum(KNOWN.is_workday(one) for one in between))
    if not limit.amount:
        assert latest == start - timedelta(days=1)
    elif limit.amount < allowed:
        assert KNOWN.add_workdays(on, limit.amount) <= latest
    again, _ = due(
        DutyRule(**RULE | {"moment": Moment.BEFORE, "rhythm": Rhythm.NEVER, "occasion": Occasion.PROJECT}),
        on,
        on,
        KNOWN,
        start,
    )
    assert again.amount == min(20, sum(KNOWN.is_workday(one) for one in between))


def test_what_must_be_public_before_needs_its_day() -> None:
    rule = DutyRule(**RULE | {"moment": Moment.BEFORE, "rhythm": Rhythm.NEVER, "occasion": Occasion.PROJECT})
    with pytest.raises(ValueError, match="begins"):
        due(rule, NOW.date(), NOW.date(), KNOWN)


@given(
    st.sampled_from([Rhythm.MONTHLY, Rhythm.QUARTERLY]),
    st.integers(1, 28),
    st.sets(st.integers(0, 500), max_size=12),
)
def test_a_gap_is_a_period_in_which_nothing_opened(rhythm: Rhythm, day: int, found: set[int]) -> None:
    rule, last = DutyRule(**RULE | {"rhythm": rhythm, "day": day}), date(2026, 6, 30)
    opened = [date(2025, 1, 1) + timedelta(days=n) for n in found]
    if not opened:
        assert gaps(rule, opened, last) == []
        return
    days = list(openings(rule, min(opened), last))
    wanted = []
    for n, on in enumerate(days):
        end = days[n + 1] if n + 1 < len(days) else date(2030, 1, 1)
        if all(one < on or one >= end for one in opened):
            wanted.append(on)
    assert gaps(rule, opened, last) == wanted


months = st.dates(date(2026, 1, 1), date(2026, 6, 30))
sheets = st.builds(
    Sheet, number=st.just("1"), body=st.sampled_from("ab"), officer=st.sampled_from("xy"), officer_name=st.just("某"),
    due=months, done=st.none() | months, weight=st.integers(1, 3),
)  # fmt: skip


@given(st.lists(sheets, max_size=40), st.integers(1, 6), st.lists(sheets, max_size=5))
def test_the_list_of_a_month_is_as_known_at_its_end_and_never_changes(
    found: list[Sheet], n: int, more: list[Sheet]
) -> None:
    first = date(2026, n, 1)
    told = month(found, first)
    assert told.last == date(2026, n + 1, 1) - timedelta(days=1)
    for rows, since in ((told.rows, first), (told.year, date(2026, 1, 1))):
        mine = [x for x in found if since <= x.due <= told.last]
        assert sum(x.due for x in rows) == len(mine)
        assert sum(x.in_time for x in rows) == sum(x.done is not None and x.done <= x.due for x in mine)
        assert sum(x.late for x in rows) == sum(
            x.done is not None and x.due < x.done <= told.last for x in mine
        )
    later = [x for x in more if x.due > told.last]
    undone = [replace_done(x, None) if x.done and x.done > told.last else x for x in found]
    assert month([*undone, *later], first) == told


def replace_done(one: Sheet, done: date | None) -> Sheet:
    return Sheet(**{name: getattr(one, name) for name in one.__struct_fields__} | {"done": done})


def missed(n: int, many: int, good: int) -> list[Sheet]:
    day = date(2026, n, 15)
    return [
        Sheet(
            number=f"{n}-{x}",
            body="a",
            officer="x",
            officer_name="某",
            due=day,
            done=day if x < good else None,
        )
        for x in range(many)
    ]


@pytest.mark.parametrize(
    ("past", "wanted"),
    [
        ([(10, 9)], None),
        ([(10, 8)], Measure.WARNING),
        ([(10, 5)], Measure.VETO),
        ([(10, 6)], Measure.WARNING),
        ([(10, 5), (10, 5)], Measure.ACCOUNT),
        ([(10, 8), (10, 8)], Measure.WARNING),
        ([(10, 8), (10, 8), (10, 8)], Measure.ACCOUNT),
        ([(10, 5), (0, 0)], None),
        ([(10, 5), (10, 10), (10, 10)], Measure.ACCOUNT),
    ],
)
def test_what_follows_a_low_score(past: Sequence[tuple[int, int]], wanted: Measure | None) -> None:
    found = [one for n, (many, good) in enumerate(past, 1) for one in missed(n, many, good)]
    told = measures(found, date(2026, len(past), 1))
    assert [one for _, one in told] == ([wanted] if wanted else [])
    assert not scores([], date(2026, 1, 1))


def test_rule_papers_are_issued_anew_and_repealed_and_cited_by_article() -> None:
    norm = norms.Norm(code="openness-rules")

    def do(command: Any, by: Standing = ONE, code: str = "openness-rules") -> None:
        nonlocal norm
        norm = norms.Norm(code=code) if code != norm.code else norm
        for fact in norms.decide(norm, command, by=by, at=NOW, region=REGION, body=BODY):
            norm = norms.apply(norm, Entry("norm/x", norm.version + 1, NOW, by.actor, fact))

    paper = norms.Issue("政务公开实施细则", "示建〔2026〕1号", date(2026, 3, 1), date(2026, 4, 1))
    for wrong, field in (
        (norms.Issue("", "", date(2026, 3, 1), date(2026, 4, 1)), "title"),
        (norms.Issue("甲", "", date(2026, 3, 3), date(2026, 4, 1)), "issued_on"),
        (norms.Issue("甲", "", date(2026, 3, 1), date(2026, 2, 1)), "since"),
        (norms.Repeal(date(2026, 4, 1), "重复"), "code"),
    ):
        with pytest.raises(Refused) as refused:
            do(wrong)
        assert refused.value.field == field
    with pytest.raises(Forbidden):
        do(paper, CLERK)
    do(paper)
    do(norms.Issue("政务公开实施细则", "示建〔2026〕2号", date(2026, 3, 2), date(2026, 4, 1)))
    assert (norm.number, norm.holds(NOW.date())) == (2, True)
    do(norms.Repeal(date(2026, 5, 1), "有了新的"))
    assert norm.holds(date(2026, 4, 30)) and not norm.holds(date(2026, 5, 1))
    with pytest.raises(Refused, match="废止"):
        do(paper)
    found = norms.articles("总则\n第一条 甲\n乙\n第二条　丙")
    assert found == {"第一条": "第一条 甲\n乙", "第二条": "第二条　丙"}
    assert norms.article_of("第二条第一项") == "第二条"


@pytest.mark.parametrize(
    ("year", "points", "field"),
    [(2025, 95, "year"), (2028, 95, "year"), (2026, 80, "points"), (2026, 101, "points")],
)
def test_a_goal_is_for_this_year_or_the_next_and_not_below_a_warning(
    year: int, points: int, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        goal(SetGoal(year, points, "目标责任书"), "王", by=HEAD, at=NOW, region=REGION, body=BODY)
    assert refused.value.field == field
    with pytest.raises(Forbidden):
        goal(SetGoal(2026, 95, "目标责任书"), "王", by=ONE, at=NOW, region=REGION, body=BODY)
    (fact,) = goal(SetGoal(2026, 95, "目标责任书"), "王", by=HEAD, at=NOW, region=REGION, body=BODY)
    assert "95分" in fact.sentence()
    assert replace(HEAD, body="other").may
