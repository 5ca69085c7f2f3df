"""Guided finding: exactly the matters needed, materials once, days by the longest chain."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.law.catalogue.journey import journey, way

QUESTIONS = [
    {"key": "q", "label": "？", "options": [{"value": "a", "label": "甲"}, {"value": "b", "label": "乙"}]}
]


def rule(matter: str, **more: Any) -> dict[str, Any]:
    return {"matter": matter, "why": "因为", **more}


def made(*rules: dict[str, Any]) -> Any:
    return journey("j", {"name": "计划", "plain": "计划", "questions": QUESTIONS, "rules": list(rules)})


def content(
    name: str, days: int, materials: tuple[str, ...] = (), fee: str = "", result: str = "证"
) -> dict[str, Any]:
    listed = [{"name": m, "need": "required", "can_share": False} for m in materials]
    return {
        "name": name, "promised": {"amount": days, "unit": "workday"}, "materials": listed, "result": {"name": result},
        "fee": {"charged": bool(fee), "standard": fee},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([rule("x", when={"nope": ["a"]})], "问题或者回答"),
        ([rule("x", when={"q": ["c"]})], "问题或者回答"),
        ([rule("x", after=["y"])], "不存在的事项"),
        ([rule("x", after=["y"]), rule("y", after=["x"])], "互相等待"),
        ([rule("x", after=["x"])], "互相等待"),
    ],
)
def test_a_journey_that_does_not_fit_is_refused(rules: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        made(*rules)


def test_materials_are_listed_once_and_results_of_earlier_matters_not_at_all() -> None:
    found = made(rule("x"), rule("y", after=["x"]))
    contents = {
        "x": content("甲", 3, ("身份证",), result="执照"),
        "y": content("乙", 5, ("身份证", "执照"), fee="10 元"),
    }
    led = way(found, {}, contents)
    assert [(m.name, m.matters) for m in led.materials] == [("身份证", ("甲", "乙"))]
    assert (led.days, led.one_by_one, led.fees) == (8, 8, (("乙", "10 元"),))


def test_a_material_of_another_situation_is_not_asked() -> None:
    one = content("甲", 3)
    one["materials"] = [
        {
            "name": "总部说明",
            "need": "situational",
            "when": {"question": "chain", "answer": "yes"},
            "can_share": False,
        }
    ]
    assert way(made(rule("x", situation={"chain": "no"})), {}, {"x": one}).materials == ()
    assert way(made(rule("x")), {}, {"x": one}).materials[0].depends


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.data())
def test_days_are_the_longest_chain(days: list[int], data: st.DataObject) -> None:
    names = [f"m{n}" for n in range(len(days))]
    after = {
        name: data.draw(st.lists(st.sampled_from(names[:n]), unique=True)) if n else []
        for n, name in enumerate(names)
    }
    rules = [rule(name, after=after[name]) for name in names]
    led = way(made(*rules), {}, {name: content(name, d) for name, d in zip(names, days, strict=True)})

    def longest(name: str) -> int:
        return days[names.index(name)] + max(map(longest, after[name]), default=0)

    assert led.days == max(map(longest, names)) and led.one_by_one == sum(days)
    place = {one.matter: n for n, stage in enumerate(led.stages) for one in stage}
    assert all(place[before] < place[name] for name in names for before in after[name])


def test_every_answer_to_every_journey_leads_somewhere() -> None:
    from yichuang.office.catalogue.journeys import offered

    assert {"restaurant", "company", "project"} <= set(offered())
    for found in offered().values():
        choices = [[(q["key"], option["value"]) for option in q["options"]] for q in found.questions]
        for answers in product(*choices):
            assert any(one.needed(dict(answers)) for one in found.rules), (found.code, answers)
