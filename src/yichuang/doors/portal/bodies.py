"""The bodies in public: what each promises, who may decide by which letter, how far the reform has come, what is exempt."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, public
from yichuang.law import cases as law
from yichuang.law.words import InPlace
from yichuang.office.cases import hall


@public
def register(request: Request) -> HttpResponse:
    """The reform register: each body against two concentrations and six in place, and the matters exempt from the hall."""
    today = law.day(request.now)
    found = hall.register(today)
    context = {
        "bodies": found,
        "items": list(InPlace),
        "exempt": hall.exempt(today),
        "matters": sum(one.matters for one in found),
        "entered": sum(one.entered for one in found),
        "decided": sum(one.decided for one in found),
        "in_hall": sum(one.in_hall for one in found),
    }
    return render(request, "portal/register.html", context)


@public
def body(request: Request, code: str) -> HttpResponse:
    """One body's public commitment."""
    found, guides, letters = hall.commitment(code, law.day(request.now))
    if found is None:
        raise Http404(_("没有这个机关，或者它没有在用的事项"))
    return render(request, "portal/body.html", {"one": found, "guides": guides, "letters": letters})
