"""What becomes of the breakdown of duties 任务分解: a line drafted and adopted, a person's goal set, a rule paper issued."""

from __future__ import annotations

from datetime import date
from typing import Any

from yichuang.law.facts.fact import Fact, fact
from yichuang.law.open_words import Change


@fact
class LineDrafted(Fact):
    """A change of one line lies before another officer; the line is public as it stands, so it is chained whole."""

    change: Change
    words: dict[str, Any]
    """The line as it shall be: the fields of a duty. Of an ending, as it was."""
    since: date
    reason: str
    follow: bool
    """Of a handing over: whether the duties that are open and not yet late go along."""

    def sentence(self) -> str:
        """Say it."""
        along = "，没有到期的任务一并移交" if self.follow else ""
        return f"提出{self.change.label}“{self.words.get('title', '')}”，自{self.since:%Y年%-m月%-d日}起{along}：{self.reason}"


@fact
class LineReturned(Fact):
    """Another officer wants it otherwise."""

    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"退回任务分解的修改：{self.reason}"


@fact
class LineDropped(Fact):
    """Who drafted it gave it up."""

    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"放弃任务分解的修改：{self.reason}"


@fact
class LineAdopted(Fact):
    """What was drafted holds from a day on; never backwards."""

    number: int
    since: date

    def sentence(self) -> str:
        """Say it."""
        return f"采用任务分解第{self.number}版，自{self.since:%Y年%-m月%-d日}起施行"


@fact
class GoalSet(Fact):
    """What a person's score of a year shall come to (政务公开责任制：量化到人)."""

    year: int
    points: int
    officer_name: str
    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"确定{self.officer_name}{self.year}年公开责任目标{self.points}分：{self.reason}"


@fact
class NormIssued(Fact):
    """A body issued a rule paper 实施意见、实施细则 that duties rest on, or issued it anew."""

    number: int
    title: str
    reference: str
    """The paper's own number 文号."""
    issued_on: date
    since: date

    def sentence(self) -> str:
        """Say it."""
        again = f"（第{self.number}次修订）" if self.number > 1 else ""
        return f"印发“{self.title}”{self.reference}{again}，自{self.since:%Y年%-m月%-d日}起施行"


@fact
class NormRepealed(Fact):
    """The paper no longer holds."""

    on: date
    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"自{self.on:%Y年%-m月%-d日}起废止：{self.reason}"
