"""Clocks: the vectors of the law, and every property against a walk that knows only two public calendars."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import chinese_calendar
import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.law.calendar import KNOWN, YearNotice
from yichuang.law.cite import CIVIL_CODE, LICENSING
from yichuang.law.clocks import (
    CHINA,
    Clock,
    Limit,
    Malformed,
    Pause,
    Start,
    Unit,
    due,
    due_date,
    explain,
    left,
    lights,
    midnight,
    spent,
)
from yichuang.law.words import Light

ONE = timedelta(days=1)
CITES = {
    Unit.WORKDAY: LICENSING.art("82", "工作日"),
    Unit.DAY: CIVIL_CODE.art("200", "日"),
    Unit.HOUR: CIVIL_CODE.art("200", "小时"),
}
PUBLIC = holidays.country_holidays("CN", years=range(2003, 2028))
WORKED: tuple[Callable[[date], bool], ...] = (chinese_calendar.is_workday, PUBLIC.is_working_day)


def clock(
    day: date,
    n: int,
    unit: Unit = Unit.WORKDAY,
    pauses: tuple[tuple[date, date | None], ...] = (),
    extension: int = 0,
    start: Start = Start.NEXT_DAY,
    stopped: date | None = None,
) -> Clock:
    cut = tuple(Pause(first, last, "听证") for first, last in pauses)
    return Clock(
        Limit(n, unit, CITES[unit], start), datetime.combine(day, time(9, 30), CHINA), cut, extension, stopped
    )


# The vectors of the law.

d = date.fromisoformat


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (clock(d("2025-09-26"), 5), "2025-10-10"),
        (clock(d("2025-09-26"), 20), "2025-10-30"),
        (clock(d("2026-02-10"), 20), "2026-03-16"),
        (clock(d("2026-02-10"), 30), "2026-03-30"),
        (clock(d("2026-02-10"), 20, extension=10), "2026-03-30"),
        (clock(d("2026-09-18"), 45), "2026-11-26"),
        (clock(d("2026-03-02"), 20), "2026-03-30"),
        (clock(d("2026-03-02"), 20, pauses=((d("2026-03-11"), d("2026-03-20")),)), "2026-04-10"),
        (clock(d("2026-04-27"), 7), "2026-05-09"),
        (clock(d("2026-04-27"), 20), "2026-05-27"),
        (clock(d("2026-08-03"), 60, Unit.DAY), "2026-10-08"),
    ],
)
def test_vectors(made: Clock, expected: str) -> None:
    assert due(made, KNOWN).on == d(expected)


def test_a_hearing_is_announced_seven_working_days_before() -> None:
    assert KNOWN.add_workdays(d("2026-05-28"), -7) == d("2026-05-19")


# Against a walk over two public calendars.


def walk(made: Clock, worked: Callable[[date], bool]) -> date:
    """The due day by brute force: one day after another, with nothing of ours but the clock's fields."""

    def held(day: date) -> bool:
        return any(p.start <= day <= (p.end or p.start) for p in made.pauses)

    day, n = made.start.date(), made.limit.amount + made.extension
    if n == 0:
        return day
    if made.limit.start is Start.SAME_DAY:
        day -= ONE
    while n:
        day += ONE
        if not held(day) and (made.limit.unit is Unit.DAY or worked(day)):
            n -= 1
    while made.limit.unit is Unit.DAY and (held(day) or not worked(day)):
        day += ONE
    return day


DISPUTED = date(2005, 12, 31)
"""The one day the two calendars disagree on; the walks begin after it."""


@st.composite
def any_clock(draw: st.DrawFn, *, open_pauses: bool = False) -> Clock:
    day = draw(st.dates(date(2006, 1, 1), date(2025, 9, 30)))
    unit = draw(st.sampled_from([Unit.WORKDAY, Unit.DAY]))
    pauses = []
    for _ in range(draw(st.integers(0, 4))):
        first = day + timedelta(days=draw(st.integers(-20, 80)))
        last = first + timedelta(days=draw(st.integers(0, 25)))
        pauses.append((first, None if open_pauses and draw(st.booleans()) else last))
    return clock(
        day,
        draw(st.integers(0, 90)),
        unit,
        tuple(pauses),
        draw(st.integers(0, 30)),
        draw(st.sampled_from(list(Start))),
    )


@settings(max_examples=400, deadline=None)
@given(any_clock())
def test_due_agrees_with_both_walks(made: Clock) -> None:
    expected = {walk(made, worked) for worked in WORKED}
    assert expected == {due(made, KNOWN).on} == {due_date(made, KNOWN)}


@settings(max_examples=200, deadline=None)
@given(any_clock(open_pauses=True))
def test_explain_counts_what_the_limit_has_and_ends_on_the_due_day(made: Clock) -> None:
    days = explain(made, KNOWN)
    assert sum(day.counts for day in days) == made.total
    assert days[-1].date == due_date(made, KNOWN)
    assert [b.date - a.date for a, b in pairwise(days)] == [ONE] * (len(days) - 1)
    assert days[0].date == made.start.date()
    n = 0
    for day in days:
        n += day.counts
        assert day.n == n
        assert day.reason


