"""Windows on duty at the desk: one button to be there or to leave, today's windows, the record of the week."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.doors.parts.guards import Request, Shut, officer_only
from yichuang.doors.parts.workbook import workbook
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import State
from yichuang.office.cases import acts, attendance
from yichuang.office.cases.attendance import DAYS, Attended
from yichuang.office.catalogue import reads as catalogue


def _sees(by: Standing) -> Permission:
    """By which right somebody looks: a supervisor at the territory, others at their own body."""
    watching = any(Permission.SUPERVISION_READ in reach.permissions for reach in by.reaches)
    return Permission.SUPERVISION_READ if watching else Permission.CASE_INTAKE


def _week(request: Request) -> date:
    """The last day asked for; today where none or nonsense was asked."""
    try:
        return min(date.fromisoformat(request.GET.get("until", "")), law.day(request.now))
    except ValueError:
        return law.day(request.now)


@officer_only()
def show(request: Request) -> HttpResponse:
    """Today's windows with their buttons, and the record of the days before."""
    last, by = _week(request), request.standing
    found = attendance.record(by, _sees(by), last)
    days = [last - timedelta(days=n) for n in range(DAYS - 1, -1, -1)]
    context = {
        "today": [_now(one.days[last], by, request.now) for one in found if last in one.days],
        "is_today": last == law.day(request.now),
        "days": [one for one in days if any(one in x.days for x in found)],
        "lines": [(catalogue.body_name(one.body) or one.body, one, [_cell(one, on, request.now) for on in days if any(on in x.days for x in found)])
                  for one in found],
        "last": last, "before": last - timedelta(days=DAYS), "after": last + timedelta(days=DAYS),
    }  # fmt: skip
    return render(request, "workbench/attendance.html", context)


def _now(case: law.Case, by: Standing, now: datetime) -> dict[str, Any]:
    assert case.duty is not None
    mine = by.may(Permission.CASE_INTAKE, region=case.region, body=case.body)
    spell = case.duty.spells[-1] if case.duty.spells else None
    empty = case.duty.empty_since
    gone = law.minutes([(empty, now)], case.duty.hours) if empty else 0
    return {
        "case": case, "duty": case.duty, "mine": mine, "spell": spell, "gone": gone,
        "waits": case.state in attendance.MANNING, "manned": case.state is State.MANNED,
    }  # fmt: skip


def _cell(one: Attended, on: date, now: datetime) -> dict[str, Any] | None:
    said = one.said(on, now)
    if said is None:
        return None
    present, due = said
    return {"present": present, "due": due, "number": one.days[on].number, "short": present < due}


@require_POST
@officer_only(Permission.CASE_INTAKE)
def act(request: Request, number: str) -> HttpResponse:
    """Be at the window, or leave it with the reason."""
    leaving = "leave" in request.POST
    given = {"reason": request.POST.get("reason", "")} if leaving else {}
    try:
        command = law.parse(c.LeaveWindow if leaving else c.ManWindow, given)
        acts.act(number, command, by=request.standing, at=request.now)
    except law.Forbidden as refused:
        raise Shut(str(refused)) from None
    except law.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已离岗，回来时请点“到岗”。") if leaving else _("已到岗。"))
    return redirect("desk-attendance")


@officer_only()
def sheet(request: Request) -> HttpResponse:
    """The record of the days as Excel: a row per window and day."""
    last, by = _week(request), request.standing
    rows = []
    for one in attendance.record(by, _sees(by), last):
        for on, case in sorted(one.days.items()):
            assert case.duty is not None
            present, due = one.said(on, request.now) or (0, 0)
            names = "、".join(dict.fromkeys(x.officer_name for x in case.duty.spells))
            rows.append((catalogue.body_name(one.body) or one.body, one.name, on.isoformat(), due, present, due - present, names, case.number))  # fmt: skip
    heads = (
        _("机关"),
        _("窗口"),
        _("日期"),
        _("应到分钟"),
        _("在岗分钟"),
        _("缺岗分钟"),
        _("值守人"),
        _("编号"),
    )
    notes = (
        _(
            "只算大厅的办公时间；离岗写了原因也算缺岗；今天的算到现在。每一分钟都由值守记录里的到岗、离岗算出。"
        ),
    )
    return workbook(_("值守"), heads, rows, notes, f"attendance-{last}")
