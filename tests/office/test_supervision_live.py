"""Cards as they are raised live, by fact and by instant, are those the rules say; counters equal the full count."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

import msgspec
import pytest
from django.db import connection

from people import applicant, at, officer, submitted
from yichuang.doors.command.audit import audit
from yichuang.law import supervision as law
from yichuang.law.cases import Refused
from yichuang.law.cases import commands as c
from yichuang.law.facts import CardRaised, CorrectionPoint, RulesAdopted
from yichuang.law.words import Ground, Level, Light, State
from yichuang.office.cases import acts, reads
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.directory.models import Body
from yichuang.office.supervision import acts as supervision
from yichuang.office.supervision import rules
from yichuang.office.supervision.acts import tally
from yichuang.office.supervision.models import Beat, Count, Watch
from yichuang.office.trail import reads as trail
from yichuang.office.trail.models import Cursor
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")


def follow() -> None:
    followers.settle()
    assert not list(Cursor.objects.filter(failures__gt=0).values_list("follower", "trouble"))


def cards(number: str) -> list[CardRaised]:
    """The cards raised about a case, as their first facts say."""
    found = [child for child, kind, _ in reads.of_project(number) if kind == "card"]
    return [x.fact for child in found for x in trail.entries(child) if isinstance(x.fact, CardRaised)]


def shown(found: list[Any]) -> set[tuple[str, Level, datetime, int]]:
    return {(x.rule if isinstance(x, CardRaised) else x.rule.code, x.level, getattr(x, "found_at", None) or x.at,
             x.of_fact if isinstance(x, CardRaised) else x.fact) for x in found}  # fmt: skip


def by_the_rules(number: str, now: datetime) -> list[law.Finding]:
    case = reads.folded(number)
    edition = catalogue.edition(case.matter, case.edition)
    held = rules.in_force(case.region).rules
    return law.replay(held.rules, trail.entries(number), edition, directory.calendar(), now)


POINT = CorrectionPoint(material="", what="平面图不清楚")
ODD = CorrectionPoint(material="parents-marriage", what="请交父母结婚证", basis="内部规定")


def live(dice: Random, begun: datetime) -> tuple[str, datetime]:
    """A life with delays of every length, ticked at times that have nothing to do with its instants."""
    number, now = submitted(f"{begun:%Y-%m-%dT%H:%M}"), begun
    plan: list[tuple[str, Any]] = [("reviewer", c.Accept())]
    if dice.random() < 0.5:
        plan = [("clerk", c.AskCorrection(points=(dice.choice([POINT, ODD]),), until=(begun + timedelta(days=40)).date())), ("applicant", c.SupplyCorrection(note="补了")), *plan]  # fmt: skip
    if dice.random() < 0.5:
        pause = c.Pause(ground=Ground.HEARING, organiser="本局", expected_days=dice.randint(1, 6))
        plan += [("reviewer", pause), ("reviewer", c.Resume(finding="完了"))]
    plan += [("reviewer", "steps"), ("chief", c.Grant(content="准予"))]
    who = {
        "clerk": officer("clerk"),
        "reviewer": officer("chief"),
        "chief": officer("chief"),
        "applicant": applicant(),
    }
    for role, command in plan:
        for _ in range(dice.randint(0, 3)):
            now += timedelta(hours=dice.randint(1, 80))
            supervision.tick(now)
        now += timedelta(seconds=dice.randint(1, 90))
        case = reads.folded(number)
        commands = [command]
        if command == "steps":
            steps = catalogue.edition(case.matter, case.edition).course
            commands = [c.CompleteStep(step=x.key, opinion="可以", officers=("甲", "乙")) for x in steps]
        for one in commands:
            try:
                acts.act(number, one, by=who[role], at=now)
            except Refused:
                continue  # what the law does not allow now is not done
            now += timedelta(seconds=1)
        if dice.random() < 0.7:
            follow()
    follow()
    now += timedelta(days=dice.randint(0, 40))
    supervision.tick(now)
    return number, now


@pytest.mark.parametrize("seed", range(12))
def test_cards_raised_live_are_those_the_rules_say(seed: int) -> None:
    number, now = live(Random(seed), at("2026-03-02T10:00") + timedelta(days=seed))
    wanted = by_the_rules(number, now)
    assert shown(cards(number)) == shown(wanted)
    assert len(cards(number)) == len(wanted)
    for child, kind, _ in reads.of_project(number):
        if kind == "card":
            assert not list(audit(CaseRow.objects.get(pk=child)))
    full()


def full() -> None:
    """The counters are what counting every case says; each watch says the light of its last look."""
    follow()
    counted: dict[tuple[str, ...], int] = {}
    for row in CaseRow.objects.all():
        watch = Watch.objects.filter(pk=row.number).first()
        light = watch.light if watch else Light.NONE.value
        if watch:
            case = reads.folded(row.number)
            times = acts.law.times(case, catalogue.edition(case.matter, case.edition), directory.calendar())
            assert watch.version == case.version
            shown = acts.law.light(case.state, case.halted, times.yellow_at, times.red_at, watch.looked_at)
            assert light == shown.value
        bucket = (row.region, row.body, row.kind, row.state, light)
        counted[bucket] = counted.get(bucket, 0) + 1
    kept = Count.objects.exclude(n=0).values_list("region", "body", "kind", "state", "light", "n")
    assert {tuple(row[:5]): row[5] for row in kept} == counted


def test_a_rebuild_changes_nothing_that_was_kept() -> None:
    submitted("2026-04-01T10:00")
    follow()
    now = at("2026-12-01T10:00")
    while supervision.tick(now):
        follow()
    before = sorted(Count.objects.exclude(n=0).values_list("region", "body", "kind", "state", "light", "n"))
    supervision.rebuild(now)
    assert before == sorted(Count.objects.values_list("region", "body", "kind", "state", "light", "n"))


def test_what_crosses_at_one_instant_is_found_at_that_instant_and_not_before() -> None:
    number = submitted("2026-05-06T10:00")
    follow()
    due = at("2026-05-12T00:00")  # the fifth working day begins
    supervision.tick(due - timedelta(microseconds=1))
    assert not [x for x in cards(number) if x.level is Level.YELLOW]
    supervision.tick(due)
    (card,) = [x for x in cards(number) if x.level is Level.YELLOW]
    assert card.rule == "E04" and card.found_at == due
    supervision.tick(due + timedelta(hours=1))
    assert len([x for x in cards(number) if x.level is Level.YELLOW]) == 1


def test_rules_hold_from_their_day_on_and_are_told_of_on_their_chain() -> None:
    number = submitted("2026-06-01T10:00")
    acts.act(number, c.Accept(), by=officer("clerk"), at=at("2026-06-01T11:00"))
    follow()
    region = reads.folded(number).region
    now = at("2026-06-02T09:00")
    plain = {"name": "本市规则", "basis": "本市文件", "rules": [
        {"code": "C1", "name": "承诺期限", "point": "promised", "basis": "本市文件第三条", "levels": {"red": {"used": 0.05}}}]}  # fmt: skip
    with pytest.raises(Refused, match="不能设定"):
        supervision.adopt(plain, region, by=officer("clerk"), at=now, reason="试")
    watcher = officer("supervisor")
    supervision.adopt(plain, region, by=watcher, at=now, reason="从严")
    try:
        assert rules.in_force(region).label == f"{region}/1"
        (told,) = [x.fact for x in trail.entries(rules.chain(region))]
        assert isinstance(told, RulesAdopted) and told.number == 1
        supervision.tick(now + timedelta(minutes=1))
        assert not [x for x in cards(number) if x.rule == "C1"]  # it was met before the rules held
        later = submitted("2026-06-03T10:00")
        acts.act(later, c.Accept(), by=officer("clerk"), at=at("2026-06-03T11:00"))
        follow()
        supervision.tick(at("2026-06-08T10:00"))
        assert [x.rules for x in cards(later) if x.rule == "C1"] == [f"{region}/1"]
        with pytest.raises(Refused, match="没有监察点"):
            supervision.adopt({**plain, "rules": [{**plain["rules"][0], "point": "moon"}]}, region, by=watcher, at=now, reason="错")  # type: ignore[index,dict-item] # fmt: skip
        assert rules.in_force(region).number == 1
    finally:
        supervision.adopt({"name": "通用", "basis": "通用", "rules": msgspec.to_builtins(law.STANDARD.rules)}, region, by=watcher, at=now, reason="恢复")  # fmt: skip


def hand(number: str, **changes: Any) -> c.RaiseCard:
    asked = {"rule": "", "rule_name": "群众反映窗口推诿", "level": Level.YELLOW, "of_case": number,
             "evidence": "来访人反映三次到窗口没有答复", "basis": "《行政许可法》第六十条"}  # fmt: skip
    return c.RaiseCard(**{**asked, **changes})


def test_a_card_runs_its_whole_course_and_nobody_judges_himself() -> None:
    number = submitted("2026-07-01T10:00")
    follow()
    body, watcher, chief = reads.folded(number).body, officer("supervisor"), officer("chief")
    with pytest.raises(Refused, match="没有对该机构督办的权限"):
        supervision.issue(hand(number), body, by=chief, at=at("2026-07-01T11:00"))
    card = supervision.issue(hand(number), body, by=watcher, at=at("2026-07-01T11:00")).case
    assert card.state is State.ISSUED
    with pytest.raises(Refused, match="还在说明期限内"):
        acts.act(card.number, c.UpholdCard(level=Level.YELLOW, reason="属实"), by=watcher, at=at("2026-07-01T12:00"))  # fmt: skip
    with pytest.raises(Refused, match="指名的责任人"):
        acts.act(card.number, c.ExplainCard(words="没有"), by=officer("clerk"), at=at("2026-07-01T12:00"))
    acts.act(card.number, c.ExplainCard(words="窗口调岗"), by=chief, at=at("2026-07-01T13:00"))
    with pytest.raises(Refused, match="不能高于黄牌"):
        acts.act(card.number, c.UpholdCard(level=Level.RED, reason="重"), by=watcher, at=at("2026-07-02T09:00"))  # fmt: skip
    acts.act(card.number, c.UpholdCard(level=Level.YELLOW, reason="属实"), by=watcher, at=at("2026-07-02T09:00"))  # fmt: skip
    acts.act(card.number, c.AppealCard(reason="已经答复"), by=chief, at=at("2026-07-02T10:00"))
    with pytest.raises(Refused, match="原认定人不能办理复核"):
        acts.act(card.number, c.DecideAppeal(lift=False, reason="维持"), by=watcher, at=at("2026-07-02T11:00"))  # fmt: skip


def test_a_silent_body_is_judged_when_its_days_are_over() -> None:
    number = submitted("2026-07-06T10:00")
    follow()
    watcher = officer("supervisor")
    card = supervision.issue(hand(number), reads.folded(number).body, by=watcher, at=at("2026-07-06T11:00")).case.number  # fmt: skip
    done = acts.act(
        card, c.UpholdCard(level=Level.YELLOW, reason="属实"), by=watcher, at=at("2026-07-09T09:00")
    )
    assert "逾期未说明" in done.entries[-1].sentence()


def attempts() -> list[str]:
    """What was refused, as the chains of attempts tell."""
    return [
        x.fact.sentence()
        for name in trail.cases()
        if name.startswith("attempts/")
        for x in trail.entries(name)
    ]


def test_what_is_found_of_a_body_that_is_no_more_is_on_record_and_nothing_stops() -> None:
    number = submitted("2026-07-13T10:00")
    follow()
    body = reads.folded(number).body
    Body.objects.filter(pk=body).update(active=False)
    catalogue.forget()
    try:
        supervision.look([number], at("2026-07-17T00:00"))
        assert not cards(number)
        assert any("五日内告知或者受理" in one for one in attempts())
    finally:
        Body.objects.filter(pk=body).update(active=True)
        catalogue.forget()


def test_a_card_to_a_body_that_is_no_more_is_refused() -> None:
    number = submitted("2026-07-08T10:00")
    Body.objects.create(
        code="513201997", region="513201000000", serial="997", name="撤了的局", short="撤了", active=False
    )
    told = len(attempts())
    with pytest.raises(Refused, match="不存在或者已经撤销"):
        supervision.issue(hand(number), "513201997", by=officer("supervisor"), at=at("2026-07-08T11:00"))
    assert not CaseRow.objects.filter(body="513201997").exists()
    assert len(attempts()) == told + 1 and "不存在或者已经撤销" in attempts()[-1]


def test_a_clock_that_was_set_back_stops_the_timer() -> None:
    Beat.objects.filter(pk="timer").delete()
    supervision.steady(at("2026-07-10T10:00"))
    supervision.steady(at("2026-07-10T09:59:59"))
    with pytest.raises(Refused, match="服务器时钟被调回"):
        supervision.steady(at("2026-07-10T09:00"))
    Beat.objects.filter(pk="timer").delete()


def test_the_tick_asks_one_index_for_what_is_due() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        cursor.execute(f"EXPLAIN {tally._DUE}", [at("2026-07-10T10:00"), 500])
        told = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("RESET enable_seqscan")
    assert "supervision_next" in told
