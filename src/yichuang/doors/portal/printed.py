"""Guides to take home: leaflet, flow, application form empty and filled in, booklet of a body or of the whole hall."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, public
from yichuang.law import cases as law
from yichuang.office.catalogue import bpmn
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.papers import leaflets

_KEPT = 24 * 3600


def _guide(code: str) -> catalogue.Guide:
    found = catalogue.guide(code)
    if found is None:
        raise Http404(_("没有这个事项，请换个说法查找"))
    return found


def address(code: str) -> str:
    """Where a guide is read, as its code leads there."""
    return f"{settings.PUBLIC_URL}/matters/{code}/"


def _pdf(key: str, name: str, make: Callable[[], bytes]) -> HttpResponse:
    """A printed sheet, made once per edition of the catalogue and day."""
    place = f"printed:{catalogue.version()}:{key}"
    found = cache.get(place)
    if found is None:
        found = make()
        cache.set(place, found, _KEPT)
    answer = HttpResponse(found, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


@public
def leaflet(request: Request, matter: str) -> HttpResponse:
    """The one-page leaflet 明白纸 of a matter."""
    guide, today = _guide(matter), law.day(request.now)
    key = f"leaflet:{matter}:{guide.edition.number}:{today}"
    return _pdf(key, f"{matter}-leaflet", lambda: leaflets.leaflet(guide, address(matter), today))


@public
def flow(request: Request, matter: str) -> HttpResponse:
    """The flow of a matter as BPMN 2.0, for any workflow tool."""
    guide = _guide(matter)
    names = {body.code: body.name for body, _ in catalogue.bodies()}
    drawn = bpmn.write(guide.content, names | {guide.content["body"]: guide.body.name})
    answer = HttpResponse(drawn, content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{matter}.bpmn"'
    return answer


@public
def form(request: Request, matter: str, which: str) -> HttpResponse:
    """The application form, empty or filled in."""
    guide, today, sample = _guide(matter), law.day(request.now), which == "sample"
    key = f"form:{matter}:{guide.edition.number}:{sample}:{today}"
    return _pdf(key, f"{matter}-{which}", lambda: leaflets.form(guide, today, sample=sample))


@public
def booklet(request: Request) -> HttpResponse:
    """All matters of a body, or of the whole hall, as one booklet with contents."""
    body, region, today = request.GET.get("body", ""), request.GET.get("region", ""), law.day(request.now)
    found = catalogue.listing(body=body, region=region, on=today)
    if not found:
        raise Http404(_("这个机关没有在用的事项"))
    title = _("%s办事指南") % (found[0].body.name if body else settings.CENTRE)
    guides = [(guide, address(guide.code)) for guide in found]
    return _pdf(f"booklet:{body}:{region}:{today}", "booklet", lambda: leaflets.booklet(guides, title, today))
