"""Officers and the posts they hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from yichuang.law.cases import Refused
from yichuang.law.mandates import Permission, Post, Standing, compatible
from yichuang.office.directory import identity
from yichuang.office.directory.acts.changes import allow, digest, note, raise_version
from yichuang.office.directory.models import Body, Officer, Outsider, PostHeld, Topic

_CENTRE_WIDE = frozenset(
    {
        Post.SUPERVISOR,
        Post.CENTRE_HEAD,
        Post.OPERATOR,
        Post.DISPATCHER,
        Post.HOTLINE_HEAD,
        Post.ADMINISTRATOR,
        Post.SECURITY_ADMIN,
        Post.AUDIT_ADMIN,
        Post.ARCHIVIST,
    }
)
"""Posts whose scope is a territory; the others act for one body."""


@transaction.atomic
def appoint_officer(user: Any, *, body: Body, number: str, name: str, by: Standing, at: datetime) -> Officer:
    """Take a user onto the staff of a body under a work number. Raises Refused that names the field."""
    allow(by, Permission.OFFICERS_APPOINT, region=body.region)
    if not number.strip() or not number.isascii():
        raise Refused("没有填写工号", field="number", remedy="工号由字母和数字组成, 全中心不重复。")
    if Officer.objects.filter(number=number).exclude(user=user).exists():
        raise Refused(f"工号 {number} 已有人使用", field="number", remedy="请换一个工号。")
    if Outsider.objects.filter(user=user).exists():
        raise Refused("这个账号是特邀监督人员的, 不能兼任岗位", field="user", remedy="请另开一个账号。")
    old = Officer.objects.select_for_update().filter(user=user).first()
    if old and old.number != number:
        raise Refused(
            f"这个账号已是工号 {old.number} 的工作人员", field="number", remedy="工号记入办件, 不能更改。"
        )
    before = digest(old) if old else ""
    officer = old or Officer(user=user, number=number)
    officer.body, officer.name, officer.active = body, identity.person_name(name, most=40), True
    officer.save()
    note(officer, "appoint_officer", by=by, at=at, before=before)
    raise_version(Topic.OFFICERS)
    return officer


@transaction.atomic
def dismiss_officer(officer: Officer, *, by: Standing, at: datetime, why: str) -> Officer:
    """Take an officer off the staff: the account keeps its history and may do nothing more."""
    allow(by, Permission.OFFICERS_APPOINT, region=officer.body.region)
    row = Officer.objects.select_for_update().get(pk=officer.pk)
    before = digest(row)
    row.active = False
    row.save()
    note(row, "dismiss_officer", by=by, at=at, before=before, why=why)
    raise_version(Topic.OFFICERS)
    return row


@transaction.atomic
def give_post(
    officer: Officer,
    post: Post,
    *,
    since: date,
    by: Standing,
    at: datetime,
    until: date | None = None,
    region: str | None = None,
    matters: Iterable[str] | None = None,
) -> PostHeld:
    """Give an officer a post: for a body the officer's own, for the centre the region named or the body's.

    The three administrators are never combined with other posts (GB/T 22239-2019, 三员分立).
    """
    region = officer.body.region if region is None else region
    allow(by, Permission.OFFICERS_APPOINT, region=region)
    Officer.objects.select_for_update().get(pk=officer.pk)
    held = [Post(one.post) for one in PostHeld.objects.filter(officer=officer).on(since)]
    if not compatible([*held, post]):
        raise Refused(
            f"“{post.label}”不能由担任“{held[0].label}”的人兼任",
            field="post",
            remedy="系统管理、安全管理、审计管理三员分立, 请另选一人。",
        )
    if until is not None and until < since:
        raise Refused("任期的截止日早于起始日", field="until", remedy="请核对日期。")
    row = PostHeld.objects.create(
        officer=officer,
        post=post.value,
        region=region,
        body=None if post in _CENTRE_WIDE else officer.body,
        matters=None if matters is None else sorted(matters),
        since=since,
        until=until,
    )
    note(row, "give_post", by=by, at=at, why=f"{officer.name} {post.label}")
    raise_version(Topic.OFFICERS)
    return row


@transaction.atomic
def end_post(held: PostHeld, *, until: date, by: Standing, at: datetime) -> PostHeld:
    """End a post; its last day is `until`."""
    allow(by, Permission.OFFICERS_APPOINT, region=held.region)
    row = PostHeld.objects.select_for_update().get(pk=held.pk)
    if until < row.since:
        raise Refused("任期的截止日早于起始日", field="until", remedy="请核对日期。")
    before = digest(row)
    row.until = until
    row.save()
    note(row, "end_post", by=by, at=at, before=before)
    raise_version(Topic.OFFICERS)
    return row
