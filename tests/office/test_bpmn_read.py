"""BPMN of other tools: read as their engines run it, listed where steps have no word for it, or refused with the way out."""

from __future__ import annotations

import os
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

import flows
from yichuang.law import flow
from yichuang.law.cases import Refused
from yichuang.office.catalogue import bpmn, bpmn_read, bpmn_words

BESIDE = Path(__file__).resolve().parents[3] / "shared/conformance"
MODELS = Path(os.environ.get("YICHUANG_CONFORMANCE", BESIDE)) / "bpmn-miwg"
HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:x">'


class Drawn:
    """A process drawn by hand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.flows = 0

    def node(self, kind: str, name: str = "", inside: str = "", **more: str) -> str:
        """Draw an element; returns its id."""
        key = more.pop("id", f"{kind[0]}{len(self.parts)}")
        said = "".join(f' {word}="{value}"' for word, value in more.items())
        self.parts.append(f'<{kind} id="{key}" name="{name}"{said}>{inside}</{kind}>')
        return key

    def way(self, source: str, target: str, condition: str = "") -> str:
        """Draw a sequence flow; returns its id."""
        self.flows += 1
        inside = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
        key = f"f{self.flows}"
        self.parts.append(
            f'<sequenceFlow id="{key}" sourceRef="{source}" targetRef="{target}">{inside}</sequenceFlow>'
        )
        return key

    def chain(self, *nodes: str) -> None:
        """Draw the flows through these."""
        for one, other in pairwise(nodes):
            self.way(one, other)

    def xml(self, beside: str = "") -> bytes:
        """The file."""
        body = "".join(self.parts)
        return f'{HEAD}{beside}<process id="p" isExecutable="true">{body}</process></definitions>'.encode()


Block = tuple[str, Any]
blocks: st.SearchStrategy[Block] = st.recursive(
    st.just(("task", None)),
    lambda inner: st.one_of(
        st.tuples(st.just("row"), st.lists(inner, min_size=1, max_size=3)),
        st.tuples(st.just("all"), st.lists(inner, min_size=2, max_size=3)),
        st.tuples(
            st.just("one"),
            st.tuples(st.sampled_from(["eia", "site"]), st.lists(inner, min_size=1, max_size=2)),
        ),
    ),
    max_leaves=8,
)


def draw(sheet: Drawn, block: Block, from_: str) -> str:
    """Draw a block behind an element; returns its last element."""
    kind, inner = block
    if kind == "task":
        task = sheet.node("userTask", "办", id=f"t{len(sheet.parts)}")
        sheet.way(from_, task)
        return task
    if kind == "row":
        for one in inner:
            from_ = draw(sheet, one, from_)
        return from_
    if kind == "all":
        split, join = sheet.node("parallelGateway"), sheet.node("parallelGateway")
        sheet.way(from_, split)
        for one in inner:
            sheet.way(draw(sheet, one, split), join)
        return join
    question, branches = inner
    default = f"f{sheet.flows + 1}"
    split, join = sheet.node("exclusiveGateway", "？", default=default), sheet.node("exclusiveGateway")
    sheet.way(split, join)
    sheet.way(from_, split)
    for one, value in zip(branches, flows.QUESTIONS[question], strict=False):
        passing = sheet.node("exclusiveGateway")
        sheet.way(split, passing, f"{question} == '{value.replace(chr(39), chr(92) + chr(39))}'")
        sheet.way(draw(sheet, one, passing), join)
    return join


@settings(max_examples=100, deadline=None)
@given(blocks, flows.answers(), st.randoms(use_true_random=False))
def test_what_others_drew_runs_as_in_their_engine(
    block: Block, answers: dict[str, str], chance: random.Random
) -> None:
    sheet = Drawn()
    first, last = sheet.node("startEvent", "开始"), sheet.node("endEvent", "结束")
    sheet.way(draw(sheet, block, first), last)
    read = bpmn_read.read(sheet.xml())
    assert {one.kind for one in read.unknown} <= {"process", "userTask"}
    vague = {one.element for one in read.unknown if one.kind == "userTask"}
    steps, done = flow.read(read.steps), set[str]()
    parser = BpmnParser()
    parser.add_bpmn_str(sheet.xml())
    work = BpmnWorkflow(parser.get_spec("p"))
    work.task_tree.data.update({key: value for key, value in answers.items() if key != "class"})
    work.do_engine_steps()
    while True:
        ours = {step.key for step in flow.ahead(steps, answers, done)}
        theirs = {one.task_spec.bpmn_id: one for one in work.get_tasks(state=TaskState.READY, manual=True)}
        if vague:  # a choice within a choice that excludes it: nothing ever comes there
            return
        assert theirs.keys() == ours
        if not ours:
            break
        key = chance.choice(sorted(ours))
        theirs[key].run()
        work.do_engine_steps()
        done.add(key)
    assert work.is_completed()


def refused(data: bytes) -> Refused:
    with pytest.raises(Refused) as found:
        bpmn_read.read(data)
    assert found.value.field == "file" and found.value.remedy
    return found.value


def simple(kind: str = "userTask") -> Drawn:
    sheet = Drawn()
    sheet.chain(sheet.node("startEvent"), sheet.node(kind, "审查"), sheet.node("endEvent"))
    return sheet


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><definitions>&b;</definitions>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><definitions>&a;</definitions>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "不是合格的 XML"),
        ("流程".encode("gb18030"), "不是合格的 XML"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "不是合格的 XML"),
        (BOMB, "DOCTYPE"),
        (OUTSIDE, "DOCTYPE"),
        (b"<a>" * 100 + b"</a>" * 100, "嵌套太深"),
        (b"<a>" + b"<b/>" * 70_000 + b"</a>", "太多"),
        (b"<a>" + b" " * 5_000_000 + b"</a>", "太大"),
        (b"<svg/>", "不是 BPMN"),
        (f"{HEAD}</definitions>".encode(), "没有流程"),
        (simple().xml().replace(b"startEvent", b"task"), "没有开始事件"),
        (simple("subProcess").xml(), "没有从开始事件走得到的环节"),
        (simple("scriptTask").xml(), "“审查”是脚本任务"),
        (simple().xml().replace(b'"u1"', b'"s0"'), "id 都是“s0”"),
    ],
)
def test_what_is_no_flow_is_refused(data: bytes, reason: str) -> None:
    assert reason in refused(data).reason


def test_a_loop_is_refused_by_the_names_of_its_steps() -> None:
    sheet = Drawn()
    names = [sheet.node("task", name) for name in ("受理", "审查", "修改")]
    sheet.chain(sheet.node("startEvent"), *names, sheet.node("endEvent"))
    sheet.way(names[2], names[1])
    says = refused(sheet.xml()).reason
    assert "审查、修改" in says or "修改、审查" in says
    assert "受理" not in says


def test_everything_that_steps_cannot_say_is_listed() -> None:
    sheet = Drawn()
    timer = "<timerEventDefinition/>"
    start = sheet.node("startEvent", "来信", "<messageEventDefinition/>")
    wait = sheet.node("intermediateCatchEvent", "等三天", timer)
    task = sheet.node("serviceTask", "审查", "<ioSpecification/><documentation>细看</documentation>")
    inner = sheet.node("subProcess", "里面", "<task id='x'/>")
    sheet.chain(start, wait, task, inner, sheet.node("task", "决定"), sheet.node("endEvent"))
    late = sheet.node("boundaryEvent", "超时", timer, attachedToRef=task)
    sheet.chain(late, sheet.node("task", "催办", id="hurry"))
    sheet.node("dataObject", "档案")
    sheet.node("textAnnotation", "", "<text>注意</text>")
    sheet.way(task, "nowhere")
    found = bpmn_read.read(sheet.xml('<message id="m"/>'))
    assert [step["name"] for step in found.steps] == ["审查", "决定"]
    said = {(one.kind, one.name): one.what for one in found.unknown}
    assert "定时" in said["intermediateCatchEvent", "等三天"] and "消息" in said["startEvent", "来信"]
    assert "走不到" in said["task", "催办"] and "定时" in said["boundaryEvent", "超时"]
    listed = {one.kind for one in found.unknown}
    assert {
        "subProcess",
        "dataObject",
        "textAnnotation",
        "message",
        "sequenceFlow",
        "ioSpecification",
    } <= listed
    assert {"documentation", "process"} <= listed


def test_a_choice_is_read_or_told() -> None:
    sheet = Drawn()
    fork, join = sheet.node("exclusiveGateway", "多大？", default="f4"), sheet.node("exclusiveGateway")
    big, small, odd = (sheet.node("task", name) for name in ("大", "小", "其他"))
    sheet.chain(sheet.node("startEvent"), sheet.node("task", "受理"), fork)
    assert sheet.way(fork, big, "${size == 'big' || size == 'huge'}") == "f3"
    assert sheet.way(fork, odd) == "f4"
    sheet.way(fork, small, "floor(area) &lt; 3")
    for task in (big, small, odd):
        sheet.way(task, join)
    sheet.chain(join, sheet.node("task", "决定"), sheet.node("endEvent"))
    found = bpmn_read.read(sheet.xml())
    steps = {step["name"]: step for step in found.steps}
    assert steps["大"]["when"] == ["size=big", "size=huge"] and "when" not in steps["小"]
    assert [steps["决定"][word] for word in ("role", "after")] == ["decider", [big, small, odd]]
    said = {one.element: one.what for one in found.unknown}
    assert "默认分支上有环节" in said["f4"] and "floor(area) < 3" in said["f5"]


def test_lanes_say_whose_work_it_is() -> None:
    sheet = simple()
    lanes = '<laneSet id="ls"><lane id="l1" name="审批科室"><flowNodeRef>u1</flowNodeRef></lane></laneSet>'
    sheet.parts.insert(0, lanes)
    found = bpmn_read.read(sheet.xml())
    assert found.steps[0]["role"] == "decider" and not found.unknown


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("eia in ('form',)", {"eia": ("form",)}),
        ("class_ in ('a',)", {"class": ("a",)}),
        ("a == 'x' and b in ['y', 'z']", {"a": ("x",), "b": ("y", "z")}),
        ("#{a == 'x'}", {"a": ("x",)}),
        ("a != 'x'", None),
        ("a in 'xyz'", None),
        ("a in ()", None),
        ("a == 1", None),
        ("a == 'x' and a == 'y'", None),
        ("a == 'x' or b == 'y'", None),
        ("__import__('os').system('x')", None),
        ("(" * 500, None),
        ("\0", None),
        ("x" * 5000, None),
        ("", None),
    ],
)
def test_conditions_are_read_and_never_run(text: str, asks: dict[str, tuple[str, ...]] | None) -> None:
    assert bpmn_words.read(text) == asks


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    text = bpmn.write(flows.content(flows.SHAPES["under conditions"]))
    at = data.draw(st.integers(0, len(text) - 1))
    to = data.draw(st.integers(at, min(at + 40, len(text))))
    text = text[:at] + data.draw(st.sampled_from(["", "x", '"', "<", "Join-sign", "9" * 12])) + text[to:]
    try:
        steps = flow.read(bpmn_read.read(text.encode()).steps)
    except Refused as refusal:
        assert refusal.field == "file"
    else:
        flow.order(steps)


@pytest.mark.skipif(not MODELS.is_dir(), reason="skipped: no conformance files")
def test_the_reference_models_are_read_or_refused_clearly() -> None:
    models = sorted(MODELS.glob("*.bpmn"))
    assert len(models) == 21
    told: dict[str, str] = {}
    for model in models:
        try:
            found = bpmn_read.read(model.read_bytes())
        except Refused as refusal:
            told[model.stem] = refusal.reason
            continue
        assert found.steps and all(one.what and one.kind for one in found.unknown), model
        flow.order(flow.read(found.steps))
        again = bpmn_read.read(bpmn.write(flows.content(list(found.steps))).encode())
        assert again.steps == found.steps and not again.unknown, model
    assert set(told) == {"C.1.0", "C.1.1", "C.4.0", "C.7.0"}
    assert all("循环" in reason for reason in told.values())
