"""The sample of the knowledge base: answers written by us, lived through under the law by officers of the demonstration."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import yaml

from yichuang.law.clocks import CHINA
from yichuang.law.mandates import PERMISSIONS, Permission, Post, Standing
from yichuang.office.directory import demo
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body, PostHeld
from yichuang.office.knowledge import acts, duties

_POSTS = [post.value for post, may in PERMISSIONS.items() if Permission.KNOWLEDGE_EDIT in may]
_AGES = (12, 33, 58, 71, 96, 120, 141)
"""How many days ago an answer was published, in turn."""
_YELLOW, _RED, _EXPIRED = 172, 200, 90
_HOUR = timedelta(hours=1)


def load(at: datetime) -> int:
    """Put the sample answers down as of a moment: most in use, some due for review, one expired, one reported wrong. Returns how many."""
    plain = yaml.safe_load((duties.DATA / "answers.yaml").read_text(encoding="utf-8"))
    for n, one in enumerate(plain):
        _live(one, _AGES[n % len(_AGES)], at)
    return len(plain)


def _office_hour(at: datetime, days: int) -> datetime:
    """Half past ten so many days before."""
    return (at.astimezone(CHINA) - timedelta(days=days)).replace(hour=10, minute=30, second=0, microsecond=0)


def keepers(body: str, at: datetime) -> list[Standing]:
    """Two officers of a body who keep its answers."""
    held = PostHeld.objects.filter(officer__body=body, officer__active=True, post__in=_POSTS).order_by(
        "officer__number"
    )
    numbers = list(dict.fromkeys(held.values_list("officer__number", flat=True)))[:2]
    return [directory.officer_standing(number, at.date()) for number in numbers]


def _reporter() -> str:
    clerk = next(one for one in demo.ACCOUNTS if Post.WINDOW_CLERK in one.posts)
    return str(PostHeld.objects.get(officer__user__username=clerk.username).officer.number)


def words_of(plain: dict[str, Any], body: Body, begun: datetime) -> dict[str, Any]:
    """One sample answer as a form would send it."""
    start = begun.astimezone(CHINA).date()
    return {
        "code": plain["code"],
        "body": body.pk,
        "question": plain["q"],
        "wordings": plain.get("w", []),
        "answer": plain["a"],
        "source": plain["s"],
        "article": plain["art"],
        "link": plain.get("link", ""),
        "matters": plain.get("m", []),
        "effective": start.isoformat(),
        "review_by": duties.of(body.region).usual(start).isoformat(),
        "contact": body.phone,
    }


def _live(plain: dict[str, Any], age: int, at: datetime) -> None:
    """One answer from its draft on, as its line of the sample says."""
    life = plain.get("life", "")
    age = {"yellow": _YELLOW, "red": _RED, "expired": _EXPIRED}.get(life, age)
    begun, yesterday = _office_hour(at, age), _office_hour(at, 1)
    body = Body.objects.get(pk=directory.body_code(demo.REGION, plain["body"]))
    author, approver = keepers(body.pk, at)
    words = words_of(plain, body, begun)
    if life == "expired":
        words["expires"] = (begun.astimezone(CHINA) + timedelta(days=60)).date().isoformat()
    draft = acts.save_draft(words, by=author, at=begun - _HOUR)
    acts.approve(words["code"], draft.version, by=approver, at=begun)
    if life == "wrong":
        said = "来电人说和窗口讲的不一样，请核对条款，写明适用的范围。"
        clerk = directory.officer_standing(_reporter(), at.date())
        acts.report(words["code"], said, by=clerk, at=yesterday)
    elif life == "kept":
        until = duties.of(body.region).usual(_office_hour(at, 3).date())
        acts.keep(words["code"], until, "对照条例核对过。", by=approver, at=_office_hour(at, 3))
    elif life in ("edited", "draft"):
        then = _office_hour(at, 5) if life == "edited" else yesterday
        words = words_of(plain, body, then if life == "edited" else at)
        words["answer"] += "不清楚要办哪些的，可以先用“办事导航”。"
        draft = acts.save_draft(words, by=author, at=then - _HOUR)
        if life == "edited":
            acts.approve(words["code"], draft.version, by=approver, at=then)
