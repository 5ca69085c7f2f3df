"""What a case knows of a consultation: its period, its comments as counts, its groups and answers; no personal text."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import msgspec

from yichuang.law.facts import Allowed
from yichuang.law.open_words import Answer, Drafting


class Voice(msgspec.Struct, frozen=True, array_like=True):
    """One thing that was said, by how many, in which group."""

    first: int
    """The number of the first comment that said it."""
    count: int
    group: int


class Consultation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A consultation, as its facts say."""

    title: str
    about: Drafting
    days: int
    report: Allowed
    drafter: str
    shorter: str = ""
    more: int = 0
    """The days it was extended by."""
    opened_at: datetime | None = None
    closed_on: date | None = None
    comments: int = 0
    voices: dict[str, Voice] = {}
    """By fingerprint; a thousand times the same is one."""
    answers: dict[int, Answer] = {}
    exhibits: tuple[str, ...] = ()
    showings: int = 0

    @property
    def groups(self) -> dict[int, int]:
        """The groups there are, with how many comments each holds."""
        sizes = Counter[int]()
        for voice in self.voices.values():
            sizes[voice.group] += voice.count
        return dict(sorted(sizes.items()))

    @property
    def unanswered(self) -> list[int]:
        """The groups nobody has answered yet."""
        return [group for group in self.groups if group not in self.answers]
