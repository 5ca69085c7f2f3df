"""The only writer of cases: reach the case, let the law decide, put case and facts down in one statement."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import connection
from psycopg.errors import UniqueViolation
from stdnum import luhn

from yichuang.law import cases as law
from yichuang.law.cases import Case, Refused, Scene
from yichuang.law.cases import commands as c
from yichuang.law.catalogue.joining import bodies
from yichuang.law.cite import LICENSING
from yichuang.law.facts import CaseOpened, Entry
from yichuang.law.kinds import BY_CODE
from yichuang.law.mandates import TIMER, Errand, Permission, Standing
from yichuang.law.matters import Edition
from yichuang.law.words import Channel, LicenceStatus, Purpose, Role
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.cases import moves, rows, wire
from yichuang.office.cases.attempts import tried
from yichuang.office.cases.models import CaseRow
from yichuang.office.cases.wire import run
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import acts as directory_acts
from yichuang.office.directory import reads as directory
from yichuang.office.trail import reads as trail
from yichuang.office.trail.acts import Chain

ATTEMPTS = 5
_WHO = LICENSING.art("29(2)", "申请人可以委托代理人提出行政许可申请；依法应当由申请人本人到场的除外")
_CURRENT = LICENSING.art("30", "应当将行政许可的事项、依据、条件、程序、期限和材料目录等公示")


class Missing(LookupError):
    """There is no such case, or it is out of the asker's sight."""


class Stale(Exception):
    """The page was older than the case: what has happened since."""

    def __init__(self, entries: list[Entry]) -> None:
        """Keep what happened since."""
        super().__init__("这个办件刚刚有了新的变化，请看过再办")
        self.entries = entries


