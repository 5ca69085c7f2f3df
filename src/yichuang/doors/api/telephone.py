"""The telephone: an exchange tells its calls, signed; an operator reads who rings; the figures."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from ninja import Router, Schema
from pydantic import Field

from yichuang.doors.api.keys import SIGNED, exchange
from yichuang.doors.api.troubles import TROUBLES
from yichuang.doors.parts.guards import Request
from yichuang.law import cases as law
from yichuang.law.clocks import CHINA
from yichuang.law.hotline import Signal
from yichuang.office.lines import acts, public, reads
from yichuang.office.lines.reads import Ring

phone = Router(tags=["热线电话"])


class Told(Schema):
    """One signal of a call."""

    event: Signal = Field(description="排队、振铃、接听、挂断")
    call: str = Field(min_length=1, max_length=80, description="电话系统里这次通话的编号，各事件相同")
    at: datetime = Field(description="事件在电话系统里发生的时刻，带时区")
    number: str = Field("", max_length=40, description="主叫号码；不显示号码的留空")
    line: str = Field("", max_length=20, description="被叫号码")
    extension: str = Field("", max_length=20, description="振铃或者接听的分机")


@phone.post("/events", auth=exchange, summary="电话事件", response={200: dict[str, Any], **TROUBLES})
def heard(request: Request, told: Told) -> Any:
    """Take a signal; in whatever order they come the call is the same, and the same message is taken once."""
    law.require(told.at.tzinfo, "时刻没有写时区", field="at", remedy="请写成 2026-03-02T09:00:00+08:00。")
    plain = {"signal": told.event, "call": told.call, "at": told.at, "number": told.number, "dialled": told.line,
             "extension": told.extension}  # fmt: skip
    linked = request.auth  # type: ignore[attr-defined]
    row, again = acts.hear(linked, plain, request.headers["X-Yichuang-Signature"].lower(), request.now)
    return {"call": row.call, "state": reads.call(row).standing.value, "again": again}


@phone.get("/mine", auth=SIGNED, summary="我的分机上的来电", response={200: dict[str, Any], **TROUBLES})
def mine(request: Request) -> Any:
    """The call that rings or is spoken at the telephone of whoever asks, with what this number brought before."""
    ring = reads.ringing(request.standing, request.now)
    return {"call": _plain(ring) if ring else None}


def _plain(ring: Ring) -> dict[str, Any]:
    return {
        "id": ring.row.pk,
        "number": ring.phone,
        "line": ring.row.dialled,
        "extension": ring.row.extension,
        "state": reads.call(ring.row).standing.value,
        "begun_at": ring.row.begun_at,
        "earlier": [
            {"number": x.number, "at": x.at, "title": x.title, "state": x.standing.value, "due_on": x.due_on}
            for x in ring.earlier
        ],
    }


class Sitting(Schema):
    """At which telephone."""

    extension: str = Field("", max_length=20, description="分机号；空的为离开")


@phone.post("/seat", auth=SIGNED, summary="我坐在哪个分机", response={200: dict[str, Any], **TROUBLES})
def sit(request: Request, sitting: Sitting) -> Any:
    """Sit down at a telephone, or leave it."""
    acts.sit(sitting.extension, reads.territory(request.standing), request.standing, request.now)
    return {"extension": sitting.extension}


@phone.get("/figures", auth=SIGNED, summary="接通情况", response={200: dict[str, Any], **TROUBLES})
def figures(request: Request, since: datetime | None = None, until: datetime | None = None) -> Any:
    """How many calls were answered, how many within fifteen seconds, with the formulas; of today where no time is asked."""
    today = datetime.combine(law.day(request.now), time(), CHINA)
    begin, end = (
        _zoned(moment) or usual for moment, usual in ((since, today), (until, today + timedelta(days=1)))
    )
    found = reads.figures(reads.territory(request.standing) or public.hall(), begin, end, request.standing)
    shares = [
        {"name": name, "value": share, "formula": formula}
        for (name, formula), share in zip(found.FORMULAS, found.shares, strict=True)
    ]
    return {"since": begin, "until": end, "calls": found.calls, "answered": found.answered, "within_15_s": found.prompt,
            "given_up": found.given_up, "waiting": found.waiting, "shares": shares}  # fmt: skip


def _zoned(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=CHINA) if moment and not moment.tzinfo else moment
