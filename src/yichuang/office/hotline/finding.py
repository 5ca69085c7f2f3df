"""Finding tickets again: by the caller's telephone, by place, by words over a million rows; and what this one may be the same as."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from yichuang.law import hotline as law
from yichuang.law.cases import day, entitle
from yichuang.law.cite import JINAN
from yichuang.law.facts import Spot
from yichuang.law.hotline import Known, Likeness
from yichuang.law.kinds.ticket import TICKET
from yichuang.law.mandates import Permission, Standing, prefix
from yichuang.law.words import State
from yichuang.office import sealing
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.cases.hotline_terms import Known as Subject
from yichuang.office.catalogue.terms import pairs
from yichuang.office.hotline.places import called, cells

_DIGITS = re.compile(r"[^0-9+]")
_PLAIN = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
_SECRET = JINAN.art("32", "诉求人信息应当保密")
FEW, WEEK, MONTHS = 400, 7, 36
"""So many hits are read at once; of more only the newest, back for so many days and months."""
COLUMNS = (
    "number", "at", "body", "lead", "line", "about", "subject", "title", "place", "lat", "lon", "caller", "state", "due_on",
    "closed_on", "merged_into", "same_as", "incident", "satisfaction", "solved",
)  # fmt: skip
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM hotline_ticket"


@dataclass(frozen=True, slots=True)
class Found:
    """A ticket in a list."""

    row: dict[str, Any]
    metres: int | None = None

    def __getattr__(self, name: str) -> Any:
        return self.row[name]

    @property
    def standing(self) -> State:
        """Where it stands."""
        return State(self.row["state"])

    @property
    def subject_name(self) -> str:
        """What it is about."""
        return settings.subject(self.row["subject"]) or "待归类"

    @property
    def spot(self) -> Spot | None:
        """Where it is."""
        lat, lon = self.row["lat"], self.row["lon"]
        return None if lat is None or lon is None else Spot(lat=lat, lon=lon)


def plain_phone(phone: str) -> str:
    """A telephone number as it is compared: digits, without the country's code and blanks."""
    digits = _DIGITS.sub("", phone)
    return digits.removeprefix("+86").removeprefix("0086").lstrip("+")


def caller_of(phone: str) -> str:
    """The keyed hash under which a caller is found again; nothing of the number can be learned from it."""
    digits = plain_phone(phone)
    return sealing.index(f"hotline:{digits}") if digits else ""


def pieces(texts: Iterable[str]) -> set[str]:
    """The pairs of characters of some texts, in which words are looked up."""
    plain = [word for text in texts for word in _PLAIN.split(text.lower()) if word]
    return {pair for word in plain for pair in pairs(word)}


def days(on: date) -> tuple[str, str]:
    """The terms that say on which day and in which month a ticket came in."""
    return f"@{on:%Y%m%d}", f"@{on:%Y%m}"


def terms(at: datetime, title: str, place: str, subject: str) -> list[str]:
    """What a ticket is looked up by: title, place, subject with its everyday words, the day and the month."""
    known = settings.subjects().get(subject)
    words = (*known.path, *known.subject.words) if known else ()
    return sorted({*pieces((title, place, *words)), *days(day(at))})


def _rows(sql: str, params: list[Any]) -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [Found(dict(zip(COLUMNS, row, strict=True))) for row in cursor.fetchall()]


def _may(by: Standing, region: str) -> None:
    may = any(by.may(one, region=region) for one in (Permission.TICKET_REGISTER, Permission.TICKET_SUPERVISE))
    entitle(may, "您的岗位不能查找诉求工单", _SECRET, remedy="承办的工单请从待办列表打开。")


def of_caller(phone: str, region: str, by: Standing, *, limit: int = 20) -> list[Found]:
    """What this telephone has brought up before, newest first."""
    _may(by, region)
    caller = caller_of(phone)
    if not caller:
        return []
    sql = f"{_SELECT} WHERE caller = %s AND region LIKE %s ORDER BY at DESC LIMIT %s"
    return _rows(sql, [caller, f"{prefix(region)}%", limit])


def by_numbers(numbers: list[str]) -> list[Found]:
    """These tickets, in the order of their numbers; whoever asks has been let in before."""
    return _rows(f"{_SELECT} WHERE number = ANY(%s) ORDER BY number", [numbers]) if numbers else []


_NEAR = f"""
SELECT {", ".join(f'x."{name}"' for name in COLUMNS)} FROM unnest(%s::bigint[]) c(cell) CROSS JOIN LATERAL (
  {_SELECT} WHERE cell = c.cell AND region LIKE %s ORDER BY at DESC LIMIT %s
) x ORDER BY x.at DESC
"""
"""The newest of each cell come from the index in order."""


def near(spot: Spot, region: str, by: Standing, *, metres: int = 200, limit: int = 20) -> list[Found]:
    """What was brought up around here, newest first, each with its distance."""
    _may(by, region)
    found = _rows(_NEAR, [cells(spot, metres), f"{prefix(region)}%", limit * 4])
    apart = [Found(one.row, law.metres(one.spot, spot)) for one in found if one.spot is not None]
    return [one for one in apart if one.metres is not None and one.metres <= metres][:limit]


