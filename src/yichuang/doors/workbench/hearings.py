"""Hearings at the desk: the list, a new one, and one being held: whose turn it is, what was said and shown, the pages to sign."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yichuang.doors.parts.guards import Request, Shut, officer_only
from yichuang.doors.parts.workbook import workbook
from yichuang.doors.workbench import forms, hearing_fields
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.cases.floor import names
from yichuang.law.cases.sitting import NOTICES, PRESENTER
from yichuang.law.mandates import Permission
from yichuang.law.open_words import HearingForm
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads as case_reads
from yichuang.office.cases.acts import Missing, Stale
from yichuang.office.cases.reads import Sheet
from yichuang.office.directory import reads as directory
from yichuang.office.hearings import acts, prints, reads
from yichuang.site import followers

_SIGNING = "sign_page"


@officer_only(Permission.CASE_READ)
def show(request: Request) -> HttpResponse:
    """The hearings of this officer's territory or body: those to come, those over."""
    by = request.standing
    context = {"rows": reads.desk(by), "over": reads.desk(by, over=True)[:30], "may_convene": by.may(Permission.CASE_HEAR),
               "today": law.day(request.now)}  # fmt: skip
    return render(request, "workbench/hearings.html", context)


@officer_only(Permission.CASE_READ)
def sheet(request: Request) -> HttpResponse:
    """Both lists as an Excel file."""
    found = [*reads.desk(request.standing), *reads.desk(request.standing, over=True)]
    heads = [_("编号"), _("事项"), _("类型"), _("机关"), _("状态"), _("公告日期"), _("听证日期"), _("地点"), _("主持人"), _("报名人数"), _("结论")]  # fmt: skip
    rows = [
        (x.row.number, x.row.subject, x.form, x.body, x.state, f"{x.row.convened_on}", f"{x.row.on}", x.row.place,
         x.row.chair, x.row.asked, x.row.conclusion)
        for x in found
    ]  # fmt: skip
    notes = [
        f"{form.label}：提前{one.limit.amount}{one.limit.unit.label}，{one.limit.cite.text}"
        for form, one in NOTICES.items()
    ]
    return workbook(_("听证"), heads, rows, notes, "hearings")


@officer_only(Permission.CASE_HEAR)
def new(request: Request) -> HttpResponse:
    """Announce a hearing on a decision outside the system; that of a licence is opened by the licence."""
    given, wrong = None, None
    if request.method == "POST":
        given = forms.read(c.ConveneHearing, request.POST)
        try:
            command = law.parse(c.ConveneHearing, {k: v for k, v in given.items() if v not in ("", None)})
            body = request.standing.actor.body
            done = acts.convene(command, body, directory.region_of(body), by=request.standing, at=request.now,
                                key=request.POST.get("key") or None)  # fmt: skip
        except law.Refused as refused:
            wrong = refused
        else:
            followers.catch_up()
            messages.success(request, _("已经公告"))
            return redirect("desk-hearing", done.case.number)
    act = law.DOERS["convene_hearing"]
    context = {
        "fields": [_plain(ask, given, wrong) for ask in law.asks(act.command) if ask.name != "of_case"],
        "wrong": wrong, "key": uuid.uuid4().hex, "notices": [(form, one) for form, one in NOTICES.items() if one.until is None],
    }  # fmt: skip
    return render(request, "workbench/hearing_new.html", context, status=422 if wrong else 200)


def _plain(ask: law.Ask, given: dict[str, Any] | None, wrong: law.Refused | None) -> dict[str, Any]:
    value = (given or {}).get(ask.name)
    if given is None and ask.name == "begins":
        value = "09:30"
    live = {form.value for form, one in NOTICES.items() if one.until is None}
    options = [one for one in ask.choices if ask.type is not HearingForm or one[0] in live]
    kind = (
        "choice"
        if options
        else "date"
        if ask.name in ("on", "apply_by")
        else "number"
        if ask.name == "seats"
        else "text"
    )
    return {
        "name": ask.name, "label": ask.asked.label, "help": ask.asked.help, "type": kind, "options": options,
        "required": not ask.optional, "value": "、".join(value) if isinstance(value, list) else value or "",
        "error": wrong.reason if wrong and wrong.field == ask.name else "",
    }  # fmt: skip


def _reach(request: Request, number: str) -> Sheet:
    try:
        found = case_reads.sheet(number, request.standing, request.now)
    except Missing as error:
        raise Shut(_("没有这次听证，或者不在您的职责范围内")) from error
    if found.case.sitting is None:
        raise Shut(_("没有这次听证，或者不在您的职责范围内"))
    return found


def _offer(sheet: Sheet, wanted: str) -> law.Offer | None:
    """The act in hand: the one asked for, else the next that stands open."""
    known = {one.act.name: one for one in sheet.offers}
    names_ = (wanted,) if wanted in known else hearing_fields.ORDER
    return next(
        (known[name] for name in names_ if name in known and (known[name].open or name == wanted)), None
    )


