"""Answered demands for everybody, personal data taken out: searched, filtered, page by page, and as a feed."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, public
from yichuang.doors.portal import hotline
from yichuang.law.clocks import CHINA
from yichuang.office.cases import hotline_terms
from yichuang.office.hotline import public as shown
from yichuang.office.hotline.public import Published, Wanted


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if text else None
    except ValueError:
        return None


def _wanted(request: Request) -> Wanted:
    get = request.GET
    return Wanted(text=get.get("q", "").strip()[:60], subject=get.get("subject", "")[:12], unit=get.get("unit", "")[:40],
                  month=_month(get.get("month", "")), after=shown.after(get.get("after", "")))  # fmt: skip


@public
def show(request: Request) -> HttpResponse:
    """The list, latest closed first."""
    region, wanted = hotline.centre().region, _wanted(request)
    found, after = shown.answered(wanted, region)
    kept = {name: request.GET[name] for name in ("q", "subject", "unit", "month") if request.GET.get(name)}
    context: dict[str, Any] = {
        "found": found, "wanted": wanted, "kept": urlencode(kept), "units": shown.units(region),
        "subjects": [(one.code, one.name) for one in hotline_terms.tree()], "month": wanted.month.strftime("%Y-%m") if wanted.month else "",
        "next": f"?{urlencode(kept | {'after': after})}" if after else "", "more": bool(wanted.after),
    }  # fmt: skip
    return render(request, "portal/hotline_answered.html", context)


def _told(one: Published) -> str:
    said = "\n".join(answer.words for answer in one.answers)
    heard = f"\n{_('诉求人评价')}：{one.satisfaction.label}" if one.satisfaction else ""
    return f"{one.subject} {one.place}\n{one.unit}：{said}{heard}"


@public
def feed(request: Request) -> HttpResponse:
    """The latest as an Atom feed (RFC 4287); the same filters hold."""
    found, _after = shown.answered(_wanted(request), hotline.centre().region)
    here = f"{settings.PUBLIC_URL}/hotline/answered/"
    made = Atom1Feed(title=f"{settings.CENTRE} {_('答复公开')}", link=here, description=_("热线办结的诉求和答复，已经去掉个人信息"),
                     language="zh-CN", feed_url=request.build_absolute_uri(), author_name=settings.CENTRE)  # fmt: skip
    for one in found:
        moment = datetime.combine(one.closed_on, time(), CHINA)
        where = f"{here}?month={one.closed_on:%Y-%m}#{one.code}"
        made.add_item(title=one.title, link=where, description=_told(one), unique_id=f"{here}#{one.code}",
                      pubdate=moment, updateddate=moment, categories=(one.subject,) if one.subject else ())  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
