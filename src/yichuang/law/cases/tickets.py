"""Acts on a ticket on its way to whoever handles it: register, sort, answer at once, pass on, sign for, return, extend, urge, lift, arrive."""

from __future__ import annotations

import re
from datetime import timedelta

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.refusal import Refused, entitle, require
from yichuang.law.cases.scene import Doing
from yichuang.law.cases.ticket import Ticket, limit_of
from yichuang.law.cite import BEIJING, JINAN
from yichuang.law.hotline import USUAL, Terms, metres
from yichuang.law.hotline_words import Escalation, Line, TicketClass
from yichuang.law.words import Role, State

ART_RETURN = BEIJING.art("13", "对派单有异议的，由热线机构审核；审核决定的不得再退回")
ART_SECRET = JINAN.art("32", "不得将投诉举报情况和诉求人信息透露给被反映的单位和个人")
CITIZENS = (Line.WEB, Line.APP, Line.OPEN311)
_DIGEST = re.compile(r"^[0-9a-f]{64}$")
_HEIGHT = (Escalation.HOTLINE, Escalation.OFFICE, Escalation.PROBLEM, Escalation.MEETING)


def of(do: Doing) -> Ticket:
    """The ticket of the case."""
    assert do.case.ticket is not None
    return do.case.ticket


def terms(do: Doing) -> Terms:
    """The limits of its region."""
    return do.scene.terms(do.case.region)


def spot(lat: float | None, lon: float | None, do: Doing) -> f.Spot | None:
    """A place on earth. Raises Refused when there is no such place, or half of it."""
    if lat is None and lon is None:
        return None
    require(lat is not None and lon is not None, "经度、纬度要一起填写", do.act.cite, field="lat",
            remedy="不知道坐标的都不填。")  # fmt: skip
    assert lat is not None and lon is not None
    require(-90 <= lat <= 90 and -180 <= lon <= 180, "没有这样的经纬度", do.act.cite, field="lat",
            remedy="纬度在 -90 到 90 之间，经度在 -180 到 180 之间。")  # fmt: skip
    return f.Spot(lat=round(lat * 1_000_000), lon=round(lon * 1_000_000))


def register(do: Doing, command: c.RegisterTicket) -> tuple[f.Fact, ...]:
    """Put it on record. A subject may be missing; what was said may not."""
    if do.scene.by.actor.role is Role.APPLICANT:
        require(
            command.line in CITIZENS,
            f"网上提交的诉求来源不能是“{command.line.label}”",
            do.act.cite,
            field="line",
        )
    require(
        command.words.strip(), "没有写诉求内容", do.act.cite, field="words", remedy="请照诉求人说的记下来。"
    )
    if command.subject:
        _subject(do, command.subject)
    if command.against:
        _body(do, command.against, "against")
    for digest in command.photos:
        _photo(do, digest, "photos")
    secret = command.confidential or command.about is TicketClass.REPORT
    where = spot(command.lat, command.lon, do)
    named = "" if command.anonymous else command.caller
    calling = terms(do).call_back
    return (
        f.TicketRegistered(
            about=command.about,
            urgency=command.urgency,
            subject=command.subject,
            title=command.title.strip() or do.case.name,
            line=command.line,
            words=f.Sealed(text=command.words),
            place="" if secret else command.place,
            spot=None if secret else where,
            hidden_place=f.Sealed(text=_hidden(command.place, where)) if secret and (command.place or where) else None,
            caller=f.Sealed(text=named) if named else None,
            phone=f.Sealed(text=command.phone) if command.phone else None,
            contact=bool(command.phone or do.case.applicant),
            anonymous=command.anonymous,
            confidential=secret,
            against=command.against,
            origin=command.origin,
            photos=command.photos,
            call_back=None if calling == USUAL.call_back else calling,
        ),
    )  # fmt: skip


def _hidden(place: str, where: f.Spot | None) -> str:
    return f"{place}（{where.lat / 1e6:.6f}, {where.lon / 1e6:.6f}）" if where else place


def _subject(do: Doing, code: str) -> str:
    name = do.scene.subject(code)
    if name is None:
        raise Refused(f"没有诉求分类“{code}”", do.act.cite, field="subject", remedy="请从分类表里选一个。")
    return name


def _body(do: Doing, code: str, field: str) -> str:
    name = do.scene.body(code)
    if name is None:
        raise Refused(
            f"没有单位“{code}”，或者已经撤销", do.act.cite, field=field, remedy="请从单位名单里选。"
        )
    return name


def _photo(do: Doing, digest: str, field: str) -> None:
    require(_DIGEST.match(digest), "照片摘要应为64位十六进制数", do.act.cite, field=field,
            remedy="请上传照片，由系统计算摘要。")  # fmt: skip


