"""`yichuang sample`: fill a demonstration with cases at every stage, lived through under the law; same seed, same cases."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import date, datetime
from random import Random
from typing import Any

from django.conf import settings
from django.db import transaction

from yichuang.doors.command import (
    sample_cards,
    sample_consultations,
    sample_hearings,
    sample_information,
    sample_objections,
    sample_openness,
    sample_scenes,
)
from yichuang.doors.command.lives import Hall, life
from yichuang.law.mandates import TIMER
from yichuang.office import clock
from yichuang.office.analysis import acts as analysis
from yichuang.office.cases import bulk
from yichuang.office.cases.bulk import Life
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Applicant, Body
from yichuang.office.files import acts as files
from yichuang.office.papers import acts as papers
from yichuang.office.papers import contents
from yichuang.office.papers.contents import About
from yichuang.office.scoring import acts as scoring
from yichuang.office.supervision import acts as supervision
from yichuang.office.trail import acts as trail
from yichuang.site import bring, followers, template

BATCH = 500
Say = Callable[[int, int], None]


def register(subparsers: Any) -> None:
    """Add the sub-command."""
    parser = subparsers.add_parser("sample", help="生成样例数据")
    parser.add_argument("--seed", type=int, default=2026, help="同一个种子生成同样的数据")
    parser.add_argument("--cases", type=int, default=2000, help="办件数")
    parser.add_argument("--until", type=date.fromisoformat, help="截至哪一天（默认今天）")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Fill and say how many."""
    if not settings.DEMO:
        raise ValueError("样例数据只能装入演示环境，请设置 YICHUANG_DEMO=1")
    bring.database()
    bring.tables()
    if not Body.objects.exists():
        template.knowledge()
    until = (
        datetime.combine(args.until, datetime.min.time(), clock.now().tzinfo) if args.until else clock.now()
    )
    print(f"登记 {sample_scenes.fill(until)} 件热线诉求")
    print(f"公开 {sample_openness.fill(until)} 件信息")
    print(f"征求意见 {sample_consultations.fill(until)} 次")
    print(f"听证 {sample_hearings.fill(until)} 次")
    print(f"申请 {sample_information.fill(until)} 件")
    print(f"异议 {sample_objections.fill(until)} 件")
    print(f"生成 {fill(args.cases, seed=args.seed, until=until)} 个办件")
    print(f"发出 {sample_cards.fill(until)} 张监察牌")
    return 0


def fill(
    count: int, *, seed: int, until: datetime | None = None, say: Say | None = None, issue: bool = True
) -> int:
    """Live through so many cases and put them down in batches. Returns how many."""
    hall = Hall(Random(seed), until or clock.now())  # noqa: S311 - a sample must be repeatable
    done = 0
    for batch in _batches(hall, count):
        with transaction.atomic():
            bulk.put(batch, hall.calendar)
            _files(batch)
            if issue:
                _papers(batch)
        done += len(batch)
        if say:
            say(done, count)
    trail.caught_up(followers.FOLLOWERS)
    supervision.rebuild(clock.now())
    scoring.rebuild()
    analysis.rebuild()
    return done


def _batches(hall: Hall, count: int) -> Iterator[list[Life]]:
    batch: list[Life] = []
    for serial in range(count):
        batch.append(life(hall, serial, count))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _files(batch: list[Life]) -> None:
    """The sample material is in the store once and belongs to every case that handed it in."""
    files.keep_sample(
        [
            (
                x.case.number,
                x.case.region,
                x.case.body,
                x.case.applicant,
                held.digest,
                held.name,
                x.case.opened_at,
            )
            for x in batch
            for held in x.case.materials.values()
            if held.digest
        ]
    )


def _papers(batch: list[Life]) -> None:
    """Every fact that the law wants in writing has its paper."""
    people = Applicant.objects.in_bulk({x.case.applicant for x in batch})
    bodies = Body.objects.in_bulk({x.case.body for x in batch})
    papers.issue_all(pair for x in batch for pair in _told(x, people[x.case.applicant], bodies[x.case.body]))


def _told(x: Life, person: Applicant, body: Body) -> Iterator[tuple[Any, About]]:
    for entry in x.entries:
        if type(entry.fact) in contents.WRITES:
            number = directory.details(person, TIMER).id_number
            yield entry, followers.about_of(entry, x.entries, body, x.client.name, number, x.query_code)
