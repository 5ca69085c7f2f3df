"""Duties to publish: their days and scores against a brute count, and nothing personal that gets past the review."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.doors.command.bench_privacy import bare, made
from yichuang.law import cases as law
from yichuang.law.calendar import KNOWN
from yichuang.law.cases import Refused
from yichuang.law.cases import commands as c
from yichuang.law.cases.disclosing import proposed
from yichuang.law.cases.scene import Scene
from yichuang.law.clocks import CHINA
from yichuang.law.facts import Allowed, CaseOpened, DisclosureCleared, Entry
from yichuang.law.kinds.disclosure import DISCLOSURE, MATTER
from yichuang.law.mandates import PERMISSIONS, TIMER, Actor, Post, Reach, Standing
from yichuang.law.open_words import Category, Exemption, Moment, Occasion, Outlet, Verdict
from yichuang.law.openness import DutyRule, Rhythm, Sheet, before, openings, scores
from yichuang.law.privacy import Kind, find, suggested
from yichuang.law.words import Channel, Role, State

REGION, BODY = "513201000000", "works"
OPENED = datetime(2026, 3, 2, 9, tzinfo=CHINA)


def officer(name: str, post: Post) -> Standing:
    reach = Reach(permissions=PERMISSIONS[post], region=REGION, body=BODY)
    actor = Actor(Role.OFFICER, id=name, name=name, body=BODY)
    return Standing(actor=actor, permissions=reach.permissions, region=REGION, body=BODY)


WRITER, HEAD = officer("writer", Post.OPENNESS_OFFICER), officer("head", Post.HEAD)


class Duty:
    """A duty to publish moved by the law alone."""

    def __init__(self, days: int = 20, at: datetime = OPENED) -> None:
        first = CaseOpened(kind="disclosure", matter=MATTER.matter, edition=1, name="预算", region=REGION, body=BODY,
                           applicant="", channel=Channel.WINDOW)  # fmt: skip
        self.at, self.seq = at, 1
        self.case = law.begin(Entry("1", 1, at, TIMER.actor, first))
        self.do(TIMER, c.OpenDisclosure(
            title="预算", category=Category.RESULT, moment=Moment.AFTER, section="办公室", officer="writer",
            officer_name="writer", outlets=(Outlet.SITE,), allowed=Allowed(days, "workday", "条例"), because="预算批准",
        ))  # fmt: skip

    def do(self, by: Standing, command: Any) -> list[Any]:
        self.at += timedelta(minutes=1)
        scene = Scene(kind=DISCLOSURE, by=by, at=self.at, edition=MATTER, calendar=KNOWN)
        facts = list(law.decide(self.case, command, scene))
        for fact in facts:
            self.seq += 1
            self.case = law.apply(self.case, Entry("1", self.seq, self.at, by.actor, fact))
        return facts

    def drafted(self, text: str) -> Duty:
        self.do(WRITER, c.DraftDisclosure(title="预算公开", text=text))
        return self


@given(st.dates(date(2025, 1, 1), date(2026, 11, 1)), st.integers(1, 20))
def test_the_limit_counts_working_days_from_the_day_after(on: date, days: int) -> None:
    duty = Duty(days, datetime(on.year, on.month, on.day, 9, tzinfo=CHINA))
    day, left = on, days
    while left:
        day += timedelta(days=1)
        left -= KNOWN.is_workday(day)
    assert law.times(duty.case, MATTER, KNOWN).due_on == day


@given(st.dates(date(2025, 1, 1), date(2026, 10, 1)), st.integers(1, 60))
def test_a_goal_is_public_on_a_working_day_before_it_begins(opened: date, ahead: int) -> None:
    start = opened + timedelta(days=ahead)
    open_days = [opened + timedelta(days=n) for n in range(1, ahead)]
    open_days = [day for day in open_days if KNOWN.is_workday(day)]
    if not open_days:
        with pytest.raises(ValueError, match="来不及"):
            before(opened, start, KNOWN)
        return
    allowed = before(opened, start, KNOWN)
    duty = Duty(allowed.amount, datetime(opened.year, opened.month, opened.day, 9, tzinfo=CHINA))
    assert law.times(duty.case, MATTER, KNOWN).due_on == open_days[-1] < start


RULE: dict[str, Any] = {
    "code": "D1", "title": "收支", "category": Category.RESULT, "body": BODY, "section": "财务科", "officer": "w",
    "officer_name": "王", "basis": "条例", "rhythm": Rhythm.MONTHLY,
}  # fmt: skip


@given(
    st.sampled_from(Rhythm),
    st.integers(1, 12),
    st.integers(1, 28),
    st.dates(date(2025, 1, 1), date(2026, 1, 1)),
)
def test_a_duty_opens_on_its_days(rhythm: Rhythm, month: int, day: int, first: date) -> None:
    rule = DutyRule(**RULE | {"rhythm": rhythm, "month": month, "day": day, "occasion": Occasion.BUDGET})
    last = first + timedelta(days=800)
    months = {
        Rhythm.NEVER: set(),
        Rhythm.MONTHLY: set(range(1, 13)),
        Rhythm.QUARTERLY: {(month - 1 + 3 * n) % 12 + 1 for n in range(4)},
        Rhythm.YEARLY: {month},
    }[rhythm]
    wanted = [date(y, m, day) for y in range(first.year, last.year + 1) for m in sorted(months)]
    assert list(openings(rule, first, last)) == [one for one in wanted if first <= one <= last]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"officer": " "}, "officer"), ({"section": ""}, "section"), ({"title": ""}, "title"), ({"basis": ""}, "basis"),
        ({"limit_basis": " "}, "limit_basis"),
        ({"rhythm": Rhythm.NEVER}, "rhythm"), ({"day": 31}, "day"), ({"month": 13}, "month"), ({"days": 21}, "days"),
        ({"days": 0}, "days"), ({"outlets": (Outlet.BOARD,)}, "outlets"), ({"weight": 0}, "weight"),
    ],
)  # fmt: skip
def test_what_is_no_duty_is_refused_by_its_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(ValueError, match=f"^{field}："):
        DutyRule(**RULE | change)


sheets = st.builds(
    Sheet,
    number=st.just("1"),
    body=st.sampled_from("ab"),
    officer=st.sampled_from("xyz"),
    officer_name=st.just("某"),
    due=st.dates(date(2026, 1, 1), date(2026, 3, 1)),
    done=st.none() | st.dates(date(2026, 1, 1), date(2026, 3, 1)),
    weight=st.integers(1, 5),
)


@given(st.lists(sheets, max_size=30), st.dates(date(2026, 1, 1), date(2026, 3, 2)))
def test_a_score_is_the_weight_done_in_time_of_all_that_is_due(found: list[Sheet], today: date) -> None:
    told = {(one.body, one.officer): one for one in scores(found, today)}
    for body, person in {(one.body, one.officer) for one in found}:
        mine = [x for x in found if (x.body, x.officer) == (body, person) and (x.done or x.due < today)]
        if not mine:
            assert (body, person) not in told
            continue
        good = sum(x.weight for x in mine if x.done and x.done <= x.due)
        score = told.pop((body, person))
        assert score.hundredths == int(10000 * Fraction(good, sum(x.weight for x in mine)))
        assert score.in_time + score.late + score.missed == score.due == len(mine)
    assert not told


def review(**given: Any) -> c.ReviewDisclosure:
    return c.ReviewDisclosure(**{"verdict": Verdict.WHOLE} | given)


@pytest.mark.parametrize("one", Exemption)
def test_nothing_exempt_goes_out_whole(one: Exemption) -> None:
    duty = Duty().drafted("收入120万元。")
    with pytest.raises(Refused) as refused:
        duty.do(HEAD, review(text="收入120万元。", **{one.value: True}))
    assert refused.value.cite == one.cite
    duty.do(HEAD, review(verdict=Verdict.WITHHELD, reason="依法", **{one.value: True}))
    assert duty.case.state is State.WITHHELD
    assert duty.case.disclosure is not None
    assert duty.case.disclosure.exemptions == (one,)


def test_nobody_reviews_his_own_draft_whatever_posts_he_holds() -> None:
    both = Standing(
        actor=WRITER.actor, permissions=WRITER.permissions | HEAD.permissions, region=REGION, body=BODY
    )
    duty = Duty().drafted("收入120万元。")
    with pytest.raises(law.Forbidden, match="不能自己审查"):
        duty.do(both, review(text="收入120万元。"))


def test_nothing_planted_in_500_texts_gets_out() -> None:
    numbers = (Kind.IDENTITY, Kind.PHONE, Kind.BANK, Kind.TRAVEL, Kind.EMAIL)
    planted = made(500, 7)
    assert sum(bool(one.gold) for one in planted) > 400
    for one in planted:
        duty, marks = Duty().drafted(one.text), find(one.text.strip())
        if suggested(marks):
            with pytest.raises(Refused, match="内容里还有"):
                duty.do(HEAD, review(text=one.text, reason="看过"))
            assert duty.case.state is State.DRAFTED
        plain = proposed(one.text)
        whole = plain == one.text.strip()
        how = {"verdict": Verdict.WHOLE} if whole else {"verdict": Verdict.PART, "privacy": True}
        (fact,) = duty.do(HEAD, review(text=plain, reason="隐去个人信息", **how))
        assert isinstance(fact, DisclosureCleared)
        out = bare(str(fact.text))
        assert not [v for a, b, kind in one.gold if kind in numbers and bare(v := one.text[a:b]) in out]
