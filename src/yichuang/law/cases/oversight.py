"""Supervision from outside: somebody invited sees the whole case, puts his own record on it, and can do nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import Case, Invited
from yichuang.law.cases.refusal import Forbidden, Refused, entitle, require
from yichuang.law.cases.scene import Doing, Scene
from yichuang.law.cite import Citation
from yichuang.law.mandates import Permission

Whole = Callable[[str], Case | None]


def invitation(case: Case, who: str, on: date, whole: Whole) -> Invited | None:
    """The invitation that lets this person into the case on this day: to itself, or to what it belongs to or came of."""
    above: Case | None = case
    while above is not None:
        for one in above.invited:
            if one.person == who and on <= one.until:
                return one
        above = whole(above.parent) if above.parent else None
    return None


def let_in(case: Case, scene: Scene, cite: Citation) -> None:
    """Let only who is invited go on. Raises Forbidden, and whoever is not invited must not learn of the case."""
    if invitation(case, scene.by.actor.id, scene.today, scene.whole) is None:
        refused = Forbidden("没有邀请您监督这个办件，或者邀请已经结束", cite, remedy="需要继续监督的，请邀请机关重新邀请。")  # fmt: skip
        refused.unseen = True
        raise refused


def invite(do: Doing, command: c.InviteSupervisor) -> tuple[f.Fact, ...]:
    """Invite somebody who is registered, once at a time, until a day that has not passed."""
    found = do.scene.outsider(command.person)
    if found is None:
        raise Refused(f"特邀监督人员“{command.person}”没有登记，或者已经停用", do.act.cite, field="person",
                      remedy="请从名单中选；名单由安全管理员登记。")  # fmt: skip
    again = next((x for x in do.case.invited if x.person == found.number and do.scene.today <= x.until), None)
    require(again is None, f"已经邀请了{found.unit}的{found.name}", do.act.cite, field="person",
            remedy="要改期限，先结束现在的邀请。")  # fmt: skip
    require(command.until >= do.scene.today, "邀请的截止日已经过了", do.act.cite, field="until", remedy="请另选一天。")  # fmt: skip
    return (
        f.SupervisorInvited(
            person=found.number,
            name=found.name,
            organisation=found.organisation,
            unit=found.unit,
            reason=command.reason,
            until=command.until,
            body=do.scene.by.actor.body,
        ),
    )


def record(do: Doing, command: c.RecordSupervision) -> tuple[f.Fact, ...]:
    """Put it on record in the name of the organisation that was invited."""
    held = invitation(do.case, do.scene.by.actor.id, do.scene.today, do.scene.whole)
    assert held is not None
    require(command.words.strip(), "监督记录没有写内容", do.act.cite, field="words", remedy="请写看到了什么、意见是什么。")  # fmt: skip
    words = f.Sealed(text=command.words.strip())
    return (f.SupervisionRecorded(remark=command.remark, unit=held.unit, words=words),)


def some_invited(do: Doing) -> None:
    """Only an invitation in force can be ended."""
    standing = any(do.scene.today <= one.until for one in do.case.invited)
    require(standing, "本办件没有在有效期内的监督邀请", do.act.cite, remedy="邀请在项目上的，请到项目里结束。")  # fmt: skip


def dismiss(do: Doing, command: c.DismissSupervisor) -> tuple[f.Fact, ...]:
    """End it. Who is watched does not send the watcher away: a body ends only what it invited, supervision ends any."""
    standing = (one for one in do.case.invited if do.scene.today <= one.until)
    held = next((one for one in standing if one.person == command.person), None)
    if held is None:
        raise Refused(
            "没有这个人的、在有效期内的邀请", do.act.cite, field="person", remedy="请从邀请名单中选。"
        )
    by, case = do.scene.by, do.case
    over = by.may(Permission.SUPERVISION_ACT, region=case.region, body=case.body, matter=case.matter)
    entitle(over or held.by == by.actor.body, "不是本机关的邀请，不能由本机关结束", do.act.cite, field="person",
            remedy="请由邀请机关或者监察员结束。")  # fmt: skip
    require(command.reason.strip(), "没有写结束邀请的理由", do.act.cite, field="reason")
    return (f.SupervisorDismissed(person=held.person, unit=held.unit, reason=command.reason),)
