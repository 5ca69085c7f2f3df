"""The tasks of a BPMN process as steps: whose work, after which others, under which answers, and what we once wrote there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from yichuang.law.flow import Rule, Sign, Step, Work
from yichuang.law.mandates import Post
from yichuang.office.catalogue import bpmn_course, bpmn_xml
from yichuang.office.catalogue.bpmn_course import Course
from yichuang.office.catalogue.bpmn_words import LABELS, MODEL

KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,30}")
MATTER: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MOST_DAYS: Final = 60
SAYS: Final = {
    Work.CLERK: ("窗口", "受理", "收件"),
    Work.APPLICANT: ("申请人", "申请者", "群众", "企业"),
    Work.MEETING: ("会议", "会审"),
    Work.DECIDER: ("决定", "审批", "领导", "负责人", "签发"),
    Work.REVIEWER: ("审查", "审核", "科室", "初审", "复审"),
}
"""What the name of a lane says about whose work its steps are."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something in the file that the steps do not say: which element, and what is to be looked at."""

    element: str
    name: str
    kind: str
    what: str


def unknown(element: Element, what: str, *, kind: str = "", name: str = "") -> Unknown:
    """What is not understood of an element."""
    called = " ".join((name or element.get("name", "")).split())
    return Unknown(element.get("id", ""), called, kind or bpmn_xml.local(element), what)


def label(element: Element) -> str:
    """What an element is called in Chinese, with what sets it off."""
    name = bpmn_xml.local(element)
    causes = [LABELS.get(bpmn_xml.local(one), "") for one in element if one.tag.endswith("EventDefinition")]
    return LABELS.get(name, name) + (f"（{'、'.join(causes)}）" if causes else "")


