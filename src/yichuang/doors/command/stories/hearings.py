"""What a story may do with hearings: announce one, ask to take part without an account, have all pages signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.mandates import Standing
from yichuang.law.matters import Edition
from yichuang.office.cases import acts as cases
from yichuang.office.hearings import acts

_TEXT = {"type": "string"}
_COUNT = {"type": "string", "pattern": r"^\d+$"}
_LIST = {"type": "array", "items": _TEXT}
MANY = ("presenters", "codes", "present")
"""Fields that hold several names."""


class Player(Protocol):
    """The stage, as far as a hearing needs it."""

    base: Edition
    now: datetime
    done: set[str]
    cases: dict[str, str]
    current: str

    @property
    def number(self) -> str:
        """The case in question."""
        ...

    @property
    def case(self) -> law.Case:
        """Its state."""
        ...

    def standing(self, who: str) -> Standing:
        """In what capacity somebody acts now."""
        ...

    def go(self, who: str, *commands: Any) -> None:
        """Do these acts as one."""


def _given(command: type[Any], content: Mapping[str, Any]) -> dict[str, Any]:
    asks = {ask.asked.label: ask for ask in law.asks(command)}
    return {
        asks[label].name: next((plain for plain, known in asks[label].choices if known == value), value)
        for label, value in content.items()
    }


def _convene(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """A hearing on a decision outside the system."""
    command = law.parse(c.ConveneHearing, _given(c.ConveneHearing, content))
    done = acts.convene(command, player.base.body, player.base.region, by=player.standing(who), at=player.now)
    player.cases[player.current] = done.case.number
    player.done.add("hearing/convene_hearing")


def _ask(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """A citizen who is not signed in asks to take part."""
    command = law.parse(c.AskAttendance, _given(c.AskAttendance, content))
    cases.act(player.number, command, by=acts.STRANGER, at=player.now)
    player.done.add("hearing/ask_attendance")


def _sign_all(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """Whatever is not signed yet is signed."""
    it = player.case.sitting
    left = it.unsigned() if it else []
    player.go(who, *(c.SignPage(page=page, code=code) for page, code in left))


def _asked(command: type[Any]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for ask in law.asks(command):
        choices = [label for _, label in ask.choices]
        plain = _LIST if ask.name in MANY else _COUNT if ask.type is int else _TEXT
        out[ask.asked.label] = {"enum": choices} if choices else plain
    return out


DOINGS: Mapping[str, tuple[Callable[[Any, str, Mapping[str, Any]], None], Mapping[str, Any]]] = {
    "公告听证": (_convene, _asked(c.ConveneHearing)),
    "报名参加听证": (_ask, _asked(c.AskAttendance)),
    "逐页签字": (_sign_all, {}),
}
