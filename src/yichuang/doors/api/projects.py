"""A joint project as plain values: its plan, its stages, how each matter stands, its tasks."""

from __future__ import annotations

from typing import Any

from yichuang.office.cases.projects import Member, Project, StageView, Task


def plain(project: Project) -> dict[str, Any]:
    """All that the page of a project shows."""
    plan = project.plan
    return {
        "number": project.case.number,
        "name": project.case.name,
        "standing_still": project.case.still,
        "begin": plan.begin,
        "end": plan.end,
        "planned_end": plan.planned_end,
        "workdays": plan.days,
        "critical": list(plan.critical),
        "steps": [_member(one) for one in project.members],
        "stages": [_stage(one) for one in project.stages if one.run],
        "tasks": [_task(one) for one in project.tasks],
    }


def _member(one: Member) -> dict[str, Any]:
    row = one.row
    return {
        "step": row.step.key,
        "name": row.step.name,
        "body": one.body,
        "case": one.number or None,
        "state": row.state.value,
        "progress": one.progress.value if one.progress else None,
        "early": [row.early_start, row.early_finish],
        "late": [row.late_start, row.late_finish],
        "float": row.float_days,
        "critical": row.critical,
        "overdue": row.late,
        "waits_for": one.who,
        "waits_for_what": list(one.what),
        "applicant_alone": one.mine,
    }


def _stage(one: StageView) -> dict[str, Any]:
    return {
        "name": one.name,
        "lead": one.lead,
        "begun": one.run.begun if one.run else None,
        "ended": one.run.ended if one.run else None,
        "promised": one.due_on,
        "statutory": one.statutory_on,
        "overdue": one.late,
        "steps": [member.row.step.key for member in one.members],
    }


def _task(one: Task) -> dict[str, Any]:
    return {
        "number": one.number,
        "what": one.what,
        "owner": one.owner,
        "state": one.state.value,
        "due_on": one.due_on,
        "light": one.light.value,
    }
