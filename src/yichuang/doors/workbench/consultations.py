"""Consultations at the desk: drafts, what is open, what waits for its report; comments by group, put together, answered, brought in from paper."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.doors.parts.guards import Request, Shut, officer_only
from yichuang.doors.parts.workbook import workbook
from yichuang.doors.workbench import forms
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.mandates import Permission
from yichuang.law.open_words import Answer, Way
from yichuang.law.words import State
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads as case_reads
from yichuang.office.cases.models import CaseRow
from yichuang.office.consultations import acts, reads, terms
from yichuang.office.consultations.reads import Shown
from yichuang.office.directory import reads as directory
from yichuang.office.files import content
from yichuang.site import followers

_READ, _EDIT = Permission.OPENNESS_READ, Permission.OPENNESS_EDIT
_OURS = ("report",)
HERE = {"draft_consultation", "attach_exhibit", "comment", "merge_groups", "split_group", "answer_group"}
"""The acts this desk has forms of its own for."""
_TYPED = ("gist", "answer", "reason", "quote", "into")
"""The fields of a group's forms one can go back to."""
_GROUPING = {"answer": c.AnswerGroup, "merge": c.MergeGroups, "split": c.SplitGroup}


@officer_only(_READ)
def show(request: Request) -> HttpResponse:
    """All of this officer's territory or body: what waits for its report first, each with its light and the days left."""
    by, today = request.standing, law.day(request.now)
    found = reads.desk(by)
    lights = {
        row.number: law.light(State(row.state), row.paused, row.yellow_at, row.red_at, request.now)
        for row in CaseRow.objects.filter(pk__in=[one.row.number for one in found])
    }
    rows = [(one, lights.get(one.row.number), _left(one, today)) for one in found]
    context = {"rows": rows, "terms": terms.report(), "may_draft": by.may(_EDIT)}
    return render(request, "workbench/consultations.html", context)


def _left(one: Shown, today: date) -> int | None:
    """The days until the period or the limit for the report ends."""
    day = {"consulting": one.row.last_on, "gathered": one.row.due_on}.get(one.row.state)
    return (day - today).days if day else None


@officer_only(_READ)
def sheet(request: Request) -> HttpResponse:
    """The list as an Excel file."""
    heads = [_("编号"), _("草案"), _("征求什么的意见"), _("机关"), _("状态"), _("公布日期"), _("截止日期"), _("意见条数"), _("报告期限"), _("报告日期")]  # fmt: skip
    rows = [
        (x.row.number, x.row.title, x.about, x.body, x.state, x.row.opened_on, x.row.last_on, x.row.comments, x.row.due_on, x.row.closed_on)
        for x in reads.desk(request.standing)
    ]  # fmt: skip
    return workbook(
        _("征求意见"), heads, rows, [f"{terms.report().said}：{terms.report().basis}"], "consultations"
    )


def _mine(request: Request, number: str, permission: Permission = _READ) -> Shown:
    """One of this officer's territory or body."""
    found = reads.one(number, drafts=True)
    if found is None or not request.standing.may(permission, region=found.row.region, body=found.row.body):
        raise Shut(_("没有这次征求意见，或者不在您的职责范围内"))
    return found


