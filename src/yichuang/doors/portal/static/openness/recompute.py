"""政务公开责任得分的重算程序：只用 openness-年份.json，只用 Python 标准库。用法：python recompute.py openness-2026.json"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any


def recompute(feed: dict[str, Any]) -> list[list[Any]]:
    """每个责任人一行：机构、工号、应公开、按时、逾期、未公开、得分（百分之一分，向下取整）。"""
    today = date.fromisoformat(feed["as_of"])
    people: dict[tuple[str, str], list[int]] = {}
    for one in feed["sheets"]:
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


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        for row in recompute(json.load(file)):
            print(*row, sep=",")
