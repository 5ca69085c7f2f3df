"""What became of a complaint, as the one who made it may know: its card, how it stands, and the supervisor's reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yichuang.law import facts as f
from yichuang.law.facts import Entry
from yichuang.law.words import State
from yichuang.office.cases import reads
from yichuang.office.trail import reads as trail


@dataclass(frozen=True, slots=True)
class Answered:
    """One complaint of a case: when it was made, what it says, how it stands."""

    at: datetime
    words: str
    state: State | None = None
    """None until the card is out, within a second."""
    held: str = ""
    """What was decided, with the reason."""
    righted: str = ""
    """What was put right."""


def of_case(entries: Sequence[Entry]) -> list[Answered]:
    """The complaints of a case, the newest first, each with what became of it."""
    made = [x for x in entries if isinstance(x.fact, f.ComplaintMade)]
    if not made:
        return []
    cards: dict[int, list[Entry]] = {}
    for number, kind, _ in reads.of_project(made[0].case):
        told = trail.entries(number) if kind == "card" else []
        for raised in (x.fact for x in told):
            if isinstance(raised, f.CardRaised):
                cards.setdefault(raised.of_fact, told)
    return [_answered(x, cards.get(x.seq, [])) for x in reversed(made)]


def _answered(complaint: Entry, told: Sequence[Entry]) -> Answered:
    assert isinstance(complaint.fact, f.ComplaintMade)
    state = reads.folded(told[0].case).state if told else None
    held = [
        x.fact.sentence() for x in told if isinstance(x.fact, f.CardUpheld | f.CardLifted | f.AppealDecided)
    ]
    righted = [x.fact.words for x in told if isinstance(x.fact, f.CardRectified)]
    return Answered(complaint.at, str(complaint.fact.words), state, (held or [""])[-1], (righted or [""])[-1])
