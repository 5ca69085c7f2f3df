"""What somebody's kept searches have that is new."""

from __future__ import annotations

from dataclasses import dataclass

from yichuang.law.cases import day
from yichuang.law.open_words import Category, Subject
from yichuang.office.directory import reads as directory
from yichuang.office.openness import reads
from yichuang.office.openness.models import Subscription
from yichuang.office.openness.reads import Shown, Wanted

_LISTED, _COUNTED = 5, 100


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept search: what it asks, the newest it has not shown yet, how many."""

    row: Subscription
    said: str
    fresh: list[Shown]
    many: int
    """At most one hundred are counted."""


def wanted(row: Subscription) -> Wanted:
    """The search as the site asks it."""
    return Wanted(text=row.text, category=row.category, subject=row.subject, body=row.body)


def _said(row: Subscription) -> str:
    words = [
        f"“{row.text}”" if row.text else "",
        Category(row.category).label if row.category in Category._value2member_map_ else "",
        Subject(row.subject).label if row.subject in Subject._value2member_map_ else "",
        directory.body_names([row.body]).get(row.body, row.body) if row.body else "",
    ]
    return " · ".join(one for one in words if one) or "全部公开信息"


def kept(owner: str, region: str) -> list[Kept]:
    """Every kept search of a person with what came since he looked last."""
    out = []
    for row in Subscription.objects.filter(owner=owner).order_by("-kept_at"):
        since = reads.matching(wanted(row), region).filter(
            closed_on__gte=day(row.looked_at), public_at__gt=row.looked_at
        )
        fresh = list(since[:_COUNTED])
        out.append(Kept(row, _said(row), reads.shown(fresh[:_LISTED]), len(fresh)))
    return out
