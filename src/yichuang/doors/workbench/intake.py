"""Window intake: a paper application of somebody at the counter becomes a case in one act."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.workbench import agents
from yichuang.doors.workbench import case as desk
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.facts import CaseSubmitted
from yichuang.law.mandates import Permission
from yichuang.law.matters import Edition, Field, Question
from yichuang.law.words import Channel, MaterialForm
from yichuang.office.cases import acts
from yichuang.office.cases.acts import Client
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import acts as directory
from yichuang.office.directory.models import Applicant, IdType, Nature
from yichuang.office.papers import reads as papers
from yichuang.site import followers

PAPER = (MaterialForm.ORIGINAL, MaterialForm.COPY)
"""The forms in which a material comes over the counter."""
KEYS = (
    ("i", noop("窗口收件；收好一件，再收一件")),
    ("Enter", noop("查找；打开；下一栏")),
    ("↑ / ↓", noop("换选项：没有、原件、复印件")),
    ("Ctrl Enter", noop("收件")),
    ("p", noop("打印材料接收凭证")),
    ("s", noop("受理")),
    ("v", noop("打开办件")),
    ("?", noop("按键说明")),
)


def hints() -> list[tuple[str, str]]:
    """The keys of the counter."""
    return [(key, _(what)) for key, what in KEYS]


@officer_only(Permission.CASE_INTAKE)
def choose(request: Request) -> HttpResponse:
    """Choose the matter: those this officer may take in."""
    by = request.standing
    editions = [
        edition
        for edition in catalogue.all_current(law.day(request.now))
        if by.may(Permission.CASE_INTAKE, region=edition.region, body=edition.body, matter=edition.matter)
    ]
    wanted = request.GET.get("q", "").strip()
    if wanted:
        found = {hit.code for hit in catalogue.search(wanted, limit=50)}
        editions = [edition for edition in editions if edition.matter in found]
    return render(
        request, "workbench/intake_choose.html", {"editions": editions, "wanted": wanted, "hints": hints()}
    )


def _edition(request: Request, matter: str) -> Edition:
    edition = catalogue.current(matter, law.day(request.now))
    if edition is None:
        raise Http404(_("没有这个事项"))
    return edition


def _client(request: Request, post: Any) -> Client:
    """The person at the counter: found by the identity number, or registered. Raises Refused by field."""
    legal = post.get("nature") == Nature.LEGAL.value
    person = directory.Person(
        nature=Nature.LEGAL if legal else Nature.NATURAL,
        name=post.get("name", "").strip(),
        id_type=IdType.USCC if legal else IdType.RESIDENT,
        id_number=post.get("id_number", "").strip(),
        representative=post.get("representative", "").strip(),
    )
    contacts = directory.Contacts(
        phone=post.get("phone", "").strip(), address=post.get("address", "").strip(), email=""
    )
    row: Applicant = directory.register_applicant(person, contacts, by=request.standing, at=request.now)
    return Client(row.pk, row.name, contacts.phone[-4:])


def _commands(edition: Edition, post: Any) -> list[Any]:
    """What the counter does in one go: the form, the papers seen, the receipt."""
    answers = {field.key: post.get(f"a_{field.key}", "") for field in edition.fields}
    situation = {q.key: post[f"q_{q.key}"] for q in edition.questions if post.get(f"q_{q.key}")}
    commands: list[Any] = [c.FillForm(answers=answers, situation=situation)]
    for material in edition.materials:
        form = post.get(f"m_{material.code}", "")
        if form in {one.value for one in PAPER}:
            copies = post.get(f"n_{material.code}", "1")
            commands.append(
                c.AttachMaterial(
                    material=material.code,
                    form=MaterialForm(form),
                    copies=int(copies) if copies.isdigit() else 1,
                )
            )
    return [*commands, c.Submit()]


def _field(field: Field, post: Any, wrong: law.Refused | None) -> dict[str, Any]:
    """A question of the application form, with what was typed."""
    return {
        "name": f"a_{field.key}",
        "label": field.label,
        "type": field.type,
        "options": [(option, option) for option in field.options],
        "required": False,
        "value": post.get(f"a_{field.key}", ""),
        "error": wrong.reason if wrong and wrong.field == field.key else "",
    }


def _question(question: Question, post: Any, wrong: law.Refused | None) -> dict[str, Any]:
    """A question on the situation, with what was chosen."""
    return {
        "name": f"q_{question.key}",
        "label": question.label,
        "type": "choice",
        "options": question.options,
        "required": True,
        "value": post.get(f"q_{question.key}", ""),
        "error": wrong.reason if wrong and wrong.field == question.key else "",
    }


@officer_only(Permission.CASE_INTAKE)
def take(request: Request, matter: str) -> HttpResponse:
    """Take the application in; what is wrong is said beside its field and nothing typed is lost."""
    edition = _edition(request, matter)
    wrong = None
    if request.method == "POST":
        try:
            client = _client(request, request.POST)
            by_agent = agents.agent_at_counter(request, client.id, matter)
            done = acts.open_case(
                matter,
                client,
                *_commands(edition, request.POST),
                by=request.standing,
                at=request.now,
                channel=Channel.AGENT if by_agent else Channel.WINDOW,
                key=request.POST.get("key") or None,
            )
        except law.Refused as refused:
            wrong = refused
        else:
            followers.catch_up()
            return redirect("desk-intake-done", done.case.number)
    context = {
        "edition": edition,
        "questions": [_question(q, request.POST, wrong) for q in edition.questions if not q.later],
        "fields": [_field(field, request.POST, wrong) for field in edition.fields if not field.later],
        "materials": [(m, request.POST.get(f"m_{m.code}", "")) for m in edition.materials if not m.later],
        "forms": [("", _("没有")), *((one.value, one.label) for one in PAPER)],
        "hints": hints(),
        "wrong": wrong,
        "post": request.POST,
        "key": request.POST.get("key") or uuid.uuid4().hex,
        "demo_id": "990101199003070015" if settings.DEMO else "",
    }
    return render(request, "workbench/intake_take.html", context, status=422 if wrong else 200)


@officer_only(Permission.CASE_INTAKE)
def done(request: Request, number: str) -> HttpResponse:
    """What was taken in, what is missing, and the receipt to hand over (行政许可法 32)."""
    sheet = desk.reach(request, number)
    brought = papers.of_case(number)
    names = {material.code: material.name for material in sheet.edition.materials}
    context = {
        "case": sheet.case,
        "applicant_name": sheet.line.applicant_name,
        "held": [(names.get(code, code), held) for code, held in sheet.case.materials.items()],
        "missing": law.missing(sheet.case, sheet.edition),
        "receipt": next(
            (
                brought[x.seq][0]
                for x in sheet.entries
                if isinstance(x.fact, CaseSubmitted) and x.seq in brought
            ),
            None,
        ),
        "accept": next((x.act for x in sheet.offers if x.act.name == "accept" and x.open), None),
        "due_on": sheet.line.due_on,
        "hints": hints(),
        "agents": agents.of_case(sheet, request.now),
    }
    return render(request, "workbench/intake_done.html", context)
