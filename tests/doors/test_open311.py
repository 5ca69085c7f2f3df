"""Open311 GeoReport v2: what is brought is registered once, what is read is public and of the standard's form."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from jsonschema import Draft4Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4

from people import at, officer
from yichuang.law.cases import commands as c
from yichuang.law.hotline_words import Line, Passing, Satisfaction, Solved
from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads
from yichuang.office.directory.demo import REGION
from yichuang.office.directory.models import Body
from yichuang.office.lines import acts
from yichuang.office.trail import reads as trail
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
ROOT = Path(__file__).resolve().parents[2]
THEIRS = Path(os.environ.get("YICHUANG_CONFORMANCE") or ROOT.parent / "shared" / "conformance") / "open311"
NINE = at("2026-03-02T09:00")
V2 = "/api/open311/v2"
CLIENT = Client()


@pytest.fixture(scope="module")
def key(own_database: None, django_db_blocker: Any) -> str:
    with django_db_blocker.unblock():
        return acts.open_line("app", "城市随手拍", Line.OPEN311, REGION, NINE)


def bring(key: str, moment: str = "2026-03-02T09:00", once: str = "", **given: str) -> Any:
    head = {"Idempotency-Key": once} if once else {}
    with clock.at(at(moment)):
        return CLIENT.post(f"{V2}/requests.json", {"api_key": key, **given}, headers=head)


LAMP = {"service_code": "0103", "address_string": "马尔康镇达萨街12号3单元", "lat": "31.905678", "long": "102.206789",
        "description": "路灯坏了，我叫泽仁卓玛，住401室", "first_name": "卓玛", "last_name": "泽仁", "phone": "13812345678",
        "email": "zoe@example.cn", "media_url": "https://example.cn/1.jpg"}  # fmt: skip


def get(path: str, moment: str = "2026-03-20T09:00", **asked: str) -> Any:
    with clock.at(at(moment)):
        return Client().get(f"{V2}/{path}", asked)


def theirs(name: str, told: Any) -> None:
    """The schemas of the standard's keepers, where they are at hand; ours, of the field list, always."""
    ours = json.loads((Path(__file__).parent / "georeport.json").read_text(encoding="utf-8"))
    Draft4Validator({"definitions": ours["definitions"], **ours["definitions"][name]}).validate(told)
    if THEIRS.is_dir():
        files = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in THEIRS.glob("*.json")}
        known: Registry[Any] = Registry().with_resources(
            (x, DRAFT4.create_resource(y)) for x, y in files.items()
        )
        Draft4Validator(files[f"{name}.json"], registry=known).validate(told)


def body(serial: str) -> str:
    return Body.objects.get(serial=serial, region=REGION).code


def answered(number: str) -> None:
    """Passed on, answered, called back, closed."""
    on = date(2026, 3, 3)
    for who, moment, command in (
        ("dispatcher", "03-02T10:00", c.Dispatch(lead=body("115"), passing=Passing.BY_PHONE)),
        ("handler2", "03-02T11:00", c.SignFor()),
        ("handler2", "03-03T09:00", c.AnswerTicket(words="已给王桂芳女士（13912345678）更换路灯", solved=Solved.YES)),
        ("operator", "03-03T10:00", c.CallBack(reached=True, solved=True, satisfaction=Satisfaction.GOOD)),
        ("operator", "03-03T10:05", c.CloseTicket()),
    ):  # fmt: skip
        cases.act(number, command, by=officer(who, on), at=at(f"2026-{moment}"))
    followers.settle()


def test_services_and_their_definitions_are_of_the_standard() -> None:
    told = get("services.json").json()
    theirs("services", told)
    assert {"0103", "00"} <= {one["service_code"] for one in told}
    definition = get("services/0103.json").json()
    theirs("service-definition", definition)
    root = ElementTree.fromstring(get("services/0103.xml").content)
    assert [x.findtext("code") for x in root.findall("attributes/attribute")] == [
        "about",
        "anonymous",
        "confidential",
    ]
    names = ElementTree.fromstring(get("services.xml").content)
    assert len(names.findall("service")) == len(told)
    assert get("services/9999.json").status_code == 404


