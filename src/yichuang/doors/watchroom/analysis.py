"""Analysis of handling: choose what, by what, when and where; a picture, a table, a workbook, and the cases behind each figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.doors.parts import charts
from yichuang.doors.parts.charts import Mark
from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.parts.workbook import workbook
from yichuang.law import cases as law
from yichuang.law.analysis import BY_CODE, MEASURES, TIMELINE, Measure, Phase, Sums, Unit
from yichuang.law.mandates import Permission
from yichuang.office.analysis import asking, labels
from yichuang.office.analysis.question import BY_CODE as DIMENSIONS
from yichuang.office.analysis.question import (
    PERIODS,
    Answer,
    Dimension,
    Key,
    Question,
    everything,
    places,
)
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory

SHOWN, LISTED, EXPORTED = 200, 200, 20_000
ALONG = "along"
PRESETS = (
    ("哪个环节最占时间", "phase=step&by=step&measure=share"),
    ("时间花在等谁", f"phase={ALONG}&by=waits&measure=share"),
    ("每一段要多久", f"phase={ALONG}&by=phase&measure=median"),
    ("哪个机关办得慢", "phase=promised&by=body&measure=median"),
    ("哪个事项用尽期限", "phase=promised&by=matter&measure=used"),
    ("按时率逐月走势", "phase=promised&by=month&measure=on_time"),
    ("总是补正什么材料", "phase=point&by=cause&measure=count"),
    ("哪个机关补正多", "phase=whole&by=body&measure=corrected"),
    ("退件的理由", "phase=whole&by=outcome&also=cause&measure=count"),
    ("暂停的理由", "phase=pause&by=cause&measure=total"),
    ("谁延期多", "phase=whole&by=body&measure=extended"),
    ("环节 × 工作人员", "phase=step&by=step&also=officer&measure=median"),
)
"""Questions people ask most, as one click."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page's form says."""

    phase: str
    measure: Measure
    by: Dimension
    also: Dimension | None
    question: Question

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """One or two."""
        return self.question.by


def _day(request: Request, name: str, otherwise: date) -> date:
    text = request.GET.get(name, "")
    if not text:
        return otherwise
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise law.Refused(_("“%s”不是日期") % text, field=name, remedy=_("请这样写：2026-09-01。")) from None


def _chosen(request: Request) -> Chosen:
    """The question of the address. Raises Refused for what cannot be asked."""
    asked, today = request.GET, law.day(request.now)
    phase = asked.get("phase", "promised")
    phases = TIMELINE if phase == ALONG else (Phase(phase),) if phase in Phase._value2member_map_ else ()
    law.require(phases, _("没有这样的阶段"), field="phase", remedy=_("请从列表里选。"))
    measure = BY_CODE.get(asked.get("measure", "median"))
    by, also = DIMENSIONS.get(asked.get("by", "body")), DIMENSIONS.get(asked.get("also", ""))
    if measure is None or by is None:
        raise law.Refused(_("没有这样的指标或者维度"), field="measure", remedy=_("请从列表里选。"))
    law.require(not measure.whole or phases == (Phase.WHOLE,), _("“%s”按办件算，不按段算") % measure.label,
                field="phase", remedy=_("请把阶段选为“全程”。"))  # fmt: skip
    until = _day(request, "until", today)
    since = _day(request, "since", today - timedelta(days=365))
    law.require(
        since <= until, _("开始的日子晚于结束的日子"), field="since", remedy=_("请把较早的日子写在前面。")
    )
    given = {name: asked[f"of_{name}"] for name in DIMENSIONS if f"of_{name}" in asked}
    given |= {name: asked[name] for name in ("body", "matter") if asked.get(name)}
    for name in set(PERIODS) & given.keys():
        _valid(given[name], name)
    question = Question(
        phases=phases, by=(by,) if also is None or also is by else (by, also), since=since, until=until,
        unit=Unit.DAYS if asked.get("unit") == Unit.DAYS else Unit.WORKDAYS, given=given,
        places=places(request.standing.reaches, Permission.SUPERVISION_READ),
    )  # fmt: skip
    return Chosen(phase, measure, by, also if also is not by else None, question)


