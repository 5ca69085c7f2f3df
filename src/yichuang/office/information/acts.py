"""The only writer of requests for information: brought one by one, kept as rows from their facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law.cases import Case
from yichuang.law.cases import commands as c
from yichuang.law.cases.informing import ART_IN_TIME
from yichuang.law.cases.inquiry import pieces
from yichuang.law.clocks import due_date
from yichuang.law.facts import Allowed
from yichuang.law.kinds.information import MATTER
from yichuang.law.mandates import Actor, Standing
from yichuang.law.words import Channel, Role, State
from yichuang.office import sealing
from yichuang.office.cases import acts as cases
from yichuang.office.cases import apart, bulk, reads, rows
from yichuang.office.cases.acts import Client, Done
from yichuang.office.cases.bulk import Life
from yichuang.office.cases.wire import run
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.information.models import InformationRow
from yichuang.office.trail import reads as trail

STRANGER = Standing(actor=Actor(Role.APPLICANT))
"""Somebody not signed in; the law lets him ask for information and nothing else."""
ANSWER = Allowed(20, "workday", ART_IN_TIME.text)
NAME = "政府信息公开申请"


def ask(
    given: dict[str, Any],
    body: str,
    *,
    by: Standing,
    at: datetime,
    client: Client | None = None,
    key: str | None = None,
    divide: bool = False,
) -> list[Done]:
    """Put a request to a body on record. Raises Refused; `key` makes it idempotent.

    With `divide` a paper that asks for several things becomes as many requests, all or none: nothing is turned away
    for being written on one sheet.
    """
    region = directory.region_of(body)
    parts = pieces(str(given.get("what", ""))) if divide else (str(given.get("what", "")),)
    if client is None and by.actor.role is Role.APPLICANT:
        by = STRANGER
    who = client or Client("", str(given.get("name", "")).strip())
    channel = Channel.ONLINE if by.actor.role is Role.APPLICANT else Channel.WINDOW
    out: list[Done] = []
    with transaction.atomic():
        for n, what in enumerate(parts, 1):
            own = f"{key}-{n}" if key else None
            begun = run(rows.BEGUN, (own,)) if own else None
            if begun is not None:
                out.append(Done(rows.thaw(begun[0]), (), again=True))
                continue
            part = f"{n}/{len(parts)}" if len(parts) > 1 else ""
            command = law.parse(c.AskInformation, given | {"what": what, "allowed": ANSWER, "part": part})
            first = apart.opened(MATTER, NAME, body, region, "", applicant=who.id, channel=channel)
            out.append(cases.begin(first, who, (command,), by, at, own))
    return out


FACTS = tuple(
    kind
    for kind in (
        f.InformationAsked, f.ClarityAsked, f.InformationClarified, f.OthersAsked, f.OthersHeard, f.ReplyExtended,
        f.ReasonsAsked, f.ReasonsGiven, f.ReplyDeferred, f.ProcessingFeeTold, f.ProcessingFeePaid, f.InformationReplied,
        f.RequestAbandoned, f.RequestWithdrawn, f.ReplyContested, f.LimitRecalculated,
    )
)  # fmt: skip


def observe(entry: f.Entry) -> None:
    """One more fact of a request is on record: its row says so. In the follower's transaction."""
    if "/" in entry.case or not isinstance(entry.fact, FACTS):
        return
    case = reads.folded(entry.case)
    if case.information is not None:
        values = row(case, trail.entries(entry.case, texts=True))
        InformationRow.objects.update_or_create(number=case.number, defaults=values)


def who(identity: str) -> str:
    """The keyed hash under which the requests of one person are counted together."""
    return sealing.index(f"information:{identity.replace(' ', '').upper()}")


def row(case: Case, entries: Sequence[f.Entry]) -> dict[str, Any]:
    """A request as its row."""
    mine = case.information
    assert mine is not None
    asked = next(one.fact for one in entries if isinstance(one.fact, f.InformationAsked))
    clock = law.clocks(case, catalogue.edition(case.matter, case.edition))["information"]
    last = due_date(clock, directory.calendar())
    running = case.state in (State.INQUIRED, State.REASONING)
    done = mine.replied_on is not None
    return {
        "version": case.version, "region": case.region, "body": case.body, "at": case.opened_at,
        "who": who(str(asked.id_number)), "asker": mine.asker.value, "way": mine.way.value, "state": case.state.value,
        "received_on": mine.received_on, "due_on": last if running or done else None, "until": mine.until,
        "closed_on": mine.replied_on, "reply": mine.reply.value if mine.reply else "",
        "in_time": mine.replied_on <= last if mine.replied_on and case.state is State.REPLIED else None,
        "contested": {how.value: result.value for how, result in mine.contested.items()},
    }  # fmt: skip


@transaction.atomic
def put(lives: Sequence[Life]) -> int:
    """Put requests lived through in memory on record: for samples. Returns how many."""
    bulk.put(lives, directory.calendar())
    made = [InformationRow(number=one.case.number, **row(one.case, one.entries)) for one in lives]
    InformationRow.objects.bulk_create(made, batch_size=500)
    return len(made)
