"""What is wrong with a flow: waiting for itself or for nobody, a dead end, a question that does not exist, an empty countersign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yichuang.law.flow.course import Circle, order
from yichuang.law.flow.step import Rule, Step, Work


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that keeps a flow from being saved: the rule, the step, what is wrong, how to mend it."""

    rule: str
    step: str
    what: str
    mend: str


def check(steps: Sequence[Step], questions: Mapping[str, Sequence[str]]) -> tuple[Trouble, ...]:
    """All that is wrong; `questions` are the answers each question of the form allows."""
    return tuple(_all(steps, questions))


def _all(steps: Sequence[Step], questions: Mapping[str, Sequence[str]]) -> Iterator[Trouble]:
    names = {step.key: step.name for step in steps}
    twice = [key for key, times in Counter(step.key for step in steps).items() if times > 1]
    for key in twice:
        yield Trouble("step-twice", key, f"有几个环节的键都是“{key}”", "每个环节用自己的键。")
    if twice:  # who waits for whom is unclear until each has a name of its own
        return
    single = [trouble for step in steps for trouble in _one(step, names, questions)]
    yield from single
    if single:
        return
    try:
        order(steps)
    except Circle as circle:
        circular = "、".join(names[key] for key in circle.keys)
        for key in circle.keys:
            yield Trouble("step-circle", key, f"环节互相等待：{circular}", "去掉其中一个“在……之后”。")
    else:
        yield from _ends(steps)


def _one(step: Step, names: Mapping[str, str], questions: Mapping[str, Sequence[str]]) -> Iterator[Trouble]:
    for key in step.after:
        if key == step.key:
            yield Trouble("step-itself", step.key, f"“{step.name}”排在自己之后", "去掉它自己。")
        elif key not in names:
            says = f"“{step.name}”排在不存在的环节“{key}”之后"
            yield Trouble("step-unknown", step.key, says, f"可用的环节：{'、'.join(names)}。")
    for key, values in step.when.items():
        if key not in questions:
            says = f"“{step.name}”的条件用了不存在的问题“{key}”"
            yield Trouble("step-question", step.key, says, f"可用的问题：{'、'.join(questions) or '无'}。")
        elif not values or not set(values) <= set(questions[key]):
            says = f"“{step.name}”的条件用了问题“{key}”没有的回答"
            yield Trouble("step-answer", step.key, says, f"可用的回答：{'、'.join(questions[key])}。")
    sign = step.sign
    if sign is not None and (not sign.posts or len(set(sign.posts)) < len(sign.posts)):
        yield Trouble(
            "step-sign", step.key, f"“{step.name}”会签没有人或者有人写了两次", "写明会签的岗位，每个一次。"
        )
    elif sign is not None and sign.rule is Rule.SOME and not 1 <= sign.least <= len(sign.posts):
        says = f"“{step.name}”会签要{sign.least}人同意，只有{len(sign.posts)}人会签"
        yield Trouble("step-sign", step.key, says, "人数应为 1 到会签人数。")
    if step.work is Work.MATTER and not step.matter:
        yield Trouble(
            "step-matter", step.key, f"“{step.name}”没有写明是哪个事项", "选定事项，或者改为别的办理方式。"
        )


def _ends(steps: Sequence[Step]) -> Iterator[Trouble]:
    """A course with a decision ends there, and begins at the window: whatever nobody waits for is a dead end."""
    deciders = [step for step in steps if step.work is Work.DECIDER]
    waited = {key for step in steps for key in step.after}
    if not deciders:
        return
    for step in steps:
        if step.key not in waited and step.work not in (Work.DECIDER, Work.CLERK):
            says = f"“{step.name}”之后没有环节，走不到决定"
            yield Trouble("step-dead-end", step.key, says, f"让“{deciders[-1].name}”排在它之后。")
    if not any(step.work is Work.CLERK for step in steps):
        return
    for step in steps:
        if not step.after and step.work is not Work.CLERK:
            says = f"受理之后走不到“{step.name}”"
            yield Trouble("step-unreachable", step.key, says, "写明它在哪个环节之后。")
