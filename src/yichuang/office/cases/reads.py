"""Reading cases: the inbox, one case with all around it, progress, lights. Nothing counts what it does not show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from yichuang.law import cases as law
from yichuang.law.cases import Case, Offer, Scene, Times
from yichuang.law.facts import Entry, LimitMove, LimitRecalculated
from yichuang.law.kinds import BORNE, BY_CODE
from yichuang.law.mandates import Permission, Reach, Standing, prefix
from yichuang.law.matters import Edition
from yichuang.law.trail import Broken
from yichuang.law.words import Light, Purpose, Role, State
from yichuang.office.cases import privacy, rows
from yichuang.office.cases.acts import Missing, above, scene
from yichuang.office.cases.models import CaseRow
from yichuang.office.trail import reads as trail
from yichuang.office.trail.reads import Told

SHOWN = (
    "number", "name", "matter", "body", "applicant", "applicant_name", "channel", "purpose", "state", "paused",
    "version", "opened_at", "received_on", "accepted_on", "due_on", "statutory_on", "yellow_at", "red_at", "runs_out",
    "provisional", "outcome", "last_at", "phone_tail", "query_code", "licence", "licence_until",
)  # fmt: skip
MANY = 99
"""Counts stop here and are shown as 99+."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list, with its light at the moment of asking."""

    row: dict[str, Any]
    light: Light

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.row["state"])

    def __getattr__(self, name: str) -> Any:
        return self.row[name]


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, and the cursor of the next page if there is one."""

    lines: list[Line]
    next: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One case with all a page needs."""

    line: Line
    case: Case
    edition: Edition
    scene: Scene
    times: Times
    told: Told
    head: bytes
    entries: list[Entry]
    offers: tuple[Offer, ...]

    def broken(self) -> Broken | None:
        """Where the chain that was read does not hold up to the head of the case row."""
        return self.told.broken(self.head)


def as_line(values: Sequence[Any], now: datetime) -> Line:
    """A row of the columns shown, with its light at this moment."""
    row = dict(zip(SHOWN, values, strict=True))
    lit = law.light(State(row["state"]), row["paused"], row["yellow_at"], row["red_at"], now)
    return Line(row, lit)


def scope(reaches: Iterable[Reach], permission: Permission) -> tuple[str, list[Any]]:
    """The bodies and regions a permission reaches, as SQL over `directory_body`; false when it reaches none."""
    parts, params = [], []
    for reach in reaches:
        if permission not in reach.permissions:
            continue
        low = prefix(reach.region)
        part = "(b.region >= %s AND b.region < %s)"
        params += [low, low + "~"]
        if reach.body is not None:
            part = f"({part} AND b.code = %s)"
            params.append(reach.body)
        parts.append(part)
    return " OR ".join(parts) or "false", params


INBOX = """
SELECT {columns} FROM (
  SELECT first.number, first.runs_out FROM (SELECT b.code FROM directory_body b WHERE {where}) b
  CROSS JOIN unnest(%s::text[]) s(state)
  CROSS JOIN LATERAL (
    SELECT k.number, k.runs_out FROM cases_case k WHERE k.open AND k.body = b.code AND k.state = s.state {more}
    ORDER BY k.runs_out, k.number LIMIT %s
  ) first ORDER BY first.runs_out, first.number LIMIT %s
) shown JOIN cases_case c USING (number) ORDER BY shown.runs_out, number
"""
"""The firsts of each body and state come from the index alone; only what is shown is read."""
WORK = (State.RECEIVED, State.UNDER_REVIEW, State.GRANTED, State.CERTIFIED, State.REFUSED, State.CORRECTING)


