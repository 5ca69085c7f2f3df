"""Consultations: how long, who may comment, which comments are one, and that every group is answered (城乡规划法 26, 重大行政决策程序暂行条例 15)."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date

from yichuang.law import facts as f
from yichuang.law.calendar import Calendar
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import day
from yichuang.law.cases.consultation import Consultation
from yichuang.law.cases.disclosing import clean, digest, shown_to_all
from yichuang.law.cases.refusal import entitle, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cite import COMPENSATION, DECISIONS, OPENNESS, PLANNING
from yichuang.law.clocks import Clock, Limit, Unit, due_date
from yichuang.law.open_words import Answer, Drafting, Way
from yichuang.law.words import Role, State

_PLAN = PLANNING.art("26", "城乡规划草案公告的时间不得少于三十日")
_DECISION = DECISIONS.art(
    "15", "公开征求意见的期限一般不少于三十日，因情况紧急等原因需要缩短的，应当予以说明"
)
_SCHEME = COMPENSATION.art("10", "征收补偿方案征求公众意见的期限不得少于三十日")
LEAST = {
    Drafting.PLAN: Limit(30, Unit.DAY, _PLAN),
    Drafting.DECISION: Limit(30, Unit.DAY, _DECISION),
    Drafting.RULE: Limit(30, Unit.DAY, _DECISION),
    Drafting.COMPENSATION: Limit(30, Unit.DAY, _SCHEME),
    Drafting.OTHER: Limit(30, Unit.DAY, _DECISION),
}
"""The least a period may be. For other drafts the rule of major decisions is followed: that is our choice."""
NEVER_SHORTER = frozenset({Drafting.PLAN, Drafting.COMPENSATION})
_ANSWERED = PLANNING.art("26", "充分考虑专家和公众的意见，附具意见采纳情况及理由")
_REVIEW = OPENNESS.art("17", "公开前依法审查")
_LONGEST = 365
_FINGERPRINT = 24
_NAMED = 5
_DROPPED = ("P", "Z", "C")
"""Marks, blanks and invisible characters (by Unicode category) do not make another comment."""


def mine(do: Doing) -> Consultation:
    """The consultation of the case."""
    assert do.case.consultation is not None
    return do.case.consultation


def period(of: Consultation) -> Clock | None:
    """The clock of its period, once it is before the public."""
    if of.opened_at is None:
        return None
    limit = Limit(of.days, Unit.DAY, LEAST[of.about].cite)
    return Clock(limit=limit, start=of.opened_at, extension=of.more, stopped=of.closed_on)


def last_day(of: Consultation, calendar: Calendar) -> date:
    """The last day to comment: natural days; one that falls on a day off moves to the next working day (民法典 203)."""
    clock = period(of)
    assert clock is not None
    return due_date(clock, calendar)


def fingerprint(text: str, number: str) -> str:
    """What makes a comment the same as another one on the same draft: its letters, whatever their width, case, blanks and marks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(one for one in plain if unicodedata.category(one)[0] not in _DROPPED)
    return digest(f"{number}\n{bare or plain.strip()}")[:_FINGERPRINT]


def _long_enough(given: c.DraftConsultation) -> None:
    least, days = LEAST[given.about], given.days
    require(
        1 <= days <= _LONGEST,
        f"征求意见天数应当在1到{_LONGEST}之间",
        least.cite,
        field="days",
        remedy="请填写自然日的天数。",
    )
    if days >= least.amount:
        return
    never = given.about in NEVER_SHORTER
    short = f"征求意见期限{days}日，少于{least.amount}日"
    require(
        not never,
        short,
        least.cite,
        field="days",
        remedy=f"{given.about.label}不得缩短，请改为{least.amount}日以上。",
    )
    require(given.shorter.strip(), short, least.cite, field="shorter",
            remedy=f"请改为{least.amount}日以上；情况紧急确需缩短的，写明理由，理由一并公布。")  # fmt: skip


def draft(do: Doing, given: c.DraftConsultation) -> tuple[f.Fact, ...]:
    """Write it down, clean of what must not be read by all, with a period the law lets stand."""
    _long_enough(given)
    for text, called, field in (
        (given.title, "标题", "title"),
        (given.why, "起草说明", "why"),
        (given.shorter, "缩短期限的理由", "shorter"),
        (given.deliver, "书面意见交到哪里", "deliver"),
    ):
        shown_to_all(text, called, field, given.keep)
    text = clean(given.text, given.keep, given.reason)
    by, shorter = do.scene.by.actor, given.shorter if given.days < LEAST[given.about].amount else ""
    return (
        f.ConsultationDrafted(
            title=given.title, about=given.about, why=f.Sealed(given.why), text=f.Sealed(text), kept=f.Sealed(given.keep),
            deliver=given.deliver, days=given.days, shorter=shorter, report=given.report, officer=by.id, officer_name=by.name,
        ),
    )  # fmt: skip


