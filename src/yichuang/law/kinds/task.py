"""交办任务: a decision of a meeting as a case of its own, with an owner, a limit and lights."""

from __future__ import annotations

from datetime import date

from yichuang.law.cite import BUSINESS, LICENSING
from yichuang.law.clocks import Limit, Unit
from yichuang.law.kinds.oversight import OVERSIGHT
from yichuang.law.mandates import Permission
from yichuang.law.matters import Act, Edition, Kind
from yichuang.law.words import Handling, Role, State

_TOGETHER = BUSINESS.art("37", "加强部门协同，推动政务服务跨部门联合办理，实行一次告知、一次办好")
_OFFICER = frozenset({Role.OFFICER})
_OPEN = frozenset({State.ASSIGNED})

TASK = Kind(
    code="task",
    label="交办任务",
    cite=_TOGETHER,
    acts=(
        Act(name="give_task", label="交办", cite=_TOGETHER, by=frozenset({Role.SYSTEM}), states=frozenset({State.DRAFT}),
            effect="会议决定成为任务。", clock="从明天起计算落实期限"),
        Act(name="fulfil_task", label="回报落实", cite=_TOGETHER, by=_OFFICER, states=_OPEN, permission=Permission.CASE_REVIEW, key="w",
            effect="写明落实情况，任务完成，告知原办件。", clock="落实期限停止"),
        Act(name="remind", label="催办", cite=BUSINESS.art("36", "政务服务应当按照承诺时限办结"), by=_OFFICER, states=_OPEN,
            permission=Permission.CASE_READ, effect="提醒责任人，一天一次，记入经过。"),
        Act(name="recalculate", label="重算期限", cite=LICENSING.art("82", "期限以工作日计算，不含法定节假日"), by=frozenset({Role.SYSTEM}),
            states=_OPEN, effect="放假安排变动后，把变动的期限记入经过。", clock="按新的工作日重算"),
        Act(name="archive", label="归档", cite=LICENSING.art("61(2)", "监督检查的情况和处理结果应当记录并归档，公众有权查阅"), by=_OFFICER,
            states=frozenset({State.FULFILLED}), permission=Permission.CASE_ARCHIVE, key="a", effect="案卷封存，以后只读。"),
        *OVERSIGHT,
    ),
    states=(State.DRAFT, State.ASSIGNED, State.FULFILLED, State.ARCHIVED),
    papers=(),
    disclosures=(),
)  # fmt: skip

_LIMIT = Limit(0, Unit.WORKDAY, _TOGETHER)
MATTER = Edition(
    matter="meeting-task", number=1, name="会议决定的落实", kind="task", body="", body_name="", region="", handling=Handling.PROMISED,
    acceptance=_LIMIT, statutory=_LIMIT, promised=_LIMIT, extension=_LIMIT, service=_LIMIT, basis=_TOGETHER.text, remedies="",
    effective=date.min,
)  # fmt: skip
"""A task belongs to no matter of the catalogue; its limit is its own."""
