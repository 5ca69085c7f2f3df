"""The reform register at the desk: who keeps the matters of a body says what is in place and proves it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.law import cases as law
from yichuang.law.mandates import Permission
from yichuang.law.words import InPlace
from yichuang.office.cases import hall
from yichuang.office.directory import acts
from yichuang.office.directory.models import Body

EDIT = Permission.CATALOGUE_EDIT


@officer_only(EDIT)
def show(request: Request) -> HttpResponse:
    """The bodies of this officer's scope."""
    found = [one for one in hall.register(law.day(request.now)) if _may(request, one.body)]
    return render(request, "workbench/reform.html", {"bodies": found})


def _may(request: Request, body: Body) -> bool:
    return request.standing.may(EDIT, region=body.region, body=body.code)


@officer_only(EDIT)
def body(request: Request, code: str) -> HttpResponse:
    """One body: the live figures, and a line to prove for each thing the reform asks."""
    found = next((one for one in hall.register(law.day(request.now)) if one.body.code == code), None)
    if found is None or not _may(request, found.body):
        raise Http404(_("没有这个机关，或者不归您维护"))
    wrong: law.Refused | None = None
    if request.method == "POST":
        try:
            _prove(request, found.body)
        except law.Refused as refused:
            wrong = refused
        else:
            messages.success(request, _("已经记下"))
            return redirect("desk-reform-body", code)
    context = {"one": found, "wrong": wrong, "post": request.POST}
    return render(request, "workbench/reform_body.html", context, status=422 if wrong else 200)


def _prove(request: Request, body: Body) -> None:
    post = request.POST
    law.require(post.get("item") in InPlace._value2member_map_, _("请选择是哪一项"), field="item")
    try:
        since = date.fromisoformat(post.get("since", ""))
    except ValueError:
        raise law.Refused(
            _("日期填写不对"), field="since", remedy=_("请按 2026-03-02 的样子填写。")
        ) from None
    acts.prove(
        body,
        InPlace(post["item"]),
        met=post.get("met") == "1",
        text=post.get("text", ""),
        document=post.get("document", ""),
        since=since,
        owner=post.get("owner", ""),
        by=request.standing,
        at=request.now,
    )
