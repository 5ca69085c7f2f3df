"""A ticket as its facts say: what is asked, by whom it is handled, what the caller said of it. No personal text."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from yichuang.law.cite import Citation
from yichuang.law.clocks import Limit, Unit
from yichuang.law.facts import Allowed, Spot
from yichuang.law.hotline_words import Escalation, Line, Passing, Satisfaction, Solved, TicketClass, Urgency


def limit_of(allowed: Allowed, cite: Citation) -> Limit:
    """A limit as clocks count it."""
    return Limit(allowed.amount, Unit(allowed.unit), cite)


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller said of the outcome, in a call-back or a rating of his own."""

    solved: bool
    satisfaction: Satisfaction
    on: date

    @property
    def content(self) -> bool:
        """Whether it may be closed on this."""
        return self.solved and self.satisfaction not in (Satisfaction.BAD, Satisfaction.VERY_BAD)


class Ticket(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A demand on the hotline 诉求工单."""

    about: TicketClass
    urgency: Urgency
    line: Line
    home: str
    """The hotline's own body."""
    subject: str = ""
    place: str = ""
    spot: Spot | None = None
    anonymous: bool = False
    confidential: bool = False
    contact: bool = False
    against: str = ""
    origin: str = ""
    lead: str = ""
    joint: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    passing: Passing | None = None
    limit: Allowed | None = None
    arrive: Allowed | None = None
    call_back: Allowed | None = None
    """The region's own limit for calling back; the usual one where it has none."""
    dispatched_at: datetime | None = None
    arrived_at: datetime | None = None
    arrived_on: date | None = None
    transfers: int = 0
    """How often it was passed on."""
    returned: tuple[str, ...] = ()
    """The bodies that sent it back."""
    final: bool = False
    signed_at: datetime | None = None
    signer: str = ""
    signer_name: str = ""
    extended: bool = False
    urged: int = 0
    urged_on: date | None = None
    escalated: Escalation | None = None
    told: bool = False
    """Whether the caller heard the hotline's own answer at once."""
    handled: bool = False
    """办理: whether everything that could be done was done, which does not say that it is solved."""
    answered: Solved | None = None
    """解决, as the body says."""
    answered_by: str = ""
    answered_on: date | None = None
    plan_on: date | None = None
    answered_at: datetime | None = None
    elsewhere: bool = False
    """Whether the caller was told another channel."""
    asked: int = 0
    """How often the caller has been heard on it."""
    said_solved: int = 0
    """How often he said that it is solved."""
    said_how: int = 0
    """How often he said how content he is."""
    said_good: int = 0
    """How often he was at least fairly content."""
    tries: tuple[datetime, ...] = ()
    said: Said | None = None
    """解决, as the caller says."""
    reworks: int = 0
    reopened: bool = False
    rated: Satisfaction | None = None
    merged_into: str = ""
    same_caller: bool = False
    closed_on: date | None = None

    @property
    def hands(self) -> tuple[str, ...]:
        """The bodies that handle it or handled it."""
        return tuple(dict.fromkeys((*([self.lead] if self.lead else ()), *self.joint)))

    @property
    def fed_back(self) -> bool:
        """Whether the loop may be closed: the caller was told or asked, or could not be."""
        return self.told or self.said is not None
