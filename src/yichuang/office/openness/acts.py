"""The only writer of openness: duties opened on their day or by an event, and kept as rows from their facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law.cases import Case
from yichuang.law.cases import commands as c
from yichuang.law.clocks import due_date
from yichuang.law.mandates import TIMER, Permission, Standing
from yichuang.law.open_words import Occasion
from yichuang.law.openness import DutyRule, openings, usual
from yichuang.law.words import State
from yichuang.office.cases import apart, bulk, reads
from yichuang.office.cases.acts import Done
from yichuang.office.cases.bulk import Life
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.openness import duties
from yichuang.office.openness.finding import terms
from yichuang.office.openness.models import PUBLIC, DisclosureRow
from yichuang.office.trail import reads as trail

LATE = timedelta(days=31)
"""How long the house may have been shut so that the duties of those days are still opened."""
_ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Memory:
    """The last day this process has opened."""

    opened: date | None = None


_memory = _Memory()


def forget() -> None:
    """Drop what this process remembers."""
    _memory.opened = None


def command(rule: DutyRule, because: str) -> c.OpenDisclosure:
    """A duty as it is opened."""
    return c.OpenDisclosure(
        title=rule.title, category=rule.category, moment=usual(rule.category), section=rule.section,
        officer=rule.officer, officer_name=rule.officer_name, outlets=rule.outlets, allowed=rule.allowed,
        because=because, weight=rule.weight, rule=rule.code,
    )  # fmt: skip


def open_day(now: datetime) -> int:
    """Open every duty whose day has come and that is not open yet. Returns how many."""
    today = law.day(now)
    if _memory.opened == today:
        return 0
    first = _memory.opened + _ONE_DAY if _memory.opened else today - LATE
    if _memory.opened is None and not CaseRow.objects.filter(kind="disclosure").exists():
        first = today  # a new house owes nothing of the days before it
    opened, (rules, _) = 0, duties.rules()
    for rule in rules:
        for on in openings(rule, first, today):
            done = apart.open_disclosure(
                command(rule, f"{on:%Y年%-m月%-d日}到期"), rule.body, directory.region_of(rule.body),
                by=TIMER, at=now, key=f"open-{rule.code}-{on:%Y%m%d}"[:60],
            )  # fmt: skip
            opened += not done.again
    _memory.opened = today
    return opened


def happened(occasion: Occasion, body: str, because: str, *, by: Standing, at: datetime) -> list[Done]:
    """An event made information come into being: each duty it makes due is opened. Raises Refused.

    An officer must be allowed to, a duty must hang on the event.
    """
    region = directory.region_of(body)
    law.entitle(by.may(Permission.OPENNESS_EDIT, region=region, body=body), "您的岗位不能下达公开任务",
                remedy="请转交政务公开专员办理。")  # fmt: skip
    law.require(because.strip(), "没有写明是什么事", field="because", remedy="例如：人大批准2026年预算。")
    rules = duties.occasioned(occasion, body)
    law.require(
        rules, f"“{occasion.label}”没有对应的公开任务", field="occasion", remedy="请先在任务分解中加上。"
    )
    with transaction.atomic():
        return [
            apart.open_disclosure(command(rule, because.strip()), body, region, by=by, at=at)
            for rule in rules
        ]


FACTS = (
    f.DisclosureDue,
    f.DisclosureDrafted,
    f.DisclosureReturned,
    f.DisclosureCleared,
    f.DisclosureWithheld,
    f.DisclosurePublished,
    f.OutletShown,
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


def _outlets(case: Case, entries: Sequence[f.Entry]) -> dict[str, Any]:
    assert case.disclosure is not None
    out: dict[str, Any] = {one.value: None for one in case.disclosure.outlets}
    for entry in entries:
        if isinstance(entry.fact, f.OutletShown):
            out[entry.fact.outlet.value] = [f"{entry.fact.on}", entry.fact.proof]
        elif isinstance(entry.fact, f.DisclosurePublished):
            out["site"] = [f"{law.day(entry.at)}", ""]
    return out


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
    reason = cleared[-1].reason if shown else held[-1].reason if public else ""
    return {
        "version": case.version, "rule": mine.rule, "title": mine.title, "text": text,
        "category": mine.category.value, "region": case.region, "body": case.body, "section": mine.section,
        "officer": mine.officer, "officer_name": mine.officer_name, "weight": mine.weight,
        "state": case.state.value, "exemptions": [one.value for one in mine.exemptions], "reason": reason,
        "opened_on": law.day(case.opened_at), "due_on": due_date(clock, directory.calendar()),
        "closed_on": case.decided_on if public else None, "outlets": _outlets(case, entries),
        "terms": terms(mine.title, text) if public else [],
    }  # fmt: skip


@transaction.atomic
def put(lives: Sequence[Life]) -> int:
    """Put duties lived through in memory on record: for samples and benches. Returns how many."""
    bulk.put(lives, directory.calendar())
    made = [DisclosureRow(number=one.case.number, **row(one.case, one.entries)) for one in lives]
    DisclosureRow.objects.bulk_create(made, batch_size=500)
    return len(made)
