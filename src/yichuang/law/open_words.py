"""The terms of openness as enums: the four kinds of what is made public, when, why something is not, and through what."""

from __future__ import annotations

from yichuang.law.cite import OPENNESS, Citation, Statute, numeral
from yichuang.law.words import Word


class Category(Word):
    """The four kinds of what a body makes public (政务公开四类)."""

    STATUTORY = "statutory", "法定事项"
    GOAL = "goal", "政务目标"
    PROCESS = "process", "政务进程"
    RESULT = "result", "政务结果"


class Moment(Word):
    """When it is public, seen from what it tells of."""

    ALL_YEAR = "all_year", "常年公开"
    BEFORE = "before", "事前公开"
    DURING = "during", "全过程公开"
    AFTER = "after", "及时公开"


class Subject(Word):
    """What it is about: the classes of information every body publishes by itself (政府信息公开条例 20)."""

    RULES = "rules", "法规规章和规范性文件"
    POWERS = "powers", "机关职能和机构设置"
    PLANS = "plans", "规划和政策"
    STATISTICS = "statistics", "统计信息"
    SERVICES = "services", "行政许可和服务事项"
    PENALTIES = "penalties", "行政处罚和行政强制"
    BUDGET = "budget", "财政预算决算"
    FEES = "fees", "行政事业性收费"
    PURCHASES = "purchases", "政府集中采购"
    PROJECTS = "projects", "重大建设项目"
    LIVELIHOOD = "livelihood", "民生政策和落实"
    EMERGENCIES = "emergencies", "应急预案和应对"
    INSPECTIONS = "inspections", "监督检查"
    RECRUITMENT = "recruitment", "公务员招考"
    OTHER = "other", "其他应当公开的"

    @property
    def item(self) -> str:
        """Where it stands: 《政府信息公开条例》第二十条第七项."""
        return f"《{OPENNESS.name}》第二十条第{numeral(tuple(Subject).index(self) + 1)}项"


class Occasion(Word):
    """What makes information come into being, beside a day of the year."""

    DECISION = "decision", "作出决定"
    BUDGET = "budget", "预算决算批准"
    POWERS = "powers", "职能机构变更"
    RULE = "rule", "制定或者修改文件"
    PROJECT = "project", "项目批准或者进展"


class Change(Word):
    """What is done to one line of the breakdown of duties."""

    SET = "set", "制定或者修改"
    HAND_OVER = "hand_over", "移交责任人"
    END = "end", "停止"


class Exemption(Word):
    """Why information is not made public; nothing else counts (政府信息公开条例 13)."""

    SECRET = "secret", "国家秘密"
    BANNED = "banned", "法律、行政法规禁止公开"
    SAFETY = "safety", "危及国家安全、公共安全、经济安全、社会稳定"
    TRADE = "trade", "第三方商业秘密"
    PRIVACY = "privacy", "第三方个人隐私"
    INTERNAL = "internal", "内部事务信息"
    DRAFTING = "drafting", "过程性信息"
    ENFORCEMENT = "enforcement", "行政执法案卷信息"

    @property
    def cite(self) -> Citation:
        """The article it stands in."""
        return _BASIS[self]


_NEVER = OPENNESS.art("14", "国家秘密、法律行政法规禁止公开和公开后危及安全稳定的，不予公开")
_THIRD = OPENNESS.art("15", "涉及商业秘密、个人隐私、公开会对第三方合法权益造成损害的，不得公开")
_INNER = OPENNESS.art("16(1)", "人事管理、后勤管理、内部工作流程等内部事务信息可以不予公开")
_PAPERS = OPENNESS.art("16(2)", "过程性信息和行政执法案卷信息可以不予公开")
_BASIS = {
    Exemption.SECRET: _NEVER,
    Exemption.BANNED: _NEVER,
    Exemption.SAFETY: _NEVER,
    Exemption.TRADE: _THIRD,
    Exemption.PRIVACY: _THIRD,
    Exemption.INTERNAL: _INNER,
    Exemption.DRAFTING: _PAPERS,
    Exemption.ENFORCEMENT: _PAPERS,
}
SEVERABLE = frozenset({Exemption.TRADE, Exemption.PRIVACY})
"""What can be cut out so that the rest is public (政府信息公开条例 37); the others hold the whole back."""


class Verdict(Word):
    """What the review before publishing came to."""

    WHOLE = "whole", "全部公开"
    PART = "part", "部分公开"
    WITHHELD = "withheld", "不予公开"


class Objecting(Word):
    """What somebody brings against a publication."""

    OBJECTION = "objection", "异议"
    REPORT = "report", "举报"


