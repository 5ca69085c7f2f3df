"""Rules held over one case as it goes on: what its running clocks wait for is reckoned only when a fact moves a clock."""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from yichuang.law.calendar import Calendar
from yichuang.law.cases import Case
from yichuang.law.clocks import CHINA, Unit
from yichuang.law.matters import Edition
from yichuang.law.supervision.instants import Absence, Moment, Running, by_point, met, running_now, unit_of
from yichuang.law.supervision.rule import Rule, Threshold
from yichuang.law.words import Level

_STILL = frozenset(
    {
        "version",
        "last_at",
        "filled",
        "materials",
        "prereviewed",
        "desks",
        "reminded_on",
        "rated",
        "complained_on",
    }
)
"""What of a case no clock hangs on; every other field may move one."""
_moving = operator.attrgetter(*(name for name in Case.__struct_fields__ if name not in _STILL))


def same_clocks(was: Case, case: Case) -> bool:
    """Whether a fact changed nothing that a clock hangs on."""
    return was is case or all(map(operator.is_, _moving(was), _moving(case)))


def no_earlier(clock: Running, threshold: Threshold) -> date:
    """A day before which a threshold is certainly not met: as many bare days as it wants units. It needs no calendar."""
    if isinstance(clock, Absence) or clock.limit.unit is Unit.HOUR:
        return clock.day
    units = min([unit_of(clock, name, value) for name, value in threshold.given.items()])
    return clock.day + timedelta(days=max(units - 1, 0))


@dataclass(slots=True)
class Wait:
    """A threshold that a running clock has not met for certain before a day."""

    rule: Rule
    level: Level
    occurrence: str
    name: str
    clock: Running
    threshold: Threshold
    on: date
    moment: Moment | None = None

    def at(self, calendar: Calendar) -> Moment:
        """The moment, reckoned when it is first asked for."""
        if self.moment is None:
            at = met(self.clock, self.threshold, calendar)
            self.moment = Moment(
                at, self.rule, self.level, self.occurrence, self.name, self.clock, self.threshold
            )
        return self.moment


@dataclass(slots=True)
class Lens:
    """What waits in one case under some rules."""

    rules: tuple[Rule, ...]
    edition: Edition
    calendar: Calendar
    case: Case | None = None
    waits: list[Wait] = field(default_factory=list)
    kept: dict[tuple[int, str, str], tuple[Running, list[Wait]]] = field(default_factory=dict)
    soonest: date = date.max
    clocked: dict[str, list[Rule]] = field(init=False)

    def __post_init__(self) -> None:
        """Put the rules in order once."""
        self.clocked = by_point(self.rules)

    def come(self, case: Case, until: datetime) -> list[Moment]:
        """The moments of a case that have come by then, the earliest first."""
        self._turn(case)
        on = until.astimezone(CHINA).date()
        if on < self.soonest:
            return []
        near = (wait.at(self.calendar) for wait in self.waits if wait.on <= on)
        return sorted(
            (one for one in near if one.at <= until and one.warns),
            key=lambda one: (one.at, one.rule.code, one.level, one.occurrence),
        )

    def _turn(self, case: Case) -> None:
        """Look at the case as it stands now; of a clock that is as before the waits are too."""
        if self.case is not case and (self.case is None or not same_clocks(self.case, case)):
            known, self.kept, self.waits = self.kept, {}, []
            for rule, occurrence, name, clock in running_now(self.clocked, case, self.edition):
                key = id(rule), occurrence, name
                kept = known.get(key)
                if kept is None or kept[0] != clock:
                    levels = rule.levels_for(case.matter).items()
                    kept = clock, [Wait(rule, level, occurrence, name, clock, threshold, no_earlier(clock, threshold)) for level, threshold in levels]  # fmt: skip
                self.kept[key] = kept
                self.waits += kept[1]
            self.soonest = min((x.on for x in self.waits), default=date.max)
        self.case = case
