"""What a story may do with duties to publish: give one to a person of a body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from yichuang.doors.command.stories import duties
from yichuang.doors.command.stories.cast import Cast
from yichuang.law.cases import commands as c
from yichuang.law.facts import Allowed
from yichuang.law.mandates import Standing
from yichuang.law.open_words import Category, Outlet
from yichuang.law.openness import IN_TIME, usual
from yichuang.office.cases import apart


class Player(duties.Player, Protocol):
    """The stage, as far as a duty to publish needs it."""

    people: Cast

    def standing(self, who: str) -> Standing:
        """In what capacity somebody acts now."""
        ...


def _open(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """A duty is given; without 工作日 it has the limit of its kind of result."""
    category = next(one for one in Category if one.label == content["公开类别"])
    person = str(content.get("责任人", ""))
    days = content.get("工作日")
    command = c.OpenDisclosure(
        title=content["公开什么"],
        category=category,
        moment=usual(category),
        section=content.get("责任科室", "办公室"),
        officer=player.people.number(person) if person else "",
        officer_name=person,
        outlets=tuple(one for one in Outlet if one.label in content.get("渠道", ["网站"])),
        allowed=Allowed(int(days), "workday", content["依据"]) if days else IN_TIME,
        because=content["因为"],
    )
    begun = apart.open_disclosure(
        command, player.base.body, player.base.region, by=player.standing(who), at=player.now
    )
    player.cases[player.current] = begun.case.number
    player.done.add("disclosure/open_disclosure")


_TEXT = {"type": "string"}
DOINGS: Mapping[str, tuple[Callable[[Any, str, Mapping[str, Any]], None], Mapping[str, Any]]] = {
    "下达公开任务": (
        _open,
        {
            "公开什么": _TEXT,
            "公开类别": {"enum": [one.label for one in Category]},
            "因为": _TEXT,
            "责任科室": _TEXT,
            "责任人": _TEXT,
            "工作日": {"type": "string", "pattern": r"^\d+$", "description": "数字，如 7"},
            "依据": _TEXT,
            "渠道": {"type": "array", "items": {"enum": [one.label for one in Outlet]}},
        },
    )
}