@settings(max_examples=200, deadline=None)
@given(any_clock())
def test_lights_are_in_order(made: Clock) -> None:
    shown = lights(made, KNOWN)
    found = due(made, KNOWN)
    assert shown.red_at == found.at == midnight(found.on + ONE)
    assert made.start <= shown.yellow_at < shown.red_at
    assert shown.at(shown.red_at) is Light.RED
    assert shown.at(shown.red_at - ONE / 2) is not Light.RED
    if made.total > 1:
        day = shown.yellow_at.date()
        used = spent(made, KNOWN, day)
        assert used * 10 >= 9 * made.total or made.total - used <= 1
        before = spent(made, KNOWN, day - ONE)
        assert before * 10 < 9 * made.total
        assert made.total - before > 1


@settings(max_examples=200, deadline=None)
@given(any_clock(), st.integers(1, 90), st.integers(0, 25))
def test_a_pause_of_k_counted_days_moves_due_by_k(made: Clock, offset: int, length: int) -> None:
    plain = Clock(made.limit, made.start, (), made.extension)
    if plain.total == 0:
        return
    days = {day.date: day for day in explain(plain, KNOWN)}
    counted = [day for day in days if days[day].counts]
    first = counted[0] + timedelta(days=min(offset, (counted[-1] - counted[0]).days))
    last = first + timedelta(days=length)
    paused = Clock(plain.limit, plain.start, (Pause(first, last, "检测"),), plain.extension)
    everyday = plain.limit.unit is Unit.DAY
    lost = sum(everyday or KNOWN.is_workday(first + timedelta(days=i)) for i in range(length + 1))
    if everyday:
        ends = KNOWN.next_workday_on_or_after(counted[-1] + timedelta(days=lost))
    else:
        ends = KNOWN.add_workdays(counted[-1], lost)
    assert due_date(paused, KNOWN) == ends


@settings(max_examples=200, deadline=None)
@given(any_clock())
def test_spent_grows_with_the_days_and_is_whole_on_the_due_day(made: Clock) -> None:
    days = {day.date: day for day in explain(made, KNOWN)}
    for day, row in days.items():
        assert spent(made, KNOWN, day) == row.n
        assert left(made, KNOWN, day) == made.total - row.n
    assert left(made, KNOWN, max(days)) == 0


@settings(max_examples=100, deadline=None)
@given(any_clock(open_pauses=True), st.dates(date(2026, 1, 1), date(2026, 6, 30)))
def test_a_clock_survives_being_written_down(made: Clock, stopped: date) -> None:
    whole = Clock(made.limit, made.start, made.pauses, made.extension, stopped)
    assert Clock.from_plain(whole.plain()) == whole


# What is decided where the law is silent.


def test_pauses_that_overlap_or_begin_before_the_start_are_not_cut_twice() -> None:
    one = clock(d("2026-03-02"), 20, pauses=((d("2026-03-11"), d("2026-03-20")),))
    many = clock(
        d("2026-03-02"),
        20,
        pauses=(
            (d("2026-03-15"), d("2026-03-20")),
            (d("2026-03-11"), d("2026-03-16")),
            (d("2026-02-01"), d("2026-03-02")),
            (d("2026-03-12"), d("2026-03-12")),
        ),
    )
    assert due_date(one, KNOWN) == due_date(many, KNOWN) == d("2026-04-10")


def test_a_natural_day_limit_does_not_end_inside_a_pause() -> None:
    made = clock(d("2026-03-04"), 10, Unit.DAY, pauses=((d("2026-03-16"), d("2026-03-18")),))
    days = explain(made, KNOWN)
    assert days[-1].date == d("2026-03-19"), "03-14 is a Saturday, Monday to Wednesday are paused"
    assert days[-1].reason == "最后一日是法定休假日，顺延至休假日后第一日 《民法典》第二百零三条第一款"
    assert [day.n for day in days[-6:]] == [10] * 6


def test_an_open_pause_holds_until_the_day_it_is_looked_at() -> None:
    made = clock(d("2026-03-02"), 20, pauses=((d("2026-03-11"), None),))
    assert due(made, KNOWN).earliest
    assert due(made, KNOWN).on == d("2026-03-31"), "at least its first day"
    assert due(made, KNOWN, asof=d("2026-03-20")).on == d("2026-04-10")
    assert spent(made, KNOWN, d("2026-05-20")) == 6
    assert left(made, KNOWN, d("2026-05-20")) == 14
    assert not due(clock(d("2026-03-02"), 20), KNOWN).earliest


def test_after_the_end_it_is_late_by_the_days_since() -> None:
    made = clock(d("2026-08-03"), 60, Unit.DAY)
    assert [
        left(made, KNOWN, d(day)) for day in ("2026-10-01", "2026-10-02", "2026-10-08", "2026-10-09")
    ] == [
        1,
        0,
        0,
        -1,
    ]
    assert left(clock(d("2026-03-02"), 20), KNOWN, d("2026-04-01")) == -2


