"""Back to a moment: the hall, a body, a case as it was, from facts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.law import cases as law
from yichuang.law.clocks import CHINA, due_date
from yichuang.law.mandates import Permission
from yichuang.law.words import Light, State, Word
from yichuang.office.analysis import then
from yichuang.office.cases.acts import Missing
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory

LISTED = 100
LIGHTS = (Light.RED, Light.YELLOW, Light.GREEN, Light.PAUSED, Light.NONE)
ORDER = list(State)


def _link(name: str, at: str, **more: str) -> str:
    return f"{reverse(name)}?{urlencode({'at': at, **{key: value for key, value in more.items() if value}})}"


def _word(words: type[Word], text: str) -> Word | None:
    return words(text) if text in words._value2member_map_ else None


def _table(hall: then.Hall, place: int, asked: str, names: dict[Any, str], at: str, body: str) -> list[Any]:
    """Rows of one dimension across the lights, each figure with the way to its cases."""
    counts = hall.by(place, 3)
    rows = []
    for value in {key[0] for key in counts}:
        code = value.value if isinstance(value, State) else value
        given = {"body": body, asked: code}
        cells = [(counts.get((value, light), 0), _link("desk-then-cases", at, **{**given, "light": light.value})) for light in LIGHTS]  # fmt: skip
        total = sum(n for n, _url in cells)
        name = value.label if isinstance(value, State) else names.get(value, str(value))
        rows.append((value, name, total, _link("desk-then-cases", at, **given), cells))
    if place == 2:
        return sorted(rows, key=lambda row: ORDER.index(row[0]))
    return sorted(rows, key=lambda row: (-row[2], str(row[0])))


@officer_only(Permission.SUPERVISION_READ)
def show(request: Request) -> HttpResponse:
    """The hall or a body at a moment; a case number leads to that case."""
    number, body, text = (request.GET.get(name, "").strip() for name in ("number", "body", "at"))
    if number:
        return redirect(f"{reverse('desk-then-case', args=[number])}?{urlencode({'at': text})}")
    context: dict[str, Any] = {
        "bodies": directory.bodies(),
        "body": body,
        "at": text,
        "shown": text,
        "lights": LIGHTS,
    }
    try:
        at = then.moment(text, request.now)
        hall = then.hall(at, request.standing, body=body)
    except law.Refused as refused:
        return render(request, "watchroom/then.html", {**context, "refused": refused}, status=422)
    lights = hall.by(3)
    context |= {
        "moment": at, "hall": hall, "at": text, "total": sum(hall.groups.values()),
        "figures": [(light, lights.get((light,), 0), _link("desk-then-cases", text, body=body, light=light.value)) for light in LIGHTS],
        "tables": [
            (_("状态"), _table(hall, 2, "state", {}, text, body)),
            (_("机关"), _table(hall, 0, "body", directory.body_names({key[0] for key in hall.groups}), text, body)),
            (_("事项"), _table(hall, 1, "matter", catalogue.matter_names({key[1] for key in hall.groups}), text, body)),
        ],
        "shown": f"{at.astimezone(CHINA):%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    return render(request, "watchroom/then.html", context)


@officer_only(Permission.SUPERVISION_READ)
def cases(request: Request) -> HttpResponse:
    """The cases behind a figure of a moment."""
    asked = {name: request.GET.get(name, "") for name in ("body", "matter", "state", "light")}
    try:
        at = then.moment(request.GET.get("at", ""), request.now)
        rows, more = then.listed(at, request.standing, limit=LISTED, **asked)
    except law.Refused as refused:
        return render(request, "watchroom/then_cases.html", {"refused": refused}, status=422)
    bodies = directory.body_names({row.body for row in rows} | {asked["body"]})
    said = [bodies.get(asked["body"], ""), catalogue.matter_names([asked["matter"]]).get(asked["matter"], "")]
    said += [
        asked_.label for asked_ in (_word(State, asked["state"]), _word(Light, asked["light"])) if asked_
    ]
    context = {"moment": at, "at": request.GET.get("at", ""), "rows": rows, "more": more, "bodies": bodies,
               "said": [one for one in said if one], "back": _link("desk-then", request.GET.get("at", ""), body=asked["body"])}  # fmt: skip
    return render(request, "watchroom/then_cases.html", context)


@officer_only(Permission.SUPERVISION_READ)
def case(request: Request, number: str) -> HttpResponse:
    """One case at a moment, with the way from fact to fact."""
    try:
        at = then.moment(request.GET.get("at", ""), request.now)
        found = then.case(number, at, request.standing)
    except Missing as error:
        raise Http404(_("没有这个办件，或者不在您的职责范围内")) from error
    except law.Refused as refused:
        context = {"refused": refused, "number": number, "shown": request.GET.get("at", "")}
        return render(request, "watchroom/then_case.html", context, status=422)
    steps = [(entry, f"{reverse('desk-then-case', args=[number])}?{urlencode({'at': entry.at.isoformat()})}")
             for entry in (*found.entries, *found.later)]  # fmt: skip
    n, calendar = len(found.entries), directory.calendar()
    context = {
        "then": found, "number": number, "moment": at, "shown": f"{at.astimezone(CHINA):%Y-%m-%dT%H:%M}", "n": n, "steps": steps,
        "before": steps[n - 2][1] if n > 1 else "", "after": steps[n][1] if found.later else "",
        "clocks": [(law.CLOCKS[name], clock.day, due_date(clock, calendar, clock.stopped or law.day(at)), clock.stopped)
                   for name, (clock, _runs) in found.clocks.items()],
        "body": directory.body_names([found.case.body]).get(found.case.body, ""),
    }  # fmt: skip
    return render(request, "watchroom/then_case.html", context)
