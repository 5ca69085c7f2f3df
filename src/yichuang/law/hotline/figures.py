"""The hotline's figures: each one count over another, with the words of its formula; the stricter ones count what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from yichuang.law.words import Satisfaction

CONTENT = frozenset({Satisfaction.VERY_GOOD.value, Satisfaction.GOOD.value, Satisfaction.FAIR.value})


@dataclass(frozen=True, slots=True)
class Counted:
    """A ticket as far as figures go, as it stood on the day they are counted."""

    closed_on: date | None
    handle_by: date | None
    """The last day of the limit for answering; none as long as nobody has to handle it."""
    answered_on: date | None
    solved: bool | None
    """Solved, as the caller says; none when nobody could ask."""
    satisfaction: str
    reworks: int
    returns: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what it is called, how it is reckoned, its two counts, how many were left out and why."""

    key: str
    label: str
    says: str
    over: int
    under: int
    strict: bool = False
    left_out: int = 0
    why: str = ""

    @property
    def share(self) -> float | None:
        """Its value; none when there was nothing to count."""
        return self.over / self.under if self.under else None

    @property
    def percent(self) -> str:
        """As it is printed: one decimal, never rounded up to a hundred."""
        if not self.under:
            return "—"
        tenths = (self.over * 2000 + self.under) // (2 * self.under)
        if tenths == 1000 and self.over < self.under:
            tenths = 999
        return f"{tenths // 10}.{tenths % 10}%"


def counts(tickets: Iterable[Counted], asof: date) -> dict[str, int]:
    """What the figures are made of, counted in one pass."""
    out = dict.fromkeys(
        ("received", "closed", "answered", "in_time", "due", "due_closed", "asked", "solved", "content", "reworked", "returned", "handled"), 0
    )  # fmt: skip
    for one in tickets:
        answered = one.answered_on is not None and one.answered_on <= asof
        closed = one.closed_on is not None and one.closed_on <= asof
        in_time = answered and (one.handle_by is None or (one.answered_on or asof) <= one.handle_by)
        late_open = not answered and not closed and one.handle_by is not None and one.handle_by < asof
        out["received"] += 1
        out["closed"] += closed
        out["answered"] += answered
        out["in_time"] += in_time
        out["due"] += answered or late_open
        out["asked"] += one.solved is not None
        out["solved"] += one.solved is True
        out["content"] += one.solved is not None and one.satisfaction in CONTENT
        out["reworked"] += one.reworks > 0
        out["returned"] += one.returns > 0
        out["handled"] += one.handle_by is not None
        out["due_closed"] += closed or late_open
    return out


def ratios(n: Mapping[str, int]) -> tuple[Figure, ...]:
    """The figures that these counts make, in the order of a report."""
    silent = n["answered"] - n["asked"]
    no_call = "匿名、没有留电话或者三次联系不上的不算"
    return (
        Figure("closing", "办结率", "办结的 ÷ 受理的", n["closed"], n["received"]),
        Figure("closing_strict", "办结率（严）", "办结的 ÷（办结的 + 逾期没有办结的），只看期限已到的", n["closed"], n["due_closed"], True),
        Figure("in_time", "反馈及时率", "在期限内答复的 ÷ 答复了的", n["in_time"], n["answered"]),
        Figure("in_time_strict", "反馈及时率（严）", "在期限内答复的 ÷（答复了的 + 逾期还没有答复的）", n["in_time"], n["due"], True),
        Figure("asked", "回访率", "回访到的 ÷ 答复了的", n["asked"], n["answered"]),
        Figure("solved", "解决率", "诉求人说解决了的 ÷ 回访到的", n["solved"], n["asked"], left_out=silent, why=no_call),
        Figure("content", "满意率", "基本满意以上的 ÷ 回访到的", n["content"], n["asked"], left_out=silent, why=no_call),
        Figure("solved_strict", "解决率（严）", "诉求人说解决了的 ÷ 受理的，没有问到的也算没有解决", n["solved"], n["received"], True),
        Figure("reworked", "发回重办率", "重办过的 ÷ 派给单位办的", n["reworked"], n["handled"]),
        Figure("returned", "退回率", "单位退回过的 ÷ 派给单位办的", n["returned"], n["handled"]),
    )  # fmt: skip


def risen(now: int, before: Iterable[int], *, floor: int = 5) -> float | None:
    """How far a week stands above the weeks before it, in standard deviations of a count; none below the floor or without a rise.

    A count scatters by its square root, and weeks differ by more than chance: the larger of the two is taken.
    """
    weeks = list(before)
    if now < floor or not weeks:
        return None
    mean = sum(weeks) / len(weeks)
    spread = max((sum((x - mean) ** 2 for x in weeks) / len(weeks)) ** 0.5, max(mean, 1.0) ** 0.5)
    return (now - mean) / spread if now > mean else None
