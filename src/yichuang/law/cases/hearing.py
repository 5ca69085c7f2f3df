"""Acts of a hearing (行政许可法 46–48)."""

from __future__ import annotations

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import Case
from yichuang.law.cases.convening import impartial
from yichuang.law.cases.refusal import require
from yichuang.law.cases.review import pause_fact
from yichuang.law.cases.scene import Doing
from yichuang.law.cases.steps import reviewers
from yichuang.law.cite import LICENSING
from yichuang.law.words import Ground, Role, State

ART_46 = LICENSING.art("46", "法律、法规、规章规定应当听证的事项，应当向社会公告并举行听证")
ART_47 = LICENSING.art(
    "47(1)", "直接涉及重大利益关系的，决定前应当告知听证权利；被告知之日起五日内提出申请的，二十日内组织听证"
)
ART_48_NOTICE = LICENSING.art("48(1)(1)", "应当于举行听证的七日前将时间、地点通知申请人、利害关系人")
ART_48_CHAIR = LICENSING.art("48(1)(3)", "应当指定审查该申请的工作人员以外的人员为听证主持人")
ART_48_MINUTES = LICENSING.art("48(2)", "应当根据听证笔录，作出行政许可决定")

REQUEST_DAYS = 5
ORGANISE_DAYS = 20
NOTICE_DAYS = 7


def right_untold(do: Doing) -> None:
    """The right is told once."""
    require(do.case.hearing.right_until is None, "已经告知过听证权利", ART_47)


def tell_right(do: Doing, command: c.TellHearingRight) -> tuple[f.Fact, ...]:
    """Tell the right; five working days to ask begin tomorrow."""
    until = do.scene.calendar.add_workdays(do.scene.today, REQUEST_DAYS)
    return (f.HearingRightTold(proposed=command.proposed, until=until),)


def may_request(do: Doing) -> None:
    """Only who was told, once, within five working days."""
    hearing = do.case.hearing
    require(hearing.right_until is not None, "本机关尚未告知听证权利", ART_47)
    require(not hearing.requested and not hearing.waived, "已经提出或者放弃了听证", ART_47)
    assert hearing.right_until is not None
    require(do.scene.today <= hearing.right_until, f"提出听证的期限已于{hearing.right_until:%Y年%-m月%-d日}届满", ART_47,
            remedy="仍可向本机关陈述和申辩。")  # fmt: skip


def request(do: Doing, command: c.RequestHearing) -> tuple[f.Fact, ...]:
    """Ask; the hearing must be organised within twenty working days."""
    by = do.scene.calendar.add_workdays(do.scene.today, ORGANISE_DAYS)
    return (f.HearingRequested(reason=f.Sealed(text=command.reason), organise_by=by),)


def waive(do: Doing, command: c.WaiveHearing) -> tuple[f.Fact, ...]:
    """Give it up."""
    return (f.HearingWaived(),)


def may_arrange(do: Doing) -> None:
    """A hearing was asked for, or the law demands one."""
    hearing = do.case.hearing
    require(
        hearing.requested or do.scene.edition.hearing_required,
        "没有人申请听证，本事项也不是依法必须听证的事项",
        ART_46,
    )
    require(hearing.held_on is None, "听证已经举行", ART_48_MINUTES)


def arrange(do: Doing, command: c.ArrangeHearing) -> tuple[f.Fact, ...]:
    """Announce it seven working days before; from now on the time of the hearing is not counted."""
    scene, hearing = do.scene, do.case.hearing
    notice = scene.calendar.workdays_between(scene.today, command.on)
    earliest = scene.calendar.add_workdays(scene.today, NOTICE_DAYS)
    require(notice >= NOTICE_DAYS, "举行听证应当提前七个工作日通知", ART_48_NOTICE, field="on",
            remedy=f"今天通知的，最早在{earliest:%Y年%-m月%-d日}举行。")  # fmt: skip
    in_time = hearing.organise_by is None or command.on <= hearing.organise_by
    require(in_time, f"听证应在{hearing.organise_by or command.on:%Y年%-m月%-d日}前组织", ART_47, field="on")
    examined = reviewers(do)
    require(command.chair not in examined, f"{command.chair}审查过本申请，不能担任听证主持人", ART_48_CHAIR,
            field="chair", remedy="请指定其他工作人员主持。")  # fmt: skip
    impartial(command.chair, command.chair_section, (), command.section)
    arranged = f.HearingArranged(
        on=command.on, place=command.place, chair=command.chair, begins=command.begins, recorder=command.recorder,
        section=command.section, chair_section=command.chair_section, reviewers=tuple(sorted(examined)),
    )  # fmt: skip
    if do.case.pause is Ground.HEARING:
        return (arranged,)
    require(do.case.pause is None, f"“{do.case.pause.label if do.case.pause else ''}”尚未结束", ART_48_NOTICE)
    return arranged, pause_fact(do, Ground.HEARING, scene.edition.body_name, notice)


def may_hold(do: Doing) -> None:
    """Only an announced hearing, on its day or later."""
    on = do.case.hearing.arranged_on
    require(on is not None, "还没有通知听证的时间、地点", ART_48_NOTICE)
    assert on is not None
    require(do.scene.today >= on, f"听证定于{on:%Y年%-m月%-d日}举行，之后才能登记笔录", ART_48_MINUTES)
    require(do.case.hearing.held_on is None, "听证笔录已登记", ART_48_MINUTES)
    own = _own(do)
    if do.scene.by.actor.role is Role.SYSTEM:
        require(own is not None and own.state is State.HEARD, "听证报告还没有提出", ART_48_MINUTES)
    elif own is not None:
        require(own.state in (State.NOTICED, State.CALLED_OFF), "听证已经按程序进行，笔录和报告由听证案卷带回", ART_48_MINUTES,
                remedy=f"请在听证{own.number}里办完签字和报告。")  # fmt: skip


def _own(do: Doing) -> Case | None:
    """The hearing as a case of its own, if it is one."""
    number = do.case.hearing.number
    return do.scene.whole(number) if number else None


def note(do: Doing, command: c.NoteHearing) -> tuple[f.Fact, ...]:
    """Know the case of the hearing by its number."""
    return (f.HearingNoted(number=command.number),)


def hold(do: Doing, command: c.HoldHearing) -> tuple[f.Fact, ...]:
    """Put the signed minutes on record; the clock runs again."""
    own = _own(do)
    by_itself = (
        own.sitting.on if own is not None and own.sitting is not None and own.state is State.HEARD else None
    )
    held = f.HearingHeld(
        on=by_itself or do.scene.today, minutes=f.Sealed(text=command.minutes), conclusion=command.conclusion
    )
    return held, f.ClockResumed(ground=Ground.HEARING, until=do.scene.today, finding=command.conclusion)


def settled(do: Doing) -> None:
    """Refuse a decision while a hearing is owed."""
    hearing, edition = do.case.hearing, do.scene.edition
    require(not edition.hearing_required or hearing.held_on, "本事项依法应当听证，听证前不能作出决定", ART_46,
            remedy="请先通知并举行听证。")  # fmt: skip
    require(not hearing.requested or hearing.held_on, "申请人已申请听证，听证前不能作出决定", ART_48_MINUTES,
            remedy="请先通知并举行听证。")  # fmt: skip
    if hearing.right_until is not None and not (hearing.waived or hearing.requested):
        require(do.scene.today > hearing.right_until, f"提出听证的期限到{hearing.right_until:%Y年%-m月%-d日}，期满前不能作出决定",
                ART_47, remedy="申请人书面放弃听证的，登记后即可决定。")  # fmt: skip
