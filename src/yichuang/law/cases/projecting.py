"""The plan of a joint project or of one case: its critical path, its stages, and the days that stand by law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from yichuang.law import flow
from yichuang.law.calendar import Calendar
from yichuang.law.cases.case import Case
from yichuang.law.cases.timing import came_up
from yichuang.law.cite import LICENSING
from yichuang.law.clocks import Clock, Limit, Unit, due_date, midnight
from yichuang.law.flow import Happened, Plan, Stage, Step, Work
from yichuang.law.matters import Edition

ART_42_2 = LICENSING.art(
    "42(2)", "统一、联合、集中办理的不得超过四十五日；经本级人民政府负责人批准，可以延长十五日"
)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a plan counts by besides the facts: the limits of the steps that are matters, the days that stand already."""

    limits: Mapping[str, Limit]
    dues: Mapping[str, date]
    calendar: Calendar

    def limit(self, step: Step) -> Limit:
        """The limit of a step: its matter's, or its own in working days."""
        return self.limits.get(step.key) or Limit(step.days, Unit.WORKDAY, ART_42_2)

    def due(self, step: Step, begin: date) -> date:
        """The last day of a step that begins on a day; where its own case says a day, that day."""
        known = self.dues.get(step.key)
        if known is not None and known >= begin:
            return known
        return due_date(Clock(limit=self.limit(step), start=midnight(begin)), self.calendar)

    def latest(self, step: Step, end: date) -> date:
        """The latest day a step may begin so as to end by a day."""
        limit = self.limit(step)
        if limit.unit is not Unit.WORKDAY:
            return end - timedelta(days=limit.amount)
        if not limit.amount:
            return end
        return self.calendar.workday(self.calendar.position(end) - limit.amount + 1) - ONE_DAY


def planned(edition: Edition) -> tuple[Step, ...]:
    """The steps a plan shows: all from acceptance on."""
    return flow.within(edition.steps, (s.key for s in edition.steps if s.work is not Work.CLERK))


def happened(case: Case, edition: Edition) -> dict[str, Happened]:
    """What is known of each step from the facts: when it came up, when it was done."""
    if case.accepted_on is None:
        return {}
    standing = flow.ahead(edition.course, case.situation, {done.step for done in case.steps})
    out = {step.key: Happened(opened=came_up(case, edition, step)) for step in standing}
    for step in edition.course:
        done = case.done(step.key)
        if done is not None and done.on is not None:
            out[step.key] = Happened(opened=came_up(case, edition, step), ended=done.on)
    if case.decided_on is not None:
        ends = {step.key for step in edition.steps if step.work is Work.DECIDER}
        out |= {key: Happened(ended=case.decided_on) for key in ends}
    return out


def project_plan(
    case: Case, edition: Edition, terms: Terms, today: date, *, steps: tuple[Step, ...] | None = None
) -> Plan:
    """The plan as known today; before acceptance as if accepted today. `steps` asks what if they were these."""
    return flow.plan(
        steps or planned(edition),
        case.situation,
        case.accepted_on or today,
        happened(case, edition),
        terms.due,
        terms.latest,
        today,
        terms.calendar,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRun:
    """How a stage has run: from the day its first matter came up, under forty-five working days by law."""

    stage: Stage
    begun: date | None = None
    ended: date | None = None
    promised: Clock | None = None
    statutory: Clock | None = None


def stage_runs(case: Case, edition: Edition) -> tuple[StageRun, ...]:
    """The stages of a project, each its own round of unified handling (行政许可法 42(2))."""
    known = happened(case, edition)
    return tuple(_run(case, edition, stage, known) for stage in edition.stages)


def _run(case: Case, edition: Edition, stage: Stage, known: Mapping[str, Happened]) -> StageRun:
    steps = [s for s in edition.course if s.stage == stage.key and s.needed(case.situation)]
    begun = min((one.opened for s in steps if (one := known.get(s.key)) and one.opened), default=None)
    if begun is None or case.review is None:
        return StageRun(stage=stage)
    ends = [one.ended for s in steps if (one := known.get(s.key)) is not None]
    over = len(ends) == len(steps) and all(ends)
    ended = max(day for day in ends if day) if over else None

    def clock(days: int) -> Clock:
        limit = Limit(days, Unit.WORKDAY, ART_42_2)
        pauses = case.review.pauses if case.review else ()
        return Clock(limit=limit, start=midnight(begun), pauses=pauses, extension=0, stopped=ended)

    return StageRun(
        stage=stage, begun=begun, ended=ended, promised=clock(stage.days), statutory=clock(flow.ROUND)
    )