def sort(do: Doing, command: c.SortTicket) -> tuple[f.Fact, ...]:
    """Put right what it is about."""
    name = _subject(do, command.subject)
    return (
        f.TicketSorted(
            about=command.about, urgency=command.urgency, subject=command.subject, subject_name=name
        ),
    )


def answer_directly(do: Doing, command: c.AnswerDirectly) -> tuple[f.Fact, ...]:
    """Answer at the hotline; the caller who heard it at once need not be called again."""
    require(command.words.strip(), "没有写答复内容", do.act.cite, field="words")
    return (
        f.AnsweredDirectly(
            words=f.Sealed(text=command.words),
            told=_told(do, command.told),
            officer=do.scene.by.actor.id,
            source=command.source,
        ),
    )


def _told(do: Doing, told: bool) -> bool:
    """Whether the caller is there to hear it: on the phone or in person."""
    here = of(do).line in (Line.PHONE, Line.VISIT)
    require(not told or here, f"“{of(do).line.label}”的诉求人不在场，不能算当场知道", do.act.cite, field="told",
            remedy="请不要勾选，答复后再回访。")  # fmt: skip
    return told


def tell_other_way(do: Doing, command: c.TellOtherWay) -> tuple[f.Fact, ...]:
    """Not refused: told where it belongs, and how to get there."""
    return (
        f.OtherWayTold(
            way=command.way, words=command.words, told=_told(do, command.told), officer=do.scene.by.actor.id
        ),
    )


def transfer_emergency(do: Doing, command: c.TransferEmergency) -> tuple[f.Fact, ...]:
    """Give it to the emergency line at once; the caller is called back all the same."""
    return (
        f.EmergencyTransferred(line=command.rescue, taken_by=command.taken_by, officer=do.scene.by.actor.id),
    )


def sorted_out(do: Doing) -> None:
    """What it is about must be clear before anybody gets it."""
    require(of(do).subject, "还没有归类，不知道该派给谁", do.act.cite, field="subject", remedy="请先归类。")


def dispatch(do: Doing, command: c.Dispatch) -> tuple[f.Fact, ...]:
    """Pass it on, or on to another body with the reason."""
    ticket, most = of(do), terms(do).returns
    require(len(ticket.returned) < most, f"已经退回{len(ticket.returned)}次，应当核定主办单位", ART_RETURN,
            remedy="请热线负责人核定，核定的不得再退回。")  # fmt: skip
    require(
        not ticket.final,
        "主办单位已经核定，不能改派",
        ART_RETURN,
        remedy="确实有变化的，由热线负责人重新核定。",
    )
    if ticket.lead and do.case.state is not State.REGISTERED:
        require(
            command.reason.strip(), "没有写改派理由", do.act.cite, field="reason", remedy="请写明为什么改派。"
        )
    return _passed(do, command, final=False)


def assign_finally(do: Doing, command: c.AssignFinally) -> tuple[f.Fact, ...]:
    """The authority decides."""
    return _passed(do, command, final=True)


def _passed(do: Doing, command: c.Dispatch | c.AssignFinally, *, final: bool) -> tuple[f.Fact, ...]:
    ticket, rules = of(do), terms(do)
    lead_name = _body(do, command.lead, "lead")
    joint = tuple(dict.fromkeys(command.joint))
    names = tuple(_body(do, code, "joint") for code in joint)
    require(
        command.lead not in joint,
        f"{lead_name}已经是主办单位",
        do.act.cite,
        field="joint",
        remedy="请不要重复填写。",
    )
    accused = ticket.against
    require(not accused or accused not in (command.lead, *joint), "不能派给被反映的单位", ART_SECRET, field="lead",
            remedy="请派给它的主管或者监督单位。")  # fmt: skip
    told = f.TicketDispatched(
        lead=command.lead,
        lead_name=lead_name,
        joint=joint,
        joint_names=names,
        passing=command.passing,
        limit=rules.limit(ticket.about, command.passing),
        arrive=rules.arrival if ticket.about is TicketClass.EMERGENCY else None,
        reason=command.reason.strip(),
        final=final,
    )
    times = ticket.transfers + 1
    if times < rules.problem or _as_high(ticket, Escalation.PROBLEM):
        return (told,)
    return (told, f.TicketEscalated(level=Escalation.PROBLEM, reason=f"第{times}次派单"))


def _as_high(ticket: Ticket, level: Escalation) -> bool:
    return ticket.escalated is not None and _HEIGHT.index(ticket.escalated) >= _HEIGHT.index(level)


def sign_for(do: Doing, command: c.SignFor) -> tuple[f.Fact, ...]:
    """Take it in hand."""
    return (f.TicketSigned(officer=do.scene.by.actor.id, name=do.scene.by.actor.name),)


