"""The rarer tickets of the demonstration's hotline: every state, an incident, emergencies, late ones, done again, nobody reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from yichuang.doors.command import sample_tickets
from yichuang.doors.command.sample_tickets import Cast, cast, registered, scene
from yichuang.law.cases import commands as c
from yichuang.law.hotline_words import Elsewhere, Escalation, Line, Passing, Satisfaction, Solved, TicketClass
from yichuang.law.mandates import Standing
from yichuang.office.cases.bulk import Life
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Officer
from yichuang.office.files import acts as files

SERIAL = 150_000
"""Where their numbers begin, away from the others of the sample."""
LAT, LON = 31.9040, 102.2102
DONE = "派人到现场查看，已经处理完毕，并向反映人说明了原因。"
GOOD = c.CallBack(reached=True, solved=True, satisfaction=Satisfaction.GOOD, words="水来了")
BAD = c.CallBack(reached=True, solved=False, satisfaction=Satisfaction.BAD, words="还是老样子")
NOBODY = c.CallBack(reached=False)
SIGN, CLOSE = c.SignFor(), c.CloseTicket()
ANSWER = c.AnswerTicket(words=DONE, solved=Solved.YES)
Step = tuple[timedelta, Standing, Any]


def _h(hours: float) -> timedelta:
    return timedelta(hours=hours)


class _Stage:
    """Plays short scenes up to now; what would lie in the future does not happen."""

    def __init__(self, people: Cast) -> None:
        self.people, self.lives, self.serial = people, list[Life](), SERIAL
        day = people.until.date()
        second = Officer.objects.get(user__username="handler2")
        self.water = next(iter(people.handlers.values()))
        self.housing = directory.officer_standing(second.number, day)
        self.photo = files.sample_material()

    def ticket(self, ago: float, subject: str, *steps: Step, main: Life | None = None, **told: Any) -> Life:
        """One ticket, registered so many hours ago, and what became of it."""
        self.serial += 1
        life = registered(self.people, self.serial, self.people.until - _h(ago), subject=subject, **(_CALLER | {"phone": f"138{self.serial:08d}"} | told))  # fmt: skip
        self.play(life, steps, main)
        self.lives.append(life)
        return life

    def play(self, life: Life, steps: Iterable[Step], main: Life | None = None) -> None:
        """Let it go on."""
        at = life.case.last_at
        for wait, by, command in steps:
            at += wait
            if at > self.people.until:
                return
            life.act(command, scene(self.people, by, at, main.case if main else None), grain=self.people.grain)  # fmt: skip

    def sent(self, after: float = 0.3, passing: Passing = Passing.BY_PHONE) -> Step:
        """Passed on to the water bureau."""
        return (_h(after), self.people.dispatcher, c.Dispatch(lead=self.water.actor.body, passing=passing))


_CALLER: dict[str, Any] = {"caller": "示例诉求人", "anonymous": False, "line": Line.PHONE, "about": TicketClass.HELP}  # fmt: skip


def _new(stage: _Stage) -> None:
    """What came in today waits on every desk."""
    for ago, subject in ((0.4, "0203"), (1.2, "0103"), (2.5, "0803"), (5, "0601")):
        stage.ticket(ago, subject)
    for ago in (3, 6, 20):
        stage.ticket(ago, "0204", stage.sent())
    stage.ticket(8, "0704", about=TicketClass.REPORT, confidential=True)


def _at_once(stage: _Stage) -> None:
    """Answered at the desk, told another channel, given to an emergency line."""
    by = stage.people.operator
    told = c.AnswerDirectly(words="水费按阶梯水价计算，上月用水超过第一阶梯。", told=True)
    for n in range(14):
        stage.ticket(30 + 96 * n, "0204", (_h(0.1), by, told), about=TicketClass.CONSULT)
    for n in range(5):  # one who comes again and again
        stage.ticket(
            26 + 170 * n, "0704", (_h(0.1), by, told), about=TicketClass.COMPLAINT, phone="13812319000"
        )
    way = c.TellOtherWay(way=Elsewhere.ARBITRATION, words="劳动争议请到市人社局仲裁院申请仲裁，带劳动合同。", told=True)  # fmt: skip
    stage.ticket(150, "0601", (_h(0.1), by, way), about=TicketClass.COMPLAINT, title="和单位的工资争议怎么办")
    stage.ticket(40, "0203", (_h(1), by, c.AnswerDirectly(words="管网冲洗，水发黄两小时内恢复。")), line=Line.WEB)  # fmt: skip


def _emergencies(stage: _Stage) -> None:
    """One over, with its scene and proof; one on the way right now."""
    there = c.ArriveOnScene(place="团结街路口", photo=stage.photo, lat=LAT, lon=LON)
    told: dict[str, Any] = {"about": TicketClass.EMERGENCY, "place": "马尔康镇团结街", "lat": LAT, "lon": LON}
    stage.ticket(76, "0202", stage.sent(0.1), (_h(0.1), stage.water, SIGN), (_h(0.6), stage.water, there),
                 (_h(4), stage.water, ANSWER), (_h(3), stage.people.caller_back, GOOD), (_h(0.1), stage.people.caller_back, CLOSE),
                 **told)  # fmt: skip
    stage.ticket(0.9, "0202", stage.sent(0.1), (_h(0.1), stage.water, SIGN), **told)


def _late(stage: _Stage) -> None:
    """Past their limits: signed and silent, lifted, one not even signed for."""
    for ago in (220, 260, 310):
        stage.ticket(ago, "0201", stage.sent(), (_h(3), stage.water, SIGN), about=TicketClass.COMPLAINT)
    lift = c.EscalateTicket(level=Escalation.OFFICE, reason="逾期五天没有答复，反映人催过两次")
    stage.ticket(400, "0201", stage.sent(), (_h(2), stage.water, SIGN), (_h(90), stage.people.operator, c.Urge(words="怎么还没有人来")),
                 (_h(120), stage.people.caller_back, lift))  # fmt: skip
    stage.ticket(200, "0203", stage.sent())


def _again(stage: _Stage) -> None:
    """Done again after the call-back; once for good, once still under way; nobody reached; two bodies; returned until decided."""
    call = stage.people.caller_back
    first = (stage.sent(), (_h(2), stage.water, SIGN), (_h(20), stage.water, ANSWER), (_h(3), call, BAD))
    stage.ticket(
        700, "0201", *first, (_h(20), stage.water, ANSWER), (_h(4), call, GOOD), (_h(0.1), call, CLOSE)
    )
    stage.ticket(60, "0203", *first)
    tries = ((_h(3), call, NOBODY), (_h(2), call, NOBODY), (_h(22), call, NOBODY))
    gone = c.CloseTicket(reason="两天打了三次没有人接，答复已经发短信")
    stage.ticket(500, "0204", *first[:3], *tries, (_h(1), call, gone))
    both = c.Dispatch(lead=stage.water.actor.body, joint=(stage.housing.actor.body,), passing=Passing.IN_WRITING)  # fmt: skip
    stage.ticket(300, "0104", (_h(1), stage.people.dispatcher, both), (_h(2), stage.water, SIGN),
                 (_h(24), stage.housing, c.JoinReport(words="雨水口已经清掏")), (_h(2), stage.water, ANSWER), (_h(5), call, GOOD))  # fmt: skip
    back = (_h(2), stage.water, c.ReturnTicket(reason="路面不归水务局管", basis="水务局职责规定", suggests="住建局"))  # fmt: skip
    final = c.AssignFinally(lead=stage.housing.actor.body, reason="按照职责规定由住建局主办", passing=Passing.IN_WRITING)  # fmt: skip
    stage.ticket(90, "0101", stage.sent(), back, stage.sent(1), back, (_h(1), call, final), (_h(2), stage.housing, SIGN))  # fmt: skip
    for ago in (50, 74):
        stage.ticket(ago, "0203", *first[:3])
    filed = (*first[:3], (_h(3), call, GOOD), (_h(0.1), call, CLOSE))
    for n, ago in enumerate((900, 1100, 1300, 1500)):
        stage.ticket(ago, "0201", *filed, (_h(60), call, c.Archive(volume=f"RX-{n + 1:03d}")))


def _incident(stage: _Stage) -> dict[str, str]:
    """A street without water: eight callers within the hour, most merged into the first, which is under way. Returns who belongs to it."""
    main = stage.ticket(27, "0201", stage.sent(0.9), (_h(0.5), stage.water, SIGN), **_street(0))
    lives = [main]
    for n in range(1, 8):
        merged = c.MergeTicket(into=main.case.number, reason="同一条街同时停水")
        steps: tuple[Step, ...] = ((_h(1.5), stage.people.dispatcher, merged),) if n < 6 else ()
        lives.append(stage.ticket(27 - 0.1 * n, "0201", *steps, main=main, **_street(n)))
    return {life.case.number: main.case.number for life in lives}


def _street(n: int) -> dict[str, Any]:
    return {
        "place": "马尔康镇团结街",
        "lat": LAT + n * 0.0002,
        "lon": LON - n * 0.0002,
        "title": "整条街停水，没有通知",
    }


def fill(until: datetime, *, seed: int = 12345) -> int:
    """Play all of them and put them on record, after the many of the last weeks. Returns how many."""
    usual = sample_tickets.fill(until)
    stage = _Stage(cast(Random(seed), until))  # noqa: S311 - repeatable
    for play in (_new, _at_once, _emergencies, _late, _again):
        play(stage)
    marks = _incident(stage)
    return usual + sample_tickets.put(stage.lives, marks)
