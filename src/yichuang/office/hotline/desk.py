"""What waits on the hotline's desks: the queues of the hotline itself and of the bodies that handle tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from yichuang.law.mandates import Permission, Standing, prefix
from yichuang.law.words import State
from yichuang.office.hotline.finding import COLUMNS, Found

PAGE = 50
_STAFF = (Permission.TICKET_REGISTER, Permission.TICKET_DISPATCH, Permission.TICKET_SUPERVISE)
_OPEN = "state NOT IN ('settled', 'archived')"
_LATE = "state IN ('dispatched', 'handling') AND due_on < %s"


@dataclass(frozen=True, slots=True)
class Queue:
    """One list of the desk."""

    key: str
    label: str
    states: tuple[State, ...] = ()
    staff: bool = True
    """Whether the hotline looks at it, not only the bodies."""
    bodies: bool = True


QUEUES = (
    Queue("new", "待派单", (State.REGISTERED,), bodies=False),
    Queue("sent", "待签收", (State.DISPATCHED,)),
    Queue("handling", "办理中", (State.HANDLING,)),
    Queue("late", "逾期"),
    Queue("answered", "待回访", (State.ANSWERED,), bodies=False),
    Queue("called", "待办结", (State.CALLED_BACK,), bodies=False),
)


def staff(by: Standing) -> bool:
    """Whether somebody works for the hotline itself."""
    return any(by.may(one) for one in _STAFF)


def queues(by: Standing) -> tuple[Queue, ...]:
    """The lists somebody has."""
    own = staff(by)
    return tuple(one for one in QUEUES if (one.staff if own else one.bodies))


def _scope(by: Standing) -> tuple[str, list[Any]]:
    """Which tickets: those of the territory for the hotline, those a body leads for that body."""
    parts, params = [], list[Any]()
    for reach in by.reaches:
        if any(one in reach.permissions for one in _STAFF):
            parts.append("region LIKE %s")
            params.append(f"{prefix(reach.region)}%")
        elif Permission.TICKET_HANDLE in reach.permissions and reach.body is not None:
            parts.append("lead = %s")
            params.append(reach.body)
    return f"({' OR '.join(parts) or 'false'})", params


def counts(by: Standing, today: date) -> dict[str, int]:
    """How many wait in each list; open ones only, by their own index."""
    where, params = _scope(by)
    sql = f"SELECT state, count(*), count(*) FILTER (WHERE {_LATE}) FROM hotline_ticket WHERE {_OPEN} AND {where} GROUP BY state"
    with connection.cursor() as cursor:
        cursor.execute(sql, [today, *params])
        rows = cursor.fetchall()
    by_state = {state: n for state, n, _ in rows}
    late = sum(n for _, _, n in rows)
    return {
        one.key: sum(by_state.get(state.value, 0) for state in one.states) if one.states else late
        for one in queues(by)
    }


def listing(by: Standing, key: str, today: date, *, skip: int = 0, limit: int = PAGE) -> list[Found]:
    """One list, what is due first on top; emergencies before all."""
    where, params = _scope(by)
    queue = next((one for one in queues(by) if one.key == key), None)
    if queue is None:
        return []
    which, asked = (
        ("state = ANY(%s)", [[x.value for x in queue.states]]) if queue.states else (_LATE, [today])
    )
    sql = (
        f"SELECT {', '.join(COLUMNS)} FROM hotline_ticket WHERE {_OPEN} AND {where} AND {which} "
        "ORDER BY about <> 'emergency', due_on NULLS FIRST, at, number LIMIT %s OFFSET %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *asked, limit, skip])
        return [Found(dict(zip(COLUMNS, row, strict=True))) for row in cursor.fetchall()]
