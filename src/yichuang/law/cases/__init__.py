"""The case: `fold(facts) → Case`, and `decide(case, command, scene) → facts`, or `Refused` with the article."""

from yichuang.law.cases.agency import ART_AGENT, authorised, may_fetch
from yichuang.law.cases.application import missing
from yichuang.law.cases.asking import Ask, asks, parse
from yichuang.law.cases.attending import minutes
from yichuang.law.cases.case import ENDED_STATES, OPEN_STATES, Case, day
from yichuang.law.cases.decide import DOERS, NAMES, Offer, decide, entitled, offers
from yichuang.law.cases.fold import apply, begin, fold
from yichuang.law.cases.joint import FAILED, failed, to_open, waits
from yichuang.law.cases.oversight import invitation
from yichuang.law.cases.projecting import StageRun, Terms, planned, project_plan, stage_runs
from yichuang.law.cases.refusal import Forbidden, Refused, entitle, require
from yichuang.law.cases.scene import Doing, Scene
from yichuang.law.cases.steps import next_step, open_steps
from yichuang.law.cases.timing import (
    CLOCKS,
    Times,
    came_up,
    clocks,
    governing,
    light,
    moves,
    step_clocks,
    timed,
    times,
)
from yichuang.law.clocks import midnight

__all__ = [
    "ART_AGENT",
    "CLOCKS",
    "DOERS",
    "ENDED_STATES",
    "FAILED",
    "NAMES",
    "OPEN_STATES",
    "Ask",
    "Case",
    "Doing",
    "Forbidden",
    "Offer",
    "Refused",
    "Scene",
    "StageRun",
    "Terms",
    "Times",
    "apply",
    "asks",
    "authorised",
    "begin",
    "came_up",
    "clocks",
    "day",
    "decide",
    "entitle",
    "entitled",
    "failed",
    "fold",
    "governing",
    "invitation",
    "light",
    "may_fetch",
    "midnight",
    "minutes",
    "missing",
    "moves",
    "next_step",
    "offers",
    "open_steps",
    "parse",
    "planned",
    "project_plan",
    "require",
    "stage_runs",
    "step_clocks",
    "timed",
    "times",
    "to_open",
    "waits",
]
