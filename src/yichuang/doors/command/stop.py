"""`yichuang stop`: stop the embedded database; what runs on it must be stopped first."""

from __future__ import annotations

import argparse
from typing import Any

from yichuang.site import env
from yichuang.site.postgres import Server


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    subparsers.add_parser("stop", help="停止数据库").set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Stop it and say so."""
    stopped = Server(env.read().data / "postgres").stop()
    print("数据库已停止" if stopped else "数据库没有在运行")
    return 0
