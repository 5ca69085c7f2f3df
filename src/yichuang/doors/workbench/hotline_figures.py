"""The hotline's figures at the desk: each with its formula, pictures, lists that lead to tickets; as Excel and as a report in PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.parts.sketch import Sheet, sheets, squares
from yichuang.doors.parts.workbook import workbook
from yichuang.doors.workbench import sketch
from yichuang.law import cases as law
from yichuang.law import hotline as rules
from yichuang.law.mandates import Permission
from yichuang.office.directory import reads as directory
from yichuang.office.hotline import figuring, patterns, places
from yichuang.office.hotline.patterns import Asked as Pattern
from yichuang.office.papers import press

LAST = {"quarter": 91, "half": 182}
"""Days back from today."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which days of which territory."""

    region: str
    span: rules.Span


def _named(name: str, today: date) -> rules.Span:
    """The days of a name, as far as they have come; the last thirty for any other."""
    of = {"week": rules.week_of, "month": rules.month_of}.get(name.removeprefix("last-"))
    if of is None:
        return rules.Span(today - timedelta(days=LAST.get(name, 30) - 1), today)
    whole = of(today)
    return of(whole.since - timedelta(days=1)) if name.startswith("last-") else rules.Span(whole.since, today)


def _asked(request: Request) -> Asked:
    """The days asked for, by name or by date; the last month where none or nonsense was asked, never more than two years."""
    today = law.day(request.now)
    named = _named(request.GET.get("span", ""), today)
    try:
        until = min(date.fromisoformat(request.GET.get("until", "")), today)
    except ValueError:
        until = named.until
    try:
        since = date.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        since = named.since
    since = max(min(since, until), until - timedelta(days=731))
    return Asked(directory.region_of(request.standing.actor.body), rules.Span(since, until))


def _found(request: Request, asked: Asked) -> dict[str, Any]:
    """All that page and report show."""
    region, since, until, before = asked.region, asked.span.since, asked.span.until, asked.span.before
    n = figuring.counts(region, since, until, until)
    then = figuring.counts(region, before.since, before.until, before.until)
    return {
        "span": asked.span, "counts": n, "before": before, "then": then,
        "figures": list(zip(rules.ratios(n), rules.ratios(then), strict=True)),
        "groups": [(label, figuring.groups(region, since, until, until, by)[: figuring.TOP])
                   for by, label in (("subject", _("诉求分类")), ("lead", _("承办单位")), ("line", _("来源")), ("place", _("地点")))],
        "days": figuring.days(region, since, until), "repeat": figuring.repeat_callers(region, since, until),
        "rises": figuring.rises(region, request.now), "maps": _maps(request, asked),
    }  # fmt: skip


def _maps(request: Request, asked: Asked) -> list[Sheet]:
    """Where tickets come from, the darker the more."""
    span = Pattern(request.standing, asked.span.since, asked.span.until, law.day(request.now))
    here = f"{reverse('desk-hotline-patterns')}?since={asked.span.since}&until={asked.span.until}"
    found = squares(patterns.cells(span), lambda one: f"{here}&of_cell={one.cell}")
    return sheets(places.places(asked.region), _("城区"), _("全境"), found) if found else []


@officer_only(Permission.TICKET_REGISTER)
def show(request: Request) -> HttpResponse:
    """The figures of a period."""
    asked = _asked(request)
    found = _found(request, asked)
    found |= {
        "trend": sketch.columns(found["days"]),
        "query": f"since={asked.span.since}&until={asked.span.until}",
        "spans": [("week", _("本周")), ("last-week", _("上周周报")), ("month", _("本月")), ("last-month", _("上月月报")),
                  ("quarter", _("近一个季度")), ("half", _("近半年"))],
    }  # fmt: skip
    return render(request, "workbench/hotline_figures.html", found)


@officer_only(Permission.TICKET_REGISTER)
def sheet(request: Request) -> HttpResponse:
    """The same as Excel: a row per subject, unit and line, with the counts the figures are made of."""
    asked = _asked(request)
    found = _found(request, asked)
    rows: list[tuple[Any, ...]] = [(_("全部"), asked.span.label, *_cells(found["counts"])),
                                   (_("上一期"), found["before"].label, *_cells(found["then"]))]  # fmt: skip
    for label, groups in found["groups"]:
        rows += [(label, one.name, *_cells(one.counts)) for one in groups]
    heads = (_("按什么"), _("名称"), _("受理"), _("办结"), _("答复"), _("及时答复"), _("回访到"), _("解决"), _("满意"), _("重办过"), _("退回过"))  # fmt: skip
    notes = [
        f"{one.label}：{one.says}；{one.over}/{one.under}={one.percent}；上一期{then.percent}"
        for one, then in found["figures"]
    ]
    return workbook(_("热线"), heads, rows, notes, f"hotline-{asked.span.since}-{asked.span.until}")


def _cells(n: dict[str, int]) -> tuple[int, ...]:
    return tuple(n[key] for key in ("received", "closed", "answered", "in_time", "asked", "solved", "content", "reworked", "returned"))  # fmt: skip


@officer_only(Permission.TICKET_REGISTER)
def report(request: Request) -> HttpResponse:
    """The report of a period as PDF, pictures and formulas in it."""
    asked = _asked(request)
    found = _found(request, asked)
    people, tickets = found["repeat"]
    data = {
        "title": _("热线运行情况") + asked.span.kind, "period": asked.span.label, "before": [found["before"].label, found["then"]["received"], found["then"]["closed"]],
         "body": directory.body_names([request.standing.actor.body]).get(request.standing.actor.body, ""),
        "received": found["counts"]["received"], "closed": found["counts"]["closed"],
        "figures": [[one.label, one.percent, then.percent, f"{one.over}/{one.under}", one.says + (f"（不算{one.left_out}件：{one.why}）" if one.left_out else "")] for one, then in found["figures"]],
        "groups": [{"label": label, "rows": [[one.name, str(one.counts["received"]), one.figures["closing"].percent, one.figures["in_time"].percent, one.figures["content"].percent] for one in groups]}
                   for label, groups in found["groups"]],
        "trend": sketch.columns(found["days"]), "maps": [one.svg for one in found["maps"]],
        "repeat": _("三次以上的来电人 %(people)s 个，共 %(tickets)s 件") % {"people": people, "tickets": tickets},
        "rises": [f"{one.name}：七天{one.now}件，平常每周{one.usual:.1f}件，高出{one.sigma:.1f}个标准差" for one in found["rises"]],
    }  # fmt: skip
    pdf = press.lay_out("report", data, asked.span.until)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="hotline-{asked.span.since}-{asked.span.until}.pdf"'
    return answer
