"""What anybody may see: the home page, matters and their guides, progress by number and phone tail, verification."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, public, too_many_tries
from yichuang.law import cases as law
from yichuang.law.clocks import explain
from yichuang.law.mandates import prefix
from yichuang.law.papers import chinese_date
from yichuang.law.words import State
from yichuang.office.cases import reads as cases
from yichuang.office.cases.acts import Missing
from yichuang.office.catalogue import chart, editions, gate, linked, names
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.papers import leaflets
from yichuang.office.papers import reads as papers

EVENTS = 8
FIGURES = """
SELECT (SELECT count(*) FROM (SELECT 1 FROM cases_case WHERE last_at >= %s LIMIT 10000) a),
       (SELECT count(*) FROM (SELECT 1 FROM directory_body b CROSS JOIN LATERAL (
          SELECT 1 FROM cases_case k WHERE k.open AND NOT k.paused AND k.red_at <= %s AND k.body = b.code LIMIT 1000
        ) x LIMIT 1000) b)
"""
SUBJECTS = dict(gate.choices(gate.schema()["properties"]["subjects"]["items"]))
WAITING = {
    State.DRAFT: "等您填完并提交",
    State.RECEIVED: "等行政机关受理，或者一次告知需要补正的内容",
    State.CORRECTING: "等您补正材料",
    State.UNDER_REVIEW: "等行政机关审查并作出决定",
    State.GRANTED: "已经准予许可，等行政机关制作证件",
    State.CERTIFIED: "证件已经做好，等送达或者您来领取",
    State.REFUSED: "已经决定不予许可，等决定书送达",
}


def figures(now: Any) -> tuple[int, int]:
    """Cases moved this month and cases in red; kept for a minute."""
    kept = cache.get("figures")
    if kept is None:
        month = law.midnight(law.day(now).replace(day=1))
        with connection.cursor() as cursor:
            cursor.execute(FIGURES, [month, now])
            kept = tuple(cursor.fetchone())
        cache.set("figures", kept, 60)
    return kept  # type: ignore[no-any-return]


@public
def home(request: Request) -> HttpResponse:
    """Search first; then life events and doors."""
    moved, red = figures(request.now)
    context = {
        "events": catalogue.life_events()[:EVENTS],
        "moved": moved,
        "red": red,
        "total": len(catalogue.listing()),
    }
    return render(request, "portal/home.html", context)


@public
def matters(request: Request) -> HttpResponse:
    """Matters by search, life event, theme or body."""
    text = request.GET.get("q", "").strip()
    event, theme, body, subject, region = (
        request.GET.get(key, "") for key in ("event", "theme", "body", "subject", "region")
    )
    hits = catalogue.search(text) if text else []
    shown = []
    if not text:
        shown = catalogue.listing(
            life_event=event, theme=theme, body=body, subject=subject, region=region, on=law.day(request.now)
        )
    context = {
        "q": text, "hits": hits, "shown": shown, "event": event, "theme": theme, "body": body,
        "events": catalogue.life_events(), "themes": catalogue.themes(), "bodies": catalogue.bodies(),
        "subject": subject, "region": region, "subjects": [(one, SUBJECTS.get(one, one), n) for one, n in catalogue.counts("subject")],
        "regions": [(one, directory.full_name(one), level(one), n) for one, n in sorted(catalogue.counts("region"))],
    }  # fmt: skip
    return render(request, "portal/matters.html", context)


LEVELS = {2: _("省级"), 4: _("市州级"), 6: _("县级"), 9: _("乡镇级"), 12: _("村级")}


def level(region: str) -> str:
    """The level a region stands on, in words."""
    return LEVELS.get(len(prefix(region)), "")


@public
def history(request: Request, matter: str) -> HttpResponse:
    """What became of a matter, and what each edition changed."""
    found = catalogue.guide(matter)
    if found is None:
        raise Http404(_("没有这个事项，请换个说法查找"))
    context = {
        "guide": found,
        "editions": catalogue.editions_of(matter),
        "entries": catalogue.history(matter),
    }
    return render(request, "portal/history.html", context)


@public
def guide(request: Request, matter: str) -> HttpResponse:
    """The guide of a matter: the promise on top, then everything the law wants shown."""
    today = law.day(request.now)
    now = catalogue.guide(matter, today)
    found = now or catalogue.guide(matter)
    if found is None:
        raise Http404(_("没有这个事项，请换个说法查找"))
    basis = [editions.cite(one) for one in found.content["basis"]]
    called = names.of(found.content)
    context = {"guide": found, "c": found.content, "e": found.edition, "body": found.body, "basis": basis}
    context |= {
        "open": now is not None,
        "level": level(found.body.region),
        "chart": mark_safe(chart.swimlanes(found.content, called)),  # noqa: S308 - our own drawing, its words escaped
        "spoken": chart.spoken(found.content, called),
        "fee": leaflets.fee(found.content),
        "linked": mark_safe(linked.schema_org(found, settings.PUBLIC_URL)),  # noqa: S308 - JSON, its brackets escaped
    }
    return render(request, "portal/guide.html", context)


@public
def progress(request: Request) -> HttpResponse:
    """Progress by case number and the last four digits of the phone; no personal text is shown."""
    context: dict[str, Any] = {"number": "", "trouble": ""}
    if request.method == "POST":
        number, tail = request.POST.get("number", "").strip(), request.POST.get("tail", "").strip()
        context["number"] = number
        if too_many_tries(request, "progress"):
            context["trouble"] = _("试的次数太多了，请十分钟后再查，或拨打咨询电话")
        else:
            try:
                sheet = cases.progress(number, tail, request.standing, request.now)
            except Missing:
                context["trouble"] = _("没有查到。请核对办件编号和申请时手机号的后四位")
            else:
                request.session["progress"] = [number, tail]
                return render(request, "portal/followed.html", followed(sheet, request))
    return render(request, "portal/progress.html", context, status=422 if context["trouble"] else 200)


def followed(sheet: cases.Sheet, request: Request) -> dict[str, Any]:
    """What a page on one case's progress shows."""
    clock = law.governing(sheet.case, sheet.edition)
    names = [name for name, one in law.clocks(sheet.case, sheet.edition).items() if one == clock]
    return {
        "sheet": sheet,
        "case": sheet.case,
        "line": sheet.line,
        "waiting": WAITING.get(sheet.case.state, ""),
        "clock_name": names[0] if names else "",
        "clock_label": law.CLOCKS[names[0]] if names else "",
        "future": future(sheet),
    }


