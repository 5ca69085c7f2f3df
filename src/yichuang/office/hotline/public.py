"""What the hotline shows everybody: the figures of the month, and answered demands with all that is personal taken out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from yichuang.law.cases import midnight
from yichuang.law.facts import Entry, TicketRegistered
from yichuang.law.hotline import publishing
from yichuang.law.hotline_words import Satisfaction
from yichuang.law.mandates import prefix
from yichuang.law.words import Outcome
from yichuang.office import sealing
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body
from yichuang.office.hotline import places
from yichuang.office.hotline.acts import ANONYMOUS, CENTRE, SECRET
from yichuang.office.hotline.finding import pieces
from yichuang.office.hotline.told import Answer, answers
from yichuang.office.trail import reads as trail

PAGE = 20
OPEN = "state IN ('settled', 'archived') AND NOT confidential AND NOT anonymous AND about <> 'report' AND merged_into = ''"
"""What may be shown: closed, and by nobody who asked for confidence or stayed anonymous; reports never."""
_COLUMNS = ("number", "region", "title", "place", "subject", "lead", "body", "at", "answered_at", "closed_on",
            "outcome", "satisfaction", "solved")  # fmt: skip
_CONTENT = (Satisfaction.VERY_GOOD.value, Satisfaction.GOOD.value, Satisfaction.FAIR.value)


def centre() -> Body | None:
    """The body that keeps the hotline of this hall."""
    return Body.objects.filter(serial=CENTRE, active=True).order_by("code").first()


@dataclass(frozen=True, slots=True)
class Figures:
    """The month so far: of the demands registered in it, how many are answered, closed, heard of, and content."""

    received: int
    answered: int
    closed: int
    asked: int
    content: int

    @property
    def open(self) -> int:
        """Not answered yet."""
        return self.received - self.answered


_MONTH = """
SELECT count(*), count(answered_at), count(closed_on), count(*) FILTER (WHERE satisfaction <> ''),
       count(*) FILTER (WHERE satisfaction = ANY(%s))
FROM hotline_ticket WHERE region LIKE %s AND at >= %s AND at < %s
"""


def figures(region: str, now: datetime, first: date) -> Figures:
    """The figures of the demands that came in since that day, as they stand."""
    with connection.cursor() as cursor:
        cursor.execute(_MONTH, [list(_CONTENT), f"{prefix(region)}%", midnight(first), now])
        return Figures(*cursor.fetchone())


@dataclass(frozen=True, slots=True)
class Published:
    """An answered demand as anybody may read it."""

    code: str
    """A name of its own: the ticket's number opens its progress, and is not for everybody."""
    title: str
    place: str
    subject: str
    unit: str
    asked: datetime
    closed_on: date
    ended: Outcome | None
    answers: tuple[Answer, ...]
    satisfaction: Satisfaction | None
    solved: bool | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, a branch or leaf of subjects, a body, a month; after which one."""

    text: str = ""
    subject: str = ""
    unit: str = ""
    month: date | None = None
    after: str = ""


def _where(wanted: Wanted, region: str) -> tuple[str, list[Any]]:
    parts, params = [OPEN, "region LIKE %s"], list[Any]([f"{prefix(region)}%"])
    if found := sorted(pieces([wanted.text])):
        parts.append("terms @> %s::varchar[]")
        params.append(found)
    if wanted.subject:
        parts.append("subject LIKE %s")
        params.append(f"{wanted.subject}%")
    if wanted.unit:
        parts.append("lead = %s")
        params.append(wanted.unit)
    if wanted.month:
        following = (wanted.month + timedelta(days=32)).replace(day=1)
        parts.append("closed_on >= %s AND closed_on < %s")
        params += [wanted.month, following]
    if wanted.after:
        day, _, serial = wanted.after.partition("|")
        parts.append("(closed_on, number) < (%s::date, %s)")
        params += [day, serial]
    return " AND ".join(parts), params


_LIST = """
SELECT t.*, c.applicant_name FROM (
  SELECT {columns} FROM hotline_ticket WHERE {where} ORDER BY closed_on DESC, number DESC LIMIT %s
) t JOIN cases_case c USING (number) ORDER BY t.closed_on DESC, t.number DESC
"""


def answered(wanted: Wanted, region: str, limit: int = PAGE) -> tuple[list[Published], str]:
    """Answered demands, the latest closed first, and the cursor of the next page if there is one. Four statements."""
    where, params = _where(wanted, region)
    sql = _LIST.format(columns=", ".join(_COLUMNS), where=where)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, limit + 1])
        rows = [dict(zip((*_COLUMNS, "name"), row, strict=True)) for row in cursor.fetchall()]
    more = rows[limit - 1] if len(rows) > limit else None
    rows = rows[:limit]
    told = trail.many_told(row["number"] for row in rows) if rows else {}
    acted = {entry.by.body for entries in told.values() for entry in entries if entry.by.body}
    names = directory.body_names(acted | {row["lead"] or row["body"] for row in rows})
    shown = [_published(row, told[row["number"]], names) for row in rows]
    return shown, sealing.lock(f"{more['closed_on']}|{more['number']}").hex() if more else ""


def after(cursor: str) -> str:
    """Where a page goes on, as the page before it said; empty for what we did not say."""
    try:
        return sealing.unlock(bytes.fromhex(cursor)) if cursor else ""
    except (ValueError, IndexError):
        return ""


def _published(row: dict[str, Any], entries: list[Entry], names: dict[str, str]) -> Published:
    caller = [str(x.fact.caller) for x in entries if isinstance(x.fact, TicketRegistered) and x.fact.caller]
    caller += [row["name"]] if row["name"] not in (ANONYMOUS, SECRET) else []
    known = [place.name for place in places.places(row["region"])]
    said = answers(entries, row["body"], names)
    return Published(
        code=sealing.index(f"answered:{row['number']}")[:12],
        title=publishing.plain(row["title"], caller),
        place=publishing.roughly(row["place"], known),
        subject=settings.subject(row["subject"]) or "",
        unit=names.get(row["lead"] or row["body"], ""),
        asked=row["at"],
        closed_on=row["closed_on"],
        ended=Outcome(row["outcome"]) if row["outcome"] else None,
        answers=tuple(_plain(one, caller) for one in said[-1:]),
        satisfaction=Satisfaction(row["satisfaction"]) if row["satisfaction"] else None,
        solved=row["solved"],
    )


def _plain(one: Answer, caller: list[str]) -> Answer:
    return Answer(one.at, one.by, publishing.plain(one.words, caller), one.solved, publishing.plain(one.plan, caller), one.plan_on)  # fmt: skip


def units(region: str) -> list[tuple[str, str]]:
    """The bodies that have answered something, by name; from the catalogue of who handles what, so nothing is counted."""
    serials = {serial for known in settings.subjects().values() for serial in known.subject.bodies}
    found = Body.objects.filter(region=region, serial__in=serials, active=True)
    return sorted(found.values_list("code", "name"), key=lambda x: x[1])
