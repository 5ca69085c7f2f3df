"""`yichuang bench openness`: publishing with every channel against bare INSERTs; a million publications searched and read; redaction and its errors."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from yichuang.doors.command import (
    bench_hall,
    bench_hotline,
    bench_office,
    bench_pages,
    bench_privacy,
    sample_openness,
)
from yichuang.doors.command.bench_pages import Page
from yichuang.law.cases import commands as c
from yichuang.law.mandates import Standing
from yichuang.law.open_words import Occasion, Outlet, Verdict
from yichuang.office.cases import acts as cases
from yichuang.office.directory import reads as directory
from yichuang.office.directory.demo import REGION
from yichuang.office.directory.models import Body
from yichuang.office.openness import acts, booklets, newspapers, posters, reads, sample
from yichuang.office.openness.models import DisclosureRow
from yichuang.office.openness.reads import Wanted
from yichuang.site import followers

NOW: datetime = bench_office.MONDAY
PUBLISHED, ROUNDS, SEARCHED, PRINTED = 60, 3, 200, 8
BASE = "http://localhost:8000"
WORDS = (
    "水质", "供水水质公告", "招标结果", "路灯", "达萨街", "保障性住房配租", "余氯", "塔式起重机", "维修资金 电梯", "征收 补偿",
    "岷江柏", "商品混凝土", "12319", "公共厕所", "处罚权移交", "预算", "滨河路 坑槽", "污泥", "水源地", "没有这样的话",
)  # fmt: skip
_BARE = ("cases_case", "trail_fact", "trail_text", "openness_disclosure")
_COPIES = """
INSERT INTO openness_disclosure (number, version, rule, title, text, category, subject, region, body, section, officer, officer_name,
  weight, state, exemptions, reason, opened_on, due_on, closed_on, outlets, standing, newer, to_remove, terms)
SELECT left(x.number, 9) || to_char(x.day, 'YYYYMMDD') || lpad(g.n::text, 8, '0'), 6, x.rule || '-' || g.n / 4000, x.title, x.text, x.category,
  x.subject, x.region, x.body, x.section, x.officer, x.officer_name, x.weight, 'published', '{}', '', x.day - 9, x.day + 9, x.day,
  x.outlets, x.standing, '', false, x.terms
FROM generate_series(1, %(count)s) g(n), LATERAL (
  SELECT s.*, (%(now)s::date - (g.n::bigint * 7300 / %(count)s)::int) AS day FROM bench_row s WHERE s.place = 1 + g.n * 7919::bigint %% %(many)s) x
