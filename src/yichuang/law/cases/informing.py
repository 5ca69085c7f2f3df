"""Requests for information: asked by name, made clear once, others heard, answered in time with every reply the Regulations know (政府信息公开条例 27–42)."""

from __future__ import annotations

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.application import CHECKS
from yichuang.law.cases.disclosing import clean, shown_to_all
from yichuang.law.cases.information import Information
from yichuang.law.cases.inquiry import pieces, price_of, price_of_pages, received
from yichuang.law.cases.refusal import Refused, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cases.ticket import limit_of
from yichuang.law.cite import OPENNESS, REVIEW
from yichuang.law.clocks import due_date
from yichuang.law.open_words import CHARGES, Asker, Heard, Reply
from yichuang.law.words import State

ART_IN_TIME = OPENNESS.art("33", "能够当场答复的当场答复；不能的，自收到申请之日起二十个工作日内答复")
_ASKED = OPENNESS.art(
    "29", "申请应当包括姓名或者名称、身份证明、联系方式，信息的名称、文号或者特征，形式要求"
)
_RECEIVED = OPENNESS.art("31", "收到申请的时间按照提交方式确定")
_UNCLEAR = OPENNESS.art(
    "30", "自收到申请之日起七个工作日内一次性告知作出补正，说明需要补正的事项和合理的补正期限"
)
_THIRD = OPENNESS.art(
    "32", "第三方自收到征求意见书之日起十五个工作日内提出意见；不同意且有合理理由的不予公开"
)
_MAKER = OPENNESS.art(
    "34", "共同制作的机关自收到征求意见书之日起十五个工作日内提出意见，逾期未提出视为同意公开"
)
_REASONS = OPENNESS.art("35", "申请的数量、频次明显超过合理范围的，可以要求说明理由")
_FEE = OPENNESS.art("42", "不收取费用；数量、频次明显超过合理范围的，可以收取信息处理费")
_CONTEST = OPENNESS.art(
    "51", "可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，也可以依法申请复议或者提起诉讼"
)
CLEAR_DAYS, HEAR_DAYS, MORE_DAYS, PAY_DAYS = 7, 15, 20, 20
_IDENTITY = 18
LONGEST_CLEARING = 30
"""What is a reasonable period the Regulations leave open; more than this is ours to refuse."""
_SIXTY = REVIEW.art("20", "自知道或者应当知道之日起六十日内申请行政复议")
_FIRST = REVIEW.art("23(1)(4)", "申请政府信息公开，行政机关不予公开的，应当先申请行政复议")
_WITHHELD = frozenset(
    {Reply.SECRET, Reply.BANNED, Reply.SAFETY, Reply.THIRD, Reply.INTERNAL, Reply.DRAFTING, Reply.ENFORCEMENT, Reply.LOOKUP, Reply.PART}
)  # fmt: skip
_GIVES = frozenset({Reply.KNOWN, Reply.OPEN, Reply.PART, Reply.PRINTED})
_NAMES_ORGAN = {Reply.LOOKUP: "到哪里依照规定查询", Reply.PETITION: "相应的渠道"}


def _mine(do: Doing) -> Information:
    assert do.case.information is not None
    return do.case.information


def _identified(given: c.AskInformation) -> None:
    """A number that is wrong in itself is no proof of identity; papers of other kinds are looked at by the officer."""
    number = given.id_number.replace(" ", "").upper()
    require(len(number) >= 5, "身份证明不完整", _ASKED, field="id_number", remedy="请填写证件号码。")
    if given.asker is Asker.NATURAL and len(number) != _IDENTITY:
        return
    holds, remedy = CHECKS["idnumber" if given.asker is Asker.NATURAL else "uscc"]
    require(holds(number), remedy, _ASKED, field="id_number", remedy="请对照证件核对每一位。")


