"""诉求工单: a demand on the hotline, from the first call to the file; nothing turned away, nothing closed before feedback."""

from __future__ import annotations

from datetime import date

from yichuang.law.cite import ANYANG, BEIJING, HOTLINE, JINAN, LICENSING
from yichuang.law.clocks import Limit, Unit
from yichuang.law.kinds.oversight import OVERSIGHT
from yichuang.law.mandates import Permission
from yichuang.law.matters import Act, Edition, Kind
from yichuang.law.words import Handling, Role, State

_LOOP = HOTLINE.art("3", "受理、派单、办理、答复、督办、办结、回访、评价闭环运行")
_INTAKE = BEIJING.art(
    "11", "按照诉求的性质分类处理：紧急的立即转接，应当通过其他渠道的告知渠道，不予简单拒绝"
)
_SEND = BEIJING.art("12", "按照派单目录即时派单，职责明确的直接派给承办单位")
_REVIEW = BEIJING.art("13", "对派单有异议的，由热线机构审核；审核决定的不得再退回")
_FIRST = BEIJING.art("14", "首接负责：先接到工单的单位牵头协调，不得推诿")
_FIVE = JINAN.art("24", "五个工作日内办理并答复诉求人和热线平台")
_SAME = JINAN.art("25", "依法办理且没有新的事实和理由的，向诉求人说明，不再重复办理")
_CALL = JINAN.art("27", "对答复的事项逐件回访，不满意或者没有办理的发回重办")
_PRESS = JINAN.art("28", "对逾期、重复、集中反映的事项分级督办")
_LONGER = ANYANG.art("50", "情况复杂的，经本单位负责人批准可以延长五个工作日")
_OFFICER, _APPLICANT, _SYSTEM = (frozenset({role}) for role in (Role.OFFICER, Role.APPLICANT, Role.SYSTEM))
_NEW = frozenset({State.REGISTERED})
_GIVEN = frozenset({State.DISPATCHED, State.HANDLING})
_UNDER_WAY = _NEW | _GIVEN
_ANSWERED = frozenset({State.ANSWERED})
_OPEN = _UNDER_WAY | frozenset({State.ANSWERED, State.CALLED_BACK})
_REGISTER, _DISPATCH, _HANDLE = (
    Permission.TICKET_REGISTER,
    Permission.TICKET_DISPATCH,
    Permission.TICKET_HANDLE,
)
_CALLS, _LIFT = Permission.TICKET_CALL_BACK, Permission.TICKET_SUPERVISE

