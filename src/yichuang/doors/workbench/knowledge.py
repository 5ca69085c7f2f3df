"""The knowledge base at the desk: find an answer while somebody waits, keep one's own right, approve, review, report wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, Shut, officer_only
from yichuang.law import cases as law
from yichuang.law import knowledge as life
from yichuang.law.catalogue import Finding
from yichuang.law.mandates import Permission
from yichuang.office.directory.models import Body
from yichuang.office.knowledge import acts, duties, reads
from yichuang.office.knowledge.models import Answer, Draft

EDIT = Permission.KNOWLEDGE_EDIT
NEW = "new"
SHOWN = 12
WHICH = {
    "yellow": _("快到复审日期"), "red": _("复审已过期"), "wrong": _("有人纠错"), "draft": _("有草稿"), "expired": _("已失效"),
}  # fmt: skip
_LONG = {"answer": 8, "wordings": 4, "matters": 2}
_DAYS = ("effective", "review_by", "expires")
_OPTIONAL = ("code", "wordings", "article", "link", "matters", "expires")
_HELP = {
    "code": _("小写字母、数字和连字符；留空由系统编号"),
    "question": _("来电人会问的一句话"),
    "wordings": _("一行一种说法，搜索时都认得"),
    "answer": _("先说结论，再说怎么办、到哪里办；写明机关和文件的名称"),
    "source": _("法律、文件的名称，加书名号"),
    "article": _("引用法律、法规、规章的写到条，如：第二十六条"),
    "matters": _("业务码，一行一个"),
    "expires": _("长期有效的留空；过了这一天不再给出"),
}


@officer_only()
def show(request: Request) -> HttpResponse:
    """Search as one types; below, one's own answers with their lights and what waits for review."""
    today = law.day(request.now)
    text, which = request.GET.get("q", "").strip(), request.GET.get("which", "")
    mine = request.GET.get("mine") == "1"
    context: dict[str, Any] = {"q": text, "which": which, "mine": mine, "today": today}
    if text and not which and not mine:
        context["hits"] = reads.search(text, SHOWN, on=today)
        if request.headers.get("X-Fragment"):
            return render(request, "workbench/knowledge_found.html", context)
    elif request.headers.get("X-Fragment"):
        return HttpResponse("")
    else:
        context["lines"] = reads.lines(request.standing, today, text=text, which=which, mine=mine)
    counts = reads.counts(request.standing, today)
    context["lists"] = [(name, label, counts[name]) for name, label in WHICH.items() if counts]
    context["loads"] = reads.loads(today)
    return render(request, "workbench/knowledge.html", context)


def _row(code: str) -> Answer:
    found = Answer.objects.select_related("draft").filter(pk=code).first()
    if found is None:
        raise Http404(_("没有这条答复"))
    return found


def _kept(request: Request, code: str) -> Answer:
    """An answer this officer keeps."""
    found = _row(code)
    if not request.standing.may(EDIT, region=found.region, body=found.body):
        raise Shut(_("这条答复不归您维护"))
    return found


@officer_only()
def one(request: Request, code: str) -> HttpResponse:
    """One answer: what may be told, its marks, its draft, its editions with what each changed, its trail."""
    return render(request, "workbench/knowledge_one.html", _about(request, _row(code)))


def _about(request: Request, row: Answer) -> dict[str, Any]:
    today = law.day(request.now)
    line = reads.line(row, request.standing, today)
    draft: Draft | None = getattr(row, "draft", None) if line.mine else None
    editions = reads.editions_of(row.code)
    newest = editions[0][0].content if editions else None
    return {
        "line": line,
        "row": row,
        "item": line.item,
        "told": reads.told(row.code, today),
        "draft": draft,
        "words": draft.content if draft else None,
        "findings": reads.findings(draft.content) if draft else (),
        "draft_changes": reads.said(newest, draft.content) if draft and newest else [],
        "editions": editions,
        "entries": reads.history(row.code),
        "own": bool(line.item.draft and line.item.draft.author == request.standing.actor.id),
        "usual": duties.of(row.region).usual(today),
        "latest": duties.of(row.region).latest(today),
        "today": today,
        "labels": reads.LABELS,
    }


def _bodies(request: Request) -> list[tuple[str, str]]:
    """The bodies whose answers this officer keeps."""
    found = Body.objects.filter(active=True)
    return [
        (one.code, one.name) for one in found if request.standing.may(EDIT, region=one.region, body=one.code)
    ]


