"""The year in figures: what the hall, the hotline and openness did, beside as many days of the year before, each with its formula."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yichuang.doors.parts import charts
from yichuang.doors.parts.charts import Mark
from yichuang.doors.parts.guards import Request, public
from yichuang.doors.parts.workbook import workbook
from yichuang.doors.portal import opendata
from yichuang.law import cases as law
from yichuang.law.analysis import BY_CODE, Phase, Sums
from yichuang.law.hotline import ratios
from yichuang.law.mandates import prefix
from yichuang.office.analysis import asking, labels
from yichuang.office.analysis.question import BY_CODE as DIMENSIONS
from yichuang.office.analysis.question import Answer, Question, everything
from yichuang.office.hotline import figuring
from yichuang.office.hotline import public as hotline
from yichuang.office.openness import reads as openness

FIRST = 2000
_KEPT = 600
_WHOLE = ("count", "median", "p90", "corrected", "refused", "extended")
_HOTLINE = ("closing", "closing_strict", "in_time", "in_time_strict", "solved", "content")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: its name, its formula, this year's value and that of the year before, in words and as a number."""

    label: str
    formula: str
    said: str
    was: str
    value: float | None
    before: float | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """The figures of one door, with its pictures."""

    title: str
    link: str
    lines: tuple[Line, ...]
    pictures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A year as far as it has come, and as many days of the year before."""

    first: date
    last: date

    @property
    def before(self) -> Span:
        """The same days of the year before; of a leap day the day before it."""
        return Span(_year_ago(self.first), _year_ago(self.last))


def _year_ago(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=day.day - 1)


def _line(label: str, formula: str, value: float | None, before: float | None, unit: str) -> Line:
    return Line(label, formula, _said(value, unit), _said(before, unit), value, before)


def _said(value: float | None, unit: str) -> str:
    if value is None:
        return "—"
    if unit == "%":
        return f"{min(value * 100, 99.9) if value < 1 else 100:.1f}%"
    return f"{value:,.0f} {unit}"


def _asked(region: str, span: Span, phase: Phase, by: str = "") -> Answer:
    return asking.ask(
        Question(phases=(phase,), by=(DIMENSIONS[by],) if by else (), since=span.first, until=span.last,
                 places=((prefix(region), None),), given={"kind": "permit"})
    )  # fmt: skip


def _of(region: str, span: Span, phase: Phase) -> Sums:
    return everything(_asked(region, span, phase))


def _hall(region: str, span: Span) -> Chapter:
    """Applications decided: how many, how long, in time, by month and by the way they came."""
    now, was = _of(region, span, Phase.WHOLE), _of(region, span.before, Phase.WHOLE)
    titles = {
        "count": _("办结的办件"),
        "median": _("从收到到办结的中位数"),
        "p90": _("九成的办件不超过"),
    }
    units = {"count": _("件"), "median": _("个工作日"), "p90": _("个工作日")}
    lines = [
        _line(titles.get(code, one.label), _("期间内办结的行政许可办件，每件只数一次") if code == "count" else one.formula,
              one.of(now, now), one.of(was, was), units.get(code, "%"))
        for code, one in ((code, BY_CODE[code]) for code in _WHOLE)
    ]  # fmt: skip
    kept = BY_CODE["on_time"]
    promised, old = _of(region, span, Phase.PROMISED), _of(region, span.before, Phase.PROMISED)
    lines.insert(
        1, _line(_("按承诺期限办结"), kept.formula, kept.of(promised, promised), kept.of(old, old), "%")
    )
    months, channels = (
        _asked(region, span, Phase.WHOLE, "month"),
        _asked(region, span, Phase.WHOLE, "channel"),
    )
    by_many = sorted(channels, key=lambda key: -channels[key].count)
    monthly, coming = _("每月办结的办件"), _("怎么来的")
    pictures = (
        (monthly, charts.columns(_marks(months, "month", sorted(months)), monthly)),
        (coming, charts.bars(_marks(channels, "channel", by_many), coming)),
    )
    return Chapter(_("办事"), "matters", tuple(lines), pictures if now.count else ())


def _marks(answer: Answer, by: str, keys: list[Any]) -> list[Mark]:
    names = labels.names(DIMENSIONS[by], {key[0] for key in answer})
    return [Mark(names[key[0]], answer[key].count, f"{answer[key].count:,}") for key in keys]


def _line12345(region: str, span: Span, today: date) -> Chapter:
    """Demands on the hotline, those of a year as known at its end."""
    now = figuring.counts(region, span.first, span.last, min(span.last, today))
    was = figuring.counts(region, span.before.first, span.before.last, span.before.last)
    old = {one.key: one for one in ratios(was)}
    lines = [_line(_("受理的诉求"), _("期间内登记的诉求"), now["received"], was["received"], _("件"))]
    lines += [
        _line(one.label, one.says, one.share, old[one.key].share, "%")
        for one in ratios(now)
        if one.key in _HOTLINE
    ]
    return Chapter(_("热线"), "hotline", tuple(lines))


def _openness(region: str, span: Span, today: date) -> Chapter:
    """Duties to publish whose day lay in the year."""

    def counted(over: Span) -> tuple[int, float | None]:
        due = [
            one
            for one in openness.sheets(region, over.first, over.last)
            if one.done is not None or one.due < today
        ]
        in_time = sum(one.done is not None and one.done <= one.due for one in due)
        return len(due), in_time / len(due) if due else None

    (many, share), (before, old) = counted(span), counted(span.before)
    lines = (
        _line(_("应当公开的"), _("期限在期间内、已经公开或者到期的公开任务"), many, before, _("件")),
        _line(_("按时公开"), _("在期限最后一天或者以前公开的 ÷ 应当公开的"), share, old, "%"),
    )
    return Chapter(_("公开"), "openness", lines)


def _made(region: str, span: Span, today: date) -> list[Chapter]:
    """The chapters of a year, kept for ten minutes."""
    key = f"figures:{region}:{span.first}:{span.last}"
    found: list[Chapter] | None = cache.get(key)
    if found is None:
        found = [_hall(region, span), _line12345(region, span, today), _openness(region, span, today)]
        cache.set(key, found, _KEPT)
    return found


def _span(request: Request, asked: str) -> Span:
    today = law.day(request.now)
    year = int(asked) if asked.isdigit() and FIRST <= int(asked) <= today.year else today.year
    return Span(date(year, 1, 1), min(date(year, 12, 31), today))


def _chapters(request: Request, asked: str) -> tuple[Span, list[Chapter]]:
    centre, span = hotline.centre(), _span(request, asked)
    if centre is None:
        raise Http404(_("还没有机构"))
    return span, _made(str(centre.region), span, law.day(request.now))


@public
def show(request: Request) -> HttpResponse:
    """The year on one page."""
    span, chapters = _chapters(request, request.GET.get("year", ""))
    today = law.day(request.now)
    context = {
        "span": span, "before": span.before, "chapters": chapters, "years": range(today.year, today.year - 3, -1),
        "running": span.last < date(span.first.year, 12, 31),
    }  # fmt: skip
    return render(request, "portal/figures.html", context)


@public
def file(request: Request, year: str, ending: str) -> HttpResponse:
    """The same as a workbook or as open data."""
    span, chapters = _chapters(request, year)
    name = f"figures-{span.first.year}"
    if ending == "xlsx":
        heads = [_("哪一类"), _("指标"), f"{span.first}—{span.last}", f"{span.before.first}—{span.before.last}", _("公式")]  # fmt: skip
        rows = [
            [one.title, line.label, line.value, line.before, line.formula]
            for one in chapters
            for line in one.lines
        ]
        return workbook(_("一年的数字"), heads, rows, [], name)
    if ending != "json":
        raise Http404(_("没有这种文件"))
    data = {
        "from": f"{span.first}", "to": f"{span.last}", "before_from": f"{span.before.first}", "before_to": f"{span.before.last}",
        "figures": [
            {"chapter": one.title, "label": line.label, "formula": line.formula, "value": line.value, "before": line.before}
            for one in chapters for line in one.lines
        ],
    }  # fmt: skip
    return opendata.download(msgspec.json.encode(data), "application/json; charset=utf-8", f"{name}.json")
