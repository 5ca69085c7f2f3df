"""Supervision from outside at the desk: what somebody is invited to; on a case, who was invited and what they put on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.doors.parts.guards import Request, invited_only
from yichuang.law import cases as law
from yichuang.law.cases import Case
from yichuang.law.facts import (
    Entry,
    Sealed,
    SupervisionRecorded,
    SupervisorDismissed,
    SupervisorInvited,
)
from yichuang.law.mandates import Permission
from yichuang.law.words import Role
from yichuang.office.cases import oversight
from yichuang.office.cases.reads import Sheet

TEXTS = {
    "party": noop("利害关系人"),
    "statement": noop("陈述和申辩"),
    "reason": noop("理由"),
    "minutes": noop("笔录或者纪要"),
    "receiver": noop("签收人"),
    "words": noop("原话"),
    "note": noop("说明"),
}
"""The personal texts of facts by field; the form's answers stand on the page as a form."""


@invited_only
def show(request: Request) -> HttpResponse:
    """All that this outside supervisor is invited to now."""
    watched = oversight.cases_of_invited(request.standing.actor.id, request.now)
    return render(request, "workbench/oversight.html", {"watched": watched})


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as the page of a case shows it: the fact, and how it stands."""

    entry: Entry
    fact: SupervisorInvited
    standing: str


def of_case(sheet: Sheet, request: Request) -> dict[str, Any]:
    """Who was invited, what they put on record; for those who look from outside or above, every text in full."""
    by = request.standing
    mine = by.actor.role is Role.INVITED
    held = law.invitation(sheet.case, by.actor.id, sheet.scene.today, sheet.scene.whole) if mine else None
    full = mine or by.may(Permission.SUPERVISION_READ, region=sheet.case.region, body=sheet.case.body)
    return {
        "invitations": list(_invitations(sheet)),
        "above": list(_above(sheet)),
        "records": [(x, x.fact) for x in sheet.entries if isinstance(x.fact, SupervisionRecorded)],
        "invited_until": held.until if held else None,
        "texts": list(_texts(sheet)) if full else [],
    }


def _invitations(sheet: Sheet) -> Iterator[Invitation]:
    """Each invitation with its end: still standing, over by its day, or ended with a reason."""
    ended = [(x.seq, x.fact) for x in sheet.entries if isinstance(x.fact, SupervisorDismissed)]
    for entry in sheet.entries:
        if isinstance(entry.fact, SupervisorInvited):
            person = entry.fact.person
            why = next((x.reason for seq, x in ended if seq > entry.seq and x.person == person), None)
            over = _("已经到期") if sheet.scene.today > entry.fact.until else _("有效")
            yield Invitation(entry, entry.fact, over if why is None else _("已经结束：%s") % why)


def _above(sheet: Sheet) -> Iterator[tuple[Case, Any]]:
    """Invitations in force to what this case belongs to or came of: they reach it too."""
    number = sheet.case.parent
    while number and (whole := sheet.scene.whole(number)) is not None:
        yield from ((whole, one) for one in whole.invited if sheet.scene.today <= one.until)
        number = whole.parent


def _texts(sheet: Sheet) -> Iterator[tuple[Entry, str, str]]:
    for entry in sheet.entries:
        for one in fields(entry.fact):
            value = getattr(entry.fact, one.name)
            if isinstance(value, Sealed) and one.name in TEXTS and str(value):
                yield entry, _(TEXTS[one.name]), str(value)
