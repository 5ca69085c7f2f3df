"""Deeds of officers as they are kept, for patterns over many cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from yichuang.law.mandates import prefix
from yichuang.law.supervision import Deed

COLUMNS = 'what, tells, "case", seq, at, officer, officer_name, body, matter, kind, handling'
_OF_OFFICER = (
    f"SELECT {COLUMNS} FROM supervision_deed WHERE officer = %s AND at BETWEEN %s AND %s ORDER BY at, id"
)
_OF_MATTER = """
SELECT body, count(*), count(*) FILTER (WHERE what = 'refused') FROM supervision_deed
WHERE matter = %s AND at BETWEEN %s AND %s AND what IN ('granted', 'refused') GROUP BY body
"""
_ALL = f"SELECT {COLUMNS} FROM supervision_deed WHERE body LIKE %s AND at BETWEEN %s AND %s ORDER BY at, id"


@dataclass(slots=True)
class Kept:
    """The past as the table keeps it; asked for once for all rules that look at one deed."""

    asked: dict[tuple[str, datetime, datetime], list[Deed]] = field(default_factory=dict)

    def of_officer(self, officer: str, since: datetime, until: datetime) -> Sequence[Deed]:
        """The deeds of an officer from one instant to another."""
        key = (officer, since, until)
        if key not in self.asked:
            with connection.cursor() as cursor:
                cursor.execute(_OF_OFFICER, key)
                self.asked[key] = [Deed(*row) for row in cursor.fetchall()]
        return self.asked[key]

    def of_matter(self, matter: str, since: datetime, until: datetime) -> Mapping[str, tuple[int, int]]:
        """Of each body: how many decisions on a matter, how many of them refusals."""
        with connection.cursor() as cursor:
            cursor.execute(_OF_MATTER, [matter, since, until])
            return {body: (n, refused) for body, n, refused in cursor.fetchall()}


def between(region: str, since: datetime, until: datetime) -> Iterator[Deed]:
    """All deeds of the bodies of a territory in a span of time, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL, [f"{prefix(region)[:6]}%", since, until])
        yield from (Deed(*row) for row in cursor.fetchall())
