"""The watch at the desk: a card's page, the box on its case, whose turn it is, the facts behind a day's figure, the sample."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from random import Random

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from browser import DESKTOP, chromium, grave_findings, sign_in
from people import officer, submitted
from yichuang.doors.command import bench_office, sample, sample_cards, timer
from yichuang.doors.command.audit import audit
from yichuang.doors.parts import live
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.facts import CardRaised, CaseOpened, StepCompleted
from yichuang.law.words import Level, State
from yichuang.office import clock
from yichuang.office.cases import acts, reads
from yichuang.office.cases.models import CaseRow
from yichuang.office.supervision import acts as supervision
from yichuang.office.supervision import board
from yichuang.office.supervision.acts import tally
from yichuang.office.supervision.models import Beat, Flow
from yichuang.office.trail import reads as trail
from yichuang.site import followers


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(
        get_user_model().objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def raised(**changes: object) -> tuple[str, str]:
    """A case of the demonstration's firm and a card about its second fact; their numbers."""
    number = submitted(f"{clock.now():%Y-%m-%dT08:00}")
    asked = {"rule": "E05", "rule_name": "一次告知", "level": Level.YELLOW, "of_case": number, "of_fact": 2,
             "evidence": "第二次要求补正", "basis": "《行政许可法》第三十二条", "officer": "12902"}  # fmt: skip
    command = c.RaiseCard(**{**asked, **changes})  # type: ignore[arg-type]
    by = officer("supervisor", clock.today())
    done = supervision.issue(command, reads.folded(number).body, by=by, at=clock.now())
    return number, done.case.number


def page(username: str, address: str) -> str:
    answer = signed_in(username).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.django_db
def test_a_card_says_what_was_found_and_leads_to_the_fact() -> None:
    number, card = raised()
    text = page("supervisor", f"/desk/case/{card}/")
    for word in (
        "监察发现",
        "第二次要求补正",
        "《行政许可法》第三十二条",
        "杨志华",
        f"/desk/case/{number}/#fact-2",
    ):
        assert word in text
    assert "申请人</h2>" not in text and "材料</h2>" not in text
    watched = page("supervisor", f"/desk/case/{number}/")
    assert 'id="fact-2"' in watched and f"/desk/case/{card}/" in watched and "发监察牌" in watched
    seen = page("reviewer", f"/desk/case/{number}/")
    assert f"/desk/case/{card}/" in seen and "发监察牌" not in seen


@pytest.mark.django_db
def test_an_applicant_sees_nothing_of_a_card() -> None:
    number, card = raised()
    text = page("person", f"/my/{number}/")
    assert card not in text and "监察" not in text.partition("<main")[2].partition("</main>")[0]
    assert signed_in("person").get(f"/my/{card}/").status_code == 404


@pytest.mark.django_db
def test_a_badge_counts_what_waits_and_the_list_shows_just_that() -> None:
    number, card = raised()
    assert board.waiting(officer("reviewer", clock.today())) == 1
    supervision.rebuild(clock.now())
    assert board.waiting(officer("chief", clock.today())) == 1
    assert board.waiting(officer("clerk", clock.today())) == 0
    assert "badge" in page("reviewer", "/desk/") and "badge" not in page("clerk", "/desk/")
    assert number in page("reviewer", "/desk/cards/?todo=mine")
    assert number not in page("clerk", "/desk/cards/")
    assert number not in page("supervisor", "/desk/watch/cards/?todo=mine")
    acts.act(card, c.ExplainCard(words="已经更正"), by=officer("reviewer", clock.today()), at=clock.now())
    supervision.rebuild(clock.now())
    assert board.waiting(officer("chief", clock.today())) == 0
    assert number not in page("chief", "/desk/cards/?todo=mine")
    assert number in page("supervisor", "/desk/watch/cards/?todo=mine")


@pytest.mark.django_db
def test_cards_by_rule_body_and_lateness() -> None:
    number, card = raised()
    body = reads.folded(number).body
    for query, shown in (
        ("rule=一次告知", True), ("rule=承诺期限", False), (f"body={body}", True), ("body=513201101", False),
        ("todo=late", False), ("level=yellow&state=issued", True),
    ):  # fmt: skip
        assert (number in page("supervisor", f"/desk/watch/cards/?{query}")) is shown, query
    by = officer("supervisor", clock.today())
    late = board.cards(by, late=clock.now() + timedelta(days=20))
    assert card in [one.number for one in late]


