"""`yichuang timer`: what the law does when time runs out, and what follows from facts. It costs what changes."""

from __future__ import annotations

import argparse
import sys
import time
from typing import Any

from django.db import OperationalError, connection

from yichuang.law.cases import Refused
from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.office.supervision import acts as supervision
from yichuang.office.trail import reads as trail
from yichuang.site import bring, followers

PAUSE = 0.2
"""A fact or an instant is felt within this time; asking whether there is one is one look into an index."""


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("timer", help="计时器")
    parser.add_argument("--once", action="store_true", help="只办一轮")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tick until stopped; a database that went away is waited for, a clock that was set back too."""
    bring.database()
    while True:
        moved = 0
        try:
            moved = turn()
        except OperationalError:
            connection.close()
            bring.database()
        except Refused as refused:
            print(refused, file=sys.stderr, flush=True)
            time.sleep(PAUSE if args.once else 5.0)
        if args.once:
            print(f"办理到期事项和后续 {moved} 件")
            return 0
        if not moved:
            time.sleep(PAUSE)


def turn() -> int:
    """One round: what the law does by itself, what moved with the calendar, what follows from facts, what supervision waits for."""
    now = clock.now()
    supervision.steady(now)
    moved = cases.tick(now) + cases.recalculate_seen(now)
    moved += followers.catch_up() if trail.behind(followers.FOLLOWERS) else 0
    return moved + supervision.tick(now)
