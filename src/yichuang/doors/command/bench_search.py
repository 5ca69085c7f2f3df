"""`yichuang bench search`: finding a matter among 300,000, against one bare index scan of the same database."""

from __future__ import annotations

import importlib
import os
import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

MATTERS = 300_000
ASKED = 300
TARGET_P95_MS = 100
GROW = """
WITH county AS (SELECT code, name, row_number() OVER (ORDER BY code) n FROM directory_region WHERE code ~ '^[0-9]{4}(?!00)[0-9]{2}000000$'),
like_it AS (SELECT e.*, row_number() OVER (ORDER BY e.id) k, count(*) OVER () many FROM catalogue_edition e WHERE NOT e.facets @> '{kind:standard}'),
made AS (
  SELECT c.code region, c.name place, l.*, format('b%s-%s', c.n, l.k) own FROM county c CROSS JOIN like_it l ORDER BY c.n, l.k LIMIT %s
), matters AS (
  INSERT INTO catalogue_matter (code, name, body, region, version, head, item)
  SELECT own, content->>'name', (SELECT body FROM catalogue_matter WHERE code = made.matter_id), region, 0, ''::bytea, '' FROM made
)
INSERT INTO catalogue_edition (matter_id, number, effective, content, digest, facets, terms, reviewed_by, reviewed_on, published_at)
SELECT own, 1, effective,
  jsonb_build_object('code', own, 'name', content->'name', 'plain', content->>'plain' || '（' || place || '）', 'synonyms', content->'synonyms',
    'themes', content->'themes', 'life_events', content->'life_events', 'materials', content->'materials', 'result', content->'result'),
  digest, array_replace(facets, 'region:' || (content->>'region'), 'region:' || region),
  terms || ARRAY(SELECT substr(place, i, 2) FROM generate_series(1, greatest(length(place) - 1, 1)) i),
  reviewed_by, reviewed_on, published_at
FROM made
"""
BARE = "SELECT id FROM catalogue_edition WHERE terms @> %s LIMIT 20"


def _queries(reads: Any) -> list[str]:
    """What people type: other names, pieces of them, pinyin, initials, a wrong character. The same at every run."""
    terms = importlib.import_module("yichuang.office.catalogue.terms")
    words = [word for guide in reads.listing() for word in guide.content["synonyms"]]
    ways: tuple[Callable[[str], str], ...] = (
        lambda w: w,
        lambda w: f"我想{w}",
        terms.pinyin,
        lambda w: w[: max(2, len(w) - 1)],
        terms.initials,
        lambda w: w.replace("证", "正").replace("许可", "许克"),
    )
    step = max(1, len(words) // ASKED)
    return [ways[n % len(ways)](word) for n, word in enumerate(words[::step][:ASKED])]


def _each(queries: list[str], ask: Callable[[str], Any]) -> list[float]:
    """Milliseconds of each query."""
    out = []
    for query in queries:
        start = time.perf_counter()
        ask(query)
        out.append((time.perf_counter() - start) * 1000)
    return out


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def measure() -> dict[str, Any]:
    """Grow the catalogue, then interleave: the whole country, one county, the bare scan."""
    office = importlib.import_module("yichuang.doors.command.bench_office")
    reads = importlib.import_module("yichuang.office.catalogue.reads")
    finding = importlib.import_module("yichuang.office.catalogue.finding")
    connection = importlib.import_module("django.db").connection
    name = f"yichuang_bench_{os.getpid()}"
    office.scratch(name)
    try:
        queries, today = _queries(reads), reads.clock.today()
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX catalogue_terms; DROP INDEX catalogue_facets")
            cursor.execute(GROW.replace("%s-%s", "%%s-%%s"), [MATTERS])
            cursor.execute("CREATE INDEX catalogue_terms ON catalogue_edition USING gin (terms)")
            cursor.execute("CREATE INDEX catalogue_facets ON catalogue_edition USING gin (facets)")
            cursor.execute("ANALYZE catalogue_edition; ANALYZE catalogue_matter")
            cursor.execute("SELECT count(*) FROM catalogue_edition")
            many = cursor.fetchone()[0]

        def bare(query: str) -> None:
            with connection.cursor() as cursor:
                cursor.execute(BARE, [sorted(finding.terms.wanted(query))[:1]])
                cursor.fetchall()

        country, county, scans = [], [], []
        for _ in range(3):
            scans.append(_each(queries, bare))
            country.append(_each(queries, lambda q: finding.search(q, 20, on=today)))
            county.append(_each(queries, lambda q: finding.search(q, 20, on=today, region="513201000000")))
    finally:
        office.drop(name)
    best = [min(_p95(one) for one in runs) for runs in (country, county, scans)]
    return {
        "matters": many,
        "queries": len(queries),
        "country_p50_ms": min(statistics.median(one) for one in country),
        "country_p95_ms": best[0],
        "county_p95_ms": best[1],
        "bare_index_scan_p95_ms": best[2],
        "ratio_to_bare_scan": best[0] / best[2],
        "target_p95_ms": TARGET_P95_MS,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "note": "生成的事项只带搜索要用的要素",
    }
