"""What kinds of cases share about meetings of several bodies (协调会、联合踏勘、联合审图、联合验收)."""

from __future__ import annotations

from yichuang.law.cite import BUSINESS
from yichuang.law.mandates import Permission
from yichuang.law.matters import Act
from yichuang.law.words import Role, State

_TOGETHER = BUSINESS.art("37", "加强部门协同，推动政务服务跨部门联合办理，实行一次告知、一次办好")
_STATES = frozenset({State.RECEIVED, State.CORRECTING, State.UNDER_REVIEW})
_OFFICER = frozenset({Role.OFFICER})

MEETINGS = (
    Act(name="call_meeting", label="召集会议", cite=_TOGETHER, by=_OFFICER, states=_STATES, paused=True, shared=True,
        permission=Permission.CASE_MEET, effect="通知各方按时到会；期限照常计算。"),
    Act(name="hold_meeting", label="登记会议纪要", cite=_TOGETHER, by=_OFFICER, states=_STATES, paused=True, shared=True,
        permission=Permission.CASE_MEET, effect="纪要归入案卷；每项决定成为有责任人、有期限的任务。"),
    Act(name="note_task", label="登记决定落实", cite=_TOGETHER, by=frozenset({Role.SYSTEM}), states=frozenset(State), paused=True,
        effect="会议决定落实后，记入原办件的经过。"),
)  # fmt: skip
