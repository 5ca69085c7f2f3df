"""How much of a person a page, list or export may show (个人信息保护法 6, 34; 政府信息公开条例 15)."""

from __future__ import annotations

import re
from typing import Final

COMPOUND_SURNAMES: Final = (
    "欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|长孙|宇文|独孤|南宫|端木|百里|呼延|"
    "东郭|西门|轩辕|澹台|公冶|宗政|濮阳|淳于|单于|太叔|申屠|仲孙|钟离|闻人|万俟|赫连|拓跋"
)
_COMPOUND_SURNAME = re.compile(COMPOUND_SURNAMES)
_PLACE = re.compile(r"^.*?(?:街道|[^乡镇]镇|[^乡镇]乡|苏木)|^.*?(?:大道|路|街|巷)|^.*(?:区|县|市|旗)")


def name(text: str) -> str:
    """A person's name as its surname and one star, whatever its length: 张三丰 → 张*, 欧阳锋 → 欧阳*."""
    text = text.strip()
    if not text:
        return ""
    kept = 2 if len(text) > 2 and _COMPOUND_SURNAME.match(text) else 1
    return text[:kept] + "*"


def id_number(text: str) -> str:
    """An identity number inside the hall: the first three and the last two, the rest stars. Never for publication."""
    text = text.strip()
    if len(text) < 10:
        return "*" * len(text)
    return text[:3] + "*" * (len(text) - 5) + text[-2:]


def phone(text: str) -> str:
    """A telephone number: 13812341234 → 138****1234; of a landline the area code and the last three stay."""
    digits = "".join(char for char in text if char.isdigit())
    if len(digits) == 11 and digits[0] == "1":
        return f"{digits[:3]}****{digits[-4:]}"
    area, mark, rest = text.strip().partition("-")
    if mark and area.isdigit() and len(rest) > 3:
        return f"{area}-{'*' * (len(rest) - 3)}{rest[-3:]}"
    return "*" * max(0, len(digits) - 3) + digits[-3:] if len(digits) > 6 else "*" * len(digits)


def address(text: str) -> str:
    """An address down to the township or street, without village, building and door."""
    found = _PLACE.match(text.strip())
    return f"{found.group()}****" if found else "****" if text.strip() else ""


def email(text: str) -> str:
    """A mail address: its first letter and its host."""
    local, mark, host = text.strip().partition("@")
    return f"{local[:1]}***@{host}" if mark and local else "***" if text.strip() else ""
