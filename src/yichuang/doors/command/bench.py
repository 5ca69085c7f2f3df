"""`yichuang bench NAME`: our figure, the limit measured in the same run, and the ratio. Absolute times are noise; ratios are not."""

from __future__ import annotations

import argparse
import importlib
import json
from typing import Any

NAMES = ("clock", "acts", "search")


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("bench", help="测量性能")
    parser.add_argument("name", choices=[*NAMES, "all"], help="测什么")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    for name in NAMES if args.name == "all" else (args.name,):
        found = importlib.import_module(f"yichuang.doors.command.bench_{name}").measure()
        if args.json:
            print(json.dumps({"bench": name, **found}, ensure_ascii=False))
            continue
        print(name)
        for key, value in found.items():
            print(f"  {key:<32} {value:,.4g}" if isinstance(value, int | float) else f"  {key:<32} {value}")
    return 0