def ask(do: Doing, given: c.AskInformation) -> tuple[f.Fact, ...]:
    """Put it on record; one piece of information each, by somebody who says who he is."""
    found = pieces(given.what)
    require(len(found) == 1, f"这份申请写了{len(found)}条信息", _ASKED, field="what",
            remedy="一份申请只写一条；请分开提交，系统可以替您分好。")  # fmt: skip
    _identified(given)
    try:
        on = received(given.way, do.scene.today, do.scene.received_on, given.arrived_on, given.confirmed_on)
    except ValueError as error:
        name, _, said = str(error).partition("：")
        raise Refused(said, _RECEIVED, field=name, remedy="请核对日期。") from None
    return (
        f.InformationAsked(
            what=f.Sealed(given.what.strip()), name=f.Sealed(given.name), id_number=f.Sealed(given.id_number),
            contact=f.Sealed(given.contact), asker=given.asker, wanted=given.wanted, way=given.way, received_on=on,
            allowed=given.allowed, part=given.part,
        ),
    )  # fmt: skip


def clear_in_time(do: Doing) -> None:
    """Within seven working days, and once."""
    mine, calendar = _mine(do), do.scene.calendar
    require(not mine.unclear, "已经告知过一次补正", _UNCLEAR, remedy="补正后仍不明确的，可以答复无法提供。")
    last = calendar.add_workdays(mine.received_on, CLEAR_DAYS)
    require(do.scene.today <= last, f"告知补正的期限已于{last:%Y年%-m月%-d日}届满", _UNCLEAR,
            remedy="请按现有的内容答复，或者和申请人沟通。")  # fmt: skip


def ask_clarity(do: Doing, given: c.AskClarity) -> tuple[f.Fact, ...]:
    """Tell everything at once, with a reasonable period."""
    require(0 < given.days <= LONGEST_CLEARING, f"补正期限应在1至{LONGEST_CLEARING}个工作日之间", _UNCLEAR,
            field="days", remedy="请写合理的期限。")  # fmt: skip
    shown_to_all(given.wanting, "补正事项", "wanting")
    return (
        f.ClarityAsked(
            points=given.wanting, until=do.scene.calendar.add_workdays(do.scene.today, given.days)
        ),
    )


def clarify(do: Doing, given: c.ClarifyInformation) -> tuple[f.Fact, ...]:
    """From its receipt the whole limit runs again."""
    on = given.on or do.scene.received_on
    require(
        _mine(do).received_on <= on, "补正日期早于收到申请的日期", _UNCLEAR, field="on", remedy="请核对日期。"
    )
    require(
        given.on is None or on <= do.scene.today,
        "补正日期在今天以后",
        _UNCLEAR,
        field="on",
        remedy="请核对日期。",
    )
    return (f.InformationClarified(what=f.Sealed(given.what), on=on),)


def hear_others(do: Doing, given: c.HearOthers) -> tuple[f.Fact, ...]:
    """Send the letter; from today on the limit stands still."""
    cite = _MAKER if given.who is Heard.MAKER else _THIRD
    require(given.who not in _mine(do).heard, f"已经征求过{given.who.label}的意见", cite, field="who",
            remedy="几个第三方的，请一次写全。")  # fmt: skip
    shown_to_all(given.why, "征求意见的原因", "why")
    until = do.scene.calendar.add_workdays(do.scene.today, HEAR_DAYS)
    return (
        f.OthersAsked(
            who=given.who, party=f.Sealed(given.party), since=do.scene.today, until=until, why=given.why
        ),
    )


def _opinion(do: Doing, consents: bool | None, words: str) -> tuple[f.Fact, ...]:
    who = _mine(do).awaited
    assert who is not None
    return (
        f.OthersHeard(
            who=who, consents=consents, words=f.Sealed(words) if words else None, until=do.scene.today
        ),
    )


def note_opinion(do: Doing, given: c.NoteOpinion) -> tuple[f.Fact, ...]:
    """A no needs its reason."""
    require(
        given.consents or given.words,
        "不同意公开没有写理由",
        _THIRD,
        field="words",
        remedy="请写明对方的意见和理由。",
    )
    return _opinion(do, given.consents, given.words)


def deem_heard(do: Doing, given: c.DeemHeard) -> tuple[f.Fact, ...]:
    """Silence: a body that made it too consents; of a third party the body itself decides. The day it ran out is the last not counted."""
    who, until = _mine(do).awaited, _mine(do).until
    assert who is not None
    assert until is not None
    consents = True if who is Heard.MAKER else None
    return (f.OthersHeard(who=who, consents=consents, words=None, until=until),)


