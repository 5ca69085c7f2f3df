"""Mandates: scope is checked in one place; a letter covers exactly what it says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.law.mandates import (
    PERMISSIONS,
    SEPARATE,
    TIMER,
    Actor,
    Letter,
    Permission,
    Post,
    Power,
    Reach,
    Standing,
    compatible,
    prefix,
    within,
)
from yichuang.law.words import Role

CLERK = Actor(Role.OFFICER, id="1001", name="泽仁措", body="11513201MB0001", post="窗口人员")

pairs = st.integers(1, 99).map("{:02d}".format)
triples = st.integers(1, 999).map("{:03d}".format)
paths = st.tuples(pairs, pairs, pairs, triples, triples)
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def code(path: tuple[str, ...], level: int) -> str:
    """The 12-digit code of the first `level` groups."""
    return "".join(path[:level]).ljust(12, "0")


def letter(**changes: object) -> Letter:
    """A letter of the clerk for acceptance and decision through 2026."""
    fields: dict[str, object] = {
        "number": "马政授〔2026〕1号",
        "body": "11513201MB0001",
        "officer": "1001",
        "powers": frozenset({Power.ACCEPT, Power.DECIDE}),
        "matters": frozenset({"0001", "0002"}),
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
    }
    return Letter(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("513201000000", "513201"),
        ("513200", "5132"),
        ("510000000000", "51"),
        ("513201101000", "513201101"),
        ("513201101003", "513201101003"),
        ("110100", "1101"),
        ("", ""),
        ("000000000000", ""),
    ],
)
def test_prefix(region: str, expected: str) -> None:
    assert prefix(region) == expected


@given(paths, st.integers(1, 5), st.integers(0, 5))
def test_a_territory_holds_exactly_its_own_branch(path: tuple[str, ...], level: int, above: int) -> None:
    assert within(code(path, level), code(path, above)) == (above <= level)


@given(paths, paths, st.integers(1, 5))
def test_a_foreign_region_is_never_within(here: tuple[str, ...], there: tuple[str, ...], level: int) -> None:
    assert within(code(there, 5), code(here, level)) == (here[:level] == there[:level])


def test_a_longer_code_is_no_territory_of_its_neighbour() -> None:
    assert not within("513210000000", "513201")
    assert not within("513200000000", "513201")


reaches = st.builds(
    Reach,
    permissions=st.frozensets(st.sampled_from(Permission)),
    region=st.sampled_from(["", "51", "5132", "513201", "513221"]),
    body=st.sampled_from([None, "A", "B"]),
    matters=st.sampled_from([None, frozenset({"1"}), frozenset({"1", "2"})]),
)
asked = st.tuples(
    st.sampled_from(Permission),
    st.sampled_from(["510000000000", "513201000000", "513201101000", "513221000000", "110000000000"]),
    st.sampled_from(["A", "B", "C"]),
    st.sampled_from(["1", "2", "3"]),
)


@given(st.lists(reaches, min_size=1, max_size=3), asked)
def test_may_is_one_post_that_covers_all_of_it(
    held: list[Reach], wanted: tuple[Permission, str, str, str]
) -> None:
    permission, region, body, matter = wanted
    first, *rest = held
    standing = Standing(
        actor=CLERK,
        permissions=first.permissions,
        region=first.region,
        body=first.body,
        matters=first.matters,
        others=tuple(rest),
    )
    naive = any(
        permission in r.permissions
        and region.startswith(r.region)
        and r.body in (None, body)
        and (r.matters is None or matter in r.matters)
        for r in held
    )
    assert standing.may(permission, region=region, body=body, matter=matter) == naive
    if naive:
        assert standing.may(permission) and standing.may(permission, region=region)


def test_a_permission_does_not_borrow_the_scope_of_another_post() -> None:
    standing = Standing(
        actor=CLERK,
        permissions=frozenset({Permission.CASE_READ}),
        region="",
        others=(Reach(permissions=frozenset({Permission.CASE_DECIDE}), region="513201", body="A"),),
    )
    assert standing.may(Permission.CASE_READ, region="110000000000", body="B")
    assert standing.may(Permission.CASE_DECIDE, region="513201000000", body="A")
    assert not standing.may(Permission.CASE_DECIDE, region="110000000000", body="A")


def test_an_unknown_region_is_inside_no_territory() -> None:
    reader = Standing(actor=CLERK, permissions=frozenset({Permission.CASE_READ}), region="513201")
    assert not reader.may(Permission.CASE_READ, region="")
    assert not reader.may(Permission.CASE_READ, region="510000000000")


@given(days, days, st.integers(0, 400), st.none() | days)
def test_a_letter_is_in_force_within_its_term_and_before_its_revocation(
    on: date, start: date, length: int, revoked: date | None
) -> None:
    end = start + timedelta(days=length)
    expected = start <= on <= end and not (revoked is not None and revoked <= on)
    one = letter(valid_from=start, valid_until=end, revoked_on=revoked)
    assert one.covers(Power.ACCEPT, "0001", on) == expected
    assert not one.covers(Power.CERTIFY, "0001", on)
    assert not one.covers(Power.ACCEPT, "0009", on)
    assert (
        letter(matters=None, valid_from=start, valid_until=end, revoked_on=revoked).covers(
            Power.ACCEPT, "0009", on
        )
        == expected
    )


def test_only_the_holders_own_letter_counts() -> None:
    on = date(2026, 5, 6)
    assert (
        Standing(actor=CLERK, letters=(letter(officer="1002"),)).letter_for(Power.ACCEPT, "0001", on) is None
    )
    own = Standing(actor=CLERK, letters=(letter(),))
    assert own.letter_for(Power.ACCEPT, "0001", on) == letter()
    assert own.letter_for(Power.ACCEPT, "0001", on, body="11513201MB0002") is None


def test_the_latest_of_several_letters_is_named() -> None:
    newer = letter(number="马政授〔2026〕9号", valid_from=date(2026, 3, 1))
    standing = Standing(actor=CLERK, letters=(letter(), newer))
    assert standing.letter_for(Power.DECIDE, "0002", date(2026, 2, 1)) == letter()
    assert standing.letter_for(Power.DECIDE, "0002", date(2026, 3, 1)) == newer


def test_every_post_has_its_line_and_the_three_administrators_stand_apart() -> None:
    assert set(PERMISSIONS) == set(Post)
    held = [PERMISSIONS[post] for post in sorted(SEPARATE)]
    assert not held[0] & held[1] and not held[1] & held[2] and not held[0] & held[2]
    assert not any(p.startswith("case.") for post in SEPARATE for p in PERMISSIONS[post])
    assert {p for group in PERMISSIONS.values() for p in group} == set(Permission)


def test_the_clerk_who_accepts_does_not_decide_and_only_the_head_extends() -> None:
    assert Permission.CASE_DECIDE not in PERMISSIONS[Post.WINDOW_CLERK] | PERMISSIONS[Post.REVIEWER]
    assert [post for post in Post if Permission.CASE_EXTEND in PERMISSIONS[post]] == [Post.HEAD]


def test_which_posts_one_person_may_combine() -> None:
    assert compatible([Post.WINDOW_CLERK, Post.REVIEWER])
    assert compatible([Post.SECURITY_ADMIN, Post.SECURITY_ADMIN])
    assert not compatible([Post.ADMINISTRATOR, Post.AUDIT_ADMIN])
    assert not compatible([Post.ADMINISTRATOR, Post.WINDOW_CLERK])


def test_recusal_and_the_timer() -> None:
    assert Standing(actor=CLERK, near=frozenset({"a1"})).recused("a1")
    assert not Standing(actor=CLERK).recused("a1")
    assert not any(TIMER.may(permission) for permission in Permission)


def test_every_label_is_chinese() -> None:
    for word in (*Permission, *Power, *Post):
        assert word.label and not word.label.isascii()
