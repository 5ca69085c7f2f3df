"""The form of a guide, drawn from the schema: whatever element the schema gains, the form has it too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yichuang.law.catalogue import Finding
from yichuang.office.catalogue import flat, gate

Schema = Mapping[str, Any]


@dataclass(slots=True)
class Node:
    """One element on the page: its place, words, control, value, what is inside it and what is wrong with it."""

    path: str
    label: str
    control: str
    value: Any = None
    required: bool = False
    options: list[tuple[str, str]] = field(default_factory=list)
    inside: list[Node] = field(default_factory=list)
    wrong: list[Finding] = field(default_factory=list)
    help: str = ""

    @property
    def id(self) -> str:
        """Its id on the page."""
        return "e-" + self.path.replace("/", "-")


def build(
    node: Schema, value: Any, wrong: Mapping[str, list[Finding]], path: str = "", required: bool = True
) -> Node:
    """The element and all inside it, with what was typed and what is wrong."""
    node = gate.resolved(node)
    how = flat.control(node)
    out = Node(path, gate.title(node), how, value, required, wrong=wrong.get(path, []))
    said = str(node.get("title", "")).partition("：")[2]
    if how == "group":
        inner = flat.inner(node)
        must = (
            {*inner.get("required", ()), *inner.get("else", {}).get("required", ())}
            if required and "anyOf" not in node
            else set()
        )
        given = value if isinstance(value, Mapping) else {}
        out.inside = [
            build(child, given.get(name), wrong, f"{path}/{name}".strip("/"), name in must)
            for name, child in inner["properties"].items()
            if path or name not in flat.ELSEWHERE
        ]
    elif how == "rows":
        rows = value if isinstance(value, list) else []
        out.inside = [build(node["items"], row, wrong, f"{path}/{n}") for n, row in enumerate(rows)]
    elif how == "choice":
        out.options = gate.choices(node)
    elif how == "choices":
        out.options = gate.choices(gate.resolved(node["items"]))
    elif how == "lines":
        out.value = "\n".join(map(str, value)) if isinstance(value, list) else value
        out.help = "一行一个"
    else:
        out.help = said
    return out


def changed(content: dict[str, Any], what: str) -> dict[str, Any]:
    """The content with one row more or less: `+materials` adds, `-materials/3` removes."""
    path, row = what[1:], -1
    if what.startswith("-"):
        path, _, last = path.rpartition("/")
        row = int(last)
    place: Any = content
    *way, name = path.split("/")
    for part in way:
        place = place[int(part)] if isinstance(place, list) else place.setdefault(part, {})
    rows = place.setdefault(name, []) if isinstance(place, dict) else place[int(name)]
    if what.startswith("+"):
        rows.append({})
    elif 0 <= row < len(rows):
        del rows[row]
    return content


def located(found: tuple[Finding, ...]) -> dict[str, list[Finding]]:
    """The findings by the element they are about."""
    out: dict[str, list[Finding]] = {}
    for finding in found:
        out.setdefault(finding.where, []).append(finding)
    return out
