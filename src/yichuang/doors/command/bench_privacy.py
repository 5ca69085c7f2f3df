"""`yichuang bench privacy`: how fast personal data is found in texts, how much of it, and what is marked that is none."""

from __future__ import annotations

import re
import statistics
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from yichuang.doors.command.bench_planted import planted
from yichuang.law.privacy import Kind, Mark, find, redact, suggested

ROUNDS, TEXTS, SEED = 5, 1_000, 7
DATA: Final = Path(__file__).resolve().parents[4] / "tests" / "law" / "data"
WRITTEN: Final = {"written": DATA / "privacy.txt", "held_out": DATA / "privacy_held.txt",
                  "last": DATA / "privacy_last.txt", "final": DATA / "privacy_final.txt"}  # fmt: skip
_GOLD: Final = re.compile(r"⟦(\w+):([^⟧]*)⟧")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, and what somebody who read it says is in it: from, to, kind."""

    style: str
    text: str
    gold: tuple[tuple[int, int, Kind], ...]

    @classmethod
    def read(cls, line: str) -> Labelled:
        """One line as it is written: the style, a tab, the text with ⟦kind:what⟧ in it."""
        style, _, written = line.rstrip("\n").partition("\t")
        written = written.replace("\\n", "\n").replace("\\t", "\t")
        text, gold, at = "", [], 0
        for found in _GOLD.finditer(written):
            text += written[at : found.start()]
            gold.append((len(text), len(text) + len(found[2]), Kind(found[1])))
            text, at = text + found[2], found.end()
        return cls(style, text + written[at:], tuple(gold))


@dataclass(slots=True)
class Rate:
    """Of one kind: how many there are, how many of them are hidden, how many are hidden at all, how many rightly."""

    there: int = 0
    found: int = 0
    marked: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """What share of what is there is hidden."""
        return self.found / self.there if self.there else 1.0

    @property
    def precision(self) -> float:
        """What share of what is hidden had to be."""
        return self.right / self.marked if self.marked else 1.0


def _hits(mark: Mark, start: int, end: int, kind: Kind) -> bool:
    """Whether a mark is about a labelled piece; a name must be marked to the letter."""
    if mark.kind is not kind:
        return False
    return (
        (mark.start, mark.end) == (start, end) if kind is Kind.NAME else mark.start < end and start < mark.end
    )


def rates(texts: Iterable[Labelled]) -> dict[Kind, Rate]:
    """Recall and precision of what is suggested for hiding; a stopping kind counts once a text."""
    out: dict[Kind, Rate] = {kind: Rate() for kind in Kind}
    for one in texts:
        marks = find(one.text)
        hidden = [mark for mark in marks if mark.suggested]
        for kind in (Kind.TRADE, Kind.SECRET):
            there = any(gold == kind for *_, gold in one.gold)
            stops = any(mark.kind is kind for mark in marks)
            rate = out[kind]
            rate.there, rate.found = rate.there + there, rate.found + (there and stops)
            rate.marked, rate.right = rate.marked + stops, rate.right + (there and stops)
        for start, end, kind in one.gold:
            if kind not in (Kind.TRADE, Kind.SECRET):
                out[kind].there += 1
                out[kind].found += any(m.kind is kind and m.start <= start and end <= m.end for m in hidden)
        for mark in hidden:
            out[mark.kind].marked += 1
            out[mark.kind].right += any(_hits(mark, *gold) for gold in one.gold)
    return out


def written(name: str) -> list[Labelled]:
    """The sentences written by hand, each part before the next change of the rules (docs/privacy.md). Empty where the tests are not installed."""
    path = WRITTEN[name]
    return (
        [Labelled.read(line) for line in path.read_text(encoding="utf-8").splitlines()]
        if path.exists()
        else []
    )


def made(count: int, seed: int) -> list[Labelled]:
    """So many longer texts with data planted in them by seed."""
    dice = Random(seed)  # noqa: S311 - the same texts in every run
    return [Labelled.read(planted(dice)) for _ in range(count)]


def bare(text: str) -> str:
    """A text without width, spaces and signs: whatever form a value is written in, it is in here."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(char for char in folded if char.isalnum())


def escaped(one: Labelled, kinds: Iterable[Kind]) -> list[tuple[Kind, str]]:
    """What of these kinds can still be read after the suggested marks were hidden, in any form."""
    marks = find(one.text)
    left = bare(redact(one.text, marks, suggested(marks)))
    values = [(kind, one.text[start:end]) for start, end, kind in one.gold if kind in set(kinds)]
    return [(kind, value) for kind, value in values if bare(value) in left]


def _speed(texts: list[str], do: Callable[[str], object]) -> float:
    """Megabytes of UTF-8 per second."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    begun = time.process_time()
    for text in texts:
        do(text)
    return size / (time.process_time() - begun)


def _told(name: str, found: dict[Kind, Rate]) -> Iterator[tuple[str, str]]:
    for kind, rate in found.items():
        if rate.there or rate.marked:
            yield (
                f"{name}_{kind.value}",
                f"recall {rate.recall:.3f} of {rate.there}, precision {rate.precision:.3f} of {rate.marked}",
            )


_NAIVE: Final = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")
"""The limit: one pass of one expression that finds two kinds in their plain form and knows nothing of context."""


def measure() -> dict[str, Any]:
    """One run: megabytes a second of dense and of ordinary texts beside the limit, and the error rates of all three sets."""
    dense = [one.text for one in made(TEXTS, SEED)]
    plain = [_GOLD.sub("", line) * 20 for line in _ordinary()]
    ours, prose, limit = [], [], []
    for _ in range(ROUNDS):
        ours.append(_speed(dense, find))
        prose.append(_speed(plain, find))
        limit.append(_speed(dense, lambda text: list(_NAIVE.finditer(text))))
    out: dict[str, Any] = {
        "dense_mb_per_s": statistics.median(ours),
        "dense_mb_per_s_min": min(ours),
        "prose_mb_per_s": statistics.median(prose),
        "one_expression_mb_per_s": statistics.median(limit),
        "ratio": statistics.median(a / b for a, b in zip(ours, limit, strict=True)),
        "target_mb_per_s": 1.0,
    }
    texts = made(TEXTS, SEED + 1)
    sets = {"made": texts, **{name: written(name) for name in WRITTEN}}
    for name, some in sets.items():
        out[f"{name}_texts"] = len(some)
        out |= dict(_told(name, rates(some)))
    out["escaped_by_kind"] = dict(Counter(kind.value for one in texts for kind, _ in escaped(one, Kind)))
    return out


def _ordinary() -> list[str]:
    """Paragraphs of notices that hold nothing of a person."""
    return [one.text for one in made(TEXTS // 10, SEED + 2) if not one.gold] or ["依法公开。"]
