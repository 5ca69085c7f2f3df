"""What the watchroom shows: sums over kept counters and short looks into indexes, never a count of cases."""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from yichuang.law import cases as law
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Level, Light, State
from yichuang.office.cases import reads
from yichuang.office.cases.reads import Line
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.supervision.acts import tally

DAYS = 30
CARDS, WORST, NEWS = 7, 5, 12
MANY = 100
"""So many territories are remembered at once."""
AGAIN = 60.0
"""After so many seconds the days gone by are read again."""
FLOWS = {
    "received": "收到申请",
    "accepted": "受理",
    "decided": "作出决定",
    "served": "送达",
    "corrections": "一次告知补正",
    "cards": "监察牌",
}
"""What the flow of a day is told in."""
QUEUES = (State.RECEIVED, State.CORRECTING, State.UNDER_REVIEW, State.GRANTED, State.CERTIFIED, State.REFUSED)
HAPPENED = {
    "CaseSubmitted": "收到申请",
    "CorrectionAsked": "一次告知补正",
    "CorrectionSupplied": "补正完毕",
    "CaseAccepted": "受理",
    "CaseDeemedAccepted": "逾期未告知，视为受理",
    "StepCompleted": "完成审查环节",
    "ClockPaused": "启动特别程序",
    "ClockResumed": "恢复计时",
    "ClockExtended": "延长期限",
    "CaseGranted": "准予许可",
    "CaseRefused": "不予许可",
    "CertificateMade": "制证",
    "DecisionServed": "送达结果",
    "CardRaised": "发出监察牌",
    "CardUpheld": "监察成立",
    "CardLifted": "监察撤销",
    "RectificationVerified": "核验整改",
}
"""What the slow line says of a fact: the act alone, nothing of whoever applied."""

_COUNTS = """
SELECT c.region, c.body, c.light, c.state, sum(c.n) FILTER (WHERE c.kind NOT IN ('card', 'duty'))::int, sum(c.n) FILTER (WHERE c.kind = 'card')::int
FROM supervision_count c JOIN directory_body b ON b.code = c.body
WHERE ({where}) AND c.n <> 0 AND c.state = ANY(%s) GROUP BY GROUPING SETS ((c.region, c.body, c.light), (c.state))
"""
"""Two groupings in one pass: where which lights are on, and how many wait in which state."""
_FLOW = """
SELECT f.day, f.what, sum(f.n)::int FROM supervision_flow f JOIN directory_body b ON b.code = f.body
WHERE ({where}) AND f.day >= %s AND f.day < %s GROUP BY 1, 2
"""
_TODAY = f"{_FLOW} UNION ALL SELECT NULL, at::text, NULL FROM supervision_beat WHERE name = 'timer'"
"""The flow of the day; asked with it, when the timer last beat."""
_NAMES = "SELECT b.code, b.name FROM directory_body b WHERE {where}"
_CARDS = """
SELECT c.number, c.name, c.body, c.opened_at, c.state, c.parent, c.folded FROM cases_case c JOIN directory_body b ON b.code = c.body
WHERE c.kind = 'card' AND ({where}) {more} ORDER BY c.opened_at DESC, c.number DESC LIMIT %s
"""
_FACTS = """
SELECT f.at, f.type, f."case", f.seq, c.name, c.body FROM trail_fact f JOIN cases_case c ON c.number = f."case" JOIN directory_body b ON b.code = c.body
WHERE f.at >= %s AND f.at < %s AND f.type = ANY(%s) AND ({where}) ORDER BY f.at DESC, f.id DESC LIMIT %s
"""
_OF_CASE = """
SELECT ({waiting}), number, name, body, opened_at, state, parent, folded
FROM (SELECT %s AS whole) asked LEFT JOIN cases_case ON parent = whole AND kind = 'card' ORDER BY opened_at DESC, number DESC
"""
_WAITING = """
SELECT coalesce(sum(n), 0) FROM supervision_count
WHERE region = (SELECT region FROM directory_body WHERE code = %s) AND body = %s AND kind = 'card' AND state IN ('issued', 'upheld')
"""
_NAMED = """
SELECT count(*) FROM cases_case WHERE open AND body = %s AND state IN ('issued', 'upheld') AND folded::jsonb->'card'->>'officer' = %s
"""
_NEWS = """
SELECT f.at, f.type, c.name, c.body FROM (SELECT * FROM trail_fact WHERE type = ANY(%s) ORDER BY id DESC LIMIT 200) f
JOIN cases_case c ON c.number = f."case" JOIN directory_body b ON b.code = c.body WHERE ({where}) ORDER BY f.id DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Card:
    """A card as the watchroom lists it."""

    number: str
    rule: str
    level: Level
    held: Level | None
    body: str
    at: datetime
    state: State
    of_case: str | None
    officer: str


@dataclass(slots=True)
class Board:
    """Everything on the screen, as of one moment."""

    now: datetime
    bodies: dict[str, str] = field(default_factory=dict)
    lights: Counter[Light] = field(default_factory=Counter)
    by_body: dict[str, Counter[Light]] = field(default_factory=lambda: defaultdict(Counter))
    by_region: dict[str, Counter[Light]] = field(default_factory=lambda: defaultdict(Counter))
    by_place: dict[tuple[str, str], Counter[Light]] = field(default_factory=lambda: defaultdict(Counter))
    queues: Counter[State] = field(default_factory=Counter)
    open_cards: int = 0
    flow: dict[tuple[date, str], int] = field(default_factory=dict)
    cards: list[Card] = field(default_factory=list)
    worst: list[Line] = field(default_factory=list)
    news: list[tuple[datetime, str, str, str]] = field(default_factory=list)
    beat: datetime | None = None

    @property
    def today(self) -> date:
        """The legal day."""
        return law.day(self.now)

    @property
    def open(self) -> int:
        """Cases that wait for anybody."""
        return sum(self.lights.values())

    @property
    def day(self) -> list[tuple[str, str, int, int, float]]:
        """The flow of the day: what, its name, how often today, yesterday, and on average on the same weekday of four weeks."""
        weeks = [self.today - timedelta(days=7 * n) for n in range(1, 5)]
        return [
            (what, label, self.flow.get((self.today, what), 0), self.flow.get((self.today - timedelta(days=1), what), 0),
             sum(self.flow.get((day, what), 0) for day in weeks) / len(weeks))
            for what, label in FLOWS.items()
        ]  # fmt: skip

    def trend(self, what: str) -> list[tuple[date, int]]:
        """One thing's days, the oldest first."""
        days = [self.today - timedelta(days=n) for n in range(DAYS - 1, -1, -1)]
        return [(day, self.flow.get((day, what), 0)) for day in days]

    @property
    def set_back(self) -> bool:
        """Whether the server's clock stands before what the timer has already seen."""
        return self.beat is not None and self.now < self.beat - timedelta(seconds=2)


