"""The decision, its certificate, its service, the archive (行政许可法 37–40, 44)."""

from __future__ import annotations

from datetime import date

from yichuang.law.facts.fact import Fact, Sealed, fact
from yichuang.law.words import EndGround, ServiceMode


@fact
class CaseGranted(Fact):
    """The licence was granted in writing (行政许可法 38(1))."""

    content: str
    basis: str
    letter: str
    valid_until: date | None = None
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        until = f"，有效期至{self.valid_until:%Y年%-m月%-d日}" if self.valid_until else ""
        return f"决定准予行政许可：{self.content}{until}"


@fact
class CaseRefused(Fact):
    """The licence was refused in writing, with reasons and remedies (行政许可法 38(2))."""

    reasons: str
    basis: str
    remedies: str
    letter: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"决定不予行政许可：{self.reasons}"


@fact
class CertificateMade(Fact):
    """The certificate was made out under its number (行政许可法 39)."""

    licence: str
    name: str
    valid_from: date
    valid_until: date | None = None
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"制作了{self.name}，编号{self.licence}"


@fact
class DecisionServed(Fact):
    """The decision or certificate was served (行政许可法 44: within ten working days)."""

    mode: ServiceMode
    receiver: Sealed
    served_on: date
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"{self.mode.label}了办理结果，送达之日为{self.served_on:%Y年%-m月%-d日}"


@fact
class CertificateCollected(Fact):
    """The result was collected at the window by the applicant or somebody authorised."""

    receiver: Sealed
    relation: str
    collected_on: date

    def sentence(self) -> str:
        """Say it."""
        return f"登记办理结果已由{self.relation}在窗口领取"


@fact
class CaseTerminated(Fact):
    """Handling ended without a decision, on a ground the law or the guide knows."""

    ground: EndGround
    reason: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"终止办理：{self.ground.label}。{self.reason}"


@fact
class CaseArchived(Fact):
    """The file was closed and put into the archive."""

    volume: str
    keep_years: int

    def sentence(self) -> str:
        """Say it."""
        return f"将案卷归档，卷号{self.volume}，保管{self.keep_years}年"


@fact
class CaseRated(Fact):
    """The applicant rated how it went: five grades, of his own will (好差评)."""

    stars: int
    words: Sealed
    TOLD = False

    def sentence(self) -> str:
        """Say it."""
        return f"作出评价：{('非常不满意', '不满意', '基本满意', '满意', '非常满意')[self.stars - 1]}"
