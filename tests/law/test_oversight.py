"""Whoever is invited to watch can record and nothing else, in whatever case, state and capacity."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from yichuang.law import cases as law
from yichuang.law.calendar import KNOWN
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import Case, Invited
from yichuang.law.cases.scene import Scene
from yichuang.law.facts import SupervisionRecorded
from yichuang.law.kinds import BY_CODE, KINDS
from yichuang.law.kinds.task import MATTER
from yichuang.law.mandates import PERMISSIONS, Actor, Letter, Permission, Post, Power, Standing
from yichuang.law.matters import Kind
from yichuang.law.words import Channel, Ground, Organisation, Purpose, Remark, Role, State

NOW = datetime(2026, 5, 6, 2, tzinfo=UTC)
TODAY = date(2026, 5, 6)
ME = "T0001"


def case(kind: Kind, state: State = State.UNDER_REVIEW, **more: object) -> Case:
    plain = {
        "number": "1", "kind": kind.code, "matter": "m", "edition": 1, "name": "甲", "region": "513201000000",
        "body": "b", "applicant": "a", "channel": Channel.ONLINE, "purpose": Purpose.NEW, "licence_of": None,
        "licence_until": None, "opened_at": NOW, "last_at": NOW, "state": state,
    }  # fmt: skip
    return Case(**(plain | more))  # type: ignore[arg-type]


def invited(until: date = TODAY, person: str = ME) -> Invited:
    return Invited(
        person=person, name="甲", organisation=Organisation.NOTARY, unit="公证处", by="b", until=until
    )


def scene(kind: Kind, *, near: str = "", above: Case | None = None, **standing: object) -> Scene:
    by = Standing(actor=Actor(Role.INVITED, id=ME, name="甲"), near=frozenset({near}), **standing)  # type: ignore[arg-type]
    return Scene(kind, by, NOW, MATTER, KNOWN, whole=lambda number: above)


@st.composite
def some_cases(draw: st.DrawFn) -> Case:
    kind = draw(st.sampled_from(KINDS))
    return case(
        kind,
        draw(st.sampled_from(kind.states)),
        pause=draw(st.sampled_from([None, Ground.TESTING])),
        applicant=draw(st.sampled_from(["a", ME])),
        body=draw(st.sampled_from(["b", ME])),
        invited=draw(st.sampled_from([(), (invited(),), (invited(date(2027, 1, 1)), invited(person="T2"))])),
    )


POWERS = st.sampled_from([frozenset[Permission](), *PERMISSIONS.values(), frozenset(Permission)])


@settings(max_examples=300, deadline=None)
@given(some_cases(), POWERS)
def test_he_is_refused_every_act_but_the_record_even_with_every_permission(
    one: Case, held: frozenset[Permission]
) -> None:
    """Not for want of permissions: even if somebody gave him posts and letters by mistake, his role does nothing."""
    letter = Letter(number="1", body=one.body, officer=ME, powers=frozenset(Power), valid_from=date.min, valid_until=date.max)  # fmt: skip
    here = scene(BY_CODE[one.kind], permissions=held, letters=(letter,))
    for act in here.kind.acts:
        blank = object.__new__(law.DOERS[act.name].command)
        if act.name == "record_supervision":
            continue
        with pytest.raises(law.Forbidden) as refused:
            law.decide(one, blank, here)
        assert refused.value.act == act.name and refused.value.cite
    assert {offer.act.name for offer in law.offers(one, here)} == {"record_supervision"}


@settings(max_examples=300, deadline=None)
@given(some_cases(), st.integers(-3, 3), st.booleans())
def test_he_records_while_he_is_invited_and_the_case_is_real(one: Case, days: int, above: bool) -> None:
    until = TODAY + timedelta(days)
    whole = case(BY_CODE["joint"], number="9", invited=(invited(until),)) if above else None
    held = (invited(until, "T3"),) if above else (invited(until),)
    on = replace(one, invited=held, parent="9" if above else None)
    here = scene(BY_CODE[one.kind], above=whole)
    command = c.RecordSupervision(remark=Remark.OBJECTION, words="看到了")
    if days < 0:
        with pytest.raises(law.Forbidden) as refused:
            law.decide(on, command, here)
        assert refused.value.unseen
    elif one.state is State.DRAFT:
        with pytest.raises(law.Refused, match="填报中"):
            law.decide(on, command, here)
    else:
        (fact,) = law.decide(on, command, here)
        assert isinstance(fact, SupervisionRecorded) and fact.unit == "公证处"


def test_an_invitation_reaches_down_and_not_up() -> None:
    whole, child = (
        case(BY_CODE["joint"], number="9"),
        case(BY_CODE["permit"], parent="9", invited=(invited(),)),
    )
    assert law.invitation(whole, ME, TODAY, lambda number: None) is None
    task = case(BY_CODE["task"], parent="8")
    assert law.invitation(task, ME, TODAY, lambda number: child if number == "8" else whole) is not None


def test_who_is_watched_does_not_send_the_watcher_away() -> None:
    one = case(BY_CODE["permit"], invited=(invited(),))
    command = c.DismissSupervisor(person=ME, reason="不需要了")
    for post, body, may in ((Post.HEAD, "x", False), (Post.HEAD, "b", True), (Post.SUPERVISOR, "z", True)):
        by = Standing(actor=Actor(Role.OFFICER, id="1", body=body), permissions=PERMISSIONS[post])
        here = Scene(BY_CODE["permit"], by, NOW, MATTER, KNOWN)
        if may:
            assert law.decide(one, command, here)
        else:
            with pytest.raises(law.Forbidden):
                law.decide(one, command, here)


def test_only_a_refusal_for_want_of_right_is_forbidden() -> None:
    """A wrong state is no attempt: somebody who may do it came at the wrong time."""
    by = Standing(actor=Actor(Role.OFFICER, id="1", body="b"), permissions=PERMISSIONS[Post.SUPERVISOR])
    here = Scene(BY_CODE["permit"], by, NOW, MATTER, KNOWN)
    with pytest.raises(law.Refused) as refused:
        law.decide(
            case(BY_CODE["permit"], State.DRAFT),
            c.InviteSupervisor(person="x", reason="r", until=TODAY),
            here,
        )
    assert not isinstance(refused.value, law.Forbidden)
