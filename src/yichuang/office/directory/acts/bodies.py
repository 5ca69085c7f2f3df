"""Bodies, windows and the calendar of a year."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from yichuang.law.calendar import Unreadable, YearNotice
from yichuang.law.cases import Refused
from yichuang.law.mandates import Permission, Standing
from yichuang.office.directory import identity
from yichuang.office.directory.acts.changes import allow, digest, note, raise_version
from yichuang.office.directory.models import Body, CalendarYear, Region, Topic, Window

_SERIAL = 3


@transaction.atomic
def add_body(fields: dict[str, Any], *, by: Standing, at: datetime, sample: bool = False) -> Body:
    """Add a body or change it; `fields` are those of the model. Raises Refused that names the field."""
    body = Body(**fields)
    allow(by, Permission.DIRECTORY_EDIT, region=body.region)
    body.name = identity.person_name(body.name)
    if not Region.objects.filter(code=body.region).exists():
        raise Refused(f"没有代码为 {body.region} 的区划", field="region", remedy="请先导入区划, 或核对代码。")
    if len(body.serial) != _SERIAL or not body.serial.isalnum():
        raise Refused("机构序号应为 3 位字母或数字", field="serial", remedy="办件编号用它区分机构。")
    if body.uscc:
        body.uscc = identity.credit_code(body.uscc, sample=sample, field="uscc")
    twin = Body.objects.filter(region=body.region, serial=body.serial).exclude(code=body.code).first()
    if twin:
        raise Refused(f"序号 {body.serial} 已由“{twin.name}”使用", field="serial", remedy="请换一个序号。")
    old = Body.objects.select_for_update().filter(code=body.code).first()
    body.save()
    note(body, "change_body" if old else "add_body", by=by, at=at, before=digest(old) if old else "")
    raise_version(Topic.OFFICERS)
    return body


@transaction.atomic
def add_window(body: Body, number: str, name: str, *, by: Standing, at: datetime) -> Window:
    """Open a window of a body in the hall, or rename it."""
    allow(by, Permission.DIRECTORY_EDIT, region=body.region)
    old = Window.objects.select_for_update().filter(body=body, number=number).first()
    before = digest(old) if old else ""
    window = old or Window(body=body, number=number)
    window.name = identity.person_name(name, most=60)
    window.save()
    note(window, "change_window" if old else "add_window", by=by, at=at, before=before)
    return window


@transaction.atomic
def load_calendar_notice(plain: object, *, by: Standing, at: datetime) -> CalendarYear:
    """Load the notice of a year from JSON values; a later one for the year replaces it. Raises Refused."""
    allow(by, Permission.DIRECTORY_EDIT)
    try:
        notice = YearNotice.from_plain(plain)
    except Unreadable as error:
        raise Refused(str(error), field="notice", remedy="请照通知原文改正后重新导入。") from error
    old = CalendarYear.objects.select_for_update().filter(year=notice.year, amends=notice.amends).first()
    before = digest(old) if old else ""
    row = old or CalendarYear(year=notice.year, amends=notice.amends)
    row.notice, row.loaded_at = notice.plain(), at
    row.save()
    note(row, "load_calendar_notice", by=by, at=at, before=before, why=notice.notice[:200])
    raise_version(Topic.CALENDAR)
    return row
