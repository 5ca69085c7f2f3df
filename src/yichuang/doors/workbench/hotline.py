"""The hotline's desk: its queues, a call registered by keyboard alone, what is known about caller and place while he speaks."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.workbench import case as sheets
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.facts import Spot
from yichuang.law.hotline import Known
from yichuang.law.hotline_words import Line, TicketClass, Urgency
from yichuang.law.mandates import Permission
from yichuang.office.cases import acts as cases
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.directory import reads as directory
from yichuang.office.hotline import acts, desk, finding, photos, places
from yichuang.office.hotline.photos import Photo
from yichuang.office.knowledge import reads as knowledge
from yichuang.office.lines import acts as telephone
from yichuang.office.lines import reads as lines

KEYS = (
    ("n", noop("登记来电")),
    ("Enter", noop("下一栏；打开")),
    ("Ctrl Enter", noop("登记")),
    ("p", noop("派单")),
    ("d", noop("直接答复")),
    ("j / k", noop("下一件 / 上一件")),
    ("?", noop("按键说明")),
)
FEW, ANSWERS = 10, 3
"""Earlier tickets read beside the form; those that may be the same stand first and once."""
HERE = ("answer_directly", "tell_other_way", "transfer_emergency", "dispatch")
"""What comes next at the desk once a demand is registered."""
LINES = (
    Line.PHONE,
    Line.VISIT,
    Line.LETTER,
    *(one for one in Line if one not in (Line.PHONE, Line.VISIT, Line.LETTER)),
)


def hints() -> list[tuple[str, str]]:
    """The keys of the desk."""
    return [(key, _(what)) for key, what in KEYS]


def _region(request: Request) -> str:
    """The territory of this officer's hotline."""
    return directory.region_of(request.standing.actor.body)


@officer_only(Permission.TICKET_READ)
def show(request: Request) -> HttpResponse:
    """What waits: for the hotline its queues, for a body its own tickets."""
    by, today, text = request.standing, law.day(request.now), request.GET.get("q", "").strip()
    known = desk.queues(by)
    chosen = request.GET.get("list", known[0].key if known else "")
    skip = int(page) * desk.PAGE if (page := request.GET.get("page", "")).isdigit() else 0
    if text and desk.staff(by):
        rows = finding.search(text, _region(request), by, request.now)
    else:
        rows = desk.listing(by, chosen, today, skip=skip, limit=desk.PAGE + 1)
    counts = desk.counts(by, today)
    context = {
        "rows": rows[: desk.PAGE], "more": skip // desk.PAGE + 1 if len(rows) > desk.PAGE else None, "text": text,
        "chips": [(one.label, f"?list={one.key}", counts.get(one.key, 0), one.key == chosen and not text) for one in known],
        "chosen": chosen, "staff": desk.staff(by), "may_register": by.may(Permission.TICKET_REGISTER),
        "bodies": directory.body_names({one.lead for one in rows if one.lead}), "today": today, "hints": hints() if by.may(Permission.TICKET_REGISTER) else (),
    }  # fmt: skip
    return render(request, "workbench/hotline.html", context)


def place_of(text: str, region: str) -> places.Place | None:
    """The place somebody names exactly, by its name or what people call it."""
    plain = text.strip()
    return next((one for one in places.places(region) if plain in (one.name, *one.also)), None)


def subject_of(text: str) -> str:
    """The code of a subject as it is typed: its name, its whole name, its code. Raises Refused when there is none."""
    plain = text.strip()
    if not plain:
        return ""
    for code, known in settings.subjects().items():
        if plain in (code, known.name, known.subject.name) and not known.subject.under:
            return code
    near = finding.suggest_subjects(plain, 4)
    meant = "、".join(one.name for one in near)
    raise law.Refused(
        _("没有“%s”这个分类") % plain, field="subject",
        remedy=_("是不是：%s？不能确定时留空，派单前再归类。") % meant if meant else _("不能确定时留空，派单前再归类。"),
    )  # fmt: skip


def _command(request: Request, scans: list[Photo]) -> c.RegisterTicket:
    post = request.POST
    place = place_of(post.get("place", ""), _region(request))
    given: dict[str, Any] = {name: post.get(name, "") for name in ("about", "title", "words", "line", "caller", "phone", "against", "origin")}  # fmt: skip
    given |= {
        "urgency": Urgency.CRITICAL.value if post.get("about") == TicketClass.EMERGENCY.value else Urgency.NORMAL.value,
        "subject": subject_of(post.get("subject", "")), "place": place.name if place else post.get("place", ""),
        "anonymous": "anonymous" in post, "confidential": "confidential" in post,
    }  # fmt: skip
    if place:
        given |= {"lat": place.lat, "lon": place.lon}
    command: c.RegisterTicket = law.parse(
        c.RegisterTicket,
        {name: value for name, value in given.items() if value != ""}
        | {"photos": [one.kept.digest for one in scans]},
    )
    return command


