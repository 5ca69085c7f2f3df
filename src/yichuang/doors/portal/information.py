"""Asking for information: how and within which limits, the form, the receipt, following it, and what the applicant may do."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.doors.parts import asked, sending
from yichuang.doors.parts.guards import Request, public, too_many_tries
from yichuang.doors.portal import apply, bearing, browse
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.cases.inquiry import pieces
from yichuang.law.facts import ClarityAsked, InformationReplied, ProcessingFeeTold, ReasonsAsked
from yichuang.law.open_words import Asker, Reply, Wanted
from yichuang.law.papers import PAPERS
from yichuang.law.words import Role, State
from yichuang.office.cases import acts as cases
from yichuang.office.cases.acts import Done
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Applicant
from yichuang.office.hotline import public as hotline
from yichuang.office.information import acts, reads
from yichuang.office.papers import reads as papers
from yichuang.site import followers

INFORMATION = "information"
TYPED = ("what", "name", "id_number", "contact")
BUTTONS = ("clarify_information", "give_reasons", "withdraw_request")
TO_OTHERS = ("X02",)
"""Papers that go to somebody else: the applicant does not see whom they name."""
WAITING = {
    State.INQUIRED: noop("等机关答复"),
    State.CLARIFYING: noop("等您补正"),
    State.HEARING_OTHERS: noop("正在征求有关各方的意见，这段时间不计入期限"),
    State.REASONING: noop("等您说明理由"),
    State.PAYING: noop("等您缴费，这段时间不计入期限"),
}


def _region() -> str:
    found = hotline.centre()
    if found is None:
        raise Http404(_("还没有机构"))
    return str(found.region)


@public
def show(request: Request) -> HttpResponse:
    """Who may ask for what, how, within which limits, at what price, and what is not given."""
    context = {"refusals": [one for one in Reply if one.refuses and not one.by_itself]}
    return render(request, "portal/information.html", context)


def _person(request: Request) -> tuple[str, str] | None:
    """The name and identity of who is signed in as himself."""
    by = request.standing
    if not request.user.is_authenticated or by.actor.role is not Role.APPLICANT:
        return None
    person = Applicant.objects.filter(pk=by.client).first()
    return (person.name, directory.details(person, by).id_number) if person else None


def _ask(request: Request, known: tuple[str, str] | None) -> list[Done]:
    """Put it on record, as one request or as many as the paper holds when the applicant wants it divided."""
    post = request.POST
    if too_many_tries(request, INFORMATION):
        raise law.Refused(_("短时间内提交得太多"), remedy=_("您填的都还在，请过十分钟再交。"))
    given: dict[str, Any] = {name: post.get(name, "").strip() for name in (*TYPED, "asker", "wanted")}
    if known:
        given |= {"name": known[0], "id_number": known[1]}
    given = {name: value for name, value in given.items() if value}
    try:
        key = f"information-web:{uuid.UUID(post.get('key', '')).hex[:24]}"
    except ValueError:
        key = None
    body = post.get("body", "")
    law.require(
        body in dict(reads.bodies(_region())),
        _("没有选向哪个机关申请"),
        field="body",
        remedy=_("请从列表中选。"),
    )
    by, client = (request.standing, apply.client(request)) if known else (acts.STRANGER, None)
    return acts.ask(given, body, by=by, at=request.now, client=client, key=key, divide="divide" in post)


@public
def write(request: Request) -> HttpResponse:
    """The form, signed in or not; several things on one sheet are shown apart and can be handed in so."""
    wrong, known = None, _person(request)
    if request.method == "POST":
        try:
            done = _ask(request, known)
        except law.Refused as refused:
            wrong = refused
        else:
            for one in done:
                bearing.remember(request, one.case.number, INFORMATION)
            followers.catch_up()
            request.session["information-made"] = [one.case.number for one in done]
            return redirect("information-receipt")
    post = request.POST
    parts = pieces(post.get("what", "")) if wrong and wrong.field == "what" else ()
    context = {
        "wrong": wrong, "post": post, "key": post.get("key") or str(uuid.uuid4()), "known": known,
        "bodies": reads.bodies(_region()), "body": post.get("body") or request.GET.get("body", ""),
        "parts": parts if len(parts) > 1 else (), "askers": list(Asker), "wanted": list(Wanted),
        "fields": {ask.name: asked.field(ask, post, wrong) for ask in law.asks(c.AskInformation) if ask.name in TYPED},
    }  # fmt: skip
    return render(request, "portal/information_write.html", context, status=422 if wrong else 200)


@public
def receipt(request: Request) -> HttpResponse:
    """The numbers and query codes, to keep; only for the session that brought them in."""
    made = [(number, bearing.code(request, number, INFORMATION)) for number in request.session.get("information-made", [])]  # fmt: skip
    if not made:
        return redirect("information-follow")
    return render(request, "portal/information_receipt.html", {"made": made})


@public
def follow(request: Request) -> HttpResponse:
    """Show the number and the code once; this browser session then opens the request."""
    return bearing.ask_code(request, INFORMATION, "portal/information_follow.html", "information-one")


def _first(number: str) -> HttpResponse:
    return bearing.first(number, "information-follow")


@public
def one(request: Request, number: str) -> HttpResponse:
    """One's own request: where it stands, until when and why, what is wanted of one, the reply."""
    found = bearing.reach(request, number, INFORMATION)
    if found is None:
        return _first(number)
    sheet, _by = found
    told = {type(x.fact): x.fact for x in sheet.entries}
    issued = papers.of_case(number)
    context = browse.followed(sheet, request) | {
        "it": sheet.case.information, "waiting": _(WAITING[sheet.case.state]) if sheet.case.state in WAITING else "",
        "replied": told.get(InformationReplied), "unclear": told.get(ClarityAsked), "reasons": told.get(ReasonsAsked),
        "fee": told.get(ProcessingFeeTold), "buttons": [x for x in sheet.offers if x.act.name in BUTTONS and x.open],
        "papers": [(PAPERS[x.code].name, x.verify) for group in issued.values() for x in group if x.code not in TO_OTHERS],
    }  # fmt: skip
    return render(request, "portal/information_one.html", context)


