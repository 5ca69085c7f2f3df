"""Before a hearing: announced in time, by a chair who decides nothing of it; its people, who asks to come, who must withdraw (行政许可法 48)."""

from __future__ import annotations

import re
from datetime import date

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.disclosing import shown_to_all
from yichuang.law.cases.refusal import Refused, entitle, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cases.sitting import NOTICES, Sitting, earliest
from yichuang.law.cite import COMPENSATION, LICENSING
from yichuang.law.clocks import Unit
from yichuang.law.open_words import HearingForm

ART_CHAIR = LICENSING.art(
    "48(1)(3)", "指定审查该申请的工作人员以外的人员为听证主持人；认为有直接利害关系的，有权申请回避"
)
_ABOLISHED = COMPENSATION.art("35", "城市房屋拆迁管理条例同时废止，房屋拆迁许可不再实施")
_CLOCK = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")


def sitting(do: Doing) -> Sitting:
    """The hearing of the case."""
    assert do.case.sitting is not None
    return do.case.sitting


def in_time(do: Doing, form: HearingForm, on: date) -> None:
    """Told so many days before as the law of this form says."""
    notice = NOTICES[form]
    if notice.until is not None and on >= notice.until:
        raise Refused(
            f"{form.label}自{notice.until:%Y年%-m月%-d日}起不再有", _ABOLISHED, field="form",
            remedy="征收国有土地上的房屋，请举行房屋征收补偿方案听证。",
        )  # fmt: skip
    first = earliest(form, do.scene.today, do.scene.calendar)
    unit = "个工作日" if notice.limit.unit is Unit.WORKDAY else "日"
    require(on >= first, f"举行{form.label}应当提前{notice.limit.amount}{unit}通知", notice.limit.cite, field="on",
            remedy=f"今天通知的，最早在{first:%Y年%-m月%-d日}举行。")  # fmt: skip


def impartial(chair: str, section: str, presenters: tuple[str, ...], deciding: str) -> None:
    """The chair is none of those who handle the matter, and not of the section that decides it."""
    require(chair not in presenters, f"{chair}办理这件事，不能担任听证主持人", ART_CHAIR, field="chair",
            remedy="请指定其他工作人员主持。")  # fmt: skip
    require(not deciding or section != deciding, f"主持人是承办科室“{deciding}”的人，不能主持", ART_CHAIR, field="chair_section",
            remedy="请指定其他科室的人主持。")  # fmt: skip


def _hour(begins: str, do: Doing) -> None:
    require(
        _CLOCK.match(begins), f"“{begins}”不是钟点", do.act.cite, field="begins", remedy="写成 09:30 这样。"
    )


def convene(do: Doing, given: c.ConveneHearing) -> tuple[f.Fact, ...]:
    """Announce it in time, with a chair who stands apart, and say until when one may ask to come."""
    in_time(do, given.form, given.on)
    impartial(given.chair, given.chair_section, given.presenters, given.section)
    _hour(given.begins, do)
    shown_to_all(given.subject, "听证事项", "subject")
    shown_to_all(given.place, "听证地点", "place")
    require(0 <= given.seats <= 200, "听证代表名额应当在0到200之间", do.act.cite, field="seats")
    open_until = given.apply_by if given.seats else None
    require(not given.seats or (open_until and do.scene.today < open_until < given.on),
            "报名截止日期应当在今天以后、听证以前", do.act.cite, field="apply_by", remedy="有代表名额的，要留出报名和公布名单的时间。")  # fmt: skip
    return (
        f.HearingConvened(
            form=given.form, subject=given.subject, on=given.on, begins=given.begins, place=given.place,
            section=given.section, presenters=given.presenters, chair=given.chair, chair_section=given.chair_section,
            recorder=given.recorder, seats=given.seats, apply_by=open_until, basis=NOTICES[given.form].limit.cite.text,
        ),
    )  # fmt: skip


def postpone(do: Doing, given: c.PostponeHearing) -> tuple[f.Fact, ...]:
    """Another day is told as long before as the first was."""
    in_time(do, sitting(do).form, given.on)
    _hour(given.begins, do)
    shown_to_all(given.place, "听证地点", "place")
    shown_to_all(given.reason, "理由", "reason")
    return (f.HearingPostponed(on=given.on, begins=given.begins, place=given.place, reason=given.reason),)


def call_off(do: Doing, given: c.CallOffHearing) -> tuple[f.Fact, ...]:
    """Do not hold it, and say why."""
    shown_to_all(given.reason, "理由", "reason")
    return (f.HearingCalledOff(reason=given.reason),)


