"""The joint projects of the sample: their matters are there, promise what the steps say, under leads that exist."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from yichuang.law.cases import Refused
from yichuang.office.catalogue import acts, reads
from yichuang.office.catalogue.models import Edition

pytestmark = pytest.mark.django_db

PROJECTS = ["joint-industrial-project", "joint-company-setup", "joint-restaurant"]


def words(code: str) -> dict[str, Any]:
    return copy.deepcopy(Edition.objects.get(matter=code).content)


@pytest.mark.parametrize("code", PROJECTS)
def test_a_project_of_the_sample_has_nothing_to_mend(code: str) -> None:
    assert reads.findings(words(code)) == ()
    edition = reads.current(code, date(2026, 3, 2))
    assert edition is not None and edition.kind == "joint"
    matters = [step.matter for step in edition.steps if step.matter]
    assert len(set(matters)) == len(matters) and all(step.body for step in edition.steps)


def test_the_industrial_project_is_fourteen_matters_of_eight_bodies() -> None:
    edition = reads.current("joint-industrial-project", date(2026, 3, 2))
    assert edition is not None
    matters = [step for step in edition.steps if step.matter]
    assert len(matters) == 14 and len({step.body for step in matters}) == 8
    assert [stage.name for stage in edition.stages] == [
        "立项用地规划许可",
        "工程建设许可",
        "施工许可",
        "竣工验收",
    ]


def test_what_the_construction_permit_waits_for_is_not_what_the_works_wait_for() -> None:
    edition = reads.current("joint-industrial-project", date(2026, 3, 2))
    assert edition is not None
    after = {step.key: set(step.after) for step in edition.steps}
    assert after["permit"] == {"shelter", "fire"}
    assert after["works"] == {"permit", "road", "waste", "energy", "eia", "soil", "water"}


def test_a_company_answers_the_same_question_once() -> None:
    edition = reads.current("joint-company-setup", date(2026, 3, 2))
    assert edition is not None
    for asked in (edition.questions, edition.fields):
        labels = [one.label for one in asked]
        assert len(set(labels)) == len(labels)
    names = [material.name for material in edition.materials]
    assert len(set(names)) == len(names) and "营业执照" not in names, "it comes of the registration"


@pytest.mark.parametrize(
    ("rule", "where", "fault"),
    [
        ("matter-unknown", "steps/1", lambda c: c["steps"][1].update(matter="no-such-matter")),
        ("matter-days", "steps/1", lambda c: c["steps"][1].update(days=7)),
        ("stage-lead", "stages/0", lambda c: c["stages"][0].update(lead="999")),
    ],
)
def test_a_project_that_promises_for_others_is_not_published(
    rule: str, where: str, fault: Callable[[dict[str, Any]], Any]
) -> None:
    content = words("joint-industrial-project")
    fault(content)
    assert [(one.rule, one.where) for one in reads.findings(content)] == [(rule, where)]
    with pytest.raises(Refused):
        acts.publish(content | {"effective": "2027-01-01"}, at=acts.SINCE)