def inbox(
    by: Standing,
    now: datetime,
    *,
    states: Iterable[State] = WORK,
    matter: str | None = None,
    after: str | None = None,
    limit: int = 30,
    permission: Permission = Permission.CASE_READ,
) -> Page:
    """The cases this officer may see, what runs out first on top. One statement; `after` is a page's cursor."""
    where, params = scope(by.reaches, permission)
    more, filters = "", []
    if matter:
        more += " AND k.matter = %s"
        filters.append(matter)
    if after:
        moment, _, number = after.partition("|")
        later = (
            "(k.runs_out, k.number) > (%s::timestamptz, %s)"
            if moment
            else "k.runs_out IS NULL AND k.number > %s"
        )
        more += f" AND {later}"
        filters += [moment, number] if moment else [number]
    sql = INBOX.format(columns=", ".join(f"c.{name}" for name in SHOWN), where=where, more=more)
    wanted = [state.value for state in states]
    return _page(sql, [*params, wanted, *filters, limit + 1, limit + 1], now, limit)


def _page(sql: str, params: Sequence[Any], now: datetime, limit: int) -> Page:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        lines = [as_line(values, now) for values in cursor.fetchall()]
    more = lines[limit - 1] if len(lines) > limit else None
    moment = more.runs_out.isoformat() if more and more.runs_out else ""
    return Page(lines[:limit], f"{moment}|{more.number}" if more else None)


CHIPS = """
SELECT s.state, (SELECT count(*) FROM (
  SELECT 1 FROM (SELECT b.code FROM directory_body b WHERE {where}) b
  CROSS JOIN LATERAL (SELECT 1 FROM cases_case k WHERE k.open AND k.body = b.code AND k.state = s.state LIMIT %s) x
  LIMIT %s) y)
FROM unnest(%s::text[]) s(state)
"""


def chips(
    by: Standing, states: Iterable[State] = WORK, permission: Permission = Permission.CASE_READ
) -> dict[State, int]:
    """How many cases wait in each state, counted no further than needed to show 99+."""
    where, params = scope(by.reaches, permission)
    with connection.cursor() as cursor:
        cursor.execute(CHIPS.format(where=where), [*params, MANY + 1, MANY + 1, [s.value for s in states]])
        return {State(state): count for state, count in cursor.fetchall()}


LIT = """
SELECT {columns} FROM (
  SELECT first.number, first.red_at FROM (SELECT b.code FROM directory_body b WHERE {where}) b
  CROSS JOIN LATERAL (
    SELECT k.number, k.red_at FROM cases_case k
    WHERE k.open AND NOT k.paused AND NOT k.kind = 'card' AND k.body = b.code AND {instants} {more}
    ORDER BY k.red_at, k.number LIMIT %s
  ) first ORDER BY first.red_at, first.number LIMIT %s
) shown JOIN cases_case c USING (number) ORDER BY shown.red_at, number
"""


def lit(by: Standing, light: Light, now: datetime, *, after: str | None = None, limit: int = 50) -> Page:
    """The red or the yellow cases of all bodies this supervisor sees, the longest red first."""
    where, params = scope(by.reaches, Permission.SUPERVISION_READ)
    instants = "k.red_at <= %s" if light is Light.RED else "k.yellow_at <= %s AND k.red_at > %s"
    moments = [now] if light is Light.RED else [now, now]
    more, filters = "", []
    if after:
        moment, _, number = after.partition("|")
        more, filters = "AND (k.red_at, k.number) > (%s::timestamptz, %s)", [moment, number]
    sql = LIT.format(
        columns=", ".join(f"c.{name}" for name in SHOWN), instants=instants, where=where, more=more
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *moments, *filters, limit + 1, limit + 1])
        lines = [as_line(values, now) for values in cursor.fetchall()]
    last = lines[limit - 1] if len(lines) > limit else None
    return Page(lines[:limit], f"{last.red_at.isoformat()}|{last.number}" if last else None)


