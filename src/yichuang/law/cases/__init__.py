"""The case: `fold(facts) → Case`, and `decide(case, command, scene) → facts`, or `Refused` with the article."""

from yichuang.law.cases.application import missing
from yichuang.law.cases.asking import Ask, asks, parse
from yichuang.law.cases.case import ENDED_STATES, OPEN_STATES, Case
from yichuang.law.cases.decide import DOERS, NAMES, Offer, decide, offers
from yichuang.law.cases.fold import apply, begin, day, fold
from yichuang.law.cases.joint import failed, to_open, waits
from yichuang.law.cases.refusal import Refused, require
from yichuang.law.cases.scene import Doing, Scene
from yichuang.law.cases.steps import next_step, open_steps
from yichuang.law.cases.timing import (
    CLOCKS,
    Times,
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
    "CLOCKS",
    "DOERS",
    "ENDED_STATES",
    "NAMES",
    "OPEN_STATES",
    "Ask",
    "Case",
    "Doing",
    "Offer",
    "Refused",
    "Scene",
    "Times",
    "apply",
    "asks",
    "begin",
    "clocks",
    "day",
    "decide",
    "failed",
    "fold",
    "governing",
    "light",
    "midnight",
    "missing",
    "moves",
    "next_step",
    "offers",
    "open_steps",
    "parse",
    "require",
    "step_clocks",
    "timed",
    "times",
    "to_open",
    "waits",
]
