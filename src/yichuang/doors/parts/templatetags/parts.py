"""Tags and filters of the parts: lights, due chips, calendars of why, fact lines, fields."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yichuang.law import catalogue, masking
from yichuang.law.calendar import Calendar, DayKind
from yichuang.law.clocks import CHINA, Day
from yichuang.law.facts import Entry
from yichuang.law.words import Level, Light, Role
from yichuang.office.directory import reads as directory
from yichuang.office.scoring.published import points
from yichuang.office.supervision import board

register = template.Library()
_SENTENCE = 60
"""Longer than this is a text."""
WEEKDAYS = "一二三四五六日"
SHAPES = {Light.GREEN: "●", Light.YELLOW: "▲", Light.RED: "■", Light.PAUSED: "‖", Light.NONE: "✓"}
GRAVITY = {Level.TIP: "○", Level.YELLOW: "▲", Level.RED: "■"}
KEYS = (
    ("j / k", noop("下一行 / 上一行")),
    ("Enter", noop("打开")),
    ("i", noop("窗口收件")),
    ("q", noop("知识库")),
    ("/", noop("查找")),
    ("?", noop("按键说明")),
)


@register.filter
def zh_date(day: date | None) -> str:
    """10月28日（周三）."""
    if day is None:
        return "—"
    day = day.astimezone(CHINA).date() if isinstance(day, datetime) else day
    return f"{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


@register.filter
def zh_full(day: date | None) -> str:
    """2026年10月28日."""
    if day is None:
        return "—"
    day = day.astimezone(CHINA).date() if isinstance(day, datetime) else day
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def zh_time(at: datetime | None) -> str:
    """2026年10月28日 14:05."""
    if at is None:
        return "—"
    local = at.astimezone(CHINA)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


@register.filter
def label(word: Any) -> str:
    """The Chinese label of a term."""
    return getattr(word, "label", str(word))


@register.filter
def spoken(value: Any) -> str:
    """Any value of a guide in words: a list joined, a row by its texts, yes and no."""
    if value is None or value in ("", [], {}):
        return _("（没有）")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, Mapping):
        return "，".join(spoken(one) for one in value.values() if one not in (None, "", [], {}))
    return "；".join(spoken(one) for one in value) if isinstance(value, list) else str(value)


@register.filter
def slashed(where: str) -> str:
    """The id on the page of an element's place."""
    return where.replace("/", "-")


@register.filter
def mask_name(text: str) -> str:
    """A name as others may see it."""
    return masking.name(text)


@register.filter
def mask_phone(text: str) -> str:
    """A telephone as others may see it."""
    return masking.phone(text)


@register.filter
def hundredths(value: int) -> str:
    """Hundredths of a point as points with two decimals."""
    return points(value)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """The entry of a mapping, or nothing."""
    return mapping.get(key) if mapping else None


@register.inclusion_tag("parts/light.html")
def light(value: Light) -> dict[str, Any]:
    """Word, shape and colour."""
    return {"light": value, "shape": SHAPES[value]}


@register.simple_tag(takes_context=True)
def waiting_cards(context: template.Context) -> int:
    """How many supervision cards wait for whoever looks at the page; some pages have asked with something else."""
    by = getattr(context.get("request"), "standing", None)
    if by is None or by.actor.role is not Role.OFFICER:
        return 0
    known = context.get("waiting_cards")
    return board.waiting(by) if known is None else known


@register.inclusion_tag("parts/wording.html")
def wording(old: str, new: str) -> dict[str, Any]:
    """What changed in a text, sentence by sentence, in words and not in colours alone."""
    return {"pieces": catalogue.wording(old, new)}


@register.filter
def texts(old: Any, new: Any) -> bool:
    """Whether both are texts of more than a sentence, to be compared word by word."""
    return all(isinstance(one, str) and len(one) > _SENTENCE for one in (old, new))


@register.inclusion_tag("parts/level.html")
def level(value: Level) -> dict[str, Any]:
    """How grave a card is, in word, shape and colour."""
    return {"level": value, "shape": GRAVITY[value]}


def _left(due_on: date, today: date, calendar: Calendar) -> int:
    """Working days left, negative when overdue."""
    if due_on >= today:
        return calendar.workdays_between(today, due_on)
    return -calendar.workdays_between(due_on, today)


@register.inclusion_tag("parts/due.html")
def due_chip(
    due_on: date | None, now: datetime, url: str = "", provisional: bool = False, paused: bool = False
) -> dict[str, Any]:
    """How many working days are left and when it is due, with a way to the reason."""
    if due_on is None:
        return {"due_on": None}
    left = _left(due_on, now.astimezone(CHINA).date(), directory.calendar())
    return {
        "due_on": due_on,
        "left": left,
        "over": -left,
        "url": url,
        "provisional": provisional,
        "paused": paused,
    }


class Cell(NamedTuple):
    """One day of a small month: how it looks, its sign, why."""

    look: str
    mark: str
    reason: str
    due: bool


def _cell(day: Day, kind: DayKind, *, first: bool, due: bool) -> Cell:
    """Colour is never the only sign: a counted day bears its number, any other the word for why it does not."""
    if day.counts:
        return Cell("counts due-day" if due else "counts", str(day.n), day.reason, due)
    if "顺延" in day.reason:
        mark = "顺"
    elif _rests(day, kind):
        mark = "休"
    else:
        mark = "起" if first else "停"
    return Cell("skips due-day" if due else "skips", mark, day.reason, due)


