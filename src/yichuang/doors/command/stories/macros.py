"""What a story says in one line though it takes several acts: a whole application, all steps, a licence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from yichuang.doors.command.stories import (
    agents,
    cards,
    consultations,
    disclosures,
    duties,
    hearings,
    information,
    matters,
    objections,
    projects,
    tickets,
)
from yichuang.doors.command.stories.filling import attached, whole
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.flow import Work
from yichuang.law.mandates import Standing
from yichuang.law.matters import Edition
from yichuang.law.words import Channel
from yichuang.office.cases import acts
from yichuang.office.directory import acts as directory


class Player(Protocol):
    """Who can do what a macro asks."""

    @property
    def edition(self) -> Edition:
        """The matter's edition."""
        ...

    @property
    def case(self) -> law.Case:
        """The case so far."""
        ...

    @property
    def now(self) -> datetime:
        """The story's moment."""
        ...

    def standing(self, who: str) -> Standing:
        """In what capacity somebody acts now."""
        ...

    def begin(self, who: str, channel: Channel, content: Mapping[str, Any], commands: list[Any]) -> None:
        """Begin the case with these acts, or do them when it is begun."""

    def go(self, who: str, *commands: Any) -> None:
        """Do these acts as one."""


Play = Callable[[Player, str, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Macro:
    """One line of a story that takes several acts."""

    play: Play
    opens: bool = False
    """Whether it begins the case."""
    asks: Mapping[str, Any] = field(default_factory=dict)
    """What its content may say, as JSON Schema."""


def _begin(player: Player, who: str, content: Mapping[str, Any]) -> None:
    player.begin(who, Channel.ONLINE, content, [])


def _apply(player: Player, who: str, content: Mapping[str, Any]) -> None:
    player.begin(
        who, Channel.ONLINE, content, whole(player.edition, paper=False, situation=content.get("情形"))
    )


def _at_window(player: Player, who: str, content: Mapping[str, Any]) -> None:
    player.begin(who, Channel.WINDOW, content, whole(player.edition, paper=True))


def _lacking(player: Player, who: str, content: Mapping[str, Any]) -> None:
    player.begin(who, Channel.WINDOW, content, whole(player.edition, paper=True, lacking=True))


def _supply(player: Player, who: str, content: Mapping[str, Any]) -> None:
    codes = [m.code for m in player.edition.materials if m.code in law.missing(player.case, player.edition)]
    player.go(who, *attached(codes, paper=who != "申请人"))


def _all_steps(player: Player, who: str, content: Mapping[str, Any]) -> None:
    for step in player.edition.steps:
        if step.work is Work.REVIEWER and player.case.done(step.key) is None:
            officers = ("扎西", "李娜") if step.site_check else ()
            player.go("审查人员", c.CompleteStep(step=step.key, opinion="符合要求", officers=officers))


def _examined(player: Player, who: str, content: Mapping[str, Any]) -> None:
    _apply(player, "申请人", content)
    player.go("窗口", c.Accept())
    _all_steps(player, who, content)


def _licensed(player: Player, who: str, content: Mapping[str, Any]) -> None:
    _examined(player, who, content)
    player.go("首席代表", c.Grant(content=f"准予{player.edition.name}"))
    player.go("首席代表", c.MakeCertificate())
    player.go("窗口", c.Collect(receiver="申请人"))


def _announce(player: Player, who: str, content: Mapping[str, Any]) -> None:
    """Load the notice of a year; then the timer recalculates every open case."""
    off = [{"name": one["节日"], "first": one["自"], "last": one["至"]} for one in content.get("放假", [])]
    plain = {"year": int(content["年份"]), "off": off, "work": content.get("上班", [])}
    directory.load_calendar_notice(plain, by=player.standing(who), at=player.now)
    while acts.recalculate(player.now) is not None:
        pass


_DAYS = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$", "description": "日期，如 2029-01-01"}
_OFF = {"节日": {"type": "string"}, "自": _DAYS, "至": _DAYS}
_NOTICE: Mapping[str, Any] = {
    "年份": {"type": "string", "pattern": r"^\d{4}$", "description": "年份，如 2029"},
    "放假": {
        "type": "array",
        "items": {"type": "object", "additionalProperties": False, "required": [*_OFF], "properties": _OFF},
    },
    "上班": {"type": "array", "items": _DAYS},
}
"""What the notice of a year says."""

MACROS: Mapping[str, Macro] = {
    "开始填报": Macro(_begin, opens=True),
    "提交齐全的申请": Macro(_apply, opens=True),
    "窗口收下齐全的申请": Macro(_at_window, opens=True),
    "窗口收下缺一份材料的申请": Macro(_lacking, opens=True),
    "补交缺的材料": Macro(_supply),
    "完成全部环节": Macro(_all_steps),
    "照常审查完毕": Macro(_examined, opens=True),
    "照常取得许可": Macro(_licensed, opens=True),
    "公布放假安排": Macro(_announce, asks=_NOTICE),
    **{name: Macro(play, asks=asks) for name, (play, asks) in agents.DOINGS.items()},
    **{name: Macro(play, asks=asks) for name, (play, asks) in cards.DOINGS.items()},
    **{name: Macro(play, opens=True) for name, (play, _) in duties.DOINGS.items()},
    **{name: Macro(play, asks=asks) for name, (play, asks) in disclosures.DOINGS.items()},
    **{name: Macro(play, asks=asks) for name, (play, asks) in consultations.DOINGS.items()},
    **{name: Macro(play, asks=asks) for name, (play, asks) in information.DOINGS.items()},
    **{name: Macro(play, asks=asks) for name, (play, asks) in hearings.DOINGS.items()},
    **{name: Macro(play, asks=asks) for name, (play, asks) in objections.DOINGS.items()},
    **{name: Macro(play, asks=asks) for name, (play, asks) in projects.DOINGS.items()},
    **{name: Macro(play, asks=asks) for name, (play, asks) in matters.DOINGS.items()},
    **{name: Macro(play, asks=asks) for name, (play, asks) in tickets.DOINGS.items()},
}
"""Two of them begin with the application and do, the same moment, what the usual people would do in the usual order."""
