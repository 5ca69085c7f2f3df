"""A ticket of the hotline on its case page: what is asked, by whom if one may know, who handles it, what the caller says."""

from __future__ import annotations

from typing import Any

from yichuang.law.facts import (
    AnsweredDirectly,
    Fact,
    Sealed,
    TicketAnswered,
    TicketCalledBack,
    TicketRegistered,
)
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.cases import privacy
from yichuang.office.cases.reads import Sheet
from yichuang.office.directory import reads as directory
from yichuang.office.files import reads as files


def _last(sheet: Sheet, *kinds: type[Fact]) -> Any:
    """The last fact of some kinds, as this person may read it."""
    return next((x.fact for x in reversed(sheet.entries) if isinstance(x.fact, kinds)), None)


def _text(sealed: Sealed | None) -> str:
    return str(sealed) if sealed is not None else ""


def of_case(sheet: Sheet) -> dict[str, Any]:
    """What the page shows of a ticket."""
    ticket, told = sheet.case.ticket, _last(sheet, TicketRegistered)
    assert ticket is not None
    answer, called = _last(sheet, TicketAnswered, AnsweredDirectly), _last(sheet, TicketCalledBack)
    names = directory.body_names(code for code in (*ticket.hands, ticket.against) if code)
    return {
        "it": ticket,
        "words": _text(told.words),
        "photos": files.of_case(sheet.case.number)
        if privacy.knows_caller(sheet.case, sheet.scene.by)
        else [],
        "caller": _text(told.caller),
        "phone": _text(told.phone),
        "place": ticket.place or _text(told.hidden_place),
        "origin": told.origin,
        "subject": settings.subject(ticket.subject) or "",
        "lead": names.get(ticket.lead, ticket.lead),
        "joint": [(names.get(code, code), code in ticket.reported) for code in ticket.joint],
        "answer": _text(answer.words) if answer else "",
        "plan": getattr(answer, "plan", "") if ticket.handled else "",
        "heard": _text(called.words) if called else "",
        "last": called if called and ticket.said is None else None,
    }
