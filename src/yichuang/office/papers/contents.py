"""What a fact puts on paper: for each fact that goes out in writing, the paper's code and its content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law.calendar import Calendar
from yichuang.law.cases import Case
from yichuang.law.cases.informing import remedies
from yichuang.law.clocks import Limit, Unit, spent
from yichuang.law.hotline_words import Line
from yichuang.law.matters import Edition
from yichuang.law.open_words import Heard
from yichuang.law.words import NotAccepted, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a paper knows besides its fact: the case after it, the edition, the body, the applicant."""

    case: Case
    edition: Edition
    calendar: Calendar
    applicant: str
    applicant_id: str
    query: str
    body: str
    """The code of the body that issues it."""
    body_name: str
    body_short: str
    phone: str
    complaint_phone: str
    address: str

    @property
    def times(self) -> law.Times:
        """The instants of the case after the fact."""
        return law.times(self.case, self.edition, self.calendar)


Written = tuple[str, Mapping[str, Any]]
MARKS = {
    "W01": "收", "W02": "补", "W03": "受", "W04": "不受", "W04A": "不受", "W05": "特", "W05A": "特", "W06": "延",
    "W07": "听告", "W08": "听通", "W11": "利告", "W12": "许准", "W13": "许不准", "W14": "送", "W15": "证", "W16": "撤",
    "W16A": "终", "W17": "变", "W17A": "延续", "W17B": "销", "W17C": "注",
    "W20": "联结", "X01": "公开补", "X02": "公开征", "X03": "公开延", "X04": "公开费", "X05": "公开答",
    "T01": "热答",
}  # fmt: skip
"""The mark in a paper's number, by paper."""


def _limit(limit: Limit) -> str:
    return f"{limit.amount}个工作日" if limit.unit is Unit.WORKDAY else f"{limit.amount}{limit.unit.label}"


def _receipt(fact: f.CaseSubmitted, at: datetime, about: About) -> Written | None:
    materials = [
        {"name": m.name, "form": m.form.label, "copies": str(m.copies)} for m in about.case.materials.values()
    ]
    if not materials:
        return None
    return "W01", {
        "received_at": at if law.day(at) == fact.received_on else fact.received_on,
        "matter_code": about.edition.matter,
        "query": about.query,
        "receiver": "政务服务中心综合窗口",
        "answer_by": about.times.due_on,
        "materials": materials,
    }


def _correction(fact: f.CorrectionAsked, at: datetime, about: About) -> Written:
    names = {m.code: m.name for m in about.edition.materials} | {x.key: x.label for x in about.edition.fields}
    return "W02", {
        "received_on": about.case.received_on,
        "until": fact.until,
        "again": fact.again,
        "points": [
            {"material": names.get(p.material, p.material), "what": p.what, "basis": p.basis}
            for p in fact.points
        ],
    }


def _accepted(fact: f.CaseAccepted | f.CaseDeemedAccepted, at: datetime, about: About) -> Written:
    return "W03", {
        "accepted_on": fact.accepted_on,
        "statutory_limit": _limit(about.edition.statutory),
        "statutory_due": fact.statutory_due,
        "promised_limit": _limit(about.edition.promised),
        "promised_due": fact.promised_due,
        "query": about.query,
        "deemed": isinstance(fact, f.CaseDeemedAccepted),
        "provisional": fact.provisional,
        "letter": getattr(fact, "letter", ""),
    }


def _not_accepted(fact: f.AcceptanceRefused, at: datetime, about: About) -> Written:
    common = {"explanation": fact.explanation, "remedies": fact.remedies, "letter": fact.letter}
    if fact.reason is NotAccepted.NO_LICENCE_NEEDED:
        return "W04A", common
    return "W04", common | {
        "reason": fact.reason.label,
        "basis": fact.basis,
        "competent_body": fact.competent_body,
    }


def _paused(fact: f.ClockPaused, at: datetime, about: About) -> Written:
    return "W05", {
        "ground": fact.ground.label,
        "basis": fact.basis,
        "organiser": fact.organiser,
        "since": fact.since,
        "days": str(fact.expected_days),
        "expected_end": about.calendar.add_workdays(fact.since, fact.expected_days),
    }


def _resumed(fact: f.ClockResumed, at: datetime, about: About) -> Written:
    assert about.case.review is not None
    return "W05A", {
        "ground": fact.ground.label,
        "since": about.case.review.pauses[-1].start,
        "until": fact.until,
        "finding": fact.finding,
        "statutory_due": about.times.statutory_on,
        "promised_due": about.times.due_on,
    }


def _extended(fact: f.ClockExtended, at: datetime, about: About) -> Written:
    return "W06", {
        "reason": fact.reason,
        "approved_by": fact.approved_by,
        "days": str(fact.days),
        "statutory_due": fact.statutory_due,
    }


