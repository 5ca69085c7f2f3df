"""Giving and revoking authorisations, naming village agents: the only writers. Each leaves its note in the change log."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction

from yichuang.law.cases import Refused, day, require
from yichuang.law.cite import CIVIL_CODE, LICENSING
from yichuang.law.mandates import Errand, Permission, Standing
from yichuang.law.words import Role
from yichuang.office.agency.models import Authorisation, Look, VillageAgent
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory.acts.changes import allow, digest, note
from yichuang.office.directory.models import Applicant, Officer, Region

YEARS: Final = 2
"""The longest term of an authorisation; the law sets none, this is our decision."""
_MANY: Final = 200
_SCAN: Final = re.compile(r"[0-9a-f]{64}")
ART_GIVE = CIVIL_CODE.art(
    "165", "授权委托书应当载明代理人的姓名或者名称、代理事项、权限和期限，并由被代理人签名或者盖章"
)
ART_MAY = LICENSING.art("29(2)", "申请人可以委托代理人提出行政许可申请")
ART_END = CIVIL_CODE.art("173", "被代理人取消委托的，委托代理终止")


def _said(row: Authorisation) -> str:
    """The digest of what was signed: who, whom, what, how long; nothing that comes after."""
    said = {
        "principal": row.principal_id,
        "agent": row.agent_id,
        "errands": row.errands,
        "matters": row.matters,
        "valid_from": row.valid_from.isoformat(),
        "valid_until": row.valid_until.isoformat(),
        "scan": row.scan,
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _whose(principal: Applicant, by: Standing, scan: str) -> str:
    """Who puts it down: the applicant himself, or a clerk who holds the signed paper. Returns the clerk's name."""
    if by.actor.role is Role.APPLICANT:
        own = by.actor.id == principal.pk
        require(own, "只能由申请人本人授权", ART_MAY, field="principal", remedy="请用申请人的账号登录。")
        return ""
    require(by.actor.role is not Role.AGENT, "代办人不能再转托他人", ART_MAY, field="agent",
            remedy="请申请人直接授权给要代办的人。")  # fmt: skip
    allow(by, Permission.CASE_INTAKE)
    if by.actor.role is Role.SYSTEM:
        return ""
    require(_SCAN.fullmatch(scan), "没有申请人签名的授权委托书扫描件", ART_GIVE, field="scan",
            remedy="请扫描申请人签名的授权委托书后再登记。")  # fmt: skip
    return f"{by.actor.name} {by.actor.id}"


def _agent(principal: Applicant, agent: Applicant | None) -> Applicant:
    if agent is None or agent.user_id is None:
        raise Refused("没有找到这个代办人的账号", ART_MAY, field="agent",
                      remedy="请核对姓名和手机号；代办人要先注册账号。")  # fmt: skip
    require(agent.pk != principal.pk, "不能授权给自己", ART_MAY, field="agent", remedy="本人办理不需要授权。")
    _nobody_on_the_staff(agent, "agent")
    return agent


def _nobody_on_the_staff(person: Applicant, field: str) -> None:
    """Who decides on applications does not bring them; this is our decision."""
    officer = Officer.objects.filter(user=person.user_id, active=True).exists()
    require(not officer, "在岗的工作人员不能做代办人", ART_MAY, field=field, remedy="请另选一人。")


def _term(valid_from: date, valid_until: date, today: date) -> None:
    require(
        valid_until >= valid_from, "截止日早于起始日", ART_GIVE, field="valid_until", remedy="请核对日期。"
    )
    require(
        valid_until >= today, "截止日已经过了", ART_GIVE, field="valid_until", remedy="请写今天以后的日期。"
    )
    last = longest(valid_from)
    require(valid_until <= last, f"授权最长{YEARS}年", ART_GIVE, field="valid_until",
            remedy=f"最晚可以写 {last:%Y年%-m月%-d日}，到期后可以再授权。")  # fmt: skip


def longest(start: date) -> date:
    """The last day an authorisation from this day on may name: the same day years later; of 29 February the 28th."""
    leap = start.month == 2 and start.day == 29
    return start.replace(year=start.year + YEARS, day=28 if leap else start.day)


def _matters(matters: Iterable[str] | None, today: date) -> list[str] | None:
    if matters is None:
        return None
    listed = sorted(set(matters))
    require(
        listed, "没有写明代办的事项", ART_GIVE, field="matters", remedy="请至少选一个事项，或者选全部事项。"
    )
    require(
        len(listed) <= _MANY, f"最多选{_MANY}个事项", ART_GIVE, field="matters", remedy="可以选全部事项。"
    )
    for code in listed:
        require(catalogue.current(code, today), f"没有事项“{code}”", ART_GIVE, field="matters",
                remedy="请从事项目录里选。")  # fmt: skip
    return listed


