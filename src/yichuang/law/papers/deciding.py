"""The decision, its service, and the end without a decision: W12–W14, W16 (行政许可法 38, 44)."""

from __future__ import annotations

from yichuang.law.cite import CIVIL_PROCEDURE, LICENSING
from yichuang.law.papers.demands import (
    APPLY,
    LETTER,
    REASONED,
    REMEDIES,
    REMEDIES_BY_RIGHT,
    RIGHTS,
    SERVING,
    USUAL,
    WRITTEN,
)
from yichuang.law.papers.paper import Column, Demand, Each, Grid, Pairs, Paper, Say
from yichuang.law.words import ServiceMode

_CORRECTED = LICENSING.art("32(1)(5)", "按照要求提交全部补正申请材料的, 应当受理")
_PUBLISHED = CIVIL_PROCEDURE.art("95", "下落不明或者无法以其他方式送达的, 公告送达, 案卷中记明原因和经过")
_LEFT = CIVIL_PROCEDURE.art("89", "拒绝接收的, 记明拒收事由和日期, 可以留置送达")

GRANTED = Paper(
    code="W12",
    name="准予行政许可决定书",
    cite=WRITTEN,
    demands=(
        *USUAL,
        Demand("accepted_on", "受理日期", WRITTEN),
        Demand("basis", "依据", WRITTEN),
        Demand("content", "许可内容", WRITTEN),
    ),
    defaults={"valid_until": "长期"},
    body=(
        Say("你（单位）申请的“{matter}”（办件编号：{case}），本机关于{accepted_on}受理。"),
        Say("{facts}"),
        Say(
            "经审查，你（单位）的申请符合法定条件、标准。依照《行政许可法》第三十八条第一款和{basis}，"
            "本机关决定准予行政许可。"
        ),
        Pairs(
            (
                ("被许可人", "{applicant}"),
                ("证件号码", "{applicant_id}"),
                ("许可事项", "{matter}"),
                ("许可内容", "{content}"),
                ("有效期限", "{valid_from}至{valid_until}"),
                ("许可证件", "{certificate}"),
            )
        ),
        Say("被许可人应当遵守下列要求：", when="conditions"),
        Each("conditions"),
        Say(
            "需要颁发许可证件的，本机关自本决定作出之日起十个工作日内颁发、送达。本决定依法公开，公众有权查阅。"
        ),
        Say(LETTER),
        Say("{remedies}"),
    ),
)

REFUSED = Paper(
    code="W13",
    name="不予行政许可决定书",
    cite=REASONED,
    demands=(
        *USUAL,
        Demand("accepted_on", "受理日期", REASONED),
        Demand("reasons", "不予许可的理由", REASONED),
        Demand("basis", "依据", REASONED),
        REMEDIES,
    ),
    body=(
        Say("你（单位）申请的“{matter}”（办件编号：{case}），本机关于{accepted_on}受理。"),
        Say("经审查，本机关认为你（单位）的申请不符合法定条件、标准，理由如下："),
        Say("{reasons}"),
        Say("依照《行政许可法》第三十八条第二款和{basis}，本机关决定不予行政许可。"),
        Say(LETTER),
        Say("{remedies}"),
    ),
)

SERVICE_RECORD = Paper(
    code="W14",
    name="送达回证",
    cite=SERVING,
    to="",
    demands=(
        *USUAL,
        Demand("documents", "送达的文书", SERVING),
        Demand("receiver", "受送达人", SERVING),
        Demand("mode", "送达方式", SERVING),
        Demand("served_on", "送达日期", SERVING),
        Demand("note", "公告送达的原因和经过", _PUBLISHED, when=("mode", ServiceMode.PUBLIC.label)),
        Demand("note", "拒收事由", _LEFT, when=("mode", ServiceMode.LEFT.label)),
    ),
    body=(
        Grid(
            "documents",
            (
                Column("name", "送达文书名称", 8, required=True),
                Column("number", "文号", 7),
                Column("copies", "份数", 2, default="1"),
            ),
        ),
        Pairs(
            (
                ("申请人", "{applicant}"),
                ("事项", "{matter}"),
                ("办件编号", "{case}"),
                ("受送达人", "{receiver}"),
                ("与申请人关系", "{relation}"),
                ("送达方式", "{mode}"),
                ("送达地点", "{place}"),
                ("送达日期", "{served_on}"),
                ("送达人", "{server}"),
                ("备注", "{note}"),
                ("受送达人签名或者盖章", "　　　　　　　　　　　　　　　　年　　月　　日"),
            )
        ),
        Say(
            "电子送达的，以送达信息到达受送达人特定系统的日期为送达日期；公告送达的，自发出公告之日起经过三十日视为送达。"
        ),
    ),
)

WITHDRAWN = Paper(
    code="W16",
    name="撤回申请办理告知书",
    cite=APPLY,
    demands=(*USUAL, Demand("withdrawn_on", "撤回日期", APPLY)),
    body=(
        Say(
            "你（单位）申请的“{matter}”（办件编号：{case}），本机关于{withdrawn_on}收到你（单位）撤回申请的表示。"
        ),
        Say("撤回理由：{reason}。"),
        Say("本机关自即日起终止办理该申请。撤回申请不影响你（单位）今后依法再次提出申请。"),
        Say("退还下列材料：", when="returned"),
        Each("returned"),
    ),
)

TERMINATED = Paper(
    code="W16A",
    name="终止办理告知书",
    cite=RIGHTS,
    demands=(
        *USUAL,
        Demand("ground", "终止办理的情形", _CORRECTED),
        Demand("reason", "终止办理的理由", RIGHTS),
        REMEDIES_BY_RIGHT,
    ),
    body=(
        Say("你（单位）申请的“{matter}”（办件编号：{case}），因{ground}，本机关决定终止办理。理由如下："),
        Say("{reason}"),
        Say("终止办理不影响你（单位）在具备条件后依法再次提出申请。"),
        Say("退还下列材料：", when="returned"),
        Each("returned"),
        Say("{remedies}"),
    ),
)

DECIDING = (GRANTED, REFUSED, SERVICE_RECORD, WITHDRAWN, TERMINATED)
