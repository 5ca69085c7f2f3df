"""`yichuang trail verify`: whether chains hold, of one case or of all, here or in an export anybody can check."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.catalogue.models import Matter
from yichuang.office.trail import reads
from yichuang.office.trail.models import FactRow
from yichuang.site import bring


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("trail", help="核验办件的证据链")
    parser.add_argument("what", choices=["verify", "export"], help="verify 核验；export 导出一个办件的链")
    parser.add_argument("--case", help="办件编号，或者 matter/事项业务码；不填则核验全部")
    parser.add_argument("--export", type=Path, help="导出到这个文件夹，可用 verify.py 离线核验")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Verify, and say of every broken chain where and why. 1 when any is broken."""
    bring.database()
    broken = checked = 0
    known = set()
    for number, head in _heads(args.case):
        known.add(number)
        found = reads.verify(number, bytes(head))
        checked += 1
        if found is not None:
            broken += 1
            print(f"{found.case} 第{found.seq}条：{found.why}", file=sys.stderr)
        if args.export:
            export(number, bytes(head), args.export)
    for number in reads.cases() if not args.case else ():
        if number not in known:
            broken += 1
            print(f"{number}：有证据链而没有办件或者事项", file=sys.stderr)
    print(f"核验 {checked} 条证据链，{broken} 条不符" if broken else f"核验 {checked} 条证据链，全部相符")
    return 1 if broken else 0


def _heads(only: str | None) -> Iterator[tuple[str, Any]]:
    """Every chain with the head its row knows: cases, then matters. Raises LookupError when the one asked for is not there."""
    cases = CaseRow.objects.order_by("number").values_list("number", "head")
    matters = Matter.objects.order_by("code").values_list("code", "head")
    if only:
        cases, matters = cases.filter(number=only), matters.filter(code=only.removeprefix("matter/"))
        if not (cases.exists() or matters.exists() or FactRow.objects.filter(case=only).exists()):
            raise LookupError(f"没有办件 {only}，请核对编号（--case）")
    yield from cases.iterator(2000)
    for code, head in matters.iterator(2000):
        yield catalogue.chain(code), head


def export(number: str, head: bytes, folder: Path) -> Path:
    """Write one case's chain as lines of record and head, with the head it must end in."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number.replace('/', '-')}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps({"case": number, "head": head.hex()}) + "\n")
        for record, link in FactRow.objects.filter(case=number).order_by("seq").values_list("record", "head"):
            file.write(json.dumps({"record": record, "head": bytes(link).hex()}, ensure_ascii=False) + "\n")
    return path
