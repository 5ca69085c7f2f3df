"""One-time codes: once, for their owner, for seventy-two hours, kept only as a digest; nobody resets beyond his post."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate, get_user_model

from people import at, officer
from yichuang.law.cases import Refused
from yichuang.law.mandates import TIMER
from yichuang.office.directory import acts, demo
from yichuang.office.directory.acts import Contacts, Person, Slip
from yichuang.office.directory.models import (
    Applicant,
    CodeUse,
    DirectoryChange,
    IdType,
    Nature,
    Officer,
    OneTimeCode,
)

pytestmark = pytest.mark.django_db

NOW = at("2026-03-02T09:00")
NUMBER = "990101199003070015"
SECRET = "mountain-river-58"


def person(user: Any = None) -> Applicant:
    who = Person(nature=Nature.NATURAL, name="何小宝", id_type=IdType.RESIDENT, id_number=NUMBER)
    return acts.register_applicant(who, Contacts(phone="15412345678"), by=TIMER, at=NOW, user=user)


def account(name: str = "xiaobao") -> Any:
    return get_user_model().objects.create_user(name, password="old-password-12")


def invited() -> Slip:
    person()
    return acts.invite_applicant(IdType.RESIDENT, NUMBER, by=officer("clerk"), at=NOW)


def test_a_code_opens_an_account_once_and_links_the_applicant() -> None:
    slip = invited()
    typed = slip.code.lower().replace("-", " ")
    user = acts.use_code(typed, "5678", "xiaobao", SECRET, at=NOW)
    assert Applicant.objects.get(user=user).name == "何小宝"
    assert authenticate(username="xiaobao", password=SECRET) == user
    with pytest.raises(Refused, match="已经用过") as refused:
        acts.use_code(slip.code, "5678", "another", SECRET, at=NOW)
    assert refused.value.field == "code" and refused.value.remedy
    changes = DirectoryChange.objects.filter(subject="directory.applicant").values_list("act", flat=True)
    assert {"invite_applicant", "link_user"} <= set(changes)


def test_only_a_keyed_digest_is_kept() -> None:
    slip = invited()
    kept = OneTimeCode.objects.values().get()
    assert not [value for value in kept.values() if slip.code.replace("-", "") in str(value).replace("-", "")]


def test_a_code_expires_after_seventy_two_hours() -> None:
    slip = invited()
    assert slip.expires_at == NOW + timedelta(hours=72)
    acts.open_code(slip.code, "5678", at=slip.expires_at - timedelta(seconds=1))
    with pytest.raises(Refused, match="过期") as refused:
        acts.open_code(slip.code, "5678", at=slip.expires_at)
    assert refused.value.field == "code"


def test_a_new_code_ends_the_old_one() -> None:
    old = invited()
    new = acts.invite_applicant(IdType.RESIDENT, NUMBER, by=officer("clerk"), at=NOW)
    with pytest.raises(Refused, match="换过"):
        acts.open_code(old.code, "5678", at=NOW)
    assert acts.open_code(new.code, "5678", at=NOW)


def test_guessing_the_second_proof_ends_the_code() -> None:
    slip = invited()
    for _ in range(4):
        with pytest.raises(Refused, match="对不上") as refused:
            acts.open_code(slip.code, "0000", at=NOW)
        assert refused.value.field == "proof"
    with pytest.raises(Refused, match="作废"):
        acts.open_code(slip.code, "0000", at=NOW)
    with pytest.raises(Refused, match="不对"):
        acts.open_code(slip.code, "5678", at=NOW)


@pytest.mark.parametrize(
    ("username", "password", "field"),
    [("ab", SECRET, "username"), ("clerk", SECRET, "username"), ("xiaobao", "12345", "password"),
     ("xiaobao", "4711081512345", "password"), ("mountain-river", "mountain-river", "password")],
)  # fmt: skip
def test_a_bad_choice_is_refused_by_field_and_the_code_stays_good(
    username: str, password: str, field: str
) -> None:
    slip = invited()
    with pytest.raises(Refused) as refused:
        acts.use_code(slip.code, "5678", username, password, at=NOW)
    assert refused.value.field == field and refused.value.remedy
    assert acts.use_code(slip.code, "5678", "xiaobao", SECRET, at=NOW).username == "xiaobao"


def test_a_clerk_resets_an_applicant_found_by_the_full_number() -> None:
    user = account()
    person(user)
    slip = acts.reset_applicant(IdType.RESIDENT, NUMBER, by=officer("clerk"), at=NOW)
    assert (slip.use, slip.username) == (CodeUse.RESET, "xiaobao")
    assert authenticate(username="xiaobao", password="old-password-12") is None
    acts.use_code(slip.code, "5678", "ignored", SECRET, at=NOW)
    assert authenticate(username="xiaobao", password=SECRET) == user
    (row,) = acts.say_told(user, at=NOW)
    assert "格桑梅朵" in row.issued_by and not acts.say_told(user, at=NOW)
    assert DirectoryChange.objects.get(act="reset_applicant").by == officer("clerk").actor.id


def officer_number(username: str) -> str:
    return Officer.objects.get(user__username=username).number


def test_an_officer_is_reset_by_the_security_administrator_with_the_reason() -> None:
    number = officer_number("clerk")
    slip = acts.reset_officer(number, "手机丢失，已核对工作证", by=officer("security"), at=NOW)
    user = get_user_model().objects.get(username="clerk")
    assert not Authenticator.objects.filter(user=user).exists() and not user.has_usable_password()
    assert authenticate(username="clerk", password=demo.PASSWORD) is None
    change = DirectoryChange.objects.get(act="reset_officer")
    assert (change.by, change.note) == (officer_number("security"), "手机丢失，已核对工作证")
    assert acts.use_code(slip.code, number, "", SECRET, at=NOW) == user
    assert authenticate(username="clerk", password=SECRET) == user


RESETS: list[tuple[str, str, str, str]] = [
    ("clerk", "reviewer", "忘记密码", "权限"),
    ("admin", "reviewer", "忘记密码", "权限"),
    ("security", "security", "忘记密码", "自己"),
    ("security", "reviewer", "  ", "理由"),
    ("security", "", "忘记密码", "没有这个"),
]


@pytest.mark.parametrize(("by", "whom", "why", "says"), RESETS)
def test_who_may_not_reset_an_officer(by: str, whom: str, why: str, says: str) -> None:
    number = officer_number(whom) if whom else "nobody"
    with pytest.raises(Refused, match=says) as refused:
        acts.reset_officer(number, why, by=officer(by), at=NOW)
    assert refused.value.remedy and not OneTimeCode.objects.exists()


def test_the_counter_is_refused_by_field() -> None:
    clerk = officer("clerk")
    for act in (acts.invite_applicant, acts.reset_applicant):
        for number, says in (("990101199003070016", "第 18 位"), (NUMBER, "没有登记过")):
            with pytest.raises(Refused, match=says) as refused:
                act(IdType.RESIDENT, number, by=clerk, at=NOW)
            assert refused.value.field == "id_number" and refused.value.remedy
    row = person()
    with pytest.raises(Refused, match="还没有账号"):
        acts.reset_applicant(IdType.RESIDENT, NUMBER, by=clerk, at=NOW)
    for who in ("reviewer", "security", "admin"):
        with pytest.raises(Refused, match="权限"):
            acts.invite_applicant(IdType.RESIDENT, NUMBER, by=officer(who), at=NOW)
    row.user = get_user_model().objects.get(username="reviewer")
    row.save()
    with pytest.raises(Refused, match="已有账号"):
        acts.invite_applicant(IdType.RESIDENT, NUMBER, by=clerk, at=NOW)
    with pytest.raises(Refused, match="工作人员的账号"):
        acts.reset_applicant(IdType.RESIDENT, NUMBER, by=clerk, at=NOW)
    assert not OneTimeCode.objects.exists()
    assert authenticate(username="reviewer", password=demo.PASSWORD) is not None
