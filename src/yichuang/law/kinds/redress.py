"""What every kind with an applicant shares about service: fees on record, complaints, follow-up of bad ratings."""

from __future__ import annotations

from yichuang.law.cite import BUSINESS, LICENSING
from yichuang.law.mandates import Permission
from yichuang.law.matters import Act
from yichuang.law.words import Role, State

_BEGUN = frozenset(State) - {State.DRAFT}
_RATED = frozenset({State.DELIVERED, State.ARCHIVED, State.NOT_ACCEPTED, State.TERMINATED, State.REFUSED})
_OFFICER = frozenset({Role.OFFICER})

FEES = (
    Act(name="note_fee", label="登记收费", cite=LICENSING.art("59", "行政机关实施行政许可，依照法律、行政法规收取费用的，应当按照公布的法定项目和标准收费"),
        by=_OFFICER, states=frozenset({State.RECEIVED, State.CORRECTING, State.UNDER_REVIEW, State.GRANTED, State.CERTIFIED}),
        permission=Permission.CASE_INTAKE, paused=True, effect="照票据登记收费项目和金额，告诉申请人；指南没有列明的收费由监察发现。", told=True),
)  # fmt: skip
REDRESS = (
    Act(name="complain", label="投诉", cite=BUSINESS.art("49", "建立便利、畅通的渠道，受理有关营商环境的投诉和举报"),
        by=frozenset({Role.APPLICANT}), states=_BEGUN, paused=True, effect="交给监察员，被投诉的单位应当说明；不影响办理结果和期限。"),
    Act(name="follow_rating", label="差评回访", cite=BUSINESS.art("36", "政务服务机构及其工作人员接受评价和监督"), by=_OFFICER, states=_RATED, permission=Permission.CASE_INTAKE,
        effect="写明回访和整改情况，整改情况告诉申请人。", clock="差评回访期限停止", told=True),
)  # fmt: skip
