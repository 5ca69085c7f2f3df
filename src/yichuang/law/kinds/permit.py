"""行政许可: the life of a licence under the Administrative Licensing Law, as one value."""

from __future__ import annotations

from yichuang.law.cite import BUSINESS, LICENSING
from yichuang.law.clocks import Limit, Unit
from yichuang.law.kinds.meetings import MEETINGS
from yichuang.law.kinds.oversight import OVERSIGHT
from yichuang.law.kinds.redress import FEES, REDRESS
from yichuang.law.mandates import Permission, Power
from yichuang.law.matters import Act, Kind
from yichuang.law.words import Role, State

_APPLICANT = frozenset({Role.APPLICANT})
_OFFICER = frozenset({Role.OFFICER})
_SYSTEM = frozenset({Role.SYSTEM})
_BOTH = _APPLICANT | _OFFICER
_FILLING = frozenset({State.DRAFT, State.CORRECTING})
_RECEIVED = frozenset({State.RECEIVED})
_REVIEW = frozenset({State.UNDER_REVIEW})
_RUNNING = frozenset({State.RECEIVED, State.UNDER_REVIEW, State.GRANTED, State.CERTIFIED, State.REFUSED})
_HELD = frozenset({State.DELIVERED, State.ARCHIVED})

ACCEPTANCE = Limit(5, Unit.WORKDAY, LICENSING.art("32(1)(4)", "五日内一次告知需要补正的全部内容"))

