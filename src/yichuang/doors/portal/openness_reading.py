"""Ways of reading what is public: on the board's screen, and what changed from one version to the next."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, public
from yichuang.doors.portal.openness import one_public, region_here
from yichuang.office.openness import reads
from yichuang.office.openness.screens import Screen, turn

_ON_SCREEN = 20


def _address(screen: Screen, *, stop: bool) -> str:
    asked = {"at": screen.shown.row.number, "part": f"{screen.part}"} | ({"stop": "1"} if stop else {})
    return f"?{urlencode(asked)}"


@public
def screen(request: Request) -> HttpResponse:
    """The board's screen: the latest publications, one after the other, from what is public alone; it turns by itself."""
    found = turn(reads.current(region_here(), _ON_SCREEN))
    asked = (request.GET.get("at", ""), request.GET.get("part", "1"))
    at = next((n for n, one in enumerate(found) if (one.shown.row.number, f"{one.part}") == asked), 0)
    stop = request.GET.get("stop") == "1"
    context: dict[str, Any] = {"screen": None, "turning": not stop}
    if found:
        here = found[at]
        context |= {
            "screen": here, "at": at + 1, "many": len(found), "next": _address(found[(at + 1) % len(found)], stop=stop),
            "previous": _address(found[at - 1], stop=stop), "hold": _address(here, stop=not stop),
        }  # fmt: skip
    return render(request, "portal/openness_screen.html", context)


@public
def changes(request: Request, number: str) -> HttpResponse:
    """What changed from an older version of the same duty to this one, sentence by sentence."""
    new = one_public(number)
    older = [x for x in reads.versions(new.row) if x.row.state == "published" and x.row.number < number]
    if new.row.state != "published" or not older:
        raise Http404(_("没有可以对照的以前的版本"))
    asked = request.GET.get("from", "")
    old = next((one for one in older if one.row.number == asked), older[0])
    return render(request, "portal/openness_changes.html", {"new": new, "old": old, "older": older})