TICKET = Kind(
    code="ticket",
    label="诉求工单",
    cite=_LOOP,
    acts=(
        Act(name="register_ticket", label="登记诉求", cite=_INTAKE, by=_OFFICER | _APPLICANT | _SYSTEM, states=frozenset({State.DRAFT}),
            permission=_REGISTER, effect="什么诉求都登记，得到工单编号；匿名、保密照诉求人的意思。", told=True, anybody=True),
        Act(name="sort_ticket", label="归类", cite=_SEND, by=_OFFICER, states=_UNDER_WAY, permission=_REGISTER,
            effect="写明诉求类型、分类和紧急程度，派单和期限都照它。"),
        Act(name="answer_directly", label="直接答复", cite=_INTAKE, by=_OFFICER, states=_NEW, permission=_REGISTER, key="d",
            effect="能答的当场答；诉求人当场知道的办结，不在场的还要回访。", told=True),
        Act(name="tell_other_way", label="告知其他渠道", cite=_INTAKE, by=_OFFICER, states=_NEW, permission=_REGISTER,
            effect="依法应当通过诉讼、仲裁、纪检监察、复议、公开等办理的，说明到哪里办。这是答复，不是拒绝。", told=True),
        Act(name="transfer_emergency", label="转紧急热线", cite=_INTAKE, by=_OFFICER, states=_NEW, permission=_REGISTER,
            effect="立即转110、119、120、122，记下谁接收；之后照样回访。", grave=True),
        Act(name="dispatch", label="派单", cite=_SEND, by=_OFFICER, states=_UNDER_WAY, permission=_DISPATCH, key="p",
            effect="派给主办单位和协办单位，写明期限；电话交办三天，书面转办七天。", clock="从派单起计算办理期限；突发事件计算到场期限", told=True),
        Act(name="assign_finally", label="核定主办单位", cite=_REVIEW, by=_OFFICER, states=_UNDER_WAY, permission=_LIFT, grave=True,
            effect="由热线负责人决定由谁主办，核定的不得再退回。", clock="从核定起计算办理期限"),
        Act(name="sign_for", label="签收", cite=_FIRST, by=_OFFICER, states=frozenset({State.DISPATCHED}), permission=_HANDLE, key="s",
            effect="主办单位接下这件事，首接负责。"),
        Act(name="return_ticket", label="退回工单", cite=_REVIEW, by=_OFFICER, states=_GIVEN, permission=_HANDLE,
            effect="不属于本单位职责的，在时限内写明理由和依据退回；最多两次，以后由热线负责人核定。", clock="办理期限停止，改派后重新计算"),
        Act(name="extend_ticket", label="批准延期办理", cite=_LONGER, by=_OFFICER, states=_GIVEN, permission=Permission.CASE_EXTEND,
            effect="由本单位负责人批准，延长一次，告诉诉求人。", clock="办理期限延长", told=True),
        Act(name="urge", label="催单", cite=_LOOP, by=_OFFICER | _APPLICANT, states=_UNDER_WAY, permission=_REGISTER,
            effect="诉求人催问，记下来，承办单位看得到。"),
        Act(name="escalate_ticket", label="工单督办", cite=_PRESS, by=_OFFICER, states=_OPEN, permission=_LIFT, grave=True,
            effect="逾期、重复、集中反映的，升级督办。"),
        Act(name="arrive_on_scene", label="登记到场", cite=_FIRST, by=_OFFICER, states=_GIVEN, permission=_HANDLE, shared=True,
            effect="到现场了，写明地点，附照片；离登记地点远的说明原因。", clock="到场期限停止"),
        Act(name="join_report", label="协办回报", cite=_FIRST, by=_OFFICER, states=_GIVEN, permission=_HANDLE, shared=True,
            effect="协办单位把自己那一份的办理情况告诉主办单位。"),
        Act(name="answer_ticket", label="答复诉求人", cite=_FIVE, by=_OFFICER, states=frozenset({State.HANDLING}), permission=_HANDLE, key="w",
            effect="写明做了什么，另外写明解决了没有；没有解决的写明计划和日期。", clock="办理期限停止，计算回访期限", told=True),
        Act(name="call_back", label="回访", cite=_CALL, by=_OFFICER, states=_ANSWERED, permission=_CALLS, key="c",
            effect="由没有办理过的人问诉求人：解决了没有，满意不满意；没有解决或者不满意的退回重办。", clock="回访期限停止"),
        Act(name="rate_ticket", label="评价诉求办理", cite=_LOOP, by=_APPLICANT,
            states=frozenset({State.ANSWERED, State.CALLED_BACK, State.SETTLED, State.ARCHIVED}),
            effect="您的评价就是回访；没有解决或者不满意的，退回重办。"),
        Act(name="say_unsolved", label="反映未解决", cite=_CALL, by=_APPLICANT, states=frozenset({State.ANSWERED, State.CALLED_BACK, State.SETTLED}),
            effect="退回重办；办结后十天内可以反映一次。", clock="重新计算办理期限"),
        Act(name="merge_ticket", label="合并工单", cite=HOTLINE.art("3", "重复诉求合并办理，避免重复派单"), by=_OFFICER, states=_UNDER_WAY, permission=_DISPATCH,
            effect="并入主单一起办；主单答复了，本单的诉求人也得到答复和回访。"),
        Act(name="split_ticket", label="撤销合并", cite=_SEND, by=_OFFICER, states=frozenset({State.MERGED}), permission=_DISPATCH,
            effect="不是同一件事，回到待派单。"),
        Act(name="follow_main", label="随主单办理", cite=_LOOP, by=_SYSTEM, states=frozenset({State.MERGED}),
            effect="主单答复了，本单一并答复，另行回访；同一诉求人的随主单办结。"),
        Act(name="close_ticket", label="工单办结", cite=_CALL, by=_OFFICER, states=frozenset({State.CALLED_BACK, State.ANSWERED}), permission=_CALLS, key="g",
            effect="回访过、诉求人满意的办结；三次联系不上的写明经过。", told=True),
        Act(name="close_explained", label="说明办结", cite=_SAME, by=_OFFICER, states=_ANSWERED, permission=_LIFT, grave=True,
            effect="依法办理、重办过、没有新的事实和理由的，写明向诉求人怎样说明，不再重复办理。", told=True),
        Act(name="remind", label="催办", cite=_PRESS, by=_OFFICER, states=_GIVEN, permission=Permission.TICKET_REGISTER,
            effect="提醒承办单位，一天一次，记入经过。"),
        Act(name="recalculate", label="重算期限", cite=LICENSING.art("82", "期限以工作日计算，不含法定节假日"), by=_SYSTEM,
            states=_GIVEN | _ANSWERED, effect="放假安排变动后，把变动的期限记入经过。", clock="按新的日历重算"),
        Act(name="archive", label="归档", cite=HOTLINE.art("3", "诉求办理的情况记录备案"), by=_OFFICER, states=frozenset({State.SETTLED}),
            permission=_CALLS, key="a", effect="案卷封存，以后只读。"),
        *OVERSIGHT,
    ),
    states=(State.DRAFT, State.REGISTERED, State.DISPATCHED, State.HANDLING, State.ANSWERED, State.CALLED_BACK, State.MERGED,
            State.SETTLED, State.ARCHIVED),
    papers=("T01",),
    disclosures=(),
    read=Permission.TICKET_READ,
    borne=True,
)  # fmt: skip

_LIMIT = Limit(0, Unit.WORKDAY, _FIVE)
MATTER = Edition(
    matter="hotline-ticket", number=1, name="热线诉求", kind="ticket", body="", body_name="", region="", handling=Handling.PROMISED,
    acceptance=_LIMIT, statutory=_LIMIT, promised=_LIMIT, extension=_LIMIT, service=_LIMIT, basis=_LOOP.text, remedies="",
    effective=date.min,
)  # fmt: skip
"""A ticket belongs to no matter of the catalogue; its limits are its own."""
