"""What somebody asks of several bodies together: joint projects, meetings, the tasks they decide."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from yichuang.law.cases.commands.asked import Asked, Reason, command
from yichuang.law.facts import Decision
from yichuang.law.words import MeetingKind, Progress


@command
class NoteChild:
    """Let the whole feel how one of its matters stands."""

    step: Annotated[str, Asked("环节")]
    number: Annotated[str, Asked("办件")]
    progress: Annotated[Progress, Asked("情况")]


@command
class Reapply:
    """Apply once more for a matter that failed."""

    step: Annotated[str, Asked("事项")]
    reason: Reason


@command
class ReportDone:
    """Report that one has done what only the applicant can do."""

    step: Annotated[str, Asked("环节")]
    words: Annotated[str, Asked("情况说明", long=True)]


@command
class Conclude:
    """Hand over all results together."""

    words: Annotated[str, Asked("说明", long=True)] = ""


@command
class CallMeeting:
    """Call the bodies together."""

    kind: Annotated[MeetingKind, Asked("会议")]
    on: Annotated[date, Asked("日期")]
    place: Annotated[str, Asked("地点")]
    members: Annotated[tuple[str, ...], Asked("参加单位和人员", "用顿号隔开")]
    reason: Annotated[str, Asked("事由", long=True)]


@command
class HoldMeeting:
    """Put the minutes of a meeting on record."""

    kind: Annotated[MeetingKind, Asked("会议")]
    attended: Annotated[tuple[str, ...], Asked("到会人员", "用顿号隔开")]
    minutes: Annotated[str, Asked("会议纪要", long=True, most=20000)]
    conclusion: Annotated[str, Asked("结论", long=True)]
    passed: Annotated[bool, Asked("通过")] = True
    decisions: Annotated[tuple[Decision, ...], Asked("决定")] = ()


@command
class GiveTask:
    """Give a task that a meeting decided."""

    what: Annotated[str, Asked("要做什么", long=True)]
    owner: Annotated[str, Asked("责任人")]
    days: Annotated[int, Asked("期限（工作日）")]
    of_case: Annotated[str, Asked("来自办件")]
    meeting: Annotated[MeetingKind, Asked("会议")]


@command
class FulfilTask:
    """Report that a task is done."""

    result: Annotated[str, Asked("落实情况", long=True)]


@command
class NoteTask:
    """Note that a task which came of this case is done."""

    number: Annotated[str, Asked("办件")]
    what: Annotated[str, Asked("决定")]
    result: Annotated[str, Asked("落实情况")]
