"""From facts to spells: one walk over a case's trail. Each stretch begins and ends by a fact, nothing is estimated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from yichuang.law import facts as f
from yichuang.law.analysis.spell import PARTY, Party, Phase, Spell
from yichuang.law.calendar import Calendar
from yichuang.law.cases import Case, apply, begin, came_up, clocks, day, midnight, open_steps
from yichuang.law.cite import LICENSING
from yichuang.law.clocks import Clock, Limit, Unit, due_date, spent
from yichuang.law.facts import Entry
from yichuang.law.flow import Step, Work
from yichuang.law.matters import Edition
from yichuang.law.words import Role, State

_WORKDAYS = LICENSING.art("82", "本法规定的行政许可实施机关的期限以工作日计算，不含法定节假日")
_NONE = Limit(0, Unit.WORKDAY, _WORKDAYS)
"""Counting alone: what has passed since a day, in working days."""
RETURNED, STOPPED = "退回重办", "项目没有机关在办"
_Key = tuple[Any, ...]


def spells(entries: Iterable[Entry], edition: Edition, calendar: Calendar) -> tuple[Spell, ...]:
    """The spells of a case in the order they began. Those that run have no end; none depends on the moment of asking."""
    walk = _Walk(edition, calendar)
    for entry in entries:
        walk.on(entry)
    return walk.all()


@dataclass(slots=True)
class _Run:
    """A spell that runs, and what limits it."""

    spell: Spell
    clock: Clock | None = None
    until: date | None = None


class _Walk:
    """A case walked through fact by fact."""

    def __init__(self, edition: Edition, calendar: Calendar) -> None:
        self.edition, self.calendar = edition, calendar
        self.case: Case | None = None
        self.running: dict[_Key, _Run] = {}
        self.ended: list[Spell] = []
        self.known: set[_Key] = set()
        self.count = 0
        self.on_the_spot = False

    def all(self) -> tuple[Spell, ...]:
        """What has ended and what runs, each with the outcome of the case."""
        if self.case is None:
            return ()
        outcome = self.case.outcome.value if self.case.outcome else ""
        found = [*self.ended, *(run.spell for run in self.running.values())]
        return tuple(replace(one, outcome=outcome) for one in sorted(found, key=lambda one: one.n))

    def on(self, entry: Entry) -> None:
        """One more fact."""
        before = self.case
        case = self.case = begin(entry) if before is None else apply(before, entry)
        fact = entry.fact
        if isinstance(fact, f.CaseAccepted):
            self.on_the_spot = fact.on_the_spot
        self._clocks(before, case, entry)
        self._applicant(before, case, entry)
        self._pauses(before, case, entry)
        self._course(case, entry)
        self._whole(before, case, entry)

    def _clocks(self, before: Case | None, case: Case, entry: Entry) -> None:
        """Each clock of the case as it runs; a turn of a card that is over simply is no longer there."""
        now = {(name, clock.start): clock for name, clock in clocks(case, self.edition).items()}
        gone = [key for key, run in self.running.items() if run.clock and len(key) == 2 and key not in now]
        for key in gone:
            self._end(key, day(entry.at), entry)
        for key, clock in now.items():
            if key not in self.known:
                self._begin(key, Phase(key[0]), clock.day)
            if key in self.running:
                self.running[key].clock = clock
                if clock.stopped is not None:
                    self._end(key, clock.stopped, entry)

    def _applicant(self, before: Case | None, case: Case, entry: Entry) -> None:
        """The applicant's own time: filling in, putting right."""
        today, fact = day(entry.at), entry.fact
        if before is None and case.applicant:
            self._begin(("filing", 1), Phase.FILING, today)
        if before and before.state is State.DRAFT and case.state is not State.DRAFT:
            self._end(("filing", 1), today, entry)
        if before and before.state is State.CORRECTING and case.state is not State.CORRECTING:
            assert before.correction is not None
            self._end(("correction", before.correction.times), today, entry)
        if isinstance(fact, f.CorrectionAsked):
            assert case.correction is not None
            self._begin(("correction", case.correction.times), Phase.CORRECTION, today, until=fact.until)
            for n, point in enumerate(fact.points):
                key = ("point", case.correction.times, n)
                self._begin(key, Phase.POINT, today, cause=self._material(point.material), note=point.what)
                self._end(key, today, entry)

    def _material(self, code: str) -> str:
        known = self.edition.material(code)
        return known.name if known else code or "申请表"

    def _pauses(self, before: Case | None, case: Case, entry: Entry) -> None:
        """Special procedures, and the days on which nobody of a project has anything to do."""
        fact = entry.fact
        if isinstance(fact, f.ClockPaused):
            due = self.calendar.add_workdays(fact.since - timedelta(days=1), fact.expected_days)
            self._begin(("pause", entry.seq, 0), Phase.PAUSE, fact.since, until=due, cause=fact.ground.label)
        elif isinstance(fact, f.WholeStopped):
            self._begin(("pause", entry.seq, 0), Phase.PAUSE, fact.since, cause=STOPPED)
        elif before and before.halted and not case.halted:
            until = fact.until if isinstance(fact, f.ClockResumed | f.WholeResumed) else day(entry.at)
            for key in [key for key in self.running if key[0] == "pause"]:
                self._end(key, until, entry)

    def _course(self, case: Case, entry: Entry) -> None:
        """The steps that stand open, and after the last of them the way to the decision."""
        today, under = day(entry.at), case.state is State.UNDER_REVIEW
        walked = under and not self.on_the_spot
        standing = {("step", one.key, 0): one for one in open_steps(case, self.edition)} if walked else {}
        for key in [key for key in self.running if key[0] == "step" and key not in standing]:
            done = case.done(key[1])
            failed = "不通过" if done and not done.passed else ""
            self._end(key, today, entry, cause=failed if done or not under else RETURNED)
        for key, step in standing.items():
            if key not in self.running:
                again = key in self.known
                self._step(key, step, today if again else min(came_up(case, self.edition, step), today), case)
        deciding = ("decision", 0, 0)
        if under and not standing and deciding not in self.running:
            self._begin(deciding, Phase.DECISION, today)
        elif deciding in self.running and (not under or standing):
            self._end(deciding, today, entry)
        if case.review is not None:  # the pauses and the extension of the case cut its steps too
            for key, run in self.running.items():
                if run.clock and key[0] in ("step", "decision"):
                    run.clock = replace(run.clock, pauses=case.review.pauses)

    def _step(self, key: _Key, step: Step, started: date, case: Case) -> None:
        waits = Party.APPLICANT if step.work is Work.APPLICANT else Party.BODY
        self._begin(key, Phase.STEP, started, step=step.key, step_name=step.name, body=step.body or case.body,
                    waits=waits)  # fmt: skip
        self.running[key].clock = Clock(Limit(step.days, Unit.WORKDAY, _WORKDAYS), midnight(started))

    def _whole(self, before: Case | None, case: Case, entry: Entry) -> None:
        """From receipt to outcome: how it ended and why, how often corrected, by how much extended. Cards and tasks nobody hands in."""
        key = ("whole", 1, 0)
        if case.received_on is not None and key not in self.known:
            self._begin(key, Phase.WHOLE, case.received_on)
        if case.outcome is None or key not in self.running:
            return
        self._end(key, day(entry.at), entry, cause=_reason(entry.fact),
                  corrections=case.correction.times if case.correction else 0,
                  extended=case.review.extension if case.review else 0)  # fmt: skip

    def _begin(
        self, key: _Key, phase: Phase, started: date, *, until: date | None = None, **more: Any
    ) -> None:
        case = self.case
        assert case is not None
        self.known.add(key)
        self.count += 1
        common: dict[str, Any] = {"body": case.body, "waits": PARTY.get(phase, Party.BODY)}
        spell = Spell(
            number=case.number, n=self.count, phase=phase, region=case.region, matter=case.matter,
            edition=case.edition, kind=case.kind, channel=case.channel.value, purpose=case.purpose.value,
            started=started, **{**common, **more},
        )  # fmt: skip
        clock = Clock(_NONE, midnight(started)) if phase is Phase.DECISION else None
        self.running[key] = _Run(spell, clock, until)

    def _end(self, key: _Key, ended: date, entry: Entry, **more: Any) -> None:
        run = self.running.pop(key, None)
        if run is None:
            return
        spell = run.spell
        started = min(spell.started, ended)
        by = entry.by.id if entry.by.role is Role.OFFICER else ""
        timed = _measured(run, started, ended, self.calendar)
        days = (ended - started).days
        self.ended.append(
            replace(spell, started=started, ended=ended, days=days, officer=by, **timed, **more)
        )