def extendable(do: Doing) -> None:
    """Once, before the day is over."""
    mine = _mine(do)
    require(not mine.extended, "答复期限已经延长过一次", ART_IN_TIME, remedy="请在现在的期限内答复。")
    assert do.case.assigned is not None
    due = due_date(do.case.assigned.under(limit_of(mine.allowed, ART_IN_TIME)), do.scene.calendar)
    require(
        do.scene.today <= due,
        f"答复期限已于{due:%Y年%-m月%-d日}届满，不能延长",
        ART_IN_TIME,
        remedy="请立即答复。",
    )


def extend(do: Doing, given: c.ExtendReply) -> tuple[f.Fact, ...]:
    """At most twenty working days, with the reason told."""
    require(
        0 < given.days <= MORE_DAYS,
        f"延长最多{MORE_DAYS}个工作日",
        ART_IN_TIME,
        field="days",
        remedy="请改小。",
    )
    shown_to_all(given.reason, "理由", "reason")
    return (f.ReplyExtended(days=given.days, reason=given.reason, approved_by=given.approved_by),)


def reasons_unasked(do: Doing) -> None:
    """Once."""
    require(
        not _mine(do).reasons_asked, "已经要求说明过理由", _REASONS, remedy="请决定不予处理或者延迟答复。"
    )


def ask_reasons(do: Doing, given: c.AskReasons) -> tuple[f.Fact, ...]:
    """Say how it is too much, and until when the reasons are awaited."""
    require(0 < given.days <= LONGEST_CLEARING, f"说明期限应在1至{LONGEST_CLEARING}个工作日之间", _REASONS, field="days",
            remedy="请写合理的期限。")  # fmt: skip
    shown_to_all(given.why, "说明", "why")
    return (f.ReasonsAsked(why=given.why, until=do.scene.calendar.add_workdays(do.scene.today, given.days)),)


def give_reasons(do: Doing, given: c.GiveReasons) -> tuple[f.Fact, ...]:
    """What the applicant says."""
    return (f.ReasonsGiven(words=f.Sealed(given.words), on=do.scene.today),)


def no_reasons(do: Doing, given: c.NoReasons) -> tuple[f.Fact, ...]:
    """None came."""
    return (f.ReasonsGiven(words=None, on=do.scene.today),)


def reasons_good(do: Doing) -> None:
    """Only after reasons were given."""
    mine = _mine(do)
    require(mine.reasons_given and not mine.deferred, "申请人没有说明理由，或者已经延迟过", _REASONS,
            remedy="没有说明理由的，可以答复不予处理。")  # fmt: skip


def defer(do: Doing, given: c.DeferReply) -> tuple[f.Fact, ...]:
    """Until a later day that is told."""
    assert do.case.assigned is not None
    due = due_date(do.case.assigned.under(limit_of(_mine(do).allowed, ART_IN_TIME)), do.scene.calendar)
    days = do.scene.calendar.workdays_between(due, given.until)
    require(
        days > 0,
        f"延迟到的日期不在现在的期限（{due:%Y年%-m月%-d日}）以后",
        _REASONS,
        field="until",
        remedy="请写以后的工作日。",
    )
    require(
        do.scene.calendar.is_workday(given.until),
        "延迟到的日期不是工作日",
        _REASONS,
        field="until",
        remedy="请写工作日。",
    )
    shown_to_all(given.reason, "理由", "reason")
    return (f.ReplyDeferred(until=given.until, days=days, reason=given.reason),)


def tell_fee(do: Doing, given: c.TellFee) -> tuple[f.Fact, ...]:
    """Reckon by requests or by pages, never both, and only beyond what is free."""
    require((given.items > 0) != (given.pages > 0), "按件、按量只能选一种", CHARGES.art("4", "按件计收或者按量计收，均按照超额累进方式计算"),
            field="items", remedy="按件的写第几件、页数写0；按量的写页数、件数写0。")  # fmt: skip
    yuan = price_of(given.items) if given.items else price_of_pages(given.pages)
    require(
        yuan,
        "没有超过免费的范围，不收费",
        _FEE,
        field="items" if given.items else "pages",
        remedy="请直接办理。",
    )
    how = f"按件计收，本月第{given.items}件" if given.items else f"按量计收，{given.pages}页"
    return (
        f.ProcessingFeeTold(
            yuan=yuan, how=how, until=do.scene.calendar.add_workdays(do.scene.today, PAY_DAYS)
        ),
    )


