"""Acts while the body examines: special procedures, extension, the interested (行政许可法 36, 42, 45)."""

from __future__ import annotations

from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.refusal import Refused, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cite import LICENSING
from yichuang.law.words import Ground

ART_45 = LICENSING.art(
    "45",
    "听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审所需时间不计算在期限内，应当将所需时间书面告知申请人",
)
ART_42 = LICENSING.art(
    "42(1)", "二十日内不能作出决定的，经本行政机关负责人批准，可以延长十日，并将理由告知申请人"
)


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
    require(run.extension == 0, "期限只能延长一次", do.act.cite)
    due = do.scene.due(do.scene.edition.statutory, run)
    require(do.scene.today <= due, f"法定期限已于{due:%Y年%-m月%-d日}届满，不能再延长", do.act.cite)


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
    require(1 <= command.days <= most, f"延长不得超过{most}个工作日", do.act.cite, field="days")
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