@pytest.mark.usefixtures("committed")
def test_the_facts_behind_a_figure_are_as_many_as_it_says() -> None:
    bench_office.warm(clock.now())
    for number in bench_office.submitted(3, Random(11), 71, clock.now()):
        bench_office.at_once(number)
    followers.settle()
    by, today = officer("supervisor", clock.today()), clock.today()
    shown = board.board(by, clock.now())
    for what in board.FLOWS:
        told = board.facts(by, what, today, limit=10_000)
        assert len(told) == shown.flow.get((today, what), 0), what
        kinds = {type(x.fact).__name__ for one in told for x in trail.entries(one.case) if x.seq == one.seq}
        assert kinds <= {kind.__name__ for kind, name in tally.FLOWS.items() if name == what}
    text = page("supervisor", "/desk/watch/flow/?what=decided")
    assert "#fact-" in text and "泽仁卓玛" not in text
    assert "这一天还没有" in page("supervisor", "/desk/watch/flow/?what=served&day=2020-01-01")
    assert signed_in("clerk").get("/desk/watch/flow/").status_code == 403
    kept = sorted(Flow.objects.exclude(n=0).values_list("day", "region", "body", "what", "n"))
    supervision.rebuild(clock.now())
    assert kept == sorted(Flow.objects.values_list("day", "region", "body", "what", "n"))


def test_a_stream_nobody_read_gives_its_place_back() -> None:
    ear = live.Ear("nobody")
    for _ in range(3 * live.MOST):
        assert ear.streams.acquire(blocking=False)
        live.Stream(ear).close()
    one = live.Stream(ear)
    assert ear.streams.acquire(blocking=False)
    next(one)
    one.close()
    one.close()
    for _ in range(live.MOST):
        assert ear.streams.acquire(blocking=False)
    assert not ear.streams.acquire(blocking=False)


@pytest.mark.usefixtures("committed")
def test_a_clock_that_was_set_back_is_said_on_both_screens() -> None:
    Beat.objects.update_or_create(pk="timer", defaults={"at": clock.now() + timedelta(hours=1)})
    try:
        for address in ("/desk/watch/", "/desk/watch/screen/", "/desk/watch/board/"):
            assert "服务器时钟被调回" in page("supervisor", address)
    finally:
        Beat.objects.all().delete()
    assert "服务器时钟被调回" not in page("supervisor", "/desk/watch/screen/")


@pytest.mark.browser
def test_no_card_is_lost_while_the_stream_is_cut(hall: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Streams end every moment, and the listener's connection is cut right before each card: all come, each once."""
    monkeypatch.setattr(live, "SECONDS", 0.4)
    bench_office.warm(clock.now())
    numbers = bench_office.submitted(3, Random(12), 81, clock.now())
    followers.settle()
    with chromium() as browser:
        shown = browser.new_context(viewport=DESKTOP, locale="zh-CN").new_page()
        shown.set_default_timeout(20_000)
        sign_in(shown, hall, "supervisor")
        shown.goto(f"{hall}/desk/watch/")
        shown.wait_for_selector("[data-live]:visible")
        for number in numbers:
            found: list[str] = []
            thread = threading.Thread(target=_cut_and_found, args=(number, found))
            thread.start()
            thread.join(30)
            shown.wait_for_selector(f'[data-card="{found[0]}"]')
            assert shown.locator(f'[data-card="{found[0]}"]').count() == 1
        assert shown.locator("section.dark").count() == 1  # what was put in place took the place of the old
        assert not grave_findings(shown)


def _cut_and_found(number: str, found: list[str]) -> None:
    """Cut the listener off, let the case go through at once, and let the timer find it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
            )
        bench_office.at_once(number)
        until = time.monotonic() + 20
        while not found and time.monotonic() < until:
            timer.turn()
            found += [one.number for one in board.of_case(number, officer("supervisor", clock.today()))[0]][
                :1
            ]
    finally:
        connection.close()


@pytest.mark.usefixtures("committed")
def test_the_sample_is_supervised_as_the_rules_say() -> None:
    now = clock.now()
    sample.fill(300, seed=5, until=now, issue=False)
    count = sample_cards.fill(now, seed=5)
    rows = list(CaseRow.objects.filter(kind="card", opened_at__gte=now - timedelta(days=31)))
    assert len(rows) >= count > 10
    assert len({row.state for row in rows}) >= 4  # they stand at many turns
    for row in rows:
        assert not list(audit(row))
    sample_cards.fill(now, seed=5)
    again = CaseRow.objects.filter(kind="card", opened_at__gte=now - timedelta(days=31)).count()
    assert again == len(rows)  # nothing is found twice
    for row in CaseRow.objects.filter(kind="permit", matter="food-business"):
        told = trail.entries(row.number)
        hands = {x.by.id for x in told if isinstance(x.fact, StepCompleted)}
        assert law.fold(told).version == row.version and len(hands) <= 1
    first = trail.entries(rows[0].number)
    assert isinstance(first[0].fact, CaseOpened) and isinstance(first[1].fact, CardRaised)
    assert {State(row.state) for row in rows} <= set(reads.law.OPEN_STATES | reads.law.ENDED_STATES)
