"""Agents at the window 代办: authorisations signed on paper, revoking on request; village agents in and out of post."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts import agency as asked
from yichuang.doors.parts.guards import Request, not_too_many, officer_only
from yichuang.doors.workbench.accounts import holder, kind_of
from yichuang.law import cases as law
from yichuang.law.cases import Case
from yichuang.law.facts import CaseOpened
from yichuang.law.mandates import Errand, Permission
from yichuang.law.words import Channel
from yichuang.office.agency import acts, reads
from yichuang.office.agency.models import Authorisation
from yichuang.office.cases.reads import Sheet
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Applicant, IdType
from yichuang.office.files import acts as files


def of_case(sheet: Sheet, now: Any, *, handing_over: bool = False) -> list[Authorisation]:
    """The authorisations that a desk shows: where an agent acts in this case, or may fetch its result."""
    first = sheet.entries[0].fact
    came = isinstance(first, CaseOpened) and first.channel is Channel.AGENT
    if not handing_over and not came and not any(x.by.principal for x in sheet.entries):
        return []
    case: Case = sheet.case
    return reads.covering(case.applicant, case.matter, now, Errand.COLLECT if handing_over else None)


def agent_at_counter(request: Request, principal: str, matter: str) -> bool:
    """Whether an agent hands the application in; one who is not authorised for it is refused by field."""
    number = request.POST.get("agent_number", "").strip()
    if not number:
        return False
    try:
        agent = directory.applicant_by_number(IdType.RESIDENT, number, law.day(request.now))
    except law.Refused as wrong:
        raise law.Refused(wrong.reason, law.ART_AGENT, field="agent_number", remedy=wrong.remedy) from wrong
    remedy = _("请先在“代办”里登记申请人签名的授权委托书。")
    law.require(agent, _("这个代办人没有登记过"), law.ART_AGENT, field="agent_number", remedy=remedy)
    assert agent is not None
    by = reads.standing(agent.pk, principal, request.now)
    why = by.unauthorised(Errand.SUBMIT, matter, request.now)
    law.require(not why, why, law.ART_AGENT, field="agent_number", remedy=remedy)
    return True


@officer_only(Permission.CASE_INTAKE)
def show(request: Request) -> HttpResponse:
    """Find the applicant by the document on the counter; then what he signed, a new one, or the end of one."""
    wrong: law.Refused | None = None
    person: Applicant | None = None
    post = request.POST
    if request.method == "POST":
        try:
            not_too_many(request, "counter")
            person = holder(request, kind_of(post.get("id_type", "")))
            if post.get("step") == "authorise":
                row = _authorise(request, person)
                messages.success(request, _("已登记授权 ") + row.number)
            elif post.get("step") == "revoke" and post.get("ident", "").isdigit():
                row = acts.revoke(int(post["ident"]), by=request.standing, at=request.now)
                messages.success(request, _("已撤销授权 ") + row.number)
        except law.Refused as refused:
            wrong = refused
    context = {"person": person, "kinds": list(IdType)} | asked.form(
        request, wrong, post.get("step") == "authorise"
    )
    context["rows"] = asked.rows(request, reads.given(person.pk)) if person else []
    return render(request, "workbench/agents.html", context, status=422 if wrong else 200)


def _authorise(request: Request, person: Applicant) -> Authorisation:
    """Put down what the applicant signed: the scan is kept, its digest stands in the authorisation."""
    post, by = request.POST, request.standing
    law.require(
        post.get("seen"),
        _("没有确认核对过证件和签名"),
        acts.ART_GIVE,
        field="seen",
        remedy=_("请核对申请人的证件和授权委托书上的签名，确认后再登记。"),
    )
    given = request.FILES.get("scan")
    law.require(given, _("没有扫描件"), acts.ART_GIVE, field="scan", remedy=_("请扫描签名的授权委托书。"))
    assert given is not None
    agent = asked.chosen(request)
    matters = asked.matters(post, law.day(request.now))
    until = asked.day(post.get("valid_until", ""))
    place = next(x for x in by.reaches if Permission.CASE_INTAKE in x.permissions)
    purpose = files.Purpose(
        case=f"authorisation/{person.pk}", region=place.region, body=by.actor.body, applicant=person.pk
    )
    kept = files.keep(given, given.name or "", purpose=purpose, by=by, at=request.now)
    return acts.authorise(
        person,
        agent,
        errands=asked.errands(post),
        matters=matters,
        valid_until=until,
        by=by,
        at=request.now,
        scan=kept.digest,
    )


@officer_only(Permission.OFFICERS_APPOINT)
def village(request: Request) -> HttpResponse:
    """The village agents in post; name one, or release one."""
    wrong, post = None, request.POST
    if request.method == "POST":
        try:
            if post.get("release", "").isdigit():
                row = acts.release_agent(int(post["release"]), by=request.standing, at=request.now)
                messages.success(request, _("%s不再是代办员") % row.applicant.name)
            else:
                row = _name(request)
                messages.success(request, _("%s已登记为代办员") % row.applicant.name)
        except law.Refused as refused:
            wrong = refused
        else:
            return redirect("desk-village-agents")
    context = {"wrong": wrong, "post": post, "agents": reads.village_agents(request.now)}
    return render(request, "workbench/village_agents.html", context, status=422 if wrong else 200)


def _name(request: Request) -> Any:
    post = request.POST
    person = reads.find(post.get("name", ""), post.get("phone", ""))
    law.require(
        person,
        _("没有找到这个姓名和手机号的账号"),
        field="applicant",
        remedy=_("请核对；代办员要先注册账号。"),
    )
    assert person is not None
    return acts.name_agent(
        person, post.get("region", "").strip(), post.get("place", ""), by=request.standing, at=request.now
    )
