"""What a story may do about requests for information: bring one, or a paper that asks for several things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from yichuang.doors.command.stories.cast import Cast
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.mandates import Standing
from yichuang.law.words import Role
from yichuang.office.cases.acts import Client
from yichuang.office.information import acts

_TEXT = {"type": "string"}
_OURS = ("allowed", "part")
"""What the office fills in."""
_DIVIDE = "分开登记"
_USUAL = {"name": "泽仁", "id_number": "990101199003070015", "contact": "0837-9900123"}


class Player(Protocol):
    """The stage, as far as a request needs it."""

    people: Cast
    now: datetime
    done: set[str]
    cases: dict[str, str]
    current: str

    @property
    def base(self) -> Any:
        """The matter of the story, whose body is asked."""
        ...

    def standing(self, who: str) -> Standing:
        """In what capacity somebody acts now."""
        ...


def _asks() -> dict[str, law.Ask]:
    return {ask.asked.label: ask for ask in law.asks(c.AskInformation) if ask.name not in _OURS}


def _ask(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """Somebody asks the story's body; who says nothing of himself is one person all along."""
    asks, given = _asks(), dict[str, Any](_USUAL)
    for label, value in content.items():
        if label != _DIVIDE:
            ask = asks[label]
            given[ask.name] = next((plain for plain, known in ask.choices if known == value), value)
    by = player.standing(who)
    person = player.people.applicant(who) if by.actor.role is Role.APPLICANT else None
    client = Client(person.pk, person.name) if person else None
    divide = content.get(_DIVIDE) == "是"
    made = acts.ask(given, player.base.body, by=by, at=player.now, client=client, divide=divide)
    player.cases[player.current] = made[0].case.number
    for n, one in enumerate(made[1:], 2):
        player.cases[f"{player.current}{n}"] = one.case.number
    player.done.add("information/ask_information")


def _asked() -> dict[str, Any]:
    fields = {
        label: {"enum": [name for _, name in ask.choices]} if ask.choices else _TEXT
        for label, ask in _asks().items()
    }
    return fields | {_DIVIDE: {"enum": ["是", "否"]}}


DOINGS: Mapping[str, tuple[Callable[[Any, str, Mapping[str, Any]], None], Mapping[str, Any]]] = {
    "申请公开信息": (_ask, _asked()),
}
