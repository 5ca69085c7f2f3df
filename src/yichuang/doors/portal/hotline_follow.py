"""Following one's own demand on the hotline: by account or by number and query code; its answer, rating it, asking, saying it is not solved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.doors.parts import sending
from yichuang.doors.parts.guards import Request, applicant_only, public, too_many_tries
from yichuang.doors.portal import bearing, browse
from yichuang.law import cases as law
from yichuang.law.hotline_words import Satisfaction
from yichuang.law.mandates import Standing
from yichuang.law.words import State
from yichuang.office.cases import acts, following, reads
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.cases.acts import Missing
from yichuang.office.directory import reads as directory
from yichuang.office.files import reads as files
from yichuang.office.hotline import told
from yichuang.office.papers import reads as papers
from yichuang.site import followers

BUTTONS = ("rate_ticket", "say_unsolved", "urge")
WAITING = {
    State.REGISTERED: noop("热线正在归类，马上派给负责的单位"),
    State.DISPATCHED: noop("已经派给负责的单位，等它签收"),
    State.HANDLING: noop("负责的单位正在办理"),
    State.ANSWERED: noop("已经答复。请您评价，您不评价的，热线会回访您"),
    State.CALLED_BACK: noop("您说解决了，等热线办结"),
    State.MERGED: noop("和另一件相同的诉求一起办，答复的时候一并告诉您"),
    State.SETTLED: noop("已经办结"),
    State.ARCHIVED: noop("已经办结，记录归档保存"),
}
TICKET = "ticket"


@public
def follow(request: Request) -> HttpResponse:
    """Show the number and the code once; this browser session then opens the ticket."""
    context: dict[str, Any] = {"number": request.GET.get("number", ""), "trouble": ""}
    if request.method == "POST":
        number, code = request.POST.get("number", "").strip(), request.POST.get("code", "").strip()
        context["number"] = number
        if too_many_tries(request, "hotline-follow"):
            context["trouble"] = _("试的次数太多了，请十分钟后再查，或者拨打热线")
        else:
            try:
                following.holder(number, code, TICKET)
            except Missing:
                context["trouble"] = _("没有查到。请核对工单编号和查询码")
            else:
                bearing.remember(request, number, TICKET)
                return redirect("hotline-ticket", number)
    return render(request, "portal/hotline_follow.html", context, status=422 if context["trouble"] else 200)


def _reach(request: Request, number: str) -> tuple[reads.Sheet, Standing] | None:
    return bearing.reach(request, number, TICKET)


def _first(number: str) -> HttpResponse:
    """Whoever has not shown the code does so first; nobody learns whether there is such a ticket."""
    response = redirect("hotline-follow")
    response["Location"] += f"?number={number}" if number.isdigit() else ""
    return response


@public
def ticket(request: Request, number: str) -> HttpResponse:
    """One's own ticket: where it stands, until when and why, the answer, what happened, what one can do."""
    found = _reach(request, number)
    if found is None:
        return _first(number)
    sheet, by = found
    it = sheet.case.ticket
    assert it is not None
    names = directory.body_names(it.hands)
    context = browse.followed(sheet, request) | {
        "it": it, "waiting": _(WAITING.get(sheet.case.state, "")) if sheet.case.state in WAITING else "",
        "subject": settings.subject(it.subject) or "", "hands": [names.get(one, one) for one in it.hands],
        "answers": told.of_main(sheet, told.answers(sheet.entries, it.home))[::-1],
        "buttons": [x for x in sheet.offers if x.act.name in BUTTONS and x.open],
        "photos": [x for x in files.of_case(number) if files.may_read(x, by)],
        "letters": [one for issued in papers.of_case(number).values() for one in issued][::-1],
        "offered": not it.contact and sheet.case.state is State.ANSWERED, "terms": settings.terms(sheet.case.region),
    }  # fmt: skip
    return render(request, "portal/hotline_ticket.html", context)


@public
def act(request: Request, number: str, name: str) -> HttpResponse:
    """Rate it, say that it is not solved, ask how long it takes: what it does in law stands above the button."""
    found = _reach(request, number)
    if found is None:
        return _first(number)
    sheet, by = found
    offer = next((x for x in sheet.offers if x.act.name == name and name in BUTTONS), None)
    if offer is None:
        raise Http404(_("没有这个动作"))
    wrong, given = offer.refused, None
    if request.method == "POST":
        given = {ask.name: request.POST.get(ask.name) for ask in law.asks(offer.command)}
        try:
            command = law.parse(offer.command, given)
            key = request.POST.get("key", "")[:60] or None
            done = acts.act(number, command, by=by, at=request.now, key=key)
        except law.Refused as refused:
            wrong = refused
        else:
            followers.catch_up()
            messages.success(request, "；".join(x.fact.sentence() for x in done.entries) or _("已经记下"))
            return redirect("hotline-ticket", number)
    context = {
        "case": sheet.case, "act": offer.act, "wrong": wrong, "given": given or {}, "key": f"{name}-{sheet.case.version}",
        "stars": [(one.value, one.label, 5 - n) for n, one in enumerate(Satisfaction)],
        "fields": [_field(ask, given, wrong) for ask in law.asks(offer.command) if ask.name == "words"],
    }  # fmt: skip
    return render(request, "portal/hotline_act.html", context, status=422 if given is not None else 200)


def _field(ask: law.Ask, given: dict[str, Any] | None, wrong: law.Refused | None) -> dict[str, Any]:
    return {
        "name": ask.name, "label": ask.asked.label, "help": ask.asked.help, "type": "long", "required": not ask.optional,
        "value": (given or {}).get(ask.name) or "", "error": wrong.reason if wrong and wrong.field == ask.name else "",
    }  # fmt: skip


@public
def why(request: Request, number: str, name: str) -> HttpResponse:
    """Why this date."""
    found = _reach(request, number)
    return browse.why(request, found[0], name, "hotline-ticket") if found else _first(number)


@public
def file(request: Request, number: str, digest: str) -> HttpResponseBase:
    """One of one's own photos."""
    found = _reach(request, number)
    return sending.file(number, digest, found[1]) if found else _first(number)


@public
def letter(request: Request, number: str, verify: str) -> HttpResponse:
    """The answer as a letter."""
    return sending.paper(number, verify) if _reach(request, number) else _first(number)


@applicant_only
def mine(request: Request) -> HttpResponse:
    """All my demands, newest first."""
    lines = reads.mine(request.standing.actor.id, request.now, kind=TICKET)
    return render(request, "portal/hotline_mine.html", {"lines": lines})
