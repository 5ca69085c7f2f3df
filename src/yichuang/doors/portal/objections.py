"""Objecting to what was made public: write without an account, keep number and code, read the answer."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.doors.parts import asked
from yichuang.doors.parts.guards import Request, public, too_many_tries
from yichuang.doors.portal import apply, bearing, browse
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.facts import Entry, ObjectionDecided
from yichuang.law.open_words import Objecting
from yichuang.law.words import Role, State
from yichuang.office.objections import acts, terms
from yichuang.office.openness import reads as openness
from yichuang.office.openness.reads import Shown
from yichuang.site import followers

OBJECTION = "objection"
TYPED = ("words", "name", "contact")
_ABOUT = {
    Objecting.OBJECTION: noop("公开的内容有错、不全、过时"),
    Objecting.REPORT: noop("公开的结果背后有违法违规的事"),
}
WAITING = {
    State.OBJECTED: noop("等没有经手过的人受理"),
    State.CHECKING: noop("正在核查"),
    State.CHECKED: noop("已经核查，等作出处理决定"),
    State.MERGED: noop("和先提出的一件一起处理，决定的时候一并告诉您"),
    State.RESOLVED: noop("已经答复"),
}


def _publication(number: str) -> Shown:
    found = openness.one(number)
    if found is None or found.row.state != "published":
        raise Http404(_("没有这条公开信息，请从列表中查找"))
    return found


def _bring(request: Request, publication: str) -> str:
    """Put it on record; the number."""
    post = request.POST
    if too_many_tries(request, OBJECTION):
        raise law.Refused(_("短时间内提交得太多"), remedy=_("您填的都还在，请过十分钟再交。"))
    given: dict[str, Any] = {name: post.get(name, "").strip() for name in TYPED}
    given |= {name: name in post for name in ("anonymous", "confidential")}
    given["about"] = post.get("about", "")
    given = {name: value for name, value in given.items() if value != ""}
    if given["anonymous"]:
        given.pop("name", None)
    try:
        key = f"objection-web:{uuid.UUID(post.get('key', '')).hex}"
    except ValueError:
        key = None
    signed_in = request.user.is_authenticated and request.standing.actor.role is Role.APPLICANT
    own = signed_in and request.standing.client != "anonymous" and not given["anonymous"]
    by, client = (request.standing, apply.client(request)) if own else (acts.STRANGER, None)
    done = acts.bring(given, publication, by=by, at=request.now, client=client, key=key)
    followers.catch_up()
    return done.case.number


@public
def write(request: Request, number: str) -> HttpResponse:
    """The form, signed in or not; what is wrong is said beside its field and nothing typed is lost."""
    found, wrong = _publication(number), None
    if request.method == "POST":
        try:
            mine = _bring(request, number)
        except law.Refused as refused:
            wrong = refused
        else:
            bearing.remember(request, mine, OBJECTION)
            return redirect("objection-receipt", mine)
    post = request.POST
    context = {
        "item": found, "wrong": wrong, "post": post, "key": post.get("key") or str(uuid.uuid4()), "terms": terms.answer(),
        "fields": {ask.name: asked.field(ask, post, wrong, required=ask.name == "words") for ask in law.asks(c.BringObjection) if ask.name in TYPED},
        "kinds": [(one.value, one.label, _(what)) for one, what in _ABOUT.items()], "about": post.get("about", "objection"),
    }  # fmt: skip
    return render(request, "portal/objection_write.html", context, status=422 if wrong else 200)


@public
def receipt(request: Request, number: str) -> HttpResponse:
    """The number and the query code, to keep; only for the session that brought it in."""
    code = bearing.code(request, number, OBJECTION)
    if not code:
        return redirect("objections")
    return render(
        request, "portal/objection_receipt.html", {"number": number, "code": code, "terms": terms.answer()}
    )


@public
def follow(request: Request) -> HttpResponse:
    """Show the number and the code once; this browser session then opens the objection."""
    return bearing.ask_code(request, OBJECTION, "portal/objection_follow.html", "objection")


def _first(number: str) -> HttpResponse:
    return bearing.first(number, "objections")


def _told(entries: list[Entry]) -> str:
    """What was told to whoever brought it, beyond the public reason."""
    words = [x.fact.words for x in entries if isinstance(x.fact, ObjectionDecided)]
    return str(words[-1]) if words and words[-1] is not None else ""


@public
def one(request: Request, number: str) -> HttpResponse:
    """One's own objection: where it stands, until when and why, the answer."""
    found = bearing.reach(request, number, OBJECTION)
    if found is None:
        return _first(number)
    sheet, _by = found
    state = sheet.case.state
    context = browse.followed(sheet, request) | {
        "it": sheet.case.objection, "waiting": _(WAITING[state]) if state in WAITING else "", "told": _told(sheet.entries),
    }  # fmt: skip
    return render(request, "portal/objection.html", context)


@public
def why(request: Request, number: str, name: str) -> HttpResponse:
    """Why this date."""
    found = bearing.reach(request, number, OBJECTION)
    return browse.why(request, found[0], name, "objection") if found else _first(number)
