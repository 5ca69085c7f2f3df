"""The canonical bytes are those that anybody's standard library writes."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from yichuang.law.trail import canonical, instant, moment

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
PLAIN = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT
VALUES = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(TEXT, PLAIN, max_size=3)


@settings(max_examples=300)
@given(st.dictionaries(TEXT, VALUES, max_size=4))
def test_canonical_bytes_are_sorted_compact_json(values: dict[str, object]) -> None:
    written = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert canonical(values) == written


def test_every_single_character_is_written_alike() -> None:
    for code in [*range(0x300), *range(0x2000, 0x2100), 0xFEFF, 0xFFFF, 0x1F600]:
        values = {chr(code): chr(code)}
        assert canonical(values) == json.dumps(values, separators=(",", ":"), ensure_ascii=False).encode()


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))])))
def test_an_instant_has_one_width_and_reads_back(at: datetime) -> None:
    if at.year < 2 or at.year > 9998:
        return
    written = instant(at)
    assert len(written) == len("2026-03-03T01:00:00.000000Z")
    assert moment(written) == at


@given(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)))
def test_a_moment_is_read_as_the_standard_library_parses_it(at: datetime) -> None:
    written = instant(at)
    read = moment(written)
    assert read == datetime.strptime(written, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    assert read.tzinfo is UTC


LETTERS = st.sampled_from("0123456789-:.,TZW +")


@given(st.text(LETTERS, max_size=30) | st.tuples(st.integers(0, 26), LETTERS).map(
    lambda one: "2026-03-03T01:00:00.000000Z"[: one[0]] + one[1] + "2026-03-03T01:00:00.000000Z"[one[0] + 1 :]
))  # fmt: skip
def test_what_is_not_an_instant_of_the_chain_is_refused(text: str) -> None:
    try:
        read = moment(text)
    except ValueError:
        return
    assert instant(read) == text
