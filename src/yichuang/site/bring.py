"""Bring an installation up: the server, the database, its tables."""

from __future__ import annotations

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from yichuang.site.postgres import Server, Stopped


def admin() -> psycopg.Connection[tuple[object, ...]]:
    """A connection to the server's own database; starts the embedded server if this installation uses it."""
    if not settings.ENV.database_url:
        server = Server(settings.YICHUANG_DATA / "postgres")
        server.start()
        return psycopg.connect(f"{server.url} dbname=postgres", autocommit=True)
    try:
        return psycopg.connect(settings.ENV.database_url, dbname="postgres", autocommit=True)
    except psycopg.OperationalError as error:
        raise Stopped(f"YICHUANG_DATABASE_URL 的数据库连不上，请核对地址、用户和口令：{error}") from error


def exists(link: psycopg.Connection[tuple[object, ...]], name: str) -> bool:
    """Whether there is a database of this name."""
    return link.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None


def database(name: str | None = None) -> None:
    """Start the server and make the database if it is not there."""
    wanted = name or settings.DATABASES["default"]["NAME"]
    with admin() as link:
        if not exists(link, wanted):
            link.execute(f'CREATE DATABASE "{wanted}"')


def tables() -> None:
    """Bring the tables to this version."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def use(name: str) -> None:
    """Let this process work on that database."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
