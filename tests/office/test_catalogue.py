"""The catalogue: found by whatever people call it, published only when whole, never rewritten."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from people import at
from yichuang.office.catalogue import acts, reads
from yichuang.office.catalogue.models import Edition

pytestmark = pytest.mark.django_db

QUERIES = [
    ("食品经营许可", "food-business"),
    ("食品经营", "food-business"),
    ("开饭馆", "food-business"),
    ("我想开面馆", "food-business"),
    ("小吃店", "food-business"),
    ("spjyxk", "food-business"),
    ("shipinjingying", "food-business"),
    ("食品经营许克", "food-business"),
    ("烟草证", "tobacco-retail"),
    ("烟", "tobacco-retail"),
    ("yancao", "tobacco-retail"),
    ("施工许可", "construction-permit"),
    ("施工", "construction-permit"),
    ("个体户", "sole-trader-registration"),
    ("开公司", "company-registration"),
]


@pytest.mark.parametrize(("query", "wanted"), QUERIES)
def test_people_find_what_they_mean(query: str, wanted: str) -> None:
    found = reads.search(query, 5)
    assert wanted in [hit.code for hit in found], [(hit.code, hit.why) for hit in found]
    assert all(hit.why for hit in found)


def test_everyday_phrases_find_their_matter_among_the_first_three() -> None:
    lines = (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8").splitlines()
    asked = [line.split("\t") for line in lines if not line.startswith("#")]
    missed = [
        (phrase, top)
        for phrase, wanted in asked
        if not set(top := [hit.code for hit in reads.search(phrase, 3)]) & set(wanted.split())
    ]
    assert len(asked) >= 100 and len(missed) <= len(asked) * 0.05, missed


def test_nonsense_finds_nothing() -> None:
    assert not reads.search("量子纠缠反应堆")


def test_search_asks_the_database_nothing_per_matter(django_assert_max_num_queries: object) -> None:
    reads.search("许可", 50)
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        reads.search("许可", 50)


def content() -> dict[str, object]:
    row = Edition.objects.get(matter="food-business", number=1)
    return copy.deepcopy(row.content)


def test_the_same_words_again_make_no_new_edition_and_other_words_do() -> None:
    plain = content()
    assert acts.publish(plain, at=at("2026-06-01T09:00")).number == 1
    plain |= {"plain": "开饭馆先办它", "effective": "2026-06-02"}
    assert acts.publish(plain, at=at("2026-06-01T09:00")).number == 2
    assert Edition.objects.get(matter="food-business", number=1).ends == date(2026, 6, 2)


def test_a_published_edition_stands() -> None:
    for change in ("UPDATE catalogue_edition SET content = '{}'", "DELETE FROM catalogue_edition"):
        with (
            pytest.raises(DatabaseError, match="stands"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)


def test_there_are_forty_matters_and_each_reads_as_law() -> None:
    editions = reads.all_current(date(2026, 3, 2))
    assert len(editions) >= 40
    assert all(edition.statutory.cite.text and edition.remedies and edition.steps for edition in editions)
