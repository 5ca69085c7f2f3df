"""What a single fact shows 行为监察: each sign is one function from the case's history up to the fact to a measure, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from yichuang.law import facts as f
from yichuang.law.calendar import Calendar
from yichuang.law.cases import Case, day, fold
from yichuang.law.clocks import left
from yichuang.law.facts import Entry, Fact
from yichuang.law.flow import Work
from yichuang.law.matters import Edition
from yichuang.law.words import NotAccepted, Role

ENOUGH = 10
"""A reason of fewer characters says nothing."""


class Measured(NamedTuple):
    """How much of it there is, and what shows it."""

    value: float
    evidence: str


@dataclass(frozen=True, slots=True)
class History:
    """A case up to one fact: what came before it, the fact, the law of that case."""

    before: Sequence[Entry]
    case: Case | None
    """The case right before the fact; none before the first."""
    entry: Entry
    edition: Edition
    calendar: Calendar

    @property
    def fact(self) -> Any:
        """The fact that is looked at."""
        return self.entry.fact

    @property
    def then(self) -> Case:
        """The case right before a fact that is not the first."""
        assert self.case is not None
        return self.case

    def earlier(self, *kinds: type[Fact]) -> list[Entry]:
        """The facts of some kinds that came before."""
        return [x for x in self.before if isinstance(x.fact, kinds)]


Sign = Callable[[History], Measured | None]


def silence(history: History) -> Measured | None:
    """Nobody answered in five working days (行政许可法 32(1)(4))."""
    return Measured(
        1, f"自{history.fact.accepted_on:%Y年%-m月%-d日}收到材料起五个工作日没有告知，依法视为受理"
    )


def repeated_correction(history: History) -> Measured | None:
    """The second telling, the third: the law lets the body tell once, of everything."""
    asked = [*history.earlier(f.CorrectionAsked), history.entry]
    if len(asked) < 2:
        return None
    return Measured(len(asked), f"第{len(asked)}次要求补正：{history.fact.sentence()}")


def beyond_guide(history: History) -> Measured | None:
    """Materials asked for that the guide in force does not name (行政许可法 31(1)), in this case so far."""
    edition = history.edition
    named = {"", *(m.code for m in edition.materials), *(x.key for x in edition.fields)}
    named |= {x.key for x in edition.questions}
    beyond = [
        point.material
        for x in (*history.earlier(f.CorrectionAsked), history.entry)
        for point in x.fact.points  # type: ignore[attr-defined]
        if point.material not in named
    ]
    now = [point.material for point in history.fact.points if point.material not in named]
    return Measured(len(beyond), f"要求提交指南没有列明的材料：{'、'.join(now)}") if now else None


def unfounded_refusal(history: History) -> Measured | None:
    """A refusal of acceptance without what the law wants of it: reason, basis, remedies, whose business it is."""
    fact = history.fact
    lacks = [
        word
        for lacking, word in (
            (len(fact.explanation.strip()) < ENOUGH, "没有说明理由"),
            (not fact.basis.strip(), "没有依据"),
            (not fact.remedies.strip(), "没有告知救济途径"),
            (
                fact.reason is NotAccepted.NOT_COMPETENT and not fact.competent_body.strip(),
                "没有告知向谁申请",
            ),
        )
        if lacking
    ]
    return Measured(len(lacks), f"不予受理{'，'.join(lacks)}") if lacks else None


def no_letter(history: History) -> Measured | None:
    """Somebody decided in the name of the body without a letter of authority."""
    if history.fact.letter or history.entry.by.role is Role.SYSTEM:
        return None
    return Measured(1, f"{history.entry.by.name}没有授权书而{history.fact.sentence()}")


def same_hand(history: History) -> Measured | None:
    """Whoever examined the case decided it too (审管分离); an on-the-spot matter has one hand by its nature."""
    officer = history.entry.by
    steps = [x.fact.name for x in history.earlier(f.StepCompleted) if x.by.id == officer.id]  # type: ignore[attr-defined]
    return Measured(1, f"{officer.name}办理了“{'”“'.join(steps)}”，又作出决定") if steps else None


def skipped_step(history: History) -> Measured | None:
    """Steps of the examination that were neither done nor passed over by their conditions when it was decided."""
    case = history.then
    done = {x.step for x in case.steps}
    missing = [
        step.name
        for step in history.edition.course
        if step.key not in done
        and step.needed(case.situation)
        and step.work not in (Work.CLERK, Work.DECIDER)
    ]
    return Measured(len(missing), f"没有经过“{'”“'.join(missing)}”就作出决定") if missing else None


_SAID = ("received_on", "accepted_on", "since", "until", "served_on", "collected_on")


def backdated(history: History) -> Measured | None:
    """What was said to have happened days before it was put on record."""
    recorded = day(history.entry.at)
    said = [
        (name, value)
        for name in _SAID
        if isinstance(value := getattr(history.fact, name, None), date) and value < recorded
    ]
    if not said:
        return None
    first = min(value for _, value in said)
    gap = (recorded - first).days
    return Measured(gap, f"{recorded:%Y年%-m月%-d日}登记的事实写作{first:%Y年%-m月%-d日}发生，倒签{gap}天")


def groundless_pause(history: History) -> Measured | None:
    """The clock was stopped without a ground of the guide, its basis, or the time it takes told (行政许可法 45)."""
    fact = history.fact
    lacks = [
        word
        for lacking, word in (
            (fact.ground not in history.edition.pauses, f"指南没有列明“{fact.ground.label}”"),
            (not fact.basis.strip(), "没有依据"),
            (fact.expected_days <= 0, "没有告知所需时间"),
        )
        if lacking
    ]
    return Measured(len(lacks), f"暂停计时：{'，'.join(lacks)}") if lacks else None


def pause_near_end(history: History) -> Measured | None:
    """Pauses of this case that began with one unit of the promised limit left, or none."""
    count = 0
    for n, entry in enumerate((*history.before, history.entry)):
        if not isinstance(entry.fact, f.ClockPaused):
            continue
        case = fold((*history.before, history.entry)[:n])
        if (
            case.review
            and left(case.review.under(history.edition.promised), history.calendar, day(entry.at)) <= 1
        ):
            count += 1
    now = history.then
    assert now.review is not None
    near = left(now.review.under(history.edition.promised), history.calendar, day(history.entry.at)) <= 1
    return Measured(count, f"承诺期限只剩一天以内时暂停计时，本办件第{count}次") if near else None


def late_extension(history: History) -> Measured | None:
    """The limit was extended after it had run out, or without anybody's approval."""
    case = history.then
    assert case.review is not None
    over = left(case.review.under(history.edition.statutory), history.calendar, day(history.entry.at)) < 0
    if over:
        return Measured(1, "法定期限届满后才延长期限")
    return None if history.fact.approved_by.strip() else Measured(1, "没有批准人而延长期限")


