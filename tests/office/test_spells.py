"""Spells: what the table keeps is what the facts say; every engine answers every question alike."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection

from people import applicant, at, officer, submitted
from yichuang.doors.command import sample
from yichuang.law.analysis import MEASURES, TIMELINE, Phase, Sums, Unit
from yichuang.law.cases import Refused
from yichuang.law.cases import commands as c
from yichuang.law.facts import CorrectionPoint
from yichuang.law.words import Ground
from yichuang.office import clock
from yichuang.office.analysis import acts as analysis
from yichuang.office.analysis import asking, history
from yichuang.office.analysis.models import SpellRow
from yichuang.office.analysis.question import BY_CODE, DIMENSIONS, Question, everything
from yichuang.office.cases import acts
from yichuang.office.cases import reads as cases
from yichuang.office.cases.models import CaseRow
from yichuang.office.catalogue import reads as catalogue
from yichuang.office.trail import reads as trail
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
LONG_AGO = date(2000, 1, 1)


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: Any) -> int:
    """Some dozens of lives, as the sample lives them."""
    with django_db_blocker.unblock():
        return sample.fill(60, seed=11, issue=False)


def kept() -> list[tuple[Any, ...]]:
    return sorted(SpellRow.objects.values_list(*analysis.COLUMNS))


def told() -> list[tuple[Any, ...]]:
    """The same from facts alone, case by case."""
    found = []
    for number in CaseRow.objects.values_list("number", flat=True):
        found += [analysis.row(one) for one in analysis.of(trail.entries(number))]
    return sorted(found)


def test_the_table_is_what_the_facts_say_whether_kept_or_built_again(lived: int) -> None:
    number = submitted("2026-03-02T10:00")
    acts.act(number, c.Accept(), by=officer("clerk"), at=at("2026-03-03T10:00"))
    followers.settle()
    assert kept() == told()
    before = kept()
    analysis.rebuild()
    assert kept() == before and SpellRow.objects.filter(number=number).count() > 3
    SpellRow.objects.filter(number=number).delete()
    assert kept() != told()


def rows(number: str) -> dict[str, list[SpellRow]]:
    found: dict[str, list[SpellRow]] = {}
    for row in SpellRow.objects.filter(number=number).order_by("n"):
        found.setdefault(row.phase, []).append(row)
    return found


def test_a_life_with_everything_is_cut_at_its_facts() -> None:
    number = submitted("2026-03-02T10:00")  # a Monday
    edition = catalogue.edition(cases.folded(number).matter, cases.folded(number).edition)
    ground = next(one for one in edition.pauses if one is not Ground.HEARING)
    points = tuple(CorrectionPoint(material=one.code, what="看不清") for one in edition.materials[:2])
    told = [
        ("clerk", "2026-03-04T10:00", c.AskCorrection(points=points, until=date(2026, 3, 20))),
        ("applicant", "2026-03-11T10:00", c.SupplyCorrection(note="补了")),
        ("clerk", "2026-03-12T10:00", c.Accept()),
        ("chief", "2026-03-16T10:00", c.Pause(ground=ground, organiser="本局", expected_days=3)),
        ("chief", "2026-03-18T10:00", c.Resume(finding="完了")),
    ]
    for who, moment, command in told:
        acts.act(number, command, by=applicant() if who == "applicant" else officer(who), at=at(moment))
    for n, step in enumerate(edition.course):
        command = c.CompleteStep(step=step.key, opinion="可以", officers=("甲", "乙"))
        acts.act(number, command, by=officer("chief"), at=at(f"2026-03-{19 + n}T10:00"))
    acts.act(number, c.Grant(content="准予"), by=officer("chief"), at=at("2026-03-24T10:00"))
    followers.settle()
    found = rows(number)
    first, second = found["acceptance"]
    assert (first.workdays, first.limit_days, first.on_time, first.days) == (2, 5, True, 2)
    assert (second.started, second.ended, second.workdays) == (date(2026, 3, 11), date(2026, 3, 12), 1)
    (correction,) = found["correction"]
    assert (correction.days, correction.workdays, correction.waits, correction.on_time) == (7, 5, "applicant", True)  # fmt: skip
    assert [x.cause for x in found["point"]] == [x.name for x in edition.materials[:2]]
    (pause,) = found["pause"]
    assert (pause.cause, pause.workdays, pause.limit_days, pause.on_time) == (ground.label, 3, 3, True)
    (promised,) = found["promised"]
    assert (
        promised.workdays == 8 - 3 and promised.limit_days == edition.promised.amount
    )  # 12日之后到24日，减特别程序三天
    assert [x.step for x in found["step"]] == [one.key for one in edition.course]
    (decision,) = found["decision"]
    assert decision.ended == date(2026, 3, 24) and decision.officer == officer("chief").actor.id
    (whole,) = found["whole"]
    assert (whole.corrections, whole.outcome, whole.days) == (1, "granted", 22)
    assert found["service"][0].ended is None


def questions() -> list[Question]:
    """Every dimension and every two of them, both units, all phases that matter."""
    dims = [one for one in DIMENSIONS if one.in_history]
    sets = [(), *((one,) for one in dims), *combinations(dims, 2)]
    dice = Random(7)
    return [
        Question(
            phases=dice.choice([TIMELINE, (Phase.WHOLE,), (Phase.STEP,), (Phase.PROMISED,), (Phase.POINT,)]),
            by=by,
            since=LONG_AGO,
            until=clock.today(),
            unit=dice.choice(list(Unit)),
        )
        for by in sets
    ]


def figures(answer: dict[Any, Sums]) -> dict[Any, Any]:
    whole = everything(answer)
    return {key: [one.of(sums, whole) for one in MEASURES] for key, sums in answer.items()}


def ended_before_this_month(question: Question) -> Question:
    from dataclasses import replace

    return replace(question, until=clock.today().replace(day=1) - timedelta(days=1))


def test_files_answer_every_measure_by_every_dimension_as_the_database_does(
    lived: int, tmp_path: Path
) -> None:
    analysis.rebuild()
    months = history.to_export(clock.today())
    assert months and sum(history.export(tmp_path, first) for first in months) > 100
    assert history.held(tmp_path) == months
    some = 0
    for question in map(ended_before_this_month, questions()):
        plain = asking.postgres(question)
        assert history.ask(tmp_path, question) == plain
        assert figures(history.ask(tmp_path, question)) == figures(plain)
        some += len(plain)
    assert some > 500


def test_a_page_takes_old_months_from_files_and_the_rest_from_the_database(
    lived: int, tmp_path: Path, settings: Any
) -> None:
    analysis.rebuild()
    question = Question(phases=TIMELINE, by=(BY_CODE["body"], BY_CODE["month"]), since=date(2026, 1, 10), until=clock.today())  # fmt: skip
    plain = asking.postgres(question)
    for first in history.to_export(clock.today())[1:-1]:
        history.export(tmp_path, first)
    settings.YICHUANG_HISTORY = tmp_path
    assert asking.ask(question) == plain
    with connection.cursor() as cursor:  # what the files say is asked of the files
        cursor.execute("UPDATE analysis_spell SET workdays = workdays + 1 WHERE ended < %s", [clock.today().replace(day=1)])  # fmt: skip
    assert asking.ask(question) != asking.postgres(question)
    analysis.rebuild()


def test_no_personal_text_is_in_the_files(lived: int, tmp_path: Path) -> None:
    import duckdb

    for first in history.to_export(clock.today()):
        history.export(tmp_path, first)
    names = [x[0] for x in duckdb.sql(f"DESCRIBE SELECT * FROM read_parquet('{tmp_path}/*/*.parquet')").fetchall()]  # fmt: skip
    assert "note" not in names and set(names) - {"month"} == set(history.KEPT)
    values = str(duckdb.sql(f"SELECT * FROM read_parquet('{tmp_path}/*/*.parquet')").fetchall())
    assert not [x for x in CaseRow.objects.values_list("applicant_name", flat=True) if x in values]


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有历史文件"):
        history.ask(tmp_path, questions()[0])


def test_spark_answers_as_the_database_does_where_it_is_installed(lived: int, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="没有安装 Spark（pip install 'yichuang[spark]'）")
    import shutil

    if shutil.which("java") is None:
        pytest.skip("没有安装 Java，Spark 不能运行")
    analysis.rebuild()
    for first in history.to_export(clock.today()):
        history.export(tmp_path, first)
    for question in map(ended_before_this_month, Random(1).sample(questions(), 12)):
        assert history.ask_spark(tmp_path, question) == asking.postgres(question)
