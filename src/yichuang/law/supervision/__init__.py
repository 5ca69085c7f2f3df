"""Supervision: rules as data, the points they look at, and what they find in a case: pure functions from facts to findings."""

from yichuang.law.supervision.check import ART_RULES, Trouble, check, read
from yichuang.law.supervision.found import after, in_hand, replay, until
from yichuang.law.supervision.instants import waiting
from yichuang.law.supervision.points import BY_NAME, POINTS, Manner, Point
from yichuang.law.supervision.rule import Finding, Levels, Rule, RuleSet, Threshold
from yichuang.law.supervision.signs import History
from yichuang.law.supervision.standard import STANDARD
from yichuang.law.supervision.wording import ORDER, TURNS, changes, levels, looked_at, spoken

__all__ = [
    "ART_RULES",
    "BY_NAME",
    "ORDER",
    "POINTS",
    "STANDARD",
    "TURNS",
    "Finding",
    "History",
    "Levels",
    "Manner",
    "Point",
    "Rule",
    "RuleSet",
    "Threshold",
    "Trouble",
    "after",
    "changes",
    "check",
    "in_hand",
    "levels",
    "looked_at",
    "read",
    "replay",
    "spoken",
    "until",
    "waiting",
]
