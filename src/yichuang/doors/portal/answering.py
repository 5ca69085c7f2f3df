"""Who must publish what, by which rule paper, and who answers for it: breakdown, papers, scores, the list of a month, what followed."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yichuang.doors.parts import sending
from yichuang.doors.parts.guards import Request, public
from yichuang.doors.parts.workbook import workbook
from yichuang.doors.portal.openness import region_here, year_of
from yichuang.law import cases as law
from yichuang.law.mandates import prefix
from yichuang.law.open_words import Category, Occasion
from yichuang.law.openness import DutyRule, Measure, Rhythm, measures, scores
from yichuang.law.openness.norm import article_of, articles
from yichuang.office.directory import reads as directory
from yichuang.office.openness import answering, duties, monthly, reads
from yichuang.office.openness.breakdown import reads as breakdown

_PDF = "application/pdf"


def when(rule: DutyRule) -> str:
    """When a duty opens, in words."""
    dated = {
        Rhythm.NEVER: "",
        Rhythm.YEARLY: _("每年%(month)s月%(day)s日"),
        Rhythm.QUARTERLY: _("每季度（%(month)s月起）%(day)s日"),
        Rhythm.MONTHLY: _("每月%(day)s日"),
    }[rule.rhythm] % {"month": rule.month, "day": rule.day}
    event = Occasion(rule.occasion).label if rule.occasion else ""
    each = _("（每件单独公开）") if rule.each else ""
    ahead = _("，%(lead)s天后开始") % {"lead": rule.lead} if rule.lead else ""
    return _("，以及").join(part for part in (dated + ahead, event + each) if part)


def _here(rules: tuple[DutyRule, ...], territory: str) -> list[DutyRule]:
    """The duties of the bodies of a territory."""
    start = prefix(territory)
    return [one for one in rules if one.body.startswith(start)]


@public
def show(request: Request) -> HttpResponse:
    """The breakdown on one page, units under their body: what, whose, when, how long, by which paper, how it stands; also as Excel."""
    today = law.day(request.now)
    every, nobody = duties.rules(today)
    whole = _here(every, region_here())
    asked = {name: request.GET.get(name, "").strip()[:40] for name in ("body", "kind", "person")}
    found = [
        one for one in whole
        if asked["body"] in ("", one.body) and asked["kind"] in ("", one.category.value)
        and (not asked["person"] or asked["person"] in (one.officer, one.officer_name) or asked["person"] in one.officer_name)
    ]  # fmt: skip
    if request.GET.get("form") == "xlsx":
        return _sheet(found, today)
    names = directory.body_names({one.body for one in whole} | set(nobody))
    now, missing = answering.standing(found, today), {one.code for one in answering.uncurrent(today, found)}
    groups = [
        (one, [(rule, when(rule), now.get(rule.code), rule.code in missing) for rule in one.rows])
        for one in answering.grouped(found)
    ]
    context = {
        "groups": groups, "many": len(found), "asked": asked, "kinds": list(Category), "filtered": any(asked.values()),
        "bodies": sorted(names.items()), "nobody": [names.get(code, code) for code in nobody if code.startswith(prefix(region_here()))],
        "missing": len(missing), "query": urlencode({k: v for k, v in asked.items() if v} | {"form": "xlsx"}),
        "open": len(groups) == 1, "papers": {code: _("国家法律文件") for code in breakdown.laws()},
    }  # fmt: skip
    return render(request, "portal/openness_duties.html", context)


_HEADS = (
    _("机关"), _("公开什么"), _("类别"), _("时机"), _("什么时候"), _("期限"), _("责任科室"), _("责任人"), _("工号"), _("渠道"), _("权重"), _("依据"),
    _("编号"),
)  # fmt: skip


def _sheet(found: list[DutyRule], today: date) -> HttpResponse:
    names = directory.body_names({one.body for one in found})
    rows = [
        (names.get(x.body, x.body), x.title, x.category.label, x.when.label, when(x), x.allowed.said, x.section, x.officer_name,
         x.officer, "、".join(one.label for one in x.outlets), x.weight, x.basis, x.code)
        for x in found
    ]  # fmt: skip
    notes = (
        _("公开任务分解，截至%s。") % f"{today}",
        _("期限从信息形成或者变更的次日起按工作日计算（政府信息公开条例第二十六条）。"),
    )
    return workbook(_("任务分解"), _HEADS, rows, notes, f"duties-{today}")


@public
def norms(request: Request) -> HttpResponse:
    """The rule papers duties rest on, and the laws of the country."""
    found = breakdown.papers(region_here(), law.day(request.now))
    return render(request, "portal/openness_norms.html", {"papers": found})


@public
def norm(request: Request, code: str) -> HttpResponse:
    """One rule paper: its publication article by article, and the duties each article makes, how they stand."""
    today = law.day(request.now)
    found = breakdown.paper(code, today)
    if found is None:
        raise Http404(_("没有登记这份文件"))
    rules = [one for one in _here(duties.rules(today)[0], region_here()) if one.norm == code]
    published = breakdown.published(code)
    said = articles(published[0].text) if published else {}
    groups = answering.grouped(rules)
    now = answering.standing(rules, today)
    cited: dict[str, list[Any]] = {}
    for group in groups:
        for one in group.rows:
            cited.setdefault(article_of(one.article) or _("没有写明条款"), []).append(
                (one, group.name, now.get(one.code))
            )
    whole = [(name, text, cited.pop(name, [])) for name, text in said.items()]
    context = {"paper": found, "published": published, "articles": whole + [(name, "", mine) for name, mine in cited.items()],
               "many": len(rules), "known": bool(said)}  # fmt: skip
    return render(request, "portal/openness_norm.html", context)


def _months(today: date) -> list[date]:
    """The months of this year and the last that are over, the latest first."""
    ends = [date(year, n, 1) for year in (today.year, today.year - 1) for n in range(12, 0, -1)]
    return [one for one in ends if one < today.replace(day=1)]


@public
def scored(request: Request) -> HttpResponse:
    """What each who answers for publication comes to this year, units under their body, beside the goal; from facts alone."""
    first, last, today = year_of(request)
    found = scores(reads.sheets(region_here(), first, last), today)
    goals = answering.goals(found, first.year)
    groups = [
        (one, [(score, goals.get(score.officer)) for score in one.rows]) for one in answering.grouped(found)
    ]
    context = {"groups": groups, "year": first.year, "before": first.year - 1, "months": _months(today)[:12]}
    return render(request, "portal/openness_scores.html", context)


@public
def person(request: Request, officer: str) -> HttpResponse:
    """One person's score of a year and every duty behind it."""
    first, last, today = year_of(request)
    mine = [one for one in reads.sheets(region_here(), first, last) if one.officer == officer]
    rows = answering.of_person(officer, first.year)
    if not rows:
        raise Http404(_("这一年没有这个责任人的公开任务"))
    context = {
        "scores": scores(mine, today), "rows": [(one, _how(one, today)) for one in rows], "name": rows[0].row.officer_name,
        "officer": officer, "year": first.year, "before": first.year - 1, "goals": breakdown.goal_history(officer),
        "goal": breakdown.goals([officer], first.year).get(officer),
        "followed": [one for one in answering.followed(region_here(), first.year) if one.officer == officer],
    }  # fmt: skip
    return render(request, "portal/openness_person.html", context)


