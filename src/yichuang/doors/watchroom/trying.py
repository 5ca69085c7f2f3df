"""The draft tried on the past: counts beside those of the rules in force, by rule and by body, and the cases behind them."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import xlsxwriter
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.watchroom import drawing
from yichuang.doors.watchroom.rules import draft_of, region_of
from yichuang.law import cases as law
from yichuang.law import supervision
from yichuang.law.clocks import CHINA
from yichuang.law.mandates import Permission
from yichuang.office.directory import reads as directory
from yichuang.office.supervision import rules as ruling
from yichuang.office.supervision.trial import Hit, Trial, finished, trial

CASES, SHOWN, DAYS = 2_000, 50, 90
"""So many cases at most are tried while somebody waits for the page; the command line tries all."""


def _day(text: str, usual: date) -> date:
    try:
        return date.fromisoformat(text) if text else usual
    except ValueError as error:
        raise law.Refused(
            _("“%(text)s”不是日期") % {"text": text},
            supervision.ART_RULES,
            field="since",
            remedy=_("请选日期。"),
        ) from error


def _tried(request: Request, region: str) -> tuple[Trial, dict[str, Any]]:
    today = law.day(request.now)
    since = _day(request.GET.get("since", ""), today - timedelta(days=DAYS))
    until = _day(request.GET.get("until", ""), today)
    draft = draft_of(request, region)
    content = draft or ruling.plain(ruling.in_force(region).rules)
    found = finished(trial(supervision.read(content), region, since, until, request.now, limit=CASES))
    request.session[f"tried/{region}"] = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return found, {"draft": draft is not None}


@officer_only(Permission.SUPERVISION_RULES)
def show(request: Request) -> HttpResponse:
    """The trial as a page."""
    region, today = region_of(request, Permission.SUPERVISION_RULES), law.day(request.now)
    context: dict[str, Any] = {
        "region": region, "place": directory.full_name(region),
        "since": request.GET.get("since") or today - timedelta(days=DAYS), "until": request.GET.get("until") or today,
        "limit": CASES, "rule": request.GET.get("rule", ""), "body": request.GET.get("body", ""),
    }  # fmt: skip
    if "go" not in request.GET:
        return render(request, "watchroom/trial.html", context)
    try:
        found, more = _tried(request, region)
    except law.Refused as refused:
        return render(request, "watchroom/trial.html", context | {"wrong": refused}, status=422)
    if request.GET.get("form") == "xlsx":
        return _sheet(request, found)
    return render(request, "watchroom/trial.html", context | more | _shown(request, found))


def _shown(request: Request, found: Trial) -> dict[str, Any]:
    asked = request.GET
    hits = [hit for hit in found.hits if hit.now != hit.then or asked.get("all")]
    hits = [
        hit
        for hit in hits
        if asked.get("rule", "") in ("", hit.code) and asked.get("body", "") in ("", hit.body)
    ]
    hits.sort(key=lambda hit: hit.at, reverse=True)
    kept = {name: asked[name] for name in ("region", "since", "until", "go") if name in asked}
    return {
        "found": found, "lines": found.lines, "hits": hits[:SHOWN], "hidden": max(len(hits) - SHOWN, 0),
        "totals": [(level, found.total_of(level, then=False), found.total_of(level, then=True)) for level in supervision.ORDER],
        "picture": drawing.beside([(f"{line.code} {line.level.label}", line.now, line.then) for line in found.lines if line.more][:24]),
        "bodies": found.bodies, "names": directory.body_names({*(code for code, _, _ in found.bodies), *(hit.body for hit in hits[:SHOWN])}),
        "query": urlencode(kept),
    }  # fmt: skip


def _sheet(request: Request, found: Trial) -> HttpResponse:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True})
    names = directory.body_names({*(code for code, _, _ in found.bodies), *(hit.body for hit in found.hits)})
    _page(book, bold, _("按规则"), [_("编号"), _("监察内容"), _("等级"), _("现行"), _("草稿"), _("相差")],
          [(x.code, x.rule, x.level.label, x.now, x.then, x.more) for x in found.lines])  # fmt: skip
    _page(book, bold, _("按机关"), [_("机关"), _("现行"), _("草稿"), _("相差")],
          [(names.get(code, code), was, will, will - was) for code, was, will in found.bodies])  # fmt: skip
    _page(book, bold, _("办件"), [_("编号"), _("监察内容"), _("等级"), _("时刻"), _("办件"), _("事项"), _("机关"), _("责任人"), _("依据的事实"), _("现行"), _("草稿")],
          [_line(hit, names) for hit in found.hits])  # fmt: skip
    book.close()
    answer = HttpResponse(
        out.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer["Content-Disposition"] = (
        f'attachment; filename="trial-{found.since:%Y%m%d}-{found.until:%Y%m%d}.xlsx"'
    )
    return answer


def _line(hit: Hit, names: dict[str, str]) -> tuple[Any, ...]:
    when = f"{hit.at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    said = (_("发牌") if hit.now else "", _("发牌") if hit.then else "")
    return (
        hit.code,
        hit.rule,
        hit.level.label,
        when,
        hit.case,
        hit.name,
        names.get(hit.body, hit.body),
        hit.officer,
        hit.evidence,
        *said,
    )


def _page(book: Any, bold: Any, name: str, heads: list[str], rows: list[tuple[Any, ...]]) -> None:
    page = book.add_worksheet(name)
    for column, head in enumerate(heads):
        page.write_string(0, column, head, bold)
    for n, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            page.write(n, column, cell) if isinstance(cell, int) else page.write_string(n, column, str(cell))
    page.freeze_panes(1, 0)
    page.autofit()
