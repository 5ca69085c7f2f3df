"""What is asked of a request for information: bring it, make it clear, hear others, extend, charge, reply, take it back."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from yichuang.law.cases.commands.asked import Asked, Reason, command
from yichuang.law.facts import Allowed
from yichuang.law.open_words import Asker, Brought, Contest, Contested, Heard, Reply, Wanted


@command
class AskInformation:
    """Ask for one piece of information."""

    what: Annotated[
        str, Asked("要哪一条信息", "写名称、文号或者便于查找的特征，一份申请只写一条", long=True, most=2000)
    ]
    name: Annotated[str, Asked("姓名或者单位名称", most=60)]
    id_number: Annotated[str, Asked("身份证明", "身份证号或者统一社会信用代码，只有办理的人看得到", most=40)]
    contact: Annotated[str, Asked("联系方式", "电话、邮箱或者通信地址", most=120)]
    allowed: Annotated[Allowed, Asked("答复期限")]
    asker: Annotated[Asker, Asked("申请人是")] = Asker.NATURAL
    wanted: Annotated[Wanted, Asked("希望怎样提供")] = Wanted.ELECTRONIC
    way: Annotated[Brought, Asked("怎么提交的")] = Brought.ONLINE
    arrived_on: Annotated[date | None, Asked("到达日期", "当面的写提交日，邮寄的写签收日")] = None
    confirmed_on: Annotated[date | None, Asked("和申请人确认收到的日期", "平常信函、传真要写")] = None
    part: Annotated[str, Asked("同一份申请的第几项")] = ""


@command
class AskClarity:
    """Tell at once everything that is not clear."""

    wanting: Annotated[str, Asked("要写清楚什么", "一次写全，写明怎样补正", long=True)]
    days: Annotated[int, Asked("补正期限（工作日）", "合理的期限")] = 15


@command
class ClarifyInformation:
    """Make it clear."""

    what: Annotated[str, Asked("补正后的内容", long=True, most=2000)]
    on: Annotated[date | None, Asked("收到补正的日期", "寄来的写到达日；不写就是今天")] = None


@command
class HearOthers:
    """Ask a third party, or the body that made it together with us."""

    who: Annotated[Heard, Asked("征求谁的意见")]
    party: Annotated[str, Asked("名称", most=100)]
    why: Annotated[str, Asked("为什么要征求", "人人看得到的经过里会写，不写个人信息", most=200)]


@command
class NoteOpinion:
    """Put down what they said."""

    consents: Annotated[bool, Asked("同意公开")] = False
    words: Annotated[str, Asked("意见内容", long=True)] = ""


@command
class DeemHeard:
    """They said nothing in time."""


@command
class ExtendReply:
    """Take more time, approved by the head of the openness office."""

    days: Annotated[int, Asked("延长几个工作日", "最多二十个")] = 20
    reason: Reason
    approved_by: Annotated[str, Asked("批准人", "政府信息公开工作机构负责人")]


@command
class AskReasons:
    """Ask why so many."""

    why: Annotated[str, Asked("怎样超过了合理范围", "写明件数、频次", most=200)]
    days: Annotated[int, Asked("说明期限（工作日）")] = 10


@command
class GiveReasons:
    """Say why."""

    words: Annotated[str, Asked("申请的理由", long=True)]


@command
class NoReasons:
    """No reasons came in time."""


@command
class DeferReply:
    """The reasons are good, but it takes longer: until then."""

    until: Annotated[date, Asked("延迟到哪天答复")]
    reason: Reason


@command
class TellFee:
    """Charge what the rules let an excessive request be charged."""

    items: Annotated[int, Asked("本月第几件", "按件计收：同一申请人一个自然月内的件数；按量的写0")] = 0
    pages: Annotated[int, Asked("页数", "按量计收：提供的页数；按件的写0")] = 0


@command
class NotePaid:
    """It was paid."""

    on: Annotated[date, Asked("缴费日期")]
    receipt: Annotated[str, Asked("票据号码", most=60)]


@command
class ReplyInformation:
    """Reply."""

    reply: Annotated[Reply, Asked("答复")]
    supplied: Annotated[
        str,
        Asked(
            "提供的内容", "信息本身，或者获取的方式、途径；部分公开的隐去不能公开的", long=True, most=50_000
        ),
    ] = ""
    reason: Annotated[str, Asked("理由", "不提供、部分提供的写明", long=True)] = ""
    organ: Annotated[str, Asked("负责公开的机关或者渠道", "名称和联系方式", most=200)] = ""
    keep: Annotated[str, Asked("保留的文字", "系统标出、但可以提供的文字，每行一处", long=True)] = ""
    despite: Annotated[bool, Asked("第三方不同意，但不公开会对公共利益造成重大影响")] = False


@command
class Abandon:
    """The day passed."""


@command
class WithdrawRequest:
    """Take it back."""


@command
class NoteContest:
    """Put down a review or a suit about the reply."""

    how: Annotated[Contest, Asked("复议还是诉讼")]
    result: Annotated[Contested, Asked("结果")]
    paper: Annotated[str, Asked("文号", "复议决定、判决或者受理通知的文号", most=80)]
