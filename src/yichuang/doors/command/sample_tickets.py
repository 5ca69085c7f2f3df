"""Tickets of the hotline lived through by their people: a half year as the documents count it, and the weeks behind the demonstration."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from yichuang.law import cases as law
from yichuang.law.calendar import Calendar
from yichuang.law.cases import Case
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.hotline_words import Line, Passing, Satisfaction, Solved, TicketClass
from yichuang.law.kinds.ticket import MATTER, TICKET
from yichuang.law.mandates import Standing
from yichuang.law.words import State
from yichuang.office.cases import acts, bulk
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.cases.acts import Client
from yichuang.office.cases.bulk import Life
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Officer
from yichuang.office.hotline import acts as hotline
from yichuang.office.hotline import finding, places
from yichuang.office.sealing import unlock

REGION = "513201000000"
SERIAL = 800_000
"""Where the numbers of sample tickets begin, away from those of others."""
TITLES = {
    "0201": ("停水一整天没有通知", "水龙头没有水"), "0202": ("水管爆了，路面积水",), "0203": ("自来水发黄",), "0204": ("水费比上个月多一倍",),
    "0103": ("路灯不亮", "整条街没有路灯"), "0101": ("路面坑洼，电动车摔倒",), "0102": ("井盖不见了",), "0104": ("下雨就积水",),
    "0501": ("暖气不热，老人孩子冷",), "0701": ("垃圾三天没有人收",), "0702": ("摆摊占了人行道",), "0704": ("夜里施工太吵", "广场舞声音大"),
    "0601": ("电梯停了两天",), "0801": ("公交车等了一个小时",), "0803": ("车停在消防通道上",),
}  # fmt: skip
WORDS = "反映人说：{title}，地点在{place}，请尽快处理。"
DONE = "派人到现场看过，已经处理，并向反映人作了说明。"
LINES = (Line.PHONE,) * 6 + (Line.WEB, Line.WEB, Line.VISIT, Line.LETTER)


@dataclass(slots=True)
class Cast:
    """The people of the hotline, and the source of chance."""

    chance: Random
    until: datetime
    calendar: Calendar
    operator: Standing
    caller_back: Standing
    dispatcher: Standing
    handlers: dict[str, Standing]
    home: str

    def grain(self) -> bytes:
        """The salt of a personal text."""
        return self.chance.randbytes(16)


def cast(chance: Random, until: datetime) -> Cast:
    """Call the people of the demonstration."""
    day = law.day(until)

    def of(username: str) -> Standing:
        return directory.officer_standing(Officer.objects.get(user__username=username).number, day)

    handler = of("handler")
    body = handler.actor.body
    return Cast(
        chance, until, directory.calendar(), of("operator"), of("hotline"), of("dispatcher"), {body: handler}, hotline.home(REGION)
    )  # fmt: skip


def scene(people: Cast, by: Standing, at: datetime, main: Case | None = None) -> law.Scene:
    """The circumstances of an act; `main` is the ticket that another one is merged into."""
    return law.Scene(TICKET, by, at, MATTER, people.calendar, body=catalogue.body_name, terms=settings.terms,
                     subject=settings.subject, whole=lambda number: main)  # fmt: skip


def registered(people: Cast, serial: int, at: datetime, **told: Any) -> Life:
    """A demand on record; what is not told is left to chance."""
    dice = people.chance
    subject = told.get("subject") or dice.choice(tuple(TITLES))
    place = dice.choice(places.places(REGION)[:10])
    title = dice.choice(TITLES[subject])
    anonymous = dice.random() < 0.05
    about = dice.choice((TicketClass.HELP, TicketClass.COMPLAINT, TicketClass.COMPLAINT, TicketClass.CONSULT))
    plain: dict[str, Any] = {
        "about": about, "title": title, "line": dice.choice(LINES), "subject": subject,
        "place": place.name, "lat": place.lat + dice.uniform(-0.001, 0.001), "lon": place.lon + dice.uniform(-0.001, 0.001),
        "caller": "" if anonymous else "示例诉求人", "phone": "" if anonymous else f"139{dice.randrange(4000):08d}", "anonymous": anonymous,
    } | told  # fmt: skip
    words = WORDS.format(title=plain["title"], place=plain["place"])
    command = c.RegisterTicket(words=words, **plain)
    client = Client("", hotline.ANONYMOUS if command.anonymous else "示例诉求人", command.phone[-4:])
    number = acts.numbered(REGION, people.home, law.day(at), (SERIAL + serial) % 1_000_000)
    first = hotline.first(command, REGION, people.home, client)
    here = scene(people, people.operator, at)
    life = bulk.begin(first, number, client, f"{dice.randrange(10**8):08d}", by=here, grain=people.grain)
    life.act(command, here, grain=people.grain)
    return life


def lived(people: Cast, life: Life, *, answered: bool, closed: bool) -> None:
    """Pass it on by telephone or in writing, answer it within its limit, ask the caller, close it."""
    dice, at = people.chance, life.case.opened_at

    def act(by: Standing, command: Any, wait: timedelta) -> None:
        nonlocal at
        at += wait
        life.act(command, scene(people, by, at), grain=people.grain)

    (body, handler), *_ = people.handlers.items()
    passing = dice.choice((Passing.BY_PHONE, Passing.IN_WRITING))
    act(people.dispatcher, c.Dispatch(lead=body, passing=passing), timedelta(minutes=dice.randint(3, 90)))
    act(handler, c.SignFor(), timedelta(minutes=dice.randint(5, 200)))
    if not answered:
        return
    most = 2 if passing is Passing.BY_PHONE else 5
    solved = Solved.YES if dice.random() < 0.96 else Solved.PARTLY
    act(handler, c.AnswerTicket(words=DONE, solved=solved, plan="分段改造" if solved is Solved.PARTLY else "",
                                plan_on=law.day(at) + timedelta(days=60) if solved is Solved.PARTLY else None),
        timedelta(hours=dice.randint(2, most * 24)))  # fmt: skip
    if closed:
        called_back(people, act, life)


def called_back(people: Cast, act: Any, life: Life) -> None:
    """Ask the caller, who is content; close it."""
    ticket = life.case.ticket
    assert ticket is not None
    if ticket.contact:
        said = people.chance.choice(
            (Satisfaction.VERY_GOOD, Satisfaction.GOOD, Satisfaction.GOOD, Satisfaction.FAIR)
        )
        act(
            people.caller_back,
            c.CallBack(reached=True, solved=True, satisfaction=said, words="知道了"),
            timedelta(hours=3),
        )
    if life.case.state in (State.CALLED_BACK, State.ANSWERED):
        reason = "" if ticket.contact else "匿名，没有留电话，答复已经公开，五天没有意见"
        act(people.caller_back, c.CloseTicket(reason=reason), timedelta(days=0 if ticket.contact else 6))


def half_year(until: datetime, received: int, closed: int, *, seed: int = 12319) -> list[Life]:
    """So many demands received in the half year before a day, so many of them closed, every answer in time."""
    people = cast(Random(seed), until)  # noqa: S311 - repeatable
    begin = until - timedelta(days=181)
    lives = []
    for n in range(received):
        left = n >= closed
        span = 3_600 * 30 if left else (until - timedelta(days=20) - begin).total_seconds()
        at = (until - timedelta(seconds=people.chance.uniform(60, span))) if left else begin + timedelta(seconds=people.chance.uniform(0, span))  # fmt: skip
        life = registered(people, n, at.astimezone(CHINA))
        if not left:
            lived(people, life, answered=True, closed=True)
        lives.append(life)
    return lives


def put(lives: Iterable[Life], incidents: Mapping[str, str] | None = None) -> int:
    """Put them on record, cases, facts and rows; which belong to one incident is told by number. Returns how many."""
    lives = list(lives)
    return hotline.put(lives, [_who(life) for life in lives], incidents or {})


def _who(life: Life) -> str:
    """Under which hash the caller is found again."""
    told = next((link for link in life.chain.links if link.record["type"] == "TicketRegistered"), None)
    phone = next((unlock(text) for name, _, text in told.texts if name == "phone"), "") if told else ""
    return finding.caller_of(phone)


def fill(until: datetime, count: int = 300, *, seed: int = 2026) -> int:
    """The last weeks of the demonstration's hotline: most closed, some on every desk, some late."""
    people = cast(Random(seed), until)  # noqa: S311 - repeatable
    lives = []
    for n in range(count):
        old = n % 5 > 0
        back = people.chance.uniform(16, 75) if old else people.chance.uniform(0.05, 9)
        at = (until - timedelta(days=back)).astimezone(CHINA)
        life = registered(people, 100_000 + n, at)
        with contextlib.suppress(law.Refused):  # what the law does not let this one do, he does not do
            lived(people, life, answered=old or n % 3 == 0, closed=old)
        if life.case.last_at < until:
            lives.append(life)
    return put(lives)
