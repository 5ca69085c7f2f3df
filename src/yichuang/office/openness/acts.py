"""The only writer of openness: duties opened on their day or by an event, and kept as rows from their facts."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law.cases import Case, Refused
from yichuang.law.cases import commands as c
from yichuang.law.clocks import CHINA, due_date
from yichuang.law.mandates import TIMER, Permission, Standing
from yichuang.law.open_words import OURS, Moment, Occasion
from yichuang.law.openness import DutyRule, Measure, due, gaps, measures, openings
from yichuang.law.openness.scores import BASIS
from yichuang.law.words import State
from yichuang.office.cases import acts as cases
from yichuang.office.cases import apart, bulk, reads
from yichuang.office.cases.acts import Done
from yichuang.office.cases.bulk import Life
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.catalogue.models import Matter
from yichuang.office.directory import reads as directory
from yichuang.office.openness import answering, duties
from yichuang.office.openness.finding import terms
from yichuang.office.openness.models import PUBLIC, DisclosureRow, Norm
from yichuang.office.trail import reads as trail

LATE = timedelta(days=31)
"""How long the house may have been shut so that the duties of those days are still opened."""
SETTLED = timedelta(hours=1)
"""By then what was published in the last minutes of a month has reached its row."""
_ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Memory:
    """The last day this process has opened."""

    opened: date | None = None
    closed: date | None = None
    """The first day of the last month whose scores this process has looked at."""


_memory = _Memory()


def forget() -> None:
    """Drop what this process remembers."""
    _memory.opened = _memory.closed = None


def command(
    rule: DutyRule, because: str, *, on: date, opened: date | None = None, begins: date | None = None,
    of: str = "", title: str = "",
) -> c.OpenDisclosure:  # fmt: skip
    """A duty that came into being on a day, as it is opened then or later; `of` is the one thing it tells of, if it is about one.

    Raises ValueError when it must be public before something and nobody says when that begins.
    """
    allowed, latest = due(rule, on, opened or on, directory.calendar(), begins)
    return c.OpenDisclosure(
        title=title[:60] or rule.title, category=rule.category, moment=rule.when, section=rule.section,
        officer=rule.officer, officer_name=rule.officer_name, outlets=rule.outlets, allowed=allowed,
        because=because[:200], weight=rule.weight, rule=of or rule.code, latest=latest,
        subject=rule.subject,
    )  # fmt: skip


def open_day(now: datetime) -> int:
    """Open every duty whose day has come and that is not open yet. Returns how many."""
    today = law.day(now)
    if _memory.opened == today:
        return 0
    first = _memory.opened + _ONE_DAY if _memory.opened else today - LATE
    if _memory.opened is None and not CaseRow.objects.filter(kind="disclosure").exists():
        first = today  # a new house owes nothing of the days before it
    opened, (rules, _), begun = 0, duties.rules(), duties.begun(today)
    known = _opened([one.code for one in rules])
    for rule in rules:
        mine = known.get(rule.code, [])
        missing = gaps(rule, mine, today) if rule.when is Moment.DURING else []
        for on in sorted(
            {*openings(rule, max(first, begun.get(rule.code, first)), today), *missing} - {*mine}
        ):
            asked = command(rule, f"{on:%Y年%-m月%-d日}到期", on=on, opened=today)
            done = apart.open_disclosure(
                asked, rule.body, directory.region_of(rule.body), by=TIMER, at=now,
                key=f"open-{rule.code}-{on:%Y%m%d}"[:60],
            )  # fmt: skip
            opened += not done.again
    hand_on(now)
    _memory.opened = today
    return opened


def _opened(codes: Sequence[str]) -> dict[str, list[date]]:
    """On which days the duties of these codes were opened."""
    found: dict[str, list[date]] = {}
    for code, on in DisclosureRow.objects.filter(rule__in=codes).values_list("rule", "opened_on"):
        found.setdefault(code, []).append(on)
    return found


def hand_on(now: datetime) -> int:
    """Let the open duties follow where the breakdown was handed over with them; what was late by then stays. Returns how many."""
    moved, today = 0, law.day(now)
    for code, one in duties.handed(today).items():
        words = one.words or {}
        mine = DisclosureRow.objects.filter(rule=code, due_on__gte=one.since, opened_on__lte=one.since)
        open_ones = mine.exclude(state__in=PUBLIC).exclude(officer=words["officer"])
        for number in open_ones.values_list("pk", flat=True):
            given = c.HandOverDisclosure(section=words["section"], officer=words["officer"],
                                         officer_name=words["officer_name"], reason=one.reason)  # fmt: skip
            with contextlib.suppress(Refused):  # done or handed over meanwhile
                cases.act(number, given, by=TIMER, at=now, key=f"hand-{code}-{one.number}-{number}"[:60])
                moved += 1
    return moved


def happened(
    occasion: Occasion, body: str, because: str, *, by: Standing, at: datetime, begins: date | None = None
) -> list[Done]:
    """An event made information come into being: each duty it makes due is opened. Raises Refused.

    An officer must be allowed to, a duty must hang on the event; what must be public before something needs its day.
    """
    region = directory.region_of(body)
    law.entitle(by.may(Permission.OPENNESS_EDIT, region=region, body=body), "您的岗位不能下达公开任务",
                remedy="请转交政务公开专员办理。")  # fmt: skip
    law.require(because.strip(), "没有写明是什么事", field="because", remedy="例如：人大批准2026年预算。")
    rules, today = duties.occasioned(occasion, body), law.day(at)
    law.require(
        rules, f"“{occasion.label}”没有对应的公开任务", field="occasion", remedy="请先在任务分解中加上。"
    )
    ahead = [one.title for one in rules if one.when is Moment.BEFORE and not one.lead]
    law.require(begins or not ahead, f"“{'、'.join(ahead)}”应当事前公开，没有写明哪一天开始", field="begins",
                remedy="请写明开始或者施行的日子。")  # fmt: skip
    with transaction.atomic():
        return [
            apart.open_disclosure(
                command(rule, because.strip(), on=today, begins=begins), body, region, by=by, at=at
            )
            for rule in rules
        ]


_SAID = {
    Measure.WARNING: "低于90分，建议提醒",
    Measure.VETO: "低于60分，建议取消本年度评先评优资格",
    Measure.ACCOUNT: "一年内多次不到位，建议追究责任",
}


def close_month(now: datetime) -> int:
    """After a month has ended, propose what follows from low scores as cards a supervisor decides on, once. Returns how many."""
    last = law.day(now - SETTLED).replace(day=1) - _ONE_DAY
    first = last.replace(day=1)
    if _memory.closed == first:
        return 0
    proposed, sheets = 0, answering.sheets_of("", last)
    for score, measure in measures(sheets, first):
        mine = [
            one
            for one in sheets
            if (one.body, one.officer) == (score.body, score.officer) and one.due >= first
        ]
        owed = next(one for one in sorted(mine, key=lambda one: one.done is not None and one.done <= one.due))
        when = f"{first:%Y%m}" if measure is Measure.WARNING else f"{first:%Y}"
        counted = f"{first:%Y年}1月至{first:%-m月}应公开{score.due}件，按时{score.in_time}件，逾期{score.late}件，未公开{score.missed}件"
        given = c.RaiseCard(
            rule=answering.code_of(measure), rule_name=f"政务公开责任{measure.label}", level=answering.level(measure),
            of_case=owed.number, evidence=f"{counted}，得分{score.points}分，{_SAID[measure]}", basis=BASIS,
            officer=score.officer, officer_name=score.officer_name, found_at=now, measured=f"{first:%Y年%-m月}：{score.points}分",
        )  # fmt: skip
        key = f"score-{measure.value}-{score.body}-{score.officer}-{when}"[:60]
        with contextlib.suppress(Refused):  # the body is no more
            done = apart.open_card(
                given, score.body, directory.region_of(score.body), by=TIMER, at=now, key=key
            )
            proposed += not done.again
    _memory.closed = first
    return proposed


@dataclass(frozen=True, slots=True)
class _Event:
    """What a fact means for openness: whose duty, what happened, on which one thing, when it begins."""

    occasion: Occasion
    body: str
    because: str
    of: str = ""
    title: str = ""
    begins: date | None = None


def _decision(entry: f.Entry) -> _Event | None:
    """A licence was decided; where no duty wants each one apart, it waits for the next day of its duty."""
    if not entry.by.body or not duties.wants_each():
        return None
    case = reads.folded(entry.case)
    return _Event(Occasion.DECISION, case.body, f"作出{case.name}决定", case.number, f"{case.name}决定")


def _powers(entry: f.Entry) -> _Event | None:
    """What a body may do changed: a matter came new, ended, was received; its first matters of all change nothing."""
    matter = Matter.objects.filter(pk=entry.case.removeprefix("matter/")).first()
    fact = entry.fact
    if matter is None or not directory.body_name(matter.body):
        return None
    if isinstance(fact, f.EditionPublished):
        day = datetime.combine(law.day(entry.at), time(), CHINA)
        older = Matter.objects.filter(body=matter.body, editions__number=1, editions__published_at__lt=day)
        if fact.number > 1 or not older.exists():
            return None
    begins = fact.effective if isinstance(fact, f.EditionPublished) else getattr(fact, "on", None)
    return _Event(Occasion.POWERS, matter.body, f"事项“{matter.name}”变动", begins=begins)


def _norm(entry: f.Entry) -> _Event | None:
    """A rule paper was issued: it is published itself, and its publications are versions of one another."""
    row = Norm.objects.filter(pk=entry.case.removeprefix("norm/")).first()
    assert isinstance(entry.fact, f.NormIssued)
    said = f"印发{entry.fact.title}{entry.fact.reference}"
    return (
        _Event(Occasion.RULE, row.body, said, entry.case, entry.fact.title, entry.fact.since) if row else None
    )


_EVENTS: Mapping[type[f.Fact], Callable[[f.Entry], _Event | None]] = {
    f.CaseGranted: _decision,
    f.CaseRefused: _decision,
    f.EditionPublished: _powers,
    f.MatterEnded: _powers,
    f.MatterReceived: _powers,
    f.EndingTakenBack: _powers,
    f.NormIssued: _norm,
}
MOVED_BY = (*_EVENTS, f.LineAdopted)


def follow(entry: f.Entry) -> None:
    """A fact made information come into being, or the breakdown was handed over: what is due opens by itself, once."""
    if isinstance(entry.fact, f.LineAdopted):
        hand_on(entry.at)
        return
    event = _EVENTS[type(entry.fact)](entry)
    if event is None:
        return
    today = law.day(entry.at)
    for rule in duties.occasioned(event.occasion, event.body, today):
        single = rule.each and event.of
        waits = DisclosureRow.objects.filter(rule=rule.code, state=State.DUE.value).exists()
        if not single and (event.of or waits):
            continue  # it is told with the rest: on the duty's next day, or in the one that is still to be written
        of = event.of if "/" in event.of else f"{rule.code}/{event.of}" if single else ""
        begins = event.begins if rule.when is Moment.BEFORE else None
        if rule.when is Moment.BEFORE and not (begins or rule.lead):
            continue
        asked = command(
            rule, event.because, on=today, begins=begins, of=of[:60], title=event.title if single else ""
        )
        key = f"due-{rule.code}-{entry.case}-{entry.seq}" if single else f"due-{rule.code}-{today:%Y%m%d}"
        apart.open_disclosure(
            asked, rule.body, directory.region_of(rule.body), by=TIMER, at=entry.at, key=key[-60:]
        )


_SHOWN = 2
"""Day and proof, while it stands there; two more once it was removed."""
FACTS = (
    f.DisclosureDue,
    f.DisclosureHandedOver,
    f.DisclosureDrafted,
    f.DisclosureReturned,
    f.DisclosureCleared,
    f.DisclosureWithheld,
    f.DisclosurePublished,
    f.OutletShown,
    f.OutletRemoved,
    f.DisclosureTakenDown,
    f.LimitRecalculated,
)


def observe(entry: f.Entry) -> None:
    """One more fact of a duty to publish is on record: its row says so. In the follower's transaction."""
    if "/" in entry.case or not isinstance(entry.fact, FACTS):
        return
    case = reads.folded(entry.case)
    if case.disclosure is not None:
        values = row(case, trail.entries(entry.case, texts=True))
        DisclosureRow.objects.update_or_create(number=case.number, defaults=values)
        if case.state.value in PUBLIC:
            _replace([case.disclosure.rule or case.number])


