"""From a number to its cases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.law.mandates import Permission
from yichuang.law.words import Light, State
from yichuang.office.cases import reads
from yichuang.office.directory import reads as directory

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
