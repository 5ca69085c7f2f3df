"""Write a paper from its content, or say exactly what is missing and which article demands it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from yichuang.law.cite import Citation
from yichuang.law.facts import Sealed
from yichuang.law.papers.document import Block, Document, Items, Paragraph, Table, chinese_date
from yichuang.law.papers.paper import Demand, Each, Grid, Pairs, Paper, Part, Say
from yichuang.law.words import Word

LONGEST = 20_000
"""More characters than this in one text are an attachment, not a paper."""

_LOCAL = timezone(timedelta(hours=8))
_SLOT = re.compile(r"\{(\w+)\}(。?)")
_FOOTER = (
    ("contact", "联系人"),
    ("phone", "联系电话"),
    ("address", "地址"),
    ("complaint_phone", "监督电话"),
)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing wrong with the content of a paper."""

    key: str
    label: str
    why: str
    cite: Citation

    def __str__(self) -> str:
        return f"{self.why}“{self.label}”({self.cite.text}: {self.cite.says})"


class Incomplete(ValueError):
    """A paper may not be issued as its content stands; names every gap and the article that demands it."""

    def __init__(self, paper: Paper, gaps: tuple[Gap, ...]) -> None:
        """Remember which paper and which gaps."""
        super().__init__(f"《{paper.name}》不得签发: " + "; ".join(map(str, gaps)))
        self.paper = paper
        self.gaps = gaps


def spell(value: object) -> str:
    """A value as a paper prints it. Raises TypeError for a value that has no printed form."""
    if value is None:
        return ""
    if isinstance(value, Word):
        return value.label
    if isinstance(value, str | Sealed):
        return _clean(str(value))
    if isinstance(value, datetime):
        local = value.astimezone(_LOCAL) if value.tzinfo else value
        return f"{chinese_date(local)}{local.hour}时" + (f"{local.minute:02}分" if local.minute else "")
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no printed form")


def _clean(text: str) -> str:
    """Take out what no printer shows: control and direction marks; line ends stay."""
    if text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs")).strip()


def _length(value: object) -> int:
    """How many characters a content holds, in all its entries."""
    if isinstance(value, Mapping):
        return sum(_length(entry) for entry in value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return sum(_length(entry) for entry in value)
    return len(str(value)) if isinstance(value, str | Sealed) else 0


def _line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split("\n"))


def _listed(value: object) -> tuple[object, ...]:
    """The entries of a list; a single text is a list of one, nothing is an empty list."""
    if isinstance(value, str | Mapping) or not isinstance(value, Sequence):
        return (value,) if value else ()
    return tuple(value)


def _cells(row: object, grid: Grid) -> tuple[str, ...]:
    """The cells of one row in column order. Raises TypeError when the row has another shape."""
    if isinstance(row, Mapping):
        found = [row.get(column.key) for column in grid.columns]
    elif isinstance(row, Sequence) and not isinstance(row, str) and len(row) <= len(grid.columns):
        found = [*row, *[None] * (len(grid.columns) - len(row))]
    else:
        raise TypeError(f"a row of {grid.key!r} holds {', '.join(c.key for c in grid.columns)}")
    return tuple(
        _line(spell(cell)) or column.default for cell, column in zip(found, grid.columns, strict=True)
    )


def _gap(demand: Demand, paper: Paper, content: Mapping[str, object]) -> list[Gap]:
    """What is wrong with one demanded content."""

    def gap(why: str, label: str = demand.label) -> Gap:
        return Gap(demand.key, label, why, demand.cite)

    if demand.when and spell(content.get(demand.when[0])) != demand.when[1]:
        return []
    value = content.get(demand.key)
    grid = paper.grid(demand.key)
    if grid or any(isinstance(part, Each) and part.key == demand.key for part in paper.body):
        entries = _listed(value)
        if not entries:
            return [gap("缺少")]
        if not grid:
            return [] if all(spell(entry) for entry in entries) else [gap("缺少")]
        return [
            gap("缺少", f"{demand.label}第{n}项的{column.label}")
            for n, row in enumerate(entries, 1)
            for cell, column in zip(_cells(row, grid), grid.columns, strict=True)
            if column.required and not cell
        ]
    text = spell(value)
    if not text:
        return [gap("缺少")]
    return [gap(f"未写明{word}: ") for word in demand.words if word not in text]


