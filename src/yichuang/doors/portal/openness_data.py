"""What is public as files anybody may take: streamed, however many there are, with licence and the day."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from typing import Any

import msgspec
import xlsxwriter
from django.conf import settings
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, public
from yichuang.doors.portal.openness import region_here, wanted
from yichuang.law import cases as law
from yichuang.office.openness import opened, reads
from yichuang.office.openness.opened import FIELDS, LICENCE

SHEET_MOST, _CELL = 20_000, 32_000
"""A worksheet of more is no use to anybody; a cell of Excel holds so many characters, the rest stands in the next one."""
KINDS = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Rows = Iterator[dict[str, Any]]


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        """The line itself."""
        return text


def _json(rows: Rows, head: dict[str, str]) -> Iterator[bytes]:
    yield msgspec.json.encode(head)[:-1] + b',"publications":['
    for n, row in enumerate(rows):
        yield (b",\n" if n else b"\n") + msgspec.json.encode(row)
    yield b"\n]}\n"


def _csv(rows: Rows) -> Iterator[bytes]:
    lines = csv.writer(_Echo())
    yield str(lines.writerow(FIELDS.values())).encode("utf-8-sig")
    for row in rows:
        yield str(lines.writerow(row[name] for name in FIELDS)).encode()


def _workbook(rows: Rows, head: dict[str, str]) -> Any:
    """A workbook on disk, line by line."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet(_("公开信息"))
    for column, name in enumerate([*FIELDS.values(), _("内容（续）")]):
        page.write_string(0, column, name)
    for line, row in enumerate(rows, 1):
        cells = [row[name] for name in FIELDS]
        for column, cell in enumerate([*cells[:-1], cells[-1][:_CELL], cells[-1][_CELL:]]):
            page.write_string(line, column, cell)
    about = book.add_worksheet(_("说明"))
    for line, (name, says) in enumerate(head.items()):
        about.write_string(line, 0, name)
        about.write_string(line, 1, says)
    book.close()
    out.seek(0)
    return out


@public
def publications(request: Request, ending: str) -> HttpResponseBase:
    """Every publication that answers to the filters of the site, as one file."""
    if ending not in KINDS:
        raise Http404(_("没有这种文件"))
    asked, region, today = wanted(request), region_here(), law.day(request.now)
    rows = opened.every(asked, region, settings.PUBLIC_URL)
    head = {
        "licence": LICENCE,
        "as_of": f"{today}",
        "publisher": str(settings.CENTRE),
        "source": f"{settings.PUBLIC_URL}/openness/",
    }
    answer: Any
    if ending == "xlsx":
        if reads.matching(asked, region)[SHEET_MOST : SHEET_MOST + 1].exists():
            raise Http404(_("超过两万条，Excel 装不方便：请用 CSV 或者 JSON，或者多选几个条件"))
        answer = FileResponse(_workbook(rows, head), content_type=KINDS[ending])
    else:
        answer = StreamingHttpResponse(
            _json(rows, head) if ending == "json" else _csv(rows), content_type=KINDS[ending]
        )
    answer["Content-Disposition"] = f'attachment; filename="openness-{today}.{ending}"'
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Link"] = '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    return answer  # type: ignore[no-any-return]
