"""From counts and held cards to a score, exactly: whole hundredths of a point, no matter in which order the facts came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from yichuang.law import facts as f
from yichuang.law.calendar import Calendar
from yichuang.law.cases.cards import DAYS
from yichuang.law.cases.case import day
from yichuang.law.facts import Entry
from yichuang.law.supervision.scoring import FULL, INDICATORS, Bonus, Indicator, Measure, Part, Scoring
from yichuang.law.words import Level

Cards = Mapping[tuple[str, Level], int]
"""How many cards are finally held, by rule and level."""
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a card stands for the score: from `final_on` on it counts at the level it is held at."""

    raised_on: date
    held: Level | None = None
    held_on: date | None = None
    final_on: date | None = None
    """None as long as it may still be lifted: not held yet, or an appeal is pending."""
    lifted_on: date | None = None


def verdict(entries: Iterable[Entry], calendar: Calendar) -> Verdict | None:
    """What the facts of a card say of it. A tip never counts and has none.

    Held is final when the appeal is decided, when what was wrong is put right and closed, or when the days to appeal are over.
    """
    found, days = None, dict(DAYS)
    for entry in entries:
        fact, on = entry.fact, day(entry.at)
        if isinstance(fact, f.CardRaised):
            found, days = (None if fact.level is Level.TIP else Verdict(on)), {**days, **dict(fact.days)}
        if found is None:
            continue
        if isinstance(fact, f.CardUpheld):
            free = calendar.add_workdays(on, days["rectification"]) + timedelta(days=1)
            found = replace(found, held=fact.level, held_on=on, final_on=free)
        elif isinstance(fact, f.CardAppealed):
            found = replace(found, final_on=None)
        elif isinstance(fact, f.CardLifted) or (isinstance(fact, f.AppealDecided) and fact.level is None):
            found = replace(found, held=None, final_on=None, lifted_on=on)
        elif isinstance(fact, f.AppealDecided):
            found = replace(found, held=fact.level, final_on=on)
        elif isinstance(fact, f.RectificationVerified) and fact.passed and found.final_on:
            found = replace(found, final_on=min(found.final_on, on))
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator or one sort of card: what it says, what it brings, and what it costs."""

    part: str
    key: str
    label: str
    over: int
    under: int
    got: int
    of: int
    level: Level | None = None

    @property
    def lost(self) -> int:
        """Hundredths of a point that are missing."""
        return self.of - self.got

    @property
    def value(self) -> Fraction | None:
        """The indicator's value; none when there was nothing to count."""
        return (
            Fraction(self.over * INDICATORS[self.key].scale, self.under)
            if self.level is None and self.under
            else None
        )


@dataclass(frozen=True, slots=True)
class Share:
    """What a part of the hundred points brought."""

    name: str
    got: int
    of: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A score with its reasons, in hundredths of a point."""

    total: int
    shares: tuple[Share, ...]
    bonus: int
    ended: int
    grade: str

    @property
    def losses(self) -> tuple[Line, ...]:
        """What cost points, the most expensive first."""
        found = [line for share in self.shares for line in share.lines if line.lost]
        return tuple(sorted(found, key=lambda line: (-line.lost, line.part, line.key)))


def rounded(value: Fraction) -> int:
    """To a whole, half up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def hundredths(points: Decimal) -> int:
    """Points in hundredths; `check` has seen to it that they have no more than two decimals."""
    return int(points * FULL)


def _value(of: Indicator, counts: Counts) -> Fraction | None:
    under = counts.get(of.under, 0)
    return Fraction(counts.get(of.over, 0) * of.scale, under) if under else None


def _measured(part: Part, one: Measure, counts: Counts) -> Line:
    of, most = INDICATORS[one.of], hundredths(one.points)
    value, got = _value(of, counts), most
    if value is not None:
        reached = (value - Fraction(one.zero)) / (Fraction(one.full) - Fraction(one.zero))
        got = rounded(most * min(max(reached, Fraction(0)), Fraction(1)))
    return Line(part.name, one.of, of.label, counts.get(of.over, 0), counts.get(of.under, 0), got, most)


def _added(one: Bonus, counts: Counts) -> int:
    value = _value(INDICATORS[one.of], counts)
    if value is None or value < Fraction(one.least):
        return 0
    return hundredths(one.points) * (int((value - Fraction(one.least)) / Fraction(one.each)) + 1)


def _share(part: Part, counts: Counts, cards: Iterable[tuple[str, Level, int]]) -> Share:
    lines = [_measured(part, one, counts) for one in part.measures]
    left = sum(line.got for line in lines) if lines else hundredths(part.points)
    for rule, level, n in sorted(cards, key=lambda card: (card[1] is not Level.RED, card[0])):
        taken = min(left, n * hundredths(part.red if level is Level.RED else part.yellow))
        left -= taken
        lines.append(Line(part.name, rule, level.label, n, 0, -taken, 0, level))
    return Share(part.name, left, hundredths(part.points), tuple(lines))


def score(scoring: Scoring, counts: Counts, cards: Cards) -> Score:
    """The score of whoever these counts and finally held cards belong to."""
    held = {key: n for key, n in cards.items() if n and key[1] is not Level.TIP}
    totals = Counter(counts)
    totals["yellow"] = sum(n for (_, level), n in held.items() if level is Level.YELLOW)
    totals["red"] = sum(n for (_, level), n in held.items() if level is Level.RED)
    shares = tuple(
        _share(
            part,
            totals,
            [(rule, level, n) for (rule, level), n in held.items() if scoring.part_of(rule) is part],
        )
        for part in scoring.parts
    )
    reached = sum(share.got for share in shares)
    bonus = min(sum(_added(one, totals) for one in scoring.bonus), FULL * FULL - reached)
    total = reached + bonus
    return Score(total, shares, bonus, counts.get("ended", 0), scoring.grade(total).name)


@dataclass(frozen=True, slots=True)
class Placed:
    """A score in its place among those under the same method: how far to the next better one."""

    key: str
    score: Score
    place: int | None
    gap: int
    """Hundredths of a point to the next better place; 0 for the first and for those that are not ranked."""


def ranked(scores: Mapping[str, Score], sample: int) -> list[Placed]:
    """The best first; equal scores share a place; those with too few cases come last and have none."""
    order = sorted(scores.items(), key=lambda item: (item[1].ended < sample, -item[1].total, item[0]))
    found: list[Placed] = []
    better: int | None = None
    place, last = 0, -1
    for n, (key, one) in enumerate(order, 1):
        if one.ended < sample:
            found.append(Placed(key, one, None, 0))
            continue
        if one.total != last:
            better, place, last = (last if last >= 0 else None), n, one.total
        found.append(Placed(key, one, place, better - one.total if better is not None else 0))
    return found