def board(by: Standing, now: datetime) -> Board:
    """The screen of a supervisor's territory."""
    where, params = reads.scope(by.reaches, Permission.SUPERVISION_READ)
    found = Board(now)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS.format(where=where), [*params, _WORK])
        for row in cursor.fetchall():
            _count(found, *row)
        today, found.beat = _today(where, params, found.today)
        found.flow = _past(where, params, found.today) | today
        cursor.execute(_NEWS.format(where=where), [list(HAPPENED), *params, NEWS])
        found.news = [(at, HAPPENED[kind], name, body) for at, kind, name, body in cursor.fetchall()]
    found.cards = cards(by, limit=CARDS)
    found.worst = reads.lit(by, Light.RED, now, limit=WORST).lines
    found.bodies = _names(where, params)
    return found


_LIGHTS: dict[str | None, Light] = {light.value: light for light in Light}
_WORK = [state.value for state in law.OPEN_STATES if state is not State.DRAFT]
"""What is not handed in yet waits for nobody."""
Days = dict[tuple[date, str], int]


def _flow(where: str, params: list[Any], first: date, last: date) -> Days:
    """The flow of some days of a territory."""
    with connection.cursor() as cursor:
        cursor.execute(_FLOW.format(where=where), [*params, first, last + timedelta(days=1)])
        return {(day, what): n for day, what, n in cursor.fetchall()}


def _today(where: str, params: list[Any], today: date) -> tuple[Days, datetime | None]:
    """The flow of the day, and when the timer last beat."""
    with connection.cursor() as cursor:
        cursor.execute(_TODAY.format(where=where), [*params, today, today + timedelta(days=1)])
        rows = cursor.fetchall()
    beats = [datetime.fromisoformat(at) for day, at, _ in rows if day is None]
    return {(day, what): n for day, what, n in rows if day is not None}, next(iter(beats), None)


@dataclass(slots=True)
class _Memory:
    """Of each territory asked for: the flow of the days gone by, which hardly changes any more; the names of its bodies."""

    kept: dict[Any, tuple[float, Days]] = field(default_factory=dict)
    names: dict[Any, dict[str, str]] = field(default_factory=dict)


_memory = _Memory()


def forget() -> None:
    """Drop what this process remembers."""
    _memory.kept, _memory.names = {}, {}


def _past(where: str, params: list[Any], today: date) -> Days:
    """The flow of the days before today, read once a minute."""
    key, now = (where, *params, today), time.monotonic()
    at, found = _memory.kept.get(key, (0.0, {}))
    if not at or now - at > AGAIN:
        found = _flow(where, params, today - timedelta(days=DAYS - 1), today - timedelta(days=1))
        if len(_memory.kept) > MANY:
            forget()
        _memory.kept[key] = (now, found)
    return found


