"""Guided finding: choose what you plan, answer a few questions, see exactly what it takes."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, public
from yichuang.law import cases as law
from yichuang.office.catalogue import journeys


@public
def choose(request: Request) -> HttpResponse:
    """The journeys offered."""
    return render(request, "portal/journeys.html", {"journeys": journeys.offered().values()})


@public
def follow(request: Request, code: str) -> HttpResponse:
    """The questions, and once all are answered the matters in order, materials without repeats, days and fees."""
    found = journeys.offered().get(code)
    if found is None:
        raise Http404(_("没有这个导航"))
    today = law.day(request.now)
    answers = {
        q["key"]: request.GET[q["key"]]
        for q in found.questions
        if request.GET.get(q["key"]) in {option["value"] for option in q["options"]}
    }
    asked = bool(request.GET)
    lacking = [q["key"] for q in found.questions if q["key"] not in answers]
    context = {
        "journey": found,
        "answers": answers,
        "lacking": lacking if asked else [],
        "guides": journeys.guides(found, today),
        "way": journeys.lead(found, answers, today) if not lacking else None,
    }
    return render(request, "portal/journey.html", context, status=422 if asked and lacking else 200)
