"""What a centre knows from the start, and scratch databases that begin with it."""

from __future__ import annotations

import contextlib
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from yichuang.office.agency import sample as agency
from yichuang.office.catalogue import acts as catalogue
from yichuang.office.directory import acts as directory
from yichuang.site import bring

SOURCE = Path(__file__).resolve().parent.parent
PREFIX = "yichuang_template_"
KEPT = 4


def knowledge() -> None:
    """Load what a centre knows from the start: the country's regions; a demonstration also its matters and people."""
    directory.load_regions()
    if settings.DEMO:
        directory.load_sample()
        catalogue.load_sample()
        agency.load_sample()


@cache
def template() -> str:
    """The name of a database with tables and knowledge of exactly this source, made when it is not there."""
    mark = hashlib.sha256(b"demo" if settings.DEMO else b"")
    for path in sorted([*(SOURCE / "office").rglob("*.py"), *SOURCE.rglob("data/**/*")]):
        if path.is_file():
            mark.update(path.read_bytes())
    name = f"{PREFIX}{mark.hexdigest()[:12]}"
    with bring.admin() as link:
        link.execute("SELECT pg_advisory_lock(20260101)")
        if not bring.exists(link, name):
            making = f"{name}_making"
            link.execute(f'DROP DATABASE IF EXISTS "{making}" WITH (FORCE)')
            link.execute(f'CREATE DATABASE "{making}"')
            bring.use(making)
            bring.tables()
            knowledge()
            connection.close()
            link.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
            _forget_old(link)
    return name


def _forget_old(link: psycopg.Connection[Any]) -> None:
    """Keep the latest few; templates of sources that are gone only take room."""
    kept = link.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid", (PREFIX,)
    )
    for (old,) in kept.fetchall()[:-KEPT]:
        with contextlib.suppress(psycopg.errors.ObjectInUse):
            link.execute(f'DROP DATABASE IF EXISTS "{old}"')


def scratch(name: str) -> None:
    """Make a fresh copy of the template under this name and use it."""
    source = template()
    connection.close()
    with bring.admin() as link:
        link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        link.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY file_copy')
    bring.use(name)


def drop(name: str) -> None:
    """Throw a scratch database away."""
    connection.close()
    with bring.admin() as link:
        link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
