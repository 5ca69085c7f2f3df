#!/usr/bin/env python3
"""绩效评分重算 Recompute the scores from the published files, with Python's standard library alone.

用法: 把一个期间的 method.json、cases.csv、ratings.csv、cards.csv 下载到一个文件夹, 然后
    python3 recompute.py 文件夹                    打印各机关的名次和得分, 和 scores.csv 逐行相同
    python3 recompute.py 文件夹 --by decided_by    按决定人 (accepted_by 受理人, region 区划)
    python3 recompute.py 文件夹 --check            和文件夹里的 scores.csv 比较, 不同的逐行打印

办法在 method.json 里; 这里只是照着算。全部用分数和整数, 不用小数近似。
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

Row = dict[str, str]
Counts = Counter[str]
Cards = Counter[tuple[str, str]]

CASES: dict[str, Callable[[Row], bool]] = {
    "ended": lambda row: True,
    "decided": lambda row: row["due"] != "",
    "on_time": lambda row: (
        row["due"] != "" and row["decided"] <= row["due"]
    ),  # dates as 2026-05-31 compare as texts
    "lawful": lambda row: row["statutory"] != "" and row["decided"] <= row["statutory"],
    "early": lambda row: row["due"] != "" and row["decided"] < row["due"],
    "answered": lambda row: row["silent"] == "0",
    "same_day": lambda row: row["decided"] == row["received"],
    "online": lambda row: row["channel"] == "online",
    "corrected": lambda row: int(row["corrections"]) > 0,
    "turned_away": lambda row: row["outcome"] == "not_accepted",
    "special": lambda row: int(row["paused"]) > 0,
}
RATINGS: dict[str, Callable[[Row], bool]] = {
    "rated": lambda row: True,
    "satisfied": lambda row: int(row["stars"]) >= 3,
}


def half_up(value: Fraction) -> int:
    """四舍五入到整数, 恰为半数的进一。"""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def cents(points: str) -> int:
    """分值是文本, 如 "7.5"; 换成百分之一分。"""
    return int(Fraction(points) * 100)


def share(indicator: Any, counts: Counts) -> Fraction | None:
    """指标的值; 没有可数的就没有值。"""
    under = counts[indicator["under"]]
    return Fraction(counts[indicator["over"]] * indicator["scale"], under) if under else None


def measured(measure: Any, indicators: Any, counts: Counts) -> int:
    """一个指标得几分: 从零分线到满分线均匀增加。"""
    value, most = share(indicators[measure["of"]], counts), cents(measure["points"])
    if value is None:
        return most
    zero, full = Fraction(measure["zero"]), Fraction(measure["full"])
    return half_up(most * min(max((value - zero) / (full - zero), Fraction(0)), Fraction(1)))


def part_of(scoring: Any, rule: str) -> str | None:
    """一张牌在哪一部分扣分: 点名的部分, 没有点名的在写了 others 的部分。"""
    for part in scoring["parts"]:
        if rule and rule in part.get("rules", ()):
            return str(part["name"])
    return next((str(part["name"]) for part in scoring["parts"] if part.get("others")), None)


def scored(scoring: Any, indicators: Any, counts: Counts, cards: Cards) -> tuple[int, dict[str, int]]:
    """总分和各部分得分, 都是百分之一分。"""
    counts = Counter(counts)
    counts["yellow"] = sum(n for (_, level), n in cards.items() if level == "yellow")
    counts["red"] = sum(n for (_, level), n in cards.items() if level == "red")
    parts = {}
    for part in scoring["parts"]:
        measures = part.get("measures", ())
        got = sum(measured(m, indicators, counts) for m in measures) if measures else cents(part["points"])
        taken = sum(
            n * cents(part.get(level, "0"))
            for (rule, level), n in cards.items()
            if part_of(scoring, rule) == part["name"]
        )
        parts[part["name"]] = max(0, got - taken)
    total = sum(parts.values())
    for one in scoring.get("bonus", ()):
        value = share(indicators[one["of"]], counts)
        if value is not None and value >= Fraction(one["least"]):
            total += cents(one["points"]) * (
                int((value - Fraction(one["least"])) / Fraction(one["each"])) + 1
            )
    return min(total, 10000), parts


def printed(value: int) -> str:
    """百分之一分写成两位小数。"""
    return f"{value // 100}.{value % 100:02}"


def read(folder: Path, name: str) -> list[Row]:
    """一个 CSV 文件的各行。"""
    with open(folder / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def count(folder: Path, by: str) -> tuple[dict[tuple[str, str], Counts], dict[tuple[str, str], Cards]]:
    """每个机关 (或者人、区划) 的计数和牌。"""
    counts: dict[tuple[str, str], Counts] = defaultdict(Counter)
    cards: dict[tuple[str, str], Cards] = defaultdict(Counter)
    for name, tests in (("cases.csv", CASES), ("ratings.csv", RATINGS)):
        for row in read(folder, name):
            counts[row[by], row["body"]].update(what for what, test in tests.items() if test(row))
    column = {"body": "body", "region": "region"}.get(by, "officer")
    for row in read(folder, "cards.csv"):
        counts[row[column], row["body"]].update(())
        cards[row[column], row["body"]][row["rule"], row["level"]] += 1
    return counts, cards


def table(folder: Path, by: str = "body") -> Iterator[list[str]]:
    """名次表: 每种办法一个, 得分高的在前, 得分相同的名次相同, 办结太少的不排名。"""
    method = json.loads((folder / "method.json").read_text(encoding="utf-8"))
    merged: dict[tuple[str, str], Counts] = defaultdict(Counter)
    held: dict[tuple[str, str], Cards] = defaultdict(Counter)
    counts, cards = count(folder, by)
    for key, body in counts:
        if key:
            label = method["regions"][key]["method"] if by == "region" else method["bodies"][body]["method"]
            own = key if by in ("body", "region") else f"{body} {key}"
            merged[label, own].update(counts[key, body])
            held[label, own].update(cards[key, body])
    for label in sorted({label for label, _ in merged}):
        scoring = method["methods"][label]
        found = []
        for (of, key), own_counts in merged.items():
            if of == label:
                total, parts = scored(scoring, method["indicators"], own_counts, held[of, key])
                few = own_counts["ended"] < scoring.get("sample", 10)
                found.append((few, -total, key, own_counts["ended"], parts))
        better: int | None = None
        place, last = 0, -1
        for n, (few, minus, key, ended, parts) in enumerate(sorted(found, key=lambda x: x[:3]), 1):
            total = -minus
            if not few and total != last:
                better, place, last = (last if last >= 0 else None), n, total
            grade = next(g["name"] for g in scoring["grades"] if total >= Fraction(g["least"]) * 100)
            gap = better - total if not few and better is not None else 0
            said = " ".join(f"{name}:{printed(got)}" for name, got in parts.items())
            name = method["bodies"].get(key, {}).get("name", key)
            yield [
                key,
                name,
                label,
                "" if few else str(place),
                printed(total),
                grade,
                printed(gap),
                str(ended),
                said,
            ]


def main() -> int:
    """重算并打印, 或者和公布的比较。"""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--by", choices=("body", "accepted_by", "decided_by", "region"), default="body")
    ask.add_argument("--check", action="store_true")
    given = ask.parse_args()
    rows = list(table(given.folder, given.by))
    if given.check:
        published = [list(row.values()) for row in read(given.folder, "scores.csv")]
        wrong = [row for row in rows if row not in published] + [row for row in published if row not in rows]
        for row in wrong:
            print("不同:", *row, sep="\t")
        print("相同" if rows == published else "不相同")
        return 0 if rows == published else 1
    csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
