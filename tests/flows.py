"""Flows for tests: plain steps of a guide, drawn by hand or by chance."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

QUESTIONS = {"eia": ("form", "book", "有"), "site": ("new", "it's"), "class": ("a", "b && c")}
"""Questions with their answers; one is named as a word of the expression language."""
_NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)


def step(key: str, role: str = "reviewer", **more: Any) -> dict[str, Any]:
    """One step as a guide writes it."""
    return {"key": key, "name": f"环节{key}", "role": role, "days": 2, "site_check": False, **more}


def content(steps: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """As much of a guide as a flow needs."""
    return {"code": "food-business", "name": "食品经营许可", "body": "105", "steps": steps, **more}


SHAPES: dict[str, list[dict[str, Any]]] = {
    "one after the other": [step("accept", "clerk"), step("review"), step("decide", "decider")],
    "side by side": [
        step("accept", "clerk"),
        step("review"),
        step("site", after=["accept"], site_check=True),
        step("decide", "decider", after=["review", "site"]),
    ],
    "under conditions": [
        step("accept", "clerk"),
        step("eia", when=["eia=form", "eia=book"]),
        step("old", after=["accept"], when=["site=it's", "class=b && c"]),
        step(
            "sign",
            after=["accept", "eia", "old"],
            sign="some",
            signers=["reviewer", "chief", "head"],
            least=2,
        ),
        step("decide", "decider"),
    ],
    "of several bodies": [
        step("apply", "applicant"),
        step("land", "matter", body="103", matter="land-use", stage="start"),
        step("meet", "meeting", after=["apply"], body="105", stage="start"),
        step("fire", "matter", after=["land", "meet"], body="120", matter="fire-check", when=["class=a"]),
        step("done", "decider", after=["fire", "meet"], sign="any", signers=["head", "chief"]),
    ],
    "several beginnings and ends": [
        step("one", "clerk", when=["eia=有"]),
        step("two", "clerk", after=[]),
        step("three", after=["one", "two"]),
        step("four", after=["one"]),
    ],
}


@st.composite
def flows(draw: st.DrawFn, most: int = 9) -> list[dict[str, Any]]:
    """Steps in any graph without circles, with conditions, lanes and countersigning."""
    by_body = draw(st.booleans())
    steps: list[dict[str, Any]] = []
    for n in range(draw(st.integers(1, most))):
        keys = [one["key"] for one in steps]
        more: dict[str, Any] = {"name": draw(_NAMES), "days": draw(st.integers(0, 60))}
        if draw(st.booleans()):
            more["after"] = draw(st.lists(st.sampled_from(keys), unique=True, max_size=4)) if keys else []
        asked = draw(st.lists(st.sampled_from([*QUESTIONS]), unique=True, max_size=2)) if n % 2 else []
        if asked:
            more["when"] = [
                f"{key}={value}"
                for key in asked
                for value in draw(
                    st.lists(st.sampled_from(QUESTIONS[key]), unique=True, min_size=1, max_size=2)
                )
            ]
        if draw(st.integers(0, 4)) == 0:
            signers = draw(st.lists(st.sampled_from(["reviewer", "chief", "head"]), unique=True, min_size=1))
            more |= {"sign": draw(st.sampled_from(["all", "any", "some"])), "signers": signers}
            more["least"] = draw(st.integers(1, len(signers)))
        if by_body and draw(st.booleans()):
            more |= {"body": draw(st.sampled_from(["105", "103", "甲"])), "stage": "s1"}
        if draw(st.integers(0, 5)) == 0:
            more["matter"] = "land-use"
        roles = ["clerk", "reviewer", "decider", "matter", "meeting", "applicant"]
        steps.append(step(f"s{n}", draw(st.sampled_from(roles)), **more))
    return steps


def answers() -> st.SearchStrategy[dict[str, str]]:
    """An answer to every question; empty where nobody answered."""
    return st.fixed_dictionaries({key: st.sampled_from(["", *values]) for key, values in QUESTIONS.items()})
