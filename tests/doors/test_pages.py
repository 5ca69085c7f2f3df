"""Pages: guards, security heads, sign-in with throttling, lists whose statements do not grow with rows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people import at, submitted
from yichuang.doors.command.bench_count import statements as asked_for
from yichuang.office import clock
from yichuang.office.cases.models import CaseRow
from yichuang.office.directory import demo

pytestmark = pytest.mark.usefixtures("committed")


def test_the_content_policy_is_there_and_strict() -> None:
    head = Client().get("/")["Content-Security-Policy"]
    assert "default-src 'self'" in head and "unsafe" not in head


@pytest.mark.parametrize("address", ["/desk/", "/desk/lights/", "/desk/intake/", "/my/", "/desk/case/1/"])
def test_a_stranger_is_sent_to_sign_in(address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 302 and "/sign-in/login/" in response["Location"]


def test_an_officer_needs_the_second_factor() -> None:
    client = Client()
    response = client.post("/sign-in/login/", {"login": "director", "password": demo.PASSWORD})
    assert "2fa" in response["Location"]
    assert client.get("/desk/").status_code == 302


def test_guessing_is_slowed_down() -> None:
    client = Client(REMOTE_ADDR="127.0.0.77")
    answers = [client.post("/sign-in/login/", {"login": "openness", "password": f"x{n}"}) for n in range(12)]
    last = answers[-1]
    assert last.status_code == 429 or "次数" in last.content.decode() or "稍后" in last.content.decode()


def officer(username: str) -> Client:
    from django.contrib.auth import get_user_model

    client = Client()
    client.force_login(
        get_user_model().objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_inbox_asks_as_much_for_one_case_as_for_many() -> None:
    chief = officer("chief")
    submitted()
    statements(chief, "/desk/")
    few = statements(chief, "/desk/")
    for _ in range(5):
        submitted()
    assert statements(chief, "/desk/") == few


def test_a_case_page_reads_each_thing_once() -> None:
    """Session, account, who it is; case, facts with their texts, applicant, papers, its cards with what waits for me. The chain is proved from what was read."""
    number, chief, spent = submitted(), officer("chief"), []
    for _ in range(4):
        with asked_for() as asked:
            assert chief.get(f"/desk/case/{number}/").status_code == 200
        spent.append(len(asked))
    assert min(spent) == 8


def test_a_case_page_shows_where_its_chain_is_cut() -> None:
    number, chief = submitted(), officer("chief")
    assert "证据链不符" not in chief.get(f"/desk/case/{number}/").content.decode()
    CaseRow.objects.filter(number=number).update(head=bytes(32))
    assert "证据链不符" in chief.get(f"/desk/case/{number}/").content.decode()


def test_a_supervisor_takes_the_list_to_excel() -> None:
    response = officer("supervisor").get("/desk/lights.xlsx")
    assert response.status_code == 200 and response.content[:2] == b"PK"


def test_an_applicant_cannot_open_a_desk() -> None:
    assert officer("person").get("/desk/").status_code == 403


def test_a_wrong_address_says_what_to_do() -> None:
    response = Client().get("/nowhere/")
    assert response.status_code == 404 and "首页" in response.content.decode()


def test_the_desk_masks_telephones_and_identity_numbers_everywhere() -> None:
    number = submitted()
    page = officer("chief").get(f"/desk/case/{number}/").content.decode()
    assert "154****0000" in page and "15400000000" not in page


def test_the_applicant_reads_dates_as_people_write_them() -> None:
    number = submitted()
    with clock.at(at("2026-03-02T11:00")):
        page = officer("person").get(f"/my/{number}/").content.decode()
    assert "最迟 2026年3月9日 受理" in page
