"""What somebody asks to be done with an application or a licence: one frozen command per act."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Annotated

from yichuang.law.cases.commands.asked import Asked, Opinion, Reason, command
from yichuang.law.facts import CorrectionPoint
from yichuang.law.words import (
    CancelGround,
    EndGround,
    Ground,
    MaterialForm,
    NotAccepted,
    RevokeGround,
    ServiceMode,
)


@command
class FillForm:
    """Save the application form; blanks may stay until it is submitted."""

    answers: Annotated[dict[str, str], Asked("申请表")]
    situation: Annotated[dict[str, str], Asked("情形")] = dataclasses.field(default_factory=dict)


@command
class AttachMaterial:
    """Hand in one material of the guide."""

    material: Annotated[str, Asked("材料")]
    form: Annotated[MaterialForm, Asked("形式")] = MaterialForm.ELECTRONIC
    digest: Annotated[str | None, Asked("文件")] = None
    copies: Annotated[int, Asked("份数")] = 1


@command
class RemoveMaterial:
    """Take one material back."""

    material: Annotated[str, Asked("材料")]


@command
class Submit:
    """Hand the application in."""


@command
class PreReview:
    """Look an online application through before acceptance."""

    passed: Annotated[bool, Asked("预审通过")]
    remarks: Annotated[str, Asked("预审意见", long=True)] = ""


@command
class AskCorrection:
    """Tell once all that must be put right."""

    points: Annotated[
        tuple[CorrectionPoint, ...], Asked("需要补正的内容", "一次写全；每项写明材料、问题和依据")
    ]
    until: Annotated[date, Asked("补正期限", "给申请人留出合理的时间")]


@command
class SupplyCorrection:
    """Send back what was asked to be put right."""

    note: Annotated[str, Asked("补正说明", long=True)] = ""


@command
class Accept:
    """Accept the application."""


@command
class DeemAccepted:
    """Record that silence has accepted the application."""


@command
class RefuseAcceptance:
    """Do not accept, on one of the grounds the law knows."""

    reason: Annotated[NotAccepted, Asked("不予受理的情形")]
    explanation: Annotated[str, Asked("具体理由", long=True)]
    competent_body: Annotated[str, Asked("应当向哪个机关申请", "不属于本机关职权范围时必填")] = ""


@command
class GrantOnSpot:
    """Accept and grant at once, where the guide says so (即办件)."""

    content: Annotated[str, Asked("准予许可的内容", long=True)]


@command
class CompleteStep:
    """Finish an open step of the examination with an opinion, or sign it with others."""

    step: Annotated[str, Asked("环节")]
    opinion: Opinion
    passed: Annotated[bool, Asked("通过")] = True
    officers: Annotated[tuple[str, ...], Asked("核查人员", "实地核查须两名以上工作人员")] = ()


@command
class ReturnStep:
    """Send the examination back to an earlier step."""

    step: Annotated[str, Asked("退回到哪个环节")]
    reason: Reason


@command
class TransferStep:
    """Hand an open step to a colleague."""

    step: Annotated[str, Asked("环节")]
    to: Annotated[str, Asked("转给谁", "本机关同事的工号")]
    reason: Reason


@command
class AddSigner:
    """Let a colleague sign an open step too."""

    step: Annotated[str, Asked("环节")]
    to: Annotated[str, Asked("请谁加签", "本机关同事的工号")]
    reason: Reason


@command
class TakeBackStep:
    """Take back a step one has done oneself."""

    step: Annotated[str, Asked("环节")]
    reason: Reason


@command
class Remind:
    """Remind whoever has the case in hand."""

    words: Annotated[str, Asked("催办的话", long=True, most=200)]


@command
class Pause:
    """Begin a special procedure and tell the applicant how long it takes."""

    ground: Annotated[Ground, Asked("特别程序")]
    organiser: Annotated[str, Asked("组织单位")]
    expected_days: Annotated[int, Asked("预计时间（工作日）")]


@command
class Resume:
    """End the special procedure."""

    finding: Annotated[str, Asked("结论", long=True)]


@command
class Extend:
    """Approve a longer limit, once, as head of the body."""

    days: Annotated[int, Asked("延长（工作日）")]
    reason: Reason


@command
class InformInterested:
    """Inform somebody whose major interest is touched."""

    party: Annotated[str, Asked("利害关系人")]
    interest: Annotated[str, Asked("涉及的利益", long=True)]


@command
class HearStatement:
    """Put down what the applicant or an interested party states."""

    statement: Annotated[str, Asked("陈述和申辩", long=True)]
    considered: Annotated[str, Asked("采纳情况及理由", long=True)]


@command
class TellHearingRight:
    """Tell of the right to a hearing before deciding."""

    proposed: Annotated[str, Asked("拟作出的决定、事实和依据", long=True)]


@command
class RequestHearing:
    """Ask for a hearing."""

    reason: Annotated[str, Asked("听证理由", long=True)] = ""


@command
class WaiveHearing:
    """Give up the hearing."""


@command
class ArrangeHearing:
    """Announce time, place and chair of the hearing."""

    on: Annotated[date, Asked("听证日期")]
    place: Annotated[str, Asked("听证地点")]
    chair: Annotated[str, Asked("主持人", "填姓名；不得是审查本申请的工作人员")]
    begins: Annotated[str, Asked("开始时间", "如 09:30", most=5)] = "09:30"
    recorder: Annotated[str, Asked("记录人", most=40)] = ""
    section: Annotated[str, Asked("承办科室", most=60)] = ""
    chair_section: Annotated[str, Asked("主持人的科室", "不得是承办科室", most=60)] = ""


@command
class HoldHearing:
    """Put down the hearing that was held, with its signed minutes."""

    minutes: Annotated[
        str,
        Asked("听证笔录", "听证已经按程序立案的，笔录由听证案卷带回，不在这里登记", long=True, most=200_000),
    ]
    conclusion: Annotated[str, Asked("听证结论", long=True)]


@command
class Grant:
    """Grant the licence."""

    content: Annotated[str, Asked("准予许可的内容", long=True)]


@command
class Refuse:
    """Refuse the licence, with reasons."""

    reasons: Annotated[str, Asked("不予许可的理由", "写明事实、不符合的条件", long=True)]
    basis: Annotated[str, Asked("法律依据")]


@command
class MakeCertificate:
    """Make out the certificate."""


@command
class Serve:
    """Serve the decision or certificate."""

    mode: Annotated[ServiceMode, Asked("送达方式")]
    receiver: Annotated[str, Asked("签收人")]


@command
class Collect:
    """Hand the result over at the window."""

    receiver: Annotated[str, Asked("领取人")]
    relation: Annotated[str, Asked("领取人身份", "申请人本人或者受委托人")] = "申请人本人"


@command
class Withdraw:
    """Take the application back."""

    reason: Annotated[str, Asked("撤回理由", long=True)] = ""


@command
class Terminate:
    """End handling without a decision."""

    ground: Annotated[EndGround, Asked("终止的情形")]
    reason: Reason


@command
class EndWithLicence:
    """End a pending change or renewal because its licence was revoked or cancelled."""


@command
class Archive:
    """Close the file."""

    volume: Annotated[str, Asked("卷号")]
    keep_years: Annotated[int, Asked("保管年限")] = 10


@command
class Rate:
    """Rate how it went."""

    stars: Annotated[int, Asked("评价", "1 非常不满意 … 5 非常满意")]
    words: Annotated[str, Asked("想说的话", long=True, most=500)] = ""


@command
class Revoke:
    """Revoke the grant."""

    ground: Annotated[RevokeGround, Asked("撤销的情形")]
    reason: Reason


@command
class Cancel:
    """Cancel the licence from the register."""

    ground: Annotated[CancelGround, Asked("注销的情形")]
    reason: Reason


@command
class Lapse:
    """Record that the licence ran out."""


@command
class DeemRenewed:
    """Record that silence has renewed the licence."""


@command
class NoteRenewal:
    """Put the renewal decided in another case on the licence."""

    by_case: Annotated[str, Asked("延续办件")]
    until: Annotated[date, Asked("有效期至")]
    deemed: Annotated[bool, Asked("视为准予")] = False


@command
class NoteChange:
    """Put the change decided in another case on the licence."""

    by_case: Annotated[str, Asked("变更办件")]


@command
class Recalculate:
    """Put on record that a notice moved the limits, from the days that stood until now."""

    due_on: Annotated[date, Asked("原期限")]
    statutory_on: Annotated[date, Asked("原法定期限")]
    notice: Annotated[str, Asked("通知")]
