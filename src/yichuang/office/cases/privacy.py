"""Who calls the hotline or objects to a publication, only those know whom the law lets, when he asked for confidence (济南市12345市民服务热线条例 32)."""

from __future__ import annotations

import dataclasses

from yichuang.law.cases import Case
from yichuang.law.facts import Entry, ObjectionBrought, Sealed, TicketRegistered
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Role

HIDDEN = Sealed(text="（本人要求保密）")
_HIDES = {
    TicketRegistered: ("caller", "phone", "hidden_place"),
    ObjectionBrought: ("name", "contact"),
}
"""What tells who it was, by the fact it stands in."""


def knows_caller(case: Case, by: Standing) -> bool:
    """Whether this person may learn who it was: himself; of a ticket the hotline; of a confidential objection whoever supervises, not the body."""
    brought = case.ticket or case.objection
    if brought is None or not brought.confidential or by.client:
        return True
    may = Permission.TICKET_REGISTER if case.ticket else Permission.SUPERVISION_ACT
    return by.may(may, region=case.region)


def shown(entries: list[Entry], case: Case, by: Standing) -> list[Entry]:
    """The trail as this person may read it."""
    if by.actor.role is Role.SYSTEM or knows_caller(case, by):
        return entries
    return [_hidden(one) for one in entries]


def _hidden(entry: Entry) -> Entry:
    fields = _HIDES.get(type(entry.fact), ())
    held = {name: HIDDEN for name in fields if getattr(entry.fact, name)}
    return dataclasses.replace(entry, fact=dataclasses.replace(entry.fact, **held)) if held else entry
