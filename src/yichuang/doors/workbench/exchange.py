"""The catalogue as files at the desk: template and export to fill in, import checked cell by cell before anything is kept."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts import sending
from yichuang.doors.parts.guards import Request, officer_only
from yichuang.law import cases as law
from yichuang.law.mandates import Permission
from yichuang.office.catalogue import acts, exchange, reads, sheets

EDIT = Permission.CATALOGUE_EDIT
LIMIT = 10 * 1024 * 1024
_KEPT = 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@officer_only(EDIT)
def template(request: Request) -> HttpResponse:
    """The empty workbook."""
    return sending.attachment(sheets.workbook([]), "template.xlsx", XLSX)


@officer_only(EDIT)
def export(request: Request, form: str) -> HttpResponse:
    """The newest words of every matter of this officer's scope."""
    contents = reads.newest_words(request.standing)
    if form == "json":
        return sending.attachment(exchange.as_json(contents), "matters.json", "application/json")
    return sending.attachment(sheets.workbook(contents), "matters.xlsx", XLSX)


@officer_only(EDIT)
def take(request: Request) -> HttpResponse:
    """Upload, see what would happen, then keep all of it as drafts or none."""
    context: dict[str, object] = {}
    if request.method == "POST" and request.POST.get("token"):
        data = cache.get(f"import:{request.user.pk}:{request.POST['token']}")
        if data is None:
            messages.error(request, _("检查结果已经过期，请重新上传"))
            return redirect("desk-matters-import")
        try:
            many = acts.save_drafts(exchange.read(data).contents, by=request.standing, at=request.now)
        except law.Refused as refused:
            context = {"wrong": refused}
        else:
            messages.success(request, _("%d 个事项已保存为草稿，请另一人审核") % many)
            return redirect("desk-matters")
    elif request.method == "POST":
        context = _checked(request)
    failed = bool(context.get("errors") or context.get("wrong"))
    return render(request, "workbench/matters_import.html", context, status=422 if failed else 200)


def _checked(request: Request) -> dict[str, object]:
    """The dry run: every error, or what would become a draft with the linter's findings."""
    upload = request.FILES.get("file")
    if upload is None or isinstance(upload, list):
        return {
            "wrong": law.Refused(_("请选择文件"), field="file", remedy=_("选填好的 .xlsx 或者 .json 文件。"))
        }
    if (upload.size or 0) > LIMIT:
        return {"wrong": law.Refused(_("文件超过 10 MB"), field="file", remedy=_("请分成几个文件。"))}
    data = upload.read()
    found = exchange.read(data)
    if found.errors:
        return {"errors": found.errors[:200], "many": len(found.errors)}
    token = secrets.token_urlsafe(12)
    cache.set(f"import:{request.user.pk}:{token}", data, _KEPT)
    lines = [(content, reads.findings(content)) for content in found.contents]
    return {"token": token, "lines": lines}