def test_a_demand_is_brought_sealed_and_read_without_the_caller(key: str) -> None:
    done = bring(key, **LAMP)
    assert done.status_code == 200, done.content
    number = done.json()[0]["service_request_id"]
    case = reads.folded(number)
    assert case.ticket is not None and case.ticket.line is Line.OPEN311 and case.ticket.contact
    assert "卓玛" not in json.dumps([str(x) for x in trail.entries(number)], ensure_ascii=False)
    assert "zoe@example.cn" in str(trail.entries(number, texts=True))
    answered(number)
    told = get(f"requests/{number}.json").json()
    theirs("requests", told)
    one = told[0]
    assert (one["status"], one["service_code"]) == ("closed", "0103")
    assert one["status_notes"] == "已办结，已解决：已给王*女士（***）更换路灯"
    assert (one["address"], one["lat"], one["long"]) == ("马尔康镇****", 31.906, 102.207)
    assert one["updated_datetime"] == "2026-03-03T10:05:00+08:00"
    for secret in ("泽仁", "卓玛", "401", "13812345678", "zoe", "1.jpg", "桂芳", "12号"):
        assert secret not in json.dumps(told, ensure_ascii=False)
    root = ElementTree.fromstring(get(f"requests/{number}.xml").content)
    assert root.tag == "service_requests" and root.findtext("request/service_request_id") == number


def test_lists_are_by_status_service_and_time(key: str) -> None:
    day = "2026-05-04"
    first = bring(key, f"{day}T09:00", **LAMP).json()[0]["service_request_id"]
    other = bring(key, f"{day}T10:00", service_code="0201", address_string="团结街").json()[0][
        "service_request_id"
    ]
    unsorted = bring(key, f"{day}T11:00", service_code="00", address_string="团结街").json()[0][
        "service_request_id"
    ]

    def found(**asked: str) -> list[str]:
        told = get("requests.json", f"{day}T12:00", **asked).json()
        theirs("requests", told)
        return [one["service_request_id"] for one in told]

    since = {"start_date": f"{day}T00:00:00+08:00"}
    assert found(**since) == [unsorted, other, first]
    assert found(**since, status="closed") == []
    assert found(**since, status="open,closed") == [unsorted, other, first]
    assert found(**since, service_code="0103,00") == [unsorted, first]
    assert found(service_request_id=f"{first},{other}") == [other, first]
    assert found(start_date=f"{day}T09:30:00Z", end_date="2026-05-05T00:00:00Z") == []
    assert get("requests.json", f"{day}T12:00", **since).json()[2]["expected_datetime"] is None


def test_what_is_confidential_or_a_report_is_never_read(key: str) -> None:
    for extra in ({"attribute[confidential]": "true"}, {"attribute[about]": "report"}):
        number = bring(key, "2026-06-01T09:00", **LAMP, **extra).json()[0]["service_request_id"]
        assert get(f"requests/{number}.json", "2026-06-02T09:00").status_code == 404
        assert get("requests.json", "2026-06-02T09:00", service_request_id=number).json() == []


