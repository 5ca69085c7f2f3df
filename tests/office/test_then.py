"""Back to a moment: the figures are those of folding every fact up to it, whatever the moment."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people import at, officer, submitted
from yichuang.doors.command import sample
from yichuang.doors.command.then import EVERYWHERE
from yichuang.law import cases as law
from yichuang.law.cases import Refused
from yichuang.law.cases import commands as c
from yichuang.law.mandates import Permission
from yichuang.law.words import Light, State
from yichuang.office import clock
from yichuang.office.analysis import then
from yichuang.office.cases import acts
from yichuang.office.cases.acts import Missing
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.trail import reads as trail

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(scope="module")
def trails(django_db_setup: None, django_db_blocker: Any) -> list[list[Any]]:
    """Some dozens of lives, and all their facts."""
    with django_db_blocker.unblock():
        sample.fill(60, seed=23, issue=False)
        return [trail.entries(x) for x in CaseRow.objects.exclude(kind="card").values_list("number", flat=True)]  # fmt: skip


def brute(trails: list[list[Any]], moment: datetime) -> Counter[tuple[str, str, State, Light]]:
    """Fold everything up to the moment."""
    found: Counter[tuple[str, str, State, Light]] = Counter()
    for entries in trails:
        known = [x for x in entries if x.at <= moment]
        if known:
            case = law.fold(known)
            times = law.times(case, catalogue.edition(case.matter, case.edition), directory.calendar())
            light = law.light(case.state, case.halted, times.yellow_at, times.red_at, moment)
            found[case.body, case.matter, case.state, light] += 1
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_hall_at_any_moment_is_what_all_facts_up_to_it_say(trails: list[list[Any]], data: Any) -> None:
    moments = sorted({x.at for entries in trails for x in entries})
    near = st.sampled_from(moments).flatmap(
        lambda moment: st.sampled_from([-1, 0, 1]).map(lambda n: moment + timedelta(microseconds=n))
    )
    anywhere = st.datetimes(
        moments[0].replace(tzinfo=None), moments[-1].replace(tzinfo=None) + timedelta(days=40)
    )
    moment = data.draw(near | anywhere.map(lambda x: x.replace(tzinfo=moments[0].tzinfo)))
    if moment < moments[0]:
        return
    wanted = brute(trails, moment)
    found = then.hall(moment, EVERYWHERE)
    assert found.groups == wanted
    body, matter, state, light = data.draw(st.sampled_from(sorted(wanted)))
    of_body = Counter({key: n for key, n in wanted.items() if key[0] == body})
    if min(x[0].at for x in trails if x[0].fact.body == body) <= moment:
        assert then.hall(moment, EVERYWHERE, body=body).groups == of_body
    rows, more = then.listed(moment, EVERYWHERE, body=body, matter=matter, state=state, light=light)
    assert len(rows) == wanted[body, matter, state, light] and not more
    told = then.case(rows[0].number, moment, EVERYWHERE)
    assert (told.case.state, told.light) == (state, light)
    assert bool(told.waits) == (told.case.state in law.OPEN_STATES)


def test_a_case_is_as_it_was() -> None:
    number = submitted("2026-03-02T10:00")
    acts.act(number, c.Accept(), by=officer("clerk"), at=at("2026-03-03T10:00"))
    found = then.case(number, at("2026-03-02T12:00"), officer("supervisor"))
    assert found.case.state is State.RECEIVED and len(found.later) == 1
    assert found.waits == ("等受理机关决定受理或者一次告知补正",)
    assert then.case(number, at("2026-03-04T12:00"), officer("supervisor")).case.state is State.UNDER_REVIEW
    with pytest.raises(Refused, match="还没有这个办件"):
        then.case(number, at("2026-03-01T12:00"), officer("supervisor"))
    with pytest.raises(Missing):
        then.case(number, at("2026-03-04T12:00"), officer("clerk"))
    with pytest.raises(Missing):
        then.case("rules/513201000000", at("2026-03-04T12:00"), EVERYWHERE)


def test_moments_that_cannot_be_are_refused(trails: list[list[Any]]) -> None:
    now = clock.now()
    with pytest.raises(Refused, match="还没有到"):
        then.moment((now + timedelta(minutes=2)).isoformat(), now)
    with pytest.raises(Refused, match="不是日期"):
        then.moment("昨天", now)
    with pytest.raises(Refused, match="还没有任何办件") as refused:
        then.hall(at("2001-01-01T00:00"), EVERYWHERE)
    assert "最早的事实" in refused.value.remedy
    first = min(x[0].at for x in trails)
    with pytest.raises(Refused, match="算得太久"):
        then.hall(first + timedelta(days=250), EVERYWHERE, most=0)
    assert officer("supervisor").may(Permission.SUPERVISION_READ)
