"""The only writer of the hotline's desk: demands registered, looked for among the others, kept from their facts."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law import hotline as rules
from yichuang.law.cases import Case
from yichuang.law.cases import commands as c
from yichuang.law.cite import HOTLINE
from yichuang.law.clocks import due
from yichuang.law.hotline import Call, Incident, Known, Likeness
from yichuang.law.hotline_words import Line
from yichuang.law.kinds.ticket import MATTER, TICKET
from yichuang.law.mandates import TIMER, Actor, Permission, Standing
from yichuang.law.words import Channel, Role
from yichuang.office.cases import acts as cases
from yichuang.office.cases import bulk, reads, rows
from yichuang.office.cases.acts import Client, Done
from yichuang.office.cases.attempts import tried
from yichuang.office.cases.bulk import Life
from yichuang.office.cases.wire import run
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body
from yichuang.office.hotline import finding
from yichuang.office.hotline.models import TicketRow
from yichuang.office.hotline.places import cell
from yichuang.office.trail import reads as trail

CENTRE = "001"
"""The serial of the body that keeps the hotline."""
ANONYMOUS, SECRET = "匿名", "保密"
STRANGER = Standing(actor=Actor(Role.APPLICANT))
"""Somebody not signed in; the law lets him bring a demand and nothing else."""
MANY = 10
"""From how many tickets of one caller in an hour on the operator is told."""
_OPEN = HOTLINE.art("3", "各类诉求都应当受理登记")
_CHANNELS = {Line.PHONE: Channel.PHONE, Line.VISIT: Channel.WINDOW, Line.LETTER: Channel.POST}


@dataclass(frozen=True, slots=True)
class Registered:
    """What came of a registration: the ticket, what it may be the same as, the incident it may belong to, how often this caller has called within the hour."""

    done: Done
    alike: tuple[Likeness, ...] = ()
    incident: Incident | None = None
    calls: int = 1

    @property
    def number(self) -> str:
        """The ticket's number."""
        return self.done.case.number

    @property
    def flooding(self) -> bool:
        """Whether one number calls so often that the operator should know."""
        return self.calls >= MANY


def home(region: str) -> str:
    """The body that keeps the hotline of a region. Raises Refused when there is none."""
    found = Body.objects.filter(region=region, active=True).order_by("serial").values_list("code", "serial")
    bodies = {serial: code for code, serial in found}
    law.require(bodies, "这个地区没有热线机构", _OPEN, field="region", remedy="请核对行政区划代码。")
    return str(bodies.get(CENTRE) or next(iter(bodies.values())))


def register(
    given: c.RegisterTicket,
    region: str,
    *,
    by: Standing,
    at: datetime,
    client: Client | None = None,
    key: str | None = None,
) -> Registered:
    """Put a demand on record as a ticket of its own, whatever it is like; what it is like is told beside.

    `client` is a signed-in citizen; a caller's name and telephone stand in the command. Who is not signed in may
    bring a demand all the same. `key` makes it idempotent.
    """
    begun = run(rows.BEGUN, (key,)) if key else None
    if begun is not None:
        return Registered(Done(rows.thaw(begun[0]), (), again=True))
    body = home(region)
    if client is None and by.actor.role is Role.APPLICANT:
        by = STRANGER
    _may(by, region, body, at)
    name = ANONYMOUS if given.anonymous else SECRET if given.confidential else given.caller or ANONYMOUS
    tail = finding.plain_phone(given.phone)[-4:]
    who = Client(client.id if client else "", name, (client.phone_tail if client else "") or tail)
    done = cases.begin(first(given, region, body, who), who, (given,), by, at, key)
    if done.again:
        return Registered(done)
    caller = finding.caller_of(given.phone) or (f"applicant:{who.id}" if who.id else "")
    return _looked_for(done, caller, at)


def _may(by: Standing, region: str, body: str, at: datetime) -> None:
    """A citizen for himself, the hotline for anybody; nobody else opens tickets."""
    role = by.actor.role
    may = role in (Role.APPLICANT, Role.SYSTEM) or by.may(
        Permission.TICKET_REGISTER, region=region, body=body
    )
    try:
        law.entitle(may, "您的岗位不能登记诉求", _OPEN, remedy="请转给热线的话务员。")
    except law.Forbidden as refused:
        tried(by, "register_ticket", "登记诉求", "", refused.reason, at)
        raise


