"""What of the breakdown is asked: one line with its history, rule papers with the duties they make, goals, what waits for another hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from yichuang.law.facts import Entry, GoalSet
from yichuang.law.mandates import Permission, Standing, prefix
from yichuang.law.openness import DutyRule
from yichuang.law.openness import norm as law
from yichuang.law.openness.breakdown import Line, fold
from yichuang.office.directory import reads as directory
from yichuang.office.directory import units
from yichuang.office.directory.models import Body
from yichuang.office.openness import duties
from yichuang.office.openness.models import Chained, DisclosureRow, DutyLine, Goal, Norm
from yichuang.office.trail import reads as trail

_LAWS = Path(__file__).parent.parent / "data" / "laws.json"
NORM = "norm/"
"""What the code of a paper's publication begins with: its publications are versions of one another."""


def chain(code: str) -> str:
    """The chain of a line."""
    return f"line/{code}"


def history(code: str) -> list[Entry]:
    """Everything that became of a line, oldest first."""
    return trail.entries(chain(code))


def norm_chain(code: str) -> str:
    """The chain of a rule paper."""
    return f"norm/{code}"


def norm_history(code: str) -> list[Entry]:
    """Everything that became of a rule paper."""
    return trail.entries(norm_chain(code))


def goal_chain(officer: str) -> str:
    """The chain of a person's goals."""
    return f"goal/{officer}"


def goal_history(officer: str) -> list[Entry]:
    """Every goal a person was set."""
    return trail.entries(goal_chain(officer))


def goals_of(entries: Iterable[Entry]) -> dict[str, int]:
    """The goals by year; the latest of a year counts."""
    return {str(one.fact.year): one.fact.points for one in entries if isinstance(one.fact, GoalSet)}


def goals(officers: Iterable[str], year: int) -> dict[str, int]:
    """What the scores of these persons shall come to in a year."""
    rows = Goal.objects.filter(pk__in=list(officers))
    plain = {row.pk: json.loads(row.item or "{}") for row in rows}
    return {officer: found[str(year)] for officer, found in plain.items() if str(year) in found}


def line(code: str) -> Line:
    """A line as its facts say; empty when nobody edited it."""
    row = DutyLine.objects.filter(pk=code).first()
    return duties.item(row) if row else Line(code=code)


@cache
def laws() -> Mapping[str, Mapping[str, str]]:
    """The laws of the country that duties rest on, by code: their name, number and what of them is known here."""
    found: dict[str, dict[str, str]] = json.loads(_LAWS.read_text(encoding="utf-8"))
    return found


def norm_of(row: Norm) -> law.Norm:
    """A rule paper as its facts say."""
    return msgspec.json.decode(row.item, type=law.Norm) if row.item else law.Norm(code=row.pk)


def rests(code: str, on: date) -> bool:
    """Whether a duty may rest on the paper of this code."""
    row = Norm.objects.filter(pk=code).first()
    return code in laws() or (row is not None and norm_of(row).holds(on))


CHAINED: tuple[tuple[type[Chained], Callable[[str], str], Callable[[str], str]], ...] = (
    (DutyLine, chain, lambda code: msgspec.json.encode(fold(code, history(code))).decode()),
    (Norm, norm_chain, lambda code: msgspec.json.encode(law.fold(code, norm_history(code))).decode()),
    (Goal, goal_chain, lambda code: msgspec.json.encode(goals_of(goal_history(code))).decode()),
)
"""What of the breakdown stands on chains: the table, the chain of a row, what its facts make of it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A rule paper for a page: what it is, whose, how many duties rest on it."""

    code: str
    title: str
    reference: str
    body: str
    issued_on: date | None
    since: date | None
    repealed_on: date | None
    many: int
    note: str = ""


def papers(region: str, on: date, rules: Iterable[DutyRule] | None = None) -> list[Paper]:
    """The rule papers of a territory and the laws of the country, with how many duties rest on each."""
    counted: dict[str, int] = {}
    for one in rules if rules is not None else duties.rules(on)[0]:
        counted[one.norm] = counted.get(one.norm, 0) + 1
    rows = list(Norm.objects.filter(region__startswith=prefix(region)))
    names = directory.body_names({row.body for row in rows})
    own = [_paper(row, names.get(row.body, row.body), counted.get(row.pk, 0)) for row in rows]
    country = [
        Paper(
            code,
            one["title"],
            one["reference"],
            one["body"],
            None,
            None,
            None,
            counted.get(code, 0),
            one["note"],
        )
        for code, one in laws().items()
    ]
    return [*own, *country]


def _paper(row: Norm, body: str, many: int) -> Paper:
    one = norm_of(row)
    return Paper(row.pk, one.title, one.reference, body, one.issued_on, one.since, one.repealed_on, many)


def paper(code: str, on: date) -> Paper | None:
    """One rule paper."""
    many = sum(one.norm == code for one in duties.rules(on)[0])
    if code in laws():
        one = laws()[code]
        return Paper(code, one["title"], one["reference"], one["body"], None, None, None, many, one["note"])
    row = Norm.objects.filter(pk=code).first()
    names = directory.body_names([row.body]) if row else {}
    return _paper(row, names.get(row.body, row.body), many) if row else None


def published(code: str) -> list[DisclosureRow]:
    """The publications of a rule paper, the newest first."""
    return list(DisclosureRow.objects.filter(rule=f"{NORM}{code}", state="published").order_by("-number"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that waits for another officer."""

    line: Line
    body: str
    mine: bool
    """Whether this officer drafted it."""


def reach(by: Standing) -> list[tuple[str, str]]:
    """The bodies whose breakdown this officer may change: code and name, units under their body."""
    found = []
    for one in Body.objects.filter(active=True).order_by("code"):
        bodies = units.above(one.code)
        permitted = (Permission.OPENNESS_EDIT, Permission.OPENNESS_REVIEW)
        if any(by.may(what, region=one.region, body=code) for what in permitted for code in bodies):
            found.append((one.code, one.name))
    return found


def waiting(by: Standing) -> list[Waiting]:
    """The drafts in the reach of an officer."""
    names = dict(reach(by))
    rows = DutyLine.objects.filter(waiting=True, body__in=list(names))
    found = [(duties.item(row), names[row.body]) for row in rows]
    return [Waiting(one, body, bool(one.draft and one.draft.author == by.actor.id)) for one, body in found]


def words(rule: DutyRule | None) -> dict[str, Any]:
    """What the form of a line begins with."""
    if rule is None:
        return {
            "rhythm": "never",
            "month": 1,
            "day": 1,
            "days": 20,
            "weight": 1,
            "outlets": ["site"],
            "lead": 0,
        }
    found: dict[str, Any] = msgspec.to_builtins(rule)
    return found
