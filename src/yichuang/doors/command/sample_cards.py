"""Supervision of the demonstration: the cards that the rules in force find in the last month, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import Q

from yichuang.doors.command.lives import Hall
from yichuang.law import cases as law
from yichuang.law import supervision
from yichuang.law import trail as chains
from yichuang.law.cases import commands as c
from yichuang.law.kinds.card import CARD, MATTER
from yichuang.law.mandates import TIMER, Permission, Standing
from yichuang.law.supervision import Finding, Manner
from yichuang.law.words import Level, State
from yichuang.office.analysis import acts as analysis
from yichuang.office.cases import acts, apart, bulk, reads
from yichuang.office.cases.acts import Client
from yichuang.office.cases.bulk import Life
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.supervision import acts as watching
from yichuang.office.supervision import rules
from yichuang.office.trail import acts as trail
from yichuang.office.trail.models import FactRow
from yichuang.site import followers

DAYS, SERIAL = 30, 700_000
"""How far back cards are raised; where their numbers begin, away from those of cases."""
LATE = (
    "经办人外出参加现场核查，材料交接晚了",
    "当天系统升级，登记迟了，有停机通知",
    "承办人休假，没有及时转交",
)
DEED = (
    "经办人对规定理解有误，已经组织学习",
    "按老办法办理，没有核对新的办事指南",
    "操作时选错了栏目，已经更正",
)
UPHELD = ("情况属实，说明的理由不能免除责任", "有办理轨迹为证，责任单位没有提出反证", "情况属实")
LOWERED = "情况属实；没有造成申请人损失，主动改正，降低等级"
LIFTED = ("有停机通知为证，不是经办人的责任", "经核对，申请人书面要求推迟办理")
RIGHTED = (
    "已经办结，并向申请人说明情况；建立每日到期提醒",
    "已经完善交接登记，指定专人负责",
    "已经退还多要的材料，修改一次性告知模板",
)
APPEALED = "申请人书面要求推迟现场核查，说明时没有附上该材料"
Step = tuple[float, Any, Standing]


def fill(until: datetime, *, seed: int = 2026) -> int:
    """Raise and handle the cards of the last month. Returns how many there are."""
    hall = Hall(Random(seed), until)  # noqa: S311 - a sample must be repeatable
    issued = CaseRow.objects.filter(kind="card", state=State.ISSUED.value)
    waiting = list(issued.order_by("number").values_list("number", flat=True))
    known = set(FactRow.objects.filter(seq=1, key__isnull=False).values_list("key", flat=True))
    lives = [
        _life(hall, serial, finding, row)
        for serial, (finding, row) in enumerate(_found(hall))
        if watching.key_of(finding) not in known
    ]
    lives.sort(key=lambda one: one.case.last_at)  # what happened last is read as the latest news
    with transaction.atomic():
        bulk.put(lives, hall.calendar)
    for number in waiting:
        _go_on(hall, Kept(reads.folded(number)))
    trail.caught_up(followers.FOLLOWERS)
    watching.rebuild(until)
    analysis.keep([*waiting, *(one.case.number for one in lives)])
    return len(lives) + len(waiting)


@dataclass(slots=True)
class Kept:
    """A card that is on record already; its further life goes there act by act."""

    case: law.Case

    def act(self, command: Any, here: law.Scene, *, grain: Any) -> None:
        """Do one act. Raises Refused like any other act."""
        self.case = acts.act(self.case.number, command, by=here.by, at=here.at).case


def _found(hall: Hall) -> Iterator[tuple[Finding, CaseRow]]:
    """What the rules in force find in the last month, case by case."""
    since = hall.until - timedelta(days=DAYS)
    alive = CaseRow.objects.exclude(kind="card").filter(Q(open=True) | Q(last_at__gte=since))
    rows = {row.number: row for row in alive.defer("folded").order_by("number")}
    facts = FactRow.objects.filter(case__in=rows).order_by("case", "seq").values_list("record", flat=True)
    entries = (chains.read(record) for record in facts.iterator(5000))
    for number, told in groupby(entries, key=lambda entry: entry.case):
        row = rows[number]
        edition, held = catalogue.edition(row.matter, row.edition), rules.in_force(row.region).rules
        for one in supervision.replay(held.rules, told, edition, hall.calendar, hall.until):
            if one.at >= since:
                yield one, row


def _life(hall: Hall, serial: int, finding: Finding, row: CaseRow) -> Life:
    """One card from its raising to wherever it stands today."""
    number = acts.numbered(row.region, row.body, law.day(finding.at), (SERIAL + serial) % 1_000_000)
    first = apart.opened(MATTER, finding.rule.name[:60], row.body, row.region, row.number)
    raised = watching.card_of(finding, rules.in_force(row.region))
    here, key = partial(_scene, hall), watching.key_of(finding)
    client = Client("", raised.officer_name)
    new = bulk.begin(first, number, client, "", by=here(TIMER, finding.at), grain=hall.grain, key=key)
    new.act(raised, here(TIMER, finding.at), grain=hall.grain)
    _go_on(hall, new)
    return new


def _go_on(hall: Hall, new: Life | Kept) -> None:
    """Let a card go its way until today."""
    at = new.case.opened_at
    for days, command, by in _course(hall, new):
        at = max(hall.moment(at, days), new.case.last_at + timedelta(minutes=1))
        if at > hall.until:
            break
        try:
            new.act(command, _scene(hall, by, at), grain=hall.grain)
        except law.Refused:
            break


def _scene(hall: Hall, by: Standing, at: datetime) -> law.Scene:
    return law.Scene(CARD, by, at, MATTER, hall.calendar, body=catalogue.body_name)


def _course(hall: Hall, new: Life | Kept) -> Iterator[Step]:
    """What becomes of a card; chance decides which way it goes. A tip is over as soon as it is given."""
    card = new.case.card
    if new.case.state is not State.ISSUED or card is None:
        return
    chance, body, on = hall.chance, new.case.body, law.day(new.case.opened_at)
    if not all(
        hall.able(body, one, on) for one in (Permission.SUPERVISION_ANSWER, Permission.SUPERVISION_ACT)
    ):
        return  # a body that has no head yet, or whose region no supervisor
    head = hall.who(body, Permission.SUPERVISION_ANSWER, None, on, MATTER.matter)
    named = hall.standing(card.officer, on) if card.officer else head
    holder = hall.who(body, Permission.SUPERVISION_ACT, None, on, MATTER.matter, other=named)
    silent = hall.seldom(0.1)
    if not silent:
        rule = rules.in_force(new.case.region).rules.rule(card.rule)
        timed = rule is not None and supervision.BY_NAME[rule.point].manner is Manner.CLOCK
        words = chance.choice(LATE if timed else DEED)
        yield chance.choice([0, 1, 1, 2]), c.ExplainCard(words=words), named
    elif hall.seldom(0.5):
        return  # it waits for the supervisor
    wait = 3 if silent else chance.choice([1, 1, 2, 3, 4])
    if not silent and hall.seldom(0.25):
        yield wait, c.LiftCard(reason=chance.choice(LIFTED)), holder
        return
    lower = card.level is Level.RED and hall.seldom(0.2)
    level = Level.YELLOW if lower else card.level
    yield wait, c.UpholdCard(level=level, reason=LOWERED if lower else chance.choice(UPHELD)), holder
    if hall.seldom(0.15):
        other = hall.who(body, Permission.SUPERVISION_ACT, None, on, MATTER.matter, other=holder)
        yield from _appeal(hall, level, head, other)
        if new.case.outcome is not None:
            return
    yield chance.choice([1, 2, 2, 3, 4]), c.RectifyCard(words=chance.choice(RIGHTED)), head
    passed = not hall.seldom(0.12)
    remarks = "抽查了后来的办件，已经改正" if passed else "台账没有补齐，请继续整改"
    yield chance.choice([1, 1, 2, 4]), c.VerifyRectification(passed=passed, remarks=remarks), holder


def _appeal(hall: Hall, level: Level, head: Standing, other: Standing) -> Iterator[Step]:
    """The body appeals; another supervisor decides."""
    yield hall.chance.choice([1, 2, 3]), c.AppealCard(reason=APPEALED), head
    if hall.seldom(0.4):
        lifted = c.DecideAppeal(lift=True, reason="补交的书面材料属实，撤销监察牌")
        yield hall.chance.choice([2, 3, 5]), lifted, other
    else:
        kept = c.DecideAppeal(lift=False, level=level, reason="补交的材料不能证明推迟的原因，维持")
        yield hall.chance.choice([2, 3, 5]), kept, other
