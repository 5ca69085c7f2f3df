"""A joint project at the desk: its plan with float and critical path, its stages, meetings and tasks; and what if."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from yichuang.doors.parts.gantt import gantt
from yichuang.doors.parts.guards import Request, Shut, reader_only
from yichuang.doors.workbench import oversight
from yichuang.law import cases as law
from yichuang.law import flow
from yichuang.law.cases import Refused, Terms
from yichuang.law.flow import Plan
from yichuang.office.cases import projects
from yichuang.office.cases.acts import Missing
from yichuang.office.cases.projects import Project


@reader_only
def show(request: Request, number: str) -> HttpResponse:
    """The plan as known now; with changes asked for, beside it the plan as it would be. Nothing is changed."""
    try:
        project = projects.project(number, request.standing, request.now)
    except Missing as error:
        raise Shut(_("没有这个项目，或者不在您的职责范围内")) from error
    wrong, other = None, None
    try:
        other = _what_if(request, project)
    except Refused as refused:
        wrong = refused
    today, sheet = law.day(request.now), project.sheet
    bodies = {one.row.step.key: one.body for one in project.members}
    shown = other or project.plan
    context = {
        "project": project,
        "case": project.case,
        "sheet": sheet,
        "line": sheet.line,
        "plan": project.plan,
        "other": other,
        "rows": [(one, _row(other, one.row.step.key)) for one in project.members],
        "wrong": wrong,
        "given": request.GET,
        "steps": [one.row.step for one in project.members],
        "critical": _names(project.plan),
        "other_critical": _names(other) if other else [],
        "clocks": [(n, law.CLOCKS[n], clock) for n, clock in law.clocks(project.case, sheet.edition).items()],
        "governing": law.governing(project.case, sheet.edition),
        "meetings": project.case.meetings,
        "picture": mark_safe(gantt(shown, today, bodies)),  # noqa: S308 - drawn by us, words escaped
        "link": "desk-case",
    } | oversight.of_case(sheet, request)
    return render(request, "workbench/project.html", context, status=422 if wrong else 200)


def _names(plan: Plan) -> list[str]:
    names = {row.step.key: row.step.name for row in plan.rows}
    return [names[key] for key in plan.critical]


def _row(plan: Plan | None, key: str) -> Any:
    return next((row for row in plan.rows if row.step.key == key), None) if plan else None


def _days(request: Request) -> int:
    text = request.GET.get("days", "")
    law.require(
        text.isdigit() and int(text) <= 250,
        _("天数应为 0 到 250 的整数"),
        field="days",
        remedy=_("请填写工作日。"),
    )
    return int(text)


def _what_if(request: Request, project: Project) -> Plan | None:
    """The plan under the change that was asked for. Raises Refused naming the field."""
    change, key = request.GET.get("change", ""), request.GET.get("step", "")
    if not change:
        return None
    steps = law.planned(project.sheet.edition)
    law.require(
        any(step.key == key for step in steps), _("没有这个环节"), field="step", remedy=_("请从列表中选。")
    )
    limits = {k: v for k, v in project.terms.limits.items() if k != key or change != "days"}
    dues = {k: v for k, v in project.terms.dues.items() if k != key or change != "days"}
    terms = Terms(limits=limits, dues=dues, calendar=project.terms.calendar)
    asked: flow.Change
    if change == "drop":
        asked = flow.Drop(key)
    elif change == "days":
        asked = flow.Retime(key, _days(request))
    else:
        name = _("增加的审查")
        asked = flow.AddReview(key, f"{key}_more", name, _days(request))
    try:
        changed = flow.whatif(steps, [asked])
    except ValueError as error:
        raise Refused(str(error), field="step", remedy=_("请换一种改法。")) from error
    return law.project_plan(
        project.case, project.sheet.edition, terms, project.sheet.scene.today, steps=changed
    )
