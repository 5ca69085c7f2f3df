"""Official terms as enums: the value is what is stored, the label is the law's own Chinese word."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A term with its Chinese label; members are written `NAME = "value", "标签"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make one term."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word


class State(Word):
    """Where a case stands; always what its facts say, never assigned by hand."""

    DRAFT = "draft", "填报中"
    RECEIVED = "received", "待受理"
    CORRECTING = "correcting", "待补正"
    UNDER_REVIEW = "under_review", "审查中"
    GRANTED = "granted", "准予许可"
    CERTIFIED = "certified", "待送达"
    REFUSED = "refused", "不予许可"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    WITHDRAWN = "withdrawn", "已撤回"
    TERMINATED = "terminated", "已终止"
    CONCLUDED = "concluded", "已办结"
    ASSIGNED = "assigned", "待落实"
    FULFILLED = "fulfilled", "已落实"
    ISSUED = "issued", "待说明"
    EXPLAINED = "explained", "待认定"
    UPHELD = "upheld", "待整改"
    RECTIFIED = "rectified", "待核验"
    APPEALED = "appealed", "复核中"
    LIFTED = "lifted", "已撤销"
    CLOSED = "closed", "已了结"
    EXPECTED = "expected", "应到岗"
    MANNED = "manned", "在岗"
    AWAY = "away", "离岗"
    OVER = "over", "已下班"
    REGISTERED = "registered", "待派单"
    DISPATCHED = "dispatched", "待签收"
    HANDLING = "handling", "办理中"
    ANSWERED = "answered", "待回访"
    CALLED_BACK = "called_back", "已回访"
    SETTLED = "settled", "已办结"
    MERGED = "merged", "已合并"
    DUE = "due", "待公开"
    DRAFTED = "drafted", "待公开审查"
    CLEARED = "cleared", "待发布"
    PUBLISHED = "published", "已公开"
    WITHHELD = "withheld", "不予公开"
    TAKEN_DOWN = "taken_down", "已撤下"
    OBJECTED = "objected", "待受理异议"
    CHECKING = "checking", "核查中"
    CHECKED = "checked", "待处理决定"
    RESOLVED = "resolved", "异议已答复"
    CONSULTING = "consulting", "征求意见中"
    GATHERED = "gathered", "待答复意见"
    REPORTED = "reported", "已公布报告"
    INQUIRED = "inquired", "待答复申请"
    CLARIFYING = "clarifying", "待申请人补正"
    HEARING_OTHERS = "hearing_others", "征求意见中"
    REASONING = "reasoning", "待申请人说明理由"
    PAYING = "paying", "待缴信息处理费"
    REPLIED = "replied", "申请已答复"
    ABANDONED = "abandoned", "视为放弃申请"
    NOTICED = "noticed", "待听证"
    IN_SESSION = "in_session", "听证中"
    SIGNING = "signing", "待签笔录和报告"
    HEARD = "heard", "已听证"
    CALLED_OFF = "called_off", "听证已取消"
    DELIVERED = "delivered", "已送达"
    ARCHIVED = "archived", "已归档"


class Outcome(Word):
    """How a case ended."""

    GRANTED = "granted", "准予许可"
    DEEMED = "deemed", "视为准予延续"
    REFUSED = "refused", "不予许可"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    WITHDRAWN = "withdrawn", "申请人撤回"
    TERMINATED = "terminated", "终止办理"
    CONCLUDED = "concluded", "全部办结"
    PARTLY = "partly", "部分办结"
    FULFILLED = "fulfilled", "已经落实"
    HELD = "held", "监察成立"
    LIFTED = "lifted", "监察撤销"
    NOTED = "noted", "已经提示"
    SOLVED = "solved", "诉求解决"
    TOLD = "told", "当场答复"
    ELSEWHERE = "elsewhere", "告知其他渠道"
    EXPLAINED = "explained", "依法说明"
    UNREACHED = "unreached", "无法回访"
    WITH_MAIN = "with_main", "随主单办结"
    PUBLISHED = "published", "全部公开"
    PART_PUBLISHED = "part_published", "部分公开"
    WITHHELD = "withheld", "不予公开"
    TAKEN_DOWN = "taken_down", "公开后撤下"
    HEARD = "heard", "听证完毕"
    CALLED_OFF = "called_off", "听证取消"
    CONFIRMED = "confirmed", "维持公开的信息"
    CORRECTED = "corrected", "更正公开的信息"
    RETRACTED = "retracted", "撤回公开的信息"
    REPORTED = "reported", "公布意见采纳情况"
    SUPPLIED = "supplied", "提供了信息"
    NOT_SUPPLIED = "not_supplied", "没有提供信息"
    ABANDONED = "abandoned", "视为放弃申请"


class Role(Word):
    """In what capacity somebody acts."""

    APPLICANT = "applicant", "申请人"
    AGENT = "agent", "代办人"
    OFFICER = "officer", "工作人员"
    INVITED = "invited", "特邀监督人员"
    SYSTEM = "system", "系统"


class Channel(Word):
    """How an application or an act came in."""

    ONLINE = "online", "网上"
    WINDOW = "window", "窗口"
    AGENT = "agent", "代办"
    POST = "post", "邮寄"
    PHONE = "phone", "电话"


class Purpose(Word):
    """What is applied for: a new licence, a change of one, its renewal (行政许可法 49, 50)."""

    NEW = "new", "新办"
    CHANGE = "change", "变更"
    RENEWAL = "renewal", "延续"


class Handling(Word):
    """办件类型 (GB/T 39046 A.6): decided on the spot, or within a promised limit."""

    IMMEDIATE = "immediate", "即办件"
    PROMISED = "promised", "承诺件"


class Ground(Word):
    """The eight procedures whose time is not counted (行政许可法 45), and one a special law may add."""

    HEARING = "hearing", "听证"
    TENDER = "tender", "招标"
    AUCTION = "auction", "拍卖"
    INSPECTION = "inspection", "检验"
    TESTING = "testing", "检测"
    QUARANTINE = "quarantine", "检疫"
    APPRAISAL = "appraisal", "鉴定"
    EXPERT_REVIEW = "expert_review", "专家评审"
    ASSESSMENT = "assessment", "评估"


class NotAccepted(Word):
    """The reasons the law knows for not accepting an application (行政许可法 32(1)(1)(2), 78)."""

    NO_LICENCE_NEEDED = "no_licence_needed", "依法不需要取得行政许可"
    NOT_COMPETENT = "not_competent", "不属于本机关职权范围"
    FALSE_MATERIALS = "false_materials", "隐瞒有关情况或者提供虚假材料"


class EndGround(Word):
    """Why handling is terminated before a decision."""

    CORRECTION_NOT_SUPPLIED = "correction_not_supplied", "逾期未补正"
    APPLICANT_GONE = "applicant_gone", "申请人死亡或者终止"
    MATTER_CANCELLED = "matter_cancelled", "事项已依法取消"
    LICENCE_ENDED = "licence_ended", "原许可已被撤销或者注销"


class ServiceMode(Word):
    """How a paper is served (民事诉讼法, ch. 7 s. 2, as applied to administrative papers)."""

    DIRECT = "direct", "直接送达"
    LEFT = "left", "留置送达"
    POST = "post", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"
    PUBLIC = "public", "公告送达"


class RevokeGround(Word):
    """Grounds to revoke a grant (撤销, 行政许可法 69)."""

    ABUSE = "abuse", "工作人员滥用职权、玩忽职守作出决定"
    BEYOND_POWER = "beyond_power", "超越法定职权作出决定"
    PROCEDURE = "procedure", "违反法定程序作出决定"
    UNQUALIFIED = "unqualified", "对不具备申请资格或者不符合法定条件的申请人准予许可"
    OBTAINED_BY_FRAUD = "obtained_by_fraud", "被许可人以欺骗、贿赂等不正当手段取得许可"


class CancelGround(Word):
    """Grounds to cancel a licence from the register (注销, 行政许可法 70)."""

    NOT_RENEWED = "not_renewed", "有效期届满未延续"
    HOLDER_INCAPABLE = "holder_incapable", "被许可人死亡或者丧失行为能力"
    HOLDER_DISSOLVED = "holder_dissolved", "法人或者其他组织依法终止"
    WITHDRAWN_BY_LAW = "withdrawn_by_law", "许可被依法撤销、撤回或者许可证件被吊销"
    FORCE_MAJEURE = "force_majeure", "因不可抗力许可事项无法实施"
    ON_REQUEST = "on_request", "被许可人申请注销"


class LicenceStatus(Word):
    """What a licence is worth today."""

    VALID = "valid", "有效"
    EXPIRED = "expired", "已届满"
    REVOKED = "revoked", "已撤销"
    CANCELLED = "cancelled", "已注销"


class Light(Word):
    """The light of a case: derived from its clocks and the moment, never stored."""

    GREEN = "green", "绿灯"
    YELLOW = "yellow", "黄灯"
    RED = "red", "红灯"
    PAUSED = "paused", "暂停"
    NONE = "none", "办结"


class MaterialForm(Word):
    """In what form a material was handed in."""

    ELECTRONIC = "electronic", "电子件"
    ORIGINAL = "original", "原件"
    COPY = "copy", "复印件"
    SHARED = "shared", "共享"
    """Not handed in: the result of an earlier matter of the same project."""


class Level(Word):
    """How grave a finding of supervision is; only yellow and red count in the score."""

    TIP = "tip", "提示"
    YELLOW = "yellow", "黄牌"
    RED = "red", "红牌"


class Progress(Word):
    """How a matter of a joint project stands, as the whole feels it."""

    OPENED = "opened", "等申请人补充材料"
    RECEIVED = "received", "待受理"
    CORRECTING = "correcting", "待补正"
    RUNNING = "running", "办理中"
    PAUSED = "paused", "特别程序中"
    GRANTED = "granted", "已准予"
    REFUSED = "refused", "不予许可"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    WITHDRAWN = "withdrawn", "已撤回"
    TERMINATED = "terminated", "已终止"


class MeetingKind(Word):
    """What a meeting of several bodies is for."""

    COORDINATION = "coordination", "协调会"
    SURVEY = "survey", "联合踏勘"
    DRAWINGS = "drawings", "联合审图"
    ACCEPTANCE = "acceptance", "联合验收"


class Ending(Word):
    """How a matter stops being handled by its body (the four ways of the reform: 取消、下放、上收、转变管理方式)."""

    CANCELLED = "cancelled", "取消，不再审批"
    DELEGATED = "delegated", "下放"
    TAKEN_UP = "taken_up", "上收"
    TO_FILING = "to_filing", "改为备案"
    TO_SERVICE = "to_service", "改为公共服务"


class Organisation(Word):
    """What kind of organisation an outside supervisor comes from."""

    DISCIPLINE = "discipline", "纪检监察"
    PROCURATORATE = "procuratorate", "检察"
    NOTARY = "notary", "公证"
    OTHER = "other", "其他"


class Remark(Word):
    """What an outside supervisor puts on record."""

    WITNESSED = "witnessed", "旁观记录"
    OPINION = "opinion", "意见"
    PROPOSAL = "proposal", "建议"
    OBJECTION = "objection", "异议"


class InPlace(Word):
    """What the reform asks of each body: two concentrations and six in place (两集中、六到位)."""

    FUNCTIONS = "functions", "审批职能向一个内设机构集中"
    SECTION = "section", "审批机构向大厅集中"
    OFFICE = "office", "机构到位"
    STAFF = "staff", "人员到位"
    DUTIES = "duties", "职能到位"
    AUTHORITY = "authority", "授权到位"
    HALL = "hall", "进厅到位"
    OVERSIGHT = "oversight", "监管到位"