def returnable(do: Doing) -> None:
    """Within the hours, and never what the authority has decided."""
    ticket, rules = of(do), terms(do)
    require(
        not ticket.final,
        "主办单位是核定的，不得退回",
        ART_RETURN,
        remedy="请先办理；认为核定有错的，向热线负责人书面提出。",
    )
    require(not ticket.reworks, "已经办理过，重办的工单不得退回", ART_RETURN, remedy="请继续办理。")
    assert ticket.dispatched_at is not None
    over = do.scene.at - ticket.dispatched_at > timedelta(hours=rules.returning.amount)
    require(
        not over,
        f"派单已经超过{rules.returning.said}，不能退回",
        ART_RETURN,
        remedy="请办理，或者请派单员改派。",
    )


def give_back(do: Doing, command: c.ReturnTicket) -> tuple[f.Fact, ...]:
    """Send it back with the reason and whose business it is."""
    return (f.TicketReturned(reason=command.reason, basis=command.basis, suggests=command.suggests),)


def extendable(do: Doing) -> None:
    """Once, before it is over, and never an emergency."""
    ticket = of(do)
    require(
        not ticket.extended,
        "已经延期过，延期以一次为限",
        do.act.cite,
        remedy="请按期答复；不能按期解决的写明计划和日期。",
    )
    require(
        ticket.about is not TicketClass.EMERGENCY,
        "突发事件不能延期",
        do.act.cite,
        remedy="请立即到现场处理。",
    )
    assert ticket.limit is not None and do.case.assigned is not None
    due = do.scene.due(limit_of(ticket.limit, do.act.cite), do.case.assigned)
    require(
        do.scene.today <= due,
        f"期限到{due:%Y年%-m月%-d日}，已经过了",
        do.act.cite,
        remedy="请尽快答复诉求人。",
    )


def extend(do: Doing, command: c.ExtendTicket) -> tuple[f.Fact, ...]:
    """Approve, by name."""
    limit = of(do).limit
    assert limit is not None
    more = terms(do).more(limit)
    return (
        f.TicketExtended(by=more, unit=limit.unit, reason=command.reason, approved_by=do.scene.by.actor.name),
    )


def urge(do: Doing, command: c.Urge) -> tuple[f.Fact, ...]:
    """The caller asks again, counted once a day."""
    require(
        of(do).urged_on != do.scene.today,
        "今天已经记下催单",
        do.act.cite,
        remedy="承办单位已经知道，请明天再看进展。",
    )
    return (f.TicketUrged(words=f.Sealed(text=command.words)),)


def escalate(do: Doing, command: c.EscalateTicket) -> tuple[f.Fact, ...]:
    """Lift it higher than it is."""
    held = of(do).escalated
    require(not _as_high(of(do), command.level), f"已经列为{held.label if held else ''}", do.act.cite, field="level",
            remedy="请选更高的等级。")  # fmt: skip
    return (f.TicketEscalated(level=command.level, reason=command.reason),)


def an_emergency(do: Doing) -> None:
    """Only emergencies have a scene to arrive on."""
    require(
        of(do).about is TicketClass.EMERGENCY,
        "不是突发事件，不需要登记到场",
        do.act.cite,
        remedy="请直接办理答复。",
    )


def arrive(do: Doing, command: c.ArriveOnScene) -> tuple[f.Fact, ...]:
    """Be there, with proof; from far away only with an explanation."""
    _photo(do, command.photo, "photo")
    here, told = spot(command.lat, command.lon, do), of(do).spot
    far = metres(here, told) if here and told else None
    limit = terms(do).far
    require(far is None or far <= limit or command.explained.strip(), f"到场位置距登记地点{far}米，超过{limit}米", do.act.cite,
            field="explained", remedy="请核对位置；确实不同的，写明原因。")  # fmt: skip
    return (
        f.ArrivedOnScene(
            place=command.place,
            spot=here,
            photo=command.photo,
            metres=far,
            explained=command.explained.strip(),
        ),
    )


def joined(do: Doing) -> None:
    """Only a joint body reports to the lead."""
    entitle(
        do.scene.by.actor.body in of(do).joint,
        "只有协办单位回报",
        do.act.cite,
        remedy="主办单位请直接答复诉求人。",
    )


def leading(do: Doing) -> None:
    """Only the lead body signs for it, returns it and answers."""
    entitle(
        do.scene.by.actor.body == of(do).lead,
        "由主办单位办理",
        do.act.cite,
        remedy="协办单位请回报协办情况。",
    )


def lead_returns(do: Doing) -> None:
    """The lead alone, in time."""
    leading(do)
    returnable(do)


def join_report(do: Doing, command: c.JoinReport) -> tuple[f.Fact, ...]:
    """Report one's part."""
    return (f.JointReported(body=do.scene.by.actor.body, words=command.words),)


def problem(ticket: Ticket, times: int, rules: Terms) -> tuple[f.Fact, ...]:
    """What has been done over too often is lifted by itself."""
    if times < rules.problem or _as_high(ticket, Escalation.PROBLEM):
        return ()
    return (f.TicketEscalated(level=Escalation.PROBLEM, reason=f"已经重办{times}次"),)
