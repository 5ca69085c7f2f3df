"""Back to a moment: any case, a body or the whole hall as it was, from facts.

A case whose last fact is not later than the moment stood then as its row says now; only its light depends on the moment.
Only the cases that have moved since are folded again from their facts, read in one ordered query.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection, transaction

from yichuang.law import analysis
from yichuang.law import cases as law
from yichuang.law import trail as law_trail
from yichuang.law.cases import Case, Refused, Times
from yichuang.law.clocks import CHINA, Clock
from yichuang.law.facts import Entry
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Light, State
from yichuang.office.cases import reads
from yichuang.office.cases.acts import Missing
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.trail import reads as trail

MOST = 10_000
"""Cases a page folds again at most; a hall that moved more is asked body by body, or on the command line."""
BATCH = 2000
_LIT = """
CASE WHEN NOT c.state = ANY(%s) THEN 'none' WHEN c.paused THEN 'paused' WHEN c.red_at <= %s THEN 'red'
     WHEN c.yellow_at <= %s THEN 'yellow' ELSE 'green' END
"""
_FROM = "FROM cases_case c JOIN directory_body b ON b.code = c.body WHERE c.kind <> 'card' AND ({where})"
_SETTLED = (
    f"SELECT c.body, c.matter, c.state, {_LIT}, count(*)::int {_FROM} AND c.last_at <= %s GROUP BY 1, 2, 3, 4"
)
_LISTED = f"""
SELECT * FROM (SELECT c.number, c.name, c.body, c.matter, c.state, {_LIT} AS light, c.last_at {_FROM} AND c.last_at <= %s) x
WHERE (%s = '' OR x.matter = %s) AND (%s = '' OR x.state = %s) AND (%s = '' OR x.light = %s) ORDER BY x.last_at DESC, x.number LIMIT %s
"""
_MOVED = f"SELECT c.number {_FROM} AND c.opened_at <= %s AND c.last_at > %s"
_FACTS = 'SELECT f."case", f.record::text FROM trail_fact f WHERE f."case" IN ({moved}) AND f.at <= %s ORDER BY f."case", f.seq'


class Row(NamedTuple):
    """A case as it stood."""

    number: str
    name: str
    body: str
    matter: str
    state: State
    light: Light


@dataclass(slots=True)
class Hall:
    """How many cases stood how, at a moment."""

    at: datetime
    groups: Counter[tuple[str, str, State, Light]] = field(default_factory=Counter)
    """By body, matter, state and light."""
    folded: int = 0
    """How many of them had to be folded again."""

    def by(self, *places: int) -> Counter[Any]:
        """The same with less told apart: 0 body, 1 matter, 2 state, 3 light."""
        out: Counter[Any] = Counter()
        for key, n in self.groups.items():
            out[tuple(key[place] for place in places)] += n
        return out


@dataclass(frozen=True, slots=True)
class Then:
    """One case as it stood."""

    at: datetime
    case: Case
    times: Times
    light: Light
    clocks: dict[str, tuple[Clock, bool]]
    """Each clock that had begun, and whether it ran."""
    waits: tuple[str, ...]
    entries: list[Entry]
    """What had happened by then."""
    later: list[Entry]
    """What happened after."""


def moment(text: str, now: datetime) -> datetime:
    """A moment somebody wrote, China time; nothing written is now. Raises Refused for what is no moment, or still to come."""
    if not text:
        return now
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{text}”不是日期和时间", field="at", remedy="请这样写：2026-09-01T10:30。") from None
    at = at if at.tzinfo else at.replace(tzinfo=CHINA)
    if at > now:
        raise Refused("那一刻还没有到", field="at", remedy="请选一个已经过去的时刻。")
    return at


def _scope(by: Standing, body: str) -> tuple[str, list[Any]]:
    where, params = reads.scope(by.reaches, Permission.SUPERVISION_READ)
    return (f"({where}) AND c.body = %s", [*params, body]) if body else (where, params)


def _not_before(by: Standing, body: str, at: datetime) -> None:
    """There must have been a case by then. Raises Refused."""
    where, params = _scope(by, body)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(c.opened_at) {_FROM.format(where=where)}", params)
        first = cursor.fetchone()[0]
    if first is None:
        raise Refused("这里还没有办件", field="body", remedy="请换一个机关。")
    if first > at:
        raise Refused("那一刻还没有任何办件", field="at",
                      remedy=f"最早的事实在{first.astimezone(CHINA):%Y年%-m月%-d日 %H:%M}，请选它以后的时刻。")  # fmt: skip


def hall(
    at: datetime, by: Standing, *, body: str = "", most: int | None = MOST, seen: Callable[[int], None] = lambda _: None
) -> Hall:  # fmt: skip
    """The figures of a body, or of all a supervisor sees, at a moment. Raises Refused; `seen` is told how many were folded."""
    _not_before(by, body, at)
    found = Hall(at)
    where, params = _scope(by, body)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_SETTLED.format(where=where), [*_lit(at), *params, at])
            for code, matter, state, light, n in cursor.fetchall():
                found.groups[code, matter, State(state), Light(light)] += n
        for row in _moved(at, where, params, most):
            found.groups[row.body, row.matter, row.state, row.light] += 1
            found.folded += 1
            seen(found.folded)
    return found


def listed(
    at: datetime, by: Standing, *, body: str = "", matter: str = "", state: str = "", light: str = "", limit: int = 100
) -> tuple[list[Row], bool]:  # fmt: skip
    """The cases behind a figure as they stood, and whether there are more. Raises Refused."""
    where, params = _scope(by, body)
    found: list[Row] = []
    with transaction.atomic():
        for row in _moved(at, where, params, MOST):
            told = zip((matter, state, light), (row.matter, row.state.value, row.light.value), strict=True)
            if all(wanted in ("", is_) for wanted, is_ in told):
                found.append(row)
        with connection.cursor() as cursor:
            given: list[Any] = [matter, matter, state, state, light, light, limit + 1]
            cursor.execute(_LISTED.format(where=where), [*_lit(at), *params, at, *given])
            found += [_row(*row) for row in cursor.fetchall()]
    return found[:limit], len(found) > limit


def _row(number: str, name: str, body: str, matter: str, state: str, light: str, _last_at: datetime) -> Row:
    return Row(number, name, body, matter, State(state), Light(light))


def _lit(at: datetime) -> list[Any]:
    return [[state.value for state in law.OPEN_STATES], at, at]


def _moved(at: datetime, where: str, params: list[Any], most: int | None) -> Iterator[Row]:
    """The cases that were there and have moved since, folded up to the moment. Raises Refused when there are too many."""
    moved = _MOVED.format(where=where)
    if most is not None:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({moved} LIMIT %s) x", [*params, at, at, most + 1])
            if cursor.fetchone()[0] > most:
                raise Refused(f"那一刻以后有变动的办件超过{most}件，页面上算得太久", field="body",
                              remedy="请选一个机关，或者选近一些的时刻；全大厅的请在服务器上运行 yichuang then。")  # fmt: skip
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(_FACTS.format(moved=moved), [*params, at, at, at])
        for number, rows in groupby(_fetched(cursor), key=lambda pair: pair[0]):
            case = law.fold(law_trail.read(json.loads(record)) for _, record in rows)
            yield Row(number, case.name, case.body, case.matter, case.state, _stood(case, at)[1])


def _fetched(cursor: Any) -> Iterator[tuple[str, str]]:
    while rows := cursor.fetchmany(BATCH):
        yield from rows


def _stood(case: Case, at: datetime) -> tuple[Times, Light]:
    times = law.times(case, catalogue.edition(case.matter, case.edition), directory.calendar())
    return times, law.light(case.state, case.halted, times.yellow_at, times.red_at, at)


def case(number: str, at: datetime, by: Standing) -> Then:
    """One case as it stood at a moment, without personal texts. Raises Missing, and Refused before its first fact."""
    entries = trail.entries(number) if "/" not in number else []
    if not entries:
        raise Missing(number)
    now = law.fold(entries)
    if not any(by.may(Permission.SUPERVISION_READ, region=now.region, body=body) for body in (now.body, *now.bodies)):  # fmt: skip
        raise Missing(number)
    known = [x for x in entries if x.at <= at]
    if not known:
        raise Refused("那一刻还没有这个办件", field="at",
                      remedy=f"它的第一个事实在{entries[0].at.astimezone(CHINA):%Y年%-m月%-d日 %H:%M}。")  # fmt: skip
    stood = law.fold(known)
    edition = catalogue.edition(stood.matter, stood.edition)
    times, light = _stood(stood, at)
    clocks = {name: (clock, clock.stopped is None) for name, clock in law.clocks(stood, edition).items()}
    return Then(
        at, stood, times, light, clocks, analysis.waits_for(stood, edition), known, entries[len(known) :]
    )
