"""依申请公开: a request for government information, from its receipt to the reply; silence is not one of the replies."""

from __future__ import annotations

from datetime import date

from yichuang.law.cite import LICENSING, OPENNESS
from yichuang.law.clocks import Limit, Unit
from yichuang.law.kinds.oversight import OVERSIGHT
from yichuang.law.mandates import Permission
from yichuang.law.matters import Act, Edition, Kind
from yichuang.law.words import Handling, Role, State

_RIGHT = OPENNESS.art("27", "公民、法人或者其他组织可以向行政机关申请获取相关政府信息")
_ASKED = OPENNESS.art(
    "29", "申请应当包括姓名或者名称、身份证明、联系方式，信息的名称、文号或者特征，形式要求"
)
_UNCLEAR = OPENNESS.art("30", "七个工作日内一次性告知补正；答复期限自收到补正的申请之日起计算")
_THIRD = OPENNESS.art("32", "会损害第三方合法权益的，应当书面征求第三方的意见")
_IN_TIME = OPENNESS.art(
    "33", "自收到申请之日起二十个工作日内答复；需要延长的，最多二十个工作日，并告知申请人"
)
_REASONS = OPENNESS.art("35", "数量、频次明显超过合理范围的，可以要求说明理由")
_REPLY = OPENNESS.art("36", "根据不同情况分别作出答复")
_FEE = OPENNESS.art("42", "数量、频次明显超过合理范围的，可以收取信息处理费")
_CONTEST = OPENNESS.art("51", "认为侵犯其合法权益的，可以投诉、举报，申请行政复议或者提起诉讼")
_OFFICER, _SYSTEM = frozenset({Role.OFFICER}), frozenset({Role.SYSTEM})
_BOTH = frozenset({Role.OFFICER, Role.APPLICANT})
_OPEN = frozenset({State.INQUIRED})
_WAITING = frozenset({State.CLARIFYING, State.HEARING_OTHERS, State.REASONING, State.PAYING})
_EDIT, _CHECK = Permission.OPENNESS_EDIT, Permission.OPENNESS_REVIEW

