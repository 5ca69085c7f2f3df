"""While the body examines: W05–W08, W11 (行政许可法 36, 42, 45, 47, 48)."""

from __future__ import annotations

from yichuang.law.cite import LICENSING
from yichuang.law.papers.demands import EXCLUDED, HEARING, PHONE, USUAL
from yichuang.law.papers.paper import Demand, Pairs, Paper, Say

_EXTEND = LICENSING.art("42(1)", "经本机关负责人批准可以延长十日, 并应当将延长期限的理由告知申请人")
_NOTICE = LICENSING.art("48(1)(1)", "举行听证的七日前将时间、地点通知申请人、利害关系人")
_CHAIR = LICENSING.art("48(1)(3)", "主持人由审查人员以外的人员担任, 有直接利害关系的可以申请回避")
_OTHERS = LICENSING.art("36", "直接关系他人重大利益的, 应当告知利害关系人, 并听取意见")
_CASE = "你（单位）申请的“{matter}”（办件编号：{case}），"

SPECIAL_PROCEDURE = Paper(
    code="W05",
    name="特别程序告知书",
    cite=EXCLUDED,
    demands=(
        *USUAL,
        Demand("ground", "特别程序", EXCLUDED),
        Demand("basis", "依据", EXCLUDED),
        Demand("organiser", "组织单位", EXCLUDED),
        Demand("since", "开始日期", EXCLUDED),
        Demand("days", "所需时间", EXCLUDED),
    ),
    body=(
        Say(_CASE + "本机关已经受理。依照{basis}，作出决定前需要进行{ground}。现将有关事项告知如下："),
        Pairs(
            (
                ("特别程序", "{ground}"),
                ("组织单位", "{organiser}"),
                ("开始日期", "{since}"),
                ("所需时间", "{days}个工作日"),
                ("预计结束日期", "{expected_end}"),
            )
        ),
        Say(
            "依照《行政许可法》第四十五条，上述所需时间不计算在办理期限内。{ground}结束后，"
            "本机关将告知恢复计时的日期和新的期限届满日。"
        ),
    ),
)

RESUMED = Paper(
    code="W05A",
    name="恢复计时告知书",
    cite=EXCLUDED,
    demands=(
        *USUAL,
        Demand("ground", "特别程序", EXCLUDED),
        Demand("since", "开始日期", EXCLUDED),
        Demand("until", "结束日期", EXCLUDED),
        Demand("statutory_due", "法定期限届满日", EXCLUDED),
    ),
    body=(
        Say(_CASE + "因{ground}不计算办理期限的时间已经结束。现将恢复计时的有关事项告知如下："),
        Pairs(
            (
                ("特别程序", "{ground}"),
                ("不计算的时间", "{since}至{until}"),
                ("结论", "{finding}"),
                ("法定期限届满日", "{statutory_due}"),
                ("承诺期限届满日", "{promised_due}"),
            )
        ),
        Say("办理期限自{until}的次日起恢复计算，此前已经经过的期限连续计算。"),
    ),
)

EXTENDED = Paper(
    code="W06",
    name="延期告知书",
    cite=_EXTEND,
    defaults={"basis": "《行政许可法》第四十二条第一款"},
    demands=(
        *USUAL,
        Demand("reason", "延长期限的理由", _EXTEND),
        Demand("approved_by", "批准人", _EXTEND),
        Demand("days", "延长的期限", _EXTEND),
        Demand("statutory_due", "延长后的期限届满日", _EXTEND),
    ),
    body=(
        Say(_CASE + "本机关不能在原定期限内作出决定。理由如下："),
        Say("{reason}"),
        Say(
            "依照{basis}，经{approved_by}批准，办理期限延长{days}个工作日，"
            "本机关将于{statutory_due}前（含当日）作出决定。办理期限只延长一次。"
        ),
    ),
)

HEARING_RIGHT = Paper(
    code="W07",
    name="听证权利告知书",
    cite=HEARING,
    defaults={"basis": "《行政许可法》第四十七条"},
    demands=(
        *USUAL,
        Demand("proposed", "拟作出的决定", HEARING),
        Demand("until", "提出听证申请的期限", HEARING),
        PHONE,
    ),
    body=(
        Say("“{matter}”（办件编号：{case}）直接涉及申请人与他人之间的重大利益关系。本机关拟作出如下决定："),
        Say("{proposed}"),
        Say("事实和理由：{reason}。"),
        Say(
            "依照{basis}，你（单位）享有要求听证的权利。要求听证的，应当自被告知之日起五个工作日内，"
            "即{until}前（含当日）向本机关提出；逾期未提出的，视为放弃听证。"
        ),
        Say("提出听证申请的，本机关在二十个工作日内组织听证。你（单位）不承担组织听证的费用。"),
    ),
)

HEARING_NOTICE = Paper(
    code="W08",
    name="听证通知书",
    cite=_NOTICE,
    demands=(
        *USUAL,
        Demand("hearing_on", "听证时间", _NOTICE),
        Demand("place", "听证地点", _NOTICE),
        Demand("chair", "听证主持人", _CHAIR),
        PHONE,
    ),
    body=(
        Say("“{matter}”（办件编号：{case}）的听证，本机关决定公开举行。现将有关事项通知如下："),
        Pairs(
            (
                ("听证时间", "{hearing_on}"),
                ("听证地点", "{place}"),
                ("听证主持人", "{chair}"),
                ("记录员", "{clerk}"),
                ("审查人员", "{reviewers}"),
            )
        ),
        Say(
            "你（单位）认为主持人与该行政许可事项有直接利害关系的，有权申请回避；可以亲自参加听证，"
            "也可以委托代理人参加；可以提出证据，并进行申辩和质证。"
        ),
        Say("参加听证请携带身份证明，委托代理人的还应提交授权委托书。无正当理由不参加的，视为放弃听证。"),
    ),
)

INTERESTED = Paper(
    code="W11",
    name="利害关系人告知书",
    cite=_OTHERS,
    to="{party}",
    demands=(
        *USUAL,
        Demand("party", "利害关系人", _OTHERS),
        Demand("interest", "所涉及的重大利益", _OTHERS),
        PHONE,
    ),
    body=(
        Say(
            "{applicant}向本机关申请“{matter}”（办件编号：{case}）。"
            "本机关审查时发现，该事项直接关系你（单位）的重大利益："
        ),
        Say("{interest}"),
        Say("依照《行政许可法》第三十六条，你（单位）有权进行陈述和申辩。"),
        Say("请于{until}前（含当日）以书面或者口头方式向本机关提出意见。"),
    ),
)

REVIEWING = (SPECIAL_PROCEDURE, RESUMED, EXTENDED, HEARING_RIGHT, HEARING_NOTICE, INTERESTED)
