"""What every change of the directory does: check the permission, keep who and when, raise the version."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, models

from yichuang.law.cases import Refused
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Role
from yichuang.office.directory import reads
from yichuang.office.directory.models import DirectoryChange, Topic

_RAISE = """
INSERT INTO directory_version (topic, number) VALUES (%s, %s) ON CONFLICT (topic) DO UPDATE SET number = excluded.number
"""


def allow(
    by: Standing, permission: Permission, *, region: str | None = None, body: str | None = None
) -> None:
    """Let the system itself and officers with this permission there go on. Raises Refused for all others."""
    if by.actor.role is Role.SYSTEM or by.may(permission, region=region, body=body):
        return
    raise Refused(
        f"您的岗位没有“{permission.label}”的权限, 或者超出了管辖范围",
        remedy="请联系有此权限的工作人员办理。",
    )


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()  # as the database gives it back
    return value.isoformat() if isinstance(value, date) else value


def digest(row: models.Model) -> str:
    """The digest of a row as it stands: every column, canonical."""
    values = {field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def note(row: models.Model, act: str, *, by: Standing, at: datetime, before: str = "", why: str = "") -> None:
    """Keep one change for ever: who, when, which row, digests of before and after."""
    DirectoryChange.objects.create(
        at=at,
        by=by.actor.id,
        by_name=by.actor.name,
        act=act,
        subject=row._meta.label_lower,
        key=str(row.pk),
        before=before,
        after=digest(row),
        note=why,
    )


def raise_version(topic: Topic) -> None:
    """Tell every process that what it remembers of a topic is out of date once this transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [topic.value, secrets.randbits(62)])
    reads.forget()
