"""The process lab: a table worked out by hand; an unchanged flow gives what was; a shorter limit never lengthens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from yichuang.law.calendar import KNOWN
from yichuang.law.flow import (
    AddReview,
    Drop,
    Past,
    Report,
    Retime,
    Rewait,
    Step,
    Took,
    Work,
    order,
    replay,
    whatif,
)

ONE = timedelta(days=1)


def step(key: str, days: int = 0, *after: str, work: Work = Work.REVIEWER, **more: Any) -> Step:
    return Step(key=key, name=key, work=work, days=days, after=after, **more)


FLOW = (
    step("accept", 1, work=Work.CLERK),
    step("check", 5, "accept"),
    step("expert", 5, "check"),
    step("decide", 2, "expert", work=Work.DECIDER),
)
MONDAY = date(2026, 3, 2)


def in_days(n: int) -> Any:
    return lambda day: KNOWN.add_workdays(day, n)


def past(*days: int, begin: date = MONDAY, **more: Any) -> Past:
    """A case whose steps were done so many working days after acceptance."""
    keys = ("check", "expert", "decide")
    steps = {
        k: Took(done=KNOWN.add_workdays(begin, n), desk=k[0].upper())
        for k, n in zip(keys, days, strict=False)
    }
    return Past(accepted=begin, steps=steps, **more)


def run(cases: list[Past], new: tuple[Step, ...] = FLOW, promised: int = 10, statutory: int = 20) -> Report:
    return replay(cases, FLOW, new, in_days(promised), in_days(statutory), KNOWN)


def test_the_table_worked_out_by_hand() -> None:
    """Three cases of 4, 12 and 25 working days; the expert's step goes beside the check, the check is cut to 3."""
    cases = [past(2, 3, 4), past(6, 10, 12), past(8, 24, 25)]
    new = whatif(
        FLOW, [Rewait("expert", ("accept",)), Rewait("decide", ("check", "expert")), Retime("check", 3)]
    )
    report = run(cases, new)
    assert report.cases == 3 and report.left_out == 0
    assert report.old.durations == ((4, 1), (12, 1), (25, 1))
    assert (report.old.mean, report.old.median, report.old.p90) == (41 / 3, 12, 25)
    assert (report.old.over_promised, report.old.over_statutory) == (2, 1)
    # check 2, 3 (of 6), 3 (of 8) beside expert 1, 4, 16; then decide 1, 2, 1
    assert report.new.durations == ((3, 1), (6, 1), (17, 1))
    assert (report.new.over_promised, report.new.over_statutory) == (1, 0)
    loads = {load.desk: (round(load.mean * 25), load.peak) for load in report.old.loads}
    assert loads == {"C": (16, 3), "E": (21, 2), "D": (4, 1)}
    said = "".join(report.assumptions)
    assert "“check”的期限由5个工作日缩短为3个：当时超过的按3个算。" in said
    assert "“expert”改在受理之后开始" in said and "“decide”改在“check”、“expert”之后开始" in said


def test_a_new_step_takes_its_limit_and_a_dropped_one_nothing() -> None:
    cases = [past(2, 3, 4)]
    more = run(cases, whatif(FLOW, [AddReview(after="check", key="again", name="复核", days=3)]))
    assert more.new.durations == ((7, 1),) and "“复核”（新增）" in [load.desk for load in more.new.loads]
    assert "新增的“复核”用满它的3个工作日" in "".join(more.assumptions)
    less = run(cases, whatif(FLOW, [Drop("check")]))
    assert less.new.durations == ((2, 1),) and "去掉的“check”不用时间。" in less.assumptions


def test_days_that_are_not_counted_are_not_counted() -> None:
    """Ten working days of testing in the expert's step; an extension lengthens both limits."""
    pause = (KNOWN.add_workdays(MONDAY, 4), KNOWN.add_workdays(MONDAY, 13))
    assert run([past(2, 14, 15, pauses=(pause,))]).old.durations == ((5, 1),)
    assert run([past(2, 3, 15)]).old.over_promised == 1
    assert run([past(2, 3, 15, extension=5)]).old.over_promised == 0
    received = KNOWN.add_workdays(MONDAY, -3)
    assert run([past(2, 3, 8, counted_from=received)]).old.over_promised == 1
    assert run([past(2, 3, 7, counted_from=received)]).old.over_promised == 0


