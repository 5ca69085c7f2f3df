"""Two people at once: real connections, real commits, on the scratch database of the run."""

from __future__ import annotations

import threading

from django.db import connection

from people import at, officer, submitted
from yichuang.law import cases as law
from yichuang.law.cases import commands as c
from yichuang.law.words import State
from yichuang.office.cases import acts
from yichuang.office.cases.models import CaseRow
from yichuang.office.trail import reads as trail


def test_of_two_racing_acts_one_wins_and_one_is_refused(committed: None) -> None:
    number = submitted()
    clerk = officer("clerk")
    outcomes: list[str] = []
    gate = threading.Barrier(2)

    def race() -> None:
        gate.wait()
        try:
            acts.act(number, c.Accept(), by=clerk, at=at("2026-03-03T09:00"))
            outcomes.append("done")
        except law.Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=race) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "refused"]
    assert trail.verify(number, bytes(CaseRow.objects.get(pk=number).head)) is None


def test_statements_the_driver_threw_away_are_prepared_again(committed: None) -> None:
    number = submitted()
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    done = acts.act(number, c.Accept(), by=officer("clerk"), at=at("2026-03-03T09:00"))
    assert done.case.state is State.UNDER_REVIEW
