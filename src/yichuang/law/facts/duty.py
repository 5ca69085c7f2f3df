"""A window on duty through a working day 窗口值守: who sat there from when to when."""

from __future__ import annotations

from datetime import datetime

from yichuang.law.facts.fact import Fact, fact


@fact
class DutyOpened(Fact):
    """The hall opens: somebody should be at this window through these hours."""

    window: str
    name: str
    hours: tuple[tuple[datetime, datetime], ...]

    def sentence(self) -> str:
        """Say it."""
        return f"{self.window}号窗口“{self.name}”应当有人值守"


@fact
class WindowManned(Fact):
    """An officer is at the window from now on."""

    officer: str
    officer_name: str

    def sentence(self) -> str:
        """Say it."""
        return "到岗"


@fact
class WindowLeft(Fact):
    """The window is left, for this reason; the time counts all the same, as whoever comes finds nobody."""

    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"离岗：{self.reason}"


@fact
class DutyEnded(Fact):
    """The hours are over: for how many minutes of them somebody was there."""

    present: int
    due: int

    def sentence(self) -> str:
        """Say it."""
        return f"值守结束：应到{self.due}分钟，在岗{self.present}分钟"