def _hearing(fact: f.HearingArranged, at: datetime, about: About) -> Written:
    return "W08", {"hearing_on": fact.on, "place": fact.place, "chair": fact.chair}


def _interested(fact: f.InterestedPartyInformed, at: datetime, about: About) -> Written:
    until = about.calendar.add_workdays(law.day(at), 5)
    return "W11", {"party": fact.party, "interest": fact.interest, "until": until}


def _granted(fact: f.CaseGranted, at: datetime, about: About) -> Written:
    case = about.case
    common = {"letter": fact.letter, "valid_from": law.day(at), "valid_until": fact.valid_until}
    held = {"certificate": about.edition.result, "licence": f"XK{case.licence_of}"}
    if case.purpose is Purpose.RENEWAL:
        return "W17A", common | held | {"valid_from": case.licence_until or law.day(at)}
    if case.purpose is Purpose.CHANGE:
        changes = [{"item": "许可内容", "after": fact.content}]
        return "W17", common | held | {"changes": changes, "effective_on": law.day(at)}
    return "W12", common | {
        "accepted_on": case.accepted_on,
        "basis": fact.basis,
        "content": fact.content,
        "applicant_id": about.applicant_id,
        "certificate": about.edition.result,
    }


def _refused(fact: f.CaseRefused, at: datetime, about: About) -> Written:
    return "W13", {
        "accepted_on": about.case.accepted_on,
        "reasons": fact.reasons,
        "basis": fact.basis,
        "remedies": fact.remedies,
        "letter": fact.letter,
    }


def _certificate(fact: f.CertificateMade, at: datetime, about: About) -> Written:
    return "W15", {
        "licence": fact.licence,
        "certificate": fact.name,
        "holder": about.applicant,
        "holder_id": about.applicant_id,
        "content": about.edition.name,
        "valid_from": fact.valid_from,
        "valid_until": fact.valid_until,
    }


def _served(fact: f.DecisionServed | f.CertificateCollected, at: datetime, about: About) -> Written:
    collected = isinstance(fact, f.CertificateCollected)
    certificate = about.case.licence
    name = certificate.name if certificate else "不予行政许可决定书"
    return "W14", {
        "documents": [{"name": name, "number": certificate.number if certificate else ""}],
        "receiver": fact.receiver,
        "relation": fact.relation if isinstance(fact, f.CertificateCollected) else "",
        "mode": "窗口领取" if collected else getattr(fact, "mode").label,  # noqa: B009
        "served_on": fact.collected_on if isinstance(fact, f.CertificateCollected) else fact.served_on,
        "note": "按照规定方式办理，经过记入案卷",
    }


def _withdrawn(fact: f.CaseWithdrawn, at: datetime, about: About) -> Written | None:
    if about.case.received_on is None:
        return None
    return "W16", {"withdrawn_on": law.day(at), "reason": str(fact.reason)}


def _terminated(fact: f.CaseTerminated, at: datetime, about: About) -> Written:
    return "W16A", {"ground": fact.ground.label, "reason": fact.reason, "remedies": about.edition.remedies}


def _renewal_deemed(fact: f.RenewalDeemed, at: datetime, about: About) -> Written:
    return "W17A", {
        "certificate": about.edition.result,
        "licence": f"XK{about.case.licence_of}",
        "valid_from": fact.expired_on,
        "valid_until": fact.until,
        "deemed": True,
    }


def _ended(code: str) -> Callable[[Any, datetime, About], Written]:
    def write(fact: f.LicenceRevoked | f.LicenceCancelled, at: datetime, about: About) -> Written:
        assert about.case.licence is not None
        return code, {
            "certificate": about.case.licence.name,
            "licence": about.case.licence.number,
            "ground": fact.ground.label,
            "reason": fact.reason,
            "effective_on": fact.effective_on,
            "remedies": about.edition.remedies,
        }

    return write


def _concluded(fact: f.ProjectConcluded, at: datetime, about: About) -> Written:
    clock = law.clocks(about.case, about.edition)["statutory"]
    return "W20", {
        "accepted_on": about.case.accepted_on,
        "outcome": fact.outcome.label,
        "days": str(spent(clock, about.calendar, law.day(at))),
        "words": fact.words,
        "results": [
            {"name": one.name, "number": one.number, "progress": one.progress.label} for one in fact.results
        ],
    }


def _inquiry(code: str, about: About, **more: Any) -> Written:
    """What every paper about a request for information says."""
    mine = about.case.information
    assert mine is not None
    return code, {"received_on": mine.received_on} | more


