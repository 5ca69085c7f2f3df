"""Flows: what stands open, what is behind, what is left when steps are left out, who must agree — against brute force."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.law import flow
from yichuang.law.flow import (
    Circle,
    Rule,
    Sign,
    Step,
    Work,
    ahead,
    behind,
    check,
    longest,
    order,
    passed,
    within,
)

QUESTIONS = {"q": ("a", "b")}


@st.composite
def graphs(draw: st.DrawFn, most: int = 7) -> tuple[Step, ...]:
    """A graph without circles, its steps in any order; some are needed only under an answer."""
    count = draw(st.integers(1, most))
    steps = []
    for n in range(count):
        after = tuple(f"s{m}" for m in range(n) if draw(st.booleans()))
        when = draw(st.sampled_from([{}, {}, {"q": ("a",)}, {"q": ("b",)}]))
        days = draw(st.integers(0, 9))
        steps.append(
            Step(key=f"s{n}", name=f"第{n}步", work=Work.REVIEWER, after=after, when=when, days=days)
        )
    return tuple(draw(st.permutations(steps)))


def over(steps: tuple[Step, ...], answers: dict[str, str], done: set[str], key: str) -> bool:
    """By the words: nobody waits for a step that is done, or that is not needed when nobody waits for those before it."""
    step = next(one for one in steps if one.key == key)
    return key in done or (
        not step.needed(answers) and all(over(steps, answers, done, one) for one in step.after)
    )


@given(graphs(), st.sampled_from(["a", "b"]), st.data())
def test_open_is_what_the_words_say_at_every_point(
    steps: tuple[Step, ...], answer: str, data: st.DataObject
) -> None:
    answers, done = {"q": answer}, set[str]()
    while True:
        wanted = {
            s.key
            for s in steps
            if not over(steps, answers, done, s.key)
            and all(over(steps, answers, done, key) for key in s.after)
        }
        found = ahead(steps, answers, done)
        assert {step.key for step in found} == wanted
        assert passed(steps, answers, done) == {s.key for s in steps if over(steps, answers, done, s.key)}
        if not found:
            break
        done.add(data.draw(st.sampled_from(sorted(wanted))))
    assert {s.key for s in steps if s.needed(answers)} == done


def reach(steps: tuple[Step, ...], key: str) -> set[str]:
    """All that can only happen after a step, and it."""
    return {key} | {one for s in steps if key in s.after for one in reach(steps, s.key)}


@given(graphs(), st.data())
def test_behind_is_everything_that_waits_for_it(steps: tuple[Step, ...], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([s.key for s in steps]))
    assert behind(steps, key) == reach(steps, key)


@given(graphs(), st.data())
def test_leaving_steps_out_keeps_who_comes_after_whom(steps: tuple[Step, ...], data: st.DataObject) -> None:
    kept = set(data.draw(st.lists(st.sampled_from([s.key for s in steps]), unique=True)))
    left = within(steps, kept)
    assert {s.key for s in left} == kept
    for one, other in product(kept, kept):
        assert (other in reach(left, one)) == (other in reach(steps, one))


@given(graphs())
def test_the_longest_way_is_the_longest_of_all_ways(steps: tuple[Step, ...]) -> None:
    by = {s.key: s for s in steps}

    def until(key: str) -> int:
        return by[key].days + max((until(one) for one in by[key].after), default=0)

    assert longest(steps) == max(until(s.key) for s in steps)


@given(graphs(), st.data())
def test_a_circle_is_named_and_nothing_else_is_one(steps: tuple[Step, ...], data: st.DataObject) -> None:
    order(steps)
    key = data.draw(st.sampled_from([s.key for s in steps]))
    later = data.draw(st.sampled_from(sorted(reach(steps, key))))
    closed = tuple(
        Step(key=s.key, name=s.name, work=s.work, after=(*s.after, later) if s.key == key else s.after)
        for s in steps
    )
    with pytest.raises(Circle) as caught:
        order(closed)
    assert {key, later} <= set(caught.value.keys)
    rules = {trouble.rule for trouble in check(closed, QUESTIONS)}
    assert rules == ({"step-itself"} if key == later else {"step-circle"})


SIGNS = [Sign(rule=Rule.ALL, posts=("a", "b", "c")), Sign(rule=Rule.ANY, posts=("a", "b", "c"))] + [
    Sign(rule=Rule.SOME, posts=("a", "b", "c"), least=n) for n in (1, 2, 3)
]


def settled(sign: Sign, opinions: dict[str, bool], extra: tuple[str, ...]) -> bool | None:
    """By trying out every way the missing opinions may still fall: settled when all of them lead to the same."""
    everybody = (*sign.posts, *extra)
    open_ = [who for who in everybody if who not in opinions]
    least = {Rule.ALL: len(sign.posts), Rule.ANY: 1, Rule.SOME: sign.least}[sign.rule]
    ends = set()
    for rest in product([True, False], repeat=len(open_)):
        given_ = opinions | dict(zip(open_, rest, strict=True))
        ends.add(sum(given_[post] for post in sign.posts) >= least and all(given_[who] for who in extra))
    if ends == {False}:
        return False
    waiting = [who for who in extra if who not in opinions]
    return True if ends == {True} and not waiting else None


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"{sign.rule}-{sign.least}")
@settings(max_examples=200)
@given(
    opinions=st.dictionaries(st.sampled_from(["a", "b", "c", "x"]), st.booleans()),
    extra=st.sampled_from([(), ("x",)]),
)
def test_a_countersign_is_settled_as_soon_as_nothing_can_change_it(
    sign: Sign, opinions: dict[str, bool], extra: tuple[str, ...]
) -> None:
    known = {who: said for who, said in opinions.items() if who != "x" or extra}
    assert sign.settled(known, extra) == settled(sign, known, extra)


def test_a_step_without_after_follows_the_one_above() -> None:
    plain = [{"key": "a", "name": "甲", "role": "clerk"}, {"key": "b", "name": "乙", "role": "reviewer"},
             {"key": "c", "name": "丙", "role": "reviewer", "after": ["a"], "when": ["q=a", "q=b"]}]  # fmt: skip
    steps = flow.read(plain)
    assert [s.after for s in steps] == [(), ("a",), ("a",)]
    assert steps[2].when == {"q": ("a", "b")}
