"""Drafts before the public: what, why, until when; anybody comments without an account; every group answered, the report in public."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts import asked, sending
from yichuang.doors.parts.guards import Request, public, too_many_tries
from yichuang.doors.parts.workbook import workbook
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.cases.consulting import LEAST
from yichuang.law.clocks import explain
from yichuang.law.mandates import TIMER
from yichuang.law.open_words import Drafting
from yichuang.office.cases import reads as cases
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.consultations import acts, reads, report, terms
from yichuang.office.consultations.reads import Shown
from yichuang.office.directory import reads as directory
from yichuang.office.hotline import public as hotline
from yichuang.site import followers

TYPED = ("words", "name", "contact")
_MINE = "consultation"


@public
def show(request: Request) -> HttpResponse:
    """What is open to comment, the days left on each; what is over, with what came of it."""
    centre = hotline.centre()
    running, over = reads.public(centre.region) if centre else ([], [])
    today = law.day(request.now)
    left = [(one, (one.row.last_on - today).days) for one in running if one.row.last_on]
    return render(request, "portal/consultations.html", {"running": left, "over": over})


def _one(number: str) -> Shown:
    found = reads.one(number)
    if found is None:
        raise Http404(_("没有这次征求意见，请从列表中查找"))
    return found


def _comment(request: Request, number: str) -> int:
    """Take in what was typed; the number of the comment."""
    post = request.POST
    if too_many_tries(request, _MINE):
        raise law.Refused(_("短时间内提交得太多"), remedy=_("您填的都还在，请过十分钟再交。"))
    given = {name: post.get(name, "").strip() for name in TYPED}
    try:
        key = f"comment:{uuid.UUID(post.get('key', '')).hex}"
    except ValueError:
        key = None
    nth = acts.comment(number, {k: v for k, v in given.items() if v}, at=request.now, key=key)
    followers.catch_up()
    return nth


@public
def item(request: Request, number: str) -> HttpResponse:
    """One consultation with the form to comment; afterwards the groups with their answers."""
    found, wrong = _one(number), None
    if request.method == "POST":
        try:
            nth = _comment(request, number)
        except law.Refused as refused:
            wrong = refused
        else:
            request.session[_MINE] = {**request.session.get(_MINE, {}), number: nth}
            return redirect("consultation-receipt", number)
    post, row = request.POST, found.row
    context: dict[str, Any] = {
        "it": found, "wrong": wrong, "key": post.get("key") or str(uuid.uuid4()), "cite": LEAST[Drafting(row.about)].cite,
        "left": (row.last_on - law.day(request.now)).days if row.last_on and found.open else None, "terms": terms.report(),
        "fields": {ask.name: asked.field(ask, post, wrong, required=ask.name == "words") for ask in law.asks(c.Comment) if ask.name in TYPED},
    }  # fmt: skip
    return render(
        request, "portal/consultation.html", context | _came(request, found), status=422 if wrong else 200
    )


def _came(request: Request, found: Shown) -> dict[str, Any]:
    """What became of the comments, as far as it is public; which group one's own is in."""
    number, state = found.row.number, found.row.state
    if state not in ("gathered", "reported"):
        return {}
    groups, nth = reads.answered(number), request.GET.get("nth", "")
    mine = reads.group_of(number, int(nth)) if nth.isdigit() and len(nth) < 8 else None
    come: dict[str, Any] = {
        "groups": groups,
        "asked": nth,
        "mine": mine,
        "named": mine in {x.row.number for x in groups},
        "ways": reads.ways(number),
    }
    if state == "reported":
        come["counts"] = report.counts(groups)
    return come


@public
def receipt(request: Request, number: str) -> HttpResponse:
    """The number of one's own comment, to keep; only for the session that sent it."""
    found, nth = _one(number), request.session.get(_MINE, {}).get(number)
    if not nth:
        return redirect("consultation", number)
    return render(
        request, "portal/consultation_receipt.html", {"it": found, "nth": nth, "terms": terms.report()}
    )


@public
def why(request: Request, number: str, name: str) -> HttpResponse:
    """Why this date: the period, or the limit for the report."""
    found = _one(number)
    case = cases.folded(number)
    clock = law.clocks(case, catalogue.edition(case.matter, case.edition)).get(name)
    if clock is None or name not in ("consultation", "report"):
        raise Http404(_("没有这个期限"))
    days = explain(clock, directory.calendar(), law.day(request.now))
    context = {
        "case": case,
        "clock": clock,
        "name": law.CLOCKS[name],
        "days": days,
        "back": f"/consultations/{found.row.number}/",
        "moved": (),
    }
    return render(request, "portal/why.html", context)


@public
def exhibit(request: Request, number: str, digest: str) -> HttpResponseBase:
    """A picture, a map, a document of what is shown."""
    if digest not in {one["file"] for one in _one(number).row.exhibits}:
        raise Http404(_("没有这个附件"))
    return sending.file(number, digest, TIMER)


def _reported(number: str) -> Shown:
    found = _one(number)
    if found.row.state != "reported":
        raise Http404(_("报告还没有公布"))
    return found


@public
def printed(request: Request, number: str) -> HttpResponse:
    """The report as a sheet to print."""
    pdf = report.report(_reported(number), f"{settings.PUBLIC_URL}/consultations/{number}/")
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{number}.pdf"'
    return answer


@public
def sheet(request: Request, number: str) -> HttpResponse:
    """The groups with their answers as an Excel file."""
    found = _reported(number)
    rows = [
        (n, x.row.gist, x.row.size, x.answer, x.row.reason, x.row.quote)
        for n, x in enumerate(reads.answered(number), 1)
    ]
    heads = [_("序号"), _("意见要点"), _("条数"), _("答复"), _("理由"), _("原文摘录")]
    notes = [found.row.title, f"{found.body} {found.row.closed_on}", found.row.summary]
    return workbook(_("意见采纳情况"), heads, rows, notes, f"consultation-{number}")
