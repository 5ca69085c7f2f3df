"""The linter's rules of joint projects: each stage is one round of joint handling, and its longest way fits into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yichuang.law import flow
from yichuang.law.catalogue.finding import Finding
from yichuang.law.cite import LICENSING

_JOINT = LICENSING.art("42(2)", "统一、联合、集中办理的不得超过四十五日，可以延长十五日")
QUESTIONS = 4
"""More questions on the situation than this belong to a joint project only."""


def stages_fit(content: Mapping[str, Any]) -> Iterator[Finding]:
    """Every step of a stage that exists; no stage empty, none over forty-five working days, none shorter than its way."""
    stages = {stage["key"]: n for n, stage in enumerate(content.get("stages", ()))}
    steps = flow.read(content["steps"])
    for n, step in enumerate(steps):
        if step.stage and step.stage not in stages:
            says = f"“{step.name}”属于不存在的阶段“{step.stage}”"
            yield Finding("stage-unknown", f"steps/{n}", says, f"可用的阶段：{'、'.join(stages) or '无'}。")
    if flow.check(steps, {}) and any(x.rule == "step-circle" for x in flow.check(steps, {})):
        return
    for stage in content.get("stages", ()):
        place = f"stages/{stages[stage['key']]}"
        own = flow.within(steps, (step.key for step in steps if step.stage == stage["key"]))
        if not own:
            yield Finding("stage-empty", place, f"阶段“{stage['name']}”没有环节", "给它环节，或者去掉它。")
        elif flow.longest(own) > stage["days"]:
            says = (
                f"阶段“{stage['name']}”最长的一路要 {flow.longest(own)} 个工作日，阶段只有 {stage['days']} 个"
            )
            yield Finding(
                "stage-over",
                place,
                says,
                f"缩短环节或者延长阶段，法定不超过 {flow.ROUND} 个工作日。",
                _JOINT.text,
            )


def few_questions(content: Mapping[str, Any]) -> Iterator[Finding]:
    """A single matter asks few questions on the situation; a joint project asks for all its matters."""
    asked = len(content["questions"])
    if content["kind"] != "joint" and asked > QUESTIONS:
        yield Finding(
            "many-questions", "questions", f"情形问题有 {asked} 个，最多 {QUESTIONS} 个", "合并或者去掉。"
        )


RULES = (stages_fit, few_questions)
