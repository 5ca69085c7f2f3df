"""Acts while the body examines: steps, special procedures, extension (行政许可法 34, 36, 42, 45)."""

from __future__ import annotations

from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.refusal import Refused, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cite import LICENSING
from yichuang.law.flow import Step, Work
from yichuang.law.words import Ground

ART_34_3 = LICENSING.art("34(3)", "需要对申请材料的实质内容进行核实的，应当指派两名以上工作人员进行核查")
ART_45 = LICENSING.art(
    "45",
    "听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审所需时间不计算在期限内，应当将所需时间书面告知申请人",
)
ART_42 = LICENSING.art(
    "42(1)", "二十日内不能作出决定的，经本行政机关负责人批准，可以延长十日，并将理由告知申请人"
)


def examination(do: Doing) -> tuple[Step, ...]:
    """The steps between acceptance and decision."""
    return tuple(step for step in do.scene.edition.steps if step.work is Work.REVIEWER)


def next_step(do: Doing) -> Step | None:
    """The first step not done yet."""
    return next((step for step in examination(do) if do.case.done(step.key) is None), None)


def step_ahead(do: Doing) -> None:
    """Some step must be left to do."""
    require(next_step(do) is not None, "各环节都已完成", do.act.cite, remedy="请作出决定，或退回某个环节。")


def step_behind(do: Doing) -> None:
    """Some step must have been done."""
    require(do.case.steps, "还没有完成任何环节", do.act.cite)


def can_pause(do: Doing) -> None:
    """Only a matter that knows special procedures, and one at a time."""
    require(do.scene.edition.pauses, "本事项没有可以停止计时的特别程序", ART_45)


def is_paused(do: Doing) -> None:
    """Only a paused clock can run on; a hearing resumes by its minutes."""
    require(do.case.pause is not None, "计时没有暂停", ART_45)
    require(do.case.pause is not Ground.HEARING, "听证笔录登记后自动恢复计时", ART_45)


def extendable(do: Doing) -> None:
    """Once, and before the limit ends."""
    run = do.case.review
    assert run is not None
    require(run.extension == 0, "期限只能延长一次", ART_42)
    due = do.scene.due(do.scene.edition.statutory, run)
    require(do.scene.today <= due, f"法定期限已于{due:%Y年%-m月%-d日}届满，不能再延长", ART_42)


def complete_step(do: Doing, command: c.CompleteStep) -> tuple[f.Fact, ...]:
    """Do the next step: none may be skipped."""
    step = next((s for s in examination(do) if s.key == command.step), None)
    if step is None:
        raise Refused(f"本事项没有环节“{command.step}”", do.act.cite, field="step")
    ahead = next_step(do)
    assert ahead is not None
    require(
        ahead.key == step.key, f"应当先完成“{ahead.name}”", do.act.cite, field="step", remedy="环节不能跳过。"
    )
    officers = tuple(dict.fromkeys(command.officers)) or (do.scene.by.actor.name,)
    require(not step.site_check or len(officers) >= 2, "实地核查应当有两名以上工作人员", ART_34_3, field="officers",
            remedy="请写明全部核查人员。")  # fmt: skip
    return (
        f.StepCompleted(
            step=step.key, name=step.name, passed=command.passed, opinion=command.opinion, officers=officers
        ),
    )


def return_step(do: Doing, command: c.ReturnStep) -> tuple[f.Fact, ...]:
    """Go back to a step that was done."""
    step = do.scene.edition.step(command.step)
    require(
        step is not None and do.case.done(command.step), "只能退回已经完成的环节", do.act.cite, field="step"
    )
    assert step is not None
    return (f.StepReturned(step=step.key, name=step.name, reason=command.reason),)


def pause_fact(do: Doing, ground: Ground, organiser: str, days: int) -> f.ClockPaused:
    """The beginning of a special procedure this matter knows."""
    basis = do.scene.edition.pauses.get(ground)
    if basis is None:
        grounds = "、".join(g.label for g in do.scene.edition.pauses) or "无"
        raise Refused(f"本事项不适用特别程序“{ground.label}”，不能停止计时", ART_45, field="ground",
                      remedy=f"本事项可用的特别程序：{grounds}。")  # fmt: skip
    return f.ClockPaused(
        ground=ground, organiser=organiser, since=do.scene.today, expected_days=days, basis=basis
    )


def pause(do: Doing, command: c.Pause) -> tuple[f.Fact, ...]:
    """Stop the clock for a special procedure; the notice to the applicant is issued with it."""
    require(command.ground is not Ground.HEARING, "听证请用“通知听证”办理", ART_45, field="ground")
    require(
        1 <= command.expected_days <= 250, "预计时间应为 1 到 250 个工作日", ART_45, field="expected_days"
    )
    return (pause_fact(do, command.ground, command.organiser, command.expected_days),)


def resume(do: Doing, command: c.Resume) -> tuple[f.Fact, ...]:
    """End the special procedure; today is the last day not counted."""
    assert do.case.pause is not None
    return (f.ClockResumed(ground=do.case.pause, until=do.scene.today, finding=command.finding),)


def extend(do: Doing, command: c.Extend) -> tuple[f.Fact, ...]:
    """Lengthen the limit once, before it ends, by the head of the body."""
    case, scene = do.case, do.scene
    assert case.review is not None
    most = scene.edition.extension.amount
    require(1 <= command.days <= most, f"延长不得超过{most}个工作日", ART_42, field="days")
    run = replace(case.review, extension=command.days)
    approver = f"{scene.by.actor.post}{scene.by.actor.name}"
    return (
        f.ClockExtended(
            days=command.days,
            reason=command.reason,
            approved_by=approver,
            statutory_due=scene.due(scene.edition.statutory, run),
        ),
    )


def inform_interested(do: Doing, command: c.InformInterested) -> tuple[f.Fact, ...]:
    """Inform somebody whose major interest is touched."""
    return (f.InterestedPartyInformed(party=f.Sealed(text=command.party), interest=command.interest),)


def hear_statement(do: Doing, command: c.HearStatement) -> tuple[f.Fact, ...]:
    """Put a statement on record with what became of it."""
    statement = f.Sealed(text=command.statement)
    return (f.StatementHeard(statement=statement, considered=command.considered),)


def reviewers(do: Doing) -> frozenset[str]:
    """The officers who examined the case, by name."""
    return frozenset(name for step in do.case.steps for name in step.officers)
