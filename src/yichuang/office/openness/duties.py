"""The breakdown of duties 任务分解: the standard set of what a body publishes, brought down to a person of each body."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from yichuang.law.mandates import Post
from yichuang.law.open_words import Occasion
from yichuang.law.openness import DutyRule
from yichuang.office.directory.models import Body, PostHeld

_DATA = Path(__file__).parent / "data" / "duties.json"
_BY = (Post.OPENNESS_OFFICER, Post.CHIEF)
"""Who answers for a body's publications: its openness officer, else its chief at the window."""


@cache
def standard() -> tuple[Mapping[str, Any], ...]:
    """The standard set, without body and person."""
    found: list[Mapping[str, Any]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return tuple(found)


def _people() -> dict[str, tuple[str, str]]:
    """Of each body the number and name of who answers."""
    held = PostHeld.objects.filter(post__in=[one.value for one in _BY], until=None, officer__active=True)
    rows = held.values_list("officer__body", "post", "officer__number", "officer__name")
    ranked = sorted(rows, key=lambda row: (_BY.index(Post(row[1])), row[2]), reverse=True)
    return {body: (number, name) for body, _, number, name in ranked}


def rules() -> tuple[tuple[DutyRule, ...], tuple[str, ...]]:
    """Every duty of every body, and the bodies without a person who could answer: they must be named, not passed over."""
    people, out, nobody = _people(), [], []
    for body in Body.objects.filter(active=True).order_by("code").values_list("code", flat=True):
        if body not in people:
            nobody.append(body)
            continue
        number, name = people[body]
        for plain in standard():
            given = {
                **plain,
                "code": f"{body}-{plain['code']}",
                "body": body,
                "officer": number,
                "officer_name": name,
            }
            out.append(msgspec.convert(given, DutyRule))
    return tuple(out), tuple(nobody)


def occasioned(occasion: Occasion, body: str) -> tuple[DutyRule, ...]:
    """The duties of a body that an event makes due."""
    found, _ = rules()
    return tuple(one for one in found if one.body == body and one.occasion is occasion)
