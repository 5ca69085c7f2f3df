"""From the counter to acceptance: W01–W04 (行政许可法 32)."""

from __future__ import annotations

from yichuang.law.cite import BUSINESS, LICENSING
from yichuang.law.papers.demands import (
    AT_ONCE,
    EXPLAIN,
    LETTER,
    PHONE,
    RECEIPT,
    REMEDIES_BY_RIGHT,
    SPECIAL_SEAL,
    USUAL_AT_RECEIPT,
)
from yichuang.law.papers.paper import Column, Demand, Grid, Pairs, Paper, Say
from yichuang.law.words import NotAccepted

_NO_LICENCE = LICENSING.art("32(1)(1)", "依法不需要取得行政许可的, 应当即时告知申请人不受理")
_NOT_OURS = LICENSING.art("32(1)(2)", "不属于本机关职权范围的, 应当即时决定不予受理, 并告知向有关机关申请")
_TWENTY = LICENSING.art("42(1)", "自受理之日起二十日内作出决定, 法律、法规另有规定的除外")
_PROMISE = BUSINESS.art("36(2)", "时限应当压减并公开, 超过办理时间的应当公开说明理由")
_ASKED = "你（单位）申请的“{matter}”（办件编号：{case}），"

MATERIALS_RECEIVED = Paper(
    code="W01",
    name="材料接收凭证",
    cite=AT_ONCE,
    seal=SPECIAL_SEAL,
    demands=(
        *USUAL_AT_RECEIPT,
        Demand("materials", "接收的材料", AT_ONCE),
        Demand("received_at", "接收时间", AT_ONCE),
        Demand("receiver", "接收人", EXPLAIN),
        Demand("answer_by", "答复期限", AT_ONCE),
    ),
    body=(
        Say("你（单位）申请“{matter}”提交的材料，本机关已于{received_at}收到，清单如下："),
        Grid(
            "materials",
            (
                Column("name", "材料名称", 9, required=True),
                Column("form", "形式", 3, default="电子件"),
                Column("copies", "份数", 2, default="1"),
            ),
        ),
        Pairs(
            (
                ("办件编号", "{case}"),
                ("事项编码", "{matter_code}"),
                ("查询码", "{query}"),
                ("接收人", "{receiver}"),
                ("最迟答复日", "{answer_by}"),
            )
        ),
        Say(
            "本机关最迟于{answer_by}告知你（单位）是否受理；材料需要补正的，一次告知需要补正的全部内容。"
            "逾期不告知的，依照《行政许可法》第三十二条第一款第四项，自收到申请材料之日起即为受理。"
        ),
        Say("本凭证证明收到上述材料，不表示申请已经受理。"),
    ),
)

CORRECTION = Paper(
    code="W02",
    name="一次性补正告知书",
    cite=AT_ONCE,
    seal=SPECIAL_SEAL,
    demands=(
        *USUAL_AT_RECEIPT,
        Demand("received_on", "收到申请材料的日期", AT_ONCE),
        Demand("points", "需要补正的全部内容", AT_ONCE),
        Demand("until", "补正期限", AT_ONCE),
        PHONE,
    ),
    defaults={"how": "登录网上办事大厅在线补正，或者到政务服务中心窗口提交"},
    body=(
        Say(
            _ASKED + "本机关于{received_on}收到申请材料。经审查，申请材料不齐全或者不符合法定形式。"
            "依照《行政许可法》第三十二条第一款第四项，现将需要补正的全部内容一次告知如下：",
            unless="again",
        ),
        Say(
            _ASKED + "本机关于{received_on}收到补正材料。经核对，前次告知的下列内容尚未补正：",
            when="again",
        ),
        Grid(
            "points",
            (
                Column("material", "材料或者项目", 5, required=True),
                Column("what", "需要补正的内容", 8, required=True),
                Column("basis", "依据", 5, default="本事项办事指南"),
            ),
        ),
        Say("请于{until}前补正。补正方式：{how}。"),
        Say("按照上述要求提交全部补正材料的，本机关依法受理。除上列内容外，不再要求补正其他材料。"),
    ),
)