"""


def _people(body: str) -> tuple[Standing, Standing]:
    """Who drafts and who reviews at a body."""
    numbers = (sample.people()[body], sample.heads()[body])
    found = directory.officer_standings(numbers, NOW.date())
    return found[numbers[0]], found[numbers[1]]


def _published(body: str, text: str) -> tuple[float, list[str]]:
    """So many publications, one after the other: opened, drafted, reviewed, published, registered on two outlets; each row follows."""
    (by, head), numbers, begun = _people(body), [], time.perf_counter()
    for n in range(PUBLISHED):
        at = NOW + timedelta(seconds=n)
        (done, *_) = acts.happened(Occasion.BUDGET, body, f"批准第{n}号预算", by=by, at=at)
        number = done.case.number
        cases.act(number, c.DraftDisclosure(title="部门预算", text=text), by=by, at=at)
        cases.act(number, c.ReviewDisclosure(verdict=Verdict.WHOLE, text=text), by=head, at=at)
        cases.act(number, c.PublishDisclosure(), by=by, at=at)
        shown = c.ShowOnOutlet(outlet=Outlet.PAPER, on=at.date(), proof="第一期第二版")
        cases.act(number, shown, by=by, at=at)
        numbers.append(number)
    acted = time.perf_counter() - begun
    followers.settle()
    return PUBLISHED / acted, numbers


def _publishing() -> dict[str, Any]:
    """Ours and the bare rows, interleaved; the medians; then what is printed."""
    body = f"{REGION[:6]}115"
    text = (
        "一、收入预算1200万元。\n二、支出预算1200万元。\n支出项目|金额（万元）\n基本支出|700\n项目支出|500\n"
        * 3
    )
    ours, bare = [], []
    for _ in range(ROUNDS):
        rate, numbers = _published(body, text.strip())
        ours.append(rate)
        bare.append(bench_hotline.inserted(numbers, _BARE))
    mine, limit = statistics.median(ours), statistics.median(bare)
    return {
        "published_per_second": mine,
        "acts_per_second": 5 * mine,
        "bare_insert_per_second": limit,
        "ratio": mine / limit,
    }


def _printed() -> dict[str, Any]:
    """How long each printed channel takes."""
    found = reads.public(Wanted(), REGION)[0][:6]
    paper, on = newspapers.Paper("马尔康政务公开"), NOW.date()
    ways: dict[str, Callable[[int], Any]] = {
        "poster_a3_ms": lambda n: posters.poster(found[n % 6], "a3", BASE),
        "poster_a1_ms": lambda n: posters.poster(found[n % 6], "a1", BASE),
        "newspaper_ms": lambda n: newspapers.newspaper(found, paper, on, BASE, "马尔康市"),
        "booklet_ms": lambda n: booklets.booklet(found, "办事指南", on, BASE, "马尔康市"),
    }
    return {name: bench_hotline.spread(do, PRINTED)[0] for name, do in ways.items()}


def _copied(count: int) -> None:
    """So many publications of twenty years, like those of the sample; every text is searched whole."""
    ask = bench_hotline.ask
    sample_openness.fill(NOW)
    ask(
        "CREATE TABLE bench_row AS SELECT row_number() OVER (ORDER BY number) place, * FROM openness_disclosure WHERE state = 'published' AND region = %s",
        [REGION],
    )
    ask("CREATE INDEX ON bench_row (place)")
    many = ask("SELECT count(*) FROM bench_row")[0][0]
    ask("SET synchronous_commit = off")
    ask("DROP INDEX openness_terms")
    ask(_COPIES, {"count": count, "now": NOW, "many": many})
    ask("SET maintenance_work_mem = '512MB'")
    ask("CREATE INDEX openness_terms ON openness_disclosure USING gin (terms) WITH (fastupdate = off)")
    ask("RESET maintenance_work_mem")
    ask("RESET synchronous_commit")
    ask("VACUUM ANALYZE openness_disclosure")


def _found() -> dict[str, Any]:
    """What people type, each phrase ten times: the first page of what is found; the slowest phrase is named."""
    each: dict[str, list[float]] = {word: [] for word in WORDS}
    for turn in range(SEARCHED // len(WORDS) + 1):
        for word, took in each.items():
            begun = time.perf_counter()
            reads.public(Wanted(text=word), REGION)
            if turn:
                took.append((time.perf_counter() - begun) * 1000)
    all_ = [one for took in each.values() for one in took]
    keys = list(DisclosureRow.objects.filter(state="published").values_list("pk", flat=True)[:500])
    bare = bench_hotline.spread(
        lambda n: bench_hotline.ask("SELECT number FROM openness_disclosure WHERE number = %s", [keys[n]]),
        SEARCHED,
    )
    slowest = max(each, key=lambda word: statistics.median(each[word]))
    return {"search_p50_ms": statistics.median(all_), "search_p95_ms": statistics.quantiles(all_, n=20)[-1], "search_max_ms": max(all_),
            "search_slowest": slowest, "search_target_p95_ms": 100, "bare_key_p95_ms": bare[1]}  # fmt: skip


def _read(name: str) -> dict[str, Any]:
    """The pages of the site on the production server, against a page of bytes alone."""
    body = Body.objects.get(code=f"{REGION[:6]}506").code
    keys = list(DisclosureRow.objects.filter(state="published", body=body).values_list("pk", flat=True)[:200])
    pages = {
        "list": Page(
            ["/openness/", f"/openness/?body={body}", "/openness/?kind=result", "/openness/?q=水质"]
        ),
        "item": Page([f"/openness/{key}/" for key in keys]),
        "feed": Page(["/openness/feed.atom"]),
    }
    pages = {key: Page([quote(path, safe="/?=&") for path in page.paths]) for key, page in pages.items()}
    counted = {key: bench_pages.measured(page) for key, page in pages.items()}
    pages["still"] = Page([f"/bench/still/{counted['item'][1]}/"])
    out: dict[str, Any] = {}
    with bench_hall.opened(name, bench_pages.APPLICATION) as port:
        for key, drives in bench_pages.rounds(port, pages).items():
            out |= bench_pages.figures(f"page_{key}", drives, *counted.get(key, (0, 0)))
    return out


def _hidden() -> dict[str, Any]:
    """How fast personal data is found, and of the labelled sentences how much of it, by kind."""
    found = bench_privacy.measure()
    rate = found["dense_mb_per_s"]
    kept = {key: value for key, value in found.items() if key.startswith(("final_", "held_out_", "escaped"))}
    return {"redacted_mb_per_s": rate, "redacted_characters_per_second": rate * 1e6 / 2.4} | kept


def measure(cases: int = 1_000_000) -> dict[str, Any]:
    """Everything on a scratch database, each figure beside its limit of the same run."""
    name = f"yichuang_bench_{os.getpid()}"
    bench_office.scratch(name)
    try:
        found: dict[str, Any] = _publishing()
        begun = time.perf_counter()
        _copied(cases)
        found |= (
            {"publications": DisclosureRow.objects.count(), "copied_s": time.perf_counter() - begun}
            | _printed()
            | _found()
        )
        size = bench_hotline.ask("SELECT pg_total_relation_size('openness_disclosure')")[0][0]
        found |= _read(name) | {"bytes_per_publication": size / cases}
    finally:
        bench_office.drop(name)
    return found | _hidden()
