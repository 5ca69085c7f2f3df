"""The breakdown of duties at the desk: lines drafted by one officer and adopted by another, handed over, ended; rule papers; goals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.doors.parts import sending
from yichuang.doors.parts.guards import Request, Shut, officer_only
from yichuang.doors.workbench.taking import XLSX, Taking
from yichuang.law import cases as law
from yichuang.law.mandates import Permission
from yichuang.law.open_words import Category, Change, Moment, Occasion, Outlet, Subject
from yichuang.law.openness import DutyRule, Rhythm, goal, norm, scores
from yichuang.office.directory import reads as directory
from yichuang.office.openness import answering, duties, reads
from yichuang.office.openness.breakdown import acts, sheets
from yichuang.office.openness.breakdown import reads as breakdown
from yichuang.office.openness.models import DutyLine
from yichuang.office.openness.models import Norm as NormRow
from yichuang.site import followers

READ = Permission.OPENNESS_READ
NEW = "new"
_NUMBERS = ("month", "day", "lead", "days", "weight")
_FIELDS = (
    ("title", _("公开什么"), "text", ""), ("category", _("类别"), "choice", ""),
    ("moment", _("时机"), "choice", _("不选就按类别：法定事项常年、政务目标事前、政务进程全过程、政务结果及时")),
    ("subject", _("主题"), "choice", ""), ("section", _("责任科室"), "text", ""), ("officer", _("责任人"), "choice", ""),
    ("rhythm", _("周期"), "choice", _("只由事件产生的，下面选事件")), ("month", _("月份"), "number", _("每年的写几月，每季度的写第一次是几月")),
    ("day", _("日"), "number", _("1至28")), ("lead", _("产生以后第几天开始"), "number", _("事前公开的才写，开始的前一个工作日到期；其他写0")),
    ("occasion", _("事件"), "choice", ""), ("each", _("每件单独公开，不按期汇总"), "bool", ""),
    ("days", _("期限（工作日）"), "number", _("法定最长20个工作日，行政许可结果7个")), ("limit_basis", _("期限的依据"), "text", ""),
    ("weight", _("权重"), "number", _("得分按权重计算")), ("basis", _("公开的依据"), "text", _("写到条")),
    ("norm", _("依据的文件"), "choice", _("登记过的文件，公开网页上可以点开")), ("article", _("条款"), "text", _("如：第八条")),
)  # fmt: skip
_OPTIONAL = ("moment", "occasion", "norm", "article", "lead", "month", "day")


def _bodies(request: Request) -> dict[str, str]:
    return dict(breakdown.reach(request.standing))


def _mine(request: Request, code: str) -> tuple[str, DutyRule | None]:
    """The body of a line this officer may change, and the line as it holds."""
    row = DutyLine.objects.filter(pk=code).first()
    body = row.body if row else code.rpartition("-")[0]
    if body not in _bodies(request):
        raise Shut(_("这个机关的任务分解不归您维护"))
    now = next((one for one in duties.rules(law.day(request.now), body)[0] if one.code == code), None)
    if row is None and now is None:
        raise Http404(_("没有这一项任务"))
    return body, now


@officer_only(READ)
def show(request: Request) -> HttpResponse:
    """The lines this officer keeps, by body and unit; on top what waits for another hand."""
    today, names = law.day(request.now), _bodies(request)
    asked = request.GET.get("body", "")[:40]
    every, nobody = duties.rules(today)
    found = [one for one in every if one.body in names and asked in ("", one.body)]
    missing = {one.code for one in answering.uncurrent(today, found)}
    context = {
        "groups": [(one, [(rule, rule.code in missing) for rule in one.rows]) for one in answering.grouped(found)],
        "waiting": breakdown.waiting(request.standing), "bodies": list(names.items()), "asked": asked, "many": len(found),
        "nobody": [names[code] for code in nobody if code in names],
    }  # fmt: skip
    return render(request, "workbench/duties.html", context)


@officer_only(READ)
def one(request: Request, code: str) -> HttpResponse:
    """One line: how it holds, the draft that waits, its editions, its trail, and the acts."""
    return render(request, "workbench/duty_line.html", _about(request, code))


def _about(request: Request, code: str) -> dict[str, Any]:
    body, now = _mine(request, code)
    line = breakdown.line(code)
    people = [(x.number, x.name) for x in directory.officers(body)]
    title = (
        now.title if now else next((one.words["title"] for one in reversed(line.editions) if one.words), "")
    )
    return {
        "title": title or (line.draft.words["title"] if line.draft else code),
        "code": code, "held": now, "line": line, "draft": line.draft, "people": people, "today": law.day(request.now),
        "body": directory.body_name(body), "entries": breakdown.history(code), "wanted": _said(line.draft.words) if line.draft else [],
        "mine": bool(line.draft and line.draft.author == request.standing.actor.id), "said": _said(breakdown.words(now)) if now else [],
        "head": request.standing.may(Permission.OPENNESS_REVIEW, body=body, region=directory.region_of(body)),
    }  # fmt: skip


def _said(words: dict[str, Any]) -> list[tuple[str, str]]:
    """A line in words: label and value of each field that says something."""
    options = {name: dict(given) for name, given in _options("").items()}
    out = []
    idle = {"never": ("month", "day"), "monthly": ("month",)}.get(str(words.get("rhythm", "never")), ())
    for name, label, how, _help in _FIELDS:
        value = words.get(name) if name not in idle else None
        if name == "officer":
            value = f"{words.get('officer_name', '')}（{value}）"
        elif how == "choice":
            value = options.get(name, {}).get(str(value or ""), value)
        elif how == "bool":
            value = _("是") if value else ""
        if value not in (None, "", 0):
            out.append((label, str(value)))
    outlets = "、".join(Outlet(one).label for one in words.get("outlets", ()))
    return [*out, (_("渠道"), outlets)]


def _options(body: str) -> dict[str, list[tuple[str, str]]]:
    """The choices of each field."""
    words: dict[str, type[Any]] = {
        "category": Category,
        "moment": Moment,
        "rhythm": Rhythm,
        "occasion": Occasion,
        "subject": Subject,
    }
    found = {name: [(one.value, one.label) for one in kind] for name, kind in words.items()}
    papers = [(code, one["title"]) for code, one in breakdown.laws().items()]
    papers += list(NormRow.objects.exclude(item="").values_list("pk", "title"))
    people = [(x.number, f"{x.name}（{x.number}）") for x in directory.officers(body)] if body else []
    return {**found, "norm": papers, "officer": people}


def _given(request: Request, body: str, code: str) -> dict[str, Any]:
    """What the form says; numbers that are none stay as they were written, so that the field is named."""
    words: dict[str, Any] = {name: request.POST.get(name, "").strip()[:200] for name, *_rest in _FIELDS}
    for name in _NUMBERS:
        text = words.pop(name)
        if text:
            words[name] = int(text) if text.isascii() and text.isdigit() else text
    words["each"] = request.POST.get("each") == "1"
    for name in ("moment", "occasion"):
        words[name] = words[name] or None
    for name in ("limit_basis", "subject"):
        if not words[name]:
            del words[name]
    known = {one.value for one in Outlet}
    words["outlets"] = [one for one in request.POST.getlist("outlets") if one in known]
    return words | {"body": body, "code": code}


def _day(request: Request, name: str = "since") -> date:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise law.Refused(_("日期写法不对"), field=name, remedy=_("写成 2026-12-01。")) from None


@officer_only(READ)
def edit(request: Request, code: str) -> HttpResponse:
    """Draft a line or its next edition; each trouble stands beside its field, nothing is lost."""
    names = _bodies(request)
    if code == NEW:
        asked = request.POST.get("body") or request.GET.get("body") or request.standing.actor.body
        body = asked if asked in names else next(iter(names), "")
        now = None
    else:
        body, now = _mine(request, code)
    if not body:
        raise Shut(_("没有归您维护的任务分解"))
    line = breakdown.line(code)
    words = line.draft.words if line.draft and line.draft.change is Change.SET else breakdown.words(now)
    wrong: law.Refused | None = None
    if request.method == "POST":
        words = _given(request, body, "" if code == NEW else code)
        seen = request.POST.get("version", "")
        try:
            saved = acts.propose(
                words, change=Change.SET, since=_day(request), reason=request.POST.get("reason", ""), by=request.standing,
                at=request.now, seen=int(seen) if code != NEW and seen.isdigit() and line.version else None,
            )  # fmt: skip
        except law.Refused as refused:
            wrong = refused
        else:
            messages.success(request, _("已提出，请另一位专员或者机关负责人采用"))
            return redirect("desk-duty-line", saved.pk)
    options = _options(body)
    fields = [
        {"name": name, "label": label, "type": how, "help": told, "required": name not in _OPTIONAL, "options": options.get(name, ()),
         "value": words.get(name) if words.get(name) is not None else "", "error": _error(wrong, name)}
        for name, label, how, told in _FIELDS
    ]  # fmt: skip
    context = {
        "code": code, "body": body, "name": names[body], "bodies": list(names.items()) if code == NEW else [], "fields": fields, "wrong": wrong,
        "outlets": [(one.value, one.label, one.value in words.get("outlets", ())) for one in Outlet], "version": line.version,
        "outlets_error": _error(wrong, "outlets"), "reason": request.POST.get("reason", ""), "reason_error": _error(wrong, "reason"),
        "since": request.POST.get("since") or f"{law.day(request.now)}", "since_error": _error(wrong, "since"),
    }  # fmt: skip
    return render(request, "workbench/duty_edit.html", context, status=422 if wrong else 200)


def _error(wrong: law.Refused | None, name: str) -> str:
    return f"{wrong.reason}。{wrong.remedy}" if wrong and wrong.field == name else ""


def _hand_over(request: Request, code: str, body: str) -> str:
    words = {
        "code": code,
        "body": body,
        "officer": request.POST.get("officer", ""),
        "section": request.POST.get("section", "").strip(),
    }
    acts.propose(words, change=Change.HAND_OVER, since=_day(request), reason=request.POST.get("reason", ""), by=request.standing,
                 at=request.now, follow=request.POST.get("follow") == "1")  # fmt: skip
    return _("移交已提出，请另一位专员或者机关负责人采用")


def _end(request: Request, code: str, body: str) -> str:
    acts.propose({"code": code, "body": body}, change=Change.END, since=_day(request), reason=request.POST.get("reason", ""),
                 by=request.standing, at=request.now)  # fmt: skip
    return _("停止已提出，请另一位专员或者机关负责人采用")


def _adopt(request: Request, code: str, body: str) -> str:
    seen = request.POST.get("version", "")
    edition = acts.adopt(code, int(seen) if seen.isdigit() else 0, by=request.standing, at=request.now)
    followers.catch_up()
    return _("已采用第%(number)s版，自%(since)s起施行") % {"number": edition.number, "since": edition.since}


def _return(request: Request, code: str, body: str) -> str:
    acts.give_back(code, request.POST.get("reason", ""), by=request.standing, at=request.now)
    return _("已退回")


def _drop(request: Request, code: str, body: str) -> str:
    acts.drop(code, request.POST.get("reason", ""), by=request.standing, at=request.now)
    return _("已放弃")


_DO: dict[str, Callable[[Request, str, str], str]] = {
    "hand_over": _hand_over, "end": _end, "adopt": _adopt, "return": _return, "drop": _drop,
}  # fmt: skip


@require_POST
@officer_only(READ)
def act(request: Request, code: str, name: str) -> HttpResponse:
    """Adopt, send back, drop, hand over, end: one act, then back to the line."""
    body, _now = _mine(request, code)
    doer = _DO.get(name)
    if doer is None:
        raise Http404(_("没有这个办理"))
    try:
        said = doer(request, code, body)
    except law.Refused as refused:
        context = _about(request, code) | {"wrong": refused, "tried": name, "post": request.POST}
        return render(request, "workbench/duty_line.html", context, status=422)
    messages.success(request, said)
    return redirect("desk-duty-line", code)


TAKING = Taking(
    "duties", sheets.read, sheets.keep, "workbench/duties_import.html", "desk-duties-import", "desk-duties"
)


@officer_only(READ)
def export(request: Request) -> HttpResponse:
    """The lines this officer keeps, as the workbook that can be read back."""
    names = _bodies(request)
    found = [one for one in duties.rules(law.day(request.now))[0] if one.body in names]
    return sending.attachment(sheets.workbook(found), "duties.xlsx", XLSX)


@officer_only(READ)
def take(request: Request) -> HttpResponse:
    """Upload, see what would happen, then keep all of it as drafts or none."""
    return TAKING.answer(
        request, _("选填好的 .xlsx 文件。"), _("%d 项已提出，请另一位专员或者机关负责人采用")
    )


@officer_only(READ)
def norms(request: Request) -> HttpResponse:
    """The rule papers of this officer's bodies; put one on record, issue it anew, repeal it."""
    names = _bodies(request)
    wrong: law.Refused | None = None
    if request.method == "POST":
        try:
            body = request.POST.get("body", "")
            asked: norm.Issue | norm.Repeal
            if request.POST.get("todo") == "repeal":
                asked = norm.Repeal(_day(request, "on"), request.POST.get("reason", ""))
            else:
                asked = norm.Issue(
                    request.POST.get("title", ""),
                    request.POST.get("reference", ""),
                    _day(request, "issued_on"),
                    _day(request),
                )
            acts.issue(request.POST.get("code", "").strip(), body, asked, by=request.standing, at=request.now)
        except law.Refused as refused:
            wrong = refused
        else:
            followers.catch_up()
            messages.success(request, _("已登记；文件的公开任务自己产生，到“公开任务”里写公开的文本。"))
            return redirect("desk-norms")
    rows = [
        (row, breakdown.norm_of(row), names[row.body])
        for row in NormRow.objects.filter(body__in=list(names)).exclude(item="")
    ]
    labels = (("code", _("编号"), "text", _("小写字母、数字和连字符，如 openness-rules-2026；写已有的编号就是修订")), ("title", _("标题"), "text", ""),
              ("reference", _("文号"), "text", ""), ("issued_on", _("印发日期"), "date", ""), ("since", _("施行日期"), "date", ""))  # fmt: skip
    fields = [
        {"name": name, "label": label, "type": how, "help": told, "required": name != "reference", "value": request.POST.get(name, ""),
         "error": _error(wrong, name)}
        for name, label, how, told in labels
    ]  # fmt: skip
    context = {"rows": rows, "fields": fields, "bodies": list(names.items()), "wrong": wrong, "today": law.day(request.now),
               "own": request.POST.get("body") or request.standing.actor.body}  # fmt: skip
    return render(request, "workbench/norms.html", context, status=422 if wrong else 200)


