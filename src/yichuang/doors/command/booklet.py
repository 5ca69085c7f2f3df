"""`yichuang booklet FILE`: the guides in force as one PDF with contents, of the whole hall, a region or a body."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings

from yichuang.law.cases import day
from yichuang.office import clock
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.papers import leaflets
from yichuang.site import bring


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("booklet", help="把办事指南印成一册（PDF）")
    parser.add_argument("file", type=Path, help="写到这个文件")
    parser.add_argument("--body", default="", help="只印这个机关，机关代码如 513201129")
    parser.add_argument("--region", default="", help="只印这一级大厅，12 位区划代码")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Gather, lay out, write; say how far it is, how long it took and how large it is."""
    bring.database()
    begun, today = time.monotonic(), day(clock.now())
    found = catalogue.listing(body=args.body, region=args.region, on=today)
    if not found:
        raise LookupError("没有在用的事项，请核对 --body 或者 --region")
    pages = []
    for n, guide in enumerate(found, 1):
        print(f"\r收集办事指南 {n}/{len(found)}", end="", file=sys.stderr, flush=True)
        pages.append((guide, f"{settings.PUBLIC_URL}/matters/{guide.code}/"))
    print("\n排版…", file=sys.stderr)
    title = f"{found[0].body.name if args.body else settings.CENTRE}办事指南"
    data = leaflets.booklet(pages, title, today)
    args.file.write_bytes(data)
    took = time.monotonic() - begun
    print(f"{args.file}：{len(found)} 个事项，{len(data) / 1024 / 1024:.1f} MB，{took:.1f} 秒")
    return 0
