"""What was tried without the right to it: for the auditor and for supervisors, by month, with a filter and as an Excel file."""

from __future__ import annotations

import io
import re
from typing import Any

import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.parts.sending import attachment
from yichuang.doors.parts.templatetags.parts import zh_time
from yichuang.law.mandates import Permission
from yichuang.law.words import Role
from yichuang.office.supervision import attempts
from yichuang.office.supervision.attempts import Attempt

SHOWN, EXPORTED = 100, 10_000
ROLES = tuple(role for role in Role if role is not Role.SYSTEM)
MAY = (Permission.AUDIT_READ, Permission.SUPERVISION_READ)


@officer_only()
def show(request: Request) -> HttpResponse:
    """The attempts of a month, the latest on top."""
    by, asked = request.standing, request.GET
    if not any(by.may(one) for one in MAY):
        raise PermissionDenied(_("只有审计管理员和监察人员可以看被拒绝的尝试"))
    months = attempts.months()
    wanted = asked.get("month", "")
    month = wanted if re.fullmatch(r"\d{4}-\d\d", wanted) else (months[0] if months else "")
    role = Role(asked["role"]) if asked.get("role") in ROLES else None
    filters: dict[str, Any] = {
        "who": asked.get("who", "").strip(),
        "act": asked.get("act", "").strip(),
        "role": role,
    }
    if asked.get("form") == "xlsx":
        return _sheet(attempts.attempts(by, month, limit=EXPORTED, **filters), month)
    before = asked.get("before", "")
    found = attempts.attempts(
        by, month, before=int(before) if before.isdigit() else None, limit=SHOWN + 1, **filters
    )
    more = asked.copy()
    more["before"] = str(found[SHOWN - 1].entry.seq) if len(found) > SHOWN else ""
    context = {
        "found": found[:SHOWN], "more": more.urlencode() if len(found) > SHOWN else "", "months": months, "month": month,
        "roles": ROLES, "role": role, "who_asked": filters["who"], "act": filters["act"], "may_open": by.may(Permission.CASE_READ),
    }  # fmt: skip
    return render(request, "watchroom/attempts.html", context)


def _cells(one: Attempt) -> tuple[str, ...]:
    who = one.entry.by
    return (zh_time(one.entry.at), who.role.label, who.name, who.id, who.post, one.fact.label, one.fact.of_case, one.name,
            one.body, one.fact.reason)  # fmt: skip


def _sheet(found: list[Attempt], month: str) -> HttpResponse:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page, bold = book.add_worksheet(_("被拒绝的尝试")), book.add_format({"bold": True})
    heads = (_("时间"), _("身份"), _("姓名"), _("编号"), _("岗位或者单位"), _("想办什么"), _("办件编号"), _("事项"), _("机关"), _("为什么拒绝"))  # fmt: skip
    for row, cells in enumerate((heads, *map(_cells, found))):
        for column, cell in enumerate(cells):
            page.write_string(row, column, cell, bold if row == 0 else None)
    page.freeze_panes(1, 0)
    page.set_column(0, 9, 22)
    book.close()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return attachment(out.getvalue(), f"attempts-{month or 'none'}.xlsx", kind)
