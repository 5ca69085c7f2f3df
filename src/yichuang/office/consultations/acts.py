"""The only writer of consultations: drafted for a body, commented on by anybody, kept as rows for pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import IO, Any

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law.cases import Case
from yichuang.law.cases import commands as c
from yichuang.law.clocks import due_date
from yichuang.law.facts import Entry
from yichuang.law.kinds.consultation import MATTER
from yichuang.law.mandates import Actor, Standing
from yichuang.law.open_words import Way
from yichuang.law.words import Role
from yichuang.office.cases import acts as cases
from yichuang.office.cases import apart, reads
from yichuang.office.cases.acts import Client, Done
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.consultations import terms
from yichuang.office.consultations.models import CommentRow, ConsultationRow, GroupRow
from yichuang.office.directory import reads as directory
from yichuang.office.files import acts as files
from yichuang.office.trail import reads as trail

STRANGER = Standing(actor=Actor(Role.APPLICANT))
"""Somebody not signed in; the law lets him comment and nothing else."""
_MOST = 200


def draft(
    given: Mapping[str, Any], body: str, region: str, *, by: Standing, at: datetime, key: str | None = None
) -> Done:
    """Begin a consultation of a body. Raises Refused; `key` makes it idempotent."""
    command = law.parse(c.DraftConsultation, {**given, "report": terms.report()})
    first = apart.opened(MATTER, command.title, body, region, "")
    return cases.begin(first, Client("", by.actor.name), (command,), by, at, key)


def redraft(number: str, given: Mapping[str, Any], *, by: Standing, at: datetime) -> Done:
    """Write it anew before it is laid before the public."""
    command = law.parse(c.DraftConsultation, {**given, "report": terms.report()})
    return cases.act(number, command, by=by, at=at)


def attach(number: str, stream: IO[bytes], name: str, called: str, *, by: Standing, at: datetime) -> Done:
    """Let a picture, a map or a document belong to what is shown."""
    kept = files.set_aside(stream, name)
    command = law.parse(
        c.AttachExhibit, {"name": called or kept.name, "file": kept.digest, "media": kept.media}
    )
    done = cases.act(number, command, by=by, at=at)
    purpose = files.Purpose(case=number, region=done.case.region, body=done.case.body, applicant="")
    files.hand_in(kept, purpose=purpose, by=by, at=at)
    return done


def comment(number: str, given: Mapping[str, Any], *, at: datetime, key: str | None = None) -> int:
    """Take a comment in from the web, whoever it is from. The number of the comment; `key` makes it idempotent."""
    done = cases.act(number, law.parse(c.Comment, given), by=STRANGER, at=at, key=key)
    if done.again:
        return _by_key(number, key or "")
    return next(x.fact.nth for x in done.entries if isinstance(x.fact, f.CommentMade))


def _by_key(number: str, key: str) -> int:
    entry = trail.by_key(number, key)
    return entry.fact.nth if entry is not None and isinstance(entry.fact, f.CommentMade) else 0


def register(
    number: str, way: Way, on: date, lines: str, *, by: Standing, at: datetime, key: str | None
) -> Done:
    """Put down what came on paper, on the square, by letter or telephone: a comment a line, all of them or none."""
    said = [line.strip() for line in lines.splitlines() if line.strip()]
    law.require(said, "没有写意见", field="lines", remedy="一行一条，写上再登记。")
    law.require(
        len(said) <= _MOST,
        f"一次最多登记{_MOST}条，这里有{len(said)}条",
        field="lines",
        remedy="请分几次登记。",
    )
    commands = [law.parse(c.Comment, {"words": one, "way": way, "on": on}) for one in said]
    return cases.act(number, *commands, by=by, at=at, key=key)


FACTS = (
    f.ConsultationDrafted,
    f.ExhibitAttached,
    f.ShowingPlanned,
    f.ConsultationOpened,
    f.CommentMade,
    f.ConsultationExtended,
    f.ConsultationClosed,
    f.GroupsMerged,
    f.GroupSplit,
    f.GroupAnswered,
    f.ConsultationReported,
    f.ConsultationEnded,
    f.LimitRecalculated,
)


def observe(entry: Entry) -> None:
    """One more fact of a consultation is on record: its rows say so. In the follower's transaction."""
    if "/" in entry.case or not isinstance(entry.fact, FACTS):
        return
    case = reads.folded(entry.case)
    if case.consultation is None:
        return
    change = _CHANGES.get(type(entry.fact))
    told = change(entry) if change else {}
    ConsultationRow.objects.update_or_create(number=case.number, defaults=_row(case) | told)