def future(sheet: cases.Sheet) -> list[str]:
    """What is still to come, the furthest on top."""
    if sheet.case.state is State.RECEIVED and sheet.times.due_on:
        return [_("受理之后进入审查"), _("最迟 %s 受理或者告知补正") % chinese_date(sheet.times.due_on)]
    if sheet.case.state is State.UNDER_REVIEW and sheet.times.due_on:
        return [_("作出决定后十个工作日内送达"), _("承诺 %s 前作出决定") % chinese_date(sheet.times.due_on)]
    return []


@public
def progress_why(request: Request, name: str) -> HttpResponse:
    """Why this date, for somebody who has just shown number and phone tail."""
    number, tail = request.session.get("progress", ["", ""])
    try:
        sheet = cases.progress(number, tail, request.standing, request.now)
    except Missing:
        return redirect("progress")
    return why(request, sheet, name, "progress")


def why(request: Request, sheet: cases.Sheet, name: str, back: str) -> HttpResponse:
    """The days of one clock."""
    clock = law.clocks(sheet.case, sheet.edition).get(name)
    if clock is None:
        raise Http404(_("这个办件没有这个期限"))
    days = explain(clock, sheet.scene.calendar, law.day(request.now))
    context = {"case": sheet.case, "clock": clock, "name": law.CLOCKS[name], "days": days, "back": reverse(back, args=() if back == "progress" else (sheet.case.number,)),
               "moved": cases.moved(sheet, name)}  # fmt: skip
    return render(request, "portal/why.html", context)


@public
def verify(request: Request, code: str = "") -> HttpResponse:
    """Whether a paper is genuine: by its code, and by the file itself; nothing personal is shown."""
    wanted = code or request.GET.get("code", "").strip()
    found = papers.by_code(wanted) if wanted else None
    same: bool | None = None
    if found is not None and request.method == "POST" and request.FILES.get("file"):
        given = b"".join(request.FILES["file"].chunks())  # type: ignore[union-attr]
        same = hashlib.sha256(given).digest() == hashlib.sha256(papers.pdf(found)).digest()
    context = {"code": wanted, "paper": found, "same": same}
    return render(request, "portal/verify.html", context)
