"""Open311 GeoReport v2: services, requests to read and to bring, tokens, discovery; in JSON and XML, errors in the standard's form."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from ninja import NinjaAPI

from yichuang.doors.api.georeport import Form, answer, wrong
from yichuang.doors.parts.guards import Request, ready
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.hotline_words import TicketClass, Urgency
from yichuang.office.directory import reads as directory
from yichuang.office.lines import acts, public
from yichuang.office.lines.models import Arrival
from yichuang.office.lines.public import DAYS, UNSORTED, Public, Service, Wanted

ONCE = "Idempotency-Key"
"""The header by which a client makes a request once, however often it sends it."""
open311 = NinjaAPI(title="Open311 GeoReport v2", version="2", urls_namespace="open311", docs_url=None)
_ABOUT = (
    TicketClass.CONSULT,
    TicketClass.HELP,
    TicketClass.COMPLAINT,
    TicketClass.SUGGESTION,
    TicketClass.REPORT,
)


class Asked(Request):
    """A request of the standard: also of which territory it asks."""

    territory: str


View = Callable[..., HttpResponse]


def standard(view: View) -> View:
    """Answer as the standard does: only the two forms, one jurisdiction, errors as a list."""

    @functools.wraps(view)
    def guarded(request: Asked, form: str, *args: Any, **kwargs: Any) -> HttpResponse:
        ready(request)
        if form not in ("json", "xml"):
            return wrong("json", 404, "没有这种格式，只有 json 和 xml")
        told = [request.path_info, *(x for sent in (request.GET, request.POST) for _, x in sent.items())]
        if any("\0" in str(one) for one in told):
            return wrong(form, 400, "里面有不能记录的字符（NUL）")
        place = request.GET.get("jurisdiction_id") or request.POST.get("jurisdiction_id") or public.hall()
        if directory.region(place) is None:
            return wrong(form, 404, f"没有 jurisdiction_id“{place[:40]}”，请写行政区划代码")
        try:
            request.territory = place
            return view(request, form, *args, **kwargs)
        except acts.Unsigned as refused:
            return wrong(form, 403, str(refused))
        except law.Refused as refused:
            return wrong(form, 400, str(refused))

    return guarded


@open311.get("/discovery.{form}", summary="服务发现")
@standard
def discovery(request: Request, form: str) -> HttpResponse:
    """Where the endpoint is, in which forms, and whom to ask for a key."""
    base = f"{settings.PUBLIC_URL}/api/open311/v2"
    formats = ["application/json", "text/xml"]
    endpoint = {"specification": "http://wiki.open311.org/GeoReport_v2", "url": base, "changeset": "2026-11-24T00:00:00+08:00",
                "type": "production", "formats": formats}  # fmt: skip
    told = {"changeset": "2026-11-24T00:00:00+08:00", "contact": f"{settings.CENTRE}，12345",
            "key_service": "向热线机构书面申请，见 docs/hotline-api.md", "endpoints": [endpoint]}  # fmt: skip
    return answer(form, told, Form("discovery", ("endpoints", "endpoint"), ("formats", "format")))


@open311.get("/services.{form}", summary="诉求分类")
@standard
def services(request: Request, form: str) -> HttpResponse:
    """Every kind of demand that can be brought."""
    return answer(
        form, [_service(one) for one in public.services()], Form("services", ("services", "service"))
    )


def _service(one: Service) -> dict[str, Any]:
    return {"service_code": one.code, "service_name": one.name, "description": f"{one.group}：{one.name}", "metadata": True,
            "type": "realtime", "keywords": ",".join(one.keywords), "group": one.group}  # fmt: skip


@open311.get("/services/{code}.{form}", summary="一类诉求要填的")
@standard
def service(request: Request, form: str, code: str) -> HttpResponse:
    """What may be told besides: the kind of demand, and whether to keep it confidential or anonymous."""
    if public.service(code) is None:
        return wrong(form, 404, f"没有 service_code“{code[:40]}”")
    yes = [{"key": "true", "name": "是"}, {"key": "false", "name": "否"}]
    attributes = [
        _attribute(1, "about", "诉求类型；不填为求助，突发的分类为突发", [{"key": x.value, "name": x.label} for x in _ABOUT]),
        _attribute(2, "anonymous", "匿名：不记姓名", yes),
        _attribute(3, "confidential", "保密：不公开，不向承办单位透露诉求人和地点；举报一律保密", yes),
    ]  # fmt: skip
    told = {"service_code": code, "attributes": attributes}
    return answer(form, told, Form("service_definition", ("attributes", "attribute"), ("values", "value")))


def _attribute(order: int, code: str, says: str, values: list[dict[str, str]]) -> dict[str, Any]:
    return {"variable": True, "code": code, "datatype": "singlevaluelist", "required": False, "datatype_description": "选一个",
            "order": order, "description": says, "values": values}  # fmt: skip


_REQUESTS = Form("service_requests", ("service_requests", "request"))


@open311.get("/requests.{form}", summary="公开的诉求")
@standard
def requests(request: Asked, form: str) -> HttpResponse:
    """The public tickets of a time, of ninety days where none is told; newest first, at most a thousand."""
    return answer(form, [_request(one) for one in public.requests(_wanted(request))], _REQUESTS)


@open311.get("/requests/{number}.{form}", summary="一件公开的诉求")
@standard
def one_request(request: Asked, form: str, number: str) -> HttpResponse:
    """One public ticket; a confidential one is not found, and nobody learns whether there is one."""
    found = public.requests(
        Wanted(region=request.territory, since=request.now, until=request.now, numbers=(number,))
    )
    if not found:
        return wrong(form, 404, f"没有 service_request_id“{number[:40]}”，或者不公开")
    return answer(form, [_request(one) for one in found], _REQUESTS)


def _request(one: Public) -> dict[str, Any]:
    return {
        "service_request_id": one.number,
        "status": "closed" if one.closed else "open",
        "status_notes": one.notes,
        "service_name": one.service,
        "service_code": one.code,
        "description": one.description,
        "agency_responsible": one.body or None,
        "service_notice": None,
        "requested_datetime": one.at.isoformat(timespec="seconds"),
        "updated_datetime": one.moved_at.isoformat(timespec="seconds"),
        "expected_datetime": one.expected_at.isoformat(timespec="seconds") if one.expected_at else None,
        "address": one.place or None,
        "address_id": None,
        "zipcode": None,
        "lat": one.lat,
        "long": one.lon,
        "media_url": None,
    }


def _wanted(request: Asked) -> Wanted:
    asked = {name: [x for x in request.GET.get(name, "").split(",") if x] for name in ("service_request_id", "service_code", "status")}  # fmt: skip
    status = set(asked["status"])
    law.require(status <= {"open", "closed"}, "status 只有 open 和 closed", field="status")
    for code in asked["service_code"]:
        law.require(public.service(code), f"没有 service_code“{code[:40]}”", field="service_code")
    start, end = (_moment(request.GET.get(name, ""), name) for name in ("start_date", "end_date"))
    until = end or (start + timedelta(days=DAYS) if start else request.now)
    since = start or until - timedelta(days=DAYS)
    law.require(since <= until, "start_date 晚于 end_date", field="start_date")
    law.require(
        until - since <= timedelta(days=DAYS), f"一次最多查{DAYS}天", field="end_date", remedy="请分几次查。"
    )
    return Wanted(region=request.territory, since=since, until=until, codes=tuple(asked["service_code"]),
                  closed="closed" in status if len(status) == 1 else None, numbers=tuple(asked["service_request_id"][: public.MOST]))  # fmt: skip


def _moment(text: str, name: str) -> datetime | None:
    """A moment as the standard writes it; one without a zone is China's."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.strip().replace(" ", "+"))
    except ValueError:
        raise law.Refused(
            f"{name}“{text[:40]}”不是时刻", field=name, remedy="请写成 2026-03-02T09:00:00+08:00。"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=CHINA)


