"""What a request for information turns on, as plain reckoning: one thing each, the day it came in, what too many cost (政府信息公开条例 29, 31, 42)."""

from __future__ import annotations

import re
from datetime import date

from yichuang.law.open_words import Brought

_NUMBER = r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、．.]|[（(]?\d{1,2}[）)、．.](?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,3}[，、：:])"
_LINE = re.compile(rf"^\s*{_NUMBER}\s*", re.MULTILINE)
_INLINE = re.compile(rf"(?:(?<=[；;。：:\n])|^)\s*{_NUMBER}\s*")
_QUESTION = re.compile(r"[^？?]+[？?]")
_FREE, _STEP, _FIRST_PRICE = 10, 10, 100
_DEARER = 30
"""From the 31st request of a month each ten more are a tier of their own."""
_PAGES = ((30, 0), (100, 10), (200, 20))
_LAST_PAGES = 40


def pieces(text: str) -> tuple[str, ...]:
    """The things a text asks for, when it numbers them or asks several questions; else the text itself.

    What stands before the first number belongs to each of them.
    """
    text = text.strip()
    for mark in (_LINE, _INLINE):
        starts = list(mark.finditer(text))
        if len(starts) > 1:
            head = text[: starts[0].start()].strip()
            ends = [*(one.start() for one in starts[1:]), len(text)]
            found = [text[one.end() : end].strip(" \n；;。") for one, end in zip(starts, ends, strict=True)]
            parts = [one for one in found if one]
            if len(parts) > 1:
                return tuple(f"{head}\n{one}" if head else one for one in parts)
    asked = [one.strip() for one in _QUESTION.findall(text)]
    return tuple(asked) if len(asked) > 1 else (text,)


def received(
    way: Brought, today: date, counts_as: date, arrived: date | None, confirmed: date | None
) -> date:
    """The day it counts as received (政府信息公开条例 31). Raises ValueError, which names the field.

    In person, or by post against a signature: that day. By ordinary letter or fax: the day both sides confirm, of a
    letter never later than the day it came. Online: our page confirms at once, after hours for the next working day.
    """
    if way is Brought.ONLINE:
        return arrived or counts_as
    if way in (Brought.IN_PERSON, Brought.REGISTERED):
        on = arrived or today
        name = "arrived_on"
    else:
        if confirmed is None and way is Brought.FAX:
            raise ValueError("confirmed_on：传真的，要写双方确认收到的日期")
        on, name = (arrived if way is Brought.LETTER else None) or confirmed or today, "confirmed_on"
        if arrived is not None and confirmed is not None and confirmed < arrived:
            raise ValueError("confirmed_on：确认收到的日期早于到达日期")
    if on > today:
        raise ValueError(f"{name}：收到日期在今天以后")
    return on


def price_of(nth: int) -> int:
    """What the nth request of one applicant in a calendar month costs, in yuan (信息处理费管理办法，按件计收)."""
    if nth <= _FREE:
        return 0
    return _FIRST_PRICE if nth <= _DEARER else _FIRST_PRICE * (2 + (nth - _DEARER - 1) // _STEP)


def price_of_pages(pages: int) -> int:
    """What so many pages cost, in yuan (信息处理费管理办法，按量计收)."""
    cost, before = 0, 0
    for until, each in _PAGES:
        cost += max(0, min(pages, until) - before) * each
        before = until
    return cost + max(0, pages - before) * _LAST_PAGES
