"""What supervisors decide themselves: which rules hold, and cards issued by hand."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from yichuang.law import facts as f
from yichuang.law import supervision as law
from yichuang.law.cases import Refused, require
from yichuang.law.cases import commands as c
from yichuang.law.mandates import TIMER, Permission, Standing
from yichuang.law.trail import canonical
from yichuang.office.cases import apart
from yichuang.office.cases import reads as case_reads
from yichuang.office.cases.acts import Done
from yichuang.office.directory import reads as directory
from yichuang.office.directory.acts import raise_version
from yichuang.office.directory.models import Topic
from yichuang.office.supervision import rules
from yichuang.office.supervision.acts import tally
from yichuang.office.supervision.models import Rules
from yichuang.office.trail import acts as trail
from yichuang.office.trail.models import FactRow


def adopt(content: Any, region: str, *, by: Standing, at: datetime, reason: str) -> Rules:
    """Set the rules of a region. From now on they hold; they are never applied to what lies behind.

    Raises Refused when they make no sense, naming the rule, or when this person may not; the attempt is on the trail.
    """
    try:
        return _adopted(content, region, by=by, at=at, reason=reason)
    except Refused as refused:
        trail.note_attempt(
            by.actor, "adopt_rules", "启用监察规则", case=rules.chain(region), reason=str(refused), at=at
        )
        raise


@transaction.atomic
def _adopted(content: Any, region: str, *, by: Standing, at: datetime, reason: str) -> Rules:
    may = by.may(Permission.SUPERVISION_RULES, region=region) or by is TIMER
    require(may, "您的岗位不能设定这个地区的监察规则", law.ART_RULES, remedy="请由该地区的监察员设定。")
    region = rules.whole(region)
    require(reason.strip(), "没有写启用的理由", law.ART_RULES, field="reason", remedy="写明为什么这样设定。")
    found = law.read(content)
    plain = json.loads(json.dumps(content, default=str))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [rules.chain(region)])
    last = Rules.objects.filter(region=region).order_by("-number").first()
    link = FactRow.objects.filter(case=rules.chain(region)).order_by("-seq").first()
    chain = (
        trail.Chain(rules.chain(region), bytes(link.head), link.seq)
        if link
        else trail.Chain(rules.chain(region))
    )
    number, digest = (last.number if last else 0) + 1, hashlib.sha256(canonical(plain)).hexdigest()
    told = f.RulesAdopted(region=region, number=number, name=found.name, digest=digest, reason=reason)
    chain.add(told, by=by.actor, at=at, key=None)
    trail.append(chain)
    row = Rules.objects.create(
        region=region, number=number, content=plain, digest=digest, adopted_at=at,
        adopted_by=by.actor.name, reason=reason,
    )  # fmt: skip
    raise_version(Topic.RULES)
    rules.forget()
    tally.look_again(region, at)
    return row


def issue(raised: c.RaiseCard, body: str, *, by: Standing, at: datetime, key: str | None = None) -> Done:
    """A supervisor issues a card by hand, about a case of that body."""
    case = case_reads.folded(raised.of_case)
    try:
        gone = f"机构“{body}”不存在或者已经撤销，不能向它发牌"
        require(
            directory.body_name(body), gone, law.ART_RULES, field="body", remedy="请向承接其职责的机构发牌。"
        )
        return apart.open_card(raised, body, case.region, by=by, at=at, key=key)
    except Refused as refused:
        trail.note_attempt(
            by.actor, "raise_card", "发监察牌", case=raised.of_case, reason=str(refused), at=at
        )
        raise
