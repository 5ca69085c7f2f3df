"""窗口值守: a window through one working day as a case: somebody is there in the hall's hours, or supervision sees it."""

from __future__ import annotations

from datetime import date

from yichuang.law.cite import BUSINESS, LICENSING
from yichuang.law.clocks import Limit, Unit
from yichuang.law.kinds.oversight import OVERSIGHT
from yichuang.law.mandates import Permission
from yichuang.law.matters import Act, Edition, Kind
from yichuang.law.words import Handling, Role, State

_HALL = BUSINESS.art("37", "按照国家有关规定设立政务服务大厅，为市场主体提供政务服务")
_ONE_WINDOW = LICENSING.art("26(1)", "应当确定一个机构统一受理行政许可申请，统一送达行政许可决定")
_SYSTEM = frozenset({Role.SYSTEM})
_OFFICER = frozenset({Role.OFFICER})

DUTY = Kind(
    code="duty",
    label="窗口值守",
    cite=_HALL,
    acts=(
        Act(name="open_duty", label="开始值守", cite=_HALL, by=_SYSTEM, states=frozenset({State.DRAFT}), effect="大厅开门，窗口应当有人。"),
        Act(name="man_window", label="到岗", cite=_ONE_WINDOW, by=_OFFICER, states=frozenset({State.EXPECTED, State.AWAY}),
            permission=Permission.CASE_INTAKE, key="s", effect="从现在起窗口有人。"),
        Act(name="leave_window", label="离岗", cite=_ONE_WINDOW, by=_OFFICER, states=frozenset({State.MANNED}),
            permission=Permission.CASE_INTAKE, key="x", effect="写明原因；从现在起窗口没有人，时间照算。"),
        Act(name="end_duty", label="结束值守", cite=_HALL, by=_SYSTEM, states=frozenset({State.EXPECTED, State.MANNED, State.AWAY}),
            effect="下班时间到，统计在岗多少分钟。"),
        *OVERSIGHT,
    ),
    states=(State.DRAFT, State.EXPECTED, State.MANNED, State.AWAY, State.OVER),
    papers=(),
    disclosures=(),
)  # fmt: skip

_LIMIT = Limit(0, Unit.WORKDAY, _HALL)
MATTER = Edition(
    matter="window-duty", number=1, name="窗口值守", kind="duty", body="", body_name="", region="", handling=Handling.PROMISED,
    acceptance=_LIMIT, statutory=_LIMIT, promised=_LIMIT, extension=_LIMIT, service=_LIMIT, basis=_HALL.text, remedies="",
    effective=date.min,
)  # fmt: skip
"""A window on duty belongs to no matter of the catalogue."""
