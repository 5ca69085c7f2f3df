"""`yichuang bench supervision`: ten million cases under watch: finding what is due, judging it, from fact to card, the dashboard."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from typing import Any

import psutil
from django.db import connection

from yichuang.doors.command import bench_hall, bench_office, bench_proof
from yichuang.law.facts import Actor
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Role
from yichuang.office import clock
from yichuang.office.supervision import acts as supervision
from yichuang.office.supervision import board
from yichuang.office.supervision.acts import tally
from yichuang.office.trail import acts as trail
from yichuang.site import followers

TRUE, A_MINUTE, ROUNDS, CARDS = 2_000, 345, 9, 25
FAR = datetime(2029, 1, 1, tzinfo=bench_office.MONDAY.tzinfo)
"""Where the instants of the copies lie: the timer of the bench never gets there."""
DUE = bench_office.MONDAY.replace(day=6, hour=0)
"""When the true cases, received on Monday the 2nd, have one day left to be accepted."""
_COPIES = """
INSERT INTO supervision_watch ("case", version, region, body, kind, state, light, looked_at, next_at)
SELECT 'copy' || n, 1, b.region, b.code, 'permit',
       (ARRAY['received','correcting','under_review','certified'])[1 + n %% 4],
       (ARRAY['green','green','green','yellow','red'])[1 + n / 7 %% 5], now(),
       timestamptz '2029-01-01T00:00:00+08:00' + make_interval(secs => n::float8 * %s / %s)
FROM generate_series(1, %s) n
JOIN (SELECT code, region, row_number() OVER (ORDER BY code) - 1 AS k, count(*) OVER () AS all_of_them FROM directory_body) b
  ON b.k = n %% b.all_of_them
"""
_FULL = "SELECT region, body, state, light, count(*) FROM supervision_watch GROUP BY 1, 2, 3, 4"
_KEPT = "SELECT region, body, state, light, sum(n) FROM supervision_count GROUP BY 1, 2, 3, 4"


def _ask(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall()) if cursor.description else []


def _timed(do: Callable[[], Any], times: int = ROUNDS) -> float:
    """The median of some runs, in milliseconds, after a first one that warms."""
    do()
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        do()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def _watched(count: int) -> None:
    """So many cases under watch whose instants come evenly, as many a minute as a year of a province brings; and their counters."""
    seconds = count // A_MINUTE * 60
    _ask("ALTER TABLE supervision_watch SET UNLOGGED")
    _ask(_COPIES, seconds, count, count)
    _ask("INSERT INTO supervision_count (region, body, kind, state, light, n) "
         "SELECT region, body, kind, state, light, count(*) FROM supervision_watch WHERE \"case\" LIKE 'copy%%' GROUP BY 1, 2, 3, 4, 5")  # fmt: skip
    _ask("VACUUM ANALYZE supervision_watch")


@contextmanager
def _without_index() -> Iterator[None]:
    for name in ("enable_indexscan", "enable_bitmapscan", "enable_indexonlyscan"):
        _ask(f"SET {name} = off")
    yield
    for name in ("enable_indexscan", "enable_bitmapscan", "enable_indexonlyscan"):
        _ask(f"RESET {name}")


def _found() -> dict[str, float]:
    """What one minute's tick asks, and the same asked without an index."""
    now = FAR + timedelta(minutes=1)
    due = len(tally.due(now, 10_000))
    ours = _timed(lambda: tally.due(now, 10_000), 25)
    with _without_index():
        scan = _timed(lambda: tally.due(now, 10_000), 3)
    return {
        "tick_rows": due,
        "tick_find_ms": ours,
        "tick_scan_ms": scan,
        "tick_ratio": scan / ours,
        "tick_target_ms": 5,
    }


