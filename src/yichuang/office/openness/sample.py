"""What the bodies of the demonstration publish: texts written for it, their numbers drawn by seed, and the lines their units add."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from yichuang.law.clocks import CHINA
from yichuang.law.mandates import Post
from yichuang.law.open_words import Change
from yichuang.law.openness import DutyRule, Rhythm
from yichuang.office.directory import reads as directory
from yichuang.office.directory.demo import REGION
from yichuang.office.directory.models import Body, PostHeld
from yichuang.office.openness.breakdown import acts as breakdown

_DATA = Path(__file__).parent / "data" / "sample_texts.yaml"
_PLACE = re.compile(r"\{([^{}]*)\}")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")
_WORDS = (
    "title",
    "category",
    "subject",
    "section",
    "basis",
    "rhythm",
    "month",
    "day",
    "lead",
    "days",
    "outlets",
    "weight",
)
_QUARTER = 3


@cache
def written() -> Mapping[str, Any]:
    """The texts, the words they are filled with, the lines of the units, and what became of some of them."""
    found: Mapping[str, Any] = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return found


@cache
def _by_line() -> Mapping[tuple[str, str], Mapping[str, Any]]:
    return {(one["of"], one["line"]): one for one in written()["lines"]}


@dataclass(slots=True)
class _Page:
    """One text being filled in: what was drawn is the same wherever it is named again."""

    known: dict[str, str]
    dice: Random
    drawn: dict[str, list[str]] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        """The text with its numbers and words."""
        return _PLACE.sub(lambda found: self._one(found[1]), text)

    def _one(self, asked: str) -> str:
        if asked in self.known:
            return self.known[asked]
        if asked.startswith("@"):
            return self._word(asked[1:])
        name, _, span = asked.partition(":")
        if span:
            return self.known.setdefault(name, self._number(span))
        name, equals, sum_ = asked.partition("=")
        if equals:
            return self.known.setdefault(name, self._sum(sum_))
        return self.dice.choice(asked.split("|"))

    def _word(self, kind: str) -> str:
        """A word of a list, none twice in one text."""
        left = self.drawn.setdefault(kind, [])
        if not left:
            words = written()["words"][kind]
            left += self.dice.sample(words, len(words))
        return left.pop()

    def _number(self, span: str) -> str:
        found = _RANGE.fullmatch(span)
        assert found is not None, span
        _, point, decimals = found[1].partition(".")
        scale = 10 ** len(decimals) if point else 1
        drawn = self.dice.randint(round(float(found[1]) * scale), round(float(found[2]) * scale))
        return f"{drawn / scale:.{len(decimals)}f}" if point else f"{drawn}"

    def _sum(self, sum_: str) -> str:
        first, sign, second = re.split(r"([+-])", sum_, maxsplit=1)
        left, right = int(self.known[first]), int(self.known[second])
        return f"{left + right if sign == '+' else left - right}"


def _about(rule: DutyRule, body: Body, on: date) -> dict[str, str]:
    """What a text may name: the body, the day, the month or the quarter before, which it tells of."""
    before, quarter = on.replace(day=1) - timedelta(days=1), (on.month - 1) // _QUARTER
    told = before.year if rule.rhythm is Rhythm.MONTHLY else on.year - (not quarter)
    return {
        "unit": body.name, "short": body.short, "phone": body.phone, "complaints": body.supervision_phone, "address": body.address,
        "hours": body.hours, "reconsideration": body.reconsideration, "court": body.court, "y": f"{on.year}", "m": f"{on.month}",
        "q": f"{quarter + 1}", "ry": f"{told}", "rm": f"{before.month}", "rq": f"{quarter or 4}",
    }  # fmt: skip


def _goals(goals: Sequence[tuple[str, int, str]], on: date, dice: Random) -> dict[str, str]:
    """The goals of a unit as they are announced, and how far they have come: further from quarter to quarter."""
    done = ((on.month - 1) // _QUARTER or 4) / 4
    lines = ["目标|全年|已完成|完成率"]
    for what, many, unit in goals:
        share = min(1.0, done * dice.uniform(0.82, 1.08))
        so_far = many if unit == "%" else round(many * share)
        lines.append(f"{what}|{many}{unit}|{so_far}{unit}|{100 * so_far / many:.1f}%")
    told = "\n".join(f"{n}．{what}{many}{unit}。" for n, (what, many, unit) in enumerate(goals, 1))
    return {"goals": told, "progress": "\n".join(lines)}


def text(rule: DutyRule, body: Body, on: date, dice: Random) -> tuple[str, str]:
    """What a duty of a day publishes: its title and its text."""
    known = _about(rule, body, on)
    unit = written()["units"].get(body.serial) if body.region == REGION else None
    if unit:
        known |= _goals([tuple(one) for one in unit["goals"]], on, dice)
        known |= {"sections": unit["sections"], "powers": "；".join(unit["powers"]) + "。"}
    usual = written()["standard" if unit else "bodies"]
    pattern = (
        _by_line().get((body.serial, rule.title)) or usual.get(rule.title) or written()["bodies"][rule.title]
    )
    page = _Page(known, dice)
    title = page.fill(pattern["title"])
    return title, page.fill(pattern["text"]).strip()


def heads() -> dict[str, str]:
    """Of each body the number of its head, who reviews what it publishes."""
    posts = [Post.HEAD.value, Post.CENTRE_HEAD.value]
    held = PostHeld.objects.filter(post__in=posts, until=None, officer__active=True)
    return dict(held.order_by("-officer__number").values_list("officer__body", "officer__number"))


def people() -> dict[str, str]:
    """Of each body the number of its openness officer."""
    held = PostHeld.objects.filter(post=Post.OPENNESS_OFFICER.value, until=None, officer__active=True)
    return dict(held.order_by("-officer__number").values_list("officer__body", "officer__number"))


def _lines() -> Iterator[dict[str, Any]]:
    officers = people()
    for one in written()["lines"]:
        body = directory.body_code(REGION, one["of"])
        words = {name: one[name] for name in _WORDS if name in one} | {
            "title": one["line"],
            "body": body,
            "officer": officers[body],
        }
        yield words


def break_down(since: date) -> int:
    """Let the bureau and its units add their lines: the officer proposes, the head adopts. Returns how many."""
    at, chiefs, count = datetime.combine(since, time(8, 30), CHINA), heads(), 0
    numbers = {*people().values(), *chiefs.values()}
    standings = directory.officer_standings(numbers, since)
    for words in _lines():
        by, head = standings[words["officer"]], standings[chiefs[words["body"]]]
        row = breakdown.propose(
            words, change=Change.SET, since=since, reason="任务分解到科室和人", by=by, at=at
        )
        breakdown.adopt(row.pk, row.version, by=head, at=at)
        count += 1
    return count
