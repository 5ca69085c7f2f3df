"""One-time codes on printed slips: an account for somebody registered at a window, or a way back into one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F

from yichuang.law.cases import Refused, day
from yichuang.law.mandates import TIMER, Permission, Standing
from yichuang.office import sealing
from yichuang.office.directory import reads
from yichuang.office.directory.acts.applicants import choose, link_user
from yichuang.office.directory.acts.changes import allow, digest, note
from yichuang.office.directory.models import Applicant, CodeUse, IdType, Officer, OneTimeCode, Outsider

GOOD_FOR: Final = timedelta(hours=72)
WRONG_MOST: Final = 5
"""After so many second proofs that do not fit, a code is worth nothing."""
_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _GROUP = 3, 4
_NEW = "请带身份证件到窗口另领一张; 工作人员请找安全管理员。"


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed for the owner, once: nothing else ever holds the code."""

    use: CodeUse
    code: str
    name: str
    username: str
    expires_at: datetime
    issued_by: str


def _plain(code: str) -> str:
    """A code as typed, without what people put between its letters."""
    return "".join(char for char in code.upper() if char.isalnum())


def code_digest(code: str) -> str:
    """The keyed digest a code is found by."""
    return sealing.index(f"code:{_plain(code)}")


def _issue(use: CodeUse, name: str, *, by: Standing, at: datetime, whose: dict[str, Any]) -> Slip:
    """Make a code for its owner; an earlier one of the same owner is worth nothing from now on."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    code = "-".join(groups)
    OneTimeCode.objects.filter(**whose, ended_at__isnull=True).update(ended_at=at)
    issuer = f"{by.actor.name}（{by.actor.id}）"
    row = OneTimeCode(digest=code_digest(code), use=use.value, issued_at=at, issued_by=issuer, **whose)
    row.expires_at = at + GOOD_FOR
    row.save(force_insert=True)
    user = whose.get("user")
    return Slip(use, code, name, user.username if user else "", row.expires_at, issuer)


def _at_the_counter(id_type: IdType, number: str, *, by: Standing, at: datetime) -> Applicant:
    """The applicant whose identity document lies on the counter, matched by its full number. Raises Refused."""
    allow(by, Permission.CASE_INTAKE)
    row = reads.applicant_by_number(id_type, number, day(at))
    if row is None:
        raise Refused(
            "没有登记过这个证件号码的申请人",
            field="id_number",
            remedy="请核对证件; 没有登记过的先在窗口收件时登记。",
        )
    return Applicant.objects.select_for_update(of=("self",)).get(pk=row.pk)


@transaction.atomic
def invite_applicant(id_type: IdType, number: str, *, by: Standing, at: datetime) -> Slip:
    """Give somebody registered at a window a code to open an account with."""
    row = _at_the_counter(id_type, number, by=by, at=at)
    if row.user_id is not None:
        raise Refused("这个申请人已有账号", field="id_number", remedy="忘记密码的, 请重置密码。")
    slip = _issue(CodeUse.ACTIVATE, row.name, by=by, at=at, whose={"applicant": row})
    note(row, "invite_applicant", by=by, at=at, before=digest(row), why="窗口核验证件后发放激活码")
    return slip


@transaction.atomic
def reset_applicant(id_type: IdType, number: str, *, by: Standing, at: datetime) -> Slip:
    """Close an applicant's password and sessions and give a code to set a new one. Never for an officer's account."""
    row = _at_the_counter(id_type, number, by=by, at=at)
    if row.user_id is None:
        raise Refused("这个申请人还没有账号", field="id_number", remedy="请改为发放激活码。")
    if Officer.objects.filter(user=row.user_id).exists():
        raise Refused(
            "这是工作人员的账号, 窗口不能重置", field="id_number", remedy="请本人联系安全管理员重置。"
        )
    _close(row.user)
    slip = _issue(CodeUse.RESET, row.name, by=by, at=at, whose={"applicant": row, "user": row.user})
    note(row, "reset_applicant", by=by, at=at, before=digest(row), why="窗口核验证件后重置密码")
    return slip


@transaction.atomic
def reset_officer(number: str, why: str, *, by: Standing, at: datetime) -> Slip:
    """Close an officer's password, second factor and sessions and give a code to set a new password."""
    officer = Officer.objects.filter(number=number).select_related("body", "user").first()
    if officer is None or not officer.active:
        raise Refused("没有这个在岗的工作人员", field="number", remedy="请核对工号。")
    allow(by, Permission.OFFICERS_APPOINT, region=officer.body.region)
    if by.actor.id == officer.number:
        raise Refused("不能重置自己的账号", field="number", remedy="请另一名安全管理员办理。")
    if not why.strip():
        raise Refused("没有写明重置的理由", field="why", remedy="如: 本人当面说明手机丢失, 已核对工作证。")
    _close(officer.user)
    slip = _issue(CodeUse.RESET, officer.name, by=by, at=at, whose={"user": officer.user})
    note(officer, "reset_officer", by=by, at=at, before=digest(officer), why=why.strip()[:200])
    return slip


