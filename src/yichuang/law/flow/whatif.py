"""What if: a flow with one step dropped, given another limit or another place, or one review more. It changes nothing by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from yichuang.law.flow.course import order
from yichuang.law.flow.step import Step, Work


class Unfit(ValueError):
    """A change the flow cannot take; says why and what would do. A circle is refused as `Circle`."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Leave a step out: whoever waited for it waits for what it waited for."""

    key: str


@dataclass(frozen=True, slots=True)
class Retime:
    """Give a step another limit, in working days."""

    key: str
    days: int


@dataclass(frozen=True, slots=True)
class Rewait:
    """Let a step wait for others than it does: side by side what was one after the other."""

    key: str
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddReview:
    """One review more right after a step: whoever waited for that step waits for the review."""

    after: str
    key: str
    name: str
    days: int = 0


Change = Drop | Retime | Rewait | AddReview


def whatif(steps: Sequence[Step], changes: Iterable[Change]) -> tuple[Step, ...]:
    """The flow after the changes, one after the other. Raises Unfit, and Circle if steps would wait for each other."""
    out = tuple(steps)
    for change in changes:
        out = _changed(out, change)
    order(out)
    return out


def _changed(steps: tuple[Step, ...], change: Change) -> tuple[Step, ...]:
    match change:
        case Drop(key):
            _known(steps, key)
            return _without(steps, key)
        case Retime(key, days):
            _known(steps, key)
            _fits(days)
            return tuple(replace(step, days=days) if step.key == key else step for step in steps)
        case Rewait(key, after):
            for one in (key, *after):
                _known(steps, one)
            return tuple(replace(step, after=after) if step.key == key else step for step in steps)
        case AddReview():
            return _with(steps, change)


def _without(steps: tuple[Step, ...], key: str) -> tuple[Step, ...]:
    if len(steps) == 1:
        raise Unfit("流程至少要留一个环节")
    waited = next(step.after for step in steps if step.key == key)
    return tuple(_after(step, key, waited) for step in steps if step.key != key)


def _after(step: Step, key: str, others: tuple[str, ...]) -> Step:
    """The step, waiting for the others instead of this one."""
    if key not in step.after:
        return step
    waits = (one for kept in step.after for one in (others if kept == key else (kept,)))
    return replace(step, after=tuple(dict.fromkeys(waits)))


def _with(steps: tuple[Step, ...], new: AddReview) -> tuple[Step, ...]:
    _known(steps, new.after)
    _fits(new.days)
    if any(step.key == new.key for step in steps):
        raise Unfit(f"已经有键为“{new.key}”的环节，请换一个键")
    review = Step(key=new.key, name=new.name, work=Work.REVIEWER, days=new.days, after=(new.after,))
    out: list[Step] = []
    for step in steps:
        out.append(_after(step, new.after, (new.key,)))
        if step.key == new.after:
            out.append(replace(review, stage=step.stage, body=step.body))
    return tuple(out)


def _known(steps: Sequence[Step], key: str) -> None:
    keys = [step.key for step in steps]
    if key not in keys:
        raise Unfit(f"没有“{key}”这个环节，可用的环节：{'、'.join(keys)}")


def _fits(days: int) -> None:
    if days < 0:
        raise Unfit(f"环节的期限不能是{days}个工作日，请填 0 或者更大的整数")
