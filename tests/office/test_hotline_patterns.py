"""Patterns of the hotline over the demonstration: every count equal to a plain recount, every figure leads to its tickets, nobody beyond his reach."""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from test_hotline_figures import told_of

from people import officer
from yichuang.doors.command import sample_scenes
from yichuang.law import cases as law
from yichuang.law import hotline as rules
from yichuang.law.clocks import CHINA
from yichuang.law.kinds.ticket import TICKET
from yichuang.law.words import State
from yichuang.office import clock
from yichuang.office.cases import reads
from yichuang.office.directory.demo import REGION
from yichuang.office.hotline import acts, figuring, patterns
from yichuang.office.hotline.models import TicketRow
from yichuang.office.hotline.patterns import BY_CODE, DIMENSIONS, Asked
from yichuang.office.trail import reads as trail

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(scope="module", autouse=True)
def lived(django_db_setup: None, django_db_blocker: Any) -> None:
    """The demonstration's hotline."""
    with django_db_blocker.unblock():
        sample_scenes.fill(clock.now())


def asked(who: str = "operator", **given: str) -> Asked:
    today = law.day(clock.now())
    return Asked(officer(who, today), today - timedelta(days=120), today, today, tuple(given.items()))


def desk(who: str = "hotline") -> Client:
    client = Client()
    user = get_user_model().objects.get(username=who)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_demonstration_has_every_state_an_incident_emergencies_and_late_ones() -> None:
    states = set(TicketRow.objects.values_list("state", flat=True))
    assert states == {one.value for one in TICKET.states} - {State.DRAFT.value}
    assert TicketRow.objects.exclude(incident="").count() == 8 and TicketRow.objects.filter(about="emergency").count() == 2  # fmt: skip
    n = figuring.counts(REGION, asked().since, asked().until, asked().today)
    assert (
        n["due_closed"] > n["closed"] and n["reworked"] >= 2 and n["returned"] and n["lifted"] and n["silent"]
    )
    assert n["unreached"] == 1 and n["scenes"] == n["on_scene"] == 1


def test_rows_put_down_by_the_batch_are_those_the_facts_make() -> None:
    for row in TicketRow.objects.order_by("number")[::23]:
        case = reads.folded(row.number)
        assert trail.verify(row.number) is None
        assert all(getattr(row, name) == value for name, value in acts.row(case).items())


def test_what_was_said_before_it_was_done_again_counts() -> None:
    """Else every caller would be content: the last word of a closed ticket is a good one."""
    again = TicketRow.objects.filter(reworks=1, state="settled").get()
    assert (again.heard, again.said_solved, again.said_good, again.solved) == (2, 1, 1, True)
    n = figuring.counts(REGION, asked().since, asked().until, asked().today)
    shares = {one.key: one for one in rules.ratios(n)}
    assert shares["solved"].over == shares["solved"].under - 2 and shares["solved"].percent != "100.0%"
    plain = rules.counts((told_of(x) for x in TicketRow.objects.all()), asked().today, clock.now())
    assert n == plain


def _plain(one: str, x: TicketRow) -> str:
    at = x.at.astimezone(CHINA)
    week = at.date() - timedelta(days=at.weekday())
    known = {"branch": x.subject[:2], "month": f"{at:%Y-%m}", "week": str(week), "day": str(at.date()),
             "weekday": str(at.isoweekday()), "hour": f"{at:%H}"}  # fmt: skip
    return known[one] if one in known else str(getattr(x, one))


@pytest.mark.parametrize("one", [x.code for x in DIMENSIONS])
def test_every_dimension_is_a_plain_recount_and_leads_to_its_tickets(one: str) -> None:
    found = dict(patterns.counts(asked(), BY_CODE[one]))
    assert found == Counter(_plain(one, x) for x in TicketRow.objects.all())
    value, n = next(iter(found.items()))
    behind = patterns.tickets(asked(**{one: value}))
    assert len(behind) == min(n, patterns.LISTED)
    assert all(_plain(one, TicketRow.objects.get(pk=x.number)) == value for x in behind[:5])
    assert set(patterns.names(one, list(found))) >= set(found)


def test_heat_map_repeat_callers_and_incidents_are_plain_recounts() -> None:
    rows = list(TicketRow.objects.all())
    hours = Counter((x.at.astimezone(CHINA).isoweekday(), x.at.astimezone(CHINA).hour) for x in rows)
    assert patterns.heat(asked()) == hours
    cells = Counter(x.cell for x in rows if x.cell is not None)
    assert {one.cell: one.n for one in patterns.cells(asked())} == cells
    callers = {
        key: n for key, n in Counter(x.caller for x in rows if x.caller).items() if n >= patterns.AGAIN
    }
    assert max(callers.values()) >= 5
    found, people, theirs = patterns.again(asked())
    assert (people, theirs) == (len(callers), sum(callers.values()))
    assert [one.n for one in found] == sorted(callers.values(), reverse=True)[: patterns.MOST]
    (one,) = patterns.incidents(asked())
    assert (one.n, one.callers, one.place) == (8, 8, "马尔康镇团结街") and one.open == 8


def test_a_body_sees_only_what_it_leads() -> None:
    whole = sum(n for _key, n in patterns.counts(asked(), BY_CODE["lead"]))
    own = dict(patterns.counts(asked("handler"), BY_CODE["lead"]))
    assert set(own) == {officer("handler").actor.body} and 0 < sum(own.values()) < whole
    assert sum(n for _key, n in patterns.counts(asked("supervisor"), BY_CODE["lead"])) == whole
    assert not patterns.tickets(asked("clerk"))


def test_the_page_its_links_and_its_workbook() -> None:
    client = desk()
    said = client.get("/desk/hotline/patterns/?by=subject").content.decode()
    assert said.count("<svg") >= 4 and "整条街停水，没有通知" in said
    assert not re.search(
        r"[0-9a-f]{32}", re.sub(r'(?s)name="csrfmiddlewaretoken".*?>', "", said).replace("class=", "")
    )  # no caller's hash
    links = {html.unescape(x) for x in re.findall(r'href="(/desk/hotline/patterns/tickets/[^"]+)"', said)}
    kinds = {re.search(r"of_(\w+)", x).group(1) for x in links if "of_" in x}  # type: ignore[union-attr]
    assert kinds >= {"subject", "cell", "incident", "same_caller", "late"}
    for kind in kinds:
        one = next(x for x in sorted(links) if f"of_{kind}=" in x)
        assert client.get(one).status_code == 200 and "<tr data-row>" in client.get(one).content.decode(), one
    book = openpyxl.load_workbook(io.BytesIO(client.get("/desk/hotline/patterns/?by=lead&form=xlsx").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0] == ("承办单位", "受理数", "占比") and sum(row[1] for row in rows[1:]) == TicketRow.objects.filter(at__gte=clock.now() - timedelta(days=89)).count()  # fmt: skip


@pytest.mark.parametrize(
    "query", ["by=moon", "since=x", "since=2026-05-01&until=2026-04-01", "since=2019-01-01", "of_cell=x", "of_weekday=9", "of_line=moon"]
)  # fmt: skip
def test_wrong_questions_are_told_why(query: str) -> None:
    for page in ("", "tickets/"):
        if page and query.startswith("by"):
            continue
        answer = desk().get(f"/desk/hotline/patterns/{page}?{query}")
        assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()
