"""The citizen's side of the hotline: writing without signing in, photos, following by code, rating, what is public and what never."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from time import sleep
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from people import at, officer, submitted
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.hotline_words import Passing, Satisfaction, Solved, TicketClass
from yichuang.law.mandates import bearer
from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads
from yichuang.office.files import reads as files
from yichuang.office.files import store
from yichuang.office.hotline.acts import STRANGER
from yichuang.office.hotline.models import TicketRow
from yichuang.site import followers

WORDS = "团结街12号门口的路灯三天不亮，晚上看不见路"
SENT = {"about": "help", "words": WORDS, "subject": "路灯不亮", "place": "马尔康镇团结街"}


@pytest.fixture(autouse=True)
def unhurried(committed: None) -> None:
    """Each test with its own count of tries."""
    cache.clear()


def photo(lat: float | None = None, lon: float | None = None) -> io.BytesIO:
    """A JPEG, as a telephone writes it when it knows where it is."""
    picture, out = Image.new("RGB", (80, 60), "#444"), io.BytesIO()
    notes = Image.Exif()
    notes[0x010F] = "TelephoneMaker"
    if lat is not None and lon is not None:
        gps = notes.get_ifd(0x8825)
        gps |= {1: "N", 2: (lat, 0.0, 0.0), 3: "E", 4: (lon, 0.0, 0.0)}
    picture.save(out, "JPEG", exif=notes)
    out.seek(0)
    out.name = "IMG_0001.jpg"
    return out


def person() -> Client:
    client = Client()
    client.force_login(
        get_user_model().objects.get(username="person"), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def send(client: Client, **more: Any) -> str:
    """Write one; its number."""
    answer = client.post("/hotline/write/", SENT | more)
    assert answer.status_code == 302, re.findall(r"<h2>.*?</h2>", answer.content.decode())
    return str(answer["Location"].rstrip("/").rsplit("/", 1)[-1])


def answered(number: str, words: str = "换了灯泡", solved: Solved = Solved.YES) -> None:
    """Passed on, signed for, answered."""
    now = clock.now()
    hand = officer("handler", now.date())
    cases.act(
        number,
        c.Dispatch(lead=hand.actor.body, passing=Passing.BY_PHONE),
        by=officer("dispatcher", now.date()),
        at=now,
    )
    cases.act(number, c.SignFor(), c.AnswerTicket(words=words, solved=solved), by=hand, at=clock.now())
    followers.catch_up()


def close(number: str) -> None:
    cases.act(number, c.CloseTicket(), by=officer("operator", clock.now().date()), at=clock.now())
    for _ in range(300):  # what others have begun in this cluster must end before a fact is safe to read
        followers.catch_up()
        if TicketRow.objects.get(pk=number).state == "settled":
            return
        sleep(0.1)
    raise AssertionError(number)


def test_anybody_writes_a_demand_and_keeps_two_numbers() -> None:
    client = Client()
    page = client.get("/hotline/write/").content.decode()
    assert "路灯不亮" in page and "马尔康镇团结街" in page and "<svg" in page
    number = send(client, caller="王女士", phone="13800000001")
    case = reads.folded(number)
    assert case.applicant == "" and case.ticket is not None and case.ticket.contact
    assert (
        case.ticket.subject == "0103" and case.ticket.spot is not None and case.ticket.spot.lat == 31_904_000
    )
    assert case.name == "市政设施·路灯不亮（马尔康镇团结街）"
    page = client.get(f"/hotline/receipt/{number}/").content.decode()
    assert number in page and reads.client(number).query_code in page
    assert Client().get(f"/hotline/receipt/{number}/").status_code == 302


def test_sent_twice_it_is_one_ticket() -> None:
    client, key = Client(), "8f14e45f-ceea-467f-a0e6-1f1c2e7b9a11"
    assert send(client, key=key) == send(client, key=key)


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost() -> None:
    answer = Client().post("/hotline/write/", SENT | {"words": " ", "place": "昌列寺"})
    page = answer.content.decode()
    assert (
        answer.status_code == 422
        and "没有写诉求内容" in page
        and 'href="#f-words"' in page
        and "昌列寺" in page
    )


def test_words_nobody_can_sort_are_kept_for_the_operator() -> None:
    number = send(Client(), subject="说不清楚的事")
    ticket = reads.folded(number).ticket
    assert ticket is not None and ticket.subject == ""


def test_an_emergency_is_one_whatever_is_ticked() -> None:
    ticket = reads.folded(send(Client(), subject="爆管漏水")).ticket
    assert ticket is not None and ticket.about is TicketClass.EMERGENCY


def test_confidence_and_anonymity_hold() -> None:
    secret = reads.folded(send(Client(), confidential="1", phone="13800000002")).ticket
    assert secret is not None and secret.confidential and secret.place == "" and secret.spot is None
    me = person()
    number = send(me, anonymous="1", caller="张三", phone="13800000003")
    case = reads.folded(number)
    assert case.applicant == "" and case.ticket is not None and not case.ticket.contact
    assert reads.client(number).name == "匿名" and reads.client(number).phone_tail == ""
    report = reads.folded(send(Client(), about="report"))
    assert report.ticket is not None and report.ticket.confidential and "团结街" not in report.name


def test_a_photo_comes_without_its_notes_and_from_afar_only_explained() -> None:
    near, far = photo(31.904, 102.2102), photo(30.66, 104.06)
    client = Client()
    answer = client.post("/hotline/write/", SENT | {"photos": [near, far]})
    page = answer.content.decode()
    assert answer.status_code == 422, re.findall(r"<h2>.*?</h2>", page)
    assert re.search("照片的拍摄位置离您填的地点大约.*公里", page), re.findall(r"<h2>.*?</h2>", page)
    tokens = re.findall(r'name="kept" value="([^"]+)"', page)
    assert len(tokens) == 2
    number = send(client, kept=tokens, explained="回家以后才传的")
    kept = files.of_case(number)
    with Image.open(store.place(kept[0].digest)) as seen:
        assert not seen.getexif()
    case = reads.folded(number)
    assert case.ticket is not None and len(kept) >= 1
    mine = client.get(f"/hotline/follow/{number}/file/{kept[0].digest}/")
    assert mine.status_code == 200
    assert Client().get(f"/hotline/follow/{number}/file/{kept[0].digest}/").status_code == 302
    answered(number)
    hand = replace(officer("handler", clock.now().date()), seeing=number)
    assert files.may_read(kept[0], hand) and not files.may_read(kept[0], replace(hand, seeing=""))


def test_a_photo_that_is_none_is_refused_and_a_forged_one_left_out() -> None:
    text = io.BytesIO(b"hello")
    text.name = "a.txt"
    answer = Client().post("/hotline/write/", SENT | {"photos": [text]})
    assert answer.status_code == 422 and "不是照片" in answer.content.decode()
    number = send(Client(), kept=["forged"])
    assert not files.of_case(number)


def test_the_number_alone_opens_nothing_and_the_code_only_its_own() -> None:
    one, other = send(Client()), send(Client())
    stranger = Client()
    assert stranger.get(f"/hotline/follow/{one}/").status_code == 302
    wrong = stranger.post("/hotline/follow/", {"number": one, "code": "x"})
    assert wrong.status_code == 422
    code = reads.client(one).query_code
    assert stranger.post("/hotline/follow/", {"number": one, "code": code}).status_code == 302
    page = stranger.get(f"/hotline/follow/{one}/").content.decode()
    assert "马上派给负责的单位" in page and WORDS not in page
    assert stranger.get(f"/hotline/follow/{other}/").status_code == 302
    assert stranger.post(f"/hotline/follow/{other}/do/urge/", {}).status_code == 302
    ticket = reads.folded(other).ticket
    assert ticket is not None and ticket.urged == 0


def test_number_and_tail_of_the_telephone_open_no_ticket() -> None:
    number = send(Client(), caller="王女士", phone="13800000008")
    assert Client().post("/progress/", {"number": number, "tail": "0008"}).status_code == 422
    asked = Client().post(
        "/api/progress", {"number": number, "tail": "0008"}, content_type="application/json"
    )
    assert asked.status_code == 404


def test_the_law_lets_a_bearer_at_his_ticket_and_nobody_nameless_at_any() -> None:
    one, other = send(Client()), send(Client())
    for by in (bearer(one), STRANGER):
        with pytest.raises(law.Forbidden):
            cases.act(other, c.Urge(), by=by, at=clock.now())
    cases.act(one, c.Urge(), by=bearer(one), at=clock.now())
    permit = submitted()
    with pytest.raises(law.Refused):
        cases.act(permit, c.Withdraw(reason="不办了"), by=bearer(permit), at=at("2026-03-03T10:00"))


def test_guessing_codes_is_slowed_down() -> None:
    number, client = send(Client()), Client(REMOTE_ADDR="127.0.0.93")
    pages = [client.post("/hotline/follow/", {"number": number, "code": f"{n:08d}"}) for n in range(22)]
    assert "试的次数太多了" in pages[-1].content.decode()


def test_rated_by_its_code_it_may_be_closed_and_is_public_without_persons() -> None:
    client = Client()
    number = send(client, caller="王小明", phone="13800000001", place="马尔康镇团结街12号")
    answered(number, "王小明先生，您家3栋2单元门口的灯换好了，电话13800000001、0837-2828282")
    page = client.get(f"/hotline/follow/{number}/").content.decode()
    assert "灯换好了" in page and "单位认为" in page and "为什么" in page
    assert client.get(f"/hotline/follow/{number}/why/call_back/").status_code == 200
    short = client.post(f"/hotline/follow/{number}/do/rate_ticket/", {"solved": "true"})
    assert short.status_code == 422
    sent = client.post(
        f"/hotline/follow/{number}/do/rate_ticket/", {"solved": "true", "satisfaction": "good"}
    )
    assert sent.status_code == 302
    close(number)
    listed = Client().get("/hotline/answered/?q=路灯").content.decode()
    assert "王*" in listed and "满意" in listed and "换好了" in listed
    for hidden in ("王小明", "13800000001", "2828282", "3栋", "2单元", "12号", number):
        assert hidden not in listed
    feed = Client().get("/hotline/answered/feed.atom")
    entries = ElementTree.fromstring(feed.content).findall("{http://www.w3.org/2005/Atom}entry")
    assert entries and "王小明" not in feed.content.decode() and number not in feed.content.decode()


def test_not_solved_goes_back() -> None:
    client = person()
    number = send(client)
    assert "我的诉求" in client.get("/hotline/mine/").content.decode()
    assert client.get(f"/my/{number}/")["Location"] == f"/hotline/follow/{number}/"
    answered(number)
    assert client.post(f"/hotline/follow/{number}/do/say_unsolved/", {"words": ""}).status_code == 422
    assert client.post(f"/hotline/follow/{number}/do/say_unsolved/", {"words": "又灭了"}).status_code == 302
    case = reads.folded(number)
    assert case.ticket is not None and case.ticket.reworks == 1
    page = client.get(f"/hotline/follow/{number}/").content.decode()
    assert "第1次重办" in page and "又灭了" not in page


@pytest.mark.parametrize("more", [{"confidential": "1"}, {"anonymous": "1"}, {"about": "report"}])
def test_what_is_secret_or_nameless_by_wish_is_never_public(more: dict[str, str]) -> None:
    client = Client()
    number = send(client, **more, title="不公开的这一件")
    answered(number)
    client.post(f"/hotline/follow/{number}/do/rate_ticket/", {"solved": "true", "satisfaction": "very_good"})
    close(number)
    assert TicketRow.objects.get(pk=number).state == "settled"
    assert "不公开的这一件" not in Client().get("/hotline/answered/").content.decode()


def test_the_public_list_asks_as_much_for_many_as_for_one() -> None:
    def spent() -> list[str]:
        with CaptureQueriesContext(connection) as seen:
            assert Client().get("/hotline/answered/").status_code == 200
        return [one["sql"][:60] for one in seen.captured_queries]

    def one() -> None:
        client = Client()
        number = send(client)
        answered(number)
        client.post(
            f"/hotline/follow/{number}/do/rate_ticket/",
            {"solved": "true", "satisfaction": Satisfaction.GOOD.value},
        )
        close(number)

    one()
    spent()
    few = spent()
    for _ in range(3):
        one()
    many = spent()
    assert many == few, "\n".join([*few, "--", *many])


def test_the_front_page_says_limits_with_papers_and_the_month() -> None:
    send(Client())
    cache.clear()
    page = Client().get("/hotline/").content.decode()
    assert "电话交办" in page and "3日" in page and "济南" in page and "12345" in page
    assert "/hotline/" in Client().get("/").content.decode()
    names = Client().get("/hotline/suggest/", {"what": "place", "q": "tjj"}).json()["names"]
    assert names[0] == "马尔康镇团结街"
