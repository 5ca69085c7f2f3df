"""The flow of a matter as BPMN 2.0, drawn from its definition: any workflow tool opens it, any engine runs it.

A step is a user task; what waits for several joins in a parallel gateway; a step needed under conditions stands
behind an exclusive gateway. What BPMN has no word for stands in our own namespace, so that reading loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from yichuang.law import flow
from yichuang.law.flow import Rule, Step, Work
from yichuang.law.mandates import Post
from yichuang.office.catalogue import bpmn_graph, bpmn_place
from yichuang.office.catalogue import bpmn_words as words
from yichuang.office.catalogue.bpmn_graph import Graph, Node
from yichuang.office.catalogue.bpmn_place import Box, Sheet

_POSTS = {post.value: post.label for post in Post}


def write(content: Mapping[str, Any], bodies: Mapping[str, str] | None = None) -> str:
    """The flow of a guide with its diagram; `bodies` are names of bodies by code. Raises Circle."""
    steps = flow.read(content["steps"])
    flow.order(steps)
    drawn = laid(steps, str(content.get("body", "")), bodies or {})
    name = str(content["name"])
    root = Element("bpmn:definitions", {f"xmlns:{key}": value for key, value in words.NAMESPACES.items()})
    root.attrib |= {"id": "Definitions", "targetNamespace": words.OURS, "exporter": "Yichuang"}
    sides = SubElement(root, "bpmn:collaboration", id="Collaboration")
    matter = f"Matter-{content['code']}"
    SubElement(sides, "bpmn:participant", id="Pool", name=name, processRef=matter)
    process = SubElement(root, "bpmn:process", id=matter, name=name, isExecutable="true")
    _process(process, drawn, steps, str(content.get("body", "")))
    _diagram(root, drawn, bpmn_place.place(drawn))
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def laid(steps: Sequence[Step], own: str, bodies: Mapping[str, str]) -> Graph:
    """The graph in its lanes: by body if a step names one, else by role; in order of appearance."""
    if any(step.body for step in steps):
        found = {key: bodies.get(key, key or "本机关") for key in (step.body or own for step in steps)}
        return bpmn_graph.graph(steps, [*found.items()], lambda step: step.body or own)
    found = {step.work.value: step.work.label for step in steps} or {Work.CLERK.value: Work.CLERK.label}
    return bpmn_graph.graph(steps, [*found.items()], lambda step: step.work.value)


def _process(process: Element, graph: Graph, steps: Sequence[Step], own: str) -> None:
    asked = sorted({key for step in steps for key in step.when})
    about = "由事项定义生成的办理流程；时限按工作日计。"
    if asked:
        about += f"条件里的变量是申请人的回答：{'、'.join(asked)}，没有回答的填空文本。"
    SubElement(process, "bpmn:documentation").text = about
    _ours(process, "flow", {})
    by_body = any(step.body for step in steps)
    lanes = SubElement(process, "bpmn:laneSet", id="Lanes")
    for n, (key, name) in enumerate(graph.lanes, 1):
        one = SubElement(lanes, "bpmn:lane", id=f"Lane-{n}", name=name)
        mark = {"own": "true"} if key == own else {}
        _ours(one, "lane", {"body": key} | mark if by_body else {"role": key})
        for node in graph.nodes:
            if node.lane == key:
                SubElement(one, "bpmn:flowNodeRef").text = node.id
    for node in graph.nodes:
        _node(process, node, graph)
    for way in graph.ways:
        one = SubElement(process, "bpmn:sequenceFlow", id=way.id, sourceRef=way.source, targetRef=way.target)
        if way.name:
            one.set("name", way.name)
        if way.condition:
            kind = {"xsi:type": "bpmn:tFormalExpression"}
            SubElement(one, "bpmn:conditionExpression", kind).text = way.condition


def _ours(parent: Element, name: str, attributes: Mapping[str, str]) -> None:
    extensions = SubElement(parent, "bpmn:extensionElements")
    SubElement(extensions, f"yichuang:{name}", dict(attributes))


def _node(process: Element, node: Node, graph: Graph) -> None:
    one = SubElement(process, f"bpmn:{node.kind}", id=node.id)
    if node.name:
        one.set("name", node.name)
    out = [way for way in graph.ways if way.source == node.id]
    for way in out:
        if way.default:
            one.set("default", way.id)
    if node.step is not None:
        if said := _said(node.step):
            SubElement(one, "bpmn:documentation").text = said
        _ours(one, "step", _attributes(node.step))
    for way in graph.ways:
        if way.target == node.id:
            SubElement(one, "bpmn:incoming").text = way.id
    for way in out:
        SubElement(one, "bpmn:outgoing").text = way.id


def _said(step: Step) -> str:
    """What the task's name does not say, for people."""
    parts = []
    if step.days:
        parts.append(f"时限 {step.days} 个工作日")
    if step.site_check:
        parts.append("现场核查，两人到场")
    if step.sign is not None:
        how = f"{step.sign.least} 人同意" if step.sign.rule is Rule.SOME else step.sign.rule.label
        parts.append(f"会签（{'、'.join(_POSTS.get(post, post) for post in step.sign.posts)}），{how}")
    if step.matter:
        parts.append(f"事项 {step.matter}")
    return "；".join(parts)


