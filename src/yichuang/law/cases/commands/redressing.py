"""What is asked about how the window served the applicant: a fee, a complaint, the follow-up of a bad rating."""

from __future__ import annotations

from typing import Annotated

from yichuang.law.cases.commands.asked import Asked, command


@command
class NoteFee:
    """Put on record a fee that was charged."""

    item: Annotated[str, Asked("收费项目")]
    yuan: Annotated[str, Asked("金额（元）", "例如 120 或 120.50")]
    receipt: Annotated[str, Asked("票据号码")]


@command
class Complain:
    """Complain of how the case is handled."""

    words: Annotated[str, Asked("投诉的内容", "写明什么时候、哪个环节、怎么回事", long=True)]


@command
class FollowRating:
    """Say what came of a bad rating."""

    words: Annotated[str, Asked("回访情况", "同申请人联系的经过；只留在案卷里", long=True)]
    put_right: Annotated[str, Asked("整改情况", "会告诉申请人", long=True)]
