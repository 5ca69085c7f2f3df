"""While the body examines: steps, pauses, extension, hearing (行政许可法 34–36, 42, 45–48)."""

from __future__ import annotations

import dataclasses
from datetime import date

from yichuang.law.facts.fact import Fact, Sealed, fact
from yichuang.law.words import Ground


@fact
class StepCompleted(Fact):
    """A step of the examination was done, with its opinion."""

    step: str
    name: str
    passed: bool
    opinion: str
    officers: tuple[str, ...] = ()
    signer: str = ""
    """Whoever completed it, by number."""

    def sentence(self) -> str:
        """Say it."""
        who = f"（{'、'.join(self.officers)}）" if self.officers else ""
        return f"完成“{self.name}”{who}：{'通过' if self.passed else '不通过'}。{self.opinion}"


@fact
class StepReturned(Fact):
    """The examination went back to an earlier step, with the reason."""

    step: str
    name: str
    reason: str
    again: tuple[str, ...] = ()
    """The steps that were done and are to be done again: this one and all behind it."""

    def sentence(self) -> str:
        """Say it."""
        return f"退回“{self.name}”重新办理：{self.reason}"


@fact
class StepSigned(Fact):
    """One of those who sign a step together gave an opinion (会签)."""

    step: str
    name: str
    signer: str
    passed: bool
    opinion: str

    def sentence(self) -> str:
        """Say it."""
        return f"会签“{self.name}”：{'同意' if self.passed else '不同意'}。{self.opinion}"


@fact
class SignerAdded(Fact):
    """Somebody else must sign a step too (加签)."""

    step: str
    name: str
    signer: str
    signer_name: str
    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"请{self.signer_name}加签“{self.name}”：{self.reason}"


@fact
class StepTransferred(Fact):
    """A step was handed to a colleague (转办); its limit runs on."""

    step: str
    name: str
    to: str
    to_name: str
    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"把“{self.name}”转给{self.to_name}办理：{self.reason}"


@fact
class StepTakenBack(Fact):
    """Whoever did a step took it back before anything was built on it (撤回)."""

    step: str
    name: str
    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"撤回已完成的“{self.name}”：{self.reason}"


@fact
class StepReminded(Fact):
    """Whoever has the case in hand was reminded (催办)."""

    words: str
    steps: tuple[str, ...] = ()
    """The names of the steps that stood open."""

    def sentence(self) -> str:
        """Say it."""
        on = f"（在办：{'、'.join(self.steps)}）" if self.steps else ""
        return f"催办{on}：{self.words}"


@fact
class ClockPaused(Fact):
    """A special procedure began and the applicant was told in writing how long it takes (行政许可法 45)."""

    ground: Ground
    organiser: str
    since: date
    expected_days: int
    basis: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"启动特别程序“{self.ground.label}”，由{self.organiser}组织，预计{self.expected_days}个工作日，期间不计入办理期限"


@fact
class ClockResumed(Fact):
    """The special procedure ended; the clock runs again from the next day."""

    ground: Ground
    until: date
    finding: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"“{self.ground.label}”结束，恢复计时。{self.finding}"


@fact
class ClockExtended(Fact):
    """The limit was extended once, approved by name, with the reason told to the applicant (行政许可法 42(1))."""

    days: int
    reason: str
    approved_by: str
    statutory_due: date
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"经{self.approved_by}批准延长{self.days}个工作日，法定期限至{self.statutory_due:%Y年%-m月%-d日}。理由：{self.reason}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LimitMove:
    """One limit whose last day the calendar moved: its name, the day before and after."""

    clock: str
    name: str
    old: date
    new: date


@fact
class LimitRecalculated(Fact):
    """A new notice on holidays moved the last day of a running limit (行政许可法 82)."""

    moves: tuple[LimitMove, ...]
    notice: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        said = "，".join(
            f"{move.name}由{move.old:%Y年%-m月%-d日}改为{move.new:%Y年%-m月%-d日}" for move in self.moves
        )
        return f"重算期限：{said}，因为有了新的放假安排：{self.notice}"


@fact
class InterestedPartyInformed(Fact):
    """Somebody whose major interest is touched was informed (行政许可法 36)."""

    party: Sealed
    interest: str

    def sentence(self) -> str:
        """Say it."""
        return f"告知了利害关系人，其有权陈述和申辩。事由：{self.interest}"


@fact
class StatementHeard(Fact):
    """The applicant or an interested party was heard (行政许可法 36)."""

    statement: Sealed
    considered: str

    def sentence(self) -> str:
        """Say it."""
        return f"听取了陈述和申辩。采纳情况：{self.considered}"


@fact
class HearingRightTold(Fact):
    """The applicant and the interested were told of the right to a hearing (行政许可法 47)."""

    proposed: str
    until: date
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"告知听证权利，可在{self.until:%Y年%-m月%-d日}前提出听证申请。拟作出的决定：{self.proposed}"


@fact
class HearingRequested(Fact):
    """A hearing was asked for; it must be organised within twenty working days (行政许可法 47)."""

    reason: Sealed
    organise_by: date

    def sentence(self) -> str:
        """Say it."""
        return f"申请听证，听证应在{self.organise_by:%Y年%-m月%-d日}前组织"


@fact
class HearingWaived(Fact):
    """The right to a hearing was given up."""

    def sentence(self) -> str:
        """Say it."""
        return "放弃听证"


@fact
class HearingArranged(Fact):
    """Time, place and chair of the hearing were announced at least seven working days before (行政许可法 48)."""

    on: date
    place: str
    chair: str
    begins: str = "09:30"
    recorder: str = ""
    section: str = ""
    chair_section: str = ""
    reviewers: tuple[str, ...] = ()
    """Who examined the application and gives the evidence."""
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"通知于{self.on:%Y年%-m月%-d日}在{self.place}举行听证，主持人{self.chair}"


@fact
class HearingHeld(Fact):
    """The hearing was held and its minutes were signed; the decision must follow them (行政许可法 48)."""

    on: date
    minutes: Sealed
    conclusion: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"于{self.on:%Y年%-m月%-d日}举行听证，笔录经各方确认签字。{self.conclusion}"
