"""`yichuang trail verify`: whether chains hold, of one case or of all, here or in an export anybody can check."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from yichuang.office.cases.models import CaseRow
from yichuang.office.trail import reads
from yichuang.office.trail.models import FactRow
from yichuang.site import bring


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("trail", help="核验办件的证据链")
    parser.add_argument("what", choices=["verify", "export"], help="verify 核验；export 导出一个办件的链")
    parser.add_argument("--case", help="办件编号；不填则核验全部")
    parser.add_argument("--export", type=Path, help="导出到这个文件夹，可用 verify.py 离线核验")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Verify, and say of every broken chain where and why. 1 when any is broken."""
    bring.database()
    heads = CaseRow.objects.order_by("number").values_list("number", "head")
    if args.case:
        heads = heads.filter(number=args.case)
        if not heads.exists() and not FactRow.objects.filter(case=args.case).exists():
            raise LookupError(f"没有办件 {args.case}，请核对编号（--case）")
    broken = checked = 0
    for number, head in heads.iterator(2000):
        found = reads.verify(number, bytes(head))
        checked += 1
        if found is not None:
            broken += 1
            print(f"{found.case} 第{found.seq}条：{found.why}", file=sys.stderr)
        if args.export:
            export(number, bytes(head), args.export)
    known = set(CaseRow.objects.values_list("number", flat=True)) if not args.case else set()
    for number in reads.cases() if not args.case else ():
        if number not in known:
            broken += 1
            print(f"{number}：有证据链而没有办件", file=sys.stderr)
    print(f"核验 {checked} 个办件，{broken} 个不符" if broken else f"核验 {checked} 个办件，全部相符")
    return 1 if broken else 0


def export(number: str, head: bytes, folder: Path) -> Path:
    """Write one case's chain as lines of record and head, with the head it must end in."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps({"case": number, "head": head.hex()}) + "\n")
        for record, link in FactRow.objects.filter(case=number).order_by("seq").values_list("record", "head"):
            file.write(json.dumps({"record": record, "head": bytes(link).hex()}, ensure_ascii=False) + "\n")
    return path