INFORMATION = Kind(
    code="information",
    label="信息公开申请",
    cite=_RIGHT,
    acts=(
        Act(name="ask_information", label="申请公开信息", cite=_ASKED, by=_BOTH, states=frozenset({State.DRAFT}), permission=_EDIT,
            effect="写明姓名、身份证明、联系方式和要哪一条信息；得到编号和查询码。", clock="从收到之日起计算二十个工作日", told=True, anybody=True),
        Act(name="ask_clarity", label="告知补正", cite=_UNCLEAR, by=_OFFICER, states=_OPEN, permission=_EDIT, paper="X01",
            effect="七个工作日内、只一次、一次写全；补正以前不计算答复期限。", clock="收到补正后重新计算答复期限", told=True),
        Act(name="clarify_information", label="补正申请", cite=_UNCLEAR, by=_BOTH, states=frozenset({State.CLARIFYING}), permission=_EDIT,
            effect="写清楚要哪一条信息，期限从收到补正之日重新计算。", clock="重新计算答复期限"),
        Act(name="hear_others", label="征求意见", cite=_THIRD, by=_OFFICER, states=_OPEN, permission=_EDIT, paper="X02",
            effect="书面征求第三方或者共同制作机关的意见，十五个工作日。", clock="征求意见的时间不计算", told=True),
        Act(name="note_opinion", label="登记意见", cite=_THIRD, by=_OFFICER, states=frozenset({State.HEARING_OTHERS}), permission=_EDIT,
            effect="记下同意还是不同意、理由是什么。", clock="继续计算答复期限"),
        Act(name="deem_heard", label="逾期没有提出意见", cite=_THIRD, by=_SYSTEM, states=frozenset({State.HEARING_OTHERS}),
            effect="第三方不提意见的由本机关决定；共同制作的机关视为同意。", clock="继续计算答复期限"),
        Act(name="extend_reply", label="延长答复期限", cite=_IN_TIME, by=_OFFICER, states=_OPEN, permission=_CHECK, paper="X03",
            effect="经政府信息公开工作机构负责人同意，只能一次，最多二十个工作日，告知申请人。", clock="延长答复期限", told=True),
        Act(name="ask_reasons", label="要求说明理由", cite=_REASONS, by=_OFFICER, states=_OPEN, permission=_EDIT,
            effect="数量、频次明显超过合理范围的，请申请人说明理由；期限照算。", told=True),
        Act(name="give_reasons", label="说明理由", cite=_REASONS, by=_BOTH, states=frozenset({State.REASONING}), permission=_EDIT,
            effect="说明为什么需要这么多。"),
        Act(name="no_reasons", label="逾期没有说明理由", cite=_REASONS, by=_SYSTEM, states=frozenset({State.REASONING}),
            effect="期满没有说明理由。"),
        Act(name="defer_reply", label="延迟答复", cite=_REASONS, by=_OFFICER, states=_OPEN, permission=_CHECK,
            effect="理由合理、但不能按期答复的，确定延迟到哪天并告知。", clock="按告知的日期答复", told=True),
        Act(name="tell_fee", label="通知缴费", cite=_FEE, by=_OFFICER, states=_OPEN, permission=_CHECK, paper="X04",
            effect="超过合理范围的按件或者按量收信息处理费，二十个工作日内缴纳。", clock="等待缴费的时间不计算", told=True),
        Act(name="note_paid", label="登记缴费", cite=_FEE, by=_OFFICER, states=frozenset({State.PAYING}), permission=_EDIT,
            effect="记下缴费日期和票据。", clock="继续计算答复期限"),
        Act(name="reply_information", label="答复", cite=_REPLY, by=_OFFICER, states=_OPEN, permission=_EDIT, key="g", grave=True, paper="X05",
            effect="提供信息或者说明理由；不提供的写明依据和救济途径，答复书送申请人。", clock="答复期限到此为止", told=True),
        Act(name="abandon_request", label="视为放弃", cite=_UNCLEAR, by=_SYSTEM, states=frozenset({State.CLARIFYING, State.PAYING}),
            effect="逾期不补正、不缴费的，视为放弃申请。", told=True),
        Act(name="withdraw_request", label="撤回公开申请", cite=_RIGHT, by=_BOTH, states=_OPEN | _WAITING, permission=_EDIT,
            effect="不再需要了，随时可以撤回。"),
        Act(name="note_contest", label="登记复议诉讼", cite=_CONTEST, by=_OFFICER, states=frozenset({State.REPLIED}), permission=_EDIT,
            effect="对答复的复议、诉讼和结果，写入年度报告。"),
        Act(name="recalculate", label="重算期限", cite=LICENSING.art("82", "期限以工作日计算，不含法定节假日"), by=_SYSTEM,
            states=_OPEN | _WAITING, effect="放假安排变动后，把变动的期限记入经过。", clock="按新的日历重算"),
        *OVERSIGHT,
    ),
    states=(State.DRAFT, State.INQUIRED, State.CLARIFYING, State.HEARING_OTHERS, State.REASONING, State.PAYING, State.REPLIED,
            State.ABANDONED, State.WITHDRAWN),
    papers=("X01", "X02", "X03", "X04", "X05"),
    read=Permission.OPENNESS_READ,
    disclosures=(),
    borne=True,
)  # fmt: skip

_LIMIT = Limit(20, Unit.WORKDAY, _IN_TIME)
MATTER = Edition(
    matter="information", number=1, name="政府信息公开申请", kind="information", body="", body_name="", region="", handling=Handling.PROMISED,
    acceptance=_LIMIT, statutory=_LIMIT, promised=_LIMIT, extension=_LIMIT, service=_LIMIT, basis=_IN_TIME.text, remedies="",
    effective=date.min,
)  # fmt: skip
"""A request belongs to no matter of the catalogue; its own limit stands in the fact that brought it."""
