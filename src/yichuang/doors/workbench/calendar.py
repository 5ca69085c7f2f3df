"""The calendar desk: the years as pictures with their notices; a new notice is entered, previewed, then loaded."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.law import cases as law
from yichuang.law.calendar import FIRST_YEAR, LAST_YEAR, YearNotice, statutory
from yichuang.law.mandates import Permission
from yichuang.office.cases import moves
from yichuang.office.directory import acts, notices, reads

ROWS, SHOWN = 8, 10


def _announced() -> int:
    """The last year that has its notice."""
    return max(notice.year for notice in reads.calendar().notices if not notice.amends)


@officer_only(Permission.DIRECTORY_EDIT)
def show(request: Request) -> HttpResponse:
    """One year in twelve pictures, with the notices that make it."""
    asked = request.GET.get("year", "")
    year = (
        int(asked) if asked.isdigit() and FIRST_YEAR <= int(asked) <= LAST_YEAR else law.day(request.now).year
    )
    last = _announced()
    context = {
        "year": year,
        "years": range(last + 1, FIRST_YEAR - 1, -1),
        "last": last,
        "notices": [one for one in reads.calendar().notices if one.year == year],
        "provisional": reads.calendar().provisional(date(year, 1, 1)),
        "waiting": [row for row in reads.loaded_years() if row.settled_at is None],
        "open_cases": moves.open_cases(),
    }
    return render(request, "workbench/calendar.html", context)


@officer_only(Permission.DIRECTORY_EDIT)
def load(request: Request) -> HttpResponse:
    """Enter or upload a notice, see what it changes, then load it; nothing is written before it is confirmed."""
    wrong = None
    plain: Any = _blank(_announced() + 1)
    if request.method == "POST":
        try:
            plain = _given(request)
            if request.POST.get("step") == "load":
                return _load(request, plain)
            if request.POST.get("step") != "edit":
                return _preview(request, plain)
        except law.Refused as refused:
            wrong = _beside(request, refused)
            plain = plain if request.FILES else _typed(request) if "year" in request.POST else plain
    context = {"wrong": wrong, **_form(plain)}
    return render(request, "workbench/calendar_load.html", context, status=422 if wrong else 200)


def _blank(year: int) -> dict[str, Any]:
    """The form of the next year: its festivals with the statutory days, to be widened by the notice."""
    days: dict[str, list[str]] = {}
    for day, name in statutory(min(year, LAST_YEAR)):
        days.setdefault(name, []).append(day.isoformat())
    off = [{"name": name, "first": found[0], "last": found[-1]} for name, found in days.items()]
    return {"year": year, "notice": YearNotice.title(year), "off": off, "work": []}


def _typed(request: Request) -> dict[str, Any]:
    """What was typed into the form, as the values of a notice."""
    post = request.POST
    rows = zip(post.getlist("name"), post.getlist("first"), post.getlist("last"), strict=False)
    off = [{"name": n.strip(), "first": a, "last": b or a} for n, a, b in rows if n.strip() or a or b]
    year = post.get("year", "").strip()
    work = post.get("work", "").replace("，", " ").replace("、", " ").replace(",", " ").split()
    notice = {"year": int(year) if year.isdigit() else year, "notice": post.get("notice", "").strip()}
    return {**notice, "off": off, "work": work, "amends": bool(post.get("amends"))}


def _given(request: Request) -> Any:
    """The notice of the file, of the preview that is confirmed, or of the form."""
    if request.FILES.get("file"):
        return notices.parse(request.FILES["file"].read(notices.MOST + 1))  # type: ignore[union-attr]
    if "plain" in request.POST:
        return notices.parse(request.POST["plain"])
    return _typed(request)


_PLACES = {"year": noop("年份"), "notice": noop("通知标题和文号"), "work": noop("上班的周末")}
_PARTS = {"name": noop("节日"), "first": noop("第一天"), "last": noop("最后一天")}


def _beside(request: Request, refused: law.Refused) -> law.Refused:
    """The refusal in the words of the form; a file is told in its own."""
    field, text = refused.field or "", refused.reason
    if request.FILES or field == "file":
        return law.Refused(text, field="file", remedy=refused.remedy)
    row = re.match(r"off\[(\d+)\](?:\.(\w+))?$", field)
    if row:
        part = row[2] or "first"
        label = _("放假第%(n)d行的%(part)s") % {"n": int(row[1]) + 1, "part": _(_PARTS.get(part, part))}
        place = f"off[{row[1]}].{part}"
    else:
        place = field.partition("[")[0]
        label = _(_PLACES[place]) if place in _PLACES else ""
    told = re.sub(
        r"off\[(\d+)\]", lambda found: _("第%d行") % (int(found[1]) + 1), text.removeprefix(f"{field}：")
    )
    told = told.replace("notice 标题", _("通知标题")).replace(" year", _("年份"))
    return law.Refused(f"{label}：{told}" if label else told, field=place, remedy=refused.remedy)


def _form(plain: Any) -> dict[str, Any]:
    """What the form shows: as many rows as there are festivals, and some more."""
    given = plain if isinstance(plain, dict) else {}
    off = given.get("off")
    rows = [row for row in off if isinstance(row, dict)] if isinstance(off, list) else []
    work = given.get("work")
    return {
        "plain": given,
        "rows": [*rows, *[{}] * max(2, ROWS - len(rows))],
        "work": "\n".join(str(day) for day in work) if isinstance(work, list) else "",
    }


def _preview(request: Request, plain: Any) -> HttpResponse:
    notice = acts.check_notice(plain)
    found = moves.preview(notice, SHOWN)
    context = {"notice": notice, "found": found, "plain": json.dumps(notice.plain(), ensure_ascii=False)}
    return render(request, "workbench/calendar_preview.html", context)


def _load(request: Request, plain: Any) -> HttpResponse:
    row = acts.load_calendar_notice(plain, by=request.standing, at=request.now)
    messages.success(request, _("已装入：%s。在办办件的期限正在逐件重算。") % row.notice["notice"])
    return redirect(f"{reverse('desk-calendar')}?year={row.year}")
