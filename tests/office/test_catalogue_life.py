"""A matter's life on real PostgreSQL: four eyes, one trail, nothing accepted after its end, nothing falling between."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from people import applicant, at, client, officer, submitted, whole
from yichuang.doors.command.audit import audit_matter
from yichuang.law import catalogue as law
from yichuang.law.cases import Refused
from yichuang.law.cases import commands as c
from yichuang.law.mandates import Actor, Permission, Standing
from yichuang.law.words import Ending, Role
from yichuang.office.cases import acts as cases
from yichuang.office.catalogue import acts, reads
from yichuang.office.catalogue.models import Draft, Edition, Matter
from yichuang.office.directory.models import Body
from yichuang.office.trail import reads as trail

pytestmark = pytest.mark.django_db
NOW = at("2026-03-02T10:00")
CODE = "food-business"


def editor(name: str, region: str = "", body: str | None = None) -> Standing:
    actor = Actor(Role.OFFICER, id=name, name=name)
    return Standing(actor=actor, permissions=frozenset({Permission.CATALOGUE_EDIT}), region=region, body=body)


ANN, BEN = editor("甲"), editor("乙")


def words(**changes: Any) -> dict[str, Any]:
    content = copy.deepcopy(Edition.objects.get(matter=CODE, number=1).content)
    return content | {"effective": "2026-03-09", "plain": "开饭馆先办它"} | changes


def published(content: dict[str, Any]) -> Edition:
    acts.save_draft(content, by=ANN, at=NOW)
    acts.review(content["code"], passed=True, by=BEN, at=NOW)
    return acts.publish_draft(content["code"], basis="马府发〔2026〕1号", by=ANN, at=NOW)


def holds(code: str) -> bool:
    row = Matter.objects.get(pk=code)
    return trail.verify(reads.chain(code), bytes(row.head)) is None and reads.item(row) == law.fold(
        code, reads.history(code)
    )


def test_a_change_goes_through_four_eyes_and_open_cases_keep_their_edition() -> None:
    number = submitted("2026-03-02T09:00")
    edition = published(words())
    assert (edition.number, edition.effective) == (2, date(2026, 3, 9))
    before, after = reads.current(CODE, date(2026, 3, 8)), reads.current(CODE, date(2026, 3, 9))
    assert before and after and (before.number, after.number) == (1, 2)
    done = cases.act(number, c.Accept(), by=officer("clerk"), at=at("2026-03-09T09:00"))
    assert done.case.edition == 1
    assert [type(x.fact).__name__ for x in reads.history(CODE)][1:] == [
        "DraftSaved",
        "DraftReviewed",
        "EditionPublished",
    ]
    assert holds(CODE) and not Draft.objects.exists()
    old = Edition.objects.get(matter=CODE, number=1).content
    assert [change[0] for change in reads.changes(old, edition.content)] == ["老百姓的说法"]


def test_nobody_reviews_his_own_draft_and_nothing_unreviewed_is_published() -> None:
    acts.save_draft(words(), by=ANN, at=NOW)
    with pytest.raises(Refused, match="自己的草稿"):
        acts.review(CODE, passed=True, by=ANN, at=NOW)
    with pytest.raises(Refused, match="没有审核通过"):
        acts.publish_draft(CODE, basis="文", by=ANN, at=NOW)
    acts.review(CODE, passed=False, remarks="再改", by=BEN, at=NOW)
    with pytest.raises(Refused, match="没有审核通过"):
        acts.publish_draft(CODE, basis="文", by=ANN, at=NOW)
    assert Edition.objects.filter(matter=CODE).count() == 1


def test_a_draft_changed_after_its_review_is_reviewed_again() -> None:
    draft = acts.save_draft(words(), by=ANN, at=NOW)
    acts.review(CODE, passed=True, by=BEN, at=NOW)
    acts.save_draft(words(plain="又改了"), by=ANN, at=NOW, seen=draft.version)
    with pytest.raises(Refused, match="没有审核通过"):
        acts.publish_draft(CODE, basis="文", by=ANN, at=NOW)


def test_of_two_editors_the_second_is_told_and_nothing_is_lost() -> None:
    draft = acts.save_draft(words(), by=ANN, at=NOW)
    acts.save_draft(words(plain="甲改的"), by=ANN, at=NOW, seen=draft.version)
    with pytest.raises(acts.Stale, match="甲在3月2日"):
        acts.save_draft(words(plain="乙改的"), by=BEN, at=NOW, seen=draft.version)
    assert Draft.objects.get().content["plain"] == "甲改的"


def test_an_edition_never_begins_in_the_past() -> None:
    acts.save_draft(words(effective="2026-03-01"), by=ANN, at=NOW)
    acts.review(CODE, passed=True, by=BEN, at=NOW)
    with pytest.raises(Refused, match="不能追溯"):
        acts.publish_draft(CODE, basis="文", by=ANN, at=NOW)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"promised": {"amount": 30, "unit": "workday"}}, "promised"),
        ({"conditions": []}, "conditions"),
        ({"nonsense": 1}, ""),
        ({"fee": {"charged": True}}, "fee/basis"),
    ],
)
def test_a_faulty_draft_is_kept_but_does_not_pass(change: dict[str, Any], field: str) -> None:
    acts.save_draft(words(**change), by=ANN, at=NOW)
    with pytest.raises(Refused) as refused:
        acts.review(CODE, passed=True, by=BEN, at=NOW)
    assert refused.value.field == field and refused.value.remedy
    with pytest.raises(Refused):
        acts.publish(words(**change), at=NOW)


def test_only_who_may_edit_this_body_does() -> None:
    stranger = editor("丙", body="513201101")
    with pytest.raises(Refused, match="没有维护这个事项的权限"):
        acts.save_draft(words(), by=stranger, at=NOW)
    with pytest.raises(Refused, match="权限"):
        acts.end(CODE, law.End(Ending.CANCELLED, date(2026, 4, 1), "文"), by=officer("clerk"), at=NOW)
    assert reads.item(Matter.objects.get(pk=CODE)).version == 1


def test_a_cancelled_matter_is_accepted_nowhere_from_its_day_on() -> None:
    number = submitted("2026-03-30T10:00")
    acts.end(CODE, law.End(Ending.CANCELLED, date(2026, 4, 1), "国发〔2026〕1号"), by=ANN, at=NOW)
    reads.forget()
    whole_ = whole(reads.edition(CODE, 1))
    cases.open_case(CODE, client(), *whole_, by=applicant(), at=at("2026-03-31T10:00"))
    with pytest.raises(Refused, match="不接受申请"):
        cases.open_case(CODE, client(), *whole_, by=applicant(), at=at("2026-04-01T10:00"))
    with pytest.raises(Refused, match="已经停止办理"):
        cases.act(number, c.Accept(), by=officer("clerk"), at=at("2026-04-01T09:00"))
    begun = cases.open_case(CODE, client(), by=applicant(), at=at("2026-03-31T10:00"))
    with pytest.raises(Refused, match="已经停止办理"):
        cases.act(begun.case.number, *whole_, by=applicant(), at=at("2026-04-01T10:00"))
    assert reads.guide(CODE) and not reads.guide(CODE, date(2026, 4, 1))
    assert holds(CODE)


def test_an_ending_is_taken_back_before_its_day_only() -> None:
    acts.end(CODE, law.End(Ending.CANCELLED, date(2026, 4, 1), "文"), by=ANN, at=NOW)
    with pytest.raises(Refused, match="不能再撤回"):
        acts.take_back(CODE, "暂缓", by=ANN, at=at("2026-04-01T08:00"))
    acts.take_back(CODE, "暂缓取消", by=ANN, at=NOW)
    assert reads.current(CODE, date(2026, 5, 1)) and holds(CODE)


@pytest.mark.parametrize("ending", [Ending.TO_FILING, Ending.TO_SERVICE])
def test_a_milder_mode_needs_measures(ending: Ending) -> None:
    with pytest.raises(Refused, match="怎样监管"):
        acts.end(CODE, law.End(ending, date(2026, 4, 1), "文"), by=ANN, at=NOW)
    measures = "备案后三十日内抽查一次，由执法股负责"
    acts.end(CODE, law.End(ending, date(2026, 4, 1), "文", measures), by=ANN, at=NOW)
    ended = reads.guide(CODE)
    assert ended and ended.ended and ended.ended.measures == measures


def lower(effective: str) -> dict[str, Any]:
    """The same matter at a town below, carried out under the same basic code."""
    Body.objects.create(
        code="513201102001", region="513201102000", serial="001", name="松岗镇人民政府", short="松岗镇", uscc="",
        phone="0837-2992001", supervision_phone="0837-2992002", address="松岗镇", hours="工作日",
    )  # fmt: skip
    code = "11990100MB001290" + "9W" + "5" + "000131011000"
    return words(code="food-business-songgang", region="513201102000", body="001", effective=effective,
                 implementation_code=code)  # fmt: skip


def test_delegated_down_on_one_day_with_nothing_between() -> None:
    on = date(2026, 4, 1)
    handed = law.End(Ending.DELEGATED, on, "马府发〔2026〕2号", successor="food-business-songgang")
    with pytest.raises(Refused, match="没有承接的事项"):
        acts.end(CODE, handed, by=ANN, at=NOW)
    published(lower("2026-04-01"))
    late = law.End(Ending.DELEGATED, date(2026, 4, 2), "文", successor="food-business-songgang")
    with pytest.raises(Refused, match="不能断档"):
        acts.end(CODE, late, by=ANN, at=NOW)
    acts.end(CODE, handed, by=ANN, at=NOW)
    for day in (date(2026, 3, 31), on):
        running = [code for code in (CODE, "food-business-songgang") if reads.current(code, day)]
        assert len(running) == 1, day
    assert reads.item(Matter.objects.get(pk="food-business-songgang")).predecessor == CODE
    assert holds(CODE) and holds("food-business-songgang")
    with pytest.raises(Refused, match="单方撤回"):
        acts.take_back(CODE, "不放了", by=ANN, at=NOW)


def test_taken_up_goes_only_upwards() -> None:
    published(lower("2026-04-01"))
    wrong = law.End(Ending.TAKEN_UP, date(2026, 4, 1), "文", successor="food-business-songgang")
    with pytest.raises(Refused, match="层级不对"):
        acts.end(CODE, wrong, by=ANN, at=NOW)


def standard(**changes: Any) -> dict[str, Any]:
    content = words(
        code="standard-food", kind="standard", region="510000000000", body="201", effective="2026-03-02"
    )
    for key in (
        "implementation_code",
        "power_source",
        "in_hall",
        "synonyms",
        "themes",
        "life_events",
        "fields",
        "faq",
    ):
        del content[key]
    Body.objects.get_or_create(
        code="510000201", defaults={
            "region": "510000000000", "serial": "201", "name": "四川省市场监督管理局", "short": "省局", "phone": "028-86600001",
            "supervision_phone": "028-86600002", "address": "成都市", "hours": "工作日"},
    )  # fmt: skip
    return content | changes


def test_a_local_edition_harder_than_its_standard_passes_no_door() -> None:
    acts.publish(standard(), at=NOW)
    worse = words(promised={"amount": 11, "unit": "workday"})
    with pytest.raises(Refused, match="比标准长"):
        acts.publish(worse, at=NOW)
    acts.save_draft(worse, by=ANN, at=NOW)
    with pytest.raises(Refused, match="比标准长"):
        acts.review(CODE, passed=True, by=BEN, at=NOW)
    acts.publish(words(promised={"amount": 9, "unit": "workday"}), at=NOW)
    assert not any(guide.content["kind"] == "standard" for guide in reads.listing(on=date(2026, 3, 9)))
    assert not [hit for hit in reads.search("食品经营许可") if hit.code == "standard-food"]


def test_the_audit_sees_a_changed_matter() -> None:
    published(words())
    assert list(audit_matter(Matter.objects.get(pk=CODE))) == []
    Matter.objects.filter(pk=CODE).update(ends=date(2030, 1, 1))
    assert list(audit_matter(Matter.objects.get(pk=CODE))) == ["由事实重算的状态与事项行不同"]
