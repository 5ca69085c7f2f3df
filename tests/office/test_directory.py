"""The directory on real PostgreSQL: who is registered, who may do what on which day, what nobody may change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from stdnum.cn import ric, uscc

from people import at
from yichuang.law.cases import Refused
from yichuang.law.mandates import TIMER, Actor, Permission, Post, Power, Standing
from yichuang.law.words import Role
from yichuang.office.directory import acts, demo, identity, reads, units
from yichuang.office.directory.acts import Contacts, Person
from yichuang.office.directory.acts.changes import digest
from yichuang.office.directory.acts.letters import letter_digest
from yichuang.office.directory.models import (
    Applicant,
    Body,
    DirectoryChange,
    IdType,
    LetterOfAuthority,
    Nature,
    Officer,
    Region,
)

pytestmark = pytest.mark.django_db

NOW = at("2026-03-02T09:00")
TODAY = NOW.date()
MARKET = "513201129"
SIGNING_UP = Standing(actor=Actor(Role.APPLICANT))


def user(name: str) -> Any:
    return get_user_model().objects.get(username=name)


def standing(name: str, on: date = TODAY) -> Standing:
    return reads.standing(user(name), on)


def officer(name: str) -> Officer:
    return Officer.objects.get(user__username=name)


def natural(number: str = "990101199003070015", name: str = "何小宝") -> Person:
    return Person(nature=Nature.NATURAL, name=name, id_type=IdType.RESIDENT, id_number=number)


def register(person: Person | None = None, **more: Any) -> Applicant:
    fields = {"by": SIGNING_UP, "at": NOW, "user": new_user("somebody"), **more}
    return acts.register_applicant(
        person or natural(), Contacts(phone="15412345678", address="达萨街18号"), **fields
    )


def new_user(name: str) -> Any:
    return get_user_model().objects.get_or_create(username=name)[0]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("99010119900307001", "应为 18 位, 现在是 17 位"),
        ("9901011990030700151", "应为 18 位, 现在是 19 位"),
        ("99010119900307001X", "第 18 位不对"),
        ("990101199003O70015", "第 13 位应为数字"),
        ("990101199002300010", "第 7–14 位不是有效的出生日期"),
        ("990101202703020013", "第 7–14 位不是有效的出生日期"),
        ("519999199003070012", "第 1–6 位不是行政区划代码"),
        ("", "应为 18 位, 现在是 0 位"),
    ],
)
def test_a_wrong_identity_number_is_refused_with_its_place(number: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        register(natural(number))
    assert reason in refused.value.reason and refused.value.field == "id_number" and refused.value.remedy


def test_the_unassigned_province_is_let_in_only_on_a_demonstration(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(Refused, match="行政区划代码"):
        register()
    with pytest.raises(Refused, match="行政区划代码"):
        identity.credit_code("91990100MA0000001G", sample=False)


def test_a_real_number_keeps_the_county_it_was_given_in() -> None:
    """马尔康县 513229 became 马尔康市 513201 in 2015; numbers of both are held by people born before."""
    for county in ("513229", "513201", "110105"):
        digits = f"{county}19900307001"
        number = digits + ric.calc_check_digit(digits + "0")
        assert identity.resident(f" {number[:6]} {number[6:]} ", on=TODAY, sample=False) == number


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("91990100MA0000001", "应为 18 位"),
        ("91990100MA0000001H", "第 18 位不对"),
        ("91990100MA000000IG", "第 17 位不能是“I”"),
        ("9199010OMA0000001G", "第 8 位不能是“O”"),
        ("B1990100MA0000001G", "第 1 位不能是“B”"),
    ],
)
def test_a_wrong_credit_code_is_refused_with_its_place(number: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        identity.credit_code(number, sample=True)


def test_full_width_digits_are_digits() -> None:
    assert (
        identity.resident("９９０１０１１９９００３０７００１５", on=TODAY, sample=True)
        == "990101199003070015"
    )
    assert identity.phone("１５４１２３４５６７８") == identity.phone("+86 154-1234-5678") == "15412345678"
    assert identity.phone("（0837）2822315") == "08372822315"


def test_a_rural_collective_has_a_credit_code_beginning_with_n() -> None:
    digits = "N2513201MF0000001"
    code = digits + uscc.calc_check_digit(digits)
    assert identity.credit_code(code.lower(), sample=False) == code


@pytest.mark.parametrize("number", ["1381234123", "23812341234", "abc", "", "138123412345"])
def test_a_wrong_telephone_is_refused(number: str) -> None:
    with pytest.raises(Refused) as refused:
        acts.register_applicant(natural(), Contacts(phone=number), by=SIGNING_UP, at=NOW)
    assert refused.value.field == "phone"


@pytest.mark.parametrize(
    ("person", "contacts", "field"),
    [
        (natural(name=" "), Contacts(phone="15412345678"), "name"),
        (natural(name="长" * 101), Contacts(phone="15412345678"), "name"),
        (natural(name="张\u202e三"), Contacts(phone="15412345678"), "name"),
        (natural(), Contacts(phone="15412345678", email="not-a-mail"), "email"),
        (natural(), Contacts(phone="15412345678", address="路" * 201), "address"),
        (
            Person(nature=Nature.LEGAL, name="店", id_type=IdType.RESIDENT, id_number="990101199003070015"),
            Contacts(phone="15412345678"),
            "id_type",
        ),
        (
            Person(nature=Nature.LEGAL, name="店", id_type=IdType.USCC, id_number="91990100MA0000001G"),
            Contacts(phone="15412345678"),
            "representative",
        ),
    ],
)
def test_each_wrong_field_is_named(person: Person, contacts: Contacts, field: str) -> None:
    with pytest.raises(Refused) as refused:
        acts.register_applicant(person, contacts, by=SIGNING_UP, at=NOW)
    assert refused.value.field == field
    assert not Applicant.objects.filter(name=person.name).exists()


def test_nothing_personal_is_readable_in_the_row() -> None:
    row = register()
    with connection.cursor() as cursor:
        cursor.execute("SELECT directory_applicant::text FROM directory_applicant WHERE id = %s", [row.pk])
        text = cursor.fetchone()[0]
    for secret in ("990101199003070015", "19900307", "15412345678", "达萨街"):
        assert secret not in text and secret.encode().hex() not in text
    assert row.id_shown == "990*************15" and row.phone_shown == "154****5678"
    own = Standing(actor=Actor(Role.APPLICANT, id=row.pk))
    assert reads.details(row, own) == reads.Details("990101199003070015", "15412345678", "达萨街18号")


def test_details_are_for_the_applicant_and_for_those_who_handle_cases() -> None:
    row = register()
    assert reads.details(row, standing("clerk")).phone == "15412345678"
    for other in (Standing(actor=Actor(Role.APPLICANT, id="x")), standing("admin"), reads.NOBODY):
        with pytest.raises(Refused, match="无权查看"):
            reads.details(row, other)


def test_an_applicant_is_found_by_the_exact_number_only() -> None:
    row = register()
    assert reads.applicant_by_number(IdType.RESIDENT, "990101 19900307 0015", TODAY) == row
    assert reads.applicant_by_number(IdType.RESIDENT, "990101198501011232", TODAY) is None
    assert row in reads.applicants_by_phone("154 1234 5678")
    assert reads.tail_matches(row, "5678") and not reads.tail_matches(row, "5679")


def test_one_number_is_one_applicant() -> None:
    row = register()
    assert register(by=standing("clerk"), user=None) == row
    assert register() == row
    with pytest.raises(Refused, match="已经登记过"):
        register(user=new_user("another"))
    with pytest.raises(Refused, match="不一致"):
        register(natural(name="别人"), by=standing("clerk"), user=None)
    with pytest.raises(Refused, match="窗口收件"):
        register(by=standing("admin"), user=None)


def test_somebody_registered_at_the_window_gets_an_account_there() -> None:
    row = register(by=standing("clerk"), user=None)
    assert acts.link_user(row.pk, new_user("somebody"), by=standing("clerk"), at=NOW).user == new_user(
        "somebody"
    )
    assert reads.standing(new_user("somebody"), TODAY).actor == Actor(Role.APPLICANT, id=row.pk)
    with pytest.raises(Refused, match="已有账号"):
        acts.link_user(row.pk, new_user("another"), by=standing("clerk"), at=NOW)


def test_contacts_are_changed_by_their_owner_and_the_change_is_kept() -> None:
    row = register()
    before = digest(Applicant.objects.get(pk=row.pk))
    own = Standing(actor=Actor(Role.APPLICANT, id=row.pk))
    acts.update_contacts(row.pk, Contacts(phone="0837-2822315"), by=own, at=NOW)
    row.refresh_from_db()
    kept = DirectoryChange.objects.filter(key=row.pk).latest("id")
    assert (kept.act, kept.by, kept.before, kept.after) == ("update_contacts", row.pk, before, digest(row))
    assert reads.tail_matches(row, "2315")
    with pytest.raises(Refused):
        acts.update_contacts(
            row.pk, Contacts(phone="0837-2822315"), by=Standing(actor=Actor(Role.APPLICANT, id="x")), at=NOW
        )


@pytest.mark.parametrize("sql", ["UPDATE directory_change SET by = 'x'", "DELETE FROM directory_change"])
def test_a_recorded_change_cannot_be_altered(sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_an_officer_stands_on_posts_and_letters() -> None:
    chief = standing("chief")
    assert chief.actor.name == "苏朗扎西" and chief.actor.post == "首席代表" and chief.actor.body == MARKET
    assert chief.may(Permission.CASE_DECIDE, region="513201000000", body=MARKET)
    assert not chief.may(Permission.CASE_DECIDE, region="513201000000", body="513201101")
    assert not chief.may(Permission.CASE_DECIDE, region="513221000000", body=MARKET)
    letter = chief.letter_for(Power.DECIDE, "food-business", TODAY, body=MARKET)
    assert letter is not None and letter.number.startswith("马市场监管局授〔2026〕")
    assert standing("expired").letter_for(Power.ACCEPT, "food-business", TODAY) is None
    assert standing("expired", date(2025, 6, 1)).letter_for(Power.ACCEPT, "food-business", date(2025, 6, 1))
    assert standing("unlettered").letters == ()
    assert standing("supervisor").may(Permission.CASE_READ, region="513201101000", body=MARKET)
    assert not any(standing("admin").may(one) for one in Permission if one.startswith("case."))


def test_a_standing_costs_one_statement_once_known() -> None:
    signed = user("clerk")
    reads.standing(signed, TODAY)
    with CaptureQueriesContext(
        connection,
    ) as spent:
        reads.standing(signed, TODAY)
    assert len(spent) == 1


def test_who_is_not_signed_in_may_nothing() -> None:
    assert reads.standing(None, TODAY) is reads.NOBODY
    assert reads.standing(new_user("fresh"), TODAY) is reads.NOBODY


def test_a_revoked_letter_counts_no_more_at_once() -> None:
    number = standing("clerk").letters[0].number
    with pytest.raises(Refused, match="理由"):
        acts.revoke_letter(number, on=TODAY, why=" ", by=standing("head"), at=NOW)
    acts.revoke_letter(number, on=TODAY, why="岗位调整", by=standing("head"), at=NOW)
    assert standing("clerk").letters == ()
    assert standing("clerk", TODAY - timedelta(days=1)).letters[0].number == number
    with pytest.raises(Refused, match="已于"):
        acts.revoke_letter(number, on=TODAY, why="岗位调整", by=standing("head"), at=NOW)


def grant(**changes: Any) -> LetterOfAuthority:
    fields: dict[str, Any] = {
        "number": "马市场监管局授〔2026〕99号",
        "officer": officer("unlettered"),
        "powers": [Power.ACCEPT],
        "matters": ["food-business"],
        "valid_from": TODAY,
        "valid_until": date(2026, 12, 31),
        "by": standing("head"),
        "at": NOW,
    }
    fields.update(changes)
    return acts.grant_letter(fields.pop("number"), **fields)


def test_a_letter_is_signed_by_the_head_and_covers_what_it_names() -> None:
    letter = grant()
    assert letter.signed_by == "王建川" and letter.digest == letter_digest(letter)
    holder = standing("unlettered")
    assert holder.letter_for(Power.ACCEPT, "food-business", TODAY) == letter.law
    assert holder.letter_for(Power.ACCEPT, "tobacco-retail", TODAY) is None
    assert holder.letter_for(Power.DECIDE, "food-business", TODAY) is None
    assert letter in reads.letters_in_force(TODAY, body=MARKET)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"powers": []}, "powers"),
        ({"matters": []}, "matters"),
        ({"valid_until": date(2026, 1, 1)}, "valid_until"),
        ({"number": " "}, "number"),
        ({"number": "马市场监管局授〔2026〕1号"}, "number"),
    ],
)
def test_a_letter_that_says_too_little_is_not_signed(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        grant(**changes)
    assert refused.value.field == field


def test_only_the_head_of_the_body_signs_and_never_for_itself() -> None:
    for other in ("clerk", "chief", "director", "admin", "security"):
        with pytest.raises(Refused, match="签发与撤销授权书"):
            grant(by=standing(other))
    with pytest.raises(Refused, match="签发与撤销授权书"):
        grant(officer=Officer.objects.get(number="10101"))
    with pytest.raises(Refused, match="自己签发"):
        grant(officer=officer("head"))


def test_a_dismissed_officer_may_nothing_from_that_moment() -> None:
    acts.dismiss_officer(officer("chief"), by=standing("security"), at=NOW, why="调离")
    left = standing("chief")
    assert left.letters == () and not any(left.may(one) for one in Permission)


def test_posts_are_given_by_the_security_administrator_and_the_three_stay_apart() -> None:
    clerk = officer("clerk")
    with pytest.raises(Refused, match="任免岗位"):
        acts.give_post(clerk, Post.REVIEWER, since=TODAY, by=standing("admin"), at=NOW)
    held = acts.give_post(clerk, Post.REVIEWER, since=TODAY, by=standing("security"), at=NOW)
    assert standing("clerk").may(Permission.CASE_REVIEW, body=MARKET)
    assert standing("clerk").actor.post == "窗口人员、审查人员"
    acts.end_post(held, until=TODAY, by=standing("security"), at=NOW)
    assert not standing("clerk", TODAY + timedelta(days=1)).may(Permission.CASE_REVIEW)
    with pytest.raises(Refused, match="三员分立"):
        acts.give_post(clerk, Post.AUDIT_ADMIN, since=TODAY, by=standing("security"), at=NOW)
    with pytest.raises(Refused, match="三员分立"):
        acts.give_post(officer("admin"), Post.SECURITY_ADMIN, since=TODAY, by=standing("security"), at=NOW)


def test_a_work_number_is_used_once_and_kept() -> None:
    body = Body.objects.get(code=MARKET)
    with pytest.raises(Refused, match="已有人使用"):
        acts.appoint_officer(new_user("n"), body=body, number="12901", name="新人", by=TIMER, at=NOW)
    with pytest.raises(Refused, match="不能更改"):
        acts.appoint_officer(user("clerk"), body=body, number="99999", name="新人", by=TIMER, at=NOW)


def test_an_interest_declared_is_an_interest_to_withdraw_from() -> None:
    row = register()
    assert not standing("reviewer").recused(row.pk)
    acts.declare_interest(officer("reviewer"), row, "申请人是本人近亲属", by=standing("reviewer"), at=NOW)
    assert standing("reviewer").recused(row.pk)


def test_bodies_and_windows() -> None:
    fields = {
        "code": "513201900",
        "region": "513201000000",
        "serial": "900",
        "name": "马尔康市示例局",
        "short": "示例局",
    }
    body = acts.add_body(fields, by=standing("admin"), at=NOW)
    acts.add_window(body, "Z01", "示例窗口", by=standing("admin"), at=NOW)
    acts.add_window(body, "Z01", "示例窗口一", by=standing("admin"), at=NOW)
    assert [str(window) for window in body.windows.all()] == ["Z01 示例窗口一"]
    assert body in reads.bodies("513201") and body not in reads.bodies("513221")
    wrong = [
        ({"region": "991234000000"}, "region"),
        ({"serial": "9"}, "serial"),
        ({"code": "513201901"}, "serial"),
        ({"uscc": "1"}, "uscc"),
    ]
    for changes, field in wrong:
        with pytest.raises(Refused) as refused:
            acts.add_body({**fields, **changes}, by=TIMER, at=NOW)
        assert refused.value.field == field
    with pytest.raises(Refused):
        acts.add_body(fields, by=standing("clerk"), at=NOW)


def test_units_stand_under_a_body_and_never_in_a_circle() -> None:
    fields = {"region": "513201000000", "short": "示例"}

    def add(serial: str, above: str | None) -> Body:
        own = {"code": f"513201{serial}", "serial": serial, "name": f"示例单位{serial}", "parent_id": above}
        return acts.add_body(fields | own, by=TIMER, at=NOW)

    add("910", None)
    for serial, above in (("911", "513201910"), ("912", "513201910"), ("913", "513201911")):
        add(serial, above)
    assert units.with_units("513201910") == ["513201910", "513201911", "513201912", "513201913"]
    assert units.parents(["513201910", "513201913"]) == {"513201913": "513201911"}
    for serial, above in (("910", "513201910"), ("910", "513201913"), ("914", "513201999")):
        with pytest.raises(Refused) as refused:
            add(serial, above)
        assert refused.value.field == "parent"


def test_a_calendar_notice_is_loaded_as_data_and_known_at_once() -> None:
    day = date(2027, 1, 4)
    notice = {
        "year": 2027,
        "notice": "国务院办公厅关于2027年部分节假日安排的通知",
        "off": [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-04"}],
        "work": ["2027-01-09"],
    }
    try:
        assert reads.calendar().is_workday(day) and reads.calendar().provisional(day)
        acts.load_calendar_notice(notice, by=standing("admin"), at=NOW)
        assert not reads.calendar().is_workday(day) and not reads.calendar().provisional(day)
        acts.load_calendar_notice({**notice, "off": []}, by=standing("admin"), at=NOW)
        assert reads.calendar().is_workday(day)
        with pytest.raises(Refused, match="offf"):
            acts.load_calendar_notice({**notice, "offf": []}, by=standing("admin"), at=NOW)
        with pytest.raises(Refused, match="权限"):
            acts.load_calendar_notice(notice, by=standing("clerk"), at=NOW)
    finally:
        reads.forget()


def test_the_calendar_costs_no_statement_on_the_path_of_an_act() -> None:
    reads.calendar()
    with CaptureQueriesContext(connection) as spent:
        reads.calendar()
    assert len(spent) == 0


def test_the_whole_country_is_there_on_four_levels() -> None:
    count = [Region.objects.filter(level=level).count() for level in (1, 2, 3, 4)]
    assert count == [31, 342, 2975, 41351]
    assert reads.full_name("513201100000") == "四川省阿坝藏族羌族自治州马尔康市马尔康镇"
    assert reads.full_name("110101001000") == "北京市东城区东华门街道"
    assert [one.name for one in reads.children("441900000000")][:2] == ["东城街道", "南城街道"]
    assert not Region.objects.exclude(level=1).filter(parent="").exists()
    assert not Region.objects.filter(code__startswith="99").exists()
    assert acts.load_regions() == 0


def test_villages_come_on_request_and_again_change_nothing() -> None:
    assert acts.load_villages("513201100") == 14
    assert acts.load_villages("513201100000") == 0
    names = [one.name for one in reads.children("513201100000")]
    assert "达萨社区居委会" in names and len(names) == 14
    assert len(Region.objects.inside("513201100000")) == 15
    for nothing in ("990000", "", "abc"):
        with pytest.raises(Refused):
            acts.load_villages(nothing)


def test_the_sample_is_whole_and_loading_it_again_adds_nothing() -> None:
    count = Officer.objects.count(), LetterOfAuthority.objects.count(), Applicant.objects.count()
    assert acts.load_sample() == acts.load_sample()
    assert (Officer.objects.count(), LetterOfAuthority.objects.count(), Applicant.objects.count()) == count
    for account in demo.ACCOUNTS:
        assert user(account.username).check_password(account.password)
        assert user(account.username).authenticator_set.exists() == account.officer
    for letter in LetterOfAuthority.objects.select_related("officer"):
        assert letter.digest == letter_digest(letter)
    for row in Applicant.objects.filter(nature=Nature.NATURAL)[:20]:
        assert reads.details(row, TIMER).id_number.startswith("99")


def test_the_sample_is_refused_outside_a_demonstration(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(Refused, match="演示"):
        acts.load_sample()


def test_the_demo_codes_are_those_of_rfc_6238() -> None:
    account = demo.ACCOUNTS[2]
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    expected = format_hotp_value(hotp_value(account.totp_secret, int(NOW.timestamp()) // 30))
    assert account.code(NOW) == expected
