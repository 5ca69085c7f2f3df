"""`yichuang line`: who may write from outside, with a key that is shown once."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from yichuang.law.hotline_words import Line
from yichuang.office import clock
from yichuang.office.lines import acts, public, reads
from yichuang.site import bring


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser(
        "line",
        help="联动热线、Open311 和电话系统的接入",
        description="接入一条线路：发给密钥（只显示这一次）；再次接入换新密钥，旧的作废。不带选项列出各条线路。",
    )
    parser.add_argument("--open", metavar="代码", help="接入，如 mayor、pbx、app")
    parser.add_argument("--name", metavar="名称", default="", help="线路的名称，如 市长电话")
    parser.add_argument(
        "--kind", choices=[one.value for one in Line], default=Line.OPEN311.value, help="诉求来源"
    )
    parser.add_argument("--region", metavar="区划代码", default="", help="十二位；不写为本大厅的")
    parser.add_argument("--close", metavar="代码", help="停止接入，已经登记的诉求照常办理")
    parser.add_argument("--forget", metavar="日期", help="清除这一天以前来电的号码，接通情况保留")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what was asked for, else list the lines."""
    bring.database()
    bring.tables()
    if args.open:
        line = Line(args.kind)
        region = args.region or public.hall()
        key = acts.open_line(args.open, args.name or line.label, line, region, clock.now())
        print(f"{args.open} 已接入（{line.label}，{region}）。密钥只显示这一次，请交给对方保管：\n{key}")
    elif args.close:
        acts.close_line(args.close)
        print(f"{args.close} 已停止接入")
    elif args.forget:
        print(f"清除了 {acts.forget(datetime.fromisoformat(args.forget).astimezone())} 次来电的号码")
    else:
        for one in reads.lines():
            print(
                f"{one.code}\t{one.name}\t{Line(one.line).label}\t{one.region}\t{'接入' if one.active else '已停止'}"
            )
    return 0
