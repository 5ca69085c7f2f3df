"""`yichuang lab MATTER`: past cases of a matter replayed under changed steps: durations, breaches, loads, before and after."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from datetime import date
from typing import Any

from yichuang.law import flow
from yichuang.law.cases import day
from yichuang.law.flow import Change, Drop, Figures, Report, Retime, Rewait
from yichuang.office import clock
from yichuang.office.cases import lab
from yichuang.office.catalogue import reads as catalogue
from yichuang.site import bring

SAID_EVERY = 5000


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("lab", help="流程实验：拿过去的办件按改过的环节重放")
    parser.add_argument("matter", help="事项业务码，如 food-business")
    parser.add_argument(
        "--from", dest="since", required=True, metavar="日期", help="受理日期从，如 2026-01-01"
    )
    parser.add_argument("--to", dest="until", required=True, metavar="日期", help="受理日期到")
    parser.add_argument(
        "--days", action="append", default=[], metavar="环节=天数", help="改一个环节的期限，可重复"
    )
    parser.add_argument(
        "--after", action="append", default=[], metavar="环节=环节,环节", help="改它在哪些环节之后，可重复"
    )
    parser.add_argument("--drop", action="append", default=[], metavar="环节", help="去掉一个环节，可重复")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, replay, print; progress and rate on stderr. Raises ValueError and LookupError for what cannot be asked so."""
    since, until, changes = _day("--from", args.since), _day("--to", args.until), _changes(args)
    if until < since:
        raise ValueError("--to 早于 --from，请把较早的日子写在前面")
    bring.database()
    edition = catalogue.current(args.matter, day(clock.now()))
    if edition is None:
        raise LookupError(f"没有在用的事项“{args.matter}”")
    steps = flow.whatif(flow.decided_course(edition.steps), changes)
    many, begun = lab.count(args.matter, since, until), time.monotonic()

    def said(n: int) -> None:
        if n % SAID_EVERY == 0:
            print(f"\r重放 {n}/{many}", end="", file=sys.stderr, flush=True)

    report = lab.tried(edition, steps, since, until, seen=said)
    took = max(time.monotonic() - begun, 1e-6)
    total = report.cases + report.left_out
    print(f"\r重放 {total} 件，{took:.1f} 秒，每秒 {total / took:,.0f} 件", file=sys.stderr)
    print(json.dumps(asdict(report), ensure_ascii=False) if args.json else _text(report))
    return 0


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{option}：“{text}”不是日期，请写 年-月-日，如 2026-03-02") from None


def _pair(option: str, text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise ValueError(f"{option}：“{text}”应写作 环节=值，如 --days review=3")
    return key, value


def _changes(args: argparse.Namespace) -> list[Change]:
    out: list[Change] = []
    for text in args.days:
        key, value = _pair("--days", text)
        if not (value.isascii() and value.isdigit() and len(value) <= 3):
            raise ValueError(f"--days：“{text}”的天数应为 0 至 999 的整数")
        out.append(Retime(key, int(value)))
    for text in args.after:
        key, value = _pair("--after", text)
        out.append(Rewait(key, tuple(one for one in value.split(",") if one)))
    return [*out, *(Drop(key) for key in args.drop)]


def _text(report: Report) -> str:
    if not report.cases:
        return "\n".join(("没有可以重放的办件", *report.assumptions))
    lines = [f"{'':　<8}{'现行':>8}{'改后':>8}"]
    for name, was, will in _compared(report.old, report.new):
        lines.append(f"{name:　<8}{was:>10.1f}{will:>10.1f}")
    lines += ["手里的环节（平均／最多）"]
    will_by = {load.desk: load for load in report.new.loads}
    was_by = {load.desk: load for load in report.old.loads}
    for desk in dict.fromkeys([*was_by, *will_by]):
        said = (f"{x.mean:.2f}／{x.peak}" if x else "0" for x in (was_by.get(desk), will_by.get(desk)))
        lines.append(f"  {desk}：" + " → ".join(said))
    return "\n".join([*lines, "怎么算的", *(f"  {text}" for text in report.assumptions)])


def _compared(old: Figures, new: Figures) -> list[tuple[str, float, float]]:
    return [
        ("平均工作日", old.mean, new.mean),
        ("中位数", old.median, new.median),
        ("九成不超过", old.p90, new.p90),
        ("超过承诺（件）", old.over_promised, new.over_promised),
        ("超过法定（件）", old.over_statutory, new.over_statutory),
    ]
