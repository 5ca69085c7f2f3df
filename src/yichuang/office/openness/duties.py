"""The breakdown of duties 任务分解: the standard set brought down to a person of each body, and over it what the bodies edited."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from yichuang.law.mandates import Post
from yichuang.law.open_words import Change, Occasion
from yichuang.law.openness import DutyRule
from yichuang.law.openness.breakdown import Edition, Line
from yichuang.office import clock
from yichuang.office.directory.models import Body, Officer, PostHeld
from yichuang.office.openness.models import DutyLine

_DATA = Path(__file__).parent / "data" / "duties.json"
_BY = (Post.OPENNESS_OFFICER, Post.CHIEF)
"""Who answers for a body's publications: its openness officer, else its chief at the window."""


@cache
def standard() -> tuple[Mapping[str, Any], ...]:
    """The standard set, without body and person."""
    found: list[Mapping[str, Any]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return tuple(found)


def _people(bodies: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Of each body the number and name of who answers where nobody else is named."""
    held = PostHeld.objects.filter(
        post__in=[one.value for one in _BY], until=None, officer__active=True, officer__body__in=list(bodies)
    )
    rows = held.values_list("officer__body", "post", "officer__number", "officer__name")
    ranked = sorted(rows, key=lambda row: (_BY.index(Post(row[1])), row[2]), reverse=True)
    return {body: (number, name) for body, _, number, name in ranked}


def item(row: DutyLine) -> Line:
    """A line as its facts say."""
    return msgspec.json.decode(row.item, type=Line) if row.item else Line(code=row.pk)


def edited(bodies: Iterable[str], on: date) -> dict[str, Edition]:
    """The editions that hold on a day, by the code of their line."""
    rows = DutyLine.objects.filter(body__in=list(bodies))
    held = ((row.pk, item(row).on(on)) for row in rows)
    return {code: one for code, one in held if one is not None}


def rules(on: date | None = None, body: str = "") -> tuple[tuple[DutyRule, ...], tuple[str, ...]]:
    """Every duty of every body or of one on a day, and the bodies without a person who could answer: named, not passed over.

    Who is no longer at the body is stood in for by whoever answers where nobody is named.
    """
    on = on or clock.today()
    found = Body.objects.filter(active=True, **({"pk": body} if body else {})).order_by("code")
    parents = dict(found.values_list("code", "parent"))
    codes = list(parents)
    people, lines = _people(codes), edited(codes, on)
    own = {one.words["officer"] for one in lines.values() if one.words}
    there = set(Officer.objects.filter(number__in=own, active=True).values_list("body", "number"))
    out, nobody = [], []
    for code in codes:
        given: dict[str, Mapping[str, Any] | None] = {
            f"{code}-{plain['code']}": {**plain, "body": code}
            for plain in standard()
            if plain.get("units", True) or not parents[code]
        }
        given |= {line: one.words for line, one in lines.items() if line.startswith(f"{code}-")}
        for line, words in given.items():
            if words is None:
                continue
            person = (words.get("officer", ""), words.get("officer_name", ""))
            if (code, person[0]) not in there:
                person = people.get(code, ("", ""))
            if not person[0]:
                nobody.append(code)
                continue
            whole = {**words, "code": line, "officer": person[0], "officer_name": person[1]}
            out.append(msgspec.convert(whole, DutyRule))
    return tuple(out), tuple(dict.fromkeys(nobody))


def handed(on: date) -> dict[str, Edition]:
    """The lines that were handed over together with the duties that are open, by code."""
    found = ((row.pk, item(row).on(on)) for row in DutyLine.objects.all())
    return {code: one for code, one in found if one and one.follow and one.change is Change.HAND_OVER}


def wants_each() -> bool:
    """Whether any duty may want single decisions published apart: asked of every decision, so it is one look."""
    return any(plain.get("each") and plain.get("occasion") == "decision" for plain in standard()) or (
        DutyLine.objects.filter(item__contains='"occasion":"decision"').exists()
    )


def begun(on: date) -> dict[str, date]:
    """Since when a line that is not of the standard set is there: it owes nothing of the days before."""
    usual = {plain["code"] for plain in standard()}
    lines = (item(row) for row in DutyLine.objects.all() if row.pk.rpartition("-")[2] not in usual)
    return {one.code: one.editions[0].since for one in lines if one.editions and one.editions[0].since <= on}


def occasioned(occasion: Occasion, body: str, on: date | None = None) -> tuple[DutyRule, ...]:
    """The duties of a body that an event makes due."""
    found, _ = rules(on, body)
    return tuple(one for one in found if one.body == body and one.occasion is occasion)
