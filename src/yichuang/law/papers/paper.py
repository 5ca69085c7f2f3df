"""The form of a paper: what it must say, by which article, and its wording as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from yichuang.law.cite import Citation
from yichuang.law.papers.document import Layout


@dataclass(frozen=True, slots=True)
class Demand:
    """Something a paper must say, and the article that demands it."""

    key: str
    label: str
    cite: Citation
    words: tuple[str, ...] = ()
    """Words its text must contain."""
    when: tuple[str, str] | None = None
    """Demanded only if this other content reads so."""


@dataclass(frozen=True, slots=True)
class Say:
    """A paragraph. It is left out when something it names in {braces} is not demanded and not given."""

    text: str
    when: str = ""
    unless: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Each:
    """A numbered list of the texts of one key."""

    key: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    key: str
    label: str
    width: int
    default: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A numbered table of the rows of one key; a row is a mapping by column or a sequence in order."""

    key: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A table of labels and wordings; a line that names something not given is left out."""

    rows: tuple[tuple[str, str], ...]


Part: TypeAlias = Say | Each | Grid | Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One kind of paper 文书."""

    code: str
    name: str
    cite: Citation
    demands: tuple[Demand, ...]
    body: tuple[Part, ...]
    title: str = ""
    """Its wording where it differs from the name."""
    to: str = "{applicant}"
    number: str = "number"
    """The content key that holds its number."""
    seal: str = ""
    layout: Layout = Layout.NOTICE
    defaults: Mapping[str, str] = field(default_factory=dict)
    """What is printed where a content was not given."""

    def grid(self, key: str) -> Grid | None:
        """The table that prints the rows of this key."""
        return next((part for part in self.body if isinstance(part, Grid) and part.key == key), None)