@public
def act(request: Request, number: str, name: str) -> HttpResponse:
    """Make it clear, say why so many, take it back: what it does in law stands above the button."""
    found = bearing.reach(request, number, INFORMATION)
    if found is None:
        return _first(number)
    sheet, by = found
    offer = next((x for x in sheet.offers if x.act.name == name and name in BUTTONS), None)
    if offer is None:
        raise Http404(_("没有这个动作"))
    wrong, given = offer.refused, None
    asks = [ask for ask in law.asks(offer.command) if not ask.optional]
    if request.method == "POST":
        given = {ask.name: request.POST.get(ask.name) for ask in asks}
        try:
            command = law.parse(offer.command, given)
            done = cases.act(
                number, command, by=by, at=request.now, key=request.POST.get("key", "")[:60] or None
            )
        except law.Refused as refused:
            wrong = refused
        else:
            followers.catch_up()
            messages.success(request, "；".join(x.fact.sentence() for x in done.entries) or _("已经记下"))
            return redirect("information-one", number)
    context = {
        "case": sheet.case, "act": offer.act, "wrong": wrong, "key": f"{name}-{sheet.case.version}",
        "fields": [asked.field(ask, given or {}, wrong) for ask in asks],
    }  # fmt: skip
    return render(request, "portal/information_act.html", context, status=422 if given is not None else 200)


@public
def why(request: Request, number: str, name: str) -> HttpResponse:
    """Why this date."""
    found = bearing.reach(request, number, INFORMATION)
    return browse.why(request, found[0], name, "information-one") if found else _first(number)


@public
def paper(request: Request, number: str, verify: str) -> HttpResponse:
    """One of the papers that went to the applicant, as PDF."""
    if bearing.reach(request, number, INFORMATION) is None:
        return _first(number)
    found = papers.by_code(verify)
    if found is None or found.code in TO_OTHERS:
        raise Http404(_("没有这份文书"))
    return sending.paper(number, verify)
