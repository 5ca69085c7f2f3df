"""How long everything may take on the hotline, each with the paper it stands in; a region may set its own."""

from __future__ import annotations

from typing import Any

import msgspec

from yichuang.law.cite import ANYANG, BEIJING, JINAN
from yichuang.law.facts import Allowed
from yichuang.law.hotline_words import Passing, TicketClass

_SEED = "“12319”热线督办制度：电话交办三天内、书面转办七天内回复"
_FIVE = JINAN.art("24", "承办单位应当在五个工作日内办理并答复诉求人").text
_ONCE = ANYANG.art("50", "五个工作日内办结，经负责人批准可以延长五个工作日").text
_OWN = "本系统默认值，可以由地区设置改变"
UNITS = ("workday", "day", "hour")


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The limits of a region's hotline."""

    name: str = "通用热线期限"
    by_phone: Allowed = Allowed(3, "day", _SEED)
    in_writing: Allowed = Allowed(7, "day", _SEED)
    classes: dict[str, Allowed] = msgspec.field(
        default_factory=lambda: {
            TicketClass.CONSULT.value: Allowed(
                3, "workday", "咨询、求助当日或者三个工作日内答复（城市热线通例）"
            ),
            TicketClass.HELP.value: Allowed(
                3, "workday", "咨询、求助当日或者三个工作日内答复（城市热线通例）"
            ),
            TicketClass.COMPLAINT.value: Allowed(5, "workday", _FIVE),
            TicketClass.REPORT.value: Allowed(5, "workday", _FIVE),
            TicketClass.SUGGESTION.value: Allowed(5, "workday", _FIVE),
            TicketClass.EMERGENCY.value: Allowed(1, "workday", "突发事件当日处置并答复（城市热线通例）"),
        }
    )
    arrival: Allowed = Allowed(2, "hour", "现场处理：供水、煤气、防洪等突发事件先到现场；小时数为" + _OWN)
    extension: Allowed = Allowed(5, "workday", _ONCE)
    returning: Allowed = Allowed(
        24, "hour", BEIJING.art("13", "对派单有异议的应当及时提出，由热线机构审核").text
    )
    call_back: Allowed = Allowed(5, "workday", JINAN.art("27", "对已答复的事项逐件回访").text)
    returns: int = 2
    """How often a ticket may be returned before the authority decides."""
    problem: int = 3
    """From how many reworks or transfers on it is a problem ticket (问题工单)."""
    tries: int = 3
    """After how many calls that reach nobody it may be closed."""
    tries_a_day: int = 2
    offered: int = 5
    """For how many days an answer is offered to a caller who left no way to be called."""
    reopen: int = 10
    """For how many days after closing the caller may say that it is not solved."""
    far: int = 500
    """From how many metres on being elsewhere must be explained."""

    def limit(self, about: TicketClass, passing: Passing) -> Allowed:
        """The limit of a ticket that is passed on so: the ways of the documents have their own, the platform goes by class."""
        if about is TicketClass.EMERGENCY or passing is Passing.PLATFORM:
            return self.classes[about.value]
        return self.by_phone if passing is Passing.BY_PHONE else self.in_writing

    def more(self, limit: Allowed) -> int:
        """By how many of its own units a limit is extended, once."""
        return self.extension.amount


USUAL = Terms()
"""What holds where a region has set nothing."""


def read(plain: dict[str, Any]) -> Terms:
    """A region's terms from plain values; what is not said stays as usual. Raises ValueError naming the field."""
    known = msgspec.to_builtins(USUAL)
    classes = {**known["classes"], **plain.get("classes", {})}
    unknown = set(classes) - {word.value for word in TicketClass}
    if unknown:
        raise ValueError(f"没有“{'、'.join(sorted(unknown))}”这类诉求")
    try:
        found = msgspec.convert({**known, **plain, "classes": classes}, Terms)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None
    limits = {
        "by_phone": found.by_phone,
        "in_writing": found.in_writing,
        "call_back": found.call_back,
        **found.classes,
    }
    for name, limit in limits.items():
        if limit.unit not in UNITS[:2] or not 1 <= limit.amount <= 365 or not limit.basis.strip():
            raise ValueError(f"{name}：应为 1 到 365 个工作日或者日，并写明依据")
    for name, limit in {"arrival": found.arrival, "returning": found.returning}.items():
        if limit.unit != "hour" or not 1 <= limit.amount <= 240 or not limit.basis.strip():
            raise ValueError(f"{name}：应为 1 到 240 小时，并写明依据")
    return found
