"""`yichuang calendar`: the years whose days off are known, and loading the notice of a new one."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from yichuang.law.calendar import LAST_YEAR, YearNotice
from yichuang.law.cases import Refused
from yichuang.law.facts import Actor
from yichuang.law.mandates import Standing
from yichuang.law.words import Role
from yichuang.office import clock
from yichuang.office.cases import acts as cases
from yichuang.office.cases import moves
from yichuang.office.directory import acts, notices, reads
from yichuang.site import bring

HAND = Standing(actor=Actor(Role.SYSTEM, id="command", name="命令行"))
WEEKDAYS = "一二三四五六日"


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("calendar", help="放假安排")
    parser.add_argument(
        "--load", metavar="文件", type=Path, help="装入一年的通知（YAML 或 JSON），写法见 docs/law.md"
    )
    parser.add_argument("--dry-run", action="store_true", help="只看会改变什么，不装入")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show the years, or load a notice and recalculate the open cases. Raises Refused."""
    bring.database()
    if args.load is None:
        show()
        return 0
    try:
        plain = notices.parse(args.load.read_bytes())
    except OSError as error:
        raise Refused(f"读不到文件 {args.load}", field="--load", remedy="请核对路径和权限。") from error
    notice = acts.check_notice(plain)
    say(notice)
    if args.dry_run:
        print("只是预览，什么都没有改变")
        return 0
    acts.load_calendar_notice(plain, by=HAND, at=clock.now())
    print("已装入，正在重算在办办件的期限；中断了可以再运行一次，接着办")
    time.sleep(reads.SEEN_BY_ALL.total_seconds())
    print(f"重算完毕，期限变动 {recalculated()} 件")
    return 0


def recalculated() -> int:
    """Recalculate the open cases to the end, saying how far it is. Returns how many moved."""
    moved = 0
    while (done := cases.recalculate(clock.now())) is not None:
        moved += len(done.moved)
        print(f"  已核对 {done.checked} 件，变动 {moved} 件", file=sys.stderr, flush=True)
    return moved


def show() -> None:
    """Print every known year with its notices, then the years that are provisional."""
    loaded = {(row.year, row.amends): row for row in reads.loaded_years()}
    known = sorted(reads.calendar().notices, key=lambda one: (one.year, one.amends))
    for notice in known:
        row = loaded.get((notice.year, notice.amends))
        mine = row is not None and row.notice == notice.plain()
        after = f"  {row.loaded_at.astimezone():%Y-%m-%d} 装入" if row and mine else ""
        pending = f"，期限已核对 {row.checked} 件，还没有完" if row and mine and not row.settled_at else ""
        print(f"{notice.year}  {'补充 ' if notice.amends else ''}{notice.notice}{after}{pending}")
    announced = {one.year for one in known if not one.amends}
    first = max(announced) + 1
    missing = [str(year) for year in range(min(announced), first) if year not in announced]
    print(f"{'、'.join([*missing, f'{first}—{LAST_YEAR}'])}  暂定：还没有通知，按周末和法定节日推算")


def say(notice: YearNotice) -> None:
    """Print what a notice changes."""
    found = moves.preview(notice)
    print(f"{notice.notice}\n变动的日子 {len(found.days)} 天")
    for turned in found.days:
        was, will = turned.was.reason, turned.will.reason
        print(f"  {turned.day} 周{WEEKDAYS[turned.day.weekday()]}  {was} → {will}")
    for day, name in found.missed:
        print(f"  留意：法定节日 {day}（{name}）没有列为放假")
    print(f"在办办件 {found.checked} 件，期限变动 {found.moved} 件")
    for one in found.first:
        said = "，".join(f"{move.name} {move.old} → {move.new}" for move in one.moves)
        print(f"  {one.number}  {one.name}  {said}")
    if found.moved > len(found.first):
        print(f"  还有 {found.moved - len(found.first)} 件没有列出")
