"""A step of a flow: whose work it is, after which others, under which answers, how many must sign, within how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yichuang.law.words import Word


class Work(Word):
    """Whose work a step is. In a joint project a step may be a whole matter, a meeting, or the applicant's own doing."""

    CLERK = "clerk", "窗口受理"
    REVIEWER = "reviewer", "审查"
    DECIDER = "decider", "决定"
    MATTER = "matter", "事项"
    MEETING = "meeting", "会议"
    APPLICANT = "applicant", "申请人"


class Rule(Word):
    """How many signatures a countersigned step needs (会签)."""

    ALL = "all", "全部同意"
    ANY = "any", "一人同意"
    SOME = "some", "若干人同意"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Countersigning: the posts that sign, and how many must agree."""

    rule: Rule
    posts: tuple[str, ...]
    least: int = 1
    """With `SOME`, how many must agree."""

    def settled(self, opinions: Mapping[str, bool], extra: Iterable[str] = ()) -> bool | None:
        """Whether the step passed, failed, or (None) still waits; whoever was added must agree in any case."""
        added = tuple(extra)
        if any(opinions.get(who) is False for who in added):
            return False
        given = [opinions[post] for post in self.posts if post in opinions]
        for_it, against = given.count(True), given.count(False)
        wanted = {Rule.ALL: len(self.posts), Rule.ANY: min(1, len(self.posts)), Rule.SOME: self.least}
        least = wanted[self.rule]
        if against > len(self.posts) - least:
            return False
        return True if for_it >= least and all(who in opinions for who in added) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step with its own limit inside the whole, in working days."""

    key: str
    name: str
    work: Work
    days: int = 0
    site_check: bool = False
    after: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Only needed when each of these questions has one of these answers."""
    sign: Sign | None = None
    body: str = ""
    """The body whose work it is; empty for the matter's own."""
    matter: str = ""
    """The matter that is applied for in this step of a joint project."""
    stage: str = ""

    def needed(self, answers: Mapping[str, str]) -> bool:
        """Whether these answers need the step."""
        return all(answers.get(key) in values for key, values in self.when.items())


ROUND = 45
"""Working days of one round of unified, joint or concentrated handling (行政许可法 42(2))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of a joint project: one round of unified handling under its lead body (行政许可法 26(2), 42(2))."""

    key: str
    name: str
    lead: str
    days: int
    """The promise of the stage in working days; by law not over forty-five."""


def _when(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Conditions as a guide writes them, `question=answer`; the answers of one question are alternatives."""
    out: dict[str, tuple[str, ...]] = {}
    for line in lines:
        key, _, answer = line.partition("=")
        out[key] = (*out.get(key, ()), answer)
    return out


def _read(one: Mapping[str, Any], above: tuple[str, ...]) -> Step:
    sign = one.get("sign")
    return Step(
        key=one["key"],
        name=one["name"],
        work=Work(one["role"]),
        days=one.get("days", 0),
        site_check=one.get("site_check", False),
        after=tuple(one["after"]) if "after" in one else above,
        when=_when(one.get("when", ())),
        sign=Sign(rule=Rule(sign), posts=tuple(one.get("signers", ())), least=one.get("least", 1))
        if sign
        else None,
        body=one.get("body", ""),
        matter=one.get("matter", ""),
        stage=one.get("stage", ""),
    )


def read(plain: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """The steps of a matter as its guide writes them; one that does not say after which it comes follows the one above."""
    out: list[Step] = []
    for one in plain:
        out.append(_read(one, (out[-1].key,) if out else ()))
    return tuple(out)


def read_stages(plain: Iterable[Mapping[str, Any]]) -> tuple[Stage, ...]:
    """The stages of a joint project as its guide writes them."""
    return tuple(Stage(key=x["key"], name=x["name"], lead=x["lead"], days=x["days"]) for x in plain)
