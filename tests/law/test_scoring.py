"""The law of scores: exact, independent of order, never higher for one more held card; nonsense refused."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.law import facts as f
from yichuang.law.calendar import KNOWN
from yichuang.law.cases import Refused
from yichuang.law.clocks import CHINA
from yichuang.law.facts import SYSTEM, Entry
from yichuang.law.supervision import STANDARD, USUAL, ranked, read, score, verdict
from yichuang.law.supervision.period import Period, month_of, parse, quarter_of
from yichuang.law.supervision.scored import rounded
from yichuang.law.supervision.scoring import INDICATORS, check, plain
from yichuang.law.words import Level

RULES = st.sampled_from(["E01", "E05", "E07", "E13", "E14", "E16", "", "X9"])
CARDS = st.dictionaries(st.tuples(RULES, st.sampled_from([Level.YELLOW, Level.RED])), st.integers(0, 9))


@st.composite
def counts(draw: st.DrawFn) -> Counter[str]:
    ended, rated = draw(st.integers(0, 500)), draw(st.integers(0, 90))
    decided = draw(st.integers(0, ended))
    found = {
        x.over: draw(st.integers(0, {"ended": ended, "decided": decided, "rated": rated}[x.under]))
        for x in INDICATORS.values()
    }
    return Counter(found | {"ended": ended, "decided": decided, "rated": rated})


@settings(max_examples=300, deadline=None)
@given(counts(), CARDS, RULES, st.sampled_from([Level.YELLOW, Level.RED]))
def test_one_more_held_card_never_raises_a_score_and_it_stays_within_a_hundred(
    n: Counter[str], cards: dict[Any, int], rule: str, level: Level
) -> None:
    before = score(USUAL, n, cards)
    after = score(USUAL, n, {**cards, (rule, level): cards.get((rule, level), 0) + 1})
    assert 0 <= after.total <= before.total <= 10000
    assert (
        before.total
        == sum(share.got for share in before.shares)
        == 10000 - sum(x.lost for x in before.losses)
    )


@settings(max_examples=200, deadline=None)
@given(counts(), CARDS, st.randoms())
def test_the_order_in_which_facts_come_changes_nothing(
    n: Counter[str], cards: dict[Any, int], dice: Any
) -> None:
    pairs, items = list(n.items()), list(cards.items())
    dice.shuffle(pairs)
    dice.shuffle(items)
    assert score(USUAL, dict(pairs), dict(items)) == score(USUAL, n, cards)


@given(counts(), CARDS)
def test_tips_never_count(n: Counter[str], cards: dict[Any, int]) -> None:
    assert score(USUAL, n, cards) == score(USUAL, n, {**cards, ("E01", Level.TIP): 99})


@given(st.fractions(0, 10000))
def test_rounding_is_half_up(value: Fraction) -> None:
    assert rounded(value) == int(value + Fraction(1, 2))


def test_a_score_by_hand() -> None:
    n = {"ended": 40, "decided": 30, "on_time": 29, "lawful": 30, "answered": 39, "rated": 9, "satisfied": 8}
    found = score(USUAL, n, {("E01", Level.YELLOW): 1, ("", Level.RED): 1, ("E07", Level.RED): 3})
    assert [(x.name, x.got) for x in found.shares] == [
        ("时限", 1250 + 500 + 750 - 100), ("规范", 1500), ("收费", 0), ("公开", 1000), ("服务", 1651), ("投诉", 1000),
    ]  # fmt: skip
    assert found.total == 7551
    assert found.grade == "合格"
    assert [(x.part, x.label, x.lost) for x in found.losses[:3]] == [
        ("收费", "红牌", 1000),
        ("规范", "红牌", 500),
        ("服务", "满意率", 349),
    ]


def test_nothing_to_count_loses_nothing() -> None:
    assert score(USUAL, {}, {}).total == 10000


def test_equal_scores_share_a_place_and_few_cases_are_shown_unranked() -> None:
    full, less = score(USUAL, {"ended": 20}, {}), score(USUAL, {"ended": 20}, {("", Level.YELLOW): 1})
    found = ranked({"a": less, "b": full, "c": full, "d": score(USUAL, {"ended": 3}, {}), "e": less}, 10)
    assert [(x.key, x.place, x.gap) for x in found] == [
        ("b", 1, 0),
        ("c", 1, 0),
        ("a", 3, 100),
        ("e", 3, 100),
        ("d", None, 0),
    ]


# -- when a card is final -----------------------------------------------------------------------------------------------

AT = datetime(2026, 3, 2, 10, tzinfo=CHINA)


def card(*then: tuple[int, f.Fact], level: Level = Level.RED) -> Any:
    raised = f.CardRaised(rule="E01", rule_name="承诺期限", level=level, rules="standard", of_case="c", of_fact=0, found_at=AT,
                          officer="", officer_name="", evidence="x", measured="", basis="x", days=())  # fmt: skip
    facts = [(0, raised), *then]
    return verdict(
        [Entry("k", n, AT + timedelta(days=day), SYSTEM, fact) for n, (day, fact) in enumerate(facts, 1)],
        KNOWN,
    )


HELD = f.CardUpheld(level=Level.YELLOW, reason="属实")
APPEAL = f.CardAppealed(reason=f.Sealed(text="不服"))


def test_a_card_counts_only_as_finally_held() -> None:
    assert card().final_on is None
    assert card(level=Level.TIP) is None
    held = card((2, HELD))
    assert (held.held, held.final_on) == (
        Level.YELLOW,
        date(2026, 3, 12),
    )  # five working days to appeal, then one
    assert card((2, HELD), (3, APPEAL)).final_on is None
    kept = card((2, HELD), (3, APPEAL), (30, f.AppealDecided(level=Level.YELLOW, reason="维持")))
    assert (kept.held, kept.final_on) == (Level.YELLOW, date(2026, 4, 1))
    lifted = card((2, HELD), (3, APPEAL), (30, f.AppealDecided(level=None, reason="撤销")))
    assert (lifted.held, lifted.final_on, lifted.lifted_on) == (None, None, date(2026, 4, 1))
    assert card((1, f.CardLifted(reason="停电"))).final_on is None
    passed = f.RectificationVerified(passed=True, remarks="好")
    assert card((2, HELD), (3, f.CardRectified(words="改了")), (4, passed)).final_on == date(2026, 3, 6)


# -- what makes no sense ------------------------------------------------------------------------------------------------


def changed(path: str, value: Any) -> Any:
    content = msgspec.json.decode(msgspec.json.encode(plain(USUAL)))
    *way, last = path.split("/")
    at = content
    for step in way:
        at = at[int(step) if step.isdigit() else step]
    at[int(last) if last.isdigit() else last] = value
    return {**msgspec.to_builtins(STANDARD), "scoring": content}


def test_the_usual_method_makes_sense_and_travels() -> None:
    assert not list(check(USUAL))
    assert read(changed("sample", 10)).scoring == USUAL


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("parts/0/points", 29, "合计应为 100 分"),
        ("parts/0/measures/0/of", "提速率", "没有“提速率”这个指标"),
        ("parts/0/measures/0/points", 14, "各指标的分值合计应为 30 分"),
        ("parts/0/measures/0/full", 101, "永远达不到"),
        ("parts/0/measures/0/zero", 100, "满分线应高于零分线"),
        ("parts/0/yellow", -1, "不能是负数"),
        ("parts/0/red", "0.5", "红牌不能比黄牌扣得少"),
        ("parts/0/yellow", "0.001", "最多两位小数"),
        ("parts/0/yellow", "NaN", "0 到 1000 之间的数"),
        ("parts/0/points", "1E+999999", "0 到 1000 之间的数"),
        ("parts/1/others", False, "others: true"),
        ("parts/2/rules", ["E01"], "出现了两次"),
        ("parts/1/name", "时限", "出现了两次"),
        ("grades/0/least", 101, "永远达不到"),
        ("grades/1/least", 95, "永远轮不到"),
        ("grades/3/least", 10, "从 0 分起"),
        ("grades", [], "至少要有两个等次"),
        ("sample", 0, "1 到 1000"),
        ("settle", 93, "0 到 92"),
        ("basis", " ", "依据"),
        ("period", "year", "year"),
        ("speed", 1, "speed"),
        ("bonus", [{"of": "early", "points": 1, "least": 10, "each": 0}], "大于零"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_by_name(path: str, value: Any, says: str) -> None:
    with pytest.raises(Refused, match=r"评分|监察规则|scoring") as refused:
        read(changed(path, value))
    assert says in refused.value.reason
    assert refused.value.field == "rules"


def test_a_bonus_is_added_step_by_step_and_never_above_a_hundred() -> None:
    method = read(changed("bonus", [{"of": "early", "points": 1, "least": 10, "each": 10}])).scoring
    assert method is not None
    lost = {("", Level.RED): 1}
    for early, bonus in ((9, 0), (10, 100), (19, 100), (20, 200), (100, 500)):
        found = score(method, {"decided": 100, "early": early, "on_time": 100, "lawful": 100}, lost)
        assert (found.bonus, found.total) == (bonus, 9500 + bonus)


# -- periods ------------------------------------------------------------------------------------------------------------


@given(st.dates(date(2004, 1, 1), date(2090, 12, 31)))
def test_periods_hold_their_days_and_are_read_back(day: date) -> None:
    for period in (month_of(day), quarter_of(day)):
        assert period.first <= day <= period.last
        assert parse(period.code) == period
        assert period.shifted(1).first == period.last + timedelta(days=1)
        assert period.shifted(1).shifted(-1) == period
        assert next(x.first for x in period.within()) == period.first
    assert Decimal(quarter_of(day).months) == 3


@pytest.mark.parametrize("code", ["", "2026", "2026-13", "2026q5", "26-01", "2026-1", "2026-01 "])
def test_other_codes_are_no_period(code: str) -> None:
    with pytest.raises(ValueError, match="write 2026-05"):
        parse(code)


def test_a_score_is_established_some_days_after_the_period() -> None:
    may = Period(2026, 5)
    assert may.known(15, date(2026, 6, 15)) == (date(2026, 6, 15), False)
    assert may.known(15, date(2026, 6, 16)) == (date(2026, 6, 15), True)