def _rests(day: Day, kind: DayKind) -> bool:
    """Whether the day is left out because of the calendar, not because of this clock."""
    return not kind.counts and day.reason.startswith(kind.reason)


def _months(cells: Mapping[date, Cell]) -> list[dict[str, Any]]:
    """The months that these days lie in, week by week."""
    shown = []
    for (year, month), _days in groupby(cells, key=lambda day: (day.year, day.month)):
        weeks = [
            [(one, cells.get(one)) if one.month == month else (None, None) for one in week]
            for week in months.Calendar(firstweekday=0).monthdatescalendar(year, month)
        ]
        shown.append({"year": year, "month": month, "weeks": weeks})
    return shown


def _kind_cell(day: date, kind: DayKind) -> Cell:
    """A day of a year: 休 a weekend, 假 a holiday, 班 a weekend that is worked; a plain working day bears no word."""
    weekend = day.weekday() >= months.SATURDAY
    if kind.counts:
        return Cell(
            "made-up" if weekend else "", "班" if weekend else "", kind.reason if weekend else "", False
        )
    plain = kind.reason == "周末"
    reason = f"{kind.reason}（{_('暂定')}）" if kind.provisional and not plain else kind.reason
    return Cell("skips" if plain else "holiday", "休" if plain else "假", reason, False)


@register.inclusion_tag("parts/months.html")
def year_months(year: int) -> dict[str, Any]:
    """The twelve months of a year: which days are worked, which are not, in words."""
    calendar, first = directory.calendar(), date(year, 1, 1)
    days = [first + timedelta(n) for n in range((date(year, 12, 31) - first).days + 1)]
    return {
        "months": _months({day: _kind_cell(day, calendar.kind(day)) for day in days}),
        "weekdays": WEEKDAYS,
    }


@register.inclusion_tag("parts/why.html")
def why_date(days: Sequence[Day]) -> dict[str, Any]:
    """Small month calendars: which days counted, which did not, why, and by which notice."""
    calendar = directory.calendar()
    kinds = {day.date: calendar.kind(day.date) for day in days}
    cells = {day.date: _cell(day, kinds[day.date], first=day is days[0], due=day is days[-1]) for day in days}
    unknown = {day.date.year for day in days if kinds[day.date].provisional}
    return {
        "months": _months(cells),
        "counted": sum(day.counts for day in days),
        "skipped": _spans([day for day in days if not day.counts], kinds),
        "worked": _spans([day for day in days if day.counts and _worked(day, kinds[day.date])], kinds),
        "provisional": "、".join(str(year) for year in sorted(unknown)),
        "weekdays": WEEKDAYS,
    }


def _worked(day: Day, kind: DayKind) -> bool:
    """A Saturday or Sunday that is worked in exchange for a holiday."""
    return kind.counts and day.date.weekday() >= months.SATURDAY


Span = tuple[date, date, str, str]


def _spans(days: Sequence[Day], kinds: Mapping[date, DayKind]) -> list[Span]:
    """Neighbouring days of the same reason together, with the notice if it was the calendar."""
    spans: list[Span] = []
    for day in days:
        kind = kinds[day.date]
        named = _rests(day, kind) or _worked(day, kind)
        reason, source = str(day.reason), kind.source if named else ""
        if spans and spans[-1][2:] == (reason, source) and day.date - spans[-1][1] == timedelta(days=1):
            spans[-1] = (spans[-1][0], day.date, reason, source)
        else:
            spans.append((day.date, day.date, reason, source))
    return spans


@register.inclusion_tag("parts/hints.html")
def key_hints(hints: Any = None) -> dict[str, Any]:
    """The dialog behind `?`: what the keys do here, and the switch that turns single keys off."""
    return {"hints": hints or [(key, _(what)) for key, what in KEYS]}


@register.simple_tag(takes_context=True)
def here(context: template.Context, under: str = "", exact: str = "") -> str:
    """Mark the link of the part of the site that is open."""
    request = context.get("request")
    path = request.path if request else ""
    return mark_safe(' aria-current="page"') if (under and path.startswith(under)) or path == exact else ""


@register.inclusion_tag("parts/facts.html")
def fact_line(
    entries: Iterable[Entry],
    papers: dict[int, list[Any]] | None = None,
    paper_url: str = "",
    future: Any = (),
) -> dict[str, Any]:
    """What happened, newest on top, with the papers it brought; what is still to come greyed above."""
    lines = [(entry, (papers or {}).get(entry.seq, [])) for entry in reversed(list(entries))]
    return {"lines": lines, "paper_url": paper_url, "future": future}


@register.inclusion_tag("parts/field.html")
def field(one: dict[str, Any]) -> dict[str, Any]:
    """One field of a form: label, help, the box, the error beside it."""
    return {"f": one}


@register.inclusion_tag("parts/refusal.html")
def refusal(refused: Any) -> dict[str, Any]:
    """Why the law does not let it happen, and what can be done now."""
    return {"refused": refused}


@register.inclusion_tag("parts/consequence.html")
def consequence(act: Any, paper_name: str = "") -> dict[str, Any]:
    """What an act does in law before it is done."""
    return {"act": act, "paper_name": paper_name}


@register.inclusion_tag("parts/empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """Why there is nothing here and what to do."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("parts/steps.html")
def step_line(steps: Iterable[tuple[str, str, str]]) -> dict[str, Any]:
    """The steps of an application: label, state (done, now, todo), address."""
    return {"steps": steps}


@register.inclusion_tag("parts/pager.html")
def pager(url: str) -> dict[str, Any]:
    """The way to the next page."""
    return {"url": url}