@transaction.atomic
def reset_outsider(number: str, why: str, *, by: Standing, at: datetime) -> Slip:
    """Close whatever opens an outside supervisor's account and give a code to set a password: the first one, or a new one."""
    row = Outsider.objects.filter(number=number, active=True).select_related("user").first()
    if row is None:
        raise Refused("没有这个特邀监督人员", field="number", remedy="请核对编号。")
    allow(by, Permission.OFFICERS_APPOINT, region=row.region)
    if not why.strip():
        raise Refused("没有写明理由", field="why", remedy="如: 第一次开通, 已核对工作证和单位介绍信。")
    _close(row.user)
    slip = _issue(CodeUse.RESET, row.name, by=by, at=at, whose={"user": row.user})
    note(row, "reset_outsider", by=by, at=at, before=digest(row), why=why.strip()[:200])
    return slip


def _close(user: Any) -> None:
    """No password fits any more, no second factor stands, and with the password every session ends."""
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])


def _proved(row: OneTimeCode, proof: str) -> bool:
    """Whether the second proof fits: the tail of the applicant's telephone, or the number of the officer or outside supervisor."""
    if row.applicant is not None:
        return reads.tail_matches(row.applicant, proof.strip())
    own = {"user": row.user_id, "number": proof.strip()}
    return Officer.objects.filter(**own).exists() or Outsider.objects.filter(**own).exists()


def open_code(code: str, proof: str, *, at: datetime) -> OneTimeCode:
    """The code that is typed, if it still opens something and the second proof fits. Raises Refused.

    A proof that does not fit is counted, whatever happens after; too many end the code.
    """
    found = OneTimeCode.objects.select_related("applicant", "user").filter(digest=code_digest(code))
    row = found.filter(ended_at__isnull=True).first()
    if row is None:
        raise Refused(
            "这个一次性码不对, 或者已经用过、换过", field="code", remedy=f"请对照纸条重新输入; {_NEW}"
        )
    if row.expires_at <= at:
        raise Refused("这个一次性码已经过期", field="code", remedy=_NEW)
    if _proved(row, proof):
        return row
    found.update(wrong=F("wrong") + 1)
    if row.wrong + 1 >= WRONG_MOST:
        found.filter(wrong__gte=WRONG_MOST).update(ended_at=at)
        raise Refused("试错的次数太多, 这个一次性码已经作废", field="proof", remedy=_NEW)
    raise Refused(
        "手机号后四位或者工号对不上", field="proof", remedy="申请人填登记的手机号后四位, 工作人员填工号。"
    )


def use_code(code: str, proof: str, username: str, password: str, *, at: datetime) -> Any:
    """Open the account with the code, once: its owner chooses a password, and a user name if there is none yet."""
    row = open_code(code, proof, at=at)
    with transaction.atomic():
        name = choose(username, password, row.user)
        if not OneTimeCode.objects.filter(pk=row.pk, ended_at__isnull=True).update(ended_at=at, used_at=at):
            raise Refused("这个一次性码刚刚用过", field="code", remedy=_NEW)
        if row.user is not None:
            row.user.set_password(password)
            row.user.save(update_fields=["password"])
            return row.user
        assert row.applicant is not None
        user = get_user_model().objects.create_user(username=name, password=password)
        link_user(row.applicant.pk, user, by=TIMER, at=at, why=f"凭{row.issued_by}发放的激活码")
        return user


def say_told(user: Any, *, at: datetime) -> list[OneTimeCode]:
    """What was done to a user's account that its owner has not been shown yet; after this it has."""
    found = OneTimeCode.objects.filter(user=user, use=CodeUse.RESET.value, told_at__isnull=True)
    rows = list(found.order_by("issued_at"))
    found.filter(pk__in=[row.pk for row in rows]).update(told_at=at)
    return rows
