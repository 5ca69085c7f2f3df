"""What one edition changes against another, in words people can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_IDENTITY = ("code", "key", "value", "q", "label", "ground", "name")


@dataclass(frozen=True, slots=True)
class Change:
    """One element that changed: where, what it said, what it says; None where there was or is nothing."""

    where: tuple[str | int, ...]
    before: Any
    after: Any


def difference(old: Any, new: Any, where: tuple[str | int, ...] = ()) -> Iterator[Change]:
    """Every smallest element that differs; rows of a list are matched by their code or key, not by their place."""
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from difference(old.get(key), new.get(key), (*where, key))
    elif _rows(old) and _rows(new):
        yield from _of_rows(old, new, where)
    else:
        yield Change(where, old, new)


def _rows(value: Any) -> bool:
    return isinstance(value, Sequence) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _of_rows(old: Sequence[Any], new: Sequence[Any], where: tuple[str | int, ...]) -> Iterator[Change]:
    name = next((key for key in _IDENTITY if all(key in row for row in (*old, *new))), None)
    if name is None:
        yield Change(where, old, new)
        return
    before, after = ({row[name]: row for row in rows} for rows in (old, new))
    for key in dict.fromkeys((*before, *after)):
        yield from difference(before.get(key), after.get(key), (*where, str(key)))
