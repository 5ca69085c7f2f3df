"""What of a demand and its answer anybody may read: personal data and door numbers taken out (政府信息公开条例 15, 个人信息保护法 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yichuang.law import masking
from yichuang.law.privacy import find, redact
from yichuang.law.privacy.surnames import SURNAMES

_DIGITS = "0-9０-９一二三四五六七八九十百零〇A-Za-z"
_UNIT = "号楼|号院|号门|栋|幢|单元|楼层|室|户|号(?![码线文令段召称志])"
_DOOR = re.compile(rf"(?:(?<![第月{_DIGITS}])[{_DIGITS}]+(?:[-－—之][{_DIGITS}]+)*\s*(?:{_UNIT}))+")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[-－ ]?\d{7,8}(?!\d)")
_LONG = re.compile(r"(?<!\d)\d{8,19}[Xx]?(?!\d)")
_ADDRESSED = re.compile(rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?=女士|先生|同志|师傅|大爷|阿姨)")
_NAMED = re.compile(
    r"((?:联系人|姓名|户主)(?:是|为|[:： ])?\s*)([\u4e00-\u9fff·]{2,6}?)(?=[，,。；;、（(电手\s]|$)"
)
_CALLED = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,4}(?=(?:先生|女士|同志|老师|师傅|大爷|大妈)(?:您|，|：|:|,))"
)


def plain(text: str, names: Iterable[str] = ()) -> str:
    """A text without identity, telephone and account numbers, plates, addresses of mail and door, and without these names.

    Nobody reads it before it is out, so what is only possibly a person's is hidden too.
    """
    for name in sorted({one.strip() for one in names if len(one.strip()) > 1}, key=len, reverse=True):
        text = text.replace(name, masking.name(name))
    for called in (_CALLED, _ADDRESSED):
        text = called.sub(lambda found: masking.name(found.group()), text)
    for pattern in (_LANDLINE, _LONG):
        text = pattern.sub("***", text)
    text = _NAMED.sub(lambda found: found[1] + masking.name(found[2]), _DOOR.sub("**", text))
    marks = find(text)
    return redact(text, marks, [one for one in marks if not one.stops])


def roughly(place: str, known: Iterable[str] = ()) -> str:
    """Where, as far as anybody may know: a place with a name of its own, else the town or the street, never the door."""
    place = place.strip()
    named = max((one for one in known if one and place.startswith(one)), key=len, default="")
    return plain(named or masking.address(place).rstrip("*"))
