"""公开征求意见: a draft before the public for its days, open to everybody's comment, every group answered, its report public."""

from __future__ import annotations

from datetime import date

from yichuang.law.cite import DECISIONS, LICENSING, OPENNESS, PLANNING
from yichuang.law.clocks import Limit, Unit
from yichuang.law.kinds.oversight import OVERSIGHT
from yichuang.law.mandates import Permission
from yichuang.law.matters import Act, Edition, Kind
from yichuang.law.words import Handling, Role, State

_HEARD = DECISIONS.art("15", "公布决策草案及其说明等材料，明确提出意见的方式和期限")
_SHOWN = PLANNING.art("26", "规划报送审批前将草案予以公告，征求专家和公众的意见")
_ANSWERED = PLANNING.art("26", "充分考虑专家和公众的意见，附具意见采纳情况及理由")
_SORTED = DECISIONS.art("18", "对社会各方面提出的意见进行归纳整理、研究论证，充分采纳合理意见")
_REVIEW = OPENNESS.art("17", "公开前依法审查")
_WRONG = OPENNESS.art("6", "及时、准确地公开政府信息")
_PLACES = OPENNESS.art("25", "可以设立公共查阅室、资料索取点、信息公告栏、电子信息屏等场所")
_OFFICER, _SYSTEM = frozenset({Role.OFFICER}), frozenset({Role.SYSTEM})
_EDIT, _CHECK = Permission.OPENNESS_EDIT, Permission.OPENNESS_REVIEW
_HEARING = frozenset({State.CONSULTING, State.GATHERED})
_AHEAD = frozenset({State.DRAFTED})

CONSULTATION = Kind(
    code="consultation",
    label="征求意见",
    cite=_HEARD,
    acts=(
        Act(name="draft_consultation", label="起草征求意见稿", cite=_HEARD, by=_OFFICER, states=frozenset({State.DRAFT, State.DRAFTED}), permission=_EDIT,
            effect="写好草案、说明和期限，等另一个人审查公布；公布以前可以再改。"),
        Act(name="attach_exhibit", label="附上图纸和文件", cite=_HEARD, by=_OFFICER, states=_AHEAD, permission=_EDIT,
            effect="图纸、地图、文件随草案一起公布。"),
        Act(name="plan_showing", label="预告展示", cite=_PLACES, by=_OFFICER, states=_AHEAD | {State.CONSULTING}, permission=_EDIT,
            effect="写明在哪里、哪几天展示，网页上事先看得到；节假日的广场展示也在这里预告。"),
        Act(name="open_consultation", label="审查公布", cite=_REVIEW, by=_OFFICER, states=_AHEAD, permission=_CHECK, key="s", grave=True,
            effect="草案、说明、附件和展示安排一起公布，任何人都可以提意见。", clock="从公布的次日起计算征求意见的期限"),
        Act(name="comment", label="提意见", cite=_HEARD, by=frozenset({Role.OFFICER, Role.APPLICANT}), states=_HEARING, permission=_EDIT,
            effect="任何人都可以提，不用登录，姓名和联系方式可以不填；书面、广场、信函、电话的由工作人员登记。", anybody=True),
        Act(name="extend_consultation", label="延长期限", cite=_HEARD, by=_OFFICER, states=frozenset({State.CONSULTING}), permission=_CHECK,
            effect="写明理由，理由和新的截止日一并公布。", clock="期限加上延长的天数"),
        Act(name="close_consultation", label="期满结束", cite=_HEARD, by=_SYSTEM, states=frozenset({State.CONSULTING}),
            effect="最后一天过完，不再收网上的意见；截止日以前收到的书面意见仍可登记。", clock="从最后一天的次日起计算公布报告的期限"),
        Act(name="merge_groups", label="合并意见组", cite=_SORTED, by=_OFFICER, states=_HEARING, permission=_EDIT,
            effect="两组说的是一回事，一起答复；已经答复的要重新答复。"),
        Act(name="split_group", label="分出一组", cite=_SORTED, by=_OFFICER, states=_HEARING, permission=_EDIT,
            effect="把一条意见连同一字不差的，从组里分出来单独答复。"),
        Act(name="answer_group", label="答复一组意见", cite=_ANSWERED, by=_OFFICER, states=frozenset({State.GATHERED}), permission=_EDIT, key="w",
            effect="采纳、部分采纳或者未采纳，写明理由；报告公布时一起公布，公布以前可以改。"),
        Act(name="publish_report", label="公布报告", cite=_ANSWERED, by=_OFFICER, states=frozenset({State.GATHERED}), permission=_CHECK, key="g", grave=True,
            effect="收到多少意见、采纳了多少、没有采纳的为什么，都公布出来。", clock="公布报告的期限到此为止"),
        Act(name="end_consultation", label="终止征求意见", cite=_WRONG, by=_OFFICER, states=_AHEAD | _HEARING, permission=_CHECK, grave=True,
            effect="草案有错或者不再推进的，写明理由终止；终止这件事和理由公开，收到的意见留在案卷里。"),
        Act(name="recalculate", label="重算期限", cite=LICENSING.art("82", "期限以工作日计算，不含法定节假日"), by=_SYSTEM,
            states=_HEARING, effect="放假安排变动后，把变动的期限记入经过。", clock="按新的日历重算"),
        *OVERSIGHT,
    ),
    states=(State.DRAFT, State.DRAFTED, State.CONSULTING, State.GATHERED, State.REPORTED, State.TERMINATED),
    papers=(),
    read=Permission.OPENNESS_READ,
    disclosures=(),
)  # fmt: skip

_LIMIT = Limit(20, Unit.WORKDAY, _SHOWN)
MATTER = Edition(
    matter="consultation", number=1, name="征求意见", kind="consultation", body="", body_name="", region="", handling=Handling.PROMISED,
    acceptance=_LIMIT, statutory=_LIMIT, promised=_LIMIT, extension=_LIMIT, service=_LIMIT, basis=_HEARD.text, remedies="",
    effective=date.min,
)  # fmt: skip
"""A consultation belongs to no matter of the catalogue; its period and its limit for the report stand in its own facts."""