@dataclass(frozen=True, slots=True)
class Done:
    """What an act left: the case as it now stands and the new entries; `again` when the key had been used."""

    case: Case
    entries: tuple[Entry, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Client:
    """The applicant as a case needs to know him: an opaque id, a name to show, the tail of his phone."""

    id: str
    name: str
    phone_tail: str = ""


def scene(case: Case, by: Standing, at: datetime) -> Scene:
    """The circumstances of an act on this case."""
    edition = catalogue.edition(case.matter, case.edition)
    return Scene(
        kind=BY_CODE[case.kind],
        by=by,
        at=at,
        edition=edition,
        calendar=directory.calendar(),
        colleague=partial(directory.colleague, case.body),
        body=catalogue.body_name,
        outsider=directory.outsider,
        whole=above,
        terms=settings.terms,
        subject=settings.subject,
    )


def above(number: str) -> Case | None:
    """The case that another one belongs to or came of."""
    found = run(rows.REACH, (None, number))
    return rows.thaw(found[0]) if found else None


def advance(
    case: Case, chain: Chain, commands: Iterable[Any], here: Scene, key: str | None
) -> tuple[Case, list[Entry]]:
    """Let the law decide each command in turn, in memory."""
    told: list[Entry] = []
    for command in commands:
        for fact in law.decide(case, command, here):
            entry = chain.add(fact, by=here.by.actor, at=here.at, key=None if told else key)
            case = law.apply(case, entry)
            told.append(entry)
    return case, told


def act(
    number: str, *commands: Any, by: Standing, at: datetime, key: str | None = None, seen: int | None = None
) -> Done:
    """Do one or more acts on a case as one. Two statements; nothing half-written.

    `key` makes it idempotent; `seen` is the version the page showed. Raises Missing, Stale, or Refused; an
    attempt without the right to it is put on the trail first.
    """
    try:
        return _act(number, commands, by, at, key, seen)
    except law.Forbidden as refused:
        tried(by, refused.act, "", number, refused.reason, at)
        raise


def _act(
    number: str, commands: tuple[Any, ...], by: Standing, at: datetime, key: str | None, seen: int | None
) -> Done:
    for _ in range(ATTEMPTS):
        found = run(rows.REACH, (key, number))
        if found is None:
            raise Missing(number)
        folded, head, before = found
        case = rows.thaw(folded)
        version = case.version
        if before is not None:
            return Done(case, (), again=True)
        here = scene(case, by, at)
        if seen is not None and seen != version:
            for command in commands:
                law.entitled(case, command, here)
            raise Stale(_since(number, seen))
        chain = Chain(number, wire.binary(head), version)
        case, first = _recalculated(case, chain, here)
        moved, told = advance(case, chain, commands, here, key)
        when = law.times(moved, here.edition, here.calendar)
        if run(*rows.move(moved, when, chain.head, chain.links, version)):
            return Done(moved, (*first, *told))
    raise Refused("同时办理这个办件的人太多，没有成功", remedy="请稍后再试；什么都没有改变。")


def _recalculated(case: Case, chain: Chain, here: Scene) -> tuple[Case, list[Entry]]:
    """What a new notice moved goes on record before anything else; while none is unsettled this costs nothing."""
    notices = directory.unsettled()
    if not notices:
        return case, []
    due_on, statutory_on = CaseRow.objects.values_list("due_on", "statutory_on").get(pk=case.number)
    if not law.moves(case, due_on, statutory_on, law.times(case, here.edition, here.calendar)):
        return case, []
    assert due_on is not None and statutory_on is not None
    command = c.Recalculate(due_on=due_on, statutory_on=statutory_on, notice="、".join(notices))
    return advance(case, chain, [command], replace(here, by=TIMER), None)


def _since(number: str, seen: int) -> list[Entry]:
    return [entry for entry in trail.entries(number) if entry.seq > seen]


def new_number(region: str, body: str, at: datetime) -> str:
    """A case number: region 6, body 3, day 8, serial 6, check 1; nothing in it comes from the applicant."""
    serial = int(run(rows.SERIAL)[0]) % 1_000_000
    return numbered(region, body, law.day(at), serial)


def numbered(region: str, body: str, on: date, serial: int) -> str:
    """Put a case number together with its check digit."""
    digits = f"{region[:6]:0<6}{body[-3:]:0>3}{on:%Y%m%d}{serial:06d}"
    return digits + luhn.calc_check_digit(digits)


def opened(
    edition: Edition,
    client: Client,
    *,
    channel: Channel,
    purpose: Purpose,
    licence: Case | None,
    parent: str | None = None,
    step: str = "",
) -> CaseOpened:
    """The first fact of a case."""
    held = licence.licence if licence else None
    return CaseOpened(
        kind=edition.kind,
        matter=edition.matter,
        edition=edition.number,
        name=edition.name,
        region=edition.region,
        body=edition.body,
        applicant=client.id,
        channel=channel,
        purpose=purpose,
        licence_of=licence.number if licence else None,
        licence_until=held.valid_until if held else None,
        parent=parent,
        step=step,
        bodies=bodies(edition) if edition.kind == "joint" else (),
    )


def open_case(
    matter: str,
    client: Client,
    *commands: Any,
    by: Standing,
    at: datetime,
    channel: Channel = Channel.ONLINE,
    purpose: Purpose = Purpose.NEW,
    licence_of: str | None = None,
    parent: str | None = None,
    step: str = "",
    key: str | None = None,
) -> Done:
    """Begin a case under the edition in force, and do the first acts with it in the same statement.

    `key` makes it idempotent: a second call with it begins nothing and returns the case of the first.
    `parent` and `step` say which joint project opens it, for which of its steps.
    Raises Refused when the matter is not open to applications, or when an act is refused: then no case is begun.
    """
    begun = run(rows.BEGUN, (key,)) if key else None
    if begun is not None:
        return Done(rows.thaw(begun[0]), (), again=True)
    edition = catalogue.current(matter, law.day(at))
    if edition is None:
        raise Refused(
            "这个事项现在不接受申请", _CURRENT, field="matter", remedy="请在办事指南中查找现行事项。"
        )
    try:
        _may_open(edition, client, by, at)
    except law.Forbidden as refused:
        tried(by, "open_case", "", parent or "", refused.reason, at)
        raise
    licence = rows.thaw(_row(licence_of)) if licence_of else None
    if purpose is not Purpose.NEW:
        _renewable(licence, client, edition)
    first = opened(
        edition, client, channel=channel, purpose=purpose, licence=licence, parent=parent, step=step
    )
    return begin(first, client, commands, by, at, key)


def begin(
    first: CaseOpened, client: Client, commands: Iterable[Any], by: Standing, at: datetime, key: str | None
) -> Done:
    """Put a case down with its first fact and first acts. Raises Refused when no number was to be had."""
    try:
        return _begin(first, client, tuple(commands), by, at, key)
    except law.Forbidden as refused:
        tried(by, refused.act, "", first.parent or "", refused.reason, at)
        raise


def _begin(
    first: CaseOpened, client: Client, commands: Iterable[Any], by: Standing, at: datetime, key: str | None
) -> Done:
    for _ in range(ATTEMPTS):
        chain = Chain(new_number(first.region, first.body, at))
        entry = chain.add(first, by=by.actor, at=at, key=key)
        case = law.begin(entry)
        here = scene(case, by, at)
        case, told = advance(case, chain, commands, here, None)
        when = law.times(case, here.edition, here.calendar)
        statement = _fresh(case, when, chain, client)
        try:
            if run(*statement):
                return Done(case, (entry, *told))
        except UniqueViolation:
            return Done(rows.thaw(run(rows.BEGUN, (key,))[0]), (), again=True)
    raise Refused("没有取得办件编号", remedy="请稍后再试。")


def _fresh(case: Case, when: law.Times, chain: Chain, client: Client) -> tuple[str, tuple[Any, ...]]:
    """The statement that puts a new case down, with a query code nobody can guess from its number."""
    query = f"{secrets.randbelow(10**8):08d}"
    return rows.fresh(
        case,
        when,
        chain.head,
        chain.links,
        query_code=query,
        name=client.name,
        phone_tail=client.phone_tail,
    )


def _row(number: str) -> bytes:
    found = run(rows.REACH, (None, number))
    if found is None:
        raise Refused(f"没有办件“{number}”", field="licence_of", remedy="请核对原许可的办件编号。")
    return bytes(found[0])


def _may_open(edition: Edition, client: Client, by: Standing, at: datetime) -> None:
    if by.actor.role is Role.APPLICANT:
        law.entitle(
            by.actor.id == client.id, "只能为自己申请", _WHO, remedy="代他人办理，请他先在“我的代办”里授权。"
        )
    elif by.actor.role is Role.AGENT:
        law.entitle(by.actor.principal == client.id, "只能为授权给您的人申请", _WHO)
        law.authorised(by, Errand.SUBMIT, edition.matter, at)
    elif by.actor.role is Role.OFFICER:
        may = by.may(Permission.CASE_INTAKE, region=edition.region, body=edition.body, matter=edition.matter)
        law.entitle(may, "您的岗位没有在本机关窗口收件的权限", _WHO, remedy="请到该事项的窗口办理。")
    else:
        law.entitle(by.actor.role is Role.SYSTEM, "特邀监督人员不能申请", _WHO, remedy="请用申请人的账号。")


def _renewable(licence: Case | None, client: Client, edition: Edition) -> None:
    article = LICENSING.art("49", "被许可人要求变更许可事项的，应当向作出决定的机关提出申请")
    remedy = "请选择本人持有、这个事项的许可。"
    held = licence is not None and licence.licence is not None and licence.applicant == client.id
    law.require(held, "没有可以变更或者延续的许可", article, field="licence_of", remedy=remedy)
    assert licence is not None and licence.licence is not None
    same = licence.matter == edition.matter
    law.require(same, "这个许可属于别的事项", article, field="licence_of", remedy=remedy)
    status = licence.licence.status
    law.require(
        status is LicenceStatus.VALID,
        f"许可{status.label}，不能变更或者延续",
        LICENSING.art("50(1)", "被许可人需要延续有效期的，应当在有效期届满前提出申请"),
        field="licence_of",
        remedy="请重新申请。",
    )


def tick(at: datetime, *, limit: int = 500) -> int:
    """Do what the law does by itself up to this moment: deemed acceptance, deemed renewal, lapse. Returns how many.

    Each case is its own transaction; one that fails does not stop the others.
    """
    with connection.cursor() as sql:
        sql.execute(
            "SELECT number FROM cases_case WHERE next_at <= %s ORDER BY next_at LIMIT %s", (at, limit)
        )
        due = [row[0] for row in sql.fetchall()]
    return sum(_tick_one(number, at) for number in due)


def _tick_one(number: str, at: datetime) -> int:
    folded = run(rows.REACH, (None, number))[0]
    case = rows.thaw(folded)
    here = scene(case, TIMER, at)
    upcoming = law.timed(case, here.edition, here.calendar)
    if upcoming is None or upcoming[0] > at:
        return 0
    moment = max(upcoming[0], case.last_at)
    act(number, upcoming[1], by=TIMER, at=moment, key=f"{type(upcoming[1]).__name__}@{upcoming[0]:%Y%m%d}")
    return 1


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the open cases have been recalculated by a notice, and what this batch moved."""

    notice: str
    checked: int
    moved: tuple[str, ...]
    done: bool


def recalculate(at: datetime, *, limit: int = moves.BATCH) -> Progress | None:
    """Recalculate the next open cases after a notice was loaded; None when no notice waits.

    Each case is its own transaction and its own fact. A pass that broke off goes on where it was.
    """
    year = next((row for row in directory.loaded_years() if row.settled_at is None), None)
    if year is None:
        return None
    calendar = directory.calendar()
    if year.notice["notice"] not in directory.unsettled():
        directory.forget()
        calendar = directory.calendar()
    batch = moves.check(calendar, year.reached, limit)
    moved = []
    for one in batch:
        if not one.agrees:
            told = act(one.number, by=TIMER, at=max(at, one.last_at)).entries
            moved += [one.number] if told else []
    reached = batch[-1].number if batch else year.reached
    done = len(batch) < limit
    directory_acts.note_progress(year, reached, len(batch), settled=at if done else None)
    return Progress(year.notice["notice"], year.checked + len(batch), tuple(moved), done)


def recalculate_seen(at: datetime) -> int:
    """The timer's part: recalculate a batch once every process counts by the new notice. Returns how many moved."""
    waiting = [row for row in directory.loaded_years() if row.settled_at is None]
    if not waiting or waiting[0].loaded_at + directory.SEEN_BY_ALL > at:
        return 0
    done = recalculate(at)
    return 0 if done is None else len(done.moved) + (not done.done)
