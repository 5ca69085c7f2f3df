"""Attempts: what somebody tried without the right to it, on a chain of its own for each month. No case is touched by it."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import connection, transaction

from yichuang.law import trail as law
from yichuang.law.clocks import CHINA
from yichuang.law.facts import Actor, AttemptRefused
from yichuang.office.trail.acts.telling import Chain, append
from yichuang.office.trail.models import FactRow

ONCE = timedelta(minutes=1)
"""The same attempt of the same person counts once in so long: nobody floods the chain."""
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('trail_attempts'))"


def attempts_chain(at: datetime) -> str:
    """The chain that attempts of this moment's month are put on."""
    return f"attempts/{at.astimezone(CHINA):%Y-%m}"


def _key(by: Actor, act: str, case: str, minute: int) -> str:
    return hashlib.sha256("\0".join((by.role.value, by.id, act, case, str(minute))).encode()).hexdigest()


@transaction.atomic
def note_attempt(by: Actor, act: str, label: str, *, case: str, reason: str, at: datetime) -> bool:
    """Put a refused attempt on the trail, in a transaction of its own after what was refused. False when it is there already.

    `case` is empty when it was about none. Attempts wait for each other, so that the chain has one end.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    minute = int(at.timestamp() // ONCE.total_seconds())
    keys = [_key(by, act, case, one) for one in (minute - 1, minute, minute + 1)]
    chains = {attempts_chain(at), attempts_chain(at - ONCE), attempts_chain(at + ONCE)}
    told = FactRow.objects.filter(case__in=chains, key__in=keys).values_list("at", flat=True)
    if any(abs(at - one) < ONCE for one in told):
        return False
    name = attempts_chain(at)
    last = FactRow.objects.filter(case=name).order_by("-seq").only("seq", "head").first()
    chain = Chain(name, bytes(last.head), last.seq) if last else Chain(name, law.GENESIS)
    fact = AttemptRefused(act=act, label=label, of_case=case, reason=reason)
    chain.add(fact, by=by, at=at, key=keys[1])
    append(chain)
    return True
