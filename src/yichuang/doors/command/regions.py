"""`yichuang regions`: load the divisions of the country; villages of a place on request. Loading again changes nothing."""

from __future__ import annotations

import argparse
from typing import Any

import django

from yichuang.law.cases import Refused
from yichuang.office.directory.acts.regions import load_regions, load_villages
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
