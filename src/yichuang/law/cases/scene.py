"""What an act is judged in: who acts, when, under which edition, kind and calendar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.law.calendar import Calendar
from yichuang.law.cases.case import Case, Run, day
from yichuang.law.cases.refusal import Forbidden
from yichuang.law.clocks import Limit, due_date, midnight
from yichuang.law.hotline import USUAL, Terms
from yichuang.law.mandates import Outsider, Power, Standing
from yichuang.law.matters import Act, Edition, Kind


@dataclass(frozen=True, slots=True)
class Scene:
    """The circumstances of one act."""

    kind: Kind
    by: Standing
    at: datetime
    edition: Edition
    calendar: Calendar
    colleague: Callable[[str], str | None] = lambda number: None
    """The name of an officer of the case's body who may examine it, by number."""
    body: Callable[[str], str | None] = lambda code: None
    """The name of a body, by its code."""
    outsider: Callable[[str], Outsider | None] = lambda number: None
    """An outside supervisor in service, by number."""
    whole: Callable[[str], Case | None] = lambda number: None
    """The case that another one belongs to or came of, by number."""

    terms: Callable[[str], Terms] = lambda region: USUAL
    """The limits of a region's hotline."""
    subject: Callable[[str], str | None] = lambda code: None
    """The name of a subject of the hotline, by its code."""

    @property
    def today(self) -> date:
        """The legal day of the act, China time."""
        return day(self.at)

    @property
    def received_on(self) -> date:
        """The day that counts as receipt: after hours and on rest days, the next working day."""
        after_hours = self.at.astimezone(midnight(self.today).tzinfo).time() >= self.edition.closes
        if self.calendar.is_workday(self.today) and not after_hours:
            return self.today
        return self.calendar.add_workdays(self.today, 1)

    def due(self, limit: Limit, run: Run) -> date:
        """The day a run falls due."""
        return due_date(run.under(limit), self.calendar)

    def letter(self, act: Act, power: Power, body: str) -> str:
        """The number of the letter of authority in force for this power. Raises Forbidden when there is none."""
        letter = self.by.letter_for(power, self.edition.matter, self.today, body=body)
        if letter is None:
            raise Forbidden(
                f"没有在有效期内、包含“{power.label}”权限的授权书，不能“{act.label}”",
                act.cite,
                remedy="请由本机关负责人签发授权书后再办理，或转交有授权的工作人员。",
            )
        return letter.number


@dataclass(slots=True)
class Doing:
    """One act being decided: the case, what the law says of the act, its circumstances."""

    case: Case
    act: Act
    scene: Scene
    number: str | None = None
    """Of the letter of authority, once it has been looked for."""

    def letter(self) -> str:
        """The letter of authority the act stands on; the system needs none."""
        if self.number is None:
            power = self.act.power
            self.number = self.scene.letter(self.act, power, self.case.body) if power else ""
        return self.number
