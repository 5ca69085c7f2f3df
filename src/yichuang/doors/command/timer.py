"""`yichuang timer`: what the law does when time runs out, and what follows from facts. It costs what changes."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import OperationalError, connection

from yichuang.law import cases as law
from yichuang.law.cases import Refused
from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.office.cases import attendance
from yichuang.office.openness import acts as openness
from yichuang.office.supervision import acts as supervision
from yichuang.office.trail import acts as trail_acts
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
    seal(now)
    moved = (
        attendance.open_day(now)
        + openness.open_day(now)
        + openness.close_month(now)
        + cases.tick(now)
        + cases.recalculate_seen(now)
    )
    moved += followers.catch_up() if trail.behind(followers.FOLLOWERS) else 0
    return moved + supervision.tick(now)


def seal(now: datetime) -> None:
    """Seal the day that has ended, once; what was tampered with is said loudly, and tried again a minute later."""
    ended = law.day(now) - timedelta(days=1)
    if _sealing.done == ended or now < _sealing.again:
        return
    try:
        trail_acts.seal_day(ended, now)
        _sealing.done = ended
    except trail_acts.Tampered as tampered:
        print(tampered, file=sys.stderr, flush=True)
        _sealing.again = now + timedelta(minutes=1)


_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Sealing:
    """The last day this process knows to be sealed, and when to try again."""

    done: date | None = None
    again: datetime = _LONG_AGO


_sealing = _Sealing()
