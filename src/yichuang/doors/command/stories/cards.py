"""What a story may do with supervision: whose rules hold, a card issued by hand; which cards there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol

import msgspec

from yichuang.doors.command.stories.cast import SINCE, Cast
from yichuang.law.cases import Case, day
from yichuang.law.cases import commands as c
from yichuang.law.mandates import TIMER, Standing
from yichuang.law.supervision import STANDARD, score
from yichuang.law.supervision import USUAL as USUAL_SCORING
from yichuang.law.words import Level
from yichuang.office.cases import reads
from yichuang.office.scoring.models import Carded
from yichuang.office.scoring.published import points
from yichuang.office.supervision import acts, cities, rules
from yichuang.office.supervision.models import Watch

Content = Mapping[str, Any]
TEXT = {"type": "string"}
USUAL = "通用"


class Player(Protocol):
    """The stage, as far as supervision needs it."""

    cast: Cast
    now: datetime
    done: set[str]

    @property
    def number(self) -> str:
        """The case in question."""
        ...

    @property
    def case(self) -> Case:
        """Its state."""
        ...

    def standing(self, who: str) -> Standing:
        """In what capacity somebody acts now."""
        ...


def due(numbers: Sequence[str], until: datetime) -> datetime | None:
    """When supervision looks at any of these cases next, if by then."""
    waiting = Watch.objects.filter(pk__in=numbers, next_at__lte=until).order_by("next_at")
    return waiting.values_list("next_at", flat=True).first()


def look(numbers: Sequence[str], now: datetime) -> None:
    """Supervision looks at those of these cases whose instant has come."""
    acts.look(list(Watch.objects.filter(pk__in=numbers, next_at__lte=now).values_list("pk", flat=True)), now)


def _content(name: str) -> Any:
    """A city's published rules, or the usual ones, as they are adopted."""
    return msgspec.to_builtins(STANDARD) if name == USUAL else cities.content(name)


@contextmanager
def ruled(region: str, name: str) -> Iterator[None]:
    """Let a city's rules hold in this region for the length of a story; and those that held, after it."""
    was = rules.in_force(region)
    if name:
        acts.adopt(_content(name), region, by=TIMER, at=SINCE, reason="故事")
    try:
        yield
    finally:
        if rules.in_force(region).label != was.label:
            acts.adopt(msgspec.to_builtins(was.rules), region, by=TIMER, at=SINCE, reason="故事讲完，恢复")


def _adopt(player: Player, who: str, content: Content) -> None:
    """A supervisor sets the rules of the region."""
    name, reason = content.get("规则", USUAL), content.get("理由", "按本市公布的办法执行")
    acts.adopt(_content(name), player.case.region, by=player.standing(who), at=player.now, reason=reason)


def _issue(player: Player, who: str, content: Content) -> None:
    """A supervisor issues a card about the case in question."""
    raised = c.RaiseCard(
        rule="",
        rule_name=content.get("监察内容", ""),
        level=next((x for x in Level if x.label == content.get("等级")), Level.YELLOW),
        of_case=player.number,
        evidence=content.get("依据的事实", ""),
        basis=content.get("依据的规定", ""),
        officer=player.cast.number(content["责任人"]) if "责任人" in content else "",
    )
    body = player.cast.body(content["单位"]) if "单位" in content else player.case.body
    acts.issue(raised, body, by=player.standing(who), at=player.now)
    player.done.add("card/raise_card")


NAMED: dict[str, Any] = {"enum": [USUAL, *cities.names()]}
DOINGS: Mapping[str, tuple[Callable[[Any, str, Content], None], Mapping[str, Any]]] = {
    "启用监察规则": (_adopt, {"规则": NAMED, "理由": TEXT}),
    "发监察牌": (
        _issue,
        {
            "监察内容": TEXT,
            "等级": {"enum": [level.label for level in Level if level is not Level.TIP]},
            "责任人": TEXT,
            "单位": {"type": "string", "description": "机关简称；不写就是办件的办理机关"},
            "依据的事实": TEXT,
            "依据的规定": TEXT,
        },
    ),
}


class Seen(Protocol):
    """What the checks look at."""

    @property
    def number(self) -> str:
        """The case in question."""
        ...

    @property
    def case(self) -> Case:
        """Its state."""
        ...

    @property
    def now(self) -> datetime:
        """The moment of the story."""
        ...


def _taken(seen: Seen) -> str:
    """What the card in question takes from a score, as known on this day: nothing before it is final."""
    row = Carded.objects.filter(pk=seen.number, final_on__lte=day(seen.now)).first()
    held = {(row.rule, Level(row.held)): 1} if row else {}
    return points(score(USUAL_SCORING, {}, {}).total - score(USUAL_SCORING, {}, held).total)


def _raised(seen: Seen) -> list[str]:
    """The cards of the case in question, each with its rule, the level it stands at, its state."""
    found = []
    for child, kind, name in reads.of_project(seen.number):
        case = reads.folded(child)
        if kind == "card" and case.card is not None:
            found.append(
                f"{case.card.rule or name} {(case.card.held or case.card.level).label} {case.state.label}"
            )
    return sorted(found)


def _level(seen: Seen) -> str:
    card = seen.case.card
    return (card.held or card.level).label if card else "无"


CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "监察牌": _raised,
    "责任人": lambda seen: seen.case.card.officer_name if seen.case.card else "无",
    "等级": _level,
    "评分扣": _taken,
}
EXACT = ("监察牌",)
"""What must be exactly as it is expected, no more and no fewer."""
EXPECTED: Mapping[str, Any] = {
    "监察牌": {
        "type": "array",
        "items": {
            "type": "string",
            "pattern": r"^\S+ (提示|黄牌|红牌) \S+$",
            "description": "规则编号、等级、状态，如 E01 黄牌 待说明",
        },
        "description": "办件的全部监察牌，一张不多，一张不少",
    },
    "责任人": TEXT,
    "等级": {"enum": [*(level.label for level in Level), "无"]},
    "评分扣": {
        "type": "string",
        "pattern": r"^\d+\.\d\d$",
        "description": "这张监察牌到那天按通用办法从评分里扣几分，如 5.00；没有最终成立的是 0.00",
    },
}
