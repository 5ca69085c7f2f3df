"""Applicants: registered once per identity number; what is personal is sealed before it reaches the database."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from yichuang.law import masking
from yichuang.law.cases import Refused, day
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Role
from yichuang.office import sealing
from yichuang.office.directory import identity
from yichuang.office.directory.acts.changes import allow, digest, note, raise_version
from yichuang.office.directory.models import Applicant, IdType, Interest, Nature, Officer, Topic

_MAIL_MOST = 120
_SHORTEST, _LONGEST = 3, 60
_ADDRESS_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """How an applicant can be reached."""

    phone: str
    address: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who applies, as the identity document says."""

    nature: Nature
    name: str
    id_type: IdType
    id_number: str
    representative: str = ""


def _put_contacts(row: Applicant, contacts: Contacts) -> None:
    """Check and seal the contacts into a row. Raises Refused that names the field."""
    phone = identity.phone(contacts.phone)
    address = " ".join(contacts.address.split())
    email = contacts.email.strip()
    if len(address) > _ADDRESS_MOST:
        raise Refused(f"地址超过 {_ADDRESS_MOST} 字", field="address", remedy="请写到门牌号即可。")
    local, _, host = email.partition("@")
    if email and (not local or "." not in host or len(email) > _MAIL_MOST or not email.isprintable()):
        raise Refused("电子邮箱地址不对", field="email", remedy="请写成 name@example.cn 的样子, 或者不填。")
    row.phone_shown = masking.phone(phone)
    row.phone_sealed = sealing.lock(phone)
    row.phone_index = sealing.index(f"phone:{phone}")
    row.tail_index = sealing.index(f"tail:{row.id}:{phone[-4:]}")
    row.address_sealed = sealing.lock(address)
    row.email = email


def _checked(person: Person, at: datetime) -> tuple[str, str]:
    """The name and the identity number in their plain forms. Raises Refused that names the field."""
    name = identity.person_name(person.name)
    if (person.nature is Nature.LEGAL) != (person.id_type is IdType.USCC):
        raise Refused(
            f"{person.nature.label}的证件不能是{person.id_type.label}",
            field="id_type",
            remedy="自然人用身份证、护照或通行证, 法人和其他组织用统一社会信用代码。",
        )
    if person.nature is Nature.LEGAL and not person.representative.strip():
        raise Refused(
            "没有填写法定代表人或者负责人", field="representative", remedy="请照营业执照或登记证书填写。"
        )
    return name, identity.id_number(person.id_type, person.id_number, on=day(at), sample=settings.DEMO)


def _known(row: Applicant, name: str, user: Any, by: Standing) -> Applicant:
    """The applicant who is registered already: found again at the window, taken over on line only by its owner."""
    if row.name != name:
        raise Refused(
            "这个证件号码登记的姓名或者名称与所填的不一致", field="name", remedy="请照证件核对姓名和号码。"
        )
    if user is None and by.actor.role is not Role.APPLICANT:
        return row
    if user is not None and row.user_id == user.pk:
        return row
    raise Refused(
        "这个证件号码已经登记过",
        field="id_number",
        remedy="请用原来的账号登录; 忘记账号的, 请带证件到窗口核验。",
    )


@transaction.atomic
def register_applicant(
    person: Person,
    contacts: Contacts,
    *,
    by: Standing,
    at: datetime,
    user: Any = None,
    ident: str | None = None,
) -> Applicant:
    """Register an applicant, or find the one already registered. Raises Refused that names the field.

    `user` is the account of one who signs up; at the window there is none. `ident` is given by samples only.
    """
    if by.actor.role is Role.OFFICER:
        allow(by, Permission.CASE_INTAKE)
    name, number = _checked(person, at)
    index = identity.index_of(person.id_type, number)
    found = Applicant.objects.select_for_update().filter(id_index=index).first()
    if found is not None:
        return _known(found, name, user, by)
    row = Applicant(
        id=ident or secrets.token_hex(8),
        user=user,
        nature=person.nature.value,
        name=name,
        id_type=person.id_type.value,
        id_shown=masking.id_number(number),
        id_sealed=sealing.lock(number),
        id_index=index,
        representative=" ".join(person.representative.split())[:40],
        created_at=at,
    )
    _put_contacts(row, contacts)
    row.save(force_insert=True)
    note(row, "register_applicant", by=by, at=at)
    return row


def choose(username: str, password: str, user: Any = None) -> str:
    """The user name and password somebody chooses, as they may be. Raises Refused that names the field."""
    name = username.strip()
    if user is None:
        if not _SHORTEST <= len(name) <= _LONGEST or not name.isprintable():
            raise Refused("登录名应为 3 到 60 个字符", field="username", remedy="请换一个。")
        if get_user_model().objects.filter(username=name).exists():
            raise Refused("这个登录名已经有人用", field="username", remedy="请换一个。")
    try:
        validate_password(password, user or get_user_model()(username=name))
    except ValidationError as error:
        raise Refused("".join(error.messages), field="password", remedy="请换一个密码。") from error
    return name


@transaction.atomic
def sign_up(
    username: str, password: str, person: Person, contacts: Contacts, *, by: Standing, at: datetime
) -> Any:
    """Make an account for somebody who registers, with its applicant, or neither. Raises Refused naming the field."""
    name = choose(username, password)
    user = get_user_model().objects.create_user(username=name, password=password)
    register_applicant(person, contacts, by=by, at=at, user=user)
    return user


def _own(row: Applicant, by: Standing) -> None:
    """Let applicants change their own entry, and officers who take in cases any."""
    if by.actor.role is Role.APPLICANT and by.actor.id == row.pk:
        return
    allow(by, Permission.CASE_INTAKE)


@transaction.atomic
def update_contacts(ident: str, contacts: Contacts, *, by: Standing, at: datetime) -> Applicant:
    """Change how an applicant is reached. Raises Refused that names the field."""
    row = Applicant.objects.select_for_update().filter(pk=ident).first()
    if row is None:
        raise Refused("没有这个申请人", field="applicant", remedy="请先登记申请人。")
    _own(row, by)
    before = digest(row)
    _put_contacts(row, contacts)
    row.save()
    note(row, "update_contacts", by=by, at=at, before=before)
    return row


@transaction.atomic
def link_user(ident: str, user: Any, *, by: Standing, at: datetime, why: str = "") -> Applicant:
    """Give an applicant registered at the window an account, after an officer saw the document."""
    row = Applicant.objects.select_for_update().get(pk=ident)
    allow(by, Permission.CASE_INTAKE)
    if row.user_id is not None:
        raise Refused("这个申请人已有账号", field="user", remedy="请用原来的账号登录。")
    before = digest(row)
    row.user = user
    row.save()
    note(row, "link_user", by=by, at=at, before=before, why=why)
    return row


@transaction.atomic
def declare_interest(
    officer: Officer, applicant: Applicant, why: str, *, by: Standing, at: datetime
) -> Interest:
    """Put down that an officer has an interest in an applicant and withdraws from its cases 回避."""
    if by.actor.id != officer.number:
        allow(by, Permission.OFFICERS_APPOINT, region=officer.body.region)
    if not why.strip():
        raise Refused("没有写明回避的理由", field="why", remedy="如: 申请人是本人近亲属。")
    row, _ = Interest.objects.get_or_create(
        officer=officer, applicant=applicant, defaults={"why": why.strip()[:200]}
    )
    note(row, "declare_interest", by=by, at=at)
    raise_version(Topic.OFFICERS)
    return row
