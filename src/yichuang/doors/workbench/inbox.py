"""The inbox and the search."""

from __future__ import annotations

import contextlib
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.law.cases import Refused
from yichuang.law.mandates import Permission
from yichuang.law.words import State
from yichuang.office import clock
from yichuang.office.cases import reads
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import IdType

ENDED = (State.DELIVERED, State.NOT_ACCEPTED, State.WITHDRAWN, State.TERMINATED)

TICKETS = (State.REGISTERED, State.DISPATCHED, State.HANDLING, State.ANSWERED, State.CALLED_BACK)


def _hotline(by: Any) -> bool:
    """Whether this officer sees the hotline's tickets and no other cases."""
    return by.may(Permission.TICKET_READ) and not by.may(Permission.CASE_READ)


def _reading(by: Any) -> Permission:
    return Permission.TICKET_READ if _hotline(by) else Permission.CASE_READ


def _states(request: Request, by: Any) -> tuple[State, ...]:
    wanted = request.GET.get("state", "")
    if wanted in State._value2member_map_:
        return (State(wanted),)
    if _hotline(by):
        return TICKETS
    return ENDED if by.may(Permission.CASE_ARCHIVE) else reads.WORK


def _chips(by: Any, current: str) -> list[tuple[str, str, str, bool]]:
    """The filters with counts that stop at 99+."""
    states = TICKETS if _hotline(by) else (*ENDED,) if by.may(Permission.CASE_ARCHIVE) else reads.WORK
    counts = reads.chips(by, states, _reading(by))
    shown = [(_("全部"), reverse("desk"), "", not current)]
    for state in states:
        count = counts.get(state, 0)
        text = "99+" if count > reads.MANY else str(count)
        shown.append((state.label, f"{reverse('desk')}?state={state.value}", text, current == state.value))
    return shown


@officer_only()
def show(request: Request) -> HttpResponse:
    """The cases that wait for this officer, what runs out first on top."""
    by, now = request.standing, request.now
    page = reads.inbox(
        by, now, states=_states(request, by), after=request.GET.get("after"), permission=_reading(by)
    )
    context = {
        "page": page,
        "chips": _chips(by, request.GET.get("state", "")),
        "state": request.GET.get("state", ""),
        "bodies": directory.body_names(line.body for line in page.lines),
        "may_intake": by.may(Permission.CASE_INTAKE),
        "hints": HINTS,
    }
    return render(request, "workbench/inbox.html", context)


HINTS = [("j / k", "下一件 / 上一件"), ("Enter", "打开"), ("i", "窗口收件"), ("/", "查找"), ("?", "按键说明")]


@officer_only()
def search(request: Request) -> HttpResponse:
    """By case number, licence number, identity number or telephone: exact, in this officer's scope only."""
    text = request.GET.get("q", "").strip()
    lines, trouble = [], ""
    if text:
        lines = reads.find(text, request.standing, request.now, applicants=_applicants(text, request))
        if len(lines) == 1:
            return redirect("desk-case", lines[0].number)
        trouble = (
            ""
            if lines
            else _("没有找到。可以查办件编号、许可证编号、身份证号、统一社会信用代码或手机号，需要完整。")
        )
    return render(request, "workbench/search.html", {"q": text, "lines": lines, "trouble": trouble})


def _applicants(text: str, request: Request) -> list[str]:
    found = []
    for kind in (IdType.RESIDENT, IdType.USCC):
        try:
            one = directory.applicant_by_number(kind, text, clock.today())
        except Refused:
            continue
        if one is not None:
            found.append(one.pk)
    with contextlib.suppress(Refused):
        found += [one.pk for one in directory.applicants_by_phone(text)]
    return found
