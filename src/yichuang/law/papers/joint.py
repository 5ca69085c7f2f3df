"""The common end of a joint project: W20, all results on one paper (行政许可法 26(2), 44)."""

from __future__ import annotations

from yichuang.law.cite import LICENSING
from yichuang.law.papers.demands import EXCLUDED, USUAL
from yichuang.law.papers.paper import Column, Demand, Grid, Paper, Say

_TOGETHER = LICENSING.art(
    "26(2)", "可以由一个部门受理并转告有关部门分别提出意见后统一办理, 或者联合办理、集中办理"
)

CONCLUDED = Paper(
    code="W20",
    name="联合办理结果告知书",
    cite=_TOGETHER,
    demands=(
        *USUAL,
        Demand("accepted_on", "受理日期", _TOGETHER),
        Demand("outcome", "办结情况", _TOGETHER),
        Demand("days", "计入总时限的工作日", EXCLUDED),
    ),
    body=(
        Say(
            "你（单位）申请的“{matter}”（办件编号：{case}），由本机关牵头、有关部门联合办理，于{accepted_on}受理，"
            "现已{outcome}，计入总时限{days}个工作日。各事项的结果如下："
        ),
        Grid(
            "results",
            (
                Column("name", "事项", 8, required=True),
                Column("number", "办件编号", 7, required=True),
                Column("progress", "结果", 4, required=True),
            ),
        ),
        Say("{words}", when="words"),
        Say(
            "各事项的决定书和证件随本告知书一并送达；对某一事项的决定不服的，按该决定书告知的途径申请行政复议或者提起行政诉讼。"
        ),
    ),
)

JOINT = (CONCLUDED,)