def test_what_did_not_go_this_way_is_left_out_and_counted() -> None:
    odd = Past(accepted=MONDAY, steps={"elsewhere": Took(done=MONDAY)})
    report = run([past(2, 3, 4), past(3, 2, 4), odd])
    assert report.cases == 1 and report.left_out == 2
    assert "另有2件的办理记录和现行流程的环节、先后对不上，没有计入。" in report.assumptions
    refused = Past(accepted=MONDAY, steps={"decide": Took(done=MONDAY + ONE)})
    assert run([refused]).old.durations == ((1, 1),)


def test_no_cases_give_no_figures() -> None:
    report = run([])
    assert report.cases == 0 and report.old == report.new
    assert report.old.durations == report.old.loads == () and report.old.p90 == 0


def test_a_condition_is_asked_of_the_answers_of_then() -> None:
    cases = [past(2, 3, 4, answers={"big": "no"}), past(2, 3, 4, answers={"big": "yes"})]
    new = tuple(replace(one, when={"big": ("yes",)}) if one.key == "expert" else one for one in FLOW)
    assert run(cases, new).new.durations == ((3, 1), (4, 1))


@st.composite
def replays(draw: st.DrawFn) -> tuple[tuple[Step, ...], list[Past]]:
    """A flow and cases that went through it, some steps idle before they began, some days not counted."""
    keys = [f"s{n}" for n in range(draw(st.integers(1, 6)))]
    flow = tuple(
        step(
            key, draw(st.integers(0, 6)), *draw(st.lists(st.sampled_from(keys[:n]), unique=True)) if n else ()
        )
        for n, key in enumerate(keys)
    )
    cases = []
    for _ in range(draw(st.integers(1, 6))):
        begin = draw(st.dates(date(2025, 1, 1), date(2026, 6, 1)))
        went: dict[str, Took] = {}
        for one in order(flow):
            came = max([went[key].done for key in one.after], default=begin)
            opened = came + draw(st.sampled_from([0, 0, 3])) * ONE
            done = opened + draw(st.integers(0, 12)) * ONE
            went[one.key] = Took(done=done, desk=draw(st.sampled_from("甲乙")), opened=opened)
        first = begin + draw(st.integers(1, 9)) * ONE
        pauses = draw(st.sampled_from([(), ((first, first + 6 * ONE),)]))
        cases.append(Past(accepted=begin, steps=went, pauses=pauses))
    return flow, cases


def took(cases: list[Past]) -> list[int]:
    """How long they took, day by day."""
    out = []
    for one in cases:
        end = max((step.done for step in one.steps.values()), default=one.accepted)
        days = (one.accepted + n * ONE for n in range(1, (end - one.accepted).days + 1))
        paused = one.pauses[0] if one.pauses else (date.max, date.max)
        out.append(sum(KNOWN.is_workday(day) and not paused[0] <= day <= paused[1] for day in days))
    return sorted(out)


def flat(durations: tuple[tuple[int, int], ...]) -> list[int]:
    return [took for took, n in durations for _ in range(n)]


@given(replays())
def test_an_unchanged_flow_gives_exactly_what_was(made: tuple[tuple[Step, ...], list[Past]]) -> None:
    flow, cases = made
    report = replay(cases, flow, flow, in_days(10), in_days(20), KNOWN)
    assert report.new == report.old and report.left_out == 0
    durations = took(cases)
    assert flat(report.old.durations) == durations
    assert report.old.mean == sum(durations) / len(durations)
    assert report.old.over_promised == sum(n > 10 for n in durations)
    assert report.old.p90 == durations[-(-9 * len(durations) // 10) - 1]


@given(replays(), st.data())
def test_shortening_or_dropping_never_lengthens(
    made: tuple[tuple[Step, ...], list[Past]], data: st.DataObject
) -> None:
    flow, cases = made
    one = data.draw(st.sampled_from(flow))
    changes: list[Any] = [Retime(one.key, data.draw(st.integers(0, one.days)))]
    if len(flow) > 1:
        changes.append(Drop(data.draw(st.sampled_from(flow)).key))
    new = whatif(flow, changes)
    for case in cases:
        report = replay([case], flow, new, in_days(10), in_days(20), KNOWN)
        assert report.new.durations[0][0] <= report.old.durations[0][0]
    every = replay(cases, flow, new, in_days(10), in_days(20), KNOWN)
    assert every.new.over_statutory <= every.old.over_statutory and every.new.mean <= every.old.mean