def search(text: str, region: str, by: Standing, now: datetime, *, limit: int = 30) -> list[Found]:
    """Tickets by number or by words, newest first: all words must be in title, place or subject."""
    _may(by, region)
    own = f"{prefix(region)}%"
    if text.strip().isdigit() and len(text.strip()) >= 20:
        return _rows(f"{_SELECT} WHERE number = %s AND region LIKE %s LIMIT %s", [text.strip(), own, limit])
    wanted = sorted(pieces([text]))
    if not wanted:
        return _rows(f"{_SELECT} WHERE region LIKE %s ORDER BY at DESC LIMIT %s", [own, limit])
    today = day(now)
    week = [days(today - timedelta(days=n))[0] for n in range(WEEK)]
    found = _newest(wanted, own, week, limit)
    if len(found) < limit:
        found = _rows(_SOME, [wanted, own, FEW])
        if len(found) == FEW:
            found = _newest(wanted, own, [*week, *_months(today)], limit)
    return sorted(found, key=lambda one: (one.at, one.number), reverse=True)[:limit]


_SOME = f"{_SELECT} WHERE terms @> %s AND region LIKE %s LIMIT %s"
"""The index yields all hits before the first: asked together with a day, what everybody says costs no more than what one says."""


def _newest(wanted: list[str], own: str, spans: Iterable[str], limit: int) -> list[Found]:
    """The hits of these days and months, newest first and each as a whole, until there are enough."""
    found: dict[str, Found] = {}
    for span in spans:
        found |= {one.number: one for one in _rows(_SOME, [[*wanted, span], own, 100_000])}
        if len(found) >= limit:
            break
    return list(found.values())


def _months(today: date) -> list[str]:
    """The months back from this one."""
    first, spans = today.replace(day=1), []
    for _ in range(MONTHS):
        spans.append(days(first)[1])
        first = (first - timedelta(days=1)).replace(day=1)
    return spans


def suggest_subjects(text: str, limit: int = 8) -> list[Subject]:
    """The subjects somebody means who has typed this far: by name, everyday words, letters; leaves only."""
    found = []
    for n, known in enumerate(settings.subjects().values()):
        if not known.subject.under:
            score = called((known.subject.name, *known.subject.words, *known.path[:-1]), text)
            found.append((-score, n, known))
    return [known for score, _, known in sorted(found, key=lambda x: x[:2]) if score][:limit]


_CLOSE = timedelta(days=7)
_SAME = f"""
({_SELECT} WHERE caller = %s AND caller <> '' AND at >= %s AND region LIKE %s AND state = ANY(%s) ORDER BY at LIMIT 20)
UNION ALL
({_SELECT} WHERE cell = ANY(%s) AND at >= %s AND region LIKE %s AND state = ANY(%s) ORDER BY at DESC LIMIT 40)
UNION ALL
({_SELECT} WHERE subject = %s AND subject <> '' AND at >= %s AND region = %s AND place = %s AND place <> '' AND state = ANY(%s) ORDER BY at DESC LIMIT 20)
"""
_OPEN = [state.value for state in TICKET.states if state not in (State.SETTLED, State.ARCHIVED, State.MERGED)]


def alike(new: Known, region: str, *, limit: int = 5) -> list[Likeness]:
    """The open tickets of the last seven days that this may be the same as, the likeliest first."""
    since, own = new.at - _CLOSE, f"{prefix(region)}%"
    around = cells(new.spot, law.NEAR) if new.spot else []
    params = [
        new.caller,
        since,
        own,
        _OPEN,
        around,
        since,
        own,
        _OPEN,
        new.subject,
        since,
        region,
        new.place,
        _OPEN,
    ]
    rows = {one.number: one for one in _rows(_SAME, params)}
    return law.likely_same(new, [known(one) for one in rows.values()], limit)


def known(one: Found) -> Known:
    """A ticket as far as likeness goes."""
    return Known(one.number, one.at, one.subject, one.title, one.place, one.spot, one.caller)


def calls_of(caller: str, since: datetime) -> int:
    """How many tickets this caller has brought since then, counted to a thousand."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM hotline_ticket WHERE caller = %s AND caller <> '' AND at >= %s LIMIT 1000) x"
    with connection.cursor() as cursor:
        cursor.execute(sql, [caller, since])
        return int(cursor.fetchone()[0])


_LATELY = f"""
SELECT * FROM (
  SELECT DISTINCT ON (coalesce(nullif(caller, ''), number)) {", ".join(COLUMNS)} FROM hotline_ticket
  WHERE cell = ANY(%s) AND at >= %s AND subject = %s AND region = %s ORDER BY coalesce(nullif(caller, ''), number), at
) x ORDER BY at DESC LIMIT %s
"""


def lately(
    subject: str, region: str, spot: Spot, since: datetime, *, metres: int, limit: int = 50
) -> list[Found]:
    """Around here since then about a subject: of each caller the first ticket, of them the newest."""
    return _rows(_LATELY, [cells(spot, metres), since, subject, region, limit])


def parts(number: str) -> list[str]:
    """The tickets merged into this one that wait for it."""
    sql = "SELECT number FROM hotline_ticket WHERE merged_into = %s AND state = 'merged' ORDER BY number"
    with connection.cursor() as cursor:
        cursor.execute(sql, [number])
        return [row[0] for row in cursor.fetchall()]
