"""A composed paper: its words in order, before it is laid out on any page or screen."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeAlias

from yichuang.law.trail import canonical
from yichuang.law.words import Word


class Layout(Word):
    """On what sheet a paper is printed."""

    NOTICE = "notice", "公文"
    CERTIFICATE = "certificate", "证件"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text, or a heading before some."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A numbered list; the layout writes the numbers （一）（二）."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; without column names it is a list of labels and values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Block: TypeAlias = Paragraph | Items | Table


def chinese_date(day: date) -> str:
    """A date as a paper writes it: 2026年3月2日."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper ready to be laid out: all its words, and nothing about fonts or pages."""

    code: str
    title: str
    number: str
    to: str
    blocks: tuple[Block, ...]
    signer: str
    dated: date
    footer: tuple[str, ...]
    """Whom to ask, line by line."""
    seal: str = ""
    """The name of a special seal 专用章; empty for the body's own seal."""
    layout: Layout = Layout.NOTICE

    @property
    def date_text(self) -> str:
        """The date below the signature."""
        return chinese_date(self.dated)

    def plain(self) -> dict[str, Any]:
        """The paper as JSON values: what its digest is made of."""
        blocks = [
            {
                "type": type(block).__name__.lower(),
                **{one.name: getattr(block, one.name) for one in fields(block)},
            }
            for block in self.blocks
        ]
        return {
            "code": self.code,
            "title": self.title,
            "number": self.number,
            "to": self.to,
            "blocks": blocks,
            "signer": self.signer,
            "dated": self.dated.isoformat(),
            "footer": list(self.footer),
            "seal": self.seal,
            "layout": self.layout.value,
        }

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the canonical JSON of all its words: anybody can recompute it."""
        return hashlib.sha256(canonical(self.plain())).hexdigest()
