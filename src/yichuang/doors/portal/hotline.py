"""The hotline for everybody: what it does and how long it may take; a demand written, with photos and a place; what to keep of it."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from yichuang.doors.parts import sketch
from yichuang.doors.parts.guards import Request, public, too_many_tries
from yichuang.doors.portal import apply, bearing
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.facts import Spot
from yichuang.law.hotline import publishing
from yichuang.law.hotline_words import Line, TicketClass, Urgency
from yichuang.law.mandates import bearer
from yichuang.law.words import Role
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.directory.models import Body
from yichuang.office.hotline import acts, finding, photos, places
from yichuang.office.hotline import public as shown
from yichuang.office.hotline.photos import Photo
from yichuang.site import followers

CLASSES = (
    (TicketClass.CONSULT, "想问清楚一件事"),
    (TicketClass.HELP, "请帮助解决困难"),
    (TicketClass.COMPLAINT, "对服务、管理不满意"),
    (TicketClass.REPORT, "反映违法违规，一律保密"),
    (TicketClass.SUGGESTION, "有更好的主意"),
)
TYPED = ("about", "title", "words", "subject", "place", "lat", "lon", "explained", "caller", "phone")


def centre() -> Body:
    """The body that keeps the hotline here, or page not found."""
    found = shown.centre()
    if found is None:
        raise Http404(_("这里没有热线"))
    return found


def figures(request: Request, region: str) -> tuple[shown.Figures, Any]:
    """The month's figures and the day they begin; kept for a minute."""
    first = law.day(request.now).replace(day=1)
    key = f"hotline-month:{region}:{first}"
    kept = cache.get(key)
    if kept is None:
        kept = shown.figures(region, request.now, first)
        cache.set(key, kept, 60)
    return kept, first


@public
def show(request: Request) -> HttpResponse:
    """What the hotline does, its limits with their papers, the month so far."""
    body = centre()
    terms = settings.terms(body.region)
    month, first = figures(request, body.region)
    rules = [(f"{TicketClass(name).label}", limit) for name, limit in terms.classes.items()]
    rules += [(_("电话交办的"), terms.by_phone), (_("书面转办的"), terms.in_writing), (_("突发事件到现场"), terms.arrival),
              (_("答复以后回访您"), terms.call_back)]  # fmt: skip
    context = {"body": body, "terms": terms, "rules": rules, "month": month, "first": first}
    return render(request, "portal/hotline.html", context)


def subject_of(text: str) -> str:
    """The code of what somebody typed for a subject; empty when we cannot tell, then an operator sorts it."""
    plain = text.strip()
    exact = (code for code, one in settings.subjects().items() if plain in (one.name, one.subject.name) and not one.subject.under)  # fmt: skip
    code = next(exact, "") if plain else ""
    near = [] if code or not plain else finding.suggest_subjects(plain, 2)
    return code or (near[0].subject.code if len(near) == 1 else "")


def _title(given: dict[str, Any], region: str) -> str:
    """The title typed, without numbers of persons; else one made of what is public anyway."""
    if given["title"].strip():
        return publishing.plain(given["title"].strip())
    what = settings.subject(given["subject"]) or TicketClass(given["about"]).label
    secret = given["confidential"] or given["about"] == TicketClass.REPORT.value
    where = places.named(given["place"], region)
    return f"{what}（{where.name}）" if where and not secret else str(what)


def _command(request: Request, region: str, found: Sequence[Photo]) -> c.RegisterTicket:
    """The demand as the law reads it. Raises Refused naming the field."""
    post = request.POST
    given: dict[str, Any] = {name: post.get(name, "").strip() for name in TYPED if name != "explained"}
    given["about"] = (
        given["about"] if given["about"] in {one.value for one, _ in CLASSES} else TicketClass.HELP.value
    )
    typed, given["subject"] = given["subject"], subject_of(given["subject"])
    if typed and not given["subject"]:
        given["words"] = f"{given['words']}\n（{_('分类')}：{typed}）" if given["words"] else ""
    known = settings.subjects().get(given["subject"])
    urgent = known is not None and known.subject.emergency and given["about"] != TicketClass.CONSULT.value
    given |= {
        "anonymous": "anonymous" in post,
        "confidential": "confidential" in post,
        "line": Line.WEB.value,
    }
    given["title"] = _title(given, region)
    if urgent:
        given |= {"about": TicketClass.EMERGENCY.value, "urgency": Urgency.CRITICAL.value}
    if not given["lat"] and (place := places.named(given["place"], region)):
        given |= {"lat": place.lat, "lon": place.lon}
    if given["anonymous"]:
        given |= {"caller": "", "phone": ""}
    made: c.RegisterTicket = law.parse(c.RegisterTicket, {k: v for k, v in given.items() if v != ""} | {"photos": [x.kept.digest for x in found]})  # fmt: skip
    return made


