"""When many demands are one incident 群体性诉求: enough different callers about one subject, near each other, within hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from yichuang.law.facts import Spot
from yichuang.law.hotline.likeness import metres

CALLERS, NEAR, WITHIN = 5, 500, timedelta(hours=2)
"""Five callers, five hundred metres, two hours: ours, cautious."""


@dataclass(frozen=True, slots=True)
class Call:
    """One demand, as far as an incident goes; callers who cannot be told apart count once each ticket."""

    number: str
    at: datetime
    spot: Spot
    caller: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """Demands that are one incident: which, of how many callers, since when."""

    numbers: tuple[str, ...]
    callers: int
    since: datetime


def incident(
    new: Call, before: Iterable[Call], *, callers: int = CALLERS, near: int = NEAR, within: timedelta = WITHIN
) -> Incident | None:
    """Whether this demand makes an incident of those before it about the same subject. One caller counts once, however often he calls."""
    close = [
        one
        for one in before
        if one.number != new.number
        and timedelta(0) <= new.at - one.at <= within
        and metres(one.spot, new.spot) <= near
    ]
    together = sorted([*close, new], key=lambda one: (one.at, one.number))
    who = {one.caller or one.number for one in together}
    if len(who) < callers:
        return None
    return Incident(tuple(one.number for one in together), len(who), together[0].at)