class Upshot(Word):
    """What an objection came to for the publication."""

    CONFIRMED = "confirmed", "维持"
    CORRECTED = "corrected", "更正"
    RETRACTED = "retracted", "撤回"

    @property
    def said(self) -> str:
        """In words for all."""
        return _UPSHOTS[self]


_UPSHOTS = {
    Upshot.CONFIRMED: "公开的信息没有错误，维持",
    Upshot.CORRECTED: "异议成立，更正公开的信息",
    Upshot.RETRACTED: "异议成立，撤回公开的信息",
}


class Drafting(Word):
    """What kind of draft is laid before the public."""

    PLAN = "plan", "规划草案"
    DECISION = "decision", "重大决策草案"
    RULE = "rule", "规范性文件草案"
    COMPENSATION = "compensation", "征收补偿方案"
    OTHER = "other", "其他"


class Way(Word):
    """By what way a comment came."""

    WEB = "web", "网上"
    PAPER = "paper", "书面"
    SQUARE = "square", "广场"
    LETTER = "letter", "信函"
    PHONE = "phone", "电话"


class Answer(Word):
    """What a group of comments comes to."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    REJECTED = "rejected", "未采纳"


class HearingForm(Word):
    """What is decided after the hearing; the law of the notice hangs on it."""

    LICENSING = "licensing", "行政许可听证"
    PENALTY = "penalty", "行政处罚听证"
    COMPENSATION = "compensation", "房屋征收补偿方案听证"
    DECISION = "decision", "重大行政决策听证"
    PLANNING = "planning", "规划修改听证"
    DEMOLITION = "demolition", "房屋拆迁许可听证"


class Part(Word):
    """In which part somebody takes part in a hearing."""

    PARTY = "party", "当事人"
    INTERESTED = "interested", "利害关系人"
    REPRESENTATIVE = "representative", "听证代表"
    WITNESS = "witness", "证人"


class Outlet(Word):
    """Through what a publication reaches people."""

    SITE = "site", "网站"
    BOARD = "board", "公开栏"
    SCREEN = "screen", "电子屏"
    PAPER = "paper", "报纸"
    BOOKLET = "booklet", "办事指南"
    LEAFLET = "leaflet", "明白纸"
    SQUARE = "square", "广场公示"


OURS = frozenset({Outlet.SITE, Outlet.SCREEN})
"""What this house shows by itself, so that nobody has to take it down there."""


class Asker(Word):
    """Who asks for information, as the columns of the annual report tell them apart."""

    NATURAL = "natural", "自然人"
    BUSINESS = "business", "商业企业"
    SCIENCE = "science", "科研机构"
    WELFARE = "welfare", "社会公益组织"
    LEGAL = "legal", "法律服务机构"
    OTHER = "other", "其他"


class Brought(Word):
    """How a request came in; it decides which day it was received (政府信息公开条例 31)."""

    IN_PERSON = "in_person", "当面提交"
    REGISTERED = "registered", "邮寄，需要签收"
    LETTER = "letter", "平常信函，不需要签收"
    ONLINE = "online", "网上提交"
    FAX = "fax", "传真"


class Wanted(Word):
    """In what form the information is wanted (政府信息公开条例 29, 40)."""

    ELECTRONIC = "electronic", "电子文档"
    PAPER = "paper", "纸质"
    LOOK = "look", "当面查阅"


class Heard(Word):
    """Who else has to be heard before a reply (政府信息公开条例 32, 34)."""

    THIRD_PARTY = "third_party", "第三方"
    MAKER = "maker", "共同制作的机关"


class Contest(Word):
    """How a reply was contested (the annual report's fourth table)."""

    REVIEW = "review", "行政复议"
    SUIT = "suit", "未经复议直接起诉"
    SUIT_AFTER = "suit_after", "复议后起诉"


class Contested(Word):
    """What that came to."""

    UPHELD = "upheld", "结果维持"
    PUT_RIGHT = "put_right", "结果纠正"
    OTHER = "other", "其他结果"
    PENDING = "pending", "尚未审结"


REPORT = Statute("国务院办公厅政府信息与政务公开办公室关于印发《政府信息公开工作年度报告格式》的通知", "2021")
"""国办公开办函〔2021〕30号: its table was seen in stored code, its text was not read."""
CHARGES = Statute("政府信息公开信息处理费管理办法", "2020-11-17")
"""国办函〔2020〕109号."""


class Reply(Word):
    """Every way a request ends, as the annual report counts it."""

    KNOWN = "known", "已经主动公开，告知获取方式"
    OPEN = "open", "予以公开"
    PART = "part", "部分公开"
    SECRET = "secret", "不予公开：属于国家秘密"
    BANNED = "banned", "不予公开：其他法律行政法规禁止公开"
    SAFETY = "safety", "不予公开：危及“三安全一稳定”"
    THIRD = "third", "不予公开：保护第三方合法权益"
    INTERNAL = "internal", "不予公开：属于三类内部事务信息"
    DRAFTING = "drafting", "不予公开：属于四类过程性信息"
    ENFORCEMENT = "enforcement", "不予公开：属于行政执法案卷"
    LOOKUP = "lookup", "不予公开：属于行政查询事项"
    NONE = "none", "无法提供：本机关不掌握相关政府信息"
    ELSEWHERE = "elsewhere", "无法提供：不属于本机关负责公开"
    MAKING = "making", "无法提供：没有现成信息需要另行制作"
    UNCLEAR = "unclear", "无法提供：补正后申请内容仍不明确"
    PETITION = "petition", "不予处理：信访举报投诉类申请"
    AGAIN = "again", "不予处理：重复申请"
    PRINTED = "printed", "不予处理：要求提供公开出版物"
    EXCESS = "excess", "不予处理：无正当理由大量反复申请"
    CONFIRM = "confirm", "不予处理：要求行政机关确认或重新出具已获取信息"
    LATE = "late", "其他处理：逾期不补正"
    UNPAID = "unpaid", "其他处理：逾期不缴费"
    OTHER = "other", "其他处理：其他"

    @property
    def cite(self) -> Citation:
        """The article it stands on."""
        return _REPLIES[self][0]

    @property
    def cell(self) -> str:
        """Its line in the annual report's third table."""
        return _REPLIES[self][1]

    @property
    def refuses(self) -> bool:
        """Whether it keeps something back: then it says why and how to contest it."""
        return self not in (Reply.KNOWN, Reply.OPEN)

    @property
    def by_itself(self) -> bool:
        """Whether no officer gives it: the day ran out."""
        return self in (Reply.LATE, Reply.UNPAID)


_REPLIES = {
    Reply.KNOWN: (OPENNESS.art("36(1)(1)", "已经主动公开的，告知获取的方式、途径"), "open"),
    Reply.OPEN: (OPENNESS.art("36(1)(2)", "可以公开的，提供该政府信息或者告知获取的方式、途径和时间"), "open"),
    Reply.PART: (OPENNESS.art("37", "能够作区分处理的，提供可以公开的内容，并对不予公开的内容说明理由"), "part"),
    Reply.SECRET: (_NEVER, "secret"),
    Reply.BANNED: (_NEVER, "banned"),
    Reply.SAFETY: (_NEVER, "safety"),
    Reply.THIRD: (_THIRD, "third"),
    Reply.INTERNAL: (_INNER, "internal"),
    Reply.DRAFTING: (_PAPERS, "drafting"),
    Reply.ENFORCEMENT: (_PAPERS, "enforcement"),
    Reply.LOOKUP: (OPENNESS.art("36(1)(7)", "属于工商、不动产登记资料等有专门查询规定的，告知依照规定办理"), "lookup"),
    Reply.NONE: (OPENNESS.art("36(1)(4)", "经检索没有所申请公开信息的，告知该政府信息不存在"), "unheld"),
    Reply.ELSEWHERE: (OPENNESS.art("36(1)(5)", "不属于本机关负责公开的，告知并说明理由；能够确定负责机关的，告知其名称、联系方式"), "unheld"),
    Reply.MAKING: (OPENNESS.art("38", "需要对现有政府信息进行加工、分析的，可以不予提供"), "making"),
    Reply.UNCLEAR: (OPENNESS.art("30", "申请内容不明确的，一次性告知作出补正"), "unclear"),
    Reply.PETITION: (OPENNESS.art("39(1)", "以申请的形式进行信访、投诉、举报等活动的，告知不作为申请处理，并告知相应渠道"), "petition"),
    Reply.AGAIN: (OPENNESS.art("36(1)(6)", "已就申请作出答复、重复申请公开相同信息的，告知不予重复处理"), "again"),
    Reply.PRINTED: (OPENNESS.art("39(2)", "要求提供政府公报、报刊、书籍等公开出版物的，可以告知获取的途径"), "printed"),
    Reply.EXCESS: (OPENNESS.art("35", "申请的数量、频次明显超过合理范围，理由不合理的，告知不予处理"), "excess"),
    Reply.CONFIRM: (REPORT.art("3", "要求行政机关确认或重新出具已获取信息"), "confirm"),
    Reply.LATE: (OPENNESS.art("30", "无正当理由、逾期不补正的，视为放弃申请，不再处理"), "late"),
    Reply.UNPAID: (CHARGES.art("8", "逾期未缴纳信息处理费的，视为放弃申请"), "unpaid"),
    Reply.OTHER: (REPORT.art("3", "其他处理"), "other"),
}  # fmt: skip
