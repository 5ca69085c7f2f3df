"""What a story says of the hotline: a demand registered, by phone or by the citizen himself; what a ticket looks like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from yichuang.doors.command.stories.cast import Cast
from yichuang.law import cases as law
from yichuang.law.cases import Case
from yichuang.law.cases import commands as c
from yichuang.law.clocks import due
from yichuang.law.hotline_words import Solved
from yichuang.law.mandates import Standing
from yichuang.law.words import Role
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.cases.acts import Client
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.hotline import acts
from yichuang.office.hotline.models import TicketRow

Content = Mapping[str, Any]
TEXT = {"type": "string"}
YES = {"enum": ["是", "否"]}
MEANT = ("lead", "joint", "against", "subject", "into", "photo", "photos")
"""Fields of a ticket's acts that a story writes in its own words."""
PHOTO = "a" * 64


class Player(Protocol):
    """The stage, as far as the hotline needs it."""

    people: Cast
    now: datetime
    done: set[str]
    cases: dict[str, str]
    current: str

    def standing(self, who: str) -> Standing:
        """In what capacity somebody acts now."""
        ...


def meant(player: Player, name: str, value: Any) -> Any:
    """A body by its short name, a subject by its name, a ticket by its label, a photo by being one."""
    if name == "subject":
        return next(
            (
                code
                for code, known in settings.subjects().items()
                if value in (known.name, known.subject.name)
            ),
            value,
        )
    if name == "into":
        return player.cases.get(value, value)
    if name == "photo":
        return PHOTO if value == "有" else value
    if name == "photos":
        return [PHOTO] * len(value)
    return (
        [player.people.body(one) for one in value] if isinstance(value, list) else player.people.body(value)
    )


def _register(player: Player, who: str, content: Content) -> None:
    """A demand comes in; a citizen who is signed in brings his own."""
    asks = {ask.asked.label: ask for ask in law.asks(c.RegisterTicket)}
    given: dict[str, Any] = {}
    for label, value in content.items():
        ask = asks[label]
        if ask.name in MEANT:
            given[ask.name] = meant(player, ask.name, value)
        elif ask.type is bool:
            given[ask.name] = value == "是"
        else:
            given[ask.name] = next((plain for plain, known in ask.choices if known == value), value)
    by = player.standing(who)
    person = player.people.applicant(who) if by.actor.role is Role.APPLICANT else None
    found = acts.register(
        law.parse(c.RegisterTicket, given),
        player.people.edition.region,
        by=by,
        at=player.now,
        client=Client(person.pk, person.name, "1234") if person else None,
    )
    player.cases[player.current] = found.number
    player.done.add("ticket/register_ticket")


def _asked() -> dict[str, Any]:
    out: dict[str, Any] = {}
    for ask in law.asks(c.RegisterTicket):
        choices = [label for _, label in ask.choices]
        out[ask.asked.label] = YES if ask.type is bool else {"enum": choices} if choices else TEXT
    return out | {"照片摘要": {"type": "array", "items": TEXT}}


DOINGS: Mapping[str, tuple[Callable[[Any, str, Content], None], Mapping[str, Any]]] = {
    "登记诉求": (_register, _asked()),
}


class Seen(Protocol):
    """What the checks look at."""

    people: Cast
    cases: dict[str, str]

    @property
    def number(self) -> str:
        """The case in question."""
        ...

    @property
    def case(self) -> Case:
        """Its state."""
        ...


def _clock(name: str) -> Callable[[Seen], str]:
    """When a clock of the ticket ends: the day, or to the minute when it counts hours."""

    def check(seen: Seen) -> str:
        clock = law.clocks(seen.case, catalogue.edition(seen.case.matter, seen.case.edition)).get(name)
        if clock is None:
            return "无"
        end = due(clock, directory.calendar())
        return f"{end.hour:%Y-%m-%d %H:%M}" if end.hour else str(end.on)

    return check


def _of(read: Callable[[Any], Any]) -> Callable[[Seen], str]:
    return lambda seen: str(read(seen.case.ticket) or "无") if seen.case.ticket else "无"


def _body(seen: Seen) -> str:
    short = dict(directory.bodies_near(seen.case.region))
    return short.get(seen.case.body, seen.case.body)


def _row(name: str) -> Callable[[Seen], str]:
    """Another ticket that the row of this one names, by its label in the story."""

    def check(seen: Seen) -> str:
        value = str(TicketRow.objects.values_list(name, flat=True).get(pk=seen.number))
        return next((label for label, number in seen.cases.items() if number == value), value) or "无"

    return check


CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "办理期限": _clock("ticket"),
    "到场期限": _clock("arrival"),
    "回访期限": _clock("call_back"),
    "在谁手里": _body,
    "办理": lambda seen: "已办理" if seen.case.ticket and seen.case.ticket.handled else "未办理",
    "单位说": _of(lambda ticket: ticket.answered and ticket.answered.label),
    "诉求人说": _of(
        lambda ticket: (
            ticket.said
            and f"{'已解决' if ticket.said.solved else '未解决'}，{ticket.said.satisfaction.label}"
        )
    ),
    "督办等级": _of(lambda ticket: ticket.escalated and ticket.escalated.label),
    "重办次数": lambda seen: str(seen.case.ticket.reworks if seen.case.ticket else 0),
    "相似工单": _row("same_as"),
    "群体诉求": _row("incident"),
}
_MOMENT = {
    "type": "string",
    "pattern": r"^(\d{4}-\d\d-\d\d( \d\d:\d\d)?|无)$",
    "description": "日期，按小时计的到分，或者“无”",
}
EXPECTED: Mapping[str, Any] = {
    "办理期限": _MOMENT,
    "到场期限": _MOMENT,
    "回访期限": _MOMENT,
    "在谁手里": TEXT | {"description": "机关简称"},
    "办理": {"enum": ["已办理", "未办理"]},
    "单位说": {"enum": [*(word.label for word in Solved), "无"]},
    "诉求人说": TEXT | {"description": "如 已解决，满意"},
    "督办等级": TEXT,
    "重办次数": {"type": "string", "pattern": r"^\d+$"},
    "相似工单": TEXT | {"description": "登记时提示的以前的工单，或者“无”"},
    "群体诉求": TEXT | {"description": "同一件事最早的工单，或者“无”"},
}
