"""What a BPMN graph means for its tasks: after which others each comes, and under which choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import product
from typing import Final

from yichuang.office.catalogue import bpmn_words as words
from yichuang.office.catalogue.bpmn_words import MODEL, Condition
from yichuang.office.catalogue.bpmn_xml import Net

MANY: Final = 16
"""Alternatives of choices that are still followed."""
CHOOSING: Final = frozenset(("exclusiveGateway", "inclusiveGateway", "complexGateway", "eventBasedGateway"))

Choices = frozenset[str]
"""Flows that must be taken together; a set of them are alternatives."""
Guard = frozenset[Choices]
ALWAYS: Final[Guard] = frozenset((frozenset(),))


@dataclass(slots=True)
class Course:
    """For each element that a start leads to: the nearest tasks before it, and its alternatives of choices."""

    net: Net
    after: dict[str, tuple[str, ...]] = field(default_factory=dict)
    guards: dict[str, Guard] = field(default_factory=dict)
    doubled: list[str] = field(default_factory=list)
    """Elements where several ways arrive side by side without a gateway that joins them."""
    tangled: list[str] = field(default_factory=list)
    """Elements whose choices are too many to follow."""


def chooses(net: Net, node: str) -> bool:
    """Whether somebody or something chooses among the ways out of here."""
    return net.kind(node) in CHOOSING and len(net.out[node]) > 1


def condition(net: Net, flow: str) -> str:
    """The expression on a flow; empty when there is none."""
    found = net.flows[flow].find(f"{{{MODEL}}}conditionExpression")
    return "" if found is None else (found.text or "").strip()


def course(net: Net, order: Iterable[str]) -> Course:
    """Follow the graph from its starts, in order."""
    made, reached = Course(net), net.reached()
    choices = {node: frozenset(net.out[node]) for node in net.nodes if chooses(net, node)}
    before: dict[str, frozenset[str]] = {}
    for node in order:
        if node not in reached:
            continue
        into = [flow for flow in net.into[node] if net.source(flow) in reached]
        made.guards[node] = _guard(made, node, into, choices)
        joins = len(into) < 2 or net.kind(node) == "parallelGateway"
        made.after[node] = _nearest(net, into, made.after, before, joins=joins)
        if net.is_task(node):
            before[node] = frozenset().union(*({one} | before[one] for one in made.after[node]))
    return made


def _nearest(
    net: Net,
    into: list[str],
    after: Mapping[str, tuple[str, ...]],
    before: Mapping[str, frozenset[str]],
    *,
    joins: bool,
) -> tuple[str, ...]:
    """The nearest tasks before; where a choice ends, one that lies before another of them says nothing new."""
    found: dict[str, None] = {}
    for flow in into:
        source = net.source(flow)
        found |= dict.fromkeys((source,) if net.is_task(source) else after[source])
    if joins:
        return tuple(found)
    return tuple(one for one in found if not any(one in before[other] for other in found))


def _guard(made: Course, node: str, into: list[str], choices: Mapping[str, Choices]) -> Guard:
    """The choices that lead here: all of them at a parallel gateway, any elsewhere."""
    net = made.net
    arriving = []
    for flow in into:
        own = net.source(flow) in choices or (condition(net, flow) and not chooses(net, net.source(flow)))
        guard = made.guards[net.source(flow)]
        arriving.append(frozenset(one | {flow} for one in guard) if own else guard)
    if not arriving:
        return ALWAYS
    side_by_side = net.kind(node) == "parallelGateway"
    if not side_by_side and len(arriving) > 1 and _meet(made, arriving):
        made.doubled.append(node)
    if side_by_side:
        guard = reduce(lambda one, other: _product(made, node, one, other), arriving)
        guard = frozenset(one for one in guard if _possible(net, one))
    else:
        guard = frozenset().union(*arriving)
    guard = _simple(guard, choices)
    if len(guard) > MANY:
        made.tangled.append(node)
        return ALWAYS
    return guard


def _product(made: Course, node: str, one: Guard, other: Guard) -> Guard:
    if len(one) * len(other) > MANY * MANY:
        made.tangled.append(node)
        return ALWAYS
    return frozenset(a | b for a, b in product(one, other))


def _possible(net: Net, choices: Choices) -> bool:
    """Whether these flows can be taken in one run: no exclusive gateway chooses twice."""
    chosen = [net.source(flow) for flow in choices if net.kind(net.source(flow)) == "exclusiveGateway"]
    return len(chosen) == len(set(chosen))


def _meet(made: Course, arriving: list[Guard]) -> bool:
    """Whether two of these can arrive in one run."""
    if sum(map(len, arriving)) > MANY:
        return False
    return any(
        _possible(made.net, a | b)
        for n, one in enumerate(arriving)
        for other in arriving[n + 1 :]
        for a, b in product(one, other)
    )


def _simple(guard: Guard, choices: Mapping[str, Choices]) -> Guard:
    """Where all ways of a choice lead here, it does not matter which was taken."""
    of = {flow: flows for flows in choices.values() for flow in flows}
    changed = True
    while changed and len(guard) <= MANY * MANY:
        changed = False
        for one in guard:
            for flow in one:
                whole = frozenset(one - {flow} | {other} for other in of.get(flow, ()))
                if whole and whole <= guard:
                    guard, changed = guard - whole | {one - {flow}}, True
                    break
            if changed:
                break
    return frozenset(one for one in guard if not any(other < one for other in guard))


def when(net: Net, guard: Guard) -> Condition | None:
    """What the answers must be for one of these alternatives; None when that is no plain condition."""
    found: list[Condition] = []
    for one in guard:
        asked: Condition | None = {}
        for flow in sorted(one, key=list(net.flows).index):
            part = words.read(condition(net, flow))
            asked = words.both(asked, part or {}) if asked is not None else None
        if asked is not None:
            found.append(asked)
    if len(found) > 1 and any(not one for one in found):
        return {}
    while len(found) > 1:
        first, second = found.pop(), found.pop()
        differ = [key for key in {*first, *second} if first.get(key) != second.get(key)]
        if first.keys() != second.keys() or len(differ) > 1:
            return None
        found.append({key: tuple(dict.fromkeys((*first[key], *second[key]))) for key in first})
    return found[0] if found else None


def overlapping(net: Net, node: str) -> bool:
    """Whether more than one way of an exclusive choice could be taken, so that the order of the ways decides."""
    asked = [found for flow in net.out[node] if (found := words.read(condition(net, flow)))]
    return any(not words.apart(one, other) for n, one in enumerate(asked) for other in asked[n + 1 :])


def unclear(net: Net, node: str) -> list[tuple[str, str]]:
    """The ways of a choice whose condition cannot be read, each with what is wrong."""
    default = net.nodes[node].get("default", "")
    out = []
    for flow in net.out[node]:
        text = condition(net, flow)
        if text and words.read(text) is None:
            out.append((flow, f"条件“{text[:60]}”看不懂，请改成 问题 in ('回答',)"))
        elif not text and flow != default:
            out.append((flow, "没有写条件，也不是默认分支"))
    return out
