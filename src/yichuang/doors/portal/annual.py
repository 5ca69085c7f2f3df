"""The annual report on openness: the prescribed tables filled from facts; what the system has no facts of is said to be filled in by the body."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, public
from yichuang.doors.parts.workbook import workbook
from yichuang.doors.portal import opendata
from yichuang.law import cases as law
from yichuang.law.analysis import Phase
from yichuang.law.mandates import prefix
from yichuang.law.open_words import Asker, Contest, Contested
from yichuang.law.openness.annual import LINES, contests, requests
from yichuang.office.analysis import asking
from yichuang.office.analysis.question import Question, everything
from yichuang.office.hotline import public as hotline
from yichuang.office.information import reads
from yichuang.office.openness import reads as openness

FIRST = 2000


def _year(request: Request, asked: str) -> tuple[int, str]:
    """The year asked for, else the last whole one; and the region of this hall."""
    centre, today = hotline.centre(), law.day(request.now)
    if centre is None:
        raise Http404(_("还没有机构"))
    year = int(asked) if asked.isdigit() and FIRST <= int(asked) <= today.year else today.year - 1
    return year, str(centre.region)


def _licences(region: str, year: int) -> int:
    """Licences decided in the year: what the second table takes from facts."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    asked = Question(phases=(Phase.WHOLE,), by=(), since=first, until=last, places=((prefix(region), None),), given={"kind": "permit"})  # fmt: skip
    return everything(asking.ask(asked)).count


def _tables(region: str, year: int) -> dict[str, Any]:
    """Both tables that are counted, line by line."""
    found = reads.counted(year, region)
    third, fourth = requests(found, year), contests(found, year)
    return {
        "third": [(label, [third[key][one] for one in Asker], sum(third[key].values())) for key, label in LINES],
        "fourth": [(how.label, [fourth[how][one] for one in Contested], sum(fourth[how].values())) for how in Contest],
    }  # fmt: skip


@public
def show(request: Request) -> HttpResponse:
    """The year's report on one page."""
    year, region = _year(request, request.GET.get("year", ""))
    sheets = openness.sheets(region, date(year, 1, 1), date(year, 12, 31))
    context = _tables(region, year) | {
        "year": year, "askers": list(Asker), "results": list(Contested), "licences": _licences(region, year),
        "years": range(law.day(request.now).year, law.day(request.now).year - 3, -1),
        "published": sum(one.done is not None for one in sheets), "due": len(sheets),
        "running": year == law.day(request.now).year,
    }  # fmt: skip
    return render(request, "portal/annual.html", context)


@public
def file(request: Request, year: str, ending: str) -> HttpResponse:
    """The counted tables as a workbook or as open data."""
    of, region = _year(request, year)
    tables, name = _tables(region, of), f"openness-annual-{of}"
    if ending == "xlsx":
        heads = [_("收到和处理政府信息公开申请情况"), *(one.label for one in Asker), _("总计")]
        rows = [[label, *cells, total] for label, cells, total in tables["third"]]
        notes = [_("政府信息公开行政复议、行政诉讼情况")]
        notes += [f"{how}：" + "，".join(f"{one.label}{n}" for one, n in zip(Contested, cells, strict=True)) for how, cells, _total in tables["fourth"]]  # fmt: skip
        return workbook(_("年度报告"), heads, rows, notes, name)
    if ending != "json":
        raise Http404(_("没有这种文件"))
    data = {
        "year": of,
        "requests": [{"line": label, **dict(zip((one.value for one in Asker), cells, strict=True)), "total": total} for label, cells, total in tables["third"]],
        "contested": [{"line": how, **dict(zip((one.value for one in Contested), cells, strict=True)), "total": total} for how, cells, total in tables["fourth"]],
    }  # fmt: skip
    return opendata.download(msgspec.json.encode(data), "application/json; charset=utf-8", f"{name}.json")
