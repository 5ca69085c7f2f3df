"""`yichuang bench http`: the same acts through the API of the real server, signed in, against pgbench on the same server."""

from __future__ import annotations

import dataclasses
import json
import os
import statistics
import time
from random import Random
from typing import Any

from django.db import connection

from yichuang.doors.command import bench_acts, bench_drive, bench_hall, bench_office
from yichuang.doors.command.bench_drive import CLIENTS, Ask
from yichuang.doors.command.bench_hall import Visitor
from yichuang.law import cases as law
from yichuang.office import clock
from yichuang.office.trail import acts as trail
from yichuang.site import followers

ROUNDS = 3
CASES = 160
"""Per round, for all clients together; each is taken through five acts."""
BARE = 1_600
WARM = 16
BEHIND = """
SELECT count(*) FROM trail_fact f JOIN trail_cursor c ON c.follower = 'papers' AND (f.tx, f.id) > (c.tx, c.fact)
"""


def _acts(number: str, signed: dict[str, Visitor]) -> list[Ask]:
    """The requests that take one case from its application to its certificate."""
    asks = []
    for who, command in bench_office.COMMANDS:
        plain = {key: value for key, value in dataclasses.asdict(command).items() if value not in (None, ())}
        name = law.NAMES[type(command)]
        body = json.dumps({**plain, "key": name + plain.get("step", "")}).encode()
        asks.append(Ask(f"/api/cases/{number}/acts/{name}", _heads(signed[who]), body))
    return asks


def _heads(visitor: Visitor) -> dict[str, str]:
    return visitor.heads() | {"Content-Type": "application/json", "X-CSRFToken": visitor.token}


def _ours(port: int, numbers: list[str], signed: dict[str, Visitor]) -> bench_drive.Drive:
    shares = [numbers[n::CLIENTS] for n in range(CLIENTS)]
    return bench_drive.drive(
        port, [[ask for number in share for ask in _acts(number, signed)] for share in shares]
    )


def _bare(port: int, signed: dict[str, Visitor], count: int) -> bench_drive.Drive:
    people = list(signed.values())
    asks = [Ask("/api/me", _heads(people[n % len(people)])) for n in range(count)]
    return bench_drive.drive(port, bench_drive.shared(asks))


def _round(name: str, port: int, signed: dict[str, Visitor], turn: int) -> tuple[float, ...]:
    """The limit, the bare view, our acts, and our acts while the timer writes the papers they bring."""
    url, pgbench = bench_office.server(name)
    chance = Random(turn)  # noqa: S311 - repeatable
    bench_office.numbered(bench_office.submitted(CASES, chance, turn, clock.now()))
    limit = bench_acts._limit(url, CASES, pgbench)
    fresh = bench_office.submitted(2 * CASES + WARM, chance, turn + 100, clock.now())
    trail.caught_up(followers.FOLLOWERS)
    _ours(port, fresh[2 * CASES :], signed)
    bare = _bare(port, signed, BARE)
    ours = _ours(port, fresh[:CASES], signed)
    with bench_hall.ticking(name, port):
        ticking = _ours(port, fresh[CASES : 2 * CASES], signed)
    return limit, bare.rate, ours.rate, ours.milliseconds(50), ours.milliseconds(95), ticking.rate


def _followed(name: str, port: int) -> float:
    """Facts per second that the timer's followers read on through, papers and all, with nothing else to do."""
    with connection.cursor() as cursor, bench_hall.ticking(name, port):
        cursor.execute(BEHIND)
        before = left = cursor.fetchone()[0]
        begun = time.monotonic()
        while left and time.monotonic() - begun < bench_drive.PATIENCE:
            time.sleep(0.2)
            cursor.execute(BEHIND)
            left = cursor.fetchone()[0]
        return float((before - left) / (time.monotonic() - begun))


def measure() -> dict[str, Any]:
    """Interleaved rounds: pgbench, the bare view, our acts; medians and minima."""
    name = f"yichuang_bench_{os.getpid()}"
    bench_office.scratch(name)
    people = {who for who, _ in bench_office.COMMANDS}
    try:
        with bench_hall.opened(name) as port:
            signed = {who: bench_hall.signed_in(port, who) for who in people}
            rounds = [_round(name, port, signed, turn) for turn in range(ROUNDS)]
            followed = _followed(name, port)
    finally:
        bench_office.drop(name)
    limits, bare, ours, p50, p95, ticking = zip(*rounds, strict=True)
    return {
        "acts_per_second": statistics.median(ours),
        "acts_per_second_min": min(ours),
        "act_p50_ms": statistics.median(p50),
        "act_p95_ms": statistics.median(p95),
        "bare_views_per_second": statistics.median(bare),
        "acts_per_second_with_timer": statistics.median(ticking),
        "facts_followed_per_second": followed,
        "pgbench_per_second": statistics.median(limits),
        "pgbench_per_second_min": min(limits),
        "ratio": statistics.median(a / b for a, b in zip(ours, limits, strict=True)),
        "ratio_min": min(a / b for a, b in zip(ours, limits, strict=True)),
        "target": 0.08,
        "aim": 0.16,
        "clients": CLIENTS,
    }
