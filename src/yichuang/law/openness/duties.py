"""Duties to publish as data: what, by whom, when it opens, how long there is, through what (政府信息公开条例 19–21, 26)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from yichuang.law.calendar import Calendar
from yichuang.law.cite import OPENNESS
from yichuang.law.facts import Allowed
from yichuang.law.open_words import Category, Moment, Occasion, Outlet, Subject
from yichuang.law.words import Word

_IN_TIME = OPENNESS.art("26", "自政府信息形成或者变更之日起二十个工作日内及时公开")
IN_TIME = Allowed(20, "workday", _IN_TIME.text)
"""The limit of all proactive publication, from the day after the information came into being or changed."""
_BEFORE = "政务公开责任制：政务目标事前公开"
_ONE_DAY = timedelta(days=1)
_MONTHS = 12
_LAST_DAY = 28
"""A day every month has."""


class Rhythm(Word):
    """How often a duty opens by the calendar alone."""

    NEVER = "never", "只由事件产生"
    YEARLY = "yearly", "每年"
    QUARTERLY = "quarterly", "每季度"
    MONTHLY = "monthly", "每月"


class DutyRule(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a body's breakdown of duties 任务分解: down to a person. Raises ValueError, which names the field."""

    code: str
    title: str
    category: Category
    body: str
    section: str
    officer: str
    officer_name: str
    basis: str
    """The article or paper that makes it a duty."""
    rhythm: Rhythm = Rhythm.NEVER
    month: int = 1
    """First month in which it opens; of a monthly duty it does not matter."""
    day: int = 1
    occasion: Occasion | None = None
    days: int = IN_TIME.amount
    """Working days to publish; never more than the law gives."""
    limit_basis: str = IN_TIME.basis
    """By which paper so many days; `basis` says only that it must be public.

    The seven days for results of licences (国办发〔2018〕118号) are known; that paper's text was not read.
    """
    outlets: tuple[Outlet, ...] = (Outlet.SITE,)
    weight: int = 1
    moment: Moment | None = None
    """When it is public, seen from what it tells of; none: as its kind has it."""
    lead: int = 0
    """Of a duty that is public before: so many days after its opening what it announces begins."""
    subject: Subject = Subject.OTHER
    """Which class of information it is (政府信息公开条例 20)."""
    each: bool = False
    """Whether every single decision is a publication of its own; else decisions wait for the duty's next day."""
    norm: str = ""
    """The code of the rule paper it rests on, and there the article."""
    article: str = ""

    def __post_init__(self) -> None:
        """A duty without a person, without an opening, without the site, or slower than the law is none."""
        checks = (
            (bool(self.title.strip()), "title：没有写明公开什么"),
            (bool(self.officer.strip() and self.officer_name.strip()), "officer：没有落实到责任人"),
            (bool(self.section.strip()), "section：没有写明责任科室"),
            (bool(self.basis.strip()), "basis：没有写明依据"),
            (bool(self.limit_basis.strip()), "limit_basis：没有写明期限的依据"),
            (self.rhythm is not Rhythm.NEVER or self.occasion is not None, "rhythm：既没有日期也没有事件，永远不会产生"),
            (1 <= self.month <= _MONTHS, "month：月份应在1至12之间"),
            (1 <= self.day <= _LAST_DAY, "day：日期应在1至28之间，每个月都有"),
            (0 < self.days <= IN_TIME.amount, f"days：公开期限应在1至{IN_TIME.amount}个工作日之间（{_IN_TIME.text}）"),
            (Outlet.SITE in self.outlets, "outlets：公开渠道应当有网站"),
            (self.weight > 0, "weight：权重应当大于0"),
            (self.when is not Moment.BEFORE or self.rhythm is Rhythm.NEVER or self.lead > 0,
             "lead：事前公开应写明产生以后第几天开始，开始之前公开"),
            (self.lead >= 0 and (not self.lead or self.when is Moment.BEFORE), "lead：只有事前公开才写开始的日子"),
            (not self.article or bool(self.norm), "norm：写了条款，没有写是哪份文件"),
            (self.when is not Moment.DURING or self.rhythm is not Rhythm.NEVER, "rhythm：全过程公开应当有周期"),
        )  # fmt: skip
        for holds, said in checks:
            if not holds:
                raise ValueError(said)

    @property
    def when(self) -> Moment:
        """The moment it has."""
        return self.moment or usual(self.category)

    @property
    def allowed(self) -> Allowed:
        """How long there is."""
        return Allowed(self.days, "workday", self.limit_basis)


def usual(category: Category) -> Moment:
    """The moment each of the four kinds has (政务公开责任制)."""
    return {
        Category.STATUTORY: Moment.ALL_YEAR,
        Category.GOAL: Moment.BEFORE,
        Category.PROCESS: Moment.DURING,
        Category.RESULT: Moment.AFTER,
    }[category]


def _falls(rule: DutyRule, on: date) -> bool:
    apart = {Rhythm.YEARLY: _MONTHS, Rhythm.QUARTERLY: 3, Rhythm.MONTHLY: 1}.get(rule.rhythm)
    return apart is not None and on.day == rule.day and (on.month - rule.month) % apart == 0


def openings(rule: DutyRule, first: date, last: date) -> Iterator[date]:
    """The days from one to another, both included, on which the duty opens by the calendar."""
    day = first
    while day <= last:
        if _falls(rule, day):
            yield day
        day += _ONE_DAY


def before(opened: date, start: date, calendar: Calendar) -> Allowed:
    """So long that it is public before what it announces begins: until the last working day before that day.

    Raises ValueError when no working day is left.
    """
    days, on = 0, opened + _ONE_DAY
    while on < start:
        days += calendar.is_workday(on)
        on += _ONE_DAY
    if not days:
        raise ValueError(f"start：{start} 之前没有工作日，来不及事前公开")
    return Allowed(days, "workday", _BEFORE)


def due(
    rule: DutyRule, on: date, opened: date, calendar: Calendar, begins: date | None = None
) -> tuple[Allowed, date | None]:
    """The limit of a duty that came into being on one day and is opened on that day or a later one, and its last day at all.

    The last day stands beside the limit when the limit alone would end later: what is announced begins before, or the
    house was shut. Raises ValueError when it must be public before something and nobody says when that begins.
    """
    last, allowed = calendar.add_workdays(on, rule.days), rule.allowed
    if rule.when is Moment.BEFORE:
        start = begins or (on + timedelta(days=rule.lead) if rule.lead else None)
        if start is None:
            raise ValueError("begins：事前公开的事项，没有写明哪一天开始")
        try:
            ahead = before(on, start, calendar)
        except ValueError:  # too late already: it is owed all the same, and late from the first day
            return Allowed(0, "workday", _BEFORE), start - _ONE_DAY
        allowed = min(allowed, ahead, key=lambda one: one.amount)
        last = min(last, start - _ONE_DAY)
    elif opened == on:
        return allowed, None
    left = sum(calendar.is_workday(opened + timedelta(days=n)) for n in range(1, (last - opened).days + 1))
    return Allowed(min(allowed.amount, left), "workday", allowed.basis), last


def gaps(rule: DutyRule, opened: Iterable[date], last: date) -> list[date]:
    """The days of a duty with periods on which it should have opened since its first one, and did not before the next."""
    done = sorted(opened)
    if not done:
        return []
    days = list(openings(rule, done[0], last))
    ends = [*days[1:], date.max][: len(days)]
    return [on for on, end in zip(days, ends, strict=True) if not any(on <= one < end for one in done)]