def _measured(run: _Run, started: date, ended: date, calendar: Calendar) -> dict[str, Any]:
    """Working days, how many were allowed, whether that was kept."""
    clock, phase = run.clock, run.spell.phase
    if clock is None:
        after = started - timedelta(days=1) if phase is Phase.PAUSE else started
        out: dict[str, Any] = {"workdays": calendar.workdays_between(after, ended)}
        if run.until is not None:
            allowed = calendar.workdays_between(after, run.until)
            out |= {"limit_days": allowed, "on_time": ended <= run.until}
        return out
    out = {"workdays": spent(Clock(_NONE, midnight(started), pauses=clock.pauses), calendar, ended)}
    if phase in (Phase.STEP, Phase.DECISION) and not clock.limit.amount:
        return out
    due = due_date(clock, calendar, ended)
    counts = clock.limit.unit is Unit.WORKDAY
    out["limit_days"] = clock.total if counts else calendar.workdays_between(clock.day, due)
    out["on_time"] = ended <= due
    return out


def _reason(fact: f.Fact) -> str:
    """Why a case ended otherwise than by a decision on what was asked, in the law's word."""
    if isinstance(fact, f.AcceptanceRefused):
        return fact.reason.label
    return fact.ground.label if isinstance(fact, f.CaseTerminated) else ""
