"""Flows as BPMN: what we write says what we do, in the words of others' engines; what we wrote we read again."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

import flows
from yichuang.law import flow
from yichuang.office.catalogue import bpmn, bpmn_place, bpmn_read
from yichuang.office.catalogue.bpmn_words import NAMESPACES
from yichuang.office.catalogue.models import Edition

VALIDATOR = BpmnValidator()
QUICK = settings(max_examples=60, deadline=None)


def read(content: dict[str, Any]) -> bpmn_read.Read:
    return bpmn_read.read(bpmn.write(content).encode())


@QUICK
@given(flows.flows())
def test_what_we_wrote_we_read_again(steps: list[dict[str, Any]]) -> None:
    found = read(flows.content(steps))
    assert list(found.steps) == bpmn_read.plain(flow.read(steps))
    assert not found.unknown


@pytest.mark.parametrize("name", flows.SHAPES)
def test_the_shapes_come_back_as_they_are_written(name: str) -> None:
    assert list(read(flows.content(flows.SHAPES[name])).steps) == flows.SHAPES[name]


@pytest.mark.django_db
def test_every_flow_of_the_sample_comes_back_as_it_is_written() -> None:
    for edition in Edition.objects.all():
        steps = edition.content["steps"]
        assert list(read(edition.content).steps) == bpmn_read.plain(flow.read(steps)), edition


def engine(content: dict[str, Any], answers: dict[str, str]) -> BpmnWorkflow:
    """Another's engine at the beginning of our export, which is valid by the schema of the standard."""
    parser = BpmnParser(validator=VALIDATOR)
    parser.add_bpmn_str(bpmn.write(content).encode())
    work = BpmnWorkflow(parser.get_spec(f"Matter-{content['code']}"))
    work.task_tree.data.update({"class_" if key == "class" else key: value for key, value in answers.items()})
    work.do_engine_steps()
    return work


@QUICK
@given(flows.flows(), flows.answers(), st.randoms(use_true_random=False))
def test_another_engine_opens_the_same_steps_at_every_point(
    plain: list[dict[str, Any]], answers: dict[str, str], chance: random.Random
) -> None:
    steps, done = flow.read(plain), set[str]()
    work = engine(flows.content(plain), answers)
    while True:
        ours = {step.key for step in flow.ahead(steps, answers, done)}
        ready = {task.task_spec.bpmn_id: task for task in work.get_tasks(state=TaskState.READY, manual=True)}
        assert ready.keys() == ours
        if not ours:
            break
        key = chance.choice(sorted(ours))
        ready[key].run()
        work.do_engine_steps()
        done.add(key)
    assert work.is_completed()


@QUICK
@given(flows.flows())
def test_nothing_in_the_drawing_lies_on_anything_else(plain: list[dict[str, Any]]) -> None:
    steps = flow.read(plain)
    drawn = bpmn.laid(steps, "105", {})
    sheet = bpmn_place.place(drawn)
    boxes = [*sheet.nodes.values()]
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            assert not overlap(one, other)
    for node in drawn.nodes:
        assert inside(sheet.nodes[node.id], sheet.lanes[node.lane])
    assert all(inside(lane, sheet.pool) for lane in sheet.lanes.values())
    for way in drawn.ways:
        points = sheet.ways[way.id]
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))
        for a, b in pairwise(points):
            line = bpmn_place.Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))
            through = [key for key, box in sheet.nodes.items() if overlap(line, box)]
            assert not set(through) - {way.source, way.target}, (way, through)


def overlap(one: bpmn_place.Box, other: bpmn_place.Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def inside(one: bpmn_place.Box, other: bpmn_place.Box) -> bool:
    return (
        other.x <= one.x
        and other.y <= one.y
        and one.x + one.width <= other.x + other.width
        and one.y + one.height <= other.y + other.height
    )


def test_lanes_are_bodies_by_name_where_a_step_names_one() -> None:
    content = flows.content(flows.SHAPES["of several bodies"])
    drawn = ElementTree.fromstring(bpmn.write(content, {"103": "省自然资源厅", "105": "省住建厅"}))
    names = [lane.get("name") for lane in drawn.iterfind(".//bpmn:lane", NAMESPACES)]
    assert names == ["省住建厅", "省自然资源厅", "120"]


def test_a_step_moved_to_another_lane_belongs_there() -> None:
    text = bpmn.write(flows.content(flows.SHAPES["side by side"]))
    text = text.replace("<bpmn:flowNodeRef>site</bpmn:flowNodeRef>", "", 1)
    moved = text.replace(
        "<bpmn:flowNodeRef>accept</bpmn:flowNodeRef>",
        "<bpmn:flowNodeRef>accept</bpmn:flowNodeRef><bpmn:flowNodeRef>site</bpmn:flowNodeRef>",
        1,
    )
    steps = {step["key"]: step for step in bpmn_read.read(moved.encode()).steps}
    assert steps["site"]["role"] == "clerk" and steps["review"]["role"] == "reviewer"
