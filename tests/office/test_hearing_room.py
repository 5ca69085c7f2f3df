"""Hearings at the office: what a licence does to its hearing and the hearing to its licence, and what of those who ask to come is public."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from yichuang.doors.command import sample_hearings, story
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.words import State
from yichuang.office.cases import acts as cases
from yichuang.office.cases import reads
from yichuang.office.cases.models import CaseRow
from yichuang.office.hearings import acts
from yichuang.office.hearings import reads as hearings
from yichuang.office.hearings.models import HearingRow
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
NOW = datetime(2026, 11, 20, 12, tzinfo=CHINA)


@pytest.fixture(scope="module", autouse=True)
def held(own_database: None, django_db_blocker: Any) -> None:
    """The sample's hearings: one held, one to come."""
    with django_db_blocker.unblock():
        assert sample_hearings.fill(NOW) == 2


ARRANGED = {
    "故事": "撤回", "证明": ["行政许可法 48"], "事项": "娱乐场所经营活动审批",
    "经过": [
        {"时间": "2026-03-02 09:10", "做": "照常审查完毕"},
        {"时间": "2026-03-03 09:10", "谁": "审查人员", "做": "通知听证",
         "内容": {"听证日期": "2026-03-12", "听证地点": "文化馆", "主持人": "旺扎"}},
        {"时间": "2026-03-04 09:10", "谁": "申请人", "做": "撤回申请"},
    ],
}  # fmt: skip


def test_a_licence_that_is_withdrawn_takes_its_hearing_with_it() -> None:
    told = story.play(ARRANGED)
    assert not told.missed
    row = HearingRow.objects.exclude(parent="").get()
    assert row.state == "called_off"
    assert "所属办件" in row.told
    assert reads.folded(row.parent).hearing.number == row.number


def test_one_who_asks_twice_by_one_key_asked_once_and_only_the_chosen_are_named() -> None:
    held = HearingRow.objects.get(state="heard")
    assert held.chosen == [["报名1", "李秀"], ["报名2", "何平"]]
    coming = HearingRow.objects.get(state="noticed", parent="")
    asked = c.AskAttendance(name="扎西", contact="13800138000", view="关心")
    for _ in "ab":
        cases.act(coming.number, asked, by=acts.STRANGER, at=NOW, key="once")
    followers.settle()
    coming.refresh_from_db()
    assert (coming.asked, coming.chosen) == (1, [])
    (shown,) = (one for one in hearings.public(coming.region) if one.row.number == coming.number)
    assert shown.open_to_ask(law.day(NOW))
    assert not shown.open_to_ask(law.day(NOW + timedelta(days=9)))


def test_whoever_is_not_signed_in_can_ask_to_come_and_do_nothing_else() -> None:
    number = HearingRow.objects.filter(state="noticed", parent="").values_list("number", flat=True)[0]
    for command in (
        c.EnterParty(part="party", name="某"),
        c.CallOffHearing(reason="不想"),
        c.ChooseAttendees(codes=(), how="无"),
    ):
        with pytest.raises(law.Forbidden):
            cases.act(number, command, by=acts.STRANGER, at=NOW + timedelta(hours=1))
    assert reads.folded(number).state is State.NOTICED


def test_every_page_of_the_sample_is_signed_and_the_refusal_stands_there() -> None:
    number = HearingRow.objects.filter(state="heard").values_list("number", flat=True)[0]
    case = reads.folded(number)
    assert case.sitting is not None
    assert not case.sitting.unsigned()
    assert CaseRow.objects.get(pk=number).due_on is None