def fee_untold(do: Doing) -> None:
    """Once."""
    require(not _mine(do).yuan, "已经通知过缴费", _FEE, remedy="请等待缴费或者答复。")


def note_paid(do: Doing, given: c.NotePaid) -> tuple[f.Fact, ...]:
    """From the next day the limit goes on."""
    require(given.on <= do.scene.today, "缴费日期在今天以后", _FEE, field="on", remedy="请核对日期。")
    return (f.ProcessingFeePaid(on=given.on, receipt=given.receipt),)


def _allowed_reply(do: Doing, given: c.ReplyInformation) -> None:
    """What must have happened before this reply may be given."""
    mine, reply = _mine(do), given.reply
    require(
        not reply.by_itself,
        "期满没有补正、没有缴费的，由系统记录",
        reply.cite,
        field="reply",
        remedy="请选其他答复。",
    )
    require(reply is not Reply.UNCLEAR or mine.clarified, "没有告知过补正，不能答复“补正后仍不明确”", _UNCLEAR, field="reply",
            remedy="请先一次性告知补正。")  # fmt: skip
    require(reply is not Reply.EXCESS or mine.reasons_asked, "没有要求说明理由，不能不予处理", _REASONS, field="reply",
            remedy="请先要求申请人说明理由。")  # fmt: skip
    gives = reply in (Reply.OPEN, Reply.PART)
    require(not (gives and mine.objects) or (given.despite and given.reason), "第三方不同意公开", _THIRD, field="despite",
            remedy="不公开会对公共利益造成重大影响的，勾选并写明理由，书面告知第三方；否则不予公开。")  # fmt: skip


def reply(do: Doing, given: c.ReplyInformation) -> tuple[f.Fact, ...]:
    """Say it with everything the Regulations want said: the information or where it is, else why not and what can be done."""
    how = given.reply
    _allowed_reply(do, given)
    require(given.supplied or how not in _GIVES, "没有写提供的内容", how.cite, field="supplied",
            remedy="请写上信息本身，或者获取的方式、途径和时间。")  # fmt: skip
    require(not given.supplied or how in _GIVES, f"答复“{how.label}”，不应当有提供的内容", how.cite, field="supplied",
            remedy="请清空，或者改选部分公开。")  # fmt: skip
    require(given.reason or not how.refuses, "没有说明理由", how.cite, field="reason", remedy="请写明理由。")
    require(given.organ or how not in _NAMES_ORGAN, f"没有告知{_NAMES_ORGAN.get(how, '')}", how.cite, field="organ",
            remedy="请写名称和联系方式。")  # fmt: skip
    shown_to_all(given.reason, "理由", "reason")
    if given.supplied:
        clean(given.supplied, given.keep, given.reason, field="supplied")
    by = do.scene.by.actor
    return (
        f.InformationReplied(
            reply=how, supplied=f.Sealed(given.supplied) if given.supplied else None, reason=given.reason, organ=given.organ,
            remedies=remedies(how), officer=by.id, officer_name=by.name,
        ),
    )  # fmt: skip


def remedies(how: Reply | None) -> str:
    """What can be done against a reply: not made public means review first (行政复议法 23(1)(4)); of the rest one may also sue."""
    review = f"自收到本答复之日起六十日内向本机关的本级人民政府申请行政复议（{_SIXTY.text}）"
    if how in _WITHHELD:
        return f"如不服，应当先{review}；对复议决定不服的，可以自收到复议决定之日起十五日内提起行政诉讼（{_FIRST.text}）。"
    return f"如不服，可以{review}，也可以自收到本答复之日起六个月内提起行政诉讼（{_CONTEST.text}）。"


def abandon(do: Doing, given: c.Abandon) -> tuple[f.Fact, ...]:
    """The day passed: taken to have been given up."""
    how = Reply.LATE if do.case.state is State.CLARIFYING else Reply.UNPAID
    return (f.RequestAbandoned(reply=how),)


def withdraw(do: Doing, given: c.WithdrawRequest) -> tuple[f.Fact, ...]:
    """Take it back; the annual report counts it among what ended otherwise."""
    return (f.RequestWithdrawn(),)


def note_contest(do: Doing, given: c.NoteContest) -> tuple[f.Fact, ...]:
    """A review or suit about the reply."""
    return (f.ReplyContested(how=given.how, result=given.result, paper=given.paper),)
