"""The hotline's figures: each one count over another, with the words of its formula; the stricter ones count what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from yichuang.law.clocks import midnight

RESPONSE = timedelta(hours=24)
"""Within so long a body signs for a ticket or sends it back: that is its response."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A ticket as far as figures go, as it stood on the day they are counted."""

    closed_on: date | None = None
    handle_by: date | None = None
    """The last day of the limit for answering; none as long as nobody has to handle it."""
    answered_on: date | None = None
    dispatched_at: datetime | None = None
    signed_at: datetime | None = None
    arrive_by: datetime | None = None
    arrived_at: datetime | None = None
    told: bool = False
    """Whether the caller heard the hotline's own answer at once: he need not be called back."""
    contact: bool = False
    with_main: bool = False
    unreached: bool = False
    solved: bool | None = None
    """Solved, as the caller said last; none when nobody asked, or when it is being done again."""
    heard: int = 0
    """How often the caller was heard. What he said before it was done again counts: else everybody would be content."""
    said_solved: int = 0
    said_how: int = 0
    said_good: int = 0
    reworks: int = 0
    returns: int = 0
    lifted: bool = False


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


NAMES = (
    "received", "closed", "answered", "in_time", "due", "due_closed", "handled", "signed", "respond_due", "responded",
    "scenes", "on_scene", "told", "call_due", "asked", "silent", "unreached", "last_solved", "reworked", "returned", "lifted",
    "heard", "solved", "rated", "content",
)  # fmt: skip
"""What the figures are made of, in the order in which it is counted."""


def counted(one: Counted, asof: date, now: datetime | None = None) -> dict[str, int]:
    """One ticket as counts at the end of a day; of today, as far as it has come."""
    end = min(midnight(asof + timedelta(days=1)), now or datetime.max.replace(tzinfo=UTC))
    answered = one.answered_on is not None and one.answered_on <= asof
    closed = one.closed_on is not None and one.closed_on <= asof
    in_time = answered and (one.handle_by is None or (one.answered_on or asof) <= one.handle_by)
    late = not answered and not closed and one.handle_by is not None and one.handle_by < asof
    handled, sent, signed = one.handle_by is not None, one.dispatched_at, one.signed_at
    asks = answered and not one.told and not one.with_main
    there = one.arrived_at is not None and one.arrive_by is not None
    found: dict[str, int | bool] = {
        "received": True, "closed": closed, "answered": answered, "in_time": in_time, "due": answered or late,
        "due_closed": closed or late, "handled": handled, "signed": handled and signed is not None,
        "respond_due": handled and (signed is not None or (sent is not None and sent + RESPONSE < end)),
        "responded": handled and signed is not None and sent is not None and signed <= sent + RESPONSE,
        "scenes": there or (one.arrive_by is not None and one.arrive_by < end),
        "on_scene": there and (one.arrived_at or end) <= (one.arrive_by or end), "told": one.told,
        "call_due": asks and one.contact, "asked": asks and one.contact and one.heard > 0,
        "silent": asks and not one.contact, "unreached": one.unreached and one.contact, "last_solved": one.solved is True,
        "reworked": one.reworks > 0, "returned": one.returns > 0, "lifted": one.lifted, "heard": one.heard,
        "solved": one.said_solved, "rated": one.said_how, "content": one.said_good,
    }  # fmt: skip
    return {name: int(found[name]) for name in NAMES}


def counts(tickets: Iterable[Counted], asof: date, now: datetime | None = None) -> dict[str, int]:
    """What the figures are made of, one by one: any quicker way of counting must come to the same."""
    out = dict.fromkeys(NAMES, 0)
    for one in tickets:
        for name, n in counted(one, asof, now).items():
            out[name] += n
    return out


def ratios(n: Mapping[str, int]) -> tuple[Figure, ...]:
    """The figures that these counts make, in the order of a report."""
    silent = n["silent"] + n["unreached"]
    no_call = "没有留联系方式（匿名等）或者几次联系不上的"
    return (
        Figure("closing", "办结率", "办结的 ÷ 受理的", n["closed"], n["received"]),
        Figure("closing_strict", "办结率（严）", "办结的 ÷（办结的 + 逾期没有答复的），只看期限已到的", n["closed"], n["due_closed"], True),
        Figure("in_time", "反馈及时率", "在期限内答复的 ÷ 答复了的；重办的按最后一次", n["in_time"], n["answered"]),
        Figure("in_time_strict", "反馈及时率（严）", "在期限内答复的 ÷（答复了的 + 逾期还没有答复的）", n["in_time"], n["due"], True),
        Figure("signing", "签收率", "签收了的 ÷ 派给单位的", n["signed"], n["handled"]),
        Figure("responding", "响应率", "派单后24小时内签收的 ÷ 签收了或者已满24小时的", n["responded"], n["respond_due"]),
        Figure("arriving", "到场及时率", "突发事件在期限内到场的 ÷ 到场了或者到期的", n["on_scene"], n["scenes"]),
        Figure("asked", "回访率", "问到诉求人的 ÷ 答复了、应当回访的", n["asked"], n["call_due"], left_out=n["told"] + n["silent"],
               why="当场答复或者没有留联系方式的"),
        Figure("solved", "解决率", "诉求人说解决了的次数 ÷ 有效回访次数，重办以前说的也算", n["solved"], n["heard"], left_out=silent, why=no_call),
        Figure("solved_strict", "解决率（严）", "诉求人最后说解决了的工单 ÷ 受理的，没有问到的也算没有解决", n["last_solved"], n["received"], True),
        Figure("content", "满意率", "基本满意以上的次数 ÷ 说了满意程度的次数，重办以前说的也算", n["content"], n["rated"], left_out=silent, why=no_call),
        Figure("content_strict", "满意率（严）", "基本满意以上的次数 ÷（说了满意程度的次数 + 没有问到的）", n["content"], n["rated"] + silent, True),
        Figure("reworked", "发回重办率", "重办过的 ÷ 派给单位办的", n["reworked"], n["handled"]),
        Figure("returned", "退回率", "单位退回过的 ÷ 派给单位办的", n["returned"], n["handled"]),
        Figure("lifted", "督办率", "列入督办、问题工单的 ÷ 受理的", n["lifted"], n["received"]),
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
