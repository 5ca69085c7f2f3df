"""Acts on real PostgreSQL: one statement, no half, no double, no rewriting."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from people import MATTER, applicant, at, client, officer, submitted, whole
from yichuang.doors.command.audit import audit
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.mandates import TIMER
from yichuang.law.words import Purpose, State
from yichuang.office.cases import acts, reads, rows
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.trail import acts as trail_acts
from yichuang.office.trail import reads as trail
from yichuang.office.trail.models import FactRow, TextRow

pytestmark = pytest.mark.django_db


def test_an_application_goes_from_the_door_to_the_archive() -> None:
    number = submitted()
    clerk, reviewer, chief = officer("clerk"), officer("reviewer"), officer("chief")
    acts.act(number, c.Accept(), by=clerk, at=at("2026-03-03T09:00"))
    for step in ("review", "site"):
        command = c.CompleteStep(step=step, opinion="同意", officers=("杨志华", "苏朗扎西"))
        acts.act(number, command, by=reviewer, at=at("2026-03-04T09:00"))
    acts.act(number, c.Grant(content="准予"), by=chief, at=at("2026-03-05T09:00"))
    acts.act(number, c.MakeCertificate(), by=chief, at=at("2026-03-05T10:00"))
    acts.act(number, c.Collect(receiver="卓玛"), by=clerk, at=at("2026-03-06T10:00"))
    done = acts.act(number, c.Archive(volume="1"), by=officer("archivist"), at=at("2026-03-09T10:00"))
    assert done.case.state is State.ARCHIVED
    assert trail.verify(number, bytes(CaseRow.objects.get(pk=number).head)) is None
    assert not list(audit(CaseRow.objects.get(pk=number)))


def test_an_act_takes_two_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    number = submitted()
    clerk = officer("clerk")
    said: list[str] = []
    real = acts.run
    monkeypatch.setattr(acts, "run", lambda sql, params: (said.append(sql), real(sql, params))[1])
    acts.act(number, c.Accept(), by=clerk, at=at("2026-03-03T09:00"))
    assert len(said) == 2


def test_the_same_key_does_it_once() -> None:
    number = submitted()
    clerk = officer("clerk")
    first = acts.act(number, c.Accept(), by=clerk, at=at("2026-03-03T09:00"), key="k1")
    again = acts.act(number, c.Accept(), by=clerk, at=at("2026-03-03T09:01"), key="k1")
    assert not first.again and again.again
    assert FactRow.objects.filter(case=number, type="CaseAccepted").count() == 1


def test_a_case_is_begun_once_per_key() -> None:
    edition = catalogue.current(MATTER, at("2026-03-02T10:00").date())
    first, again = (
        acts.open_case(
            MATTER, client(), *whole(edition), by=applicant(), at=at("2026-03-02T10:00"), key="door-1"
        )
        for _ in range(2)
    )
    assert again.again and first.case.number == again.case.number


def test_a_revoked_licence_is_neither_renewed_nor_changed() -> None:
    number = submitted()
    with pytest.raises(law.Refused, match="没有可以变更"):
        acts.open_case(
            MATTER,
            client(),
            by=applicant(),
            at=at("2026-03-03T10:00"),
            purpose=Purpose.CHANGE,
            licence_of=number,
        )


def test_a_stale_page_is_told_what_changed() -> None:
    number = submitted()
    seen = CaseRow.objects.get(pk=number).version
    acts.act(number, c.Accept(), by=officer("clerk"), at=at("2026-03-03T09:00"))
    with pytest.raises(acts.Stale) as told:
        acts.act(number, c.Withdraw(), by=applicant(), at=at("2026-03-03T10:00"), seen=seen)
    assert [type(entry.fact).__name__ for entry in told.value.entries] == ["CaseAccepted"]


def test_an_officer_out_of_scope_sees_nothing_and_does_nothing() -> None:
    number = submitted()
    with pytest.raises(law.Refused, match=r"由工作人员办理|没有对本办件"):
        acts.act(number, c.Accept(), by=officer("supervisor"), at=at("2026-03-03T09:00"))
    with pytest.raises(acts.Missing):
        reads.sheet(number, officer("admin"), at("2026-03-03T09:00"))


@pytest.mark.parametrize("username", ["unlettered", "expired"])
def test_without_a_letter_in_force_nobody_accepts(username: str) -> None:
    number = submitted()
    with pytest.raises(law.Refused, match="授权书"):
        acts.act(number, c.Accept(), by=officer(username), at=at("2026-03-03T09:00"))


def test_silence_accepts_from_the_day_of_receipt() -> None:
    number = submitted()
    assert acts.tick(at("2026-03-09T23:59")) == 0
    assert acts.tick(at("2026-03-10T00:00")) == 1
    row = CaseRow.objects.get(pk=number)
    assert (row.state, str(row.accepted_on), str(row.statutory_on)) == (
        "under_review",
        "2026-03-02",
        "2026-03-30",
    )


def test_postgresql_refuses_to_rewrite_a_fact() -> None:
    number = submitted()
    for change in (
        "UPDATE trail_fact SET type = 'x' WHERE \"case\" = %s",
        'DELETE FROM trail_fact WHERE "case" = %s',
    ):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change, [number])


@pytest.mark.parametrize("harm", ["edit", "remove", "swap", "cut"])
def test_any_harmed_fact_is_found(harm: str) -> None:
    number = submitted()
    head = bytes(CaseRow.objects.get(pk=number).head)
    sql = {
        "edit": """UPDATE trail_fact SET record = jsonb_set(record, '{data,name}', '"x"') WHERE "case" = %s AND seq = 1""",
        "remove": 'DELETE FROM trail_fact WHERE "case" = %s AND seq = 3',
        "swap": 'UPDATE trail_fact SET seq = CASE seq WHEN 3 THEN 104 ELSE 103 END WHERE "case" = %s AND seq IN (3, 4)',
        "cut": 'DELETE FROM trail_fact WHERE "case" = %s AND seq = (SELECT max(seq) FROM trail_fact f WHERE f."case" = trail_fact."case")',
    }[harm]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE trail_fact DISABLE TRIGGER trail_fact_append_only")
        cursor.execute(sql, [number])
        if harm == "swap":
            cursor.execute('UPDATE trail_fact SET seq = seq - 100 WHERE "case" = %s AND seq > 100', [number])
    assert trail.verify(number, head) is not None


def test_erasing_personal_text_leaves_the_chain_whole() -> None:
    number = submitted()
    assert trail_acts.erase_texts(number) > 0
    assert not TextRow.objects.filter(case=number).exists()
    assert trail.verify(number, bytes(CaseRow.objects.get(pk=number).head)) is None


def test_a_row_is_what_its_facts_say() -> None:
    number = submitted()
    assert rows.thaw(CaseRow.objects.get(pk=number).folded) == law.fold(trail.entries(number))


def test_the_timer_never_needs_a_permission() -> None:
    assert not TIMER.permissions
