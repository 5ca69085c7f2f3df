"""Openness as law: duties to publish, their limits and days, their breakdown, scores of persons from facts alone (政府信息公开条例; 政务公开责任制)."""

from yichuang.law.openness.duties import (
    IN_TIME,
    DutyRule,
    Rhythm,
    before,
    due,
    gaps,
    openings,
    usual,
)
from yichuang.law.openness.scores import Measure, Month, Score, Sheet, measures, month, scores

__all__ = [
    "IN_TIME",
    "DutyRule",
    "Measure",
    "Month",
    "Rhythm",
    "Score",
    "Sheet",
    "before",
    "due",
    "gaps",
    "measures",
    "month",
    "openings",
    "scores",
    "usual",
]
