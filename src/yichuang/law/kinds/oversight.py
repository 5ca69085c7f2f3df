"""What every kind of case shares about supervision from outside: discipline, procuratorate, notary (特邀监督)."""

from __future__ import annotations

from yichuang.law.cite import LICENSING
from yichuang.law.mandates import Permission
from yichuang.law.matters import Act
from yichuang.law.words import Role, State

_WATCH = LICENSING.art("10(1)", "应当建立健全对行政机关实施行政许可的监督制度，加强监督检查")
"""The law asks for a system of supervision and leaves its forms open; inviting notaries and others is one of them."""
_CORRECT = LICENSING.art("60", "上级行政机关应当及时纠正行政许可实施中的违法行为")
_REAL = frozenset(State) - {State.DRAFT}
_OFFICER = frozenset({Role.OFFICER})
_INVITE = Permission.SUPERVISION_INVITE

OVERSIGHT = (
    Act(name="invite_supervisor", label="邀请监督", cite=_WATCH, by=_OFFICER, states=_REAL, paused=True, shared=True, permission=_INVITE,
        effect="他看得到本办件和由它产生的办件的全部内容，可以写监督记录，别的什么也不能做。"),
    Act(name="record_supervision", label="写监督记录", cite=_CORRECT, by=frozenset({Role.INVITED}), states=_REAL, paused=True,
        effect="记入本办件的经过，任何人不能改；不改变办件的状态和期限。"),
    Act(name="dismiss_supervisor", label="结束监督邀请", cite=_WATCH, by=_OFFICER, states=_REAL, paused=True, shared=True, permission=_INVITE,
        effect="从现在起他看不到本办件；写过的监督记录留在案卷里。"),
)  # fmt: skip
