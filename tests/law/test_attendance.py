"""Windows on duty: minutes and instants against a walk minute by minute; each threshold is met in its minute and not before."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.law import facts as f
from yichuang.law.calendar import KNOWN
from yichuang.law.cases.attending import gone_for, hours_of, minutes
from yichuang.law.clocks import CHINA
from yichuang.law.facts import Actor, Entry, Fact
from yichuang.law.kinds.duty import MATTER
from yichuang.law.supervision import Rule, Threshold, replay
from yichuang.law.words import Channel, Level, Role

DAY = date(2026, 3, 2)
HOURS = hours_of(DAY)
NINE = HOURS[0][0]
MINUTE = timedelta(minutes=1)
CLERK = Actor(Role.OFFICER, id="7", name="卓玛", body="b", post="窗口人员")


def in_hours(at: datetime) -> bool:
    return any(a <= at < b for a, b in HOURS)


@given(st.lists(st.integers(-30, 600), min_size=2, max_size=8, unique=True))
def test_minutes_are_those_a_walk_counts(cuts: list[int]) -> None:
    cuts = sorted(cuts)[: len(cuts) // 2 * 2]
    spans = [(NINE + a * MINUTE, NINE + b * MINUTE) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    walked = sum(in_hours(NINE + n * MINUTE) and any(a <= NINE + n * MINUTE < b for a, b in spans) for n in range(-60, 700))  # fmt: skip
    assert minutes(spans, HOURS) == walked


@given(st.integers(-30, 600), st.integers(1, 480))
def test_the_instant_is_the_first_at_which_a_walk_has_counted_enough(since: int, amount: int) -> None:
    start, at, counted = NINE + since * MINUTE, NINE + since * MINUTE, 0
    while counted < amount and at < HOURS[-1][1]:
        counted += in_hours(at)
        at += MINUTE
    assert gone_for(start, HOURS, amount) == (at if counted == amount else None)


def history(steps: list[tuple[int, str]]) -> list[Entry]:
    """A window's day: opened at nine, then manned and left in turn after so many minutes."""
    facts: list[tuple[datetime, Fact, Actor]] = [
        (NINE, f.CaseOpened(kind="duty", matter="window-duty", edition=1, name="值守", region="513201000000", body="b", applicant="", channel=Channel.WINDOW), f.SYSTEM),
        (NINE, f.DutyOpened(window="A1", name="窗口", hours=HOURS), f.SYSTEM),
    ]  # fmt: skip
    for minute, what in steps:
        fact: Fact = (
            f.WindowManned(officer="7", officer_name="卓玛") if what == "man" else f.WindowLeft(reason="有事")
        )
        facts.append((NINE + minute * MINUTE, fact, CLERK))
    return [Entry(case="c", seq=n, at=at, by=by, fact=fact) for n, (at, fact, by) in enumerate(facts, 1)]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.integers(0, 505), max_size=6, unique=True), st.integers(1, 60), st.integers(61, 200))
def test_the_rule_fires_in_its_minute_and_only_then(cuts: list[int], yellow: int, red: int) -> None:
    turns = [(cut, "man" if n % 2 == 0 else "leave") for n, cut in enumerate(sorted(cuts))]
    rule = Rule(code="X", name="试", point="unattended", basis="b",
                levels={Level.YELLOW: Threshold(minutes=yellow), Level.RED: Threshold(minutes=red)})  # fmt: skip
    found = replay((rule,), history(turns), MATTER, KNOWN, HOURS[-1][1] - MINUTE)
    assert sorted((x.level, x.at) for x in found) == sorted(
        _walked(turns, {Level.YELLOW: yellow, Level.RED: red})
    )


def _walked(turns: list[tuple[int, str]], limits: dict[Level, int]) -> list[tuple[Level, datetime]]:
    """Minute by minute: how long it has been empty within the hours, reset whenever somebody comes."""
    out, empty, there = [], 0, False
    for n in range(int((HOURS[-1][1] - NINE) / MINUTE)):
        at = NINE + n * MINUTE
        out += [
            (level, at)
            for level, limit in limits.items()
            if not there and empty == limit and in_hours(at - MINUTE)
        ]
        for minute, what in turns:
            if minute == n:
                there, empty = what == "man", 0
        empty += in_hours(at) and not there
    return out


def test_only_hall_hours_are_due() -> None:
    assert minutes(HOURS, HOURS) == 420
    assert gone_for(datetime(2026, 3, 2, 17, 0, tzinfo=CHINA), HOURS, 31) is None
