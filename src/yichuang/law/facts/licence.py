"""What becomes of a licence after it was granted (行政许可法 49, 50, 69, 70)."""

from __future__ import annotations

from datetime import date

from yichuang.law.facts.fact import Fact, fact
from yichuang.law.words import CancelGround, RevokeGround


@fact
class LicenceChanged(Fact):
    """The licence was changed by the decision of another case (行政许可法 49)."""

    by_case: str

    def sentence(self) -> str:
        """Say it."""
        return f"依办件{self.by_case}的决定登记变更"


@fact
class LicenceRenewed(Fact):
    """The licence was renewed, by decision or by silence (行政许可法 50)."""

    by_case: str
    until: date
    deemed: bool = False

    def sentence(self) -> str:
        """Say it."""
        how = "逾期未作决定，视为准予延续" if self.deemed else "准予延续"
        return f"依办件{self.by_case}登记{how}，有效期至{self.until:%Y年%-m月%-d日}"


@fact
class RenewalDeemed(Fact):
    """No decision before the licence ran out: the renewal is deemed granted (行政许可法 50(2))."""

    expired_on: date
    until: date | None
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"在{self.expired_on:%Y年%-m月%-d日}有效期届满前未作出决定，依法视为准予延续"


@fact
class LicenceExpired(Fact):
    """The licence ran out and nobody had asked for renewal in time."""

    expired_on: date

    def sentence(self) -> str:
        """Say it."""
        return f"登记许可有效期已于{self.expired_on:%Y年%-m月%-d日}届满"


@fact
class LicenceRevoked(Fact):
    """The grant was revoked (撤销, 行政许可法 69)."""

    ground: RevokeGround
    reason: str
    effective_on: date
    remedies: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"决定撤销行政许可：{self.ground.label}。{self.reason}"


@fact
class LicenceCancelled(Fact):
    """The licence was cancelled from the register (注销, 行政许可法 70)."""

    ground: CancelGround
    reason: str
    effective_on: date
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"办理注销：{self.ground.label}。{self.reason}"
