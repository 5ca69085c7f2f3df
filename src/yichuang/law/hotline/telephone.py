"""A telephone call as its signals say: queued, ringing, answered, hung up. They may come late and twice; the call is the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from yichuang.law.words import Word

WITHIN = timedelta(seconds=15)
"""How soon an operator should answer (city hotlines: 15 seconds in 80 of 100 calls)."""


class Signal(Word):
    """What a telephone exchange tells of a call."""

    QUEUED = "queued", "排队"
    RINGING = "ringing", "振铃"
    ANSWERED = "answered", "接听"
    HUNG_UP = "hung_up", "挂断"


_ORDER = {signal: n for n, signal in enumerate(Signal)}


@dataclass(frozen=True, slots=True)
class Heard:
    """One signal of a call, at the exchange's own moment."""

    signal: Signal
    at: datetime
    extension: str = ""


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """A call: each moment is the first of its kind, whatever order the signals came in."""

    begun_at: datetime
    queued_at: datetime | None = None
    rung_at: datetime | None = None
    answered_at: datetime | None = None
    hung_up_at: datetime | None = None
    extension: str = ""
    """Whose telephone rings or answered."""

    @property
    def standing(self) -> Signal:
        """Where it stands now."""
        if self.hung_up_at:
            return Signal.HUNG_UP
        return Signal.ANSWERED if self.answered_at else Signal.RINGING if self.rung_at else Signal.QUEUED

    @property
    def waited(self) -> timedelta | None:
        """From its begin to the answer; None when nobody answered."""
        return max(timedelta(0), self.answered_at - self.begun_at) if self.answered_at else None


def call_of(heard: Iterable[Heard]) -> PhoneCall:
    """The call of its signals, at least one. Their order does not matter."""
    told = sorted(heard, key=lambda one: (one.at, _ORDER[one.signal], one.extension))
    first: dict[Signal, datetime] = {}
    for one in told:
        first.setdefault(one.signal, one.at)
    taken = [one.extension for one in told if one.signal is Signal.ANSWERED and one.extension]
    rings = [one.extension for one in told if one.signal is Signal.RINGING and one.extension]
    extension = taken[0] if taken else rings[-1] if rings else ""
    return PhoneCall(
        told[0].at,
        first.get(Signal.QUEUED),
        first.get(Signal.RINGING),
        first.get(Signal.ANSWERED),
        first.get(Signal.HUNG_UP),
        extension,
    )


@dataclass(frozen=True, slots=True)
class CallFigures:
    """The figures of the telephone over a time. Each says its formula; without calls there is no share."""

    calls: int
    answered: int
    prompt: int
    """Answered within fifteen seconds."""
    given_up: int
    """Hung up before anybody answered."""
    FORMULAS = (
        ("人工接通率", "接听的来电 ÷ 这段时间里开始的全部来电；还在等的、排队时放弃的都算在分母里"),
        ("十五秒接听率", "从进入排队（没有排队的从振铃）起十五秒内接听的来电 ÷ 这段时间里开始的全部来电"),
        ("放弃率", "没有人接听就挂断的来电 ÷ 这段时间里开始的全部来电"),
    )

    @property
    def waiting(self) -> int:
        """Neither answered nor given up."""
        return self.calls - self.answered - self.given_up

    @property
    def shares(self) -> tuple[float | None, float | None, float | None]:
        """Answered, answered promptly, given up: each of all calls, in the order of the formulas."""
        answered, prompt, given_up = (
            (n / self.calls if self.calls else None) for n in (self.answered, self.prompt, self.given_up)
        )
        return answered, prompt, given_up


def figures(calls: Iterable[PhoneCall]) -> CallFigures:
    """The figures of some calls."""
    told = list(calls)
    waits = [one.waited for one in told if one.waited is not None]
    return CallFigures(
        len(told),
        len(waits),
        sum(wait <= WITHIN for wait in waits),
        sum(one.answered_at is None and one.hung_up_at is not None for one in told),
    )
