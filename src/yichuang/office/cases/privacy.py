"""Who a caller of the hotline is, only the hotline knows when he asked for confidence (济南市12345市民服务热线条例 32)."""

from __future__ import annotations

import dataclasses

from yichuang.law.cases import Case
from yichuang.law.facts import Entry, Sealed, TicketRegistered
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Role

HIDDEN = Sealed(text="（诉求人要求保密）")


def knows_caller(case: Case, by: Standing) -> bool:
    """Whether this person may learn who called: the caller himself, the hotline; of an open ticket also who handles it."""
    ticket = case.ticket
    if ticket is None or not ticket.confidential or by.client:
        return True
    return by.may(Permission.TICKET_REGISTER, region=case.region)


def shown(entries: list[Entry], case: Case, by: Standing) -> list[Entry]:
    """The trail as this person may read it."""
    if by.actor.role is Role.SYSTEM or knows_caller(case, by):
        return entries
    return [_hidden(one) if isinstance(one.fact, TicketRegistered) else one for one in entries]


def _hidden(entry: Entry) -> Entry:
    held = {name: HIDDEN for name in ("caller", "phone", "hidden_place") if getattr(entry.fact, name)}
    return dataclasses.replace(entry, fact=dataclasses.replace(entry.fact, **held))
