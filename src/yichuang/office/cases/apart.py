"""Beginning cases that belong to no matter of the catalogue and came of another case: tasks of meetings, supervision cards."""

from __future__ import annotations

from datetime import datetime

from yichuang.law.cases import commands as c
from yichuang.law.facts import CaseOpened
from yichuang.law.kinds.card import MATTER as CARD_MATTER
from yichuang.law.kinds.disclosure import MATTER as DISCLOSURE_MATTER
from yichuang.law.kinds.duty import MATTER as DUTY_MATTER
from yichuang.law.kinds.task import MATTER as TASK_MATTER
from yichuang.law.mandates import Standing
from yichuang.law.matters import Edition
from yichuang.law.words import Channel
from yichuang.office.cases import rows
from yichuang.office.cases.acts import Client, Done, begin
from yichuang.office.cases.wire import run


def open_task(
    given: c.GiveTask, body: str, region: str, *, by: Standing, at: datetime, key: str | None = None
) -> Done:
    """Begin the case of a task that a meeting gave to a body. `key` makes it idempotent."""
    return _open_apart(TASK_MATTER, given.what, given, body, region, given.owner, by=by, at=at, key=key)


def open_card(
    raised: c.RaiseCard, body: str, region: str, *, by: Standing, at: datetime, key: str | None = None
) -> Done:
    """Begin the case of a supervision card against a body. `key` makes it idempotent.

    Raises Refused when the body is no more, or who raises it may not.
    """
    return _open_apart(
        CARD_MATTER, raised.rule_name, raised, body, region, raised.officer_name, by=by, at=at, key=key
    )


def open_duty(given: c.OpenDuty, body: str, region: str, *, by: Standing, at: datetime, key: str) -> Done:
    """Begin the day of a window. `key` makes it idempotent."""
    return _open_apart(
        DUTY_MATTER, f"{given.window}号窗口值守", given, body, region, "", by=by, at=at, key=key
    )


def open_disclosure(
    given: c.OpenDisclosure, body: str, region: str, *, by: Standing, at: datetime, key: str | None = None
) -> Done:
    """Begin the case of a duty to publish. `key` makes it idempotent.

    Raises Refused when nobody answers for it, or who opens it may not.
    """
    return _open_apart(
        DISCLOSURE_MATTER, given.title, given, body, region, given.officer_name, by=by, at=at, key=key
    )


def _open_apart(
    edition: Edition,
    name: str,
    given: c.GiveTask | c.RaiseCard | c.OpenDuty | c.OpenDisclosure,
    body: str,
    region: str,
    person: str,
    *,
    by: Standing,
    at: datetime,
    key: str | None,
) -> Done:
    """Begin a case that belongs to no matter of the catalogue and came of another case."""
    begun = run(rows.BEGUN, (key,)) if key else None
    if begun is not None:
        return Done(rows.thaw(begun[0]), (), again=True)
    first = opened(edition, name, body, region, "" if isinstance(given, c.OpenDuty) else given.of_case)
    return begin(first, Client("", person), (given,), by, at, key)


def opened(
    edition: Edition,
    name: str,
    body: str,
    region: str,
    of_case: str,
    *,
    applicant: str = "",
    channel: Channel = Channel.WINDOW,
) -> CaseOpened:
    """The first fact of such a case."""
    return CaseOpened(
        kind=edition.kind,
        matter=edition.matter,
        edition=edition.number,
        name=name[:60],
        region=region,
        body=body,
        applicant=applicant,
        channel=channel,
        parent=of_case or None,
    )
