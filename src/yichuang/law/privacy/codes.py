"""Signs with letters that lead to a person: plates (GA 36), travel documents, mail and chat addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from yichuang.law.privacy.mark import Certainty, Kind, Mark
from yichuang.law.privacy.reading import Reading

_PLATE: Final = re.compile(
    "(?<![0-9A-Za-z])(?P<place>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-HJ-NP-Za-hj-np-z])"
    r"[ ·.\-]{0,2}(?P<rest>(?:[A-HJ-NP-Za-hj-np-z0-9][ ]?){4,5}[A-HJ-NP-Za-hj-np-z0-9挂学领港澳])(?![A-Za-z0-9挂警急])"
)
_LETTERED: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9]{6,}+")
_TRAVEL: Final = re.compile(r"[A-Za-z]{0,2}\d{7,10}")
_PASSPORT: Final = re.compile(
    r"(?:护照|通行证|回乡证|台胞证|居留证|旅行证)[\u3400-\u9fff]{0,4}(?:号码?)?[:为是号 （(]{0,4}$"
)
_PASSPORT_SHAPE: Final = re.compile(r"(?:E[A-HJ-NP-Z]\d{7}|[EG]\d{8}|C[A-HJ-NP-Z]\d{7})$")
_HONG_KONG: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}\d{6} ?\([0-9A]\)")
_MAIL_LEFT: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._%+\-]{0,62}[A-Za-z0-9_\-])? ?$")
_MAIL_RIGHT: Final = re.compile(r" ?[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62}\.){1,4}[A-Za-z]{2,12}")
_MAIL_PUBLIC: Final = re.compile(
    "(?:监督|举报|投诉|咨询|公开|受理|单位|公司|办公|征集|意见|投稿|局|中心|委员会|政府|办公室)[^。;；\n]{0,24}$"
)
_MAIL_OWN: Final = re.compile("我|本人|申请人|来电人|诉求人|发到|当事人|信访人|女士|先生|联系人")
_CHAT: Final = re.compile(
    r"[微扣vVwWqQ](?:(?<=微)信号?|(?<=扣)扣|(?<![A-Za-z].)(?i:(?<=w)(?:echat|eixin|x)|(?<=v)[x信]|(?<=q)q号?码?|(?<=q)号))(?![公小群支])(?:账号|帐号|号码)?[:为是 ]{0,3}"
    r"(?P<id>[A-Za-z][A-Za-z0-9_\-]{5,19}(?![A-Za-z0-9@])|[1-9]\d{4,10}(?![\d@]))"
)


def _plates(reading: Reading) -> Iterator[Mark]:
    for found in _PLATE.finditer(reading.plain):
        rest = found["rest"].replace(" ", "")
        if sum(char.isdigit() for char in rest) >= 2:
            mask = found["place"].replace(" ", "") + "*" * len(rest)
            yield Mark(*found.span(), Kind.PLATE, "机动车号牌", Certainty.CERTAIN, mask)


def _travel(reading: Reading) -> Iterator[Mark]:
    plain = reading.plain
    for found in _LETTERED.finditer(plain):
        if not _TRAVEL.fullmatch(found.group()):
            continue
        text = found.group().upper()
        if _PASSPORT.search(reading.before(found.start(), 20)):
            yield Mark(*found.span(), Kind.TRAVEL, "写明是出入境证件号码", Certainty.CERTAIN, "*" * len(text))
        elif _PASSPORT_SHAPE.match(text):
            yield Mark(*found.span(), Kind.TRAVEL, "护照号码的样式", Certainty.POSSIBLE, "*" * len(text))
    for found in _HONG_KONG.finditer(plain):
        yield Mark(*found.span(), Kind.TRAVEL, "香港身份证号码的样式", Certainty.LIKELY, "********")


def _mails(reading: Reading) -> Iterator[Mark]:
    plain, at, free = reading.plain, reading.plain.find("@"), 0
    while at >= 0:
        left = _MAIL_LEFT.search(plain[max(free, at - 65) : at])
        right = _MAIL_RIGHT.match(plain, at + 1, at + 200)
        if left and right:
            start, free = max(free, at - 65) + left.start(), right.end()
            host, near = right.group().strip().lower(), reading.before(start)
            public = _MAIL_PUBLIC.search(near) and not _MAIL_OWN.search(near)
            if not (host.endswith("gov.cn") or public):
                mask = f"***@{host}"
                yield Mark(start, free, Kind.EMAIL, "电子邮箱", Certainty.CERTAIN, mask)
        at = plain.find("@", at + 1)


def _chats(reading: Reading) -> Iterator[Mark]:
    for found in _CHAT.finditer(reading.plain):
        yield Mark(*found.span("id"), Kind.CHAT, "写明是微信号、QQ号", Certainty.CERTAIN, "******")


def codes(reading: Reading) -> Iterator[Mark]:
    """Every plate, travel document, mail and chat address of a text."""
    yield from _plates(reading)
    yield from _travel(reading)
    yield from _mails(reading)
    yield from _chats(reading)
