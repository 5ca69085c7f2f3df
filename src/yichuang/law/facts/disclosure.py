"""What becomes of a duty to publish 公开任务: due, drafted, reviewed, published, shown on each outlet, taken down."""

from __future__ import annotations

from datetime import date

from yichuang.law.facts.fact import Fact, Sealed, fact
from yichuang.law.facts.hotline import Allowed
from yichuang.law.open_words import Category, Exemption, Moment, Outlet, Subject, Verdict


@fact
class DisclosureDue(Fact):
    """Information came into being or its day came: this person must have it public in time (政府信息公开条例 26)."""

    title: str
    category: Category
    moment: Moment
    section: str
    officer: str
    officer_name: str
    outlets: tuple[Outlet, ...]
    allowed: Allowed
    because: str
    """The day or the event that opened it, in words."""
    weight: int = 1
    """What it counts in the score of who answers for it."""
    rule: str = ""
    """The code of the duty it comes of; the publications of one duty are versions of one another."""
    corrects: str = ""
    """The publication it corrects after an objection."""
    latest: date | None = None
    """The last day at all, whatever the limit says: the day before it begins, or the day that passed while the house was shut."""
    subject: Subject = Subject.OTHER
    """Which class of information it is (政府信息公开条例 20)."""

    def sentence(self) -> str:
        """Say it."""
        if self.latest is not None and not self.allowed.amount:
            return f"因{self.because}，应当不晚于{self.latest:%Y年%-m月%-d日}公开“{self.title}”，责任人{self.section}{self.officer_name}"
        return f"因{self.because}，应当在{self.allowed.said}内公开“{self.title}”，责任人{self.section}{self.officer_name}"


@fact
class DisclosureHandedOver(Fact):
    """Another person answers for it from now on; its limit runs on."""

    section: str
    officer: str
    officer_name: str
    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"公开任务移交{self.section}{self.officer_name}：{self.reason}"


@fact
class DisclosureDrafted(Fact):
    """A text lies before the reviewer; it may hold what must not get out, so it is kept beside the chain."""

    title: str
    text: Sealed
    digest: str
    """SHA-256 of the text, so that “in whole” can be proved."""
    officer: str
    officer_name: str

    def sentence(self) -> str:
        """Say it."""
        return f"送审“{self.title}”"


@fact
class DisclosureReturned(Fact):
    """The reviewer wants another draft."""

    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"公开审查退回：{self.reason}"


@fact
class DisclosureCleared(Fact):
    """The review let this text out, in whole or in part (政府信息公开条例 17, 37).

    What somebody let out by mistake must be erasable, so it is kept beside the chain.
    """

    verdict: Verdict
    text: Sealed
    exemptions: tuple[Exemption, ...]
    """What was cut out; every other exemption was looked at and does not apply."""
    kept: Sealed
    """What the machine took for personal and the reviewer lets stand, a line each."""
    reason: str
    reviewer: str
    reviewer_name: str

    def sentence(self) -> str:
        """Say it."""
        why = f"，隐去{'、'.join(one.label for one in self.exemptions)}" if self.exemptions else ""
        return f"公开审查：{self.verdict.label}{why}" + (f"，理由：{self.reason}" if self.reason else "")


@fact
class DisclosureWithheld(Fact):
    """The review held it back: it is listed as withheld, with the article and the reason (政府信息公开条例 14–17)."""

    exemptions: tuple[Exemption, ...]
    reason: str
    reviewer: str
    reviewer_name: str

    def sentence(self) -> str:
        """Say it."""
        return (
            f"公开审查：不予公开，属于{'、'.join(one.label for one in self.exemptions)}，理由：{self.reason}"
        )


@fact
class DisclosurePublished(Fact):
    """It is public from now on."""

    title: str

    def sentence(self) -> str:
        """Say it."""
        return f"在网站公开“{self.title}”"


@fact
class OutletShown(Fact):
    """It stands on this outlet since this day, and this proves it."""

    outlet: Outlet
    on: date
    proof: str

    def sentence(self) -> str:
        """Say it."""
        return f"在{self.outlet.label}公开，{self.on:%Y-%m-%d}，凭证：{self.proof}"


@fact
class OutletRemoved(Fact):
    """It stands on this outlet no longer: there is a newer one, or it was taken down; this proves it."""

    outlet: Outlet
    on: date
    proof: str

    def sentence(self) -> str:
        """Say it."""
        return f"从{self.outlet.label}撤下，{self.on:%Y-%m-%d}，凭证：{self.proof}"


@fact
class DisclosureTakenDown(Fact):
    """What was public is so no longer; the list of what stood there, and why not any more, stays."""

    reason: str
    objection: str = ""
    """The objection it was withdrawn on."""

    def sentence(self) -> str:
        """Say it."""
        return f"撤下公开的信息：{self.reason}"
