"""Supervisors from outside: registered by the security administrator, retired by him; never anything else as well."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from yichuang.law.cases import Refused
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Organisation
from yichuang.office.directory import identity
from yichuang.office.directory.acts.changes import allow, digest, note
from yichuang.office.directory.models import Applicant, Officer
from yichuang.office.directory.outside import Outsider


@transaction.atomic
def register_outsider(
    user: Any,
    *,
    number: str,
    name: str,
    organisation: Organisation,
    unit: str,
    region: str,
    by: Standing,
    at: datetime,
) -> Outsider:
    """Put an outside supervisor on the list, with an account for this alone. Raises Refused that names the field."""
    allow(by, Permission.OFFICERS_APPOINT, region=region)
    if not number.strip() or not number.isascii() or not number.isalnum():
        raise Refused("没有填写编号", field="number", remedy="编号由字母和数字组成, 不重复。")
    if Outsider.objects.filter(number=number).exclude(user=user).exists():
        raise Refused(f"编号 {number} 已有人使用", field="number", remedy="请换一个编号。")
    if Officer.objects.filter(user=user).exists() or Applicant.objects.filter(user=user).exists():
        raise Refused(
            "工作人员和申请人的账号不能兼作特邀监督人员", field="user", remedy="请为他另开一个账号。"
        )
    if not unit.strip():
        raise Refused("没有填写单位", field="unit", remedy="如: 马尔康市公证处。")
    old = Outsider.objects.select_for_update().filter(user=user).first()
    if old and old.number != number:
        raise Refused(f"这个账号已是 {old.number}", field="number", remedy="编号记入办件, 不能更改。")
    before = digest(old) if old else ""
    row = old or Outsider(user=user, number=number)
    row.name, row.organisation, row.unit = (
        identity.person_name(name, most=40),
        organisation.value,
        unit.strip()[:100],
    )
    row.region, row.active = region, True
    row.save(force_insert=old is None)
    note(row, "register_outsider", by=by, at=at, before=before)
    return row


@transaction.atomic
def enrol_outsider(
    number: str, name: str, organisation: Organisation, unit: str, *, region: str, by: Standing, at: datetime
) -> Outsider:
    """Register somebody who has no account yet: one is made under his number, which no password opens until a code sets one."""
    allow(by, Permission.OFFICERS_APPOINT, region=region)
    if get_user_model().objects.filter(username=number.lower()).exists():
        raise Refused(f"登录名 {number.lower()} 已有人使用", field="number", remedy="请换一个编号。")
    user = get_user_model().objects.create_user(username=number.lower() or "none")
    return register_outsider(
        user, number=number, name=name, organisation=organisation, unit=unit, region=region, by=by, at=at
    )


@transaction.atomic
def retire_outsider(number: str, why: str, *, by: Standing, at: datetime) -> Outsider:
    """Take an outside supervisor off the list: the account opens nothing any more, what he recorded stays."""
    row = Outsider.objects.select_for_update().filter(number=number, active=True).first()
    if row is None:
        raise Refused("没有这个特邀监督人员", field="number", remedy="请核对编号。")
    allow(by, Permission.OFFICERS_APPOINT, region=row.region)
    if not why.strip():
        raise Refused("没有写明停用的理由", field="why", remedy="如: 调离原单位。")
    before = digest(row)
    row.active = False
    row.save()
    note(row, "retire_outsider", by=by, at=at, before=before, why=why.strip()[:200])
    return row
