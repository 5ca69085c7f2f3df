"""What is asked of an objection to a publication: bring it, accept, join with an earlier one, check, decide."""

from __future__ import annotations

from typing import Annotated

from yichuang.law.cases.commands.asked import Asked, command
from yichuang.law.facts import Allowed
from yichuang.law.open_words import Objecting, Upshot


@command
class BringObjection:
    """Say that a publication is wrong, or report what is behind it."""

    of_case: Annotated[str, Asked("公开信息编号")]
    allowed: Annotated[Allowed, Asked("答复期限")]
    words: Annotated[str, Asked("哪里不对，有什么依据", "怎么知道的也请写上，便于核查", long=True, most=5000)]
    about: Annotated[Objecting, Asked("提出什么")] = Objecting.OBJECTION
    name: Annotated[str, Asked("姓名", most=60)] = ""
    contact: Annotated[str, Asked("联系方式", "核查时要问您的，用得上", most=60)] = ""
    anonymous: Annotated[bool, Asked("匿名")] = False
    confidential: Annotated[bool, Asked("为我保密")] = False


@command
class AcceptObjection:
    """Take it in hand."""


@command
class JoinObjection:
    """Let it be answered with an earlier one."""

    into: Annotated[str, Asked("先提出的异议编号", "对同一条公开信息、先提出、还没有决定的")]


@command
class CheckObjection:
    """Put down what the check found."""

    finding: Annotated[str, Asked("核查情况", "不公开，可以写明涉及的人", long=True, most=10_000)]
    sources: Annotated[str, Asked("核对了什么", "例如：原始凭证、决定文书、现场", most=200)]


@command
class DecideObjection:
    """Confirm, correct or withdraw the publication."""

    upshot: Annotated[Upshot, Asked("处理决定")]
    reason: Annotated[str, Asked("公开的理由", "人人看得到，不写个人信息", long=True)]
    basis: Annotated[str, Asked("依据", most=200)]
    words: Annotated[str, Asked("另外告诉提出人的话", "只有提出人看得到", long=True)] = ""


@command
class FollowDecision:
    """Answer it as the earlier one was decided."""


@command
class FollowObjection:
    """Take the publication down as an objection to it was decided."""

    objection: Annotated[str, Asked("依据的异议")]
