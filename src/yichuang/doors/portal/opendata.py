"""Open data: the whole catalogue as files anybody may take, and what search engines ask for."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.doors.parts.guards import Request, public
from yichuang.law import cases as law
from yichuang.office.catalogue import exchange, linked, sheets
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.catalogue.reads import Guide
from yichuang.office.papers.leaflets import fee, limit

_KEPT = 24 * 3600
HEADERS = (
    "业务码",
    "实施编码",
    "事项名称",
    "说法",
    "机关",
    "区划",
    "承诺时限",
    "法定时限",
    "收费",
    "跑大厅次数",
    "结果",
    "咨询电话",
    "监督电话",
    "指南地址",
)


def _csv(guides: list[Guide]) -> bytes:
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(HEADERS)
    for one in guides:
        c = one.content
        promise = "当场" if c["handling"] == "immediate" else limit(c["promised"])
        lines.writerow(
            [one.code, c["implementation_code"], c["name"], c["plain"], one.body.name, c["region"], promise, limit(c["statutory"]),
             fee(c), c["visits"]["count"], c["result"]["name"], one.body.phone, one.body.supervision_phone,
             f"{settings.PUBLIC_URL}/matters/{one.code}/"]
        )  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class File:
    """One file of open data: its ending, what it is, its media type, how it is made."""

    ending: str
    about: str
    kind: str
    make: Callable[[list[Guide]], bytes]


FILES = {
    one.ending: one
    for one in (
        File(
            "json",
            noop("全部要素，JSON"),
            "application/json",
            lambda g: exchange.as_json(one.content for one in g),
        ),
        File("csv", noop("主要要素，表格"), "text/csv; charset=utf-8", _csv),
        File(
            "xlsx",
            noop("全部要素，Excel，可以再导入"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda g: sheets.workbook(one.content for one in g),
        ),
        File(
            "ttl",
            noop("关联数据，CPSV-AP 3.2.0"),
            "text/turtle; charset=utf-8",
            lambda g: "".join(linked.turtle(g, settings.PUBLIC_URL)).encode(),
        ),
    )
}


def download(data: bytes, kind: str, name: str) -> HttpResponse:
    """A file of open data, for the pages of any site to take."""
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@public
def show(request: Request) -> HttpResponse:
    """What there is to take, under which licence, as of when."""
    today = law.day(request.now)
    context = {"files": FILES.values(), "many": len(catalogue.listing(on=today)), "today": today}
    return render(request, "portal/opendata.html", context)


@public
def matters(request: Request, ending: str) -> HttpResponse:
    """Every matter in force today, as one file; made once per change of the catalogue and day."""
    found, today = FILES.get(ending), law.day(request.now)
    if found is None:
        raise Http404(_("没有这种文件"))
    key = f"open:{catalogue.version()}:{ending}:{today}"
    data = cache.get(key)
    if data is None:
        data = found.make(catalogue.listing(on=today))
        cache.set(key, data, _KEPT)
    return download(data, found.kind, f"matters-{today}.{ending}")


@public
def sitemap(request: Request) -> HttpResponse:
    """Every public page a search engine should know."""
    base = settings.PUBLIC_URL
    pages = [
        "/",
        "/matters/",
        "/find/",
        "/bodies/",
        "/open/",
        "/supervision/scores/",
        "/answers/",
        "/hotline/",
        "/hotline/answered/",
        "/openness/",
        "/figures/",
        "/consultations/",
        "/hearings/",
        "/requests/",
    ]
    lines = [f"<url><loc>{base}{page}</loc></url>" for page in pages]
    for guide in catalogue.listing(on=law.day(request.now)):
        changed = law.day(guide.row.published_at)
        lines.append(f"<url><loc>{base}/matters/{guide.code}/</loc><lastmod>{changed}</lastmod></url>")
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    )
    return HttpResponse(f"{body}{''.join(lines)}</urlset>", content_type="application/xml")


@public
def robots(request: Request) -> HttpResponse:
    """Everything public may be read; desks and personal pages may not."""
    lines = ("User-agent: *", "Disallow: /desk/", "Disallow: /my/", "Disallow: /sign-in/", "Disallow: /api/",
             f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml")  # fmt: skip
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
