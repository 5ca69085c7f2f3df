"""The knowledge base as a workbook at the desk: template and export to fill in, import checked cell by cell before anything is kept."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts import sending
from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.workbench.exchange import LIMIT, XLSX
from yichuang.law import cases as law
from yichuang.law.mandates import Permission
from yichuang.office.knowledge import acts, reads, sheets

EDIT = Permission.KNOWLEDGE_EDIT
_KEPT = 3600


@officer_only(EDIT)
def template(request: Request) -> HttpResponse:
    """The empty workbook."""
    return sending.attachment(sheets.workbook([]), "answers-template.xlsx", XLSX)


@officer_only(EDIT)
def export(request: Request) -> HttpResponse:
    """The newest words of every answer this officer keeps."""
    return sending.attachment(sheets.workbook(reads.newest_words(request.standing)), "answers.xlsx", XLSX)


@officer_only(EDIT)
def take(request: Request) -> HttpResponse:
    """Upload, see what would happen, then keep all of it as drafts or none."""
    context: dict[str, object] = {}
    if request.method == "POST" and request.POST.get("token"):
        data = cache.get(f"answers:{request.user.pk}:{request.POST['token']}")
        if data is None:
            messages.error(request, _("检查结果已经过期，请重新上传"))
            return redirect("desk-answers-import")
        try:
            many = acts.save_drafts(sheets.read(data).contents, by=request.standing, at=request.now)
        except law.Refused as refused:
            context = {"wrong": refused}
        else:
            messages.success(request, _("%d 条答复已保存为草稿，请另一人审核") % many)
            return redirect("desk-knowledge")
    elif request.method == "POST":
        context = _checked(request)
    failed = bool(context.get("errors") or context.get("wrong"))
    return render(request, "workbench/knowledge_import.html", context, status=422 if failed else 200)


def _checked(request: Request) -> dict[str, object]:
    """The dry run: every error, or what would become a draft."""
    upload = request.FILES.get("file")
    if upload is None or isinstance(upload, list):
        return {"wrong": law.Refused(_("请选择文件"), field="file", remedy=_("选填好的 .xlsx 文件。"))}
    if (upload.size or 0) > LIMIT:
        return {"wrong": law.Refused(_("文件超过 10 MB"), field="file", remedy=_("请分成几个文件。"))}
    data = upload.read()
    found = sheets.read(data)
    if found.errors:
        return {"errors": found.errors[:200], "many": len(found.errors)}
    token = secrets.token_urlsafe(12)
    cache.set(f"answers:{request.user.pk}:{token}", data, _KEPT)
    return {"token": token, "lines": found.contents}
