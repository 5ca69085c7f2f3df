"""Cards and the score, through real acts: an upheld card lowers it once it is final, a lifted or appealed one does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from people import at, officer, submitted
from yichuang.law.cases import commands as c
from yichuang.law.supervision import Period, Score
from yichuang.law.words import Level
from yichuang.office.cases import acts, reads
from yichuang.office.scoring import reads as scores
from yichuang.office.scoring.models import Carded, Ended
from yichuang.office.supervision import acts as supervision
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def card() -> Any:
    """A red card issued by hand on 2 March 2026, in an own month each time it is asked for."""
    number = submitted("2026-03-02T10:00")
    raised = c.RaiseCard(
        rule="",
        rule_name="窗口推诿",
        level=Level.RED,
        of_case=number,
        evidence="三次没有答复",
        basis="《行政许可法》第六十条",
    )
    done = supervision.issue(
        raised, reads.folded(number).body, by=officer("supervisor"), at=at("2026-03-02T11:00")
    )
    yield done.case.number
    followers.settle()
    Carded.objects.all().delete()
    Ended.objects.all().delete()


def known(number: str, day: str) -> Score | None:
    """The score of the card's body in March, as known on a day."""
    followers.settle()
    body = reads.folded(number).body
    tables = scores.tables(Period(2026, 3), date(2026, 12, 1), known=date.fromisoformat(day))
    return next((line.score for table in tables for line in table.lines if line.key == body), None)


def does(number: str, who: str, moment: str, command: Any) -> None:
    acts.act(number, command, by=officer(who), at=at(moment))


def total(number: str, day: str) -> int:
    found = known(number, day)
    return found.total if found else 10000


def test_an_upheld_card_counts_when_the_days_to_appeal_are_over(card: str) -> None:
    does(card, "supervisor", "2026-03-09T09:00", c.UpholdCard(level=Level.RED, reason="属实"))
    assert [total(card, day) for day in ("2026-03-02", "2026-03-09", "2026-03-16", "2026-03-17")] == [
        10000,
        10000,
        10000,
        9500,
    ]
    found = known(card, "2026-12-01")
    assert found is not None
    assert [(x.part, x.label, x.lost) for x in found.losses] == [("规范", "红牌", 500)]


def test_a_card_that_is_lifted_is_no_card(card: str) -> None:
    does(card, "supervisor", "2026-03-09T09:00", c.LiftCard(reason="停电属实"))
    assert total(card, "2026-12-01") == 10000
    assert known(card, "2026-12-01") is None


def test_an_appeal_that_is_pending_is_not_counted_and_its_decision_is(card: str) -> None:
    does(card, "supervisor", "2026-03-09T09:00", c.UpholdCard(level=Level.RED, reason="属实"))
    does(card, "head", "2026-03-11T09:00", c.AppealCard(reason="已经答复"))
    assert total(card, "2026-12-01") == 10000
    does(card, "director", "2026-04-20T09:00", c.DecideAppeal(lift=False, level=Level.YELLOW, reason="初犯"))
    assert [total(card, day) for day in ("2026-04-15", "2026-04-19", "2026-04-20")] == [10000, 10000, 9900]


def test_an_appeal_that_lifts_the_card_leaves_nothing(card: str) -> None:
    does(card, "supervisor", "2026-03-09T09:00", c.UpholdCard(level=Level.RED, reason="属实"))
    does(card, "head", "2026-03-11T09:00", c.AppealCard(reason="录像可以证明"))
    does(card, "director", "2026-03-12T09:00", c.DecideAppeal(lift=True, reason="录像显示当场答复"))
    assert total(card, "2026-12-01") == 10000


def test_what_was_put_right_and_closed_is_final_at_once(card: str) -> None:
    does(card, "supervisor", "2026-03-09T09:00", c.UpholdCard(level=Level.YELLOW, reason="较轻"))
    does(card, "head", "2026-03-10T09:00", c.RectifyCard(words="排出顶岗表"))
    does(card, "supervisor", "2026-03-10T15:00", c.VerifyRectification(passed=True, remarks="已经公布"))
    assert [total(card, day) for day in ("2026-03-09", "2026-03-10")] == [10000, 9900]


def test_a_tip_never_counts() -> None:
    number = submitted("2026-03-02T10:00")
    followers.settle()
    supervision.tick(at("2026-03-06T12:00"))
    followers.settle()
    tips = [
        child
        for child, kind, _ in reads.of_project(number)
        if kind == "card" and reads.folded(child).card.level is Level.TIP
    ]
    assert tips
    assert not Carded.objects.filter(pk__in=tips).exists()
