"""The breakdown of duties at the office: edited by two hands, opened by facts alone and once, handed over, on chains that are audited."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.doors.command import audit
from yichuang.law import catalogue as matters
from yichuang.law.cases import Forbidden, Refused
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA
from yichuang.law.facts import CaseGranted, Entry
from yichuang.law.mandates import TIMER, Post, Standing
from yichuang.law.open_words import Change, Occasion, Verdict
from yichuang.law.openness import Measure
from yichuang.law.openness import norm as norms
from yichuang.law.openness.goal import SetGoal
from yichuang.law.words import Ending
from yichuang.office.cases import acts as cases
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import acts as catalogue
from yichuang.office.catalogue.models import Matter
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body, Officer, PostHeld
from yichuang.office.openness import acts, answering, duties
from yichuang.office.openness.breakdown import acts as breakdown
from yichuang.office.openness.breakdown import reads
from yichuang.office.openness.models import DisclosureRow, DutyLine
from yichuang.office.trail.models import Cursor, FactRow
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
NOW = datetime(2026, 3, 2, 9, tzinfo=CHINA)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def fresh() -> None:
    acts.forget()


class Staff:
    """The people of a body: who edits, who heads it, and two who may be handed a duty."""

    def __init__(self, n: int = 0) -> None:
        heads = (
            PostHeld.objects.filter(post=Post.HEAD.value, until=None)
            .order_by("officer__number")
            .select_related("officer")
        )
        chiefs = dict(
            PostHeld.objects.filter(post=Post.CHIEF.value, until=None).values_list(
                "officer__body", "officer__number"
            )
        )
        found = [one.officer for one in heads if one.officer.body_id in chiefs][n]
        self.body = found.body_id
        self.head, self.chief = self.of(found.number), self.of(chiefs[self.body])
        self.people = [one.number for one in Officer.objects.filter(body=self.body, active=True)]

    def of(self, number: str) -> Standing:
        return directory.officer_standing(number, NOW.date())

    def set(self, at: datetime = NOW, change: Change = Change.SET, follow: bool = False, **words: Any) -> str:
        given = {"body": self.body, "title": "收费标准", "category": "result", "section": "办公室", "officer": self.people[0],
                 "basis": "本局实施细则", "outlets": ["site"], "days": 10} | words  # fmt: skip
        row = breakdown.propose(
            given, change=change, since=at.date(), reason="分工", by=self.chief, at=at, follow=follow
        )
        breakdown.adopt(row.pk, row.version, by=self.head, at=at)
        return row.pk


def due(code: str) -> list[DisclosureRow]:
    followers.settle()
    assert not Cursor.objects.filter(failures__gt=0).exists()
    return list(DisclosureRow.objects.filter(rule__startswith=code).order_by("number"))


def test_what_was_edited_lies_over_the_standard_set_and_opens_no_day_before_it_was() -> None:
    staff = Staff()
    assert acts.open_day(NOW) >= 0
    code = staff.set(rhythm="monthly", day=1)
    assert code == f"{staff.body}-R3"
    before = {one.code for one in duties.rules(NOW.date() - DAY, staff.body)[0]}
    assert code not in before and code in {one.code for one in duties.rules(NOW.date(), staff.body)[0]}
    acts.forget()
    acts.open_day(NOW + DAY)
    assert not due(code)
    acts.open_day(datetime(2026, 4, 1, 8, tzinfo=CHINA))
    (row,) = due(code)
    assert (row.officer, row.due_on) == (
        staff.people[0],
        directory.calendar().add_workdays(date(2026, 4, 1), 10),
    )
    standard = f"{staff.body}-P1"
    staff.set(NOW + 2 * DAY, Change.END, code=standard)
    assert standard not in {one.code for one in duties.rules(NOW.date() + 3 * DAY, staff.body)[0]}
    assert standard in {one.code for one in duties.rules(NOW.date(), staff.body)[0]}


def test_who_left_is_stood_in_for_and_a_body_without_anybody_is_named() -> None:
    staff = Staff(1)
    code = staff.set(rhythm="monthly", officer=staff.people[0])
    Officer.objects.filter(number=staff.people[0]).update(active=False)
    try:
        (one,) = [one for one in duties.rules(NOW.date(), staff.body)[0] if one.code == code]
        assert one.officer == staff.chief.actor.id
        PostHeld.objects.filter(officer__body=staff.body).update(until=NOW.date())
        rules, nobody = duties.rules(NOW.date(), staff.body)
        assert nobody == (staff.body,) and not rules
    finally:
        Officer.objects.filter(number=staff.people[0]).update(active=True)
        PostHeld.objects.filter(officer__body=staff.body).update(until=None)


def test_a_stranger_changes_nothing_and_the_body_above_may() -> None:
    staff, other = Staff(2), Staff(3)
    words = {"body": staff.body, "title": "甲", "category": "result", "section": "办公室", "officer": staff.people[0],
             "basis": "乙", "rhythm": "monthly", "outlets": ["site"]}  # fmt: skip
    ask: dict[str, Any] = {"change": Change.SET, "since": NOW.date(), "reason": "分工", "at": NOW}
    with pytest.raises(Forbidden):
        breakdown.propose(words, by=other.chief, **ask)
    assert not DutyLine.objects.filter(body=staff.body).exists()
    Body.objects.filter(pk=staff.body).update(parent=other.body)
    try:
        row = breakdown.propose(words, by=other.chief, **ask)
        assert staff.body in dict(reads.reach(other.chief))
        assert [x.line.code for x in reads.waiting(staff.head)] == [row.pk]
        with pytest.raises(Refused, match="有人改过"):
            breakdown.propose({**words, "code": row.pk}, by=other.chief, seen=0, **ask)
        with pytest.raises(Refused, match="“甲”") as refused:
            breakdown.propose_all(
                [words, words | {"officer": ""}], since=NOW.date(), reason="导入", by=staff.chief, at=NOW
            )
        assert refused.value.field == "officer" if "责任人" in refused.value.reason else True
        assert DutyLine.objects.filter(body=staff.body).count() == 1
    finally:
        Body.objects.filter(pk=staff.body).update(parent=None)


def test_a_handing_over_takes_along_what_is_open_and_leaves_what_is_late() -> None:
    staff = Staff(4)
    one, two = staff.people[:2]
    code = staff.set(rhythm="monthly", day=3, officer=one)
    keeps = staff.set(rhythm="monthly", day=3, officer=one, title="别的")
    acts.open_day(datetime(2026, 3, 3, 8, tzinfo=CHINA))
    acts.open_day(datetime(2026, 4, 3, 8, tzinfo=CHINA))
    assert [len(due(x)) for x in (code, keeps)] == [2, 2]
    at = datetime(2026, 4, 7, 9, tzinfo=CHINA)
    staff.set(at, Change.HAND_OVER, follow=True, code=code, officer=two)
    staff.set(at, Change.HAND_OVER, code=keeps, officer=two)
    late, fresh = due(code)
    assert (late.officer, fresh.officer) == (one, two)
    assert [x.officer for x in due(keeps)] == [one, one]
    assert fresh.due_on == directory.calendar().add_workdays(date(2026, 4, 3), 10)
    assert acts.hand_on(at + DAY) == 0
    acts.open_day(datetime(2026, 5, 3, 8, tzinfo=CHINA))
    assert due(code)[-1].officer == due(keeps)[-1].officer == two


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=1, max_size=5))
def test_whatever_is_handed_over_every_open_duty_has_exactly_one_person_of_its_body(
    moves: list[tuple[int, bool]],
) -> None:
    staff = Staff(5)
    code = staff.set(occasion="project", title="进度", officer=staff.people[0])
    at = NOW
    acts.happened(Occasion.PROJECT, staff.body, "开工", by=staff.chief, at=at)
    holder = now = staff.people[0]
    followers.settle()
    for n, follow in moves:
        at += timedelta(hours=1)
        wanted = staff.people[n]
        if wanted == now:
            with pytest.raises(Refused):
                staff.set(at, Change.HAND_OVER, follow=follow, code=code, officer=wanted)
            continue
        staff.set(at, Change.HAND_OVER, follow=follow, code=code, officer=wanted)
        now = wanted
        holder = wanted if follow else holder
        assert [x.officer for x in due(code)] == [holder]
    DisclosureRow.objects.filter(rule=code).update(state="taken_down")


def test_a_decision_opens_a_duty_of_its_own_only_where_the_rule_says_each() -> None:
    staff, chance = Staff(6), Staff(7)
    code = staff.set(occasion="decision", each=True, title="许可决定", days=7)
    other = chance.set(occasion="decision", rhythm="monthly", title="许可决定汇总", days=7)
    by = {one.body: one.chief for one in (staff, chance)}
    for body in by:
        case = CaseRow.objects.filter(body=body, kind="permit").first()
        number = case.number if case else _begun(body)
        fact = CaseGranted(**{name: "" for name in CaseGranted.__dataclass_fields__ if name != "TOLD"})
        for seq in (90, 90, 91):
            acts.follow(Entry(number, seq, NOW, by[body].actor, fact))
    assert len(due(code)) == 2
    assert not due(other)
    assert all("/" in one.rule and one.due_on == date(2026, 3, 11) for one in due(code))


def _begun(body: str) -> str:
    """Any case of a body: what was decided matters here, not how."""
    rule = duties.rules(NOW.date(), body)[0][0]
    acts.happened(Occasion.BUDGET, body, "预算", by=Staff.of(None, rule.officer), at=NOW)  # type: ignore[arg-type]
    return str(CaseRow.objects.filter(body=body).first().pk)  # type: ignore[union-attr]


def test_powers_that_change_open_one_duty_and_the_first_matters_of_a_body_none() -> None:
    followers.settle()
    assert not DisclosureRow.objects.filter(title="机构职能、负责人和联系方式").exists()
    counted = {
        one: Matter.objects.filter(body=one, ends=None).count()
        for one in Matter.objects.values_list("body", flat=True)
    }
    body = next(one for one, many in counted.items() if many > 2 and duties.rules(NOW.date(), one)[0])
    for n, row in enumerate(
        Matter.objects.filter(body=body, ends=None).exclude(code__startswith="joint")[:2]
    ):
        words = matters.End(Ending.CANCELLED, date(2026, 5, 1), "改革通知", "双随机抽查", None)
        catalogue.end(row.code, words, by=TIMER, at=NOW + timedelta(hours=n))
    (one,) = due(f"{body}-S1")
    assert "变动" in FactRow.objects.get(case=one.number, type="DisclosureDue").record["data"]["because"]
    again = Matter.objects.filter(body=body).exclude(ends=None)[0]
    catalogue.take_back(again.code, "不改了", by=TIMER, at=NOW + 3 * DAY)
    assert len(due(f"{body}-S1")) == 1  # the one still to be written tells it too


def test_a_rule_paper_is_published_by_itself_and_leads_to_the_duties_it_makes() -> None:
    staff = Staff(8)
    paper = norms.Issue("政务公开实施细则", "示建〔2026〕1号", NOW.date(), NOW.date())
    breakdown.issue("rules-8", staff.body, paper, by=staff.chief, at=NOW)
    with pytest.raises(Refused, match="国家的法律"):
        breakdown.issue("openness-2019", staff.body, paper, by=staff.chief, at=NOW)
    with pytest.raises(Refused, match="没有登记"):
        staff.set(rhythm="monthly", norm="no-such")
    code = staff.set(rhythm="monthly", norm="rules-8", article="第八条")
    (row,) = due("norm/rules-8")
    assert (row.title, row.rule) == ("政务公开实施细则", "norm/rules-8")
    text = "第八条 收费标准按月公开。"
    cases.act(row.number, c.DraftDisclosure(title=row.title, text=text), by=staff.chief, at=NOW)
    cases.act(row.number, c.ReviewDisclosure(verdict=Verdict.WHOLE, text=text), by=staff.head, at=NOW)
    cases.act(row.number, c.PublishDisclosure(), by=staff.chief, at=NOW)
    followers.settle()
    assert [one.number for one in reads.published("rules-8")] == [row.number]
    found = reads.paper("rules-8", NOW.date())
    assert found and found.many == 1
    assert [one.code for one in duties.rules(NOW.date(), staff.body)[0] if one.norm == "rules-8"] == [code]
    breakdown.issue("rules-8", staff.body, paper, by=staff.chief, at=NOW + DAY)
    assert len(due("norm/rules-8")) == 2
    breakdown.issue(
        "rules-8", staff.body, norms.Repeal(date(2026, 6, 1), "有了新的"), by=staff.head, at=NOW + DAY
    )
    assert not reads.rests("rules-8", date(2026, 6, 1))


def test_goals_stand_beside_scores_and_all_chains_are_audited() -> None:
    staff = Staff(9)
    staff.set(rhythm="monthly")
    breakdown.set_goal(staff.people[0], SetGoal(2026, 95, "目标责任书"), by=staff.head, at=NOW)
    breakdown.set_goal(staff.people[0], SetGoal(2026, 96, "调整"), by=staff.head, at=NOW)
    assert reads.goals(staff.people, 2026) == {staff.people[0]: 96}
    found = list(audit.audit_breakdown())
    assert sum(n for n, _ in found) >= 2
    assert not [said for _, said in found if said]
    row = DutyLine.objects.get(body=staff.body)
    try:
        DutyLine.objects.filter(pk=row.pk).update(item=row.item.replace("收费标准", "别的"))
        assert [said for _, said in audit.audit_breakdown() if "与所存的不同" in said]
        DutyLine.objects.filter(pk=row.pk).update(head=bytes(32))
        assert [said for _, said in audit.audit_breakdown() if row.pk in said]
    finally:
        row.save()


def test_a_period_that_passed_while_the_house_was_shut_is_opened_and_late() -> None:
    staff = Staff(10)
    code = staff.set(category="process", rhythm="monthly", day=5, title="进展")
    acts.open_day(datetime(2026, 3, 5, 8, tzinfo=CHINA))
    assert len(due(code)) == 1
    acts.forget()
    acts.open_day(datetime(2026, 7, 6, 8, tzinfo=CHINA))
    found = due(code)
    calendar = directory.calendar()
    wanted = [calendar.add_workdays(date(2026, n, 5), 10) for n in range(3, 8)]
    assert sorted(one.due_on for one in found) == wanted
    assert (
        sum(one.due_on < one.opened_on for one in found) == 3
    )  # April, May and June are late from their first day
    acts.forget()
    acts.open_day(datetime(2026, 7, 7, 8, tzinfo=CHINA))
    assert len(due(code)) == 5


def test_units_stand_behind_their_body_and_a_month_tells_what_followed() -> None:
    staff, unit = Staff(11), Staff(12)
    Body.objects.filter(pk=unit.body).update(parent=staff.body)
    try:
        groups = [one.code for one in answering.grouped(duties.rules(NOW.date())[0])]
        assert groups.index(unit.body) == groups.index(staff.body) + 1
        assert sorted(groups) == sorted({one.body for one in duties.rules(NOW.date())[0]})
    finally:
        Body.objects.filter(pk=unit.body).update(parent=None)
    staff.set(rhythm="monthly", day=9, officer=staff.people[0], title="收费")
    acts.open_day(datetime(2026, 3, 9, 8, tzinfo=CHINA))
    followers.settle()
    now = datetime(2026, 5, 1, 8, tzinfo=CHINA)
    acts.forget()
    proposed = acts.close_month(datetime(2026, 4, 1, 8, tzinfo=CHINA))
    acts.forget()
    assert proposed and not acts.close_month(datetime(2026, 4, 1, 9, tzinfo=CHINA))
    followers.settle()
    (one,) = [x for x in answering.followed("513201000000", 2026) if x.officer == staff.people[0]]
    assert (one.measure, one.held) == (Measure.VETO, None)
    told = answering.listed("513201000000", date(2026, 3, 1))
    assert sum(x.due for x in answering.by_body(told)) == sum(x.due for x in told.rows)
    assert {x.code for x in answering.uncurrent(now.date()) if x.body == staff.body} == {f"{staff.body}-S1"}
