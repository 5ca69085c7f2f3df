"""Openness as law: duties to publish, their limits and days, scores of persons from facts alone (政府信息公开条例; 政务公开责任制)."""

from yichuang.law.openness.duties import (
    IN_TIME,
    DutyRule,
    Rhythm,
    before,
    openings,
    usual,
)
from yichuang.law.openness.scores import Score, Sheet, scores

__all__ = [
    "IN_TIME",
    "DutyRule",
    "Rhythm",
    "Score",
    "Sheet",
    "before",
    "openings",
    "scores",
    "usual",
]
