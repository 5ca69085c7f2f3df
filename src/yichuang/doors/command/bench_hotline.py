"""`yichuang bench hotline`: registrations through the whole path against bare INSERTs of the same bytes; a million tickets searched and mapped."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from yichuang.doors.command import bench_office
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.facts import Spot
from yichuang.law.hotline_words import TicketClass
from yichuang.law.mandates import Standing
from yichuang.office.directory import reads as directory
from yichuang.office.directory.demo import REGION
from yichuang.office.directory.models import Officer
from yichuang.office.hotline import acts, figuring, finding, patterns
from yichuang.office.hotline.patterns import BY_CODE, Asked

NOW: datetime = bench_office.MONDAY
REGISTERED, ROUNDS, SEARCHED = 300, 3, 200
WORDS = (
    "停水",
    "路灯不亮",
    "团结街",
    "达萨街 停水",
    "垃圾",
    "井盖 民主路",
    "水质",
    "滨河路 路灯",
    "不热",
    "噪声 团结街",
)
TITLES = (
    "停水一整天没有通知",
    "路灯不亮",
    "垃圾三天没有人收",
    "井盖不见了",
    "自来水发黄",
    "夜里施工太吵",
    "暖气不热",
    "路面坑洼",
)
STREETS = (
    "马尔康镇达萨街",
    "马尔康镇团结街",
    "马尔康镇民主路",
    "马尔康镇滨河路",
    "卓克基镇西索村",
    "松岗镇直波村",
)
SUBJECTS = ("0201", "0103", "0701", "0102", "0203", "0704", "0501", "0101")
_BARE = ("cases_case", "trail_fact", "trail_text", "hotline_ticket")
_COPIES = """
INSERT INTO hotline_ticket (number, version, at, region, body, lead, line, about, urgency, subject, title, place, lat, lon, cell, caller,
  applicant, anonymous, confidential, state, outcome, due_on, handle_by, dispatched_at, signed_at, answered_at, closed_on, answered,
  solved, satisfaction, transfers, returns, reworks, urged, told, contact, heard, said_solved, said_how, said_good, escalated,
  merged_into, same_as, incident, terms)
SELECT 'copy' || n, 9, x.at, %(region)s, x.body, x.body, 'phone', 'help', 'normal', (%(subjects)s::text[])[1 + n %% 8],
  (%(titles)s::text[])[1 + n %% 8], (%(streets)s::text[])[1 + n %% 6], x.lat, x.lon,
  (x.lat / 2000)::bigint * 1000000 + x.lon / 2000, md5((n %% 400000)::text), '', false, false, 'settled', 'solved', NULL, x.at::date + 3,
  x.at, x.at, x.at, x.at::date + 4, 'yes', true, 'good', 1, 0, 0, 0, false, true, 1, 1, 1, 1, '', '', '', '',
  string_to_array((%(terms)s::text[])[1 + n %% 48], '|') || to_char(x.at AT TIME ZONE 'Asia/Shanghai', '@YYYYMM')
  || to_char(x.at AT TIME ZONE 'Asia/Shanghai', '@YYYYMMDD')
FROM generate_series(1, %(count)s) n, LATERAL (SELECT
  %(now)s::timestamptz - make_interval(secs => (n::bigint * 31536000 / %(count)s)::float8) AS at, %(body)s AS body,
  31900000 + (n::bigint * 7919 %% 20000)::int AS lat, 102200000 + (n::bigint * 104729 %% 26000)::int AS lon) x
"""


def ask(sql: str, params: Any = None) -> list[tuple[Any, ...]]:
    """One statement and what it answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall()) if cursor.description else []


def _officer(username: str) -> Standing:
    number = Officer.objects.get(user__username=username).number
    return directory.officer_standing(number, law.day(NOW))


def _demand(n: int) -> c.RegisterTicket:
    return c.RegisterTicket(
        about=TicketClass.HELP, title=TITLES[n % 8], words=f"反映人说：{TITLES[n % 8]}，请尽快处理。", subject=SUBJECTS[n % 8],
        place=STREETS[n % 6], lat=31.90 + n * 7919 % 20_000 / 1e6, lon=102.20 + n * 104_729 % 26_000 / 1e6,
        caller="示例诉求人", phone=f"139{n:08d}",
    )  # fmt: skip


def _registered(by: Standing, start: int) -> tuple[float, list[str]]:
    """So many registrations, one after the other, each in its own commit: checked, sealed, looked for, indexed."""
    begun, numbers = time.perf_counter(), []
    for n in range(start, start + REGISTERED):
        numbers.append(acts.register(_demand(n), REGION, by=by, at=NOW + timedelta(seconds=n)).number)
    return REGISTERED / (time.perf_counter() - begun), numbers


