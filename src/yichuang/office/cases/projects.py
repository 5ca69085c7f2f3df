"""Reading a joint project: its plan, its stages, how each matter stands, whom and what it waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.law import cases as law
from yichuang.law import flow
from yichuang.law.cases import Case, StageRun, Terms
from yichuang.law.clocks import Limit, due_date
from yichuang.law.flow import Plan, Row, Work
from yichuang.law.mandates import Standing
from yichuang.law.matters import Edition
from yichuang.law.words import Light, Progress, State
from yichuang.office.cases import reads, rows
from yichuang.office.cases.models import CaseRow
from yichuang.office.cases.reads import Sheet
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory.models import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One step of the project as it stands: its place in the plan, its case, whom and what it waits for."""

    row: Row
    body: str
    number: str = ""
    progress: Progress | None = None
    due_on: date | None = None
    light: Light = Light.NONE
    who: str = ""
    what: tuple[str, ...] = ()
    mine: bool = False
    """Whether only the applicant can do what comes next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """A stage with its lead, its limit, its steps."""

    run: StageRun | None
    name: str
    lead: str
    due_on: date | None
    statutory_on: date | None
    late: bool
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task that came of a meeting of this case."""

    number: str
    what: str
    owner: str
    state: State
    due_on: date | None
    light: Light


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The whole on one page."""

    sheet: Sheet
    plan: Plan
    stages: tuple[StageView, ...]
    members: tuple[Member, ...]
    tasks: tuple[Task, ...]
    terms: Terms

    @property
    def case(self) -> Case:
        """The case of the whole."""
        return self.sheet.case

    @property
    def mine(self) -> tuple[Member, ...]:
        """What only the applicant can do now."""
        return tuple(one for one in self.members if one.mine)

    @property
    def coming(self) -> tuple[Member, ...]:
        """What comes next, in the order of its beginning."""
        waiting = [one for one in self.members if one.row.state is flow.Progress.WAITING]
        return tuple(sorted(waiting, key=lambda one: one.row.early_start))


def limits(edition: Edition, on: date) -> dict[str, Limit]:
    """The promise of each matter of a project, by step."""
    found = {step.key: catalogue.current(step.matter, on) for step in edition.steps if step.matter}
    return {key: matter.promised for key, matter in found.items() if matter}


def project(number: str, by: Standing, now: datetime) -> Project:
    """A joint project as its page shows it. Raises Missing."""
    sheet = reads.sheet(number, by, now)
    today = law.day(now)
    below = list(CaseRow.objects.filter(parent=number).order_by("opened_at", "number"))
    of_step = {child.number: child for child in below}
    children = {
        key: of_step[child.number] for key, child in sheet.case.children.items() if child.number in of_step
    }
    dues = {
        key: row.due_on for key, row in children.items() if row.due_on and row.state == State.UNDER_REVIEW
    }
    terms = Terms(limits=limits(sheet.edition, today), dues=dues, calendar=sheet.scene.calendar)
    plan = law.project_plan(sheet.case, sheet.edition, terms, today)
    names = dict(Body.objects.filter(pk__in=_bodies(sheet.edition)).values_list("code", "short"))
    members = tuple(_member(sheet, row, children.get(row.step.key), names, now) for row in plan.rows)
    tasks = tuple(_task(row, now) for row in below if row.kind == "task")
    stages = _stages(sheet, members, names, today)
    return Project(sheet=sheet, plan=plan, stages=stages, members=members, tasks=tasks, terms=terms)


def _bodies(edition: Edition) -> list[str]:
    return [edition.body, *(s.body for s in edition.steps), *(s.lead for s in edition.stages)]


def _light(row: CaseRow, now: datetime) -> Light:
    return law.light(State(row.state), row.paused, row.yellow_at, row.red_at, now)


def _member(sheet: Sheet, row: Row, child: CaseRow | None, names: Mapping[str, str], now: datetime) -> Member:
    step, body = row.step, names.get(row.step.body, "")
    if child is None:
        mine = step.work is Work.APPLICANT and row.state is flow.Progress.OPEN
        who = "您" if step.work is Work.APPLICANT else body
        return Member(row=row, body=who, who=who, mine=mine)
    standing = sheet.case.children[step.key]
    who, what = _waits(rows.thaw(child.folded), standing.progress, body)
    over = standing.progress in (Progress.GRANTED, *law.FAILED)
    return Member(
        row=row,
        body=body,
        number=child.number,
        progress=standing.progress,
        due_on=None if over else child.due_on,
        light=_light(child, now),
        who="" if over else who,
        what=what,
        mine=standing.progress in (Progress.OPENED, Progress.CORRECTING, *law.FAILED),
    )


def _waits(case: Case, progress: Progress, body: str) -> tuple[str, tuple[str, ...]]:
    """The person a matter waits for now, and the material or the step."""
    edition = catalogue.edition(case.matter, case.edition)
    if progress is Progress.OPENED:
        return "您", tuple(law.missing(case, edition).values())
    if progress is Progress.CORRECTING and case.correction:
        names = {m.code: m.name for m in edition.materials} | {x.key: x.label for x in edition.fields}
        return "您", tuple(f"{names.get(p.material, p.material)}：{p.what}" for p in case.correction.points)
    if progress is Progress.PAUSED and case.pause:
        return body, (case.pause.label,)
    if progress is Progress.RECEIVED:
        return f"{body}窗口", ("受理",)
    standing = law.open_steps(case, edition)
    holders = [case.desk(step.key).holder_name for step in standing if case.desk(step.key).holder_name]
    return "、".join(dict.fromkeys(holders)) or body, tuple(step.name for step in standing) or ("决定",)


def _task(row: CaseRow, now: datetime) -> Task:
    task = rows.thaw(row.folded).task
    assert task is not None
    return Task(
        number=row.number,
        what=task.what,
        owner=task.owner,
        state=State(row.state),
        due_on=row.due_on,
        light=_light(row, now),
    )


def _stages(
    sheet: Sheet, members: Sequence[Member], names: Mapping[str, str], today: date
) -> tuple[StageView, ...]:
    """The stages in order; steps of no stage stand in one without a name at the end."""
    out = []
    for run in law.stage_runs(sheet.case, sheet.edition):
        due = due_date(run.promised, sheet.scene.calendar) if run.promised else None
        out.append(
            StageView(
                run=run,
                name=run.stage.name,
                lead=names.get(run.stage.lead, ""),
                due_on=due,
                statutory_on=due_date(run.statutory, sheet.scene.calendar) if run.statutory else None,
                late=due is not None and (run.ended or today) > due,
                members=tuple(m for m in members if m.row.step.stage == run.stage.key),
            )
        )
    known = {run.stage.key for run in law.stage_runs(sheet.case, sheet.edition)}
    rest = tuple(m for m in members if m.row.step.stage not in known)
    if rest:
        name = "办结交付" if out else "全部事项"
        out.append(
            StageView(
                run=None,
                name=name,
                lead=names.get(sheet.edition.body, ""),
                due_on=None,
                statutory_on=None,
                late=False,
                members=rest,
            )
        )
    return tuple(out)
