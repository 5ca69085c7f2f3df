"""The published methods of real cities, as settings: they make sense and give what their text demands."""

from __future__ import annotations

import msgspec
import pytest

from yichuang.law.supervision import STANDARD, read, score
from yichuang.law.supervision.scoring import check, plain
from yichuang.law.words import Level
from yichuang.office.supervision.scorings import cities

RED, YELLOW = Level.RED, Level.YELLOW


@pytest.mark.parametrize("city", cities())
def test_each_makes_sense_and_can_be_adopted_with_any_rules(city: str) -> None:
    scoring = cities()[city].scoring
    assert not list(check(scoring))
    assert read({**msgspec.to_builtins(STANDARD), "scoring": plain(scoring)}).scoring == scoring
    assert score(scoring, {}, {}).total == 10000


def test_yulin_compares_every_quarter() -> None:
    assert cities()["榆林"].scoring.period == "quarter"


def test_fsou_170306_has_four_grades_every_quarter_and_advice_for_who_fails() -> None:
    scoring = cities()["法搜170306"].scoring
    assert (scoring.period, [grade.name for grade in scoring.grades]) == (
        "quarter",
        ["优秀", "良好", "合格", "不合格"],
    )
    assert scoring.advice == "《监察建议书》"
    late = {"ended": 100, "decided": 100, "on_time": 70, "answered": 90, "rated": 10, "satisfied": 10}
    assert score(scoring, late, {}).grade == "不合格"


def test_lawyee_172253_judges_by_what_the_system_recorded_alone() -> None:
    scoring = cities()["法意172253"].scoring
    assert score(scoring, {}, {("L3", YELLOW): 1}).total == 9800
    assert score(scoring, {}, {("L2", RED): 1, ("", RED): 1}).total == 9000


def test_fsou_171266_takes_five_and_ten_each_part_down_to_nothing_and_adds_for_early() -> None:
    scoring = cities()["法搜171266"].scoring
    assert [int(part.points) for part in scoring.parts] == [10, 14, 14, 8, 10, 10, 14, 10, 10]
    assert score(scoring, {}, {("E01", YELLOW): 1}).total == 9500
    assert score(scoring, {}, {("E01", RED): 1}).total == 9000
    assert score(scoring, {}, {("E07", RED): 5}).total == 9200  # eight points, no more
    for early, added in ((9, 0), (10, 1), (20, 2), (35, 3)):
        counts = {"decided": 100, "early": early}
        assert score(scoring, counts, {("E01", RED): 1}).total == 9000 + added * 100
    assert score(scoring, {"decided": 10, "early": 10}, {}).total == 10000
