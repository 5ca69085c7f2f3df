"""The list of outside supervisors, kept by the security administrator: registered with a slip, given a new one, retired."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, not_too_many, officer_only
from yichuang.doors.workbench.accounts import slip_page
from yichuang.law import cases as law
from yichuang.law.mandates import Permission
from yichuang.law.words import Organisation
from yichuang.office.directory import acts
from yichuang.office.directory.models import Body
from yichuang.office.directory.outside import Outsider


@officer_only(Permission.OFFICERS_APPOINT)
def show(request: Request) -> HttpResponse:
    """Who is on the list; put somebody on it, give him a code, take him off."""
    wrong, post = None, request.POST
    if request.method == "POST":
        try:
            not_too_many(request, "officers")
            return _do(request)
        except law.Refused as refused:
            wrong = refused
    rows = Outsider.objects.filter(active=True).select_related("user")
    context = {
        "rows": [row for row in rows if request.standing.may(Permission.OFFICERS_APPOINT, region=row.region)],
        "wrong": wrong, "fields": _fields(post, wrong),
    }  # fmt: skip
    return render(request, "workbench/outsiders.html", context, status=422 if wrong else 200)


def _do(request: Request) -> HttpResponse:
    post, by, at = request.POST, request.standing, request.now
    if number := post.get("reset", ""):
        return slip_page(
            request, acts.reset_outsider(number, post.get("why", ""), by=by, at=at), "desk-outsiders"
        )
    if number := post.get("retire", ""):
        row = acts.retire_outsider(number, post.get("why", ""), by=by, at=at)
        messages.success(request, _("%s的账号已经停用，写过的监督记录都在") % row.name)
        return redirect("desk-outsiders")
    kind = post.get("organisation", "")
    law.require(kind in Organisation._value2member_map_, _("没有选单位类别"), field="organisation")
    region = Body.objects.get(pk=by.actor.body).region
    row = acts.enrol_outsider(
        post.get("number", "").strip(), post.get("name", ""), Organisation(kind), post.get("unit", ""),
        region=region, by=by, at=at,
    )  # fmt: skip
    return slip_page(
        request, acts.reset_outsider(row.number, _("第一次开通"), by=by, at=at), "desk-outsiders"
    )


def _fields(post: Any, wrong: law.Refused | None) -> list[dict[str, Any]]:
    kinds = [(one.value, one.label) for one in Organisation]
    asked: list[tuple[str, str, str, str, Any]] = [
        ("number", _("编号"), _("字母和数字，也是他的登录名，如 T0008"), "text", ()),
        ("name", _("姓名"), "", "text", ()),
        ("organisation", _("单位类别"), "", "choice", kinds),
        ("unit", _("单位"), _("例如：马尔康市公证处"), "text", ()),
    ]
    return [
        {"name": name, "label": label, "help": help_, "type": kind, "options": options, "required": True,
         "value": post.get(name, ""), "error": wrong.reason if wrong and wrong.field == name else ""}
        for name, label, help_, kind, options in asked
    ]  # fmt: skip
