"""A table as a workbook, with the notes that say how it was counted on a page of their own."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _


def workbook(
    name: str, heads: Sequence[str], rows: Sequence[Sequence[Any]], notes: Sequence[str], file: str
) -> HttpResponse:
    """The answer that brings it: numbers are numbers, texts are texts and nothing else."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page, bold = book.add_worksheet(name), book.add_format({"bold": True})
    for column, head in enumerate(heads):
        page.write_string(0, column, head, bold)
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, int | float):
                page.write_number(line, column, cell)
            elif cell is not None:
                page.write_string(line, column, str(cell))
    page.freeze_panes(1, 0)
    page.set_column(0, 1, 28)
    how = book.add_worksheet(_("怎么算的"))
    for line, note in enumerate(notes):
        how.write_string(line, 0, note)
    how.set_column(0, 0, 90)
    book.close()
    answer = HttpResponse(
        out.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer["Content-Disposition"] = f'attachment; filename="{file}.xlsx"'
    return answer
