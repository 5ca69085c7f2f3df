"""Who answers for publication: the list of a month, one person's duties, bodies without a current version, what followed from low scores."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from yichuang.law.cases.case import day
from yichuang.law.facts import CardRaised
from yichuang.law.open_words import Moment
from yichuang.law.openness import DutyRule, Measure, Month, Score, Sheet, month
from yichuang.law.words import Level, State
from yichuang.office.cases import reads as cases
from yichuang.office.directory import reads as directory
from yichuang.office.directory import units
from yichuang.office.openness import duties, reads
from yichuang.office.openness.breakdown import reads as breakdown
from yichuang.office.openness.models import PUBLIC, DisclosureRow
from yichuang.office.trail import reads as trail
from yichuang.office.trail.models import FactRow


class Owned(Protocol):
    """Something of a body."""

    @property
    def body(self) -> str:
        """Its code."""
        ...


T = TypeVar("T", bound=Owned)
RULES = {"duty-warning": Measure.WARNING, "duty-veto": Measure.VETO, "duty-account": Measure.ACCOUNT}
"""The rule a card of each measure carries; it is no rule of a region's set, since the law of the duties is its own."""


def code_of(measure: Measure) -> str:
    """The rule of the card that a measure is proposed by."""
    return next(code for code, one in RULES.items() if one is measure)


def sheets_of(region: str, last: date) -> list[Sheet]:
    """The sheets of the year up to a day."""
    return reads.sheets(region, date(last.year, 1, 1), last)


def listed(region: str, first: date) -> Month:
    """The list of a month."""
    return month(reads.sheets(region, first.replace(month=1, day=1), first.replace(month=12, day=31)), first)


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """A body with what is told of it and of its units: its lines, its units' groups."""

    code: str
    name: str
    above: str
    """The name of the body it is a unit of; none: empty."""
    rows: list[T]


def grouped(found: Iterable[T]) -> list[Group[T]]:
    """What is told of bodies, each body followed by its units."""
    by_body: dict[str, list[T]] = {}
    for one in found:
        by_body.setdefault(one.body, []).append(one)
    parents = units.parents(by_body)
    names = directory.body_names({*by_body, *parents.values()})

    def path(code: str) -> tuple[str, ...]:
        return (*path(parents[code]), code) if code in parents else (code,)

    order = sorted(by_body, key=path)
    return [
        Group(code, names.get(code, code), names.get(parents.get(code, ""), ""), by_body[code])
        for code in order
    ]


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of a month: a body, or one person of it."""

    body: str
    name: str
    due: int
    in_time: int
    late: int
    missed: int
    rows: tuple[Score, ...] = ()

    @classmethod
    def of(cls, body: str, name: str, rows: Iterable[Score]) -> Sum:
        """The sum of a body's persons."""
        mine = tuple(rows)
        due, in_time, late, missed = (
            sum(getattr(one, what) for one in mine) for what in ("due", "in_time", "late", "missed")
        )
        return cls(body, name, due, in_time, late, missed, mine)


def by_body(told: Month) -> list[Sum]:
    """The list of a month by body, units after the body they belong to."""
    return [
        Sum.of(one.code, one.name, (row for row in one.rows if isinstance(row, Score)))
        for one in grouped(told.rows)
    ]


def of_person(officer: str, year: int) -> list[reads.Shown]:
    """The duties of one person that are due in a year, the latest first: what a score is made of."""
    found = DisclosureRow.objects.filter(officer=officer, due_on__year=year)
    return reads.shown(found.order_by("-due_on", "-number"))


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed from a low score: for whom, why, where it stands, who decided."""

    card: str
    measure: Measure
    on: date
    body: str
    officer: str
    officer_name: str
    evidence: str
    state: State
    decided_by: str
    reason: str

    @property
    def held(self) -> bool | None:
        """Whether it holds; nobody decided yet: None."""
        if self.state in (State.ISSUED, State.EXPLAINED):
            return None
        return self.state is not State.LIFTED and bool(self.decided_by)


def followed(region: str, year: int) -> list[Followed]:
    """What was proposed after low scores of a year and what became of it, the latest first."""
    raised = FactRow.objects.filter(
        type="CardRaised", record__data__rule__in=list(RULES), at__year__in=(year, year + 1)
    )
    numbers = list(raised.order_by("-at").values_list("case", flat=True))
    found, states = [], cases.many_folded(numbers)
    names = directory.body_names({case.body for case in states.values()})
    for number in numbers:
        case, entries = states[number], trail.entries(number)
        told = next(one for one in entries if isinstance(one.fact, CardRaised))
        assert isinstance(told.fact, CardRaised)
        if not case.region.startswith(region[:6]) or not told.fact.measured.startswith(f"{year}年"):
            continue
        ruled = [
            one for one in entries if type(one.fact).__name__ in ("CardUpheld", "CardLifted", "AppealDecided")
        ]
        last = ruled[-1] if ruled else None
        found.append(
            Followed(number, RULES[told.fact.rule], day(told.at), names.get(case.body, case.body), told.fact.officer,
                     told.fact.officer_name, told.fact.evidence, case.state, last.by.name if last else "",
                     getattr(last.fact, "reason", "") if last else "")
        )  # fmt: skip
    return found


def uncurrent(on: date, found: Iterable[DutyRule] | None = None) -> list[DutyRule]:
    """The duties of all the year of which no version is public: of every other exactly one is the current one, the newest."""
    always = [one for one in found if one.when is Moment.ALL_YEAR] if found is not None else [
        one for one in duties.rules(on)[0] if one.when is Moment.ALL_YEAR
    ]  # fmt: skip
    public = set(
        DisclosureRow.objects.filter(rule__in=[one.code for one in always], state="published").values_list(
            "rule", flat=True
        )
    )
    return [one for one in always if one.code not in public]


def standing(rules: Iterable[DutyRule], on: date) -> dict[str, DisclosureRow]:
    """Of each duty the publication that is due or was last made, by code."""
    rows = DisclosureRow.objects.filter(rule__in=[one.code for one in rules]).order_by("number")
    found: dict[str, DisclosureRow] = {}
    for row in rows:
        was = found.get(row.rule)
        if was is None or was.state in PUBLIC or row.state not in PUBLIC:
            found[row.rule] = row
    return found


def level(measure: Measure) -> Level:
    """How grave the card is that proposes a measure."""
    return Level.YELLOW if measure is Measure.WARNING else Level.RED


def goals(scores: Iterable[Score], year: int) -> dict[str, int]:
    """What the scores of these persons shall come to."""
    return breakdown.goals({one.officer for one in scores}, year)
