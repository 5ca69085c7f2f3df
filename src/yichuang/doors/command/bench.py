"""`yichuang bench NAME`: our figure, the limit measured in the same run, and the ratio. Absolute times are noise; ratios are not."""

from __future__ import annotations

import argparse
import importlib
import json
import signal
from typing import Any

LARGE = ("pages", "hotline", "openness", "proof")
NAMES = (
    "clock",
    "flow",
    "acts",
    "http",
    "pages",
    "search",
    "answers",
    "supervision",
    "hotline",
    "openness",
    "proof",
    "privacy",
)
MANY, FEWER = 1_000_000, 100_000
"""Cases of the pages, facts of the proof, when all is measured: a million take some minutes to gather."""


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("bench", help="测量性能")
    parser.add_argument("name", choices=[*NAMES, "all"], help="测什么")
    parser.add_argument(
        "--cases",
        type=int,
        help="pages 的办件数、hotline 的工单数、openness 的公开信息数、proof 的记录数（默认一百万，all 时十万）",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print; told to stop, it closes what it has opened."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if args.name == "all" and not args.cases and not args.json:
        print(
            f"pages、hotline、openness 和 proof 只用 {FEWER:,} 个办件；{MANY:,} 个办件请用 yichuang bench pages、yichuang bench proof"
        )
    for name in NAMES if args.name == "all" else (args.name,):
        options = {"cases": args.cases or (FEWER if args.name == "all" else MANY)} if name in LARGE else {}
        found = importlib.import_module(f"yichuang.doors.command.bench_{name}").measure(**options)
        if args.json:
            print(json.dumps({"bench": name, **found}, ensure_ascii=False))
            continue
        print(name)
        for key, value in found.items():
            print(f"  {key:<32} {value:,.4g}" if isinstance(value, int | float) else f"  {key:<32} {value}")
    return 0
