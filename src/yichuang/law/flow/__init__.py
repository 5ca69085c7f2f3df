"""Flows: the steps of a matter and of a joint project as one graph without circles; who must do what next (行政许可法 26, 34)."""

from yichuang.law.flow.check import Trouble, check
from yichuang.law.flow.course import Circle, ahead, behind, longest, order, passed, within
from yichuang.law.flow.lab import Figures, LastDay, Load, Past, Report, Took, replay
from yichuang.law.flow.lab import course as decided_course
from yichuang.law.flow.plan import Due, Happened, Latest, Plan, Progress, Row, by_workdays, plan
from yichuang.law.flow.step import ROUND, Rule, Sign, Stage, Step, Work, read, read_stages
from yichuang.law.flow.whatif import AddReview, Change, Drop, Retime, Rewait, Unfit, whatif

__all__ = [
    "ROUND",
    "AddReview",
    "Change",
    "Circle",
    "Drop",
    "Due",
    "Figures",
    "Happened",
    "LastDay",
    "Latest",
    "Load",
    "Past",
    "Plan",
    "Progress",
    "Report",
    "Retime",
    "Rewait",
    "Row",
    "Rule",
    "Sign",
    "Stage",
    "Step",
    "Took",
    "Trouble",
    "Unfit",
    "Work",
    "ahead",
    "behind",
    "by_workdays",
    "check",
    "decided_course",
    "longest",
    "order",
    "passed",
    "plan",
    "read",
    "read_stages",
    "replay",
    "whatif",
    "within",
]
