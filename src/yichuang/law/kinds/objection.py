"""公开异议: an objection to or a report on what was made public, brought by anybody, checked by other hands, its result public."""

from __future__ import annotations

from datetime import date

from yichuang.law.cite import LICENSING, OPENNESS
from yichuang.law.clocks import Limit, Unit
from yichuang.law.kinds.oversight import OVERSIGHT
from yichuang.law.mandates import Permission
from yichuang.law.matters import Act, Edition, Kind
from yichuang.law.words import Handling, Role, State

_RIGHT = OPENNESS.art("6", "及时、准确地公开政府信息")
_CORRECT = OPENNESS.art("41", "有证据证明记录不准确的可以要求更正；审核属实的，应当更正并告知")
_SUPERVISED = OPENNESS.art("47", "对行政机关的政府信息公开工作进行监督检查，查证属实的督促整改")
_OFFICER, _SYSTEM = frozenset({Role.OFFICER}), frozenset({Role.SYSTEM})
_EDIT, _CHECK = Permission.OPENNESS_EDIT, Permission.OPENNESS_REVIEW
_HANDLED = frozenset({State.OBJECTED, State.CHECKING, State.CHECKED})

OBJECTION = Kind(
    code="objection",
    label="公开异议",
    cite=_CORRECT,
    acts=(
        Act(name="bring_objection", label="提出异议", cite=_CORRECT, by=frozenset({Role.OFFICER, Role.APPLICANT}), states=frozenset({State.DRAFT}),
            permission=_EDIT, effect="任何人都可以提出，实名、匿名都核查、都答复；得到编号和查询码。", clock="从提出之日起计算答复期限", told=True, anybody=True),
        Act(name="accept_objection", label="受理异议", cite=_SUPERVISED, by=_OFFICER, states=frozenset({State.OBJECTED}), permission=_EDIT, key="s",
            effect="由没有起草、没有审查过这条信息的人接手核查，期限照算。"),
        Act(name="join_objection", label="并案处理", cite=_CORRECT, by=_OFFICER, states=frozenset({State.OBJECTED, State.CHECKING}), permission=_EDIT,
            effect="和先提出的是同一件事，那件决定了，这件同样答复。"),
        Act(name="check_objection", label="登记核查情况", cite=_CORRECT, by=_OFFICER, states=frozenset({State.CHECKING}), permission=_EDIT, key="w",
            effect="写明核对了什么、查到什么；核查情况不公开。"),
        Act(name="decide_objection", label="作出处理决定", cite=_CORRECT, by=_OFFICER, states=frozenset({State.CHECKED}), permission=_CHECK, key="g", grave=True,
            effect="维持、更正或者撤回公开的信息，理由公开，答复提出人。撤回的当时撤下，更正的另行下达公开任务。", clock="答复期限到此为止", told=True),
        Act(name="follow_decision", label="随先提出的答复", cite=_CORRECT, by=_SYSTEM, states=frozenset({State.MERGED}),
            effect="先提出的决定了，这件一并答复。", told=True),
        Act(name="recalculate", label="重算期限", cite=LICENSING.art("82", "期限以工作日计算，不含法定节假日"), by=_SYSTEM,
            states=_HANDLED, effect="放假安排变动后，把变动的期限记入经过。", clock="按新的日历重算"),
        *OVERSIGHT,
    ),
    states=(State.DRAFT, State.OBJECTED, State.CHECKING, State.CHECKED, State.MERGED, State.RESOLVED),
    papers=(),
    read=Permission.OPENNESS_READ,
    disclosures=(),
    borne=True,
)  # fmt: skip

_LIMIT = Limit(15, Unit.WORKDAY, _RIGHT)
MATTER = Edition(
    matter="objection", number=1, name="公开异议", kind="objection", body="", body_name="", region="", handling=Handling.PROMISED,
    acceptance=_LIMIT, statutory=_LIMIT, promised=_LIMIT, extension=_LIMIT, service=_LIMIT, basis=_CORRECT.text, remedies="",
    effective=date.min,
)  # fmt: skip
"""An objection belongs to no matter of the catalogue; its limit stands in the fact that brought it."""
