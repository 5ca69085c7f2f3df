"""Asking the directory: who somebody is and may do, where a region lies, which days are worked."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q

from yichuang.law.calendar import KNOWN, Calendar, YearNotice
from yichuang.law.cases import Refused
from yichuang.law.mandates import PERMISSIONS, Actor, Permission, Post, Reach, Standing, prefix, within
from yichuang.law.mandates import Outsider as LawOutsider
from yichuang.law.words import Role
from yichuang.office import sealing
from yichuang.office.directory import identity
from yichuang.office.directory.models import (
    Applicant,
    Body,
    CalendarYear,
    IdType,
    LetterOfAuthority,
    Officer,
    Outsider,
    PostHeld,
    Region,
    Topic,
)

NOBODY = Standing(actor=Actor(Role.APPLICANT, id="anonymous"))
"""Somebody not signed in: may do nothing, owns no case."""

_CALENDAR_SECONDS = 2.0
SEEN_BY_ALL = timedelta(seconds=2 * _CALENDAR_SECONDS)
"""After this long every process counts by a new notice."""
_MANY_STANDINGS = 10_000
_ENDS = (2, 4, 6, 9, 12)

_WHO = """
SELECT (SELECT number FROM directory_version WHERE topic = %s),
       (SELECT number FROM directory_officer WHERE user_id = %s),
       (SELECT id FROM directory_applicant WHERE user_id = %s),
       (SELECT number FROM directory_outsider WHERE user_id = %s AND active),
       EXISTS (SELECT 1 FROM mfa_authenticator WHERE user_id = %s AND type = 'totp')
"""
_NEAR = """
SELECT officer_id, applicant_id FROM directory_interest WHERE officer_id = ANY(%s)
UNION ALL
SELECT o.id, a.id FROM directory_officer o JOIN directory_applicant a ON a.user_id = o.user_id WHERE o.id = ANY(%s)
"""
"""The applicants that officers withdraw from: an interest declared, or the officer himself."""


@dataclass(slots=True)
class _Memory:
    """What this process remembers of the directory, and under which version it was true."""

    calendar: Calendar | None = None
    unsettled: tuple[str, ...] = ()
    calendar_version: int | None = None
    calendar_checked: float = 0.0
    standings: dict[tuple[str, date], tuple[int | None, Standing]] | None = None


_memory = _Memory()


def forget() -> None:
    """Drop what this process remembers, so that the next question reads the database."""
    _memory.calendar, _memory.calendar_version, _memory.calendar_checked = None, None, 0.0
    _memory.standings = {}


def version(topic: Topic) -> int | None:
    """The number under which what was read of a topic is still true."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM directory_version WHERE topic = %s", [topic.value])
        row = cursor.fetchone()
    return row[0] if row else None


def calendar() -> Calendar:
    """The known calendar with every notice loaded since; other processes' notices are seen within two seconds."""
    now = time.monotonic()
    if _memory.calendar is not None and now - _memory.calendar_checked < _CALENDAR_SECONDS:
        return _memory.calendar
    number = version(Topic.CALENDAR)
    if _memory.calendar is None or number != _memory.calendar_version:
        rows = loaded_years()
        _memory.calendar = _under([YearNotice.from_plain(row.notice) for row in rows])
        _memory.unsettled = tuple(row.notice["notice"] for row in rows if row.settled_at is None)
        _memory.calendar_version = number
    _memory.calendar_checked = now
    return _memory.calendar


def _under(notices: Iterable[YearNotice]) -> Calendar:
    """The known calendar under these notices, an amendment after its year's own."""
    known = KNOWN
    for notice in sorted(notices, key=lambda one: (one.year, one.amends)):
        known = known.with_year(notice)
    return known


def calendar_with(notice: YearNotice) -> Calendar:
    """The calendar as it would be with one more notice loaded in the place of its predecessor."""
    loaded = [YearNotice.from_plain(row.notice) for row in loaded_years()]
    kept = [one for one in loaded if (one.year, one.amends) != (notice.year, notice.amends)]
    return _under([*kept, notice])


def unsettled() -> tuple[str, ...]:
    """The notices that not every open case agrees with yet, as of the last time `calendar` was asked; it is free."""
    return _memory.unsettled


