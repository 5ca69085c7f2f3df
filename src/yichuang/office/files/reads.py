"""Reading files: only by who may, always as a download, never as something the browser runs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from yichuang.law.cases import Refused
from yichuang.law.mandates import Permission, Standing
from yichuang.law.words import Role
from yichuang.office.files import store
from yichuang.office.files.models import Upload

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Download:
    """A file to send: where it lies, its size and the headers it must be sent with."""

    path: Path
    size: int
    headers: dict[str, str]


def find(case: str, digest: str) -> Upload | None:
    """The file of this digest handed in for this case; another case's file is not found."""
    return Upload.objects.filter(case=case, digest=digest).first()


def of_case(case: str) -> list[Upload]:
    """All files handed in for a case, in order."""
    return list(Upload.objects.filter(case=case))


def may_read(upload: Upload, by: Standing) -> bool:
    """Whether somebody may read a file: the applicant its own, an agent its principal's, officers within their scope,
    an outside supervisor, and whoever handles a ticket, those of the case he has been let into.
    """
    if by.seeing == upload.case:
        return True
    if by.client:
        return by.client == upload.applicant or by.actor.id == upload.by
    if by.actor.role is Role.INVITED:
        return False
    if by.actor.role is Role.SYSTEM:
        return True
    return by.may(Permission.CASE_READ, region=upload.region, body=upload.body)


def open_for(upload: Upload, by: Standing) -> Download:
    """The file as a download for somebody who may read it. Raises Refused for others, and when it is gone."""
    if not may_read(upload, by):
        raise Refused("无权下载这个文件", field="file", remedy="请用申请时的账号登录, 或联系办理机关。")
    path = store.place(upload.digest)
    if not path.is_file():
        raise Refused("文件已不在库中", field="file", remedy="请联系系统管理员从备份中恢复。")
    return Download(
        path=path,
        size=upload.size,
        headers={
            "Content-Type": upload.media,
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(upload.name, safe='')}",
            "Content-Length": str(upload.size),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def intact(upload: Upload) -> bool:
    """Whether the stored content still has its digest; for the audit."""
    seen = hashlib.sha256()
    path = store.place(upload.digest)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            seen.update(chunk)
    return seen.hexdigest() == upload.digest
