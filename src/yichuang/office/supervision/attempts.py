"""Reading the attempts: who tried what without the right to it, as far as the asker may see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from yichuang.law import trail as law
from yichuang.law.facts import AttemptRefused, Entry
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Role
from yichuang.office.cases import reads as cases

MONTHS = """SELECT "case" FROM trail_fact WHERE "case" >= 'attempts/' AND "case" < 'attempts0' AND seq = 1 ORDER BY "case" DESC"""
SELECT = """
SELECT f.record::text, c.name, b.short FROM trail_fact f
LEFT JOIN cases_case c ON c.number = f.record->'data'->>'of_case' LEFT JOIN directory_body b ON b.code = c.body
WHERE f."case" = %s AND f.seq < %s AND (({audit}) OR ({watch}) OR (c.number IS NULL AND %s)) {more}
ORDER BY f.seq DESC LIMIT %s
"""
_LAST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt: its entry, the case it was about by name, the body of that case."""

    entry: Entry
    fact: AttemptRefused
    name: str
    body: str


def months() -> list[str]:
    """The months in which anything was tried, the latest first: 2026-11."""
    with connection.cursor() as cursor:
        cursor.execute(MONTHS)
        return [chain.partition("/")[2] for (chain,) in cursor.fetchall()]


def attempts(
    by: Standing,
    month: str,
    *,
    who: str = "",
    act: str = "",
    role: Role | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[Attempt]:
    """The attempts of a month, the latest first: an auditor sees those of his territory and those about no case, a supervisor those about cases he watches.

    `who` is a number or part of a name, `act` the name of an act or a case number.
    """
    audit, first = cases.scope(by.reaches, Permission.AUDIT_READ)
    watch, second = cases.scope(by.reaches, Permission.SUPERVISION_READ)
    more, filters = "", list[str]()
    if who:
        more += " AND (f.record->'by'->>'id' = %s OR strpos(f.record->'by'->>'name', %s) > 0)"
        filters += [who, who]
    if act:
        more += (
            " AND %s IN (f.record->'data'->>'act', f.record->'data'->>'label', f.record->'data'->>'of_case')"
        )
        filters.append(act)
    if role:
        more += " AND f.record->'by'->>'role' = %s"
        filters.append(role.value)
    params = [f"attempts/{month}", _LAST if before is None else before, *first, *second,
              by.may(Permission.AUDIT_READ), *filters, limit]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(SELECT.format(audit=audit, watch=watch, more=more), params)
        return list(_read(cursor.fetchall()))


def _read(rows: list[tuple[str, str | None, str | None]]) -> Iterator[Attempt]:
    for record, name, body in rows:
        entry = law.read(json.loads(record))
        assert isinstance(entry.fact, AttemptRefused)
        yield Attempt(entry, entry.fact, name or "", body or "")