def _context(
    request: Request, sheet: Sheet, offer: law.Offer | None, given: Any, wrong: Any
) -> dict[str, Any]:
    it = sheet.case.sitting
    assert it is not None
    made: list[dict[str, Any]] = []
    if offer is not None:
        first = hearing_fields.first(sheet, offer.act.name) if given is None else given
        made = forms.fields(offer.command, sheet.case, sheet.scene, first, wrong)
        made = hearing_fields.fields(sheet, offer.act.name, made)
        ahead = next((one for one in made if one["type"] in ("long", "text")), None)
        made = [one | {"autofocus": one is ahead and wrong is None} for one in made]
    called = names(sheet.entries)
    return {
        "sheet": sheet, "case": sheet.case, "it": it, "line": sheet.line, "offer": offer, "fields": made, "wrong": wrong,
        "key": uuid.uuid4().hex, "governing": law.governing(sheet.case, sheet.edition),
        "clocks": [(n, law.CLOCKS[n], x) for n, x in law.clocks(sheet.case, sheet.edition).items()],
        "others": [x for x in sheet.offers if x.open and x is not offer and x.act.name in _FLOOR],
        "people": [(one, called.get(one.code, ""), _marks(it, one.code)) for one in it.people],
        "asked": [(code, called.get(code, "")) for code in it.asked],
        "evidence": [(n, one, [x for x in (PRESENTER, *it.speakers) if x != one.code]) for n, one in enumerate(it.evidence, 1)],
        "pages": reads.minutes(sheet.entries, it.signers), "left": len(it.unsigned()),
        "may_sign": any(x.open and x.act.name == _SIGNING for x in sheet.offers),
        "files": prints.ready(sheet.entries),
    }  # fmt: skip


_FLOOR = (*hearing_fields.ORDER, "enter_party", "choose_attendees", "ask_recusal", "settle_recusal", "postpone_hearing", "call_off_hearing")  # fmt: skip


def _marks(it: Any, code: str) -> str:
    """How far somebody has spoken."""
    if it.present and code not in it.present:
        return _("缺席")
    done = [word for word, told in ((_("已陈述"), it.heard), (_("已最后陈述"), it.finals)) if code in told]
    return "、".join(done)


@officer_only(Permission.CASE_READ)
def run(request: Request, number: str) -> HttpResponse:
    """One hearing: the act whose turn it is with its form, and all that is on record."""
    sheet = _reach(request, number)
    offer = _offer(sheet, request.GET.get("do", ""))
    wrong = offer.refused if offer else None
    return render(request, "workbench/hearing_run.html", _context(request, sheet, offer, None, wrong))


@require_POST
@officer_only(Permission.CASE_HEAR)
def do(request: Request, number: str, name: str) -> HttpResponse:
    """Do one act and come back to the next."""
    sheet = _reach(request, number)
    offer = next((x for x in sheet.offers if x.act.name == name), None)
    if offer is None:
        raise Http404(_("没有这个动作"))
    given = forms.read(offer.command, request.POST)
    seen = request.POST.get("seen", "")
    try:
        command = law.parse(offer.command, given)
        done = cases.act(number, command, by=request.standing, at=request.now, key=request.POST.get("key") or None,
                         seen=int(seen) if seen.isdigit() else None)  # fmt: skip
    except law.Refused as refused:
        return render(
            request, "workbench/hearing_run.html", _context(request, sheet, offer, given, refused), status=422
        )
    except Stale:
        messages.warning(request, _("听证刚刚有了新的记录，请看过再办"))
        return redirect("desk-hearing", number)
    followers.catch_up()
    messages.success(request, "；".join(x.sentence() for x in done.entries) or _("已经记下"))
    return redirect("desk-hearing", number)


@require_POST
@officer_only(Permission.CASE_HEAR)
def sign(request: Request, number: str) -> HttpResponse:
    """Put down, in one act, all signatures ticked, and the refusals with their reasons."""
    sheet, post = _reach(request, number), request.POST
    it = sheet.case.sitting
    assert it is not None
    left = set(it.unsigned())
    ticked = [one.partition("|") for one in post.getlist("signed")]
    commands = [
        c.SignPage(page=int(page), code=code)
        for page, _sep, code in ticked
        if page.isdigit() and (int(page), code) in left
    ]
    done = {(one.page, one.code) for one in commands}
    why = post.get("why", "").strip()
    refusing = post.get("refuses", "")
    commands += [
        c.SignPage(page=page, code=code, signed=False, why=why)
        for page, code in sorted(left - done)
        if code == refusing and code
    ]
    try:
        law.require(
            commands, _("没有选哪一页、谁签了字"), field="signed", remedy=_("请勾选，或者写明谁拒绝签字。")
        )
        cases.act(number, *commands, by=request.standing, at=request.now)
    except law.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("登记了%s处签字") % len(commands))
    followers.catch_up()
    return redirect("desk-hearing", number)


@officer_only(Permission.CASE_READ)
def printed(request: Request, number: str, what: str) -> HttpResponse:
    """The notice, the minutes page by page, or the report as PDF."""
    sheet = _reach(request, number)
    if what not in prints.ready(sheet.entries):
        raise Http404(_("还没有这份文书"))
    pdf = prints.made(what, sheet.case, sheet.entries, directory.body_name(sheet.case.body) or "")
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{number}-{what}.pdf"'
    return answer