def gaps(paper: Paper, content: Mapping[str, object]) -> tuple[Gap, ...]:
    """Everything that keeps this content from being issued as this paper."""
    full = {**paper.defaults, **{key: value for key, value in content.items() if value not in (None, "")}}
    found = [gap for demand in paper.demands for gap in _gap(demand, paper, full)]
    labels = {demand.key: demand.label for demand in paper.demands}
    found += [
        Gap(key, labels.get(key, key), f"超过{LONGEST}字: ", paper.cite)
        for key, value in full.items()
        if _length(value) > LONGEST
    ]
    return tuple(found)


def missing(paper: Paper, content: Mapping[str, object]) -> tuple[str, ...]:
    """The Chinese labels of what the paper still has to say; empty when it may be issued."""
    return tuple(gap.label for gap in gaps(paper, content))


def _fill(text: str, content: Mapping[str, object]) -> str | None:
    """Put content into a wording, once and literally; None when something it names was not given."""
    values = {slot: spell(content.get(slot)) for slot, _ in _SLOT.findall(text)}
    if not all(values.values()):
        return None
    return _SLOT.sub(
        lambda slot: values[slot[1]].rstrip("。") + slot[2] if slot[2] else values[slot[1]],
        text,
    )


def _blocks(part: Part, content: Mapping[str, object]) -> list[Block]:
    """The blocks one part of the wording becomes."""
    if isinstance(part, Say):
        if (part.when and not content.get(part.when)) or (part.unless and content.get(part.unless)):
            return []
        text = _fill(part.text, content) or ""
        return [Paragraph(line.strip(), part.heading) for line in text.split("\n") if line.strip()]
    if isinstance(part, Each):
        entries = tuple(_line(spell(entry)) for entry in _listed(content.get(part.key)))
        return [Items(entries)] if entries else []
    if isinstance(part, Grid):
        rows = tuple((str(n), *_cells(row, part)) for n, row in enumerate(_listed(content.get(part.key)), 1))
        names = ("序号", *(column.label for column in part.columns))
        return [Table(names, rows, (2, *(column.width for column in part.columns)))] if rows else []
    return _pairs(part, content)


def _pairs(part: Pairs, content: Mapping[str, object]) -> list[Block]:
    """The lines of a table of labels and values for which there is content."""
    lines = ((label, _fill(wording, content)) for label, wording in part.rows)
    rows = tuple((label, _line(value)) for label, value in lines if value is not None)
    return [Table((), rows, (2, 6))] if rows else []


def _dated(value: object) -> date:
    """The date of a paper. Raises ValueError or TypeError when it is none."""
    if isinstance(value, datetime):
        return (value.astimezone(_LOCAL) if value.tzinfo else value).date()
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value))


def write(paper: Paper, content: Mapping[str, object]) -> Document:
    """The paper with this content. Raises Incomplete, naming every gap and its article."""
    found = gaps(paper, content)
    if found:
        raise Incomplete(paper, found)
    full = {**paper.defaults, **{key: value for key, value in content.items() if value not in (None, "")}}
    footer = tuple(f"{label}：{_line(spell(full[key]))}" for key, label in _FOOTER if full.get(key))
    return Document(
        code=paper.code,
        title=_line(_fill(paper.title or paper.name, full) or paper.name),
        number=_line(spell(full[paper.number])),
        to=_line(_fill(paper.to, full) or ""),
        blocks=tuple(block for part in paper.body for block in _blocks(part, full)),
        signer=_line(spell(full["body"])),
        dated=_dated(full["date"]),
        footer=footer,
        seal=paper.seal,
        layout=paper.layout,
    )


def remedies(review: str, court: str, paper: str = "本决定书") -> str:
    """The remedies clause: 60 days to ask for review, six months to sue (行政复议法 20, 行政诉讼法 46)."""
    return (
        f"如不服，可以自收到{paper}之日起六十日内向{review}申请行政复议，"
        f"也可以自收到{paper}之日起六个月内依法向{court}提起行政诉讼。"
    )
