"""`yichuang then MOMENT`: the whole hall, a body or a case as it was, from facts; however large, with progress."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from yichuang.law.facts import SYSTEM
from yichuang.law.mandates import Permission, Standing
from yichuang.office import clock
from yichuang.office.analysis import then
from yichuang.office.cases.acts import Missing
from yichuang.site import bring

SAID_EVERY = 500
EVERYWHERE = Standing(actor=SYSTEM, permissions=frozenset({Permission.SUPERVISION_READ}))


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("then", help="回到那一刻：大厅、机关、办件在过去一刻的样子")
    parser.add_argument("moment", metavar="时刻", help="如 2026-09-01T10:30，北京时间")
    parser.add_argument("--body", default="", help="只看这个机关")
    parser.add_argument("--case", default="", help="只看这个办件")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what stood then, one JSON line per state and light; progress on stderr."""
    bring.database()
    at = then.moment(args.moment, clock.now())
    if args.case:
        return _case(args.case, at)

    def said(n: int) -> None:
        if n % SAID_EVERY == 0:
            print(f"\r重新折叠 {n} 件", end="", file=sys.stderr, flush=True)

    hall = then.hall(at, EVERYWHERE, body=args.body, most=None, seen=said)
    for (state, light), n in sorted(hall.by(2, 3).items()):
        print(json.dumps({"状态": state.label, "灯": light.label, "件": n}, ensure_ascii=False))
    print(f"{sum(hall.groups.values())} 件，其中 {hall.folded} 件此后又有变动，由事实重新折叠", file=sys.stderr)  # fmt: skip
    return 0


def _case(number: str, at: Any) -> int:
    try:
        found = then.case(number, at, EVERYWHERE)
    except Missing as error:
        raise LookupError(f"没有办件 {number}，请核对编号（--case）") from error
    for entry in found.entries:
        print(f"{entry.at:%Y-%m-%d %H:%M} {entry.sentence()}")
    print(f"那时：{found.case.state.label}，{found.light.label}；{'；'.join(found.waits)}")
    return 0