@transaction.atomic
def authorise(
    principal: Applicant,
    agent: Applicant | None,
    *,
    errands: Iterable[Errand],
    matters: Iterable[str] | None,
    valid_from: date | None = None,
    valid_until: date,
    by: Standing,
    at: datetime,
    scan: str = "",
) -> Authorisation:
    """Let an agent act for an applicant; `matters` None gives all. Raises Refused naming the field."""
    clerk = _whose(principal, by, scan)
    agent = _agent(principal, agent)
    named = sorted({one.value for one in errands})
    require(named, "没有写明代办的权限", ART_GIVE, field="errands", remedy="请至少选一项。")
    today = day(at)
    row = Authorisation(
        principal=principal,
        agent=agent,
        errands=named,
        matters=_matters(matters, today),
        valid_from=valid_from or today,
        valid_until=valid_until,
        given_at=at,
        given_by=clerk,
        scan=scan,
    )
    _term(row.valid_from, row.valid_until, today)
    row.digest = _said(row)
    same = Authorisation.objects.filter(digest=row.digest, revoked_at__isnull=True).exists()
    require(not same, "已经有一份同样的授权", ART_GIVE, field="agent", remedy="不需要再次授权。")
    row.save(force_insert=True)
    note(row, "authorise", by=by, at=at)
    return row


@transaction.atomic
def revoke(ident: int, *, by: Standing, at: datetime) -> Authorisation:
    """Revoke an authorisation from this instant on; what was done under it before stays valid (民法典 173)."""
    row = Authorisation.objects.select_for_update().filter(pk=ident).first()
    own = row is not None and by.actor.role is Role.APPLICANT and by.actor.id == row.principal_id
    if row is None or (by.actor.role in {Role.APPLICANT, Role.AGENT} and not own):
        raise Refused("没有这份授权", ART_END, field="authorisation", remedy="请从“我的代办”里选。")
    if not own:
        allow(by, Permission.CASE_INTAKE)
    require(
        row.revoked_at is None, "这份授权已经撤销", ART_END, field="authorisation", remedy="不需要再次撤销。"
    )
    before = digest(row)
    row.revoked_at = at
    row.revoked_by = "" if own else f"{by.actor.name} {by.actor.id}"
    row.save()
    note(row, "revoke_authorisation", by=by, at=at, before=before)
    return row


@transaction.atomic
def name_agent(applicant: Applicant, region: str, place: str, *, by: Standing, at: datetime) -> VillageAgent:
    """Name a village agent 代办员 for a township or a village. Raises Refused naming the field."""
    allow(by, Permission.OFFICERS_APPOINT, region=region)
    require(applicant.user_id, "这个人还没有账号", field="applicant", remedy="请先到窗口领激活码开通账号。")
    _nobody_on_the_staff(applicant, "applicant")
    known = Region.objects.filter(code=region, level__gte=4).exists()
    require(known, "代办点应在乡镇或者村", field="region", remedy="请填乡镇或者村的 12 位区划代码。")
    where = " ".join(place.split())
    require(where and len(where) <= 60, "没有写明代办点", field="place", remedy="例如：松岗镇直波村。")
    row = VillageAgent.objects.select_for_update().filter(applicant=applicant).first()
    before = digest(row) if row else ""
    require(
        row is None or row.until is not None, "已经是代办员", field="applicant", remedy="不需要再次登记。"
    )
    row = row or VillageAgent(applicant=applicant)
    row.region, row.place, row.since, row.until = region, where, at, None
    row.save()
    note(row, "name_agent", by=by, at=at, before=before)
    return row


@transaction.atomic
def release_agent(ident: int, *, by: Standing, at: datetime) -> VillageAgent:
    """End the post of a village agent; the authorisations people gave him go on until they revoke them."""
    row = VillageAgent.objects.select_for_update().filter(pk=ident, until__isnull=True).first()
    if row is None:
        raise Refused("没有这个代办员", field="agent", remedy="请从名单里选。")
    allow(by, Permission.OFFICERS_APPOINT, region=row.region)
    before = digest(row)
    row.until = at
    row.save()
    note(row, "release_agent", by=by, at=at, before=before)
    return row


def look(applicant: str, at: datetime) -> None:
    """Put down that somebody has seen all that was done for him, or by him for others, up to now."""
    Look.objects.update_or_create(applicant_id=applicant, defaults={"at": at})
