"""The telephone: a signed replay over real HTTP pops the caller at his operator's desk; replays and forgeries change nothing."""

from __future__ import annotations

import http.client
import io
import json
import os
import random
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from browser import chromium, grave_findings, sign_in
from people import officer
from yichuang.doors.command import main
from yichuang.law.cases import commands as c
from yichuang.law.hotline_words import Line, TicketClass
from yichuang.office import clock
from yichuang.office.directory.demo import REGION
from yichuang.office.hotline import acts as hotline
from yichuang.office.lines import acts, reads
from yichuang.office.lines.models import CallRow, SignalRow

pytestmark = pytest.mark.usefixtures("committed")
CALLER = "13800000001"


@pytest.fixture(scope="module")
def key(own_database: None, django_db_blocker: Any) -> str:
    with django_db_blocker.unblock():
        return acts.open_line("pbx", "热线电话系统", Line.PHONE, REGION, clock.now())


@pytest.fixture(autouse=True)
def anew(committed: None) -> Iterator[None]:
    SignalRow.objects.all().delete()
    CallRow.objects.all().delete()
    yield


class Exchange:
    """A telephone exchange as its maker would write it from the description: HTTP and HMAC, nothing of ours."""

    def __init__(self, hall: str, key: str) -> None:
        self.host, self.key = urlsplit(hall).netloc, key

    def send(self, told: dict[str, Any], *, moment: int | None = None, sign: str = "") -> tuple[int, Any]:
        import hashlib
        import hmac

        body = json.dumps(told, ensure_ascii=False).encode()
        said = str(int(time.time()) if moment is None else moment)
        sign = sign or hmac.new(self.key.encode(), said.encode() + b"\n" + body, hashlib.sha256).hexdigest()
        self.last = (body, {"X-Yichuang-Line": "pbx", "X-Yichuang-Time": said, "X-Yichuang-Signature": sign})
        return self.again()

    def again(self) -> tuple[int, Any]:
        link = http.client.HTTPConnection(self.host, timeout=20)
        body, head = self.last
        link.request("POST", "/api/phone/events", body, {"Content-Type": "application/json", **head})
        answer = link.getresponse()
        return answer.status, json.loads(answer.read())


