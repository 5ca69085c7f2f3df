"""The map of a joint project for its applicant: where it is, what runs side by side, what only you can do, the day it will end."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from yichuang.doors.parts import sending
from yichuang.doors.parts.gantt import gantt
from yichuang.doors.parts.guards import Request, applicant_only
from yichuang.law import cases as law
from yichuang.law.clocks import spent
from yichuang.office.cases import projects
from yichuang.office.cases.acts import Missing


@applicant_only
def show(request: Request, number: str) -> HttpResponse:
    """The whole project on one page."""
    project = _project(request, number)
    return render(request, "portal/project.html", context(project, request) | {"link": "my-case"})


def _project(request: Request, number: str) -> projects.Project:
    try:
        project = projects.project(number, request.standing, request.now)
    except Missing as error:
        raise Http404(_("没有这个项目")) from error
    except law.Refused as ended:
        raise PermissionDenied(str(ended)) from ended
    if project.case.kind != "joint":
        raise Http404(_("这个办件不是联合办理的项目"))
    return project


@applicant_only
def package(request: Request, number: str) -> HttpResponse:
    """The result package: every paper of the project and of its matters."""
    found = _project(request, number)
    numbers = [found.case.number, *(one.number for one in found.members if one.number)]
    return sending.package(numbers, f"{number}.zip")


def context(project: projects.Project, request: Request) -> dict[str, object]:
    """What the pages of a project show, for its applicant and at the desk."""
    case, sheet = project.case, project.sheet
    today = law.day(request.now)
    clock = law.clocks(case, sheet.edition).get("promised")
    offers = [x for x in sheet.offers if x.open and x.act.name in ("report_done", "reapply", "remind")]
    bodies = {one.row.step.key: one.body for one in project.members}
    return {
        "project": project,
        "case": case,
        "sheet": sheet,
        "plan": project.plan,
        "critical": [
            one.row.step.name for one in project.members if one.row.step.key in project.plan.critical
        ],
        "used": spent(clock, sheet.scene.calendar, today) if clock else 0,
        "clock": clock,
        "offers": offers,
        "slip": sheet.scene.calendar.workdays_between(project.plan.planned_end, project.plan.end)
        if project.plan.end > project.plan.planned_end
        else 0,
        "picture": mark_safe(gantt(project.plan, today, bodies)),  # noqa: S308 - drawn by us, words escaped
    }
