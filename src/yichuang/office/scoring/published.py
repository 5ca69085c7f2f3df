"""Scores as open data: everything a stranger needs to come to the same numbers, and nothing of whoever applied.

Facts are never changed, so what was known on a past day stays what it is: a file's address holds its day, and its content is frozen.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import connection

from yichuang.law.supervision import INDICATORS, Period
from yichuang.law.supervision.scoring import FULL, ROUNDING, plain
from yichuang.office.scoring import methods, reads
from yichuang.office.scoring.reads import Table

LICENCE = "CC BY 4.0"
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "cases": {
        "case": "办件编号的 SHA-256 摘要前16位；知道编号的人可以找到自己的办件",
        "body": "机关代码", "region": "区划代码", "matter": "事项业务码", "handling": "办件类型：immediate 即办件，promised 承诺件",
        "channel": "申请渠道：online 网上，window 窗口，agent 代办，post 邮寄", "accepted_by": "受理人工号，视为受理的为空", "decided_by": "决定人工号，依法自动的为空",
        "received": "收到申请材料之日", "accepted": "受理之日，不予受理的为空", "decided": "办结（作出决定）之日", "due": "承诺期限最后一天，特别程序、延长已经计入",
        "statutory": "法定期限最后一天", "outcome": "结果：granted 准予，refused 不予，deemed 视为准予延续，not_accepted 不予受理",
        "paused": "特别程序天数（自然日，不计入期限）", "corrections": "要求补正的次数", "silent": "1 表示逾期不告知、依法视为受理",
    },
    "ratings": {
        "body": "机关代码", "region": "区划代码", "accepted_by": "受理人工号", "decided_by": "决定人工号",
        "stars": "5 非常满意，4 满意，3 基本满意，2 不满意，1 非常不满意；不写是哪一件、哪一天，评价人不会被认出",
    },
    "cards": {
        "card": "监察牌编号的摘要", "case": "办件编号的摘要", "body": "机关代码", "region": "区划代码", "officer": "责任人工号，未指名的为空",
        "rule": "监察规则编号，监察员手工发的为空", "level": "最终认定的等级：yellow 黄牌，red 红牌", "raised": "发牌之日", "held_on": "认定之日", "final_on": "成为最终之日",
    },
    "scores": {
        "key": "机关代码", "name": "机关名称", "method": "评分办法", "place": "名次，办结太少不排名的为空", "score": "总分", "grade": "等次",
        "gap": "和前一名的差距", "ended": "办结件数", "parts": "各部分得分",
    },
}  # fmt: skip
"""The files of a period and what their columns mean."""
_CASES = """
SELECT "case", body, region, matter, handling, channel, accepted_by, decided_by, received, accepted, decided, due, statutory, outcome,
       paused, corrections, silent::int FROM scoring_ended WHERE decided BETWEEN %s AND %s
"""
_RATINGS = (
    "SELECT body, region, accepted_by, decided_by, stars FROM scoring_rating WHERE rated BETWEEN %s AND %s"
)
_CARDS = """
SELECT card, "case", body, region, officer, rule, held, raised, held_on, final_on FROM scoring_carded
WHERE raised BETWEEN %s AND %s AND final_on <= %s
"""
Row = tuple[str, ...]


def digest(number: str) -> str:
    """How a case is named in public: its owner can find it, nobody else learns anything."""
    return hashlib.sha256(number.encode()).hexdigest()[:16]


def _ask(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _plain(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple("" if x is None else x.isoformat() if isinstance(x, date) else str(x) for x in values)


def cases(period: Period, known: date) -> list[Row]:
    """One line per case that a body ended in the period."""
    rows = _ask(_CASES, period.first, min(period.last, known))
    return sorted(_plain((digest(number), *rest)) for number, *rest in rows)


def ratings(period: Period, known: date) -> list[Row]:
    """One line per rating that was given in the period, in an order that tells nothing."""
    return sorted(map(_plain, _ask(_RATINGS, period.first, min(period.last, known))))


def cards(period: Period, known: date) -> list[Row]:
    """One line per card raised in the period and finally held by the day."""
    rows = _ask(_CARDS, period.first, min(period.last, known), known)
    return sorted(_plain((digest(card), digest(case) if case else "", *rest)) for card, case, *rest in rows)


def points(hundredths: int) -> str:
    """Points as they are printed, always with two decimals."""
    sign, rest = ("-", -hundredths) if hundredths < 0 else ("", hundredths)
    return f"{sign}{rest // FULL}.{rest % FULL:02}"


def lines(tables: Iterable[Table], names: Mapping[str, str]) -> list[Row]:
    """The table of scores as it is published."""
    return [
        _plain((one.key, names.get(one.key, one.key), table.method.label, one.place, points(one.score.total), one.score.grade,
                points(one.gap), one.score.ended, " ".join(f"{x.name}:{points(x.got)}" for x in one.score.shares)))
        for table in tables for one in table.lines
    ]  # fmt: skip


def scores(period: Period, known: date) -> list[Row]:
    """The scores of all bodies as known on the day."""
    return lines(
        reads.tables(period, known, known=known), dict(_ask("SELECT code, name FROM directory_body"))
    )


FILES: Mapping[str, Callable[[Period, date], list[Row]]] = {
    "cases": cases, "ratings": ratings, "cards": cards, "scores": scores,
}  # fmt: skip


def as_csv(name: str, rows: Iterable[Row]) -> bytes:
    """A file as a table."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS[name])
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_json(name: str, rows: Iterable[Row]) -> bytes:
    """The same as a list of objects."""
    heads = list(COLUMNS[name])
    return json.dumps(
        [dict(zip(heads, row, strict=True)) for row in rows], ensure_ascii=False, indent=0
    ).encode()


def method(period: Period, known: date) -> bytes:
    """The methods in force, who is scored by which, what the columns and indicators mean."""
    held = methods.on(period.first)
    bodies = _ask("SELECT code, name, region FROM directory_body ORDER BY code")
    found = {"standard": methods.STANDARD} | {one.label: one for one in held.found.values()}
    regions = sorted(
        {region for _, _, region in bodies}
        | {x for (x,) in _ask("SELECT DISTINCT region FROM scoring_ended")}
    )
    content = {
        "period": period.code, "from": period.first.isoformat(), "until": period.last.isoformat(), "known": known.isoformat(),
        "licence": LICENCE, "rounding": ROUNDING,
        "methods": {label: plain(one.scoring) for label, one in sorted(found.items())},
        "bodies": {code: {"name": name, "region": region, "method": held.of(region).label} for code, name, region in bodies},
        "regions": {region: {"method": held.of(region).label} for region in regions},
        "indicators": {name: asdict(one) for name, one in INDICATORS.items()},
        "columns": COLUMNS,
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()


def periods(today: date) -> list[Period]:
    """The months and quarters there is something of, the newest first."""
    first = reads.first_month()
    if first is None:
        return []
    found = []
    from_month, month = Period(first.year, first.month), Period(today.year, today.month)
    while month.first >= from_month.first:
        if month.month % 3 == 0 or month.first == date(today.year, today.month, 1):
            found.append(Period(month.year, (month.month - 1) // 3 * 3 + 1, 3))
        found.append(month)
        month = month.shifted(-1)
    return found
