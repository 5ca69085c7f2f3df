"""`yichuang history`: spells built again from facts, exported as Parquet by month, and questions answered from these files."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from yichuang.law.analysis import MEASURES, TIMELINE, Phase, Unit
from yichuang.law.cases import Refused
from yichuang.office import clock
from yichuang.office.analysis import acts, history
from yichuang.office.analysis.question import BY_CODE, Question, everything
from yichuang.site import bring

SAID_EVERY = 1000


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("history", help="办件分析：重建、导出历史文件、从文件提问")
    what = parser.add_subparsers(dest="what", required=True, metavar="做什么")
    what.add_parser("rebuild", help="由事实重新切出全部办件的每一段").set_defaults(does=rebuild)
    export = what.add_parser("export", help="把已经过完的月份导出为 Parquet 文件，不含个人信息")
    export.add_argument("folder", type=Path, help="导出到这个文件夹")
    export.add_argument("--month", metavar="月", help="只导出这个月，如 2026-01")
    export.set_defaults(does=exported)
    ask = what.add_parser("ask", help="从文件回答：不启动数据库")
    ask.add_argument("folder", type=Path, help="历史文件夹")
    ask.add_argument(
        "--phase", default="promised", help="阶段，along 是一段接一段的各阶段：" + "、".join(Phase)
    )
    ask.add_argument("--by", action="append", default=[], metavar="维度", help="、".join(BY_CODE))
    ask.add_argument("--from", dest="since", default="2000-01-01", metavar="日期", help="结束于这天以后")
    ask.add_argument("--to", dest="until", default="", metavar="日期", help="结束于这天以前")
    ask.add_argument("--unit", choices=list(Unit), default=Unit.WORKDAYS.value)
    ask.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb")
    ask.set_defaults(does=asked)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    return int(args.does(args))


def rebuild(args: argparse.Namespace) -> int:
    """Build again, with progress on stderr."""
    bring.database()

    def said(n: int) -> None:
        if n % SAID_EVERY == 0:
            print(f"\r{n} 件", end="", file=sys.stderr, flush=True)

    print(f"由事实重建 {acts.rebuild(said)} 个办件的各段")
    return 0


def exported(args: argparse.Namespace) -> int:
    """Write the files, each month whole or not at all."""
    bring.database()
    months = history.to_export(clock.today())
    if args.month:
        wanted = _day("--month", f"{args.month}-01")
        if wanted not in months:
            raise LookupError(f"{args.month} 没有过完，或者没有结束的段（--month）")
        months = [wanted]
    for first in months:
        print(f"{first:%Y-%m}：{history.export(args.folder, first)} 段")
    print(f"导出 {len(months)} 个月到 {args.folder}")
    return 0


def asked(args: argparse.Namespace) -> int:
    """One JSON line per group with every measure, the most first."""
    unknown = [one for one in args.by if one not in BY_CODE or not BY_CODE[one].in_history]
    if unknown:
        raise ValueError(f"历史文件里没有维度“{'、'.join(unknown)}”（--by）")
    if args.phase != "along" and args.phase not in Phase._value2member_map_:
        raise ValueError(f"没有阶段“{args.phase}”（--phase），可以用 along、{'、'.join(Phase)}")
    until = _day("--to", args.until) if args.until else clock.today()
    question = Question(
        phases=TIMELINE if args.phase == "along" else (Phase(args.phase),), by=tuple(BY_CODE[one] for one in args.by),
        since=_day("--from", args.since), until=until, unit=Unit(args.unit),
    )  # fmt: skip
    ask = history.ask_spark if args.engine == "spark" else history.ask
    answer = ask(args.folder, question)
    whole = everything(answer)
    for key, sums in sorted(answer.items(), key=lambda pair: (-pair[1].count, str(pair[0]))):
        group = dict(zip(args.by, map(str, key), strict=True))
        print(json.dumps(group | {one.code: one.of(sums, whole) for one in MEASURES if not one.whole or args.phase == "whole"},
                         ensure_ascii=False))  # fmt: skip
    return 0


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{text}”不是日期（{name}）", remedy="请这样写：2026-09-01。") from None
