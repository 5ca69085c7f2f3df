"""What a story may do with agents: let the village agent act for the applicant, end it; what both are told of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from yichuang.doors.command.stories import setting
from yichuang.doors.command.stories.cast import Cast
from yichuang.doors.command.stories.filling import NOWHERE
from yichuang.law.mandates import Errand, Standing
from yichuang.office.agency import acts, reads
from yichuang.office.trail import reads as trail

Content = Mapping[str, Any]
TEXT = {"type": "string"}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$", "description": "日期，如 2026-12-31"}
USUAL = (Errand.SUBMIT.label, Errand.CORRECT.label)


class Principal(Protocol):
    """The stage, as far as an authorisation needs it."""

    cast: Cast
    now: datetime

    @property
    def number(self) -> str:
        """The case in question."""
        ...

    def standing(self, who: str) -> Standing:
        """In what capacity somebody acts now."""
        ...


def _authorise(player: Principal, who: str, content: Content) -> None:
    """The applicant lets the village agent act for him, himself or by a signed paper at the window."""
    named, today = content.get("事项"), player.now.date()
    acts.authorise(
        player.cast.applicant(),
        player.cast.village_agent(),
        errands=[one for one in Errand if one.label in content.get("可以", USUAL)],
        matters=None if named is None else [setting.found(one, today).matter for one in named],
        valid_until=date.fromisoformat(content["至"]) if "至" in content else today + timedelta(days=364),
        by=player.standing(who),
        at=player.now,
        scan=NOWHERE if who == "窗口" else "",
    )


def _revoke(player: Principal, who: str, content: Content) -> None:
    """All that the village agent was ever authorised to do ends at once."""
    for one in reads.held(player.cast.village_agent().pk):
        acts.revoke(one.pk, by=player.standing(who), at=player.now)


def told(player: Principal) -> str:
    """What both the applicant and the village agent are told was done for him in this case."""
    both = (player.cast.applicant().pk, player.cast.village_agent().pk)
    mine, his = ({x.sentence() for x in trail.by_agents(one) if x.case == player.number} for one in both)
    return "\n".join(sorted(mine & his))


_ASKS: Mapping[str, Any] = {
    "可以": {
        "type": "array",
        "items": {"enum": [one.label for one in Errand]},
        "description": f"不写就是{'、'.join(USUAL)}",
    },
    "事项": {"type": "array", "items": TEXT, "description": "不写就是全部事项"},
    "至": DAY,
}
Play = Callable[[Any, str, Content], None]
DOINGS: Mapping[str, tuple[Play, Mapping[str, Any]]] = {
    "授权代办": (_authorise, _ASKS),
    "撤销代办授权": (_revoke, {}),
}
CHECKS: Mapping[str, Callable[[Any], Any]] = {"代办动态": told}
EXPECTED: Mapping[str, Any] = {
    "代办动态": {"type": "array", "items": TEXT, "description": "申请人和代办员都看到了这些话"},
}