_FAMILY = """
WITH family AS (
  SELECT number, first_value(number) OVER (PARTITION BY CASE WHEN rule = '' THEN number ELSE rule END ORDER BY number DESC) newest
  FROM openness_disclosure
  WHERE state = 'published' AND (rule = ANY(%(of)s) OR number = ANY(%(of)s))
), told AS (
  SELECT d.number, CASE WHEN f.newest IS NULL OR f.newest = d.number THEN '' ELSE f.newest END newer
  FROM openness_disclosure d LEFT JOIN family f USING (number)
  WHERE d.rule = ANY(%(of)s) OR d.number = ANY(%(of)s)
)
UPDATE openness_disclosure d SET newer = t.newer, to_remove =
  CASE WHEN d.state = 'taken_down' THEN d.standing <> '{}'
       ELSE t.newer <> '' AND array_remove(d.standing, 'paper') <> '{}' END
FROM told t WHERE d.number = t.number AND (d.newer <> t.newer OR d.standing <> '{}' OR d.to_remove)
"""
"""Which publication of each duty is the newest, and which older one still stands somewhere; a newspaper of old need not be got back."""


def _replace(rules: Sequence[str]) -> None:
    """Say of the publications of these duties which one is the newest and what is to be taken from its place."""
    with connection.cursor() as cursor:
        cursor.execute(_FAMILY, {"of": list(rules)})


