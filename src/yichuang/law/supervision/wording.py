"""Rules in words that an official and a citizen read: when each level comes, what changed between two editions."""

from __future__ import annotations

from collections.abc import Iterator

from yichuang.law.supervision.points import BY_NAME, Manner
from yichuang.law.supervision.rule import Levels, Rule, RuleSet, Threshold
from yichuang.law.words import Handling, Level

ORDER = (Level.TIP, Level.YELLOW, Level.RED)
TURNS = {
    "explanation": "说明",
    "holding": "认定",
    "rectification": "整改",
    "verification": "核验",
    "appeal": "复核",
}
"""The turns of a card, as they are called."""


def _test(name: str, value: float) -> str:
    n = f"{value:g}"
    if name == "used":
        return f"已用 {value * 100:g}%" if value < 1 else "用满期限" if value == 1 else f"用到期限的 {n} 倍"
    if name == "left":
        return f"只剩 {n} 个工作日" if value else "到了最后一个工作日"
    if name == "over":
        return f"超过期限 {n} 个工作日" if value else "超过期限"
    if name == "count":
        return "一经发生" if value == 1 else f"达到 {n} 次"
    words = {
        "days": f"相差 {n} 天以上",
        "seconds": f"{n} 秒以内",
        "minutes": f"{n} 分钟以上",
        "share": f"占 {value * 100:g}% 以上",
        "sigma": f"高于平均 {n} 倍标准差",
    }
    return words.get(name, f"{name} {n}")


def spoken(threshold: Threshold) -> str:
    """A threshold in words; a limit counted in days or hours has its own units."""
    return "或者".join(_test(name, value) for name, value in threshold.given.items())


def levels(found: Levels) -> str:
    """All levels in one line."""
    return "；".join(f"{level.label}：{spoken(found[level])}" for level in ORDER if level in found)


def looked_at(rule: Rule) -> str:
    """What a rule looks at."""
    point = BY_NAME.get(rule.point)
    said = point.label if point else rule.point
    if point and point.manner is Manner.PATTERN and rule.point not in ("yellows", "mass_decisions"):
        said += f"（看{rule.window}天）"
    return f"{said}（只管{Handling(rule.handling).label}）" if rule.handling else said


def _parts(rules: RuleSet) -> Iterator[tuple[str, str]]:
    yield "名称", rules.name
    yield "依据", rules.basis
    for turn, days in rules.turns.items():
        yield f"{TURNS[turn]}期限", f"{days}个工作日"
    if rules.scoring is not None:
        yield "评分办法", f"{rules.scoring.name}（{rules.scoring.basis}）"
    for rule in rules.rules:
        yield (
            f"{rule.code} {rule.name}",
            "停用" if not rule.on else f"{looked_at(rule)}。{levels(rule.levels)}",
        )
        yield f"{rule.code} 依据", rule.basis
        for matter, own in sorted(rule.matters.items()):
            yield f"{rule.code} 事项 {matter}", levels(own)


def changes(was: RuleSet, now: RuleSet) -> list[tuple[str, str, str]]:
    """What changed between two editions: where, what it was, what it is."""
    before, after = dict(_parts(was)), dict(_parts(now))
    return [
        (where, before.get(where, ""), after.get(where, ""))
        for where in dict.fromkeys([*before, *after])
        if before.get(where) != after.get(where)
    ]
