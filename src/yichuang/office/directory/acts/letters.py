"""Letters of authority 行政审批授权书: signed by the head of a body, revoked with a reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from yichuang.law.cases import Refused
from yichuang.law.mandates import Permission, Post, Power, Standing
from yichuang.law.words import Role
from yichuang.office.directory.acts.changes import allow, digest, note, raise_version
from yichuang.office.directory.models import LetterOfAuthority, Officer, PostHeld, Topic


def letter_digest(letter: LetterOfAuthority) -> str:
    """The digest of what was signed: everything the letter says, nothing that comes after."""
    said = {
        "number": letter.number,
        "body": letter.body_id,
        "officer": letter.officer.number,
        "powers": letter.powers,
        "matters": letter.matters,
        "valid_from": letter.valid_from.isoformat(),
        "valid_until": letter.valid_until.isoformat(),
        "signed_by": letter.signed_by,
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _signatory(officer: Officer, by: Standing, day: date) -> str:
    """Who signs: the acting head, or, loaded by the system, the head in post."""
    if by.actor.role is not Role.SYSTEM:
        return by.actor.name
    head = (
        PostHeld.objects.filter(post=Post.HEAD, body=officer.body).on(day).select_related("officer").first()
    )
    if head is None:
        raise Refused(
            f"{officer.body.name}没有在任的机关负责人",
            field="body",
            remedy="请先任命机关负责人再签发授权书。",
        )
    return head.officer.name


@transaction.atomic
def grant_letter(
    number: str,
    *,
    officer: Officer,
    powers: Iterable[Power],
    matters: Iterable[str] | None,
    valid_from: date,
    valid_until: date,
    by: Standing,
    at: datetime,
) -> LetterOfAuthority:
    """Sign a letter for an officer of one's own body; `matters` None gives all. Raises Refused naming the field."""
    allow(by, Permission.LETTERS_EDIT, region=officer.body.region, body=officer.body_id)
    named = sorted({power.value for power in powers})
    if by.actor.id == officer.number:
        raise Refused("授权书不能由被授权人自己签发", field="officer", remedy="请由机关负责人签发。")
    if not officer.active:
        raise Refused(f"{officer.name}已不在岗", field="officer", remedy="请另选一名在岗的工作人员。")
    if not named:
        raise Refused("没有写明授予的权限", field="powers", remedy="请在受理、审查、决定、发证中至少选一项。")
    listed = None if matters is None else sorted(set(matters))
    if listed == []:
        raise Refused("没有写明授权的事项", field="matters", remedy="请至少选一个事项, 或者选全部事项。")
    if valid_until < valid_from:
        raise Refused("有效期的截止日早于起始日", field="valid_until", remedy="请核对日期。")
    if not number.strip() or LetterOfAuthority.objects.filter(number=number).exists():
        raise Refused("授权书编号为空或者已经使用", field="number", remedy="请按文号顺序另编一个。")
    letter = LetterOfAuthority(
        number=number,
        body=officer.body,
        officer=officer,
        powers=named,
        matters=listed,
        valid_from=valid_from,
        valid_until=valid_until,
        signed_by=_signatory(officer, by, valid_from),
        signed_at=at,
    )
    letter.digest = letter_digest(letter)
    letter.save(force_insert=True)
    note(letter, "grant_letter", by=by, at=at)
    raise_version(Topic.OFFICERS)
    return letter


@transaction.atomic
def revoke_letter(number: str, *, on: date, why: str, by: Standing, at: datetime) -> LetterOfAuthority:
    """Revoke a letter from a day on, with the reason. What was done under it before stays valid."""
    letter = LetterOfAuthority.objects.select_for_update().filter(number=number).first()
    if letter is None:
        raise Refused(f"没有编号为 {number} 的授权书", field="number", remedy="请核对编号。")
    allow(by, Permission.LETTERS_EDIT, region=letter.body.region, body=letter.body_id)
    if not why.strip():
        raise Refused("没有写明撤销的理由", field="why", remedy="请写明理由, 它会记入授权书。")
    if letter.revoked_on is not None:
        raise Refused(f"授权书已于 {letter.revoked_on} 撤销", field="number", remedy="不需要再次撤销。")
    before = digest(letter)
    letter.revoked_on, letter.revoked_why = on, why.strip()[:200]
    letter.save()
    note(letter, "revoke_letter", by=by, at=at, before=before, why=letter.revoked_why)
    raise_version(Topic.OFFICERS)
    return letter
