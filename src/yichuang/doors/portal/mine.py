"""An applicant's own cases: where each stands, what waits for whom, what can be done, papers and files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts import sending
from yichuang.doors.parts.guards import Request, applicant_only
from yichuang.doors.portal import browse
from yichuang.doors.portal.apply import reach
from yichuang.law import cases as law
from yichuang.law.cases.case import Invited
from yichuang.law.flow import Work
from yichuang.law.words import State
from yichuang.office.agency import reads as agency
from yichuang.office.cases import acts, reads
from yichuang.office.papers import reads as papers
from yichuang.office.supervision import complaints
from yichuang.site import followers

BUTTONS = (
    "supply_correction",
    "request_hearing",
    "waive_hearing",
    "report_done",
    "reapply",
    "remind",
    "complain",
    "withdraw",
    "rate",
)

_ELSEWHERE = {"ticket": "hotline-ticket", "objection": "objection"}
"""The kinds whose own page shows them to whoever brought them."""


@applicant_only
def cases(request: Request) -> HttpResponse:
    """All my cases, newest first."""
    lines = reads.mine(request.standing.actor.id, request.now)
    unread = agency.news(request.standing.actor.id).unread
    return render(request, "portal/mine.html", {"lines": lines, "unread": unread})


@applicant_only
def case(request: Request, number: str) -> HttpResponse:
    """One of my cases."""
    sheet = reach(request, number)
    if sheet.case.kind in _ELSEWHERE:
        return redirect(_ELSEWHERE[sheet.case.kind], number)
    if sheet.case.state is State.DRAFT:
        return redirect("apply-form", number)
    return render(request, "portal/case.html", _context(request, sheet))


def _context(request: Request, sheet: reads.Sheet) -> dict[str, Any]:
    offers = {offer.act.name: offer for offer in sheet.offers}
    names = {m.code: m for m in sheet.edition.materials}
    labels = {m.code: m.name for m in sheet.edition.materials} | {
        x.key: x.label for x in sheet.edition.fields
    }
    points = sheet.case.correction.points if sheet.case.correction and sheet.case.correction.open else ()
    return browse.followed(sheet, request) | {
        "papers": papers.of_case(sheet.case.number),
        "complaints": complaints.of_case(sheet.entries),
        "watching": _watching(sheet),
        "by_agents": [x for x in reversed(sheet.entries) if x.by.principal],
        "buttons": [offers[name] for name in BUTTONS if name in offers and offers[name].open],
        "points": [(p, labels.get(p.material, p.material), names.get(p.material)) for p in points],
    }


def _watching(sheet: reads.Sheet) -> list[Invited]:
    """Who watches from outside, by organisation: the applicant may know that, and by the trail that they put something on record.

    Not what they wrote: it may be about an officer, or about other people, and the file can be asked for by law.
    """
    found, case = list(sheet.case.invited), sheet.case
    while case.parent and (whole := sheet.scene.whole(case.parent)) is not None:
        found, case = [*found, *whole.invited], whole
    return [one for one in found if sheet.scene.today <= one.until]


@applicant_only
def act(request: Request, number: str, name: str) -> HttpResponse:
    """One of the applicant's own acts, with what it does in law before it is done."""
    sheet = reach(request, number)
    offer = next((x for x in sheet.offers if x.act.name == name and name in BUTTONS), None)
    if offer is None:
        raise Http404(_("没有这个动作"))
    wrong, given = offer.refused, None
    if request.method == "POST":
        given = {ask.name: request.POST.get(ask.name) for ask in law.asks(offer.command)}
        try:
            command = law.parse(offer.command, given)
            done = acts.act(
                number, command, by=request.standing, at=request.now, key=request.POST.get("key") or None
            )
        except law.Refused as refused:
            wrong = refused
        else:
            followers.catch_up()
            messages.success(request, "；".join(x.fact.sentence() for x in done.entries) or _("已经办过"))
            return redirect("my-project" if sheet.case.kind == "joint" else "my-case", number)
    context = {"case": sheet.case, "act": offer.act, "wrong": wrong, "key": f"{name}-{sheet.case.version}",
               "fields": [_field(ask, given, wrong, _steps(name, sheet)) for ask in law.asks(offer.command)]}  # fmt: skip
    return render(request, "portal/act.html", context, status=422 if given is not None else 200)


def _steps(name: str, sheet: reads.Sheet) -> list[tuple[str, str]]:
    """The steps of a project that an act of the applicant can be about."""
    if name == "reapply":
        keys = set(law.failed(sheet.case))
        return [(s.key, s.name) for s in sheet.edition.course if s.key in keys]
    return [(s.key, s.name) for s in law.open_steps(sheet.case, sheet.edition) if s.work is Work.APPLICANT]


def _field(
    ask: law.Ask, given: dict[str, Any] | None, wrong: law.Refused | None, steps: list[tuple[str, str]]
) -> dict[str, Any]:
    stars = [
        (str(n), text) for n, text in enumerate(("非常不满意", "不满意", "基本满意", "满意", "非常满意"), 1)
    ]
    return {
        "name": ask.name, "label": ask.asked.label, "help": "" if ask.name == "stars" else ask.asked.help,
        "type": "choice" if ask.name in ("stars", "step") else "long" if ask.asked.long else "text",
        "options": stars if ask.name == "stars" else steps if ask.name == "step" else [], "required": not ask.optional,
        "value": (given or {}).get(ask.name) or "",
        "error": wrong.reason if wrong and wrong.field == ask.name else "",
    }  # fmt: skip


@applicant_only
def why(request: Request, number: str, name: str) -> HttpResponse:
    """Why this date."""
    return browse.why(request, reach(request, number), name, "my-case")


@applicant_only
def paper(request: Request, number: str, verify: str) -> HttpResponse:
    """One of my papers as PDF."""
    sheet, found = reach(request, number), papers.by_code(verify)
    try:
        law.may_fetch(sheet.case, found.code if found else "", request.standing, request.now)
    except law.Refused as refused:
        raise PermissionDenied(str(refused)) from refused
    return sending.paper(number, verify)


@applicant_only
def file(request: Request, number: str, digest: str) -> HttpResponseBase:
    """One of my files."""
    reach(request, number)
    return sending.file(number, digest, request.standing)
