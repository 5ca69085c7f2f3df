"""Counting statements as libpq sends them: every way to the server is seen, prepared or not."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

ASKED = ("Query", "Execute")
"""The messages that make the server do something."""


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements of this connection during the block, as libpq traces them; there when it ends."""
    asked: list[str] = []
    connection.ensure_connection()
    link = connection.connection.pgconn
    with tempfile.TemporaryFile("w+") as told:
        link.trace(told.fileno())
        try:
            yield asked
        finally:
            link.untrace()
        told.seek(0)
        lines = (line.rstrip("\n").split("\t") for line in told)
        asked += [line[3] for line in lines if "F" in line[:2] and line[3].strip('"') in ASKED]