@pytest.mark.parametrize(
    ("given", "status", "says"),
    [
        ({}, 400, "service_code"),
        ({"service_code": "0103"}, 400, "地点"),
        ({"service_code": "0103", "lat": "31.9"}, 400, "地点"),
        ({"service_code": "no", "address_string": "x"}, 404, "service_code"),
        ({"service_code": "0103", "lat": "north", "long": "1"}, 400, "lat"),
        ({"service_code": "0103", "lat": "91", "long": "1"}, 400, "经纬度"),
        ({"service_code": "0103", "lat": "nan", "long": "1"}, 400, "经纬度"),
        ({"service_code": "0103", "address_string": "x", "description": "长" * 6000}, 400, "诉求内容"),
        ({"service_code": "0103", "address_string": "x", "attribute[about]": "joke"}, 400, "诉求类型"),
        ({"service_code": "0103", "address_string": "x", "description": "a\0b"}, 400, "字符"),
        ({"service_code": "0103", "address_string": "x", "api_key": "wrong"}, 403, "密钥"),
        ({"service_code": "0103", "address_string": "x", "jurisdiction_id": "moon"}, 404, "jurisdiction_id"),
    ],
)  # fmt: skip
def test_errors_are_of_the_standard(key: str, given: dict[str, str], status: int, says: str) -> None:
    sent = {"api_key": key, **given}
    no = Client().post(f"{V2}/requests.json", sent)
    assert no.status_code == status, no.content
    assert all(one["code"] == status for one in no.json())
    assert any(says in one["description"] for one in no.json())
    xml = Client().post(f"{V2}/requests.xml", sent)
    root = ElementTree.fromstring(xml.content)
    assert (root.tag, root.findtext("error/code")) == ("errors", str(status))


@pytest.mark.parametrize(
    "asked",
    [{"status": "done"}, {"service_code": "9999"}, {"start_date": "yesterday"}, {"start_date": "2026-03-02", "end_date": "2026-03-01"},
     {"start_date": "2025-01-01", "end_date": "2026-01-01"}],
)  # fmt: skip
def test_a_question_nobody_can_answer_is_an_error(asked: dict[str, str]) -> None:
    assert get("requests.json", **asked).status_code == 400


def test_no_form_no_key_no_such_thing(key: str) -> None:
    assert Client().get(f"{V2}/services.pdf").status_code == 404
    assert Client().post(f"{V2}/requests.json", {"service_code": "0103"}).status_code == 403
    assert get("requests/1.json").status_code == 404
    assert get("requests/a%00.json").status_code == 400
    assert get("requests.json", service_request_id="a\0").status_code == 400
    acts.open_line("gone", "关了的", Line.OPEN311, REGION, NINE)
    again = acts.open_line("gone", "关了的", Line.OPEN311, REGION, NINE)
    acts.close_line("gone")
    assert bring(again, **LAMP).status_code == 403


def test_a_request_sent_twice_is_one_ticket_and_its_token_finds_it(key: str) -> None:
    one, other = (bring(key, "2026-07-01T09:00", once="try-1", **LAMP).json() for _ in range(2))
    assert one == other
    assert bring(key, "2026-07-01T09:00", once="try-1", **{**LAMP, "description": "别的"}).status_code == 400
    told = get("tokens/try-1.json", api_key=key).json()
    assert told == [{"service_request_id": one[0]["service_request_id"], "token": "try-1"}]
    assert get("tokens/try-1.json").status_code == 403
    assert get("tokens/try-2.json", api_key=key).status_code == 404


def test_discovery_names_the_endpoint() -> None:
    told = get("discovery.json").json()
    assert told["endpoints"][0]["url"].endswith(V2)
    assert ElementTree.fromstring(get("discovery.xml").content).findtext("endpoints/endpoint/formats/format")


def test_a_thousand_in_a_minute_from_one_number_are_a_thousand_tickets(key: str) -> None:
    numbers = set()
    for n in range(1000):
        done = bring(key, f"2026-08-03T09:00:{n * 60 // 1000:02d}", once=f"many-{n}", **LAMP)
        assert done.status_code == 200
        numbers.add(done.json()[0]["service_request_id"])
    assert len(numbers) == 1000
    listed = get("requests.json", "2026-08-03T10:00", start_date="2026-08-03T00:00:00+08:00").json()
    assert {one["service_request_id"] for one in listed} == numbers


def test_the_description_of_the_interface_names_every_operation() -> None:
    paths = Client().get(f"{V2}/openapi.json").json()["paths"]
    assert {x.removeprefix(V2) for x in paths} == {
        "/discovery.{form}", "/services.{form}", "/services/{code}.{form}", "/requests.{form}", "/requests/{number}.{form}",
        "/tokens/{token}.{form}",
    }  # fmt: skip
