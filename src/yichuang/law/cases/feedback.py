"""Acts on a ticket once it is answered: call back, rate, do again, merge, close. Nothing is closed before feedback."""

from __future__ import annotations

from datetime import timedelta

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import Case, day
from yichuang.law.cases.refusal import Refused, entitle, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cases.ticket import Said
from yichuang.law.cases.tickets import leading, of, problem, terms
from yichuang.law.cite import JINAN
from yichuang.law.hotline_words import Satisfaction, Solved, TicketClass
from yichuang.law.words import State

ART_CALL = JINAN.art("27", "对答复的事项逐件回访，不满意或者没有办理的发回重办")
ART_SAME = JINAN.art("25", "依法办理且没有新的事实和理由的，向诉求人说明，不再重复办理")
_OVER = frozenset({State.SETTLED, State.ARCHIVED})


def answerable(do: Doing) -> None:
    """The lead answers; in an emergency somebody has been on the scene first."""
    leading(do)
    ticket = of(do)
    there = ticket.about is not TicketClass.EMERGENCY or ticket.arrived_at is not None
    require(there, "突发事件还没有登记到场", do.act.cite, remedy="请先登记到场，附现场照片。")


def answer(do: Doing, command: c.AnswerTicket) -> tuple[f.Fact, ...]:
    """Say what was done and, apart from that, whether it is solved; what is not solved has a plan with a day."""
    ticket = of(do)
    require(
        command.words.strip(), "没有写答复内容", do.act.cite, field="words", remedy="请写做了什么、结果怎样。"
    )
    if command.solved is not Solved.YES:
        require(command.plan.strip(), f"“{command.solved.label}”的要写明后续计划", do.act.cite, field="plan",
                remedy="请写接下来谁做什么；依法不能办的写明理由和其他途径。")  # fmt: skip
        require(command.plan_on is not None and command.plan_on >= do.scene.today, "没有写计划完成的日期，或者日期已经过了",
                do.act.cite, field="plan_on", remedy="请写一个明确的日期。")  # fmt: skip
    waits = [code for code in ticket.joint if code not in ticket.reported]
    names = "、".join(do.scene.body(code) or code for code in waits)
    require(not waits or command.lacking.strip(), f"{names}还没有回报", do.act.cite, field="lacking",
            remedy="请催协办单位回报；等不及的写明说明。")  # fmt: skip
    return (
        f.TicketAnswered(
            words=f.Sealed(text=command.words),
            solved=command.solved,
            officer=do.scene.by.actor.id,
            body=do.scene.by.actor.body,
            plan=command.plan.strip(),
            plan_on=None if command.solved is Solved.YES else command.plan_on,
            lacking=command.lacking.strip(),
        ),
    )


def other_ear(do: Doing) -> None:
    """Whoever handled it, and anybody of the body that did, does not ask whether it was done well."""
    ticket, actor = of(do), do.scene.by.actor
    entitle(
        actor.id not in (ticket.answered_by, ticket.signer),
        "回访不能由办理人自己做",
        ART_CALL,
        remedy="请由热线的其他人员回访。",
    )
    handled = actor.body in ticket.hands and actor.body != ticket.home
    entitle(not handled, "回访不能由办理单位的人做", ART_CALL, remedy="请由热线的人员回访。")


def call_back(do: Doing, command: c.CallBack) -> tuple[f.Fact, ...]:
    """Ask the caller: what he says decides."""
    ticket, rules = of(do), terms(do)
    require(
        ticket.contact,
        "诉求人没有留下联系方式，无法回访",
        ART_CALL,
        remedy=f"答复公开查询满{rules.offered}天后，写明情况办结。",
    )
    if not command.reached:
        today = [one for one in ticket.tries if day(one) == do.scene.today]
        require(len(today) < rules.tries_a_day, f"今天已经回访{len(today)}次没有联系上", ART_CALL, field="reached",
                remedy="请换一天再打。")  # fmt: skip
        return (f.CallTried(times=len(ticket.tries) + 1),)
    if command.satisfaction is None:
        raise Refused("没有选满意程度", ART_CALL, field="satisfaction", remedy="请照诉求人说的选。")
    words = f.Sealed(text=command.words)
    fact = f.TicketCalledBack(solved=command.solved, satisfaction=command.satisfaction, words=words)
    return (fact, *_again(do, _said(do, command.solved, command.satisfaction)))


def _said(do: Doing, solved: bool, satisfaction: Satisfaction) -> Said:
    return Said(solved=solved, satisfaction=satisfaction, on=do.scene.today)


def _again(do: Doing, said: Said) -> tuple[f.Fact, ...]:
    """What is not solved, or left the caller discontent, is done again."""
    if said.content:
        return ()
    return rework(do, "诉求人认为没有解决" if not said.solved else f"诉求人{said.satisfaction.label}")


def rework(do: Doing, reason: str) -> tuple[f.Fact, ...]:
    """Back to whoever handled it with a fresh limit; to the dispatcher when nobody had it yet."""
    ticket, rules = of(do), terms(do)
    times = ticket.reworks + 1
    had = ticket.passing is not None
    limit = rules.limit(ticket.about, ticket.passing) if ticket.passing is not None else None
    again = f.TicketReworked(times=times, reason=reason, limit=limit if had else None)
    return (again, *problem(ticket, times, rules))


def rateable(do: Doing) -> None:
    """Once for each answer."""
    require(of(do).rated is None, "已经评价过", do.act.cite, remedy="没有解决的，请用“反映未解决”。")


