"""The only writer of kept searches: keep one, look at it, let it go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yichuang.law.cases import require
from yichuang.law.cite import OPENNESS
from yichuang.office.openness.models import Subscription
from yichuang.office.openness.reads import Wanted

MOST = 50
_FIND = OPENNESS.art("24", "政府信息公开平台应当具备信息检索、查阅、下载等功能")


@transaction.atomic
def keep(owner: str, wanted: Wanted, at: datetime) -> Subscription:
    """Keep a search; the same one twice is one. Raises Refused when there are too many."""
    same = {
        "owner": owner,
        "text": wanted.text,
        "category": wanted.category,
        "subject": wanted.subject,
        "body": wanted.body,
    }
    found = Subscription.objects.filter(**same).first()
    if found is not None:
        return found
    many = Subscription.objects.filter(owner=owner).count()
    require(many < MOST, f"已经订阅了{MOST}个查找", _FIND, remedy="请先去掉不再看的。")
    return Subscription.objects.create(**same, kept_at=at, looked_at=at)


def looked(owner: str, ident: int, at: datetime) -> None:
    """What is there now has been seen."""
    Subscription.objects.filter(owner=owner, pk=ident).update(looked_at=at)


def forget(owner: str, ident: int) -> None:
    """Keep it no longer: nothing of it stays."""
    Subscription.objects.filter(owner=owner, pk=ident).delete()