@open311.post("/requests.{form}", summary="提出诉求")
@standard
def bring(request: Request, form: str) -> HttpResponse:
    """Bring a demand with a key. It is registered at once; with a key of its own in the header, once."""
    key = request.POST.get("api_key") or request.GET.get("api_key") or request.headers.get("X-Api-Key", "")
    linked = acts.of_key(key)
    code = request.POST.get("service_code", "")
    found = public.service(code)
    if code and found is None:
        return wrong(form, 404, f"没有 service_code“{code[:40]}”")
    missing = [] if code else ["没有写 service_code"]
    has_place = any(request.POST.get(name) for name in ("address_string", "address_id"))
    if not has_place and not (request.POST.get("lat") and request.POST.get("long")):
        missing.append("没有写地点：lat 和 long，或者 address_string、address_id")
    if missing or found is None:
        return wrong(form, 400, *missing)
    number, _ = acts.receive(linked, _command(request, found, linked.line), _once(request), request.now)
    notice = "请记下编号查询进展；紧急的请拨打电话。" if found.emergency else "请记下编号查询进展。"
    told = {"service_request_id": number, "service_notice": notice, "account_id": None}
    return answer(form, [told], _REQUESTS)


def _once(request: Request) -> str:
    once = request.headers.get(ONCE, "").strip()
    law.require(len(once) <= 100, f"{ONCE} 太长", field=ONCE, remedy="最多一百个字符。")
    return once


