"""Bring an installation up: the server, the database, its tables, what it knows from the start; and scratch copies."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from yichuang.office.catalogue import acts as catalogue
from yichuang.office.directory import acts as directory
from yichuang.site.postgres import Server

SOURCE = Path(__file__).resolve().parent.parent


def _admin() -> psycopg.Connection[tuple[object, ...]]:
    """A connection to the server's own database; starts the embedded server if this installation uses it."""
    if not settings.ENV.database_url:
        server = Server(settings.YICHUANG_DATA / "postgres")
        server.start()
        return psycopg.connect(f"{server.url} dbname=postgres", autocommit=True)
    return psycopg.connect(settings.ENV.database_url.rpartition("/")[0] + "/postgres", autocommit=True)


def _exists(link: psycopg.Connection[tuple[object, ...]], name: str) -> bool:
    return link.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None


def database(name: str | None = None) -> None:
    """Start the server and make the database if it is not there."""
    wanted = name or settings.DATABASES["default"]["NAME"]
    with _admin() as link:
        if not _exists(link, wanted):
            link.execute(f'CREATE DATABASE "{wanted}"')


def tables() -> None:
    """Bring the tables to this version."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def knowledge() -> None:
    """Load what a centre knows from the start: the country's regions, the catalogue, bodies, officers and letters."""
    directory.load_regions()
    catalogue.load_sample()
    directory.load_sample()


@cache
def template() -> str:
    """The name of a database with tables and knowledge of exactly this source, made when it is not there."""
    mark = hashlib.sha256()
    for path in sorted([*SOURCE.rglob("migrations/*.py"), *SOURCE.rglob("data/**/*"), *SOURCE.rglob("acts/*.py")]):
        if path.is_file():
            mark.update(path.read_bytes())
    name = f"yichuang_template_{mark.hexdigest()[:12]}"
    with _admin() as link:
        link.execute("SELECT pg_advisory_lock(20260101)")
        if not _exists(link, name):
            making = f"{name}_making"
            link.execute(f'DROP DATABASE IF EXISTS "{making}" WITH (FORCE)')
            link.execute(f'CREATE DATABASE "{making}"')
            use(making)
            tables()
            knowledge()
            connection.close()
            link.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
    return name


def scratch(name: str) -> None:
    """Make a fresh copy of the template under this name and use it."""
    source = template()
    connection.close()
    with _admin() as link:
        link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        link.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY file_copy')
    use(name)


def drop(name: str) -> None:
    """Throw a scratch database away."""
    connection.close()
    with _admin() as link:
        link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def use(name: str) -> None:
    """Let this process work on that database."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
