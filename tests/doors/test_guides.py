"""Guides on page and paper: the seven items on top, the chart from the definition, leaflets of one page, one booklet."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pymupdf
import pytest
from django.test import Client

from yichuang.doors.command import main
from yichuang.office.catalogue import bpmn_read, chart, journeys, reads
from yichuang.office.catalogue.models import Edition

pytestmark = pytest.mark.django_db
SEVEN = ("项目", "办理依据", "办理程序", "办理条件", "收费标准", "责任单位", "监督电话")


def test_the_seven_items_stand_on_top_of_the_guide(client: Client) -> None:
    text = client.get("/matters/food-business/").content.decode()
    places = [text.index(f"<dt>{item}</dt>") for item in SEVEN]
    assert places == sorted(places) and places[-1] < text.index("办理流程</h2>")
    assert "0837-2991129" in text


def test_every_chart_is_well_formed_and_shows_every_step() -> None:
    for edition in Edition.objects.exclude(facets__contains=["kind:standard"]):
        drawn = ElementTree.fromstring(chart.swimlanes(edition.content))
        boxes = [one for one in drawn.iter("{http://www.w3.org/2000/svg}rect") if one.get("rx")]
        assert len(boxes) == len(edition.content["steps"]) + 2


def test_the_flow_is_taken_home_as_bpmn(client: Client) -> None:
    assert (
        'href="/matters/food-business/flow.bpmn">流程图（BPMN）'
        in client.get("/matters/food-business/").content.decode()
    )
    answer = client.get("/matters/food-business/flow.bpmn")
    assert (
        answer["Content-Type"] == "application/xml" and "food-business.bpmn" in answer["Content-Disposition"]
    )
    guide = reads.guide("food-business")
    assert guide is not None and list(bpmn_read.read(answer.content).steps) == guide.content["steps"]
    assert client.get("/matters/nothing/flow.bpmn").status_code == 404


def test_every_leaflet_is_one_page_with_a_code_to_its_guide(client: Client) -> None:
    for guide in reads.listing()[::7]:
        answer = client.get(f"/matters/{guide.code}/leaflet.pdf")
        paper = pymupdf.open(stream=answer.content)
        text = paper[0].get_text()
        assert len(paper) == 1, guide.code
        assert guide.name[:10] in text.replace("\n", "") and guide.body.supervision_phone in text


@pytest.mark.parametrize("which", ["form", "sample"])
def test_the_form_is_there_empty_and_filled_in(client: Client, which: str) -> None:
    text = pymupdf.open(stream=client.get(f"/matters/food-business/{which}.pdf").content)[0].get_text()
    assert ("卓玛小吃店" in text) is (which == "sample") and "店名（字号）" in text


def joint(matters: list[reads.Guide]) -> int:
    """How many are joint projects: their chart may need a second page."""
    return sum(one.content["kind"] == "joint" for one in matters)


def test_the_booklet_of_a_body_has_a_page_for_each_matter(client: Client) -> None:
    body = reads.guide("food-business").body.code  # type: ignore[union-attr]
    matters = reads.listing(body=body)
    paper = pymupdf.open(stream=client.get(f"/booklet.pdf?body={body}").content)
    assert len(matters) + 2 <= len(paper) <= len(matters) + 2 + joint(matters)
    assert client.get("/booklet.pdf?body=nobody").status_code == 404


def test_lists_filter_by_level_subject_and_theme(client: Client) -> None:
    for query in ("subject=natural", "region=513201000000", "theme=食品药品", "event=开饭馆"):
        text = client.get(f"/matters/?{query}").content.decode()
        assert "food-business" in text, query
    assert "food-business" not in client.get("/matters/?theme=环境保护").content.decode()


def test_the_history_of_a_matter_is_public(client: Client) -> None:
    text = client.get("/matters/food-business/history/").content.decode()
    assert "首次公布" in text and "公布第1版" in text


def test_a_journey_leads_from_answers_to_the_list(client: Client) -> None:
    assert "开一家饭馆" in client.get("/find/").content.decode()
    asked = client.get("/find/restaurant/?who=sole")
    assert asked.status_code == 422 and "还有问题没有回答" in asked.content.decode()
    answers = "who=sole&size=small&drain=pipe&smoke=no&work=no"
    text = client.get(f"/find/restaurant/?{answers}").content.decode()
    assert all(
        f"/matters/{code}/" in text
        for code in ("sole-trader-registration", "food-business", "sewage-discharge")
    )
    assert "/matters/tobacco-retail/" not in text and "/matters/company-registration/" not in text
    assert client.get("/find/nowhere/").status_code == 404


def test_every_matter_of_a_journey_is_in_force() -> None:
    for found in journeys.offered().values():
        assert {rule.matter for rule in found.rules} == set(journeys.guides(found, reads.clock.today()))


def test_the_command_prints_a_booklet_and_says_how_large(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "booklet.pdf"
    body = reads.guide("food-business").body.code  # type: ignore[union-attr]
    assert main(["booklet", str(target), "--body", body]) == 0
    matters = reads.listing(body=body)
    assert len(matters) + 2 <= len(pymupdf.open(target)) <= len(matters) + 2 + joint(matters)
    said = capsys.readouterr()
    assert " MB，" in said.out and "收集办事指南 1/" in said.err
    assert main(["booklet", str(target), "--body", "nobody"]) == 2


def test_the_guide_of_a_joint_project_leads_to_the_materials_of_its_matters(client: Client) -> None:
    found = reads.guide("joint-restaurant")
    assert found is not None and [one.code for one in found.matters][:2] == [
        "sole-trader-registration",
        "company-registration",
    ]
    text = client.get("/matters/joint-restaurant/").content.decode()
    assert all(f'href="/matters/{one.code}/"' in text for one in found.matters)
    assert f"{len(found.edition.materials)} 份" in text and len(found.edition.materials) > 10
