"""From a number to its cases."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.law import cases as law
from yichuang.law.mandates import Permission
from yichuang.law.words import Light, State
from yichuang.office.cases import reads
from yichuang.office.directory import reads as directory
from yichuang.office.supervision import board

SHOWN = 100


@officer_only(Permission.SUPERVISION_READ)
def show(request: Request) -> HttpResponse:
    """The open cases behind a figure: by region, body, state, light, the most pressing first."""
    asked = request.GET
    state = State(asked["state"]) if asked.get("state") in State._value2member_map_ else None
    light = Light(asked["light"]) if asked.get("light") in Light._value2member_map_ else None
    region, body = asked.get("region", ""), asked.get("body", "")
    total, lines = reads.watched(
        request.standing, request.now, region=region, body=body, state=state, light=light, limit=SHOWN
    )
    place = directory.region(region) if region else None
    said = [place.name if place else "", directory.body_names([body]).get(body, "") if body else "",
            state.label if state else "", light.label if light else ""]  # fmt: skip
    context = {
        "lines": lines, "total": total, "more": total > len(lines), "said": [word for word in said if word],
        "bodies": directory.body_names(line.body for line in lines),
    }  # fmt: skip
    return render(request, "watchroom/cases.html", context)


@officer_only(Permission.SUPERVISION_READ)
def flow(request: Request) -> HttpResponse:
    """The facts behind a figure of a day, the latest first; each leads to its place in its case."""
    what = request.GET.get("what", "")
    what = what if what in board.FLOWS else next(iter(board.FLOWS))
    day = _day(request.GET.get("day", "")) or law.day(request.now)
    told = board.facts(request.standing, what, day, limit=SHOWN + 1)
    context = {
        "told": told[:SHOWN], "more": len(told) > SHOWN, "what": what, "label": board.FLOWS[what], "day": day,
        "flows": board.FLOWS.items(), "bodies": directory.body_names({one.body for one in told}),
    }  # fmt: skip
    return render(request, "watchroom/flow.html", context)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