def test_a_stopped_clock_runs_no_more() -> None:
    made = clock(d("2026-03-02"), 20, stopped=d("2026-03-06"))
    assert spent(made, KNOWN, d("2026-09-01")) == 4


def test_lights_of_short_and_long_limits() -> None:
    assert lights(clock(d("2026-03-02"), 20), KNOWN).yellow_at == midnight(d("2026-03-26"))
    assert lights(clock(d("2026-03-02"), 5), KNOWN).yellow_at == midnight(d("2026-03-06"))
    one = clock(d("2026-03-02"), 1)
    assert lights(one, KNOWN).yellow_at == one.start
    assert lights(one, KNOWN).at(one.start) is Light.YELLOW
    assert lights(clock(d("2026-03-02"), 20), KNOWN).at(midnight(d("2026-03-25"))) is Light.GREEN


def test_a_limit_of_nothing_falls_on_the_day_itself() -> None:
    made = clock(d("2026-03-01"), 0)
    assert due_date(made, KNOWN) == d("2026-03-01")
    assert [tuple(day) for day in explain(made, KNOWN)] == [
        (d("2026-03-01"), False, "即时办理，以当日为限", 0)
    ]


def test_the_day_of_the_event_is_the_day_in_china() -> None:
    evening = Clock(Limit(5, Unit.WORKDAY, CITES[Unit.WORKDAY]), datetime(2026, 3, 2, 17, 0, tzinfo=UTC))
    assert due_date(evening, KNOWN) == due_date(clock(d("2026-03-03"), 5), KNOWN)


def test_a_due_day_in_a_year_without_notice_is_provisional_until_the_notice_is_in() -> None:
    made = clock(d("2026-12-21"), 20)
    assert due(made, KNOWN).provisional
    assert explain(made, KNOWN)[-1].reason == "工作日（暂定）"
    notice = YearNotice.from_plain(
        {"year": 2027, "off": [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-05"}]}
    )
    announced = due(made, KNOWN.with_year(notice))
    assert not announced.provisional
    assert announced.on == d("2027-01-21")
    assert due(made, KNOWN).on == d("2027-01-19")


# Hours.


def test_hours_run_on_through_nights_and_holidays_and_do_not_roll() -> None:
    made = clock(d("2026-09-30"), 48, Unit.HOUR)
    assert due(made, KNOWN).at == datetime(2026, 10, 2, 9, 30, tzinfo=CHINA)
    assert due(made, KNOWN).on == d("2026-10-02")
    assert lights(made, KNOWN).yellow_at == datetime(2026, 10, 2, 5, 30, tzinfo=CHINA)
    assert spent(made, KNOWN, datetime(2026, 10, 1, 9, 30, tzinfo=CHINA)) == 24
    assert left(made, KNOWN, datetime(2026, 10, 2, 12, 30, tzinfo=CHINA)) == -3
    assert [day.n for day in explain(made, KNOWN)] == [14, 38, 48]


def test_a_pause_cuts_whole_days_of_hours() -> None:
    made = clock(d("2026-03-02"), 24, Unit.HOUR, pauses=((d("2026-03-03"), d("2026-03-04")),))
    assert due(made, KNOWN).at == datetime(2026, 3, 5, 9, 30, tzinfo=CHINA)
    begun_inside = clock(d("2026-03-02"), 24, Unit.HOUR, pauses=((d("2026-03-01"), d("2026-03-02")),))
    assert due(begun_inside, KNOWN).at == midnight(d("2026-03-04"))
    assert due(begun_inside, KNOWN).on == d("2026-03-03"), "24:00 belongs to the day that ends"
    assert [(day.counts, day.n) for day in explain(begun_inside, KNOWN)] == [(False, 0), (True, 24)]


@settings(max_examples=150, deadline=None)
@given(any_clock())
def test_hours_agree_with_a_walk_by_the_minute(made: Clock) -> None:
    hours = Clock(Limit(made.limit.amount, Unit.HOUR, CITES[Unit.HOUR]), made.start, made.pauses)
    at, rest = hours.start, timedelta(hours=hours.total)
    while rest:
        end = midnight(at.date() + ONE)
        if any(p.start <= at.date() <= (p.end or p.start) for p in hours.pauses):
            at = end
            continue
        step = min(rest, end - at)
        at, rest = at + step, rest - step
    assert due(hours, KNOWN).at == at


# What cannot be.


def test_what_cannot_be_is_named() -> None:
    with pytest.raises(Malformed, match="end"):
        Pause(d("2026-03-05"), d("2026-03-04"), "听证")
    with pytest.raises(Malformed, match="amount"):
        Limit(-1, Unit.DAY, CITES[Unit.DAY])
    with pytest.raises(Malformed, match="extension"):
        clock(d("2026-03-05"), 3, extension=-1)
    with pytest.raises(Malformed, match="start"):
        Clock(Limit(3, Unit.DAY, CITES[Unit.DAY]), datetime(2026, 3, 5, 9))
    plain = clock(d("2026-03-05"), 3).plain()
    with pytest.raises(Malformed, match=r"limit\.unit"):
        Clock.from_plain({**plain, "limit": {**plain["limit"], "unit": "week"}})
