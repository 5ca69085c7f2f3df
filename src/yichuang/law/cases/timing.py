"""When a case changes by itself, which day it must answer for, and its light."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from yichuang.law import facts as f
from yichuang.law.calendar import Calendar
from yichuang.law.cases import commands as c
from yichuang.law.cases.case import OPEN_STATES, Case
from yichuang.law.cases.consulting import period
from yichuang.law.cases.licence import in_time
from yichuang.law.cases.refusal import require
from yichuang.law.cases.scene import Doing
from yichuang.law.cases.steps import open_steps
from yichuang.law.cases.ticket import Ticket, limit_of
from yichuang.law.cite import BUSINESS, JINAN, LICENSING, OPENNESS, PLANNING
from yichuang.law.clocks import Clock, Limit, Unit, due_date, lights, midnight
from yichuang.law.flow import Step
from yichuang.law.hotline import USUAL
from yichuang.law.matters import Edition
from yichuang.law.words import LicenceStatus, Light, Purpose, State

_STEP = BUSINESS.art("36", "按照公开的办理环节和时限办理")
_WATCHED = LICENSING.art("10(1)", "县级以上人民政府应当建立健全对行政机关实施行政许可的监督制度")
_PASSED_ON = JINAN.art("24", "承办单位应当在期限内办理并答复诉求人和热线平台")
"""A ticket's own limit and its basis stand in the fact that passed it on."""
_IN_TIME = OPENNESS.art("26", "自政府信息形成或者变更之日起二十个工作日内及时公开")
_MINUTES = LICENSING.art("48(2)", "应当根据听证笔录作出决定")
_RIGHT = OPENNESS.art("41", "记录不准确，审核属实的，应当更正并告知")
_ANSWERED = PLANNING.art("26", "充分考虑专家和公众的意见，附具意见采纳情况及理由")
_REPLY = OPENNESS.art("33", "自收到申请之日起二十个工作日内答复")
_RATING = Limit(5, Unit.WORKDAY, BUSINESS.art("36", "政务服务机构及其工作人员接受评价和监督"))
"""The rule of good and bad ratings (国办发〔2019〕51号) wants every bad one followed up; the five days are ours."""
ONE_DAY = timedelta(days=1)
AFTER_RENEWALS = timedelta(hours=1)
"""A licence lapses an hour into the day, when the renewals of that midnight are on record."""


@dataclass(frozen=True, slots=True)
class Times:
    """The instants a case answers to; pages and lists derive lights from them, nothing stores a light."""

    due_on: date | None = None
    statutory_on: date | None = None
    yellow_at: datetime | None = None
    red_at: datetime | None = None
    next_at: datetime | None = None
    runs_out: datetime | None = None
    provisional: bool = False


def clocks(case: Case, edition: Edition) -> dict[str, Clock]:
    """Every clock the case ever started, by name."""
    out: dict[str, Clock] = {}
    if case.check:
        out["acceptance"] = case.check.under(edition.acceptance)
    if case.review:
        out["statutory"] = case.review.under(edition.statutory)
        out["promised"] = case.review.under(edition.promised)
    if case.task and case.assigned:
        out["task"] = case.assigned.under(Limit(case.task.days, Unit.WORKDAY, _STEP))
    turn = governed(case)
    if case.ticket:
        out |= _ticket(case, case.ticket)
    if case.disclosure and case.assigned:
        out["disclosure"] = case.assigned.under(limit_of(case.disclosure.allowed, _IN_TIME))
    if case.objection and case.assigned:
        out["objection"] = case.assigned.under(limit_of(case.objection.allowed, _RIGHT))
    of = case.consultation
    if of and (heard := period(of)):
        out["consultation"] = heard
        if case.assigned:
            out["report"] = case.assigned.under(limit_of(of.report, _ANSWERED))
    if case.information and case.assigned:
        out["information"] = case.assigned.under(limit_of(case.information.allowed, _REPLY))
    if case.sitting and case.sitting.allowed and case.assigned:
        out["hearing"] = case.assigned.under(limit_of(case.sitting.allowed, _MINUTES))
    if case.card and case.assigned and turn in case.card.days:
        out[turn] = case.assigned.under(Limit(case.card.days[turn], Unit.WORKDAY, _WATCHED))
    if case.low_rating:
        out["rating"] = case.low_rating.under(_RATING)
    if case.serve:
        out["service"] = case.serve.under(edition.service)
    return out


