"""Scores of the bodies for everybody, and the files to come to the same numbers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts import scored
from yichuang.doors.parts.guards import Request, public
from yichuang.doors.portal import opendata
from yichuang.law import cases as law
from yichuang.law.supervision import Period
from yichuang.law.supervision.period import parse
from yichuang.office.directory import reads as directory
from yichuang.office.scoring import published, reads
from yichuang.office.scoring.reads import Table

_KEPT = 24 * 3600
_ONE = timedelta(days=1)
RECOMPUTE = Path(__file__).resolve().parent.parent / "command" / "recompute.py"
KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


def _period(code: str) -> Period:
    try:
        return parse(code)
    except ValueError as error:
        raise Http404(_("没有“%s”这个期间：月写 2026-05，季写 2026q2") % code) from error


def _frozen(tables: list[Table], period: Period, yesterday: date) -> list[date]:
    """The past days as of which the files of a period are offered: when it was established, and yesterday."""
    found = {table.known for table in tables if table.established and table.known <= yesterday}
    return sorted(found | ({yesterday} if yesterday >= period.first else set()), reverse=True)


@public
def show(request: Request) -> HttpResponse:
    """The ranking of the bodies, established and as of yesterday, with the method and the files."""
    yesterday = law.day(request.now) - _ONE
    periods = published.periods(yesterday)
    period = _period(request.GET["period"]) if "period" in request.GET else (periods[0] if periods else None)
    if period is None:
        return render(request, "portal/scores.html", {"periods": []})
    newest = request.GET.get("known") == "newest"
    tables = reads.tables(period, yesterday)
    days = _frozen(tables, period, yesterday)
    if newest:
        tables = [
            Table(x.method, x.known, False, x.lines) for x in reads.tables(period, yesterday, known=yesterday)
        ]
    names = directory.body_names({line.key for table in tables for line in table.lines})
    context = {
        "period": period, "periods": periods, "newest": newest, "days": days, "whom": _("机关"), "sparks": True,
        "established": any(table.established for table in tables) or newest,
        "rankings": scored.rankings(tables, names, scored.trend(period, yesterday)),
        "methods": [scored.method(table.method.scoring) for table in tables], "files": published.COLUMNS,
    }  # fmt: skip
    return render(request, "portal/scores.html", context)


def _known(request: Request, period: Period, text: str) -> date:
    """The day of an address: past, so that what was known on it changes no more."""
    try:
        known = date.fromisoformat(text)
    except ValueError as error:
        raise Http404(_("日期写成 2026-06-15")) from error
    if not period.first <= known < law.day(request.now):
        raise Http404(_("只有已经过去的日子才有文件：那天已知的不会再变"))
    return known


@public
def file(request: Request, period: str, known: str, name: str, ending: str) -> HttpResponse:
    """One file of a period, as known on a past day; two days later nothing can come late, and it is kept."""
    when = _period(period)
    day = _known(request, when, known)
    make = published.FILES.get(name)
    if ending not in KINDS or not (make or (name, ending) == ("method", "json")):
        raise Http404(_("没有这种文件"))
    key = f"scores:{when.code}:{day}:{name}:{ending}"
    data = cache.get(key)
    if data is None:
        if make is None:
            data = published.method(when, day)
        else:
            data = (published.as_csv if ending == "csv" else published.as_json)(name, make(when, day))
        if day < law.day(request.now) - _ONE:
            cache.set(key, data, _KEPT)
    return opendata.download(data, KINDS[ending], f"{name}.{ending}")


@public
def recompute(request: Request) -> HttpResponse:
    """The script that comes to the same numbers: one file, Python's standard library alone."""
    return opendata.download(RECOMPUTE.read_bytes(), "text/x-python; charset=utf-8", "recompute.py")
