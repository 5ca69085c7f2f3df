"""What a region has set for its hotline: the limits, and the tree of subjects. Files, read once."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import msgspec

from yichuang.law.hotline import USUAL, Terms, read
from yichuang.law.mandates import prefix
from yichuang.office.directory import notices

DATA = Path(__file__).parent / "data"


class Subject(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What demands are about: a branch or a leaf of the tree, the bodies that usually see to it, what people call it."""

    code: str
    name: str
    bodies: tuple[str, ...] = ()
    """Serials of the bodies that lead, the first one usually: the 派单目录."""
    words: tuple[str, ...] = ()
    emergency: bool = False
    under: tuple[Subject, ...] = ()


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A subject with its branch."""

    subject: Subject
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """The whole name: 供水·停水."""
        return "·".join(self.path)


def _parsed(path: Path) -> Any:
    return notices.parse(path.read_bytes(), what="热线设置")


@functools.cache
def _regions() -> dict[str, Terms]:
    """The settings there are, by the part of the region's code that its territory shares."""
    found = {path.stem: _parsed(path) for path in sorted((DATA / "hotline").glob("*.yaml"))}
    return {prefix(region): read(plain) for region, plain in found.items()}


def terms(region: str) -> Terms:
    """The limits of a region: its own, else those of the territory it lies in, else the usual."""
    code = prefix(region)
    near = [own for own in _regions() if code.startswith(own)]
    return _regions()[max(near, key=len)] if near else USUAL


@functools.cache
def tree() -> tuple[Subject, ...]:
    """The tree of subjects."""
    return msgspec.convert(_parsed(DATA / "subjects.yaml")["subjects"], tuple[Subject, ...])


@functools.cache
def subjects() -> dict[str, Known]:
    """Every subject by its code, in the order of the tree."""
    return dict(_walk(tree(), ()))


def _walk(branch: tuple[Subject, ...], path: tuple[str, ...]) -> list[tuple[str, Known]]:
    out = []
    for one in branch:
        here = (*path, one.name)
        out += [(one.code, Known(subject=one, path=here)), *_walk(one.under, here)]
    return out


def subject(code: str) -> str | None:
    """The whole name of a subject; None when there is none."""
    known = subjects().get(code)
    return known.name if known else None