@officer_only(READ)
def goals(request: Request) -> HttpResponse:
    """Who answers for publication in this officer's bodies: goal of the year beside the score as it stands; the head sets goals."""
    today, names = law.day(request.now), _bodies(request)
    wrong: law.Refused | None = None
    if request.method == "POST":
        year, points = request.POST.get("year", ""), request.POST.get("points", "")
        asked = goal.SetGoal(
            int(year) if year.isdigit() else 0,
            int(points) if points.isdigit() else 0,
            request.POST.get("reason", ""),
        )
        try:
            acts.set_goal(request.POST.get("officer", ""), asked, by=request.standing, at=request.now)
        except law.Refused as refused:
            wrong = refused
        else:
            messages.success(request, _("已确定责任目标"))
            return redirect("desk-goals")
    people = {
        one.officer: (one.officer_name, one.body) for one in duties.rules(today)[0] if one.body in names
    }
    found = {
        one.officer: one
        for one in scores(reads.sheets("", date(today.year, 1, 1), date(today.year, 12, 31)), today)
    }
    wanted = breakdown.goals(people, today.year)
    rows = [
        (number, name, names[body], wanted.get(number), found.get(number))
        for number, (name, body) in people.items()
    ]
    may = [
        row
        for row in rows
        if request.standing.may(
            Permission.OPENNESS_REVIEW, body=people[row[0]][1], region=directory.region_of(people[row[0]][1])
        )
    ]
    context = {"rows": rows, "may": may, "wrong": wrong, "year": today.year, "post": request.POST}
    return render(request, "workbench/goals.html", context, status=422 if wrong else 200)
