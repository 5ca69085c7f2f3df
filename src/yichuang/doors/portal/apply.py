"""Applying step by step: situation and form, materials, check, submit. Everything typed is saved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.doors.parts.guards import Request, Shut, act_for, applicant_only
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.facts import FormFilled
from yichuang.law.matters import asked
from yichuang.law.words import Channel, MaterialForm, Purpose, State
from yichuang.office.agency import reads as agency
from yichuang.office.cases import acts, reads
from yichuang.office.cases.acts import Client, Missing
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Applicant
from yichuang.office.files import acts as files
from yichuang.office.files.acts import Purpose as FilePurpose
from yichuang.site import followers

STEPS = (("填写", "apply-form"), ("材料", "apply-materials"), ("核对并提交", "apply-check"))


def reach(request: Request, number: str) -> reads.Sheet:
    """The applicant's own case, or page not found; an agent whose authorisation has ended is told so."""
    try:
        return reads.sheet(number, request.standing, request.now)
    except Missing as error:
        raise Shut(_("没有这个办件，或者不是您的办件")) from error
    except law.Refused as ended:
        raise PermissionDenied(str(ended)) from ended


def home(request: Request) -> str:
    """The list this person comes from: one's own cases, or those one acts in for others."""
    return "acting" if request.standing.actor.principal else "my"


def steps(number: str, now: int) -> list[tuple[str, str, str]]:
    """The line of steps with ways back."""
    states = ["done" if n < now else "now" if n == now else "todo" for n in range(len(STEPS))]
    return [(_(name), states[n], reverse(view, args=[number])) for n, (name, view) in enumerate(STEPS)]


def client(request: Request) -> Client:
    """Who applies, as a case needs to know it: oneself, or the principal one acts for."""
    person = Applicant.objects.get(pk=request.standing.client)
    return Client(person.pk, person.name, directory.phone_tail(person))


@applicant_only
def begin(request: Request, matter: str) -> HttpResponse:
    """Confirm the matter and open a draft; a change or renewal names the licence it is about."""
    guide = catalogue.guide(matter, law.day(request.now))
    if guide is None:
        raise Http404(_("这个事项现在不接受申请"))
    principals = agency.principals(request.standing.actor.id, matter, request.now)
    act_for(request, (request.POST or request.GET).get("for", ""))
    whom = request.standing.client
    held = [x for x in reads.mine(whom, request.now) if x.matter == matter and x.licence]
    wrong = None
    if request.method == "POST":
        purpose = Purpose(request.POST.get("purpose", "new"))
        try:
            done = acts.open_case(
                matter,
                client(request),
                by=request.standing,
                at=request.now,
                channel=Channel.AGENT if request.standing.actor.principal else Channel.ONLINE,
                purpose=purpose,
                licence_of=request.POST.get("licence_of") or None if purpose is not Purpose.NEW else None,
            )
        except law.Refused as refused:
            wrong = refused
        else:
            return redirect("apply-form", done.case.number)
    context = {"guide": guide, "c": guide.content, "held": held, "purposes": list(Purpose), "wrong": wrong,
               "principals": principals, "whom": whom}  # fmt: skip
    return render(request, "portal/begin.html", context, status=422 if wrong else 200)


def given_answers(sheet: reads.Sheet) -> dict[str, str]:
    """What was filled in last."""
    filled = [x.fact for x in sheet.entries if isinstance(x.fact, FormFilled)]
    return json.loads(filled[-1].answers.text) if filled and filled[-1].answers.text else {}


@applicant_only
def form(request: Request, number: str) -> HttpResponse:
    """The situation and the application form; blanks may stay until it is submitted."""
    sheet = reach(request, number)
    answers, situation, wrong = given_answers(sheet), dict(sheet.case.situation), None
    if request.method == "POST":
        answers = {
            x.key: request.POST.get(f"a_{x.key}", answers.get(x.key, "")) for x in sheet.edition.fields
        }
        situation |= {
            q.key: request.POST[f"q_{q.key}"]
            for q in sheet.edition.questions
            if request.POST.get(f"q_{q.key}")
        }
        before = _asked(sheet, sheet.case.situation)
        situation = {key: value for key, value in situation.items() if key in _asked(sheet, situation)}
        try:
            command = c.FillForm(answers=answers, situation=situation)
            acts.act(number, command, by=request.standing, at=request.now)
        except law.Refused as refused:
            wrong = refused
        else:
            if _asked(sheet, situation) - before and not request.POST.get("later"):
                messages.info(request, _("已保存。按您的情形，还有几栏要填"))
                return redirect("apply-form", number)
            messages.success(request, _("已保存，随时可以回来接着填"))
            return redirect(
                home(request) if request.POST.get("later") else "apply-materials",
                *([] if request.POST.get("later") else [number]),
            )
    context = {
        "sheet": sheet, "case": sheet.case, "wrong": wrong, "steps": steps(number, 0),
        "questions": [(q, situation.get(q.key, "")) for q in sheet.edition.questions if asked(q.only, situation)],
        "fields": [
            _field(x, answers, wrong, _help(sheet, x.key))
            for x in sheet.edition.fields
            if asked(x.only, situation)
        ],
    }  # fmt: skip
    return render(request, "portal/form.html", context, status=422 if wrong else 200)


