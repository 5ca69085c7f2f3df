"""Supervision in public: the rules by which bodies are watched, in force and before, for people and for machines."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, public
from yichuang.law import supervision
from yichuang.office.directory import reads as directory
from yichuang.office.supervision import rules as ruling


def _place(region: str) -> str:
    return directory.full_name(region) or _("全国")


@public
def rules(request: Request) -> HttpResponse:
    """The rules in force of each region that set its own, and the usual ones."""
    shown: list[dict[str, Any]] = [
        {"region": region, "place": _place(region), "rules": held.rules, "number": held.number, "lines": ruling.lines(held.rules),
         "history": ruling.history(region)}
        for region in ruling.regions() for held in (ruling.in_force(region),)
    ]  # fmt: skip
    usual = {"region": "", "place": _("没有自己规则的地区"), "rules": supervision.STANDARD, "number": 0,
             "lines": ruling.lines(supervision.STANDARD), "history": []}  # fmt: skip
    turns = list(supervision.TURNS.items())
    for one in (*shown, usual):
        one["turns"] = [(label, one["rules"].turns[name]) for name, label in turns]
    return render(request, "portal/supervision_rules.html", {"sets": [*shown, usual]})


@public
def rules_json(request: Request) -> HttpResponse:
    """The same for machines: every edition of every region, with its digest as the trail tells it."""
    found = {
        "standard": ruling.plain(supervision.STANDARD),
        "points": {point.name: {"label": point.label, "tests": sorted(point.takes)} for point in supervision.POINTS},
        "regions": {
            region: [
                {"number": row.number, "adopted_at": row.adopted_at.isoformat(), "adopted_by": row.adopted_by, "reason": row.reason,
                 "digest": row.digest, "rules": row.content}
                for row in ruling.editions(region)
            ]
            for region in ruling.regions()
        },
    }  # fmt: skip
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
