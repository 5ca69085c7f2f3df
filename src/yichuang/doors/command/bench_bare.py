"""The pages that ours are measured against: one of bytes alone, and the plainest that shows data."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from yichuang.office.cases.models import CaseRow
from yichuang.office.trail.models import FactRow

ROWS = 40
SHOWN = ("number", "name", "state", "applicant_name", "matter", "body", "channel")
FLOOR: Any = engines["django"].from_string(
    """<!doctype html><html lang="zh-Hans"><title>{{ case.number }}</title><h1>{{ case.name }}</h1>
<ol>{% for fact in facts %}<li data-seq="{{ fact.seq }}">{{ fact.type }}</li>{% endfor %}</ol>
<table>{% for line in lines %}<tr class="line" data-number="{{ line.number }}">
<td class="cell" data-label="number"><a href="/desk/case/{{ line.number }}/">{{ line.number }}</a></td>
<td class="cell" data-label="name">{{ line.name }}</td><td class="cell" data-label="state">{{ line.state }}</td>
<td class="cell" data-label="applicant">{{ line.applicant_name }}</td>
<td class="cell" data-label="matter">{{ line.matter }}</td>
<td class="cell" data-label="body">{{ line.body }}</td><td class="cell" data-label="channel">{{ line.channel }}</td>
</tr>{% endfor %}</table></html>"""
)


def still(request: HttpRequest, size: int) -> HttpResponse:
    """A page of so many bytes that asks nothing and thinks nothing."""
    return HttpResponse(b"<!doctype html>".ljust(size, b"."))


def floor(request: HttpRequest, number: str) -> HttpResponse:
    """A plain Django page: three indexed queries, forty rows, no sign-in, no law, no proof."""
    context = {
        "case": CaseRow.objects.get(number=number),
        "facts": FactRow.objects.filter(case=number).order_by("seq").only("seq", "type"),
        "lines": CaseRow.objects.filter(number__gte=number).order_by("number").only(*SHOWN)[:ROWS],
    }
    return HttpResponse(FLOOR.render(context))


urlpatterns = [
    path("bench/still/<int:size>/", still),
    path("bench/floor/<str:number>/", floor),
    path("", include("yichuang.site.urls")),
]
