"""监察牌: a finding of supervision as a case of its own: explained, held or lifted, put right, appealed."""

from __future__ import annotations

from datetime import date

from yichuang.law.cite import BUSINESS, LICENSING
from yichuang.law.clocks import Limit, Unit
from yichuang.law.kinds.oversight import OVERSIGHT
from yichuang.law.mandates import Permission
from yichuang.law.matters import Act, Edition, Kind
from yichuang.law.words import Handling, Role, State

_WATCH = LICENSING.art("10(1)", "应当建立健全对行政机关实施行政许可的监督制度，加强监督检查")
_CORRECT = LICENSING.art("60", "上级行政机关应当及时纠正行政许可实施中的违法行为")
_ORDER = LICENSING.art("72", "违反本法规定的，由其上级行政机关或者监察机关责令改正")
_OFFICER = frozenset({Role.OFFICER})
_HELD = frozenset({State.UPHELD})
_ACT = Permission.SUPERVISION_ACT

CARD = Kind(
    code="card",
    label="监察牌",
    cite=_WATCH,
    acts=(
        Act(name="raise_card", label="发监察牌", cite=_CORRECT, by=frozenset({Role.SYSTEM, Role.OFFICER}), states=frozenset({State.DRAFT}),
            effect="写明规则、事实和依据，发给责任单位和责任人。", clock="从明天起计算说明期限"),
        Act(name="explain_card", label="说明情况", cite=_CORRECT, by=_OFFICER, states=frozenset({State.ISSUED}), key="s",
            effect="责任人或者机构负责人说明情况，由监察员认定。", clock="说明期限停止，计算认定期限"),
        Act(name="uphold_card", label="认定成立", cite=_CORRECT, by=_OFFICER, states=frozenset({State.ISSUED, State.EXPLAINED}), permission=_ACT, key="y",
            effect="认定监察牌成立，可以降低等级；责任单位应当整改，可以申请一次复核。", clock="计算整改期限", grave=True),
        Act(name="lift_card", label="撤销监察牌", cite=_CORRECT, by=_OFFICER, states=frozenset({State.ISSUED, State.EXPLAINED}), permission=_ACT,
            effect="写明理由，撤销监察牌，不计入评价。", grave=True),
        Act(name="rectify_card", label="报告整改", cite=_ORDER, by=_OFFICER, states=_HELD, key="w",
            effect="报告整改情况，由监察员核验。", clock="计算核验期限"),
        Act(name="verify_rectification", label="核验整改", cite=_ORDER, by=_OFFICER, states=frozenset({State.RECTIFIED}), permission=_ACT, key="v",
            effect="整改到位的了结，不到位的继续整改。"),
        Act(name="appeal_card", label="申请复核", cite=_WATCH, by=_OFFICER, states=_HELD,
            effect="对认定不服的，在整改期限内申请复核一次，由其他监察员办理。", clock="计算复核期限"),
        Act(name="decide_appeal", label="作出复核决定", cite=_CORRECT, by=_OFFICER, states=frozenset({State.APPEALED}), permission=_ACT,
            effect="维持、降低或者撤销；复核决定是最终决定。", grave=True),
        Act(name="remind", label="催办", cite=BUSINESS.art("36", "政务服务应当按照承诺时限办结"), by=_OFFICER,
            states=frozenset({State.ISSUED, State.UPHELD}), permission=Permission.CASE_READ, effect="提醒责任单位，一天一次，记入经过。"),
        Act(name="recalculate", label="重算期限", cite=LICENSING.art("82", "期限以工作日计算，不含法定节假日"), by=frozenset({Role.SYSTEM}),
            states=frozenset({State.ISSUED, State.EXPLAINED, State.UPHELD, State.RECTIFIED, State.APPEALED}),
            effect="放假安排变动后，把变动的期限记入经过。", clock="按新的工作日重算"),
        Act(name="archive", label="归档", cite=LICENSING.art("61(2)", "监督检查的情况和处理结果应当记录并归档，公众有权查阅"), by=_OFFICER,
            states=frozenset({State.LIFTED, State.CLOSED}), permission=_ACT, key="a", effect="案卷封存，以后只读。"),
        *OVERSIGHT,
    ),
    states=(State.DRAFT, State.ISSUED, State.EXPLAINED, State.UPHELD, State.RECTIFIED, State.APPEALED, State.LIFTED, State.CLOSED, State.ARCHIVED),
    papers=(),
    disclosures=(),
)  # fmt: skip

_LIMIT = Limit(0, Unit.WORKDAY, _WATCH)
MATTER = Edition(
    matter="supervision-card", number=1, name="监察牌", kind="card", body="", body_name="", region="", handling=Handling.PROMISED,
    acceptance=_LIMIT, statutory=_LIMIT, promised=_LIMIT, extension=_LIMIT, service=_LIMIT, basis=_WATCH.text, remedies="",
    effective=date.min,
)  # fmt: skip
"""A card belongs to no matter of the catalogue; its limits are its own."""
