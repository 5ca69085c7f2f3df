"""`yichuang bench pages`: pages of a crowded hall, against a bare page under the same server."""

from __future__ import annotations

import os
import statistics
from random import Random
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.test import Client

from yichuang.doors.command import bench_count, bench_crowd, bench_drive, bench_hall, bench_office
from yichuang.doors.command.bench_drive import Ask, Drive
from yichuang.doors.command.bench_hall import Visitor
from yichuang.doors.parts.guards import TRIES
from yichuang.office.cases.models import CaseRow

APPLICATION = "yichuang.doors.command.bench_site:application"
CLIENTS, ROUNDS, ASKED = 2, 5, 120
MATTER = bench_office.MATTER
FORM = "application/x-www-form-urlencoded"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Page(NamedTuple):
    """A page to open: its addresses, by whom, what is posted."""

    paths: list[str]
    who: str = ""
    forms: list[dict[str, str]] = []  # noqa: RUF012 - a tuple's default, never changed


def _pages(numbers: list[str]) -> dict[str, Page]:
    """Our pages; those of one case go through the true cases."""
    tails = dict(CaseRow.objects.filter(number__in=numbers).values_list("number", "phone_tail"))
    asked = [{"number": number, "tail": tails[number]} for number in numbers]
    return {
        "case": Page([f"/desk/case/{number}/" for number in numbers], "director"),
        "inbox": Page(["/desk/"], "director"),
        "lights": Page(["/desk/lights/"], "supervisor"),
        "guide": Page([f"/matters/{MATTER}/"]),
        "progress": Page(["/progress/"], forms=asked),
        "floor": Page([f"/bench/floor/{number}/" for number in numbers]),
    }


def _asks(page: Page, signed: dict[str, Visitor], turn: int) -> list[Ask]:
    """The requests of one round; who asks for progress comes from another address before it has asked too often."""
    visitor = signed[page.who]
    asks = []
    for n in range(ASKED):
        path = page.paths[(turn * ASKED + n) % len(page.paths)]
        if not page.forms:
            asks.append(Ask(path, visitor.heads()))
            continue
        form = page.forms[(turn * ASKED + n) % len(page.forms)] | {"csrfmiddlewaretoken": visitor.token}
        source = f"127.1.{turn}.{n // TRIES + 1}"
        asks.append(Ask(path, visitor.heads() | {"Content-Type": FORM}, urlencode(form).encode(), source))
    return asks


def _drive(port: int, asks: list[Ask]) -> Drive:
    half = len(asks) // CLIENTS
    return bench_drive.drive(port, [asks[n * half : (n + 1) * half] for n in range(CLIENTS)])


def measured(page: Page) -> tuple[int, int]:
    """The statements and bytes of a page, once what every process keeps is there."""
    client = Client(SERVER_NAME="localhost")
    if page.who:
        client.force_login(get_user_model().objects.get(username=page.who), BACKEND)
    for turn in range(2):
        with bench_count.statements() as asked:
            answer = client.post(page.paths[0], page.forms[turn]) if page.forms else client.get(page.paths[0])
        if answer.status_code != 200:
            raise RuntimeError(f"{page.paths[0]}：{answer.status_code}")
    return len(asked), len(answer.content)


def rounds(port: int, pages: dict[str, Page]) -> dict[str, list[Drive]]:
    """Every page in turn, and again."""
    signed = {who: bench_hall.signed_in(port, who) for who in {page.who for page in pages.values()} if who}
    signed[""] = Visitor(port)
    signed[""].ask("/progress/")
    seen: dict[str, list[Drive]] = {name: [] for name in pages}
    for turn in range(ROUNDS + 1):
        for name, page in pages.items():
            drive = _drive(port, _asks(page, signed, turn))
            if turn:
                seen[name].append(drive)
    return seen


def measure(cases: int) -> dict[str, Any]:
    """Interleaved rounds over all pages; medians, and the case page against the floor."""
    name = f"yichuang_bench_{os.getpid()}"
    bench_office.scratch(name)
    try:
        numbers = bench_crowd.gather(cases)
        Random(1).shuffle(numbers)  # noqa: S311 - repeatable
        pages = _pages(numbers)
        counted = {key: measured(page) for key, page in pages.items() if key != "floor"}
        pages["still"] = Page([f"/bench/still/{counted['case'][1]}/"])
        with bench_hall.opened(name, APPLICATION) as port:
            seen = rounds(port, pages)
        found: dict[str, Any] = {
            "cases": bench_crowd.rows("cases_case"),
            "true_cases": len(numbers),
            "facts": bench_crowd.rows("trail_fact"),
        }
    finally:
        bench_office.drop(name)
    for key, drives in seen.items():
        found |= figures(key, drives, *counted.get(key, (0, 0)))
    ratios = [a.rate / b.rate for a, b in zip(seen["case"], seen["floor"], strict=True)]
    still = [a.rate / b.rate for a, b in zip(seen["case"], seen["still"], strict=True)]
    return found | {"ratio": statistics.median(ratios), "ratio_min": min(ratios), "target": 0.5, "aim": 0.8,
                    "ratio_to_still_page": statistics.median(still)}  # fmt: skip


def figures(name: str, drives: list[Drive], statements: int, size: int) -> dict[str, Any]:
    """The figures of one page under its name."""
    known = {"statements": statements, "bytes": size} if statements or size else {}
    figures = known | {
        "per_second": statistics.median(drive.rate for drive in drives),
        "p50_ms": statistics.median(drive.milliseconds(50) for drive in drives),
        "p95_ms": statistics.median(drive.milliseconds(95) for drive in drives),
    }
    return {f"{name}_{key}": value for key, value in figures.items()}
