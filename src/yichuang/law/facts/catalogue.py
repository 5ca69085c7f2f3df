"""What becomes of a matter 事项 itself: drafted, reviewed, published, ended, handed over (优化营商环境条例 40)."""

from __future__ import annotations

from datetime import date

from yichuang.law.facts.fact import Fact, fact
from yichuang.law.words import Ending


@fact
class DraftSaved(Fact):
    """The next edition of a matter was written down; the words are kept beside, their digest is chained."""

    digest: str
    base: int | None

    def sentence(self) -> str:
        """Say it."""
        return f"修改第{self.base}版，保存草稿" if self.base else "起草新事项，保存草稿"


@fact
class DraftDropped(Fact):
    """The draft was given up."""

    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"放弃草稿：{self.reason}"


@fact
class DraftReviewed(Fact):
    """Somebody else than its author looked the draft over."""

    digest: str
    passed: bool
    remarks: str

    def sentence(self) -> str:
        """Say it."""
        return f"审核通过草稿。{self.remarks}" if self.passed else f"退回草稿：{self.remarks}"


@fact
class EditionPublished(Fact):
    """An edition was published; it is in force from its day on and never changes."""

    number: int
    effective: date
    digest: str
    basis: str

    def sentence(self) -> str:
        """Say it."""
        return f"公布第{self.number}版，自{self.effective:%Y年%-m月%-d日}起施行。依据：{self.basis}"


@fact
class MatterEnded(Fact):
    """From a day on nothing is accepted under this matter: cancelled, handed over, or turned into something milder."""

    ending: Ending
    on: date
    basis: str
    measures: str
    """How the body supervises from then on (加强事中事后监管); empty when another body takes over."""
    successor: str | None

    def sentence(self) -> str:
        """Say it."""
        then = f"由事项{self.successor}承接。" if self.successor else ""
        kept = f"监管措施：{self.measures}。" if self.measures else ""
        return f"自{self.on:%Y年%-m月%-d日}起{self.ending.label}。{then}{kept}依据：{self.basis}"


@fact
class MatterReceived(Fact):
    """This matter takes over from another body's, from the same day on, so that nothing falls between."""

    predecessor: str
    ending: Ending
    on: date

    def sentence(self) -> str:
        """Say it."""
        return f"自{self.on:%Y年%-m月%-d日}起承接事项{self.predecessor}（{self.ending.label}）"


@fact
class EndingTakenBack(Fact):
    """An ending was taken back before its day came."""

    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"撤回停止办理的安排：{self.reason}"
