"""The form of a guide, drawn from the schema: whatever element the schema gains, the form has it too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from yichuang.law.catalogue import Finding
from yichuang.office.catalogue import gate

Schema = Mapping[str, Any]
_ABSENT = object()
_LONG = 60
_LISTS = ("rows", "choices", "lines")
_EDITED_ELSEWHERE = ("edition", "sample_codes")


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


def control(node: Schema) -> str:
    """How an element is filled in."""
    kind = node.get("type")
    if "enum" in node:
        return "choice"
    if "anyOf" in node or kind == "object":
        return "group"
    if kind == "array":
        inside = gate.resolved(node["items"])
        return "rows" if inside.get("type") == "object" else "choices" if "enum" in inside else "lines"
    if kind == "boolean":
        return "yes"
    if kind == "integer" or (isinstance(kind, list) and "integer" in kind):
        return "number"
    if "\\d{4}-" in node.get("pattern", ""):
        return "date"
    return "text" if node.get("maxLength", _LONG + 1) <= _LONG or "pattern" in node else "long"


def _object(node: Schema) -> Schema:
    """The object of an element that may also be absent."""
    return (
        next((gate.resolved(one) for one in node["anyOf"] if one.get("type") != "null"), node)
        if "anyOf" in node
        else node
    )


def build(
    node: Schema, value: Any, wrong: Mapping[str, list[Finding]], path: str = "", required: bool = True
) -> Node:
    """The element and all inside it, with what was typed and what is wrong."""
    node = gate.resolved(node)
    how = control(node)
    out = Node(path, gate.title(node), how, value, required, wrong=wrong.get(path, []))
    said = str(node.get("title", "")).partition("：")[2]
    if how == "group":
        inner = _object(node)
        must = (
            {*inner.get("required", ()), *inner.get("else", {}).get("required", ())}
            if required and "anyOf" not in node
            else set()
        )
        given = value if isinstance(value, Mapping) else {}
        out.inside = [
            build(child, given.get(name), wrong, f"{path}/{name}".strip("/"), name in must)
            for name, child in inner["properties"].items()
            if path or name not in _EDITED_ELSEWHERE
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


def read(node: Schema, post: QueryDict, path: str = "", required: bool = True) -> Any:
    """The content a posted form says; what was left empty is absent, what cannot be read stays as typed."""
    node = gate.resolved(node)
    how = control(node)
    if how == "group":
        return _group(node, post, path, required)
    if how in _LISTS:
        found = _list(node, how, post, path)
        return found if found or required else _ABSENT
    text = post.get(path, "").strip()
    if how == "yes":
        return text == "1"
    if not text:
        return None if "null" in str(node.get("type")) else _ABSENT
    return int(text) if how == "number" and text.lstrip("-").isdigit() else text


def _list(node: Schema, how: str, post: QueryDict, path: str) -> list[Any]:
    if how == "rows":
        return [read(node["items"], post, f"{path}/{n}") for n in _rows(post, path)]
    if how == "choices":
        return post.getlist(path)
    return [line.strip() for line in post.get(path, "").splitlines() if line.strip()]


def _group(node: Schema, post: QueryDict, path: str, required: bool) -> Any:
    inner = _object(node)
    own = (
        post.get("kind") != "standard"
    )  # a standard says less: the schema's `else` names what only matters have
    must = (*inner.get("required", ()), *(inner.get("else", {}).get("required", ()) if own else ()))
    out = {}
    for name, child in inner["properties"].items():
        if not path and name in _EDITED_ELSEWHERE:
            continue
        value = read(child, post, f"{path}/{name}".strip("/"), name in must)
        if value is not _ABSENT:
            out[name] = value
    if any(map(_filled, out.values())) or (required and "anyOf" not in node):
        return out
    return None if "anyOf" in node else _ABSENT


def _filled(value: Any) -> bool:
    return (
        any(map(_filled, value.values()))
        if isinstance(value, Mapping)
        else value not in ("", None, [], False)
    )


def _rows(post: QueryDict, path: str) -> list[int]:
    """The rows of a list that the form shows, by the hidden mark each carries."""
    return sorted({int(mark) for mark in post.getlist(f"{path}//row") if mark.isdigit()})


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
