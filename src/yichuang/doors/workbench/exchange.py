"""The catalogue as files at the desk: template and export to fill in, import checked cell by cell before anything is kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from yichuang.doors.parts import sending
from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.workbench.taking import XLSX, Taking
from yichuang.law.mandates import Permission
from yichuang.office.catalogue import acts, exchange, reads, sheets

EDIT = Permission.CATALOGUE_EDIT
TAKING = Taking(
    "import", exchange.read, acts.save_drafts, "workbench/matters_import.html", "desk-matters-import", "desk-matters",
    line=lambda content: (content, reads.findings(content)),
)  # fmt: skip


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
    """Upload, see what would happen with the linter's findings, then keep all of it as drafts or none."""
    return TAKING.answer(
        request, _("选填好的 .xlsx 或者 .json 文件。"), _("%d 个事项已保存为草稿，请另一人审核")
    )
