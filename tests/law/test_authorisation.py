"""Written authorisations: what they cover, on which instant, and that no act slips past them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import at
from yichuang.law import trail
from yichuang.law.cases import ART_AGENT, Refused, authorised
from yichuang.law.facts import CaseWithdrawn, Entry, Sealed
from yichuang.law.kinds import KINDS
from yichuang.law.mandates import Actor, Authorisation, Errand, Standing, errand
from yichuang.law.words import Role

SUBMIT, CORRECT, WITHDRAW = Errand.SUBMIT, Errand.CORRECT, Errand.WITHDRAW


def written(**more: object) -> Authorisation:
    said: dict[str, object] = {
        "number": "委托〔2026〕000001号", "principal": "p", "agent": "a", "errands": frozenset({SUBMIT, CORRECT}),
        "matters": frozenset({"food"}), "valid_from": date(2026, 3, 2), "valid_until": date(2026, 3, 5), **more,
    }  # fmt: skip
    return Authorisation(**said)  # type: ignore[arg-type]


def agent(*held: Authorisation) -> Standing:
    return Standing(actor=Actor(Role.AGENT, id="a", principal="p"), authorisations=held)


@pytest.mark.parametrize(
    ("moment", "wanted", "matter", "more", "why"),
    [
        ("2026-03-02T00:00", SUBMIT, "food", {}, ""),
        ("2026-03-05T23:59", CORRECT, "food", {}, ""),
        ("2026-03-04T10:00", SUBMIT, "anything", {"matters": None}, ""),
        ("2026-03-04T10:00", None, "food", {"errands": frozenset()}, ""),
        ("2026-03-01T23:59", SUBMIT, "food", {}, "授权从2026年3月2日起才有效"),
        ("2026-03-06T00:00", SUBMIT, "food", {}, "授权已于2026年3月5日到期"),
        ("2026-03-04T10:00", SUBMIT, "school", {}, "授权不包括这个事项"),
        ("2026-03-04T10:00", WITHDRAW, "food", {}, "授权不包括“撤回申请”"),
        ("2026-03-04T09:59", SUBMIT, "food", {"revoked_at": at("2026-03-04T10:00")}, ""),
        (
            "2026-03-04T10:00",
            SUBMIT,
            "food",
            {"revoked_at": at("2026-03-04T10:00")},
            "授权已于2026年3月4日 10:00撤销",
        ),
    ],
)
def test_what_an_authorisation_covers(
    moment: str, wanted: Errand | None, matter: str, more: dict[str, object], why: str
) -> None:
    one = written(**more)
    assert one.why_not(wanted, matter, at(moment)) == why
    assert one.covers(wanted, matter, at(moment)) is (why == "")


def test_the_day_is_china_s_wherever_the_clock_stands() -> None:
    """16:00 UTC is midnight in China: the first day has begun, the last is over."""
    assert written().in_force(datetime(2026, 3, 1, 16, tzinfo=UTC))
    assert not written().in_force(datetime(2026, 3, 5, 16, tzinfo=UTC))


def test_what_is_the_applicant_s_own_no_errand_covers() -> None:
    for name in ("request_hearing", "waive_hearing", "rate"):
        assert errand(name, correcting=False) is None
    assert errand("attach_material", correcting=False) is SUBMIT
    assert errand("attach_material", correcting=True) is CORRECT


def test_every_act_of_the_applicant_is_either_an_errand_or_his_own() -> None:
    own = {
        act.name
        for kind in KINDS
        for act in kind.acts
        if Role.APPLICANT in act.by and not errand(act.name, correcting=False)
    }
    assert own == {"request_hearing", "waive_hearing", "rate", "complain"} | {
        "register_ticket",
        "urge",
        "rate_ticket",
        "say_unsolved",
    } | {"bring_objection", "ask_attendance", "comment"} | {
        "ask_information",
        "clarify_information",
        "give_reasons",
        "withdraw_request",
    }


def test_the_reason_told_is_that_of_the_nearest_authorisation() -> None:
    old = written(number="1", valid_until=date(2026, 3, 3))
    other = written(number="2", matters=frozenset({"school"}))
    lacking = written(number="3", errands=frozenset({SUBMIT}))
    now = at("2026-03-04T10:00")
    assert agent(old, other, lacking).unauthorised(CORRECT, "food", now) == "授权不包括“补正材料”"
    assert agent(old, other).unauthorised(CORRECT, "food", now) == "授权不包括这个事项"
    assert agent(old).unauthorised(CORRECT, "food", now) == "授权已于2026年3月3日到期"
    assert agent().unauthorised(CORRECT, "food", now) == "没有申请人的书面授权"
    with pytest.raises(Refused) as refused:
        authorised(agent(lacking), CORRECT, "food", now)
    assert refused.value.cite == ART_AGENT and refused.value.remedy


def test_somebody_else_s_authorisation_covers_nothing() -> None:
    now = at("2026-03-04T10:00")
    for other in (written(agent="b"), written(principal="q")):
        assert agent(other).authorised(SUBMIT, "food", now) is None


TERMS = st.tuples(st.integers(-5, 5), st.integers(0, 5), st.none() | st.integers(-200, 200))
WRITTEN = st.builds(
    lambda term, errands, matters: written(
        valid_from=date(2026, 3, 2) + timedelta(term[0]),
        valid_until=date(2026, 3, 2) + timedelta(term[0] + term[1]),
        revoked_at=None if term[2] is None else at("2026-03-02T12:00") + timedelta(hours=term[2]),
        errands=errands,
        matters=matters,
    ),
    TERMS,
    st.frozensets(st.sampled_from(Errand)),
    st.none() | st.frozensets(st.sampled_from(["food", "school"]), min_size=1),
)


@given(
    st.lists(WRITTEN, max_size=4),
    st.sampled_from(Errand),
    st.sampled_from(["food", "school"]),
    st.integers(-200, 200),
)
def test_an_act_is_allowed_exactly_when_one_authorisation_by_itself_covers_it(
    held: list[Authorisation], wanted: Errand, matter: str, hours: int
) -> None:
    now = at("2026-03-02T12:00") + timedelta(hours=hours)
    by = agent(*held)

    def by_hand(one: Authorisation) -> bool:
        return (
            wanted in one.errands
            and (one.matters is None or matter in one.matters)
            and one.valid_from <= now.date() <= one.valid_until
            and (one.revoked_at is None or now < one.revoked_at)
        )

    allowed = any(by_hand(one) for one in held)
    assert (by.authorised(wanted, matter, now) is not None) is allowed
    assert (by.unauthorised(wanted, matter, now) == "") is allowed


def entry(by: Actor) -> Entry:
    return Entry("1", 1, at("2026-03-02T10:00"), by, CaseWithdrawn(reason=Sealed(digest="d")))


def test_the_record_says_for_whom_and_the_old_ones_stay_as_they_were() -> None:
    village = Actor(Role.AGENT, id="a", name="泽仁", post="代办员", principal="p")
    made = trail.record(entry(village))
    assert made["by"]["principal"] == "p" and trail.read(made).by == village
    assert entry(village).sentence() == "代办员泽仁代申请人撤回了申请"
    private = entry(Actor(Role.AGENT, id="a", principal="p"))
    assert private.sentence() == "代办人代申请人撤回了申请"
    old = trail.record(entry(Actor(Role.APPLICANT, id="p")))
    assert set(old["by"]) == {"role", "id", "name", "body", "post"} and trail.read(old).by.principal == ""