def _row(case: Case) -> dict[str, Any]:
    """What of a consultation follows from the case as it stands."""
    of, calendar = case.consultation, directory.calendar()
    assert of is not None
    clocks = law.clocks(case, catalogue.edition(case.matter, case.edition))
    days = {name: due_date(clock, calendar) for name, clock in clocks.items()}
    return {
        "title": of.title, "about": of.about.value, "region": case.region, "body": case.body, "state": case.state.value,
        "days": of.days + of.more, "shorter": of.shorter, "last_on": days.get("consultation"), "due_on": days.get("report"),
        "comments": of.comments, "opened_on": law.day(of.opened_at) if of.opened_at else None, "closed_on": case.decided_on,
    }  # fmt: skip


def _drafted(entry: Entry) -> dict[str, Any]:
    fact, texts = entry.fact, trail.texts(entry.case, [entry.seq])[entry.seq]
    assert isinstance(fact, f.ConsultationDrafted)
    return {
        "why": texts["why"], "text": texts["text"], "deliver": fact.deliver, "officer_name": fact.officer_name,
        "drafted_on": law.day(entry.at),
    }  # fmt: skip


def _listed(name: str, entry: Entry, plain: dict[str, Any]) -> dict[str, Any]:
    """One more thing in a list of the row, once."""
    row = ConsultationRow.objects.get(pk=entry.case)
    return {
        name: [*(one for one in getattr(row, name) if one["seq"] != entry.seq), plain | {"seq": entry.seq}]
    }


def _attached(entry: Entry) -> dict[str, Any]:
    fact = entry.fact
    assert isinstance(fact, f.ExhibitAttached)
    return _listed("exhibits", entry, {"name": fact.name, "file": fact.file, "media": fact.media})


def _planned(entry: Entry) -> dict[str, Any]:
    fact = entry.fact
    assert isinstance(fact, f.ShowingPlanned)
    shown = {
        "outlet": fact.outlet.value,
        "place": fact.place,
        "first": f"{fact.first}",
        "last": f"{fact.last}",
    }
    return _listed("showings", entry, shown)


def _extended(entry: Entry) -> dict[str, Any]:
    fact = entry.fact
    assert isinstance(fact, f.ConsultationExtended)
    return _listed("extended", entry, {"days": fact.days, "reason": fact.reason, "until": f"{fact.until}"})


def _commented(entry: Entry) -> dict[str, Any]:
    fact = entry.fact
    assert isinstance(fact, f.CommentMade)
    same = CommentRow.objects.filter(consultation=entry.case, same=fact.same).order_by("nth").first()
    group = same.group if same else fact.nth
    told = {"seq": entry.seq, "group": group, "same": fact.same, "way": fact.way.value, "on": fact.on}
    CommentRow.objects.update_or_create(consultation=entry.case, nth=fact.nth, defaults=told)
    _sized(entry.case, group)
    return {}


def _sized(number: str, group: int, **told: str) -> None:
    """How many are in a group; one nobody is in any more is no group."""
    size = CommentRow.objects.filter(consultation=number, group=group).count()
    if size:
        GroupRow.objects.update_or_create(consultation=number, number=group, defaults={"size": size} | told)
    else:
        GroupRow.objects.filter(consultation=number, number=group).delete()


_UNSAID = {"answer": "", "reason": "", "quote": ""}


def _merged(entry: Entry) -> dict[str, Any]:
    fact = entry.fact
    assert isinstance(fact, f.GroupsMerged)
    CommentRow.objects.filter(consultation=entry.case, group=fact.group).update(group=fact.into)
    _sized(entry.case, fact.group)
    _sized(entry.case, fact.into, gist=fact.gist, **_UNSAID)
    return {}


def _split(entry: Entry) -> dict[str, Any]:
    fact = entry.fact
    assert isinstance(fact, f.GroupSplit)
    CommentRow.objects.filter(consultation=entry.case, same=fact.same).update(group=fact.own)
    _sized(entry.case, fact.group)
    _sized(entry.case, fact.own)
    return {}


def _answered(entry: Entry) -> dict[str, Any]:
    fact = entry.fact
    assert isinstance(fact, f.GroupAnswered)
    quote = trail.texts(entry.case, [entry.seq]).get(entry.seq, {}).get("quote", "")
    _sized(entry.case, fact.group, gist=fact.gist, answer=fact.answer.value, reason=fact.reason, quote=quote)
    return {}


def _over(entry: Entry) -> dict[str, Any]:
    fact = entry.fact
    return {
        "summary": fact.summary if isinstance(fact, f.ConsultationReported) else getattr(fact, "reason", "")
    }


_CHANGES: Mapping[type[f.Fact], Callable[[Entry], dict[str, Any]]] = {
    f.ConsultationDrafted: _drafted,
    f.ExhibitAttached: _attached,
    f.ShowingPlanned: _planned,
    f.ConsultationExtended: _extended,
    f.CommentMade: _commented,
    f.GroupsMerged: _merged,
    f.GroupSplit: _split,
    f.GroupAnswered: _answered,
    f.ConsultationReported: _over,
    f.ConsultationEnded: _over,
}
