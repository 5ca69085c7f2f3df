"""Sending what belongs to a case: a file that was handed in, a paper that was issued. Both doors use the same two."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from django.http import FileResponse, Http404, HttpResponse
from django.utils.translation import gettext as _

from yichuang.law.cases import Refused
from yichuang.law.mandates import Standing
from yichuang.law.papers import PAPERS
from yichuang.office.files import reads as files
from yichuang.office.papers import reads as papers


def file(number: str, digest: str, by: Standing) -> FileResponse:
    """A file of this case as a download. Raises Http404 when it is not there, or not for this person."""
    upload = files.find(number, digest)
    if upload is None:
        raise Http404(_("没有这份材料"))
    try:
        found = files.open_for(upload, by)
    except Refused as refused:
        raise Http404(str(refused)) from refused
    response = FileResponse(found.path.open("rb"))
    for header, value in found.headers.items():
        response[header] = value
    return response


def paper(number: str, verify: str) -> HttpResponse:
    """A paper of this case as PDF, for whom the caller has let see the case. Raises Http404."""
    found = papers.by_code(verify)
    if found is None or found.case != number:
        raise Http404(_("没有这份文书"))
    response = HttpResponse(papers.pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.verify}.pdf"'
    return response


def package(numbers: Iterable[str], name: str) -> HttpResponse:
    """All papers of a project and its matters in one file, a folder per case: the result package."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for number in numbers:
            for found in (one for issued in papers.of_case(number).values() for one in issued):
                made.writestr(f"{number}/{PAPERS[found.code].name}-{found.verify}.pdf", papers.pdf(found))
    return attachment(buffer.getvalue(), name, "application/zip")


def attachment(data: bytes, name: str, kind: str) -> HttpResponse:
    """Something made just now, as a download."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