def extensions(history: History) -> Measured | None:
    """How often the limit was extended: the law lets it be once."""
    count = len(history.earlier(f.ClockExtended)) + 1
    return Measured(count, f"第{count}次延长期限")


def instant_close(history: History) -> Measured | None:
    """Seconds between acceptance and decision."""
    accepted = history.earlier(f.CaseAccepted)
    if not accepted:
        return None
    seconds = (history.entry.at - accepted[-1].at).total_seconds()
    return Measured(seconds, f"受理后{seconds:.0f}秒即作出决定")


def fee_beyond_guide(history: History) -> Measured | None:
    """Fees charged where the guide lets nothing be charged (行政许可法 58(1)), in this case so far."""
    if history.edition.fee is not None:
        return None
    count = len(history.earlier(f.FeeCharged)) + 1
    return Measured(count, f"指南标明不收费，{history.fact.sentence()}")


def complaint(history: History) -> Measured | None:
    """How often the applicant has complained of this case."""
    count = len(history.earlier(f.ComplaintMade)) + 1
    return Measured(count, f"申请人第{count}次投诉，内容见本办件的经过")


_DECIDED = (f.CaseGranted, f.CaseRefused)
SIGNS: dict[str, tuple[tuple[type[Fact], ...], Sign]] = {
    "silence": ((f.CaseDeemedAccepted,), silence),
    "repeated_correction": ((f.CorrectionAsked,), repeated_correction),
    "beyond_guide": ((f.CorrectionAsked,), beyond_guide),
    "unfounded_refusal": ((f.AcceptanceRefused,), unfounded_refusal),
    "no_letter": ((*_DECIDED, f.CaseAccepted, f.AcceptanceRefused), no_letter),
    "same_hand": (_DECIDED, same_hand),
    "skipped_step": (_DECIDED, skipped_step),
    "backdated": (
        (f.CaseSubmitted, f.CorrectionSupplied, f.CaseAccepted, f.ClockPaused, f.ClockResumed, f.DecisionServed,
         f.CertificateCollected),
        backdated,
    ),
    "groundless_pause": ((f.ClockPaused,), groundless_pause),
    "pause_near_end": ((f.ClockPaused,), pause_near_end),
    "late_extension": ((f.ClockExtended,), late_extension),
    "extensions": ((f.ClockExtended,), extensions),
    "fee_beyond_guide": ((f.FeeCharged,), fee_beyond_guide),
    "complaint": ((f.ComplaintMade,), complaint),
    "instant_close": (_DECIDED, instant_close),
}  # fmt: skip
"""Which facts each sign is looked for in."""
