"""The inbox, the search, and the supervision list of yellow and red."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.law.cases import Refused
from yichuang.law.mandates import Permission
from yichuang.law.words import Light, State
from yichuang.office import clock
from yichuang.office.cases import reads
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import IdType

ENDED = (State.DELIVERED, State.NOT_ACCEPTED, State.WITHDRAWN, State.TERMINATED)


def _states(request: Request, by: Any) -> tuple[State, ...]:
    wanted = request.GET.get("state", "")
    if wanted in State._value2member_map_:
        return (State(wanted),)
    return ENDED if by.may(Permission.CASE_ARCHIVE) else reads.WORK


def _chips(by: Any, current: str) -> list[tuple[str, str, str, bool]]:
    """The filters with counts that stop at 99+."""
    states = (*ENDED,) if by.may(Permission.CASE_ARCHIVE) else reads.WORK
    counts = reads.chips(by, states)
    shown = [(_("全部"), reverse("desk"), "", not current)]
    for state in states:
        count = counts.get(state, 0)
        text = "99+" if count > reads.MANY else str(count)
        shown.append((state.label, f"{reverse('desk')}?state={state.value}", text, current == state.value))
    return shown


@officer_only()
def show(request: Request) -> HttpResponse:
    """The cases that wait for this officer, what runs out first on top."""
    by, now = request.standing, request.now
    page = reads.inbox(by, now, states=_states(request, by), after=request.GET.get("after"))
    context = {
        "page": page,
        "chips": _chips(by, request.GET.get("state", "")),
        "state": request.GET.get("state", ""),
        "bodies": directory.body_names(line.body for line in page.lines),
        "may_intake": by.may(Permission.CASE_INTAKE),
        "hints": HINTS,
    }
    return render(request, "workbench/inbox.html", context)


HINTS = [("j / k", "下一件 / 上一件"), ("Enter", "打开"), ("i", "窗口收件"), ("/", "查找"), ("?", "按键说明")]


@officer_only()
def search(request: Request) -> HttpResponse:
    """By case number, licence number, identity number or telephone: exact, in this officer's scope only."""
    text = request.GET.get("q", "").strip()
    lines, trouble = [], ""
    if text:
        lines = reads.find(text, request.standing, request.now, applicants=_applicants(text, request))
        if len(lines) == 1:
            return redirect("desk-case", lines[0].number)
        trouble = (
            ""
            if lines
            else _("没有找到。可以查办件编号、许可证编号、身份证号、统一社会信用代码或手机号，需要完整。")
        )
    return render(request, "workbench/search.html", {"q": text, "lines": lines, "trouble": trouble})


def _applicants(text: str, request: Request) -> list[str]:
    found = []
    for kind in (IdType.RESIDENT, IdType.USCC):
        try:
            one = directory.applicant_by_number(kind, text, clock.today())
        except Refused:
            continue
        if one is not None:
            found.append(one.pk)
    with contextlib.suppress(Refused):
        found += [one.pk for one in directory.applicants_by_phone(text)]
    return found


@officer_only(Permission.SUPERVISION_READ)
def lights(request: Request) -> HttpResponse:
    """The red and yellow cases of every body this supervisor sees."""
    light = Light.YELLOW if request.GET.get("light") == "yellow" else Light.RED
    page = reads.lit(request.standing, light, request.now, after=request.GET.get("after"))
    context = {
        "page": page,
        "light": light,
        "bodies": directory.body_names(line.body for line in page.lines),
        "query": f"light={light.value}",
    }
    return render(request, "workbench/lights.html", context)


@officer_only(Permission.SUPERVISION_READ)
def lights_sheet(request: Request) -> HttpResponse:
    """The same list as an Excel file."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("监察清单"))
    bold = book.add_format({"bold": True})
    heads = (_("灯"), _("办件编号"), _("事项"), _("机关"), _("状态"), _("承诺到期"), _("法定到期"))
    for column, head in enumerate(heads):
        sheet.write(0, column, head, bold)
    row = 1
    for light in (Light.RED, Light.YELLOW):
        lines = reads.lit(request.standing, light, request.now, limit=5000).lines
        names = directory.body_names(line.body for line in lines)
        for line in lines:
            cells = (light.label, line.number, line.name, names.get(line.body, line.body), line.state.label,
                     str(line.due_on or ""), str(line.statutory_on or ""))  # fmt: skip
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell)
            row += 1
    sheet.freeze_panes(1, 0)
    sheet.set_column(1, 2, 28)
    book.close()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(out.getvalue(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="lights-{request.now:%Y%m%d}.xlsx"'
    return response
