"""Looking at the materials of a case: one by one, near and turned, or two side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.doors.parts.guards import Request, reader_only
from yichuang.doors.workbench import case as desk
from yichuang.law import cases as law
from yichuang.law.facts import MaterialAttached
from yichuang.law.mandates import Standing
from yichuang.office.cases.reads import Sheet
from yichuang.office.files import pages
from yichuang.office.files import reads as files

FORM = "form"
KEYS = (
    ("← / →", noop("上一份 / 下一份")),
    ("+ / -", noop("放大 / 缩小")),
    ("0", noop("整页")),
    ("1", noop("原来的大小")),
    ("r", noop("旋转")),
    ("↑ / ↓", noop("翻看")),
    ("f", noop("和申请表对照")),
    ("c", noop("选一份来对照")),
    ("o", noop("换到另一边")),
    ("Esc", noop("回到办件")),
    ("?", noop("按键说明")),
)


@dataclass(frozen=True, slots=True)
class Version:
    """One file that was handed in for a material; `ref` names it in addresses."""

    ref: str
    name: str
    digest: str
    at: datetime
    number: int
    last: bool

    @property
    def title(self) -> str:
        """What it is called in lists: an earlier one says which it is."""
        return (
            self.name if self.last else _("%(name)s（第%(n)s次交的）") % {"name": self.name, "n": self.number}
        )


def versions(sheet: Sheet) -> dict[str, Version]:
    """Every file handed in, by its reference, in the order of the guide; of each material the last one first."""
    handed: dict[str, list[tuple[MaterialAttached, str, datetime]]] = {}
    for entry in sheet.entries:
        fact = entry.fact
        if isinstance(fact, MaterialAttached) and fact.digest:
            handed.setdefault(fact.material, []).append((fact, fact.digest, entry.at))
    order = [m.code for m in sheet.edition.materials if m.code in handed]
    found = []
    for code in [*order, *(code for code in handed if code not in order)]:
        many = len(handed[code]) if code in sheet.case.materials else 0  # what was taken back has no last one
        for number, (fact, digest, at) in reversed(list(enumerate(handed[code], 1))):
            last = number == many
            found.append(Version(code if last else f"{code}.{number}", fact.name, digest, at, number, last))
    return {one.ref: one for one in found}


def _pane(number: str, one: Version, by: Standing) -> dict[str, Any]:
    """A file as a pane shows it: its pages, or why there is nothing to see."""
    upload = files.find(number, one.digest)
    pane: dict[str, Any] = {"one": one, "upload": upload, "pages": [], "wrong": None}
    try:
        law.require(upload, _("文件已不在库中"), remedy=_("请联系系统管理员从备份中恢复。"))
        assert upload is not None
        seen = pages.of(upload, by)
        pane |= {
            "pages": list(enumerate(seen.sizes)),
            "total": seen.total,
            "more": seen.total - len(seen.sizes),
        }
    except law.Refused as refused:
        pane["wrong"] = refused
    return pane


@reader_only
def show(request: Request, number: str, ref: str) -> HttpResponse:
    """One material, alone or beside another or beside the application form."""
    sheet = desk.reach(request, number)
    held = versions(sheet)
    if ref not in held:
        raise Http404(_("没有这份材料"))
    beside = request.GET.get("with", "")
    beside = beside if beside == FORM or (beside in held and beside != ref) else ""
    shown = [held[ref], *([held[beside]] if beside in held else [])]
    row = [one for one in held.values() if one.last]
    at = next((n for n, one in enumerate(row) if one.name == held[ref].name), 0)
    context = {
        "sheet": sheet,
        "case": sheet.case,
        "line": sheet.line,
        "one": held[ref],
        "place": at + 1,
        "many": len(row),
        "before": row[at - 1] if at else None,
        "after": row[at + 1] if at + 1 < len(row) else None,
        "panes": [_pane(number, one, request.standing) for one in shown],
        "others": [one for one in held.values() if one.ref != ref],
        "beside": beside,
        "answers": desk.answers(sheet),
        "situation": desk.situation(sheet),
        "hints": [(key, _(what)) for key, what in KEYS],
    }
    return render(request, "workbench/material.html", context)


@reader_only
def page(request: Request, number: str, digest: str, page: int) -> HttpResponse:
    """One page of a file as a picture: nothing of the file itself reaches the browser."""
    desk.reach(request, number)
    upload = files.find(number, digest)
    if upload is None:
        raise Http404(_("没有这份材料"))
    try:
        drawn = pages.picture(upload, request.standing, page)
    except law.Refused as refused:
        raise Http404(str(refused)) from refused
    return HttpResponse(drawn, content_type="image/jpeg", headers=pages.HEADERS)
