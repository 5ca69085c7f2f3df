"""How the window served the applicant: fees put on record, complaints taken, bad ratings followed up."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from yichuang.law import facts as f
from yichuang.law.cases import commands as c
from yichuang.law.cases.refusal import require
from yichuang.law.cases.scene import Doing

ENOUGH = 10
"""Fewer characters tell nobody anything."""
MOST = Decimal(100_000_000)


def note_fee(do: Doing, command: c.NoteFee) -> tuple[f.Fact, ...]:
    """Put a fee on record as it was charged; whether the guide names it is for supervision to find."""
    try:
        yuan = Decimal(command.yuan.strip())
    except InvalidOperation:
        yuan = Decimal(0)
    cents = yuan * 100 if yuan.is_finite() else Decimal(0)
    require(0 < yuan <= MOST and cents == cents.to_integral_value(), "金额应大于零，最多两位小数", do.act.cite, field="yuan",
            remedy="请写成 120 或者 120.50。")  # fmt: skip
    return (f.FeeCharged(item=command.item.strip(), cents=int(cents), receipt=command.receipt.strip()),)


def complain(do: Doing, command: c.Complain) -> tuple[f.Fact, ...]:
    """Take a complaint, one a day: what is said again the same day belongs into the first one."""
    require(do.case.complained_on != do.scene.today, "今天已经对本办件提出过投诉", do.act.cite,
            remedy="投诉已经交给监察员，请看本页的结果；有新的情况明天可以再提。")  # fmt: skip
    require(len(command.words.strip()) >= ENOUGH, "投诉的内容太短", do.act.cite, field="words",
            remedy=f"请至少写{ENOUGH}个字，说明什么时候、哪个环节、怎么回事。")  # fmt: skip
    return (f.ComplaintMade(words=f.Sealed(text=command.words)),)


def bad_rating(do: Doing) -> None:
    """Only a bad rating that nobody has followed up yet."""
    run = do.case.low_rating
    require(run is not None and run.stopped is None, "没有等待回访的差评", do.act.cite)


def follow_rating(do: Doing, command: c.FollowRating) -> tuple[f.Fact, ...]:
    """Say what came of it."""
    for field, words in (("words", command.words), ("put_right", command.put_right)):
        require(len(words.strip()) >= ENOUGH, "写得太短，看不出做了什么", do.act.cite, field=field,
                remedy=f"请至少写{ENOUGH}个字。")  # fmt: skip
    return (f.RatingFollowedUp(words=f.Sealed(text=command.words), put_right=command.put_right.strip()),)