def _judged() -> dict[str, float]:
    """All of the true cases cross at one midnight: each is folded, judged, carded, counted, durably."""
    begun = time.perf_counter()
    looked = 0
    while found := supervision.tick(DUE, limit=500):
        looked += found
    took = time.perf_counter() - begun
    raised = _ask("SELECT count(*) FROM cases_case WHERE kind = 'card'")[0][0]
    return {"midnight_cases": looked, "midnight_cards": raised, "midnight_per_second": looked / took}


def _board() -> dict[str, float]:
    """The whole screen of the country's supervisor: lights by body, queues, flow, trend, cards, the worst, the news."""
    everywhere = Standing(
        actor=Actor(Role.OFFICER, id="bench"), permissions=frozenset({Permission.SUPERVISION_READ})
    )
    shown = board.board(everywhere, clock.now())
    return {
        "board_ms": _timed(lambda: board.board(everywhere, clock.now()), 25),
        "board_bodies": len(shown.bodies),
        "board_target_ms": 18,
    }


def _felt(name: str) -> dict[str, float]:
    """From the commit of a grant in the minute of its acceptance to the word that its card is there; and what the timer weighs."""
    bench_office.warm(clock.now())
    numbers = bench_office.submitted(CARDS, Random(7), 9, clock.now())  # noqa: S311 - repeatable
    trail.caught_up(followers.FOLLOWERS)
    took: list[float] = []
    connection.ensure_connection()
    with bench_hall.ticking(name, 8000), connection.cursor() as cursor:
        cursor.execute(f"LISTEN {tally.CHANNEL}")
        link = connection.connection
        _settled(link)
        weight = max(_weighs(child) for child in psutil.Process().children(recursive=True))
        for number in numbers:
            bench_office.at_once(number)
            begun = time.perf_counter()
            while not any(
                word.payload.startswith("card ") for word in link.notifies(timeout=5, stop_after=1)
            ):
                if time.perf_counter() - begun > 10:
                    raise RuntimeError(f"{number}：十秒内没有监察牌")
            took.append((time.perf_counter() - begun) * 1000)
            list(link.notifies(timeout=0.5))
    took.sort()
    return {"card_p50_ms": statistics.median(took), "card_p95_ms": took[int(len(took) * 0.95)], "card_target_ms": 1000,
            "timer_mb": weight}  # fmt: skip


def _settled(link: Any) -> None:
    """Wait until the timer has followed all that was there before."""
    quiet = 0
    while quiet < 5:
        quiet = 0 if list(link.notifies(timeout=1)) else quiet + 1


def _weighs(process: psutil.Process) -> float:
    return float(process.memory_info().rss / 2**20) if "timer" in process.cmdline() else 0.0


def measure(cases: int = 10_000_000, facts: int = 1_000_000) -> dict[str, Any]:
    """Everything on a scratch database, each figure beside its limit of the same run."""
    name = f"yichuang_bench_{os.getpid()}"
    verified = bench_proof.verification(name, facts)
    bench_office.scratch(name)
    try:
        bench_office.submitted(TRUE, Random(1), 0)  # noqa: S311 - repeatable
        _ask("SELECT setval('cases_serial', 500000)")
        supervision.rebuild(bench_office.MONDAY + timedelta(hours=1))
        _watched(cases)
        judged = _judged()
        _ask("UPDATE supervision_watch SET next_at = NULL WHERE \"case\" NOT LIKE 'copy%%'")
        _ask("UPDATE cases_case SET next_at = NULL")
        found = {"watched": cases} | _found() | judged
        kept, full = _timed(lambda: _ask(_KEPT), 25), _timed(lambda: _ask(_FULL), 3)
        found |= {
            "dashboard_ms": kept,
            "aggregate_ms": full,
            "dashboard_ratio": full / kept,
            "dashboard_target_ms": 18,
        }
        found |= _board()
        size = _ask("SELECT pg_total_relation_size('supervision_watch')")[0][0]
        found |= {"watch_bytes_per_case": size / cases} | _felt(name)
    finally:
        bench_office.drop(name)
    return found | verified
