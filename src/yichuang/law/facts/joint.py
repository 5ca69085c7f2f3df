"""Joint handling: matters opened and felt by the whole, meetings with minutes and decisions, the tasks that come of them."""

from __future__ import annotations

import dataclasses
from datetime import date

from yichuang.law.facts.fact import Fact, Sealed, fact
from yichuang.law.words import MeetingKind, Outcome, Progress


@fact
class ChildNoted(Fact):
    """A matter of the project came to stand otherwise, and the whole feels it (行政许可法 26(2))."""

    step: str
    name: str
    number: str
    progress: Progress
    on: date

    def sentence(self) -> str:
        """Say it."""
        return f"登记“{self.name}”（办件{self.number}）的进展：{self.progress.label}"


@fact
class ChildReopened(Fact):
    """A matter that failed is applied for once more."""

    step: str
    name: str
    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"重新申请“{self.name}”：{self.reason}"


@fact
class WholeStopped(Fact):
    """Nothing of the project can move but by the applicant or a special procedure: its days are not counted (行政许可法 45)."""

    since: date
    waits: tuple[str, ...]

    def sentence(self) -> str:
        """Say it."""
        return f"整个项目从{self.since:%Y年%-m月%-d日}起停止计时，等待：{'、'.join(self.waits)}"


@fact
class WholeResumed(Fact):
    """Something of the project moves again."""

    until: date

    def sentence(self) -> str:
        """Say it."""
        return "整个项目恢复计时"


@fact
class ApplicantDone(Fact):
    """The applicant has done what only the applicant could do, such as the works themselves."""

    step: str
    name: str
    words: str

    def sentence(self) -> str:
        """Say it."""
        return f"报告“{self.name}”：{self.words}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one matter of the project."""

    name: str
    number: str
    progress: Progress


@fact
class ProjectConcluded(Fact):
    """Every matter has its result; they are handed over together (行政许可法 26(2), 44)."""

    outcome: Outcome
    results: tuple[Result, ...]
    words: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        listed = "；".join(f"{one.name}{one.progress.label}" for one in self.results)
        return f"{self.outcome.label}：{listed}。{self.words}"


@fact
class MeetingCalled(Fact):
    """Several bodies were called together, with the reason, in time."""

    kind: MeetingKind
    on: date
    place: str
    members: tuple[str, ...]
    reason: str
    step: str = ""

    def sentence(self) -> str:
        """Say it."""
        who = "、".join(self.members)
        return (
            f"召集{self.kind.label}，{self.on:%Y年%-m月%-d日}在{self.place}，参加：{who}。事由：{self.reason}"
        )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a meeting decided: what is to be done, by which body and whom, within how many working days."""

    what: str
    body: str
    owner: str
    days: int


@fact
class MeetingHeld(Fact):
    """The meeting was held: who was there, its minutes, what it decided."""

    kind: MeetingKind
    on: date
    attended: tuple[str, ...]
    minutes: Sealed
    conclusion: str
    decisions: tuple[Decision, ...] = ()
    step: str = ""

    def sentence(self) -> str:
        """Say it."""
        todo = "；".join(f"{one.what}（{one.owner}，{one.days}个工作日）" for one in self.decisions)
        return f"举行{self.kind.label}，{len(self.attended)}人参加。{self.conclusion}{'。决定：' if todo else ''}{todo}"


@fact
class TaskGiven(Fact):
    """A decision of a meeting became a task of a body, with its owner and limit."""

    what: str
    owner: str
    days: int
    of_case: str
    meeting: MeetingKind

    def sentence(self) -> str:
        """Say it."""
        return f"按{self.meeting.label}的决定，由{self.owner}在{self.days}个工作日内落实：{self.what}"


@fact
class TaskFulfilled(Fact):
    """The task was done and reported."""

    result: str

    def sentence(self) -> str:
        """Say it."""
        return f"已落实：{self.result}"


@fact
class TaskNoted(Fact):
    """A task that came of this case was done."""

    number: str
    what: str
    result: str

    def sentence(self) -> str:
        """Say it."""
        return f"会议决定已落实（办件{self.number}）：{self.what}。{self.result}"