@officer_only(Permission.TICKET_REGISTER)
def take(request: Request) -> HttpResponse:
    """Register a call, a visit, a letter; what is wrong is said beside its field and nothing typed is lost."""
    wrong, scans = None, list[Photo]()
    if request.method == "POST":
        scans = photos.again(request.POST.getlist("kept"))
        try:
            photos.add(scans, request.FILES.getlist("photos"))
            found = acts.register(
                _command(request, scans),
                _region(request),
                by=request.standing,
                at=request.now,
                key=request.POST.get("key") or None,
            )
            photos.hand_in(scans, found.done.case, request.standing, request.now)
            if _call(request):
                telephone.registered_from(_call(request), found.number, request.standing)
            if request.POST.get("answer", "").strip():
                _answered(request, found.number)
            if found.flooding:
                messages.warning(
                    request, _("这个号码一小时内已经反映 %s 次，都登记了；请看是不是同一件事。") % found.calls
                )
        except law.Refused as refused:
            wrong = refused
        else:
            return redirect("desk-hotline-taken", found.number)
    post: Any = request.POST if request.method == "POST" else {"phone": _ringing(request)}
    context = {
        "post": post, "wrong": wrong, "key": request.POST.get("key") or uuid.uuid4().hex, "hints": hints(),
        "classes": [(one.value, one.label) for one in TicketClass], "about": post.get("about", TicketClass.HELP.value),
        "lines": [(one.value, one.label) for one in LINES], "line": post.get("line", Line.PHONE.value),
        "kept": scans, "most": photos.MOST,
        "all_subjects": [settings.subject(code) for code, one in settings.subjects().items() if not one.subject.under],
        "all_places": [one.name for one in places.places(_region(request))],
    }  # fmt: skip
    return render(request, "workbench/hotline_take.html", context, status=422 if wrong else 200)


def _ringing(request: Request) -> str:
    """The number of the call at this operator's telephone, if he comes from it; a number never stands in an address."""
    return lines.phone_of(_call(request), request.standing) if _call(request) else ""


def _call(request: Request) -> int:
    """The call the form was opened from; 0 when from none."""
    call = request.GET.get("call", "")
    return int(call) if call.isascii() and call.isdigit() and len(call) < 18 else 0


def _answered(request: Request, number: str) -> None:
    """The operator's own answer, in the same breath; the caller has heard it."""
    given = {"words": request.POST["answer"], "told": True, "source": request.POST.get("source", "")}
    command = law.parse(c.AnswerDirectly, given)
    cases.act(number, command, by=request.standing, at=request.now)


@officer_only(Permission.TICKET_REGISTER)
def aside(request: Request) -> HttpResponse:
    """What is known while the caller speaks: his earlier tickets, those around the place, what this may be the same as."""
    get, by, region = request.GET, request.standing, _region(request)
    place = place_of(get.get("place", ""), region)
    spot: Spot | None = place.spot if place else None
    try:
        subject = subject_of(get.get("subject", ""))
    except law.Refused:
        subject = ""
    phone = get.get("phone", "")
    new = Known("", request.now, subject, get.get("title", ""), place.name if place else get.get("place", ""), spot, finding.caller_of(phone))  # fmt: skip
    alike = finding.alike(new, region)
    rows = {one.number: one for one in finding.by_numbers([x.number for x in alike])}
    shown = set(rows)
    earlier = (
        [x for x in finding.of_caller(phone, region, by, limit=FEW) if x.number not in shown]
        if phone.strip()
        else []
    )
    shown |= {x.number for x in earlier}
    near = [x for x in finding.near(spot, region, by, limit=FEW) if x.number not in shown] if spot else []
    context = {
        "answers": _answers(request, subject, get.get("title", "").strip()), "earlier": earlier, "near": near,
        "alike": [(rows[x.number], "、".join(x.why)) for x in alike if x.number in rows],
        "place": place, "asked": any(get.get(name, "").strip() for name in ("phone", "place", "subject", "title")),
        "urgent": subject != "" and settings.subjects()[subject].subject.emergency,
    }  # fmt: skip
    return render(request, "workbench/hotline_aside.html", context)


def _answers(request: Request, subject: str, title: str) -> list[knowledge.Told]:
    """What may be told about it, from the knowledge base: by the words of the title, else by the subject's name."""
    name = settings.subjects()[subject].subject.name if subject else ""
    for asked in (title, name):
        if asked and (
            found := knowledge.search(asked, ANSWERS, on=law.day(request.now), region=_region(request))
        ):
            return found
    return []


@officer_only(Permission.TICKET_REGISTER)
def suggest(request: Request) -> JsonResponse:
    """Names that begin or sound like what is typed: of places, of subjects."""
    text = request.GET.get("q", "").strip()
    if request.GET.get("what") == "place":
        return JsonResponse({"names": [one.name for one in places.suggest(text, _region(request))]})
    names = [one.name for one in finding.suggest_subjects(text)]
    return JsonResponse({"names": names})


@officer_only(Permission.TICKET_REGISTER)
def taken(request: Request, number: str) -> HttpResponse:
    """What to tell the caller: the number; and what comes next."""
    sheet = sheets.reach(request, number)
    row = finding.by_numbers([number])
    same = finding.by_numbers([row[0].same_as]) if row and row[0].same_as else []
    offers = {offer.act.name: offer for offer in sheet.offers if offer.open}
    context = {
        "case": sheet.case, "ticket": sheet.case.ticket, "same": same[0] if same else None, "incident": row[0].incident if row else "",
        "next": [offers[name].act for name in HERE if name in offers], "merge": "merge_ticket" in offers, "hints": hints(),
        "subject": settings.subject(sheet.case.ticket.subject) if sheet.case.ticket else "",
    }  # fmt: skip
    return render(request, "workbench/hotline_taken.html", context)
