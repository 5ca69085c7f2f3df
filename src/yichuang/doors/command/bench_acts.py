"""`yichuang bench acts`: durable acts per second through the office, against pgbench writing the same rows on the same server."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import re
import statistics
import subprocess
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

PROCESSES, THREADS, CLIENTS, ROUNDS = 2, 4, 8, 3
CASES = 250
"""Per thread and round; each case is taken through five acts."""
SECONDS = 6
SCRIPT = """
\\set n random(1, :cases)
\\set s random(1000, 2000000000)
BEGIN;
SELECT c.folded, c.version, c.head FROM cases_case c JOIN bench_number b USING (number) WHERE b.n = :n FOR UPDATE OF c;
UPDATE cases_case c SET folded = c.folded, version = version + 1, last_at = now(), state = 'under_review',
  due_on = current_date, runs_out = now(), yellow_at = now(), red_at = now(), head = c.head
  FROM bench_number b WHERE b.n = :n AND c.number = b.number;
INSERT INTO trail_fact ("case", seq, at, type, record, head)
  SELECT b.number, :s, now(), 'CaseAccepted', b.record::jsonb, decode(repeat('ab', 32), 'hex') FROM bench_number b WHERE b.n = :n;
COMMIT;
"""


def _office() -> Any:
    """What needs the framework ready, imported when it is."""
    return importlib.import_module("yichuang.doors.command.bench_office")


def _work(name: str, share: list[str], gate: Any, times: Any) -> None:
    """One process: its threads take their cases through the acts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.site.settings")
    importlib.import_module("django").setup()
    office = _office()
    office.use(name)
    begun = datetime.fromisoformat("2026-03-03T09:00:00+08:00")
    parts = [share[n::THREADS] for n in range(THREADS)]
    threads = [threading.Thread(target=office.through, args=(part, begun)) for part in parts]
    office.warm(begun)
    gate.wait()
    start = time.time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.put((start, time.time()))


def _ours(name: str, numbers: list[str], acts_each: int) -> float:
    """Acts per second of all processes together."""
    context = multiprocessing.get_context("spawn")
    gate, times = context.Barrier(PROCESSES), context.Queue()
    shares = [numbers[n::PROCESSES] for n in range(PROCESSES)]
    workers = [context.Process(target=_work, args=(name, share, gate, times)) for share in shares]
    for worker in workers:
        worker.start()
    spans = [times.get(timeout=300) for _ in workers]
    for worker in workers:
        worker.join()
    return float(len(numbers) * acts_each / (max(end for _, end in spans) - min(start for start, _ in spans)))


def _limit(url: str, cases: int, pgbench: Path) -> float:
    """Transactions per second of pgbench doing the same row writes."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(SCRIPT)
        script.flush()
        words = [str(pgbench), "-n", "-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS), "-M", "prepared",
                 "-D", f"cases={cases}", "-f", script.name, *url.split()]  # fmt: skip
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if found is None:
        raise RuntimeError(f"pgbench：{done.stderr[-500:]}")
    return float(found[1])


def measure() -> dict[str, Any]:
    """Interleaved rounds: pgbench, ours, pgbench, ours…; medians and minima."""
    office = _office()
    name = f"yichuang_bench_{os.getpid()}"
    office.scratch(name)
    try:
        url, pgbench = office.server(name)
        limits, ours = [], []
        for turn in range(ROUNDS):
            numbers = office.submitted(CASES * PROCESSES * THREADS, Random(turn), turn)  # noqa: S311 - repeatable
            office.numbered(numbers)
            limits.append(_limit(url, len(numbers), pgbench))
            fresh = office.submitted(CASES * PROCESSES * THREADS, Random(turn), turn + 100)  # noqa: S311
            ours.append(_ours(name, fresh, office.ACTS))
    finally:
        office.drop(name)
    return {
        "acts_per_second": statistics.median(ours),
        "acts_per_second_min": min(ours),
        "pgbench_per_second": statistics.median(limits),
        "pgbench_per_second_min": min(limits),
        "ratio": statistics.median(a / b for a, b in zip(ours, limits, strict=True)),
        "target": 0.40,
        "statements_per_act": 2,
    }
