"""What becomes of a draft laid before the public 公开征求意见: drafted, shown, commented on, grouped, answered, reported."""

from __future__ import annotations

from datetime import date

from yichuang.law.facts.fact import Fact, Sealed, fact
from yichuang.law.facts.hotline import Allowed
from yichuang.law.open_words import Answer, Drafting, Outlet, Way


@fact
class ConsultationDrafted(Fact):
    """What is to be laid before the public is written and waits for another hand; what was let in by mistake must be erasable."""

    title: str
    about: Drafting
    why: Sealed
    text: Sealed
    kept: Sealed
    """What the machine took for personal and the drafter lets stand, a line each."""
    deliver: str
    """Where comments on paper are handed in."""
    days: int
    shorter: str
    """Why the period is shorter than the usual one; shown with the draft."""
    report: Allowed
    officer: str
    officer_name: str

    def sentence(self) -> str:
        """Say it."""
        short = f"，缩短期限的理由：{self.shorter}" if self.shorter else ""
        return f"写好征求意见稿“{self.title}”（{self.about.label}），期限{self.days}日{short}"


@fact
class ExhibitAttached(Fact):
    """A picture, a map or a document belongs to what is shown."""

    name: str
    file: str
    media: str

    def sentence(self) -> str:
        """Say it."""
        return f"附上“{self.name}”"


@fact
class ShowingPlanned(Fact):
    """It will be shown here on these days, announced beforehand."""

    outlet: Outlet
    place: str
    first: date
    last: date

    def sentence(self) -> str:
        """Say it."""
        until = f"至{self.last:%Y-%m-%d}" if self.last != self.first else ""
        return f"预告在{self.place}展示（{self.outlet.label}），{self.first:%Y-%m-%d}{until}"


@fact
class ConsultationOpened(Fact):
    """It is before the public from now on; the period runs from the next day."""

    title: str
    until: date
    officer: str
    officer_name: str

    def sentence(self) -> str:
        """Say it."""
        return f"公开征求对“{self.title}”的意见，到{self.until:%Y-%m-%d}止"


@fact
class CommentMade(Fact):
    """Somebody said what he thinks of it, with a name or without."""

    nth: int
    way: Way
    on: date
    words: Sealed
    name: Sealed | None
    contact: Sealed | None
    same: str
    """The fingerprint of what was said without blanks and marks: the same comment has the same one."""

    def sentence(self) -> str:
        """Say it."""
        return f"提出第{self.nth}条意见（{self.way.label}）"


@fact
class ConsultationExtended(Fact):
    """There is more time to comment."""

    days: int
    until: date
    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"征求意见延长{self.days}日，到{self.until:%Y-%m-%d}止，理由：{self.reason}"


@fact
class ConsultationClosed(Fact):
    """Its last day is over; now every group has to be answered."""

    on: date
    comments: int
    groups: int

    def sentence(self) -> str:
        """Say it."""
        return f"征求意见于{self.on:%Y-%m-%d}结束，收到意见{self.comments}条，相同的并为{self.groups}组"


@fact
class GroupsMerged(Fact):
    """Two groups of comments say the same; they will be answered as one."""

    group: int
    into: int
    gist: str

    def sentence(self) -> str:
        """Say it."""
        return f"第{self.group}组意见并入第{self.into}组“{self.gist}”"


@fact
class GroupSplit(Fact):
    """A comment, with all that are the same word for word, is a group of its own after all."""

    group: int
    same: str
    own: int
    """The number of the new group: that of its first comment."""

    def sentence(self) -> str:
        """Say it."""
        return f"把第{self.own}条意见从第{self.group}组分出来，单独成组"


@fact
class GroupAnswered(Fact):
    """What a group comes to: adopted, adopted in part or not, with the reason (城乡规划法 26)."""

    group: int
    gist: str
    answer: Answer
    reason: str
    quote: Sealed | None
    """A comment of the group as all may read it."""

    def sentence(self) -> str:
        """Say it."""
        why = f"，理由：{self.reason}" if self.reason else ""
        return f"答复第{self.group}组意见“{self.gist}”：{self.answer.label}{why}"


@fact
class ConsultationReported(Fact):
    """The report is public: how many said what, and what came of it."""

    summary: str
    comments: int
    groups: int
    adopted: int
    partly: int
    rejected: int

    def sentence(self) -> str:
        """Say it."""
        return (
            f"公布征求意见情况报告：意见{self.comments}条、{self.groups}组，"
            f"采纳{self.adopted}组、部分采纳{self.partly}组、未采纳{self.rejected}组"
        )


@fact
class ConsultationEnded(Fact):
    """It is called off, in public and with the reason."""

    reason: str

    def sentence(self) -> str:
        """Say it."""
        return f"终止征求意见，理由：{self.reason}"
