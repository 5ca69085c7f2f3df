"""Past cases of a matter for the process lab: read from the trail in one pass, one case at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import connection

from yichuang.law.cases import day
from yichuang.law.clocks import Clock, Limit, due_date, midnight
from yichuang.law.flow import LastDay, Past, Report, Step, Took, replay
from yichuang.law.matters import Edition
from yichuang.office.directory import reads as directory

FACTS = """
SELECT f."case", f.type, f.at, f.record->'by'->>'name', f.record->'data'
FROM cases_case c JOIN trail_fact f ON f."case" = c.number
WHERE c.matter = %s AND c.accepted_on BETWEEN %s AND %s AND c.outcome IN ('granted', 'refused')
  AND f.type = ANY(%s)
ORDER BY f."case", f.seq
"""
_BATCH = 5000
Data = dict[str, Any]


class _Read:
    """What the facts of one case say, fact by fact."""

    def __init__(self, decider: str) -> None:
        self.decider = decider
        self.accepted: date | None = None
        self.counted_from: date | None = None
        self.answers: dict[str, str] = {}
        self.steps: dict[str, Took] = {}
        self.pauses: list[tuple[date, date]] = []
        self.since: date | None = None
        self.extension = 0

    def filled(self, data: Data, on: date, by: str) -> None:
        self.answers = data["situation"]

    def taken(self, data: Data, on: date, by: str) -> None:
        self.accepted = date.fromisoformat(data["accepted_on"])
        counted = date.fromisoformat(data.get("counted_from") or data["accepted_on"])
        self.counted_from = counted if counted != self.accepted else None

    def completed(self, data: Data, on: date, by: str) -> None:
        self.steps[data["step"]] = Took(done=on, desk=by)

    def undone(self, data: Data, on: date, by: str) -> None:
        for key in (data["step"], *data.get("again", ())):
            self.steps.pop(key, None)

    def paused(self, data: Data, on: date, by: str) -> None:
        self.since = date.fromisoformat(data["since"])

    def resumed(self, data: Data, on: date, by: str) -> None:
        if self.since is not None:
            self.pauses.append((self.since, date.fromisoformat(data["until"])))
        self.since = None

    def extended(self, data: Data, on: date, by: str) -> None:
        self.extension += data["days"]

    def decided(self, data: Data, on: date, by: str) -> None:
        if self.since is not None:  # a decision ends what was still paused
            self.pauses.append((self.since, on))
        self.steps[self.decider] = Took(done=on, desk=by)

    def past(self) -> Past | None:
        """The case, if it was accepted."""
        if self.accepted is None:
            return None
        return Past(
            accepted=self.accepted,
            steps=self.steps,
            answers=self.answers,
            pauses=tuple(self.pauses),
            extension=self.extension,
            counted_from=self.counted_from,
        )


_SAYS: dict[str, Callable[[_Read, Data, date, str], None]] = {
    "FormFilled": _Read.filled,
    "CaseAccepted": _Read.taken,
    "CaseDeemedAccepted": _Read.taken,
    "StepCompleted": _Read.completed,
    "StepReturned": _Read.undone,
    "StepTakenBack": _Read.undone,
    "ClockPaused": _Read.paused,
    "ClockResumed": _Read.resumed,
    "ClockExtended": _Read.extended,
    "CaseGranted": _Read.decided,
    "CaseRefused": _Read.decided,
}


def past(matter: str, since: date, until: date, decider: str) -> Iterator[Past]:
    """The cases of a matter accepted in a period and decided since; the decision counts as the step `decider`."""
    for _case, rows in groupby(_rows(matter, since, until), key=lambda row: row[0]):
        told = _Read(decider)
        for _number, type_, at, by, data in rows:
            _SAYS[type_](told, json.loads(data) if isinstance(data, str) else data, day(at), by)
        found = told.past()
        if found is not None:
            yield found


def _rows(matter: str, since: date, until: date) -> Iterator[tuple[str, str, datetime, str, Any]]:
    """The facts, batch by batch: a cursor that stays in the database."""
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(FACTS, [matter, since, until, list(_SAYS)])
        while rows := cursor.fetchmany(_BATCH):
            yield from rows


def count(matter: str, since: date, until: date) -> int:
    """How many cases that is."""
    where = FACTS[FACTS.index("WHERE") : FACTS.index("  AND f.type")]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM cases_case c {where}", [matter, since, until])
        return int(cursor.fetchone()[0])


def tried(
    edition: Edition,
    steps: tuple[Step, ...],
    since: date,
    until: date,
    *,
    seen: Callable[[int], None] | None = None,
) -> Report:
    """The past cases of an edition's matter under its own steps and under others; `seen` is told how far it is. Raises Circle."""
    calendar = directory.calendar()

    def last(limit: Limit) -> LastDay:
        return lambda on: due_date(Clock(limit, midnight(on)), calendar)

    cases = past(edition.matter, since, until, edition.steps[-1].key)
    return replay(
        _told(cases, seen) if seen else cases,
        edition.steps,
        steps,
        last(edition.promised),
        last(edition.statutory),
        calendar,
    )


def _told(cases: Iterator[Past], seen: Callable[[int], None]) -> Iterator[Past]:
    for n, one in enumerate(cases, 1):
        yield one
        seen(n)
