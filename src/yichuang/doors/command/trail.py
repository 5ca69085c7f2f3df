"""`yichuang trail`: seal the day, verify what is stored, export it so that anybody can verify it without us."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from yichuang.doors.command import verify
from yichuang.law import trail as law
from yichuang.office import clock, sealing
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.catalogue.models import Matter
from yichuang.office.knowledge import reads as knowledge
from yichuang.office.knowledge.models import Answer
from yichuang.office.openness.breakdown import reads as breakdown
from yichuang.office.trail import acts, log, reads
from yichuang.office.trail.models import FactRow, Root
from yichuang.site import bring

_FACTS = 'SELECT record::text, head FROM trail_fact ORDER BY "case", seq'
_LEAVES = "SELECT chain, seq, head FROM trail_leaf ORDER BY n"
_CHANGED = """
SELECT l.chain, l.seq FROM trail_leaf l LEFT JOIN trail_fact f ON f."case" = l.chain AND f.seq = l.seq
WHERE f.head IS DISTINCT FROM l.head ORDER BY l.n
"""


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("trail", help="封存、核验、导出证据链")
    parser.add_argument(
        "what", choices=["verify", "export", "seal"], help="verify 核验；export 导出；seal 立即封存今天的记录"
    )
    parser.add_argument("--case", help="办件编号，或者 matter/事项业务码；不填则全部")
    parser.add_argument("--export", type=Path, help="导出到这个文件夹，可用 verify.py 离线核验")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do it, and say of every broken chain where and why. 1 when anything does not hold."""
    bring.database()
    if args.what == "seal":
        row = acts.seal_day(clock.today(), clock.now())
        print(f"{row.day} 封存 {row.size} 个链头，根 {bytes(row.root).hex()}")
        return 0
    if args.what == "export":
        if args.export is None:
            raise ValueError("没有写导出到哪个文件夹（--export）")
        return _exported(args.case, args.export)
    return _verified(args.case)


def _verified(only: str | None) -> int:
    troubles, checked, known = [], 0, set()
    for number, head in _heads(only):
        known.add(number)
        found = reads.verify(number, bytes(head))
        checked += 1
        if found is not None:
            troubles.append(f"{found.case} 第{found.seq}条：{found.why}")
    if only and not known:
        known.add(only)
        found = reads.verify(only)
        checked += 1
        troubles += [f"{found.case} 第{found.seq}条：{found.why}"] if found else []
    if not only:
        for number in reads.cases():
            if number not in known:
                found = reads.verify(number)
                checked += 1
                if "/" not in number:
                    troubles.append(f"{number}：有证据链而没有办件或者事项")
                elif found is not None:
                    troubles.append(f"{found.case} 第{found.seq}条：{found.why}")
        troubles += _log_holds()
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    end = f"{len(troubles)} 处不符" if troubles else "全部相符"
    print(f"核验 {checked} 条证据链，{end}")
    return 1 if troubles else 0


def _log_holds() -> Iterator[str]:
    """What of the sealed log no longer agrees with what is stored."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED)
        for chain, seq in cursor.fetchall():
            yield f"{chain} 第{seq}条：与封存时的链头不符，记录被改写"
    size, roots = log.size(), list(Root.objects.all())
    counted = _roots_of_leaves({row.size for row in roots})
    for row in roots:
        root = log.published(row)
        if row.size > size or counted.get(row.size) != root.root:
            yield f"{row.day}：封存的日志与公布的根不符"
        elif law.root(log.span(row.size), row.size) != root.root:
            yield f"{row.day}：日志的哈希块与叶子不符，给出的证明会不成立"
        elif not sealing.signed_by(bytes.fromhex(row.key), root.signed(), bytes(row.signature)):
            yield f"{row.day}：根的签名不符"


def _roots_of_leaves(sizes: set[int]) -> dict[int, bytes]:
    """The root at each of these sizes, from the leaves themselves: the kept tiles may say what the leaves no longer do."""
    tree, found = verify.Tree(), dict[int, bytes]()
    for leaf in _leaves():
        if tree.size in sizes:
            found[tree.size] = tree.root()
        tree.add(leaf.hash())
    return found | ({tree.size: tree.root()} if tree.size in sizes else {})


def _leaves() -> Iterator[law.Leaf]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(_LEAVES)
        for chain, seq, head in cursor:
            yield law.Leaf(chain, seq, bytes(head))


def _heads(only: str | None) -> Iterator[tuple[str, Any]]:
    """Every chain with the head its row knows: cases, matters, answers, the breakdown of duties. Raises LookupError when the one asked for is not there."""
    cases = CaseRow.objects.order_by("number").values_list("number", "head")
    matters = Matter.objects.order_by("code").values_list("code", "head")
    answers = Answer.objects.order_by("code").values_list("code", "head")
    if only:
        cases, matters = cases.filter(number=only), matters.filter(code=only.removeprefix("matter/"))
        answers = answers.filter(code=only.removeprefix("answer/") if only.startswith("answer/") else "")
        if not (
            cases.exists()
            or matters.exists()
            or answers.exists()
            or FactRow.objects.filter(case=only).exists()
        ):
            raise LookupError(f"没有办件 {only}，请核对编号（--case）")
    yield from cases.iterator(2000)
    for code, head in matters.iterator(2000):
        yield catalogue.chain(code), head
    for code, head in answers.iterator(2000):
        yield knowledge.chain(code), head
    for table, chain, _ in breakdown.CHAINED:
        for code, head in table._default_manager.order_by("pk").values_list("pk", "head"):
            if only in (None, chain(code)):
                yield chain(code), head


def _exported(only: str | None, folder: Path) -> int:
    """One chain as its receipt, or everything: facts, leaves, roots."""
    folder.mkdir(parents=True, exist_ok=True)
    if only:
        if not FactRow.objects.filter(case=only).exists():
            raise LookupError(f"没有办件 {only}，请核对编号（--case）")
        path = folder / f"{only.replace('/', '-')}.json"
        path.write_text(log.dumped(log.receipt(only)), encoding="utf-8")
        print(f"回执在 {path}")
        return 0
    export(folder)
    print(f"已导出到 {folder}；核验：python3 verify.py {folder}")
    return 0


@transaction.atomic
def export(folder: Path) -> None:
    """Write all facts, all leaves and the published roots as of one moment, as `verify.py` reads them. No personal text is among them."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    (folder / "roots.json").write_text(log.dumped(log.roots()), encoding="utf-8")
    with (folder / "leaves.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(log.dumped(leaf.plain()) + "\n" for leaf in _leaves())
    with (folder / "facts.jsonl").open("w", encoding="utf-8") as file, connection.chunked_cursor() as cursor:
        cursor.execute(_FACTS)
        for record, head in cursor:
            file.write(f'{{"head":"{bytes(head).hex()}","record":{record}}}\n')
