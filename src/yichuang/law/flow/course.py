"""The course of a flow: which steps stand open, which are behind a step. A small engine for graphs without circles.

A step that the answers do not need is passed over when its turn comes: whoever waits for it then waits for nothing more.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from yichuang.law.flow.step import Step

Answers = Mapping[str, str]


class Circle(ValueError):
    """Steps that wait for each other; `keys` names them."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Keep who waits for whom."""
        super().__init__(f"{'、'.join(keys)} 互相等待")
        self.keys = tuple(keys)


def order(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps, each after all it waits for; among equals as written. Raises Circle."""
    single = {step.key: step for step in steps}
    waits = {key: {one for one in step.after if one in single} for key, step in single.items()}
    followers: dict[str, list[str]] = {}
    for key, before in waits.items():
        for one in before:
            followers.setdefault(one, []).append(key)
    place = {key: n for n, key in enumerate(single)}
    ready = [key for key, before in waits.items() if not before]
    out: list[str] = []
    while ready:
        out += ready
        freed: list[str] = []
        for key in ready:
            for follower in followers.get(key, ()):
                waits[follower].discard(key)
                if not waits[follower]:
                    freed.append(follower)
        ready = sorted(freed, key=place.__getitem__)
    if len(out) < len(single):
        raise Circle(tuple(key for key, before in waits.items() if before))
    return tuple(single[key] for key in out)


def passed(steps: Sequence[Step], answers: Answers, done: Container[str]) -> frozenset[str]:
    """The steps nobody has to wait for any more: done, or not needed and their turn has come."""
    out: set[str] = set()
    left = list(steps)
    while True:
        now = [
            step
            for step in left
            if step.key in done or (not step.needed(answers) and all(key in out for key in step.after))
        ]
        if not now:
            return frozenset(out)
        out.update(step.key for step in now)
        left = [step for step in left if step.key not in out]


def ahead(steps: Sequence[Step], answers: Answers, done: Container[str]) -> tuple[Step, ...]:
    """The steps that stand open now, side by side."""
    over = passed(steps, answers, done)
    return tuple(step for step in steps if step.key not in over and all(key in over for key in step.after))


def behind(steps: Sequence[Step], key: str) -> frozenset[str]:
    """The step and every step that comes after it: what is to be done again when the course goes back to it."""
    out = {key}
    for step in order(steps):
        if out.intersection(step.after):
            out.add(step.key)
    return frozenset(out)


def within(steps: Sequence[Step], kept: Iterable[str]) -> tuple[Step, ...]:
    """The course among some of the steps alone: whoever waited for one left out waits for what that one waited for."""
    keep = frozenset(kept)
    before: dict[str, tuple[str, ...]] = {}
    out = []
    for step in order(steps):
        waits = tuple(
            dict.fromkeys(
                one for key in step.after for one in ((key,) if key in keep else before.get(key, ()))
            )
        )
        before[step.key] = waits
        if step.key in keep:
            out.append(replace(step, after=waits))
    return tuple(out)


def longest(steps: Sequence[Step]) -> int:
    """The working days of the longest way through, by the limits of the steps. Raises Circle."""
    end: dict[str, int] = {}
    for step in order(steps):
        end[step.key] = max((end[key] for key in step.after if key in end), default=0) + step.days
    return max(end.values(), default=0)
