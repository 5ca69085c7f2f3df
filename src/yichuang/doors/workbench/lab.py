"""The process lab at the desk: past cases replayed under changed steps, before anything is published. It changes nothing."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.workbench import catalogue
from yichuang.doors.workbench.bars import bars, grouped
from yichuang.law import cases as law
from yichuang.law import flow
from yichuang.law.clocks import Unit
from yichuang.law.flow import Change, Drop, Figures, Load, Report, Retime, Rewait, Step, Work
from yichuang.law.matters import Edition
from yichuang.office.cases import lab
from yichuang.office.catalogue import reads
from yichuang.office.catalogue.models import Matter

YEAR = timedelta(days=365)
LONGEST = 250
SHOWN = 30
"""Desks on the page; the Excel file has them all."""


@dataclass(frozen=True, slots=True)
class Base:
    """What the table begins with: the draft's steps, else those in force; without the window's."""

    steps: tuple[Step, ...]
    drafted: bool


@dataclass(slots=True)
class Line:
    """One step on the page: as it is now, and as it was typed."""

    step: Step
    now: Step | None
    days: str
    after: list[tuple[Step, bool]]
    drop: bool

    @property
    def fixed(self) -> bool:
        """Whether it cannot be dropped: without a decision a case has no end."""
        return self.step.work is Work.DECIDER


def _base(row: Matter, edition: Edition) -> Base:
    draft = getattr(row, "draft", None)
    if draft is not None:
        try:
            steps = flow.decided_course(flow.read(draft.content["steps"]))
        except (LookupError, TypeError, ValueError, AttributeError):
            steps = ()  # a draft may be saved half written
        if any(step.work is Work.DECIDER for step in steps):
            return Base(steps, drafted=True)
    return Base(flow.decided_course(edition.steps), drafted=False)


def _lines(request: Request, base: Base, edition: Edition) -> list[Line]:
    now = {step.key: step for step in edition.steps}
    asked = request.GET if "go" in request.GET else None
    out = []
    for step in base.steps:
        key = step.key
        after = asked.getlist(f"after-{key}") if asked is not None else step.after
        days = asked.get(f"days-{key}", str(step.days)) if asked is not None else str(step.days)
        others = [(one, one.key in after) for one in base.steps if one.key != key]
        out.append(Line(step, now.get(key), days.strip(), others, bool(asked and asked.get(f"drop-{key}"))))
    return out


def _changes(lines: list[Line]) -> list[Change]:
    """What was changed against the base. Raises Refused naming the field."""
    out: list[Change] = []
    for line in lines:
        step = line.step
        if line.drop and not line.fixed:
            continue
        law.require(
            line.days.isascii() and line.days.isdigit() and int(line.days[:4]) <= LONGEST,
            _("“%(name)s”的期限填写不对") % {"name": step.name},
            field=f"days-{step.key}",
            remedy=_("请填 0 至 %(n)d 的整数。") % {"n": LONGEST},
        )
        after = tuple(one.key for one, ticked in line.after if ticked)
        if int(line.days) != step.days:
            out.append(Retime(step.key, int(line.days)))
        if set(after) != set(step.after):
            out.append(Rewait(step.key, after))
    return [*out, *(Drop(line.step.key) for line in lines if line.drop and not line.fixed)]


def _changed(base: Base, lines: list[Line]) -> tuple[Step, ...]:
    """The steps as they would be. Raises Refused when they wait for each other or lead nowhere."""
    changes = _changes(lines)
    names = {step.key: step.name for step in base.steps}
    try:
        steps = flow.whatif(base.steps, changes)
    except flow.Circle as circle:
        circular = "、".join(f"“{names[key]}”" for key in circle.keys)
        raise law.Refused(
            _("环节互相等待：%(names)s") % {"names": circular},
            field=f"days-{circle.keys[0]}",
            remedy=_("去掉其中一个“在……之后”。"),
        ) from None
    except flow.Unfit as unfit:
        raise law.Refused(str(unfit)) from None
    waited = {key for step in steps for key in step.after}
    for step in steps:
        law.require(
            step.key in waited or step.work is Work.DECIDER,
            _("“%(name)s”之后没有环节，走不到决定") % {"name": step.name},
            field=f"days-{step.key}",
            remedy=_("让决定或者别的环节排在它之后，或者去掉它。"),
        )
    return steps


def _period(request: Request) -> tuple[date, date]:
    """The period that was asked for. Raises Refused naming the field."""
    today = law.day(request.now)
    found = []
    for name, usual in (("since", today - YEAR), ("until", today)):
        text = request.GET.get(name, usual.isoformat())
        try:
            found.append(date.fromisoformat(text))
        except ValueError:
            raise law.Refused(
                _("日期“%(text)s”填写不对") % {"text": text[:20]},
                field=name,
                remedy=_("请按 2026-03-02 的样子填写。"),
            ) from None
    law.require(
        found[0] <= found[1], _("终止日早于起始日"), field="until", remedy=_("请把较早的日子填在前面。")
    )
    return found[0], found[1]


@dataclass(slots=True)
class Asked:
    """The lab as it was asked for: what to show in the form, and the report if it could be made."""

    edition: Edition
    base: Base
    lines: list[Line]
    period: tuple[date, date] | None = None
    report: Report | None = None
    wrong: law.Refused | None = None


def _asked(request: Request, edition: Edition, row: Matter) -> Asked:
    base = _base(row, edition)
    asked = Asked(edition, base, _lines(request, base, edition))
    try:
        asked.period = _period(request)
        if "go" in request.GET:
            asked.report = lab.tried(edition, _changed(base, asked.lines), *asked.period)
    except law.Refused as refused:
        asked.wrong = refused
    return asked


def _edition(request: Request, row: Matter) -> Edition | None:
    """The edition in force, else the newest there was."""
    found = reads.current(row.code, law.day(request.now))
    if found is not None:
        return found
    number = row.editions.order_by("-number").values_list("number", flat=True).first()
    return reads.edition(row.code, number) if number else None


@officer_only(catalogue.EDIT)
def show(request: Request, code: str) -> HttpResponse:
    """The form, and what came of it."""
    row = catalogue.kept(request, code)
    edition = _edition(request, row)
    if edition is None:
        return render(request, "workbench/lab.html", {"row": row})
    asked = _asked(request, edition, row)
    report = asked.report
    typed = {name: request.GET.get(name, "") for name in ("since", "until")}
    context: dict[str, Any] = {"row": row, "asked": asked, "went": "go" in request.GET, **typed}
    if asked.period:
        context |= {"since": asked.period[0].isoformat(), "until": asked.period[1].isoformat()}
        context["there"] = report.cases + report.left_out if report else lab.count(code, *asked.period)
    if report and report.cases:
        loads = _loads(report)
        context |= {
            "report": report,
            "figures": _figures(report),
            "picture": mark_safe(bars(report, _promise(edition))),  # noqa: S308 - drawn by us of numbers
            "groups": grouped(report),
            "loads": loads[:SHOWN],
            "more": max(0, len(loads) - SHOWN),
            "query": request.GET.urlencode(),
        }
    return render(request, "workbench/lab.html", context, status=422 if asked.wrong else 200)


def _promise(edition: Edition) -> int | None:
    return edition.promised.amount if edition.promised.unit is Unit.WORKDAY else None


def _figures(report: Report) -> list[tuple[str, str, str, str]]:
    """What is compared: its name, before, after, and whether that is better or worse."""
    out = []
    for name, read, unit in _COMPARED:
        was, will = read(report.old), read(report.new)
        sign = "" if abs(will - was) < 0.05 else "better" if will < was else "worse"
        out.append((_(name), f"{was:.{unit}f}", f"{will:.{unit}f}", sign))
    return out


_COMPARED: tuple[tuple[str, Any, int], ...] = (
    (noop("平均用时（工作日）"), lambda f: f.mean, 1),
    (noop("中位数（工作日）"), lambda f: f.median, 1),
    (noop("九成办件不超过（工作日）"), lambda f: f.p90, 0),
    (noop("超过承诺时限（件）"), lambda f: f.over_promised, 0),
    (noop("超过法定时限（件）"), lambda f: f.over_statutory, 0),
)


def _loads(report: Report) -> list[tuple[str, Load | None, Load | None]]:
    """The desks of both flows, the busiest first."""
    was = {load.desk: load for load in report.old.loads}
    will = {load.desk: load for load in report.new.loads}
    return [(desk, was.get(desk), will.get(desk)) for desk in dict.fromkeys([*was, *will])]


@officer_only(catalogue.EDIT)
def sheet(request: Request, code: str) -> HttpResponse:
    """The same as an Excel file; what could not be asked so is told on the page."""
    row = catalogue.kept(request, code)
    edition = _edition(request, row)
    asked = _asked(request, edition, row) if edition else None
    if asked is None or asked.report is None or not asked.report.cases:
        return show(request, code)  # type: ignore[return-value]
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(_book(asked.report), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="lab-{code}-{request.now:%Y%m%d}.xlsx"'
    return response


def _book(report: Report) -> bytes:
    """Figures, durations, loads, assumptions: one sheet each."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True})

    def page(name: str, heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        made = book.add_worksheet(name)
        for column, head in enumerate(heads):
            made.write_string(0, column, head, bold)
        for n, cells in enumerate(rows, 1):
            made.write_row(n, 0, cells)
        made.freeze_panes(1, 0)
        made.set_column(0, 0, 30)

    now, then = _("现行"), _("改后")
    compared = [(_(name), read(report.old), read(report.new)) for name, read, _digits in _COMPARED]
    page(_("对比"), (_("指标"), now, then), [(_("办件"), report.cases, report.cases), *compared])
    page(_("时长分布"), (_("工作日"), now, then), _durations(report.old, report.new))
    rows = [
        (desk, *(round(x.mean, 3) if x else 0 for x in (a, b)), *(x.peak if x else 0 for x in (a, b)))
        for desk, a, b in _loads(report)
    ]
    heads = (_("谁"), _("现行平均"), _("改后平均"), _("现行最多"), _("改后最多"))
    page(_("在手"), heads, rows)
    page(_("说明"), (_("说明"),), [(text,) for text in report.assumptions])
    book.close()
    return out.getvalue()


def _durations(old: Figures, new: Figures) -> list[tuple[Any, ...]]:
    was, will = dict(old.durations), dict(new.durations)
    return [(took, was.get(took, 0), will.get(took, 0)) for took in sorted({*was, *will})]
