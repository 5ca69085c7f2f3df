"""The first catalogue as data: every matter is whole, lawful in its limits, and asks for nothing vague."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from stdnum.cn import uscc

import yichuang.office
from yichuang.law import flow
from yichuang.law.cite import Statute
from yichuang.law.mandates import prefix
from yichuang.law.words import Ground
from yichuang.office.directory.reads import body_code

DATA = Path(yichuang.office.__file__).parent / "catalogue" / "data"
FILES = sorted((DATA / "matters").rglob("*.yaml"))
EACH = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
LIFE_EVENTS = {"开饭馆", "办学", "建房", "出行", "就业", "办厂", "生育", "养殖"}


class PlainDates(yaml.SafeLoader):
    """Reads dates as the text they are, as the schema describes them."""


PlainDates.yaml_implicit_resolvers = {
    first: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=PlainDates)


@cache
def schema() -> Draft202012Validator:
    plain = json.loads((DATA / "schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(plain)
    return Draft202012Validator(plain)


@cache
def bodies() -> dict[str, Any]:
    """Every body by its full code, each with the region it belongs to."""
    return {
        body_code(centre["region"], body["code"]): {**body, "region": centre["region"]}
        for centre in map(load, sorted((DATA / "bodies").glob("*.yaml")))
        for body in centre["bodies"]
    }


def body_of(matter: dict[str, Any]) -> str:
    return body_code(matter["region"], matter["body"])


LEVELS = {2: "2", 4: "3", 6: "4", 9: "5", 12: "6"}


def citations(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "statute" in node:
            yield node
        for value in node.values():
            yield from citations(value)
    elif isinstance(node, list):
        for value in node:
            yield from citations(value)


def test_the_centre_has_forty_matters_and_more() -> None:
    assert len(FILES) >= 40
    assert sum(load(path)["handling"] == "immediate" for path in FILES) >= 4


def test_every_life_event_is_served() -> None:
    assert {event for path in FILES for event in load(path)["life_events"]} == LIFE_EVENTS


@EACH
def test_the_file_follows_the_schema(path: Path) -> None:
    assert [
        f"{list(error.absolute_path)}: {error.message}" for error in schema().iter_errors(load(path))
    ] == []
    assert load(path)["code"] == path.stem
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 150


@EACH
def test_the_promise_is_never_longer_than_the_law(path: Path) -> None:
    matter = load(path)
    statutory, promised = matter["statutory"], matter["promised"]
    assert promised["unit"] == statutory["unit"], "only the same unit compares on every day of the year"
    assert promised["amount"] <= statutory["amount"]


@EACH
def test_the_steps_fit_into_the_promise(path: Path) -> None:
    matter = load(path)
    promised = matter["promised"]
    workdays = promised["amount"] if promised["unit"] == "workday" else promised["amount"] * 5 // 7
    assert flow.longest(flow.read(matter["steps"])) <= workdays


@EACH
def test_steps_run_from_the_window_to_the_decision(path: Path) -> None:
    steps = load(path)["steps"]
    assert (steps[0]["role"], steps[-1]["role"]) == ("clerk", "decider")
    assert any(step["role"] in ("reviewer", "matter") for step in steps)
    assert len({step["key"] for step in steps}) == len(steps)


@EACH
def test_a_site_check_needs_two_officers(path: Path) -> None:
    matter = load(path)
    check = matter["site_check"]
    assert any(step["site_check"] for step in matter["steps"]) == check["needed"]
    assert not check["needed"] or check["officers"] >= 2


@EACH
def test_on_the_spot_means_today(path: Path) -> None:
    matter = load(path)
    if matter["handling"] == "immediate":
        assert matter["promised"]["amount"] <= 1
    else:
        assert matter["promised"]["amount"] >= 1


@EACH
def test_every_citation_can_be_printed(path: Path) -> None:
    found = list(citations(load(path)))
    assert found
    for cite in found:
        printed = Statute(cite["statute"], cite["edition"]).art(cite["article"], cite["says"])
        assert printed.text.startswith("《") and cite["says"].strip()


@EACH
def test_materials_are_named_and_their_situation_exists(path: Path) -> None:
    matter = load(path)
    answers = {q["key"]: {option["value"] for option in q["options"]} for q in matter["questions"]}
    codes = [material["code"] for material in matter["materials"]]
    assert len(set(codes)) == len(codes)
    for material in matter["materials"]:
        assert not material["name"].startswith("其他") and "其他材料" not in material["name"]
        if "when" in material:
            assert material["when"]["answer"] in answers[material["when"]["question"]]


@EACH
def test_every_question_of_the_form_is_its_own(path: Path) -> None:
    for kind in ("fields", "questions"):
        keys = [entry["key"] for entry in load(path)[kind]]
        assert len(set(keys)) == len(keys)


@EACH
def test_a_required_hearing_is_a_ground_that_stops_the_clock(path: Path) -> None:
    matter = load(path)
    grounds = [special["ground"] for special in matter["special"]]
    assert set(grounds) <= {ground.value for ground in Ground}
    assert not matter["hearing_required"] or "hearing" in grounds


@EACH
def test_a_renewal_belongs_to_a_result_that_runs_out(path: Path) -> None:
    matter = load(path)
    assert matter["renewal"] is None or matter["result"]["validity_months"]


@EACH
def test_codes_are_built_from_the_body(path: Path) -> None:
    matter = load(path)
    body = bodies()[body_of(matter)]
    level = LEVELS[len(prefix(matter["region"]))]
    assert matter["implementation_code"] == body["uscc"] + level + matter["catalogue_code"]
    assert len(matter["implementation_code"]) == 31


@pytest.mark.parametrize("key", ["code", "implementation_code"])
def test_no_two_matters_share(key: str) -> None:
    values = [load(path)[key] for path in FILES]
    assert len(set(values)) == len(values)


@pytest.mark.parametrize("code", sorted(bodies()))
def test_a_body_can_be_reached_and_complained_of(code: str) -> None:
    body = bodies()[code]
    assert uscc.is_valid(body["uscc"]) and body["uscc"].startswith("11990100")
    assert body["consult_phone"] != body["complaint_phone"]
    area = "0837-" if body["region"].startswith("5132") else "028-"
    assert body["consult_phone"].startswith(area) and body["complaint_phone"].startswith(area)
    assert body["reconsideration"] and body["court"] and body["windows"]


def test_no_two_bodies_share_a_code_a_phone_or_a_window() -> None:
    listed = list(bodies().values())
    assert len({body["uscc"] for body in listed}) == len(listed)
    phones = [body[key] for body in listed for key in ("consult_phone", "complaint_phone")]
    windows = [(body["region"], window) for body in listed for window in body["windows"]]
    assert len(set(phones)) == len(phones) and len(set(windows)) == len(windows)


def test_every_body_of_the_hall_has_a_matter() -> None:
    assert {body_of(load(path)) for path in FILES} == set(bodies())
