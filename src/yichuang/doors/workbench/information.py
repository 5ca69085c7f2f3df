"""Requests for information at the desk: what runs out first, putting down what came by post or at the window, what a case page shows."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.parts.workbook import workbook
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.cases.inquiry import pieces
from yichuang.law.facts import (
    InformationAsked,
    InformationClarified,
    InformationReplied,
    OthersAsked,
    OthersHeard,
)
from yichuang.law.mandates import Permission
from yichuang.law.open_words import Brought
from yichuang.office.cases.reads import Sheet
from yichuang.office.information import acts, reads
from yichuang.site import followers

_ASKED = ("what", "name", "id_number", "contact", "asker", "wanted", "way", "arrived_on", "confirmed_on")
_DATES = ("arrived_on", "confirmed_on")


@officer_only(Permission.OPENNESS_READ)
def show(request: Request) -> HttpResponse:
    """The open ones of this officer's territory or body, what runs out first on top; those answered lately."""
    by, today = request.standing, law.day(request.now)
    context = {
        "rows": [(one, (one.row.due_on - today).days if one.row.due_on else None) for one in reads.desk(by)],
        "done": reads.desk(by, done=True)[:20],
        "may_write": by.may(Permission.OPENNESS_EDIT),
    }
    return render(request, "workbench/information_list.html", context)


@officer_only(Permission.OPENNESS_READ)
def sheet(request: Request) -> HttpResponse:
    """Both lists as an Excel file, without anybody's name."""
    by = request.standing
    heads = [
        _("编号"),
        _("机关"),
        _("申请人是"),
        _("怎么提交的"),
        _("状态"),
        _("收到日期"),
        _("答复期限"),
        _("答复日期"),
        _("答复"),
    ]
    rows = [
        (x.row.number, x.body, x.asker, x.way, x.state, f"{x.row.received_on}", f"{x.row.due_on or ''}", f"{x.row.closed_on or ''}", x.reply)
        for x in [*reads.desk(by), *reads.desk(by, done=True)]
    ]  # fmt: skip
    return workbook(
        _("信息公开申请"), heads, rows, [f"{acts.ANSWER.said}：{acts.ANSWER.basis}"], "information"
    )


def _field(ask: law.Ask, given: Any, wrong: law.Refused | None) -> dict[str, Any]:
    kind = "date" if ask.name in _DATES else "choice" if ask.choices else "long" if ask.asked.long else "text"
    return {
        "name": ask.name, "label": ask.asked.label, "help": ask.asked.help, "type": kind, "options": ask.choices,
        "required": not ask.optional, "value": given.get(ask.name) or (Brought.IN_PERSON.value if ask.name == "way" else ""),
        "error": wrong.reason if wrong and wrong.field == ask.name else "",
    }  # fmt: skip


@officer_only(Permission.OPENNESS_EDIT)
def write(request: Request) -> HttpResponse:
    """Put down what came at the window, by post or by fax; a sheet with several things becomes as many requests."""
    wrong, post = None, request.POST
    if request.method == "POST":
        given = {name: post.get(name, "").strip() for name in _ASKED if post.get(name, "").strip()}
        try:
            done = acts.ask(given, request.standing.actor.body, by=request.standing, at=request.now,
                            key=f"information-desk:{post.get('key', '')[:24]}", divide="divide" in post)  # fmt: skip
        except law.Refused as refused:
            wrong = refused
        else:
            followers.catch_up()
            messages.success(request, _("已登记：") + "、".join(one.case.number for one in done))
            return redirect("desk-case", done[0].case.number)
    parts = pieces(post.get("what", "")) if wrong and wrong.field == "what" else ()
    context = {
        "wrong": wrong, "key": post.get("key") or uuid.uuid4().hex[:24], "parts": parts if len(parts) > 1 else (),
        "fields": [_field(ask, post, wrong) for ask in law.asks(c.AskInformation) if ask.name in _ASKED],
    }  # fmt: skip
    return render(request, "workbench/information_write.html", context, status=422 if wrong else 200)


def of_case(found: Sheet) -> dict[str, Any]:
    """What the case page shows of a request."""
    facts = [x.fact for x in found.entries]
    asked = next(x for x in facts if isinstance(x, InformationAsked))
    nth, many = reads.in_month(found.case.number)
    return {
        "it": found.case.information, "asked": asked, "nth": nth, "many": many,
        "clarified": [x for x in facts if isinstance(x, InformationClarified)],
        "others": [x for x in facts if isinstance(x, OthersAsked)],
        "opinions": [x for x in facts if isinstance(x, OthersHeard) and x.words],
        "replied": next((x for x in facts if isinstance(x, InformationReplied)), None),
    }  # fmt: skip