def _how(one: reads.Shown, today: date) -> str:
    """How a duty counts in a score."""
    if one.row.closed_on is not None:
        return _("按时") if one.in_time else _("逾期")
    return _("未公开") if one.row.due_on < today else _("没有到期")


def _month(text: str, today: date) -> date:
    year, _dash, number = text.partition("-")
    try:
        first = date(int(year), int(number), 1)
    except ValueError:
        raise Http404(_("没有这个月")) from None
    if first not in _months(today):
        raise Http404(_("这个月还没有结束，或者太早"))
    return first


@public
def month(request: Request, text: str, ending: str = "") -> HttpResponse:
    """The list of a month that is over: bodies and persons, in time, late, missed; as a page, Excel, or PDF for the board."""
    today = law.day(request.now)
    first = _month(text, today)
    told = answering.listed(region_here(), first)
    sums = answering.by_body(told)
    if ending == "xlsx":
        return _month_sheet(first, sums)
    name = f"openness-{first:%Y-%m}"
    if ending == "pdf":
        return sending.attachment(monthly.printed(region_here(), told, sums), f"{name}.pdf", _PDF)
    if ending:
        raise Http404(_("没有这种文件"))
    year = answering.sheets_of(region_here(), told.last)
    followed = {(score.body, score.officer): one for score, one in measures(year, first)}
    listed = [(one, [(row, followed.get((row.body, row.officer))) for row in one.rows]) for one in sums]
    months = _months(today)
    at = months.index(first)
    context = {
        "first": first, "last": told.last, "sums": listed, "year": {(x.body, x.officer): x for x in told.year},
        "earlier": months[at + 1] if at + 1 < len(months) else None, "later": months[at - 1] if at else None,
        "total": answering.Sum.of("", "", told.rows),
    }  # fmt: skip
    return render(request, "portal/openness_month.html", context)


def _month_sheet(first: date, sums: list[answering.Sum]) -> HttpResponse:
    heads = (_("机关"), _("责任人"), _("工号"), _("应公开"), _("按时"), _("逾期"), _("未公开"), _("得分"))
    rows = [
        (one.name, row.officer_name, row.officer, row.due, row.in_time, row.late, row.missed, row.hundredths / 100)
        for one in sums for row in one.rows
    ]  # fmt: skip
    days = calendar.monthrange(first.year, first.month)[1]
    notes = (
        _("%(month)s应公开的任务，按%(day)s日结束时已知的计算。")
        % {"month": f"{first:%Y年%-m月}", "day": days},
        *monthly.NOTES,
    )
    return workbook(f"{first:%Y年%-m月}", heads, rows, notes, f"openness-{first:%Y-%m}")


@public
def followed(request: Request) -> HttpResponse:
    """What was proposed after low scores and who decided what: warnings, no honours, accountability."""
    first, _last, _today = year_of(request)
    found = answering.followed(region_here(), first.year)
    context = {"found": found, "year": first.year, "before": first.year - 1, "measures": list(Measure)}
    return render(request, "portal/openness_followed.html", context)
