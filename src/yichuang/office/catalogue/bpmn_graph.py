"""A flow as BPMN draws it: events, tasks, gateways, and the ways between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from yichuang.law.flow import Step
from yichuang.office.catalogue import bpmn_words as words

BEGIN, FINISH = "Begin", "Finish"
"""Names of ours begin with a capital, so that no key of a step is one of them."""


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the process: its name in the file, what it is, what is written on it, whose lane it is in."""

    id: str
    kind: str
    name: str
    lane: str
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A sequence flow; `condition` is an expression, `default` the way when it does not hold."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    default: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """A whole flow, one token on every way: what splits is joined by a gateway of the same kind."""

    nodes: tuple[Node, ...]
    ways: tuple[Way, ...]
    lanes: tuple[tuple[str, str], ...]
    """Key and name of each lane."""


def tidied(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps, each after others that exist, each once."""
    keys = {step.key for step in steps}
    return tuple(
        replace(step, after=tuple(dict.fromkeys(key for key in step.after if key in keys))) for step in steps
    )


def graph(steps: Sequence[Step], lanes: Sequence[tuple[str, str]], place: Callable[[Step], str]) -> Graph:
    """The process of these steps; `place` tells the key of a step's lane."""
    steps = tidied(steps)
    waited = [key for step in steps for key in step.after]
    first = [step for step in steps if not step.after]
    last = [step for step in steps if step.key not in waited]
    begin, finish = (place(steps[0]), place(steps[-1])) if steps else (lanes[0][0], lanes[0][0])
    nodes = [Node(BEGIN, "startEvent", "开始", begin)]
    if len(first) > 1:
        nodes.append(Node("Fork", "parallelGateway", "", begin))
    for step in steps:
        nodes += _nodes(step, place(step), waited.count(step.key))
    if len(last) > 1:
        nodes.append(Node("Meet", "parallelGateway", "", finish))
    nodes.append(Node(FINISH, "endEvent", "结束", finish))
    ways = [replace(way, id=f"Way-{n}") for n, way in enumerate(_ways(steps, first, last), 1)]
    return Graph(tuple(nodes), tuple(ways), tuple(lanes))


def _nodes(step: Step, lane: str, followers: int) -> list[Node]:
    """The task with what stands around it: join, question, end of the question, split."""
    task = Node(step.key, "userTask", step.name, lane, step)
    return [
        *([Node(f"Join-{step.key}", "parallelGateway", "", lane)] if len(step.after) > 1 else []),
        *([Node(f"If-{step.key}", "exclusiveGateway", f"需要“{step.name}”？", lane)] if step.when else []),
        task,
        *([Node(f"EndIf-{step.key}", "exclusiveGateway", "", lane)] if step.when else []),
        *([Node(f"Split-{step.key}", "parallelGateway", "", lane)] if followers > 1 else []),
    ]


def _ways(steps: Sequence[Step], first: Sequence[Step], last: Sequence[Step]) -> list[Way]:
    waited = [key for step in steps for key in step.after]
    into = {step.key: f"If-{step.key}" if step.when else step.key for step in steps}
    gate = {step.key: f"Join-{step.key}" if len(step.after) > 1 else into[step.key] for step in steps}
    done = {step.key: f"EndIf-{step.key}" if step.when else step.key for step in steps}
    out = {key: f"Split-{key}" if waited.count(key) > 1 else done[key] for key in done}
    start, end = "Fork" if len(first) > 1 else BEGIN, "Meet" if len(last) > 1 else FINISH
    ways = [Way("", BEGIN, start)] if start != BEGIN else []
    for step in steps:
        key = step.key
        ways += [Way("", out[before], gate[key]) for before in step.after] or [Way("", start, gate[key])]
        if gate[key] != into[key]:
            ways.append(Way("", gate[key], into[key]))
        if step.when:
            ways.append(Way("", into[key], key, "需要", words.written(step.when)))
            ways += [Way("", into[key], done[key], "不需要", default=True), Way("", key, done[key])]
        if out[key] != done[key]:
            ways.append(Way("", done[key], out[key]))
    ways += [Way("", out[step.key], end) for step in last] or [Way("", start, end)]
    return [*ways, Way("", end, FINISH)] if end != FINISH else ways