def _explained(
    request: Request, command: c.RegisterTicket, region: str, found: Sequence[Photo]
) -> c.RegisterTicket:
    """With what is said of photos from elsewhere."""
    here = None
    if command.lat is not None and command.lon is not None:
        here = Spot(lat=round(command.lat * 1e6), lon=round(command.lon * 1e6))
    said = photos.compared(found, here, region, request.POST.get("explained", ""))
    return dataclasses.replace(command, words=f"{command.words}\n（{said}）") if said else command


def _register(request: Request, body: Body, found: list[Photo]) -> str:
    """Put it on record and let the photos belong to it; the number."""
    if too_many_tries(request, "hotline"):
        raise law.Refused(_("短时间内提交得太多"), remedy=_("您填的都还在，请过十分钟再交，或者直接打电话。"))
    law.require(
        request.POST.get("words", "").strip(),
        _("没有写诉求内容"),
        field="words",
        remedy=_("怎么说都行，写清楚什么事、在哪里。"),
    )
    command = _explained(request, _command(request, body.region, found), body.region, found)
    try:
        key = f"hotline-web:{uuid.UUID(request.POST.get('key', '')).hex}"
    except ValueError:
        key = None
    own = request.standing.actor.role is Role.APPLICANT and request.user.is_authenticated
    client = (
        apply.client(request)
        if own and request.standing.client != "anonymous" and not command.anonymous
        else None
    )
    by = request.standing if client else acts.STRANGER
    done = acts.register(command, body.region, by=by, at=request.now, client=client, key=key).done
    photos.hand_in(found, done.case, by if client else bearer(done.case.number), request.now)
    followers.catch_up()
    return done.case.number


@public
def write(request: Request) -> HttpResponse:
    """The form, signed in or not; what is wrong is said beside its field and nothing typed is lost, photos neither."""
    body = centre()
    wrong, found = None, list[Photo]()
    if request.method == "POST":
        found = photos.again(request.POST.getlist("kept"))
        try:
            photos.add(found, request.FILES.getlist("photos"))
            number = _register(request, body, found)
        except law.Refused as refused:
            wrong = refused
        else:
            bearing.remember(request, number, "ticket")
            return redirect("hotline-receipt", number)
    return render(
        request, "portal/hotline_write.html", _form(request, body, wrong, found), status=422 if wrong else 200
    )


def _form(request: Request, body: Body, wrong: law.Refused | None, found: Sequence[Photo]) -> dict[str, Any]:
    post = request.POST
    known = places.places(body.region)
    return {
        "body": body, "wrong": wrong, "post": post, "kept": found, "key": post.get("key") or str(uuid.uuid4()), "most": photos.MOST,
        "classes": [(one.value, one.label, _(what)) for one, what in CLASSES], "about": post.get("about", TicketClass.HELP.value),
        "subjects": [(one.path[0], one.subject.name) for one in settings.subjects().values() if not one.subject.under],
        "places": [name for one in known for name in (one.name, *one.also)],
        "sheets": [(one.name, mark_safe(one.svg)) for one in sketch.sheets(known, _("城区"), _("全市"))],  # noqa: S308 - our own drawing, names escaped
        "explain": bool(wrong and wrong.field == "explained") or bool(post.get("explained")),
    }  # fmt: skip


@public
def suggest(request: Request) -> JsonResponse:
    """Names of places or subjects that begin or sound like what is typed."""
    text = request.GET.get("q", "").strip()[:40]
    if request.GET.get("what") == "place":
        return JsonResponse({"names": [one.name for one in places.suggest(text, centre().region)]})
    return JsonResponse({"names": [one.subject.name for one in finding.suggest_subjects(text)]})


@public
def receipt(request: Request, number: str) -> HttpResponse:
    """The ticket's number and query code, to keep; only for the session that brought it in."""
    code = bearing.code(request, number, "ticket")
    if not code:
        return redirect("hotline-follow")
    return render(request, "portal/hotline_receipt.html", {"number": number, "code": code, "body": centre()})
