"""Cards: the supervisor's list, a body's own, one issued by hand."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.kinds.card import CARD
from yichuang.law.mandates import Permission
from yichuang.law.words import Level, State
from yichuang.office.cases import reads
from yichuang.office.cases.acts import Missing
from yichuang.office.directory import reads as directory
from yichuang.office.supervision import acts, board, rules

SHOWN, EXPORTED = 100, 10_000
STATES = tuple(state for state in CARD.states if state is not State.DRAFT)
JUDGED, ANSWERED = (State.EXPLAINED, State.RECTIFIED, State.APPEALED), (State.ISSUED, State.UPHELD)
"""When it is the supervisor's turn, and when the body's."""
OPEN = tuple(state for state in STATES if state in law.OPEN_STATES)


def _asked(request: Request) -> dict[str, Any]:
    """The filters of the address."""
    level, state = request.GET.get("level", ""), request.GET.get("state", "")
    found: dict[str, Any] = {}
    if level in Level._value2member_map_:
        found["levels"] = (Level(level),)
    if state == "open":
        found["states"] = OPEN
    elif state in State._value2member_map_:
        found["states"] = (State(state),)
    if request.GET.get("rule"):
        found["rule"] = request.GET["rule"]
    if request.GET.get("body"):
        found["body"] = request.GET["body"]
    if request.GET.get("todo") == "late":
        found["late"] = request.now
    return found


def _page(
    request: Request, title: str, about: str, turns: tuple[State, ...], permission: Permission, **more: Any
) -> HttpResponse:
    """The list; `turns` are the states in which it is the reader's turn."""
    asked = {**_asked(request), "permission": permission, **more}
    if request.GET.get("todo") == "mine":
        asked["states"] = tuple(state for state in asked.get("states", turns) if state in turns)
    if request.GET.get("form") == "xlsx":
        return _sheet(board.cards(request.standing, limit=EXPORTED, **asked), request)
    cards = board.cards(request.standing, limit=SHOWN + 1, **asked)
    context = {
        "title": title, "about": about, "cards": cards[:SHOWN], "more": len(cards) > SHOWN, "levels": Level, "states": STATES,
        **{name: request.GET.get(name, "") for name in ("level", "state", "rule", "body", "todo")},
        "todos": [(value, _(label)) for value, label in TODOS],
        "rules": [rule.name for rule in rules.in_force(request.standing.region).rules.rules],
        "of": board.bodies(request.standing, permission),
        "bodies": directory.body_names({card.body for card in cards}), "hints": HINTS,
    }  # fmt: skip
    return render(request, "watchroom/cards.html", context)


TODOS = (("", noop("全部")), ("mine", noop("等我办的")), ("late", noop("逾期的")))
HINTS = [("j / k", "下一张 / 上一张"), ("Enter", "打开"), ("?", "按键说明")]


@officer_only(Permission.SUPERVISION_READ)
def show(request: Request) -> HttpResponse:
    """All cards of the supervisor's territory."""
    return _page(
        request,
        _("监察牌"),
        _("规则自动发出的和监察员发出的，新的在上面。提示不计入评价，也不需要说明。"),
        JUDGED,
        Permission.SUPERVISION_READ,
    )


@officer_only()
def mine(request: Request) -> HttpResponse:
    """The cards a body has to answer for; whoever does not answer for it sees those that name him."""
    by = request.standing
    if by.may(Permission.SUPERVISION_ANSWER):
        return _page(request, _("发给本机关的监察牌"), _("请在期限内说明；认定成立的要整改，不服的可以申请一次复核。"),
                     ANSWERED, Permission.SUPERVISION_ANSWER)  # fmt: skip
    return _page(request, _("发给我的监察牌"), _("请在期限内说明情况，由监察员认定或者撤销。"),
                 ANSWERED, Permission.CASE_READ, officer=by.actor.id)  # fmt: skip


def _sheet(cards: Iterable[board.Card], request: Request) -> HttpResponse:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True},
    )
    page, bold = book.add_worksheet(_("监察牌")), book.add_format({"bold": True})
    heads = (
        _("等级"),
        _("认定"),
        _("监察内容"),
        _("责任单位"),
        _("责任人"),
        _("发出"),
        _("状态"),
        _("编号"),
        _("办件"),
    )
    cards = list(cards)
    names = directory.body_names({card.body for card in cards})
    for column, head in enumerate(heads):
        page.write(0, column, head, bold)
    for row, card in enumerate(cards, 1):
        cells = (card.level.label, card.held.label if card.held else "", card.rule, names.get(card.body, card.body), card.officer,
                 f"{law.midnight(law.day(card.at)):%Y-%m-%d}", card.state.label, card.number, card.of_case or "")  # fmt: skip
        for column, cell in enumerate(cells):
            page.write_string(row, column, cell)
    page.freeze_panes(1, 0)
    page.set_column(2, 3, 28)
    page.set_column(7, 8, 26)
    book.close()
    answer = HttpResponse(
        out.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer["Content-Disposition"] = f'attachment; filename="cards-{request.now:%Y%m%d}.xlsx"'
    return answer


@officer_only(Permission.SUPERVISION_ACT)
def issue(request: Request, number: str) -> HttpResponse:
    """A card issued by hand about a case."""
    try:
        case = reads.sheet(number, request.standing, request.now).case
    except Missing as error:
        raise Http404(_("没有这个办件，或者不在您的职责范围内")) from error
    given, wrong = request.POST, None
    if request.method == "POST":
        try:
            done = acts.issue(
                _read(given, number),
                case.body,
                by=request.standing,
                at=request.now,
                key=given.get("key") or None,
            )
        except law.Refused as refused:
            wrong = refused
        else:
            messages.success(request, _("已经发出监察牌"))
            return redirect("desk-case", done.case.number)
    context = {"case": case, "fields": _fields(case, given, wrong), "wrong": wrong, "key": uuid.uuid4().hex}
    return render(request, "watchroom/issue.html", context, status=422 if wrong else 200)


def _read(given: Any, number: str) -> c.RaiseCard:
    level = given.get("level", "")
    law.require(
        level in (Level.YELLOW, Level.RED),
        _("没有选等级"),
        CARD.cite,
        field="level",
        remedy=_("请选黄牌或者红牌。"),
    )
    return c.RaiseCard(
        rule="", rule_name=given.get("rule_name", "").strip(), level=Level(level), of_case=number, officer=given.get("officer", ""),
        evidence=given.get("evidence", "").strip(), basis=given.get("basis", "").strip(),
    )  # fmt: skip


def _fields(case: law.Case, given: Any, wrong: law.Refused | None) -> list[dict[str, Any]]:
    asked: list[tuple[str, str, str, bool, Any, str]] = [
        ("rule_name", _("监察内容"), "text", True, (), _("一句话，如：窗口推诿")),
        ("level", _("等级"), "choice", True, [(x.value, x.label) for x in (Level.YELLOW, Level.RED)], ""),
        (
            "officer",
            _("责任人"),
            "choice",
            False,
            directory.colleagues(case.body),
            _("不能确定的，由机构负责人说明"),
        ),
        ("evidence", _("依据的事实"), "long", True, (), _("时间、地点、谁、做了什么或者没有做什么")),
        ("basis", _("依据的规定"), "text", True, (), ""),
    ]
    return [
        {"name": name, "label": label, "type": kind, "required": required, "options": options, "help": help_,
         "value": given.get(name, ""), "error": wrong.reason if wrong and wrong.field == name else ""}
        for name, label, kind, required, options, help_ in asked
    ]  # fmt: skip
