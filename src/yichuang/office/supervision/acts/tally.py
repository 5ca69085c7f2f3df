"""Writing down where cases stand, only as they change: buckets, counters, flow of the day, the next instant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law.calendar import Calendar
from yichuang.law.cases import Case
from yichuang.law.clocks import due_date
from yichuang.law.facts import Entry
from yichuang.law.mandates import prefix
from yichuang.law.matters import Edition
from yichuang.office.cases import rows
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory

CHANNEL = "yichuang_watch"
"""What the watchroom listens on: a word of at most 60 characters for each change."""

FLOWS: dict[type[f.Fact], str] = {
    f.CaseSubmitted: "received",
    f.CaseAccepted: "accepted",
    f.CaseDeemedAccepted: "accepted",
    f.CaseGranted: "decided",
    f.CaseRefused: "decided",
    f.ProjectConcluded: "decided",
    f.DecisionServed: "served",
    f.CertificateCollected: "served",
    f.CorrectionAsked: "corrections",
    f.CardRaised: "cards",
}
"""What the day's flow counts."""
LATE = "late"
"""Of the decided, those after their promised day."""

_ADD = """
INSERT INTO supervision_count (region, body, kind, state, light, n) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (region, body, kind, state, light) DO UPDATE SET n = supervision_count.n + excluded.n
"""
_FLOW = """
INSERT INTO supervision_flow (day, region, body, what, n) VALUES (%s, %s, %s, %s, 1)
ON CONFLICT (day, region, body, what) DO UPDATE SET n = supervision_flow.n + 1
"""
_LATE = "INSERT INTO supervision_flow (day, region, body, what, n) VALUES (%s, %s, %s, %s, %s)"
_SET = """
INSERT INTO supervision_watch ("case", version, region, body, kind, state, light, looked_at, next_at)
SELECT * FROM unnest(%s::text[], %s::int[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::timestamptz[], %s::timestamptz[])
ON CONFLICT ("case") DO UPDATE SET version = excluded.version, body = excluded.body, state = excluded.state, light = excluded.light,
  looked_at = excluded.looked_at, next_at = excluded.next_at
"""
_DUE = 'SELECT "case" FROM supervision_watch WHERE next_at <= %s ORDER BY next_at LIMIT %s'
_AGAIN = """
UPDATE supervision_watch SET next_at = %s, looked_at = greatest(looked_at, %s) WHERE region LIKE %s
"""


def due(now: datetime, limit: int) -> list[str]:
    """The cases whose instant has come, the earliest first: one look into one index."""
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [now, limit])
        return [number for (number,) in cursor.fetchall()]


def flow(entry: Entry, case: Case, edition: Edition, calendar: Calendar) -> None:
    """Count what happened on its day; of a decision also whether it was late."""
    what = FLOWS.get(type(entry.fact))
    if what is not None:
        late = what == "decided" and decided_late(case, edition, calendar)
        with connection.cursor() as cursor:
            for one in (what, LATE) if late else (what,):
                cursor.execute(_FLOW, [law.day(entry.at), case.region, case.body, one])


def decided_late(case: Case, edition: Edition, calendar: Calendar) -> bool:
    """Whether it was decided after the last day of the promised limit."""
    if case.review is None or case.decided_on is None:
        return False
    return case.decided_on > due_date(case.review.under(edition.promised), calendar)


class Move(NamedTuple):
    """A case that was looked at: where it was counted until now, its light at that moment, when to look next."""

    case: Case
    was: tuple[str, str, str] | None
    """Body, state and light; none when it was not counted yet. A ticket of the hotline goes from body to body."""
    light: str
    at: datetime
    upcoming: datetime | None

    @property
    def now(self) -> tuple[str, str, str]:
        """Body, state and light it is counted in from now on."""
        return (self.case.body, self.case.state.value, self.light)


def move(moves: Sequence[Move]) -> None:
    """Take cases out of the buckets they were counted in and put them into those they are in now."""
    counts: dict[tuple[str, str, str, str, str], int] = {}
    for one in moves:
        if one.was != one.now:
            for where, n in ((one.now, 1), (one.was, -1)):
                if where is not None:
                    bucket = (one.case.region, where[0], one.case.kind, where[1], where[2])
                    counts[bucket] = counts.get(bucket, 0) + n
    with connection.cursor() as cursor:
        for bucket in sorted(counts):
            if counts[bucket]:
                cursor.execute(_ADD, [*bucket, counts[bucket]])
        rows = [_line(one) for one in moves if not one.case.rests]
        if rows:
            cursor.execute(_SET, [list(column) for column in zip(*rows, strict=True)])
        ended = [one.case.number for one in moves if one.case.rests]
        if ended:
            cursor.execute('DELETE FROM supervision_watch WHERE "case" = ANY(%s)', [ended])
        for one in moves:
            if one.was != one.now:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{one.case.kind} {one.case.number}"])


def _line(one: Move) -> tuple[Any, ...]:
    case = one.case
    body, *stands = one.now
    return (case.number, case.version, case.region, body, case.kind, *stands, one.at, one.upcoming)


def look_again(region: str, at: datetime) -> None:
    """Rules of a region changed: its open cases are looked at anew, from this moment on."""
    with connection.cursor() as cursor:
        cursor.execute(_AGAIN, [at, at, f"{prefix(region)}%"])


@transaction.atomic
def rebuild(now: datetime, standing: Callable[[Case, datetime], tuple[str, datetime | None]]) -> int:
    """Count all cases from their rows, and write down the next instant of each that is open."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK supervision_watch IN EXCLUSIVE MODE")
        for table in ("supervision_watch", "supervision_count", "supervision_flow"):
            cursor.execute(f"DELETE FROM {table}")
    counts: dict[tuple[str, str, str, str, str], int] = {}
    late: Counter[tuple[date, str, str]] = Counter()
    calendar = directory.calendar()
    lines, done = [], 0
    for folded in CaseRow.objects.order_by("number").values_list("folded", flat=True).iterator(2000):
        case = rows.thaw(folded)
        light, upcoming = standing(case, now)
        bucket = (case.region, case.body, case.kind, case.state.value, light)
        counts[bucket] = counts.get(bucket, 0) + 1
        done += 1
        if decided_late(case, catalogue.edition(case.matter, case.edition), calendar):
            assert case.decided_on is not None
            late[case.decided_on, case.region, case.body] += 1
        if not case.rests:
            lines.append((case.number, case.version, *bucket, now, upcoming))
    connection.ensure_connection()
    with connection.connection.cursor() as raw:
        columns = '"case", version, region, body, kind, state, light, looked_at, next_at'
        with raw.copy(f"COPY supervision_watch ({columns}) FROM STDIN") as copy:
            for line in lines:
                copy.write_row(line)
        with raw.copy("COPY supervision_count (region, body, kind, state, light, n) FROM STDIN") as copy:
            for bucket, n in counts.items():
                copy.write_row((*bucket, n))
    with connection.cursor() as cursor:
        cases = " ".join(f"WHEN '{kind.__name__}' THEN '{what}'" for kind, what in FLOWS.items())
        cursor.execute(
            f"INSERT INTO supervision_flow (day, region, body, what, n) "
            f"SELECT (f.at AT TIME ZONE 'Asia/Shanghai')::date, c.region, c.body, CASE f.type {cases} END AS what, count(*) "
            f"FROM trail_fact f JOIN cases_case c ON c.number = f.case WHERE f.type = ANY(%s) GROUP BY 1, 2, 3, 4",
            [[kind.__name__ for kind in FLOWS]],
        )
        for where, n in late.items():
            cursor.execute(_LATE, [*where, LATE, n])
    return done
