"""The reform register: what of the two concentrations and six in place a body has, proved by whom and by which document."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yichuang.law.cases import Refused, day, require
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import InPlace
from yichuang.office.directory.acts.changes import allow, digest, note
from yichuang.office.directory.models import Body, Evidence


@transaction.atomic
def prove(
    body: Body,
    item: InPlace,
    *,
    met: bool,
    text: str,
    document: str,
    since: date,
    owner: str,
    by: Standing,
    at: datetime,
) -> Evidence:
    """Enter or change one line of the register. Raises Refused naming the field."""
    allow(by, Permission.CATALOGUE_EDIT, region=body.region, body=body.code)
    require(text.strip(), "请写明怎样到位，或者还差什么", field="text")
    require(owner.strip(), "请写明责任人", field="owner")
    require(
        document.strip() or not met,
        "标为到位的，请写明依据的文件",
        field="document",
        remedy="没有文件的，先不要标为到位。",
    )
    if since > day(at):
        raise Refused("日期还没有到", field="since", remedy="改为今天或者以前的日期。")
    old = Evidence.objects.select_for_update().filter(body=body, item=item.value).first()
    before = digest(old) if old else ""
    fields = {
        "met": met,
        "text": text.strip()[:200],
        "document": document.strip()[:100],
        "since": since,
        "owner": owner.strip()[:100],
    }
    found, _ = Evidence.objects.update_or_create(body=body, item=item.value, defaults=fields)
    note(found, "prove_in_place", by=by, at=at, before=before)
    return found
