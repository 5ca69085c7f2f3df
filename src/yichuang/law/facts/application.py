"""From the first draft to acceptance (行政许可法 29–32)."""

from __future__ import annotations

import dataclasses
from datetime import date

from yichuang.law.facts.fact import Fact, Sealed, fact
from yichuang.law.words import Channel, MaterialForm, NotAccepted, Purpose


@fact
class CaseOpened(Fact):
    """A case was begun for an applicant; the edition of the matter is pinned for its whole life."""

    kind: str
    matter: str
    edition: int
    name: str
    region: str
    body: str
    applicant: str
    channel: Channel
    purpose: Purpose = Purpose.NEW
    licence_of: str | None = None
    licence_until: date | None = None
    parent: str | None = None
    """The joint project that opened it, or the case a task came of."""
    step: str = ""
    bodies: tuple[str, ...] = ()
    """Every body that takes part in a joint project."""

    def sentence(self) -> str:
        """Say it."""
        if not self.applicant:  # a card, a task: nobody applies for it
            return f"立案“{self.name}”"
        return f"开始填报“{self.name}”（{self.purpose.label}，{self.channel.label}）"


@fact
class FormFilled(Fact):
    """The application form was filled in or changed; the answers are personal text (JSON)."""

    answers: Sealed
    situation: dict[str, str]
    filled: tuple[str, ...] = ()
    """Which questions are answered: the keys only."""

    def sentence(self) -> str:
        """Say it."""
        return "填写了申请表"


@fact
class MaterialAttached(Fact):
    """A material was handed in: an electronic file by digest, or a paper seen at the window."""

    material: str
    name: str
    form: MaterialForm
    digest: str | None = None
    copies: int = 1

    def sentence(self) -> str:
        """Say it."""
        return f"提交了材料“{self.name}”（{self.form.label}）"


@fact
class MaterialRemoved(Fact):
    """A material was taken back before it was examined."""

    material: str
    name: str

    def sentence(self) -> str:
        """Say it."""
        return f"撤下了材料“{self.name}”"


@fact
class CaseSubmitted(Fact):
    """The application was received (行政许可法 32(1)): the five days to say what is missing run from this day."""

    received_on: date
    channel: Channel
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"提交了申请，收到申请材料之日为{self.received_on:%Y年%-m月%-d日}"


@fact
class PreReviewed(Fact):
    """An online application was looked through before acceptance; the remarks bind nobody."""

    passed: bool
    remarks: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"预审{'通过' if self.passed else '未通过'}" + (f"：{self.remarks}" if self.remarks else "")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionPoint:
    """One thing to put right: which material or item, what is wrong, by which basis."""

    material: str
    what: str
    basis: str = ""


@fact
class CorrectionAsked(Fact):
    """All that must be put right was told at once (行政许可法 32(1)(4))."""

    points: tuple[CorrectionPoint, ...]
    until: date
    again: bool = False
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        head = "再次告知尚未补正的内容" if self.again else "一次性告知需要补正的全部内容"
        return f"{head}{len(self.points)}项，请在{self.until:%Y年%-m月%-d日}前补正"


@fact
class CorrectionSupplied(Fact):
    """The applicant supplied what was asked; the body looks at it within five days again."""

    received_on: date
    note: Sealed

    def sentence(self) -> str:
        """Say it."""
        return f"补正了材料，收到之日为{self.received_on:%Y年%-m月%-d日}"


@fact
class CaseAccepted(Fact):
    """The application was accepted (行政许可法 32(1)(5)): the clocks of the decision start."""

    accepted_on: date
    counted_from: date
    """The event the limit runs from: the acceptance, or the receipt where a special law says so."""
    letter: str
    statutory_due: date
    promised_due: date
    provisional: bool = False
    on_the_spot: bool = False
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        due = f"承诺{self.promised_due:%Y年%-m月%-d日}前办结，法定期限至{self.statutory_due:%Y年%-m月%-d日}"
        return "当场受理" if self.on_the_spot else f"受理了申请，{due}"


@fact
class CaseDeemedAccepted(Fact):
    """Nobody answered within five working days: accepted by law from the day of receipt (行政许可法 32(1)(4))."""

    accepted_on: date
    silent_since: date
    statutory_due: date
    promised_due: date
    provisional: bool = False
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"逾期未告知，依法自收到申请材料之日{self.accepted_on:%Y年%-m月%-d日}起视为受理"


@fact
class AcceptanceRefused(Fact):
    """The application was not accepted, with the lawful reason (行政许可法 32(1)(1)(2), 78)."""

    reason: NotAccepted
    explanation: str
    competent_body: str
    letter: str
    basis: str
    remedies: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        tail = f"，请向{self.competent_body}申请" if self.competent_body else ""
        return f"决定不予受理：{self.reason.label}。{self.explanation}{tail}"


@fact
class CaseWithdrawn(Fact):
    """The applicant took the application back."""

    reason: Sealed

    def sentence(self) -> str:
        """Say it."""
        return "撤回了申请"
