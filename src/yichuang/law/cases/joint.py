"""Acts of a joint project: its matters felt by the whole, what only the applicant can do, the common end (行政许可法 26, 42, 45)."""

from __future__ import annotations

from datetime import timedelta

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import Case, Child
from yichuang.law.cases.fold import apply
from yichuang.law.cases.refusal import Refused, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cases.steps import open_steps
from yichuang.law.flow import Step, Work
from yichuang.law.matters import Edition
from yichuang.law.words import Outcome, Progress

FAILED = frozenset({Progress.REFUSED, Progress.NOT_ACCEPTED, Progress.WITHDRAWN, Progress.TERMINATED})
"""How a matter ends without what the project needs of it."""
STILL = FAILED | {Progress.OPENED, Progress.CORRECTING, Progress.PAUSED}
"""While a matter stands so, its body has nothing to do: it waits for the applicant or for a special procedure."""


def to_open(case: Case, edition: Edition) -> tuple[Step, ...]:
    """The matters whose turn has come and that are not opened yet."""
    return tuple(
        step
        for step in open_steps(case, edition)
        if step.work is Work.MATTER and step.key not in case.children
    )


def waits(case: Case, edition: Edition) -> tuple[str, ...]:
    """What the whole waits for when nothing of it can move but by the applicant or a special procedure; else nothing.

    Days on which any body still works count: parallel work is not stopped by one matter standing still.
    """
    standing = open_steps(case, edition)
    if not all(_still(case, step) for step in standing):
        return ()
    return tuple(_waiting(case, step) for step in standing)


def _still(case: Case, step: Step) -> bool:
    child = case.children.get(step.key)
    return step.work is Work.APPLICANT or (child is not None and child.progress in STILL)


def _waiting(case: Case, step: Step) -> str:
    child = case.children.get(step.key)
    return f"{step.name}（{child.progress.label}）" if child else step.name


def clocked(do: Doing, *facts: f.Fact) -> tuple[f.Fact, ...]:
    """The facts, and what they do to the clock of the whole.

    The day on which the last body stopped working still counts; the day on which one goes on does not.
    """
    case = do.case
    for fact in facts:
        case = apply(case, f.Entry(case.number, case.version + 1, do.scene.at, do.scene.by.actor, fact))
    waiting = waits(case, do.scene.edition)
    if waiting and not case.still:
        return (*facts, f.WholeStopped(since=do.scene.today + timedelta(days=1), waits=waiting))
    if case.still and not waiting:
        return (*facts, f.WholeResumed(until=do.scene.today))
    return facts


def _step(do: Doing, key: str, work: Work) -> Step:
    step = next((one for one in do.scene.edition.course if one.key == key), None)
    if step is None or step.work is not work:
        raise Refused(f"这个项目没有环节“{key}”", do.act.cite, field="step", remedy="请刷新页面后再办。")
    return step


def note_child(do: Doing, command: c.NoteChild) -> tuple[f.Fact, ...]:
    """Let the whole feel it; a granted matter completes its step, once."""
    step = _step(do, command.step, Work.MATTER)
    before = do.case.children.get(step.key)
    ended = before is not None and before.progress is Progress.GRANTED
    require(not ended, f"“{step.name}”已经办结，不能再办结一次", do.act.cite, field="step")
    other = before is not None and before.number != command.number
    require(not other, f"“{step.name}”由另一个办件办理", do.act.cite, field="number")
    noted = f.ChildNoted(
        step=step.key,
        name=step.name,
        number=command.number,
        progress=command.progress,
        on=do.scene.today,
    )
    if command.progress is not Progress.GRANTED:
        return clocked(do, noted)
    done = f.StepCompleted(step=step.key, name=step.name, passed=True, opinion=command.progress.label)
    return clocked(do, noted, done)


def failed(case: Case) -> dict[str, Child]:
    """The matters that ended without what the project needs."""
    return {key: child for key, child in case.children.items() if child.progress in FAILED}


def some_failed(do: Doing) -> None:
    """Only a matter that failed can be applied for once more."""
    require(failed(do.case), "没有需要重新申请的事项", do.act.cite)


def reapply(do: Doing, command: c.Reapply) -> tuple[f.Fact, ...]:
    """Try once more; a new case is opened for it."""
    step = _step(do, command.step, Work.MATTER)
    require(
        step.key in failed(do.case), f"“{step.name}”没有被拒绝，不需要重新申请", do.act.cite, field="step"
    )
    return clocked(do, f.ChildReopened(step=step.key, name=step.name, reason=command.reason))


def mine_open(do: Doing) -> None:
    """Something must wait for the applicant alone."""
    mine = [step for step in open_steps(do.case, do.scene.edition) if step.work is Work.APPLICANT]
    require(mine, "现在没有等您完成的环节", do.act.cite)


def report_done(do: Doing, command: c.ReportDone) -> tuple[f.Fact, ...]:
    """The applicant has done it."""
    step = _step(do, command.step, Work.APPLICANT)
    standing = step in open_steps(do.case, do.scene.edition)
    require(standing, f"还没有轮到“{step.name}”，或者已经报告过", do.act.cite, field="step")
    return clocked(do, f.ApplicantDone(step=step.key, name=step.name, words=command.words))


def concludable(do: Doing) -> None:
    """Nothing of the project may still be under way."""
    standing = open_steps(do.case, do.scene.edition)
    moving = [step.name for step in standing if step.key not in failed(do.case)]
    require(not moving, f"还有没办完的：{'、'.join(moving)}", do.act.cite, remedy="都有了结果再办结。")


def conclude(do: Doing, command: c.Conclude) -> tuple[f.Fact, ...]:
    """All results together; when one failed for good, the project is concluded in part."""
    names = {step.key: step.name for step in do.scene.edition.course}
    results = tuple(
        f.Result(name=names[key], number=child.number, progress=child.progress)
        for key, child in do.case.children.items()
    )
    whole = not failed(do.case)
    outcome = Outcome.CONCLUDED if whole else Outcome.PARTLY
    require(whole or command.words, "部分办结的，请写明原因", do.act.cite, field="words")
    return (f.ProjectConcluded(outcome=outcome, results=results, words=command.words),)
