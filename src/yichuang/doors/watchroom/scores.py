"""Scores on the desk: who stands where and why, down to the very cases and cards, by body, window and officer."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import xlsxwriter
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts import scored
from yichuang.doors.parts.guards import Request, officer_only
from yichuang.law import cases as law
from yichuang.law.mandates import Permission
from yichuang.law.supervision import INDICATORS, Period
from yichuang.law.supervision.period import month_of, parse
from yichuang.law.words import Level
from yichuang.office.scoring import published, reads

SHOWN = 200
HANDS = {"decided_by": "决定人", "accepted_by": "受理人"}
"""Within a body: who decided, and who stood at the window and accepted."""


def _asked(request: Request) -> Period:
    """The period of the address, else this month."""
    code = request.GET.get("period", "")
    try:
        return parse(code) if code else month_of(law.day(request.now))
    except ValueError as error:
        raise Http404(_("没有“%s”这个期间：月写 2026-05，季写 2026q2") % code) from error


def _known(request: Request) -> date | None:
    """As of today when that is asked, else as it was established."""
    return law.day(request.now) if request.GET.get("known") == "newest" else None


@officer_only(Permission.SUPERVISION_READ)
def show(request: Request) -> HttpResponse:
    """The ranking of the bodies in one's territory."""
    period, today, known = _asked(request), law.day(request.now), _known(request)
    names = reads.reached(request.standing)
    tables = reads.tables(period, today, known=known, only=set(names))
    if request.GET.get("form") == "xlsx":
        return _sheet(published.lines(tables, names), period)
    context = {
        "period": period, "periods": published.periods(today), "newest": known is not None, "whom": _("机关"), "sparks": True, "linked": True,
        "rankings": scored.rankings(tables, names, scored.trend(period, today)),
        "methods": [scored.method(table.method.scoring) for table in tables], "hints": HINTS,
    }  # fmt: skip
    return render(request, "watchroom/scores.html", context)


HINTS = [("j / k", "下一个 / 上一个"), ("Enter", "打开"), ("?", "按键说明")]


def _sheet(rows: Iterable[tuple[str, ...]], period: Period) -> HttpResponse:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page, bold, two = (
        book.add_worksheet(_("评分")),
        book.add_format({"bold": True}),
        book.add_format({"num_format": "0.00"}),
    )
    heads = (
        _("机关代码"),
        _("机关"),
        _("评分办法"),
        _("名次"),
        _("总分"),
        _("等次"),
        _("距前一名"),
        _("办结"),
        _("各部分"),
    )
    for column, head in enumerate(heads):
        page.write(0, column, head, bold)
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if column in (3, 4, 6, 7) and cell:
                page.write_number(line, column, float(cell), two if column in (4, 6) else None)
            else:
                page.write_string(line, column, cell)
    page.freeze_panes(1, 0)
    page.set_column(1, 1, 28)
    page.set_column(8, 8, 60)
    book.close()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(out.getvalue(), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="scores-{period.code}.xlsx"'
    return answer


def _body(request: Request, body: str) -> str:
    """The name of a body one supervises. Raises Http404."""
    name = reads.reached(request.standing).get(body)
    if name is None:
        raise Http404(_("没有这个机关，或者不在您的职责范围内"))
    return name


@officer_only(Permission.SUPERVISION_READ)
def body(request: Request, code: str) -> HttpResponse:
    """One body: every part with what it brought and cost, its cards, its windows and officers."""
    name, period, today, known = _body(request, code), _asked(request), law.day(request.now), _known(request)
    tables = reads.tables(period, today, known=known)
    found = next(((table, line) for table in tables for line in table.lines if line.key == code), None)
    context: dict[str, Any] = {
        "code": code, "name": name, "period": period, "periods": published.periods(today), "newest": known is not None,
    }  # fmt: skip
    if found is not None:
        table, line = found
        trend = scored.trend(period, today).get(code, [])
        shares = [
            (share, [(x, scored.said(x), _link(x.key, x.level)) for x in share.lines])
            for share in line.score.shares
        ]
        context |= {
            "table": table, "placed": line, "of": sum(x.place is not None for x in table.lines), "shares": shares, "spark": scored.spark(trend, 240, 44),
            "months": [(month, one) for month, one in reversed(trend) if one], "methods": [scored.method(table.method.scoring)],
            "hands": [(_(label), _hands(period, today, by, code, known)) for by, label in HANDS.items()],
        }  # fmt: skip
    context["cards"] = [
        _card(row, found[0].known if found else today) for row in reads.cards_behind(code, period)
    ]
    return render(request, "watchroom/score.html", context)


def _link(key: str, level: Level | None) -> bool:
    """Whether there are cases to show behind a line; cards stand on the page itself."""
    return level is None and INDICATORS[key].over not in ("rated", "yellow", "red")


def _hands(period: Period, today: date, by: str, code: str, known: date | None) -> list[scored.Ranking]:
    tables = reads.tables(period, today, by=by, body=code, known=known)
    names = reads.officers(line.key for table in tables for line in table.lines)
    return scored.rankings(tables, names, {})


def _card(row: tuple[Any, ...], known: date) -> dict[str, Any]:
    number, case, rule, rule_name, held, raised, held_on, final_on, lifted_on, officer = row
    if lifted_on:
        said = _("已撤销，不算")
    elif final_on and final_on <= known:
        said = _("计入")
    elif final_on:
        said = _("到那天还可以申请复核，不算")
    else:
        said = _("复核中，不算") if held else _("还没有认定，不算")
    level = Level(held) if held else None
    return {"number": number, "case": case, "rule": rule, "name": rule_name, "level": level, "raised": raised, "held_on": held_on,
            "final_on": final_on, "said": said, "officer": officer}  # fmt: skip


@officer_only(Permission.SUPERVISION_READ)
def behind(request: Request, code: str, key: str) -> HttpResponse:
    """The very cases that cost an indicator its points."""
    name, period, today = _body(request, code), _asked(request), law.day(request.now)
    if key not in INDICATORS:
        raise Http404(_("没有这个指标"))
    rows = reads.behind(key, code, period, today, limit=SHOWN + 1)
    context = {
        "code": code, "name": name, "period": period, "indicator": INDICATORS[key], "rows": rows[:SHOWN], "more": len(rows) > SHOWN,
        "ratings": INDICATORS[key].over == "satisfied", "newest": _known(request) is not None,
    }  # fmt: skip
    return render(request, "watchroom/score_cases.html", context)
