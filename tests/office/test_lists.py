"""Lists read their index and what they show, and page on to the end."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import applicant, at, officer, submitted
from yichuang.law.cases import commands as c
from yichuang.law.words import Light, State
from yichuang.office.cases import acts, reads

pytestmark = pytest.mark.django_db
NOW = at("2026-03-03T09:00")


def plan(read: Any) -> str:
    """How PostgreSQL would go through the last statement on a table too large to be read whole."""
    with CaptureQueriesContext(connection) as seen:
        read()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("EXPLAIN " + seen[-1]["sql"])
        return "\n".join(row[0] for row in cursor.fetchall())


def test_the_inbox_and_its_counts_come_from_one_index() -> None:
    chief = officer("chief")
    for read in (lambda: reads.inbox(chief, NOW), lambda: reads.chips(chief)):
        assert "Index Only Scan using cases_inbox" in plan(read)


@pytest.mark.parametrize("light", [Light.RED, Light.YELLOW])
def test_both_lights_come_from_one_index(light: Light) -> None:
    assert "Index Only Scan using cases_lit" in plan(lambda: reads.lit(officer("supervisor"), light, NOW))


def test_a_list_of_what_no_longer_runs_out_goes_on_to_its_end() -> None:
    numbers = {submitted() for _ in range(5)}
    for number in numbers:
        acts.act(number, c.Withdraw(reason="计划有变"), by=applicant(), at=NOW)
    chief, seen, after = officer("chief"), [], None
    for _ in range(3):
        page = reads.inbox(chief, NOW, states=[State.WITHDRAWN], after=after, limit=2)
        seen += [line.number for line in page.lines]
        after = page.next
    assert after is None and set(seen) == numbers and len(seen) == 5


def test_the_red_list_goes_on_to_its_end() -> None:
    numbers = {submitted() for _ in range(3)}
    late = at("2026-06-01T09:00")
    for number in numbers:
        acts.act(number, c.Accept(), by=officer("clerk"), at=NOW)
    first = reads.lit(officer("supervisor"), Light.RED, late, limit=2)
    rest = reads.lit(officer("supervisor"), Light.RED, late, limit=2, after=first.next)
    assert {x.number for x in (*first.lines, *rest.lines)} == numbers and rest.next is None