def _names(where: str, params: list[Any]) -> dict[str, str]:
    """The bodies of a territory by code, remembered until the directory or the catalogue change."""
    key = (where, *params, catalogue.version())
    if key not in _memory.names:
        with connection.cursor() as cursor:
            cursor.execute(_NAMES.format(where=where), params)
            found = dict(cursor.fetchall())
        if len(_memory.names) > MANY:
            forget()
        _memory.names[key] = found
    return _memory.names[key]


def _count(
    board: Board, region: str | None, body: str | None, light: str | None, state: str | None, work: int | None, cards: int | None
) -> None:  # fmt: skip
    if state is not None:
        board.open_cards += cards or 0
        board.queues[State(state)] += work or 0
    elif region is not None and body is not None and work:
        lit = _LIGHTS[light]
        board.lights[lit] += work
        board.by_body[body][lit] += work
        board.by_region[region][lit] += work
        board.by_place[region, body][lit] += work


def cards(
    by: Standing,
    *,
    levels: tuple[Level, ...] = (),
    states: tuple[State, ...] = (),
    body: str = "",
    officer: str = "",
    rule: str = "",
    late: datetime | None = None,
    permission: Permission = Permission.SUPERVISION_READ,
    limit: int = 50,
) -> list[Card]:
    """The cards of a territory, the newest first; with `late` those whose turn is over by then."""
    where, params = reads.scope(by.reaches, permission)
    more: list[Any] = []
    sql = ""
    if states:
        sql, more = sql + " AND c.state = ANY(%s)", [*more, [x.value for x in states]]
    if body:
        sql, more = sql + " AND c.body = %s", [*more, body]
    if rule:
        sql, more = sql + " AND c.name = %s", [*more, rule]
    if late is not None:
        sql, more = sql + " AND c.open AND c.red_at <= %s", [*more, late]
    if levels:
        sql += " AND c.folded::jsonb->'card'->>'level' = ANY(%s)"
        more.append([x.value for x in levels])
    if officer:
        sql, more = sql + " AND c.folded::jsonb->'card'->>'officer' = %s", [*more, officer]
    with connection.cursor() as cursor:
        cursor.execute(_CARDS.format(where=where, more=sql), [*params, *more, limit])
        return [_card(row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact behind a figure of a day: when, what, in which case."""

    at: datetime
    what: str
    case: str
    seq: int
    name: str
    body: str


def facts(by: Standing, what: str, day: date, *, limit: int) -> list[Told]:
    """The facts that a day's flow counts as this, the latest first."""
    where, params = reads.scope(by.reaches, Permission.SUPERVISION_READ)
    kinds = [kind.__name__ for kind, name in tally.FLOWS.items() if name == what]
    begin = law.midnight(day)
    with connection.cursor() as cursor:
        asked = [begin, begin + timedelta(days=1), kinds, *params, limit]
        cursor.execute(_FACTS.format(where=where), asked)
        return [
            Told(at, HAPPENED.get(kind, FLOWS[what]), case, seq, name, body)
            for at, kind, case, seq, name, body in cursor.fetchall()
        ]


def bodies(by: Standing, permission: Permission) -> list[tuple[str, str]]:
    """The bodies of a territory: code and short name."""
    where, params = reads.scope(by.reaches, permission)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT b.code, b.short FROM directory_body b WHERE {where} ORDER BY b.code", params)
        return [(code, short) for code, short in cursor.fetchall()]


def of_case(number: str, by: Standing) -> tuple[list[Card], int]:
    """The cards raised about a case, the newest first; and how many wait for this officer, asked with them."""
    sql, params = _waiting(by)
    with connection.cursor() as cursor:
        cursor.execute(_OF_CASE.format(waiting=sql), [*params, number])
        rows = cursor.fetchall()
    return [_card(row[1:]) for row in rows if row[1] is not None], int(rows[0][0])


def waiting(by: Standing) -> int:
    """How many cards wait to be explained or put right: by the body, for whoever answers for it, else by the officer named."""
    with connection.cursor() as cursor:
        cursor.execute(*_waiting(by))
        return int(cursor.fetchone()[0])


def _waiting(by: Standing) -> tuple[str, list[str]]:
    body = by.actor.body
    if by.may(Permission.SUPERVISION_ANSWER, body=body):
        return _WAITING, [body, body]
    return _NAMED, [body, by.actor.id]


def _card(row: tuple[Any, ...]) -> Card:
    number, name, body, at, state, parent, folded = row
    card = json.loads(folded)["card"]
    held = card.get("held")
    return Card(
        number=number, rule=name, level=Level(card["level"]), held=Level(held) if held else None, body=body, at=at,
        state=State(state), of_case=parent, officer=card["officer_name"],
    )  # fmt: skip
