"""Patterns of the hotline: tickets by what, where and when, pictures that lead to the tickets behind them, as Excel too."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.doors.parts import charts, sketch
from yichuang.doors.parts.charts import Mark
from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.parts.workbook import workbook
from yichuang.law import cases as law
from yichuang.law.mandates import Permission
from yichuang.office.directory import reads as directory
from yichuang.office.hotline import patterns, places
from yichuang.office.hotline.patterns import BY_CODE, DIMENSIONS, Asked, Dimension

DAYS, YEARS, SHOWN = 90, 731, 40
GIVEN = (*BY_CODE, *patterns.OTHERS)
SAID = {
    "cell": "地图上的一格",
    "incident": "同一群体诉求",
    "same_caller": "同一诉求人",
    "late": "逾期没有答复的",
}


def _day(request: Request, name: str, otherwise: date) -> date:
    text = request.GET.get(name, "")
    try:
        return date.fromisoformat(text) if text else otherwise
    except ValueError:
        raise law.Refused(_("“%s”不是日期") % text, field=name, remedy=_("请这样写：2026-09-01。")) from None


def _asked(request: Request) -> Asked:
    """What the address asks for. Raises Refused for what cannot be asked."""
    today = law.day(request.now)
    until = _day(request, "until", today)
    since = _day(request, "since", until - timedelta(days=DAYS - 1))
    law.require(since <= until, _("开始的日子晚于结束的日子"), field="since", remedy=_("请把较早的日子写在前面。"))  # fmt: skip
    law.require((until - since).days < YEARS, _("一次最多看两年"), field="since", remedy=_("请缩短期间。"))
    given = tuple((name, request.GET[f"of_{name}"]) for name in GIVEN if f"of_{name}" in request.GET)
    cell = dict(given).get("cell", "0")
    law.require(cell.isdigit() and len(cell) < 16, _("没有这样的格子"), field="of_cell", remedy=_("请从地图上点进来。"))  # fmt: skip
    return Asked(request.standing, since, until, today, given)


def _link(asked: Asked, **more: object) -> str:
    """The way to the tickets behind a figure."""
    kept = {"since": asked.since, "until": asked.until, **{f"of_{k}": v for k, v in asked.given}}
    return (
        f"{reverse('desk-hotline-tickets')}?{urlencode({**kept, **{f'of_{k}': v for k, v in more.items()}})}"
    )


def _dimension(request: Request) -> Dimension:
    one = BY_CODE.get(request.GET.get("by", "branch"))
    if one is None:
        raise law.Refused(_("不能这样分"), field="by", remedy=_("请从列表里选。"))
    return one


def _picture(one: Dimension, rows: list[tuple[str, int]], names: dict[str, str], title: str) -> str:
    draw = charts.columns if one.over_time else charts.bars
    return draw([Mark(names[key], n, str(n)) for key, n in rows], title)


def _heat(found: dict[tuple[int, int], int]) -> str:
    """Days down, pairs of hours across."""
    cells = {}
    for day in range(7):
        for pair in range(12):
            n = found.get((day + 1, 2 * pair), 0) + found.get((day + 1, 2 * pair + 1), 0)
            if n:
                cells[day, pair] = Mark("", n, str(n))
    downs = [f"星期{name}" for name in patterns.WEEKDAYS]
    return charts.grid(downs, [f"{2 * n}—{2 * n + 2}时" for n in range(12)], cells, _("一周里的钟点"))


def _maps(asked: Asked, region: str) -> dict[str, Any]:
    found = sketch.squares(patterns.cells(asked), lambda one: _link(asked, cell=one.cell))
    return {"maps": sketch.sheets(places.places(region), _("城区"), _("全境"), found) if found else []}


def _sheet(asked: Asked, one: Dimension, rows: list[tuple[str, int]], names: dict[str, str]) -> HttpResponse:
    whole = sum(n for _key, n in rows)
    lines = [[names[key], n, round(n / whole, 4)] for key, n in rows]
    notes = [
        _("受理数：期间内登记的工单，一件不少"),
        f"{asked.since}—{asked.until}",
        *_words(asked),
        _("占比：这一行的 ÷ 全部"),
    ]
    return workbook(_("诉求分析"), [one.label, _("受理数"), _("占比")], lines, notes, f"hotline-{one.code}-{asked.until:%Y%m%d}")  # fmt: skip


def _words(asked: Asked) -> list[str]:
    """What is asked for beside the days, in words."""
    out = []
    for name, value in asked.given:
        known = SAID.get(name) or f"{BY_CODE[name].label}：{patterns.names(name, [value])[value]}"
        out.append(known)
    return out


def _why(wrong: Exception) -> law.Refused:
    """Why it cannot be asked so."""
    if isinstance(wrong, law.Refused):
        return wrong
    return law.Refused(_("没有这样的条件"), field="by", remedy=_("请从页面上的数字点进来。"))


@officer_only(Permission.TICKET_READ)
def show(request: Request) -> HttpResponse:
    """Tickets by one dimension, the hours of the week, the map, who comes again, incidents."""
    context: dict[str, Any] = {
        "dimensions": DIMENSIONS,
        "chosen": request.GET.get("by", "branch"),
        "query": request.GET.urlencode(),
    }
    try:
        asked, one = _asked(request), _dimension(request)
        words, rows = _words(asked), patterns.counts(asked, one)
        names = patterns.names(one.code, [key for key, _n in rows])
    except (law.Refused, ValueError, LookupError) as wrong:
        return render(request, "watchroom/hotline.html", {**context, "refused": _why(wrong)}, status=422)
    if request.GET.get("form") == "xlsx":
        return _sheet(asked, one, rows, names)
    title = _("受理数，按%s") % one.label
    callers, people, theirs = patterns.again(asked)
    region = directory.region_of(request.standing.actor.body)
    context |= {
        "asked": asked, "words": words, "title": title, "whole": sum(n for _key, n in rows), "all_of_them": _link(asked),
        "late": _link(asked, late="1"), "picture": _picture(one, rows, names, title) if rows else "", "label": one.label,
        "rows": [(names[key], n, _link(asked, **{one.code: key})) for key, n in rows[:SHOWN]], "more": len(rows) > SHOWN,
        "heat": _heat(patterns.heat(asked)), "people": people, "theirs": theirs,
        "callers": [(x, _link(asked, same_caller=x.first)) for x in callers],
        "incidents": [(x, _link(asked, incident=x.first)) for x in patterns.incidents(asked)], **_maps(asked, region),
    }  # fmt: skip
    return render(request, "watchroom/hotline.html", context)


@officer_only(Permission.TICKET_READ)
def tickets(request: Request) -> HttpResponse:
    """The tickets behind a figure, each leading to its page."""
    try:
        asked = _asked(request)
        words, found = _words(asked), patterns.tickets(asked)
    except (law.Refused, ValueError, LookupError) as wrong:
        return render(request, "watchroom/hotline_tickets.html", {"refused": _why(wrong)}, status=422)
    back = f"{reverse('desk-hotline-patterns')}?{urlencode({'since': asked.since, 'until': asked.until})}"
    context = {
        "asked": asked, "words": words, "rows": found, "back": back, "more": len(found) == patterns.LISTED,
        "bodies": directory.body_names({x.row["lead"] for x in found}),
    }  # fmt: skip
    return render(request, "watchroom/hotline_tickets.html", context)
