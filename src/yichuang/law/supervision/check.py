"""Whether a set of rules makes sense: known points, tests those points take, thresholds that can be met, graver levels later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import msgspec

from yichuang.law.cases.refusal import Refused
from yichuang.law.cite import LICENSING
from yichuang.law.supervision import scoring
from yichuang.law.supervision.found import AT_MOST
from yichuang.law.supervision.points import BY_NAME, Point
from yichuang.law.supervision.rule import WINDOW, Levels, RuleSet, Threshold
from yichuang.law.words import Level

ART_RULES = LICENSING.art("10(1)", "县级以上人民政府应当建立健全对行政机关实施行政许可的监督制度")
TESTS = {
    "used": ("已用比例", 0.05, 5),
    "left": ("剩余", 0, 60),
    "over": ("超过", 0, 365),
    "count": ("次数", 1, 1000),
    "days": ("天数", 1, 3650),
    "seconds": ("秒数", 1, 86400),
    "minutes": ("分钟数", 1, 1440),
    "share": ("占比", 0.05, 1),
    "sigma": ("标准差倍数", 0.5, 6),
}
"""What the tests are called, and between what they make sense."""
_ORDER = (Level.TIP, Level.YELLOW, Level.RED)
_TURNS = frozenset({"explanation", "holding", "rectification", "verification", "appeal"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a set of rules, and where."""

    where: str
    what: str


def read(plain: Any) -> RuleSet:
    """A set of rules from JSON values. Raises Refused with the field and what is wrong with it."""
    try:
        found = msgspec.convert(plain, RuleSet)
    except msgspec.ValidationError as error:
        raise Refused(f"监察规则写错了：{error}", ART_RULES, field="rules",
                      remedy="请对照规则说明改正这个字段；什么都没有改变。") from None  # fmt: skip
    troubles = list(check(found))
    if troubles:
        raise Refused("；".join(f"{one.where}：{one.what}" for one in troubles), ART_RULES, field="rules",
                      remedy="请改正后再提交；什么都没有改变。")  # fmt: skip
    return found


def check(rules: RuleSet) -> Iterator[Trouble]:
    """Everything that is wrong with it."""
    codes = [rule.code for rule in rules.rules]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Trouble(code, "规则编号重复")
    for name, amount in rules.days.items():
        if name not in _TURNS or not 1 <= amount <= 60:
            yield Trouble(f"days.{name}", f"期限应为 {'、'.join(sorted(_TURNS))} 之一，1 到 60 个工作日")
    if rules.scoring is not None:
        yield from (Trouble(where, what) for where, what in scoring.check(rules.scoring))
    for rule in rules.rules:
        point = BY_NAME.get(rule.point)
        if point is None:
            yield Trouble(rule.code, f"没有监察点“{rule.point}”；可用的有：{'、'.join(sorted(BY_NAME))}")
            continue
        if not rule.basis.strip():
            yield Trouble(rule.code, "没有写明依据")
        if not (1 <= rule.window <= WINDOW and 1 <= rule.sample <= 10_000):
            yield Trouble(rule.code, f"规律只能看 1 到 {WINDOW} 天，至少 1 件、最多 10000 件才算")
        for where, levels in (("", rule.levels), *((f"（事项 {m}）", x) for m, x in rule.matters.items())):
            for what in _levels(point, levels):
                yield Trouble(rule.code + where, what)


def _levels(point: Point, levels: Levels) -> Iterator[str]:
    if not levels:
        yield "没有一个等级有阈值"
    for level, threshold in levels.items():
        for what in _threshold(point, threshold):
            yield f"{level.label}：{what}"
    given = [(level, levels[level]) for level in _ORDER if level in levels]
    for (lower, milder), (higher, graver) in pairwise(given):
        if any(_later(name, milder, graver) for name in set(milder.given) & set(graver.given)):
            yield f"{lower.label}的阈值不早于{higher.label}，永远轮不到{lower.label}"


def _threshold(point: Point, threshold: Threshold) -> Iterator[str]:
    given = threshold.given
    if not given:
        yield "没有写阈值"
    for name, value in given.items():
        label, least, most = TESTS[name]
        if name not in point.takes:
            yield f"“{point.label}”不能用“{name}”，可用的有：{'、'.join(sorted(point.takes))}"
        elif not least <= value <= most:
            yield f"{label}应在 {least:g} 到 {most:g} 之间，现在是 {value:g}"
        elif _never(point, name, value):
            yield f"{label} {value:g} 永远不会达到"


def _never(point: Point, name: str, value: float) -> bool:
    """Whether a threshold lies above the most a point can reach; a clock that the law stops is never over for long."""
    if point.most is None or name == "left":
        return False
    return value > 0 if name == "over" else value > point.most


def _later(name: str, milder: Threshold, graver: Threshold) -> bool:
    """Whether the milder level comes no earlier than the graver, so that it never shows."""
    mild, grave = milder.given[name], graver.given[name]
    return mild <= grave if name in ("left", *AT_MOST) else mild >= grave
