"""Who has shown the number and query code of a case once in this browser session, or owns it by account."""

from __future__ import annotations

from yichuang.doors.parts.guards import Request
from yichuang.law.mandates import Standing
from yichuang.office.cases import following, reads
from yichuang.office.cases.acts import Missing
from yichuang.office.cases.reads import Sheet

KEPT = 20
"""How many of a kind a browser session remembers; the oldest goes first."""


def remember(request: Request, number: str, kind: str) -> None:
    """Let this browser session open the case again without typing its code."""
    kept = dict(list(request.session.get(kind, {}).items())[1 - KEPT :])
    request.session[kind] = kept | {number: reads.client(number).query_code}


def code(request: Request, number: str, kind: str) -> str:
    """The code this session has shown for the case; empty when it has shown none."""
    return str(request.session.get(kind, {}).get(number, ""))


def holder(request: Request, number: str, kind: str) -> Standing | None:
    """In what capacity whoever asks reaches this case: his own by account, or by the code he showed; else none."""
    by = request.standing
    if request.user.is_authenticated and by.client and reads.whose(number) == by.client:
        return by
    try:
        return following.holder(number, code(request, number, kind), kind)
    except Missing:
        return None


def reach(request: Request, number: str, kind: str) -> tuple[Sheet, Standing] | None:
    """One's own case with the capacity one reaches it in; None for anybody else's."""
    by = holder(request, number, kind)
    if by is None:
        return None
    try:
        return following.sheet(number, by, request.now, kind), by
    except Missing:
        return None
