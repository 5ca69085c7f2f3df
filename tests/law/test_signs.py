"""Each sign fires exactly when its table says: random histories of facts against a plain count, at, above and just below every threshold."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.law import facts as f
from yichuang.law.calendar import KNOWN
from yichuang.law.cases import fold
from yichuang.law.cite import LICENSING
from yichuang.law.clocks import CHINA, Limit, Unit
from yichuang.law.facts import Actor, Entry, Fact, Sealed
from yichuang.law.flow import Step, Work
from yichuang.law.matters import Edition, Fee, Field, Material
from yichuang.law.supervision import STANDARD, Rule, RuleSet, Threshold, replay
from yichuang.law.supervision.points import POINTS, Manner
from yichuang.law.supervision.signs import SIGNS
from yichuang.law.words import Channel, Ground, Handling, Level, NotAccepted, Role, ServiceMode

CITE = LICENSING.art("42", "期限")
BEGIN = datetime(2026, 3, 2, 10, tzinfo=CHINA)
OFFICERS = [Actor(Role.OFFICER, id=n, name=f"官{n}", body="b", post="窗口人员") for n in "123"]


def limit(days: int) -> Limit:
    return Limit(days, Unit.WORKDAY, CITE)


EDITION = Edition(
    matter="m", number=1, name="事项", kind="permit", body="b", body_name="局", region="513201000000", handling=Handling.PROMISED,
    acceptance=limit(5), statutory=limit(20), promised=limit(10), extension=limit(10), service=limit(10), basis="依据", remedies="救济",
    steps=(Step(key="accept", name="受理", work=Work.CLERK, days=0), Step(key="review", name="审查", work=Work.REVIEWER, days=2, after=("accept",)),
           Step(key="decide", name="决定", work=Work.DECIDER, days=1, after=("review",))),
    materials=(Material(code="plan", name="平面图"),), fields=(Field(key="name", label="名称"),), pauses={Ground.HEARING: "依据"},
)  # fmt: skip


class History:
    """Facts one after the other, each some time after the one before."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.at = BEGIN

    def add(self, fact: Fact, by: Actor = OFFICERS[0], wait: timedelta = timedelta(minutes=10)) -> None:
        self.at += wait
        self.entries.append(Entry(case="c", seq=len(self.entries) + 1, at=self.at, by=by, fact=fact))

    @property
    def day(self) -> date:
        return self.at.astimezone(CHINA).date()

    def opened(self) -> History:
        opened = f.CaseOpened(kind="permit", matter="m", edition=1, name="事项", region="513201000000", body="b", applicant="p", channel=Channel.ONLINE)  # fmt: skip
        self.add(opened, Actor(Role.APPLICANT, id="p"))
        self.add(f.CaseSubmitted(received_on=self.day, channel=Channel.ONLINE), Actor(Role.APPLICANT, id="p"))
        return self

    def accepted(self, letter: str = "L1", by: Actor = OFFICERS[0]) -> History:
        self.add(f.CaseAccepted(accepted_on=self.day, counted_from=self.day, letter=letter, statutory_due=self.day, promised_due=self.day), by)  # fmt: skip
        return self

    def reviewed(self, by: Actor = OFFICERS[1]) -> History:
        self.add(f.StepCompleted(step="review", name="审查", passed=True, opinion="可以", signer=by.id), by)
        return self

    def granted(self, letter: str = "L2", by: Actor = OFFICERS[2], **more: Any) -> History:
        self.add(f.CaseGranted(content="准", basis="依据", letter=letter), by, **more)
        return self


def found(
    point: str, entries: Sequence[Entry], edition: Edition = EDITION, **levels: Threshold
) -> list[tuple[Level, int]]:
    """What one rule on this point finds: the level and the fact."""
    named = {Level(name): threshold for name, threshold in levels.items()}
    rule = Rule(code="X", name="试", point=point, basis="依据", levels=named)
    fold(entries)  # a history that cannot be folded proves nothing
    return [(x.level, x.fact) for x in replay((rule,), entries, edition, KNOWN, entries[-1].at) if x.fact]