def _fields(
    post: Any, wrong: law.Refused | None, first: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    """The fields of a draft, with what was typed."""
    out = []
    for ask in law.asks(c.DraftConsultation):
        if ask.name in _OURS:
            continue
        kind = (
            "choice" if ask.choices else "long" if ask.asked.long else "number" if ask.type is int else "text"
        )
        out.append({
            "name": ask.name, "label": ask.asked.label, "help": ask.asked.help, "type": kind, "options": ask.choices,
            "required": not ask.optional, "value": post.get(ask.name, (first or {"days": "30"}).get(ask.name, "")),
            "error": wrong.reason if wrong and wrong.field == ask.name else "",
        })  # fmt: skip
    return out


@officer_only(_EDIT)
def write(request: Request, number: str = "") -> HttpResponse:
    """A draft, new or written anew before it is before the public."""
    by, wrong, first = request.standing, None, None
    if number:
        row = _mine(request, number, _EDIT).row
        first = {
            name: getattr(row, name)
            for name in ("title", "about", "why", "text", "days", "shorter", "deliver")
        }
    if request.method == "POST":
        given = {
            ask.name: request.POST.get(ask.name, "")
            for ask in law.asks(c.DraftConsultation)
            if ask.name not in _OURS
        }
        try:
            if number:
                acts.redraft(number, given, by=by, at=request.now)
            else:
                body = by.actor.body
                key = f"consultation:{request.POST.get('key', '')[:40]}"
                number = acts.draft(
                    given, body, directory.region_of(body), by=by, at=request.now, key=key
                ).case.number
        except law.Refused as refused:
            wrong = refused
        else:
            followers.catch_up()
            messages.success(request, _("已经写好，由另一位有公开审查权限的人审查公布"))
            return redirect("desk-consultation", number)
    context = {"fields": _fields(request.POST, wrong, first), "wrong": wrong, "number": number,
               "key": request.POST.get("key") or uuid.uuid4().hex, "terms": terms.report()}  # fmt: skip
    return render(request, "workbench/consultation_write.html", context, status=422 if wrong else 200)


def _page(request: Request, found: Shown, wrong: law.Refused | None = None) -> HttpResponse:
    number, by = found.row.number, request.standing
    case = case_reads.folded(number)
    offers = {one.act.name: one for one in law.offers(case, cases.scene(case, by, request.now))}
    asked = request.GET.get("from", "0")
    start = int(asked) if asked.isdigit() and len(asked) < 7 else 0
    unanswered = request.GET.get("open") == "1"
    groups, many = reads.groups(number, start=start, unanswered=unanswered)
    after = start + reads.PAGE
    of = case.consultation
    context: dict[str, Any] = {
        "it": found, "case": case, "groups": groups, "many": many, "wrong": wrong, "left": _left(found, law.day(request.now)),
        "offers": [one for name, one in offers.items() if name not in HERE], "may": {n: o.open for n, o in offers.items()},
        "waiting": len(of.unanswered) if of else 0, "all": len(of.groups) if of else 0, "unanswered": unanswered,
        "next": f"?from={after}{'&open=1' if unanswered else ''}" if after < many else "", "ways": reads.ways(number),
        "answers": [(one.value, one.label) for one in Answer], "from_ways": [(w.value, w.label) for w in Way if w is not Way.WEB],
        "post": request.POST, "today": law.day(request.now), "key": uuid.uuid4().hex, "accept": content.ENDINGS,
    }  # fmt: skip
    return render(request, "workbench/consultation.html", context, status=422 if wrong else 200)


@officer_only(_READ)
def one(request: Request, number: str) -> HttpResponse:
    """One consultation: what is to be done next, its comments by group."""
    return _page(request, _mine(request, number))


def _done(request: Request, number: str, said: str, mark: str = "") -> HttpResponse:
    followers.catch_up()
    messages.success(request, said)
    answer = redirect("desk-consultation", number)
    answer["Location"] += mark
    return answer


@require_POST
@officer_only(_EDIT)
def attach(request: Request, number: str) -> HttpResponse:
    """A picture, a map or a document is put to the draft."""
    found, file = _mine(request, number, _EDIT), request.FILES.get("file")
    try:
        law.require(file, _("没有选文件"), field="file", remedy=_("请选图片、PDF 或者文档。"))
        assert file is not None and not isinstance(file, list)
        called = request.POST.get("name", "").strip()
        acts.attach(number, file, file.name or "", called, by=request.standing, at=request.now)
    except law.Refused as refused:
        return _page(request, found, refused)
    return _done(request, number, _("已经附上"), "#exhibits")


@require_POST
@officer_only(_EDIT)
def register(request: Request, number: str) -> HttpResponse:
    """Comments from paper, the square, letters, the telephone: a line each, all or none."""
    found, post = _mine(request, number, _EDIT), request.POST
    try:
        way, on = post.get("way", ""), post.get("on", "")
        law.require(
            way in Way._value2member_map_, _("没有选意见来源"), field="way", remedy=_("请从列表中选。")
        )
        try:
            day = date.fromisoformat(on)
        except ValueError:
            raise law.Refused(_("收到日期写得不对"), field="on", remedy=_("例如：2026-03-08。")) from None
        done = acts.register(number, Way(way), day, post.get("lines", ""), by=request.standing, at=request.now,
                             key=f"register:{post.get('key', '')[:40]}")  # fmt: skip
    except law.Refused as refused:
        return _page(request, found, refused)
    said = _("已经登记过，没有重复登记") if done.again else _("已登记 %s 条") % len(done.entries)
    return _done(request, number, said, "#groups")


@require_POST
@officer_only(_EDIT)
def group(request: Request, number: str, name: str) -> HttpResponse:
    """Groups are put together, taken apart, answered."""
    found, command = _mine(request, number, _EDIT), _GROUPING.get(name)
    if command is None:
        raise Shut(_("没有这个办理动作"))
    try:
        given = law.parse(command, forms.read(command, request.POST))
        done = cases.act(number, given, by=request.standing, at=request.now)
    except law.Refused as refused:
        held, asked = refused.field in _TYPED, request.POST.get("group", "")
        refused.field = f"{refused.field}-{asked}" if held and asked.isdigit() else None
        return _page(request, found, refused)
    mark = getattr(given, "into", 0) or getattr(given, "group", 0) or getattr(given, "comment", 0)
    return _done(request, number, "；".join(x.sentence() for x in done.entries), f"#group-{mark}")


@officer_only(_EDIT)
def comments(request: Request, number: str) -> HttpResponse:
    """Every comment with its group and its answer as an Excel file; names and contacts are for the desk alone."""
    found = _mine(request, number, _EDIT)
    groups = {x.row.number: x for x in reads.answered(number)}
    heads = [
        _("第几条"),
        _("组"),
        _("意见要点"),
        _("答复"),
        _("来源"),
        _("收到日期"),
        _("意见"),
        _("姓名"),
        _("联系方式"),
    ]
    rows = []
    for row, told in reads.comments(number):
        mine = groups.get(row.group)
        rows.append((row.nth, row.group, mine.row.gist if mine else "", mine.answer if mine else "", Way(row.way).label, row.on,
                     told.get("words", _("（已依法删除）")), told.get("name", ""), told.get("contact", "")))  # fmt: skip
    note = _("姓名和联系方式只供办理，不得公开。")
    return workbook(_("意见"), heads, rows, [found.row.title, note], f"comments-{number}")
