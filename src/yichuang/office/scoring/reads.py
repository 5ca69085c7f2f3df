"""Scores: counts by month in one statement each, then exact arithmetic; and the very cases and cards behind a lost point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from yichuang.law import supervision as law
from yichuang.law.mandates import Permission, Standing
from yichuang.law.supervision import INDICATORS, Period, Placed, Score
from yichuang.law.supervision.period import month_of
from yichuang.law.words import Level
from yichuang.office.cases import reads as cases
from yichuang.office.scoring import methods
from yichuang.office.scoring.methods import Method, Methods

COUNTS = {
    "ended": "true",
    "decided": "due IS NOT NULL",
    "on_time": "decided <= due",
    "lawful": "decided <= statutory",
    "early": "decided < due",
    "answered": "NOT silent",
    "same_day": "decided = received",
    "online": "channel = 'online'",
    "corrected": "corrections > 0",
    "turned_away": "outcome = 'not_accepted'",
    "special": "paused > 0",
}
"""What is counted of ended cases, as SQL over their rows; `recompute.py` says the same over the published file."""
RATINGS = {"rated": "true", "satisfied": "stars >= 3"}
KEYS = {"body": ("body", "body"), "accepted_by": ("accepted_by", "officer"), "decided_by": ("decided_by", "officer"),
        "region": ("region", "region")}  # fmt: skip
"""By what scores are given: the column of cases and ratings, and that of cards."""


@dataclass(slots=True)
class Tally:
    """What counts for one key in one month."""

    counts: Counter[str] = field(default_factory=Counter)
    cards: list[tuple[str, Level, date]] = field(default_factory=list)
    """Rule, level, and from which day on it is final."""


Tallies = dict[tuple[str, Period], Tally]


def _counted(table: str, what: Mapping[str, str], by: str, day: str, where: str) -> str:
    counts = ", ".join(f"count(*) FILTER (WHERE {test})" for test in what.values())
    return f"SELECT {by}, date_trunc('month', {day})::date, {counts} FROM {table} WHERE {day} BETWEEN %s AND %s {where} GROUP BY 1, 2"


def tallies(first: date, last: date, by: str = "body", body: str = "") -> Tallies:
    """Everything that counts between two days, by key and month."""
    column, of_card = KEYS[by]
    where, more = ("AND body = %s", [body]) if body else ("", [])
    found: Tallies = {}
    with connection.cursor() as cursor:
        for table, what, day in (("scoring_ended", COUNTS, "decided"), ("scoring_rating", RATINGS, "rated")):
            cursor.execute(_counted(table, what, column, day, where), [first, last, *more])
            for key, month, *counts in cursor.fetchall():
                tally = found.setdefault((key, month_of(month)), Tally())
                tally.counts.update(dict(zip(what, counts, strict=True)))
        cursor.execute(f"SELECT {of_card}, raised, rule, held, final_on FROM scoring_carded "
                       f"WHERE raised BETWEEN %s AND %s AND final_on IS NOT NULL {where}", [first, last, *more])  # fmt: skip
        for key, raised, rule, held, final in cursor.fetchall():
            tally = found.setdefault((key, month_of(raised)), Tally())
            tally.cards.append((rule, Level(held), final))
    if by != "body":
        found = {
            pair: tally for pair, tally in found.items() if pair[0]
        }  # what the law did by itself is nobody's
    return found


def scores(found: Tallies, period: Period, known: date, method: Mapping[str, Method]) -> dict[str, Score]:
    """The scores of everybody in a period, as of what was known on a day."""
    counts: dict[str, Counter[str]] = {}
    cards: dict[str, Counter[tuple[str, Level]]] = {}
    for month in period.within():
        for (key, at), tally in found.items():
            if at == month:
                counts.setdefault(key, Counter()).update(tally.counts)
                held = ((rule, level) for rule, level, final in tally.cards if final <= known)
                cards.setdefault(key, Counter()).update(held)
    anything = {key: n for key, n in counts.items() if n["ended"] or n["rated"] or cards[key]}
    return {key: law.score(method[key].scoring, n, cards[key]) for key, n in anything.items()}


@dataclass(frozen=True, slots=True)
class Table:
    """The ranking of those under one method."""

    method: Method
    known: date
    established: bool
    lines: list[Placed]


def _regions(keys: Iterable[str], by: str) -> dict[str, str]:
    """Where each key is, which decides by which method it is scored."""
    if by == "region":
        return {key: key for key in keys}
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, region FROM directory_body")
        return dict(cursor.fetchall())


def methods_of(found: Tallies, period: Period, by: str = "body", body: str = "") -> dict[str, Method]:
    """By which method each key is scored."""
    held: Methods = methods.on(period.first)
    keys = {key for key, _ in found}
    places = _regions([*keys, body], by)
    return {key: held.of(places.get(body or key, "")) for key in keys}


def tables(
    period: Period,
    today: date,
    *,
    by: str = "body",
    body: str = "",
    known: date | None = None,
    only: set[str] | None = None,
) -> list[Table]:
    """The rankings of a period, one per method; as known on a day, else when it was established, else as of today."""
    found = tallies(period.first, min(period.last, known or period.last), by, body)
    method = methods_of(found, period, by, body)
    out = []
    for label in sorted({one.label for one in method.values()}):
        own = {
            key: one for key, one in method.items() if one.label == label and (only is None or key in only)
        }
        if not own:
            continue
        rule = next(iter(own.values()))
        asof, established = (known, True) if known else period.known(rule.scoring.settle, today)
        mine = {pair: tally for pair, tally in found.items() if pair[0] in own}
        placed = law.ranked(scores(mine, period, asof, own), rule.scoring.sample)
        if placed:
            out.append(Table(rule, asof, established, placed))
    return out


def reached(by: Standing, permission: Permission = Permission.SUPERVISION_READ) -> dict[str, str]:
    """The bodies somebody supervises, with their names."""
    where, params = cases.scope(by.reaches, permission)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT b.code, b.name FROM directory_body b WHERE {where}", params)
        return dict(cursor.fetchall())


def officers(numbers: Iterable[str]) -> dict[str, str]:
    """The names of officers, with their numbers: they act in public."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, name FROM directory_officer WHERE number = ANY(%s)", [list(numbers)])
        return {number: f"{name}（{number}）" for number, name in cursor.fetchall()}


