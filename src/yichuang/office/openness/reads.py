"""What of openness is asked: the public list, one publication with its versions, duties of a body, the sheets scores come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from yichuang.law.mandates import Permission, Standing, prefix
from yichuang.law.open_words import Category, Exemption, Outlet, Subject
from yichuang.law.openness import Sheet
from yichuang.law.words import State
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body
from yichuang.office.openness import finding
from yichuang.office.openness.models import PUBLIC, DisclosureRow

PAGE = 20
_MANY = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: words, one of the four kinds, a class, a body, what is withheld, from which one on."""

    text: str = ""
    category: str = ""
    body: str = ""
    subject: str = ""
    withheld: bool = False
    after: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A publication with its words in Chinese."""

    row: DisclosureRow
    body: str

    @property
    def category(self) -> str:
        """Which of the four kinds."""
        return Category(self.row.category).label

    @property
    def subject(self) -> str:
        """Which class of information."""
        return Subject(self.row.subject).label

    @property
    def state(self) -> str:
        """Where it stands."""
        return State(self.row.state).label

    @property
    def exemptions(self) -> list[tuple[str, str]]:
        """What was held back: its name and its article."""
        return [(Exemption(one).label, Exemption(one).cite.text) for one in self.row.exemptions]

    @property
    def outlets(self) -> list[tuple[str, Any]]:
        """Each outlet, since when, with which proof; None while it does not stand there."""
        return [(Outlet(name).label, told) for name, told in self.row.outlets.items()]

    @property
    def in_time(self) -> bool:
        """Whether it was public on its day."""
        return self.row.closed_on is not None and self.row.closed_on <= self.row.due_on


def shown(rows: Iterable[DisclosureRow]) -> list[Shown]:
    """These rows with their words in Chinese."""
    found = list(rows)
    names = directory.body_names({one.body for one in found})
    return [Shown(one, names.get(one.body, one.body)) for one in found]


def _after(found: QuerySet[DisclosureRow], after: str) -> QuerySet[DisclosureRow]:
    """What comes after the last one shown: its day and number."""
    day, _, number = after.partition("_")
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return found
    return found.filter(Q(closed_on__lt=on) | Q(closed_on=on, number__lt=number))


def matching(wanted: Wanted, region: str) -> QuerySet[DisclosureRow]:
    """What is public and answers to the filters, the latest first."""
    found = DisclosureRow.objects.filter(state__in=PUBLIC, region__startswith=prefix(region))
    found = (
        found.filter(state__in=("withheld", "taken_down"))
        if wanted.withheld
        else found.filter(state="published")
    )
    if wanted.category in Category._value2member_map_:
        found = found.filter(category=wanted.category)
    if wanted.subject in Subject._value2member_map_:
        found = found.filter(subject=wanted.subject)
    if wanted.body:
        found = found.filter(body=wanted.body)
    if wanted.text:
        found = found.filter(terms__contains=finding.asked(wanted.text))
    return _after(found, wanted.after).order_by("-closed_on", "-number")


def public(wanted: Wanted, region: str) -> tuple[list[Shown], str]:
    """A page of what is public, the latest first, and from where the next goes on."""
    rows = list(matching(wanted, region)[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return shown(rows[:PAGE]), f"{last.closed_on}_{last.number}" if last else ""


def one(number: str) -> Shown | None:
    """One publication; None when there is none, or it is not public."""
    found = DisclosureRow.objects.filter(pk=number, state__in=PUBLIC).first()
    return shown([found])[0] if found else None


def versions(row: DisclosureRow) -> list[Shown]:
    """The publications of the same duty, the newest first."""
    family = row.rule or row.number  # what corrects a publication of no duty bears its number
    same = DisclosureRow.objects.filter(Q(rule=family) | Q(pk=family), state__in=PUBLIC)
    return shown(same.order_by("-number")[:_MANY])


def version(row: DisclosureRow) -> int:
    """Which one of its duty's publications it is, the first being 1."""
    family = row.rule or row.number
    same = DisclosureRow.objects.filter(Q(rule=family) | Q(pk=family), state__in=("published", "taken_down"))
    return same.filter(number__lte=row.number).count()


def published(numbers: Sequence[str]) -> list[Shown]:
    """These publications in this order; what is not public is not among them."""
    found = {
        one.row.number: one for one in shown(DisclosureRow.objects.filter(pk__in=numbers, state="published"))
    }
    return [found[number] for number in numbers if number in found]


def current(region: str, many: int) -> list[Shown]:
    """The latest publications that no newer one replaces: what a screen shows."""
    found = DisclosureRow.objects.filter(state="published", newer="", region__startswith=prefix(region))
    return shown(found.order_by("-closed_on", "-number")[:many])


@dataclass(frozen=True, slots=True)
class Removal:
    """One outlet on which something stands that should not any more."""

    shown: Shown
    outlet: Outlet
    since: str
    place: str

    @property
    def row(self) -> DisclosureRow:
        """The publication."""
        return self.shown.row

    @property
    def why(self) -> str:
        """Why it must come down."""
        return f"已有新的版本 {self.row.newer}" if self.row.newer else f"已经撤下：{self.row.reason}"

    @property
    def person(self) -> str:
        """Whose job it is: whoever answers for the publication."""
        return f"{self.row.section} {self.row.officer_name}"


def removals(by: Standing) -> list[Removal]:
    """What an officer's territory or body must take from boards, squares and shelves, the longest standing first."""
    rows = DisclosureRow.objects.filter(_reach(by), to_remove=True).order_by("closed_on", "number")[:_MANY]
    out = []
    for one in shown(rows):
        for name in one.row.standing:
            if name == Outlet.PAPER.value and one.row.newer:
                continue  # a newspaper of old need not be got back
            since, place = one.row.outlets[name][:2]
            out.append(Removal(one, Outlet(name), since, place))
    return sorted(out, key=lambda x: (x.since, x.row.number))


def bodies(region: str) -> list[tuple[str, str]]:
    """The bodies with something public: code and name. Asks of each whether there is any, never how many of a million."""
    mine = DisclosureRow.objects.filter(body=OuterRef("code"), state__in=PUBLIC)
    found = Body.objects.filter(Exists(mine), region__startswith=prefix(region)).order_by("code")
    return list(found.values_list("code", "name"))


def sheets(region: str, first: date, last: date) -> list[Sheet]:
    """The duties whose last day lies between two days: what scores are reckoned from, and what the public feed holds."""
    found = DisclosureRow.objects.filter(
        region__startswith=prefix(region), due_on__gte=first, due_on__lte=last
    )
    return [
        Sheet(number=x.number, body=x.body, officer=x.officer, officer_name=x.officer_name, due=x.due_on,
              done=x.closed_on, weight=x.weight)
        for x in found.order_by("due_on", "number")
    ]  # fmt: skip


def _reach(by: Standing) -> Q:
    """What an officer may read: of his territory or body."""
    where = Q(pk__in=())
    for reach in by.reaches:
        if Permission.OPENNESS_READ in reach.permissions:
            where |= Q(body=reach.body) if reach.body else Q(region__startswith=prefix(reach.region))
    return where


def due(by: Standing, *, done: bool = False) -> list[Shown]:
    """The duties of the territory or body of an officer: the open ones by their last day, or those done lately."""
    found = DisclosureRow.objects.filter(_reach(by))
    if done:
        return shown(found.filter(state__in=PUBLIC).order_by("-closed_on", "-number")[:PAGE])
    return shown(found.exclude(state__in=PUBLIC).order_by("due_on", "number")[:_MANY])
