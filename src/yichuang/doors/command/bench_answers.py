"""`yichuang bench answers`: finding an answer among 10,000 while somebody is on the line, against one bare index scan."""

from __future__ import annotations

import importlib
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

ANSWERS, ASKED, TARGET_P95_MS = 10_000, 300, 50
GROW = """
WITH county AS (SELECT name, row_number() OVER (ORDER BY code) n FROM directory_region WHERE code ~ '^[0-9]{4}(?!00)[0-9]{2}000000$'),
made AS (
  SELECT e.*, c.name place, 'b' || c.n || '-' || e.answer_id own FROM county c CROSS JOIN knowledge_edition e
  WHERE e.number = 1 ORDER BY c.n, e.id LIMIT %s
), rows AS (
  INSERT INTO knowledge_answer (code, body, region, question, starts, ends, withdrawn, review_by, version, head, item)
  SELECT own, body, region, question, starts, NULL, false, review_by, 0, ''::bytea, '' FROM made JOIN knowledge_answer a ON a.code = made.answer_id
)
INSERT INTO knowledge_edition (answer_id, number, effective, ends, content, digest, terms, author, approved_by, published_at)
SELECT own, 1, effective, NULL, jsonb_set(content, '{question}', to_jsonb(place || (content->>'question'))), md5(own),
  terms || ARRAY(SELECT substr(place, i, 2) FROM generate_series(1, greatest(length(place) - 1, 1)) i), author, approved_by, published_at
FROM made
"""
BARE = "SELECT id FROM knowledge_edition WHERE terms @> %s LIMIT 20"


def _queries(reads: Any, today: Any) -> list[str]:
    """What callers say: other wordings, pieces of them, pinyin, initials, a sentence around them. The same at every run."""
    terms = importlib.import_module("yichuang.office.catalogue.terms")
    words = sorted({word for one in reads.listing(today) for word in one.content["wordings"]})
    ways: tuple[Callable[[str], str], ...] = (
        lambda w: w,
        lambda w: f"我想问{w}",
        terms.pinyin,
        lambda w: w[: max(2, len(w) - 1)],
        terms.initials,
        lambda w: f"{w}怎么办",
    )
    return [ways[n % len(ways)](words[n % len(words)]) for n in range(ASKED)]


def _p95(queries: list[str], ask: Callable[[str], Any]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    took = []
    for query in queries:
        start = time.perf_counter()
        ask(query)
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def measure() -> dict[str, Any]:
    """Grow the knowledge base, then ask it and the bare index by turns; the best of three rounds each."""
    office = importlib.import_module("yichuang.doors.command.bench_office")
    reads = importlib.import_module("yichuang.office.knowledge.reads")
    sample = importlib.import_module("yichuang.office.knowledge.sample")
    clock = importlib.import_module("yichuang.office.clock")
    finding = importlib.import_module("yichuang.office.knowledge.finding")
    connection = importlib.import_module("django.db").connection
    name = f"yichuang_bench_{os.getpid()}"
    office.scratch(name)
    try:
        sample.load(clock.now())
        today = clock.today()
        queries = _queries(reads, today)
        with connection.cursor() as cursor:
            cursor.execute(GROW, [ANSWERS])
            cursor.execute("ANALYZE knowledge_edition; ANALYZE knowledge_answer")
            cursor.execute("SELECT count(*) FROM knowledge_edition")
            many = cursor.fetchone()[0]

        def bare(query: str) -> None:
            with connection.cursor() as cursor:
                cursor.execute(BARE, [sorted(finding.terms.wanted(query))[:1]])
                cursor.fetchall()

        rounds = [
            (_p95(queries, bare), _p95(queries, lambda q: reads.search(q, 12, on=today))) for _ in range(3)
        ]
    finally:
        office.drop(name)
    scan, ours = min(one[0][1] for one in rounds), min(one[1][1] for one in rounds)
    return {
        "answers": many,
        "queries": len(queries),
        "p50_ms": min(one[1][0] for one in rounds),
        "p95_ms": ours,
        "bare_index_scan_p95_ms": scan,
        "ratio_to_bare_scan": ours / scan,
        "target_p95_ms": TARGET_P95_MS,
    }
