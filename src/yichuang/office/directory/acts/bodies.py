"""Bodies and windows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from yichuang.law.cases import Refused
from yichuang.law.mandates import Permission, Standing
from yichuang.office.directory import identity
from yichuang.office.directory.acts.changes import allow, digest, note, raise_version
from yichuang.office.directory.models import Body, Region, Topic, Window

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
    _subordinate(body)
    old = Body.objects.select_for_update().filter(code=body.code).first()
    body.save()
    note(body, "change_body" if old else "add_body", by=by, at=at, before=digest(old) if old else "")
    raise_version(Topic.OFFICERS)
    return body


def _subordinate(body: Body) -> None:
    """A unit stands under another body at work, never under itself or one of its own units."""
    seen, above = {body.code}, body.parent_id
    if above and not Body.objects.filter(code=above, active=True).exists():
        raise Refused(
            f"没有代码为 {above} 的上级机构", field="parent", remedy="请先登记上级机构，或者核对代码。"
        )
    while above:
        if above in seen:
            raise Refused(
                "上级机构不能是自己，也不能是自己的下属单位", field="parent", remedy="请核对上级机构的代码。"
            )
        seen.add(above)
        above = Body.objects.filter(code=above).values_list("parent_id", flat=True).first()


@transaction.atomic
def add_window(
    body: Body, number: str, name: str, *, by: Standing, at: datetime, rostered: bool | None = None
) -> Window:
    """Open a window of a body in the hall, or rename it, or say whether it must be attended."""
    allow(by, Permission.DIRECTORY_EDIT, region=body.region)
    old = Window.objects.select_for_update().filter(body=body, number=number).first()
    before = digest(old) if old else ""
    window = old or Window(body=body, number=number)
    window.name = identity.person_name(name, most=60)
    window.rostered = window.rostered if rostered is None else rostered
    window.save()
    note(window, "change_window" if old else "add_window", by=by, at=at, before=before)
    return window
