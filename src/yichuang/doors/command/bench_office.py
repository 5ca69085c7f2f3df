"""The office side of the acts bench: cases ready to be accepted, and the acts that take them to their certificate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from yichuang.doors.command.stories.filling import whole
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.facts import Actor
from yichuang.law.kinds import BY_CODE
from yichuang.law.mandates import Standing
from yichuang.law.words import Channel, Purpose, Role
from yichuang.office import clock
from yichuang.office.cases import acts, bulk
from yichuang.office.cases.acts import Client
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Applicant, Officer
from yichuang.site import bring, template
from yichuang.site.postgres import Server, binaries

MATTER = "food-business"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=CHINA)
scratch, drop, use = template.scratch, template.drop, bring.use
COMMANDS = (
    ("clerk", c.Accept()),
    ("reviewer", c.CompleteStep(step="review", opinion="材料齐全")),
    ("reviewer", c.CompleteStep(step="site", opinion="符合要求", officers=("甲", "乙"))),
    ("chief", c.Grant(content="准予食品经营")),
    ("chief", c.MakeCertificate()),
)
ACTS = len(COMMANDS)


def server(name: str) -> tuple[str, Path]:
    """How pgbench reaches the database, and where it is."""
    socket = Server(settings.YICHUANG_DATA / "postgres").socket
    return f"-h {socket} -U postgres {name}", binaries() / "pgbench"


def applied(
    count: int, chance: Random, turn: int, now: datetime = MONDAY, matter: str = MATTER
) -> list[bulk.Life]:
    """So many complete applications in memory, received and waiting."""
    edition, calendar = catalogue.edition(matter, 1), directory.calendar()
    person = Applicant.objects.order_by("id")[0]
    by = Standing(actor=Actor(Role.APPLICANT, id=person.pk))
    first = acts.opened(
        edition, Client(person.pk, person.name), channel=Channel.ONLINE, purpose=Purpose.NEW, licence=None
    )
    here = law.Scene(BY_CODE[edition.kind], by, now, edition, calendar)
    lives = []
    for serial in range(count):
        number = acts.numbered(edition.region, edition.body, law.day(now) + timedelta(days=turn), serial)
        life = bulk.begin(
            first, number, Client(person.pk, person.name), "0", by=here, grain=lambda: chance.randbytes(16)
        )
        for command in whole(edition, paper=False):
            life.act(command, here, grain=lambda: chance.randbytes(16))
        lives.append(life)
    return lives


def submitted(
    count: int, chance: Random, turn: int, now: datetime = MONDAY, matter: str = MATTER
) -> list[str]:
    """So many complete applications put down. Returns their numbers."""
    lives = applied(count, chance, turn, now, matter)
    with transaction.atomic():
        bulk.put(lives, directory.calendar())
    return [life.case.number for life in lives]


def numbered(numbers: Iterable[str]) -> None:
    """Let pgbench find the cases by a running number."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_number")
        cursor.execute(
            'CREATE TABLE bench_number (n int PRIMARY KEY, number varchar(40) COLLATE "C", record text)'
        )
        cursor.execute(
            "INSERT INTO bench_number SELECT n, number, "
            "(SELECT record::text FROM trail_fact WHERE type = 'CaseSubmitted' LIMIT 1) "
            "FROM unnest(%s::text[]) WITH ORDINALITY x(number, n)",
            [list(numbers)],
        )
        cursor.execute("ANALYZE")


_STANDINGS: dict[str, Any] = {}


def warm(begun: datetime) -> None:
    """Read who acts and the catalogue once, as a running desk has."""
    for username in {who for who, _ in COMMANDS}:
        number = Officer.objects.get(user__username=username).number
        _STANDINGS[username] = directory.officer_standing(number, law.day(begun))


def at_once(number: str) -> None:
    """Take a case to its grant within one minute, each act as of now: what supervision does not like to see."""
    for who, command in COMMANDS[:4]:
        acts.act(number, command, by=_STANDINGS[who], at=clock.now())


def through(numbers: list[str], begun: datetime) -> None:
    """Take each case through its acts, one durable act after the other."""
    for serial, number in enumerate(numbers):
        for minute, (who, command) in enumerate(COMMANDS):
            at = begun + timedelta(minutes=minute)
            acts.act(number, command, by=_STANDINGS[who], at=at, key=f"bench{serial}-{minute}")
    connection.close()
