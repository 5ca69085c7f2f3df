"""`yichuang bench flow`: steps completed per second, in memory and durably, against another engine running our own export."""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from django.db import connection

from yichuang.doors.command import bench_lab, bench_office, bench_spiff
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.kinds import BY_CODE
from yichuang.office.cases import acts
from yichuang.office.catalogue import bpmn
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Officer
from yichuang.office.trail.acts import salt

ROUNDS, CASES, SAVED, WARM = 5, 300, 120, 20
"""Rounds; cases of a round in memory, on disk, and before the first round."""
TARGET, AIM = 3, 5
PEERS = (("memory", "peer_memory"), ("durable", "peer_durable"), ("durable", "peer_unread"))
"""What is measured against what; `unread` lets the other engine write each step down but never read it, as if one process held all."""
MATTER = "bench-flow"
MATTERS = """
INSERT INTO catalogue_matter (code, name, body, region, version, head, item)
SELECT %s, name, body, region, 0, ''::bytea, '' FROM catalogue_matter WHERE code = %s
"""
EDITIONS = """
INSERT INTO catalogue_edition (matter_id, number, effective, content, digest, facets, terms, reviewed_by, reviewed_on, published_at)
SELECT %s, 1, effective, content || jsonb_build_object('steps', %s::jsonb, 'code', %s::text), digest, facets, terms,
  reviewed_by, reviewed_on, published_at
FROM catalogue_edition WHERE matter_id = %s AND number = 1
"""


def _step(key: str, name: str, role: str, *after: str, site: bool = False) -> dict[str, Any]:
    return {"key": key, "name": name, "role": role, "days": 2, "site_check": site, "after": list(after)}


STEPS = (
    _step("accept", "受理", "clerk"),
    _step("review", "材料审查", "reviewer", "accept"),
    _step("site", "现场核查", "reviewer", "review", site=True),
    _step("fire", "消防审查", "reviewer", "review"),
    _step("water", "用水审查", "reviewer", "review"),
    _step("sum", "汇总", "reviewer", "site", "fire", "water"),
    _step("decide", "决定", "decider", "sum"),
)
"""A licence with three examinations side by side."""
COMMANDS = (
    ("clerk", c.Accept()),
    *(
        ("reviewer", c.CompleteStep(step=key, opinion="符合要求", officers=("甲", "乙")))
        for key in ("review", "site", "fire", "water", "sum")
    ),
    ("chief", c.Grant(content="准予食品经营")),
)
"""The act that completes each step."""


def _added() -> str:
    """Add a matter with these steps, else like the one of the other benches. Returns its flow as BPMN."""
    with connection.cursor() as cursor:
        cursor.execute(MATTERS, [MATTER, bench_office.MATTER])
        cursor.execute(EDITIONS, [MATTER, json.dumps(STEPS), MATTER, bench_office.MATTER])
    catalogue.forget()
    found = catalogue.guide(MATTER)
    if found is None:
        raise LookupError(MATTER)
    return bpmn.write(found.content)


def _scenes() -> dict[str, law.Scene]:
    """Each officer in the circumstances of the act."""
    at = bench_office.MONDAY + timedelta(hours=1)
    edition, calendar = catalogue.edition(MATTER, 1), directory.calendar()
    out = {}
    for who in {who for who, _ in COMMANDS}:
        number = Officer.objects.get(user__username=who).number
        standing = directory.officer_standing(number, law.day(at))
        out[who] = law.Scene(BY_CODE[edition.kind], standing, at, edition, calendar)
    return out


def _timed(work: Callable[[], int]) -> float:
    """Steps per second of what returns how many it completed."""
    began = time.perf_counter()
    done = work()
    return done / (time.perf_counter() - began)


def _in_memory(lives: list[Any], scenes: dict[str, law.Scene]) -> int:
    """Decide, link into the chain, fold: every step of every case."""
    for life in lives:
        for who, command in COMMANDS:
            life.act(command, scenes[who], grain=salt)
    return len(lives) * len(COMMANDS)


def _durable(numbers: list[str], scenes: dict[str, law.Scene]) -> int:
    """The same through the office: read, decide, write, commit."""
    for number in numbers:
        for n, (who, command) in enumerate(COMMANDS):
            acts.act(number, command, by=scenes[who].by, at=scenes[who].at, key=f"flow{n}")
    return len(numbers) * len(COMMANDS)


def _round(turn: int, scenes: dict[str, law.Scene], peer: bench_spiff.Engine | None) -> dict[str, float]:
    """All takes of one round, one after the other."""
    chance = Random(turn)  # noqa: S311 - repeatable
    lives = bench_office.applied(CASES, chance, 2 * turn, matter=MATTER)
    numbers = bench_office.submitted(SAVED, chance, 2 * turn + 1, matter=MATTER)
    out = {"memory": _timed(lambda: _in_memory(lives, scenes))}
    if peer is not None:
        works = peer.begun(CASES)
        out["peer_memory"] = _timed(lambda: peer.through(works))
    out["durable"] = _timed(lambda: _durable(numbers, scenes))
    if peer is not None:
        saved = peer.begun(SAVED)
        peer.rows(saved)
        out["peer_durable"] = _timed(lambda: peer.through_read(SAVED, len(STEPS)))
        peer.rows(saved)
        out["peer_unread"] = _timed(lambda: peer.through_saved(saved))
    return out


def measure() -> dict[str, Any]:
    """Interleaved rounds on one server: ours and theirs in memory, ours and theirs on disk; medians and minima."""
    name = f"yichuang_bench_{os.getpid()}"
    bench_office.scratch(name)
    try:
        drawn = _added()
        peer = bench_spiff.Engine(drawn, f"Matter-{MATTER}") if bench_spiff.there() else None
        scenes = _scenes()
        _in_memory(bench_office.applied(WARM, Random(0), 0, matter=MATTER), scenes)  # noqa: S311 - repeatable
        rounds = [_round(turn, scenes, peer) for turn in range(ROUNDS)]
    finally:
        bench_office.drop(name)
    found: dict[str, Any] = {}
    for kind in ("memory", "durable"):
        ours = [one[kind] for one in rounds]
        found |= {f"{kind}_steps_per_second": statistics.median(ours), f"{kind}_steps_min": min(ours)}
    for kind, theirs in PEERS if peer is not None else ():
        found[f"{theirs}_per_second"] = statistics.median(one[theirs] for one in rounds)
        found[theirs.replace("peer", "ratio")] = statistics.median(one[kind] / one[theirs] for one in rounds)
    said = "SpiffWorkflow" if peer is not None else "没有安装 SpiffWorkflow，只有我们的数"
    return found | {"peer": said, "target": TARGET, "aim": AIM, "steps": len(STEPS)} | bench_lab.measure()