def behind(key: str, body: str, period: Period, known: date, limit: int = 500) -> list[tuple[Any, ...]]:
    """The cases that cost an indicator its points: counted below, and not above, or above where less is better."""
    found = INDICATORS[key]
    table, day = ("scoring_rating", "rated") if found.over == "satisfied" else ("scoring_ended", "decided")
    tests = {**COUNTS, **RATINGS}
    if found.over not in tests or found.over == "rated":
        return []
    lost = (
        f"({tests[found.over]})"
        if not found.good
        else f"({tests[found.under]}) AND NOT coalesce({tests[found.over]}, false)"
    )
    shown = "decided, due, statutory, outcome" if day == "decided" else "rated, NULL, NULL, stars::text"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "case", {shown} FROM {table} WHERE body = %s AND {day} BETWEEN %s AND %s AND {lost} '
                       f'ORDER BY {day}, "case" LIMIT %s', [body, period.first, min(period.last, known), limit])  # fmt: skip
        return list(cursor.fetchall())


def cards_behind(body: str, period: Period) -> Sequence[tuple[Any, ...]]:
    """All yellow and red cards a body was given in a period, counted or not, with what became of them."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT card, "case", rule, rule_name, held, raised, held_on, final_on, lifted_on, officer FROM scoring_carded '
                       "WHERE body = %s AND raised BETWEEN %s AND %s ORDER BY raised, card", [body, period.first, period.last])  # fmt: skip
        return list(cursor.fetchall())


def first_month() -> date | None:
    """When counting begins."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(decided) FROM scoring_ended")
        found: date | None = cursor.fetchone()[0]
        return found
