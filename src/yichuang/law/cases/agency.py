"""Agents 代办: what an applicant may do, an agent may whose written authorisation covers it at that instant."""

from __future__ import annotations

from datetime import datetime

from yichuang.law.cases.case import Case
from yichuang.law.cases.refusal import Forbidden, entitle
from yichuang.law.cite import LICENSING
from yichuang.law.mandates import Authorisation, Errand, Standing, errand
from yichuang.law.matters import Act
from yichuang.law.words import Role, State

ART_AGENT = LICENSING.art(
    "29(2)", "申请人可以委托代理人提出行政许可申请，但是依法应当由申请人到行政机关办公场所提出的除外"
)
_REMEDY = "请申请人在“我的代办”里另行授权，或者由申请人本人办理。"


def authorised(by: Standing, wanted: Errand | None, matter: str, at: datetime) -> Authorisation:
    """The agent's authorisation for this. Raises Forbidden naming why there is none: expired, revoked, not covered."""
    found = by.authorised(wanted, matter, at)
    if found is None:
        raise Forbidden(by.unauthorised(wanted, matter, at), ART_AGENT, remedy=_REMEDY)
    return found


def may_act(case: Case, act: Act, by: Standing, at: datetime) -> None:
    """Whether an agent may do this act of the applicant's on the principal's case."""
    own = by.actor.principal == case.applicant
    entitle(own, "这不是您代办的申请人的办件", ART_AGENT, remedy="请从“我代办的”打开办件。")
    wanted = errand(act.name, correcting=case.state is State.CORRECTING)
    if wanted is None:
        raise Forbidden(f"“{act.label}”由申请人本人办理", ART_AGENT, remedy="请转告申请人登录办理。")
    authorised(by, wanted, case.matter, at)


RESULTS = frozenset({"W12", "W13", "W15"})
"""The papers that are the result: who fetches them must be allowed to 领取结果."""


def may_fetch(case: Case, paper: str, by: Standing, at: datetime) -> None:
    """Whether this person may take this paper: the result is handed to an agent only if the authorisation says so."""
    if by.actor.role is Role.AGENT and paper in RESULTS:
        authorised(by, Errand.COLLECT, case.matter, at)


def role_of(by: Standing) -> Role:
    """The role an act is open to: an agent stands where its principal does."""
    return Role.APPLICANT if by.actor.role is Role.AGENT else by.actor.role
