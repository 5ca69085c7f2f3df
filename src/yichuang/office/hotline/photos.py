"""Photos a citizen adds to his demand: cleaned before there is a ticket, compared with the place he names, then the ticket's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.core import signing

from yichuang.law.cases import Case, Refused, require
from yichuang.law.cite import HOTLINE
from yichuang.law.facts import Spot
from yichuang.law.hotline import metres
from yichuang.law.mandates import Standing
from yichuang.office.cases import hotline_terms as settings
from yichuang.office.files import acts as files
from yichuang.office.files.acts import Kept, Purpose

MOST = 5
HOURS = 8
_SALT = "hotline photo"
_TRUE = HOTLINE.art("3", "诉求登记应当准确完整")


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo set aside, and where it says it was taken; that is only compared, and kept nowhere."""

    kept: Kept
    where: Spot | None = None

    @property
    def token(self) -> str:
        """How a form carries it to its next try: nobody can make one for a file he did not hand in."""
        kept, spot = self.kept, self.where
        told = [kept.digest, kept.size, kept.media, kept.name, *((spot.lat, spot.lon) if spot else ())]
        return signing.dumps(told, salt=_SALT, compress=True)


def take(stream: IO[bytes], name: str) -> Photo:
    """Take one in. Raises Refused, naming the field, when it is no photo."""
    try:
        kept, where = files.set_photo_aside(stream, name)
    except Refused as refused:
        refused.field = "photos"
        raise
    return Photo(kept, Spot(lat=round(where[0] * 1e6), lon=round(where[1] * 1e6)) if where else None)


def add(found: list[Photo], given: Iterable[Any]) -> None:
    """Take more in beside those found before. Raises Refused at the first that is no photo or one too many; the ones before stay."""
    for one in given:
        require(len(found) < MOST, f"照片最多{MOST}张", _TRUE, field="photos", remedy="请挑最能说明问题的。")
        found.append(take(one, one.name or ""))


def again(tokens: Iterable[str]) -> list[Photo]:
    """The photos a form brought before; what is no token of ours, or too old, is left out."""
    found = []
    for token in tokens:
        try:
            told: list[Any] = signing.loads(token, salt=_SALT, max_age=HOURS * 3600)
        except signing.BadSignature:
            continue
        where = Spot(lat=told[4], lon=told[5]) if len(told) > 4 else None
        found.append(Photo(Kept(*told[:4]), where))
    return found[:MOST]


def compared(photos: Iterable[Photo], spot: Spot | None, region: str, explained: str) -> str:
    """What to put on record of a photo taken far from the place; empty when none was. Raises Refused until it is explained."""
    far = max((metres(one.where, spot) for one in photos if one.where and spot), default=0)
    limit = settings.terms(region).far
    if far <= limit:
        return ""
    said = f"{far / 1000:.1f}公里" if far >= 1000 else f"{far}米"
    require(explained.strip(), f"照片的拍摄位置离您填的地点大约{said}", _TRUE, field="explained",
            remedy="请核对地点；确实不在那里拍的，说明一下原因，例如“回家以后才传的老照片”。")  # fmt: skip
    return f"照片拍摄位置离所填地点约{said}，诉求人说明：{explained.strip()}"


def hand_in(photos: Iterable[Photo], case: Case, by: Standing, at: datetime) -> None:
    """Let them belong to the ticket."""
    purpose = Purpose(case=case.number, region=case.region, body=case.body, applicant=case.applicant)
    for one in photos:
        files.hand_in(one.kept, purpose=purpose, by=by, at=at)
