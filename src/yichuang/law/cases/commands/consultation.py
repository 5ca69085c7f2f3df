"""What is asked of a consultation: draft it, show it, comment, group, answer, report."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from yichuang.law.cases.commands.asked import Asked, command
from yichuang.law.facts import Allowed
from yichuang.law.open_words import Answer, Drafting, Outlet, Way

Group = Annotated[int, Asked("第几组")]
Gist = Annotated[str, Asked("意见要点", "一句话说清这一组说的是什么，人人看得到", most=100)]


@command
class DraftConsultation:
    """Write what is to be laid before the public."""

    title: Annotated[str, Asked("标题", most=100)]
    about: Annotated[Drafting, Asked("征求什么的意见")]
    why: Annotated[str, Asked("起草说明", "为什么要做、主要改了什么、想听什么意见", long=True, most=10_000)]
    text: Annotated[str, Asked("征求意见稿", long=True, most=50_000)]
    days: Annotated[int, Asked("征求意见天数", "自然日，从公布的次日起算")]
    report: Annotated[Allowed, Asked("报告期限")]
    deliver: Annotated[str, Asked("书面意见交到哪里", most=200)]
    shorter: Annotated[str, Asked("缩短期限的理由", "不足三十日的才写，会一并公布", long=True)] = ""
    keep: Annotated[str, Asked("保留的文字", "系统标出、确实可以公开的，一行一处", long=True)] = ""
    reason: Annotated[str, Asked("保留的理由", "标出涉密字样的，写明为什么不属于秘密", long=True)] = ""


@command
class AttachExhibit:
    """Let a picture, a map or a document belong to what is shown."""

    name: Annotated[str, Asked("附件名称", most=80)]
    file: Annotated[str, Asked("附件摘要", most=64)]
    media: Annotated[str, Asked("附件类型", most=60)]


@command
class PlanShowing:
    """Announce where and when it is shown."""

    outlet: Annotated[Outlet, Asked("展示渠道")]
    place: Annotated[str, Asked("展示地点", most=100)]
    first: Annotated[date, Asked("第一天")]
    last: Annotated[date, Asked("最后一天")]


@command
class OpenConsultation:
    """Lay it before the public."""


@command
class Comment:
    """Say what one thinks of it."""

    words: Annotated[str, Asked("您的意见", "哪一条、怎么改、为什么", long=True, most=5000)]
    name: Annotated[str, Asked("姓名", "不公布", most=60)] = ""
    contact: Annotated[str, Asked("联系方式", "不公布；要问您的时候用得上", most=60)] = ""
    way: Annotated[Way, Asked("意见来源")] = Way.WEB
    on: Annotated[date | None, Asked("收到日期")] = None


@command
class ExtendConsultation:
    """Give more time to comment."""

    days: Annotated[int, Asked("延长天数", "自然日")]
    reason: Annotated[str, Asked("延长的理由", "人人看得到", long=True)]


@command
class CloseConsultation:
    """Its last day is over."""


@command
class MergeGroups:
    """Let two groups be answered as one."""

    group: Group
    into: Annotated[int, Asked("并入第几组")]
    gist: Gist


@command
class SplitGroup:
    """Let a comment, with all that are the same, be a group of its own."""

    comment: Annotated[int, Asked("第几条意见")]


@command
class AnswerGroup:
    """Answer a group."""

    group: Group
    gist: Gist
    answer: Annotated[Answer, Asked("答复")]
    reason: Annotated[str, Asked("答复的理由", "部分采纳、未采纳的必须写；人人看得到", long=True)] = ""
    quote: Annotated[str, Asked("公布的意见原文", "可以不公布；个人信息要隐去", long=True, most=5000)] = ""


@command
class PublishReport:
    """Publish what came of it."""

    summary: Annotated[str, Asked("总的说明", "根据意见改了什么、下一步做什么", long=True, most=10_000)]


@command
class EndConsultation:
    """Call it off."""

    reason: Annotated[str, Asked("终止的理由", "人人看得到", long=True)]