def wanted(values: list[tuple[int, float]], yellow: float, red: float) -> list[tuple[Level, int]]:
    """The table: from yellow on yellow, from red on red."""
    return [
        (Level.RED if value >= red else Level.YELLOW, seq)
        for seq, value in values
        if value >= min(yellow, red)
    ]


def counted(
    point: str,
    entries: Sequence[Entry],
    values: list[tuple[int, float]],
    yellow: int,
    red: int,
    edition: Edition = EDITION,
) -> None:
    levels = {"yellow": Threshold(count=yellow), "red": Threshold(count=red)}
    assert found(point, entries, edition=edition, **levels) == wanted(values, yellow, red)


LIMITS = st.tuples(st.integers(1, 4), st.integers(1, 4)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["plan", "name", "", "family-tree", "photo"]), min_size=1, max_size=3),
        max_size=5,
    ),
    LIMITS,
)
def test_corrections_are_counted_and_what_the_guide_does_not_name(
    asked: list[list[str]], levels: tuple[int, int]
) -> None:
    history = History().opened()
    told, beyond, odd = [], [], 0
    for n, names in enumerate(asked, 1):
        points = tuple(f.CorrectionPoint(material=name, what="补") for name in names)
        history.add(f.CorrectionAsked(points=points, until=history.day, again=n > 1))
        told.append((len(history.entries), float(n)))
        strange = [name for name in names if name in ("family-tree", "photo")]
        odd += len(strange)
        if strange:
            beyond.append((len(history.entries), float(odd)))
        history.add(
            f.CorrectionSupplied(received_on=history.day, note=Sealed(text="")), Actor(Role.APPLICANT, id="p")
        )
    counted("repeated_correction", history.entries, [x for x in told if x[1] >= 2], *levels)
    counted("beyond_guide", history.entries, beyond, *levels)


