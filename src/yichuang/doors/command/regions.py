"""`yichuang regions`: load the divisions of the country; villages of a place on request. Loading again changes nothing."""

from __future__ import annotations

import argparse
from typing import Any

from yichuang.office.directory import acts
from yichuang.site import bring


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser(
        "regions",
        help="装入行政区划",
        description="装入全国省、市、县、乡四级区划；按代码装入某地的村和社区。可以重复执行。",
    )
    parser.add_argument(
        "--villages",
        metavar="代码",
        action="append",
        default=[],
        help="同时装入这个区划的村和社区，2、4、6 或 9 位代码，可重复，如 513201",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Load them and say how many were new or changed."""
    bring.database()
    bring.tables()
    print(f"四级区划：新增或更新 {acts.load_regions()} 个")
    for territory in args.villages:
        print(f"{territory} 的村和社区：新增或更新 {acts.load_villages(territory)} 个")
    return 0
