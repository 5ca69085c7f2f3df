"""Supervision from outside: who was invited to watch a case, what they put on record; and what somebody tried without the right to."""

from __future__ import annotations

from datetime import date

from yichuang.law.facts.fact import Fact, Sealed, fact
from yichuang.law.words import Organisation, Remark


@fact
class SupervisorInvited(Fact):
    """Somebody of another organisation was invited to watch the case and all that comes of it, until a day (行政许可法 10(1))."""

    person: str
    name: str
    organisation: Organisation
    unit: str
    reason: str
    """On record, not in the sentence: why discipline looks at a case is not for everybody who follows it."""
    until: date
    body: str = ""
    """The body that invited."""

    def sentence(self) -> str:
        """Say it."""
        return f"邀请{self.unit}（{self.organisation.label}）监督，到{self.until:%Y年%-m月%-d日}为止"


@fact
class SupervisionRecorded(Fact):
    """The outside supervisor put on record what he saw or thinks; the words may name people and stand beside the chain."""

    remark: Remark
    unit: str
    words: Sealed

    def sentence(self) -> str:
        """Say it."""
        return f"代表{self.unit}写了监督记录：{self.remark.label}"


@fact
class SupervisorDismissed(Fact):
    """An invitation was ended before its day."""

    person: str
    unit: str
    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"结束对{self.unit}的监督邀请：{self.reason}"


@fact
class AttemptRefused(Fact):
    """Somebody tried what he has no right to do and was refused; it stands on a chain of its own, the case is not touched."""

    act: str
    label: str
    of_case: str
    reason: str

    def sentence(self) -> str:
        """Say it."""
        where = f"对办件{self.of_case}" if self.of_case else ""
        return f"试图{where}“{self.label}”，被拒绝：{self.reason}"
