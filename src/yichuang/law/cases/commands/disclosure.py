"""What is asked of a duty to publish: open it, draft, review, publish, show on each outlet, take down."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from yichuang.law.cases.commands.asked import Asked, Reason, command
from yichuang.law.facts import Allowed
from yichuang.law.open_words import Category, Moment, Outlet, Subject, Verdict


@command
class OpenDisclosure:
    """Open a duty to publish."""

    title: Annotated[str, Asked("公开什么", most=60)]
    category: Annotated[Category, Asked("公开类别")]
    moment: Annotated[Moment, Asked("公开时机")]
    section: Annotated[str, Asked("责任科室")]
    officer: Annotated[str, Asked("责任人工号")]
    officer_name: Annotated[str, Asked("责任人")]
    outlets: Annotated[tuple[Outlet, ...], Asked("公开渠道")]
    allowed: Annotated[Allowed, Asked("公开期限")]
    because: Annotated[str, Asked("公开的起因")]
    weight: Annotated[int, Asked("权重")] = 1
    rule: Annotated[str, Asked("公开任务编号")] = ""
    of_case: Annotated[str, Asked("来源办件")] = ""
    corrects: Annotated[str, Asked("更正的公开信息")] = ""
    latest: Annotated[date | None, Asked("最晚公开日")] = None
    subject: Annotated[Subject, Asked("主题")] = Subject.OTHER


@command
class HandOverDisclosure:
    """Let another person answer for it."""

    section: Annotated[str, Asked("责任科室")]
    officer: Annotated[str, Asked("责任人工号")]
    officer_name: Annotated[str, Asked("责任人")]
    reason: Reason


@command
class DraftDisclosure:
    """Lay a text before the reviewer."""

    title: Annotated[str, Asked("标题", "不写个人姓名、电话和证件号码", most=100)]
    text: Annotated[str, Asked("公开内容", long=True, most=50_000)]


@command
class ReturnDraft:
    """Ask for another draft."""

    reason: Reason


@command
class ReviewDisclosure:
    """Decide what of it gets out, by checklist."""

    verdict: Annotated[Verdict, Asked("审查结论")]
    text: Annotated[
        str, Asked("可以公开的内容", "部分公开的，隐去不能公开的部分", long=True, most=50_000)
    ] = ""
    secret: Annotated[bool, Asked("属于国家秘密")] = False
    banned: Annotated[bool, Asked("法律、行政法规禁止公开")] = False
    safety: Annotated[bool, Asked("危及安全稳定")] = False
    trade: Annotated[bool, Asked("涉及商业秘密")] = False
    privacy: Annotated[bool, Asked("涉及个人隐私")] = False
    internal: Annotated[bool, Asked("属于内部事务信息")] = False
    drafting: Annotated[bool, Asked("属于过程性信息")] = False
    enforcement: Annotated[bool, Asked("属于行政执法案卷信息")] = False
    keep: Annotated[
        str, Asked("保留的文字", "系统标出、但可以公开的文字，每行一处，如履行职务的工作人员姓名", long=True)
    ] = ""
    reason: Annotated[str, Asked("审查理由", long=True)] = ""


@command
class PublishDisclosure:
    """Make it public."""


@command
class ShowOnOutlet:
    """Say since when it stands on an outlet, and what proves it."""

    outlet: Annotated[Outlet, Asked("公开渠道")]
    on: Annotated[date, Asked("公开日期")]
    proof: Annotated[str, Asked("公开凭证", "照片编号、报纸期号版面或者张贴地点")]


@command
class RemoveFromOutlet:
    """Say since when it stands on an outlet no longer, and what proves it."""

    outlet: Annotated[Outlet, Asked("公开渠道")]
    on: Annotated[date, Asked("撤下日期")]
    proof: Annotated[str, Asked("撤下凭证", "照片编号、撤下的地点，报纸写更正的期号版面")]


@command
class TakeDown:
    """Take it down again."""

    reason: Reason
