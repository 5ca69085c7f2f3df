"""What of objections is asked: those to one publication, those a desk has to answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yichuang.law.mandates import Permission, Standing
from yichuang.law.open_words import Objecting, Upshot
from yichuang.law.words import State
from yichuang.office.directory import reaching
from yichuang.office.directory import reads as directory
from yichuang.office.objections.models import ObjectionRow

_MANY = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """An objection with its words in Chinese."""

    row: ObjectionRow
    body: str

    @property
    def about(self) -> str:
        """Objection or report."""
        return Objecting(self.row.about).label

    @property
    def state(self) -> str:
        """Where it stands."""
        return State(self.row.state).label

    @property
    def said(self) -> str:
        """What it came to."""
        return Upshot(self.row.upshot).said if self.row.upshot else ""

    @property
    def in_time(self) -> bool:
        """Whether it was answered on its day."""
        return self.row.closed_on is not None and self.row.closed_on <= self.row.due_on


def _shown(rows: Iterable[ObjectionRow]) -> list[Shown]:
    found = list(rows)
    names = directory.body_names({one.body for one in found})
    return [Shown(one, names.get(one.body, one.body)) for one in found]


def of_publication(number: str) -> list[Shown]:
    """The objections to a publication, the newest first; their numbers are not for all."""
    return _shown(ObjectionRow.objects.filter(of_case=number).order_by("-at")[:_MANY])


def earlier(row: ObjectionRow) -> list[Shown]:
    """The open ones to the same publication that were brought before."""
    found = ObjectionRow.objects.filter(
        of_case=row.of_case, at__lte=row.at, state__in=("checking", "checked")
    )
    return _shown(found.exclude(pk=row.pk).order_by("at")[:_MANY])


def desk(by: Standing, *, done: bool = False) -> list[Shown]:
    """The objections of the territory or body of an officer: the open ones by their last day, or those answered lately."""
    where = reaching.rows(by, Permission.OPENNESS_READ)
    found = ObjectionRow.objects.filter(where, closed_on__isnull=not done)
    return _shown(found.order_by("-closed_on" if done else "due_on", "number")[:_MANY])
