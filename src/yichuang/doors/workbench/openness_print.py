"""One publication, every channel on paper: chosen at the desk, set, refused when too long; what hangs somewhere and must come down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.parts.workbook import workbook
from yichuang.law import cases as law
from yichuang.law.mandates import Permission
from yichuang.office.openness import booklets, newspapers, posters, reads
from yichuang.office.openness.newspapers import MOST_PAGES, PAGES, Paper
from yichuang.office.openness.reads import Shown, Wanted

MAKES = (
    ("newspaper", noop("报纸整版")),
    ("booklet", noop("小册子")),
    ("handout", noop("明白纸")),
    ("poster", noop("公开栏海报")),
)
_MOST = 500


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the officer wants printed, of which publications, in their order."""

    make: str
    name: str
    format: str
    first: int
    pages: int
    folded: bool
    chosen: list[Shown]


def _number(text: str, least: int, most: int) -> int:
    return min(max(int(text), least), most) if text.isdigit() and len(text) < 5 else least


def _asked(request: Request) -> _Asked:
    get = request.GET
    make = get.get("make", "")
    return _Asked(
        make=make if make in dict(MAKES) else "newspaper",
        name=get.get("name", "").strip()[:30],
        format=get.get("format", "") if get.get("format") in PAGES else "broadsheet",
        first=_number(get.get("first", ""), 1, 99),
        pages=_number(get.get("pages", ""), 1, MOST_PAGES),
        folded=get.get("folded") == "1",
        chosen=reads.published(list(dict.fromkeys(get.getlist("n")))[:_MOST]),
    )


@officer_only(Permission.OPENNESS_READ)
def show(request: Request) -> HttpResponse:
    """Choose publications and what to make of them; what does not fit is said before anything is printed."""
    asked, wrong, ways = _asked(request), None, []
    if request.GET.get("do") == "1":
        try:
            if asked.make == "poster":
                ways = _ways(asked)
            else:
                return _pdf(asked, request)
        except law.Refused as refused:
            wrong = refused
    text, body = request.GET.get("q", "").strip()[:60], request.GET.get("body", "")[:40]
    region = request.standing.region
    found, _after = reads.public(Wanted(text=text, body=body), region)
    here = {one.row.number for one in asked.chosen}
    context = {
        "asked": asked, "wrong": wrong, "ways": ways, "text": text, "body": body, "bodies": reads.bodies(region),
        "found": [one for one in found if one.row.number not in here], "makes": [(key, _(label)) for key, label in MAKES],
        "formats": [(key, told[0], f"{told[1]}×{told[2]}") for key, told in PAGES.items()],
        "pages": range(1, MOST_PAGES + 1),
    }  # fmt: skip
    return render(request, "workbench/openness_print.html", context, status=422 if wrong else 200)


def _pdf(asked: _Asked, request: Request) -> HttpResponse:
    """What was asked for as PDF. Raises Refused."""
    today, base, centre = law.day(request.now), settings.PUBLIC_URL, str(settings.CENTRE)
    if asked.make == "booklet":
        pdf = booklets.booklet(asked.chosen, asked.name, today, base, centre)
        pdf = booklets.imposed(pdf) if asked.folded else pdf
    elif asked.make == "handout":
        pdf = booklets.handout(_one(asked), base)
    else:
        paper = Paper(asked.name, asked.format, asked.first, asked.pages)
        pdf = newspapers.newspaper(asked.chosen, paper, today, base, centre).pdf
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{asked.make}-{today}.pdf"'
    return answer


def _one(asked: _Asked) -> Shown:
    law.require(len(asked.chosen) == 1, _("选了%d条，一张只排一条") % len(asked.chosen), posters.READ,
                field="chosen", remedy=_("请只选一条；多条的请做小册子或者报纸整版。"))  # fmt: skip
    return asked.chosen[0]


def _ways(asked: _Asked) -> list[dict[str, Any]]:
    """How it could hang on the board: what does not fit on which sheet, where to print it, and the proof to register."""
    one = _one(asked)
    address = f"{settings.PUBLIC_URL}/openness/{one.row.number}/"
    version = reads.version(one.row)
    return [
        {"way": way, "url": f"/openness/{one.row.number}/poster-{way.size}.pdf?sheets={way.sheets}",
         "register": f"/desk/case/{one.row.number}/act/show_on_outlet/?"
                     + urlencode({"outlet": "board", "proof": f"{way.name} {_('第%d版') % version}，{_('张贴在')}"})}
        for way in posters.ways(one, address)
    ]  # fmt: skip


HEADS = (
    noop("编号"),
    noop("标题"),
    noop("机关"),
    noop("为什么撤"),
    noop("渠道"),
    noop("从哪天起"),
    noop("在哪里"),
    noop("谁去撤"),
)


@officer_only(Permission.OPENNESS_READ)
def removals(request: Request) -> HttpResponse:
    """What hangs somewhere though it is replaced or taken down: where, since when, whose job."""
    context = {
        "rows": reads.removals(request.standing),
        "may": request.standing.may(Permission.OPENNESS_EDIT),
        "today": law.day(request.now),
    }
    return render(request, "workbench/openness_removals.html", context)


@officer_only(Permission.OPENNESS_READ)
def removals_sheet(request: Request) -> HttpResponse:
    """The same as an Excel file."""
    rows = [
        (one.row.number, one.row.title, one.shown.body, one.why, one.outlet.label, one.since, one.place, one.person)
        for one in reads.removals(request.standing)
    ]  # fmt: skip
    note = _("网站和电子屏由系统当时撤下，不在这里；登出的报纸只在撤下时列出，请刊登更正。")
    return workbook(_("该撤下的"), [_(one) for one in HEADS], rows, [note], "removals")
