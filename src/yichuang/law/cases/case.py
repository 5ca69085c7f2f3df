"""A case as its facts say: the folded state, everything an act must know, no personal text."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from msgspec import structs

from yichuang.law.cases.consultation import Consultation
from yichuang.law.cases.disclosure import Disclosure
from yichuang.law.cases.information import Information
from yichuang.law.cases.objection import Objection
from yichuang.law.cases.sitting import Sitting
from yichuang.law.cases.ticket import Ticket
from yichuang.law.clocks import CHINA, Clock, Limit, Pause
from yichuang.law.facts import CorrectionPoint
from yichuang.law.words import (
    Channel,
    Ground,
    Level,
    LicenceStatus,
    MaterialForm,
    MeetingKind,
    Organisation,
    Outcome,
    Progress,
    Purpose,
    State,
)


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How a clock has run so far: its start, its pauses, its extension, its stop. The limit stands in the edition."""

    start: datetime
    pauses: tuple[Pause, ...] = ()
    extension: int = 0
    stopped: date | None = None

    def under(self, limit: Limit) -> Clock:
        """The clock this run is under a limit."""
        return Clock(
            limit=limit, start=self.start, pauses=self.pauses, extension=self.extension, stopped=self.stopped
        )


def day(at: datetime) -> date:
    """The legal day of an instant, China time."""
    return at.astimezone(CHINA).date()


def stop(run: Run | None, at: datetime) -> Run | None:
    """The run as it stopped, if it ever ran."""
    return structs.replace(run, stopped=day(at)) if run else None


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A material that was handed in."""

    name: str
    form: MaterialForm
    digest: str | None
    copies: int


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What the applicant was told to put right, and until when."""

    points: tuple[CorrectionPoint, ...]
    until: date
    times: int
    open: bool


class StepDone(msgspec.Struct, frozen=True, kw_only=True):
    """A step that was done: by which officers, with which result."""

    step: str
    passed: bool
    officers: tuple[str, ...]
    on: date | None = None
    by: str = ""
    """Whoever completed it, by number."""


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """What stands about an open step: who has it in hand, who was asked to sign too, who signed how."""

    holder: str = ""
    holder_name: str = ""
    added: tuple[str, ...] = ()
    signed: dict[str, bool] = {}


class Hearing(msgspec.Struct, frozen=True, kw_only=True):
    """How far a hearing has come (行政许可法 46–48)."""

    right_until: date | None = None
    proposed: str = ""
    requested: bool = False
    waived: bool = False
    organise_by: date | None = None
    arranged_on: date | None = None
    chair: str = ""
    held_on: date | None = None
    number: str = ""
    """The case of the hearing itself."""


class Licence(msgspec.Struct, frozen=True, kw_only=True):
    """The licence that came of the case, and what it is worth."""

    number: str
    name: str
    valid_from: date
    valid_until: date | None
    status: LicenceStatus = LicenceStatus.VALID


