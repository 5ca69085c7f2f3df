"""Asking: months kept in files are read from there, the rest from the database; the sums are added, the formulas are the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from yichuang.law.cases import Refused
from yichuang.office.analysis import history
from yichuang.office.analysis.question import LISTED, Answer, Question, gathered, joined, months

__all__ = ["LISTED", "ask", "cases", "postgres"]

MOST = 200_000
"""Groups times durations an answer may have; more is a file, not a page."""


def postgres(question: Question) -> Answer:
    """The answer from the database alone. Raises Refused when it has more rows than anybody can read."""
    text, params = question.sql("postgres", "analysis_spell")
    with connection.cursor() as cursor:
        cursor.execute(f"{text} LIMIT {MOST + 1}", params)
        rows = cursor.fetchall()
    if len(rows) > MOST:
        raise Refused("分得太细，超过二十万行", field="by", remedy="请少选一个维度，或者缩短期间。")
    return gathered(rows, len(question.by))


def ask(question: Question) -> Answer:
    """The answer from wherever each month is kept."""
    folder = folder_of(question)
    if folder is None:
        return postgres(question)
    kept = set(history.held(folder))
    old = [first for first in months(question.since, question.until) if first in kept]
    if not old or old != months(old[0], question.until)[: len(old)]:
        return postgres(question)
    start, end = old[0], (old[-1] + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    parts = [history.ask(folder, replace(question, since=start, until=end), old)]
    if question.since < start:
        parts.append(postgres(replace(question, until=start - timedelta(days=1))))
    if question.until > end:
        parts.append(postgres(replace(question, since=end + timedelta(days=1))))
    return joined(*parts)


def folder_of(question: Question) -> Path | None:
    """Where history is kept, if this installation keeps any and it knows what is asked."""
    known = all(one.in_history for one in question.by) and "note" not in question.given
    folder: Path | None = settings.YICHUANG_HISTORY
    return folder if folder is not None and known else None


def cases(question: Question, limit: int) -> list[tuple[Any, ...]]:
    """The spells behind an answer, the longest first."""
    text, params = question.cases("postgres", "analysis_spell", limit)
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
