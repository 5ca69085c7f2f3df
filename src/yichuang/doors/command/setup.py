"""`yichuang setup`: database, tables, and what a centre knows from the start."""

from __future__ import annotations

import argparse
from typing import Any

from yichuang.doors.command import serve


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("setup", help="建库、建表，装入区划、事项和机构")
    parser.add_argument("--cases", type=int, default=0, help="演示安装时生成的样例办件数")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prepare and stop."""
    serve.prepare(args.cases)
    return 0
