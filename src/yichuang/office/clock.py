"""What time it is: the one place that asks. Stories and tests set it; acts are always told."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, date, datetime

from yichuang.law.clocks import CHINA

_SET: ContextVar[datetime | None] = ContextVar("now", default=None)


def now() -> datetime:
    """This instant, or the simulated one."""
    return _SET.get() or datetime.now(UTC)


def today() -> date:
    """The legal day of this instant, in China: after four in the afternoon UTC it is tomorrow already."""
    return now().astimezone(CHINA).date()


@contextlib.contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be this moment inside the block."""
    token = _SET.set(moment)
    try:
        yield
    finally:
        _SET.reset(token)