class Child(msgspec.Struct, frozen=True, kw_only=True):
    """A matter of a joint project: its case, and how it stands since when."""

    number: str
    progress: Progress
    on: date


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting that was called, and whether it was held."""

    kind: MeetingKind
    on: date
    members: tuple[str, ...]
    step: str = ""
    held: bool = False


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done, by whom, within how many working days."""

    what: str
    owner: str
    days: int


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A finding of supervision: by which rule, at which level, whom it names, how it is held."""

    rule: str
    level: Level
    officer: str
    officer_name: str
    days: dict[str, int] = {}
    """The working days of each turn."""
    held: Level | None = None
    held_by: str = ""
    held_on: date | None = None
    appealed: bool = False
    settled: bool = False
    """Whether an appeal was decided: then it is final."""


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    """An officer at a window, from when to when."""

    officer: str
    officer_name: str
    begun: datetime
    ended: datetime | None = None


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """A window through a day: its hours, who was there, since when it is empty."""

    window: str
    hours: tuple[tuple[datetime, datetime], ...]
    spells: tuple[Presence, ...] = ()
    empty_since: datetime | None = None

    def present(self, now: datetime) -> list[tuple[datetime, datetime]]:
        """When somebody was there."""
        return [(one.begun, one.ended or now) for one in self.spells]


class Invited(msgspec.Struct, frozen=True, kw_only=True):
    """An outside supervisor invited to the case: who, of which organisation, by which body, until when."""

    person: str
    name: str
    organisation: Organisation
    unit: str
    by: str
    until: date


class Case(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One case 办件. Nobody writes a field: `fold` does, from facts."""

    number: str
    kind: str
    matter: str
    edition: int
    name: str
    region: str
    body: str
    applicant: str
    channel: Channel
    purpose: Purpose
    licence_of: str | None
    licence_until: date | None
    opened_at: datetime
    last_at: datetime
    version: int = 1
    state: State = State.DRAFT
    situation: dict[str, str] = {}
    filled: tuple[str, ...] = ()
    materials: dict[str, Held] = {}
    received_on: date | None = None
    check: Run | None = None
    """Since receipt or correction: five working days to accept or to say what is missing."""
    prereviewed: bool | None = None
    correction: Correction | None = None
    accepted_on: date | None = None
    deemed_accepted: bool = False
    review: Run | None = None
    """Since acceptance: the statutory and the promised limit run on it."""
    pause: Ground | None = None
    pause_days: int = 0
    steps: tuple[StepDone, ...] = ()
    desks: dict[str, Desk] = {}
    reminded_on: date | None = None
    hearing: Hearing = Hearing()
    decided_on: date | None = None
    outcome: Outcome | None = None
    grant_until: date | None = None
    serve: Run | None = None
    """Since the decision: ten working days to serve (行政许可法 44)."""
    licence: Licence | None = None
    served_on: date | None = None
    archived_on: date | None = None
    rated: bool = False
    low_rating: Run | None = None
    """Since a bad rating was given: whoever handled it must follow it up."""
    complained_on: date | None = None
    parent: str | None = None
    step: str = ""
    bodies: tuple[str, ...] = ()
    children: dict[str, Child] = {}
    still: bool = False
    """Whether a joint project waits for the applicant or a special procedure alone."""
    meetings: tuple[Meeting, ...] = ()
    task: Task | None = None
    assigned: Run | None = None
    """Since a task was given, or since the present turn of a card began: its limit runs on it."""
    card: Card | None = None
    duty: Duty | None = None
    ticket: Ticket | None = None
    disclosure: Disclosure | None = None
    objection: Objection | None = None
    consultation: Consultation | None = None
    information: Information | None = None
    sitting: Sitting | None = None
    invited: tuple[Invited, ...] = ()
    """Outside supervisors; an invitation ends on its day by itself."""

    @property
    def halted(self) -> bool:
        """Whether its clock stands still."""
        return self.pause is not None or self.still

    @property
    def open(self) -> bool:
        """Whether somebody still owes something before the file is closed."""
        return self.state in OPEN_STATES

    @property
    def rests(self) -> bool:
        """Whether the file is closed for good: nothing runs in it any more."""
        waits = self.low_rating is not None and self.low_rating.stopped is None
        return self.state in (State.ARCHIVED, State.OVER) and not waits

    def desk(self, step: str) -> Desk:
        """What stands about a step."""
        return self.desks.get(step, _NOBODY)

    def done(self, step: str) -> StepDone | None:
        """The step as it was done, if it was."""
        return next((s for s in self.steps if s.step == step), None)


BAD = 2
"""A rating of so many grades or fewer is a bad one: 不满意, 非常不满意."""
_NOBODY = Desk()
OPEN_STATES = frozenset(
    {
        State.DRAFT,
        State.RECEIVED,
        State.CORRECTING,
        State.UNDER_REVIEW,
        State.GRANTED,
        State.CERTIFIED,
        State.REFUSED,
        State.CONCLUDED,
        State.ASSIGNED,
        State.ISSUED,
        State.EXPLAINED,
        State.UPHELD,
        State.RECTIFIED,
        State.APPEALED,
        State.EXPECTED,
        State.MANNED,
        State.AWAY,
        State.REGISTERED,
        State.DISPATCHED,
        State.HANDLING,
        State.ANSWERED,
        State.DUE,
        State.DRAFTED,
        State.CLEARED,
        State.CALLED_BACK,
        State.MERGED,
        State.OBJECTED,
        State.CHECKING,
        State.CHECKED,
        State.CONSULTING,
        State.GATHERED,
        State.INQUIRED,
        State.CLARIFYING,
        State.HEARING_OTHERS,
        State.REASONING,
        State.PAYING,
        State.NOTICED,
        State.IN_SESSION,
        State.SIGNING,
    }
)
ENDED_STATES = frozenset(
    {
        State.NOT_ACCEPTED,
        State.WITHDRAWN,
        State.TERMINATED,
        State.DELIVERED,
        State.FULFILLED,
        State.LIFTED,
        State.CLOSED,
        State.OVER,
        State.SETTLED,
        State.PUBLISHED,
        State.WITHHELD,
        State.TAKEN_DOWN,
        State.RESOLVED,
        State.REPORTED,
        State.REPLIED,
        State.ABANDONED,
        State.HEARD,
        State.CALLED_OFF,
    }
)
