"""Hearings: told in time by a brute count of days, held in the law's order against an oracle of its own, no report before every page is signed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.law import cases as law
from yichuang.law.calendar import KNOWN
from yichuang.law.cases import Refused
from yichuang.law.cases import commands as c
from yichuang.law.cases.floor import composed, pages
from yichuang.law.cases.scene import Scene
from yichuang.law.cases.sitting import NOTICES, PRESENTER, earliest
from yichuang.law.clocks import CHINA
from yichuang.law.facts import CaseOpened, Entry, HearingEnded
from yichuang.law.kinds.hearing import HEARING, MATTER
from yichuang.law.mandates import PERMISSIONS, TIMER, Actor, Post, Standing
from yichuang.law.open_words import HearingForm, Part
from yichuang.law.words import Channel, Role, State

REGION, BODY = "513201000000", "works"
OPENED = datetime(2026, 3, 2, 9, tzinfo=CHINA)
WORKING = {HearingForm.LICENSING, HearingForm.PENALTY, HearingForm.COMPENSATION, HearingForm.PLANNING}
"""The forms whose seven days are working days; of a decision they are days of the calendar (law.md)."""
STRANGER = Standing(actor=Actor(Role.APPLICANT))


def officer(name: str) -> Standing:
    may = PERMISSIONS[Post.HEAD] | PERMISSIONS[Post.REVIEWER]
    actor = Actor(Role.OFFICER, id=name, name=name, body=BODY)
    return Standing(actor=actor, permissions=may, region=REGION, body=BODY)


CHAIR, RECORDER, HEAD = officer("主持"), officer("记录"), officer("负责")
NOTICE: dict[str, Any] = {
    "form": HearingForm.LICENSING, "subject": "歌舞厅", "on": date(2026, 3, 20), "place": "会议室", "section": "审批科",
    "presenters": ("卓玛",), "chair": "主持", "chair_section": "法规科", "recorder": "记录",
}  # fmt: skip


class Hall:
    """A hearing moved by the law alone."""

    def __init__(self, at: datetime = OPENED, **more: Any) -> None:
        first = CaseOpened(kind="hearing", matter=MATTER.matter, edition=1, name="听证", region=REGION, body=BODY,
                           applicant="", channel=Channel.WINDOW)  # fmt: skip
        self.at, self.entries = at, [Entry("1", 1, at, TIMER.actor, first)]
        self.case = law.begin(self.entries[0])
        self.do(RECORDER, c.ConveneHearing(**NOTICE | more))

    def do(self, by: Standing, command: Any) -> None:
        self.at += timedelta(seconds=1)
        scene = Scene(kind=HEARING, by=by, at=self.at, edition=MATTER, calendar=KNOWN)
        for fact in law.decide(self.case, command, scene):
            self.entries.append(Entry("1", len(self.entries) + 1, self.at, by.actor, fact))
            self.case = law.apply(self.case, self.entries[-1])

    def begun(self, *parts: Part) -> Hall:
        """Opened on its day with these people there."""
        for one in parts:
            self.do(RECORDER, c.EnterParty(part=one, name="某人"))
        assert self.case.sitting is not None
        on = self.case.sitting.on
        self.at = datetime(on.year, on.month, on.day, 9, 30, tzinfo=CHINA)
        self.do(CHAIR, c.BeginHearing(present=tuple(one.code for one in self.case.sitting.people)))
        return self


def first_day(form: HearingForm, today: date) -> date:
    """Count the days one by one."""
    day, left = today, 7
    while left:
        day += timedelta(days=1)
        left -= KNOWN.is_workday(day) if form in WORKING else 1
    return day


@given(
    st.sampled_from(sorted(WORKING | {HearingForm.DECISION})),
    st.dates(date(2025, 1, 1), date(2026, 11, 1)),
    st.integers(0, 20),
)
def test_a_notice_one_day_late_is_refused_and_on_the_day_it_is_not(
    form: HearingForm, today: date, ahead: int
) -> None:
    at, first = datetime(today.year, today.month, today.day, 9, tzinfo=CHINA), first_day(form, today)
    assert earliest(form, today, KNOWN) == first
    on = today + timedelta(days=ahead)
    if on >= first:
        assert Hall(at, form=form, on=on).case.state is State.NOTICED
        return
    with pytest.raises(Refused, match=f"最早在{first:%Y年%-m月%-d日}举行") as refused:
        Hall(at, form=form, on=on)
    assert (refused.value.field, refused.value.cite) == ("on", NOTICES[form].limit.cite)


@given(st.dates(date(2026, 3, 2), date(2026, 3, 18)), st.dates(date(2026, 3, 11), date(2026, 6, 1)))
def test_putting_it_off_takes_as_long_a_notice(today: date, on: date) -> None:
    hall = Hall()
    hall.at = datetime(today.year, today.month, today.day, 10, tzinfo=CHINA)
    put_off = c.PostponeHearing(on=on, place="会议室", reason="生病")
    if on >= first_day(HearingForm.LICENSING, today):
        hall.do(RECORDER, put_off)
        assert hall.case.sitting is not None
        assert hall.case.sitting.on == on
        return
    with pytest.raises(Refused, match="提前7个工作日"):
        hall.do(RECORDER, put_off)


def test_the_demolition_permit_has_no_hearings_any_more() -> None:
    with pytest.raises(Refused, match="2011年1月21日起不再有"):
        Hall(form=HearingForm.DEMOLITION)
    past = Hall(datetime(2010, 3, 1, 9, tzinfo=CHINA), form=HearingForm.DEMOLITION, on=date(2010, 3, 30))
    assert past.case.state is State.NOTICED


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"chair": "卓玛"}, "chair"), ({"chair_section": "审批科"}, "chair_section"), ({"begins": "9点"}, "begins"),
        ({"seats": 3}, "apply_by"), ({"seats": 3, "apply_by": date(2026, 3, 20)}, "apply_by"), ({"seats": -1}, "seats"),
        ({"subject": "张三13800138000的处罚"}, "subject"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_notice_is_named_by_its_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        Hall(**change)
    assert refused.value.field == field


class Oracle:
    """What the order of 行政许可法 48(1)(4) lets happen next, written apart from the law's own code: a list of what is still owed."""

    def __init__(self, people: list[str]) -> None:
        self.people, self.owed, self.stage = people, set[str](), "reasons"

    def lets(self, act: str, who: str) -> bool:
        """Whether it may happen now; then it has happened."""
        moves = {
            "reasons": self.stage == "reasons",
            "hear": self.stage == "statements" and who in self.owed,
            "show": self.stage == "evidence"
            and not self.owed
            and (who == PRESENTER or (self.shown and who in (*self.people, "证人1"))),
            "dispute": self.stage == "evidence" and who in self.owed,
            "final": (self.stage == "evidence" and not self.owed and self.shown and who in self.people)
            or (self.stage == "finals" and who in self.owed),
            "end": self.stage == "finals" and not self.owed,
        }
        if not moves[act]:
            return False
        self._moved(act, who)
        return True

    shown = False

    def _moved(self, act: str, who: str) -> None:
        if act == "reasons":
            self.stage, self.owed = "statements", set(self.people)
        elif act == "show":
            self.shown, self.owed = True, {PRESENTER, *self.people} - {who}
        elif act == "final" and self.stage == "evidence":
            self.stage, self.owed = "finals", set(self.people) - {who}
        else:
            self.owed.discard(who)
            self.stage = (
                "evidence" if act == "hear" and not self.owed else "over" if act == "end" else self.stage
            )


