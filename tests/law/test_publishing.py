"""What of a demand and its answer anybody may read."""

from __future__ import annotations

import pytest

from yichuang.law.hotline import publishing


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张三先生您好，已经修好", "张*先生您好，已经修好"),
        ("请到3号楼2单元501室", "请到**"),
        ("热线电话12345，30日内", "热线电话12345，30日内"),
        ("依照2026年第15号令办理", "依照2026年第15号令办理"),
        ("打13800000001或者0837-2828282，证件513201199001011234", "打***或者***，证件***"),
        ("车牌川U12345的车", "车牌川U*****的车"),
        ("写信给a.b@example.com", "写信给***@example.com"),
        ("诉求人：扎西卓玛，请尽快修", "诉求人：扎*，请尽快修"),
        ("联系人王德强，家住团结街12号", "联系人王*，家住团结街**"),
        ("联系人：王德强，账号6222990000000123", "联系人：王*，账号***"),
    ],
)
def test_what_is_published_is_plain(text: str, shown: str) -> None:
    assert publishing.plain(text) == shown


def test_places_are_told_roughly() -> None:
    known = ("马尔康镇团结街", "昌列寺")
    assert publishing.roughly("马尔康镇团结街12号3栋", known) == "马尔康镇团结街"
    assert publishing.roughly("昌列寺") == "" and publishing.roughly("昌列寺", known) == "昌列寺"
    assert publishing.roughly("沙尔宗镇从恩村二组18号") == "沙尔宗镇"
