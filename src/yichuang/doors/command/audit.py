"""`yichuang audit`: refold every case from its facts, compare it with its row, and check what the law states of any case."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from yichuang.law import cases as law
from yichuang.law import catalogue as life
from yichuang.law import knowledge as answering
from yichuang.law import trail as law_trail
from yichuang.law.cases import Case
from yichuang.law.facts import AnswerPublished, EditionPublished
from yichuang.law.words import Outcome, State
from yichuang.office.cases import rows
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.catalogue.acts import digest
from yichuang.office.catalogue.models import Matter
from yichuang.office.directory import reads as directory
from yichuang.office.knowledge import reads as knowledge
from yichuang.office.knowledge.models import Answer
from yichuang.office.openness.breakdown import reads as breakdown
from yichuang.office.trail import reads as trail
from yichuang.office.trail.models import Cursor, FactRow
from yichuang.site import bring


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("audit", help="由事实重算全部办件并核对")
    parser.add_argument("--case", help="只核对这个办件")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Audit and name every finding. 1 when there is any."""
    bring.database()
    findings = checked = 0
    found = CaseRow.objects.order_by("number")
    for row in (found.filter(number=args.case) if args.case else found).iterator(500):
        checked += 1
        for finding in audit(row):
            findings += 1
            print(f"{row.number}：{finding}", file=sys.stderr)
    matters = Matter.objects.none() if args.case else Matter.objects.order_by("code")
    for matter in matters.iterator(500):
        checked += 1
        for finding in audit_matter(matter):
            findings += 1
            print(f"事项 {matter.code}：{finding}", file=sys.stderr)
    answers = Answer.objects.none() if args.case else Answer.objects.order_by("code")
    for answer in answers.iterator(500):
        checked += 1
        for finding in audit_answer(answer):
            findings += 1
            print(f"答复 {answer.code}：{finding}", file=sys.stderr)
    for told, finding in () if args.case else audit_breakdown():
        checked += told
        if finding:
            findings += 1
            print(finding, file=sys.stderr)
    for cursor in Cursor.objects.filter(failures__gt=0):
        findings += 1
        print(f"后续“{cursor.follower}”在事实 {cursor.fact} 之后停住：{cursor.trouble}", file=sys.stderr)
    print(
        f"核对 {checked} 个办件、事项、答复和任务分解，{findings} 处不符"
        if findings
        else f"核对 {checked} 个办件、事项、答复和任务分解，全部相符"
    )
    return 1 if findings else 0


def audit(row: CaseRow) -> Iterator[str]:
    """What does not agree between a case's row, its facts and the law."""
    broken = trail.verify(row.number, bytes(row.head))
    if broken is not None:
        yield f"第{broken.seq}条：{broken.why}"
        return
    records = FactRow.objects.filter(case=row.number).order_by("seq").values_list("record", flat=True)
    case = law.fold(law_trail.read(record) for record in records)
    if case != rows.thaw(row.folded):
        yield "由事实重算的状态与办件行不同"
    edition = catalogue.edition(case.matter, case.edition)
    when = law.times(case, edition, directory.calendar())
    expected = dict(zip(rows.MOVING, rows.moving(case, when, bytes(row.head)), strict=True))
    for name, value in expected.items():
        stored = getattr(row, name)
        if name != "folded" and (bytes(stored) if name == "head" else stored) != value:
            yield f"{name} 应为 {value}，实为 {stored}"
    yield from invariants(case)


def audit_matter(row: Matter) -> Iterator[str]:
    """What does not agree between a matter's row, its editions' words and its facts."""
    broken = trail.verify(catalogue.chain(row.code), bytes(row.head))
    if broken is not None:
        yield f"第{broken.seq}条：{broken.why}"
        return
    entries = catalogue.history(row.code)
    item = life.fold(row.code, entries)
    if item != catalogue.item(row) or (item.version, item.ends) != (row.version, row.ends):
        yield "由事实重算的状态与事项行不同"
    told = {x.fact.number: x.fact.digest for x in entries if isinstance(x.fact, EditionPublished)}
    kept = {edition.number: digest(edition.content) for edition in row.editions.all()}
    if told != kept:
        yield "公布的各版与证据链上的摘要不同"


def audit_answer(row: Answer) -> Iterator[str]:
    """What does not agree between an answer's row, its editions' words and its facts."""
    broken = trail.verify(knowledge.chain(row.code), bytes(row.head))
    if broken is not None:
        yield f"第{broken.seq}条：{broken.why}"
        return
    entries = knowledge.history(row.code)
    item = answering.fold(row.code, entries)
    stands = (item.version, item.review_by, item.mend_by, item.withdrawn_on is not None)
    if item != knowledge.item(row) or stands != (row.version, row.review_by, row.mend_by, row.withdrawn):
        yield "由事实重算的状态与答复行不同"
    told = {x.fact.number: x.fact.digest for x in entries if isinstance(x.fact, AnswerPublished)}
    ends = {edition.number: (edition.effective, edition.ends) for edition in item.editions}
    rows = list(row.editions.all())
    if {x.number: digest(x.content) for x in rows} != told or {
        x.number: (x.effective, x.ends) for x in rows
    } != ends:
        yield "发布的各版与证据链上的不同"


def audit_breakdown() -> Iterator[tuple[int, str]]:
    """What does not agree between the breakdown of duties and its facts: lines, rule papers, goals; each counted once."""
    for table, chain, folded in breakdown.CHAINED:
        for row in table._default_manager.order_by("pk").iterator(500):
            yield 1, ""
            broken = trail.verify(chain(row.pk), bytes(row.head))
            if broken is not None:
                yield 0, f"{chain(row.pk)} 第{broken.seq}条：{broken.why}"
            elif folded(row.pk) != row.item:
                yield 0, f"{chain(row.pk)}：由事实重算的状态与所存的不同"


def invariants(case: Case) -> Iterator[str]:
    """What the law states of every case."""
    if case.accepted_on and case.received_on and case.accepted_on < case.received_on:
        yield "受理日早于收到日（行政许可法 32）"
    if case.decided_on and case.accepted_on and case.decided_on < case.accepted_on:
        yield "决定日早于受理日（行政许可法 42）"
    if case.outcome in (Outcome.GRANTED, Outcome.REFUSED) and case.accepted_on is None:
        yield "没有受理而作出了决定（行政许可法 32、38）"
    if case.review and case.review.pauses and any(p.end and p.end < p.start for p in case.review.pauses):
        yield "暂停的结束早于开始（行政许可法 45）"
    if case.state is State.DELIVERED and case.served_on is None:
        yield "已送达而没有送达日（行政许可法 44）"
    if case.pause is not None and case.state is not State.UNDER_REVIEW:
        yield "不在审查中却停着计时（行政许可法 45）"
