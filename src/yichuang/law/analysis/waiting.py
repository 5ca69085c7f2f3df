"""Whom a case waits for as it stands: in one sentence each, the way the applicant is told."""

from __future__ import annotations

from yichuang.law.cases import Case, open_steps
from yichuang.law.flow import Work
from yichuang.law.matters import Edition
from yichuang.law.words import State

_ELSE = {
    State.DRAFT: "等申请人填完并提交",
    State.RECEIVED: "等受理机关决定受理或者一次告知补正",
    State.CORRECTING: "等申请人补正",
    State.GRANTED: "等制作证件",
    State.CERTIFIED: "等送达",
    State.REFUSED: "等送达",
    State.CONCLUDED: "等送达",
    State.ASSIGNED: "等责任单位落实",
    State.ISSUED: "等责任单位说明",
    State.EXPLAINED: "等监察员认定",
    State.UPHELD: "等责任单位整改",
    State.RECTIFIED: "等监察员核验",
    State.APPEALED: "等另一名监察员复核",
}


def waits_for(case: Case, edition: Edition) -> tuple[str, ...]:
    """Who has to do what next; nothing when nobody has."""
    if case.state is not State.UNDER_REVIEW:
        said = _ELSE.get(case.state)
        return (said,) if said else ()
    if case.pause is not None:
        return (f"等特别程序“{case.pause.label}”结束",)
    steps = open_steps(case, edition)
    if not steps:
        return ("等作出决定",)
    out = []
    for step in steps:
        holder = case.desk(step.key).holder_name
        who = "申请人" if step.work is Work.APPLICANT else holder or "审查人员"
        out.append(f"等{who}办理“{step.name}”")
    return tuple(out)
