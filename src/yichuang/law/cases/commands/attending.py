"""What is asked about a window on duty: open its day, man it, leave it, end its day."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from yichuang.law.cases.commands.asked import Asked, command


@command
class OpenDuty:
    """Open a window's day."""

    window: Annotated[str, Asked("窗口号")]
    name: Annotated[str, Asked("窗口名称")]
    hours: Annotated[tuple[tuple[datetime, datetime], ...], Asked("值守时间")]


@command
class ManWindow:
    """Be at the window from now on."""


@command
class LeaveWindow:
    """Leave the window."""

    reason: Annotated[str, Asked("离岗的原因")]


@command
class EndDuty:
    """End a window's day."""
