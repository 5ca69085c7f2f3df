"""The linter's rules of joint projects: the whole and each stage within the law, and the longest way of a stage within it.

A stage is one round of joint handling, forty-five working days (行政许可法 42(2)). A whole without stages is one round itself;
one with stages is as many rounds, and from first to last never over the hundred and twenty of the reform of projects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yichuang.law import flow
from yichuang.law.catalogue.finding import Finding
from yichuang.law.cite import LICENSING, PROJECTS
from yichuang.law.clocks import Unit

_JOINT = LICENSING.art("42(2)", "统一、联合、集中办理的不得超过四十五日，可以延长十五日")
_TOGETHER = LICENSING.art("26(2)", "两个以上部门分别实施的，可以统一办理或者联合办理、集中办理")
_WHOLE = PROJECTS.art("1(3)", "审批时间压缩至一百二十个工作日以内")
WHOLE = 120
"""Working days of all stages of a project together."""
QUESTIONS = 4
"""More questions on the situation than this belong to a joint project only."""


def whole_fits(content: Mapping[str, Any]) -> Iterator[Finding]:
    """The limit of the whole: one round without stages; with stages as many rounds, and never over a hundred and twenty."""
    statutory, stages = content["statutory"], content.get("stages", ())
    cite = statutory["cite"]
    general = cite["statute"] == LICENSING.name and cite["article"].startswith("42")
    if content["kind"] != "joint" or general:  # `longer_than_law` looks at what rests on the general article
        return
    most = min(WHOLE, flow.ROUND * len(stages)) if stages else flow.ROUND
    if statutory["unit"] != Unit.WORKDAY or statutory["amount"] > most:
        what = f"分 {len(stages)} 个阶段的" if stages else "不分阶段的"
        yield Finding(
            "whole-over",
            "statutory",
            f"总时限是 {statutory['amount']}，{what}联合办理不超过 {most} 个工作日",
            "按工作日写，改为规定天数以内。",
            (_WHOLE if most == WHOLE else _JOINT).text,
        )


def joint_only(content: Mapping[str, Any]) -> Iterator[Finding]:
    """A joint project joins at least two matters; a single matter has neither matters nor stages nor the applicant's steps."""
    works = [flow.Work(step["role"]) for step in content["steps"]]
    if content["kind"] == "joint":
        if works.count(flow.Work.MATTER) < 2:
            yield Finding(
                "joint-few",
                "steps",
                "联合办理的事项不到两个",
                "至少联合两个事项，或者写成单个事项。",
                _TOGETHER.text,
            )
        return
    for n, work in enumerate(works):
        if work in (flow.Work.MATTER, flow.Work.APPLICANT):
            says = f"单个事项的环节“{content['steps'][n]['name']}”由“{work.label}”办"
            yield Finding("joint-only", f"steps/{n}", says, "只有联合办理才这样写，请换一种办法。")
    if content.get("stages") or any(step.get("stage") for step in content["steps"]):
        yield Finding("joint-only", "stages", "单个事项分了阶段", "去掉阶段，或者改为联合办理。")


def stages_fit(content: Mapping[str, Any]) -> Iterator[Finding]:
    """Every step of a stage that exists; no stage empty, none over forty-five working days, none shorter than its way."""
    if content["kind"] != "joint":
        return
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
        if stage["days"] > flow.ROUND:
            says = f"阶段“{stage['name']}”有 {stage['days']} 个工作日，一轮联合办理不超过 {flow.ROUND} 个"
            yield Finding("stage-long", place, says, "缩短阶段，或者分成两个阶段。", _JOINT.text)
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


RULES = (whole_fits, joint_only, stages_fit, few_questions)