def _outlets(case: Case, entries: Sequence[f.Entry]) -> dict[str, Any]:
    assert case.disclosure is not None
    out: dict[str, Any] = {one.value: None for one in case.disclosure.outlets}
    for entry in entries:
        fact = entry.fact
        if isinstance(fact, f.OutletShown):
            before = out[fact.outlet.value]
            stands = before is not None and len(before) == _SHOWN
            out[fact.outlet.value] = (
                [before[0], f"{before[1]}；{fact.proof}"] if stands else [f"{fact.on}", fact.proof]
            )
        elif isinstance(fact, f.OutletRemoved):
            out[fact.outlet.value] = [*out[fact.outlet.value], f"{fact.on}", fact.proof]
        elif isinstance(fact, f.DisclosurePublished):
            out["site"] = [f"{law.day(entry.at)}", ""]
    return out


def _public_at(entries: Sequence[f.Entry]) -> datetime:
    """The moment of the last decision that everybody learns of."""
    return next(
        x.at for x in reversed(entries) if isinstance(x.fact, f.DisclosurePublished | f.DisclosureWithheld)
    )


def row(case: Case, entries: Sequence[f.Entry]) -> dict[str, Any]:
    """A duty as its row; a text stands in it only while it is public."""
    mine = case.disclosure
    assert mine is not None
    facts = [entry.fact for entry in entries]
    cleared = [one for one in facts if isinstance(one, f.DisclosureCleared)]
    held = [one for one in facts if isinstance(one, f.DisclosureWithheld | f.DisclosureTakenDown)]
    public, shown = case.state.value in PUBLIC, case.state is State.PUBLISHED
    clock = law.clocks(case, catalogue.edition(case.matter, case.edition))["disclosure"]
    text = str(cleared[-1].text) if shown else ""
    due_on = due_date(clock, directory.calendar())
    reason = cleared[-1].reason if shown else held[-1].reason if public else ""
    return {
        "version": case.version, "rule": mine.rule, "title": mine.title, "text": text,
        "category": mine.category.value, "subject": mine.subject.value, "region": case.region, "body": case.body, "section": mine.section,
        "officer": mine.officer, "officer_name": mine.officer_name, "weight": mine.weight,
        "state": case.state.value, "exemptions": [one.value for one in mine.exemptions], "reason": reason,
        "opened_on": law.day(case.opened_at), "due_on": min(due_on, mine.latest) if mine.latest else due_on,
        "closed_on": case.decided_on if public else None, "public_at": _public_at(entries) if public else None, "outlets": _outlets(case, entries),
        "standing": [one.value for one, _ in mine.stands if one not in OURS],
        "terms": terms(mine.title, text) if public else [],
    }  # fmt: skip


@transaction.atomic
def put(lives: Sequence[Life]) -> int:
    """Put duties lived through in memory on record: for samples and benches. Returns how many."""
    bulk.put(lives, directory.calendar())
    made = [DisclosureRow(number=one.case.number, **row(one.case, one.entries)) for one in lives]
    DisclosureRow.objects.bulk_create(made, batch_size=500)
    _replace(sorted({one.rule or one.number for one in made}))
    return len(made)
