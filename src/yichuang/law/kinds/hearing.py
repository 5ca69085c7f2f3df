"""听证: a hearing as a case of its own, from its notice to the chair's report; the decision it belongs to waits for it."""

from __future__ import annotations

from datetime import date

from yichuang.law.cite import DECISIONS, LICENSING
from yichuang.law.clocks import Limit, Unit
from yichuang.law.kinds.oversight import OVERSIGHT
from yichuang.law.mandates import Permission
from yichuang.law.matters import Act, Edition, Kind
from yichuang.law.words import Handling, Role, State

_NOTICE = LICENSING.art("48(1)(1)", "举行听证的七日前将时间、地点通知申请人、利害关系人，必要时予以公告")
_OPEN = LICENSING.art("48(1)(2)", "听证应当公开举行")
_CHAIR = LICENSING.art("48(1)(3)", "指定审查人员以外的人员为主持人；有直接利害关系的，有权申请回避")
_ORDER = LICENSING.art("48(1)(4)", "审查人员提供证据、理由，申请人、利害关系人可以提出证据，并进行申辩和质证")
_MINUTES = LICENSING.art("48(1)(5)", "听证应当制作笔录，交听证参加人确认无误后签字或者盖章")
_FOLLOW = LICENSING.art("48(2)", "应当根据听证笔录作出决定")
_CHOSEN = DECISIONS.art("16", "公平公开遴选听证参加人，保证相关各方都有代表参加，名单提前公布")
_OFFICER, _SYSTEM = frozenset({Role.OFFICER}), frozenset({Role.SYSTEM})
_BOTH = _OFFICER | _SYSTEM
_NEW, _TOLD, _ON, _PAPER = (
    frozenset({s}) for s in (State.DRAFT, State.NOTICED, State.IN_SESSION, State.SIGNING)
)
_HEAR = Permission.CASE_HEAR

HEARING = Kind(
    code="hearing",
    label="听证",
    cite=_FOLLOW,
    acts=(
        Act(name="convene_hearing", label="公告听证", cite=_NOTICE, by=_BOTH, states=_NEW, permission=_HEAR,
            effect="向社会公告时间、地点、事项、主持人；晚了一天也不行。", told=True),
        Act(name="enter_party", label="登记参加人", cite=_NOTICE, by=_BOTH, states=_TOLD, permission=_HEAR, key="r",
            effect="当事人、利害关系人、证人登记在册，案卷里只写编号。"),
        Act(name="ask_attendance", label="报名参加听证", cite=_CHOSEN, by=frozenset({Role.APPLICANT}), states=_TOLD, anybody=True,
            effect="截止以后公开确定听证代表，名单公布。"),
        Act(name="choose_attendees", label="确定听证代表", cite=_CHOSEN, by=_OFFICER, states=_TOLD, permission=_HEAR,
            effect="从报名的人里确定，办法和名单公布。", told=True),
        Act(name="ask_recusal", label="登记回避申请", cite=_CHAIR, by=_OFFICER, states=_TOLD | _ON, permission=_HEAR,
            effect="参加人申请主持人回避，决定以前听证停下来。"),
        Act(name="settle_recusal", label="决定回避", cite=_CHAIR, by=_OFFICER, states=_TOLD | _ON, permission=Permission.CASE_DECIDE,
            effect="同意的另换主持人，驳回的说明理由。", told=True),
        Act(name="postpone_hearing", label="延期举行", cite=_NOTICE, by=_OFFICER, states=_TOLD, permission=_HEAR,
            effect="另定日子，照样提前公告、通知。", told=True),
        Act(name="call_off_hearing", label="取消听证", cite=_NOTICE, by=_BOTH, states=_TOLD, permission=_HEAR, grave=True,
            effect="不再举行，理由公布。", told=True),
        Act(name="begin_hearing", label="宣布听证开始", cite=_OPEN, by=_OFFICER, states=_TOLD, permission=_HEAR, key="s",
            effect="核对到场的人，告知权利义务；无正当理由不到的，视为放弃。"),
        Act(name="state_reasons", label="承办人陈述", cite=_ORDER, by=_OFFICER, states=_ON, permission=_HEAR,
            effect="记下拟作出的决定和理由。"),
        Act(name="hear_party", label="参加人陈述", cite=_ORDER, by=_OFFICER, states=_ON, permission=_HEAR,
            effect="到场的参加人一个一个陈述。"),
        Act(name="show_evidence", label="举证", cite=_ORDER, by=_OFFICER, states=_ON, permission=_HEAR,
            effect="承办人先举证；一件质证完了，才出示下一件。"),
        Act(name="dispute_evidence", label="质证", cite=_ORDER, by=_OFFICER, states=_ON, permission=_HEAR,
            effect="除了出示的人，到场的每个人都说一说。"),
        Act(name="hear_final", label="最后陈述", cite=_ORDER, by=_OFFICER, states=_ON, permission=_HEAR,
            effect="证据质证完了，到场的参加人最后陈述。"),
        Act(name="end_hearing", label="宣布听证结束", cite=_MINUTES, by=_OFFICER, states=_ON, permission=_HEAR, grave=True,
            effect="笔录分页，交到场的人逐页核对签字。", clock="听证报告期限开始计算"),
        Act(name="sign_page", label="笔录签字", cite=_MINUTES, by=_OFFICER, states=_PAPER, permission=_HEAR,
            effect="一页一页签；拒绝签字的，由主持人注明情况。"),
        Act(name="report_hearing", label="提出听证报告", cite=_FOLLOW, by=_OFFICER, states=_PAPER, permission=_HEAR, key="g", grave=True,
            effect="报告和笔录归入所属的办件，决定必须依据笔录。", clock="听证报告期限到此为止；所属办件明天起继续计时", told=True),
        Act(name="recalculate", label="重算期限", cite=LICENSING.art("82", "期限以工作日计算，不含法定节假日"), by=_SYSTEM,
            states=_PAPER, effect="放假安排变动后，把变动的期限记入经过。", clock="按新的日历重算"),
        *OVERSIGHT,
    ),
    states=(State.DRAFT, State.NOTICED, State.IN_SESSION, State.SIGNING, State.HEARD, State.CALLED_OFF),
    papers=(),
    disclosures=(),
)  # fmt: skip

_LIMIT = Limit(0, Unit.WORKDAY, _FOLLOW)
MATTER = Edition(
    matter="hearing", number=1, name="听证", kind="hearing", body="", body_name="", region="", handling=Handling.PROMISED,
    acceptance=_LIMIT, statutory=_LIMIT, promised=_LIMIT, extension=_LIMIT, service=_LIMIT, basis=_FOLLOW.text, remedies="",
    effective=date.min,
)  # fmt: skip
"""A hearing belongs to no matter of the catalogue; its days stand in its notice."""
