"""Analysis of handling: the spells a case is made of, measures over them, whom a case waits for: pure functions of facts."""

from yichuang.law.analysis.measures import BY_CODE, MEASURES, Measure, Sums, Unit
from yichuang.law.analysis.spell import PARTY, TIMELINE, Party, Phase, Spell
from yichuang.law.analysis.spells import spells
from yichuang.law.analysis.waiting import waits_for

__all__ = [
    "BY_CODE",
    "MEASURES",
    "PARTY",
    "TIMELINE",
    "Measure",
    "Party",
    "Phase",
    "Spell",
    "Sums",
    "Unit",
    "spells",
    "waits_for",
]