def _valid(text: str, name: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise law.Refused(
            _("“%s”不是日期") % text, field=name, remedy=_("请从页面上的数字点进来。")
        ) from None


def said(measure: Measure, value: float | None, unit: Unit) -> str:
    """A figure in words."""
    if value is None:
        return "—"
    if measure.percent:
        return f"{value * 100:.1f}%"
    number = f"{value:.1f}" if isinstance(value, float) else str(value)
    return f"{number}{_('天') if measure.timed else ''}"


def _ordered(answer: Answer, chosen: Chosen, whole: Sums) -> list[Key]:
    """Time as it runs, anything else the most first."""
    if chosen.by.code in PERIODS:
        return sorted(answer, key=lambda key: (str(key[0]), -answer[key].count))

    def size(key: Key) -> tuple[float, int, str]:
        return (-(chosen.measure.of(answer[key], whole) or 0), -answer[key].count, str(key))

    return sorted(answer, key=size)


def _names(chosen: Chosen, answer: Answer) -> list[dict[Any, str]]:
    return [labels.names(one, {key[n] for key in answer}) for n, one in enumerate(chosen.dimensions)]


def _picture(chosen: Chosen, answer: Answer, keys: list[Key], names: list[dict[Any, str]], whole: Sums) -> str:  # fmt: skip
    measure, unit = chosen.measure, chosen.question.unit

    def mark(key: Key) -> Mark:
        value = measure.of(answer[key], whole)
        return Mark(names[0][key[0]], value, said(measure, value, unit))

    title = _title(chosen)
    if len(names) == 1:
        draw = charts.columns if chosen.by.code in PERIODS else charts.bars
        return draw([mark(key) for key in keys], title)
    downs = list(dict.fromkeys(key[0] for key in keys))
    counts = {x: sum(answer[key].count for key in keys if key[1] == x) for x in {key[1] for key in keys}}
    timed = chosen.also is not None and chosen.also.code in PERIODS
    across = sorted(counts, key=str) if timed else sorted(counts, key=lambda x: (-counts[x], str(x)))
    across = across[-12:] if timed else across[:12]
    cells = {(downs.index(key[0]), across.index(key[1])): mark(key) for key in keys if key[1] in across}
    return charts.grid([names[0][x] for x in downs], [names[1][x] for x in across], cells, title)


def _title(chosen: Chosen) -> str:
    phase = _("各阶段") if chosen.phase == ALONG else Phase(chosen.phase).label
    return f"{phase}：{chosen.measure.label}，{_('按')}{' × '.join(one.label for one in chosen.dimensions)}"


def _cells(sums: Sums, whole: Sums, measures: list[Measure], unit: Unit) -> list[str]:
    return [said(one, one.of(sums, whole), unit) for one in measures]


def _measures(chosen: Chosen) -> list[Measure]:
    """The columns of the table: what means anything here."""
    return [one for one in MEASURES if not one.whole or chosen.phase == Phase.WHOLE]


@officer_only(Permission.SUPERVISION_READ)
def show(request: Request) -> HttpResponse:
    """The question, its picture, its table; or the same as a workbook."""
    context: dict[str, Any] = {
        "phases": [(ALONG, _("各阶段（一段接一段）")), *((one.value, one.label) for one in Phase)],
        "measures": MEASURES, "dimensions": list(DIMENSIONS.values()), "units": list(Unit), "asked": request.GET,
        "presets": [(label, f"{reverse('desk-analysis')}?{query}") for label, query in PRESETS],
        "bodies": directory.bodies(), "since": request.GET.get("since") or str(law.day(request.now) - timedelta(days=365)),
        "until": request.GET.get("until") or str(law.day(request.now)),
    }  # fmt: skip
    try:
        chosen = _chosen(request)
        answer = asking.ask(chosen.question)
    except law.Refused as refused:
        return render(request, "watchroom/analysis.html", {**context, "refused": refused}, status=422)
    whole = everything(answer)
    keys, names = _ordered(answer, chosen, whole), _names(chosen, answer)
    measures, unit = _measures(chosen), chosen.question.unit
    if request.GET.get("form") == "xlsx":
        heads = [*(one.label for one in chosen.dimensions), *(one.label for one in measures)]
        lines = [
            [*(names[n][part] for n, part in enumerate(key)), *(one.of(answer[key], whole) for one in measures)]
            for key in keys[:EXPORTED]
        ]  # fmt: skip
        notes = [_title(chosen), _period(chosen), *(f"{one.label}：{one.formula}" for one in measures)]
        return workbook(_("办件分析"), heads, lines, notes, f"analysis-{law.day(request.now):%Y%m%d}")
    context |= {
        "chosen": chosen, "title": _title(chosen), "period": _period(chosen), "heads": measures,
        "picture": _picture(chosen, answer, keys, names, whole) if keys else "",
        "rows": [([names[n][part] for n, part in enumerate(key)], _cells(answer[key], whole, measures, unit), _link(request, chosen, key))
                 for key in keys[:SHOWN]],
        "all": _cells(whole, whole, measures, unit), "more": len(keys) > SHOWN, "query": request.GET.urlencode(),
        "matter": catalogue.matter_names([chosen.question.given["matter"]]) if "matter" in chosen.question.given else {},
    }  # fmt: skip
    return render(request, "watchroom/analysis.html", context)


def _period(chosen: Chosen) -> str:
    asked = chosen.question
    return _("%(since)s到%(until)s结束的，时长按%(unit)s") % {
        "since": f"{asked.since:%Y年%-m月%-d日}",
        "until": f"{asked.until:%Y年%-m月%-d日}",
        "unit": asked.unit.label,
    }


def _link(request: Request, chosen: Chosen, key: Key) -> str:
    """The way to the cases behind a row."""
    more = {f"of_{one.code}": str(part) for one, part in zip(chosen.dimensions, key, strict=True)}
    kept = {name: value for name, value in request.GET.items() if name != "form"}
    return f"{reverse('desk-analysis-cases')}?{urlencode({**kept, **more})}"


@officer_only(Permission.SUPERVISION_READ)
def cases(request: Request) -> HttpResponse:
    """The spells behind a figure, the longest first, each leading to its case."""
    try:
        chosen = _chosen(request)
    except law.Refused as refused:
        return render(request, "watchroom/analysis_cases.html", {"refused": refused}, status=422)
    found = asking.cases(chosen.question, LISTED + 1)
    names = [labels.names(DIMENSIONS[code], [value])[value] if code not in PERIODS
             else labels.names(DIMENSIONS[code], [date.fromisoformat(value)])[date.fromisoformat(value)]
             for code, value in chosen.question.given.items()]  # fmt: skip
    context = {
        "title": _title(chosen), "period": _period(chosen), "said": names, "more": len(found) > LISTED,
        "spells": [dict(zip(asking.LISTED, row, strict=True)) | {"label": Phase(row[1]).label} for row in found[:LISTED]],
        "bodies": directory.body_names({row[3] for row in found}), "matters": catalogue.matter_names({row[4] for row in found}),
        "back": f"{reverse('desk-analysis')}?{urlencode({k: v for k, v in request.GET.items() if not k.startswith('of_')})}",
    }  # fmt: skip
    return render(request, "watchroom/analysis_cases.html", context)
