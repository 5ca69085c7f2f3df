"""The hotline's figures: the documents' half year from single facts, sums equal to a plain recount, sudden rises, the report."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pymupdf
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from yichuang.doors.command import sample_tickets
from yichuang.law import hotline as law
from yichuang.law.clocks import CHINA
from yichuang.law.hotline import Counted, risen
from yichuang.office.hotline import figuring
from yichuang.office.hotline.models import TicketRow
from yichuang.office.trail import reads as trail

pytestmark = pytest.mark.usefixtures("committed")
UNTIL = datetime(2026, 6, 30, 18, tzinfo=CHINA)
SINCE = date(2025, 12, 31)
RECEIVED, CLOSED = 12_459, 12_422


@pytest.fixture(scope="module")
def half_year(django_db_blocker: Any) -> None:
    """The documents' half year, every ticket through the law, every fact on its chain."""
    with django_db_blocker.unblock():
        sample_tickets.put(sample_tickets.half_year(UNTIL, RECEIVED, CLOSED))


def shown() -> dict[str, law.Figure]:
    n = figuring.counts(sample_tickets.REGION, SINCE, UNTIL.date(), UNTIL.date())
    return {one.key: one for one in law.ratios(n)}


def told_of(x: TicketRow) -> Counted:
    """A row as the plain count has it."""
    return Counted(
        closed_on=x.closed_on, handle_by=x.handle_by, dispatched_at=x.dispatched_at, signed_at=x.signed_at, told=x.told,
        answered_on=x.answered_at.astimezone(CHINA).date() if x.answered_at else None, arrive_by=x.arrive_by,
        arrived_at=x.arrived_at, contact=x.contact, with_main=x.outcome == "with_main", unreached=x.outcome == "unreached",
        solved=x.solved, heard=x.heard, said_solved=x.said_solved, said_how=x.said_how, said_good=x.said_good,
        reworks=x.reworks, returns=x.returns, lifted=bool(x.escalated),
    )  # fmt: skip


def test_the_documents_half_year_is_computed_from_single_facts(half_year: None) -> None:
    closing, in_time = shown()["closing"], shown()["in_time"]
    assert (closing.under, closing.over, closing.percent) == (RECEIVED, CLOSED, "99.7%")
    assert (in_time.percent, in_time.over, in_time.under) == ("100.0%", in_time.under, CLOSED)
    assert shown()["in_time_strict"].percent == "100.0%" and shown()["solved_strict"].over < RECEIVED


def test_every_ticket_of_it_has_a_whole_chain(half_year: None) -> None:
    for number in TicketRow.objects.order_by("number").values_list("number", flat=True)[::1000]:
        assert len(trail.entries(number)) >= 2 and trail.verify(number) is None


def test_sums_of_the_database_are_those_of_a_plain_count(half_year: None) -> None:
    for asof in (date(2026, 3, 1), date(2026, 6, 30)):
        rows = TicketRow.objects.all()
        told = [told_of(x) for x in rows]
        assert figuring.counts(sample_tickets.REGION, SINCE, UNTIL.date(), asof) == law.counts(told, asof)
    groups = figuring.groups(sample_tickets.REGION, SINCE, UNTIL.date(), UNTIL.date(), "subject")
    assert sum(one.counts["received"] for one in groups) == RECEIVED
    days = figuring.days(sample_tickets.REGION, SINCE, UNTIL.date())
    assert sum(came for _, came, _ in days) == RECEIVED and sum(gone for _, _, gone in days) == CLOSED


def test_a_sudden_rise_is_flagged_and_the_usual_is_not(half_year: None) -> None:
    assert not figuring.rises(sample_tickets.REGION, UNTIL - timedelta(days=30))
    before = figuring.rises(sample_tickets.REGION, UNTIL + timedelta(days=1), least=-9)
    assert isinstance(before, list)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8), st.integers(0, 200))
def test_a_rise_is_never_flagged_below_the_floor_nor_without_one(before: list[int], now: int) -> None:
    found = risen(now, before)
    mean = sum(before) / len(before)
    assert (found is None) == (now < 5 or now <= mean)
    assert found is None or found > 0


def test_nothing_is_a_hundred_that_is_not() -> None:
    almost = law.Figure("x", "x", "x", 99_999, 100_000)
    assert almost.percent == "99.9%" and law.Figure("x", "x", "x", 1, 1).percent == "100.0%"
    assert law.Figure("x", "x", "x", 0, 0).percent == "—"


def test_the_pages_say_the_same_as_excel_and_the_report(half_year: None) -> None:
    client = Client()
    user = get_user_model().objects.get(username="hotline")
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    asked = f"?since={SINCE}&until={UNTIL.date()}"
    text = client.get(f"/desk/hotline/figures/{asked}").content.decode()
    assert "99.7%" in text and "12422/12459" in text and "办结的 ÷ 受理的" in text
    assert client.get(f"/desk/hotline/figures.xlsx{asked}").status_code == 200
    pdf = pymupdf.open(stream=client.get(f"/desk/hotline/figures.pdf{asked}").content)
    words = "".join(page.get_text() for page in pdf)
    assert "99.7%" in words and "12422/12459" in words and len(pdf) <= 4
    assert client.get("/desk/hotline/figures/?since=xx&until=2031-01-01").status_code == 200
