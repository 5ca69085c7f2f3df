"""The calendar against two independent ones, every day of 2004–2026, and years without a notice."""

from __future__ import annotations

import json
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from yichuang.law.calendar import KNOWN, LAST_YEAR, Beyond, Calendar, Holiday, Unreadable, YearNotice
from yichuang.law.calendar.statutory import statutory

ONE = timedelta(days=1)
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
DAYS = [FIRST + timedelta(days=i) for i in range((LAST - FIRST).days + 1)]
CHINA = holidays.country_holidays("CN", years=range(2003, 2028))
DISPUTED = date(2005, 12, 31)


def test_every_day_agrees_with_chinesecalendar_but_one() -> None:
    differ = [day for day in DAYS if KNOWN.is_workday(day) != chinese_calendar.is_workday(day)]
    assert differ == [DISPUTED]


def test_every_day_agrees_with_holidays() -> None:
    assert [day for day in DAYS if KNOWN.is_workday(day) != CHINA.is_working_day(day)] == []


def test_the_disputed_day_is_worked_by_the_notice_for_2006() -> None:
    kind = KNOWN.kind(DISPUTED)
    assert kind.counts
    assert kind.source == "国务院办公厅关于2006年部分节假日安排的通知（国办发明电〔2005〕35号）"


@pytest.mark.parametrize(
    ("day", "counts", "reason", "source"),
    [
        (date(2026, 3, 2), True, "工作日", "《国务院关于职工工作时间的规定》第七条"),
        (date(2026, 3, 1), False, "周末", "《国务院关于职工工作时间的规定》第七条"),
        (date(2026, 10, 1), False, "国庆节", "国办发明电〔2025〕7号"),
        (date(2026, 10, 10), True, "调休上班", "国办发明电〔2025〕7号"),
        (date(2025, 10, 6), False, "国庆节、中秋节", "国办发明电〔2024〕12号"),
        (date(2020, 2, 1), False, "春节", "国办发明电〔2020〕1号"),
        (date(2019, 5, 5), True, "调休上班", "国办发明电〔2019〕3号"),
        (date(2015, 9, 3), False, "抗战胜利70周年纪念日", "国发明电〔2015〕1号"),
        (date(2007, 12, 31), False, "元旦", "关于2008年部分节假日安排"),
    ],
)
def test_a_day_says_why(day: date, counts: bool, reason: str, source: str) -> None:
    kind = KNOWN.kind(day)
    assert (kind.counts, kind.reason, kind.provisional) == (counts, reason, False)
    assert source in kind.source


def test_a_year_without_a_notice_is_provisional_and_says_so() -> None:
    assert not KNOWN.provisional(date(2026, 12, 31))
    assert KNOWN.provisional(date(2027, 1, 1))
    kind = KNOWN.kind(date(2027, 2, 5))
    assert (kind.counts, kind.reason, kind.provisional) == (False, "春节", True)
    assert kind.source == "《全国年节及纪念日放假办法》第二条"
    assert KNOWN.kind(date(2027, 3, 1)).provisional
    assert not KNOWN.is_workday(date(2027, 4, 5)), "清明"


@pytest.mark.parametrize("year", [2025, 2026])
def test_statutory_days_are_off_in_every_notice_under_the_rules_of_2024(year: int) -> None:
    days = [day for day, _ in statutory(year)]
    assert len(days) == len(set(days)) == 13
    assert not any(KNOWN.is_workday(day) for day in days)


@pytest.mark.parametrize("year", range(2008, 2027))
def test_the_lunar_and_solar_festivals_are_off_in_every_notice_since_2008(year: int) -> None:
    named = [day for day, name in statutory(year) if name in ("清明节", "端午节", "中秋节")]
    assert not any(KNOWN.is_workday(day) for day in named)


