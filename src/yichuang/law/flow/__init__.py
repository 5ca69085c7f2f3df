"""Flows: the steps of a matter and of a joint project as one graph without circles; who must do what next (行政许可法 26, 34)."""

from yichuang.law.flow.check import Trouble, check
from yichuang.law.flow.course import Circle, ahead, behind, longest, order, passed, within
from yichuang.law.flow.step import Rule, Sign, Stage, Step, Work, read, read_stages

__all__ = [
    "Circle",
    "Rule",
    "Sign",
    "Stage",
    "Step",
    "Trouble",
    "Work",
    "ahead",
    "behind",
    "check",
    "longest",
    "order",
    "passed",
    "read",
    "read_stages",
    "within",
]
