"""`yichuang bench clock`: due dates per second, one at a time, against an array and two public calendars."""

from __future__ import annotations

import importlib
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from types import ModuleType
from typing import Any

from yichuang.law.calendar import KNOWN
from yichuang.law.cite import LICENSING
from yichuang.law.clocks import CHINA, Clock, Limit, Pause, Unit, due, due_date

ROUNDS = 5
QUESTIONS = 20_000
PEER_QUESTIONS = 300
ARRAY = 1_000_000
CITE = LICENSING.art("42(1)", "自受理之日起二十日内作出行政许可决定")

Question = tuple[date, int]


def measure(seed: int = 2026) -> dict[str, Any]:
    """All figures of one run, interleaved over the rounds; operations per second, median and least."""
    questions = _questions(seed, QUESTIONS)
    clocks = [_clock(day, n) for day, n in questions]
    paused = [_clock(day, n, pauses=(Pause(day, day + timedelta(days=9), "听证"),)) for day, n in questions]
    takes: dict[str, tuple[int, Callable[[], object]]] = {
        "due_date": (QUESTIONS, lambda: [due_date(clock, KNOWN) for clock in clocks]),
        "due": (QUESTIONS, lambda: [due(clock, KNOWN) for clock in clocks]),
        "due_with_pause": (QUESTIONS, lambda: [due(clock, KNOWN) for clock in paused]),
        "add_workdays": (QUESTIONS, lambda: [KNOWN.add_workdays(day, n) for day, n in questions]),
    }
    absent = []
    for name, prepare in (
        ("numpy", _array),
        ("chinese_calendar", _chinese_calendar),
        ("holidays", _holidays),
    ):
        module = _optional(name)
        if module is None:
            absent.append(name)
        else:
            takes[name] = prepare(module, seed)
    rates = _interleaved(takes)
    ours = rates["due_date"]["median"]
    return {
        "name": "clock",
        "unit": "due dates per second, scalar",
        "ours": ours,
        "limit": rates["numpy"]["median"] if "numpy" in rates else None,
        "ratio": round(ours / rates["numpy"]["median"], 5) if "numpy" in rates else None,
        "target": 1_000_000,
        "met": ours >= 1_000_000,
        "times_peer": {name: round(ours / rates[name]["median"], 1) for name in PEERS if name in rates},
        "rates": rates,
        "absent": absent,
    }


PEERS = ("chinese_calendar", "holidays")


def _questions(seed: int, count: int) -> list[Question]:
    dice = random.Random(seed)  # noqa: S311 - the same questions in every run
    first = date(2018, 1, 1)
    return [(first + timedelta(days=dice.randrange(3_000)), dice.randint(1, 60)) for _ in range(count)]


def _clock(day: date, n: int, pauses: tuple[Pause, ...] = ()) -> Clock:
    start = datetime.combine(day, clock_time(9), CHINA)
    return Clock(Limit(n, Unit.WORKDAY, CITE), start, pauses)


def _optional(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _interleaved(takes: dict[str, tuple[int, Callable[[], object]]]) -> dict[str, dict[str, int]]:
    seen: dict[str, list[float]] = {name: [] for name in takes}
    for _ in range(ROUNDS):
        for name, (count, take) in takes.items():
            began = time.perf_counter()
            take()
            seen[name].append(count / (time.perf_counter() - began))
    return {name: {"median": round(statistics.median(r)), "least": round(min(r))} for name, r in seen.items()}


def _array(numpy: Any, seed: int) -> tuple[int, Callable[[], object]]:
    """The limit: a million answers by two gathers over the same two lists."""
    first, last = date(2018, 1, 1), date(2027, 12, 31)
    days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    base = KNOWN.position(first - timedelta(days=1))
    counts = numpy.array([KNOWN.position(day) - base for day in days], dtype=numpy.int32)
    workdays = numpy.array([i for i, day in enumerate(days) if KNOWN.is_workday(day)], dtype=numpy.int32)
    dice = numpy.random.default_rng(seed)
    starts = dice.integers(0, 3_000, ARRAY)
    amounts = dice.integers(1, 61, ARRAY).astype(numpy.int32)
    return ARRAY, lambda: workdays[counts[starts] + amounts - 1]


def _chinese_calendar(module: Any, seed: int) -> tuple[int, Callable[[], object]]:
    questions = _questions(seed, PEER_QUESTIONS)

    def walk(day: date, n: int) -> date:
        while n:
            day += timedelta(days=1)
            n -= module.is_workday(day)
        return day

    return PEER_QUESTIONS, lambda: [walk(day, n) for day, n in questions]


def _holidays(module: Any, seed: int) -> tuple[int, Callable[[], object]]:
    questions = _questions(seed, PEER_QUESTIONS)
    china = module.country_holidays("CN", years=range(2017, 2028))
    return PEER_QUESTIONS, lambda: [china.get_nth_working_day(day, n) for day, n in questions]
