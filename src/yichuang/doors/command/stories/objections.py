"""What a story may do against a publication: bring an objection or a report."""

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
from yichuang.office.objections import acts

_TEXT, _YES = {"type": "string"}, {"enum": ["是", "否"]}
_OURS = ("of_case", "allowed")
"""What the office fills in."""


class Player(Protocol):
    """The stage, as far as an objection needs it."""

    people: Cast
    now: datetime
    done: set[str]
    cases: dict[str, str]
    current: str

    def standing(self, who: str) -> Standing:
        """In what capacity somebody acts now."""
        ...


def _asks() -> dict[str, law.Ask]:
    return {ask.asked.label: ask for ask in law.asks(c.BringObjection) if ask.name not in _OURS}


def _bring(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """Somebody objects to the publication named; who wants to stay unnamed has no account here."""
    asks, given, about = _asks(), dict[str, Any](), player.cases.get(content["对"], content["对"])
    for label, value in content.items():
        if label != "对":
            ask = asks[label]
            plain = next((plain for plain, known in ask.choices if known == value), value)
            given[ask.name] = value == "是" if ask.type is bool else plain
    by = player.standing(who)
    own = by.actor.role is Role.APPLICANT and not given.get("anonymous")
    person = player.people.applicant(who) if own else None
    client = Client(person.pk, person.name) if person else None
    done = acts.bring(given, about, by=by, at=player.now, client=client)
    player.cases[player.current] = done.case.number
    player.done.add("objection/bring_objection")


def _asked() -> dict[str, Any]:
    fields = {
        label: {"enum": [name for _, name in ask.choices]}
        if ask.choices
        else _YES
        if ask.type is bool
        else _TEXT
        for label, ask in _asks().items()
    }
    return {"对": _TEXT | {"description": "公开的办件"}} | fields


DOINGS: Mapping[str, tuple[Callable[[Any, str, Mapping[str, Any]], None], Mapping[str, Any]]] = {
    "提出异议": (_bring, _asked()),
}
