"""政务公开责任得分的重算程序：只用公开的 openness-年份.json，只用 Python 标准库。

python recompute.py openness-2026.json              今年的得分，和网页相同
python recompute.py openness-2026.json 2026-11      2026年11月的通报：当月、今年到月底、月底建议怎么办
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from typing import Any

Row = list[Any]
WARNED, BARRED, WARNINGS = 9000, 6000, 3


def add_up(sheets: list[dict[str, Any]], today: date) -> list[Row]:
    """每个责任人一行：机构、工号、应公开、按时、逾期、未公开、得分（百分之一分，向下取整）。"""
    people: dict[tuple[str, str], list[int]] = {}
    for one in sheets:
        due = date.fromisoformat(one["due"])
        done = date.fromisoformat(one["done"]) if one["done"] else None
        if done is None and due >= today:
            continue  # 还没有到期的不算
        tally = people.setdefault((one["body"], one["officer"]), [0, 0, 0, 0, 0])
        tally[0] += 1
        tally[3] += one["weight"]
        if done is None:
            tally[2] += 1
        elif done <= due:
            tally[1] += 1
            tally[4] += one["weight"]
    rows = []
    for (body, officer), (many, good, missed, whole, earned) in people.items():
        rows.append([body, officer, many, good, many - good - missed, missed, earned * 10000 // whole])
    return sorted(rows, key=lambda row: (row[6], row[0], row[1]))


def recompute(feed: dict[str, Any]) -> list[Row]:
    """今年的得分，截至数据的日期。"""
    return add_up(feed["sheets"], date.fromisoformat(feed["as_of"]))


def known(feed: dict[str, Any], first: date, last: date) -> list[Row]:
    """两天之间到期的，按后一天结束时已知的计算：以后才公开的，当时就是未公开。"""
    mine = [one for one in feed["sheets"] if f"{first}" <= one["due"] <= f"{last}"]
    then = [
        {**one, "done": one["done"] if one["done"] and one["done"] <= f"{last}" else None} for one in mine
    ]
    return add_up(then, last + timedelta(days=1))


def end_of(first: date) -> date:
    """一个月的最后一天。"""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def month(feed: dict[str, Any], first: date) -> list[Row]:
    """一个月的通报：当月（month）、今年到月底（year）各一行一人，再是月底的建议（warning 提醒、veto 取消评先评优、account 责任追究）。"""
    busy = known(feed, first, end_of(first))
    years = [
        known(feed, first.replace(month=1), end_of(first.replace(month=n))) for n in range(1, first.month + 1)
    ]
    rows = [["month", *row] for row in busy] + [["year", *row] for row in years[-1]]
    for row in years[-1]:
        if row[6] >= WARNED or not [one for one in busy if one[:2] == row[:2]]:
            continue
        past = [one[6] for year in years for one in year if one[:2] == row[:2]]
        often = sum(one < WARNED for one in past) >= WARNINGS or (
            row[6] < BARRED and sum(one < BARRED for one in past) > 1
        )
        rows.append([("account" if often else "veto" if row[6] < BARRED else "warning"), *row])
    return rows


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        given = json.load(file)
    asked = month(given, date.fromisoformat(f"{sys.argv[2]}-01")) if len(sys.argv) > 2 else recompute(given)
    for line in asked:
        print(*line, sep=",")