def inserted(numbers: list[str], tables: Sequence[str] = _BARE) -> float:
    """The same rows of the same bytes put down once more, bare: what the database alone can do, a commit each."""
    with connection.cursor() as cursor:
        kept = {}
        for table in tables:
            own = "number" if table in ("cases_case", "hotline_ticket", "openness_disclosure") else '"case"'
            cursor.execute(f"DROP TABLE IF EXISTS bare_{table}")
            cursor.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")
            cursor.execute(f"SELECT * FROM {table} WHERE {own} = ANY(%s) ORDER BY {own}", [numbers])
            place = [one.name for one in cursor.description].index(own.strip('"'))
            by_ticket: dict[str, list[Any]] = {}
            for row in cursor.fetchall():
                by_ticket.setdefault(row[place], []).append(row)
            kept[table] = by_ticket
        begun = time.perf_counter()
        for number in numbers:
            cursor.execute("BEGIN")
            for table, by_ticket in kept.items():
                rows = by_ticket.get(number, [])
                if rows:
                    line = f"({', '.join(['%s'] * len(rows[0]))})"
                    sql = f"INSERT INTO bare_{table} VALUES {', '.join([line] * len(rows))}"
                    cursor.execute(sql, [value for row in rows for value in row])
            cursor.execute("COMMIT")
        return len(numbers) / (time.perf_counter() - begun)


def _registrations(by: Standing) -> dict[str, Any]:
    """Both, interleaved; the medians."""
    ours, bare = [], []
    for turn in range(ROUNDS):
        rate, numbers = _registered(by, turn * REGISTERED)
        ours.append(rate)
        bare.append(inserted(numbers))
    mine, limit = statistics.median(ours), statistics.median(bare)
    return {
        "registered_per_second": mine,
        "bare_insert_per_second": limit,
        "ratio": mine / limit,
    }


def _copied(count: int, body: str) -> None:
    """So many tickets over a year before now, with the pieces of words that search needs."""
    day = finding.days(law.day(NOW))
    each = [finding.terms(NOW, TITLES[n % 8], STREETS[n % 6], SUBJECTS[n % 8]) for n in range(48)]
    params = {"region": REGION, "subjects": list(SUBJECTS), "titles": list(TITLES), "streets": list(STREETS), "body": body,
              "now": NOW, "count": count, "terms": ["|".join(x for x in one if x not in day) for one in each]}  # fmt: skip
    ask("SET synchronous_commit = off")
    ask("DROP INDEX hotline_terms")
    ask(_COPIES, params)
    ask("CREATE INDEX hotline_terms ON hotline_ticket USING gin (terms) WITH (fastupdate = off)")
    ask("RESET synchronous_commit")
    ask("VACUUM ANALYZE hotline_ticket")


def spread(do: Callable[[int], Any], times: int) -> tuple[float, float]:
    """Median and the 95th of a hundred, in milliseconds, after one that warms."""
    do(0)
    took = []
    for n in range(times):
        begun = time.perf_counter()
        do(n)
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def _found(by: Standing) -> dict[str, Any]:
    """Search by words, by telephone, around a place."""
    words = spread(lambda n: finding.search(WORDS[n % len(WORDS)], REGION, by, NOW), SEARCHED)
    near = spread(lambda n: finding.near(Spot(31_900_000 + n * 97, 102_205_000 + n * 83), REGION, by), SEARCHED)  # fmt: skip
    caller = spread(lambda n: finding.of_caller(f"139{n:08d}", REGION, by), SEARCHED)
    bare = spread(lambda n: ask("SELECT number FROM hotline_ticket WHERE number = %s", [f"copy{n * 37 + 1}"]), SEARCHED)  # fmt: skip
    return {
        "search_p50_ms": words[0], "search_p95_ms": words[1], "search_target_p95_ms": 100, "near_p95_ms": near[1],
        "caller_p95_ms": caller[1], "bare_key_p95_ms": bare[1],
    }  # fmt: skip


def _drawn(by: Standing) -> dict[str, Any]:
    """The map, the figures and the subjects of a whole year, against the plainest count of the same rows."""
    today = law.day(NOW)
    asked = Asked(by, today - timedelta(days=365), today, today)
    year, _ = spread(lambda n: patterns.cells(asked), 5)
    subjects, _ = spread(lambda n: patterns.counts(asked, BY_CODE["subject"]), 5)
    figures, _ = spread(lambda n: figuring.counts(REGION, today - timedelta(days=365), today, today), 3)
    count, _ = spread(lambda n: ask("SELECT count(*) FROM hotline_ticket WHERE region = %s", [REGION]), 5)
    return {"map_year_ms": year, "subjects_year_ms": subjects, "figures_year_ms": figures, "bare_count_ms": count,
            "map_ratio_to_count": year / count}  # fmt: skip


def measure(cases: int = 1_000_000) -> dict[str, Any]:
    """Everything on a scratch database, each figure beside its limit of the same run."""
    name = f"yichuang_bench_{os.getpid()}"
    bench_office.scratch(name)
    try:
        by = _officer("operator")
        found: dict[str, Any] = {"registered": REGISTERED * ROUNDS} | _registrations(by)
        begun = time.perf_counter()
        _copied(cases, _officer("handler").actor.body)
        found |= {"tickets": cases, "copied_s": time.perf_counter() - begun} | _found(by) | _drawn(by)
        found["bytes_per_ticket"] = ask("SELECT pg_total_relation_size('hotline_ticket')")[0][0] / cases
    finally:
        bench_office.drop(name)
    return found
