"""The knowledge base as a workbook at the desk: template and export to fill in, import checked cell by cell before anything is kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from yichuang.doors.parts import sending
from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.workbench.taking import XLSX, Taking
from yichuang.law.mandates import Permission
from yichuang.office.knowledge import acts, reads, sheets

EDIT = Permission.KNOWLEDGE_EDIT
TAKING = Taking(
    "answers",
    sheets.read,
    acts.save_drafts,
    "workbench/knowledge_import.html",
    "desk-answers-import",
    "desk-knowledge",
)


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
    return TAKING.answer(request, _("选填好的 .xlsx 文件。"), _("%d 条答复已保存为草稿，请另一人审核"))
