"""The case desk: materials left, the applicant and the trail in the middle, the acts right."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts import sending
from yichuang.doors.parts.guards import Request, Shut, reader_only
from yichuang.doors.workbench import (
    agents,
    consultations,
    forms,
    hearing_fields,
    information,
    objections,
    openness,
    oversight,
    tickets,
)
from yichuang.law import cases as law
from yichuang.law import masking
from yichuang.law.clocks import due_date, explain
from yichuang.law.facts import CardRaised, FormFilled
from yichuang.law.mandates import Permission
from yichuang.law.papers import PAPERS
from yichuang.law.words import Role
from yichuang.office.cases import acts, privacy, reads
from yichuang.office.cases.acts import Missing, Stale
from yichuang.office.cases.reads import Sheet
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Applicant
from yichuang.office.papers import reads as papers
from yichuang.office.supervision import board
from yichuang.site import followers

HIDDEN = {
    "note_child",
    "note_task",
    "give_task",
    "fill_form",
    "attach_material",
    "remove_material",
    "submit",
    "supply_correction",
    *consultations.HERE,
}


def reach(request: Request, number: str) -> Sheet:
    """The case with everything around it, or page not found."""
    try:
        sheet = reads.sheet(number, request.standing, request.now)
    except Missing as error:
        raise Shut(_("没有这个办件，或者不在您的职责范围内")) from error
    photos = sheet.case.ticket is not None and privacy.knows_caller(sheet.case, request.standing)
    if request.standing.actor.role is Role.INVITED or photos:
        request.standing = replace(request.standing, seeing=number)
    return sheet


MASKS = {"idnumber": masking.id_number, "phone": masking.phone}


def shown(kind: str, text: str) -> str:
    """An answer as the desk shows it: identity numbers and telephones masked (个人信息保护法 6)."""
    return MASKS[kind](text) if kind in MASKS else text


def answers(sheet: Sheet) -> list[tuple[str, str]]:
    """What the applicant filled in last, by label."""
    filled = [x.fact for x in sheet.entries if isinstance(x.fact, FormFilled)]
    if not filled or filled[-1].answers.text is None:
        return []
    given = json.loads(filled[-1].answers.text)
    return [(field.label, shown(field.type, given.get(field.key, ""))) for field in sheet.edition.fields]


def situation(sheet: Sheet) -> list[tuple[str, str]]:
    """The applicant's situation, question by question."""
    return [
        (question.label, dict(question.options).get(sheet.case.situation.get(question.key, ""), "—"))
        for question in sheet.edition.questions
    ]


def _context(request: Request, sheet: Sheet) -> dict[str, Any]:
    case = sheet.case
    person = Applicant.objects.filter(pk=case.applicant).first()
    running = law.governing(case, sheet.edition)
    return {
        "sheet": sheet,
        "case": case,
        "line": sheet.line,
        "person": person,
        "phone": _phone(person, request),
        "answers": answers(sheet),
        "situation": situation(sheet),
        "materials": [(m, case.materials.get(m.code)) for m in sheet.edition.materials if _wanted(m, case)],
        "first_file": next(
            (m.code for m in sheet.edition.materials if (held := case.materials.get(m.code)) and held.digest),
            "",
        ),
        "missing": law.missing(case, sheet.edition),
        "papers": papers.of_case(case.number),
        "offers": [offer for offer in sheet.offers if offer.act.name not in HIDDEN],
        "clocks": [
            (name, law.CLOCKS[name], clock) for name, clock in law.clocks(case, sheet.edition).items()
        ],
        "governing": running,
        "steps": _steps(sheet),
        "trouble": sheet.broken(),
        "project_open": _project_open(sheet),
        "ticket": tickets.of_case(sheet) if case.ticket else None,
        "objection": objections.of_case(sheet) if case.objection else None,
        "information": information.of_case(sheet) if case.information else None,
    } | _supervision(request, sheet)


def _supervision(request: Request, sheet: Sheet) -> dict[str, Any]:
    """Of a card what it says and what it is about; of any other case its cards, and whether one may be issued here."""
    case = sheet.case
    if case.card is not None:
        raised = next((x.fact for x in sheet.entries if isinstance(x.fact, CardRaised)), None)
        watched = reads.case_names([case.parent]).get(case.parent) if case.parent else None
        return {
            "raised": raised,
            "watched_name": watched or "",
            "body_name": directory.body_name(case.body) or case.body,
        }
    may = request.standing.may(Permission.SUPERVISION_ACT, region=case.region, body=case.body)
    cards, waiting = board.of_case(case.number, request.standing)
    return {"cards": cards, "waiting_cards": waiting, "may_issue": may}


def _project_open(sheet: Sheet) -> bool:
    """Whether this person may go on from a matter to its project: somebody invited to the matter alone may not."""
    by, scene = sheet.scene.by, sheet.scene
    whole = scene.whole(sheet.case.parent) if sheet.case.parent and by.actor.role is Role.INVITED else None
    return whole is None or law.invitation(whole, by.actor.id, scene.today, scene.whole) is not None


