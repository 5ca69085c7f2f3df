"""Between the folded case and its row: one list of columns, two statements. The hot path of every act is here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from yichuang.law.cases import Case, Times
from yichuang.office.cases.wire import numbered
from yichuang.office.trail.acts import Link, rows, text_rows

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Case)

MOVING = (
    "body", "state", "outcome", "paused", "open", "version", "head", "folded", "last_at", "received_on", "accepted_on",
    "decided_on", "due_on", "statutory_on", "yellow_at", "red_at", "next_at", "runs_out", "provisional",
    "licence", "licence_until",
)  # fmt: skip
"""The columns a fact may move; the others stand from the first fact on."""
FIXED = (
    "number", "query_code", "kind", "matter", "edition", "name", "region", "applicant", "applicant_name",
    "phone_tail", "channel", "purpose", "opened_at", "parent",
)  # fmt: skip

REACH = numbered("""
SELECT c.folded, c.head,
       (SELECT f.seq FROM trail_fact f WHERE f.case = c.number AND f.key = %s)
FROM cases_case c WHERE c.number = %s
""")

BEGUN = numbered("""
SELECT c.folded FROM cases_case c JOIN trail_fact f ON f.case = c.number WHERE f.seq = 1 AND f.key = %s
""")
SERIAL = "SELECT nextval('cases_serial')"

_TOLD = """, told AS (
  INSERT INTO trail_fact ("case", seq, at, type, record, head, key)
  SELECT moved.number, f.seq, f.at, f.type, f.record, decode(f.head, 'hex'), f.key
  FROM moved, jsonb_to_recordset(%s::jsonb)
       AS f(seq int, at timestamptz, type text, record jsonb, head text, key text)
)"""
_KEPT = """, kept AS (
  INSERT INTO trail_text ("case", seq, field, salt, text)
  SELECT moved.number, t.seq, t.field, decode(t.salt, 'hex'), decode(t.text, 'hex')
  FROM moved, jsonb_to_recordset(%s::jsonb) AS t(seq int, field text, salt text, text text)
)"""
_WHETHER = " SELECT 1 FROM moved"
_MOVE = (
    f"WITH moved AS (UPDATE cases_case SET {', '.join(f'{name} = %s' for name in MOVING)} "
    f"WHERE number = %s AND version = %s RETURNING number){_TOLD}"
)
_OPEN = (
    f"WITH moved AS (INSERT INTO cases_case ({', '.join(FIXED + MOVING)}) "
    f"VALUES ({', '.join(['%s'] * len(FIXED + MOVING))}) ON CONFLICT DO NOTHING RETURNING number){_TOLD}"
)
MOVE, MOVE_WITH_TEXTS = numbered(_MOVE + _WHETHER), numbered(_MOVE + _KEPT + _WHETHER)
OPEN, OPEN_WITH_TEXTS = numbered(_OPEN + _WHETHER), numbered(_OPEN + _KEPT + _WHETHER)


def thaw(folded: str | bytes) -> Case:
    """The case of a row."""
    return _DECODER.decode(folded)


def freeze(case: Case) -> str:
    """The case as its row stores it."""
    return _ENCODER.encode(case).decode()


def moving(case: Case, times: Times, head: bytes) -> tuple[Any, ...]:
    """The values of the columns a fact may move."""
    licence = case.licence
    return (
        case.body, case.state.value, case.outcome.value if case.outcome else None, case.halted, case.archived_on is None,
        case.version, head, freeze(case), case.last_at, case.received_on, case.accepted_on, case.decided_on,
        times.due_on, times.statutory_on, times.yellow_at, times.red_at, times.next_at, times.runs_out,
        times.provisional, licence.number if licence else None, licence.valid_until if licence else None,
    )  # fmt: skip


def _told(links: Iterable[Link]) -> list[str]:
    """The last parameters of a statement: the facts, and their personal texts if there are any."""
    links = list(links)
    texts = text_rows(links)
    return [rows(links), json.dumps(texts)] if texts else [rows(links)]


def move(
    case: Case, times: Times, head: bytes, links: Iterable[Link], was: int
) -> tuple[str, tuple[Any, ...]]:
    """The one statement that moves a case from version `was` and tells its new facts, or touches nothing."""
    told = _told(links)
    sql = MOVE if len(told) == 1 else MOVE_WITH_TEXTS
    return sql, (*moving(case, times, head), case.number, was, *told)


def fresh(
    case: Case,
    times: Times,
    head: bytes,
    links: Iterable[Link],
    *,
    query_code: str,
    name: str,
    phone_tail: str,
) -> tuple[str, tuple[Any, ...]]:
    """The one statement that puts a new case and its first facts down."""
    told = _told(links)
    sql = OPEN if len(told) == 1 else OPEN_WITH_TEXTS
    return sql, (*fixed(case, query_code, name, phone_tail), *moving(case, times, head), *told)


def fixed(case: Case, query_code: str, name: str, phone_tail: str) -> tuple[Any, ...]:
    """The values of the columns that stand from the first fact on."""
    return (
        case.number, query_code, case.kind, case.matter, case.edition, case.name, case.region,
        case.applicant, name, phone_tail, case.channel.value, case.purpose.value, case.opened_at, case.parent,
    )  # fmt: skip