def command(act: str, who: str) -> Any:
    made = {
        "reasons": c.StateReasons(words="理由"), "hear": c.HearParty(code=who, words="话"),
        "show": c.ShowEvidence(code=who, title="报告", words="证明"), "dispute": c.DisputeEvidence(code=who, words="不服"),
        "final": c.HearFinal(code=who, words="话"), "end": c.EndHearing(minutes="笔录"),
    }  # fmt: skip
    return made[act]


WHO = (PRESENTER, "当事人1", "利害关系人1", "证人1", "当事人9")
TRIED = st.tuples(
    st.sampled_from(("reasons", "hear", "show", "dispute", "final", "end")), st.sampled_from(WHO)
)
GOOD = [("reasons", ""), ("hear", "当事人1"), ("hear", "利害关系人1"), ("show", PRESENTER), ("dispute", "利害关系人1"),
        ("dispute", "当事人1"), ("show", "当事人1"), ("dispute", PRESENTER), ("dispute", "利害关系人1"), ("final", "当事人1"),
        ("final", "利害关系人1"), ("end", "")]  # fmt: skip


@settings(max_examples=200)
@given(st.integers(0, len(GOOD)), st.lists(TRIED, max_size=12), st.data())
def test_the_order_is_what_the_oracle_says_and_a_refusal_changes_nothing(
    well: int, tried: list[tuple[str, str]], data: st.DataObject
) -> None:
    hall = Hall().begun(Part.PARTY, Part.INTERESTED, Part.WITNESS)
    oracle = Oracle(["当事人1", "利害关系人1"])
    at = data.draw(st.integers(0, well))
    for act, who in [*GOOD[:at], *tried, *GOOD[at:well]]:
        before = hall.case
        if oracle.lets(act, who):
            hall.do(RECORDER, command(act, who))
        else:
            with pytest.raises(Refused):
                hall.do(RECORDER, command(act, who))
            assert hall.case == before
    assert (hall.case.state is State.SIGNING) == (oracle.stage == "over")


def ended(text: str) -> Hall:
    hall = Hall().begun(Part.PARTY, Part.INTERESTED, Part.WITNESS)
    for act, who in GOOD[:-1]:
        hall.do(RECORDER, command(act, who))
    hall.do(RECORDER, c.EndHearing(minutes=text))
    return hall


REPORT = c.ReportHearing(report="报告", conclusion="同意")


