"""Acts of meetings of several bodies: coordination, joint survey, drawing review, acceptance; and the tasks they decide."""

from __future__ import annotations

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import Meeting
from yichuang.law.cases.joint import clocked
from yichuang.law.cases.refusal import Refused, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cases.steps import open_steps
from yichuang.law.flow import Work
from yichuang.law.words import MeetingKind

LONGEST = 250


def call(do: Doing, command: c.CallMeeting) -> tuple[f.Fact, ...]:
    """Call it, for a day that has not passed; at least two take part."""
    require(command.on >= do.scene.today, "会议日期已经过了", do.act.cite, field="on", remedy="请另选一天。")
    members = tuple(dict.fromkeys(name.strip() for name in command.members if name.strip()))
    require(
        len(members) >= 2,
        "会议至少要有两方参加",
        do.act.cite,
        field="members",
        remedy="请写明参加单位和人员。",
    )
    again = any(not m.held and m.kind is command.kind for m in do.case.meetings)
    require(
        not again,
        f"已经召集的{command.kind.label}还没有开",
        do.act.cite,
        field="kind",
        remedy="请先登记它的纪要。",
    )
    return (
        f.MeetingCalled(
            kind=command.kind,
            on=command.on,
            place=command.place,
            members=members,
            reason=command.reason,
            step=_step(do, command.kind),
        ),
    )


def _step(do: Doing, kind: MeetingKind) -> str:
    """The open step of the flow that this meeting is, if it is one: a coordination meeting never is."""
    if kind is MeetingKind.COORDINATION:
        return ""
    standing = [one for one in open_steps(do.case, do.scene.edition) if one.work is Work.MEETING]
    step = next((one for one in standing if kind.label in one.name), None)
    if step is None:
        raise Refused(
            f"现在没有轮到{kind.label}的环节", do.act.cite, field="kind", remedy="协调会随时可以召集。"
        )
    return step.key


def was_called(do: Doing) -> None:
    """Only a meeting that was called can have minutes."""
    require(any(not m.held for m in do.case.meetings), "没有召集了还没有开的会议", do.act.cite)


def _called(do: Doing, kind: MeetingKind) -> Meeting:
    meeting = next((m for m in do.case.meetings if not m.held and m.kind is kind), None)
    if meeting is None:
        raise Refused(f"没有召集过{kind.label}", do.act.cite, field="kind", remedy="请先召集。")
    return meeting


def hold(do: Doing, command: c.HoldMeeting) -> tuple[f.Fact, ...]:
    """Minutes, and what was decided: each decision has an owner and a limit."""
    meeting = _called(do, command.kind)
    early = do.scene.today < meeting.on
    require(not early, f"会议在{meeting.on:%Y年%-m月%-d日}，还没有到", do.act.cite, field="kind")
    attended = tuple(dict.fromkeys(name.strip() for name in command.attended if name.strip()))
    require(len(attended) >= 2, "到会不足两人", do.act.cite, field="attended", remedy="请写明到会人员。")
    for n, one in enumerate(command.decisions, 1):
        _decision(do, n, one)
    held = f.MeetingHeld(
        kind=command.kind,
        on=do.scene.today,
        attended=attended,
        minutes=f.Sealed(text=command.minutes),
        conclusion=command.conclusion,
        decisions=command.decisions,
        step=meeting.step,
    )
    if not meeting.step or not command.passed:
        return (held,)
    name = next(step.name for step in do.scene.edition.course if step.key == meeting.step)
    done = f.StepCompleted(
        step=meeting.step, name=name, passed=True, opinion=command.conclusion, officers=attended
    )
    return clocked(do, held, done)


def _decision(do: Doing, n: int, one: f.Decision) -> None:
    require(one.what.strip(), f"第{n}项决定没有写内容", do.act.cite, field="decisions")
    require(one.owner.strip() and one.body.strip(), f"第{n}项决定没有责任单位或者责任人", do.act.cite, field="decisions",
            remedy="每一项决定都要有人负责。")  # fmt: skip
    require(do.scene.body(one.body), f"第{n}项决定的责任单位“{one.body}”不存在", do.act.cite, field="decisions",
            remedy="请从机构名录中选。")  # fmt: skip
    fit = 1 <= one.days <= LONGEST
    require(fit, f"第{n}项决定的期限应为 1 到 {LONGEST} 个工作日", do.act.cite, field="decisions")


def give(do: Doing, command: c.GiveTask) -> tuple[f.Fact, ...]:
    """A decision becomes a task under the same lights."""
    return (
        f.TaskGiven(
            what=command.what,
            owner=command.owner,
            days=command.days,
            of_case=command.of_case,
            meeting=command.meeting,
        ),
    )


def fulfil(do: Doing, command: c.FulfilTask) -> tuple[f.Fact, ...]:
    """Report it done."""
    return (f.TaskFulfilled(result=command.result),)


def note_task(do: Doing, command: c.NoteTask) -> tuple[f.Fact, ...]:
    """The case the task came of is told."""
    return (f.TaskNoted(number=command.number, what=command.what, result=command.result),)
