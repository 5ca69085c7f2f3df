"""What becomes of a demand on the hotline 诉求工单: registered, passed on, handled, answered, called back, closed."""

from __future__ import annotations

import dataclasses
from datetime import date

from yichuang.law.facts.fact import Fact, Sealed, fact
from yichuang.law.hotline_words import (
    Elsewhere,
    Escalation,
    Line,
    Passing,
    Rescue,
    Satisfaction,
    Solved,
    TicketClass,
    Urgency,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Allowed:
    """So much time by this paper: `workday`, `day` or `hour`."""

    amount: int
    unit: str
    basis: str

    @property
    def said(self) -> str:
        """In words: 5个工作日, 3日, 2小时."""
        return f"{self.amount}{ {'workday': '个工作日', 'day': '日', 'hour': '小时'}[self.unit] }"


@dataclasses.dataclass(frozen=True, slots=True)
class Spot:
    """A place on earth in millionths of a degree (WGS 84); whole numbers, since facts hold no fractions."""

    lat: int
    lon: int


@fact
class TicketRegistered(Fact):
    """A demand was put on record; whoever calls, nothing is turned away (低门槛受理)."""

    about: TicketClass
    urgency: Urgency
    subject: str
    """The code of the subject; empty until somebody sorts it."""
    title: str
    line: Line
    words: Sealed
    """What the caller said, in the caller's own words."""
    place: str = ""
    """Public; empty when the ticket is confidential."""
    spot: Spot | None = None
    hidden_place: Sealed | None = None
    caller: Sealed | None = None
    phone: Sealed | None = None
    contact: bool = False
    """Whether the caller can be called back at all."""
    anonymous: bool = False
    confidential: bool = False
    against: str = ""
    """The body that is complained of, by code: the ticket never goes to it."""
    origin: str = ""
    """The number the linked line gave it, under which it wants the answer."""
    photos: tuple[str, ...] = ()
    call_back: Allowed | None = None
    """Within how long the caller is called back after an answer, where the region has set its own."""

    def sentence(self) -> str:
        """Say it."""
        how = "匿名" if self.anonymous else "保密" if self.confidential else ""
        return f"登记{self.line.label}{how}{self.about.label}“{self.title}”"


@fact
class TicketSorted(Fact):
    """What it is about was put right."""

    about: TicketClass
    urgency: Urgency
    subject: str
    subject_name: str

    def sentence(self) -> str:
        """Say it."""
        return f"归类为{self.urgency.label}{self.about.label}“{self.subject_name}”"


@fact
class AnsweredDirectly(Fact):
    """The hotline answered by itself; `told` when the caller heard it at once."""

    words: Sealed
    told: bool
    officer: str = ""
    source: str = ""
    """Where the answer was found: the entry of the knowledge base."""
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return "当场答复了诉求人" if self.told else "直接答复，等回访"


@fact
class OtherWayTold(Fact):
    """The law keeps another channel for this: the caller was told which one, and that is an answer."""

    way: Elsewhere
    words: str
    told: bool
    officer: str = ""
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"告知应当通过{self.way.label}办理：{self.words}"


@fact
class EmergencyTransferred(Fact):
    """It was given to an emergency line at once."""

    line: Rescue
    taken_by: str
    """Who took it there."""
    officer: str = ""
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"立即转{self.line.label}，接收：{self.taken_by}"


@fact
class TicketDispatched(Fact):
    """It was passed on to a lead body and joint bodies, with the limit that runs from now and its basis."""

    lead: str
    lead_name: str
    joint: tuple[str, ...]
    joint_names: tuple[str, ...]
    passing: Passing
    limit: Allowed
    arrive: Allowed | None = None
    """Of an emergency: within how many hours somebody must be on the scene."""
    reason: str = ""
    """Why it goes to another body than before."""
    final: bool = False
    """Whether the authority decided: it may not be returned any more."""
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        how = "核定由" if self.final else f"{self.passing.label}给"
        joint = f"，{'、'.join(self.joint_names)}协办" if self.joint else ""
        arrive = f"，{self.arrive.said}内到场" if self.arrive else ""
        why = f"（{self.reason}）" if self.reason else ""
        return f"{how}{self.lead_name}{'主办' if self.joint or self.final else ''}{joint}，{self.limit.said}内答复{arrive}{why}"


@fact
class TicketSigned(Fact):
    """The body took it in hand."""

    officer: str = ""
    name: str = ""

    def sentence(self) -> str:
        """Say it."""
        return "签收"


@fact
class TicketReturned(Fact):
    """The body sent it back within the hours for it, saying whose business it is."""

    reason: str
    basis: str
    suggests: str = ""

    def sentence(self) -> str:
        """Say it."""
        whose = f"，建议由{self.suggests}办理" if self.suggests else ""
        return f"退回工单：{self.reason}（{self.basis}）{whose}"


@fact
class TicketExtended(Fact):
    """The head of the unit let it take longer, once."""

    by: int
    unit: str
    reason: str
    approved_by: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"{self.approved_by}批准延期{self.by}{'个工作日' if self.unit == 'workday' else '日'}：{self.reason}"


@fact
class TicketUrged(Fact):
    """The caller asked how long it takes."""

    words: Sealed

    def sentence(self) -> str:
        """Say it."""
        return "催单"


@fact
class TicketEscalated(Fact):
    """It was lifted to a higher level of supervision."""

    level: Escalation
    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"列为{self.level.label}：{self.reason}"


@fact
class ArrivedOnScene(Fact):
    """Somebody of the body is there, with the place and a photo as proof."""

    place: str
    spot: Spot | None
    photo: str
    """The digest of the photo."""
    metres: int | None = None
    """How far from the place that was told."""
    explained: str = ""

    def sentence(self) -> str:
        """Say it."""
        far = f"，距登记地点{self.metres}米" if self.metres is not None else ""
        return f"到达现场“{self.place}”{far}{f'（{self.explained}）' if self.explained else ''}"


@fact
class JointReported(Fact):
    """A joint body reported its part to the lead."""

    body: str
    words: str

    def sentence(self) -> str:
        """Say it."""
        return f"协办回报：{self.words}"


@fact
class TicketAnswered(Fact):
    """The lead answered the caller: what was done, and, apart from that, whether it is solved."""

    words: Sealed
    solved: Solved
    officer: str
    body: str
    plan: str = ""
    """What is still to be done, when it is not solved yet."""
    plan_on: date | None = None
    lacking: str = ""
    """Why a joint body's report is missing."""
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        plan = f"，计划{self.plan_on:%Y年%-m月%-d日}前{self.plan}" if self.plan_on else ""
        return f"办理完毕并答复诉求人：{self.solved.label}{plan}"


@fact
class CallTried(Fact):
    """A call-back that reached nobody."""

    times: int

    def sentence(self) -> str:
        """Say it."""
        return f"第{self.times}次回访，没有联系上"


@fact
class TicketCalledBack(Fact):
    """The caller said whether it is solved, and how content he is."""

    solved: bool
    satisfaction: Satisfaction
    words: Sealed
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"回访：{'已解决' if self.solved else '未解决'}，{self.satisfaction.label}"


@fact
class TicketReworked(Fact):
    """It goes back to be done again, with a fresh limit."""

    times: int
    reason: str
    limit: Allowed | None = None
    """None when no body has had it yet: then it waits to be passed on."""
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"第{self.times}次重办：{self.reason}"


@fact
class TicketRated(Fact):
    """The citizen rated how it was handled."""

    solved: bool
    satisfaction: Satisfaction
    words: Sealed

    def sentence(self) -> str:
        """Say it."""
        return f"评价：{'已解决' if self.solved else '未解决'}，{self.satisfaction.label}"


@fact
class FoundUnsolved(Fact):
    """The citizen says it is not solved, although it was closed."""

    words: Sealed

    def sentence(self) -> str:
        """Say it."""
        return "反映没有解决"


@fact
class TicketMerged(Fact):
    """It is the same demand as another one, and is answered with it."""

    into: str
    same_caller: bool
    reason: str
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"并入工单{self.into}{'（同一诉求人）' if self.same_caller else ''}：{self.reason}"


@fact
class MergeUndone(Fact):
    """It was not the same after all."""

    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"撤销合并：{self.reason}"


@fact
class MainAnswered(Fact):
    """The ticket it was merged into was answered: so is this one, and its own caller is called back."""

    main: str
    solved: Solved | None
    lead: str
    joint: tuple[str, ...]
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        return f"主单{self.main}已经答复，本单一并答复"


@fact
class TicketClosed(Fact):
    """The loop is closed after feedback; why without a call that reached the caller, if so."""

    reason: str = ""
    with_main: str = ""
    explained: bool = False
    TOLD = True

    def sentence(self) -> str:
        """Say it."""
        if self.with_main:
            return f"随主单{self.with_main}办结"
        return f"工单办结{f'：{self.reason}' if self.reason else ''}"
