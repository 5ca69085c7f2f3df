"""Rules of supervision: instants against a walk day by day, thresholds that can be met, what each sign shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.law.calendar import KNOWN
from yichuang.law.cases import Refused
from yichuang.law.cite import LICENSING
from yichuang.law.clocks import Clock, Limit, Pause, Start, Unit, due, left, midnight, spent
from yichuang.law.supervision import STANDARD, RuleSet, check, read
from yichuang.law.supervision.instants import instant
from yichuang.law.supervision.rule import Rule, Threshold
from yichuang.law.words import Level

CITE = LICENSING.art("42", "期限")
DAYS = st.dates(date(2024, 1, 1), date(2025, 11, 1))


@st.composite
def clocks(draw: st.DrawFn) -> Clock:
    begun = draw(DAYS)
    start = datetime(begun.year, begun.month, begun.day, draw(st.integers(0, 15)), 30, tzinfo=UTC)
    pauses = []
    day = begun
    for _ in range(draw(st.integers(0, 2))):
        day += timedelta(days=draw(st.integers(2, 15)))
        end = day + timedelta(days=draw(st.integers(0, 9)))
        pauses.append(Pause(day, end, "检测"))
        day = end
    unit = draw(st.sampled_from([Unit.WORKDAY, Unit.DAY]))
    return Clock(
        limit=Limit(draw(st.integers(1, 45)), unit, CITE, draw(st.sampled_from(Start))),
        start=start,
        pauses=tuple(pauses),
        extension=draw(st.integers(0, 10)),
    )


def first_day(clock: Clock, holds: Any) -> date:
    """Walk: the first day on which it holds, by the plain count of days used and left."""
    day = clock.day
    while not holds(day):
        day += timedelta(days=1)
    return day


@settings(max_examples=300, deadline=None)
@given(clocks(), st.sampled_from([0.05, 0.5, 0.8, 0.9, 1.0]))
def test_a_share_used_is_met_on_the_first_day_that_uses_it_up(clock: Clock, share: float) -> None:
    need = -(-round(share * 1000) * clock.total // 1000)
    wanted = first_day(clock, lambda day: spent(clock, KNOWN, day) >= need)
    assert instant(clock, "used", share, KNOWN) == max(clock.start, midnight(wanted))


@settings(max_examples=300, deadline=None)
@given(clocks(), st.integers(0, 12))
def test_days_left_are_met_on_the_first_day_that_leaves_no_more(clock: Clock, days: int) -> None:
    wanted = first_day(clock, lambda day: left(clock, KNOWN, day) <= days)
    found = instant(clock, "left", days, KNOWN)
    assert found == max(clock.start, midnight(wanted)) or (days >= clock.total and found == clock.start)


@settings(max_examples=300, deadline=None)
@given(clocks(), st.integers(0, 12))
def test_over_is_met_when_the_limit_is_over_and_then_day_by_day(clock: Clock, days: int) -> None:
    found = instant(clock, "over", days, KNOWN)
    if not days:
        assert found == due(clock, KNOWN).at
    elif not any(pause.end and pause.end >= due(clock, KNOWN).on for pause in clock.pauses):
        assert found == midnight(first_day(clock, lambda day: left(clock, KNOWN, day) <= -days))


def rules(**threshold: Any) -> dict[str, Any]:
    levels = {"yellow": threshold}
    return {"name": "试", "basis": "试", "rules": [{"code": "X1", "name": "试", "point": "promised", "basis": "依据", "levels": levels}]}  # fmt: skip


def test_the_standard_rules_make_sense() -> None:
    assert not list(check(STANDARD))
    assert len({rule.code for rule in STANDARD.rules}) == len(STANDARD.rules)


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ({**rules(used=0.9), "colour": "red"}, "colour"),
        (rules(usd=0.9), "usd"),
        (rules(count=2), "不能用“count”"),
        (rules(used=9), "应在 0.05 到 5 之间"),
        (rules(), "没有写阈值"),
        ({"name": "试", "basis": "试", "rules": [{"code": "X", "name": "试", "point": "moon", "basis": "依据", "levels": {"red": {"count": 1}}}]}, "没有监察点“moon”"),
        ({"name": "试", "basis": "试", "rules": [{"code": "X", "name": "试", "point": "silence", "basis": "依据", "levels": {"red": {"count": 2}}}]}, "永远不会达到"),
        ({"name": "试", "basis": "试", "rules": [{"code": "X", "name": "试", "point": "acceptance", "basis": "依据", "levels": {"red": {"over": 1}}}]}, "永远不会达到"),
        ({"name": "试", "basis": "试", "rules": [{"code": "X", "name": "试", "point": "promised", "basis": "依据", "levels": {"yellow": {"used": 1}, "red": {"used": 0.9}}}]}, "永远轮不到黄牌"),
        ({"name": "试", "basis": "试", "rules": [{"code": "X", "name": "试", "point": "promised", "basis": "依据", "levels": {"purple": {"used": 1}}}]}, "purple"),
        ({**rules(used=0.9), "days": {"explanation": 0}}, "days.explanation"),
    ],
)  # fmt: skip
def test_rules_that_make_no_sense_are_refused_with_what_is_wrong(plain: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused) as refused:
        read(plain)
    assert said in str(refused.value.reason)


def test_a_sound_set_is_read() -> None:
    found = read(rules(used=0.9, left=1))
    assert isinstance(found, RuleSet)
    assert found.rules[0].levels == {Level.YELLOW: Threshold(used=0.9, left=1)}
    assert isinstance(found.rules[0], Rule)
