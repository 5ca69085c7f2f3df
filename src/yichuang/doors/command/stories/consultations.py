"""What a story may do with consultations: draft one for the body of the story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from yichuang.doors.command.stories import duties
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.mandates import Standing
from yichuang.office.consultations import acts

_OURS = ("report",)
"""What the office fills in."""
_TEXT = {"type": "string"}


class Player(duties.Player, Protocol):
    """The stage, as far as a consultation needs it."""

    def standing(self, who: str) -> Standing:
        """In what capacity somebody acts now."""
        ...


def _asks() -> dict[str, law.Ask]:
    return {ask.asked.label: ask for ask in law.asks(c.DraftConsultation) if ask.name not in _OURS}


def _draft(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """A draft is written, or written anew."""
    asks, given = _asks(), dict[str, Any]()
    for label, value in content.items():
        given[asks[label].name] = next((p for p, known in asks[label].choices if known == value), value)
    by, at = player.standing(who), player.now
    if player.current in player.cases:
        acts.redraft(player.cases[player.current], given, by=by, at=at)
    else:
        begun = acts.draft(given, player.base.body, player.base.region, by=by, at=at)
        player.cases[player.current] = begun.case.number
    player.done.add("consultation/draft_consultation")


def _asked() -> dict[str, Any]:
    return {
        label: {"enum": [name for _, name in ask.choices]} if ask.choices else _TEXT
        for label, ask in _asks().items()
    }


DOINGS: Mapping[str, tuple[Callable[[Any, str, Mapping[str, Any]], None], Mapping[str, Any]]] = {
    "起草征求意见稿": (_draft, _asked()),
}
