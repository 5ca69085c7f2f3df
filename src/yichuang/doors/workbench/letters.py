"""Letters of authority 授权书: which officer may use which power on which matters, until when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.law import cases as law
from yichuang.law.mandates import Permission, Power
from yichuang.office.directory import acts, reads
from yichuang.office.directory.models import Officer


@officer_only()
def show(request: Request) -> HttpResponse:
    """The letters in force of this officer's body; the head may sign a new one here."""
    by = request.standing
    today = law.day(request.now)
    may_sign = by.may(Permission.LETTERS_EDIT)
    wrong = None
    if request.method == "POST" and may_sign:
        try:
            letter = _sign(request, by, today)
        except law.Refused as refused:
            wrong = refused
        else:
            messages.success(request, _("已签发授权书 ") + letter.number)
            return redirect("desk-letters")
    context = {
        "letters": reads.letters_in_force(today, body=by.actor.body),
        "officers": reads.officers(by.actor.body) if may_sign else [],
        "powers": list(Power),
        "may_sign": may_sign,
        "wrong": wrong,
        "post": request.POST,
        "year_end": date(today.year, 12, 31),
        "today": today,
    }
    return render(request, "workbench/letters.html", context, status=422 if wrong else 200)


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise law.Refused(_("日期填写不对"), field=field, remedy=_("请按 2026-03-02 的样子填写。")) from error


def _sign(request: Request, by: Any, today: date) -> Any:
    post = request.POST
    officer = (
        Officer.objects.filter(number=post.get("officer", ""), body=by.actor.body)
        .select_related("body")
        .first()
    )
    law.require(officer, _("请选择被授权的工作人员"), field="officer")
    assert officer is not None
    powers = [Power(value) for value in post.getlist("powers") if value in Power._value2member_map_]
    law.require(powers, _("请选择授予的权限"), field="powers")
    return acts.grant_letter(
        post.get("number", "").strip(),
        officer=officer,
        powers=powers,
        matters=None,
        valid_from=_day(post.get("valid_from", ""), "valid_from"),
        valid_until=_day(post.get("valid_until", ""), "valid_until"),
        by=by,
        at=request.now,
    )


@officer_only(Permission.LETTERS_EDIT)
def revoke(request: Request, number: str) -> HttpResponse:
    """Revoke a letter from today; its holder can no longer accept or decide."""
    if request.method == "POST":
        try:
            why = request.POST.get("why", "").strip()
            acts.revoke_letter(number, on=law.day(request.now), why=why, by=request.standing, at=request.now)
        except law.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("已撤销授权书 ") + number)
    return redirect("desk-letters")
