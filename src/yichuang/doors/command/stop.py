"""`yichuang stop`: close the hall and stop the embedded database."""

from __future__ import annotations

import argparse
from typing import Any

from yichuang.site import env, running
from yichuang.site.postgres import Server


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    subparsers.add_parser("stop", help="关门，停止数据库").set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Stop both and say so."""
    data = env.read().data
    if running.end(data):
        print("大厅已关门")
    stopped = Server(data / "postgres").stop()
    print("数据库已停止" if stopped else "数据库没有在运行")
    return 0
