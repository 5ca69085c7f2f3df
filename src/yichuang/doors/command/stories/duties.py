"""What a story may do with windows on duty: open the hall for the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from yichuang.law.cases import commands as c
from yichuang.law.cases.attending import hours_of
from yichuang.law.mandates import TIMER
from yichuang.law.matters import Edition
from yichuang.office.cases import apart


class Player(Protocol):
    """The stage, as far as a window needs it."""

    base: Edition
    now: datetime
    current: str
    cases: dict[str, str]
    done: set[str]


def _open(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """The hall opens: the window of the story's body begins its day, the case in question."""
    command = c.OpenDuty(window="A01", name="受理窗口", hours=hours_of(player.now.date()))
    key = f"story-{id(player)}-{player.current}-{player.now:%Y%m%d}"
    begun = apart.open_duty(command, player.base.body, player.base.region, by=TIMER, at=player.now, key=key)
    player.cases[player.current] = begun.case.number
    player.done.add("duty/open_duty")


DOINGS: Mapping[str, tuple[Callable[[Any, str, Mapping[str, Any]], None], Mapping[str, Any]]] = {
    "大厅开门": (_open, {})
}