def loaded_years() -> list[CalendarYear]:
    """The notices loaded as data, by year."""
    return list(CalendarYear.objects.order_by("year", "amends"))


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody signed in: what he may do, and whether his sign-in has a second factor."""

    standing: Standing
    second_factor: bool = False


def known(user: Any, on: date) -> Known:
    """A signed-in user on a day: an officer by posts and letters, an applicant by its own entry. One statement."""
    if not getattr(user, "is_authenticated", False):
        return Known(NOBODY)
    with connection.cursor() as cursor:
        cursor.execute(_WHO, [Topic.OFFICERS.value, *[user.pk] * 4])
        version, number, applicant, outsider, second_factor = cursor.fetchone()
    if number is not None:
        return Known(_officer_standing(number, on, version), second_factor)
    if applicant is not None:
        return Known(Standing(actor=Actor(Role.APPLICANT, id=applicant)), second_factor)
    if outsider is not None:
        return Known(outsider_standing(outsider), second_factor)
    return Known(NOBODY, second_factor)


def standing(user: Any, on: date) -> Standing:
    """What a signed-in user may do on a day."""
    return known(user, on).standing


def _officer_standing(number: str, on: date, version: int | None) -> Standing:
    memory = _memory.standings
    if memory is None or len(memory) > _MANY_STANDINGS:
        memory = _memory.standings = {}
    kept = memory.get((number, on))
    if kept is not None and kept[0] == version:
        return kept[1]
    found = officer_standing(number, on)
    memory[number, on] = (version, found)
    return found


def officer_standing(number: str, on: date) -> Standing:
    """What the officer of this work number may do on a day, read from the database. Dismissed: nothing."""
    found = officer_standings([number], on)
    if number not in found:
        raise Officer.DoesNotExist(number)
    return found[number]


def officer_standings(numbers: Iterable[str], on: date) -> dict[str, Standing]:
    """The same of many officers, by work number. Four statements, however many they are."""
    officers = list(Officer.objects.filter(number__in=list(numbers)))
    active = [one.pk for one in officers if one.active]
    posts = _by_officer(PostHeld.objects.filter(officer__in=active).on(on))
    letters = _by_officer(
        LetterOfAuthority.objects.filter(officer__in=active).in_force(on).select_related("officer")
    )
    near: dict[int, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [[one.pk for one in officers]] * 2)
        for officer, applicant in cursor.fetchall():
            near.setdefault(officer, set()).add(applicant)
    return {
        one.number: _standing_of(one, posts.get(one.pk, []), letters.get(one.pk, []), near.get(one.pk, set()))
        for one in officers
    }


def _by_officer(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.officer_id, []).append(row)
    return found


def _standing_of(
    officer: Officer, posts: list[PostHeld], letters: list[LetterOfAuthority], near: set[str]
) -> Standing:
    reaches = [_reach(held) for held in posts]
    first = reaches[0] if reaches else Reach()
    return Standing(
        actor=Actor(
            Role.OFFICER,
            id=officer.number,
            name=officer.name,
            body=officer.body_id,
            post="、".join(dict.fromkeys(Post(held.post).label for held in posts)),
        ),
        permissions=first.permissions,
        region=first.region,
        body=first.body,
        matters=first.matters,
        letters=tuple(letter.law for letter in letters),
        others=tuple(reaches[1:]),
        near=frozenset(near),
    )


def outsider_standing(number: str) -> Standing:
    """An outside supervisor in service: no permission anywhere; what he may see hangs on invitations alone."""
    row = Outsider.objects.get(number=number, active=True)
    post = f"{row.unit}·{Role.INVITED.label}"
    return Standing(actor=Actor(Role.INVITED, id=row.number, name=row.name, post=post))


def outsider(number: str) -> LawOutsider | None:
    """The outside supervisor in service of this number."""
    row = Outsider.objects.filter(number=number, active=True).first()
    return row.law if row else None


def outsiders(region: str) -> list[LawOutsider]:
    """The outside supervisors in service of a territory, of what it lies in and of what lies in it."""
    rows = Outsider.objects.filter(active=True)
    return [row.law for row in rows if within(row.region, region) or within(region, row.region)]


def _reach(held: PostHeld) -> Reach:
    return Reach(
        permissions=PERMISSIONS[Post(held.post)],
        region=prefix(held.region),
        body=held.body_id,
        matters=None if held.matters is None else frozenset(held.matters),
    )


def letters_in_force(on: date, *, body: str | None = None) -> list[LetterOfAuthority]:
    """The letters valid on a day, of all bodies or of one, for the public list."""
    found = LetterOfAuthority.objects.in_force(on).select_related("officer", "body")
    return list(found.filter(body=body) if body else found)


def applicant_by_number(id_type: IdType, number: str, on: date) -> Applicant | None:
    """The applicant of exactly this identity number, found by its blind index. Raises Refused if it cannot be one."""
    plain = identity.id_number(id_type, number, on=on, sample=settings.DEMO)
    return Applicant.objects.filter(id_index=identity.index_of(id_type, plain)).first()


def applicants_by_phone(phone: str) -> list[Applicant]:
    """The applicants who gave exactly this telephone. Raises Refused when it is no telephone number."""
    return list(Applicant.objects.filter(phone_index=sealing.index(f"phone:{identity.phone(phone)}"))[:20])


def tail_matches(applicant: Applicant, tail: str) -> bool:
    """Whether these are the last four digits of the applicant's telephone."""
    return sealing.index(f"tail:{applicant.pk}:{tail}") == applicant.tail_index


