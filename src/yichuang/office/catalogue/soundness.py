"""A flow being written: what is wrong with it, what of that keeps it from being saved, how long its longest way is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from yichuang.law import catalogue as law
from yichuang.law import flow
from yichuang.law.catalogue import Finding
from yichuang.law.flow import Circle
from yichuang.office.catalogue import gate

ENDLESS: Final = {"amount": 10_000, "unit": "workday"}
MAY_WAIT: Final = frozenset({"steps-over", "stage-over", "stage-empty"})
"""Rules about limits and about other elements: a draft may be saved so, only not published."""


def _elements(content: Mapping[str, Any]) -> tuple[Finding, ...]:
    """What is missing or malformed in the steps."""
    return tuple(one for one in gate.elements(content) if one.where.partition("/")[0] == "steps")


def _bare(content: Mapping[str, Any]) -> dict[str, Any]:
    """The guide without empty lists of what a step comes after: which step leads there is for the law to ask, in its words."""
    steps = [{k: v for k, v in step.items() if k != "after" or v} for step in content.get("steps", ())]
    return {**content, "steps": steps}


def findings(content: Mapping[str, Any]) -> tuple[Finding, ...]:
    """All that is wrong with the steps of a guide whatever the rest of it says; elements first."""
    if lacking := _elements(_bare(content)):
        return lacking
    steps = readable(content)
    return (*law.steps_fit(steps), *law.stages_fit(steps)) or _elements(content)


def readable(content: Mapping[str, Any]) -> dict[str, Any]:
    """The guide without those elements beside the steps that are not yet right, so that the flow can be judged and drawn."""
    malformed = {one.where.partition("/")[0] for one in gate.elements(content)}
    instead = {"questions": [], "promised": ENDLESS, "stages": [], "kind": "permit"}
    return {
        **instead,
        **{key: value for key, value in content.items() if key == "steps" or key not in malformed},
    }


def grave(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """What keeps a flow from being saved: nobody could follow it to its end."""
    return tuple(one for one in found if one.rule not in MAY_WAIT)


def longest(content: Mapping[str, Any]) -> int | None:
    """The working days of the longest way, if the steps can be read and followed."""
    if _elements(_bare(content)):
        return None
    try:
        return law.worked(flow.read(content["steps"]))
    except Circle:
        return None
