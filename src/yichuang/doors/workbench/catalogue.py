"""Keeping the catalogue: matters of one's scope, their drafts, findings, editions and endings."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.workbench import drawing, editor
from yichuang.law import cases as law
from yichuang.law import catalogue as life
from yichuang.law.mandates import Permission
from yichuang.law.words import Ending
from yichuang.office.catalogue import acts, flat, gate, reads
from yichuang.office.catalogue.models import Matter

EDIT = Permission.CATALOGUE_EDIT
NEW = "new"


def kept(request: Request, code: str) -> Matter:
    """A matter this officer may keep."""
    found = Matter.objects.filter(pk=code).first()
    if found is None or not request.standing.may(EDIT, region=found.region, body=found.body, matter=code):
        raise Http404(_("没有这个事项，或者不归您维护"))
    return found


@officer_only(EDIT)
def show(request: Request) -> HttpResponse:
    """The matters of this officer's scope, those with a draft or findings on top."""
    text = request.GET.get("q", "").strip()
    lines = reads.kept_by(request.standing, text)
    return render(request, "workbench/matters.html", {"lines": lines, "q": text})


@officer_only(EDIT)
def matter(request: Request, code: str) -> HttpResponse:
    """One matter: where it stands, its draft and findings, its editions with what each changed, its trail."""
    row = kept(request, code)
    return render(request, "workbench/matter.html", _about(request, row))


def _about(request: Request, row: Matter) -> dict[str, Any]:
    item, draft = reads.item(row), getattr(row, "draft", None)
    editions = reads.editions_of(row.code)
    newest = editions[0][0].content if editions else None
    steps = newest.get("steps") if newest else None
    today = law.day(request.now)
    return {
        "row": row,
        "item": item,
        "draft": draft,
        "findings": reads.findings(draft.content) if draft else (),
        "draft_changes": list(reads.changes(newest, draft.content)) if draft and newest else [],
        "editions": editions,
        "entries": reads.history(row.code),
        "standard": reads.standard_of(newest, today) if newest else None,
        "endings": list(Ending),
        "own": bool(item.draft and item.draft.author == request.standing.actor.id),
        "today": today,
        "flow": drawing.drawn(newest) if newest and steps else None,
        "can_return": item.ends is not None and item.ends > today and item.ending not in life.HANDED_OVER,
    }


@officer_only(EDIT)
def edit(request: Request, code: str) -> HttpResponse:
    """Write the next edition: everything a guide says, on one page, saved as it is even when not yet right."""
    row = None if code == NEW else kept(request, code)
    draft = getattr(row, "draft", None) if row else None
    content, seen = words(request, row), draft.version if draft else None
    wrong: law.Refused | None = None
    if request.method == "POST":
        given = request.POST.get("version", "")
        seen = int(given) if given.isdigit() else None
        typed = flat.read(gate.schema(), request.POST)
        content = {**{key: content[key] for key in ("edition", "sample_codes") if key in content}, **typed}
        todo = request.POST.get("todo", "save")
        if todo[:1] in "+-":
            content = editor.changed(content, todo)
        elif todo != "check":
            try:
                saved = acts.save_draft(content, by=request.standing, at=request.now, seen=seen)
            except law.Refused as refused:
                wrong = refused
            else:
                messages.success(request, _("草稿已保存"))
                return redirect("desk-matter", saved.matter_id)
    found = reads.findings(content) if request.method == "POST" or draft else ()
    root = editor.build(gate.schema(), content, editor.located(found))
    context = {"row": row, "root": root, "findings": found, "wrong": wrong, "version": seen}
    return render(request, "workbench/matter_edit.html", context, status=422 if wrong else 200)


def words(request: Request, row: Matter | None) -> dict[str, Any]:
    """What the form begins with: the draft, else the newest edition, else an empty guide of one's own body."""
    today = law.day(request.now).isoformat()
    if row is not None:
        draft = getattr(row, "draft", None)
        if draft is not None:
            return dict(copy.deepcopy(draft.content))
        newest = row.editions.order_by("-number").first()
        if newest is not None:
            return dict(copy.deepcopy(newest.content)) | {"edition": newest.number + 1, "effective": today}
    by = request.standing
    body = reads.body_of(by.actor.body)
    own = {"region": body.region, "body": body.serial} if body else {}
    return {
        **own,
        "kind": "permit",
        "edition": 1,
        "sample_codes": True,
        "effective": today,
        "reviewed_on": today,
    }


@officer_only(EDIT)
def act(request: Request, code: str, name: str) -> HttpResponse:
    """Review, publish, drop, end, take back: one act, then back to the matter."""
    row = kept(request, code)
    if request.method == "POST":
        try:
            said = _DO[name](request, row.code)
        except law.Refused as refused:
            return render(
                request, "workbench/matter.html", {**_about(request, row), "wrong": refused}, status=422
            )
        messages.success(request, said)
    return (
        redirect("desk-matter", row.code)
        if Matter.objects.filter(pk=code).exists()
        else redirect("desk-matters")
    )


def _review(request: Request, code: str) -> str:
    passed = request.POST.get("passed") == "1"
    remarks = request.POST.get("remarks", "")
    acts.review(code, passed=passed, remarks=remarks, by=request.standing, at=request.now)
    return _("草稿已审核通过") if passed else _("草稿已退回")


def _publish(request: Request, code: str) -> str:
    edition = acts.publish_draft(
        code, basis=request.POST.get("basis", ""), by=request.standing, at=request.now
    )
    return _("已公布第%(n)s版，自%(on)s起施行") % {"n": edition.number, "on": edition.effective}


def _drop(request: Request, code: str) -> str:
    acts.drop_draft(code, request.POST.get("reason", ""), by=request.standing, at=request.now)
    return _("草稿已放弃，公布的各版不变")


def _end(request: Request, code: str) -> str:
    post = request.POST
    law.require(post.get("ending") in Ending._value2member_map_, _("请选择怎样停止办理"), field="ending")
    try:
        on = date.fromisoformat(post.get("on", ""))
    except ValueError:
        raise law.Refused(_("日期填写不对"), field="on", remedy=_("请按 2026-03-02 的样子填写。")) from None
    command = life.End(
        Ending(post["ending"]),
        on,
        post.get("basis", ""),
        post.get("measures", ""),
        post.get("successor", "").strip() or None,
    )
    acts.end(code, command, by=request.standing, at=request.now)
    return _("已安排停止办理")


def _take_back(request: Request, code: str) -> str:
    acts.take_back(code, request.POST.get("reason", ""), by=request.standing, at=request.now)
    return _("已撤回停止办理的安排")


_DO = {"review": _review, "publish": _publish, "drop": _drop, "end": _end, "take-back": _take_back}
