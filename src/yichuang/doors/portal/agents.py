"""Agents 代办: whom I let act for me and what they did; for whom I act, their cases, a new application for them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts import agency as asked
from yichuang.doors.parts.guards import Request, act_for, applicant_only
from yichuang.law import cases as law
from yichuang.law.mandates import Errand
from yichuang.office.agency import acts, reads
from yichuang.office.cases import reads as cases
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory.models import Applicant


def _news(request: Request) -> dict[str, Any]:
    """What was done under one's authorisations, the unread marked; from now on it is read."""
    own = request.standing.actor.id
    news = reads.news(own)
    about = cases.case_names(x.case for x in news.entries)
    people = reads.names({x.by.principal for x in news.entries} | {x.by.id for x in news.entries})
    lines = [
        {
            "entry": x,
            "about": about.get(x.case, x.case),
            "agent": people.get(x.by.id, ""),
            "principal": people.get(x.by.principal, ""),
            "new": n < news.unread,
        }
        for n, x in enumerate(news.entries)
    ]
    if news.unread:
        acts.look(own, request.now)
    return {"news": lines, "unread": news.unread}


@applicant_only
def given(request: Request) -> HttpResponse:
    """The authorisations I gave, what was done under them, and the way to revoke."""
    own = asked.rows(request, reads.given(request.standing.actor.id))
    return render(request, "portal/agents.html", {"rows": own} | _news(request))


@applicant_only
def revoke(request: Request, ident: int) -> HttpResponse:
    """Revoke one, at once."""
    if request.method == "POST":
        try:
            row = acts.revoke(ident, by=request.standing, at=request.now)
        except law.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("已撤销 %s，从现在起不能再代您办理") % row.number)
    return redirect("my-agents")


@applicant_only
def give(request: Request) -> HttpResponse:
    """Let somebody act for me: who, what, on which matters, until when."""
    wrong, post, today = None, request.POST, law.day(request.now)
    if request.method == "POST":
        try:
            row = acts.authorise(
                Applicant.objects.get(pk=request.standing.actor.id),
                asked.chosen(request),
                errands=asked.errands(post),
                matters=asked.matters(post, today),
                valid_until=asked.day(post.get("valid_until", "")),
                by=request.standing,
                at=request.now,
            )
        except law.Refused as refused:
            wrong = refused
        else:
            messages.success(request, _("已授权：%s。随时可以在这里撤销") % row.number)
            return redirect("my-agents")
    return render(
        request,
        "portal/agents_new.html",
        asked.form(request, wrong, request.method == "POST"),
        status=422 if wrong else 200,
    )


@applicant_only
def acting(request: Request) -> HttpResponse:
    """For whom I act: what I may do, their cases as far as I may see them, what I did."""
    own = asked.rows(request, reads.held(request.standing.actor.id))
    people: dict[str, dict[str, Any]] = {}
    for one in own:
        row = one["row"]
        entry = people.setdefault(row.principal_id, {"person": row.principal, "rows": [], "lines": []})
        entry["rows"].append(one)
    for ident, entry in people.items():
        able = reads.standing(request.standing.actor.id, ident, request.now)
        entry["lines"] = [
            line
            for line in cases.mine(ident, request.now)
            if able.authorised(None, line.matter, request.now) is not None
        ]
        entry["open"] = any(not one["why_not"] and "submit" in one["row"].errands for one in entry["rows"])
    return render(request, "portal/acting.html", {"people": list(people.values())} | _news(request))


@applicant_only
def begin(request: Request, principal: str) -> HttpResponse:
    """The matters for which I may apply for somebody."""
    act_for(request, principal)
    if not request.standing.actor.principal:
        raise Http404(_("这个申请人没有授权您代办"))
    by, now = request.standing, request.now
    wanted = request.GET.get("q", "").strip()
    found = {hit.code for hit in catalogue.search(wanted, limit=50)} if wanted else None
    open_ = [
        edition
        for edition in catalogue.all_current(law.day(now))
        if by.authorised(Errand.SUBMIT, edition.matter, now) and (found is None or edition.matter in found)
    ]
    context = {"editions": open_, "wanted": wanted, "principal": principal}
    return render(request, "portal/acting_begin.html", context)
