"""Followers: one that never read is behind; what does not move one is passed over, in order and to the end."""

from __future__ import annotations

from typing import Any

import pytest

from people import at, officer, submitted
from yichuang.law.cases import commands as c
from yichuang.law.facts import Entry
from yichuang.office.cases import acts
from yichuang.office.papers.models import Paper
from yichuang.office.trail import acts as trail_acts
from yichuang.office.trail import reads as trail
from yichuang.office.trail.models import Cursor
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")


def test_in_a_hall_where_nobody_has_read_yet_everybody_is_behind_and_papers_are_made() -> None:
    Cursor.objects.filter(follower__in=followers.FOLLOWERS).delete()
    number = submitted("2026-03-02T10:00")
    assert trail.behind(followers.FOLLOWERS) and trail.unread(followers.FOLLOWERS) == {*followers.FOLLOWERS}
    followers.settle()
    assert not trail.behind(followers.FOLLOWERS)
    assert Paper.objects.filter(case=number).exists()


def test_only_the_facts_that_move_a_follower_are_handed_on() -> None:
    number = submitted("2026-03-02T10:00")
    acts.act(number, c.Accept(), by=officer("clerk"), at=at("2026-03-03T10:00"))
    every: list[Entry] = []
    some: list[Entry] = []
    while trail_acts.follow("every", every.append) or "every" in trail.unread(["every"]):
        pass
    kinds = ["CaseSubmitted", "CaseAccepted"]
    while trail_acts.follow("some", some.append, kinds=kinds, limit=1) or "some" in trail.unread(["some"]):
        pass
    assert some == [one for one in every if type(one.fact).__name__ in kinds]
    assert [one.seq for one in every if one.case == number] == [x.seq for x in trail.entries(number)]
    assert len({(x.tx, x.fact) for x in Cursor.objects.filter(follower__in=("every", "some"))}) == 1


def test_a_follower_in_trouble_stays_at_its_fact_and_tries_again() -> None:
    submitted("2026-03-02T10:00")
    trail_acts.caught_up(["grumbler"])
    number = submitted("2026-03-04T10:00")
    seen: list[str] = []

    def react(entry: Entry) -> Any:
        seen.append(entry.case)
        if len(seen) < 3:
            raise ValueError("not today")

    assert trail_acts.follow("grumbler", react, kinds=["CaseSubmitted"]) == 0
    row = Cursor.objects.get(follower="grumbler")
    assert row.failures == 1 and "not today" in row.trouble
    assert trail_acts.follow("grumbler", react, kinds=["CaseSubmitted"]) == 0
    while not trail_acts.follow("grumbler", react, kinds=["CaseSubmitted"], limit=1):
        pass
    assert seen == [number] * 3 and Cursor.objects.get(follower="grumbler").failures == 0
