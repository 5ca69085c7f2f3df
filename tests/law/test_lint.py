"""The linter as a table: each rule fires on exactly the fault it names, and on nothing in a clean guide."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import yichuang.office
from yichuang.law.catalogue import Contact, harder, is_phone, lint
from yichuang.law.cite import PROJECTS

MATTERS = Path(yichuang.office.__file__).parent / "catalogue/data/matters/513201"
CLEAN: dict[str, Any] = yaml.safe_load((MATTERS / "food-business.yaml").read_text(encoding="utf-8"))
PROJECT: dict[str, Any] = yaml.safe_load((MATTERS / "joint-industrial-project.yaml").read_text("utf-8"))
REACHED = Contact("0837-2990129", "0837-2991129", "马尔康市政务服务中心", "工作日 9:00–17:30")

Fault = Callable[[dict[str, Any]], Any]
FAULTS: list[tuple[str, str, Fault]] = [
    ("longer-than-law", "statutory", lambda c: c["statutory"].update(amount=21)),
    ("longer-than-law", "extension", lambda c: c["extension"].update(amount=11)),
    ("longer-than-law", "service", lambda c: c["service"].update(amount=11)),
    ("promise-longer", "promised", lambda c: c["promised"].update(amount=21)),
    ("promise-unit", "promised", lambda c: c["promised"].update(amount=20, unit="day")),
    ("steps-over", "steps", lambda c: c["steps"][1].update(days=9)),
    ("steps-order", "steps", lambda c: c["steps"].pop()),
    ("step-twice", "steps/1", lambda c: c["steps"][1].update(key="accept")),
    ("step-itself", "steps/1", lambda c: c["steps"][1].update(after=[c["steps"][1]["key"]])),
    ("step-circle", "steps/1", lambda c: c["steps"][1].update(after=[c["steps"][2]["key"]])),
    ("step-unknown", "steps/1", lambda c: c["steps"][1].update(after=["nowhere"])),
    ("step-question", "steps/1", lambda c: c["steps"][1].update(when=["nothing=1"])),
    ("step-dead-end", "steps/1", lambda c: c["steps"][2].update(after=[c["steps"][0]["key"]])),
    ("step-unreachable", "steps/1", lambda c: c["steps"][1].update(after=[])),
    ("step-sign", "steps/1", lambda c: c["steps"][1].update(sign="some", signers=["head"], least=2)),
    ("joint-only", "steps/1", lambda c: c["steps"][1].update(role="matter", matter="road-digging")),
    ("joint-only", "steps/1", lambda c: c["steps"][1].update(role="applicant")),
    (
        "joint-only",
        "stages",
        lambda c: c.update(stages=[{"key": "one", "name": "一", "lead": "129", "days": 9}]),
    ),
    ("joint-only", "stages", lambda c: c["steps"][1].update(stage="one")),
    ("many-questions", "questions", lambda c: c.update(questions=PROJECT["questions"] + c["questions"])),
    ("vague-material", "materials/1", lambda c: c["materials"][1].update(name="其他材料")),
    ("vague-material", "materials/1", lambda c: c["materials"][1].update(name="房产等有关证明")),
    ("vague-material", "materials/1", lambda c: c["materials"][1].update(name="需要的文件")),
    ("material-twice", "materials", lambda c: c["materials"][1].update(name=c["materials"][0]["name"])),
    ("vague-condition", "conditions/0", lambda c: c["conditions"].__setitem__(0, "符合规定的其他条件")),
    ("material-source", "materials/0", lambda c: c["materials"][0].pop("source")),
    ("material-share", "materials/0", lambda c: c["materials"][0].update(can_share=True)),
    ("situation-missing", "materials/5", lambda c: c["materials"][5]["when"].update(answer="fly")),
    ("fee-basis", "fee", lambda c: c["fee"].update(charged=True)),
    ("fee-free", "fee", lambda c: c["fee"].update(standard="100 元")),
    ("visit-reason", "visits", lambda c: (c["visits"].update(count=1), c["online_depth"].remove("licence"))),
    ("visit-online", "visits", lambda c: c["visits"].update(count=1, reason="看现场")),
    ("visit-channel", "channels", lambda c: c.update(channels=["window"])),
    ("depth-submit", "online_depth", lambda c: c["online_depth"].remove("submit")),
    ("immediate", "promised", lambda c: c.update(handling="immediate")),
    (
        "immediate",
        "handling",
        lambda c: (c["promised"].update(amount=0), [s.update(days=0) for s in c["steps"]]),
    ),
    ("site-check", "site_check", lambda c: c["site_check"].update(needed=False)),
    ("site-officers", "site_check", lambda c: c["site_check"].update(officers=1)),
    ("hearing", "special", lambda c: c.update(hearing_required=True)),
    ("renewal", "renewal", lambda c: c["result"].update(validity_months=None)),
    ("long-sentence", "faq/0", lambda c: c["faq"][0].update(a="要" * 61)),
    ("stiff-words", "plain", lambda c: c.update(plain="兹予以办理")),
    ("link-form", "links/0", lambda c: c.update(links=[{"label": "网", "url": "http://不是网址"}])),
    ("key-twice", "fields", lambda c: c["fields"][1].update(key=c["fields"][0]["key"])),
    ("key-twice", "materials", lambda c: c["materials"][1].update(code="M01")),
]


def unstaged(content: dict[str, Any]) -> None:
    """One round without stages."""
    del content["stages"]
    for step in content["steps"]:
        step.pop("stage", None)


def alone(content: dict[str, Any]) -> None:
    """Only one matter is left of a project."""
    for step in [step for step in content["steps"] if step["role"] == "matter"][1:]:
        step["role"] = "meeting"
        del step["matter"]


def same_key(content: dict[str, Any]) -> None:
    """Two stages under one key."""
    for stage in content["stages"][:2]:
        stage.update(key="land", days=45)
    for step in content["steps"]:
        if step.get("stage") == "design":
            step["stage"] = "land"


def natural(content: dict[str, Any]) -> None:
    """The whole in natural days."""
    content["statutory"]["unit"] = "day"
    content["promised"].update(unit="day", amount=105)


GENERAL = {"statute": "行政许可法", "article": "42(2)"}
OTHER_LAW = {"statute": "某条例", "edition": "2020-01-01", "article": "1", "says": "另有规定"}
JOINT_FAULTS: list[tuple[str, str, Fault]] = [
    ("whole-over", "statutory", lambda c: c["statutory"].update(amount=121)),
    ("whole-over", "statutory", natural),
    ("whole-over", "statutory", unstaged),
    ("longer-than-law", "statutory", lambda c: c["statutory"]["cite"].update(GENERAL)),
    ("longer-than-law", "extension", lambda c: c["extension"].update(amount=16)),
    ("stage-long", "stages/1", lambda c: c["stages"][1].update(days=46)),
    ("stage-over", "stages/0", lambda c: c["stages"][0].update(days=29)),
    ("stage-empty", "stages/4", lambda c: c["stages"].append(c["stages"][0] | {"key": "more"})),
    ("stage-unknown", "steps/6", lambda c: c["steps"][6].update(stage="nowhere")),
    ("key-twice", "stages", same_key),
    ("joint-few", "steps", alone),
    ("step-matter", "steps/1", lambda c: c["steps"][1].pop("matter")),
    ("steps-over", "steps", lambda c: c["promised"].update(amount=60)),
]


def test_a_clean_guide_has_no_finding() -> None:
    assert lint(CLEAN, REACHED) == ()
    assert lint(PROJECT, REACHED) == ()


def test_the_whole_is_as_many_rounds_as_it_has_stages() -> None:
    project = copy.deepcopy(PROJECT)
    project["statutory"]["cite"] = OTHER_LAW
    for many, most in ((1, 45), (2, 90), (3, 120), (4, 120)):
        over = []
        for amount in (most, most + 1):
            project["stages"] = PROJECT["stages"][:many]
            project["statutory"]["amount"] = amount
            over.append("whole-over" in {one.rule for one in lint(project, REACHED)})
        assert over == [False, True], many


def test_an_opinion_is_cited_by_its_parts_and_sections() -> None:
    assert PROJECTS.art("1(3)", "甲").text.endswith("》第一部分（三）")
    assert PROJECTS.art("2", "甲").text.endswith("》第二部分")


@pytest.mark.parametrize(
    ("clean", "rule", "where", "fault"),
    [(CLEAN, *fault) for fault in FAULTS] + [(PROJECT, *fault) for fault in JOINT_FAULTS],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_is_named_with_its_place_and_remedy(
    clean: dict[str, Any], rule: str, where: str, fault: Fault
) -> None:
    content = copy.deepcopy(clean)
    fault(content)
    found = lint(content, REACHED)
    assert (rule, where) in {(one.rule, one.where) for one in found}
    assert all(one.what and one.mend.endswith("。") and one.cite.startswith("《") for one in found)
    assert {one.rule for one in found} == {rule}, "one fault, one rule"


@pytest.mark.parametrize(
    ("text", "dials"),
    [
        ("0837-2820000", True), ("028-86600000", True), ("12345", True), ("110", True), ("400-810-1234", True),
        ("13800138000", True), ("2820000", False), ("0837—2820000", False), ("见大厅公告", False), ("12800138000", False),
        ("", False), ("0837-282", False), ("1380013800", False),
    ],
)  # fmt: skip
def test_a_phone_is_a_phone(text: str, dials: bool) -> None:
    assert is_phone(text) is dials


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"phone": ""}, "phone-missing"),
        ({"supervision_phone": "见公告"}, "phone-form"),
        ({"supervision_phone": "0837-2990129"}, "phone-same"),
        ({"address": ""}, "contact-missing"),
    ],
)
def test_a_body_that_cannot_be_reached(change: dict[str, str], rule: str) -> None:
    plain = {"phone": REACHED.phone, "supervision_phone": REACHED.supervision_phone,
             "address": REACHED.address, "hours": REACHED.hours} | change  # fmt: skip
    assert [one.rule for one in lint(CLEAN, Contact(**plain))] == [rule]


HARDER: list[Fault] = [
    lambda c: c["promised"].update(amount=11),
    lambda c: c["service"].update(amount=4),
    lambda c: c["materials"].append({**c["materials"][0], "code": "M09", "name": "村委会证明"}),
    lambda c: c["materials"][0].update(copies=2),
    lambda c: c["materials"][5].update(need="required"),
    lambda c: c["materials"][1].update(can_share=False),
    lambda c: c["materials"][1].update(form="original"),
    lambda c: c["conditions"].append("有本地户口"),
    lambda c: c["steps"].insert(1, {**c["steps"][1], "key": "extra"}),
    lambda c: c["special"].append({"ground": "auction"}),
    lambda c: c["fields"].append({**c["fields"][0], "key": "x", "label": "籍贯"}),
    lambda c: c["fee"].update(charged=True, standard="100 元"),
    lambda c: c["visits"].update(count=1),
    lambda c: c["channels"].remove("online"),
    lambda c: c["online_depth"].remove("licence"),
    lambda c: c["subjects"].remove("natural"),
    lambda c: c["result"].update(validity_months=36),
    lambda c: c.update(hearing_required=True),
    lambda c: c.update(quantity_limit="全市 10 家"),
    lambda c: c["renewal"].update(before=30),
]  # fmt: skip
EASIER: list[Fault] = [
    lambda c: c["promised"].update(amount=5),
    lambda c: c["materials"].pop(),
    lambda c: c["materials"][0].update(can_waive=True),
    lambda c: c["conditions"].pop(),
    lambda c: c.update(scope="province"),
    lambda c: c["result"].update(validity_months=None),
    lambda c: c["fields"].pop(),
    lambda c: c["service"].update(amount=1),
]


@given(st.lists(st.sampled_from(EASIER), unique=True))
def test_easier_is_never_harder(changes: list[Fault]) -> None:
    local = copy.deepcopy(CLEAN)
    for change in changes:
        change(local)
    assert harder(local, CLEAN) == ()


@given(st.lists(st.sampled_from(EASIER[:1] + EASIER[4:]), unique=True), st.sampled_from(HARDER))
def test_one_harder_thing_is_found_among_easier_ones(easier: list[Fault], fault: Fault) -> None:
    local = copy.deepcopy(CLEAN)
    for change in easier:
        change(local)
    fault(local)
    assert {one.rule for one in harder(local, CLEAN)} == {"harder-than-standard"}