def first(given: c.RegisterTicket, region: str, body: str, who: Client) -> f.CaseOpened:
    """The first fact of a ticket."""
    return f.CaseOpened(
        kind=TICKET.code,
        matter=MATTER.matter,
        edition=MATTER.number,
        name=(given.title.strip() or MATTER.name)[:60],
        region=region,
        body=body,
        applicant=who.id,
        channel=_CHANNELS.get(given.line, Channel.ONLINE),
    )


def _looked_for(done: Done, caller: str, at: datetime) -> Registered:
    """Look at once for what it is like, and keep its row, so that the next one finds it."""
    case = done.case
    assert case.ticket is not None
    new = Known(case.number, at, case.ticket.subject, case.name, case.ticket.place, case.ticket.spot, caller)
    alike = tuple(finding.alike(new, case.region))
    calls = finding.calls_of(caller, at - timedelta(hours=1)) + 1 if caller else 1
    like = _root(alike[0].number) if alike else ""
    _keep(case, caller=caller, like=like)
    return Registered(done, alike, _incident(case, caller, at), calls)


def _root(number: str) -> str:
    """The first of a row of likenesses: all later ones hang on it, not one on the other."""
    before = TicketRow.objects.filter(pk=number).values_list("same_as", flat=True).first()
    return str(before) if before else number


def _incident(case: Case, caller: str, at: datetime) -> Incident | None:
    """Whether enough callers tell of one thing; then their tickets are marked."""
    ticket = case.ticket
    assert ticket is not None
    if not ticket.subject or ticket.spot is None:
        return None
    around = finding.lately(ticket.subject, case.region, ticket.spot, at - rules.WITHIN, metres=rules.AROUND)
    calls = [Call(x.number, x.at, x.spot, x.caller) for x in around if x.spot is not None]
    found = rules.incident(Call(case.number, at, ticket.spot, caller), calls)
    if found is not None:
        marked = {x.number: x.incident for x in around if x.incident}
        mark = next((marked[number] for number in found.numbers if number in marked), found.numbers[0])
        TicketRow.objects.filter(pk__in=found.numbers).exclude(incident=mark).update(incident=mark)
    return found


FACTS = (
    f.TicketRegistered, f.TicketSorted, f.AnsweredDirectly, f.OtherWayTold, f.EmergencyTransferred, f.TicketDispatched,
    f.TicketSigned, f.TicketReturned, f.TicketExtended, f.TicketUrged, f.TicketEscalated, f.ArrivedOnScene, f.TicketAnswered,
    f.TicketCalledBack, f.TicketReworked, f.TicketRated, f.FoundUnsolved, f.TicketMerged, f.MergeUndone, f.MainAnswered,
    f.TicketClosed, f.CaseArchived, f.LimitRecalculated,
)  # fmt: skip
"""The facts after which a ticket's row is another one."""
_ANSWERS = (
    f.AnsweredDirectly,
    f.OtherWayTold,
    f.EmergencyTransferred,
    f.TicketAnswered,
    f.MainAnswered,
    f.TicketClosed,
)


def observe(entry: f.Entry) -> None:
    """One more fact of a ticket is on record: its row says so, and what was merged into it follows. In the follower's transaction."""
    if "/" in entry.case or not isinstance(entry.fact, FACTS):
        return
    case = reads.folded(entry.case)
    if case.ticket is None:
        return
    _keep(case, caller=_caller(entry, case))
    if isinstance(entry.fact, _ANSWERS):
        for part in finding.parts(case.number):
            _follow(part, case.number, entry)
    elif isinstance(entry.fact, f.TicketMerged):
        _follow(case.number, entry.fact.into, entry)


def _caller(entry: f.Entry, case: Case) -> str | None:
    """The caller's hash, read from the telephone beside the chain when the ticket is new; later it stands."""
    if not isinstance(entry.fact, f.TicketRegistered):
        return None
    told = next(x.fact for x in trail.entries(entry.case, texts=True) if x.seq == entry.seq)
    phone = getattr(told, "phone", None)
    hashed = finding.caller_of(phone.text) if phone is not None and phone.text else ""
    return hashed or (f"applicant:{case.applicant}" if case.applicant else "")


