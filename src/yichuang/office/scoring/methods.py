"""By which method a body is scored for a period: the one its region had adopted before the period began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from yichuang.law.clocks import midnight
from yichuang.law.mandates import prefix
from yichuang.law.supervision import USUAL, Scoring
from yichuang.office.supervision.models import Rules


@dataclass(frozen=True, slots=True)
class Method:
    """A method in force: whose and which edition of the rules it stands in, and what it says."""

    label: str
    scoring: Scoring


STANDARD = Method("standard", USUAL)


@dataclass(frozen=True, slots=True)
class Methods:
    """All methods of a period, by the territory they hold in."""

    found: dict[str, Method]

    def of(self, region: str) -> Method:
        """The method of a region: its own, else that of the region above, else the usual one."""
        code = prefix(region)
        own = [one for one in self.found if code.startswith(one)]
        return self.found[max(own, key=len)] if own else STANDARD


def on(first: date) -> Methods:
    """The methods as they stood before a period began: nobody changes the yardstick once measuring has begun."""
    rows = Rules.objects.filter(adopted_at__lt=midnight(first), content__scoring__isnull=False)
    latest = (
        Rules.objects.filter(adopted_at__lt=midnight(first)).order_by("region", "-number").distinct("region")
    )
    held = rows.filter(pk__in=[row.pk for row in latest]).values_list("region", "number", "content")
    return Methods(
        {
            prefix(region): Method(
                f"{region or 'country'}/{number}", msgspec.convert(content["scoring"], Scoring)
            )
            for region, number, content in held
            if content["scoring"] is not None
        }
    )
