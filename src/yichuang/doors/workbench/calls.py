"""The operator's telephone at the desk: where he sits, who rings with what he brought before, the figures of today."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.parts.live import Ear, answer
from yichuang.law import cases as law
from yichuang.law.clocks import CHINA
from yichuang.law.mandates import Permission
from yichuang.office.lines import acts, reads
from yichuang.office.lines.acts import CHANNEL

EAR = Ear(CHANNEL)


@officer_only(Permission.TICKET_REGISTER)
def show(request: Request) -> HttpResponse:
    """The page: it fills itself as the telephone rings."""
    return render(request, "workbench/calls.html", _now(request))


@officer_only(Permission.TICKET_REGISTER)
def fragment(request: Request) -> HttpResponse:
    """The same without the page around it, fetched whenever a call changed."""
    return render(request, "workbench/calls_now.html", _now(request))


def _now(request: Request) -> dict[str, Any]:
    by, now = request.standing, request.now
    begin = datetime.combine(law.day(now), time(), CHINA)
    found = reads.figures(reads.territory(by), begin, begin + timedelta(days=1), by)
    ring = reads.ringing(by, now)
    shares = [
        (name, formula, None if share is None else f"{share:.1%}")
        for (name, formula), share in zip(found.FORMULAS, found.shares, strict=True)
    ]
    return {
        "seat": reads.seat(by.actor.id), "ring": ring, "figures": found, "shares": shares,
        "standing": reads.call(ring.row).standing if ring else None,
    }  # fmt: skip


@officer_only(Permission.TICKET_REGISTER)
def stream(request: Request) -> HttpResponseBase:
    """The word that a call changed; who calls is fetched, never streamed."""
    return answer(EAR)


@require_POST
@officer_only(Permission.TICKET_REGISTER)
def sit(request: Request) -> HttpResponse:
    """Sit down at a telephone, or leave it."""
    extension = request.POST.get("extension", "").strip()
    try:
        acts.sit(extension, reads.territory(request.standing), request.standing, request.now)
    except law.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已坐到分机 %s。") % extension if extension else _("已离开分机。"))
    return redirect("desk-calls")
