"""A guide as flat pairs of place and text, and back: what a web form posts and what the cells of a workbook hold.

A place is the way through the content, `materials/0/name`; each row of a list bears the mark `materials//row`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from yichuang.office.catalogue import gate

Schema = Mapping[str, Any]
ABSENT = object()
YES = "1"
_TRUTH = ("", "0", YES)
_NUMBER = re.compile(r"-?\d{1,9}")
_MARK = re.compile(r"\d{1,6}")
_ENDINGS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNFIT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
ELSEWHERE = ("edition", "sample_codes")
"""Elements nobody types: the number follows from the editions, the mark of samples from the data."""
_LISTS = ("rows", "choices", "lines")
_LONG = 60


Pairs = Any
"""Pairs of place and texts as a posted form has them: `get` gives the last text of a place, `getlist` all of them."""


def tidy(text: str) -> str:
    """A text as it is kept: lines end alike, nothing that neither a page nor the database can hold, no blanks around it."""
    return _UNFIT.sub("", _ENDINGS.sub("\n", text)).strip()


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


def inner(node: Schema) -> Schema:
    """The object of an element that may also be absent."""
    if "anyOf" not in node:
        return node
    return next((gate.resolved(one) for one in node["anyOf"] if one.get("type") != "null"), node)


def write(node: Schema, value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The pairs of a content."""
    node = gate.resolved(node)
    how = control(node)
    if value is None and how != "group":
        return
    if how == "group":
        given = value if isinstance(value, Mapping) else {}
        for name, child in inner(node)["properties"].items():
            if name in given and (path or name not in ELSEWHERE):
                yield from write(child, given[name], f"{path}/{name}".strip("/"))
    elif how == "rows":
        for n, row in enumerate(value):
            yield f"{path}//row", str(n)
            yield from write(node["items"], row, f"{path}/{n}")
    elif how in _LISTS:
        for one in value:
            yield path, str(one)
    elif how == "yes":
        if value:
            yield path, YES
    else:
        yield path, str(value)


def read(node: Schema, pairs: Pairs, path: str = "", required: bool = True) -> Any:
    """The content that pairs say; what was left empty is absent, what cannot be read stays as typed."""
    node = gate.resolved(node)
    how = control(node)
    if how == "group":
        return _group(node, pairs, path, required)
    if how in _LISTS:
        found = _list(node, how, pairs, path)
        return found if found or required else ABSENT
    text = tidy(str(pairs.get(path, "")))
    if how == "yes":
        return text == YES if text in _TRUTH else text
    if not text:
        return None if "null" in str(node.get("type")) else ABSENT
    return int(text) if how == "number" and _NUMBER.fullmatch(text) else text


def _list(node: Schema, how: str, pairs: Pairs, path: str) -> list[Any]:
    if how == "rows":
        marks = sorted({int(mark) for mark in pairs.getlist(f"{path}//row") if _MARK.fullmatch(str(mark))})
        return [read(node["items"], pairs, f"{path}/{n}") for n in marks]
    texts = [tidy(str(text)) for text in pairs.getlist(path)]
    return [line.strip() for text in texts for line in text.split("\n") if line.strip()]


def _group(node: Schema, pairs: Pairs, path: str, required: bool) -> Any:
    found = inner(node)
    own = (
        pairs.get("kind") != "standard"
    )  # a standard says less: the schema's `else` names what only matters have
    must = (*found.get("required", ()), *(found.get("else", {}).get("required", ()) if own else ()))
    out = {}
    for name, child in found["properties"].items():
        if not path and name in ELSEWHERE:
            continue
        value = read(child, pairs, f"{path}/{name}".strip("/"), name in must)
        if value is not ABSENT:
            out[name] = value
    if any(map(_filled, out.values())) or (required and "anyOf" not in node):
        return out
    return None if "anyOf" in node else ABSENT


def _filled(value: Any) -> bool:
    return (
        any(map(_filled, value.values()))
        if isinstance(value, Mapping)
        else value not in ("", None, [], False)
    )
