"""Requests for information on paper: X01–X05 (政府信息公开条例 30, 32–37, 42)."""

from __future__ import annotations

from yichuang.law.cite import OPENNESS
from yichuang.law.papers.demands import BODY, DATE, NUMBER
from yichuang.law.papers.paper import Demand, Pairs, Paper, Say

_ASKED = OPENNESS.art("29", "申请人的姓名或者名称, 所申请公开的政府信息")
_UNCLEAR = OPENNESS.art("30", "一次性告知需要补正的事项和合理的补正期限")
_THIRD = OPENNESS.art("32", "书面征求第三方的意见, 自收到征求意见书之日起十五个工作日内提出")
_MORE = OPENNESS.art("33", "需要延长答复期限的, 经政府信息公开工作机构负责人同意并告知申请人")
_REPLY = OPENNESS.art("36", "根据不同情况分别作出答复, 不予公开的说明理由")
_FEE = OPENNESS.art("42", "数量、频次明显超过合理范围的, 可以收取信息处理费")
_RIGHTS = OPENNESS.art("51", "可以投诉、举报, 申请行政复议或者提起诉讼")
_USUAL = (
    NUMBER,
    BODY,
    DATE,
    Demand("applicant", "申请人", _ASKED),
    Demand("case", "申请编号", _ASKED),
    Demand("received_on", "收到日期", OPENNESS.art("31", "收到申请的时间")),
)
_OF = "本机关于{received_on}收到你（单位）的政府信息公开申请（编号：{case}）。"

UNCLEAR = Paper(
    code="X01",
    name="政府信息公开申请补正告知书",
    cite=_UNCLEAR,
    demands=(*_USUAL, Demand("points", "需要补正的事项", _UNCLEAR), Demand("until", "补正期限", _UNCLEAR)),
    body=(
        Say(_OF),
        Say("经审查，申请内容不明确，请对下列事项作出补正："),
        Say("{points}"),
        Say(
            "请于{until}前补正。答复期限自本机关收到补正的申请之日起计算；无正当理由逾期不补正的，视为放弃申请。"
        ),
    ),
)
OTHERS = Paper(
    code="X02",
    name="政府信息公开征求意见书",
    cite=_THIRD,
    to="{party}",
    demands=(
        *_USUAL,
        Demand("party", "征求意见的对象", _THIRD),
        Demand("why", "征求意见的原因", _THIRD),
        Demand("until", "提出意见的期限", _THIRD),
    ),
    body=(
        Say("有申请人向本机关申请公开政府信息（编号：{case}），其中的内容和你（单位）有关：{why}。"),
        Say(
            "请自收到本征求意见书之日起十五个工作日内（至{until}）书面提出是否同意公开；不同意的，请说明理由。"
        ),
        Say("{silence}"),
    ),
)
LONGER = Paper(
    code="X03",
    name="政府信息公开延期答复告知书",
    cite=_MORE,
    demands=(*_USUAL, Demand("days", "延长的时间", _MORE), Demand("reason", "延长的理由", _MORE), Demand("due", "答复的最后一天", _MORE)),
    body=(
        Say(_OF),
        Say("因{reason}，经{approved_by}同意，延长答复期限{days}个工作日，至{due}。"),
    ),
)  # fmt: skip
FEE = Paper(
    code="X04",
    name="信息处理费缴费通知书",
    cite=_FEE,
    demands=(*_USUAL, Demand("yuan", "金额", _FEE), Demand("how", "计收方式", _FEE), Demand("until", "缴费期限", _FEE), Demand("remedies", "救济途径", _RIGHTS, words=("行政复议",))),
    body=(
        Say(_OF),
        Say("依照《政府信息公开信息处理费管理办法》，应当缴纳信息处理费{yuan}元（{how}）。"),
        Say("请于{until}前缴纳；逾期未缴纳的，视为放弃申请。信息处理费全部上缴国库。"),
        Say("{remedies}"),
    ),
)  # fmt: skip
REPLY = Paper(
    code="X05",
    name="政府信息公开申请答复书",
    cite=_REPLY,
    demands=(*_USUAL, Demand("reply", "答复", _REPLY), Demand("basis", "依据", _REPLY), Demand("remedies", "救济途径", _RIGHTS, words=("行政复议",))),
    body=(
        Say(_OF),
        Say("经审查，依照{basis}，答复如下："),
        Pairs((("答复", "{reply}"),)),
        Say("理由：{reason}", when="reason"),
        Say("请向下列机关或者渠道办理：{organ}", when="organ"),
        Say("提供的内容：", when="supplied"),
        Say("{supplied}", when="supplied"),
        Say("{remedies}"),
    ),
)  # fmt: skip

INFORMING = (UNCLEAR, OTHERS, LONGER, FEE, REPLY)
