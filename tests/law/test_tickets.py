"""A ticket of the hotline: its days against a brute count, no way to close it before feedback, none to lose it."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yichuang.law import cases as law
from yichuang.law import hotline
from yichuang.law.calendar import KNOWN
from yichuang.law.cases import Case, Refused
from yichuang.law.cases import commands as c
from yichuang.law.cases.scene import Scene
from yichuang.law.clocks import CHINA
from yichuang.law.facts import Allowed, CaseOpened, Entry, Spot, TicketClosed
from yichuang.law.hotline import USUAL, Call, Known, incident, likely_same, metres, same_words
from yichuang.law.hotline_words import (
    Elsewhere,
    Escalation,
    Passing,
    Rescue,
    Satisfaction,
    Solved,
    TicketClass,
)
from yichuang.law.kinds.ticket import MATTER, TICKET
from yichuang.law.mandates import PERMISSIONS, TIMER, Actor, Permission, Post, Reach, Standing
from yichuang.law.words import Channel, Role, State

REGION, HOME, BODIES = "513201000000", "hotline", ("water", "housing", "police")
NAMES = {HOME: "政务中心", **{code: code for code in BODIES}}
OPENED = datetime(2026, 3, 2, 9, tzinfo=CHINA)


def officer(name: str, body: str, *posts: Post, wide: bool = False) -> Standing:
    first, *others = (
        Reach(permissions=PERMISSIONS[post], region=REGION, body=None if wide else body) for post in posts
    )
    return Standing(
        actor=Actor(Role.OFFICER, id=name, name=name, body=body),
        permissions=first.permissions,
        region=REGION,
        body=first.body,
        others=tuple(others),
    )


PEOPLE: dict[str, Standing] = {
    "operator": officer("operator", HOME, Post.OPERATOR, wide=True),
    "second": officer("second", HOME, Post.OPERATOR, wide=True),
    "dispatcher": officer("dispatcher", HOME, Post.DISPATCHER, wide=True),
    "chief": officer("chief", HOME, Post.HOTLINE_HEAD, Post.DISPATCHER, wide=True),
    "citizen": Standing(actor=Actor(Role.APPLICANT, id="")),
    "system": TIMER,
    **{f"{body}-handler": officer(f"{body}-handler", body, Post.HANDLER, Post.HEAD) for body in BODIES},
    "inside": officer("inside", "water", Post.HANDLER, Post.OPERATOR),
}


class Ticket:
    """A ticket moved by the law alone."""

    def __init__(self, *, main: Case | None = None, terms: hotline.Terms = USUAL, **given: Any) -> None:
        first = CaseOpened(
            kind="ticket",
            matter=MATTER.matter,
            edition=1,
            name="停水",
            region=REGION,
            body=HOME,
            applicant="",
            channel=Channel.PHONE,
        )
        self.entries: list[Entry] = []
        self.main, self.terms = main, terms
        self.case = law.begin(Entry("1", 1, OPENED, PEOPLE["operator"].actor, first))
        plain: dict[str, Any] = {
            "about": TicketClass.COMPLAINT,
            "title": "停水",
            "words": "没水",
            "subject": "0201",
            "phone": "1",
        }
        self.do("operator", OPENED, c.RegisterTicket(**(plain | given)))

    def do(self, who: str, at: datetime, command: Any) -> None:
        scene = Scene(
            TICKET,
            PEOPLE[who],
            at,
            MATTER,
            KNOWN,
            body=NAMES.get,
            subject=lambda code: code or None,
            whole=lambda number: self.main,
            terms=lambda region: self.terms,
        )
        for fact in law.decide(self.case, command, scene):
            entry = Entry("1", self.case.version + 1, at, PEOPLE[who].actor, fact)
            self.entries.append(entry)
            self.case = law.apply(self.case, entry)

    @property
    def it(self) -> Any:
        return self.case.ticket

    def due(self) -> date:
        found = law.times(self.case, MATTER, KNOWN).due_on
        assert found is not None
        return found


def brute(start: date, amount: int, unit: str) -> date:
    """Walk day by day, as a clerk with a wall calendar would."""
    day, left = start, amount
    while left:
        day += timedelta(days=1)
        left -= unit == "day" or KNOWN.is_workday(day)
    while unit == "day" and not KNOWN.is_workday(day):
        day += timedelta(days=1)
    return day


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 1))
CLASSES = st.sampled_from([one for one in TicketClass if one is not TicketClass.EMERGENCY])


@given(DAYS, st.integers(0, 23), CLASSES, st.sampled_from(Passing))
def test_the_limits_end_where_a_clerk_counts_them_to(
    day: date, hour: int, about: TicketClass, passing: Passing
) -> None:
    ticket = Ticket(about=about)
    at = max(OPENED, datetime(day.year, day.month, day.day, hour, tzinfo=CHINA))
    ticket.do("dispatcher", at, c.Dispatch(lead="water", passing=passing))
    limit = {Passing.BY_PHONE: (3, "day"), Passing.IN_WRITING: (7, "day")}.get(passing)
    amount, unit = limit or (USUAL.classes[about.value].amount, "workday")
    assert ticket.due() == brute(at.date(), amount, unit)
    assert ticket.it.limit.basis


@given(DAYS, st.sampled_from([Passing.BY_PHONE, Passing.IN_WRITING]))
def test_an_extension_lengthens_the_same_limit_and_rolls_once(day: date, passing: Passing) -> None:
    ticket = Ticket()
    at = max(OPENED, datetime(day.year, day.month, day.day, 9, tzinfo=CHINA))
    ticket.do("dispatcher", at, c.Dispatch(lead="water", passing=passing))
    ticket.do("water-handler", at, c.ExtendTicket(reason="管材没到"))
    amount = 3 if passing is Passing.BY_PHONE else 7
    assert ticket.due() == brute(at.date(), amount + 5, "day")
    with pytest.raises(Refused, match="一次为限"):
        ticket.do("water-handler", at, c.ExtendTicket(reason="再来"))


def test_an_emergency_has_hours_to_the_scene_by_night_and_on_holidays() -> None:
    ticket = Ticket(about=TicketClass.EMERGENCY)
    at = datetime(2026, 10, 3, 23, 30, tzinfo=CHINA)
    ticket.do("dispatcher", at, c.Dispatch(lead="water"))
    times = law.times(ticket.case, MATTER, KNOWN)
    assert times.red_at == at + timedelta(hours=2)
    ticket.do("water-handler", at + timedelta(hours=1), c.ArriveOnScene(place="桥头", photo="0" * 64))
    assert ticket.due() == brute(date(2026, 10, 3), 1, "workday")


_POOL: list[Any] = [
    partial(c.SortTicket, about=TicketClass.HELP, subject="0201"),
    partial(c.SortTicket, about=TicketClass.EMERGENCY, subject="0202"),
    *(partial(c.AnswerDirectly, words="已告知", told=told) for told in (True, False)),
    *(partial(c.TellOtherWay, way=Elsewhere.COURT, words="去法院", told=told) for told in (True, False)),
    partial(c.TransferEmergency, rescue=Rescue.FIRE, taken_by="1"),
    *(partial(c.Dispatch, lead=body, reason="换") for body in BODIES),
    partial(c.Dispatch, lead="water", joint=("housing",), passing=Passing.BY_PHONE, reason="换"),
    partial(c.AssignFinally, lead="water", reason="定"),
    c.SignFor,
    partial(c.ReturnTicket, reason="不是", basis="三定"),
    partial(c.ExtendTicket, reason="难"),
    c.Urge,
    partial(c.EscalateTicket, level=Escalation.OFFICE, reason="久"),
    partial(c.ArriveOnScene, place="桥头", photo="a" * 64),
    partial(c.JoinReport, words="好了"),
    partial(c.AnswerTicket, words="修好了", solved=Solved.YES),
    partial(c.AnswerTicket, words="没有", solved=Solved.NO, plan="再修", plan_on=date(2027, 1, 1), lacking="不等"),
    partial(c.CallBack, reached=False),
    *(
        partial(c.CallBack, reached=True, solved=solved, satisfaction=satisfaction)
        for solved in (True, False)
        for satisfaction in (Satisfaction.GOOD, Satisfaction.BAD)
    ),
    partial(c.RateTicket, satisfaction=Satisfaction.FAIR, solved=True),
    partial(c.RateTicket, satisfaction=Satisfaction.VERY_BAD),
    partial(c.SayUnsolved, words="没有好"),
    partial(c.MergeTicket, into="2", reason="一样"),
    partial(c.MergeTicket, into="2", reason="一样", same_caller=True),
    partial(c.SplitTicket, reason="不一样"),
    partial(c.FollowMain, main="2"),
    partial(c.CloseTicket, reason="三次没有人接"),
    partial(c.CloseExplained, reason="依法办理没有新的事实理由"),
    partial(c.Archive, volume="1"),
]  # fmt: skip


_SHORT = (c.AnswerDirectly, c.TellOtherWay, c.TransferEmergency, c.MergeTicket, c.RateTicket, c.SortTicket)
"""Ways that end a ticket soon, or lead nowhere: taken seldom, so that the long ones are walked too."""


def _tried(ticket: Ticket, chance: random.Random, steps: int) -> None:
    """Mostly what stands open to somebody, now and then anything by anybody."""
    at = OPENED
    for _ in range(steps):
        at += timedelta(hours=chance.choice([0, 1, 5, 26, 140]))
        who = chance.choice(list(PEOPLE))
        pool = [one() for one in _POOL]
        if chance.random() < 0.9:
            open_ = [x.command for x in law.offers(ticket.case, scene_of(ticket, PEOPLE[who])) if x.open]
            kinds = [
                x for x in open_ if any(isinstance(one, x) for one in pool) and x not in (c.Archive, c.Urge)
            ]
            if chance.random() < 0.9:
                kinds = [x for x in kinds if x not in _SHORT]
            if not kinds:
                continue
            kind = chance.choice(kinds)
            pool = [one for one in pool if isinstance(one, kind)]
        before, told = ticket.case, len(ticket.entries)
        try:
            ticket.do(who, at, chance.choice(pool))
        except Refused as refused:
            assert str(refused) and ticket.case is before and len(ticket.entries) == told
        held_together(ticket, before)


def held_together(ticket: Ticket, before: Case) -> None:
    """What must hold after every act."""
    case, it = ticket.case, ticket.it
    assert case.state in TICKET.states
    assert (case.state in law.OPEN_STATES) != (case.state in {State.SETTLED, State.ARCHIVED})
    if case.state in {State.SETTLED, State.ARCHIVED} and before.state in law.OPEN_STATES:
        last = ticket.entries[-1].fact
        explained = isinstance(last, TicketClosed) and last.explained
        unreached = (
            len(it.tries) >= USUAL.tries
            if it.contact
            else (case.decided_on - it.answered_on).days > USUAL.offered
        )
        with_main = isinstance(last, TicketClosed) and bool(last.with_main) and it.same_caller
        heard = it.said is not None and it.said.content
        assert it.told or heard or (explained and it.asked) or unreached or with_main
    if case.state in {State.DISPATCHED, State.HANDLING}:
        assert case.body == it.lead != "" and it.limit is not None and case.assigned is not None
        assert law.governing(case, MATTER) is not None
    else:
        assert case.body == HOME
    assert len(it.returned) <= USUAL.returns
    assert it.against not in (it.lead, *it.joint) or not it.against
    if case.state is not State.MERGED and case.state is not State.ARCHIVED:
        ways = [
            offer.act.name
            for who in PEOPLE.values()
            for offer in law.offers(case, scene_of(ticket, who))
            if offer.open
        ]
        assert set(ways) - {"urge", "escalate_ticket", "rate_ticket", "invite_supervisor"}, case.state


def scene_of(ticket: Ticket, who: Standing) -> Scene:
    later = ticket.case.last_at + timedelta(days=30)
    return Scene(TICKET, who, later, MATTER, KNOWN, body=NAMES.get, whole=lambda number: ticket.main)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**9), st.booleans(), st.booleans(), st.sampled_from(TicketClass))
def test_nothing_closes_before_feedback_and_nothing_is_lost(
    seed: int, contact: bool, with_main: bool, about: TicketClass
) -> None:
    main = Ticket()
    main.do("dispatcher", OPENED, c.Dispatch(lead="water"))
    if with_main:
        main.do("water-handler", OPENED, c.SignFor())
        main.do("water-handler", OPENED, c.AnswerTicket(words="好了", solved=Solved.YES))
    ticket = Ticket(main=main.case, about=about, phone="1" if contact else "", against="police")
    _tried(ticket, random.Random(seed), 120)


def test_a_body_that_returns_for_ever_is_stopped() -> None:
    ticket = Ticket()
    at = OPENED
    for body in ("water", "housing"):
        at += timedelta(hours=1)
        ticket.do("dispatcher", at, c.Dispatch(lead=body))
        ticket.do(f"{body}-handler", at, c.ReturnTicket(reason="不是", basis="三定"))
    with pytest.raises(Refused, match="应当核定"):
        ticket.do("dispatcher", at, c.Dispatch(lead="water"))
    ticket.do("chief", at, c.AssignFinally(lead="water", reason="定"))
    with pytest.raises(Refused, match="不得退回"):
        ticket.do("water-handler", at, c.ReturnTicket(reason="不是", basis="三定"))
    assert ticket.it.escalated is Escalation.PROBLEM


@pytest.mark.parametrize("who", ["water-handler", "inside"])
def test_nobody_of_the_body_that_handled_it_calls_back(who: str) -> None:
    ticket = Ticket()
    ticket.do("dispatcher", OPENED, c.Dispatch(lead="water"))
    ticket.do("water-handler", OPENED, c.SignFor())
    ticket.do("water-handler", OPENED, c.AnswerTicket(words="好了", solved=Solved.YES))
    with pytest.raises(law.Forbidden):
        ticket.do(who, OPENED, c.CallBack(reached=True, solved=True, satisfaction=Satisfaction.GOOD))


def test_the_caller_of_a_secret_ticket_leaves_no_place_in_the_open() -> None:
    ticket = Ticket(about=TicketClass.REPORT, place="团结街42号", lat=31.9, lon=102.2, caller="王")
    fact: Any = ticket.entries[0].fact
    assert fact.place == "" and fact.spot is None and "团结街42号" in fact.hidden_place.text
    assert ticket.it.place == "" and ticket.it.spot is None


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (float("nan"), 0), (1, None)])
def test_a_place_that_is_nowhere_is_refused(lat: float, lon: float | None) -> None:
    with pytest.raises(Refused):
        Ticket(lat=lat, lon=lon)


def test_a_region_sets_its_own_limits_and_a_wrong_setting_is_named() -> None:
    own = hotline.read({"by_phone": {"amount": 2, "unit": "workday", "basis": "本市规定"}})
    assert own.limit(TicketClass.HELP, Passing.BY_PHONE) == Allowed(2, "workday", "本市规定")
    assert own.in_writing == USUAL.in_writing
    for wrong in (
        {"by_fax": {"amount": 2, "unit": "day", "basis": "x"}},
        {"by_phone": {"amount": 2, "unit": "month", "basis": "x"}},
        {"by_phone": {"amount": 0, "unit": "day", "basis": "x"}},
        {"by_phone": {"amount": 2, "unit": "day", "basis": " "}},
        {"arrival": {"amount": 2, "unit": "day", "basis": "x"}},
        {"classes": {"joke": {"amount": 2, "unit": "day", "basis": "x"}}},
    ):
        with pytest.raises(ValueError):
            hotline.read(wrong)


@given(DAYS, st.integers(1, 30), st.sampled_from(["workday", "day"]))
def test_a_region_calls_back_within_its_own_limit(day: date, amount: int, unit: str) -> None:
    own = hotline.read({"call_back": {"amount": amount, "unit": unit, "basis": "本市规定"}})
    ticket = Ticket(terms=own)
    at = max(OPENED, datetime(day.year, day.month, day.day, 10, tzinfo=CHINA))
    ticket.do("dispatcher", at, c.AnswerDirectly(words="已经处理"))
    assert ticket.due() == brute(at.date(), amount, unit)
    usual = Ticket()
    usual.do("dispatcher", at, c.AnswerDirectly(words="已经处理"))
    assert usual.due() == brute(at.date(), USUAL.call_back.amount, USUAL.call_back.unit)


HERE = Spot(lat=31_904_000, lon=102_210_200)


def spot(north: int, east: int = 0) -> Spot:
    return Spot(lat=HERE.lat + north, lon=HERE.lon + east)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        (HERE, HERE, 0),
        (HERE, spot(1000), 111),
        (Spot(lat=0, lon=0), Spot(lat=0, lon=1_000_000), 111_195),
        (Spot(lat=0, lon=179_999_000), Spot(lat=0, lon=-179_999_000), 222),
        (Spot(lat=90_000_000, lon=0), Spot(lat=-90_000_000, lon=0), 20_015_087),
    ],
)
def test_metres_are_those_of_the_sphere(one: Spot, other: Spot, far: int) -> None:
    assert metres(one, other) == metres(other, one) == far


def tell(number: str, minutes: int = 0, **more: Any) -> Known:
    plain: dict[str, Any] = {
        "subject": "0201",
        "title": "团结街停水",
        "place": "",
        "spot": HERE,
        "caller": "",
    }
    return Known(number, OPENED + timedelta(minutes=minutes), **(plain | more))


def test_likeness_is_of_place_subject_words_and_caller_and_the_oldest_comes_first() -> None:
    new = tell("9", 60)
    hits = likely_same(new, [tell("2", 5), tell("1"), tell("3", spot=spot(3000)), tell("9")])
    assert [hit.number for hit in hits] == ["1", "2", "3"] and hits[0].score > hits[2].score
    assert not likely_same(new, [tell("4", spot=spot(3000), title="路灯不亮", subject="0103")])
    assert not likely_same(new, [tell("5", -60 * 24 * 8)])
    (caller,) = likely_same(tell("9", caller="h"), [tell("6", caller="h", spot=None, title="催一下")])
    assert caller.same_caller and "同一电话" in caller.why


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_of_words_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= same_words(one, other) <= 1
    assert same_words(one, other) == same_words(other, one)


def calls(*who: tuple[str, int, Spot]) -> list[Call]:
    return [
        Call(str(n), OPENED + timedelta(minutes=m), where, caller) for n, (caller, m, where) in enumerate(who)
    ]


def test_five_callers_near_each_other_in_two_hours_are_one_incident() -> None:
    last = Call("x", OPENED + timedelta(minutes=119), HERE, "e")
    four = [("a", 0, HERE), ("b", 1, spot(1000)), ("c", 2, HERE), ("d", 3, spot(4000))]
    found = incident(last, calls(*four))
    assert found is not None and found.callers == 5 and found.numbers[0] == "0" and found.since == OPENED
    assert incident(last, calls(*four[:3], ("a", 9, HERE))) is None, "one caller counts once"
    assert incident(last, calls(*four[:3], ("d", 3, spot(9000)))) is None, "too far"
    assert incident(last, calls(*four[:3], ("d", -3, HERE))) is None, "too long ago"


def test_every_post_of_the_hotline_may_do_what_its_name_says_and_no_more() -> None:
    may = {post: {one for one in PERMISSIONS[post] if one.value.startswith("ticket.")} for post in Post}
    assert Permission.TICKET_DISPATCH not in may[Post.OPERATOR]
    assert may[Post.HANDLER] == {Permission.TICKET_READ, Permission.TICKET_HANDLE}
    assert not any(
        Permission.TICKET_HANDLE in may[post] and Permission.TICKET_CALL_BACK in may[post] for post in Post
    )
    assert not any(
        Permission.CASE_READ in PERMISSIONS[post] for post in (Post.OPERATOR, Post.DISPATCHER, Post.HANDLER)
    )
    assert not may[Post.WINDOW_CLERK] and not may[Post.ADMINISTRATOR]
