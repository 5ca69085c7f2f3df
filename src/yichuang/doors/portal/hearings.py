"""Hearings for everybody: what will be heard where and when, asking to take part, who was chosen and how, what came of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts import asked
from yichuang.doors.parts.guards import Request, public, too_many_tries
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.facts import AttendanceAsked
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads as case_reads
from yichuang.office.hearings import acts, prints, reads
from yichuang.office.hearings.reads import Shown
from yichuang.office.hotline import public as hotline
from yichuang.office.trail import reads as trail
from yichuang.site import followers


@public
def show(request: Request) -> HttpResponse:
    """Those to come, the next first; those over with what came of them."""
    centre = hotline.centre()
    if centre is None:
        raise Http404(_("还没有机构"))
    region, today = str(centre.region), law.day(request.now)
    rows = [(one, one.open_to_ask(today)) for one in reads.public(region)]
    return render(request, "portal/hearings.html", {"rows": rows, "over": reads.public(region, over=True)})


def _one(number: str) -> Shown:
    found = reads.one(number)
    if found is None:
        raise Http404(_("没有这次听证，请从列表中查找"))
    return found


@public
def item(request: Request, number: str) -> HttpResponse:
    """One hearing: its notice, asking to take part, the list of the chosen, the conclusion."""
    found, wrong, post = _one(number), None, request.POST
    if request.method == "POST":
        try:
            code = _ask(request, number)
        except law.Refused as refused:
            wrong = refused
        else:
            messages.success(request, _("已经报名，您的编号是“%s”。截止以后在这里公布名单。") % code)
            return redirect("hearing", number)
    context = {
        "item": found, "wrong": wrong, "key": post.get("key") or uuid.uuid4().hex, "open": found.open_to_ask(law.day(request.now)),
        "fields": [asked.field(ask, post, wrong, required=True) for ask in law.asks(c.AskAttendance)],
    }  # fmt: skip
    return render(request, "portal/hearing.html", context, status=422 if wrong else 200)


def _ask(request: Request, number: str) -> str:
    """Put down that somebody wants to come; what the record calls him."""
    if too_many_tries(request, "hearing"):
        raise law.Refused(_("短时间内提交得太多"), remedy=_("您填的都还在，请过十分钟再交。"))
    command = law.parse(
        c.AskAttendance, {ask.name: request.POST.get(ask.name) for ask in law.asks(c.AskAttendance)}
    )
    key = request.POST.get("key", "")[:40]
    done = cases.act(number, command, by=acts.STRANGER, at=request.now, key=f"attend:{key}" if key else None)
    followers.catch_up()
    told = done.entries or tuple(trail.entries(number))
    return next(x.fact.code for x in reversed(told) if isinstance(x.fact, AttendanceAsked))


@public
def notice(request: Request, number: str) -> HttpResponse:
    """The notice as PDF, to be hung up."""
    found = _one(number)
    pdf = prints.made("notice", case_reads.folded(number), trail.entries(number), found.body)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{number}-notice.pdf"'
    return answer