WATCHED = """
FROM cases_case c JOIN directory_body b ON b.code = c.body
WHERE ({where}) AND c.open AND c.kind <> 'card' AND c.state = ANY(%s) {more}
"""
_LIGHTS = {
    Light.PAUSED: "AND c.paused",
    Light.RED: "AND NOT c.paused AND c.red_at <= %s",
    Light.YELLOW: "AND NOT c.paused AND c.yellow_at <= %s AND c.red_at > %s",
    Light.GREEN: "AND NOT c.paused AND (c.yellow_at IS NULL OR c.yellow_at > %s)",
}


def watched(
    by: Standing,
    now: datetime,
    *,
    region: str,
    body: str,
    state: State | None,
    light: Light | None,
    limit: int,
) -> tuple[int, list[Line]]:
    """The open cases behind a figure of the watchroom: how many, and the most pressing of them."""
    where, params = scope(by.reaches, Permission.SUPERVISION_READ)
    states = [state] if state else [x for x in law.OPEN_STATES if x is not State.DRAFT]
    more, filters = "", list[Any]()
    if region:
        more, filters = more + " AND c.region = %s", [*filters, region]
    if body:
        more, filters = more + " AND c.body = %s", [*filters, body]
    if light in _LIGHTS:
        more += f" {_LIGHTS[light]}"
        filters += [now] * _LIGHTS[light].count("%s")
    rest = WATCHED.format(where=where, more=more)
    given = [*params, [x.value for x in states], *filters]
    columns = ", ".join(f"c.{name}" for name in SHOWN)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {rest}", given)
        total = cursor.fetchone()[0]
        cursor.execute(f"SELECT {columns} {rest} ORDER BY c.red_at, c.number LIMIT %s", [*given, limit])
        return total, [as_line(values, now) for values in cursor.fetchall()]


def folded(number: str) -> Case:
    """A case as it stands, for what follows by itself. Raises Missing."""
    found = CaseRow.objects.filter(pk=number).values_list("folded", flat=True).first()
    if found is None:
        raise Missing(number)
    return rows.thaw(found)


def many_folded(numbers: Sequence[str]) -> dict[str, Case]:
    """Cases as they stand, by number; a number there is no case of is left out."""
    found = CaseRow.objects.filter(pk__in=numbers).values_list("number", "folded")
    return {number: rows.thaw(folded) for number, folded in found}


def of_project(number: str) -> list[tuple[str, str, str]]:
    """The cases a project opened, and the tasks that came of a case: number, kind, name, oldest first."""
    found = CaseRow.objects.filter(parent=number).order_by("opened_at", "number")
    return list(found.values_list("number", "kind", "name"))


def _may_read(case: Case, by: Standing, now: datetime) -> bool:
    if by.actor.role is Role.INVITED:
        return law.invitation(case, by.actor.id, law.day(now), above) is not None
    if by.client:
        own = by.client == case.applicant or (BY_CODE[case.kind].borne and by.holds(case.number))
        if own and by.actor.role is Role.AGENT:
            law.authorised(by, None, case.matter, now)
        return own
    return any(
        by.may(BY_CODE[case.kind].read, region=case.region, body=body, matter=case.matter)
        for body in (case.body, *case.bodies)
    )


