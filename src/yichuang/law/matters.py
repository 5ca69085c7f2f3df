"""`Kind`: a procedure in law (code, few). `Edition`: one version of a matter 事项 (data, thousands), pinned to its cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from yichuang.law.cite import Citation
from yichuang.law.clocks import Limit
from yichuang.law.flow import Stage, Step, Work, within
from yichuang.law.mandates import Permission, Power
from yichuang.law.words import Ground, Handling, Role, State

Only = tuple[Mapping[str, tuple[str, ...]], ...]
"""Under which answers something is asked at all: one of these has to hold; nothing means always."""


def asked(only: Only, situation: Mapping[str, str]) -> bool:
    """Whether these answers let something be asked."""
    return not only or any(all(situation.get(key) in values for key, values in one.items()) for one in only)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A material the guide names: none beyond these may be asked (行政许可法 31)."""

    code: str
    name: str
    required: bool = True
    when: tuple[str, str] | None = None
    """Only needed when this question has this answer."""
    only: Only = ()
    """Only asked for when the step of the joint project it belongs to is needed."""
    later: bool = False
    """Of a later stage of a joint project: it may be handed in at once and must be when its turn comes."""

    def needed(self, situation: Mapping[str, str]) -> bool:
        """Whether this situation needs the material."""
        if not asked(self.only, situation):
            return False
        if self.when is not None and situation.get(self.when[0]) != self.when[1]:
            return False
        return self.required


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A question of the application form."""

    key: str
    label: str
    type: str = "text"
    required: bool = True
    options: tuple[str, ...] = ()
    only: Only = ()
    later: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question on the applicant's situation: its answer decides which materials are needed."""

    key: str
    label: str
    options: tuple[tuple[str, str], ...]
    only: Only = ()
    later: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """What the guide lets be charged, by which law (行政许可法 58(1): nothing unless a law or regulation says so)."""

    standard: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What the law and the guide say of a matter from one day on; a case keeps the edition it began with."""

    matter: str
    number: int
    name: str
    kind: str
    body: str
    body_name: str
    region: str
    handling: Handling
    acceptance: Limit
    statutory: Limit
    promised: Limit
    extension: Limit
    service: Limit
    basis: str
    remedies: str
    from_receipt: bool = False
    """Whether the limits run from receipt (as in 建筑法 8), not from acceptance."""
    steps: tuple[Step, ...] = ()
    stages: tuple[Stage, ...] = ()
    course: tuple[Step, ...] = field(init=False, default=())
    """The steps between acceptance and decision."""
    materials: tuple[Material, ...] = ()
    fields: tuple[Field, ...] = ()
    questions: tuple[Question, ...] = ()
    pauses: Mapping[Ground, str] = field(default_factory=dict)
    """Which special procedures this matter knows, each with its citation."""
    hearing_required: bool = False
    validity_months: int | None = None
    renew_days: int = 30
    result: str = ""
    fee: Fee | None = None
    """None: nothing may be charged."""
    closes: time = time(17, 30)
    """When the hall closes: what comes in later counts as received on the next working day."""
    effective: date = date.min
    ends: date | None = None

    def __post_init__(self) -> None:
        middle = (step.key for step in self.steps if step.work not in (Work.CLERK, Work.DECIDER))
        object.__setattr__(self, "course", within(self.steps, middle))

    def material(self, code: str) -> Material | None:
        """The material of this code, if the guide names it."""
        return next((m for m in self.materials if m.code == code), None)

    def step(self, key: str) -> Step | None:
        """The step of this key."""
        return next((s for s in self.steps if s.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that may be done to a case, by whom, when, on which article, and what it does in law."""

    name: str
    label: str
    cite: Citation
    by: frozenset[Role]
    states: frozenset[State]
    effect: str
    clock: str = ""
    permission: Permission | None = None
    power: Power | None = None
    paper: str | None = None
    told: bool = False
    paused: bool = False
    """Whether it may be done while the clock is paused."""
    grave: bool = False
    shared: bool = False
    """Whether the lead bodies of the stages of a joint project may do it too."""
    anybody: bool = False
    """Whether everybody may do it, with an account or without: to bring a demand, to comment on a draft."""
    key: str = ""
    """The single key that opens it at the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A procedure in law: one value that pages, clocks, the API and supervision read."""

    code: str
    label: str
    cite: Citation
    acts: tuple[Act, ...]
    states: tuple[State, ...]
    papers: tuple[str, ...]
    disclosures: tuple[str, ...]
    read: Permission = Permission.CASE_READ
    """What lets an officer look at a case of this kind."""
    borne: bool = False
    """Whether who shows its number and query code stands as the one who brought it (docs/decisions/0018)."""

    def act(self, name: str) -> Act | None:
        """The act of this name, if the kind knows it."""
        return next((act for act in self.acts if act.name == name), None)