@settings(max_examples=60, deadline=None)
@given(st.booleans(), st.booleans(), st.booleans(), st.booleans(), LIMITS)
def test_a_refusal_of_acceptance_lacks_what_it_lacks(
    reason: bool, basis: bool, remedy: bool, whose: bool, levels: tuple[int, int]
) -> None:
    history = History().opened()
    history.add(f.AcceptanceRefused(
        reason=NotAccepted.NOT_COMPETENT, explanation="这不是本机关的职权，是市局的" if reason else "不行", letter="L",
        basis="依据" if basis else " ", remedies="救济" if remedy else "", competent_body="市局" if whose else "",
    ))  # fmt: skip
    lacks = sum(not one for one in (reason, basis, remedy, whose))
    counted("unfounded_refusal", history.entries, [(len(history.entries), lacks)] if lacks else [], *levels)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(["", "L"]),
    st.sampled_from(["", "L"]),
    st.sampled_from(OFFICERS),
    st.sampled_from(OFFICERS),
    st.booleans(),
)
def test_letters_hands_and_steps(
    first: str, second: str, reviewer: Actor, decider: Actor, examined: bool
) -> None:
    history = History().opened().accepted(first)
    if examined:
        history.reviewed(reviewer)
    history.granted(second, decider)
    last = len(history.entries)
    none = [(Level.RED, seq) for seq, letter in ((3, first), (last, second)) if not letter]
    assert found("no_letter", history.entries, red=Threshold(count=1)) == none
    same = [(Level.YELLOW, last)] if examined and reviewer == decider else []
    assert found("same_hand", history.entries, yellow=Threshold(count=1)) == same
    skipped = [] if examined else [(Level.RED, last)]
    assert found("skipped_step", history.entries, red=Threshold(count=1)) == skipped


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 40), st.integers(1, 15), st.integers(1, 15))
def test_a_date_before_its_record_is_measured_in_days(back: int, yellow: int, more: int) -> None:
    history = History().opened().accepted().reviewed().granted()
    history.at += timedelta(days=60)
    served = f.DecisionServed(
        mode=ServiceMode.DIRECT, receiver=Sealed(text="甲"), served_on=history.day - timedelta(days=back)
    )
    history.add(served)
    levels = {"yellow": Threshold(days=yellow), "red": Threshold(days=yellow + more)}
    assert found("backdated", history.entries, **levels) == wanted(
        [(len(history.entries), back)], yellow, yellow + more
    )


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 300), st.integers(1, 300))
def test_seconds_between_acceptance_and_decision(seconds: int, limit_: int) -> None:
    history = History().opened().accepted()
    history.granted(wait=timedelta(seconds=seconds))
    met = [(Level.YELLOW, len(history.entries))] if seconds <= limit_ else []
    assert found("instant_close", history.entries, yellow=Threshold(seconds=limit_)) == met


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 14), st.booleans(), st.booleans(), st.integers(0, 3)), min_size=1, max_size=3
    ),
    LIMITS,
)
def test_pauses_lack_what_they_lack_and_pile_up_near_the_end(
    pauses: list[tuple[int, bool, bool, int]], levels: tuple[int, int]
) -> None:
    history = History().opened().accepted()
    lacking, near, piled = [], [], 0
    used = 0  # working days of the promised ten, counted by hand: the paused days and their first day do not count
    day = history.day
    for wait, listed, based, told in pauses:
        for _ in range(wait):
            day += timedelta(days=1)
            used += KNOWN.is_workday(day)
        history.at = datetime(day.year, day.month, day.day, 11, tzinfo=CHINA) + timedelta(
            minutes=len(history.entries)
        )
        ground = Ground.HEARING if listed else Ground.TESTING
        history.add(
            f.ClockPaused(
                ground=ground, organiser="局", since=day, expected_days=told, basis="依据" if based else ""
            ),
            wait=timedelta(0),
        )
        seq = len(history.entries)
        lacks = (not listed) + (not based) + (told <= 0)
        if lacks:
            lacking.append((seq, float(lacks)))
        if 10 - used <= 1:
            piled += 1
            near.append((seq, float(piled)))
        history.add(f.ClockResumed(ground=ground, until=day, finding="完了"), wait=timedelta(minutes=1))
        used -= KNOWN.is_workday(day) if wait else 0  # the day of the pause is not counted after all
    counted("groundless_pause", history.entries, lacking, *levels)
    counted("pause_near_end", history.entries, near, *levels)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["", "负责人"])), min_size=1, max_size=4), LIMITS
)
def test_extensions_are_counted_and_must_come_in_time_and_approved(
    extended: list[tuple[int, str]], levels: tuple[int, int]
) -> None:
    history = History().opened().accepted()
    begun, total, late, all_ = history.day, 20, [], []
    for n, (wait, approved) in enumerate(extended, 1):
        history.at += timedelta(days=wait)
        history.add(f.ClockExtended(days=5, reason="难", approved_by=approved, statutory_due=history.day))
        seq = len(history.entries)
        over = KNOWN.workdays_between(begun, history.day) > total
        if over or not approved:
            late.append((Level.RED, seq))
        all_.append((seq, float(n)))
        total += 5
    assert found("late_extension", history.entries, red=Threshold(count=1)) == late
    counted("extensions", history.entries, all_, *levels)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["fee", "complaint"]), max_size=7), LIMITS, st.booleans())
def test_fees_the_guide_does_not_name_and_complaints_are_counted(
    done: list[str], levels: tuple[int, int], charges: bool
) -> None:
    history = History().opened()
    told: dict[str, list[tuple[int, float]]] = {"fee": [], "complaint": []}
    for what in done:
        if what == "fee":
            history.add(f.FeeCharged(item="工本费", cents=100, receipt="1"))
        else:
            history.add(f.ComplaintMade(words=Sealed(text="慢")), Actor(Role.APPLICANT, id="p"))
        told[what].append((len(history.entries), len(told[what]) + 1.0))
    edition = dataclasses.replace(EDITION, fee=Fee(standard="一元", basis="依据")) if charges else EDITION
    counted("complaint", history.entries, told["complaint"], *levels, edition=edition)
    counted("fee_beyond_guide", history.entries, [] if charges else told["fee"], *levels, edition=edition)