ACCEPTED = Paper(
    code="W03",
    name="受理通知书",
    cite=RECEIPT,
    seal=SPECIAL_SEAL,
    demands=(
        *USUAL_AT_RECEIPT,
        Demand("accepted_on", "受理日期", RECEIPT),
        Demand("statutory_limit", "法定办结期限", _TWENTY),
        Demand("statutory_due", "法定期限届满日", _TWENTY),
        Demand("promised_limit", "承诺办结期限", _PROMISE),
        Demand("promised_due", "承诺期限届满日", _PROMISE),
        PHONE,
    ),
    defaults={"fee": "不收费", "counting": "期限自受理的次日起按工作日计算，不含法定节假日。"},
    body=(
        Say(
            _ASKED + "属于本机关职权范围，申请材料齐全、符合法定形式。"
            "依照《行政许可法》第三十二条第一款第五项，本机关决定自{accepted_on}起受理。",
            unless="deemed",
        ),
        Say(
            _ASKED + "本机关自收到申请材料之日起五个工作日内未告知需要补正的内容。"
            "依照《行政许可法》第三十二条第一款第四项，该申请自收到申请材料之日（{accepted_on}）起即为受理。",
            when="deemed",
        ),
        Pairs(
            (
                ("受理日期", "{accepted_on}"),
                ("法定办结期限", "{statutory_limit}，至{statutory_due}"),
                ("承诺办结期限", "{promised_limit}，至{promised_due}"),
                ("不计入期限", "{excluded}"),
                ("收费", "{fee}"),
                ("查询码", "{query}"),
            )
        ),
        Say(
            "{counting}依法需要听证、招标、拍卖、检验、检测、检疫、鉴定、"
            "专家评审的，所需时间不计算在内，本机关将另行书面告知。"
        ),
        Say(
            "届满日所在年度的放假安排尚未公布，届满日暂按现行规定推算；公布后有变化的，另行告知。",
            when="provisional",
        ),
        Say(LETTER),
    ),
)

NOT_ACCEPTED = Paper(
    code="W04",
    name="不予受理决定书",
    cite=RECEIPT,
    seal=SPECIAL_SEAL,
    demands=(
        *USUAL_AT_RECEIPT,
        Demand("reason", "不予受理的理由", _NOT_OURS),
        Demand("basis", "依据", _NOT_OURS),
        Demand("competent_body", "有权机关", _NOT_OURS, when=("reason", NotAccepted.NOT_COMPETENT.label)),
        REMEDIES_BY_RIGHT,
    ),
    body=(
        Say(_ASKED + "经审查，{reason}。"),
        Say("{explanation}"),
        Say("依照{basis}，本机关决定不予受理。"),
        Say("请向{competent_body}提出申请。"),
        Say(LETTER),
        Say("{remedies}"),
    ),
)

NO_LICENCE_NEEDED = Paper(
    code="W04A",
    name="不受理告知书",
    cite=_NO_LICENCE,
    seal=SPECIAL_SEAL,
    demands=(
        *USUAL_AT_RECEIPT,
        Demand("explanation", "不需要取得许可的理由", _NO_LICENCE),
        REMEDIES_BY_RIGHT,
    ),
    defaults={"basis": "《行政许可法》第三十二条第一款第一项"},
    body=(
        Say(_ASKED + "经审查，申请事项依法不需要取得行政许可。"),
        Say("{explanation}"),
        Say("依照{basis}，本机关告知你（单位）不受理该申请，你（单位）无需办理行政许可。"),
        Say(LETTER),
        Say("{remedies}"),
    ),
)

RECEIVING = (MATERIALS_RECEIVED, CORRECTION, ACCEPTED, NOT_ACCEPTED, NO_LICENCE_NEEDED)