def enter(do: Doing, given: c.EnterParty) -> tuple[f.Fact, ...]:
    """Put down who takes part; the record calls him by his part and a number."""
    shown_to_all(given.interest, "和这件事的关系", "interest")
    many = sum(one.part is given.part for one in sitting(do).people)
    contact = f.Sealed(text=given.contact) if given.contact else None
    return (
        f.PartyEntered(
            code=f"{given.part.label}{many + 1}", part=given.part, name=f.Sealed(text=given.name), contact=contact,
            interest=given.interest,
        ),
    )  # fmt: skip


def may_ask(do: Doing) -> None:
    """Only where seats are given, until the day told, before they are given away."""
    it = sitting(do)
    require(
        it.seats,
        "这次听证不公开报名",
        do.act.cite,
        remedy="可以旁听；和这件事有利害关系的，请联系承办科室登记。",
    )
    assert it.apply_by is not None
    require(do.scene.today <= it.apply_by and not it.chosen, f"报名已于{it.apply_by:%Y年%-m月%-d日}截止", do.act.cite,
            remedy="听证公开举行，可以旁听。")  # fmt: skip


def ask_attendance(do: Doing, given: c.AskAttendance) -> tuple[f.Fact, ...]:
    """Put down that somebody wants to come."""
    code = f"报名{len(sitting(do).asked) + 1}"
    return (
        f.AttendanceAsked(
            code=code, name=f.Sealed(text=given.name), contact=f.Sealed(text=given.contact), view=f.Sealed(text=given.view)
        ),
    )  # fmt: skip


def choosable(do: Doing) -> None:
    """Once, after nobody can ask any more: else who came first would have been chosen among fewer."""
    it = sitting(do)
    require(it.seats and not it.chosen, "没有要确定的听证代表", do.act.cite)
    assert it.apply_by is not None
    require(
        do.scene.today > it.apply_by, f"报名到{it.apply_by:%Y年%-m月%-d日}，截止以后才能确定", do.act.cite
    )


def choose(do: Doing, given: c.ChooseAttendees) -> tuple[f.Fact, ...]:
    """Choose of those that asked, no more than there are seats, by a way told to all."""
    it = sitting(do)
    strange = [one for one in given.codes if one not in it.asked]
    require(
        not strange,
        f"没有“{'、'.join(strange)}”报名",
        do.act.cite,
        field="codes",
        remedy=f"报名的是{'、'.join(it.asked) or '（没有人）'}。",
    )
    codes = tuple(dict.fromkeys(given.codes))
    wanted = min(it.seats, len(it.asked))
    require(len(codes) == wanted, f"应当确定{wanted}人，写了{len(codes)}人", do.act.cite, field="codes",
            remedy=f"名额{it.seats}人，报名{len(it.asked)}人。")  # fmt: skip
    shown_to_all(given.how, "确定的办法", "how")
    return (f.AttendeesChosen(codes=codes, how=given.how),)


def ask_recusal(do: Doing, given: c.AskRecusal) -> tuple[f.Fact, ...]:
    """Put down that somebody who takes part wants another chair."""
    it = sitting(do)
    known = [one.code for one in it.people]
    require(
        given.code in known,
        f"没有听证参加人“{given.code}”",
        do.act.cite,
        field="code",
        remedy=f"参加人：{'、'.join(known) or '还没有登记'}。",
    )
    require(not it.recusal, "上一个回避申请还没有决定", do.act.cite, remedy="请先决定。")
    return (f.RecusalAsked(code=given.code, reason=f.Sealed(text=given.reason)),)


def judge_of_recusal(do: Doing) -> None:
    """Whoever is asked to withdraw does not decide it."""
    it = sitting(do)
    require(it.recusal, "没有回避申请", do.act.cite)
    entitle(
        do.scene.by.actor.name != it.chair,
        "主持人不能决定自己的回避",
        do.act.cite,
        remedy="请由本机关负责人决定。",
    )


def settle_recusal(do: Doing, given: c.SettleRecusal) -> tuple[f.Fact, ...]:
    """Another chair, who stands apart as well; or the same, and why."""
    it = sitting(do)
    shown_to_all(given.reason, "理由", "reason")
    if not given.granted:
        return (
            f.RecusalSettled(
                granted=False, chair=it.chair, chair_section=it.chair_section, reason=given.reason
            ),
        )
    require(
        given.chair and given.chair != it.chair,
        "同意回避的，要写明改由谁主持",
        do.act.cite,
        field="chair",
        remedy="请指定其他工作人员主持。",
    )
    impartial(given.chair, given.chair_section, it.presenters, it.section)
    return (
        f.RecusalSettled(
            granted=True, chair=given.chair, chair_section=given.chair_section, reason=given.reason
        ),
    )
