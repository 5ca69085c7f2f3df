"""Linked lines bring demands under their own numbers and fetch the answers; each sees its own and no other's."""

from __future__ import annotations

import json
import threading
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from people import at, officer
from yichuang.law.cases import commands as c
from yichuang.law.hotline_words import Line, Passing, Satisfaction, Solved
from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads
from yichuang.office.directory.demo import REGION
from yichuang.office.directory.models import Body
from yichuang.office.lines import acts
from yichuang.office.lines.models import Arrival

pytestmark = pytest.mark.usefixtures("committed")
NINE = at("2026-03-02T09:00")
CLIENT = Client()
DEMAND = {"about": "complaint", "title": "团结街路灯不亮", "words": "晚上看不见路", "subject": "0103", "place": "团结街",
          "caller": "泽仁卓玛", "phone": "13812345678"}  # fmt: skip


@pytest.fixture(scope="module")
def keys(own_database: None, django_db_blocker: Any) -> dict[str, str]:
    with django_db_blocker.unblock():
        return {
            line.value: acts.open_line(line.value, line.label, line, REGION, NINE)
            for line in (Line.MAYOR, Line.NEWSPAPER, Line.BROADCASTER, Line.UPPER)
        }


def bring(key: str, moment: str = "2026-03-02T09:00", client: Client = CLIENT, **told: Any) -> Any:
    with clock.at(at(moment)):
        return client.post("/api/lines/tickets", json.dumps({**DEMAND, **told}), content_type="application/json",
                           headers={"X-Api-Key": key})  # fmt: skip


def get(key: str, path: str, moment: str = "2026-03-20T09:00", **asked: str) -> Any:
    with clock.at(at(moment)):
        return CLIENT.get(f"/api/lines{path}", asked, headers={"X-Api-Key": key})


def do(number: str, *steps: tuple[str, str, Any]) -> None:
    for who, moment, command in steps:
        cases.act(number, command, by=officer(who, date(2026, 3, 3)), at=at(f"2026-{moment}"))


def test_the_mayors_line_brings_a_demand_and_fetches_the_answer_by_its_own_number(
    keys: dict[str, str],
) -> None:
    mayor = keys["mayor"]
    done = bring(mayor, origin="市长〔2026〕7号/甲").json()
    number = done["number"]
    case = reads.folded(number)
    assert case.ticket is not None and (case.ticket.line, case.ticket.about.value) == (
        Line.MAYOR,
        "complaint",
    )
    assert bring(mayor, "2026-03-02T09:01", origin="市长〔2026〕7号/甲").json() == {**done, "again": True}
    assert get(mayor, f"/tickets/{number}").json()["answer"] == ""
    lead = Body.objects.get(serial="115", region=REGION).code
    do(number, ("dispatcher", "03-02T10:00", c.Dispatch(lead=lead, passing=Passing.IN_WRITING)),
       ("handler2", "03-02T11:00", c.SignFor()),
       ("handler2", "03-03T09:00", c.AnswerTicket(words="已更换路灯，电话告知本人", solved=Solved.YES)))  # fmt: skip
    told = get(mayor, "/tickets/市长〔2026〕7号/甲").json()
    assert (told["state"], told["solved"], told["answer"], told["origin"]) == (
        "answered", "yes", "已更换路灯，电话告知本人", "市长〔2026〕7号/甲",
    )  # fmt: skip
    answers = get(mayor, "/answers", since="2026-03-02T00:00:00+08:00").json()
    assert [one["number"] for one in answers["answers"]] == [number]
    assert get(mayor, "/answers", since="2026-03-04T00:00:00+08:00").json()["answers"] == []
    do(
        number,
        ("operator", "03-03T10:00", c.CallBack(reached=True, solved=False, satisfaction=Satisfaction.BAD)),
    )
    assert get(mayor, f"/tickets/{number}").json()["answer"] == ""  # done again: there is none


def test_a_line_sees_its_own_and_no_other(keys: dict[str, str]) -> None:
    number = bring(keys["newspaper"], origin="报1").json()["number"]
    other = bring(keys["upper"], origin="报1").json()["number"]
    assert number != other
    assert get(keys["newspaper"], "/tickets/报1").json()["number"] == number
    assert get(keys["mayor"], "/tickets/报1").status_code == 404
    assert get(keys["mayor"], f"/tickets/{number}").status_code == 404
    assert get("wrong", "/tickets/报1").status_code == 401
    assert CLIENT.get("/api/lines/tickets/报1").status_code == 401


def test_the_same_number_with_another_text_is_a_conflict_and_writes_nothing(keys: dict[str, str]) -> None:
    bring(keys["broadcaster"], origin="播1")
    before = Arrival.objects.count()
    no = bring(keys["broadcaster"], origin="播1", words="路灯好了，井盖又没了")
    assert (no.status_code, no.json()["field"]) == (409, "origin")
    assert Arrival.objects.count() == before


@pytest.mark.parametrize(
    "wrong",
    [{"origin": ""}, {"words": ""}, {"words": "长" * 6000}, {"subject": "9999"}, {"about": "joke"}, {"lat": 91.0, "lon": 1.0},
     {"lat": 31.9}, {"against": "nobody"}, {"origin": "a\0b"}, {"place": "a\0b"}],
)  # fmt: skip
def test_bad_input_is_refused_with_a_reason(keys: dict[str, str], wrong: dict[str, Any]) -> None:
    before = Arrival.objects.count()
    no = bring(keys["mayor"], **{"origin": "坏的", **wrong})
    assert no.status_code == 422, no.content
    assert Arrival.objects.count() == before


def test_the_same_demand_at_once_is_one_ticket(keys: dict[str, str]) -> None:
    numbers: list[str] = []

    def hand() -> None:
        numbers.append(bring(keys["upper"], client=Client(), origin="省1").json()["number"])
        connection.close()

    hands = [threading.Thread(target=hand) for _ in range(4)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    assert len(numbers) == 4 and len(set(numbers)) == 1


def test_who_asks_on_from_until_is_told_of_every_answer(keys: dict[str, str]) -> None:
    key, expected = keys["broadcaster"], set()
    for n in range(9):
        number = bring(key, f"2026-04-0{n // 3 + 1}T09:0{n}", origin=f"问{n}").json()["number"]
        cases.act(number, c.AnswerDirectly(words="答复"), by=officer("operator", date(2026, 4, 3)),
                  at=at(f"2026-04-0{n // 3 + 1}T10:0{n}"))  # fmt: skip
        expected.add(number)
    seen: set[str] = set()
    since = "2026-04-01T00:00:00+08:00"
    for day in (1, 2, 3, 4):
        told = get(key, "/answers", f"2026-04-0{day}T10:04", since=since).json()
        seen |= {one["number"] for one in told["answers"]}
        assert datetime.fromisoformat(told["until"]) >= datetime.fromisoformat(since)
        since = told["until"]
    assert seen == expected
    assert get(key, "/answers", since="yesterday").status_code == 422
    assert get(key, "/answers", since="2026-04-01T00:00:00").status_code == 422