class Steps:
    """The steps being read, and what could not be."""

    def __init__(self, course: Course) -> None:
        """Of the elements that a start leads to, in the order of the file."""
        self.net = course.net
        self.course = course
        self.unknown: list[Unknown] = []
        tasks = [node for node in self.net.nodes if node in course.guards and self.net.is_task(node)]
        self.tasks = tasks if all(self._ours(task) for task in tasks) else self._in_turn(tasks)
        self.keys = self._keys()
        self.lanes = dict(_lanes(self.net.process))

    def all(self) -> tuple[Step, ...]:
        """Every task as a step."""
        if not self.lanes and not any(self._ours(task) for task in self.tasks):
            says = "没有泳道，不知道每个环节由谁办，已按先后定为窗口、审查、决定，请核对"
            self.unknown.append(unknown(self.net.process, says))
        self._lanes_said()
        steps = tuple(self._step(task) for task in self.tasks)
        self.unknown += self._defaults()
        return steps

    def _in_turn(self, tasks: list[str]) -> list[str]:
        """Each after all it waits for, as drawn among equals: other tools write tasks down in any order."""
        out: dict[str, None] = {}
        while len(out) < len(tasks):
            out[
                next(t for t in tasks if t not in out and all(one in out for one in self.course.after[t]))
            ] = None
        return list(out)

    def _ours(self, node: str) -> Mapping[str, str]:
        found = bpmn_xml.ours(self.net.nodes[node])
        return found.attrib if found is not None else {}

    def _keys(self) -> dict[str, str]:
        """A key for each task: its id where that is one, else made from its place."""
        out = {task: task for task in self.tasks if KEY.fullmatch(task)}
        taken, n = set(out.values()), 0
        for task in self.tasks:
            if task not in out:
                n += 1
                while f"step_{n}" in taken:
                    n += 1
                out[task] = f"step_{n}"
        return out

    def _step(self, task: str) -> Step:
        element, said = self.net.nodes[task], self._ours(task)
        lane = self.lanes.get(task)
        placed = _said_by_lane(lane)
        work = self._work(task, placed.get("role") or said.get("role", ""), lane)
        matter = said.get("matter", "")
        if self.net.kind(task) == "callActivity":
            called = element.get("calledElement", "")
            matter = matter or (called if MATTER.fullmatch(called) else "")
            work = Work.MATTER if matter else work
            if not said:
                self._tell(element, f"调用的流程“{called}”读作{'事项' if matter else '一个环节'}，请核对")
        if not element.get("name", "").strip():
            self._tell(element, "环节没有名称，暂用它的 id")
        return Step(
            key=self.keys[task],
            name=element.get("name", "") if said else self.net.name(task),
            work=work,
            days=self._number(element, said, "days", 0, MOST_DAYS, 0),
            site_check=said.get("site_check") == "true",
            after=tuple(self.keys[one] for one in self.course.after[task]),
            when=self._when(task),
            sign=self._sign(element, said),
            body=_body(placed, said.get("body", "")),
            matter=matter,
            stage=said.get("stage", ""),
        )

    def _tell(self, element: Element, what: str) -> None:
        self.unknown.append(unknown(element, what))

    def _number(
        self, element: Element, said: Mapping[str, str], name: str, least: int, most: int, usual: int
    ) -> int:
        text = said.get(name, "")
        if not text:
            return usual
        if text.isascii() and text.isdigit() and least <= int(text[:9]) <= most:
            return int(text[:9])
        self._tell(element, f"“{name}”写的是“{text[:20]}”，应为 {least} 到 {most} 的整数")
        return usual

    def _sign(self, element: Element, said: Mapping[str, str]) -> Sign | None:
        if not said.get("sign"):
            return None
        posts = tuple(said.get("signers", "").split())
        if said["sign"] not in {*Rule} or not set(posts) <= {*Post}:
            self._tell(element, f"会签“{said['sign'][:20]}”（{'、'.join(posts)[:60]}）看不懂")
            return None
        return Sign(rule=Rule(said["sign"]), posts=posts, least=self._number(element, said, "least", 1, 9, 1))

    def _work(self, task: str, role: str, lane: Element | None) -> Work:
        """Whose work: as we wrote, as the lane is called, else by its place in the flow."""
        if role in {*Work}:
            return Work(role)
        if role:
            self._tell(self.net.nodes[task], f"不知道由谁办：“{role[:20]}”")
        spoken = _spoken(lane)
        if spoken is not None:
            return spoken
        if not self.course.after[task]:
            return Work.CLERK
        waited = any(task in after for one, after in self.course.after.items() if one in self.keys)
        return Work.REVIEWER if waited else Work.DECIDER

    def _when(self, task: str) -> Mapping[str, tuple[str, ...]]:
        found = bpmn_course.when(self.net, self.course.guards[task])
        if found is None:
            self._tell(
                self.net.nodes[task], "什么情形才办这个环节，写不成“问题=回答”，已读作都要办，请写明条件"
            )
        return found or {}

    def _lanes_said(self) -> None:
        used = {id(lane): lane for task, lane in self.lanes.items() if task in self.keys}
        for lane in used.values():
            if not bpmn_xml.is_ours(lane) and _spoken(lane) is None:
                self._tell(lane, "从泳道的名称看不出由谁办，已按先后定为窗口、审查、决定，请核对")

    def _defaults(self) -> Iterator[Unknown]:
        """Default ways that some step depends on: we have no word for "in all other cases"."""
        needed = {flow for task in self.tasks for one in self.course.guards[task] for flow in one}
        for node, element in self.net.nodes.items():
            flow = element.get("default", "")
            if flow in needed and not bpmn_course.condition(self.net, flow):
                yield unknown(
                    self.net.flows[flow],
                    f"“{self.net.name(node)}”的默认分支上有环节，已读作都要办，请写明条件",
                )


def _lanes(process: Element) -> Iterator[tuple[str, Element]]:
    """The lane of each element; of lanes within lanes the inner one."""
    for lane in process.iter(f"{{{MODEL}}}lane"):
        for one in lane.findall(f"{{{MODEL}}}flowNodeRef"):
            yield (one.text or "").strip(), lane


def _said_by_lane(lane: Element | None) -> Mapping[str, str]:
    """What we wrote into a lane; it goes before what the step says, for a step may have been moved there."""
    found = bpmn_xml.ours(lane) if lane is not None else None
    return found.attrib if found is not None else {}


def _body(placed: Mapping[str, str], said: str) -> str:
    """The body of a step: that of its lane; in the lane of the matter's own body a step need not name it."""
    lane = placed.get("body", said)
    if placed.get("own") != "true":
        return lane
    return said if said == lane else ""


def _spoken(lane: Element | None) -> Work | None:
    name = lane.get("name", "") if lane is not None else ""
    return next((work for work, words in SAYS.items() if any(word in name for word in words)), None)
