"""Consultations: the period against a brute count, which comments are one, who comments until when, no report with a group unanswered."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.law import cases as law
from yichuang.law.calendar import KNOWN
from yichuang.law.cases import Refused
from yichuang.law.cases import commands as c
from yichuang.law.cases.consulting import NEVER_SHORTER, fingerprint, last_day
from yichuang.law.cases.scene import Scene
from yichuang.law.clocks import CHINA
from yichuang.law.facts import Allowed, CaseOpened, Entry
from yichuang.law.kinds.consultation import CONSULTATION, MATTER
from yichuang.law.mandates import PERMISSIONS, TIMER, Actor, Post, Reach, Standing
from yichuang.law.open_words import Answer, Drafting, Outlet, Way
from yichuang.law.words import Channel, Outcome, Role, State

REGION, BODY = "513201000000", "works"
OPENED = datetime(2026, 3, 2, 9, tzinfo=CHINA)
STRANGER = Standing(actor=Actor(Role.APPLICANT))
ONE_DAY = timedelta(days=1)


def officer(name: str, *posts: Post) -> Standing:
    may = frozenset().union(*(PERMISSIONS[post] for post in posts))
    actor = Actor(Role.OFFICER, id=name, name=name, body=BODY)
    return Standing(actor=actor, permissions=may, region=REGION, body=BODY, others=(Reach(),))


WRITER, HEAD = officer("writer", Post.OPENNESS_OFFICER), officer("head", Post.HEAD)
BOTH = officer("both", Post.OPENNESS_OFFICER, Post.HEAD)
DRAFT: dict[str, Any] = {
    "title": "新区规划草案", "about": Drafting.PLAN, "why": "要建公园", "text": "主干路红线宽40米。", "days": 30,
    "report": Allowed(20, "workday", "自定"), "deliver": "政务服务中心二楼",
}  # fmt: skip


class Hall:
    """One consultation, moved by the law alone."""

    def __init__(self, at: datetime = OPENED, **more: Any) -> None:
        self.at, self.seq = at, 1
        first = CaseOpened(kind="consultation", matter=MATTER.matter, edition=1, name="新区规划草案", region=REGION,
                           body=BODY, applicant="", channel=Channel.WINDOW)  # fmt: skip
        self.case = law.begin(Entry("1", 1, at, WRITER.actor, first))
        self.do(WRITER, c.DraftConsultation(**DRAFT | more))

    @property
    def of(self) -> Any:
        return self.case.consultation

    def do(self, by: Standing, command: Any, at: datetime | None = None) -> None:
        self.at = at or self.at
        scene = Scene(kind=CONSULTATION, by=by, at=self.at, edition=MATTER, calendar=KNOWN)
        for fact in law.decide(self.case, command, scene):
            self.seq += 1
            self.case = law.apply(self.case, Entry("1", self.seq, self.at, by.actor, fact))

    def opened(self) -> Hall:
        self.do(HEAD, c.OpenConsultation())
        return self

    def closed(self) -> Hall:
        after = last_day(self.of, KNOWN) + ONE_DAY
        self.do(TIMER, c.CloseConsultation(), datetime(after.year, after.month, after.day, tzinfo=CHINA))
        return self


def brute(on: date, days: int) -> date:
    """Count natural days from the next one; a day off at the end moves on to the next working day."""
    day = on
    for _ in range(days):
        day += ONE_DAY
    while not KNOWN.is_workday(day):
        day += ONE_DAY
    return day


@given(st.dates(date(2025, 1, 1), date(2026, 7, 1)), st.integers(30, 90), st.integers(0, 60))
def test_the_period_counts_natural_days_from_the_next_one(on: date, days: int, more: int) -> None:
    hall = Hall(datetime(on.year, on.month, on.day, 15, tzinfo=CHINA), days=days).opened()
    if more:
        hall.do(HEAD, c.ExtendConsultation(days=more, reason="时间不够"))
    last = brute(on, days + more)
    assert law.times(hall.case, MATTER, KNOWN).due_on == last
    upcoming = law.timed(hall.case, MATTER, KNOWN)
    assert upcoming == (
        datetime(last.year, last.month, last.day, tzinfo=CHINA) + ONE_DAY,
        c.CloseConsultation(),
    )
    with pytest.raises(Refused, match="才结束"):
        hall.do(TIMER, c.CloseConsultation(), upcoming[0] - timedelta(seconds=1))
    day, left = last, 20
    while left:
        day += ONE_DAY
        left -= KNOWN.is_workday(day)
    assert law.times(hall.closed().case, MATTER, KNOWN).due_on == day


@given(st.sampled_from(Drafting), st.integers(-1, 400), st.sampled_from(["", "汛期已到"]))
def test_a_period_below_thirty_days_stands_only_with_a_reason_and_never_for_plans_and_compensation(
    about: Drafting, days: int, shorter: str
) -> None:
    lawful = 1 <= days <= 365 and (days >= 30 or (about not in NEVER_SHORTER and bool(shorter)))
    if lawful:
        assert Hall(about=about, days=days, shorter=shorter).of.shorter == (shorter if days < 30 else "")
    else:
        with pytest.raises(Refused) as refused:
            Hall(about=about, days=days, shorter=shorter)
        assert refused.value.cite is not None
        assert refused.value.field in ("days", "shorter")


SAID = st.text("人行道太窄公园停车楼abＡＢ１2", min_size=1, max_size=6)


@given(SAID, SAID, st.lists(st.sampled_from(" 　，。！!?、\n\t\u200b"), max_size=8))
def test_blanks_marks_width_and_case_make_no_other_comment(text: str, other: str, noise: list[str]) -> None:
    mixed = "".join(a + b for a, b in zip(text, [*noise, *[""] * len(text)], strict=False))
    assert fingerprint(mixed, "1") == fingerprint(text, "1") == fingerprint(text.upper(), "1")
    assert fingerprint(text, "1") != fingerprint(text, "2")
    same = text.casefold().translate(FOLDED) == other.casefold().translate(FOLDED)
    assert (fingerprint(text, "1") == fingerprint(other, "1")) is same


FOLDED = str.maketrans("ａｂ１", "ab1")
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.integers(0, 5), st.just(0)),
        st.tuples(st.just("merge"), st.integers(1, 8), st.integers(1, 8)),
        st.tuples(st.just("split"), st.integers(1, 8), st.just(0)),
        st.tuples(st.just("answer"), st.integers(1, 8), st.just(0)),
    ),
    max_size=24,
)


@given(MOVES)
def test_groups_are_what_was_said_merged_and_split_and_an_answer_falls_with_a_merger(moves: Any) -> None:
    hall, said, answered = Hall().opened(), list[tuple[int, int]](), set[int]()
    for name, first, second in moves:
        if name == "say":
            hall.do(STRANGER, c.Comment(words=f"意见{first}" + " !" * (len(said) % 3)))
            group = next((g for word, g in said if word == first), len(said) + 1)
            said.append((first, group))
            continue
        groups = {group for _, group in said}
        if name == "answer":
            with pytest.raises(Refused):
                hall.do(WRITER, c.AnswerGroup(group=first, gist="要点", answer=Answer.ADOPTED))
        elif name == "merge":
            command = c.MergeGroups(group=first, into=second, gist="要点")
            if first in groups and second in groups and first != second:
                hall.do(WRITER, command)
                said = [(word, second if group == first else group) for word, group in said]
            else:
                with pytest.raises(Refused):
                    hall.do(WRITER, command)
        else:
            word, group = said[first - 1] if first <= len(said) else (-1, -1)
            begins = word >= 0 and [w for w, _ in said].index(word) == first - 1
            if begins and group != first:
                hall.do(WRITER, c.SplitGroup(comment=first))
                said = [(w, first if w == word else g) for w, g in said]
            else:
                with pytest.raises(Refused):
                    hall.do(WRITER, c.SplitGroup(comment=first))
    assert hall.of.groups == dict(sorted(Counter(group for _, group in said).items()))
    assert hall.of.comments == len(said)
    hall.closed()
    for group in list(hall.of.groups)[:-1]:
        hall.do(WRITER, c.AnswerGroup(group=group, gist="要点", answer=Answer.ADOPTED))
        answered.add(group)
    left = set(hall.of.groups) - answered
    assert set(hall.of.unanswered) == left
    if len(answered) >= 2:
        one, two = sorted(answered)[:2]
        hall.do(WRITER, c.MergeGroups(group=two, into=one, gist="要点"))
        assert set(hall.of.unanswered) == left | {one}
    while hall.of.unanswered:
        with pytest.raises(Refused, match="没有答复"):
            hall.do(HEAD, c.PublishReport(summary="都听了"))
        group = hall.of.unanswered[0]
        hall.do(WRITER, c.AnswerGroup(group=group, gist="要点", answer=Answer.REJECTED, reason="做不到"))
    hall.do(HEAD, c.PublishReport(summary="都听了"))
    assert (hall.case.state, hall.case.outcome) == (State.REPORTED, Outcome.REPORTED)


@given(st.integers(-3, 60), st.sampled_from(Way), st.booleans())
def test_the_web_is_open_until_the_last_day_and_paper_counts_by_the_day_it_came(
    days: int, way: Way, by_officer: bool
) -> None:
    hall = Hall().opened()
    last, came = last_day(hall.of, KNOWN), OPENED + days * ONE_DAY
    if by_officer:
        hall.closed()
        by, at = WRITER, max(hall.at, came)
    else:
        by, at = STRANGER, max(came, OPENED)
    on = came.date() if by_officer else None
    lawful = (way is Way.WEB) is not by_officer and OPENED.date() <= (on or at.date()) <= last
    command = c.Comment(words="加宽人行道", way=way, on=on)
    if lawful:
        hall.do(by, command, at)
        assert hall.of.comments == 1
    else:
        with pytest.raises(Refused):
            hall.do(by, command, at)
        assert hall.of.comments == 0


def test_who_drafted_does_not_publish_and_nothing_personal_is_shown() -> None:
    both = Hall()
    both.do(BOTH, c.DraftConsultation(**DRAFT))
    with pytest.raises(law.Forbidden, match="起草的人不能"):
        both.do(BOTH, c.OpenConsultation())
    for field in ("title", "why", "text", "deliver"):
        with pytest.raises(Refused, match="13800138000") as refused:
            Hall(**{field: "电话13800138000"})
        assert refused.value.field == field
    assert Hall(text="电话13800138000", keep="电话13800138000").of
    hall = Hall().opened()
    hall.do(STRANGER, c.Comment(words="加宽"))
    hall.closed()
    for more in ({"quote": "电话13800138000"}, {"reason": "电话13800138000"}, {"gist": "电话13800138000"}):
        with pytest.raises(Refused, match="13800138000"):
            hall.do(WRITER, c.AnswerGroup(**{"group": 1, "gist": "加宽", "answer": Answer.ADOPTED} | more))
    with pytest.raises(Refused, match="没有说明理由"):
        hall.do(WRITER, c.AnswerGroup(group=1, gist="加宽", answer=Answer.PARTLY))


def test_a_showing_is_announced_beforehand_and_lies_within_the_period() -> None:
    hall = Hall().opened()
    for first, last, says in ((-1, 3, "事先预告"), (3, 2, "早于"), (20, 40, "就结束了")):
        days = [OPENED.date() + n * ONE_DAY for n in (first, last)]
        with pytest.raises(Refused, match=says):
            hall.do(
                WRITER, c.PlanShowing(outlet=Outlet.SQUARE, place="人民广场", first=days[0], last=days[1])
            )
    hall.do(
        WRITER, c.PlanShowing(outlet=Outlet.SQUARE, place="人民广场", first=OPENED.date(), last=OPENED.date())
    )
    assert hall.of.showings == 1
