"""`yichuang rules`: rules of supervision checked, tried on the past, adopted, shown."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from yichuang.law import cases as law
from yichuang.law import supervision
from yichuang.law.cases import Refused
from yichuang.law.mandates import TIMER
from yichuang.law.supervision import RuleSet
from yichuang.office import clock
from yichuang.office.directory import reads as directory
from yichuang.office.supervision import acts, cities
from yichuang.office.supervision import rules as ruling
from yichuang.office.supervision.trial import Trial, trial
from yichuang.site import bring


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("rules", help="监察规则：检查、试运行、启用、查看")
    asked = parser.add_subparsers(dest="asked", metavar="做什么", required=True)
    _add(asked, "check", "检查规则文件", _check, file=True)
    tried = _add(asked, "trial", "在过去的办件上试运行", _trial, file=True, region=True)
    tried.add_argument("--since", type=date.fromisoformat, help="从哪天，如 2026-01-01；不写就是九十天前")
    tried.add_argument("--until", type=date.fromisoformat, help="到哪天；不写就是今天")
    tried.add_argument("--limit", type=int, default=1_000_000, help="最多看多少件，从新到旧")
    adopted = _add(asked, "adopt", "从现在起启用", _adopt, file=True, region=True)
    adopted.add_argument("--reason", required=True, help="理由")
    _add(asked, "show", "打印现行规则（YAML）", _show, region=True)


def _add(
    asked: Any,
    name: str,
    says: str,
    do: Callable[[argparse.Namespace], int],
    *,
    file: bool = False,
    region: bool = False,
) -> Any:
    parser = asked.add_parser(name, help=says)
    if file:
        parser.add_argument("file", help=f"规则文件（YAML 或 JSON），或者城市：{'、'.join(cities.names())}")
    if region:
        parser.add_argument("--region", required=True, help="行政区划代码，十二位")
    parser.set_defaults(run=run, do=do)
    return parser


def run(args: argparse.Namespace) -> int:
    """Do what is asked."""
    done: int = args.do(args)
    return done


def _read(name: str) -> RuleSet:
    """A set of rules from a file, or by the name of a city. Raises Refused."""
    if name in cities.names():
        return supervision.read(cities.content(name))
    try:
        return ruling.parse(Path(name).read_bytes())
    except OSError as error:
        raise Refused(f"{name}：读不了：{error.strerror}", field="file", remedy="请核对文件名。") from error


def _region(code: str) -> str:
    if directory.region(code) is None:
        raise Refused(
            f"没有代码为“{code}”的行政区划", field="region", remedy="请写十二位代码，如 513201000000。"
        )
    return code


def _check(args: argparse.Namespace) -> int:
    rules = _read(args.file)
    print(f"“{rules.name}”可以启用：{len(rules.rules)}条规则")
    for rule in rules.rules:
        print(
            f"  {rule.code}  {rule.name}（{supervision.looked_at(rule)}）{'' if rule.on else '，停用'}：{supervision.levels(rule.levels)}"
        )
    return 0


def _trial(args: argparse.Namespace) -> int:
    rules, now = _read(args.file), clock.now()
    bring.database()
    until = args.until or law.day(now)
    since = args.since or until - timedelta(days=90)
    found = None
    for found in trial(rules, _region(args.region), since, until, now, limit=args.limit):
        if sys.stderr.isatty():
            print(f"\r  {found.seen}/{found.total}", end="", file=sys.stderr, flush=True)
    assert found is not None
    _print(found)
    return 0


def _print(found: Trial) -> None:
    more = "（办件更多，只看了最新的这些）" if found.more else ""
    print(f"{found.since}至{found.until}，看了{found.seen}件{more}")
    print("规则\t等级\t现行\t试行\t相差")
    for line in found.lines:
        print(f"{line.code} {line.rule}\t{line.level.label}\t{line.now}\t{line.then}\t{line.more:+d}")
    names = directory.body_names(code for code, _, _ in found.bodies)
    print("机关\t现行\t试行")
    for code, was, will in found.bodies:
        print(f"{names.get(code, code)}\t{was}\t{will}")


def _adopt(args: argparse.Namespace) -> int:
    rules = _read(args.file)
    bring.database()
    row = acts.adopt(ruling.plain(rules), _region(args.region), by=TIMER, at=clock.now(), reason=args.reason)
    print(f"“{rules.name}”第{row.number}版已经启用，摘要 {row.digest}")
    return 0


def _show(args: argparse.Namespace) -> int:
    bring.database()
    held = ruling.in_force(_region(args.region))
    print(f"# {held.label}")
    print(yaml.safe_dump(ruling.plain(held.rules), allow_unicode=True, sort_keys=False), end="")
    return 0