def _attributes(step: Step) -> dict[str, str]:
    """Everything a step says beside its name, its order and its conditions."""
    said = {
        "role": step.work.value,
        "days": str(step.days),
        "site_check": "true" if step.site_check else "",
        "body": step.body,
        "matter": step.matter,
        "stage": step.stage,
    }
    if step.sign is not None:
        said |= {"sign": step.sign.rule.value, "signers": " ".join(step.sign.posts)}
        said["least"] = str(step.sign.least) if step.sign.least != 1 else ""
    return {key: value for key, value in said.items() if value}


def _diagram(root: Element, graph: Graph, sheet: Sheet) -> None:
    diagram = SubElement(root, "bpmndi:BPMNDiagram", id="Diagram")
    plane = SubElement(diagram, "bpmndi:BPMNPlane", id="Plane", bpmnElement="Collaboration")
    _shape(plane, "Pool", sheet.pool, {"isHorizontal": "true"})
    for n, (key, _) in enumerate(graph.lanes, 1):
        _shape(plane, f"Lane-{n}", sheet.lanes[key], {"isHorizontal": "true"})
    for node in graph.nodes:
        marker = {"isMarkerVisible": "true"} if node.kind == "exclusiveGateway" else {}
        shape = _shape(plane, node.id, sheet.nodes[node.id], marker)
        if node.name and node.step is None:
            box = sheet.nodes[node.id]
            label = SubElement(shape, "bpmndi:BPMNLabel")
            _bounds(label, Box(box.x + box.width // 2 - 45, box.y + box.height + 4, 90, 28))
    for way in graph.ways:
        edge = SubElement(plane, "bpmndi:BPMNEdge", id=f"{way.id}-di", bpmnElement=way.id)
        points = sheet.ways[way.id]
        for x, y in points:
            SubElement(edge, "di:waypoint", x=str(x), y=str(y))
        if way.name:
            x, y = points[0] if way.condition or len(points) < 4 else points[2]
            label = SubElement(edge, "bpmndi:BPMNLabel")
            _bounds(label, Box(x + 4, y - 18, 14 * len(way.name), 14))


def _shape(plane: Element, element: str, box: Box, said: Mapping[str, str]) -> Element:
    shape = SubElement(plane, "bpmndi:BPMNShape", {"id": f"{element}-di", "bpmnElement": element, **said})
    _bounds(shape, box)
    return shape


def _bounds(parent: Element, box: Box) -> None:
    SubElement(parent, "dc:Bounds", x=str(box.x), y=str(box.y), width=str(box.width), height=str(box.height))
