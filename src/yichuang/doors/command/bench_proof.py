"""`yichuang bench proof`: a day of a million heads sealed, one proof, a million facts verified offline by one file."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from django.db import connection

from yichuang.doors.command import bench_office, trail, verify
from yichuang.law import trail as law
from yichuang.office.trail import acts, log
from yichuang.office.trail.models import Leaf

TRUE, ASKED = 20, 200
_COLUMNS = 'COPY trail_fact ("case", seq, at, type, record, head) FROM STDIN'
_HEADS = """
INSERT INTO trail_fact ("case", seq, at, type, record, head)
SELECT 'head' || n, 1, now(), 'x', '{}', sha256(n::text::bytea) FROM generate_series(1, %s) n
"""
_LEAST = 'CREATE TABLE bench_leaf AS SELECT "case", max(seq), max(head) AS head FROM trail_fact WHERE starts_with("case", \'head\') GROUP BY 1'


def _took(do: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def _ask(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)


def _patterns() -> list[list[dict[str, Any]]]:
    """The records of true lives. Read before anything is copied: one connection cannot do both."""
    lives = bench_office.applied(TRUE, Random(1), 0)  # noqa: S311 - repeatable
    return [[link.record for link in life.chain.links] for life in lives]


def _facts(count: int, patterns: list[list[dict[str, Any]]]) -> Iterator[tuple[Any, ...]]:
    """So many facts: the true lives under other numbers, each linked anew."""
    made = n = 0
    while made < count:
        head, name = law.GENESIS, f"bench{n}"
        for seq, record in enumerate(patterns[n % TRUE][: count - made], 1):
            written = law.canonical({**record, "case": name})
            head = law.after(head, written)
            yield name, seq, bench_office.MONDAY, record["type"], written.decode(), head
        made, n = made + seq, n + 1


def _put(rows: Iterator[tuple[Any, ...]]) -> None:
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(_COLUMNS) as copy:
        for row in rows:
            copy.write_row(row)


def _bare(folder: Path) -> tuple[int, float]:
    """What no verifier in Python gets below: each line read as JSON, written canonically, hashed. Facts, and seconds."""
    begun, count = time.perf_counter(), 0
    with (folder / "facts.jsonl").open(encoding="utf-8") as file:
        for line in file:
            hashlib.sha256(verify.canonical(json.loads(line)["record"])).digest()
            count += 1
    return count, time.perf_counter() - begun


def _alone(folder: Path) -> tuple[float, resource.struct_rusage]:
    """The verifier in a process of its own: seconds, and what it used. Raises RuntimeError when it finds anything."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-I", verify.__file__, str(folder)], stdout=subprocess.DEVNULL
    )
    _, status, spent = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("核验程序说不相符")
    return time.perf_counter() - begun, spent


def _verified(count: int) -> dict[str, float]:
    """So many facts in true chains, sealed, exported, and verified by the file alone in a process of its own."""
    _put(_facts(count, _patterns()))
    acts.seal_day(bench_office.MONDAY.date(), bench_office.MONDAY)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export = _took(lambda: trail.export(folder))
        facts, bare = _bare(folder)
        ours, spent = _alone(folder)
    return {
        "facts": facts,
        "export_s": export,
        "verify_s": ours,
        "verify_bare_s": bare,
        "verify_ratio": ours / bare,
        "verify_cpu_s": spent.ru_utime + spent.ru_stime,
        "verify_target_s": 60,
        "verify_mb": spent.ru_maxrss / 1024,
    }


def _sealed(count: int) -> dict[str, float]:
    """So many chains that grew on one day, sealed; and an empty day after it. The limit is to hash as often and to write as many rows."""
    _ask(_HEADS, count)
    _ask("VACUUM ANALYZE trail_fact")
    now = bench_office.MONDAY + timedelta(days=1)
    ours = _took(lambda: acts.seal_day(now.date(), now))
    now += timedelta(days=1)
    idle = _took(lambda: acts.seal_day(now.date(), now))
    leaf = law.Leaf("head1", 1, law.GENESIS)
    hashed = _took(lambda: [law.node(law.GENESIS, leaf.hash()) for _ in range(count)])
    written = _took(lambda: _ask(_LEAST))
    return {
        "sealed_heads": count,
        "seal_s": ours,
        "seal_limit_s": hashed + written,
        "seal_ratio": ours / (hashed + written),
        "seal_empty_ms": idle * 1000,
        "seal_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _proved() -> dict[str, float]:
    """The proof of one leaf anywhere in the log, as a receipt or the public page asks it; the bare read of a leaf beside it."""
    size, dice = log.size(), Random(2)  # noqa: S311 - repeatable
    asked = [dice.randrange(size) for _ in range(ASKED)]
    rows = [Leaf.objects.get(n=n) for n in asked]
    read = statistics.median(_took(partial(Leaf.objects.get, n=n)) for n in asked) * 1000
    took = sorted(_took(partial(log.inclusion, row, size)) * 1000 for row in rows)
    grown = [_took(partial(log.consistency, n + 1, size)) * 1000 for n in asked[:50]]
    return {
        "leaves": size,
        "inclusion_p50_ms": statistics.median(took),
        "inclusion_p95_ms": took[int(ASKED * 0.95)],
        "leaf_read_ms": read,
        "inclusion_ratio": statistics.median(took) / read,
        "consistency_p50_ms": statistics.median(grown),
    }


def verification(name: str, count: int) -> dict[str, float]:
    """Verifying alone, on a scratch database of this name: what supervision is measured by too."""
    bench_office.scratch(name)
    try:
        return _verified(count)
    finally:
        bench_office.drop(name)


def measure(cases: int = 1_000_000) -> dict[str, Any]:
    """Everything on a scratch database, each figure beside its limit of the same run."""
    name = f"yichuang_bench_{os.getpid()}"
    bench_office.scratch(name)
    try:
        return _verified(cases) | _sealed(cases) | _proved()
    finally:
        bench_office.drop(name)
