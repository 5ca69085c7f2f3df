"""Identity numbers and telephones: checked by library and table, and an error that names the place."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from stdnum import numdb
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError
from stdnum.util import clean

from yichuang.law.cases import Refused
from yichuang.office import sealing
from yichuang.office.directory.models import IdType

SAMPLE_PROVINCE: Final = "99"
"""A province prefix that is not assigned: sample persons and firms carry it, real ones never do."""

_ID_LENGTH = 18
_USCC = re.compile(r"[1-9ANY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}")
_DOCUMENT = re.compile(r"[A-Z0-9]{6,18}")
_REMEDY = "请对照证件核对后重新填写。"


def _wrong(reason: str, field: str) -> Refused:
    return Refused(reason, field=field, remedy=_REMEDY)


def _half(text: str) -> str:
    """Full-width letters and digits, as a Chinese keyboard makes them, in their plain width."""
    return unicodedata.normalize("NFKC", text).strip()


def _county(code: str) -> bool:
    """Whether six digits are or ever were a county: a person keeps the code of the place of first registration."""
    return any("county" in found for _, found in numdb.get("cn/loc").info(code))


def resident(number: str, *, on: date, sample: bool, field: str = "id_number") -> str:
    """A resident identity number (GB 11643) in its plain form. Raises Refused that says which place is wrong.

    The first six digits must have been a county at some time; `sample` also lets the unassigned province 99 in.
    """
    plain = clean(_half(number), " -").upper()
    if len(plain) != _ID_LENGTH:
        raise _wrong(f"身份证号应为 18 位, 现在是 {len(plain)} 位", field)
    for place, char in enumerate(plain[:-1], 1):
        if char not in "0123456789":
            raise _wrong(f"身份证号第 {place} 位应为数字, 请核对", field)
    if not (_county(plain[:6]) or (sample and plain.startswith(SAMPLE_PROVINCE))):
        raise _wrong("身份证号第 1–6 位不是行政区划代码, 请核对", field)
    try:
        born = ric.get_birth_date(plain)
    except ValidationError:
        born = date.max
    if not date(1900, 1, 1) <= born <= on:
        raise _wrong("身份证号第 7–14 位不是有效的出生日期, 请核对", field)
    if plain[-1] != ric.calc_check_digit(plain):
        raise _wrong("身份证号第 18 位不对, 请核对", field)
    return plain


def credit_code(number: str, *, sample: bool, field: str = "id_number") -> str:
    """A unified social credit code (GB 32100) in its plain form. Raises Refused that says which place is wrong.

    Beside the digits that stdnum knows, the first place may be A, N (rural collectives) or Y.
    """
    plain = uscc.compact(_half(number))
    if len(plain) != _ID_LENGTH:
        raise _wrong(f"统一社会信用代码应为 18 位, 现在是 {len(plain)} 位", field)
    if not _USCC.fullmatch(plain):
        place = next(i for i in range(1, 19) if not _USCC.fullmatch(plain[:i] + "91510000MA00000000"[i:]))
        raise _wrong(f"统一社会信用代码第 {place} 位不能是“{plain[place - 1]}”, 请核对", field)
    if not sample and plain[2:4] == SAMPLE_PROVINCE:
        raise _wrong("统一社会信用代码第 3–8 位不是行政区划代码, 请核对", field)
    if plain[-1] != uscc.calc_check_digit(plain):
        raise _wrong("统一社会信用代码第 18 位不对, 请核对", field)
    return plain


def document(number: str, *, field: str = "id_number") -> str:
    """A passport or permit number in its plain form: six to eighteen letters and digits."""
    plain = re.sub(r"[\s-]", "", _half(number)).upper()
    if not _DOCUMENT.fullmatch(plain):
        raise _wrong("证件号码应为 6 至 18 位字母和数字", field)
    return plain


def id_number(kind: IdType, number: str, *, on: date, sample: bool) -> str:
    """Any identity number in its plain form. Raises Refused that names the place."""
    if kind is IdType.RESIDENT:
        return resident(number, on=on, sample=sample)
    if kind is IdType.USCC:
        return credit_code(number, sample=sample)
    return document(number)


def index_of(kind: IdType, plain: str) -> str:
    """The blind index of an identity number in its plain form."""
    return sealing.index(f"id:{kind.value}:{plain}")


def phone(number: str, *, field: str = "phone") -> str:
    """A telephone number in its plain form: a mobile of 11 digits, or a landline with its area code."""
    plain = re.sub(r"[\s()]", "", _half(number)).removeprefix("+86")
    if _MOBILE.fullmatch(plain.replace("-", "")):
        return plain.replace("-", "")
    if _LANDLINE.fullmatch(plain):
        return plain
    raise Refused(
        "电话号码不对",
        field=field,
        remedy="手机写 11 位数字; 固定电话写区号和号码, 如 0837-2822315。",
    )


def person_name(text: str, *, field: str = "name", most: int = 100) -> str:
    """A name as written, trimmed. Raises Refused when it is empty, too long or holds control characters."""
    plain = " ".join(text.split())
    if not plain:
        raise Refused("没有填写姓名或者名称", field=field, remedy="请照证件填写。")
    if len(plain) > most:
        raise Refused(f"姓名或者名称超过 {most} 字", field=field, remedy="请照证件填写。")
    if not plain.isprintable():
        raise Refused("姓名或者名称里有不能显示的字符", field=field, remedy="请照证件重新输入。")
    return plain