def _one(where: str, *params: Any) -> tuple[Any, ...] | None:
    """What is shown of one case, the head of its chain, and the case itself."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(SHOWN)}, head, folded FROM cases_case WHERE {where}", params)
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found


def sheet(number: str, by: Standing, now: datetime) -> Sheet:
    """One case with its trail, its clocks and the acts that stand open to this person. Raises Missing.

    An agent whose authorisation has ended is told so: Refused.
    """
    found = _one("number = %s", number)
    if found is None:
        raise Missing(number)
    case = rows.thaw(found[-1])
    if not _may_read(case, by, now):
        raise Missing(number)
    return _sheet(found[:-2], bytes(found[-2]), case, by, now, texts=True)


def _sheet(
    values: Sequence[Any], head: bytes, case: Case, by: Standing, now: datetime, *, texts: bool
) -> Sheet:
    here = scene(case, by, now)
    told = trail.told(case.number, texts=texts)
    return Sheet(
        line=as_line(values, now),
        case=case,
        edition=here.edition,
        scene=here,
        times=law.times(case, here.edition, here.calendar),
        told=told,
        head=head,
        entries=privacy.shown(told.entries(), case, by),
        offers=law.offers(case, here),
    )


def progress(number: str, phone_tail: str, by: Standing, now: datetime) -> Sheet:
    """What anybody may see who knows number and last four digits of the phone; what is borne opens by its code alone."""
    known = "number = %s AND phone_tail = %s AND phone_tail <> '' AND NOT kind = ANY(%s)"
    values = _one(known, number, phone_tail, BORNE)
    if values is None:
        raise Missing(number)
    return _sheet(values[:-2], bytes(values[-2]), rows.thaw(values[-1]), by, now, texts=False)


def moved(sheet: Sheet, clock: str) -> list[tuple[datetime, LimitMove, str]]:
    """When this limit was moved by a notice on holidays, from which day to which, and by which notice."""
    told = [(x.at, x.fact) for x in sheet.entries if isinstance(x.fact, LimitRecalculated)]
    return [(at, move, fact.notice) for at, fact in told for move in fact.moves if move.clock == clock]


def mine(applicant: str, now: datetime, *, limit: int = 50, kind: str = "") -> list[Line]:
    """The applicant's own cases, newest first; of one kind only, if it is named."""
    own = CaseRow.objects.filter(applicant=applicant, **({"kind": kind} if kind else {}))
    found = own.order_by("-opened_at").values_list(*SHOWN)[:limit]
    return [as_line(values, now) for values in found]


def find(
    text: str, by: Standing, now: datetime, *, applicants: Iterable[str] = (), limit: int = 30
) -> list[Line]:
    """Cases by exact number, licence or applicant, as far as this officer may see them."""
    where, params = scope(by.reaches, Permission.CASE_READ)
    tickets, more = scope(by.reaches, Permission.TICKET_READ)
    sql = (
        f"SELECT {', '.join(f'c.{name}' for name in SHOWN)} FROM cases_case c JOIN directory_body b ON b.code = c.body "
        f"WHERE (c.number = %s OR c.licence = %s OR c.applicant = ANY(%s)) "
        f"AND CASE WHEN c.kind = 'ticket' THEN ({tickets}) ELSE ({where}) END ORDER BY c.last_at DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [text, text, list(applicants), *more, *params, limit])
        return [as_line(values, now) for values in cursor.fetchall()]


def whose(number: str) -> str:
    """The applicant of a case; empty when there is no such case."""
    return CaseRow.objects.filter(number=number).values_list("applicant", flat=True).first() or ""


def case_names(numbers: Iterable[str]) -> dict[str, str]:
    """What these cases are about."""
    return dict(CaseRow.objects.filter(number__in=set(numbers)).values_list("number", "name"))


@dataclass(frozen=True, slots=True)
class Known:
    """What a case's row knows of its applicant."""

    name: str
    query_code: str
    phone_tail: str


def client(number: str) -> Known:
    """The applicant of a case as its row knows him. Raises Missing."""
    shown = ("applicant_name", "query_code", "phone_tail")
    found = CaseRow.objects.filter(number=number).values_list(*shown).first()
    if found is None:
        raise Missing(number)
    return Known(*found)


def last_at(number: str) -> datetime:
    """The moment of a case's last fact. Raises Missing."""
    found = CaseRow.objects.filter(number=number).values_list("last_at", flat=True).first()
    if found is None:
        raise Missing(number)
    return found


def pending_on(number: str) -> list[str]:
    """The undecided applications to change or renew the licence of this case."""
    whose = CaseRow.objects.filter(number=number).values("applicant")
    found = CaseRow.objects.filter(applicant__in=whose, open=True).exclude(purpose=Purpose.NEW.value)
    cases = (rows.thaw(folded) for folded in found.values_list("folded", flat=True))
    return [case.number for case in cases if case.licence_of == number and case.outcome is None]
