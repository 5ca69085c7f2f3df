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


def test_what_is_published_tells_no_person() -> None:
    told = "联系人：泽仁卓玛，王桂芳女士住达萨街12号3栋2单元401室，电话0837-2822345、13812345678，邮箱zoe@example.cn，车牌川U12345，卡6222021234567890123"
    seen = publishing.plain(told)
    for secret in (
        "卓玛",
        "桂芳",
        "12号",
        "3栋",
        "2单元",
        "401",
        "2822345",
        "13812345678",
        "zoe",
        "12345，",
        "62220",
    ):
        assert secret not in seen, (secret, seen)
    plain = "已于2026年3月5日更换团结街第3盏路灯，处理结果12月3号前复查，共花费1200元"
    assert publishing.plain(plain) == plain
