"""The days a hotline report is about, and those it is held against."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.law.hotline import Span, month_of, week_of

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("since", "until", "kind", "before"),
    [
        ("2026-11-16", "2026-11-22", "周报", ("2026-11-09", "2026-11-15")),
        ("2026-10-01", "2026-10-31", "月报", ("2026-09-01", "2026-09-30")),
        ("2026-03-01", "2026-03-30", "报告", ("2026-02-01", "2026-02-28")),
        ("2026-11-23", "2026-11-24", "报告", ("2026-11-16", "2026-11-17")),
        ("2026-11-01", "2026-11-24", "报告", ("2026-10-01", "2026-10-24")),
        ("2026-01-01", "2026-06-30", "报告", ("2025-07-04", "2025-12-31")),
        ("2026-06-01", "2026-06-07", "周报", ("2026-05-25", "2026-05-31")),
        ("2026-11-24", "2026-11-24", "报告", ("2026-11-23", "2026-11-23")),
    ],
)
def test_spans(since: str, until: str, kind: str, before: tuple[str, str]) -> None:
    span = Span(date.fromisoformat(since), date.fromisoformat(until))
    assert span.kind == kind
    assert (f"{span.before.since}", f"{span.before.until}") == before


@given(DAYS)
def test_weeks_and_months_are_whole_and_follow_each_other(day: date) -> None:
    for span in (week_of(day), month_of(day)):
        assert span.since <= day <= span.until
        assert span.kind != "报告"
        assert span.before.until + timedelta(days=1) == span.since
        assert span.before.kind == span.kind


@given(DAYS, st.integers(0, 400))
def test_nothing_is_counted_in_both(since: date, length: int) -> None:
    span = Span(since, since + timedelta(days=length))
    assert span.before.until < span.since
    assert span.before.since <= span.before.until
    assert span.before.until - span.before.since <= span.until - span.since or span.monthly
