"""What is asked about supervision from outside: invite somebody, put on record what he saw, end the invitation."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from yichuang.law.cases.commands.asked import Asked, Reason, command
from yichuang.law.words import Remark


@command
class InviteSupervisor:
    """Invite an outside supervisor to this case and all that comes of it."""

    person: Annotated[str, Asked("特邀监督人员")]
    reason: Annotated[str, Asked("邀请的理由", long=True)]
    until: Annotated[date, Asked("邀请到哪一天")]


@command
class RecordSupervision:
    """Put on record what the outside supervisor saw or thinks."""

    remark: Annotated[Remark, Asked("记录种类")]
    words: Annotated[str, Asked("监督记录", long=True, most=20000)]


@command
class DismissSupervisor:
    """End an invitation before its day."""

    person: Annotated[str, Asked("特邀监督人员")]
    reason: Reason
