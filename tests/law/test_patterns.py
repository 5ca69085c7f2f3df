"""Each pattern is found exactly when its table says: random deeds against a plain recount, at, above and just below the threshold."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.law.clocks import CHINA
from yichuang.law.supervision import STANDARD, Deed, Rule, RuleSet, Threshold, completed, patterned
from yichuang.law.supervision.patterns import PATTERNS
from yichuang.law.supervision.points import POINTS, Manner
from yichuang.law.words import Level

BEGIN = datetime(2026, 1, 5, 9, tzinfo=CHINA)
TIP, YELLOW, RED = Level.TIP, Level.YELLOW, Level.RED
HELD = ("held",)
DECIDED = ("granted", "refused")


def deed(n: int, what: str, tells: int, at: datetime, who: str = "1", body: str = "a", case: str = "", handling: str = "promised") -> Deed:  # fmt: skip
    return Deed(what, tells, case or f"c{n}", n, at, who, f"官{who}", body, "m", "permit", handling)


GAPS = st.sampled_from([timedelta(seconds=5), timedelta(seconds=31), timedelta(hours=3), timedelta(days=2), timedelta(days=20)])  # fmt: skip
ONE = st.tuples(
    st.sampled_from(["granted", "granted", "refused", "paused", "rated", "held"]), st.integers(-1, 5), GAPS,
    st.sampled_from("12"), st.sampled_from("abc"), st.integers(1, 12), st.sampled_from(["promised", "promised", "immediate"]),
)  # fmt: skip


@st.composite
def deeds(draw: st.DrawFn) -> list[Deed]:
    found, at = [], BEGIN
    for n, (what, tells, gap, who, body, card, handling) in enumerate(draw(st.lists(ONE, max_size=40)), 1):
        at += gap
        if what == "held":
            found.append(deed(n, what, int(tells > 1), at, who, body, f"card{card}{who}"))
        else:
            found.append(deed(n, what, max(tells, 1) if what == "rated" else tells, at, who, body, handling=handling))  # fmt: skip
    return found


def rule(point: str, window: int = 30, sample: int = 3, handling: str = "", **levels: Threshold) -> Rule:
    return Rule(code="X", name="试", point=point, basis="依据", window=window, sample=sample, handling=handling,
                levels={Level(name): one for name, one in levels.items()})  # fmt: skip


def first(found: Iterator[tuple[str, Level, int]]) -> list[tuple[str, Level, int]]:
    """Of each key the first."""
    seen: dict[tuple[str, Level], int] = {}
    for key, level, n in found:
        seen.setdefault((key, level), n)
    return sorted((key, level, n) for (key, level), n in seen.items())


def said(rules: Rule, told: list[Deed]) -> list[tuple[str, Level, int]]:
    return sorted((f"{one.of}@{one.occurrence}", one.level, one.fact) for one in patterned([rules], told))


def mine(told: list[Deed], one: Deed, back: timedelta, *what: str, handling: str = "") -> list[Deed]:
    return [x for x in told if x.seq <= one.seq and x.officer == one.officer and x.what in what and one.at - x.at <= back
            and (not handling or x.handling == handling)]  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(deeds(), st.sampled_from([0.5, 0.75, 1.0]), st.integers(1, 4))
def test_always_at_the_last_hour(told: list[Deed], share: float, sample: int) -> None:
    looked = rule("last_hour", 30, sample, "promised", yellow=Threshold(share=share))

    def oracle() -> Iterator[tuple[str, Level, int]]:
        for one in told:
            same = mine(told, one, timedelta(days=30), *DECIDED, handling="promised")
            late = sum(x.tells <= 0 for x in same)
            if one.what in DECIDED and one.handling == "promised" and one.tells <= 0 and len(same) >= sample and late / len(same) >= share:  # fmt: skip
                yield f"{one.officer}@{one.at:%Y%m}", YELLOW, one.seq

    assert said(looked, told) == first(oracle())


@settings(deadline=None, max_examples=150)
@given(deeds(), st.integers(1, 3), st.integers(4, 6))
def test_many_decisions_within_a_minute(told: list[Deed], tip: int, yellow: int) -> None:
    looked = rule("mass_decisions", tip=Threshold(count=tip), yellow=Threshold(count=yellow))

    def oracle() -> Iterator[tuple[str, Level, int]]:
        for one in told:
            count = len(mine(told, one, timedelta(seconds=60), *DECIDED))
            if one.what in DECIDED and count >= tip:
                yield f"{one.officer}@{one.at:%Y%m%d}", YELLOW if count >= yellow else TIP, one.seq

    assert said(looked, told) == first(oracle())


@settings(deadline=None, max_examples=150)
@given(deeds(), st.integers(1, 4), st.integers(1, 40))
def test_pauses_again_and_again_near_the_end(told: list[Deed], count: int, window: int) -> None:
    looked = rule("repeated_pauses", window, red=Threshold(count=count))

    def oracle() -> Iterator[tuple[str, Level, int]]:
        for one in told:
            near = [x for x in mine(told, one, timedelta(days=window), "paused") if x.tells in (-1, 0, 1)]
            if one in near and len(near) >= count:
                yield f"{one.officer}@{one.at:%Y%m}", RED, one.seq

    assert said(looked, told) == first(oracle())


@settings(deadline=None, max_examples=150)
@given(deeds(), st.integers(1, 4))
def test_bad_ratings_add_up(told: list[Deed], count: int) -> None:
    looked = rule("low_ratings", tip=Threshold(count=count))

    def oracle() -> Iterator[tuple[str, Level, int]]:
        for one in told:
            bad = [x for x in mine(told, one, timedelta(days=30), "rated") if x.tells in (1, 2)]
            if one in bad and len(bad) >= count:
                yield f"{one.officer}@{one.at:%Y%m}", TIP, one.seq

    assert said(looked, told) == first(oracle())


@settings(deadline=None, max_examples=150)
@given(deeds(), st.integers(1, 3))
def test_so_many_yellow_cards_of_a_quarter_make_a_red_one(told: list[Deed], count: int) -> None:
    looked = rule("yellows", red=Threshold(count=count))

    def oracle() -> Iterator[tuple[str, Level, int]]:
        for one in told:
            quarter = (one.at.year, (one.at.month - 1) // 3)
            stand: dict[str, int] = {}
            for x in told:
                if x.seq <= one.seq and x.what == "held" and x.officer == one.officer and (x.at.year, (x.at.month - 1) // 3) == quarter:  # fmt: skip
                    stand[x.case] = x.tells
            if one.what == "held" and one.tells and sum(stand.values()) >= count:
                yield (
                    f"{one.officer}@{quarter[0]}Q{quarter[1] + 1}/{sum(stand.values()) // count}",
                    RED,
                    one.seq,
                )

    assert said(looked, told) == first(oracle())


@settings(deadline=None, max_examples=150)
@given(deeds(), st.sampled_from([0.5, 1.0, 2.0]), st.integers(1, 3))
def test_refusals_far_above_the_others(told: list[Deed], sigma: float, sample: int) -> None:
    looked = rule("refusal_rate", 30, sample, yellow=Threshold(sigma=sigma))

    def oracle() -> Iterator[tuple[str, Level, int]]:
        for one in told:
            near = [x for x in told if x.seq <= one.seq and x.what in DECIDED and one.at - x.at <= timedelta(days=30)]  # fmt: skip
            by_body = {b: [x.what == "refused" for x in near if x.body == b] for b in "abc"}
            enough = {b: got for b, got in by_body.items() if len(got) >= sample}
            if one.what != "refused" or one.body not in enough or len(enough) < 3:
                continue
            own = enough.pop(one.body)
            rates = [statistics.mean(got) for got in enough.values()]
            all_of_them = own + [x for got in enough.values() for x in got]
            p = statistics.mean(all_of_them)
            spread = max(statistics.pstdev(rates), (p * (1 - p) / len(own)) ** 0.5)
            if spread and (statistics.mean(own) - statistics.mean(rates)) / spread >= sigma + 1e-9:
                yield f"{one.body}/m@{one.at:%Y%m}", YELLOW, one.seq

    almost = said(rule("refusal_rate", 30, sample, yellow=Threshold(sigma=sigma + 2e-9)), told)
    assert almost == first(oracle()) or said(looked, told) == first(oracle())


def test_every_pattern_is_looked_for_and_has_a_standard_rule() -> None:
    names = {point.name for point in POINTS if point.manner is Manner.PATTERN}
    assert names == set(PATTERNS) == {one.point for one in STANDARD.rules if one.point in names}


@pytest.mark.parametrize(("point", "level", "n"), [("mass_decisions", TIP, 10), ("repeated_pauses", YELLOW, 3), ("low_ratings", TIP, 3),
                                                   ("yellows", RED, 3), ("last_hour", TIP, 10)])  # fmt: skip
def test_a_standard_rule_holds_at_its_threshold_and_not_one_below(point: str, level: Level, n: int) -> None:
    (standard,) = [one for one in STANDARD.rules if one.point == point]
    what = PATTERNS[point].among[0]
    tells = {"yellows": 1, "low_ratings": 2}.get(point, 0)
    told = [deed(k, what, tells, BEGIN + timedelta(seconds=k)) for k in range(1, n + 1)]
    assert not patterned([standard], told[:-1])
    found = patterned([standard], told)
    assert [(one.fact, one.officer) for one in found] == [(n, "1")] and (point == "last_hour" or found[0].level is level)  # fmt: skip


def test_no_region_leaves_complaints_unwatched() -> None:
    bare = RuleSet(name="n", basis="b", rules=(rule("promised", red=Threshold(over=0)),))
    added = completed(bare).rules[-1]
    assert added.point == "complaint" and added.on
    own = RuleSet(name="n", basis="b", rules=(rule("complaint", red=Threshold(count=1)),))
    assert completed(own) is own
    off = RuleSet(name="n", basis="b", rules=(Rule(code="E14", name="n", point="complaint", basis="b", levels={RED: Threshold(count=1)}, on=False),))  # fmt: skip
    assert [one.code for one in completed(off).rules] == ["E14", "E14法"]