def test_a_complaint_names_whoever_had_the_case_in_hand() -> None:
    history = History().opened().accepted().reviewed()
    history.add(f.ComplaintMade(words=Sealed(text="慢")), Actor(Role.APPLICANT, id="p"))
    rule = Rule(code="X", name="试", point="complaint", basis="b", levels={Level.YELLOW: Threshold(count=1)})
    (one,) = replay((rule,), history.entries, EDITION, KNOWN, history.at)
    assert (one.officer, one.officer_name) == ("2", "官2")


def test_silence_is_found_once() -> None:
    history = History().opened()
    history.add(f.CaseDeemedAccepted(accepted_on=history.day, silent_since=history.day, statutory_due=history.day, promised_due=history.day), f.SYSTEM)  # fmt: skip
    assert found("silence", history.entries, red=Threshold(count=1)) == [(Level.RED, 3)]


def test_every_sign_is_tried_here_and_every_point_has_its_function() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert not [name for name in SIGNS if f'"{name}"' not in text]
    assert {point.name for point in POINTS if point.manner is Manner.SIGN} == set(SIGNS)


@pytest.mark.parametrize("rule", STANDARD.rules, ids=lambda rule: rule.code)
def test_a_rule_that_is_off_or_for_others_finds_nothing(rule: Rule) -> None:
    import msgspec

    history = History().opened().accepted("").granted("", wait=timedelta(seconds=5))
    now = history.at + timedelta(days=200)
    for changed in (
        msgspec.structs.replace(rule, on=False),
        msgspec.structs.replace(rule, kinds=("hearing",)),
    ):
        assert not replay((changed,), history.entries, EDITION, KNOWN, now)


def test_a_matter_has_its_own_thresholds() -> None:
    history = History().opened().accepted().granted(wait=timedelta(seconds=30))
    own = {"m": {Level.RED: Threshold(seconds=60)}}
    rule = Rule(
        code="X",
        name="试",
        point="instant_close",
        basis="依据",
        levels={Level.YELLOW: Threshold(seconds=5)},
        matters=own,
    )
    rules = RuleSet(name="试", basis="依据", rules=(rule,))
    assert [x.level for x in replay(rules.rules, history.entries, EDITION, KNOWN, history.at)] == [Level.RED]


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 5), st.integers(0, 12), st.booleans())
def test_a_bad_rating_nobody_followed_up_is_found_after_five_working_days(
    stars: int, wait: int, archived: bool
) -> None:
    history = History().opened().accepted().reviewed().granted()
    history.add(
        f.DecisionServed(mode=ServiceMode.ELECTRONIC, receiver=Sealed(text=""), served_on=history.day)
    )
    if archived:
        history.add(f.CaseArchived(volume="1", keep_years=10))
    history.add(f.CaseRated(stars=stars, words=Sealed(text="")), Actor(Role.APPLICANT, id="p"))
    rated = history.day
    history.add(
        f.RatingFollowedUp(words=Sealed(text="问过"), put_right="改了"),
        wait=timedelta(days=wait, minutes=1),
    )
    rule = Rule(code="X", name="试", point="rating", basis="b", levels={Level.YELLOW: Threshold(over=0)})
    late, day = 0, rated
    while day < history.day:
        day += timedelta(days=1)
        late += KNOWN.is_workday(day - timedelta(days=1)) and day - timedelta(days=1) > rated
    over = stars <= 2 and late >= 5
    assert bool(replay((rule,), history.entries, EDITION, KNOWN, history.at)) == over
