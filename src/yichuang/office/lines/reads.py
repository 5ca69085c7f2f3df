"""What a linked line gets back, whose telephone rings and who calls, the figures of the telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law.cases import Case
from yichuang.law.cite import HOTLINE
from yichuang.law.facts import Entry
from yichuang.law.hotline import CallFigures, PhoneCall
from yichuang.law.hotline.telephone import WITHIN
from yichuang.law.hotline_words import Solved
from yichuang.law.mandates import Permission, Standing, prefix
from yichuang.office import sealing
from yichuang.office.cases import reads as cases
from yichuang.office.cases.acts import Missing
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.hotline import finding
from yichuang.office.hotline.finding import Found
from yichuang.office.lines.models import Arrival, CallRow, Linked, Seat
from yichuang.office.trail import reads as trail

ANSWERS = (
    "TicketAnswered",
    "AnsweredDirectly",
    "OtherWayTold",
    "EmergencyTransferred",
    "MainAnswered",
    "TicketClosed",
)
"""The facts by which a caller has an answer."""
RINGS = timedelta(hours=2)
"""How long a call that nobody ended is taken to be going on."""
LAG = timedelta(minutes=1)
_FIGURES = HOTLINE.art("3", "热线的接通和办理情况应当考核")


def lines() -> list[Linked]:
    """Every line that was ever let in."""
    return list(Linked.objects.order_by("code"))


@dataclass(frozen=True, slots=True)
class Return:
    """A ticket as the line that brought it gets it back: where it stands, its dated facts, the whole answer to its own caller."""

    origin: str
    case: Case
    lead: str
    answer: str
    solved: Solved | None
    entries: tuple[Entry, ...]
    due_on: Any


def returned(linked: Linked, origin: str) -> Return:
    """What became of a demand of this line, by the line's own number or ours. Raises Missing, also for the demands of others."""
    own = Arrival.objects.filter(linked=linked)
    found = own.filter(origin=origin).first() or own.filter(number=origin).first()
    if found is None:
        raise Missing(origin)
    return _return(found)


def _return(found: Arrival) -> Return:
    case = cases.folded(found.number)
    assert case.ticket is not None
    entries = trail.entries(found.number, texts=True)
    due = law.times(case, catalogue.edition(case.matter, case.edition), directory.calendar()).due_on
    lead = directory.body_name(case.ticket.lead) if case.ticket.lead else None
    return Return(
        found.origin, case, lead or "", answer(case, entries), case.ticket.answered, tuple(entries), due
    )


def answer(case: Case, entries: Sequence[Entry]) -> str:
    """The words of the answer in force; empty while there is none, also once it is done again."""
    if case.ticket is None or not (case.ticket.handled or case.decided_on):
        return ""
    words = ""
    for fact in (one.fact for one in entries):
        if isinstance(fact, f.TicketAnswered | f.AnsweredDirectly):
            words = fact.words.text or ""
        elif isinstance(fact, f.OtherWayTold):
            words = fact.words
        elif isinstance(fact, f.EmergencyTransferred | f.MainAnswered):
            words = fact.sentence()
        elif isinstance(fact, f.TicketClosed) and fact.explained:
            words = f"{words}\n{fact.reason}".strip()
    return words


_SINCE = """
SELECT a.number, max(x.at) FROM lines_arrival a JOIN cases_case c ON c.number = a.number
JOIN trail_fact x ON x.case = a.number
WHERE a.linked_id = %s AND c.last_at >= %s AND x.at >= %s AND x.at < %s AND x.type = ANY(%s)
GROUP BY a.number ORDER BY 2, 1 LIMIT %s
"""


def answers(
    linked: Linked, since: datetime, now: datetime, *, limit: int = 200
) -> tuple[list[Return], datetime]:
    """The demands of a line that were answered or closed from a moment on, the earliest first, and from which moment to ask next.

    What was answered on the edge may come twice, nothing is left out: the last minute is asked for again.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, [linked.pk, since, since, now, list(ANSWERS), limit + 1])
        found = cursor.fetchall()
    rows = {one.number: one for one in Arrival.objects.filter(pk__in=[number for number, _ in found[:limit]])}
    more = found[limit:]
    until = more[0][1] if more else max(since, now - LAG)
    return [_return(rows[number]) for number, _ in found[:limit]], until


@dataclass(frozen=True, slots=True)
class Ring:
    """A call on an operator's telephone: who calls, what this number brought before."""

    row: CallRow
    phone: str
    earlier: list[Found]


def seat(officer: str) -> Seat | None:
    """At which telephone an operator sits."""
    return Seat.objects.filter(pk=officer).first()


def call(row: CallRow) -> PhoneCall:
    """A call as its row says."""
    return PhoneCall(row.begun_at, row.queued_at, row.rung_at, row.answered_at, row.hung_up_at, row.extension)


def territory(by: Standing) -> str:
    """Of which territory's hotline somebody is; empty for who is of none."""
    may = (Permission.TICKET_REGISTER, Permission.TICKET_SUPERVISE)
    return next((reach.region for reach in by.reaches if reach.permissions & set(may) and reach.region), "")


def ringing(by: Standing, now: datetime) -> Ring | None:
    """The call that rings or is spoken at this operator's own telephone: the latest that has not ended."""
    own = seat(by.actor.id)
    if own is None:
        return None
    going = CallRow.objects.filter(
        extension=own.extension, region__startswith=own.region, hung_up_at=None, begun_at__gte=now - RINGS
    )
    row = going.order_by("-begun_at").first()
    if row is None:
        return None
    phone = sealing.unlock(bytes(row.phone)) if row.phone else ""
    return Ring(row, phone, finding.of_caller(phone, row.region, by, limit=8) if phone else [])


def phone_of(call: int, by: Standing) -> str:
    """The number of a call at this operator's own telephone, for the form of the demand; empty for any other."""
    own = seat(by.actor.id)
    row = CallRow.objects.filter(pk=call).first()
    if own is None or row is None or row.phone is None:
        return ""
    here = row.extension == own.extension and row.region.startswith(own.region)
    return sealing.unlock(bytes(row.phone)) if here else ""


_COUNT = """
SELECT count(*), count(answered_at), count(*) FILTER (WHERE answered_at - begun_at <= make_interval(secs => %s::float8)),
  count(*) FILTER (WHERE answered_at IS NULL AND hung_up_at IS NOT NULL)
FROM lines_call WHERE region LIKE %s AND begun_at >= %s AND begun_at < %s
"""


def figures(region: str, since: datetime, until: datetime, by: Standing) -> CallFigures:
    """The figures of the calls that began in a time. Raises Forbidden for whoever has no business with the hotline there."""
    may = any(by.may(one, region=region) for one in (Permission.TICKET_REGISTER, Permission.TICKET_SUPERVISE))
    law.entitle(may, "您的岗位不能看热线的接通情况", _FIGURES, remedy="请由热线的人员登录。")
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [str(WITHIN.total_seconds()), f"{prefix(region)}%", since, until])
        return CallFigures(*cursor.fetchone())
