"""Accounts at the window and at the security desk: codes on slips for people who cannot get in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, not_too_many, officer_only
from yichuang.law import cases as law
from yichuang.law.mandates import Permission
from yichuang.office.directory import acts, reads
from yichuang.office.directory.acts import Slip
from yichuang.office.directory.models import Applicant, IdType


def slip_page(request: Request, slip: Slip, back: str) -> HttpResponse:
    """The slip, shown once and kept by no browser."""
    address = f"{settings.PUBLIC_URL}/activate/"
    officer = back != "desk-accounts"
    context = {"slip": slip, "address": address, "back": back, "officer": officer}
    response = render(request, "workbench/slip.html", context)
    response["Cache-Control"] = "no-store"
    return response


@officer_only(Permission.CASE_INTAKE)
def applicants(request: Request) -> HttpResponse:
    """Find an applicant by the document on the counter; then a code to open an account, or a new password."""
    wrong: law.Refused | None = None
    person: Applicant | None = None
    post = request.POST
    if request.method == "POST":
        try:
            not_too_many(request, "counter")
            kind = kind_of(post.get("id_type", ""))
            person = holder(request, kind)
            if post.get("step") in DONE:
                law.require(
                    post.get("seen"),
                    _("没有确认核对过证件"),
                    field="seen",
                    remedy=_("请核对证件原件，确认后再办。"),
                )
                slip = DONE[post["step"]](kind, post["id_number"], by=request.standing, at=request.now)
                return slip_page(request, slip, "desk-accounts")
        except law.Refused as refused:
            wrong = refused
    context = {"wrong": wrong, "person": person, "post": post, "kinds": list(IdType)}
    return render(request, "workbench/accounts.html", context, status=422 if wrong else 200)


DONE = {"invite": acts.invite_applicant, "reset": acts.reset_applicant}


def kind_of(text: str) -> IdType:
    """The kind of document that was chosen. Raises Refused."""
    law.require(text in IdType._value2member_map_, _("请选择证件"), field="id_type")
    return IdType(text)


def holder(request: Request, kind: IdType) -> Applicant:
    """The applicant of exactly this document. Raises Refused."""
    found = reads.applicant_by_number(kind, request.POST.get("id_number", ""), law.day(request.now))
    law.require(
        found,
        _("没有登记过这个证件号码的申请人"),
        field="id_number",
        remedy=_("请核对证件；没有登记过的，先在窗口收件时登记。"),
    )
    assert found is not None
    return found


@officer_only(Permission.OFFICERS_APPOINT)
def officers(request: Request) -> HttpResponse:
    """Find an officer by name or work number."""
    text = request.GET.get("q", "").strip()
    found = reads.find_officers(text, request.standing) if text else []
    return render(request, "workbench/officers.html", {"text": text, "found": found})


@officer_only(Permission.OFFICERS_APPOINT)
def officer(request: Request, number: str) -> HttpResponse:
    """Reset an officer's password and second factor, with the reason."""
    one = next((x for x in reads.find_officers(number, request.standing) if x.number == number), None)
    if one is None:
        raise Http404(_("没有这个在岗的工作人员，或者不在您的管辖范围内"))
    wrong = None
    if request.method == "POST":
        try:
            not_too_many(request, "officers")
            why = request.POST.get("why", "")
            slip = acts.reset_officer(number, why, by=request.standing, at=request.now)
            return slip_page(request, slip, "desk-officers")
        except law.Refused as refused:
            wrong = refused
    field: dict[str, Any] = {
        "name": "why", "label": _("理由"), "help": _("写明怎样确认是本人，例如：本人到场，已核对工作证。"),
        "type": "long", "required": True, "value": request.POST.get("why", ""),
        "error": wrong.reason if wrong and wrong.field == "why" else "",
    }  # fmt: skip
    context = {"officer": one, "wrong": wrong, "field": field}
    return render(request, "workbench/officer_reset.html", context, status=422 if wrong else 200)
