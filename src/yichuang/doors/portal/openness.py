"""The openness site: what is public, by kind, body and words; each with its versions, its day and who answers for it; what is withheld; scores."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, public
from yichuang.doors.portal import opendata
from yichuang.law import cases as law
from yichuang.law.clocks import CHINA
from yichuang.law.open_words import Category, Subject
from yichuang.law.openness import Sheet
from yichuang.office.hotline import public as hotline
from yichuang.office.objections import reads as objections
from yichuang.office.openness import posters, reads
from yichuang.office.openness.blocks import blocks
from yichuang.office.openness.reads import Shown, Wanted

RECOMPUTE = Path(__file__).parent / "static" / "openness" / "recompute.py"
_FIELDS = Sheet.__struct_fields__
FILTERS = ("q", "kind", "subject", "body", "withheld")


def region_here() -> str:
    """The region this hall serves."""
    found = hotline.centre()
    if found is None:
        raise Http404(_("还没有机构"))
    return str(found.region)


def wanted(request: Request) -> Wanted:
    """What the address asks for; every door filters by the same words."""
    get = request.GET
    return Wanted(text=get.get("q", "").strip()[:60], category=get.get("kind", "")[:12], body=get.get("body", "")[:40],
                  subject=get.get("subject", "")[:16], withheld=get.get("withheld") == "1", after=get.get("after", "")[:60])  # fmt: skip


@public
def show(request: Request) -> HttpResponse:
    """The list, the latest first; the withheld ones are a list of their own."""
    region, asked = region_here(), wanted(request)
    found, after = reads.public(asked, region)
    kept = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    context: dict[str, Any] = {
        "found": found, "wanted": asked, "kept": urlencode(kept), "bodies": reads.bodies(region), "kinds": list(Category),
        "feed": f"{settings.PUBLIC_URL}/openness/feed.atom" + (f"?{urlencode(kept)}" if kept else ""),
        "subjects": list(Subject),
        "next": f"?{urlencode(kept | {'after': after})}" if after else "",
    }  # fmt: skip
    return render(request, "portal/openness.html", context)


def one_public(number: str) -> Shown:
    """One publication. Raises Http404 when it is not public."""
    found = reads.one(number)
    if found is None:
        raise Http404(_("没有这条公开信息，请从列表中查找"))
    return found


@public
def item(request: Request, number: str) -> HttpResponse:
    """One publication: its text, why on this day, through what, who answers for it, what stood here before."""
    found = one_public(number)
    versions = reads.versions(found.row)
    context = {
        "item": found, "blocks": blocks(found.row.text), "versions": versions, "newest": versions[0].row.number == number,
        "changed": found.row.state == "published" and any(x.row.number < number and x.row.state == "published" for x in versions),
        "objections": objections.of_publication(number),
    }  # fmt: skip
    return render(request, "portal/openness_item.html", context)


@public
def poster(request: Request, number: str, size: str) -> HttpResponse:
    """The sheet for the board, A3 or A1, with the code that leads to the page."""
    found = one_public(number)
    if size not in posters.SIZES or found.row.state != "published":
        raise Http404(_("没有这种海报"))
    sheets = 2 if request.GET.get("sheets") == "2" else 1
    pdf = posters.poster(found, size, f"{settings.PUBLIC_URL}/openness/{number}/", sheets)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{number}-{size}.pdf"'
    return answer


@public
def feed(request: Request) -> HttpResponse:
    """The latest as an Atom feed (RFC 4287); the same filters hold."""
    found, _after = reads.public(wanted(request), region_here())
    here = f"{settings.PUBLIC_URL}/openness/"
    made = Atom1Feed(title=f"{settings.CENTRE} {_('政务公开')}", link=here, description=_("主动公开的政府信息"), language="zh-CN",
                     feed_url=request.build_absolute_uri(), author_name=settings.CENTRE)  # fmt: skip
    for one in found:
        moment = datetime.combine(one.row.closed_on or one.row.opened_on, time(), CHINA)
        made.add_item(title=one.row.title, link=f"{here}{one.row.number}/", description=one.row.text, unique_id=f"{here}{one.row.number}/",
                      pubdate=moment, updateddate=moment, categories=(one.category,), author_name=one.body)  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def year_of(request: Request) -> tuple[date, date, date]:
    """The first and last day of the year asked for, and today."""
    today = law.day(request.now)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and 2000 <= int(asked) <= today.year else today.year
    return date(year, 1, 1), date(year, 12, 31), today


@public
def sheets(request: Request, ending: str) -> HttpResponse:
    """The duties of a year as open data: what the scores are reckoned from."""
    first, last, today = year_of(request)
    found = [msgspec.to_builtins(one) for one in reads.sheets(region_here(), first, last)]
    name = f"openness-{first.year}.{ending}"
    if ending == "json":
        data = msgspec.json.encode({"as_of": f"{today}", "sheets": found})
        return opendata.download(data, "application/json; charset=utf-8", name)
    if ending != "csv":
        raise Http404(_("没有这种文件"))
    out = io.StringIO()
    lines = csv.DictWriter(out, _FIELDS)
    lines.writeheader()
    lines.writerows(found)
    return opendata.download(out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", name)


@public
def recompute(request: Request) -> HttpResponse:
    """The script that reckons the scores again from the open data: one file, the standard library alone."""
    return opendata.download(RECOMPUTE.read_bytes(), "text/x-python; charset=utf-8", "recompute.py")