@given(st.data(), st.integers(1, 90))
def test_no_report_while_a_page_lacks_a_signature_or_the_note_of_a_refusal(
    data: st.DataObject, many: int
) -> None:
    hall = ended("\n".join(f"第{n}行" for n in range(many)))
    it = hall.case.sitting
    assert it is not None
    assert it.pages == (many + 25) // 26
    every = {
        (page, who)
        for page in range(1, it.pages + 1)
        for who in (PRESENTER, "当事人1", "利害关系人1", "证人1", "主持人", "记录人")
    }
    assert set(it.unsigned()) == every
    order = data.draw(st.permutations(sorted(every)))
    refuses = data.draw(st.sets(st.sampled_from(order), max_size=3))
    for one in order:
        with pytest.raises(Refused, match="笔录还有没签字的"):
            hall.do(CHAIR, REPORT)
        page, who = one
        why = "不认可" if one in refuses else ""
        hall.do(RECORDER, c.SignPage(page=page, code=who, signed=one not in refuses, why=why))
        with pytest.raises(Refused, match="已经在第"):
            hall.do(RECORDER, c.SignPage(page=page, code=who))
    with pytest.raises(law.Forbidden, match="由主持人主持提出"):
        hall.do(RECORDER, REPORT)
    hall.do(CHAIR, REPORT)
    assert hall.case.state is State.HEARD


@given(st.text(alphabet="听证笔录\n 。A", max_size=3000))
def test_pages_hold_every_character_in_order(text: str) -> None:
    found = pages(text)
    assert all(len(page) <= 26 and all(len(line) <= 38 for line in page) for page in found)
    assert "".join(line for page in found for line in page) == "".join(text.splitlines())


def test_each_page_has_its_digest_and_the_minutes_say_who_said_what() -> None:
    hall = ended("\n".join(f"第{n}行" for n in range(60)))
    (fact,) = (x.fact for x in hall.entries if isinstance(x.fact, HearingEnded))
    assert len(set(fact.digests)) == 3
    assert hall.case.sitting is not None
    text = composed(hall.entries, hall.case.sitting)
    told = [text.index(one) for one in ("承办人陈述", "当事人1（某人）陈述", "承办人出示证据1“报告”", "利害关系人1（某人）对证据1质证",
                                        "当事人1（某人）出示证据2", "当事人1（某人）最后陈述")]  # fmt: skip
    assert told == sorted(told)


def test_seats_are_given_after_the_last_day_to_ask_and_no_more_than_there_are() -> None:
    hall = Hall(seats=2, apply_by=date(2026, 3, 6))
    for n in range(3):
        hall.do(STRANGER, c.AskAttendance(name=f"某{n}", contact="13800138000", view="关心"))
    with pytest.raises(Refused, match="截止以后才能确定"):
        hall.do(RECORDER, c.ChooseAttendees(codes=("报名1", "报名2"), how="抽签"))
    hall.at = datetime(2026, 3, 9, 9, tzinfo=CHINA)
    with pytest.raises(Refused, match="截止"):
        hall.do(STRANGER, c.AskAttendance(name="迟", contact="1", view="关心"))
    for codes in (("报名1",), ("报名1", "报名1"), ("报名1", "报名2", "报名3"), ("报名1", "报名9")):
        with pytest.raises(Refused) as refused:
            hall.do(RECORDER, c.ChooseAttendees(codes=codes, how="抽签"))
        assert refused.value.field == "codes"
    with pytest.raises(Refused, match="还没有确定听证代表"):
        hall.begun(Part.PARTY)
    hall.at = datetime(2026, 3, 20, 9, 40, tzinfo=CHINA)
    hall.do(RECORDER, c.ChooseAttendees(codes=("报名3", "报名1"), how="抽签"))
    assert hall.case.sitting is not None
    assert [one.code for one in hall.case.sitting.people if one.part is Part.REPRESENTATIVE] == [
        "报名3",
        "报名1",
    ]


def test_while_the_chair_is_asked_to_withdraw_nothing_goes_on_and_he_does_not_decide_it() -> None:
    hall = Hall().begun(Part.PARTY)
    hall.do(RECORDER, c.AskRecusal(code="当事人1", reason="亲属"))
    with pytest.raises(Refused, match="还没有决定"):
        hall.do(RECORDER, c.StateReasons(words="理由"))
    with pytest.raises(law.Forbidden, match="不能决定自己的回避"):
        hall.do(CHAIR, c.SettleRecusal(granted=False, reason="不成立"))
    for chair, section, says in (
        ("", "", "改由谁主持"),
        ("主持", "法规科", "改由谁主持"),
        ("卓玛", "法规科", "不能担任"),
        ("丹增", "审批科", "承办科室"),
    ):
        with pytest.raises(Refused, match=says):
            hall.do(HEAD, c.SettleRecusal(granted=True, reason="成立", chair=chair, chair_section=section))
    hall.do(HEAD, c.SettleRecusal(granted=True, reason="成立", chair="丹增", chair_section="法规科"))
    hall.do(RECORDER, c.StateReasons(words="理由"))
    assert hall.case.sitting is not None
    assert hall.case.sitting.chair == "丹增"
