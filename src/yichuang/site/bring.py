"""Bring an installation up: the server, the database, its tables."""

from __future__ import annotations

import psycopg

from yichuang.site import env
from yichuang.site.postgres import Server


def database(name: str = "yichuang") -> None:
    """Start the embedded server if this installation uses it, and make the database if it is not there."""
    here = env.read()
    if here.database_url:
        return
    server = Server(here.data / "postgres")
    server.start()
    with psycopg.connect(f"{server.url} dbname=postgres", autocommit=True) as link:
        if link.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
            try:
                link.execute(f'CREATE DATABASE "{name}"')
            except psycopg.errors.DuplicateDatabase:
                return