def attach(do: Doing, given: c.AttachExhibit) -> tuple[f.Fact, ...]:
    """Let a file belong to what is shown."""
    shown_to_all(given.name, "附件名称", "name")
    require(
        given.file not in mine(do).exhibits,
        "这个附件已经有了",
        do.act.cite,
        field="file",
        remedy="不用再传。",
    )
    return (f.ExhibitAttached(name=given.name, file=given.file, media=given.media),)


def plan_showing(do: Doing, given: c.PlanShowing) -> tuple[f.Fact, ...]:
    """Announce a showing beforehand, within the period as far as it is known."""
    of = mine(do)
    shown_to_all(given.place, "展示地点", "place")
    require(
        given.first >= do.scene.today,
        "展示要事先预告，不能从过去的日子开始",
        do.act.cite,
        field="first",
        remedy="请填今天或者以后的日期。",
    )
    require(given.last >= given.first, "最后一天早于第一天", do.act.cite, field="last", remedy="请核对日期。")
    if of.opened_at is not None:
        until = last_day(of, do.scene.calendar)
        require(given.last <= until, f"征求意见到{until:%Y-%m-%d}就结束了", do.act.cite, field="last",
                remedy="请在期限以内展示，或者先延长期限。")  # fmt: skip
    return (f.ShowingPlanned(outlet=given.outlet, place=given.place, first=given.first, last=given.last),)


def another_hand(do: Doing) -> None:
    """Whoever drafted does not lay it before the public himself."""
    same = mine(do).drafter == do.scene.by.actor.id
    entitle(not same, "起草的人不能自己审查公布", _REVIEW, remedy="请由另一位有公开审查权限的人审查公布。")


def open_up(do: Doing, given: c.OpenConsultation) -> tuple[f.Fact, ...]:
    """Lay it before the public; the day itself is not counted."""
    of, by = mine(do), do.scene.by.actor
    clock = Clock(limit=Limit(of.days, Unit.DAY, LEAST[of.about].cite), start=do.scene.at)
    until = due_date(clock, do.scene.calendar)
    return (f.ConsultationOpened(title=of.title, until=until, officer=by.id, officer_name=by.name),)


def comment(do: Doing, given: c.Comment) -> tuple[f.Fact, ...]:
    """Take a comment in: from anybody by web until the last day; what came on paper in time also later."""
    of, until = mine(do), last_day(mine(do), do.scene.calendar)
    text = given.words.replace("\r\n", "\n").strip()
    require(
        text, "没有写意见", do.act.cite, field="words", remedy="写上您的意见再提交，姓名和联系方式可以不填。"
    )
    by_web = do.scene.by.actor.role is not Role.OFFICER
    require((given.way is Way.WEB) is by_web, "网上的意见由提意见的人自己提交，别的来源由工作人员登记", do.act.cite,
            field="way", remedy="请改选意见来源。")  # fmt: skip
    on = do.scene.today if by_web else given.on or do.scene.today
    in_time = do.case.state is State.CONSULTING or not by_web
    require(in_time and on <= until, f"征求意见已于{until:%Y-%m-%d}结束", do.act.cite, field="on" if not by_web else "words",
            remedy="截止日以前收到的书面意见，由工作人员写明收到日期后登记。")  # fmt: skip
    assert of.opened_at is not None
    require(
        day(of.opened_at) <= on <= do.scene.today,
        "收到日期不在公布之日和今天之间",
        do.act.cite,
        field="on",
        remedy="请核对日期。",
    )
    made = f.CommentMade(
        nth=of.comments + 1, way=given.way, on=on, words=f.Sealed(text), name=f.Sealed(given.name) if given.name else None,
        contact=f.Sealed(given.contact) if given.contact else None, same=fingerprint(text, do.case.number),
    )  # fmt: skip
    return (made,)