@officer_only(EDIT)
def edit(request: Request, code: str) -> HttpResponse:
    """Write the next edition: kept as it is even when not yet right, each trouble beside its field."""
    row = None if code == NEW else _kept(request, code)
    draft: Draft | None = getattr(row, "draft", None) if row else None
    words, seen = _words(request, row), draft.version if draft else None
    wrong: law.Refused | None = None
    if request.method == "POST":
        given = request.POST.get("version", "")
        seen = int(given) if given.isdigit() else None
        words = acts.plain({name: request.POST.get(name, "") for name in life.FIELDS})
        words["region"] = Body.objects.filter(pk=words["body"]).values_list("region", flat=True).first() or ""
        if row is not None:
            words |= {"code": row.code, "body": row.body, "region": row.region}
        if request.POST.get("todo") != "check":
            try:
                saved = acts.save_draft(words, by=request.standing, at=request.now, seen=seen)
            except law.Refused as refused:
                wrong = refused
            else:
                messages.success(request, _("草稿已保存，请另一人审核"))
                return redirect("desk-answer", saved.answer_id)
    found = reads.findings(words) if request.method == "POST" or draft else ()
    fields = [
        _field(request, name, words, found, row)
        for name in life.FIELDS
        if row is None or name not in ("code", "body")
    ]
    context = {"row": row, "fields": fields, "findings": found, "wrong": wrong, "version": seen}
    return render(request, "workbench/knowledge_edit.html", context, status=422 if wrong else 200)


def _field(
    request: Request, name: str, words: dict[str, Any], found: tuple[Finding, ...], row: Answer | None
) -> dict[str, Any]:
    value = words.get(name) or ""
    wrong = next((one for one in found if one.where == name), None)
    how = "long" if name in _LONG else "date" if name in _DAYS else "choice" if name == "body" else "text"
    return {
        "name": name,
        "label": reads.LABELS[name],
        "type": how,
        "required": name not in _OPTIONAL,
        "value": "\n".join(value) if isinstance(value, list) else value,
        "help": _HELP.get(name, ""),
        "error": f"{wrong.what}。{wrong.mend}" if wrong else "",
        "options": _bodies(request) if name == "body" else (),
    }


def _words(request: Request, row: Answer | None) -> dict[str, Any]:
    """What the form begins with: the draft, else the newest edition, else an empty answer of one's own body."""
    today = law.day(request.now)
    draft = getattr(row, "draft", None) if row else None
    if draft is not None:
        return dict(draft.content)
    region = row.region if row else request.standing.region
    days = {"effective": today.isoformat(), "review_by": duties.of(region).usual(today).isoformat()}
    newest = row.editions.order_by("-number").first() if row else None
    if newest is not None:
        return dict(newest.content) | days
    body = Body.objects.filter(pk=request.standing.actor.body).first()
    return days | ({"body": body.pk, "region": body.region, "contact": body.phone} if body else {})


@officer_only()
def act(request: Request, code: str, name: str) -> HttpResponse:
    """Approve, send back, drop, keep, withdraw, report wrong, explain: one act, then back to the answer."""
    row = _row(code) if name == "report" else _kept(request, code)
    doer = _DO.get(name)
    if doer is None:
        raise Http404(_("没有这个办理"))
    if request.method == "POST":
        try:
            said = doer(request, row.code)
        except law.Refused as refused:
            context = {**_about(request, row), "wrong": refused, "tried": name, "post": request.POST}
            return render(request, "workbench/knowledge_one.html", context, status=422)
        messages.success(request, said)
    return redirect("desk-answer", row.code)


def _approve(request: Request, code: str) -> str:
    seen = request.POST.get("version", "")
    number = acts.approve(code, int(seen) if seen.isdigit() else 0, by=request.standing, at=request.now)
    return _("已发布第%d版") % number


def _return(request: Request, code: str) -> str:
    acts.send_back(code, request.POST.get("remarks", ""), by=request.standing, at=request.now)
    return _("草稿已退回")


def _drop(request: Request, code: str) -> str:
    acts.drop(code, request.POST.get("reason", ""), by=request.standing, at=request.now)
    return _("草稿已放弃，发布的各版不变")


def _keep(request: Request, code: str) -> str:
    try:
        until = date.fromisoformat(request.POST.get("review_by", ""))
    except ValueError:
        raise law.Refused(
            _("日期填写不对"), field="review_by", remedy=_("请按 2026-12-01 的样子填写。")
        ) from None
    acts.keep(code, until, request.POST.get("remarks", ""), by=request.standing, at=request.now)
    return _("已记下复审：仍然正确")


def _withdraw(request: Request, code: str) -> str:
    acts.withdraw(code, request.POST.get("reason", ""), by=request.standing, at=request.now)
    return _("已撤下，从现在起不再给出")


def _report(request: Request, code: str) -> str:
    acts.report(code, request.POST.get("words", ""), by=request.standing, at=request.now)
    return _("已记下纠错，转给负责的机关")


def _settle(request: Request, code: str) -> str:
    number = request.POST.get("dispute", "")
    remarks = request.POST.get("remarks", "")
    acts.settle(code, int(number) if number.isdigit() else 0, remarks, by=request.standing, at=request.now)
    return _("已答复纠错，答复不改")


_DO: dict[str, Callable[[Request, str], str]] = {
    "approve": _approve,
    "return": _return,
    "drop": _drop,
    "keep": _keep,
    "withdraw": _withdraw,
    "report": _report,
    "settle": _settle,
}
