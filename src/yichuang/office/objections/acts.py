"""The only writer of objections: brought against a publication, kept as rows, and what a decision does to the publication."""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta
from typing import Any

from yichuang.law import cases as law
from yichuang.law import facts as f
from yichuang.law.cases import Case
from yichuang.law.cases import commands as c
from yichuang.law.clocks import due_date
from yichuang.law.kinds.objection import MATTER
from yichuang.law.mandates import TIMER, Actor, Standing
from yichuang.law.open_words import Upshot
from yichuang.law.words import Channel, Role
from yichuang.office.cases import acts as cases
from yichuang.office.cases import apart, reads
from yichuang.office.cases.acts import Client, Done, Missing
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.directory import reads as directory
from yichuang.office.objections import terms
from yichuang.office.objections.models import ObjectionRow

STRANGER = Standing(actor=Actor(Role.APPLICANT))
"""Somebody not signed in; the law lets him bring an objection and nothing else."""
ANONYMOUS, SECRET = "匿名", "保密"
_A_MOMENT = timedelta(microseconds=1)


def bring(
    given: dict[str, Any],
    publication: str,
    *,
    by: Standing,
    at: datetime,
    client: Client | None = None,
    key: str | None = None,
) -> Done:
    """Put an objection on record at the body that published. Raises Refused; `key` makes it idempotent.

    `client` is a signed-in citizen; who is not signed in may bring one all the same.
    """
    command: c.BringObjection = law.parse(
        c.BringObjection, given | {"of_case": publication, "allowed": terms.answer()}
    )
    try:
        whole = reads.folded(publication)
    except Missing:
        raise law.Refused("没有这条公开信息", field="of_case", remedy="请从公开的网页上提出。") from None
    if client is None and by.actor.role is Role.APPLICANT:
        by = STRANGER
    called = ANONYMOUS if command.anonymous else SECRET if command.confidential else command.name
    who = Client(client.id if client else "", called or (client.name if client else ""))
    name = f"{command.about.label}：{whole.disclosure.title if whole.disclosure else whole.name}"
    channel = Channel.ONLINE if by.actor.role is Role.APPLICANT else Channel.WINDOW
    first = apart.opened(
        MATTER, name, whole.body, whole.region, publication, applicant=who.id, channel=channel
    )
    return cases.begin(first, who, (command,), by, at, key)


FACTS = (
    f.ObjectionBrought,
    f.ObjectionAccepted,
    f.ObjectionJoined,
    f.ObjectionChecked,
    f.ObjectionDecided,
    f.ObjectionFollowed,
    f.LimitRecalculated,
)


def observe(entry: f.Entry) -> None:
    """One more fact of an objection is on record: its row says so, and a decision reaches the publication. In the follower's transaction."""
    if "/" in entry.case or not isinstance(entry.fact, FACTS):
        return
    case = reads.folded(entry.case)
    if case.objection is None:
        return
    ObjectionRow.objects.update_or_create(number=case.number, defaults=row(case))
    if isinstance(entry.fact, f.ObjectionDecided):
        _carry_out(case, entry.fact.upshot, entry.at)


def row(case: Case) -> dict[str, Any]:
    """An objection as its row."""
    mine = case.objection
    assert mine is not None
    clock = law.clocks(case, catalogue.edition(case.matter, case.edition))["objection"]
    return {
        "version": case.version, "of_case": mine.of_case, "title": mine.title, "region": case.region, "body": case.body,
        "at": case.opened_at, "about": mine.about.value, "anonymous": mine.anonymous, "confidential": mine.confidential,
        "state": case.state.value, "officer_name": mine.officer_name, "into": mine.into,
        "upshot": mine.upshot.value if mine.upshot else "", "reason": mine.reason, "basis": mine.basis,
        "due_on": due_date(clock, directory.calendar()), "closed_on": mine.decided_on,
    }  # fmt: skip


def _carry_out(case: Case, upshot: Upshot, at: datetime) -> None:
    """Take down what is withdrawn, give the duty to correct, answer what was joined. Each once, whatever is tried again."""
    mine = case.objection
    assert mine is not None
    if upshot is Upshot.RETRACTED:
        moment = max(at, reads.last_at(mine.of_case) + _A_MOMENT)
        with contextlib.suppress(law.Refused):  # it was taken down meanwhile
            cases.act(mine.of_case, c.FollowObjection(objection=case.number), by=TIMER, at=moment,
                      key=f"retract@{case.number}")  # fmt: skip
    elif upshot is Upshot.CORRECTED:
        _correct(case, at)
    for number in ObjectionRow.objects.filter(into=case.number).values_list("number", flat=True):
        moment = max(at, reads.last_at(number) + _A_MOMENT)
        cases.act(number, c.FollowDecision(), by=TIMER, at=moment, key=f"follow@{case.number}")


def _correct(case: Case, at: datetime) -> None:
    """The corrected publication is a duty of whoever answered for the wrong one, with a limit of its own."""
    wrong = reads.folded(case.objection.of_case if case.objection else "")
    it = wrong.disclosure
    assert it is not None
    command = c.OpenDisclosure(
        title=it.title, category=it.category, moment=it.moment, section=it.section, officer=it.officer,
        officer_name=it.officer_name, outlets=it.outlets, allowed=terms.correct(), because="异议成立，更正",
        weight=it.weight, rule=it.rule or wrong.number, of_case=case.number, corrects=wrong.number, subject=it.subject,
    )  # fmt: skip
    apart.open_disclosure(command, wrong.body, wrong.region, by=TIMER, at=at, key=f"correct@{case.number}")