def extend(do: Doing, given: c.ExtendConsultation) -> tuple[f.Fact, ...]:
    """Give more time, while there is time."""
    of, until = mine(do), last_day(mine(do), do.scene.calendar)
    require(do.scene.today <= until, "征求意见已经结束", do.act.cite, remedy="需要再听意见的，请另行征求。")
    require(given.days >= 1 and of.days + of.more + given.days <= _LONGEST, f"延长以后的天数应当在1到{_LONGEST}之间",
            do.act.cite, field="days", remedy="请填写自然日的天数。")  # fmt: skip
    shown_to_all(given.reason, "延长的理由", "reason")
    clock = period(of)
    assert clock is not None
    more = Clock(limit=clock.limit, start=clock.start, extension=of.more + given.days)
    until = due_date(more, do.scene.calendar)
    return (f.ConsultationExtended(days=given.days, until=until, reason=given.reason),)


def close(do: Doing, given: c.CloseConsultation) -> tuple[f.Fact, ...]:
    """Close it when its last day is over, and not before."""
    of, until = mine(do), last_day(mine(do), do.scene.calendar)
    require(
        do.scene.today > until,
        f"征求意见到{until:%Y-%m-%d}才结束",
        do.act.cite,
        remedy="期满后由系统自动结束。",
    )
    return (f.ConsultationClosed(on=until, comments=of.comments, groups=len(of.groups)),)


def _group(do: Doing, group: int, field: str) -> None:
    known = "、".join(str(one) for one in list(mine(do).groups)[:_NAMED])
    require(
        group in mine(do).groups,
        f"没有第{group}组意见",
        do.act.cite,
        field=field,
        remedy=f"有的是：{known or '还没有意见'}。",
    )


def merge(do: Doing, given: c.MergeGroups) -> tuple[f.Fact, ...]:
    """Make two groups one; an answer to either has to be given again."""
    _group(do, given.group, "group")
    _group(do, given.into, "into")
    require(given.group != given.into, "不能并入自己", do.act.cite, field="into", remedy="请选另一组。")
    shown_to_all(given.gist, "意见要点", "gist")
    return (f.GroupsMerged(group=given.group, into=given.into, gist=given.gist),)


def split(do: Doing, given: c.SplitGroup) -> tuple[f.Fact, ...]:
    """Take what a comment says, and all that say the same word for word, out of its group."""
    same, voice = next(
        ((key, one) for key, one in mine(do).voices.items() if one.first == given.comment), ("", None)
    )
    require(voice is not None, f"没有以第{given.comment}条开头的意见", do.act.cite, field="comment",
            remedy="相同的意见，请填其中最早的一条。")  # fmt: skip
    assert voice is not None
    require(voice.group != voice.first, f"第{given.comment}条就是这一组的第一条", do.act.cite, field="comment",
            remedy="请把别的意见分出去。")  # fmt: skip
    return (f.GroupSplit(group=voice.group, same=same, own=voice.first),)


def answer(do: Doing, given: c.AnswerGroup) -> tuple[f.Fact, ...]:
    """Answer a group; who is not followed, or only in part, is told why."""
    _group(do, given.group, "group")
    if given.answer is not Answer.ADOPTED:
        require(
            given.reason,
            f"{given.answer.label}没有说明理由",
            _ANSWERED,
            field="reason",
            remedy="请写明为什么不采纳、哪一部分不采纳。",
        )
    for text, called, field in (
        (given.gist, "意见要点", "gist"),
        (given.reason, "答复的理由", "reason"),
        (given.quote, "公布的意见原文", "quote"),
    ):
        shown_to_all(text, called, field)
    quote = f.Sealed(given.quote) if given.quote else None
    return (
        f.GroupAnswered(group=given.group, gist=given.gist, answer=given.answer, reason=given.reason, quote=quote),
    )  # fmt: skip


def report(do: Doing, given: c.PublishReport) -> tuple[f.Fact, ...]:
    """Publish what came of it, when no group is left without an answer."""
    of = mine(do)
    left = of.unanswered
    named = "、".join(f"第{one}组" for one in left[:_NAMED]) + ("等" if len(left) > _NAMED else "")
    require(
        not left, f"还有{len(left)}组意见没有答复：{named}", _ANSWERED, remedy="请逐组答复以后再公布报告。"
    )
    shown_to_all(given.summary, "总的说明", "summary")
    came = Counter(of.answers.values())
    return (
        f.ConsultationReported(
            summary=given.summary, comments=of.comments, groups=len(of.groups), adopted=came[Answer.ADOPTED],
            partly=came[Answer.PARTLY], rejected=came[Answer.REJECTED],
        ),
    )  # fmt: skip


def end(do: Doing, given: c.EndConsultation) -> tuple[f.Fact, ...]:
    """Call it off, and say why to all."""
    shown_to_all(given.reason, "终止的理由", "reason")
    return (f.ConsultationEnded(reason=given.reason),)
