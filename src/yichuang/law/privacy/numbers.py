"""Numbers that are a person's: identity (GB 11643), telephone, bank account (GB/T 19584). Found by shape, check digit and label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from yichuang.law.privacy.labels import ORGANISATION, PERSON, PUBLIC_PHONE
from yichuang.law.privacy.mark import RANK, Certainty, Kind, Mark
from yichuang.law.privacy.reading import Reading, last

_CHAIN: Final = re.compile(r"\d(?:[ .\-()_·]{0,2}+\d)*+")
_GROUP: Final = re.compile(r"\d+")
_SPOKEN: Final = re.compile("[〇零○一二三四五六七八九幺]{11,18}+")
_SPEAK: Final = str.maketrans("〇零○一二三四五六七八九幺", "0001234567891")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK: Final = "10X98765432"

_IDENTITY: Final = re.compile("身份证|身份号码|证件号|证号|驾驶证|资格证|身份[:]")
_IDENTITY_NOT: Final = re.compile(
    "许可证|注册号|信用代码|执照|产权证|登记证|发票|编号|文号|使用证|运输证|执法证|结婚证|执业证"
)
_BANK: Final = re.compile("账号|帐号|账户|帐户|卡号|银行卡|社会保障卡|社保卡|存折|一卡通|汇入|转入|打到")
_BANK_PUBLIC: Final = re.compile(
    r"(?:户名|收款单位|收款人|开户名称|收款户)[:： ]{0,2}[^\s,，。;；]{0,24}(?:公司|局|委员会|政府|中心|合作社|医院|学校|厅|院|厂|会|财政|所|站)"
    "|对公|国库|非税|缴款|罚没|基本户|专户"
)
_SERIAL: Final = re.compile(
    "(?:编号|单号|票号|发票号码|流水号|批号|证书号|档案号|序列号|条码|订单号|文号|案号|代码|许可证号|运输证号|图号)[:为是 ]{0,3}$"
)
_OFFERED: Final = re.compile(r"(?:拨打|致电|详询|请拨|详情可拨)(?:电话)?[: ]{0,2}$")
_RINGING: Final = re.compile("电话|手机|联系方式|号码|座机|拨打|致电|宅电|tel|phone|mobile", re.IGNORECASE)
_PRIVATE: Final = re.compile(f"家里|住宅|宅电|座机|本人|我|来电|本机|家属|{PERSON}")
_MONEY: Final = re.compile(
    r"^ ?(?:元|万|亿|千|米|公里|平方|亩|吨|公斤|千克|kg|m|㎡|%|立方|株|只|头|户|人次|人|件)"
)
_EXTENSION: Final = re.compile(r"[转\-](?:分机)?\d{1,5}")
_TAIL: Final = re.compile(r"[ .\-_·]{0,2}[Xx](?![A-Za-z0-9])")
_CALLED: Final = re.compile(r"(?:电话|座机|宅电)[:为是 ]{0,2}$")
_PREFIX: Final = re.compile(r"\+?(?<!\d)(?:00)?86[ \-]?$|\+$")
_ABROAD: Final = ("13", "14", "15", "16", "17", "18", "19", "01", "86", "00")
_CENTURIES: Final = ("18", "19", "20")
_SHAPES: Final = frozenset(
    {(3, 4, 4), (3, 3, 5), (3, 8), (7, 4), (4, 3, 4), (4, 4, 3), (3, 5, 3), (3, 4, 2, 2), (3, 2, 2, 2, 2), (5, 6), (6, 5)}
    | {(1,) * 11}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Run:
    """Some neighbouring groups of digits taken as one number."""

    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]
    before: str
    after: str


def check_digit(digits: str) -> str:
    """The eighteenth character of an identity number from its first seventeen (GB 11643)."""
    return _CHECK[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False)) % 11]


def luhn(digits: str) -> bool:
    """Whether the check digit of a card number is right (GB/T 17552)."""
    doubled = (int(d) * (1 + n % 2) for n, d in enumerate(reversed(digits)))
    return sum(n - 9 * (n > 9) for n in doubled) % 10 == 0


def _born(digits: str) -> bool:
    """Whether eight digits are a day somebody alive may have been born on."""
    try:
        return date(1880, 1, 1) <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) < date(2100, 1, 1)
    except ValueError:
        return False


def identity_number(text: str) -> bool:
    """Whether eighteen characters are an identity number: place, day of birth and check digit."""
    return len(text) == 18 and text[0] != "0" and check_digit(text) == text[17].upper() and _born(text[6:14])


def _mark(run: _Run, kind: Kind, why: str, certainty: Certainty) -> Mark:
    return Mark(run.start, run.end, kind, why, certainty, "*" * min(len(run.digits), 18))


def _identity(reading: Reading, run: _Run) -> Mark | None:
    size = len(run.digits)
    if size == 20 and len(run.sizes) == 1 and identity_number(run.digits[:18]):
        return _mark(run, Kind.IDENTITY, "残疾人证号，含公民身份号码", Certainty.CERTAIN)
    if size == 18 and identity_number(run.digits):
        return _mark(run, Kind.IDENTITY, "十八位，出生日期和校验码相符", Certainty.CERTAIN)
    if size not in (15, 18) or len(run.sizes) > 4 or run.digits[0] == "0":
        return None
    near = reading.before(run.start, 24) + "\0"
    labelled = last(_IDENTITY, near) > last(_IDENTITY_NOT, near)
    old = size == 15 and _born("19" + run.digits[6:12])
    if labelled:
        why = "十五位旧号，写明是证件号码" if old else "写明是证件号码，校验码不符，可能写错"
        return _mark(run, Kind.IDENTITY, why, Certainty.CERTAIN if old else Certainty.LIKELY)
    if old and len(run.sizes) == 1 and not _SERIAL.search(near[:-1]) and last(_IDENTITY_NOT, near) < 0:
        return _mark(run, Kind.IDENTITY, "可能是十五位旧身份证号", Certainty.POSSIBLE)
    return None


def _phone(reading: Reading, run: _Run) -> Mark | None:
    digits, sizes = run.digits, run.sizes
    if len(digits) == 12 and digits[0] == "0" and len(sizes) == 1:
        digits = digits[1:]
    elif len(digits) in (13, 15) and digits.startswith(("86", "0086")) and len(sizes) == 1:
        digits = digits[-11:]
    if len(digits) != 11 or digits[0] != "1" or digits[1] < "3":
        return None
    if len(sizes) > 1 and (
        sizes not in _SHAPES or "-" in run.before or "." in run.before or "-" in run.after
    ):
        return None
    near = reading.before(run.start, 40)
    if (
        _MONEY.match(reading.plain[run.end : run.end + 4])
        or near.endswith(("¥", "$"))
        or _SERIAL.search(near)
    ):
        return None
    if PUBLIC_PHONE.search(near):
        return _mark(run, Kind.PHONE, "手机号码，写明供公众拨打", Certainty.POSSIBLE)
    sure = len(run.sizes) == 1 or bool(_RINGING.search(near))
    if abroad := _PREFIX.search(near):
        run = replace(run, start=run.start - len(abroad.group()))
    return _mark(run, Kind.PHONE, "手机号码", Certainty.CERTAIN if sure else Certainty.LIKELY)


def _bank(reading: Reading, run: _Run) -> Mark | None:
    size = len(run.digits)
    if not 15 <= size <= 21 or not run.digits.isdigit() or any(part > 21 or part < 2 for part in run.sizes):
        return None
    near = reading.before(run.start, 24)
    label = _BANK.search(near) and last(_BANK, near) > last(_IDENTITY, near)
    good = luhn(run.digits)
    if label:
        if _BANK_PUBLIC.search(reading.plain[max(0, run.start - 70) : run.start].rpartition("。")[2]):
            return None
        why = "写明是账号、卡号" + ("，校验码相符" if good else "")
        return _mark(run, Kind.BANK, why, Certainty.CERTAIN if good else Certainty.LIKELY)
    if good and size in (16, 17, 18, 19) and run.digits.startswith(("62", "60")) and not _SERIAL.search(near):
        return _mark(run, Kind.BANK, "银行卡号的样式，校验码相符", Certainty.LIKELY)
    return None


def _landline(reading: Reading, groups: list[tuple[int, int]], n: int) -> tuple[Mark, int] | None:
    """An area code and seven or eight digits, with the extension; beside it how many groups it took."""
    plain = reading.plain
    start, end = groups[n]
    took, size = 1, end - start
    if plain[start] == "0" and size in (3, 4) and plain[start + 1] != "0":
        size = 0
        while n + took < len(groups) and size < 7 and took < 4:
            size += groups[n + took][1] - groups[n + took][0]
            took += 1
        if size not in (7, 8):
            return None
    elif not (
        plain[start] == "0" and plain[start + 1 : start + 2] not in ("0", "1") and size in (11, 12)
    ) and (size not in (7, 8) or not _CALLED.search(reading.before(start))):
        return None
    end = groups[n + took - 1][1]
    if n + took < len(groups) and plain[end] == "-" and groups[n + took][1] - groups[n + took][0] <= 5:
        end, took = groups[n + took][1], took + 1
    if extension := _EXTENSION.match(plain, end):
        end = extension.end()
    if plain[start - 1 : start] == "(" and ")" in plain[start:end]:
        start -= 1
    near = reading.before(start, 60)
    own, body = last(_PRIVATE, near), last(ORGANISATION, near)
    if PUBLIC_PHONE.search(near) or _OFFERED.search(near) or body > own or _SERIAL.search(near):
        return None
    sure = own >= 0 or _PRIVATE.match(reading.after(end + 1))
    if not sure and not _RINGING.search(near):
        return None
    why = "固定电话，在个人的信息里" if sure else "固定电话，看不出是单位的"
    shown = "*" * 8
    return Mark(start, end, Kind.PHONE, why, Certainty.LIKELY if sure else Certainty.POSSIBLE, shown), took


def _runs(reading: Reading, groups: list[tuple[int, int]], n: int) -> Iterator[tuple[_Run, int]]:
    """What may be one number from a group on: it alone first, then with its neighbours, at most twenty-two digits."""
    plain, start, size = reading.plain, groups[n][0], 0
    head = "".join(plain[a:b] for a, b in groups[n : n + 8])
    for stop in range(n + 1, len(groups) + 1):
        end = groups[stop - 1][1]
        size += end - groups[stop - 1][0]
        if size > 22:
            return
        many = stop - n > 6 and not (head[:2] in _ABROAD if size < 15 else head[6:8] in _CENTURIES)
        if size < 11 or many:
            continue
        digits = "".join(plain[a:b] for a, b in groups[n:stop])
        sizes = tuple(b - a for a, b in groups[n:stop])
        before = plain[groups[n - 1][1] : start] if n else ""
        after = plain[end : groups[stop][0]] if stop < len(groups) else ""
        tail = _TAIL.match(plain, end) if size == 17 else None
        if tail:
            yield _Run(start, tail.end(), digits + "X", sizes, before, ""), stop - n
        if not ("." in after and stop - n == 1 and size == 11):
            yield _Run(start, end, digits, sizes, before, after), stop - n


def _best(reading: Reading, groups: list[tuple[int, int]], n: int) -> tuple[Mark | None, int]:
    """The number that begins with a group, and how many groups it takes; of account numbers the longest."""
    best: Mark | None = None
    took = 1
    for run, count in _runs(reading, groups, n):
        if mark := _identity(reading, run) or _phone(reading, run):
            return mark, count
        account = _bank(reading, run)
        if account and (best is None or RANK[account.certainty] <= RANK[best.certainty] or count <= 6):
            best, took = account, count
    return best, took


def _chain(reading: Reading, start: int, end: int) -> Iterator[Mark]:
    """The numbers of a chain of groups; what is taken is not looked at again."""
    plain = reading.plain
    groups = [found.span() for found in _GROUP.finditer(plain, start, end)]
    lettered = start > 0 and plain[start - 1].isascii() and plain[start - 1].isalpha()
    lettered = lettered and not _RINGING.search(plain[max(0, start - 8) : start])
    n = 1 if lettered else 0
    while n < len(groups):
        took = 1
        found = _landline(reading, groups, n)
        if found:
            yield found[0]
            took = found[1]
        else:
            mark, took = _best(reading, groups, n)
            if mark:
                yield mark
        n += took


def numbers(reading: Reading) -> Iterator[Mark]:
    """Every identity, telephone and account number of a text."""
    for found in _CHAIN.finditer(reading.plain):
        if found.end() - found.start() >= 7:
            yield from _chain(reading, *found.span())
    for found in _SPOKEN.finditer(reading.plain):
        run = _Run(*found.span(), found.group().translate(_SPEAK), (len(found.group()),), "", "")
        if mark := _identity(reading, run) or _phone(reading, run):
            yield mark
