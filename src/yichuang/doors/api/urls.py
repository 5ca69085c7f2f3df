"""The API: matters, cases, acts, progress, papers. OpenAPI 3.1 at /api/openapi.json."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.urls import path
from ninja import NinjaAPI, Query, Schema

from yichuang.doors.api.bodies import body
from yichuang.doors.api.keys import SIGNED
from yichuang.doors.api.linked import lines
from yichuang.doors.api.open311 import open311
from yichuang.doors.api.openness import publications
from yichuang.doors.api.projects import plain
from yichuang.doors.api.telephone import phone
from yichuang.doors.api.troubles import TROUBLES, Trouble
from yichuang.doors.parts.guards import Request, act_for, not_too_many, ready, too_many_tries
from yichuang.law import cases as law
from yichuang.law.kinds import KINDS
from yichuang.law.mandates import Errand, Standing
from yichuang.law.matters import Act
from yichuang.law.words import Channel, Purpose, Role, State
from yichuang.office.agency import acts as agency
from yichuang.office.agency import reads as agents
from yichuang.office.agency.models import Authorisation
from yichuang.office.cases import acts, projects, reads
from yichuang.office.cases.acts import Client, Missing, Stale
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Applicant
from yichuang.office.lines import acts as line_acts
from yichuang.office.papers import reads as papers

api = NinjaAPI(title="一窗 Yichuang", version="0.1", auth=SIGNED, docs_url=None)


@api.exception_handler(law.Refused)
def refused(request: Request, error: law.Refused) -> HttpResponse:
    """The law does not let it happen: 422 with the article; 404 for whom there is no such case."""
    if isinstance(error, law.Forbidden) and error.unseen:
        return missing(request, Missing())
    article = error.cite.text if error.cite else ""
    plain = Trouble(reason=error.reason, article=article, field=error.field, remedy=error.remedy)
    return api.create_response(request, plain, status=422)


@api.exception_handler(line_acts.Repeated)
def repeated(request: Request, error: line_acts.Repeated) -> HttpResponse:
    """It was taken before: 409."""
    plain = Trouble(reason=error.reason, field=error.field, remedy=error.remedy)
    return api.create_response(request, plain, status=409)


@api.exception_handler(Missing)
def missing(request: Request, error: Missing) -> HttpResponse:
    """No such case, or out of sight: 404, and nobody learns which."""
    plain = Trouble(reason="没有这个办件，或者不在您的范围内", remedy="请核对办件编号。")
    return api.create_response(request, plain, status=404)


@api.exception_handler(RequestDataTooBig)
def too_big(request: Request, error: RequestDataTooBig) -> HttpResponse:
    """More text than any form holds: 413."""
    return api.create_response(
        request, Trouble(reason="内容太长，最多 4 MB", remedy="大文件请作为材料上传。"), status=413
    )


@api.exception_handler(Stale)
def stale(request: Request, error: Stale) -> HttpResponse:
    """The page was older than the case: 409 with what has changed."""
    said = "；".join(entry.sentence() for entry in error.entries)
    return api.create_response(
        request, Trouble(reason=said, field="seen", remedy="请看过新的变化再办。"), status=409
    )


def matter_of(guide: catalogue.Guide) -> dict[str, Any]:
    """A matter as a list shows it."""
    return {"code": guide.code, "name": guide.name, "body": guide.body.name, "handling": guide.edition.handling.label,
            "edition": guide.edition.number}  # fmt: skip


def sheet_of(sheet: reads.Sheet) -> dict[str, Any]:
    """A case with its trail and what may be done."""
    case = sheet.case
    return {
        "number": case.number,
        "name": case.name,
        "state": case.state.value,
        "state_label": case.state.label,
        "light": sheet.line.light.value,
        "version": case.version,
        "received_on": case.received_on,
        "accepted_on": case.accepted_on,
        "due_on": sheet.times.due_on,
        "statutory_on": sheet.times.statutory_on,
        "provisional": sheet.times.provisional,
        "outcome": case.outcome.value if case.outcome else None,
        "facts": [
            {"seq": x.seq, "at": x.at, "type": type(x.fact).__name__, "says": x.sentence()}
            for x in sheet.entries
        ],
        "acts": [_offer(offer) for offer in sheet.offers],
    }


def _offer(offer: law.Offer) -> dict[str, Any]:
    shut = offer.refused
    return {
        "name": offer.act.name,
        "label": offer.act.label,
        "open": offer.open,
        "article": offer.act.cite.text,
        "why_not": shut.reason if shut else "",
    }


@api.get("/matters", auth=None, summary="查找事项", response={200: list[dict[str, Any]], **TROUBLES})
def matters(request: Request, q: str = "") -> Any:
    """Matters by any name; all of them without a query."""
    return (
        [matter_of(x.guide) for x in catalogue.search(q)]
        if q.strip()
        else [matter_of(x) for x in catalogue.listing()]
    )


@api.get("/matters/{code}", auth=None, summary="办事指南", response={200: dict[str, Any], **TROUBLES})
def matter(request: Request, code: str) -> Any:
    """The whole guide of a matter."""
    found = catalogue.guide(code)
    if found is None:
        return 404, Trouble(reason="没有这个事项", field="code", remedy="请先查找事项。")
    return matter_of(found) | {"content": found.content}


class Follow(Schema):
    """Number and the last four digits of the phone."""

    number: str
    tail: str


@api.post("/progress", auth=None, summary="查进度", response={200: dict[str, Any], **TROUBLES})
def progress(request: Request, asked: Follow) -> Any:
    """Progress without personal text, for whoever knows number and phone tail."""
    if too_many_tries(request, "api-progress"):
        return 429, Trouble(reason="试的次数太多了", remedy="请十分钟后再试。")
    ready(request)
    sheet = reads.progress(asked.number, asked.tail, request.standing, request.now)
    return sheet_of(sheet) | {"acts": []}


@api.get("/verify/{code}", auth=None, summary="验证文书", response={200: dict[str, Any], **TROUBLES})
def verify(request: Request, code: str) -> Any:
    """Whether a paper is genuine; nothing personal is shown."""
    paper = papers.by_code(code)
    if paper is None:
        return 404, Trouble(
            reason="没有出具过这个验证码的文书", field="code", remedy="请核对二维码旁的验证码。"
        )
    return {
        "title": paper.title,
        "number": paper.number,
        "body": paper.body,
        "dated": paper.dated,
        "digest": paper.digest,
    }


@api.get("/me", summary="我是谁", response={200: dict[str, Any], **TROUBLES})
def me(request: Request) -> Any:
    """Who is signed in, and in what capacity."""
    actor = request.standing.actor
    return {"role": actor.role.value, "name": actor.name, "body": actor.body, "post": actor.post}


class Filters(Schema):
    """What to list."""

    state: State | None = None
    after: str | None = None


@api.get("/inbox", summary="收件箱", response={200: dict[str, Any], **TROUBLES})
def inbox(request: Request, filters: Query[Filters]) -> Any:
    """The cases that wait, what runs out first on top."""
    states = (filters.state,) if filters.state else reads.WORK
    page = reads.inbox(request.standing, request.now, states=states, after=filters.after)
    lines = [
        {
            "number": x.number,
            "name": x.name,
            "state": x.state.value,
            "light": x.light.value,
            "due_on": x.due_on,
        }
        for x in page.lines
    ]
    return {"cases": lines, "next": page.next}


def _by(request: Request, number: str) -> Standing:
    """In what capacity this person acts on this case: as oneself, or for the principal who authorised it."""
    if request.standing.actor.role is Role.APPLICANT:
        act_for(request, reads.whose(number))
    return request.standing


class Opening(Schema):
    """What to apply for; as an agent, for whom."""

    matter: str
    principal: str | None = None
    purpose: Purpose = Purpose.NEW
    licence_of: str | None = None


@api.post("/cases", summary="开始一个办件", response={200: dict[str, Any], **TROUBLES})
def open_case(request: Request, opening: Opening) -> Any:
    """Begin a case for the signed-in applicant, or for the principal who authorised it in writing."""
    act_for(request, opening.principal or "")
    by, now = request.standing, request.now
    person = Applicant.objects.filter(pk=opening.principal or by.client).first()
    if person is None or person.pk != by.client:
        return 403, Trouble(reason="只能为自己或者授权给您的人申请", remedy="窗口收件请在工作台办理。")
    done = acts.open_case(
        opening.matter,
        Client(person.pk, person.name, directory.phone_tail(person)),
        by=by,
        at=now,
        channel=Channel.AGENT if by.actor.principal else Channel.ONLINE,
        purpose=opening.purpose,
        licence_of=opening.licence_of,
    )
    return {"number": done.case.number, "version": done.case.version}


class Giving(Schema):
    """An authorisation to give: to whom, for what, on which matters (all when left out), until when."""

    name: str
    phone: str
    errands: list[Errand]
    matters: list[str] | None = None
    valid_until: date


def _written(row: Authorisation, now: datetime) -> dict[str, Any]:
    """An authorisation as both sides see it."""
    return {"id": row.pk, "number": row.number, "principal": row.principal_id, "principal_name": row.principal.name,
            "agent": row.agent_id, "agent_name": row.agent.name, "errands": row.errands, "matters": row.matters,
            "valid_from": row.valid_from, "valid_until": row.valid_until, "revoked_at": row.revoked_at,
            "why_not": row.law.why_not(None, "", now)}  # fmt: skip


@api.get("/authorisations", summary="代办授权", response={200: dict[str, Any], **TROUBLES})
def authorisations(request: Request) -> Any:
    """What I let others do for me, what others let me do for them, and what was done under it."""
    own, now = request.standing.actor.id, request.now
    news = [
        {"case": x.case, "seq": x.seq, "at": x.at, "says": x.sentence()} for x in agents.news(own).entries
    ]
    given, held = ([_written(row, now) for row in rows] for rows in (agents.given(own), agents.held(own)))
    return {"given": given, "held": held, "news": news}


@api.post("/authorisations", summary="授权代办", response={200: dict[str, Any], **TROUBLES})
def authorise(request: Request, giving: Giving) -> Any:
    """Let somebody act for the signed-in applicant (行政许可法 29(2))."""
    by, now = request.standing, request.now
    person = Applicant.objects.filter(pk=by.actor.id).first()
    if person is None:
        return 403, Trouble(reason="只能由申请人本人授权", remedy="书面授权请在工作台登记。")
    not_too_many(request, "agent")
    agent = agents.find(giving.name, giving.phone)
    row = agency.authorise(
        person,
        agent,
        errands=giving.errands,
        matters=giving.matters,
        valid_until=giving.valid_until,
        by=by,
        at=now,
    )
    return _written(row, now)


@api.post(
    "/authorisations/{ident}/revoke", summary="撤销代办授权", response={200: dict[str, Any], **TROUBLES}
)
def revoke_authorisation(request: Request, ident: int) -> Any:
    """Revoke an authorisation at once (民法典 173)."""
    return _written(agency.revoke(ident, by=request.standing, at=request.now), request.now)


@api.get("/cases/{number}", summary="一个办件", response={200: dict[str, Any], **TROUBLES})
def case(request: Request, number: str) -> Any:
    """A case with its trail and what may be done now."""
    return sheet_of(reads.sheet(number, _by(request, number), request.now))


@api.get("/cases/{number}/project", summary="联合办理的项目", response={200: dict[str, Any], **TROUBLES})
def project(request: Request, number: str) -> Any:
    """A joint project: its plan with critical path and float, its stages, how each matter stands, its tasks."""
    return plain(projects.project(number, _by(request, number), request.now))


def _route(act: Act) -> None:
    name, shape = act.name, body(act.name)

    def do(request: Request, number: str, given: Any) -> Any:
        plain = {
            key: value for key, value in given.dict(exclude={"key", "seen"}).items() if value is not None
        }
        command = law.parse(law.DOERS[name].command, plain)
        by, now = _by(request, number), request.now
        done = acts.act(number, command, by=by, at=now, key=given.key, seen=given.seen)
        facts = [{"seq": x.seq, "says": x.sentence()} for x in done.entries]
        return {"number": number, "state": done.case.state.value, "version": done.case.version, "again": done.again,
                "facts": facts}  # fmt: skip

    do.__annotations__["given"] = shape
    do.__name__ = do.__qualname__ = name
    do.__doc__ = f"{act.effect} {act.cite.text}"
    api.post(f"/cases/{{number}}/acts/{name}", summary=act.label, response={200: dict[str, Any], **TROUBLES})(
        do
    )


for one in {act.name: act for kind in reversed(KINDS) for act in kind.acts}.values():
    if Role.SYSTEM not in one.by:
        _route(one)

api.add_router("/phone", phone)
api.add_router("/lines", lines)
api.add_router("/openness", publications)
urlpatterns = [path("open311/v2/", open311.urls), path("", api.urls)]