def test_counting_is_one_walk_both_ways() -> None:
    day = date(2026, 2, 10)
    seen = [day + timedelta(days=i) for i in range(1, 120)]
    worked = [d for d in seen if KNOWN.is_workday(d)]
    for n, expected in enumerate(worked, 1):
        assert KNOWN.add_workdays(day, n) == expected
        assert KNOWN.workdays_between(day, expected) == n
    back = [d for d in (day - timedelta(days=i) for i in range(1, 120)) if KNOWN.is_workday(d)]
    for n, expected in enumerate(back, 1):
        assert KNOWN.add_workdays(day, -n) == expected
    assert KNOWN.add_workdays(date(2026, 2, 15), -1) == date(2026, 2, 14), "counting back from a day of rest"
    assert KNOWN.add_workdays(day, 0) == day
    assert KNOWN.workdays_between(date(2026, 3, 9), date(2026, 3, 2)) == 0
    assert KNOWN.next_workday_on_or_after(date(2026, 10, 1)) == date(2026, 10, 8)


def test_position_and_workday_are_inverse() -> None:
    for day in DAYS:
        if KNOWN.is_workday(day):
            assert KNOWN.workday(KNOWN.position(day)) == day


@pytest.mark.parametrize("day", [date(1999, 1, 1), date(2003, 12, 31), date(LAST_YEAR + 1, 1, 1)])
def test_beyond_its_years_the_calendar_refuses(day: date) -> None:
    with pytest.raises(Beyond, match="2004年至2056年"):
        KNOWN.add_workdays(day, 3)
    with pytest.raises(Beyond):
        KNOWN.position(day)


def test_beyond_its_last_day_the_calendar_refuses() -> None:
    with pytest.raises(Beyond):
        KNOWN.add_workdays(date(LAST_YEAR, 12, 20), 30)
    with pytest.raises(Beyond):
        KNOWN.add_workdays(date(2004, 1, 5), -30)


NOTICE_2027 = {
    "year": 2027,
    "off": [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"}],
    "work": ["2026-12-27"],
}


def test_a_new_notice_is_data_and_ends_the_provisional_time() -> None:
    notice = YearNotice.from_plain(json.loads(json.dumps(NOTICE_2027)))
    assert YearNotice.from_plain(notice.plain()) == notice
    calendar = KNOWN.with_year(notice)
    assert not calendar.provisional(date(2027, 6, 1))
    assert calendar.kind(date(2027, 1, 1)).source == "国务院办公厅关于2027年部分节假日安排的通知"
    assert calendar.is_workday(date(2026, 12, 27)), "a notice may reach into the year before"
    assert KNOWN.provisional(date(2027, 6, 1)), "the old calendar is untouched"


def test_a_notice_replaces_its_year_and_an_amendment_is_laid_over_it() -> None:
    plain = YearNotice(2026, "更正", (Holiday("停电", date(2026, 3, 2), date(2026, 3, 3)),))
    replaced = KNOWN.with_year(plain)
    assert not replaced.is_workday(date(2026, 3, 3))
    assert replaced.is_workday(date(2026, 10, 1))
    laid_over = KNOWN.with_year(YearNotice(2026, "更正", plain.off, amends=True))
    assert not laid_over.is_workday(date(2026, 3, 3))
    assert not laid_over.is_workday(date(2026, 10, 1))
    assert Calendar([YearNotice(2030, "地方", (), amends=True)]).provisional(date(2030, 1, 1))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"year": "2027"}, "year："),
        ({"year": 1900}, "year：1900"),
        ({"year": None}, "year：null"),
        ({"off": {}}, "off："),
        ({"off": [{"name": "元旦"}]}, r"off\[0\]：缺少 first"),
        ({"off": [{"name": "", "first": "2027-01-01", "last": "2027-01-01"}]}, r"off\[0\].name"),
        ({"off": [{"name": "元旦", "first": "2027-02-30", "last": "2027-03-01"}]}, r"off\[0\].first"),
        ({"off": [{"name": "元旦", "first": "2027-01-03", "last": "2027-01-01"}]}, r"off\[0\].last.*早于"),
        ({"off": [{"name": "元旦", "first": "2028-01-01", "last": "2028-01-01"}]}, "不在2027年"),
        ({"work": ["2027-01-01"]}, "work：2027-01-01 同时"),
        ({"work": [7]}, r"work\[0\]"),
        ({"wrok": []}, "wrok"),
        ({"amends": 1}, "amends"),
        ({"notice": 5}, "notice"),
    ],
)
def test_an_unreadable_notice_names_the_field(change: dict[str, object], message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        YearNotice.from_plain({**NOTICE_2027, **change})
    with pytest.raises(Unreadable, match="应为对象"):
        YearNotice.from_plain([])
