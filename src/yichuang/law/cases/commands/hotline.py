"""What is asked of a ticket of the hotline, from the first call to the file."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from yichuang.law.cases.commands.asked import Asked, Reason, command
from yichuang.law.hotline_words import (
    Elsewhere,
    Escalation,
    Line,
    Passing,
    Rescue,
    Satisfaction,
    Solved,
    TicketClass,
    Urgency,
)

Told = Annotated[bool, Asked("诉求人当场已经知道", "在电话里或者当面已经说清楚；不勾选的还要回访")]


@command
class RegisterTicket:
    """Put a demand on record."""

    about: Annotated[TicketClass, Asked("诉求类型")]
    title: Annotated[str, Asked("标题", "一句话说明什么事，不写姓名和电话", most=60)]
    words: Annotated[str, Asked("诉求内容", long=True, most=5000)]
    line: Annotated[Line, Asked("来源")] = Line.PHONE
    urgency: Annotated[Urgency, Asked("紧急程度")] = Urgency.NORMAL
    subject: Annotated[str, Asked("诉求分类", "不能确定时可以不填，派单前再归类")] = ""
    place: Annotated[str, Asked("地点", most=200)] = ""
    lat: Annotated[float | None, Asked("纬度")] = None
    lon: Annotated[float | None, Asked("经度")] = None
    caller: Annotated[str, Asked("诉求人", most=60)] = ""
    phone: Annotated[str, Asked("电话", most=40)] = ""
    anonymous: Annotated[bool, Asked("匿名")] = False
    confidential: Annotated[bool, Asked("保密", "不向承办单位透露诉求人和地点")] = False
    against: Annotated[str, Asked("被反映的单位", "工单不会派给它")] = ""
    origin: Annotated[str, Asked("来源编号", "联动热线或者媒体的编号，按它回复", most=100)] = ""
    photos: Annotated[tuple[str, ...], Asked("照片摘要")] = ()


@command
class SortTicket:
    """Put right what it is about."""

    about: Annotated[TicketClass, Asked("诉求类型")]
    subject: Annotated[str, Asked("诉求分类")]
    urgency: Annotated[Urgency, Asked("紧急程度")] = Urgency.NORMAL


@command
class AnswerDirectly:
    """Answer at the hotline."""

    words: Annotated[str, Asked("答复内容", long=True)]
    told: Told = False
    source: Annotated[str, Asked("知识库条目")] = ""


@command
class TellOtherWay:
    """Tell the channel that the law keeps for this."""

    way: Annotated[Elsewhere, Asked("应当通过")]
    words: Annotated[str, Asked("告知内容", "到哪里、找谁、带什么", long=True)]
    told: Told = False


@command
class TransferEmergency:
    """Give it to an emergency line at once."""

    rescue: Annotated[Rescue, Asked("紧急热线")]
    taken_by: Annotated[str, Asked("接收人或者接警编号")]


@command
class Dispatch:
    """Pass it on."""

    lead: Annotated[str, Asked("主办单位")]
    passing: Annotated[Passing, Asked("方式", "电话交办、书面转办的期限不同")] = Passing.PLATFORM
    joint: Annotated[tuple[str, ...], Asked("协办单位", "几个单位共同办理时填写简称，用顿号分开")] = ()
    reason: Annotated[str, Asked("改派理由", "已经派过的写明为什么改派", long=True)] = ""


@command
class AssignFinally:
    """Decide who handles it; this is not returned."""

    lead: Annotated[str, Asked("主办单位")]
    reason: Reason
    passing: Annotated[Passing, Asked("方式")] = Passing.PLATFORM
    joint: Annotated[tuple[str, ...], Asked("协办单位")] = ()


@command
class SignFor:
    """Take it in hand."""


@command
class ReturnTicket:
    """Send it back: not this body's business."""

    reason: Reason
    basis: Annotated[str, Asked("依据", "职责规定或者权责清单的条目")]
    suggests: Annotated[str, Asked("建议由谁办理")] = ""


@command
class ExtendTicket:
    """Approve that it takes longer."""

    reason: Reason


@command
class Urge:
    """Ask how long it takes."""

    words: Annotated[str, Asked("催单内容", long=True)] = ""


@command
class EscalateTicket:
    """Lift it to a higher level of supervision."""

    level: Annotated[Escalation, Asked("督办等级")]
    reason: Reason


@command
class ArriveOnScene:
    """Be on the scene."""

    place: Annotated[str, Asked("现场地点")]
    photo: Annotated[str, Asked("现场照片摘要", "照片文件的 SHA-256")]
    lat: Annotated[float | None, Asked("纬度")] = None
    lon: Annotated[float | None, Asked("经度")] = None
    explained: Annotated[str, Asked("距离较远的说明", long=True)] = ""


@command
class JoinReport:
    """Report a joint body's part to the lead."""

    words: Annotated[str, Asked("协办情况", long=True)]


@command
class AnswerTicket:
    """Answer the caller."""

    words: Annotated[str, Asked("答复内容", "做了什么、结果怎样、依据什么", long=True)]
    solved: Annotated[Solved, Asked("是否解决", "办理完毕不等于解决，如实填写")]
    plan: Annotated[str, Asked("后续计划", "没有全部解决的必须填写", long=True)] = ""
    plan_on: Annotated[date | None, Asked("计划完成日期")] = None
    lacking: Annotated[str, Asked("协办单位没有回报的说明", long=True)] = ""


@command
class CallBack:
    """Call the caller back."""

    reached: Annotated[bool, Asked("联系上了")]
    solved: Annotated[bool, Asked("诉求人认为已经解决")] = False
    satisfaction: Annotated[Satisfaction | None, Asked("满意程度")] = None
    words: Annotated[str, Asked("诉求人的话", long=True)] = ""


@command
class RateTicket:
    """Rate how it was handled."""

    satisfaction: Annotated[Satisfaction, Asked("满意程度")]
    solved: Annotated[bool, Asked("已经解决")] = False
    words: Annotated[str, Asked("想说的话", long=True)] = ""


@command
class SayUnsolved:
    """Say that it is not solved."""

    words: Annotated[str, Asked("还有什么没有解决", long=True)]


@command
class MergeTicket:
    """Merge it into another ticket."""

    into: Annotated[str, Asked("主单编号")]
    reason: Reason
    same_caller: Annotated[bool, Asked("同一诉求人", "随主单一起回访、一起办结")] = False


@command
class SplitTicket:
    """Undo a merger."""

    reason: Reason


@command
class FollowMain:
    """Follow the ticket it was merged into."""

    main: Annotated[str, Asked("主单编号")]


@command
class CloseTicket:
    """Close it after feedback."""

    reason: Annotated[str, Asked("说明", "没有联系上诉求人的，写明经过", long=True)] = ""


@command
class CloseExplained:
    """Close it although the caller is not content: it was handled lawfully and nothing new was said."""

    reason: Annotated[str, Asked("说明", "依法办理的情况和向诉求人说明的内容", long=True)]
