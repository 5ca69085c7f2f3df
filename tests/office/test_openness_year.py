"""A year of the duties of 18 units opens, turns yellow and red, raises cards and is scored by itself: as rules and calendar alone say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from yichuang.doors.command import timer
from yichuang.law.calendar import KNOWN
from yichuang.law.cases import commands as c
from yichuang.law.cases import light
from yichuang.law.clocks import CHINA
from yichuang.law.mandates import Standing
from yichuang.law.open_words import Moment, Verdict
from yichuang.law.openness import DutyRule, Rhythm, scores
from yichuang.law.words import Level, Light, State
from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.office.cases.models import CaseRow
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body, Window
from yichuang.office.openness import acts, duties, reads, sample
from yichuang.office.openness.models import DisclosureRow
from yichuang.office.trail.models import Cursor, FactRow
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAY = timedelta(days=1)
BUREAU = "513201115"


@pytest.fixture(autouse=True)
def fresh() -> None:
    acts.forget()


def worked(on: date, n: int) -> date:
    """The n-th working day after a day, by walking."""
    while n:
        on += DAY
        n -= KNOWN.is_workday(on)
    return on


def falls(rule: DutyRule, on: date) -> bool:
    """Whether a duty opens on a day, written down once more."""
    months = {Rhythm.MONTHLY: set(range(1, 13)), Rhythm.YEARLY: {rule.month}, Rhythm.NEVER: set[int](),
              Rhythm.QUARTERLY: {(rule.month - 1 + n) % 12 + 1 for n in (0, 3, 6, 9)}}[rule.rhythm]  # fmt: skip
    return on.day == rule.day and on.month in months


@dataclass(slots=True)
class Owed:
    """One duty as the oracle expects it."""

    rule: DutyRule
    opened: date
    amount: int
    due: date
    acted: date | None = None

    @property
    def yellow(self) -> date:
        """The day that is nine tenths of the limit or leaves one, the earlier."""
        n = min(-(-9 * self.amount // 10), self.amount - 1)
        return worked(self.opened, n) if n > 0 else self.opened

    def light(self, on: date) -> Light:
        """Its light on the morning of a day."""
        if self.acted is not None and self.acted < on:
            return Light.NONE
        if on > worked(self.opened, self.amount):
            return Light.RED
        return Light.YELLOW if on >= self.yellow else Light.GREEN

    def cards(self, until: date) -> set[Level]:
        """The cards it gets: two days before its last, the day after it, on the fifth working day after it."""
        end = worked(self.opened, self.amount)
        days = {
            Level.TIP: worked(self.opened, max(0, self.amount - 2)),
            Level.YELLOW: end + DAY,
            Level.RED: worked(end, 5),
        }
        return {level for level, day in days.items() if day <= min(until, self.acted or until)}


def expected(rules: tuple[DutyRule, ...], dice: Random) -> list[Owed]:
    """Every duty of the year from rules and calendar alone, and the day on which its officer publishes, if he does."""
    out = []
    for rule in rules:
        for n in range((LAST - FIRST).days + 1):
            on = FIRST + n * DAY
            if not falls(rule, on):
                continue
            amount, end = rule.days, worked(on, rule.days)
            if rule.when is Moment.BEFORE:
                begins = on + rule.lead * DAY
                amount = min(amount, sum(KNOWN.is_workday(on + k * DAY) for k in range(1, rule.lead)))
                end = min(end, begins - DAY)
            luck = dice.random()
            after = dice.randint(1, amount) if luck < 0.88 else amount + dice.randint(1, 8)
            day = worked(on, after) if luck < 0.94 else None
            out.append(Owed(rule, on, amount, end, day if day and day <= LAST else None))
    return out


def publish(number: str, by: Standing, head: Standing, at: datetime) -> None:
    """The officer writes, the head reviews, it is public."""
    text = "本期数字见附表，核对无误。"
    cases.act(number, c.DraftDisclosure(title="本期公开", text=text), by=by, at=at)
    cases.act(number, c.ReviewDisclosure(verdict=Verdict.WHOLE, text=text), by=head, at=at)
    cases.act(number, c.PublishDisclosure(), by=by, at=at)


def looked_at(owed: dict[tuple[str, date], Owed], on: date, now: datetime) -> None:
    """The lights of all duties this morning are those of the oracle."""
    rows = CaseRow.objects.filter(kind="disclosure", body__startswith="5132015")
    opened = {one.pk: (one.rule, one.opened_on) for one in DisclosureRow.objects.all()}
    seen = {opened[x.pk]: light(State(x.state), False, x.yellow_at, x.red_at, now) for x in rows}
    assert seen == {key: one.light(on) for key, one in owed.items() if one.opened <= on}, on


def test_a_year_of_18_units_lives_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    units = set(Body.objects.filter(parent=BUREAU).values_list("code", flat=True))
    assert len(units) == 18
    Window.objects.update(rostered=False)  # who sits at the windows is another story
    sample.break_down(FIRST)
    every, nobody = duties.rules(FIRST)
    assert not units & set(nobody)
    rules = tuple(one for one in every if one.body in units)
    monkeypatch.setattr(duties, "rules", lambda on=None, body="": (rules, ()))
    owed = expected(rules, Random(18))
    by_key = {(one.rule.code, one.opened): one for one in owed}
    chiefs = sample.heads()
    people = directory.officer_standings({*chiefs.values(), *(one.officer for one in rules)}, FIRST)
    for n in range((LAST - FIRST).days + 1):
        today = FIRST + n * DAY
        morning = datetime.combine(today, time(9), CHINA)
        with clock.at(morning):
            timer.turn()
            followers.settle()
        if today.day in (3, 14, 25):
            looked_at(by_key, today, morning)
        for one in owed:
            if one.acted == today:
                row = DisclosureRow.objects.get(rule=one.rule.code, opened_on=one.opened)
                with clock.at(morning + timedelta(hours=2)):
                    publish(row.pk, people[one.rule.officer], people[chiefs[one.rule.body]], clock.now())
    with clock.at(datetime.combine(LAST, time(23), CHINA)):
        timer.turn()
        followers.settle()
    assert not Cursor.objects.filter(failures__gt=0).exists()
    judged(owed)


def judged(owed: list[Owed]) -> None:
    """At the end everything counted is what rules and calendar alone come to."""
    rows = {(one.rule, one.opened_on): one for one in DisclosureRow.objects.all()}
    assert set(rows) == {(one.rule.code, one.opened) for one in owed}
    for one in owed:
        row = rows[one.rule.code, one.opened]
        assert (row.due_on, row.closed_on) == (one.due, one.acted), row
    raised = Counter[tuple[str, str]]()
    for record in FactRow.objects.filter(type="CardRaised", record__data__rule="E18C").values_list(
        "record", flat=True
    ):
        raised[record["data"]["of_case"], record["data"]["level"]] += 1
    wanted = {(rows[one.rule.code, one.opened].pk, level.value) for one in owed for level in one.cards(LAST)}
    assert raised == dict.fromkeys(wanted, 1)
    assert len({one.acted is None for one in owed}) == 2
    ours = scores(reads.sheets("513201000000", FIRST, LAST), LAST + DAY)
    assert {x.officer: (x.due, x.in_time, x.late, x.missed, x.hundredths) for x in ours} == reckoned(owed)


def reckoned(owed: list[Owed]) -> dict[str, tuple[int, int, int, int, int]]:
    """The score of each officer, reckoned once more: what was due in the year, in time, late, missed."""
    out = {}
    for officer in {one.rule.officer for one in owed}:
        mine = [x for x in owed if x.rule.officer == officer and x.due <= LAST]
        good = [x for x in mine if x.acted and x.acted <= x.due]
        late = [x for x in mine if x.acted and x.acted > x.due]
        points = 10_000 * sum(x.rule.weight for x in good) // sum(x.rule.weight for x in mine)
        out[officer] = (len(mine), len(good), len(late), len(mine) - len(good) - len(late), points)
    return out