_APPLICATION = (
    Act(name="fill_form", label="填写申请表", cite=LICENSING.art("29(1)", "申请书格式文本不得包含与申请事项没有直接关系的内容"),
        by=_BOTH, states=_FILLING, permission=Permission.CASE_INTAKE, effect="保存已填写的内容，随时可以接着填。"),
    Act(name="attach_material", label="提交材料", cite=LICENSING.art("31(1)", "申请人应当如实提交有关材料"),
        by=_BOTH, states=_FILLING, permission=Permission.CASE_INTAKE, effect="材料存入本办件。"),
    Act(name="remove_material", label="撤下材料", cite=LICENSING.art("31(1)", "申请人应当如实提交有关材料"),
        by=_BOTH, states=_FILLING, permission=Permission.CASE_INTAKE, effect="材料从本办件撤下。"),
    Act(name="submit", label="提交申请", cite=LICENSING.art("29(1)", "公民、法人或者其他组织从事特定活动，依法需要取得行政许可的，应当向行政机关提出申请"),
        by=_BOTH, states=frozenset({State.DRAFT}), permission=Permission.CASE_INTAKE,
        effect="行政机关收到申请，应当在五个工作日内受理或者一次告知补正。", clock="受理期限（5个工作日）开始计算", paper="W01", told=True),
    Act(name="pre_review", label="预审", cite=LICENSING.art("33", "应当建立和完善有关制度，推行电子政务，方便申请人采取数据电文等方式提出申请"),
        by=_OFFICER, states=_RECEIVED, permission=Permission.CASE_PREREVIEW, key="y",
        effect="把初步看法告诉申请人；不是受理，不影响受理期限。", told=True),
)  # fmt: skip
_ACCEPTANCE = (
    Act(name="accept", label="受理", cite=LICENSING.art("32(1)(5)", "材料齐全、符合法定形式的，应当受理"),
        by=_OFFICER, states=_RECEIVED, permission=Permission.CASE_ACCEPT, power=Power.ACCEPT, key="s",
        effect="申请成立，进入审查。", clock="法定期限和承诺期限从明天起算", paper="W03", told=True),
    Act(name="ask_correction", label="一次性告知补正", cite=LICENSING.art("32(1)(4)", "当场或者五日内一次告知需要补正的全部内容"),
        by=_OFFICER, states=_RECEIVED, permission=Permission.CASE_CORRECT, power=Power.ACCEPT, key="b",
        effect="请申请人补齐材料；第一次没有告知的内容以后不能再要求。", clock="受理期限停止，收到补正后重新计算", paper="W02", told=True),
    Act(name="supply_correction", label="提交补正", cite=LICENSING.art("32(1)(5)", "按照要求提交全部补正申请材料的，应当受理"),
        by=_BOTH, states=frozenset({State.CORRECTING}), permission=Permission.CASE_INTAKE,
        effect="补正材料送达行政机关。", clock="受理期限（5个工作日）重新计算", paper="W01"),
    Act(name="refuse_acceptance", label="不予受理", cite=LICENSING.art("32(1)(2)", "不属于本机关职权范围的，即时作出不予受理的决定"),
        by=_OFFICER, states=_RECEIVED, permission=Permission.CASE_ACCEPT, power=Power.ACCEPT, grave=True, key="x",
        effect="申请到此为止，申请人可以复议或者起诉。", clock="受理期限停止", paper="W04", told=True),
    Act(name="grant_on_spot", label="当场办结", cite=LICENSING.art("34(2)", "能够当场作出决定的，应当当场作出书面决定"),
        by=_OFFICER, states=_RECEIVED, permission=Permission.CASE_DECIDE, power=Power.DECIDE, key="z",
        effect="受理并当场准予许可。", clock="送达期限（10个工作日）开始计算", paper="W12", told=True),
    Act(name="deem_accepted", label="视为受理", cite=LICENSING.art("32(1)(4)", "逾期不告知的，自收到申请材料之日起即为受理"),
        by=_SYSTEM, states=_RECEIVED, effect="行政机关逾期未答复，申请依法视为受理。", clock="法定期限自收到材料之日起算", paper="W03", told=True),
)  # fmt: skip
_EXAMINATION = (
    Act(name="complete_step", label="完成环节", cite=LICENSING.art("34(1)", "行政机关应当对申请人提交的申请材料进行审查"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_REVIEW, key="w", effect="记录审查意见，进入下一环节。"),
    Act(name="return_step", label="退回环节", cite=LICENSING.art("34(1)", "行政机关应当对申请人提交的申请材料进行审查"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_REVIEW, effect="回到较早的环节重新办理；期限照常计算。"),
    Act(name="transfer_step", label="转办", cite=LICENSING.art("34(1)", "行政机关应当对申请人提交的申请材料进行审查"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_REVIEW, paused=True, effect="环节交给同事办理；环节期限照常计算。"),
    Act(name="add_signer", label="加签", cite=LICENSING.art("34(1)", "行政机关应当对申请人提交的申请材料进行审查"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_REVIEW, paused=True, effect="同事也签了意见，环节才算完成。"),
    Act(name="take_back_step", label="撤回环节", cite=LICENSING.art("34(1)", "行政机关应当对申请人提交的申请材料进行审查"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_REVIEW, effect="自己刚完成的环节撤回重办，后面的环节还没有办才可以。"),
    Act(name="remind", label="催办", cite=BUSINESS.art("36", "政务服务应当按照承诺时限办结"),
        by=_BOTH, states=_RECEIVED | _REVIEW, permission=Permission.CASE_READ, paused=True, effect="提醒正在办理的人，一天一次，记入经过。"),
    *MEETINGS,
    Act(name="pause", label="启动特别程序", cite=LICENSING.art("45", "检验、检测、检疫、鉴定和专家评审等所需时间不计算在期限内，应当书面告知申请人"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_PAUSE, key="p",
        effect="告知申请人所需时间。", clock="今天起停止计时", paper="W05", told=True),
    Act(name="resume", label="恢复计时", cite=LICENSING.art("45", "只有特别程序所需时间不计算在期限内"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_PAUSE, paused=True, key="h",
        effect="特别程序结束。", clock="明天起继续计时", paper="W05A", told=True),
    Act(name="extend", label="批准延期", cite=LICENSING.art("42(1)", "经本行政机关负责人批准，可以延长十日，并将理由告知申请人"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_EXTEND, grave=True,
        effect="由负责人署名批准，一个办件只能延长一次。", clock="法定期限和承诺期限顺延", paper="W06", told=True),
    Act(name="recalculate", label="重算期限", cite=LICENSING.art("82", "期限以工作日计算，不含法定节假日"),
        by=_SYSTEM, states=_RUNNING, paused=True, effect="国务院办公厅公布或者调整放假安排后，把变动的期限记入经过。", clock="按新的工作日重算", told=True),
    Act(name="inform_interested", label="告知利害关系人", cite=LICENSING.art("36", "直接关系他人重大利益的，应当告知该利害关系人"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_REVIEW, paused=True, effect="利害关系人有权陈述和申辩。", paper="W11"),
    Act(name="hear_statement", label="听取陈述申辩", cite=LICENSING.art("36", "应当听取申请人、利害关系人的意见"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_REVIEW, paused=True, effect="记录意见和采纳情况。"),
)  # fmt: skip
_HEARING = (
    Act(name="tell_hearing_right", label="告知听证权利", cite=LICENSING.art("47(1)", "作出决定前应当告知申请人、利害关系人享有要求听证的权利"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_HEAR, effect="五个工作日内可以申请听证，期满前不能作出决定。", paper="W07", told=True),
    Act(name="request_hearing", label="申请听证", cite=LICENSING.art("47(1)", "被告知之日起五日内可以提出听证申请"),
        by=_APPLICANT, states=_REVIEW, paused=True, effect="行政机关应在二十个工作日内组织听证，不收费用。"),
    Act(name="waive_hearing", label="放弃听证", cite=LICENSING.art("47(1)", "听证权利可以放弃"),
        by=_APPLICANT, states=_REVIEW, paused=True, effect="行政机关可以直接作出决定。"),
    Act(name="arrange_hearing", label="通知听证", cite=LICENSING.art("48(1)(1)", "举行听证的七日前通知时间、地点"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_HEAR, paused=True,
        effect="公告并通知听证。", clock="今天起停止计时，听证结束后恢复", paper="W08", told=True),
    Act(name="note_hearing", label="听证立案", cite=LICENSING.art("48(2)", "应当根据听证笔录作出决定"),
        by=_SYSTEM, states=_REVIEW, paused=True, effect="听证单独立案，笔录和报告由听证案卷带回。"),
    Act(name="hold_hearing", label="登记听证笔录", cite=LICENSING.art("48(2)", "应当根据听证笔录作出决定"),
        by=_OFFICER | _SYSTEM, states=_REVIEW, permission=Permission.CASE_HEAR, paused=True,
        effect="笔录经各方签字后归入案卷，决定必须依据笔录。", clock="明天起继续计时", told=True),
)  # fmt: skip
_DECISION = (
    Act(name="grant", label="准予许可", cite=LICENSING.art("38(1)", "符合法定条件、标准的，应当依法作出准予行政许可的书面决定"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_DECIDE, power=Power.DECIDE, grave=True, key="g",
        effect="作出准予许可的书面决定，决定应当公开。", clock="办理期限停止，送达期限（10个工作日）开始", paper="W12", told=True),
    Act(name="refuse", label="不予许可", cite=LICENSING.art("38(2)", "应当说明理由，并告知申请行政复议或者提起行政诉讼的权利"),
        by=_OFFICER, states=_REVIEW, permission=Permission.CASE_DECIDE, power=Power.DECIDE, grave=True, key="n",
        effect="作出不予许可的书面决定，申请人可以复议或者起诉。", clock="办理期限停止，送达期限（10个工作日）开始", paper="W13", told=True),
    Act(name="make_certificate", label="制作证件", cite=LICENSING.art("39", "应当向申请人颁发加盖本行政机关印章的行政许可证件"),
        by=_OFFICER, states=frozenset({State.GRANTED}), permission=Permission.CASE_CERTIFY, power=Power.CERTIFY, key="m",
        effect="生成证件和编号。", paper="W15", told=True),
    Act(name="serve", label="送达", cite=LICENSING.art("44", "自作出决定之日起十日内颁发、送达"),
        by=_OFFICER, states=frozenset({State.CERTIFIED, State.REFUSED}), permission=Permission.CASE_SERVE, key="d",
        effect="办理结果送达申请人，复议和诉讼期限从送达起算。", clock="送达期限停止", paper="W14", told=True),
    Act(name="collect", label="窗口领取", cite=LICENSING.art("44", "自作出决定之日起十日内颁发、送达"),
        by=_OFFICER, states=frozenset({State.CERTIFIED, State.REFUSED}), permission=Permission.CASE_SERVE, key="l",
        effect="申请人或其委托的人当面领取。", clock="送达期限停止", paper="W14"),
    Act(name="withdraw", label="撤回申请", cite=LICENSING.art("29(1)", "申请由申请人提出，决定作出前可以撤回"),
        by=_APPLICANT, states=frozenset({State.DRAFT, State.RECEIVED, State.CORRECTING, State.UNDER_REVIEW}), paused=True, grave=True,
        effect="办理到此为止，材料退还；以后可以重新申请。", clock="全部计时停止", paper="W16"),
    Act(name="terminate", label="终止办理", cite=LICENSING.art("32(1)(5)", "按照要求提交全部补正材料的才应当受理；逾期不补正、申请人或者事项已不存在的，无从作出决定"),
        by=_OFFICER, states=frozenset({State.CORRECTING, State.RECEIVED, State.UNDER_REVIEW}), permission=Permission.CASE_TERMINATE,
        paused=True, grave=True, effect="不作决定而结束办理，写明理由。", clock="全部计时停止", paper="W16", told=True),
    Act(name="archive", label="归档", cite=LICENSING.art("61(2)", "监督检查的情况和处理结果应当记录并归档，公众有权查阅"),
        by=_OFFICER, states=frozenset({State.NOT_ACCEPTED, State.WITHDRAWN, State.TERMINATED, State.DELIVERED}),
        permission=Permission.CASE_ARCHIVE, key="a", effect="案卷封存，以后只读。"),
    Act(name="rate", label="评价", cite=BUSINESS.art("36", "政务服务机构及其工作人员接受评价和监督"),
        by=_APPLICANT, states=frozenset({State.DELIVERED, State.ARCHIVED, State.NOT_ACCEPTED, State.TERMINATED, State.REFUSED}),
        effect="自愿评价，不影响办理结果。"),
)  # fmt: skip
_LICENCE = (
    Act(name="revoke", label="撤销许可", cite=LICENSING.art("69", "有法定情形的可以撤销行政许可"),
        by=_OFFICER, states=_HELD, permission=Permission.CASE_REVOKE, grave=True, effect="许可失去效力，被许可人可以复议或者起诉。", paper="W17", told=True),
    Act(name="cancel", label="注销许可", cite=LICENSING.art("70", "有法定情形的应当依法办理注销手续"),
        by=_OFFICER, states=_HELD, permission=Permission.CASE_REVOKE, grave=True, effect="许可从登记中注销。", paper="W17", told=True),
    Act(name="end_with_licence", label="随原许可终止", cite=LICENSING.art("70", "行政许可依法被撤销、撤回或者许可证件依法被吊销的，应当办理注销手续"),
        by=_SYSTEM, states=frozenset({State.DRAFT, State.RECEIVED, State.CORRECTING, State.UNDER_REVIEW}), paused=True,
        effect="原许可已经失效，变更或者延续的申请不再办理。", paper="W16A", told=True),
    Act(name="lapse", label="届满", cite=LICENSING.art("70(1)", "有效期届满未延续的，应当依法办理注销手续"),
        by=_SYSTEM, states=_HELD | {State.CERTIFIED}, effect="许可有效期届满。"),
    Act(name="deem_renewed", label="视为准予延续", cite=LICENSING.art("50(2)", "逾期未作决定的，视为准予延续"),
        by=_SYSTEM, states=frozenset({State.RECEIVED, State.CORRECTING, State.UNDER_REVIEW}), paused=True,
        effect="行政机关逾期未决定，延续依法成立。", paper="W17", told=True),
    Act(name="note_renewal", label="登记延续", cite=LICENSING.art("50(2)", "准予延续或者视为准予延续"),
        by=_SYSTEM, states=_HELD | {State.CERTIFIED}, effect="许可有效期顺延。"),
    Act(name="note_change", label="登记变更", cite=LICENSING.art("49", "符合法定条件、标准的，应当依法办理变更手续"),
        by=_SYSTEM, states=_HELD | {State.CERTIFIED}, effect="许可内容变更。"),
)  # fmt: skip

PERMIT = Kind(
    code="permit",
    label="行政许可",
    cite=LICENSING.art("2", "行政机关根据申请，经依法审查，准予从事特定活动的行为"),
    acts=(
        *_APPLICATION,
        *_ACCEPTANCE,
        *_EXAMINATION,
        *_HEARING,
        *_DECISION,
        *_LICENCE,
        *FEES,
        *REDRESS,
        *OVERSIGHT,
    ),
    states=(
        State.DRAFT,
        State.RECEIVED,
        State.CORRECTING,
        State.UNDER_REVIEW,
        State.GRANTED,
        State.CERTIFIED,
        State.REFUSED,
        State.NOT_ACCEPTED,
        State.WITHDRAWN,
        State.TERMINATED,
        State.DELIVERED,
        State.ARCHIVED,
    ),
    papers=(
        "W01",
        "W02",
        "W03",
        "W04",
        "W05",
        "W05A",
        "W06",
        "W07",
        "W08",
        "W11",
        "W12",
        "W13",
        "W14",
        "W15",
        "W16",
        "W17",
    ),
    disclosures=("项目", "办理依据", "办理程序", "办理条件", "收费标准", "责任单位", "监督电话"),
)
