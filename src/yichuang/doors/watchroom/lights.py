"""The supervision list of yellow and red."""

from __future__ import annotations

import io

import xlsxwriter
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.law.mandates import Permission
from yichuang.law.words import Light
from yichuang.office.cases import reads
from yichuang.office.directory import reads as directory


@officer_only(Permission.SUPERVISION_READ)
def show(request: Request) -> HttpResponse:
    """The red and yellow cases of every body this supervisor sees."""
    light = Light.YELLOW if request.GET.get("light") == "yellow" else Light.RED
    page = reads.lit(request.standing, light, request.now, after=request.GET.get("after"))
    context = {
        "page": page,
        "light": light,
        "bodies": directory.body_names(line.body for line in page.lines),
        "query": f"light={light.value}",
    }
    return render(request, "watchroom/lights.html", context)


@officer_only(Permission.SUPERVISION_READ)
def sheet(request: Request) -> HttpResponse:
    """The same list as an Excel file."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet(_("监察清单"))
    bold = book.add_format({"bold": True})
    heads = (_("灯"), _("办件编号"), _("事项"), _("机关"), _("状态"), _("承诺到期"), _("法定到期"))
    for column, head in enumerate(heads):
        page.write(0, column, head, bold)
    row = 1
    for light in (Light.RED, Light.YELLOW):
        lines = reads.lit(request.standing, light, request.now, limit=5000).lines
        names = directory.body_names(line.body for line in lines)
        for line in lines:
            cells = (light.label, line.number, line.name, names.get(line.body, line.body), line.state.label,
                     str(line.due_on or ""), str(line.statutory_on or ""))  # fmt: skip
            for column, cell in enumerate(cells):
                page.write_string(row, column, cell)
            row += 1
    page.freeze_panes(1, 0)
    page.set_column(1, 2, 28)
    book.close()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(out.getvalue(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="lights-{request.now:%Y%m%d}.xlsx"'
    return response
