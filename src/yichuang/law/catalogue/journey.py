"""Guided finding: what somebody plans, a few questions, and exactly the matters it takes, in order, without repeats."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yichuang.law.clocks import Unit

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """One matter of a journey: when it is needed, after which others, why; what its own questions are answered by."""

    matter: str
    why: str
    when: Mapping[str, Sequence[str]]
    after: tuple[str, ...]
    situation: Mapping[str, str]

    def needed(self, answers: Mapping[str, str]) -> bool:
        """Whether these answers need the matter."""
        return all(answers.get(key) in values for key, values in self.when.items())


@dataclass(frozen=True, slots=True)
class Journey:
    """A plan people have, such as opening a restaurant."""

    code: str
    name: str
    plain: str
    questions: tuple[Mapping[str, Any], ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A material asked for once: by which matters, whether it need not be handed in, whether it depends."""

    name: str
    matters: tuple[str, ...]
    shared: bool
    depends: bool


@dataclass(frozen=True, slots=True)
class Way:
    """The answer: stages one after the other, the matters of a stage side by side; days, fees, materials."""

    stages: tuple[tuple[Rule, ...], ...]
    days: int
    """Working days when everything that can runs side by side, by the promises."""
    one_by_one: int
    fees: tuple[tuple[str, str], ...]
    materials: tuple[Merged, ...]


def journey(code: str, plain: Mapping[str, Any]) -> Journey:
    """Read a journey. Raises ValueError naming what does not fit: an unknown question or answer, a circle."""
    answers = {q["key"]: {str(option["value"]) for option in q["options"]} for q in plain["questions"]}
    rules = tuple(
        Rule(
            one["matter"],
            one["why"],
            {key: tuple(map(str, values)) for key, values in one.get("when", {}).items()},
            tuple(one.get("after", ())),
            {key: str(value) for key, value in one.get("situation", {}).items()},
        )
        for one in plain["rules"]
    )
    for rule in rules:
        for key, values in rule.when.items():
            if not set(values) <= answers.get(key, set()):
                raise ValueError(f"{code}：{rule.matter} 引用了不存在的问题或者回答“{key}”")
        unknown = set(rule.after) - {other.matter for other in rules}
        if unknown:
            raise ValueError(f"{code}：{rule.matter} 排在不存在的事项 {'、'.join(sorted(unknown))} 之后")
    found = Journey(code, plain["name"], plain["plain"], tuple(plain["questions"]), rules)
    list(_stages(rules, code))
    return found


def _stages(rules: Sequence[Rule], code: str = "") -> Iterator[tuple[Rule, ...]]:
    """The rules in rounds: whoever waits for nobody left goes first. Raises ValueError on a circle."""
    waiting = {rule.matter: rule for rule in rules}
    while waiting:
        ready = tuple(rule for rule in waiting.values() if not set(rule.after) & set(waiting))
        if not ready:
            raise ValueError(f"{code}：{'、'.join(waiting)} 互相等待")
        for rule in ready:
            del waiting[rule.matter]
        yield ready


def workdays(content: Content) -> int:
    """The promise of a matter in working days; natural days count as five of seven."""
    promised = content["promised"]
    return math.ceil(int(promised["amount"]) * (1 if promised["unit"] == Unit.WORKDAY else 5 / 7))


def way(found: Journey, answers: Mapping[str, str], contents: Mapping[str, Content]) -> Way:
    """The way through a journey for these answers; matters not in force are left out by whoever gives `contents`."""
    rules = [rule for rule in found.rules if rule.matter in contents and rule.needed(answers)]
    stages = tuple(_stages(rules))
    done: dict[str, int] = {}
    for rule in (one for stage in stages for one in stage):
        begin = max((done[other] for other in rule.after if other in done), default=0)
        done[rule.matter] = begin + workdays(contents[rule.matter])
    charged = [rule for rule in rules if contents[rule.matter]["fee"]["charged"]]
    return Way(
        stages=stages,
        days=max(done.values(), default=0),
        one_by_one=sum(workdays(contents[rule.matter]) for rule in rules),
        fees=tuple((contents[r.matter]["name"], contents[r.matter]["fee"]["standard"]) for r in charged),
        materials=tuple(_merged(rules, contents)),
    )


def _merged(rules: Sequence[Rule], contents: Mapping[str, Content]) -> Iterator[Merged]:
    """Every material once, in the order it is first needed; results of earlier matters are not asked for."""
    results = {contents[rule.matter]["result"]["name"] for rule in rules}
    asked: dict[str, list[tuple[Rule, Mapping[str, Any]]]] = {}
    for rule in rules:
        for material in contents[rule.matter]["materials"]:
            when = material.get("when")
            if when and rule.situation.get(when["question"], when["answer"]) != when["answer"]:
                continue
            if material["name"] not in results:
                asked.setdefault(material["name"], []).append((rule, material))
    for name, found in asked.items():
        yield Merged(
            name,
            tuple(contents[rule.matter]["name"] for rule, _ in found),
            all(material["can_share"] for _, material in found),
            all(
                material["need"] == "situational" and material["when"]["question"] not in rule.situation
                for rule, material in found
            ),
        )
