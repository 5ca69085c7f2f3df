"""Openness at the desk: what is due and by whom, an event that makes something due, and the draft as its reviewer sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.law import cases as law
from yichuang.law.cases.disclosing import proposed
from yichuang.law.facts import DisclosureCleared, DisclosureDrafted
from yichuang.law.mandates import Permission
from yichuang.law.open_words import OURS, Occasion, Outlet
from yichuang.law.privacy import find, spans
from yichuang.office.cases.reads import Sheet
from yichuang.office.openness import acts, reads
from yichuang.site import followers


@officer_only(Permission.OPENNESS_READ)
def show(request: Request) -> HttpResponse:
    """The open duties of this officer's territory or body, what runs out first on top; those done lately; the form of an event."""
    by, today = request.standing, law.day(request.now)
    context = {
        "rows": [(one, (one.row.due_on - today).days) for one in reads.due(by)],
        "done": reads.due(by, done=True),
        "removals": len(reads.removals(by)),
        "occasions": list(Occasion),
        "may_open": by.may(Permission.OPENNESS_EDIT),
    }
    return render(request, "workbench/openness.html", context)


@require_POST
@officer_only(Permission.OPENNESS_EDIT)
def happened(request: Request) -> HttpResponse:
    """Something happened that must be made public: the duties it makes due are opened."""
    by, asked = request.standing, request.POST.get("occasion", "")
    try:
        law.require(
            asked in Occasion._value2member_map_,
            _("没有选是什么事"),
            field="occasion",
            remedy=_("请从列表中选。"),
        )
        opened = acts.happened(
            Occasion(asked),
            by.actor.body,
            request.POST.get("because", "")[:100],
            by=by,
            at=request.now,
            begins=parse_date(request.POST.get("begins", "")),
        )
    except law.Refused as refused:
        messages.error(request, str(refused))
        return redirect("desk-openness")
    followers.catch_up()
    messages.success(request, _("已下达：") + "、".join(one.case.name for one in opened))
    return redirect("desk-openness")


def _draft(sheet: Sheet) -> str:
    """The latest text laid before the reviewer."""
    told = [x.fact for x in sheet.entries if isinstance(x.fact, DisclosureDrafted)]
    return str(told[-1].text) if told else ""


def _outlet(sheet: Sheet, name: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """Which outlet, today, and the proof as the printed sheet is called."""
    mine, row = sheet.case.disclosure, reads.one(sheet.case.number)
    assert mine is not None
    stands = [one.value for one, _on in mine.stands]
    missing = [one.value for one in mine.outlets if one not in OURS and one.value not in stands]
    usual = missing if name == "show_on_outlet" else stands
    outlet = asked.get("outlet", "")
    proof = asked.get("proof", "")[:100]
    if not proof and row is not None and name == "show_on_outlet":
        proof = _("第%d版") % reads.version(row.row)
    known = outlet in Outlet._value2member_map_
    return {"outlet": outlet if known else next(iter(usual), ""), "on": sheet.scene.today, "proof": proof}


def of_act(sheet: Sheet, name: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the form of an act shows beside and holds at first: to a reviewer the draft with its marks and the text proposed."""
    if sheet.case.disclosure is None:
        return {}
    if name in ("show_on_outlet", "remove_from_outlet"):
        return {"first": _outlet(sheet, name, asked)}
    text = _draft(sheet)
    if name == "review_disclosure":
        plain = proposed(text)
        verdict = "whole" if plain == text.strip() else "part"
        first = {"text": plain, "verdict": verdict, "privacy": verdict == "part"}
        return {"draft": spans(text, find(text)), "first": first}
    if name == "publish_disclosure":
        cleared = [str(x.fact.text) for x in sheet.entries if isinstance(x.fact, DisclosureCleared)]
        return {"draft": spans(cleared[-1], ()) if cleared else ()}
    if name == "draft_disclosure":
        return {"first": {"title": sheet.case.disclosure.title, "text": text}}
    return {"draft": spans(text, find(text))} if name == "return_draft" else {}
