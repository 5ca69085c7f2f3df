"""Home addresses down to the door, told from the seats of bodies and firms; the township stays (as `masking.address`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from yichuang.law.privacy.labels import HOME, PLACE_OF_WORK, ROOM_OF_OFFICE
from yichuang.law.privacy.mark import Certainty, Kind, Mark
from yichuang.law.privacy.reading import HAN, Reading, last

_N: Final = "[附第0-9A-Za-z一二三四五六七八九十][第0-9一二三四五六七八九十]{0,4}"
_UNIT: Final = r"(?:栋|幢|号楼|号院|号附|单元|村民小组|座|楼|层|组|社|队|巷|弄|号)[\-—,， ]?"
_DOOR: Final = re.compile(
    rf"{_N}{_UNIT}(?:{_N}{_UNIT}){{0,5}}+(?:附?\d{{1,4}}(?! ?[\d年月日元米%.万亩平㎡])(?:室|户|号)?)?"
)
_DASHED: Final = re.compile(r"(?<!\d)\d{1,3}-\d{1,2}-\d{3,4}(?![\d\-])(?:室|号)?")
_AREA: Final = re.compile(
    rf"(?:自治[州区县]|省|[州市县旗](?!场)|(?<![小社片园])区|街道|镇|乡(?!村)|苏木|住址|地址|位于|坐落|[他她我]家|家住|住在|住户|住|现住|家在|在|到|于|是|反映|投诉|业主|涉及|的|[,，、。:：;；（(]|[^{HAN}0-9A-Za-z·\-])"
)
_HOUSE: Final = re.compile("栋|幢|号楼|座")
_TEAM: Final = re.compile("组|社|队")
_BODY_AFTER: Final = re.compile(
    "^[^,，。;；\n]{0,6}(?:公司|中心|委员会|办公室|会议室|局|大厅|医院|学校|档案馆|图书馆|派出所)"
)


def _sure(door: str, near: str, after: str) -> Certainty | None:
    """Whether a door is somebody's home: by what it is made of, and by the nearer of the labels before it."""
    if ROOM_OF_OFFICE.match(after) or _BODY_AFTER.match(after):
        return None
    home, work = last(HOME, near), last(PLACE_OF_WORK, near)
    if work > home:
        return None
    digits_end = door[-1].isdigit() or door.endswith(("室", "户"))
    units = len(re.findall("栋|幢|号楼|座|单元|楼|层|组|社|队|小组|号", door))
    flat = "单元" in door and (units >= 2 and (digits_end or door.endswith("号")))
    house = bool(_HOUSE.search(door)) and (digits_end or (door.endswith("号") and units >= 2))
    team = bool(_TEAM.search(door)) and "号" in door
    if flat or house or team:
        return Certainty.CERTAIN if home >= 0 else Certainty.LIKELY
    if home < 0:
        return None
    near_by = len(near) - home <= 24
    if (
        door.count("-") == 2
        or units >= 2
        or ("号" in door and near_by)
        or (_TEAM.search(door) and near_by and near.endswith(("村", "社区")))
    ):
        return Certainty.LIKELY
    return None


def _start(plain: str, at: int) -> int:
    """Where the part below the township begins, at most 24 characters before the door."""
    left = plain[max(0, at - 24) : at]
    cut = 0
    for found in _AREA.finditer(left):
        cut = found.end()
    return at - len(left) + cut


def places(reading: Reading) -> Iterator[Mark]:
    """Every home address of a text, from below the township to the door."""
    plain = reading.plain
    for found in chain(_DOOR.finditer(plain), _DASHED.finditer(plain)):
        door = found.group().rstrip("-—,， ")
        start, end = found.start(), found.start() + len(door)
        begin = _start(plain, start)
        sure = _sure(door, reading.before(begin) + plain[begin:start], reading.after(end))
        if sure is not None:
            yield Mark(begin, end, Kind.ADDRESS, "住址，到门牌、房号", sure, "****")
