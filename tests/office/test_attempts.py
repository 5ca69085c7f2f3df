"""Attempts: on a chain of their own, whole under any crowd, once a minute; and outside supervisors as the office knows them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from people import MATTER, applicant, at, client, officer, submitted
from yichuang.doors.command import main
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.facts import AttemptRefused
from yichuang.law.mandates import TIMER, Actor, Standing
from yichuang.law.words import Organisation, Remark, Role
from yichuang.office.cases import acts, oversight
from yichuang.office.cases.acts import Missing
from yichuang.office.cases.reads import sheet
from yichuang.office.directory import acts as directory
from yichuang.office.directory import reads
from yichuang.office.directory.models import Body
from yichuang.office.directory.outside import Outsider
from yichuang.office.supervision import attempts
from yichuang.office.trail import reads as trail
from yichuang.office.trail.acts import attempts_chain, note_attempt

pytestmark = pytest.mark.usefixtures("committed")
NOTARY = "T0001"


def told(month: str) -> list[AttemptRefused]:
    return [x.fact for x in trail.entries(f"attempts/{month}") if isinstance(x.fact, AttemptRefused)]


def together(many: int, what: Callable[[int], object]) -> None:
    gate = threading.Barrier(many)

    def run(n: int) -> None:
        gate.wait()
        try:
            what(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as pool:
        for done in [pool.submit(run, n) for n in range(many)]:
            done.result()


def test_a_crowd_makes_one_whole_chain_and_loses_nothing() -> None:
    moment = at("2031-01-05T10:00")

    def tries(n: int) -> None:
        for k in range(5):
            by = Actor(Role.OFFICER, id=f"{n}", name="甲")
            assert note_attempt(by, f"act{k}", "办", case="", reason="不行", at=moment)

    together(8, tries)
    assert len(told("2031-01")) == 40
    assert trail.verify("attempts/2031-01") is None


def test_the_same_attempt_counts_once_a_minute_even_from_many_at_once() -> None:
    by, start = Actor(Role.APPLICANT, id="x"), at("2031-02-05T10:00:30")

    def again(moment: object) -> bool:
        return note_attempt(by, "grant", "准予", case="", reason="不行", at=moment)  # type: ignore[arg-type]

    together(8, lambda n: again(start + timedelta(seconds=n)))
    assert len(told("2031-02")) == 1
    assert not again(start + timedelta(seconds=59))
    assert again(start + timedelta(seconds=69))
    assert note_attempt(by, "refuse", "不予", case="", reason="不行", at=start)
    assert len(told("2031-02")) == 3


def test_a_new_month_begins_a_new_chain_and_the_minute_reaches_over() -> None:
    by, last = Actor(Role.APPLICANT, id="y"), at("2031-03-31T23:59:40")
    assert note_attempt(by, "grant", "准予", case="", reason="不行", at=last)
    assert not note_attempt(by, "grant", "准予", case="", reason="不行", at=last + timedelta(seconds=30))
    assert note_attempt(by, "grant", "准予", case="", reason="不行", at=last + timedelta(seconds=61))
    assert attempts_chain(last + timedelta(seconds=61)) == "attempts/2031-04"
    assert len(told("2031-03")) == len(told("2031-04")) == 1


def test_what_was_refused_leaves_the_case_as_it_was_and_the_trail_verifies(
    capsys: pytest.CaptureFixture[str],
) -> None:
    number, archivist = submitted("2026-03-02T10:00"), officer("archivist")
    before = trail.entries(number)
    with pytest.raises(law.Forbidden):
        acts.act(number, c.Accept(), by=archivist, at=at("2026-03-02T11:00"))
    assert trail.entries(number) == before
    noted = [x for x in told("2026-03") if x.of_case == number]
    assert [(x.act, x.label) for x in noted] == [("accept", "受理")] and "权限" in noted[0].reason
    with pytest.raises(law.Refused):  # may do it, but not now: no attempt
        acts.act(number, c.SupplyCorrection(note=""), by=applicant(), at=at("2026-03-02T11:05"))
    stranger = Standing(actor=Actor(Role.APPLICANT, id="nobody"))
    with pytest.raises(
        law.Forbidden, match="这不是您的办件"
    ):  # even with an old page: nobody reads a case by being late
        acts.act(number, c.Withdraw(reason="玩"), by=stranger, at=at("2026-03-02T11:10"), seen=0)
    assert [x.act for x in told("2026-03") if x.of_case == number] == ["accept", "withdraw"]
    assert main(["trail", "verify", "--case", "attempts/2026-03"]) == 0
    assert "核验 1 条" in capsys.readouterr().out


def test_beginning_a_case_for_others_is_an_attempt_too() -> None:
    notary = reads.outsider_standing(NOTARY)
    with pytest.raises(law.Forbidden):
        acts.open_case(MATTER, client(), by=notary, at=at("2026-06-02T10:00"))
    (last,) = [x for x in trail.entries("attempts/2026-06") if x.by.id == NOTARY]
    assert last.sentence() == "泽郎卓玛试图“申请”，被拒绝：特邀监督人员不能申请"
    with transaction.atomic(), pytest.raises(law.Refused):
        acts.act(submitted(), c.Accept(), by=TIMER, at=at("2026-06-02T11:00"))
    assert not [x for x in trail.entries("attempts/2026-06") if x.by.role is Role.SYSTEM]


def test_he_sees_what_he_is_invited_to_and_nothing_else() -> None:
    mine, other, notary = submitted(), submitted(), reads.outsider_standing(NOTARY)
    moment = at("2026-03-03T09:00")
    invite = c.InviteSupervisor(person=NOTARY, reason="见证", until=moment.date())
    acts.act(mine, invite, by=officer("supervisor"), at=moment)
    assert [x.line.number for x in oversight.cases_of_invited(NOTARY, moment)] == [mine]
    assert oversight.cases_of_invited(NOTARY, moment)[0].why == "见证"
    record = c.RecordSupervision(remark=Remark.OPINION, words="没有异常")
    acts.act(mine, record, by=notary, at=moment)
    words = [x.fact.words.text for x in sheet(mine, notary, moment).entries if hasattr(x.fact, "words")]
    assert words == ["没有异常"]
    with pytest.raises(Missing):
        sheet(other, notary, moment)
    later = moment + timedelta(days=1)
    assert oversight.cases_of_invited(NOTARY, later) == []
    with pytest.raises(Missing):
        sheet(mine, notary, later)


def test_an_outside_supervisor_holds_no_post_and_is_no_applicant() -> None:
    user = Outsider.objects.get(pk=NOTARY).user
    body = Body.objects.get(pk="513201129")
    with pytest.raises(law.Refused, match="不能兼任"):
        directory.appoint_officer(
            user, body=body, number="99123", name="甲", by=TIMER, at=at("2026-03-02T10:00")
        )
    for name in ("clerk", "person"):
        other = get_user_model().objects.get(username=name)
        with pytest.raises(law.Refused, match="不能兼作"):
            directory.register_outsider(
                other, number="T0099", name="甲乙", organisation=Organisation.OTHER, unit="某会", region=body.region,
                by=TIMER, at=at("2026-03-02T10:00"),
            )  # fmt: skip


def test_the_list_is_kept_by_the_security_administrator_and_a_retired_account_opens_nothing() -> None:
    moment, security = at("2026-03-02T10:00"), officer("security")
    with pytest.raises(law.Refused, match="权限"):
        directory.enrol_outsider("T0500", "王安", Organisation.NOTARY, "公证处", region="513201000000", by=officer("clerk"), at=moment)  # fmt: skip
    row = directory.enrol_outsider("T0500", "王安", Organisation.NOTARY, "公证处", region="513201000000", by=security, at=moment)  # fmt: skip
    slip = directory.reset_outsider("T0500", "第一次开通", by=security, at=moment)
    assert slip.username == "t0500"
    directory.use_code(slip.code, "T0500", "", "ein-langes-wort-77", at=moment)
    assert reads.known(row.user, moment.date()).standing.actor.role is Role.INVITED
    directory.retire_outsider("T0500", "调离", by=security, at=moment)
    assert reads.known(row.user, moment.date()).standing.actor.id == "anonymous"
    assert reads.outsider("T0500") is None


def test_who_may_see_which_attempts() -> None:
    number, moment = submitted(), at("2033-03-02T10:00")
    clerk = Actor(Role.OFFICER, id="12901", name="格桑梅朵")
    note_attempt(clerk, "grant", "准予许可", case=number, reason="没有权限", at=moment)
    note_attempt(clerk, "desk-calendar-load", "装入", case="", reason="没有权限", at=moment)
    audit, watch = officer("audit"), officer("supervisor")
    assert {x.fact.of_case for x in attempts.attempts(audit, "2033-03")} == {number, ""}
    assert [x.fact.of_case for x in attempts.attempts(watch, "2033-03")] == [number]
    assert attempts.attempts(officer("clerk"), "2033-03") == []
    assert len(attempts.attempts(audit, "2033-03", who="梅朵", act="准予许可", role=Role.OFFICER)) == 1
    assert attempts.attempts(audit, "2033-03", who="没有") == []
    assert "2033-03" in attempts.months()
