"""Objections to publications: their limit against a brute count, who may handle them, what must not get out, in whatever order."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.law import cases as law
from yichuang.law.calendar import KNOWN
from yichuang.law.cases import Refused
from yichuang.law.cases import commands as c
from yichuang.law.cases.scene import Scene
from yichuang.law.clocks import CHINA
from yichuang.law.facts import Allowed, CaseOpened, Entry
from yichuang.law.kinds.disclosure import DISCLOSURE
from yichuang.law.kinds.disclosure import MATTER as PUBLISHING
from yichuang.law.kinds.objection import MATTER, OBJECTION
from yichuang.law.mandates import PERMISSIONS, TIMER, Actor, Post, Reach, Standing
from yichuang.law.open_words import Category, Moment, Objecting, Outlet, Upshot, Verdict
from yichuang.law.words import Channel, Outcome, Role, State

REGION, BODY = "513201000000", "works"
OPENED = datetime(2026, 3, 2, 9, tzinfo=CHINA)
STRANGER = Standing(actor=Actor(Role.APPLICANT))


def officer(name: str, *posts: Post) -> Standing:
    may = frozenset().union(*(PERMISSIONS[post] for post in posts))
    actor = Actor(Role.OFFICER, id=name, name=name, body=BODY)
    return Standing(actor=actor, permissions=may, region=REGION, body=BODY, others=(Reach(),))


WRITER, HEAD = officer("writer", Post.OPENNESS_OFFICER), officer("head", Post.HEAD)
OTHER = officer("other", Post.OPENNESS_OFFICER, Post.HEAD)


class Hall:
    """A publication and the objections to it, moved by the law alone."""

    def __init__(self, at: datetime = OPENED) -> None:
        self.at, self.cases, self.seqs = at, dict[str, law.Case](), dict[str, int]()
        self.begin("pub", "disclosure", PUBLISHING.matter)
        self.do("pub", TIMER, c.OpenDisclosure(
            title="许可结果", category=Category.RESULT, moment=Moment.AFTER, section="办公室", officer="writer",
            officer_name="writer", outlets=(Outlet.SITE,), allowed=Allowed(20, "workday", "条例"), because="作出决定",
        ))  # fmt: skip
        self.do("pub", WRITER, c.DraftDisclosure(title="许可结果", text="办结75件。"))
        self.do("pub", HEAD, c.ReviewDisclosure(verdict=Verdict.WHOLE, text="办结75件。"))
        self.do("pub", WRITER, c.PublishDisclosure())

    def begin(self, number: str, kind: str, matter: str, applicant: str = "") -> None:
        first = CaseOpened(kind=kind, matter=matter, edition=1, name="许可结果", region=REGION, body=BODY,
                           applicant=applicant, channel=Channel.ONLINE)  # fmt: skip
        self.seqs[number] = 1
        self.cases[number] = law.begin(Entry(number, 1, self.at, TIMER.actor, first))

    def do(self, number: str, by: Standing, command: Any) -> None:
        self.at += timedelta(minutes=1)
        kind, edition = (DISCLOSURE, PUBLISHING) if number == "pub" else (OBJECTION, MATTER)
        scene = Scene(kind=kind, by=by, at=self.at, edition=edition, calendar=KNOWN, whole=self.cases.get)
        for fact in law.decide(self.cases[number], command, scene):
            self.seqs[number] += 1
            entry = Entry(number, self.seqs[number], self.at, by.actor, fact)
            self.cases[number] = law.apply(self.cases[number], entry)

    def bring(self, number: str, days: int = 15, by: Standing = STRANGER, **more: Any) -> law.Case:
        self.begin(number, "objection", MATTER.matter, by.client)
        given = {
            "of_case": "pub",
            "words": "少了一件",
            "anonymous": True,
            "allowed": Allowed(days, "workday", "自定"),
        }
        self.do(number, by, c.BringObjection(**given | more))
        return self.cases[number]


@given(st.dates(date(2025, 1, 1), date(2026, 10, 1)), st.integers(1, 30))
def test_the_limit_counts_working_days_from_the_day_after(on: date, days: int) -> None:
    case = Hall(datetime(on.year, on.month, on.day, 9, tzinfo=CHINA)).bring("1", days)
    day, left = on, days
    while left:
        day += timedelta(days=1)
        left -= KNOWN.is_workday(day)
    assert law.times(case, MATTER, KNOWN).due_on == day


ACTS: dict[str, Any] = {
    "accept": c.AcceptObjection(),
    "check": c.CheckObjection(finding="少了一件", sources="台账"),
    "decide": c.DecideObjection(upshot=Upshot.CORRECTED, reason="漏了一件", basis="台账"),
    "follow": c.FollowDecision(),
}
NEXT = {("raised", "accept"): "held", ("held", "check"): "found", ("found", "decide"): "over"}


@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=8))
def test_only_the_order_accept_check_decide_comes_through(tried: list[str]) -> None:
    hall, stands = Hall(), "raised"
    hall.bring("1")
    for name in tried:
        after = NEXT.get((stands, name))
        if after is None:
            with pytest.raises(Refused):
                hall.do("1", OTHER, ACTS[name])
        else:
            hall.do("1", OTHER, ACTS[name])
            stands = after
    wanted = {
        "raised": State.OBJECTED,
        "held": State.CHECKING,
        "found": State.CHECKED,
        "over": State.RESOLVED,
    }
    assert hall.cases["1"].state is wanted[stands]


@pytest.mark.parametrize("who", [WRITER, HEAD])
@pytest.mark.parametrize("name", ["accept", "check", "decide"])
def test_who_made_the_publication_handles_no_step_whatever_posts_he_holds(who: Standing, name: str) -> None:
    hall = Hall()
    hall.bring("1")
    for before in itertools.takewhile(lambda one: one != name, ("accept", "check", "decide")):
        hall.do("1", OTHER, ACTS[before])
    both = Standing(actor=who.actor, permissions=OTHER.permissions, region=REGION, body=BODY)
    with pytest.raises(law.Forbidden, match="由您起草或者审查"):
        hall.do("1", both, ACTS[name])


@pytest.mark.parametrize("upshot", Upshot)
def test_what_it_comes_to_and_whom_it_lets_take_the_publication_down(upshot: Upshot) -> None:
    hall = Hall()
    hall.bring("1")
    for command in (
        ACTS["accept"],
        ACTS["check"],
        c.DecideObjection(upshot=upshot, reason="核对过", basis="台账"),
    ):
        hall.do("1", OTHER, command)
    assert hall.cases["1"].outcome in (Outcome.CONFIRMED, Outcome.CORRECTED, Outcome.RETRACTED)
    with pytest.raises(law.Forbidden):
        hall.do("pub", OTHER, c.FollowObjection(objection="1"))
    if upshot is not Upshot.RETRACTED:
        for number in ("1", "2"):
            with pytest.raises(Refused, match="没有决定撤回"):
                hall.do("pub", TIMER, c.FollowObjection(objection=number))
        return
    hall.do("pub", TIMER, c.FollowObjection(objection="1"))
    assert hall.cases["pub"].state is State.TAKEN_DOWN


@pytest.mark.parametrize("field", ["reason", "basis"])
@pytest.mark.parametrize("text", ["电话13800138000", "身份证号码990101199003070015"])
def test_nothing_personal_stands_beside_a_publication(field: str, text: str) -> None:
    hall = Hall()
    hall.bring("1")
    hall.do("1", OTHER, ACTS["accept"])
    hall.do("1", OTHER, ACTS["check"])
    with pytest.raises(Refused) as refused:
        given = {"upshot": Upshot.CONFIRMED, "reason": "核对过", "basis": "台账"}
        hall.do("1", OTHER, c.DecideObjection(**given | {field: text}))
    assert refused.value.field == field
    assert hall.cases["1"].state is State.CHECKED


def test_a_report_may_be_confidential_and_nobody_without_name_is_named() -> None:
    case = Hall().bring("1", about=Objecting.REPORT, confidential=True, anonymous=False, name="张三")
    assert case.objection is not None
    assert case.objection.confidential
    with pytest.raises(Refused, match="没有写姓名"):
        Hall().bring("1", anonymous=False)
    signed_in = Standing(actor=Actor(Role.APPLICANT, id="p1"))
    assert Hall().bring("1", anonymous=False, by=signed_in).objection
