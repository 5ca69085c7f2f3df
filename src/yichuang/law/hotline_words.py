"""The terms of the hotline as enums: what a demand is, where it came in, how it is passed on, whether it is solved."""

from __future__ import annotations

from yichuang.law.words import Word


class TicketClass(Word):
    """What kind of demand a ticket is (热线诉求类型)."""

    CONSULT = "consult", "咨询"
    HELP = "help", "求助"
    COMPLAINT = "complaint", "投诉"
    REPORT = "report", "举报"
    SUGGESTION = "suggestion", "建议"
    EMERGENCY = "emergency", "突发"


class Urgency(Word):
    """How pressing a ticket is."""

    NORMAL = "normal", "一般"
    URGENT = "urgent", "紧急"
    CRITICAL = "critical", "特急"


class Line(Word):
    """Where a demand came in: the hotline's own doors, linked lines, the press."""

    PHONE = "phone", "来电"
    VISIT = "visit", "来访"
    WEB = "web", "网上"
    LETTER = "letter", "来信"
    APP = "app", "手机应用"
    MAYOR = "mayor", "市长电话"
    CIVIC = "civic", "文明城市热线"
    NEWSPAPER = "newspaper", "报纸"
    BROADCASTER = "broadcaster", "110新闻直通车"
    UPPER = "upper", "上级12345"
    OPEN311 = "open311", "Open311"


class Passing(Word):
    """How a ticket is passed on to whoever handles it; the limit hangs on it."""

    PLATFORM = "platform", "平台派单"
    BY_PHONE = "by_phone", "电话交办"
    IN_WRITING = "in_writing", "书面转办"


class Elsewhere(Word):
    """The channels the law keeps for matters that are not the hotline's."""

    COURT = "court", "诉讼"
    ARBITRATION = "arbitration", "仲裁"
    DISCIPLINE = "discipline", "纪检监察"
    RECONSIDERATION = "reconsideration", "行政复议"
    DISCLOSURE = "disclosure", "政府信息公开"
    PETITION = "petition", "信访"
    CIVIL = "civil", "协商、调解等民事途径"


class Rescue(Word):
    """The emergency lines that stand beside the hotline."""

    POLICE = "110", "110报警"
    FIRE = "119", "119火警"
    MEDICAL = "120", "120急救"
    TRAFFIC = "122", "122交通事故"


class Solved(Word):
    """Whether the demand was met: another thing than whether it was handled."""

    YES = "yes", "已解决"
    PARTLY = "partly", "部分解决"
    NO = "no", "未解决"
    CANNOT = "cannot", "暂时不能解决"


class Satisfaction(Word):
    """The five levels of satisfaction."""

    VERY_GOOD = "very_good", "非常满意"
    GOOD = "good", "满意"
    FAIR = "fair", "基本满意"
    BAD = "bad", "不满意"
    VERY_BAD = "very_bad", "非常不满意"


class Escalation(Word):
    """How high a ticket has been lifted (分级督办)."""

    HOTLINE = "hotline", "热线督办"
    OFFICE = "office", "政府办公室督办"
    PROBLEM = "problem", "问题工单"
    MEETING = "meeting", "政府会议督办"