def rate(do: Doing, command: c.RateTicket) -> tuple[f.Fact, ...]:
    """Rate freely; while it waits for the call-back the rating is the feedback."""
    fact = f.TicketRated(
        solved=command.solved, satisfaction=command.satisfaction, words=f.Sealed(text=command.words)
    )
    waits = do.case.state is State.ANSWERED
    return (fact, *(_again(do, _said(do, command.solved, command.satisfaction)) if waits else ()))


def may_say_unsolved(do: Doing) -> None:
    """Once after closing, within its days; before closing always."""
    if do.case.state is not State.SETTLED:
        return
    ticket, days = of(do), terms(do).reopen
    require(not ticket.reopened, "办结后已经反映过一次", do.act.cite, remedy="有新的情况，请重新提出诉求。")
    assert ticket.closed_on is not None
    until = ticket.closed_on + timedelta(days=days)
    require(
        do.scene.today <= until,
        f"办结已经超过{days}天",
        do.act.cite,
        remedy="请重新提出诉求，写上原工单编号。",
    )


def say_unsolved(do: Doing, command: c.SayUnsolved) -> tuple[f.Fact, ...]:
    """It is not solved, and goes back."""
    return (f.FoundUnsolved(words=f.Sealed(text=command.words)), *rework(do, "诉求人反映没有解决"))


def merge(do: Doing, command: c.MergeTicket) -> tuple[f.Fact, ...]:
    """Merge it into one that is still open and is itself no part of another."""
    main = do.scene.whole(command.into)
    require(
        command.into != do.case.number,
        "不能并入自己",
        do.act.cite,
        field="into",
        remedy="请填另一个工单的编号。",
    )
    if main is None or main.ticket is None or main.region != do.case.region:
        raise Refused(f"没有工单“{command.into}”", do.act.cite, field="into", remedy="请核对主单编号。")
    require(main.state is not State.MERGED, "它自己已经并入别的工单", do.act.cite, field="into",
            remedy=f"请并入{main.ticket.merged_into}。")  # fmt: skip
    require(
        main.state not in _OVER,
        "它已经办结",
        do.act.cite,
        field="into",
        remedy="请照常派单，注明以前的工单。",
    )
    secret = of(do).confidential and not main.ticket.confidential
    require(not secret, "保密的工单不能并入不保密的工单", do.act.cite, field="into", remedy="请单独办理。")
    return (f.TicketMerged(into=command.into, same_caller=command.same_caller, reason=command.reason),)


def split(do: Doing, command: c.SplitTicket) -> tuple[f.Fact, ...]:
    """It was not the same: it waits to be passed on again."""
    return (f.MergeUndone(reason=command.reason),)


def follow_main(do: Doing, command: c.FollowMain) -> tuple[f.Fact, ...]:
    """The same caller's ticket is closed with the main one; another caller's is answered with it and called back on its own."""
    main = do.scene.whole(command.main)
    ours = main is not None and main.ticket is not None and of(do).merged_into == command.main
    require(ours, "不是它的主单", do.act.cite, field="main")
    assert main is not None and main.ticket is not None
    if of(do).same_caller:
        require(main.state in _OVER, "主单还没有办结", do.act.cite)
        return (f.TicketClosed(with_main=command.main),)
    require(followable(main), "主单还没有答复", do.act.cite)
    told = main.ticket
    return (f.MainAnswered(main=command.main, solved=told.answered, lead=told.lead, joint=told.joint),)


def followable(main: Case) -> bool:
    """Whether the main ticket has been answered."""
    return main.state in _OVER | {State.ANSWERED, State.CALLED_BACK}


def fed_back(do: Doing) -> None:
    """Only what the caller was asked about, or could not be asked about after every try."""
    ticket, rules = of(do), terms(do)
    if ticket.fed_back:
        return
    if ticket.contact:
        require(len(ticket.tries) >= rules.tries, "还没有回访，不能办结", ART_CALL,
                remedy=f"请回访诉求人；{rules.tries}次联系不上的，写明经过后办结。")  # fmt: skip
        return
    assert ticket.answered_on is not None
    until = ticket.answered_on + timedelta(days=rules.offered)
    require(do.scene.today > until, f"诉求人没有留联系方式，答复公开查询到{until:%Y年%-m月%-d日}", ART_CALL,
            remedy="期满没有异议的再办结。")  # fmt: skip


def close(do: Doing, command: c.CloseTicket) -> tuple[f.Fact, ...]:
    """Close the loop."""
    asked = of(do).fed_back
    require(asked or command.reason.strip(), "没有联系上诉求人的，要写明经过", ART_CALL, field="reason",
            remedy="请写几时打了几次、公开了多久。")  # fmt: skip
    return (f.TicketClosed(reason=command.reason.strip()),)


def explained_before(do: Doing) -> None:
    """Only after the caller was asked and it was done again at least once."""
    require(
        of(do).reworks and of(do).asked,
        "还没有回访和重办过，不能说明办结",
        ART_SAME,
        remedy="请先回访诉求人。",
    )


def close_explained(do: Doing, command: c.CloseExplained) -> tuple[f.Fact, ...]:
    """Handled by the law, nothing new said: explained, and not done over for ever."""
    require(len(command.reason.strip()) >= 10, "说明写得太短", ART_SAME, field="reason",
            remedy="请写依据、办理结果、怎样向诉求人说明的。")  # fmt: skip
    return (f.TicketClosed(reason=command.reason.strip(), explained=True),)
