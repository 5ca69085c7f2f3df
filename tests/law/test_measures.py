"""Measures: the histogram says what sorting every duration says, however it was put together."""

from __future__ import annotations

from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.law.analysis import BY_CODE, MEASURES, TIMELINE, Phase, Sums
from yichuang.law.cases import CLOCKS

DAYS = st.lists(st.integers(0, 400), min_size=1, max_size=60)


def group(days: list[int]) -> Sums:
    sums = Sums()
    for lasted in days:
        sums.add(lasted, 1, 1, int(lasted <= 20), lasted, 20, 0, 0, 0)
    return sums


@settings(deadline=None)
@given(DAYS, DAYS, st.integers(1, 100))
def test_two_groups_added_are_one_group(some: list[int], more: list[int], q: int) -> None:
    whole, merged = group(some + more), group(some)
    merged.merge(group(more))
    assert merged == whole
    ordered = sorted(some + more)
    assert merged.share(q) == ordered[max(1, ceil(len(ordered) * q / 100)) - 1]
    assert (whole.count, whole.total) == (len(ordered), sum(ordered))
    assert BY_CODE["on_time"].of(whole, whole) == sum(x <= 20 for x in ordered) / len(ordered)
    assert BY_CODE["share"].of(group(some), whole) == (sum(some) / sum(ordered) if any(ordered) else None)


def test_nothing_has_no_figures_but_its_count() -> None:
    nothing = Sums()
    told = {one.code: one.of(nothing, nothing) for one in MEASURES}
    assert told.pop("count") == told.pop("total") == 0 and set(told.values()) == {None}


def test_every_clock_of_a_case_is_a_phase_and_every_measure_says_its_formula() -> None:
    assert set(CLOCKS) <= set(Phase)
    assert not {Phase.WHOLE, Phase.PROMISED, Phase.STATUTORY, Phase.POINT} & set(TIMELINE)
    assert all(one.formula and one.label for one in MEASURES)
