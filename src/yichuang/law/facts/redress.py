"""How the window served the applicant: fees that were charged, complaints, what followed a bad rating."""

from __future__ import annotations

from yichuang.law.facts.fact import Fact, Sealed, fact


@fact
class FeeCharged(Fact):
    """A fee was charged for this case, as the window put it on record (行政许可法 58–59)."""

    item: str
    cents: int
    receipt: str
    """The number of the receipt the payer was given."""
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"登记收费：{self.item}{self.cents / 100:.2f}元，票据{self.receipt}"


@fact
class ComplaintMade(Fact):
    """The applicant complained of how the case is handled (行政许可法 65, 优化营商环境条例 49)."""

    words: Sealed
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return "提出投诉，由监察员认定，结果在本页告诉申请人"


@fact
class RatingFollowedUp(Fact):
    """The body spoke with whoever gave a bad rating and said what it has put right (好差评：差评回访整改)."""

    words: Sealed
    put_right: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"回访差评，整改情况：{self.put_right}"
