"""A BPMN file from any tool as steps of a guide, and everything in it that steps cannot say. Nothing is dropped in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.etree.ElementTree import Element

from yichuang.law.flow import Rule, Step
from yichuang.office.catalogue import bpmn_course, bpmn_xml
from yichuang.office.catalogue.bpmn_course import Course
from yichuang.office.catalogue.bpmn_steps import Steps, Unknown, label, unknown
from yichuang.office.catalogue.bpmn_words import GATEWAYS, LABELS, MODEL, OURS
from yichuang.office.catalogue.bpmn_xml import Net, local

__all__ = ["Read", "Unknown", "plain", "read"]

_FLOWING: Final = frozenset(("incoming", "outgoing"))
_UNDERSTOOD: Final = frozenset(("extensionElements", "laneSet", "sequenceFlow"))
_DRAWN: Final = frozenset(("collaboration", "process", "extensionElements"))


@dataclass(frozen=True, slots=True)
class Read:
    """The steps as a guide writes them, and what was not understood."""

    steps: tuple[dict[str, Any], ...]
    unknown: tuple[Unknown, ...]


def read(xml: bytes) -> Read:
    """The steps of the file's process. Raises Refused for what is no flow we could ever run."""
    root = bpmn_xml.parse(xml)
    net, others = bpmn_xml.chosen(root)
    course = bpmn_course.course(net, bpmn_xml.order(net))
    steps = Steps(course)
    made = plain(steps.all())
    return Read(
        tuple(made), (*steps.unknown, *_graph(course), *_process(net), *_beside(root, others), *_foreign(net))
    )


def plain(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Steps as a guide writes them, everything left out that goes without saying; the opposite of `flow.read`."""
    out: list[dict[str, Any]] = []
    above: tuple[str, ...] = ()
    for step in steps:
        said: dict[str, Any] = {
            "key": step.key,
            "name": step.name,
            "role": step.work.value,
            "days": step.days,
            "site_check": step.site_check,
        }
        if step.after != above:
            said["after"] = list(step.after)
        if step.when:
            said["when"] = [f"{key}={value}" for key, values in step.when.items() for value in values]
        if step.sign is not None:
            said |= {"sign": step.sign.rule.value, "signers": list(step.sign.posts)}
            if step.sign.rule is Rule.SOME:
                said["least"] = step.sign.least
        more = {"body": step.body, "matter": step.matter, "stage": step.stage}
        out.append(said | {key: value for key, value in more.items() if value})
        above = (step.key,)
    return out


def _graph(course: Course) -> Iterator[Unknown]:
    """What the drawing says that steps cannot."""
    net = course.net
    for node, element in net.nodes.items():
        kind = net.kind(node)
        if (
            node not in course.guards
            and kind != "boundaryEvent"
            and element.get("triggeredByEvent") != "true"
        ):
            yield unknown(element, f"从开始事件走不到“{net.name(node)}”，没有读入")
        elif not (net.is_task(node) or kind in GATEWAYS or kind in ("startEvent", "endEvent")):
            yield unknown(element, f"{label(element)}没有读入，只读了它前后的环节")
        if kind in ("startEvent", "endEvent") and label(element) != LABELS[kind]:
            yield unknown(element, f"{label(element)}读作普通的开始或者结束")
        if node in course.guards and bpmn_course.chooses(net, node):
            for flow, what in bpmn_course.unclear(net, node):
                yield unknown(net.flows[flow], f"“{net.name(node)}”的分支：{what}")
            if bpmn_course.overlapping(net, node):
                yield unknown(element, f"“{net.name(node)}”的几个分支可能同时成立，请让条件互不重叠")
    for broken in net.broken:
        yield unknown(broken, "连线的一头没有连到这个流程的元素，没有读入")
    for node in course.doubled:
        yield unknown(net.nodes[node], f"几条并行的路直接汇到“{net.name(node)}”，读作都办完再往下")
    for node in dict.fromkeys(course.tangled):
        yield unknown(net.nodes[node], f"到“{net.name(node)}”的情形太多，读作都要办")


def _process(net: Net) -> Iterator[Unknown]:
    """What hangs on the elements, and what lies beside them."""
    starts = sum(net.kind(node) == "startEvent" for node in net.nodes)
    if starts > 1:
        yield unknown(net.process, f"有 {starts} 个开始事件，读作同时开始")
    for one in net.process:
        name, ours = local(one), bpmn_xml.is_ours(net.process)
        if one.get("id") in net.nodes:
            yield from _hanging(net, one)
        elif not one.tag.startswith(f"{{{MODEL}}}") or name in _UNDERSTOOD:
            continue
        elif name != "documentation" or (one.text and not ours):
            yield unknown(one, f"{label(one)}没有读入")


def _hanging(net: Net, node: Element) -> Iterator[Unknown]:
    """What is written inside an element and has no place in a step."""
    if not net.is_task(node.get("id", "")) and local(node) not in (*GATEWAYS, "startEvent", "endEvent"):
        return  # listed as a whole
    for one in node:
        name = local(one)
        if not one.tag.startswith(f"{{{MODEL}}}") or name in _FLOWING or name == "extensionElements":
            continue
        if name.endswith("EventDefinition") or (
            name == "documentation" and (bpmn_xml.is_ours(node) or not one.text)
        ):
            continue
        yield Unknown(
            node.get("id", ""), node.get("name", ""), name, f"“{node.get('name', '')}”的{label(one)}没有读入"
        )


def _beside(root: Element, others: Sequence[Element]) -> Iterator[Unknown]:
    """What the file holds beside the process we read."""
    for one in others:
        yield unknown(one, "文件里有几个流程，这个没有读入")
    for one in root:
        if one.tag.startswith(f"{{{MODEL}}}") and local(one) not in _DRAWN:
            yield unknown(one, f"{label(one)}没有读入")
    for side in root.findall(f"{{{MODEL}}}collaboration"):
        for one in side:
            if not one.tag.startswith(f"{{{MODEL}}}") or local(one) == "extensionElements":
                continue
            if local(one) != "participant" or not one.get("processRef"):
                yield unknown(one, f"{label(one)}没有读入")


def _foreign(net: Net) -> Iterator[Unknown]:
    """What other software wrote in words of its own, once for each vocabulary."""
    words: Counter[str] = Counter()
    for one in net.process.iter():
        named = [one.tag, *(key for key in one.attrib if not key.endswith("}type"))]
        words.update(
            {name[1:].partition("}")[0] for name in named if name.startswith("{")} - {MODEL, OURS, ""}
        )
    for name, many in words.items():
        yield unknown(net.process, f"别的软件（{name}）加的内容 {many} 处没有读入", kind="extensionElements")
