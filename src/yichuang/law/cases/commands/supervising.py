"""What supervision asks of a body, and a body of supervision: cards, explanations, holdings, rectification, appeal."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from yichuang.law.cases.commands.asked import Asked, Reason, command
from yichuang.law.words import Level


@command
class RaiseCard:
    """Raise a card: for a rule that was met, or by hand."""

    rule: Annotated[str, Asked("规则")]
    rule_name: Annotated[str, Asked("监察内容")]
    level: Annotated[Level, Asked("等级")]
    of_case: Annotated[str, Asked("办件")]
    evidence: Annotated[str, Asked("依据的事实", long=True)]
    basis: Annotated[str, Asked("依据的规定")]
    officer: Annotated[str, Asked("责任人工号")] = ""
    officer_name: Annotated[str, Asked("责任人")] = ""
    rules: Annotated[str, Asked("规则版本")] = ""
    of_fact: Annotated[int, Asked("事实序号")] = 0
    found_at: Annotated[datetime | None, Asked("发现时刻")] = None
    measured: Annotated[str, Asked("量得")] = ""
    days: Annotated[tuple[tuple[str, int], ...], Asked("各环节期限")] = ()


@command
class ExplainCard:
    """Explain oneself."""

    words: Annotated[str, Asked("情况说明", long=True)]


@command
class UpholdCard:
    """Uphold the card at its level or a lower one."""

    level: Annotated[Level, Asked("认定等级", help="不得高于发出时的等级")]
    reason: Reason


@command
class LiftCard:
    """Lift the card."""

    reason: Reason


@command
class RectifyCard:
    """Report what was put right."""

    words: Annotated[str, Asked("整改情况", long=True)]


@command
class VerifyRectification:
    """Say whether what was put right is enough."""

    passed: Annotated[bool, Asked("整改到位")]
    remarks: Annotated[str, Asked("核验意见", long=True)]


@command
class AppealCard:
    """Appeal, once."""

    reason: Reason


@command
class DecideAppeal:
    """Decide the appeal as another supervisor: keep, lower or lift."""

    lift: Annotated[bool, Asked("撤销监察牌")]
    reason: Reason
    level: Annotated[Level | None, Asked("维持的等级", help="不撤销时填写，不得高于原认定")] = None
