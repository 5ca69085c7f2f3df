"""What becomes of an objection to what was made public 公开异议: brought, accepted, checked, decided; the same ones are answered with it."""

from __future__ import annotations

from yichuang.law.facts.fact import Fact, Sealed, fact
from yichuang.law.facts.hotline import Allowed
from yichuang.law.open_words import Objecting, Upshot


@fact
class ObjectionBrought(Fact):
    """Somebody says that a publication is wrong, or reports what is behind it."""

    of_case: str
    """The publication."""
    title: str
    about: Objecting
    words: Sealed
    name: Sealed | None
    contact: Sealed | None
    anonymous: bool
    confidential: bool
    allowed: Allowed

    def sentence(self) -> str:
        """Say it."""
        how = "，匿名" if self.anonymous else "，要求保密" if self.confidential else ""
        return f"对公开的“{self.title}”提出{self.about.label}{how}，应当在{self.allowed.said}内答复"


@fact
class ObjectionAccepted(Fact):
    """It is taken in hand by somebody who neither drafted nor reviewed the publication."""

    officer: str
    officer_name: str

    def sentence(self) -> str:
        """Say it."""
        return f"受理了异议，由{self.officer_name}核查"


@fact
class ObjectionJoined(Fact):
    """It is the same as an earlier one, and will be answered with it."""

    into: str

    def sentence(self) -> str:
        """Say it."""
        return f"和先提出的异议{self.into}是同一件事，并案处理"


@fact
class ObjectionChecked(Fact):
    """What the check found; it may name people, so it lies beside the chain."""

    finding: Sealed
    sources: str
    """What was looked at."""
    officer: str
    officer_name: str

    def sentence(self) -> str:
        """Say it."""
        return f"核查完毕，核对了{self.sources}"


@fact
class ObjectionDecided(Fact):
    """The publication is confirmed, corrected or withdrawn, in public and with its reason."""

    upshot: Upshot
    reason: str
    basis: str
    words: Sealed | None
    """What is told to whoever brought it, beyond the public reason."""
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"处理决定：{self.upshot.said}。理由：{self.reason}（{self.basis}）"


@fact
class ObjectionFollowed(Fact):
    """The earlier one was decided, and this one is answered with it."""

    into: str
    upshot: Upshot
    reason: str
    basis: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"随先提出的异议答复：{self.upshot.said}。理由：{self.reason}（{self.basis}）"
