"""Watching: each fact observed, each instant ticked; what is found becomes a card. Each is one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from yichuang.law import cases as case_law
from yichuang.law import supervision as law
from yichuang.law.cases import Case, Refused
from yichuang.law.cases import commands as c
from yichuang.law.facts import CommentMade, Entry
from yichuang.law.mandates import TIMER
from yichuang.law.supervision import Finding, History
from yichuang.law.words import Light, State
from yichuang.office.cases import apart
from yichuang.office.cases import reads as case_reads
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.supervision import deeds, rules
from yichuang.office.supervision.acts import deeding, tally
from yichuang.office.supervision.acts.tally import Move
from yichuang.office.supervision.models import Beat, Watch
from yichuang.office.trail import acts as trail
from yichuang.office.trail import reads as trail_reads

RAISE = "发监察牌"
TOGETHER = 50
"""Cases looked at in one transaction."""
UNWATCHED = (CommentMade,)
"""What the public says is no deed of an office and moves no clock; thousands of them would be read again and again."""
STEADY = timedelta(seconds=2)
"""A clock may be set back so far, as time services do."""


def observe(entry: Entry) -> None:
    """One more fact is on record: what it shows becomes cards, the case moves to its new bucket. In the follower's transaction."""
    if "/" in entry.case or isinstance(entry.fact, UNWATCHED):
        return
    before = [x for x in trail_reads.entries(entry.case) if x.seq < entry.seq]
    case = case_law.fold(before) if before else None
    now = case_law.apply(case, entry) if case else case_law.begin(entry)
    edition, calendar = catalogue.edition(now.matter, now.edition), directory.calendar()
    held = rules.in_force(now.region)
    watch = Watch.objects.select_for_update().filter(pk=entry.case).first()
    since = watch.looked_at if watch else case.last_at if case else entry.at
    history = History(before, case, entry, edition, calendar)
    for finding in law.after(held.rules.rules, history, now, since):
        _raise(finding, now, held, entry.at)
    deed = law.deed_of(history, now)
    if deed is not None:
        deeding.keep([deed])
        for finding in law.shown_together(held.rules.rules, deed, deeds.Kept()):
            _raise(finding, now, held, entry.at)
    tally.flow(entry, now, edition, calendar)
    light, upcoming = _standing(now, entry.at)
    if watch is not None:
        old = (watch.body, watch.state, watch.light)
    elif case is not None and case.rests:
        old = (case.body, State.ARCHIVED.value, Light.NONE.value)
    else:
        old = None
    tally.move([Move(now, old, light, max(since, entry.at), upcoming)])


def _raise(finding: Finding, case: Case, held: rules.InForce, at: datetime) -> None:
    """Open the card of a finding, once; what cannot be raised, since its body is no more, is on record with the refused attempts."""
    raised = card_of(finding, held)
    at = max(finding.at, at)
    try:
        apart.open_card(raised, case.body, case.region, by=TIMER, at=at, key=key_of(finding))
    except Refused as refused:
        trail.note_attempt(
            TIMER.actor, "raise_card", RAISE, case=case.number, reason=f"{raised.rule_name}：{refused}", at=at
        )


def card_of(finding: Finding, held: rules.InForce) -> c.RaiseCard:
    """The card of a finding under the rules in force."""
    return c.RaiseCard(
        rule=finding.rule.code,
        rule_name=finding.rule.name,
        level=finding.level,
        of_case=finding.case,
        evidence=finding.evidence,
        basis=finding.rule.basis,
        officer=finding.officer,
        officer_name=finding.officer_name or "机构负责人",
        rules=held.label,
        of_fact=finding.fact,
        found_at=finding.at,
        measured=finding.measured,
        days=tuple(held.rules.turns.items()),
    )


def key_of(finding: Finding) -> str:
    """What keeps a finding from becoming two cards."""
    return hashlib.sha256(finding.key.encode()).hexdigest()[:48]


def tick(now: datetime, *, limit: int = 500) -> int:
    """Look at every case whose instant has come, some at a time. Returns how many were looked at."""
    due = tally.due(now, limit)
    return sum(look(due[n : n + TOGETHER], now) for n in range(0, len(due), TOGETHER))


@transaction.atomic
def look(numbers: Sequence[str], now: datetime) -> int:
    """Look at these cases at this moment: cards, buckets and next instants go down together."""
    watches = Watch.objects.select_for_update().filter(pk__in=numbers).order_by("next_at", "pk")
    cases = case_reads.many_folded(numbers)
    moves = []
    for watch in watches:
        case = cases.get(watch.pk)
        if case is None or watch.version != case.version:
            continue  # a newer fact is on its way to `observe`, which looks at the instants before it
        held = rules.in_force(case.region)
        edition, calendar = catalogue.edition(case.matter, case.edition), directory.calendar()
        waiting = law.waiting(held.rules.rules, case, edition, calendar)
        passed = [one for one in waiting if watch.looked_at < one.at <= now]
        entries = trail_reads.entries(case.number) if passed else []
        for finding in passed:
            _raise(law.in_hand(finding, case, edition, entries), case, held, finding.at)
        light, upcoming = _standing(case, now)
        moves.append(Move(case, (watch.body, watch.state, watch.light), light, now, upcoming))
    tally.move(moves)
    return len(moves)


def steady(now: datetime) -> None:
    """Go on only if the server's clock has not been set back: nothing is judged by a wrong time. Raises Refused then."""
    last = Beat.objects.filter(pk="timer").values_list("at", flat=True).first()
    if last is not None and now < last - STEADY:
        trail.note_attempt(TIMER.actor, "tick", "计时", case="", reason="服务器时钟被调回，计时停止", at=now)
        raise Refused(f"服务器时钟被调回：现在是{now:%Y-%m-%d %H:%M:%S}，而计时器已经到过{last:%Y-%m-%d %H:%M:%S}",
                      law.ART_RULES, field="clock", remedy="请校准服务器时钟；校准以前计时停止，不作任何判断。")  # fmt: skip
    Beat.objects.update_or_create(pk="timer", defaults={"at": now if last is None else max(now, last)})


def rebuild(now: datetime) -> int:
    """Count all cases anew and say of each when to look at it next; no card is raised for what lies behind. Returns how many."""
    deeding.rebuild(now)
    return tally.rebuild(now, _standing)


def _standing(case: Case, now: datetime) -> tuple[str, datetime | None]:
    """The light of a case at this moment, and its next instant."""
    edition, calendar = catalogue.edition(case.matter, case.edition), directory.calendar()
    times = case_law.times(case, edition, calendar)
    light = case_law.light(case.state, case.halted, times.yellow_at, times.red_at, now)
    if case.rests:
        return light.value, None
    held = rules.in_force(case.region)
    instants = [x.at for x in law.waiting(held.rules.rules, case, edition, calendar)]
    instants += [x for x in (times.yellow_at, times.red_at) if x is not None and not case.halted]
    return light.value, min((x for x in instants if x > now), default=None)