def _ticket(case: Case, ticket: Ticket) -> dict[str, Clock]:
    """The clocks of a ticket: answering, being on the scene, calling back."""
    out: dict[str, Clock] = {}
    if case.assigned and ticket.limit:
        out["ticket"] = case.assigned.under(limit_of(ticket.limit, _PASSED_ON))
    if ticket.arrive and ticket.dispatched_at:
        arrive = limit_of(ticket.arrive, _PASSED_ON)
        out["arrival"] = Clock(limit=arrive, start=ticket.dispatched_at, stopped=ticket.arrived_on)
    if ticket.answered_at:
        said = ticket.said.on if ticket.said else None
        out["call_back"] = Clock(
            limit=limit_of(ticket.call_back or USUAL.call_back, _PASSED_ON),
            start=ticket.answered_at,
            stopped=said or ticket.closed_on,
        )
    return out


def governed(case: Case) -> str | None:
    """The name of the clock that governs now: of an emergency the way to the scene, until somebody is there."""
    name = GOVERNING.get(case.state)
    here = case.ticket is None or case.ticket.arrive is None or case.ticket.arrived_at is not None
    return "arrival" if name == "ticket" and not here else name


CLOCKS = {
    "acceptance": "受理期限",
    "promised": "承诺期限",
    "statutory": "法定期限",
    "service": "送达期限",
    "rating": "差评回访期限",
    "task": "落实期限",
    "explanation": "说明期限",
    "holding": "认定期限",
    "rectification": "整改期限",
    "verification": "核验期限",
    "appeal": "复核期限",
    "ticket": "办理期限",
    "arrival": "到场期限",
    "call_back": "回访期限",
    "disclosure": "公开期限",
    "objection": "异议答复期限",
    "consultation": "征求意见期限",
    "report": "公布报告期限",
    "information": "申请答复期限",
    "hearing": "听证报告期限",
}
"""What the clocks of a case are called."""

GOVERNING = {
    State.RECEIVED: "acceptance",
    State.UNDER_REVIEW: "promised",
    State.GRANTED: "service",
    State.CERTIFIED: "service",
    State.REFUSED: "service",
    State.CONCLUDED: "service",
    State.ASSIGNED: "task",
    State.ISSUED: "explanation",
    State.EXPLAINED: "holding",
    State.UPHELD: "rectification",
    State.RECTIFIED: "verification",
    State.APPEALED: "appeal",
    State.DISPATCHED: "ticket",
    State.HANDLING: "ticket",
    State.ANSWERED: "call_back",
    State.DUE: "disclosure",
    State.DRAFTED: "disclosure",
    State.CLEARED: "disclosure",
    State.OBJECTED: "objection",
    State.CHECKING: "objection",
    State.CHECKED: "objection",
    State.CONSULTING: "consultation",
    State.GATHERED: "report",
    State.INQUIRED: "information",
    State.HEARING_OTHERS: "information",
    State.REASONING: "information",
    State.PAYING: "information",
    State.SIGNING: "hearing",
}


def governing(case: Case, edition: Edition) -> Clock | None:
    """The clock the body answers to now."""
    name = governed(case)
    return clocks(case, edition).get(name) if name else None


def step_clocks(case: Case, edition: Edition) -> dict[str, Clock]:
    """For each open step the clock of its own limit, from the day it came up; the pauses of the case cut it too."""
    if case.review is None or case.accepted_on is None:
        return {}
    out = {}
    for step in open_steps(case, edition):
        run = replace(case.review, start=midnight(came_up(case, edition, step)), extension=0)
        out[step.key] = run.under(Limit(step.days, Unit.WORKDAY, _STEP))
    return out


def came_up(case: Case, edition: Edition, step: Step) -> date:
    """The day a step came up: the last day of what it waited for, else the day of acceptance."""
    assert case.accepted_on is not None
    steps = {one.key: one for one in edition.course}
    days, waits = [case.accepted_on], list(step.after)
    while waits:
        key = waits.pop()
        done = case.done(key)
        if done is not None and done.on is not None:
            days.append(done.on)
        elif key in steps:  # passed over: whoever waited for it waited for what it waited for
            waits += steps[key].after
    return max(days)


def after(day: date) -> datetime:
    """The first instant after a legal day."""
    return midnight(day) + ONE_DAY


