"""The goal of a person for a year 责任目标: what the score shall come to, set by who answers for the body (政务公开责任制)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yichuang.law import facts as f
from yichuang.law.cases import Refused, entitle, require
from yichuang.law.cases.case import day
from yichuang.law.facts import Fact
from yichuang.law.mandates import Permission, Standing
from yichuang.law.openness.breakdown import ORDER, clean
from yichuang.law.openness.scores import WARNED

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class SetGoal:
    """What somebody's score of a year shall come to."""

    year: int
    points: int
    reason: str


def goal(
    given: SetGoal, name: str, *, by: Standing, at: datetime, region: str, body: str
) -> tuple[Fact, ...]:
    """The fact of a goal: set by who reviews at the body, for this year or the next, not below the line of a warning."""
    entitle(by.may(Permission.OPENNESS_REVIEW, region=region, body=body), "您的岗位不能确定责任目标", ORDER,
            remedy="请由机关负责人确定。")  # fmt: skip
    if not name:
        raise Refused("没有这个责任人", ORDER, field="officer", remedy="请从名单中选。")
    require(
        day(at).year <= given.year <= day(at).year + 1,
        "只能确定今年或者明年的目标",
        ORDER,
        field="year",
        remedy="请改年份。",
    )
    require(
        WARNED <= given.points <= _WHOLE,
        f"目标应在{WARNED}到{_WHOLE}分之间",
        ORDER,
        field="points",
        remedy=f"低于{WARNED}分就要提醒。",
    )
    told = f.GoalSet(
        year=given.year, points=given.points, officer_name=name, reason=clean(given.reason, "理由", "reason")
    )
    return (told,)
