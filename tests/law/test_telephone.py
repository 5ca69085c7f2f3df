"""A call is what its signals say, in whatever order and however often they come; the figures are counted from calls."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yichuang.law.clocks import CHINA
from yichuang.law.hotline import Heard, Signal, call_of, figures

NINE = datetime(2026, 3, 2, 9, tzinfo=CHINA)
signals = st.builds(
    Heard,
    st.sampled_from(Signal),
    st.integers(0, 600).map(lambda s: NINE + timedelta(seconds=s)),
    st.sampled_from(["", "8001", "8002"]),
)


@given(st.lists(signals, min_size=1, max_size=8).flatmap(lambda x: st.tuples(st.just(x), st.permutations(x))))
def test_the_order_of_signals_and_repetitions_change_nothing(told: tuple[list[Heard], list[Heard]]) -> None:
    one, other = told
    assert call_of(one) == call_of(other) == call_of([*one, *other])


@given(st.lists(st.lists(signals, min_size=1, max_size=5), max_size=6))
def test_the_figures_are_those_of_a_plain_count(calls: list[list[Heard]]) -> None:
    found = figures([call_of(one) for one in calls])
    answered = [one for one in calls if any(x.signal is Signal.ANSWERED for x in one)]
    prompt = [
        one
        for one in answered
        if min(x.at for x in one if x.signal is Signal.ANSWERED) - min(x.at for x in one)
        <= timedelta(seconds=15)
    ]
    given_up = [one for one in calls if one not in answered and any(x.signal is Signal.HUNG_UP for x in one)]
    assert (found.calls, found.answered, found.prompt, found.given_up) == (
        len(calls), len(answered), len(prompt), len(given_up),
    )  # fmt: skip
    assert found.waiting >= 0
    assert found.shares == (
        tuple(n / len(calls) for n in (len(answered), len(prompt), len(given_up))) if calls else (None,) * 3
    )


def test_who_answered_has_the_call_not_who_it_rang_at_first() -> None:
    def heard(signal: Signal, seconds: int, extension: str = "") -> Heard:
        return Heard(signal, NINE + timedelta(seconds=seconds), extension)

    rings = [heard(Signal.QUEUED, 0), heard(Signal.RINGING, 5, "8001"), heard(Signal.RINGING, 20, "8002")]
    assert (call_of(rings).extension, call_of(rings).standing) == ("8002", Signal.RINGING)
    taken = call_of([heard(Signal.ANSWERED, 24, "8002"), *rings])
    assert (taken.extension, taken.standing) == ("8002", Signal.ANSWERED)
    assert taken.waited == timedelta(seconds=24)