_NOTHING_CAME = {
    State.CLARIFYING: c.Abandon,
    State.PAYING: c.Abandon,
    State.HEARING_OTHERS: c.DeemHeard,
    State.REASONING: c.NoReasons,
}
"""What a request for information comes to when the day of what it waits for is over."""


def timed(case: Case, edition: Edition, calendar: Calendar) -> tuple[datetime, Any] | None:
    """The next thing that happens by law alone, and when."""
    todo: list[tuple[datetime, Any]] = []
    if case.state is State.RECEIVED and case.check:
        todo.append((after(due_date(case.check.under(edition.acceptance), calendar)), c.DeemAccepted()))
    pending = case.state in (State.RECEIVED, State.CORRECTING, State.UNDER_REVIEW)
    if pending and case.purpose is Purpose.RENEWAL and in_time(case, edition, calendar):
        assert case.licence_until is not None
        todo.append((after(case.licence_until), c.DeemRenewed()))
    if case.duty is not None and case.state is not State.OVER:
        todo.append((case.duty.hours[-1][1], c.EndDuty()))
    if case.state is State.CONSULTING:
        heard = clocks(case, edition)["consultation"]
        todo.append((after(due_date(heard, calendar)), c.CloseConsultation()))
    if case.information is not None and case.information.until is not None:
        todo.append((after(case.information.until), _NOTHING_CAME[case.state]()))
    licence = case.licence
    if licence and licence.status is LicenceStatus.VALID and licence.valid_until:
        todo.append((after(licence.valid_until) + AFTER_RENEWALS, c.Lapse()))
    return min(todo, key=lambda pair: pair[0]) if todo else None


def times(case: Case, edition: Edition, calendar: Calendar) -> Times:
    """All instants of a case, recomputed after each fact and after each change of the calendar."""
    upcoming = timed(case, edition, calendar)
    next_at = upcoming[0] if upcoming else None
    if case.state is State.CORRECTING and case.correction:
        return Times(runs_out=after(case.correction.until), next_at=next_at)
    if case.state is State.CLARIFYING and case.information and case.information.until:
        return Times(runs_out=after(case.information.until), next_at=next_at)
    running = governing(case, edition)
    if running is None:
        return Times(next_at=next_at)
    due = due_date(running, calendar)
    statutory = due_date(case.review.under(edition.statutory), calendar) if case.review else due
    if case.state is not State.UNDER_REVIEW:
        statutory = due
    patient = case.halted or case.state is State.CONSULTING  # nobody is late while people still comment
    shown = None if patient else lights(running, calendar)
    return Times(
        due_on=due,
        statutory_on=statutory,
        yellow_at=shown.yellow_at if shown else None,
        red_at=shown.red_at if shown else None,
        next_at=next_at,
        runs_out=after(due),
        provisional=calendar.provisional(statutory),
    )


def moves(case: Case, due_on: date | None, statutory_on: date | None, now: Times) -> tuple[f.LimitMove, ...]:
    """The limits that no longer end on the day that stood until now. Only the calendar can have moved them."""
    name = governed(case)
    pairs = [(name, due_on, now.due_on)] if name else []
    if case.state is State.UNDER_REVIEW:
        pairs.append(("statutory", statutory_on, now.statutory_on))
    return tuple(
        f.LimitMove(clock=clock, name=CLOCKS[clock], old=old, new=new)
        for clock, old, new in pairs
        if old is not None and new is not None and old != new
    )


def recalculate(do: Doing, command: c.Recalculate) -> tuple[f.Fact, ...]:
    """Say which limits moved; timing itself is computed from facts and calendar, the fact only records it."""
    now = times(do.case, do.scene.edition, do.scene.calendar)
    moved = moves(do.case, command.due_on, command.statutory_on, now)
    require(moved, "期限没有变动", do.act.cite, remedy="不需要记录。")
    return (f.LimitRecalculated(moves=moved, notice=command.notice),)


def light(
    state: State, paused: bool, yellow_at: datetime | None, red_at: datetime | None, now: datetime
) -> Light:
    """The light at this moment: green while nothing presses, none when the case is over."""
    if state not in OPEN_STATES:
        return Light.NONE
    if paused:
        return Light.PAUSED
    if red_at is not None and now >= red_at:
        return Light.RED
    return Light.YELLOW if yellow_at is not None and now >= yellow_at else Light.GREEN
