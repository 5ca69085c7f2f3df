"""A crowded hall for the pages bench: two thousand true lives, multiplied inside PostgreSQL."""

from __future__ import annotations

from django.db import connection

from yichuang.doors.command import sample
from yichuang.office.cases.models import CaseRow

TRUE = 2_000
WITH_FACTS = 10
"""Each so manieth copy brings its facts, so that the trail is large too; a copied chain does not hold."""
SHIFTED = ("opened_at", "last_at", "yellow_at", "red_at", "next_at", "runs_out")
COPIES = """
CREATE TEMPORARY TABLE copies AS
SELECT t.number AS of, k, left(t.number, 17) || lpad((k * %(true)s + t.serial)::text, 8, '0') AS number
FROM (SELECT number, row_number() OVER (ORDER BY number) AS serial FROM cases_case) t, generate_series(1, %(times)s) k
"""
CASES = """
INSERT INTO cases_case ({names}) SELECT {values} FROM copies n JOIN cases_case t ON t.number = n.of
"""
FACTS = """
INSERT INTO trail_fact ("case", seq, at, type, record, head)
SELECT n.number, f.seq, f.at, f.type, f.record, f.head
FROM copies n JOIN trail_fact f ON f."case" = n.of WHERE n.k %% %(every)s = 0
"""


def gather(cases: int) -> list[str]:
    """Fill the scratch database with so many cases. Returns the numbers of the true ones."""
    true = min(TRUE, cases)
    sample.fill(true, seed=2026)
    numbers = list(CaseRow.objects.order_by("number").values_list("number", flat=True))
    names = [str(column.column) for column in CaseRow._meta.concrete_fields]
    values = [_value(name) for name in names]
    with connection.cursor() as cursor:
        for table in ("cases_case", "trail_fact"):
            cursor.execute(f"ALTER TABLE {table} SET UNLOGGED")
        cursor.execute(COPIES, {"true": true, "times": cases // true - 1})
        cursor.execute(CASES.format(names=", ".join(names), values=", ".join(values)))
        cursor.execute(FACTS, {"every": WITH_FACTS})
        for table in ("cases_case", "trail_fact"):
            cursor.execute(f"VACUUM ANALYZE {table}")
    return numbers


def _value(name: str) -> str:
    """A column of a copy: its own number, its instants some seconds later."""
    if name in SHIFTED:
        return f"t.{name} + make_interval(secs => (n.k * 37) % 43201)"
    return {"number": "n.number", "folded": "replace(t.folded, t.number, n.number)"}.get(name, f"t.{name}")


def rows(table: str) -> int:
    """About how many rows a table has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE relname = %s", [table])
        return int(cursor.fetchone()[0])
