"""`yichuang timer`: what the law does when time runs out, and what follows from facts. It costs what changes."""

from __future__ import annotations

import argparse
import time
from typing import Any

from django.db import OperationalError, connection

from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.site import bring, followers

PAUSE = 1.0


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("timer", help="计时器")
    parser.add_argument("--once", action="store_true", help="只办一轮")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tick until stopped; a database that went away is waited for."""
    bring.database()
    while True:
        try:
            moved = cases.tick(clock.now()) + cases.recalculate_seen(clock.now()) + followers.catch_up()
        except OperationalError:
            connection.close()
            bring.database()
            moved = 0
        if args.once:
            print(f"办理到期事项和后续 {moved} 件")
            return 0
        if not moved:
            time.sleep(PAUSE)
