"""The workbook of the catalogue, drawn from the schema: which sheets, which columns, which words each cell may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from yichuang.office.catalogue import flat, gate

MAIN, GUIDE, CODE = "事项", "填写说明", "业务码"
NONE = "无"
KEY = "//code"
_EQUALS = re.compile("[=＝]")
TRUTH = [("1", "是"), ("0", "否")]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, its place inside the row, how it is filled in, the words it may hold, how to fill it."""

    header: str
    place: str
    control: str
    words: tuple[tuple[str, str], ...]
    help: str
    required: bool
    nullable: bool

    @property
    def many(self) -> bool:
        """Whether the cell holds several, one a line."""
        return self.control in ("choices", "lines", "rows")

    def shown(self, texts: list[str]) -> str:
        """Texts as the cell shows them."""
        words = dict(self.words)
        return "\n".join(words.get(text, text) for text in texts)

    def meant(self, text: str) -> list[str]:
        """The texts a cell means; words that are none stay as they are, for the check to name."""
        codes = {word: code for code, word in self.words}
        parts = text.split("\n") if self.many else [text]
        return [codes.get(part.strip(), part.strip()) for part in parts if part.strip()]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the list it holds (none for the main sheet), its columns."""

    name: str
    list: str
    columns: tuple[Column, ...]


def _columns(
    node: Mapping[str, Any], place: str, titles: tuple[str, ...], required: bool, *, root: bool = False
) -> Iterator[Column]:
    node = gate.resolved(node)
    how = flat.control(node)
    titles = (*titles, gate.title(node)) if place else ()
    if how == "group":
        found = flat.inner(node)
        must = (
            {*found.get("required", ()), *found.get("else", {}).get("required", ())}
            if required and "anyOf" not in node
            else set()
        )
        for name, child in found["properties"].items():
            apart = root and (name == "sample_codes" or flat.control(gate.resolved(child)) == "rows")
            if not apart:  # a list of the matter itself has a sheet of its own
                yield from _columns(child, f"{place}/{name}".strip("/"), titles, name in must)
        return
    said = str(node.get("title", "")).partition("：")[2]
    words = tuple(gate.choices(gate.resolved(node["items"]) if how == "choices" else node))
    if how == "yes":
        words = tuple(TRUTH)
    if how == "rows":
        said = "一行一个，写成 值=名称"
    elif how in ("choices", "lines"):
        said = "一行一个" + (f"：{'、'.join(word for _, word in words)}" if words else "")
    elif how == "date":
        said = "日期，如 2026-01-01"
    header = " ".join(title for title in titles if title)
    yield Column(header, place, how, words, said, required, "null" in str(node.get("type")))


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet, the matters first."""
    root = gate.schema()
    main = Sheet(MAIN, "", tuple(_columns(root, "", (), True, root=True)))
    found = [main]
    key = replace(next(column for column in main.columns if column.place == "code"), place=KEY)
    for name, node in root["properties"].items():
        if flat.control(gate.resolved(node)) != "rows":
            continue
        inside = gate.resolved(node["items"])
        columns = tuple(_columns(inside, "", (), True))
        found.append(Sheet(gate.title(node).replace("（", "").replace("）", "")[:31], name, (key, *columns)))
    return tuple(found)


def pair(text: str) -> tuple[str, str]:
    """A line `值=名称` of a list within a cell, the sign of equality half or full width."""
    found = _EQUALS.split(text, maxsplit=1)
    return found[0].strip(), found[-1].strip() if len(found) > 1 else ""
