"""Supervision: rules as data, the points they look at, and what they find in a case: pure functions from facts to findings."""

from yichuang.law.supervision.check import ART_RULES, Trouble, check, read
from yichuang.law.supervision.found import after, in_hand, replay, until
from yichuang.law.supervision.instants import waiting
from yichuang.law.supervision.patterns import DEEDS, PATTERNS, Deed, deed_of, patterned, shown_together
from yichuang.law.supervision.period import Period
from yichuang.law.supervision.points import BY_NAME, POINTS, Manner, Point
from yichuang.law.supervision.rule import WINDOW, Finding, Levels, Rule, RuleSet, Threshold
from yichuang.law.supervision.scored import Line, Placed, Score, Verdict, ranked, score, verdict
from yichuang.law.supervision.scoring import INDICATORS, USUAL, Scoring
from yichuang.law.supervision.signs import History
from yichuang.law.supervision.standard import STANDARD, UNDROPPED, completed
from yichuang.law.supervision.wording import ORDER, TURNS, changes, levels, looked_at, spoken

__all__ = [
    "ART_RULES",
    "BY_NAME",
    "DEEDS",
    "INDICATORS",
    "ORDER",
    "PATTERNS",
    "POINTS",
    "STANDARD",
    "TURNS",
    "UNDROPPED",
    "USUAL",
    "WINDOW",
    "Deed",
    "Finding",
    "History",
    "Levels",
    "Line",
    "Manner",
    "Period",
    "Placed",
    "Point",
    "Rule",
    "RuleSet",
    "Score",
    "Scoring",
    "Threshold",
    "Trouble",
    "Verdict",
    "after",
    "changes",
    "check",
    "completed",
    "deed_of",
    "in_hand",
    "levels",
    "looked_at",
    "patterned",
    "ranked",
    "read",
    "replay",
    "score",
    "shown_together",
    "spoken",
    "until",
    "verdict",
    "waiting",
]
