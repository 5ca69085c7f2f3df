"""Answers anybody may read: what people ask, what is true, where it says so, and until when the body has looked it over."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, public
from yichuang.law import cases as law
from yichuang.office.knowledge import reads


@public
def show(request: Request) -> HttpResponse:
    """Answers by search, or those of a body; never one that is withdrawn or has expired."""
    today = law.day(request.now)
    text, body = request.GET.get("q", "").strip(), request.GET.get("body", "")
    found = reads.search(text, on=today) if text else reads.listing(today, body) if body else []
    context = {"q": text, "body": body, "found": found, "bodies": reads.bodies(today)}
    return render(request, "portal/answers.html", context)


@public
def one(request: Request, code: str) -> HttpResponse:
    """One answer with its source and its day of review."""
    found = reads.told(code, law.day(request.now))
    if found is None:
        raise Http404(_("没有这条答复，或者已经不再适用"))
    return render(request, "portal/answer.html", {"one": found})