def signal(
    event: str, call: str, seconds: float, extension: str = "", number: str = CALLER
) -> dict[str, Any]:
    at = clock.now() + timedelta(seconds=seconds)
    return {
        "event": event,
        "call": call,
        "at": at.isoformat(),
        "number": number,
        "line": "12345",
        "extension": extension,
    }


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(
        get_user_model().objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def post(client: Client, path: str, **told: Any) -> Any:
    return client.post(f"/api{path}", json.dumps(told), content_type="application/json")


def mine(username: str = "operator") -> Any:
    return signed_in(username).get("/api/phone/mine").json()["call"]


def test_from_ring_to_hanging_up_the_desk_knows_who_calls(hall: str, key: str) -> None:
    exchange = Exchange(hall, key)
    earlier = hotline.register(
        c.RegisterTicket(about=TicketClass.HELP, title="团结街路灯不亮", words="看不见路", phone=CALLER),
        REGION, by=officer("operator", clock.today()), at=clock.now(),
    )  # fmt: skip
    assert post(signed_in("operator"), "/phone/seat", extension="8001").status_code == 200
    assert exchange.send(signal("queued", "c1", -20)) == (
        200,
        {"call": "c1", "state": "queued", "again": False},
    )
    assert mine() is None
    assert exchange.send(signal("ringing", "c1", -10, "8001"))[1]["state"] == "ringing"
    ring = mine()
    assert (ring["number"], ring["state"], ring["line"]) == (CALLER, "ringing", "12345")
    assert [one["number"] for one in ring["earlier"]] == [earlier.number]
    assert exchange.send(signal("answered", "c1", -8, "8001"))[0] == 200
    assert mine()["state"] == "answered"
    by = officer("operator", clock.today())
    assert reads.phone_of(ring["id"], by) == CALLER
    assert reads.phone_of(ring["id"], officer("dispatcher", clock.today())) == ""
    form = {"title": "路灯还是不亮", "words": "又坏了", "phone": CALLER, "about": "help", "line": "phone"}
    taken = signed_in("operator").post(f"/desk/hotline/new/?call={ring['id']}", form)
    number = next(part for part in taken["Location"].split("/") if part.isdigit())
    assert CallRow.objects.get(pk=ring["id"]).ticket == number
    assert not acts.registered_from(ring["id"], "another", by), "the first ticket of a call stays"
    assert number in signed_in("operator").get("/desk/calls/").content.decode()
    assert exchange.send(signal("hung_up", "c1", -1))[1]["state"] == "hung_up"
    assert mine() is None
    found = signed_in("operator").get("/api/phone/figures").json()
    assert (found["calls"], found["answered"], found["within_15_s"]) == (1, 1, 1)
    assert found["shares"][0]["value"] == 1.0 and "÷" in found["shares"][0]["formula"]


def test_a_number_is_kept_sealed_and_can_be_forgotten(hall: str, key: str) -> None:
    assert Exchange(hall, key).send(signal("ringing", "c1", -1, "8001"))[0] == 200
    row = CallRow.objects.get()
    assert CALLER.encode() not in bytes(row.phone) and CALLER not in row.caller
    assert acts.forget(clock.now() - timedelta(days=1)) == 0
    assert acts.forget(clock.now()) == 1
    row.refresh_from_db()
    assert (row.phone, row.caller) == (None, "")


def test_replays_forgeries_and_old_messages_change_nothing(hall: str, key: str) -> None:
    exchange = Exchange(hall, key)
    assert exchange.send(signal("ringing", "c1", -1, "8001"))[0] == 200
    kept = CallRow.objects.values().get()
    status, said = exchange.again()
    assert (status, said["reason"]) == (409, "这条消息已经收到过")
    told = signal("hung_up", "c1", 0)
    assert exchange.send(told, sign="0" * 64)[0] == 401
    assert exchange.send(told, sign="签名".encode().hex())[0] == 401
    assert exchange.send(told, moment=int(time.time()) - 301)[0] == 401
    assert exchange.send(told, moment=-1)[0] == 401
    assert Exchange(hall, "wrong").send(told)[0] == 401
    assert exchange.send(signal("hung_up", "c1", 3600))[0] == 422
    assert exchange.send(signal("hung_up", "c1", -8 * 86400))[0] == 422
    assert exchange.send({**told, "event": "sneezed"})[0] == 422
    assert exchange.send({**told, "at": "2026-03-02T09:00:00"})[0] == 422
    assert exchange.send({**told, "call": "a\0b"})[0] == 422
    assert CallRow.objects.values().get() == kept
    acts.close_line("pbx")
    try:
        assert exchange.send(told)[0] == 401
    finally:
        from yichuang.office.lines.models import Linked

        Linked.objects.filter(pk="pbx").update(active=True)


def test_late_and_shuffled_events_make_the_same_call_and_one_told_again_is_known(hall: str, key: str) -> None:
    exchange, dice = Exchange(hall, key), random.Random(20260302)
    story = [signal("queued", "", -7200), signal("ringing", "", -7190, "8001"), signal("answered", "", -7180, "8001"),
             signal("hung_up", "", -7000)]  # fmt: skip
    for n in range(6):
        for one in dice.sample(story, 4):
            assert exchange.send({**one, "call": f"c{n}"})[0] == 200
    calls = CallRow.objects.values_list(
        "begun_at", "queued_at", "rung_at", "answered_at", "hung_up_at", "extension"
    )
    assert len(set(calls)) == 1 and len(calls) == 6
    time.sleep(1.1)  # another second, so another signature over the same event
    assert exchange.send({**story[0], "call": "c0"})[1]["again"] is True
    assert SignalRow.objects.count() == 24


def test_events_of_one_call_at_once_lose_nothing(hall: str, key: str) -> None:
    story = [signal("queued", "c1", -20), signal("ringing", "c1", -10, "8001"), signal("answered", "c1", -8, "8001"),
             signal("hung_up", "c1", -1)]  # fmt: skip
    said: list[int] = []
    hands = [
        threading.Thread(target=lambda x=one: said.append(Exchange(hall, key).send(x)[0])) for one in story
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert said == [200] * 4
    row = CallRow.objects.get()
    assert row.queued_at and row.rung_at and row.answered_at and row.hung_up_at
    assert row.signals.count() == 4


def test_the_figures_count_who_gave_up_and_who_still_waits(hall: str, key: str) -> None:
    exchange = Exchange(hall, key)
    for call, events in {
        "prompt": [("queued", -100), ("answered", -85)],
        "slow": [("queued", -100), ("answered", -84)],
        "gone": [("queued", -100), ("hung_up", -50)],
        "waits": [("queued", -100)],
    }.items():
        for event, seconds in events:
            assert (
                exchange.send(
                    {**signal(event, call, 0), "at": (MARK + timedelta(seconds=seconds)).isoformat()}
                )[0]
                == 200
            )
    found = reads.figures(REGION, MARK - timedelta(hours=1), MARK, officer("operator", clock.today()))
    assert (found.calls, found.answered, found.prompt, found.given_up, found.waiting) == (4, 2, 1, 1, 1)
    assert found.shares == (0.5, 0.25, 0.25)


MARK = clock.now() - timedelta(minutes=5)


def test_a_telephone_has_one_operator_and_only_the_hotline_has_telephones() -> None:
    assert post(signed_in("operator"), "/phone/seat", extension="8001").status_code == 200
    assert post(signed_in("dispatcher"), "/phone/seat", extension="8001").status_code == 200
    assert reads.seat(officer("operator").actor.id) is None
    assert post(signed_in("dispatcher"), "/phone/seat", extension="").status_code == 200
    assert reads.seat(officer("dispatcher").actor.id) is None
    assert post(signed_in("operator"), "/phone/seat", extension="八千").status_code == 422
    for username in ("clerk", "person", "handler"):
        assert post(signed_in(username), "/phone/seat", extension="8001").status_code == 422, username
    assert signed_in("clerk").get("/api/phone/figures").status_code == 422
    assert Client().get("/api/phone/mine").status_code == 401


def test_the_desk_is_told_that_a_call_changed_and_by_whom_is_fetched(hall: str, key: str) -> None:
    stream = signed_in("operator").get("/desk/calls/stream")
    words = iter(stream.streaming_content)  # type: ignore[attr-defined]
    assert next(words) == b"retry: 200\n\n"
    deadline = time.monotonic() + 20
    while b"changed" not in next(words):  # it has begun to listen
        assert time.monotonic() < deadline
    assert Exchange(hall, key).send(signal("ringing", "c1", 0, "8001"))[0] == 200
    word = next(words)
    while b"beat" in word:
        word = next(words)
    assert word == b"event: changed\ndata: call\n\n" and CALLER.encode() not in word
    stream.close()
    assert signed_in("clerk").get("/desk/calls/stream").status_code == 403
    assert signed_in("clerk").get("/desk/calls/").status_code == 403


def test_a_file_of_events_is_replayed_with_its_pauses(
    hall: str, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "calls.csv"
    file.write_text(
        f"0,queued,r1,{CALLER},12345,\n2,ringing,r1,{CALLER},12345,8001\n4,answered,r1,{CALLER},12345,8001\n"
        f"8,hung_up,r1,{CALLER},12345,8001\n", encoding="utf-8",
    )  # fmt: skip
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{key}\n"))
    assert main(["phone", "--replay", str(file), "--to", hall, "--faster", "10"]) == 0
    assert "hung_up" in capsys.readouterr().out
    row = CallRow.objects.get()
    assert row.answered_at and row.hung_up_at and row.hung_up_at - row.answered_at >= timedelta(seconds=0.3)
    monkeypatch.setattr("sys.stdin", io.StringIO("wrong\n"))
    assert main(["phone", "--replay", str(file), "--to", hall, "--faster", "100"]) == 1


def test_lines_are_opened_and_closed_by_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["line", "--open", "mayor", "--kind", "mayor"]) == 0
    key = capsys.readouterr().out.strip().splitlines()[-1]
    assert acts.of_key(key).region == REGION
    assert main(["line"]) == 0
    shown = capsys.readouterr().out
    assert "市长电话" in shown and key not in shown
    assert main(["line", "--close", "mayor"]) == 0
    with pytest.raises(acts.Unsigned):
        acts.of_key(key)
    assert main(["line", "--close", "nobody"]) == 2
    assert main(["line", "--open", "坏", "--kind", "mayor"]) == 2
    assert main(["line", "--open", "moon", "--region", "999999999999"]) == 2


@pytest.mark.browser
def test_in_the_browser_the_caller_appears_as_it_rings(hall: str, key: str, tmp_path: Path) -> None:
    exchange = Exchange(hall, key)
    with chromium() as browser:
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        sign_in(page, hall, "operator")
        page.goto(f"{hall}/desk/calls/")
        page.fill("#extension", "8001")
        page.press("#extension", "Enter")
        page.wait_for_selector("text=已坐到分机 8001")
        page.wait_for_selector("[data-live]:visible")
        assert exchange.send(signal("ringing", "c9", 0, "8001"))[0] == 200
        page.wait_for_selector(f"#calls >> text={CALLER}")
        page.wait_for_selector("#calls >> text=团结街路灯不亮")
        for name, width in (("calls", 1280), ("calls-phone", 390)):
            page.set_viewport_size({"width": width, "height": 800})
            if folder := os.environ.get("SHOTS"):
                page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
            assert not grave_findings(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert exchange.send(signal("hung_up", "c9", 1, "8001"))[0] == 200
        page.wait_for_selector("text=现在没有来电")
