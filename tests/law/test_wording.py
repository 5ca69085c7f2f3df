"""What changed in a text: nothing invented, nothing lost, however the two came about."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from yichuang.law.catalogue import wording

sentence = st.sampled_from(
    [
        "收入一百二十万元。",
        "支出一百二十万元。",
        "三公经费九万元；",
        "一、总则\n",
        "没有句号",
        "！",
        "\n",
        "甲”。",
    ]
)
text = st.lists(sentence, max_size=12).map("".join) | st.text(alphabet="甲乙。\n；”", max_size=30)


@given(text, text)
def test_the_pieces_are_the_old_and_the_new_text(old: str, new: str) -> None:
    pieces = wording(old, new)
    assert "".join(x.text for x in pieces if x.kind != "added") == old
    assert "".join(x.text for x in pieces if x.kind != "removed") == new
    if old == new:
        assert {x.kind for x in pieces} <= {"kept"}


def test_one_sentence_changed_is_one_sentence_shown() -> None:
    pieces = wording("收入九万元。支出九万元。\n绩效好。", "收入九万元。支出八万元。\n绩效好。")
    assert [(x.kind, x.text) for x in pieces] == [
        ("kept", "收入九万元。"), ("removed", "支出九万元。"), ("added", "支出八万元。"), ("kept", "\n绩效好。"),
    ]  # fmt: skip


def test_the_same_line_ten_thousand_times_takes_no_minute() -> None:
    began = time.monotonic()
    wording("甲。" * 20_000 + "乙。" * 5_000, "丙。" + "甲。" * 21_000 + "丁。")
    assert time.monotonic() - began < 20
