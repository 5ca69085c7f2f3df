"""Who has shown the number and query code of a case once in this browser session, or owns it by account."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, too_many_tries
from yichuang.law.mandates import Standing
from yichuang.office.cases import following, reads
from yichuang.office.cases.acts import Missing
from yichuang.office.cases.reads import Sheet

KEPT = 20
"""How many of a kind a browser session remembers; the oldest goes first."""


def remember(request: Request, number: str, kind: str) -> None:
    """Let this browser session open the case again without typing its code."""
    kept = dict(list(request.session.get(kind, {}).items())[1 - KEPT :])
    request.session[kind] = kept | {number: reads.client(number).query_code}


def code(request: Request, number: str, kind: str) -> str:
    """The code this session has shown for the case; empty when it has shown none."""
    return str(request.session.get(kind, {}).get(number, ""))


def holder(request: Request, number: str, kind: str) -> Standing | None:
    """In what capacity whoever asks reaches this case: his own by account, or by the code he showed; else none."""
    by = request.standing
    if request.user.is_authenticated and by.client and reads.whose(number) == by.client:
        return by
    try:
        return following.holder(number, code(request, number, kind), kind)
    except Missing:
        return None


def reach(request: Request, number: str, kind: str) -> tuple[Sheet, Standing] | None:
    """One's own case with the capacity one reaches it in; None for anybody else's."""
    by = holder(request, number, kind)
    if by is None:
        return None
    try:
        return following.sheet(number, by, request.now, kind), by
    except Missing:
        return None


def ask_code(request: Request, kind: str, page: str, opens: str) -> HttpResponse:
    """Ask for the number and the query code; once shown, this browser session opens the case."""
    context: dict[str, str] = {"number": request.GET.get("number", ""), "trouble": ""}
    if request.method == "POST":
        number, shown = request.POST.get("number", "").strip(), request.POST.get("code", "").strip()
        context["number"] = number
        if too_many_tries(request, f"{kind}-follow"):
            context["trouble"] = _("试的次数太多了，请十分钟后再查")
        else:
            try:
                following.holder(number, shown, kind)
            except Missing:
                context["trouble"] = _("没有查到。请核对编号和查询码")
            else:
                remember(request, number, kind)
                return redirect(opens, number)
    return render(request, page, context, status=422 if context["trouble"] else 200)


def first(number: str, asking: str) -> HttpResponse:
    """Whoever has not shown the code does so first; nobody learns whether there is such a case."""
    response = redirect(asking)
    response["Location"] += f"?number={number}" if number.isdigit() else ""
    return response
