"""What is asked of a hearing: convene it, enter its people, open it, put down what is said and shown, have the minutes signed, report."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from yichuang.law.cases.commands.asked import Asked, Reason, command
from yichuang.law.open_words import HearingForm, Part

Who = Annotated[str, Asked("谁", "例如：当事人1")]
Words = Annotated[str, Asked("说了什么", long=True, most=10_000)]


@command
class ConveneHearing:
    """Announce a hearing."""

    form: Annotated[HearingForm, Asked("听证类型")]
    subject: Annotated[str, Asked("听证事项", "公开，不写个人信息", most=60)]
    on: Annotated[date, Asked("听证日期")]
    place: Annotated[str, Asked("听证地点", most=100)]
    section: Annotated[str, Asked("承办科室", most=60)]
    presenters: Annotated[tuple[str, ...], Asked("承办人", "办理这件事、提供证据和理由的人，用顿号分开")]
    chair: Annotated[str, Asked("主持人", "不得是承办人，不得是承办科室的人", most=40)]
    chair_section: Annotated[str, Asked("主持人的科室", most=60)]
    recorder: Annotated[str, Asked("记录人", most=40)]
    begins: Annotated[str, Asked("开始时间", "如 09:30", most=5)] = "09:30"
    seats: Annotated[int, Asked("听证代表名额", "从报名的人里确定；不公开报名的填0")] = 0
    apply_by: Annotated[date | None, Asked("报名截止日期")] = None
    of_case: Annotated[str, Asked("所属办件编号")] = ""


@command
class PostponeHearing:
    """Hold it on another day."""

    on: Annotated[date, Asked("听证日期")]
    place: Annotated[str, Asked("听证地点", most=100)]
    reason: Reason
    begins: Annotated[str, Asked("开始时间", "如 09:30", most=5)] = "09:30"


@command
class CallOffHearing:
    """Do not hold it."""

    reason: Reason


@command
class EnterParty:
    """Put down who takes part."""

    part: Annotated[Part, Asked("身份")]
    name: Annotated[str, Asked("姓名或者名称", most=60)]
    contact: Annotated[str, Asked("联系方式", most=60)] = ""
    interest: Annotated[str, Asked("和这件事的关系", "公开，不写个人信息", most=100)] = ""


@command
class AskAttendance:
    """Ask to take part."""

    name: Annotated[str, Asked("姓名", "确定为听证代表的，姓名公布", most=40)]
    contact: Annotated[str, Asked("联系方式", "用来通知您，不公开", most=60)]
    view: Annotated[str, Asked("和这件事的关系、想说什么", "有不同意见的都要有代表，不公开", long=True)]


@command
class ChooseAttendees:
    """Choose of those that asked."""

    codes: Annotated[tuple[str, ...], Asked("确定的编号", "用顿号分开")]
    how: Annotated[str, Asked("确定的办法", "公开，例如：抽签；不同意见各一人", most=200)]


@command
class AskRecusal:
    """Put down that somebody wants another chair."""

    code: Who
    reason: Reason


@command
class SettleRecusal:
    """Decide whether there is another chair."""

    granted: Annotated[bool, Asked("同意回避")]
    reason: Reason
    chair: Annotated[str, Asked("改由谁主持", most=40)] = ""
    chair_section: Annotated[str, Asked("主持人的科室", most=60)] = ""


@command
class BeginHearing:
    """Open it: who is there."""

    present: Annotated[tuple[str, ...], Asked("到场的人", "如 当事人1、代表2，用顿号分开")]


@command
class StateReasons:
    """Put down the reasons of who handles the matter."""

    words: Words


@command
class HearParty:
    """Put down a statement."""

    code: Who
    words: Words


@command
class ShowEvidence:
    """Put down a piece of evidence."""

    code: Annotated[str, Asked("谁出示", "承办人或者参加人")]
    title: Annotated[str, Asked("证据名称", most=60)]
    words: Annotated[str, Asked("证明什么", long=True, most=10_000)]


@command
class DisputeEvidence:
    """Put down what somebody thinks of the last piece of evidence."""

    code: Who
    words: Annotated[str, Asked("质证意见", "没有意见的，写没有意见", long=True, most=10_000)]


@command
class HearFinal:
    """Put down a final statement."""

    code: Who
    words: Words


@command
class EndHearing:
    """Close it and lay the minutes before those who sign."""

    minutes: Annotated[str, Asked("听证笔录", "照记下来的整理好了，请核对", long=True, most=200_000)]


@command
class SignPage:
    """Sign a page, or note that somebody refuses to."""

    page: Annotated[int, Asked("第几页")]
    code: Who
    signed: Annotated[bool, Asked("已签字")] = True
    why: Annotated[str, Asked("拒绝签字的情况", most=200)] = ""


@command
class ReportHearing:
    """Report on it."""

    report: Annotated[
        str, Asked("听证报告", "各方的主张、证据和质证、认定的事实、处理意见", long=True, most=50_000)
    ]
    conclusion: Annotated[str, Asked("听证结论", "公开，不写个人信息", long=True)]


@command
class NoteHearing:
    """Note at a licence that its hearing is a case of its own."""

    number: Annotated[str, Asked("听证编号")]
