"""A yearly notice of the State Council General Office: days off, and the weekends worked for them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yichuang.law.calendar.statutory import FIRST_YEAR, LAST_YEAR

_ONE = timedelta(days=1)
_TITLED = re.compile(r"(?<!\d)(\d{4})年")
_KEYS = {"year", "notice", "off", "work", "amends"}


class Unreadable(ValueError):
    """A notice that cannot be read: the message names the field and says what to write."""

    @property
    def field(self) -> str:
        """The field it is about: year, off[2].first."""
        return str(self).partition("：")[0]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A run of days off under one name, the first and the last day included."""

    name: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Every day of the run."""
        day = self.first
        while day <= self.last:
            yield day
            day += _ONE


@dataclass(frozen=True, slots=True)
class YearNotice:
    """What one notice arranges for a year (it may reach into the last days of the year before)."""

    year: int
    notice: str
    off: tuple[Holiday, ...]
    work: tuple[date, ...] = ()
    amends: bool = False
    """Whether it is laid over the year's notice (a correction, a local festival) instead of replacing it."""

    @staticmethod
    def title(year: int, number: str = "") -> str:
        """The notice's usual title, with its number where it is known."""
        return f"国务院办公厅关于{year}年部分节假日安排的通知" + (f"（{number}）" if number else "")

    def plain(self) -> dict[str, Any]:
        """The notice as JSON values."""
        off = [{"name": h.name, "first": h.first.isoformat(), "last": h.last.isoformat()} for h in self.off]
        work = [day.isoformat() for day in self.work]
        return {
            "year": self.year,
            "notice": self.notice,
            "off": off,
            "work": work,
            "amends": self.amends,
        }

    @classmethod
    def from_plain(cls, plain: object) -> YearNotice:
        """Read a notice from JSON values. Raises Unreadable, which names the field and says what to write."""
        data = _table(plain, "通知", _KEYS, {"year", "off"})
        year = data["year"]
        if isinstance(year, bool) or not isinstance(year, int):
            raise Unreadable(f"year：{_shown(year)} 不是年份，请写整数，如 2027")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Unreadable(f"year：{year} 不在{FIRST_YEAR}年至{LAST_YEAR}年之内")
        title = _text(data.get("notice", cls.title(year)), "notice")
        _agrees(title, year)
        off = tuple(_holiday(item, f"off[{i}]", year) for i, item in enumerate(_items(data["off"], "off")))
        work = tuple(
            _day(item, f"work[{i}]", year) for i, item in enumerate(_items(data.get("work", []), "work"))
        )
        amends = data.get("amends", False)
        if not isinstance(amends, bool):
            raise Unreadable(f"amends：{_shown(amends)} 应为 true 或 false")
        _once(off, work)
        both = {day for holiday in off for day in holiday.days()} & set(work)
        if both:
            raise Unreadable(f"work：{min(both)} 同时列为放假和上班，请删去其一")
        return cls(year, title, off, work, amends)


def _agrees(title: str, year: int) -> None:
    """The year a title names is the notice's own."""
    named = {int(found) for found in _TITLED.findall(title)}
    if named and year not in named:
        raise Unreadable(f"year：{year} 和 notice 标题里的{min(named)}年不一致，请照通知改正其一")


def _once(off: tuple[Holiday, ...], work: tuple[date, ...]) -> None:
    """No day is listed twice."""
    seen: dict[date, int] = {}
    for i, holiday in enumerate(off):
        for day in holiday.days():
            if day in seen:
                raise Unreadable(f"off[{i}].first：{day} 已经在 off[{seen[day]}] 里，请删去其一")
            seen[day] = i
    for i, day in enumerate(work):
        if day in work[:i]:
            raise Unreadable(f"work[{i}]：{day} 写了两次，请删去其一")


def _holiday(item: object, path: str, year: int) -> Holiday:
    keys = {"name", "first", "last"}
    data = _table(item, path, keys, keys)
    holiday = Holiday(
        _text(data["name"], f"{path}.name"),
        _day(data["first"], f"{path}.first", year),
        _day(data["last"], f"{path}.last", year),
    )
    if holiday.last < holiday.first:
        raise Unreadable(f"{path}.last：{holiday.last} 早于首日 {holiday.first}，请核对先后")
    return holiday


def _table(value: object, path: str, known: set[str], needed: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable(f"{path}：{_shown(value)} 应为对象，键有 {'、'.join(sorted(known))}")
    for key in value:
        if key not in known:
            raise Unreadable(f"{path}：不认识的键 {_shown(key)}，可用的键有 {'、'.join(sorted(known))}")
    for key in sorted(needed):
        if key not in value:
            raise Unreadable(f"{path}：缺少 {key}")
    return value


def _items(value: object, path: str) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable(f"{path}：{_shown(value)} 应为数组")
    return value


def _text(value: object, path: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Unreadable(f"{path}：{_shown(value)} 应为非空文字")
    return value.strip()


def _day(value: object, path: str, year: int) -> date:
    try:
        day = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise Unreadable(f"{path}：{_shown(value)} 不是日期，请写 {year}-05-01 这样的日期") from None
    if not date(year - 1, 12, 1) <= day <= date(year, 12, 31):
        raise Unreadable(f"{path}：{day} 不在{year}年（或上年十二月）之内，请核对这一天和 year")
    return day


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else f"{text[:40]}…"
