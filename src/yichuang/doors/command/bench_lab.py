"""The plan and the process lab measured: a project of two hundred steps, a hundred thousand past cases. For `yichuang bench flow`."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from yichuang.law.calendar import KNOWN
from yichuang.law.flow import (
    AddReview,
    Change,
    Drop,
    Happened,
    Past,
    Retime,
    Step,
    Took,
    Work,
    by_workdays,
    plan,
    replay,
    whatif,
)

STEPS, ROUNDS, CASES = 200, 15, 100_000
BEGIN = date(2026, 3, 2)
FLOW = (
    Step(key="check", name="书面审查", work=Work.REVIEWER, days=5),
    Step(key="site", name="现场核查", work=Work.REVIEWER, days=5, after=("check",)),
    Step(key="experts", name="专家评审", work=Work.REVIEWER, days=4, after=("check",)),
    Step(key="decide", name="决定", work=Work.DECIDER, days=2, after=("site", "experts")),
)
CHANGES: tuple[Change, ...] = (Retime("site", 3), Drop("experts"), AddReview("check", "legal", "法制审核", 2))


def measure(cases: int = CASES) -> dict[str, Any]:
    """Milliseconds of a plan and of a what-if (the change and its plan), cases replayed per second; medians."""
    return project() | lab(cases)


def project(steps: int = STEPS) -> dict[str, Any]:
    """A plan in the middle of a project, and the same under three changes."""
    dice = Random(2026)  # noqa: S311 - the same project in every run
    flow = tuple(
        Step(
            key=f"s{n}",
            name=f"环节{n}",
            work=Work.MATTER,
            days=dice.randrange(1, 20),
            after=tuple(
                f"s{m}" for m in sorted({max(0, n - dice.randrange(1, 12)) for _ in range(3)}) if m < n
            ),
        )
        for n in range(steps)
    )
    happened = {f"s{n}": Happened(opened=BEGIN, ended=BEGIN + timedelta(days=n)) for n in range(steps // 4)}
    due, latest = by_workdays(KNOWN)
    today = BEGIN + timedelta(days=steps // 4)
    changes = (Retime("s60", 1), Drop("s90"), AddReview("s120", "more", "复核", 3))

    def planned(flow: tuple[Step, ...]) -> object:
        return plan(flow, {}, BEGIN, happened, due, latest, today, KNOWN)

    return {
        "steps": steps,
        "plan_ms": _milliseconds(lambda: planned(flow)),
        "whatif_ms": _milliseconds(lambda: planned(whatif(flow, changes))),
        "target_ms": 10,
    }


def lab(cases: int = CASES) -> dict[str, Any]:
    """A past of so many cases replayed under a changed flow, the cases made beforehand."""
    past = list(invented(cases))
    new = whatif(FLOW, CHANGES)
    begun = time.perf_counter()
    report = replay(
        past,
        FLOW,
        new,
        lambda day: KNOWN.add_workdays(day, 12),
        lambda day: KNOWN.add_workdays(day, 20),
        KNOWN,
    )
    spent = time.perf_counter() - begun
    return {"replayed": report.cases, "replay_seconds": spent, "replayed_per_second": report.cases / spent}


def invented(cases: int) -> Iterator[Past]:
    """Cases of two years that went through `FLOW`, one in ten of them paused; the same in every run."""
    dice = Random(2026)  # noqa: S311 - the same cases in every run
    for n in range(cases):
        begin = date(2024, 1, 2) + timedelta(days=dice.randrange(700))
        check = begin + timedelta(days=dice.randrange(12))
        site, experts = (check + timedelta(days=dice.randrange(12)) for _ in range(2))
        days = {
            "check": check,
            "site": site,
            "experts": experts,
            "decide": max(site, experts) + timedelta(days=n % 4),
        }
        steps = {key: Took(done=day, desk=f"{key}{n % 9}") for key, day in days.items()}
        pauses = ((check, check + timedelta(days=9)),) if n % 10 == 0 else ()
        yield Past(accepted=begin, steps=steps, pauses=pauses)


def _milliseconds(do: Callable[[], object]) -> float:
    do()
    seen = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        do()
        seen.append((time.perf_counter() - begun) * 1000)
    return statistics.median(seen)