def _asked(sheet: reads.Sheet, situation: Mapping[str, str]) -> set[str]:
    """The questions and fields that these answers ask; in a joint project an answer may ask for more."""
    questions = {q.key for q in sheet.edition.questions if asked(q.only, situation)}
    return questions | {x.key for x in sheet.edition.fields if asked(x.only, situation)}


def _help(sheet: reads.Sheet, key: str) -> str:
    guide = catalogue.guide(sheet.case.matter)
    fields = guide.content["fields"] if guide else []
    return next((str(x.get("help", "")) for x in fields if x["key"] == key), "")


def _field(field: Any, answers: dict[str, str], wrong: law.Refused | None, help_: str) -> dict[str, Any]:
    return {
        "name": f"a_{field.key}", "label": field.label, "help": help_, "type": field.type, "required": False,
        "options": [(option, option) for option in field.options], "value": answers.get(field.key, ""),
        "error": f"{wrong.reason}。{wrong.remedy}" if wrong and wrong.field == field.key else "",
    }  # fmt: skip


@applicant_only
def materials(request: Request, number: str) -> HttpResponse:
    """One row per material that this situation needs."""
    sheet = reach(request, number)
    guide = catalogue.guide(sheet.case.matter)
    says = _says(sheet, guide)
    rows = [
        (m, says.get(m.code, {}), sheet.case.materials.get(m.code))
        for m in sheet.edition.materials
        if m.needed(sheet.case.situation)
    ]
    return render(
        request, "portal/materials.html", {"case": sheet.case, "rows": rows, "steps": steps(number, 1)}
    )


def _says(sheet: reads.Sheet, guide: Any) -> dict[str, Any]:
    """What the guides say of each material; a joint project asks for those of its matters too."""
    says = {m["code"]: m for m in guide.content["materials"]} if guide else {}
    for step in sheet.edition.steps:
        of_step = catalogue.guide(step.matter) if step.matter else None
        says |= {f"{step.key}-{m['code']}": m for m in of_step.content["materials"]} if of_step else {}
    return says


@require_POST
def _upload(request: Request, number: str, material: str) -> HttpResponse:
    sheet = reach(request, number)
    given = request.FILES.get("file")
    law.require(given, _("请选择文件"), field="file")
    assert given is not None
    case = sheet.case
    purpose = FilePurpose(case=number, region=case.region, body=case.body, applicant=case.applicant)
    kept = files.keep(given, given.name or "", purpose=purpose, by=request.standing, at=request.now)
    command = c.AttachMaterial(material=material, form=MaterialForm.ELECTRONIC, digest=kept.digest)
    acts.act(number, command, by=request.standing, at=request.now)
    return redirect(_back(case), number)


def _back(case: law.Case) -> str:
    return "apply-materials" if case.state is State.DRAFT else "my-case"


@applicant_only
def upload(request: Request, number: str, material: str) -> HttpResponse:
    """Take one file in for one material."""
    try:
        return _upload(request, number, material)
    except law.Refused as refused:
        if request.headers.get("X-Requested-With") == "upload":
            return HttpResponse(str(refused), status=422, content_type="text/plain; charset=utf-8")
        messages.error(request, str(refused))
        return redirect(
            "my-case" if reach(request, number).case.state is State.CORRECTING else "apply-materials", number
        )


@applicant_only
def remove(request: Request, number: str, material: str) -> HttpResponse:
    """Take one material back."""
    if request.method == "POST":
        reach(request, number)
        try:
            acts.act(number, c.RemoveMaterial(material=material), by=request.standing, at=request.now)
        except law.Refused as refused:
            messages.error(request, str(refused))
    return redirect("apply-materials", number)


@applicant_only
def check(request: Request, number: str) -> HttpResponse:
    """Look over everything once more, then submit."""
    sheet = reach(request, number)
    wrong = None
    if request.method == "POST":
        try:
            acts.act(
                number, c.Submit(), by=request.standing, at=request.now, key=request.POST.get("key") or None
            )
        except law.Refused as refused:
            wrong = refused
        else:
            followers.catch_up()
            messages.success(request, _("已经提交。最迟五个工作日内会受理，或者一次告知要补正的内容"))
            return redirect("my-case", number)
    answers = given_answers(sheet)
    context = {
        "case": sheet.case, "sheet": sheet, "wrong": wrong, "steps": steps(number, 2), "key": f"submit-{number}",
        "missing": law.missing(sheet.case, sheet.edition), "received_on": sheet.scene.received_on,
        "answers": [(x.label, answers.get(x.key, "")) for x in sheet.edition.fields if asked(x.only, sheet.case.situation)],
        "situation": [(q.label, dict(q.options).get(sheet.case.situation.get(q.key, ""), "")) for q in sheet.edition.questions if asked(q.only, sheet.case.situation)],
    }  # fmt: skip
    return render(request, "portal/check.html", context, status=422 if wrong else 200)
