"""联合办理: several matters as one case, one intake, one limit, one result package (行政许可法 26(2), 42(2))."""

from __future__ import annotations

from dataclasses import replace

from yichuang.law.cite import LICENSING
from yichuang.law.kinds.meetings import MEETINGS
from yichuang.law.kinds.oversight import OVERSIGHT
from yichuang.law.kinds.permit import PERMIT
from yichuang.law.kinds.redress import REDRESS
from yichuang.law.mandates import Permission
from yichuang.law.matters import Act, Kind
from yichuang.law.words import Role, State

_TOGETHER = LICENSING.art(
    "26(2)",
    "两个以上部门分别实施的，可以由一个部门受理并转告有关部门分别提出意见后统一办理，或者联合办理、集中办理",
)
_LIMIT = LICENSING.art(
    "42(2)",
    "统一、联合、集中办理的不得超过四十五日；经本级人民政府负责人批准可以延长十五日，并将理由告知申请人",
)
_REVIEW = frozenset({State.UNDER_REVIEW})
_APPLICANT = frozenset({Role.APPLICANT})
_OFFICER = frozenset({Role.OFFICER})
_SYSTEM = frozenset({Role.SYSTEM})
_SUPPLY = frozenset({State.DRAFT, State.CORRECTING, State.UNDER_REVIEW})
"""What later stages need is handed in to the whole while it is under way."""
_CONCLUDED = frozenset({State.CONCLUDED})


def _like(*names: str) -> tuple[Act, ...]:
    """The acts that a joint project shares with a single licence."""
    return tuple(act for act in PERMIT.acts if act.name in names)


def _from(name: str, states: frozenset[State], **changes: object) -> Act:
    (act,) = _like(name)
    return replace(act, states=states, **changes)  # type: ignore[arg-type]


(_RECALCULATED,) = _like("recalculate")
_RECKONED = _RECALCULATED.states | frozenset({State.CONCLUDED})

JOINT = Kind(
    code="joint",
    label="联合办理",
    cite=_TOGETHER,
    acts=(
        _from("fill_form", _SUPPLY), _from("attach_material", _SUPPLY),
        *_like("remove_material", "submit", "pre_review", "accept", "ask_correction",
               "supply_correction", "refuse_acceptance", "deem_accepted"),
        _from("recalculate", _RECKONED),
        Act(name="note_child", label="登记事项进展", cite=_TOGETHER, by=_SYSTEM, states=_REVIEW | frozenset({State.WITHDRAWN, State.TERMINATED}),
            effect="一个事项的受理、补正、特别程序、决定，整个项目都知道。", clock="没有一个部门在办的日子不计入总时限"),
        Act(name="reapply", label="重新申请该事项", cite=_TOGETHER, by=_APPLICANT, states=_REVIEW, effect="没有办成的事项另开办件再办一次。"),
        Act(name="report_done", label="报告完成", cite=_TOGETHER, by=_APPLICANT, states=_REVIEW, effect="只有您能做的事已经做完，后面的事项可以办理。"),
        *MEETINGS,
        *_like("remind"),
        _from("extend", _REVIEW, cite=_LIMIT, permission=Permission.CASE_EXTEND_JOINT,
              effect="由本级政府负责人署名批准，一个项目只能延长一次。"),
        Act(name="conclude", label="办结", cite=_TOGETHER, by=_OFFICER, states=_REVIEW, permission=Permission.CASE_DECIDE, grave=True, key="g",
            effect="全部结果一次交给申请人。", clock="总时限停止，送达期限（10个工作日）开始", paper="W20", told=True),
        _from("serve", _CONCLUDED), _from("collect", _CONCLUDED),
        *_like("withdraw", "terminate"),
        _from("archive", frozenset({State.NOT_ACCEPTED, State.WITHDRAWN, State.TERMINATED, State.DELIVERED})),
        _from("rate", frozenset({State.DELIVERED, State.ARCHIVED, State.NOT_ACCEPTED, State.TERMINATED})),
        *REDRESS,
        *OVERSIGHT,
    ),
    states=(State.DRAFT, State.RECEIVED, State.CORRECTING, State.UNDER_REVIEW, State.CONCLUDED, State.NOT_ACCEPTED,
            State.WITHDRAWN, State.TERMINATED, State.DELIVERED, State.ARCHIVED),
    papers=("W01", "W02", "W03", "W04", "W06", "W14", "W16", "W20"),
    disclosures=PERMIT.disclosures,
)  # fmt: skip