def _follow(part: str, main: str, entry: f.Entry) -> None:
    """What was merged follows its main ticket as soon as that may be followed."""
    at = max(entry.at, reads.last_at(part) + timedelta(microseconds=1), reads.last_at(main))
    with contextlib.suppress(law.Refused):  # the main ticket is not so far yet
        cases.act(part, c.FollowMain(main=main), by=TIMER, at=at, key=f"main@{entry.case}@{entry.seq}"[:60])


_COLUMNS = [str(one.column) for one in TicketRow._meta.concrete_fields]
_ONCE = ("number", "at", "same_as", "incident", "caller")
_KEEP = f"""
INSERT INTO hotline_ticket ({", ".join(f'"{name}"' for name in _COLUMNS)}) VALUES ({", ".join(["%s"] * len(_COLUMNS))})
ON CONFLICT (number) DO UPDATE SET {", ".join(f'"{name}" = excluded."{name}"' for name in _COLUMNS if name not in _ONCE)},
  caller = CASE WHEN hotline_ticket.caller = '' THEN excluded.caller ELSE hotline_ticket.caller END
WHERE hotline_ticket.version <= excluded.version
"""


def _keep(case: Case, *, caller: str | None = None, like: str = "") -> None:
    """Write a ticket's row as the case stands; what stood of it since its first day stays."""
    values = row(case) | {"caller": caller or "", "same_as": like, "incident": ""}
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [values[name] for name in _COLUMNS])


def row(case: Case) -> dict[str, Any]:
    """A ticket as its row, but for who called."""
    ticket = case.ticket
    assert ticket is not None
    spot, said = ticket.spot, ticket.said
    edition, calendar = catalogue.edition(case.matter, case.edition), directory.calendar()
    clocks = law.clocks(case, edition)
    handling, scene = clocks.get("ticket"), clocks.get("arrival")
    return {
        "number": case.number, "version": case.version, "at": case.opened_at, "region": case.region, "body": case.body,
        "lead": ticket.lead, "line": ticket.line.value, "about": ticket.about.value, "urgency": ticket.urgency.value,
        "subject": ticket.subject, "title": case.name, "place": ticket.place, "lat": spot.lat if spot else None,
        "lon": spot.lon if spot else None, "cell": cell(spot) if spot else None, "applicant": case.applicant,
        "anonymous": ticket.anonymous, "confidential": ticket.confidential, "state": case.state.value,
        "outcome": case.outcome.value if case.outcome else "", "due_on": law.times(case, edition, calendar).due_on,
        "handle_by": due(handling, calendar).on if handling else None,
        "arrive_by": due(scene, calendar).at if scene else None, "told": ticket.told, "contact": ticket.contact,
        "heard": ticket.asked, "said_solved": ticket.said_solved, "said_how": ticket.said_how,
        "said_good": ticket.said_good, "dispatched_at": ticket.dispatched_at,
        "signed_at": ticket.signed_at, "arrived_at": ticket.arrived_at, "answered_at": ticket.answered_at,
        "closed_on": ticket.closed_on, "answered": ticket.answered.value if ticket.answered else "",
        "solved": said.solved if said else None, "satisfaction": said.satisfaction.value if said else "",
        "transfers": ticket.transfers, "returns": len(ticket.returned), "reworks": ticket.reworks, "urged": ticket.urged,
        "escalated": ticket.escalated.value if ticket.escalated else "", "merged_into": ticket.merged_into,
        "terms": finding.terms(case.opened_at, case.name, ticket.place, ticket.subject),
    }  # fmt: skip


@transaction.atomic
def put(lives: Sequence[Life], callers: Sequence[str], incidents: Mapping[str, str]) -> int:
    """Put tickets lived through in memory on record, each with the hash of its caller, and the first ticket of its incident: for samples. Returns how many."""
    made = [
        row(life.case) | {"caller": caller, "same_as": "", "incident": incidents.get(life.case.number, "")}
        for life, caller in zip(lives, callers, strict=True)
    ]
    bulk.put(lives, directory.calendar())
    connection.ensure_connection()
    listed = ", ".join(f'"{name}"' for name in _COLUMNS)
    with (
        connection.connection.cursor() as cursor,
        cursor.copy(f"COPY hotline_ticket ({listed}) FROM STDIN") as copy,
    ):
        for one in made:
            copy.write_row([one[name] for name in _COLUMNS])
    return len(made)
