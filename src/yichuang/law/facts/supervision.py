"""What supervision finds and what becomes of it: cards 监察牌, explanations, holdings, rectification, appeal."""

from __future__ import annotations

from datetime import datetime

from yichuang.law.facts.fact import Fact, Sealed, fact
from yichuang.law.words import Level


@fact
class CardRaised(Fact):
    """A rule was met: the card names the case, the fact or instant, the body and the officer, and by which edition of which rules."""

    rule: str
    rule_name: str
    level: Level
    rules: str
    """Whose rules and which edition: `513200/3`; empty for a card a supervisor issued by hand."""
    of_case: str
    of_fact: int
    """The fact that was found, by its number in the case; 0 when an instant was passed."""
    found_at: datetime
    officer: str
    officer_name: str
    evidence: str
    measured: str
    basis: str
    days: tuple[tuple[str, int], ...]
    """The working days for explaining, holding, rectifying, verifying and appealing."""
    TOLD = False

    def sentence(self) -> str:
        """Say it."""
        return f"发出{self.level.label}“{self.rule_name}”：{self.evidence}"


@fact
class CardExplained(Fact):
    """The body explained itself."""

    words: Sealed

    def sentence(self) -> str:
        """Say it."""
        return "说明了情况"


@fact
class CardUpheld(Fact):
    """The supervisor upheld the card, at its level or a lower one, with the reason."""

    level: Level
    reason: str
    unexplained: bool = False
    """Whether the body had let the days for explaining pass."""
    signer: str = ""
    """Whoever held it, by number."""

    def sentence(self) -> str:
        """Say it."""
        silent = "逾期未说明，" if self.unexplained else ""
        return f"{silent}认定{self.level.label}成立：{self.reason}"


@fact
class CardLifted(Fact):
    """The supervisor lifted the card; it never counts."""

    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"撤销监察牌：{self.reason}"


@fact
class CardRectified(Fact):
    """The body reported what it has put right."""

    words: str

    def sentence(self) -> str:
        """Say it."""
        return f"报告整改情况：{self.words}"


@fact
class RectificationVerified(Fact):
    """The supervisor looked at what was put right: enough, or not."""

    passed: bool
    remarks: str

    def sentence(self) -> str:
        """Say it."""
        return f"核验整改{'通过，监察了结' if self.passed else '不通过，继续整改'}：{self.remarks}"


@fact
class CardAppealed(Fact):
    """The body appealed, once."""

    reason: Sealed

    def sentence(self) -> str:
        """Say it."""
        return "申请复核"


@fact
class AppealDecided(Fact):
    """Another supervisor decided the appeal: kept, lowered, or lifted."""

    level: Level | None
    """The level it is finally held at; none when it is lifted."""
    reason: str

    def sentence(self) -> str:
        """Say it."""
        held = f"维持为{self.level.label}" if self.level else "撤销监察牌"
        return f"复核决定{held}：{self.reason}"


@fact
class RulesAdopted(Fact):
    """A region's rules of supervision were set; the words are kept beside, their digest is chained."""

    region: str
    number: int
    name: str
    digest: str
    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"启用监察规则“{self.name}”第{self.number}版：{self.reason}"
