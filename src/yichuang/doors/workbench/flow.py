"""The flow of a matter at the desk: its steps as rows beside the drawing they make; saved only if it can be followed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.workbench import catalogue, drawing, flow_rows
from yichuang.law import cases as law
from yichuang.law.cases import Refused
from yichuang.office.catalogue import acts, bpmn_read, gate
from yichuang.office.catalogue.models import Edition, Matter

LIMIT = 4 * 1024 * 1024
_STEP = gate.schema()["properties"]["steps"]["items"]["properties"]
ROLES = gate.choices(_STEP["role"])
RULES = gate.choices(_STEP["sign"])


def _published(row: Matter) -> Edition | None:
    return row.editions.order_by("-number").first()


@officer_only()
def show(request: Request, code: str) -> HttpResponse:
    """The flow of a matter: for whoever keeps the matter to be changed, for every other officer to be read."""
    row = Matter.objects.filter(pk=code).first()
    if row is None:
        raise Http404(_("没有这个事项"))
    newest = _published(row)
    if not request.standing.may(catalogue.EDIT, region=row.region, body=row.body, matter=code):
        if newest is None or request.method == "POST":
            raise Http404(_("没有这个事项，或者不归您维护"))
        rows = flow_rows.shown(newest.content.get("steps", ()))
        return render(request, "workbench/flow.html", _page(row, newest.content, rows))
    content = catalogue.words(request, row)
    draft = getattr(row, "draft", None)
    if request.method != "POST":
        rows = flow_rows.shown(content.get("steps", ()))
        more = {"seen": draft.version if draft else None, "published": newest}
        return render(request, "workbench/flow_edit.html", _page(row, content, rows) | more)
    return _written(request, row, content, newest)


def _seen(request: Request) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isdigit() else None


def _written(request: Request, row: Matter, content: dict[str, Any], newest: Edition | None) -> HttpResponse:
    """Save what was typed, or only add, move, take out a row, and show it again."""
    rows, focus = flow_rows.typed(request.POST), None
    more: dict[str, Any] = {"seen": _seen(request), "published": newest}
    todo = request.POST.get("todo", "save")
    try:
        if todo == "published" and newest:
            rows = flow_rows.shown(newest.content.get("steps", ()))
            more["told"] = _("已还原为已公布的流程，还没有保存")
        elif todo == "read":
            found = _read(request)
            rows, more["unknown"] = flow_rows.shown(found.steps), found.unknown
            more["told"] = _("已读入 %d 个环节，还没有保存") % len(rows)
        elif todo == "save":
            _same_edition(request, newest)
            steps = flow_rows.kept(rows, content.get("steps", ()))
            acts.save_flow(
                content | {"steps": steps}, by=request.standing, at=request.now, seen=_seen(request)
            )
            messages.success(request, _("流程已存进草稿，请另一人审核后公布"))
            return redirect("desk-matter", row.code)
        else:
            rows, focus = flow_rows.changed(rows, todo)
    except Refused as refused:
        more["wrong"] = refused
        if todo == "read":
            rows = flow_rows.shown(content.get("steps", ()))
    context = _page(row, content, rows) | more | {"focus": focus, "tried": True}
    return render(request, "workbench/flow_edit.html", context, status=422 if "wrong" in more else 200)


def _same_edition(request: Request, newest: Edition | None) -> None:
    """What was typed builds on the edition it was typed over. Raises Stale when another was published since."""
    if request.POST.get("edition", "") != str(newest.number if newest else ""):
        remedy = _("请另开一页看新的一版，再把要改的填进去；您填的内容还在本页。")
        raise acts.Stale(_("这期间公布了新的一版"), acts.SHOWN, field="version", remedy=remedy)


def _read(request: Request) -> bpmn_read.Read:
    """The uploaded drawing of another tool as steps. Raises Refused saying what to do."""
    upload = request.FILES.get("file")
    if upload is None or isinstance(upload, list):
        raise Refused(_("请选择文件"), field="file", remedy=_("选流程工具导出的 .bpmn 文件。"))
    law.require((upload.size or 0) <= LIMIT, _("文件超过 4 MB"), field="file", remedy=_("请只导出一个流程。"))
    return bpmn_read.read(upload.read())


def _drawn(content: dict[str, Any], rows: list[flow_rows.Row]) -> drawing.Drawn:
    return drawing.drawn(content | {"steps": flow_rows.kept(rows, content.get("steps", ()))})


def _page(row: Matter, content: dict[str, Any], rows: list[flow_rows.Row]) -> dict[str, Any]:
    seen = _drawn(content, rows)
    return {
        "row": row,
        "drawn": seen,
        "lines": flow_rows.lines(rows, content, seen.found),
        "roles": ROLES,
        "rules": RULES,
        "joint": content.get("kind") == "joint",
        "stages": content.get("stages", ()),
    }


@officer_only(catalogue.EDIT)
def draw(request: Request, code: str) -> HttpResponse:
    """The drawing of what stands in the form now, or what is wrong with it; nothing is kept."""
    row = catalogue.kept(request, code)
    if request.method != "POST":
        return redirect("desk-flow", code)
    content = catalogue.words(request, row)
    seen = _drawn(content, flow_rows.typed(request.POST))
    return render(request, "workbench/flow_drawn.html", {"drawn": seen})
