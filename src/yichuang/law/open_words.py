"""The terms of openness as enums: the four kinds of what is made public, when, why something is not, and through what."""

from __future__ import annotations

from yichuang.law.cite import OPENNESS, Citation, numeral
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
