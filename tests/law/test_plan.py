"""The plan of a flow: against every path enumerated, and every step delayed day by day; what-if changes nothing but what it says."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.law.calendar import KNOWN
from yichuang.law.flow import (
    AddReview,
    Circle,
    Drop,
    Due,
    Happened,
    Latest,
    Plan,
    Progress,
    Retime,
    Rewait,
    Step,
    Unfit,
    Work,
    by_workdays,
    longest,
    order,
    plan,
    whatif,
)

ONE = timedelta(days=1)
DUE, LATEST = by_workdays(KNOWN)
DAYS = st.dates(date(2024, 12, 20), date(2026, 8, 1))


def step(key: str, days: int = 0, *after: str, **more: Any) -> Step:
    return Step(key=key, name=key, work=Work.REVIEWER, days=days, after=after, **more)


@st.composite
def flows(draw: st.DrawFn) -> tuple[Step, ...]:
    keys = [f"s{n}" for n in range(draw(st.integers(1, 7)))]
    out = [
        step(
            key,
            draw(st.integers(0, 6)),
            *draw(st.lists(st.sampled_from(keys[:n]), unique=True, max_size=3) if n else st.just([])),
            when=draw(st.sampled_from([{}, {}, {}, {"q": ("yes",)}])),
        )
        for n, key in enumerate(keys)
    ]
    return tuple(draw(st.permutations(out)))


@st.composite
def histories(draw: st.DrawFn, steps: tuple[Step, ...], begin: date) -> dict[str, Happened]:
    """What was, in an order that can be: a step is done only after all it waits for."""
    out: dict[str, Happened] = {}
    for one in order(steps):
        before = [out[key].ended for key in one.after if key in out]
        if len(before) < len(one.after) or None in before or not draw(st.booleans()):
            continue
        opened = max([begin, *(day for day in before if day)]) + draw(st.integers(0, 3)) * ONE
        ended = opened + draw(st.integers(0, 12)) * ONE if draw(st.integers(0, 2)) else None
        out[one.key] = Happened(opened=draw(st.sampled_from([opened, None])), ended=ended)
    return out


ANSWERS = st.sampled_from([{"q": "yes"}, {"q": "no"}, {}])


def natural(one: Step, day: date) -> date:
    return KNOWN.next_workday_on_or_after(day + one.days * ONE)


def natural_latest(one: Step, day: date) -> date:
    return next(d for d in (day - n * ONE for n in range(60)) if natural(one, d) <= day)


def paths(steps: tuple[Step, ...], key: str) -> list[list[str]]:
    """Every way through to a step."""
    by = {one.key: one for one in steps}
    return [[*path, key] for one in by[key].after for path in paths(steps, one)] or [[key]]


@given(flows(), ANSWERS, DAYS)
def test_the_end_is_that_of_the_longest_of_all_paths(
    steps: tuple[Step, ...], answers: Mapping[str, str], begin: date
) -> None:
    took = {one.key: one.days if one.needed(answers) else 0 for one in steps}
    made = plan(steps, answers, begin, {}, DUE, LATEST, begin - ONE, KNOWN)
    most = {one.key: max(sum(took[k] for k in path) for path in paths(steps, one.key)) for one in steps}
    for row in made.rows:
        assert row.early_finish == KNOWN.add_workdays(begin, most[row.step.key])
    assert made.end == made.planned_end == KNOWN.add_workdays(begin, max(most.values()))
    assert made.days == max(most.values()) == sum(took[key] for key in made.critical)
    assert longest([replace(one, days=took[one.key]) for one in steps]) == made.days


def walked(
    steps: tuple[Step, ...],
    answers: Mapping[str, str],
    begin: date,
    happened: Mapping[str, Happened],
    due: Due,
    today: date,
    slip: tuple[str, int],
) -> date:
    """The end when one step ends so many working days later than it would."""
    by = {one.key: one for one in steps}

    def gone(key: str) -> bool:
        known = happened.get(key)
        if known and known.ended:
            return True
        return not by[key].needed(answers) and all(map(gone, by[key].after))

    def finish(key: str) -> date:
        one, known = by[key], happened.get(key, Happened())
        came = max(map(finish, one.after), default=begin)
        if known.ended:
            return known.ended
        if not one.needed(answers):
            return came
        ended = due(one, known.opened or came)
        if known.opened or (all(map(gone, one.after)) and came <= today):
            ended = max(ended, today)
        return KNOWN.add_workdays(ended, slip[1]) if key == slip[0] else ended

    return max(map(finish, by))


@pytest.mark.parametrize(("due", "latest"), [(DUE, LATEST), (natural, natural_latest)])
@given(flows(), ANSWERS, DAYS, st.integers(-3, 30), st.data())
def test_the_float_is_how_long_a_step_can_be_delayed(
    due: Due,
    latest: Latest,
    steps: tuple[Step, ...],
    answers: Mapping[str, str],
    begin: date,
    later: int,
    data: st.DataObject,
) -> None:
    today = begin + later * ONE
    happened = data.draw(histories(steps, begin))
    made = plan(steps, answers, begin, happened, due, latest, today, KNOWN)
    asked = (steps, answers, begin, happened, due, today)
    assert made.end == walked(*asked, ("", 0))
    for row in made.rows:
        assert row.early_finish <= row.late_finish <= max(made.end, row.early_finish)
        if row.state not in (Progress.OPEN, Progress.WAITING):
            continue
        assert walked(*asked, (row.step.key, row.float_days)) == made.end
        assert walked(*asked, (row.step.key, row.float_days + 1)) > made.end
        assert row.critical or row.float_days
        if row.state is Progress.OPEN:
            assert row.early_finish >= today
    chained(made)


def chained(made: Plan) -> None:
    """The critical path leads to the end, each step waiting for one before it."""
    by = {row.step.key: row for row in made.rows}
    assert all(by[key].critical and by[key].state is not Progress.SKIPPED for key in made.critical)
    if made.critical:
        assert by[made.critical[-1]].early_finish == made.end
    for one, other in zip(made.critical, made.critical[1:], strict=False):
        assert by[one].early_finish <= by[other].early_start


def test_a_chain_over_a_festival_ends_on_the_day_of_the_sum() -> None:
    steps = (step("a", 20), step("b", 20, "a"), step("c", 15, "b"))
    begin = date(2026, 9, 11)
    made = plan(steps, {}, begin, {}, DUE, LATEST, begin, KNOWN)
    assert made.planned_end == made.end == KNOWN.add_workdays(begin, 55)
    assert made.critical == ("a", "b", "c") and made.days == 55


def test_what_was_counts_and_what_is_overdue_ends_today() -> None:
    steps = (step("a", 5), step("b", 5, "a"), step("c", 2, "a"), step("d", 3, "b", "c"))
    begin, today = date(2026, 3, 2), date(2026, 3, 20)
    happened = {"a": Happened(opened=begin, ended=date(2026, 3, 10)), "c": Happened(opened=date(2026, 3, 10))}
    made = plan(steps, {}, begin, happened, DUE, LATEST, today, KNOWN)
    rows = {row.step.key: row for row in made.rows}
    assert rows["a"].late and rows["a"].state is Progress.DONE
    assert rows["b"].state is rows["c"].state is Progress.OPEN
    assert rows["b"].late and rows["c"].late and rows["c"].early_finish == today
    assert made.end == KNOWN.add_workdays(today, 3) == rows["d"].early_finish
    assert rows["d"].state is Progress.WAITING and not rows["d"].late
    assert made.planned_end == KNOWN.add_workdays(begin, 13)
    assert made.critical[-1] == "d" and made.critical[0] == "a"


def test_a_step_not_needed_takes_no_time() -> None:
    steps = (step("a", 2), step("b", 9, "a", when={"q": ("yes",)}), step("c", 2, "b"))
    begin = date(2026, 3, 2)
    made = plan(steps, {"q": "no"}, begin, {}, DUE, LATEST, begin, KNOWN)
    assert [row.state for row in made.rows] == [Progress.OPEN, Progress.SKIPPED, Progress.WAITING]
    assert made.days == 4 and made.critical == ("a", "c")


def test_nothing_to_do_ends_when_it_begins() -> None:
    begin = date(2026, 3, 2)
    made = plan((), {}, begin, {}, DUE, LATEST, begin, KNOWN)
    assert made.end == begin and made.rows == made.critical == ()


def test_two_hundred_steps_are_quick() -> None:
    steps = tuple(
        step(f"s{n}", n % 7, *(f"s{m}" for m in {n - 1, n - 9, n // 2} if 0 <= m < n)) for n in range(200)
    )
    begin = date(2026, 3, 2)
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        plan(steps, {}, begin, {}, DUE, LATEST, begin, KNOWN)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.05


@given(flows(), st.data())
def test_dropping_keeps_who_came_before_whom(steps: tuple[Step, ...], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([one.key for one in steps]))
    if len(steps) == 1:
        with pytest.raises(Unfit, match="至少"):
            whatif(steps, [Drop(key)])
        return
    left = whatif(steps, [Drop(key)])
    assert [one.key for one in left] == [one.key for one in steps if one.key != key]
    without = [replace(one, days=0) if one.key == key else one for one in steps]
    assert longest(left) == longest(without)
    assert longest(whatif(steps, [Retime(key, 0)])) == longest(left)


@given(flows(), st.integers(0, 9), st.data())
def test_a_review_more_comes_right_after(steps: tuple[Step, ...], days: int, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([one.key for one in steps]))
    more = whatif(steps, [AddReview(after=key, key="new", name="复核", days=days)])
    stretched = [replace(one, days=one.days + days) if one.key == key else one for one in steps]
    assert longest(more) == longest(stretched)
    assert whatif(more, [Drop("new")]) == steps


def test_what_cannot_be_is_refused_and_says_why() -> None:
    steps = (step("a", 2), step("b", 3, "a"), step("c", 1, "b"))
    for change in (
        Drop("x"),
        Retime("x", 1),
        Rewait("c", ("x",)),
        AddReview(after="x", key="n", name="复核"),
    ):
        with pytest.raises(Unfit, match="没有“x”这个环节，可用的环节：a、b、c"):
            whatif(steps, [change])
    with pytest.raises(Unfit, match="-1"):
        whatif(steps, [Retime("a", -1)])
    with pytest.raises(Unfit, match="已经有"):
        whatif(steps, [AddReview(after="a", key="b", name="复核")])
    with pytest.raises(Circle, match="互相等待"):
        whatif(steps, [Rewait("a", ("c",))])
    assert whatif(steps, [Rewait("c", ("a",))])[2].after == ("a",)
    assert steps[2].after == ("b",)
