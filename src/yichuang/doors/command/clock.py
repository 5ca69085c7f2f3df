"""`yichuang clock`: when a limit runs out and why on that day. Pure law: no database, no settings."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from yichuang.law.calendar import KNOWN, Calendar, Unreadable, YearNotice
from yichuang.law.cite import CIVIL_CODE, LICENSING
from yichuang.law.clocks import Clock, Day, Due, Limit, Pause, Unit, due, explain, midnight

CITES = {
    Unit.WORKDAY: LICENSING.art("82", "期限以工作日计算，不含法定节假日"),
    Unit.DAY: CIVIL_CODE.art("200", "期间按照公历年、月、日、小时计算"),
}
WEEKDAYS = "一二三四五六日"


class Wrong(Exception):
    """An option that cannot be used: which one, what is wrong, what to write instead."""

    def __init__(self, option: str, fault: str, remedy: str) -> None:
        super().__init__(f"{option}：{fault}。{remedy}")


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "clock",
        help="推算期限届满日，并逐日说明理由",
        description="推算期限届满日，并逐日说明理由。不启动数据库。",
    )
    parser.add_argument("--start", metavar="日期", help="起算事件发生之日，如 2026-03-02")
    parser.add_argument("--days", metavar="天数", help="期限，如 20")
    parser.add_argument(
        "--unit", metavar="workday|day", default="workday", help="工作日或自然日，默认 workday"
    )
    parser.add_argument(
        "--pause",
        metavar="起..止",
        action="append",
        default=[],
        help="不计入期限的日期，含首尾两日，可重复，如 2026-03-11..2026-03-20",
    )
    parser.add_argument("--extend", metavar="天数", default="0", help="延长的天数，单位同期限")
    parser.add_argument("--calendar", metavar="文件", help="年度放假通知（JSON），写法见 docs/law.md")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the due day and the days that lead to it; 2 if an option cannot be used."""
    try:
        clock, calendar = read(args)
        try:
            found, days = due(clock, calendar), explain(clock, calendar)
        except ValueError as error:
            raise Wrong("--start、--days", str(error), "请缩短期限或者换一个起算日") from None
    except Wrong as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(_plain(found, days), ensure_ascii=False) if args.json else _text(clock, found, days))
    return 0


def read(args: argparse.Namespace) -> tuple[Clock, Calendar]:
    """The clock and the calendar that the options describe. Raises Wrong."""
    start = _date("--start", args.start)
    days = _number("--days", args.days)
    extend = _number("--extend", args.extend)
    if args.unit not in (Unit.WORKDAY.value, Unit.DAY.value):
        raise Wrong("--unit", f"不认识“{args.unit}”", "请写 workday（工作日）或 day（自然日）")
    unit = Unit(args.unit)
    pauses = tuple(_pause(text) for text in args.pause)
    calendar = _calendar(args.calendar) if args.calendar else KNOWN
    return Clock(Limit(days, unit, CITES[unit]), midnight(start), pauses, extend), calendar


def _date(option: str, text: str | None) -> date:
    if not text:
        raise Wrong(option, "未填写", f"请写日期，如 {option} 2026-03-02")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Wrong(option, f"“{text}”不是日期", "请写 年-月-日，如 2026-03-02") from None


def _number(option: str, text: str | None) -> int:
    if text is None or text == "":
        raise Wrong(option, "未填写", f"请写天数，如 {option} 20")
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Wrong(option, f"“{text[:20]}”不是可用的天数", "请写 0 至 9999 的整数")
    return int(text)


def _pause(text: str) -> Pause:
    first, dots, last = text.partition("..")
    if not dots:
        raise Wrong("--pause", f"“{text}”缺少“..”", "请写 起日..止日，如 2026-03-11..2026-03-20")
    start, end = _date("--pause", first), _date("--pause", last)
    if end < start:
        raise Wrong("--pause", f"止日 {end} 早于起日 {start}", "请把较早的日期写在前面")
    return Pause(start, end, "中止")


def _calendar(name: str) -> Calendar:
    try:
        plain = json.loads(Path(name).read_text("utf-8"))
    except OSError as error:
        raise Wrong("--calendar", f"读不到文件 {name}（{error.strerror}）", "请核对路径和权限") from None
    except ValueError as error:
        raise Wrong("--calendar", f"{name} 不是 JSON（{error}）", "写法见 docs/law.md") from None
    calendar = KNOWN
    for item in plain if isinstance(plain, list) else [plain]:
        try:
            calendar = calendar.with_year(YearNotice.from_plain(item))
        except Unreadable as error:
            raise Wrong("--calendar", f"{name} 的 {error}", "写法见 docs/law.md") from None
    return calendar


def _plain(found: Due, days: tuple[Day, ...]) -> dict[str, Any]:
    rows = [{"date": day.date.isoformat(), "counts": day.counts, "reason": day.reason} for day in days]
    return {"due": found.on.isoformat(), "provisional": found.provisional, "days": rows}


def _text(clock: Clock, found: Due, days: tuple[Day, ...]) -> str:
    unit = clock.limit.unit.label
    limit = (
        f"{clock.limit.amount} 个{unit}"
        if clock.limit.unit is Unit.WORKDAY
        else f"{clock.limit.amount} {unit}"
    )
    extended = f"，延长 {clock.extension}" if clock.extension else ""
    lines = [f"{clock.day} 起算，期限 {limit}{extended}，届满日 {_dated(found.on)}"]
    if found.provisional:
        lines.append(f"暂定：{found.on.year}年放假安排尚未公布，公布后可能变化")
    lines += [f"  {_dated(day.date)}  {_mark(day)}{day.reason}" for day in days]
    return "\n".join(lines)


def _mark(day: Day) -> str:
    return (f"第{day.n}" if day.counts else "不计").ljust(6, "　")


def _dated(day: date) -> str:
    return f"{day} 周{WEEKDAYS[day.weekday()]}"