def phone_tail(applicant: Applicant) -> str:
    """The last four digits of the telephone: a case keeps them, so that its progress can be asked for."""
    return sealing.unlock(bytes(applicant.phone_sealed))[-4:]


@dataclass(frozen=True, slots=True)
class Details:
    """An applicant's number, telephone and address in full."""

    id_number: str
    phone: str
    address: str


def details(applicant: Applicant, by: Standing) -> Details:
    """What is sealed, for the applicant itself and for officers who may take in or read cases. Raises Refused."""
    own = by.actor.role is Role.APPLICANT and by.actor.id == applicant.pk
    permitted = by.may(Permission.CASE_INTAKE) or by.may(Permission.CASE_READ)
    if not (own or permitted or by.actor.role is Role.SYSTEM):
        raise Refused("无权查看申请人的完整信息", remedy="页面上显示的是隐去部分内容的信息。")
    return Details(
        sealing.unlock(bytes(applicant.id_sealed)),
        sealing.unlock(bytes(applicant.phone_sealed)),
        sealing.unlock(bytes(applicant.address_sealed)),
    )


def region(code: str) -> Region | None:
    """The region of this code."""
    return Region.objects.filter(code=code).first()


def children(code: str = "") -> list[Region]:
    """The regions directly below one; without a code, the provinces."""
    return list(Region.objects.filter(parent=code))


def region_path(code: str) -> list[Region]:
    """A region with all above it, from the province down: 四川省、阿坝藏族羌族自治州、马尔康市."""
    above = [code[:end].ljust(12, "0") for end in _ENDS]
    return list(Region.objects.filter(code__in=above))


def full_name(code: str) -> str:
    """The name of a region with all above it, fillers such as 市辖区 left out."""
    return "".join(one.name for one in region_path(code) if one.name not in {"市辖区", "县"})


def bodies(territory: str = "") -> list[Body]:
    """The bodies at work in a territory with their windows, two statements."""
    start = prefix(territory)
    found = Body.objects.filter(active=True, region__gte=start, region__lt=f"{start}:").prefetch_related(
        "windows"
    )
    return list(found)


def bodies_near(region: str) -> list[tuple[str, str]]:
    """The bodies of a territory that stand for themselves: code and short name. Their units act through them."""
    found = Body.objects.filter(region=region, parent=None).order_by("code")
    return list(found.values_list("code", "short"))


def body_name(code: str) -> str | None:
    """The name of a body that still exists; None when there is none of this code, or no longer."""
    return Body.objects.filter(pk=code, active=True).values_list("name", flat=True).first()


def colleagues(body: str) -> list[tuple[str, str]]:
    """The officers of a body who may examine cases: number and name, with their posts."""
    posts = [post.value for post, may in PERMISSIONS.items() if Permission.CASE_REVIEW in may]
    held = PostHeld.objects.filter(officer__body=body, officer__active=True, post__in=posts, until=None)
    found = held.order_by("officer__number").values_list("officer__number", "officer__name").distinct()
    return [(number, name) for number, name in found]


def colleague(body: str, number: str) -> str | None:
    """The name of such an officer; None when there is none of this number."""
    return dict(colleagues(body)).get(number)


def body_code(region: str, serial: str) -> str:
    """The code of a body: the digits of its region, six at least, and its serial there."""
    return prefix(region).ljust(6, "0") + serial


def region_of(body: str) -> str:
    """The region of a body; empty when there is none."""
    return Body.objects.filter(code=body).values_list("region", flat=True).first() or ""


def body_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of these bodies by code."""
    return dict(Body.objects.filter(code__in=set(codes)).values_list("code", "name"))


def find_officers(text: str, by: Standing, limit: int = 50) -> list[Officer]:
    """The officers at work by work number or part of the name, as far as this one appoints."""
    wanted = Officer.objects.filter(Q(number=text) | Q(name__contains=text), active=True)
    found = wanted.select_related("body", "user")
    return [one for one in found[: 4 * limit] if by.may(Permission.OFFICERS_APPOINT, region=one.body.region)][
        :limit
    ]


def officers(body: str) -> list[Officer]:
    """The officers of a body at work."""
    return list(Officer.objects.filter(body=body, active=True))
