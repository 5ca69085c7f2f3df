"""Keeping a file: its size and its true type are checked before anything of it is stored."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from django.db import transaction

from yichuang.law.cases import Refused
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Role
from yichuang.office.files import content, pages, store
from yichuang.office.files.models import Upload

LIMIT: Final = 20 * 1024 * 1024
SAMPLE: Final = Path(__file__).resolve().parent / "data" / "sample-material.pdf"
_NAME_MOST = 120
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """The case a file is handed in for, and what is needed to know who may read it."""

    case: str
    region: str
    body: str
    applicant: str


def plain_name(name: str) -> str:
    """A file name without folders, control and direction characters, short enough; its ending stays."""
    last = re.split(r"[/\\]", name)[-1]
    plain = " ".join(_UNSAFE.sub("", last).split()).lstrip(".")
    if not plain:
        raise Refused("文件没有名称", field="file", remedy="请给文件起一个名称后重新上传。")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:_NAME_MOST]}{dot}{ending[:10]}" if dot else ending[:_NAME_MOST]


def _allow(purpose: Purpose, by: Standing) -> None:
    """Applicants and their agents hand in for their own cases, officers who take in cases for those in their scope."""
    own = by.client == purpose.applicant and bool(by.client)
    officer = by.actor.role is Role.SYSTEM or any(
        by.may(permission, region=purpose.region, body=purpose.body)
        for permission in (Permission.CASE_INTAKE, Permission.CASE_REVIEW, Permission.CASE_SERVE)
    )
    if not (own or officer):
        raise Refused("这不是您的办件, 不能上传文件", field="file", remedy="请用申请时的账号登录。")


def keep(
    stream: IO[bytes], name: str, *, purpose: Purpose, by: Standing, at: datetime, limit: int = LIMIT
) -> Upload:
    """Take a file in for a case. Raises Refused when it is empty, too big, damaged or not what it says it is."""
    _allow(purpose, by)
    return _noted(set_aside(stream, name, limit), purpose, by, at)


def _noted(kept: Kept, purpose: Purpose, by: Standing, at: datetime) -> Upload:
    with transaction.atomic():
        upload, _ = Upload.objects.get_or_create(
            case=purpose.case,
            digest=kept.digest,
            defaults={
                "size": kept.size,
                "media": kept.media,
                "name": kept.name,
                "region": purpose.region,
                "body": purpose.body,
                "applicant": purpose.applicant,
                "by": by.actor.id,
                "at": at,
            },
        )
    return upload


@dataclass(frozen=True, slots=True)
class Kept:
    """A file whose content is in the store and that belongs to no case yet."""

    digest: str
    size: int
    media: str
    name: str


def set_aside(stream: IO[bytes], name: str, limit: int = LIMIT) -> Kept:
    """Take a file in before it is known whether it is wanted. Raises Refused when it is not what it says it is."""
    plain = plain_name(name)
    with store.take(stream, limit) as taken:
        made = content.recognise(taken.path, plain)
        store.settle(taken)
    return Kept(taken.digest, taken.size, made.media, plain)


def set_photo_aside(stream: IO[bytes], name: str) -> tuple[Kept, tuple[float, float] | None]:
    """Take a photo in before there is a case for it, without what the telephone noted in it, and say where it was taken."""
    plain = plain_name(name)
    with store.take(stream, LIMIT) as taken:
        made = content.recognise(taken.path, plain)
        if made not in (content.JPEG, content.PNG):
            raise Refused(f"“{plain}”不是照片", field="photos", remedy="请上传 JPEG 或者 PNG 照片。")
        clean, where = pages.photo(made.media, taken.path)
    with store.take(io.BytesIO(clean), LIMIT) as taken:
        store.settle(taken)
    stem = plain.rpartition(".")[0]
    return Kept(taken.digest, taken.size, content.JPEG.media, f"{stem}.jpg"), where


def hand_in(kept: Kept, *, purpose: Purpose, by: Standing, at: datetime) -> Upload:
    """Let what was set aside belong to the case it was meant for."""
    return _noted(kept, purpose, by, at)


def sample_material() -> str:
    """Put the one sample material into the store and return its digest."""
    with SAMPLE.open("rb") as file, store.take(file, LIMIT) as taken:
        content.recognise(taken.path, SAMPLE.name)
        store.settle(taken)
    return taken.digest


def keep_sample(rows: list[tuple[str, str, str, str, str, str, datetime]]) -> None:
    """Let the sample material belong to many cases at once: case, region, body, applicant, digest, name, when."""
    size = store.place(rows[0][4]).stat().st_size if rows else 0
    uploads = [
        Upload(digest=digest, size=size, media="application/pdf", name=f"{name}.pdf", case=case, region=region,
               body=body, applicant=applicant, by=applicant, at=at)
        for case, region, body, applicant, digest, name, at in rows
    ]  # fmt: skip
    Upload.objects.bulk_create(uploads, batch_size=2000, ignore_conflicts=True)


def lend(digests: Iterable[str], *, of: str, to: Purpose) -> int:
    """Let files of a joint project belong to one of its matters too. Returns how many."""
    lent = Upload.objects.filter(case=of, digest__in=list(digests))
    copies = [
        Upload(digest=x.digest, size=x.size, media=x.media, name=x.name, case=to.case, region=to.region, body=to.body,
               applicant=to.applicant, by=x.by, at=x.at)
        for x in lent
    ]  # fmt: skip
    return len(Upload.objects.bulk_create(copies, ignore_conflicts=True))
