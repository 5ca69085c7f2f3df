"""Masking: what may be seen of a person, and that nothing more can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.law import masking


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张三", "张*"),
        ("张三丰", "张*"),
        ("欧阳锋", "欧阳*"),
        ("欧阳", "欧*"),
        ("泽仁拉姆", "泽*"),
        ("买买提·艾力", "买*"),
        (" 李四 ", "李*"),
        ("", ""),
    ],
)
def test_name(text: str, shown: str) -> None:
    assert masking.name(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("11010519491231002X", "110*************2X"),
        ("990101199003070015", "990*************15"),
        ("E1234567", "********"),
        ("E12345678901", "E12*******01"),
        ("", ""),
    ],
)
def test_id_number(text: str, shown: str) -> None:
    assert masking.id_number(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13812341234", "138****1234"),
        ("138 1234 1234", "138****1234"),
        ("0837-2822315", "0837-****315"),
        ("08372822315", "********315"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_phone(text: str, shown: str) -> None:
    assert masking.phone(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("四川省阿坝州马尔康市马尔康镇达萨街18号2单元", "四川省阿坝州马尔康市马尔康镇****"),
        ("北京市东城区东华门街道多福巷5号", "北京市东城区东华门街道****"),
        ("成都市武侯区人民南路四段3号", "成都市武侯区人民南路****"),
        ("马尔康市梭磨乡色尔米村", "马尔康市梭磨乡****"),
        ("马尔康市某处", "马尔康市****"),
        ("某处", "****"),
        ("", ""),
    ],
)
def test_address(text: str, shown: str) -> None:
    assert masking.address(text) == shown


def test_email() -> None:
    assert masking.email("zeren@example.cn") == "z***@example.cn"
    assert masking.email("broken") == "***"
    assert masking.email("") == ""


@given(st.text(min_size=3, max_size=20))
def test_a_name_shows_two_characters_at_most(text: str) -> None:
    assert len(masking.name(text)) <= 3


@given(st.from_regex(r"[1-9]\d{16}[0-9X]", fullmatch=True))
def test_birthday_and_serial_of_an_id_are_never_shown(number: str) -> None:
    shown = masking.id_number(number)
    assert len(shown) == 18 and set(shown[3:16]) == {"*"}


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True))
def test_the_middle_of_a_mobile_is_never_shown(number: str) -> None:
    assert masking.phone(number)[3:7] == "****"