def _command(request: Request, found: Service, line: str) -> c.RegisterTicket:
    """The demand in our words. The title is made of the service and the street, since anybody may read it."""
    given = {name: value.strip() for name, value in request.POST.items() if isinstance(value, str)}
    place = given.get("address_string") or given.get("address_id", "")
    beside = [
        (label, given.get(name, "")) for name, label in (("email", "电子邮箱"), ("media_url", "附件网址"))
    ]
    words = "\n".join([given.get("description") or f"（没有文字说明）{found.name}", *(f"{label}：{value}" for label, value in beside if value)])  # fmt: skip
    attribute = given.get("attribute[about]", "")
    about = attribute or (TicketClass.EMERGENCY if found.emergency else TicketClass.HELP).value
    plain = {
        "about": about,
        "title": found.name,
        "words": words,
        "line": line,
        "urgency": (Urgency.URGENT if found.emergency else Urgency.NORMAL).value,
        "subject": "" if found.code == UNSORTED else found.code,
        "place": place,
        "lat": _degrees(given, "lat"),
        "lon": _degrees(given, "long"),
        "caller": f"{given.get('last_name', '')}{given.get('first_name', '')}",
        "phone": given.get("phone", ""),
        "anonymous": given.get("attribute[anonymous]") == "true",
        "confidential": given.get("attribute[confidential]") == "true",
        "origin": _once(request),
    }
    return law.parse(c.RegisterTicket, plain)  # type: ignore[no-any-return]


def _degrees(given: dict[str, str], name: str) -> float | None:
    try:
        return float(given[name]) if given.get(name) else None
    except ValueError:
        raise law.Refused(f"{name} 不是数", field=name, remedy="请写度数，如 31.9057。") from None


@open311.get("/tokens/{token}.{form}", summary="由凭证查编号")
@standard
def token(request: Request, form: str, token: str) -> HttpResponse:
    """The ticket of a request whose answer was lost: the token is the client's own key of the header, told to nobody but its line."""
    linked = acts.of_key(request.GET.get("api_key") or request.headers.get("X-Api-Key", ""))
    found = Arrival.objects.filter(linked=linked, origin=token).first()
    if found is None:
        return wrong(form, 404, f"没有凭证“{token[:40]}”")
    return answer(form, [{"service_request_id": found.number, "token": token}], _REQUESTS)