def _phone(person: Applicant | None, request: Request) -> str:
    """The applicant's telephone, for who may have to ring him; others see it masked."""
    if person is None or request.standing.actor.role is Role.INVITED:
        return person.phone_shown if person else ""
    return directory.details(person, request.standing).phone


def _steps(sheet: Sheet) -> list[tuple[Any, str, Any, Any]]:
    """Each step of the examination: done, open now, ahead or not needed; what stands about it; its last day."""
    case, clocks = sheet.case, law.step_clocks(sheet.case, sheet.edition)
    out = []
    for step in sheet.edition.course:
        where = "done" if case.done(step.key) else "now" if step.key in clocks else "todo"
        where = where if step.needed(case.situation) else "skipped"
        due = due_date(clocks[step.key], sheet.scene.calendar) if where == "now" and step.days else None
        out.append((step, where, case.desk(step.key), due))
    return out


def _wanted(material: Any, case: law.Case) -> bool:
    return (material.needed(case.situation) and not material.later) or material.code in case.materials


@reader_only
def show(request: Request, number: str) -> HttpResponse:
    """One case with the acts that stand open now; the others are shut with their reason and article."""
    sheet = reach(request, number)
    context = (
        _context(request, sheet)
        | {"agents": agents.of_case(sheet, request.now)}
        | oversight.of_case(sheet, request)
    )
    return render(request, "workbench/case.html", context)


@reader_only
def act(request: Request, number: str, name: str) -> HttpResponse:
    """The form of one act with what it does in law; posted, the act itself."""
    sheet = reach(request, number)
    offer = next((x for x in sheet.offers if x.act.name == name), None)
    if offer is None:
        known = sheet.scene.kind.act(name)
        raise Shut(_("“%s”不由您办理") % known.label if known else _("没有这个办理动作"))
    given, wrong = None, offer.refused
    shown = openness.of_act(sheet, name, request.GET)
    if request.method == "POST":
        given = forms.read(offer.command, request.POST)
        try:
            return _do(request, sheet, offer, given)
        except law.Refused as refused:
            wrong = refused
        except Stale as stale:
            messages.warning(
                request, _("这个办件刚刚有了新的变化：") + "；".join(x.sentence() for x in stale.entries)
            )
            return redirect("desk-case", number)
    first = shown.get("first") or hearing_fields.first(sheet, name) or None
    made = forms.fields(offer.command, sheet.case, sheet.scene, first if given is None else given, wrong)
    context = _context(request, sheet) | {
        "draft": shown.get("draft"),
        "offer": offer,
        "act": offer.act,
        "fields": hearing_fields.fields(sheet, name, made),
        "wrong": wrong,
        "with_points": name == "ask_correction",
        "with_decisions": name == "hold_meeting",
        "bodies": directory.bodies_near(sheet.case.region) if name == "hold_meeting" else (),
        "points": (given or {}).get("points") or [],
        "paper_name": PAPERS[offer.act.paper].name if offer.act.paper else "",
        "key": uuid.uuid4().hex,
        "agents": agents.of_case(sheet, request.now, handing_over=name == "collect"),
    }
    return render(request, "workbench/act.html", context, status=422 if given is not None else 200)


def _do(request: Request, sheet: Sheet, offer: law.Offer, given: dict[str, Any]) -> HttpResponse:
    command = law.parse(offer.command, forms.by_name(given, sheet.case.region))
    seen = request.POST.get("seen", "")
    done = acts.act(
        sheet.case.number,
        command,
        by=request.standing,
        at=request.now,
        key=request.POST.get("key") or None,
        seen=int(seen) if seen.isdigit() else None,
    )
    followers.catch_up()
    said = (
        _("已经办过，没有重复办理") if done.again else "；".join(entry.sentence() for entry in done.entries)
    )
    messages.success(request, said)
    return redirect("desk-case", sheet.case.number)


@reader_only
def why(request: Request, number: str, name: str) -> HttpResponse:
    """Why this date: every day of a clock, counted or not, and for which reason."""
    sheet = reach(request, number)
    clock = law.clocks(sheet.case, sheet.edition).get(name)
    if clock is None:
        raise Http404(_("这个办件没有这个期限"))
    context = {"sheet": sheet, "case": sheet.case, "clock": clock, "name": law.CLOCKS[name], "days": explain(clock, sheet.scene.calendar, sheet.scene.today), "moved": reads.moved(sheet, name)}  # fmt: skip
    return render(request, "workbench/why.html", context)


@reader_only
def file(request: Request, number: str, digest: str) -> HttpResponseBase:
    """One material, as a download."""
    reach(request, number)
    return sending.file(number, digest, request.standing)


@reader_only
def paper(request: Request, number: str, verify: str) -> HttpResponse:
    """One paper of the case as PDF."""
    reach(request, number)
    return sending.paper(number, verify)
