"""公开任务: a duty to publish as a case; it opens by a day or an event, turns yellow and red, and ends in public or withheld by article."""

from __future__ import annotations

from datetime import date

from yichuang.law.cite import LICENSING, OPENNESS
from yichuang.law.clocks import Limit, Unit
from yichuang.law.kinds.oversight import OVERSIGHT
from yichuang.law.mandates import Permission
from yichuang.law.matters import Act, Edition, Kind
from yichuang.law.words import Handling, Role, State

_IN_TIME = OPENNESS.art("26", "自政府信息形成或者变更之日起二十个工作日内及时公开")
_REVIEW = OPENNESS.art("17", "公开前依法审查")
_OFFICE = OPENNESS.art("4", "指定机构负责本机关政府信息公开的日常工作")
_PLACES = OPENNESS.art("25", "可以设立公共查阅室、资料索取点、信息公告栏、电子信息屏等场所")
_WRONG = OPENNESS.art("6", "及时、准确地公开政府信息")
_OFFICER, _SYSTEM = frozenset({Role.OFFICER}), frozenset({Role.SYSTEM})
_BOTH = _OFFICER | _SYSTEM
_EDIT, _CHECK = Permission.OPENNESS_EDIT, Permission.OPENNESS_REVIEW

DISCLOSURE = Kind(
    code="disclosure",
    label="公开任务",
    cite=_IN_TIME,
    acts=(
        Act(name="open_disclosure", label="下达公开任务", cite=_IN_TIME, by=_BOTH, states=frozenset({State.DRAFT}), permission=_EDIT,
            effect="信息形成或者变更了，从次日起计算公开期限，责任落到人。", clock="从形成或者变更之日起计算公开期限"),
        Act(name="hand_over_disclosure", label="移交责任人", cite=_OFFICE, by=frozenset({Role.SYSTEM}),
            states=frozenset({State.DUE, State.DRAFTED, State.CLEARED}),
            effect="任务分解移交了责任人，没有到期的任务跟着移交，期限照算。"),
        Act(name="draft_disclosure", label="送公开审查", cite=_OFFICE, by=_OFFICER, states=frozenset({State.DUE, State.WITHHELD}), permission=_EDIT, key="s",
            effect="写好要公开的内容，送另一个人审查；不予公开的情况变了，也从这里重新送审。"),
        Act(name="return_draft", label="退回重写", cite=_REVIEW, by=_OFFICER, states=frozenset({State.DRAFTED}), permission=_CHECK,
            effect="写明要改什么，期限照算。"),
        Act(name="review_disclosure", label="公开审查", cite=_REVIEW, by=_OFFICER, states=frozenset({State.DRAFTED}), permission=_CHECK, key="s", grave=True,
            effect="逐项核对例外；以公开为常态，不公开为例外，结论、理由和审查人记录在案。"),
        Act(name="publish_disclosure", label="发布", cite=_IN_TIME, by=_OFFICER, states=frozenset({State.CLEARED}), permission=_EDIT, key="s",
            effect="审查通过的内容在网站公开，任何人都能看到。", clock="公开期限到此为止"),
        Act(name="show_on_outlet", label="登记渠道公开", cite=_PLACES, by=_OFFICER, states=frozenset({State.PUBLISHED}), permission=_EDIT,
            effect="记下在公开栏、报纸、广场等渠道公开的日期和凭证。"),
        Act(name="remove_from_outlet", label="登记撤下旧海报", cite=_WRONG, by=_OFFICER, states=frozenset({State.PUBLISHED, State.TAKEN_DOWN}),
            permission=_EDIT, effect="有了新的版本或者已经撤下的，记下从公开栏、广场等渠道撤下的日期和凭证。"),
        Act(name="take_down", label="撤下", cite=_WRONG, by=_OFFICER, states=frozenset({State.PUBLISHED}), permission=_CHECK, grave=True,
            effect="信息不准确或者不应公开的，写明理由撤下；撤下这件事本身公开。"),
        Act(name="follow_objection", label="随异议撤下", cite=_WRONG, by=_SYSTEM, states=frozenset({State.PUBLISHED}),
            effect="对它的异议成立、决定撤回的，当时撤下；理由公开。"),
        Act(name="recalculate", label="重算期限", cite=LICENSING.art("82", "期限以工作日计算，不含法定节假日"), by=_SYSTEM,
            states=frozenset({State.DUE, State.DRAFTED, State.CLEARED}), effect="放假安排变动后，把变动的期限记入经过。", clock="按新的日历重算"),
        *OVERSIGHT,
    ),
    states=(State.DRAFT, State.DUE, State.DRAFTED, State.CLEARED, State.PUBLISHED, State.WITHHELD, State.TAKEN_DOWN),
    papers=(),
    read=Permission.OPENNESS_READ,
    disclosures=(),
)  # fmt: skip

_LIMIT = Limit(20, Unit.WORKDAY, _IN_TIME)
MATTER = Edition(
    matter="disclosure", number=1, name="主动公开", kind="disclosure", body="", body_name="", region="", handling=Handling.PROMISED,
    acceptance=_LIMIT, statutory=_LIMIT, promised=_LIMIT, extension=_LIMIT, service=_LIMIT, basis=_IN_TIME.text, remedies="",
    effective=date.min,
)  # fmt: skip
"""A duty to publish belongs to no matter of the catalogue; its own limit stands in the fact that opened it."""