def _others(fact: f.OthersAsked, at: datetime, about: About) -> Written:
    silence = {
        Heard.THIRD_PARTY: "逾期未提出意见的，由本机关依照《政府信息公开条例》决定是否公开。",
        Heard.MAKER: "逾期未提出意见的，视为同意公开。",
    }[fact.who]
    return _inquiry("X02", about, party=str(fact.party), why=fact.why, until=fact.until, silence=silence)


def _longer(fact: f.ReplyExtended, at: datetime, about: About) -> Written:
    more = {"days": str(fact.days), "reason": fact.reason, "approved_by": fact.approved_by}
    return _inquiry("X03", about, due=about.times.due_on, **more)


def _fee(fact: f.ProcessingFeeTold, at: datetime, about: About) -> Written:
    told = {"yuan": str(fact.yuan), "how": fact.how, "until": fact.until}
    return _inquiry("X04", about, remedies=remedies(None), **told)


def _replied(fact: f.InformationReplied, at: datetime, about: About) -> Written:
    supplied = str(fact.supplied) if fact.supplied else ""
    told = {"reason": fact.reason, "organ": fact.organ, "supplied": supplied, "remedies": fact.remedies}
    return _inquiry("X05", about, reply=fact.reply.label, basis=fact.reply.cite.text, **told)


def _letter(answer: str, about: About, **more: Any) -> Written | None:
    """A letter is answered by a letter; nobody knows where one without a name should go, and a confidential one names nobody."""
    ticket = about.case.ticket
    assert ticket is not None
    if ticket.line is not Line.LETTER or ticket.anonymous:
        return None
    told = {
        "title": about.case.name,
        "received_on": law.day(about.case.opened_at),
        "answer": answer,
        "query": about.query,
    }
    named = {"applicant": "诉求人"} if ticket.confidential else {}
    return "T01", told | named | {"contact": about.body_name} | more


def _answered(fact: f.TicketAnswered, at: datetime, about: About) -> Written | None:
    plan = {"plan": fact.plan, "plan_on": fact.plan_on} if fact.plan_on else {}
    return _letter(str(fact.words), about, solved=fact.solved.label, **plan)


WRITES: dict[type[f.Fact], Callable[[Any, datetime, About], Written | None]] = {
    f.CaseSubmitted: _receipt,
    f.CorrectionAsked: _correction,
    f.CaseAccepted: _accepted,
    f.CaseDeemedAccepted: _accepted,
    f.AcceptanceRefused: _not_accepted,
    f.ClockPaused: _paused,
    f.ClockResumed: _resumed,
    f.ClockExtended: _extended,
    f.HearingRightTold: lambda fact, at, about: ("W07", {"proposed": fact.proposed, "until": fact.until}),
    f.HearingArranged: _hearing,
    f.InterestedPartyInformed: _interested,
    f.CaseGranted: _granted,
    f.CaseRefused: _refused,
    f.CertificateMade: _certificate,
    f.DecisionServed: _served,
    f.CertificateCollected: _served,
    f.CaseWithdrawn: _withdrawn,
    f.ClarityAsked: lambda fact, at, about: _inquiry("X01", about, points=fact.points, until=fact.until),
    f.OthersAsked: _others,
    f.ReplyExtended: _longer,
    f.ProcessingFeeTold: _fee,
    f.InformationReplied: _replied,
    f.TicketAnswered: _answered,
    f.AnsweredDirectly: lambda fact, at, about: _letter(str(fact.words), about),
    f.OtherWayTold: lambda fact, at, about: _letter(f"请通过{fact.way.label}办理。{fact.words}", about),
    f.CaseTerminated: _terminated,
    f.ProjectConcluded: _concluded,
    f.RenewalDeemed: _renewal_deemed,
    f.LicenceRevoked: _ended("W17B"),
    f.LicenceCancelled: _ended("W17C"),
}


def content(entry: f.Entry, about: About) -> Written | None:
    """The paper a fact brings, with everything its law demands; None when the fact goes out without one."""
    writer = WRITES.get(type(entry.fact))
    written = writer(entry.fact, entry.at, about) if writer else None
    if written is None:
        return None
    code, own = written
    shared: dict[str, Any] = {
        "body": about.edition.body_name or about.body_name,
        "date": law.day(entry.at),
        "applicant": about.applicant,
        "matter": about.edition.name,
        "case": about.case.number,
        "contact": "政务服务中心窗口",
        "phone": about.phone,
        "complaint_phone": about.complaint_phone,
        "address": about.address,
    }
    return code, shared | dict(own)


def number_of(short: str, code: str, year: int, serial: int) -> str:
    """A paper's number: 马市监许准〔2026〕12号."""
    return f"{short}{MARKS[code]}〔{year}〕{serial}号"


def dated(entry: f.Entry) -> date:
    """The day a paper bears."""
    return law.day(entry.at)
