"""What of requests is asked: a desk's list, how many one person brought in a month, the tables of a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yichuang.law.mandates import Permission, Standing, prefix
from yichuang.law.open_words import Asker, Brought, Contest, Contested, Reply
from yichuang.law.openness.annual import Counted
from yichuang.law.words import State
from yichuang.office.directory import reaching
from yichuang.office.directory import reads as directory
from yichuang.office.information.models import InformationRow

_MANY = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """A request with its words in Chinese."""

    row: InformationRow
    body: str

    @property
    def asker(self) -> str:
        """In what capacity it was asked."""
        return Asker(self.row.asker).label

    @property
    def way(self) -> str:
        """How it came in."""
        return Brought(self.row.way).label

    @property
    def state(self) -> str:
        """Where it stands."""
        return State(self.row.state).label

    @property
    def reply(self) -> str:
        """What it came to."""
        return Reply(self.row.reply).label if self.row.reply else ""


def _shown(rows: Iterable[InformationRow]) -> list[Shown]:
    found = list(rows)
    names = directory.body_names({one.body for one in found})
    return [Shown(one, names.get(one.body, one.body)) for one in found]


def desk(by: Standing, *, done: bool = False) -> list[Shown]:
    """The requests of the territory or body of an officer: the open ones by what runs out first, or those answered lately."""
    where = reaching.rows(by, Permission.OPENNESS_READ)
    found = InformationRow.objects.filter(where, closed_on__isnull=not done)
    if done:
        return _shown(found.order_by("-closed_on", "-number")[:_MANY])
    return _shown(sorted(found[:_MANY], key=lambda one: (one.due_on or one.until or date.max, one.number)))


def in_month(number: str) -> tuple[int, int]:
    """Which of its applicant's requests to this body this one is in its calendar month, and how many there are by now."""
    one = InformationRow.objects.filter(pk=number).first()
    if one is None:
        return 1, 1
    first = one.received_on.replace(day=1)
    found = InformationRow.objects.filter(who=one.who, body=one.body, received_on__gte=first)
    month = [x for x in found.order_by("at", "number") if x.received_on.month == one.received_on.month]
    numbers = [x.number for x in month]
    return numbers.index(number) + 1, len(numbers)


def counted(year: int, region: str = "", body: str = "") -> list[Counted]:
    """What the annual report of a year counts."""
    found = InformationRow.objects.filter(received_on__lte=date(year, 12, 31))
    found = found.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=date(year, 1, 1)))
    if region:
        found = found.filter(region__startswith=prefix(region))
    if body:
        found = found.filter(body=body)
    return [
        Counted(
            asker=Asker(x.asker), received=x.received_on, closed=x.closed_on, reply=Reply(x.reply) if x.reply else None,
            contested={Contest(how): Contested(result) for how, result in x.contested.items()},
        )
        for x in found
    ]  # fmt: skip


def bodies(region: str) -> list[tuple[str, str]]:
    """The bodies one may ask, by code and name."""
    return [(one.code, one.name) for one in directory.bodies(region)]
