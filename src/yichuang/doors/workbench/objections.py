"""Objections at the desk: what has to be answered, by whom it was brought if one may know, and the earlier ones that say the same."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.parts.workbook import workbook
from yichuang.law import cases as law
from yichuang.law.facts import ObjectionBrought, ObjectionChecked
from yichuang.law.mandates import Permission
from yichuang.office.cases.reads import Sheet
from yichuang.office.objections import reads, terms
from yichuang.office.objections.models import ObjectionRow


@officer_only(Permission.OPENNESS_READ)
def show(request: Request) -> HttpResponse:
    """The open ones of this officer's territory or body, what runs out first on top; those answered lately."""
    by, today = request.standing, law.day(request.now)
    context = {
        "rows": [(one, (one.row.due_on - today).days) for one in reads.desk(by)],
        "done": reads.desk(by, done=True)[:20],
        "terms": terms.answer(),
    }
    return render(request, "workbench/objections.html", context)


@officer_only(Permission.OPENNESS_READ)
def sheet(request: Request) -> HttpResponse:
    """Both lists as an Excel file."""
    by = request.standing
    found = [*reads.desk(by), *reads.desk(by, done=True)]
    heads = [_("编号"), _("公开的信息"), _("提出什么"), _("机关"), _("状态"), _("提出日期"), _("答复期限"), _("答复日期"), _("结果"), _("理由")]  # fmt: skip
    rows = [
        (x.row.number, x.row.title, x.about, x.body, x.state, f"{law.day(x.row.at)}", f"{x.row.due_on}",
         f"{x.row.closed_on or ''}", x.said, x.row.reason)
        for x in found
    ]  # fmt: skip
    note = terms.answer()
    return workbook(_("公开异议"), heads, rows, [f"{note.said}：{note.basis}"], "objections")


def of_case(sheet: Sheet) -> dict[str, Any]:
    """What the case page shows of an objection."""
    told = next(x.fact for x in sheet.entries if isinstance(x.fact, ObjectionBrought))
    checked = [x.fact for x in sheet.entries if isinstance(x.fact, ObjectionChecked)]
    row = ObjectionRow.objects.filter(pk=sheet.case.number).first()
    return {
        "it": sheet.case.objection,
        "words": str(told.words),
        "name": str(told.name) if told.name else "",
        "contact": str(told.contact) if told.contact else "",
        "checked": checked[-1] if checked else None,
        "earlier": reads.earlier(row) if row and not row.closed_on else [],
    }
