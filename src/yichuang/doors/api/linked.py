"""Linked lines: the mayor's line, 110, newspapers, broadcasters, the upper hotline bring demands and fetch the answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Router, Schema
from pydantic import Field

from yichuang.doors.api.keys import KEYED
from yichuang.doors.api.troubles import TROUBLES
from yichuang.doors.parts.guards import Request
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.hotline_words import TicketClass, Urgency
from yichuang.office.lines import acts, reads
from yichuang.office.lines.models import Linked
from yichuang.office.lines.reads import Return

lines = Router(tags=["联动热线"])


class Brought(Schema):
    """A demand of a linked line."""

    origin: str = Field(min_length=1, max_length=100, description="贵方的编号；同一编号只登记一次")
    title: str = Field(max_length=60, description="一句话说明什么事，不写姓名和电话")
    words: str = Field(max_length=5000, description="诉求人说的")
    about: TicketClass = Field(description="诉求类型")
    urgency: Urgency = Urgency.NORMAL
    subject: str = Field("", description="诉求分类的代码，见 Open311 的 services；不填的由热线归类")
    place: str = Field("", max_length=200)
    lat: float | None = None
    lon: float | None = None
    caller: str = Field("", max_length=60)
    phone: str = Field("", max_length=40, description="诉求人的电话，回访用")
    anonymous: bool = False
    confidential: bool = False
    against: str = ""


@lines.post("/tickets", auth=KEYED, summary="转来诉求", response={200: dict[str, Any], **TROUBLES})
def bring(request: Request, brought: Brought) -> Any:
    """Register a demand under the line's own number; sent again it is the same ticket."""
    linked: Linked = request.auth  # type: ignore[attr-defined]
    plain = {name: value for name, value in brought.dict().items() if value is not None} | {
        "about": brought.about.value, "urgency": brought.urgency.value, "line": linked.line,
    }  # fmt: skip
    number, again = acts.receive(linked, law.parse(c.RegisterTicket, plain), brought.origin, request.now)
    return {"origin": brought.origin, "number": number, "again": again}


@lines.get(
    "/tickets/{path:origin}", auth=KEYED, summary="一件转来的诉求", response={200: dict[str, Any], **TROUBLES}
)
def ticket(request: Request, origin: str) -> Any:
    """Where a demand of this line stands and how it was answered, by the line's number or by ours."""
    return _plain(reads.returned(request.auth, origin))  # type: ignore[attr-defined]


@lines.get("/answers", auth=KEYED, summary="可以取回的答复", response={200: dict[str, Any], **TROUBLES})
def answers(request: Request, since: datetime) -> Any:
    """The demands of this line that were answered or closed from a moment on; ask next from `until`."""
    law.require(since.tzinfo, "时刻没有写时区", field="since", remedy="请写成 2026-03-02T09:00:00+08:00。")
    found, until = reads.answers(request.auth, since, request.now)  # type: ignore[attr-defined]
    return {"answers": [_plain(one) for one in found], "until": until}


def _plain(one: Return) -> dict[str, Any]:
    ticket = one.case.ticket
    assert ticket is not None
    return {
        "origin": one.origin,
        "number": one.case.number,
        "state": one.case.state.value,
        "state_label": one.case.state.label,
        "body": one.lead,
        "due_on": one.due_on,
        "handled": ticket.handled,
        "solved": one.solved.value if one.solved else None,
        "solved_label": one.solved.label if one.solved else "",
        "answer": one.answer,
        "answered_at": ticket.answered_at,
        "closed_on": ticket.closed_on,
        "facts": [{"at": x.at, "says": x.sentence()} for x in one.entries],
    }
